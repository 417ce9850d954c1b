// SPDX-License-Identifier: MIT
// lint_pattern: what can be said of a pattern by reading it.
#include "lint.h"
#include "part.h"

#include "base/banned.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Behind white space and comments of the free-spacing mode.
static size_t pass_free_space(slice p, size_t at)
{
	while (at < p.len && (is_space(p.ptr[at]) || p.ptr[at] == '#')) {
		if (p.ptr[at] == '#')
			while (at < p.len && p.ptr[at] != '\n')
				at++;
		else
			at++;
	}
	return at;
}

// The length of the reference {…} at an offset, with its braces; 0 where there is none.
static size_t reference_length(slice p, size_t at)
{
	if (p.ptr[at] != '{' || at + 1 >= p.len || (p.ptr[at + 1] >= '0' && p.ptr[at + 1] <= '9') || p.ptr[at + 1] == ',')
		return 0;
	size_t end = at + 1;
	while (end < p.len && p.ptr[end] != '}' && !is_space(p.ptr[end]))
		end++;
	return end < p.len && p.ptr[end] == '}' ? end + 1 - at : 0;
}

// Of what stands at an offset: behind it, in steps that never stop inside an escape, a [class], a comment or a {reference}.
static size_t next_item(slice p, size_t at)
{
	size_t length;
	if (p.ptr[at] == '\\')
		return at + 2 < p.len ? at + 2 : p.len;
	if (p.ptr[at] == '[')
		return bracket_end(p, at);
	if (p.ptr[at] == '#')
		return pass_free_space(p, at);
	if (p.ptr[at] == '{' && (length = reference_length(p, at)))
		return at + length;
	return at + 1;
}

// ---- one rule ---------------------------------------------------------------------------------------------------------

static void find_any(struct linter *l, const struct rule *r)
{
	for (size_t i = 0; i < r->match.len; i = next_item(r->match, i)) {
		if (r->match.ptr[i] != '.')
			continue;
		size_t behind = pass_free_space(r->match, i + 1);
		if (behind < r->match.len && (r->match.ptr[behind] == '*' || r->match.ptr[behind] == '+'))
			lint_add(l, "L004", pattern_place(r, i),
					 "rule '" SLICE_FMT "': '.%c' runs to the end of the sentence, expected a bound on what may stand between",
					 SLICE_ARG(r->id), r->match.ptr[behind]);
	}
}

static void find_lazy_beginning(struct linter *l, const struct rule *r)
{
	size_t at = pass_free_space(r->match, 0);
	if (at >= r->match.len || (r->match.ptr[at] != '[' && r->match.ptr[at] != '.' && r->match.ptr[at] != '\\'))
		return;
	size_t behind = pass_free_space(r->match, next_item(r->match, at));
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

// A branch without its free white space.
static slice squeezed(slice p, span where, struct arena *a)
{
	char *text = arena_room(a, span_length(where) + 1);
	size_t len = 0;
	for (size_t i = where.start; i < where.end;) {
		size_t next = next_item(p, i);
		if (p.ptr[i] != '#' && !is_space(p.ptr[i]))
			for (size_t k = i; k < next && k < where.end; k++)
				text[len++] = p.ptr[k];
		i = next;
	}
	return (slice){text, len};
}

static void find_doubles(struct linter *l, const struct rule *r)
{
	struct parts parts;
	struct arena a;
	arena_init(&a);
	parts_read(&parts, r->match);
	for (size_t i = 0; i < parts.at.count; i++) {
		const struct part *later = &parts.at.at[i];
		if (later->kind != PART_ALTERNATIVE)
			continue;
		slice text = squeezed(r->match, later->text, &a);
		for (size_t k = 0; k < i; k++) {
			const struct part *earlier = &parts.at.at[k];
			if (earlier->kind == PART_ALTERNATIVE && earlier->opening == later->opening &&
				earlier->text.start < later->text.start && slice_equal(squeezed(r->match, earlier->text, &a), text)) {
				lint_add(l, "L008", pattern_place(r, later->text.start),
						 "rule '" SLICE_FMT "': the alternative '" SLICE_FMT "' stands there twice", SLICE_ARG(r->id),
						 SLICE_ARG(text));
				break;
			}
		}
	}
	parts_release(&parts);
	arena_release(&a);
}

static void find_touching(struct linter *l, const struct rule *r)
{
	size_t length, behind = 0; // behind: where a reference ended last
	for (size_t i = 0; i < r->match.len; i = next_item(r->match, i)) {
		bool touches_left = behind && i == behind && is_letter(r->match.ptr[i]);
		length = reference_length(r->match, i);
		bool touches_right = length && i > 0 && is_letter(r->match.ptr[i - 1]) && !(i > 1 && r->match.ptr[i - 2] == '\\');
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
		find_doubles(l, r);
		if (r->layer < LAYERS_OVER_VIEW)
			find_touching(l, r);
		find_strange_id(l, r);
	}
}

// ---- ties -------------------------------------------------------------------------------------------------------------

static bool is_tie(const struct check *c, const struct fire *a, const struct fire *b)
{
	return a->rule != b->rule && a->rule->layer == b->rule->layer && a->rule->priority == b->rule->priority &&
		   a->text.start == b->text.start && a->text.end == b->text.end && (a->lost_to == b->rule || b->lost_to == a->rule) &&
		   c->rule->layer == a->rule->layer;
}

void lint_ties(struct linter *l)
{
	const struct checks *checks = l->checks;
	for (size_t i = 0; i < checks->at.count; i++) {
		const struct check *c = &checks->at.at[i];
		for (size_t a = 0; a < c->fires; a++)
			for (size_t b = a + 1; b < c->fires; b++) {
				const struct fire *x = &c->fire[a], *y = &c->fire[b];
				if (!is_tie(c, x, y))
					continue;
				const struct rule *loser = x->lost_to ? x->rule : y->rule, *winner = x->lost_to ? y->rule : x->rule;
				bool said = false;
				for (size_t k = 0; k < l->found->at.count && !said; k++) // once a pair
					said = slice_equal(slice_of(l->found->at.at[k].code), SLICE("L010")) &&
						   l->found->at.at[k].at.line == loser->at.line &&
						   slice_equal(slice_of(l->found->at.at[k].at.file), slice_of(loser->at.file)) &&
						   slice_find(l->found->at.at[k].message, winner->id) != NOT_FOUND;
				if (!said)
					lint_add(l, "L010", loser->at,
							 "rule '" SLICE_FMT "' and rule '" SLICE_FMT "' read the same words with the same priority (%s:%zu)",
							 SLICE_ARG(loser->id), SLICE_ARG(winner->id), c->at.file, c->at.line);
			}
	}
}
