// SPDX-License-Identifier: MIT
// lint_reach: alternatives that are never taken, for one before them takes all that they would.
//
//   {noun} \s killed | {noun.person} \s killed     whatever the second one takes, the first one has taken
//   ten | ten \s thousand                          at the end of a pattern: the first one always does
//   (?! {of} \s {the} | {of} )                     a look-ahead only asks whether there is one
//
// Alternatives are compared item by item: equal texts, or classes of which one holds the other.
#include <stdlib.h>

#include "base/line.h"
#include "item.h"
#include "lint.h"
#include "part.h"

#include "base/banned.h"

enum { ITEMS_MAX = 24, TAG_WORDS = (TAG_LAST - TAG_FIRST) / 64 + 1 };

// An alternative as a row of items; `of`: which of the pattern's parts it is.
struct row {
	size_t of, count;
	struct item item[ITEMS_MAX];
};

struct reach {
	struct linter *linter;
	const struct ruleset *rs;
	const struct rule *rule;
	struct arena arena;
};

// ---- items ------------------------------------------------------------------------------------------------------------

// A stretch without its free white space.
static slice squeezed(slice p, span where, struct arena *a)
{
	char *text = arena_room(a, span_length(where) + 1);
	size_t len = 0;
	for (size_t i = where.start; i < where.end;) {
		size_t next = pattern_step_end(p, i);
		if (p.ptr[i] != '#' && pattern_space_end(p, i) == i)
			for (size_t k = i; k < next && k < where.end; k++)
				text[len++] = p.ptr[k];
		i = next;
	}
	return (slice){text, len};
}

static bool same_text(struct reach *r, span a, span b)
{
	return slice_equal(squeezed(r->rule->match, a, &r->arena), squeezed(r->rule->match, b, &r->arena));
}

static bool add_class(const struct reach *r, slice name, uint64_t *has, uint64_t *lacks)
{
	const struct layer_tags *tags = &r->rs->tags[r->rule->layer];
	uint64_t *to = name.ptr[0] == '-' ? lacks : has;
	name = name.ptr[0] == '-' ? slice_from(name, 1) : name;
	uint16_t class = class_find(r->rs, name);
	if (class == NO_CLASS || slice_equal(name, SLICE("word")))
		return false;
	for (size_t i = 0; i < tags->count; i++)
		if (class_list_has(&tags->tag[i].classes, class))
			to[i / 64] |= (uint64_t)1 << i % 64;
	return true;
}

// The tags that {class} or [{class}{class}{-class}] stands for. False: the item holds anything else, or no tag at all.
static bool read_tags(const struct reach *r, slice atom, uint64_t *ret)
{
	uint64_t lacks[TAG_WORDS] = {0}, any = 0;
	bool in_class = atom.ptr[0] == '[';
	memset(ret, 0, TAG_WORDS * sizeof *ret);
	if (r->rule->layer >= LAYERS_OVER_VIEW || (!in_class && !pattern_reference_length(atom, 0)))
		return false;
	for (size_t i = in_class, length; i < atom.len - in_class; i += length) {
		length = pattern_reference_length(atom, i);
		if (!length || !add_class(r, slice_sub(atom, i + 1, i + length - 1), ret, lacks))
			return false;
	}
	for (size_t i = 0; i < TAG_WORDS; i++)
		any |= ret[i] &= ~lacks[i];
	return any != 0;
}

static bool covers_item(struct reach *r, const struct item *a, const struct item *b)
{
	slice p = r->rule->match;
	uint64_t x[TAG_WORDS], y[TAG_WORDS];
	if (!same_text(r, a->repeat, b->repeat))
		return false;
	if (same_text(r, a->atom, b->atom))
		return true;
	if (a->repeat.end > a->repeat.start && p.ptr[a->repeat.end - 1] == '+' && span_length(a->repeat) > 1)
		return false; // a possessive one may take what the other leaves
	if (!read_tags(r, slice_at(p, a->atom), x) || !read_tags(r, slice_at(p, b->atom), y))
		return false;
	for (size_t i = 0; i < TAG_WORDS; i++)
		if (y[i] & ~x[i])
			return false;
	return true;
}

// Whether the items of `a` take what the first items of `b` take.
static bool begins_with(struct reach *r, const struct row *b, const struct row *a)
{
	if (!a->count || a->count > b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!covers_item(r, &a->item[i], &b->item[i]))
			return false;
	return true;
}

// Whether a match may end before an item, as a word does.
static bool ends_word(const struct reach *r, const struct item *next)
{
	slice p = r->rule->match, atom = slice_at(p, next->atom);
	if (next->repeat.end > next->repeat.start && p.ptr[next->repeat.start] != '+')
		return false;
	return slice_equal(atom, SLICE("\\s")) || slice_equal(atom, SLICE(",")) || slice_equal(atom, SLICE("-"));
}

// ---- alternations -----------------------------------------------------------------------------------------------------

static bool is_look_ahead(slice p, size_t opening)
{
	slice rest = opening == NOT_FOUND ? SLICE("") : slice_from(p, opening);
	return slice_starts(rest, SLICE("(?=")) || slice_starts(rest, SLICE("(?!"));
}

static bool is_look_behind(slice p, size_t opening)
{
	slice rest = slice_from(p, opening);
	return slice_starts(rest, SLICE("(?<=")) || slice_starts(rest, SLICE("(?<!"));
}

// Whether an offset is inside a look-behind, where alternatives have their ends in common.
static bool in_look_behind(slice p, size_t offset)
{
	size_t next;
	for (size_t i = 0; i < offset; i = next) {
		next = pattern_step_end(p, i);
		if (p.ptr[i] == '(' && is_look_behind(p, i)) {
			next = pattern_group_end(p, i);
			if (offset < next)
				return true;
		}
	}
	return false;
}

// Whether nothing of the pattern stands behind an offset but closing brackets.
static bool is_last(slice p, size_t at)
{
	size_t i = pattern_space_end(p, at);
	while (i < p.len && p.ptr[i] == ')')
		i = pattern_space_end(p, i + 1);
	return i == p.len;
}

static void tell(struct reach *r, const struct part *lost, const struct part *winner, const char *code, const char *why)
{
	const struct rule *rule = r->rule;
	slice text = squeezed(rule->match, lost->text, &r->arena), other = squeezed(rule->match, winner->text, &r->arena);
	slice owner = lint_owner(rule, lost->text.start, &r->arena);
	lint_add(r->linter, code, pattern_place(rule, pattern_space_end(rule->match, lost->text.start)),
			 SLICE_FMT ": '" SLICE_FMT "' %s '" SLICE_FMT "'", SLICE_ARG(owner), SLICE_ARG(text), why, SLICE_ARG(other));
}

static void judge(struct reach *r, const struct parts *parts, const struct row *earlier, const struct row *later, bool last)
{
	const struct part *a = &parts->at.at[earlier->of], *b = &parts->at.at[later->of];
	slice p = r->rule->match;
	bool look_ahead = is_look_ahead(p, b->opening);
	if (earlier->count == later->count && begins_with(r, later, earlier)) {
		if (same_text(r, a->text, b->text))
			tell(r, b, a, "L008", "stands there twice, after");
		else
			tell(r, b, a, "L017", "is never taken: all that it takes, the alternative before it does,");
	} else if (earlier->count < later->count && begins_with(r, later, earlier) && !in_look_behind(p, b->text.start) &&
			   (look_ahead || (last && (r->rule->layer >= LAYERS_OVER_VIEW || ends_word(r, &later->item[earlier->count]))))) {
		tell(r, b, a, "L017", "is never taken: it begins with the alternative before it,");
	} else if (look_ahead && later->count < earlier->count && begins_with(r, earlier, later)) {
		tell(r, a, b, "L017", "is not needed in a look-ahead: it begins with another alternative,");
	}
}

// The rows of the alternation that parts.at[first] belongs to; those before `first` are known.
static void judge_alternation(struct reach *r, const struct parts *parts, size_t first)
{
	VEC(struct row) rows = {0};
	slice p = r->rule->match;
	size_t end = 0;
	for (size_t i = first; i < parts->at.count; i++) {
		const struct part *part = &parts->at.at[i];
		struct row row = {.of = i};
		if (part->kind != PART_ALTERNATIVE || part->opening != parts->at.at[first].opening)
			continue;
		row.count = items_read(p, part->text, row.item, ITEMS_MAX);
		end = part->text.end > end ? part->text.end : end;
		if (row.count != NOT_FOUND && row.count)
			vec_push(&rows, row);
	}
	for (size_t k = 1; k < rows.count; k++)
		for (size_t i = 0; i < k; i++)
			judge(r, parts, &rows.at[i], &rows.at[k], is_last(p, end));
	vec_release(&rows);
}

void lint_reach(struct linter *l)
{
	struct reach r = {.linter = l};
	arena_init(&r.arena);
	for (size_t i = 0; i < l->checks->rule.count; i++) {
		struct parts parts;
		r.rule = l->checks->rule.at[i].rule;
		r.rs = l->checks->rule.at[i].pack->rules;
		parts_read(&parts, r.rule->match);
		for (size_t k = 0; k < parts.at.count; k++) {
			bool known = parts.at.at[k].kind != PART_ALTERNATIVE;
			for (size_t before = 0; before < k && !known; before++)
				known = parts.at.at[before].kind == PART_ALTERNATIVE && parts.at.at[before].opening == parts.at.at[k].opening;
			if (!known)
				judge_alternation(&r, &parts, k);
		}
		parts_release(&parts);
		arena_reset(&r.arena);
	}
	arena_release(&r.arena);
}
