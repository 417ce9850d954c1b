// SPDX-License-Identifier: MIT
// lint_pattern: what can be said of a pattern by reading it.
#include "lint.h"
#include "item.h"

#include "base/ascii.h"

#include "base/banned.h"

// ---- one rule ---------------------------------------------------------------------------------------------------------

static void find_any(struct linter *l, const struct rule *r)
{
	for (size_t i = 0; i < r->match.len; i = pattern_step_end(r->match, i)) {
		if (r->match.ptr[i] != '.')
			continue;
		size_t behind = pattern_space_end(r->match, i + 1);
		if (behind < r->match.len && (r->match.ptr[behind] == '*' || r->match.ptr[behind] == '+'))
			lint_add(l, "L004", pattern_place(r, i),
					 "rule '" SLICE_FMT "': '.%c' runs to the end of the sentence, expected a bound on what may stand between",
					 SLICE_ARG(r->id), r->match.ptr[behind]);
	}
}

static void find_lazy_beginning(struct linter *l, const struct rule *r)
{
	size_t at = pattern_space_end(r->match, 0);
	if (at >= r->match.len || (r->match.ptr[at] != '[' && r->match.ptr[at] != '.' && r->match.ptr[at] != '\\'))
		return;
	size_t behind = pattern_space_end(r->match, pattern_step_end(r->match, at));
	if (behind + 1 >= r->match.len)
		return;
	bool repeats = r->match.ptr[behind] == '*' || r->match.ptr[behind] == '+';
	if (r->match.ptr[behind] == '{')
		while (behind < r->match.len && r->match.ptr[behind] != '}')
			behind++, repeats = true;
	if (repeats && behind + 1 < r->match.len && r->match.ptr[behind + 1] == '?')
		lint_add(l, "L005", pattern_place(r, at),
				 "rule '" SLICE_FMT "': begins with a lazy repetition, expected a class or a word", SLICE_ARG(r->id));
}

// A rule that may begin with every letter.
static void find_any_beginning(struct linter *l, const struct rule *r)
{
	if (r->layer >= LAYERS_OVER_VIEW)
		return;
	const uint64_t *begins = rule_begins_now(r);
	for (unsigned c = 'a'; c <= 'z'; c++)
		if (!(begins[c / 64] >> c % 64 & 1))
			return;
	lint_add(l, "L006", r->at, "rule '" SLICE_FMT "': its pattern may begin with any word", SLICE_ARG(r->id));
}

static void find_always_awake(struct linter *l, const struct rule *r)
{
	if (r->layer < LAYERS_OVER_VIEW && !r->clauses)
		lint_add(l, "L007", r->at, "rule '" SLICE_FMT "': nothing must be in a sentence for it to match, so it runs on all",
				 SLICE_ARG(r->id));
}

static void find_touching(struct linter *l, const struct rule *r)
{
	size_t length, behind = 0; // behind: where a reference ended last
	for (size_t i = 0; i < r->match.len; i = pattern_step_end(r->match, i)) {
		bool touches_left = behind && i == behind && ascii_is_letter(r->match.ptr[i]);
		length = pattern_reference_length(r->match, i);
		bool touches_right = length && i > 0 && ascii_is_letter(r->match.ptr[i - 1]) && !(i > 1 && r->match.ptr[i - 2] == '\\');
		if (touches_left || touches_right)
			lint_add(l, "L011", pattern_place(r, i),
					 "rule '" SLICE_FMT "': a letter touches a reference, expected \\s or punctuation between them",
					 SLICE_ARG(r->id));
		if (length)
			behind = i + length;
	}
}

static void find_strange_id(struct linter *l, const struct rule *r)
{
	slice layer = layer_name(r->layer);
	if (slice_starts(r->id, layer) && r->id.len > layer.len && r->id.ptr[layer.len] == '.')
		return;
	lint_add(l, "L014", r->at, "rule '" SLICE_FMT "': expected an id that begins with '" SLICE_FMT ".'", SLICE_ARG(r->id),
			 SLICE_ARG(layer));
}

void lint_patterns(struct linter *l)
{
	for (size_t i = 0; i < l->checks->rule.count; i++) {
		const struct rule *r = l->checks->rule.at[i].rule;
		find_any(l, r);
		find_lazy_beginning(l, r);
		find_any_beginning(l, r);
		find_always_awake(l, r);
		if (r->layer < LAYERS_OVER_VIEW)
			find_touching(l, r);
		find_strange_id(l, r);
	}
}
