// SPDX-License-Identifier: MIT
// The vocabulary of each layer: which groups its patterns may name and which fields its rules may set. rules/README.md has the
// same table.
#include <assert.h>

#include "rule/private.h"

#define FIGURE_PARTS \
	"number lo hi bound to_bound unit currency scale what per num den plus plus_unit plus2 plus2_unit to_unit to_scale " \
	"per_number"
#define DATE_PARTS \
	"year month day weekday hour minute second ampm zone season quarter half decade century era number unit dir rel ref part " \
	"mod holiday week freq clock hundred"
#define TO_PARTS \
	"to_year to_month to_day to_weekday to_hour to_minute to_ampm to_season to_quarter to_decade to_century to_era to_number " \
	"to_unit to_ref to_mod"

static const char *const groups[LAYERS] = {
	[LAYER_NUMBER] = "this value times plus num den lo hi sign",
	[LAYER_DATE] = "this " DATE_PARTS " nth shift shift_unit " TO_PARTS,
	[LAYER_FIGURE] = "this " FIGURE_PARTS,
	[LAYER_ENTITY] = "this name title",
	[LAYER_ATTRIBUTION] = "this source head cue verb content",
	[LAYER_CLAIM] = "this figure date place event subject source what measure change part_of whole",
	[LAYER_CLEAN] = "cut",
	[LAYER_BOUNDARY] = "break",
};

static const char *const sets[LAYERS] = {
	[LAYER_NUMBER] = "value form approx",
	[LAYER_DATE] = "timex_type timex_mod anchor order fiscal bare latest now " DATE_PARTS,
	[LAYER_FIGURE] = "kind cmp approx unit plus_unit what lo_open hi_open value lo hi status note sign",
	[LAYER_ENTITY] = "kind guess",
	[LAYER_ATTRIBUTION] = "source_kind stance content",
	[LAYER_CLAIM] = "claim_kind measure scope negated modality part_of what subject unit place event note",
	[LAYER_CLEAN] = "kind replace",
	[LAYER_BOUNDARY] = "kind end",
};

static bool is_in(const char *list, slice name)
{
	slice rest = slice_of(list), word;
	while ((word = slice_cut(&rest, ' ')).ptr)
		if (slice_equal(word, name))
			return true;
	return false;
}

enum term term_find(slice name)
{
	static const slice names[] = {
#define X(id, name) [TERM_##id] = {name, sizeof name - 1},
		TERMS(X)
#undef X
	};
	for (size_t t = TERM_NONE + 1; t < sizeof names / sizeof *names; t++)
		if (slice_equal(names[t], name))
			return (enum term)t;
	return TERM_NONE;
}

bool vocabulary_check_set(const struct rule *r, struct diag *d)
{
	bool ok = true;
	for (size_t i = 0; i < r->sets; i++)
		if (is_in(sets[r->layer], r->set[i].key))
			assert(r->set[i].term != TERM_NONE); // or vocabulary.h lacks it
		else
			ok = diag_error(d, r->set[i].at, "layer " SLICE_FMT " cannot set '" SLICE_FMT "', expected one of: %s",
							SLICE_ARG(layer_name(r->layer)), SLICE_ARG(r->set[i].key), sets[r->layer]);
	return ok;
}

bool vocabulary_check_groups(const struct rule *r, struct diag *d)
{
	bool ok = true;
	for (size_t i = 0; i < r->groups; i++)
		if (is_in(groups[r->layer], r->group[i].name))
			assert(r->group[i].term != TERM_NONE);
		else
			ok = diag_error(d, r->match_at,
							"rule '" SLICE_FMT "': layer " SLICE_FMT " has no use for the group '" SLICE_FMT
							"', expected one of: %s",
							SLICE_ARG(r->id), SLICE_ARG(layer_name(r->layer)), SLICE_ARG(r->group[i].name), groups[r->layer]);
	return ok;
}
