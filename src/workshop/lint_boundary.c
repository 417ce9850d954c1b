// SPDX-License-Identifier: MIT
// lint_boundary: where a pattern stops in the middle of a word without meaning to, and brackets that capture what nobody reads.
//
// A match over a view begins and ends at word boundaries by itself; a look-ahead does not, nor does a match over raw text.
#include "item.h"
#include "lint.h"

#include "base/ascii.h"

#include "base/banned.h"

// The last item of the branch that ends at `end`, in which groups are closed.
static bool last_item(slice p, size_t start, size_t end, struct item *ret)
{
	struct item item[64];
	size_t count = items_read(p, (span){start, end}, item, 64);
	if (!count || count == NOT_FOUND)
		return false;
	*ret = item[count - 1];
	return true;
}

static bool is_bare_letter(slice p, const struct item *i)
{
	return span_length(i->atom) == 1 && ascii_is_letter(p.ptr[i->atom.start]) && span_length(i->repeat) == 0;
}

// ---- look-aheads ------------------------------------------------------------------------------------------------------

// The branches of the group whose inside is [from, end), those of groups at their ends, too.
static void judge_branches(struct linter *l, const struct rule *r, size_t from, size_t end)
{
	slice p = r->match;
	for (size_t at = from, start = from; at <= end;
		 at = at < end && p.ptr[at] == '(' ? pattern_group_end(p, at) : pattern_step_end(p, at)) {
		struct item last;
		if (at < end && p.ptr[at] != '|')
			continue;
		if (last_item(p, start, at, &last)) {
			if (is_bare_letter(p, &last)) {
				slice owner = lint_owner(r, last.atom.start, &l->found->arena);
				lint_add(l, "L020", pattern_place(r, last.atom.start),
						 SLICE_FMT ": a look-ahead ends within a word, expected \\b behind '%c'", SLICE_ARG(owner),
						 p.ptr[last.atom.start]);
			} else if (p.ptr[last.atom.start] == '(' && pattern_group_inside(p, last.atom.start) < last.atom.end) {
				bool look = p.ptr[last.atom.start + 1] == '?' && strchr("=!<", p.ptr[last.atom.start + 2]) &&
							p.ptr[pattern_group_inside(p, last.atom.start) - 1] != '>';
				if (!look)
					judge_branches(l, r, pattern_group_inside(p, last.atom.start), last.atom.end - 1);
			}
		}
		if (at == end)
			break;
		start = at + 1;
	}
}

static void find_cut_words(struct linter *l, const struct rule *r)
{
	slice p = r->match;
	for (size_t i = 0; i < p.len; i = pattern_step_end(p, i)) {
		slice rest = slice_from(p, i);
		if (slice_starts(rest, SLICE("(?=")) || slice_starts(rest, SLICE("(?!")))
			judge_branches(l, r, i + 3, pattern_group_end(p, i) - 1);
	}
}

// ---- raw text -----------------------------------------------------------------------------------------------------------

// Whether a branch of a pattern over raw text begins (or ends) with a letter or a word: a match may then begin within a longer
// one.
static bool is_open(slice p, size_t from, size_t end, bool at_end)
{
	struct item item[64];
	size_t count = items_read(p, (span){from, end}, item, 64);
	if (!count || count == NOT_FOUND)
		return false;
	const struct item *i = &item[at_end ? count - 1 : 0];
	slice atom = slice_at(p, i->atom);
	if (atom.ptr[0] == '(' && !slice_starts(atom, SLICE("(?=")) && !slice_starts(atom, SLICE("(?!")) &&
		!slice_starts(atom, SLICE("(?<=")) && !slice_starts(atom, SLICE("(?<!")))
		return is_open(p, pattern_group_inside(p, i->atom.start), i->atom.end - 1, at_end);
	return (atom.len == 1 && ascii_is_letter(atom.ptr[0])) || pattern_reference_length(atom, 0) > 0;
}

static void find_open_ends(struct linter *l, const struct rule *r)
{
	for (int at_end = 0; at_end < 2; at_end++)
		if (is_open(r->match, 0, r->match.len, at_end))
			lint_add(l, "L020", r->match_at,
					 "rule '" SLICE_FMT "': a match may %s within a word, expected \\b or a look-around at the %s of the pattern",
					 SLICE_ARG(r->id), at_end ? "end" : "begin", at_end ? "end" : "beginning");
}

// ---- groups -----------------------------------------------------------------------------------------------------------

static void find_unnamed(struct linter *l, const struct rule *r)
{
	slice p = r->match;
	for (size_t i = 0; i < p.len; i = pattern_step_end(p, i)) {
		if (p.ptr[i] != '(' || (i + 1 < p.len && (p.ptr[i + 1] == '?' || p.ptr[i + 1] == '*')))
			continue;
		slice owner = lint_owner(r, i, &l->found->arena);
		lint_add(l, "L019", pattern_place(r, i), SLICE_FMT ": nobody reads a group without a name, expected '(?:' or '(?<name>'",
				 SLICE_ARG(owner));
	}
}

void lint_boundaries(struct linter *l)
{
	for (size_t i = 0; i < l->checks->rule.count; i++) {
		const struct rule *r = l->checks->rule.at[i].rule;
		find_cut_words(l, r);
		if (r->layer >= LAYERS_OVER_VIEW)
			find_open_ends(l, r);
		find_unnamed(l, r);
	}
}
