// SPDX-License-Identifier: MIT
// Triggers: what a sentence must hold for a rule to match in it, so that only few rules run on each: the rarest of what its
// pattern demands.
#include "base/ascii.h"
#include "demand.h"

// Letters are everywhere, marks are not: to see that one is missing, which segment does first, costs next to nothing.
static bool is_worth_a_search(const struct rule *r, slice text)
{
	bool marked = false;
	for (size_t i = 0; r->layer == LAYER_BOUNDARY && i < text.len; i++)
		marked |= !ascii_is_letter(text.ptr[i]) && !ascii_is_digit(text.ptr[i]) && text.ptr[i] != ' ';
	return marked || text.len >= 3;
}

void trigger_derive(struct ruleset *rs, struct rule *r)
{
	struct reader reader = {.rs = rs, .rule = r, .p = r->match};
	struct part whole;
	arena_init(&reader.scratch);
	alternation_read(&reader, &whole);
	if (reader.lost) {
		reader.longest = SLICE_NULL;
		whole.demands.count = 0;
	}
	if (r->layer >= LAYERS_OVER_VIEW && is_worth_a_search(r, reader.longest))
		r->required = arena_copy(&rs->arena, reader.longest);
	arena_release(&reader.scratch);
	if (r->layer >= LAYERS_OVER_VIEW)
		return;
	r->next = next_derive(rs, r->match);
	r->clause = ARENA_ARRAY(&rs->arena, struct clause, RULE_CLAUSES_MAX);
	while (r->clauses < RULE_CLAUSES_MAX && whole.demands.taken < whole.demands.count) // cheapest first
		r->clause[r->clauses++] = demands_take(rs, &whole.demands, &(struct clause){0});
	for (size_t i = 0; i < r->clauses; i++)
		for (size_t k = 0; k < r->clause[i].classes; k++) {
			slice name = rs->class.at[r->clause[i].class[k]].name;
			if (name.ptr[0] == '=')
				pattern_word_add(rs, slice_from(name, 1), r->clause[i].class[k]);
		}
}

bool trigger_check(struct ruleset *rs, struct rule *r, struct diag *d)
{
	const struct layer_tags *tags = &rs->tags[r->layer];
	for (size_t i = 0; i < r->clauses; i++)
		for (size_t k = 0; k < r->clause[i].classes; k++) {
			uint16_t class = r->clause[i].class[k];
			slice name = rs->class.at[class].name;
			if (name.ptr[0] != '=' || class_list_has(&tags->referenced, class))
				continue;
			const struct entry *e = lexicon_find(rs, slice_from(name, 1));
			if (!e || !rs->word[e->signature * SHAPES + SHAPE_LOWER].tag[r->layer])
				continue;
			slice in = SLICE("");
			const struct class_list *classes = &rs->signature.at[e->signature].lower;
			for (size_t c = 0; c < classes->count && !in.len; c++)
				if (class_list_has(&tags->referenced, classes->at[c]))
					in = rs->class.at[classes->at[c]].name;
			slice word = slice_from(name, 1);
			return diag_error(d, r->match_at,
							  "rule '" SLICE_FMT "': '" SLICE_FMT "' is replaced by {" SLICE_FMT
							  "} in this layer's view and never matches, expected {" SLICE_FMT "} or that class",
							  SLICE_ARG(r->id), SLICE_ARG(word), SLICE_ARG(in), SLICE_ARG(name));
		}
	return true;
}
