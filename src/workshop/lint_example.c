// SPDX-License-Identifier: MIT
// lint_example: what the examples show of rules beside each other: which read the same, which adds nothing, which sleeps.
#include "lint.h"
#include "private.h"

#include "base/banned.h"

// ---- ties -------------------------------------------------------------------------------------------------------------

static bool is_tie(const struct check *c, const struct fire *a, const struct fire *b)
{
	return a->rule != b->rule && a->rule->layer == b->rule->layer && a->rule->priority == b->rule->priority &&
		   a->text.start == b->text.start && a->text.end == b->text.end && (a->lost_to == b->rule || b->lost_to == a->rule) &&
		   c->rule->layer == a->rule->layer;
}

static void find_ties(struct linter *l)
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

// ---- rules that add nothing -------------------------------------------------------------------------------------------

static bool same_sets(const struct rule *a, const struct rule *b)
{
	bool same = a->sets == b->sets;
	for (size_t i = 0; i < a->sets && same; i++) {
		bool found = false;
		for (size_t k = 0; k < b->sets && !found; k++)
			found = slice_equal(a->set[i].key, b->set[k].key) && slice_equal(a->set[i].value, b->set[k].value);
		same = found;
	}
	return same;
}

// What the rule itself read at the place of its example; null: nothing.
static const struct fire *own_fire(const struct check *c)
{
	for (size_t i = 0; i < c->fires; i++)
		if (c->fire[i].rule == c->rule && !c->fire[i].lost_to && span_overlaps(c->fire[i].text, c->example->record))
			return &c->fire[i];
	return NULL;
}

static bool reads_the_same(const struct check *c, const struct fire *own, const struct rule *other)
{
	for (size_t i = 0; i < c->fires; i++) {
		const struct fire *f = &c->fire[i];
		if (f->rule == other && f->text.start == own->text.start && f->text.end == own->text.end &&
			slice_equal(f->groups, own->groups))
			return true;
	}
	return false;
}

// Whether the other rule reads all examples of a rule just so.
static bool does_all(const struct checks *checks, const struct tested *t, const struct rule *other)
{
	size_t examples = 0;
	for (size_t i = t->first_check; i < t->end_check; i++) {
		const struct check *c = &checks->at.at[i];
		if (c->rule != t->rule || c->kind != CHECK_EXAMPLE || c->variant)
			continue;
		const struct fire *own = own_fire(c);
		if (c->verdict != VERDICT_OK || !own || !reads_the_same(c, own, other))
			return false;
		examples++;
	}
	return examples > 0;
}

static void find_needless(struct linter *l, const struct tested *t)
{
	const struct check *first = NULL;
	for (size_t i = t->first_check; i < t->end_check && !first; i++)
		if (l->checks->at.at[i].rule == t->rule && l->checks->at.at[i].kind == CHECK_EXAMPLE)
			first = &l->checks->at.at[i];
	for (size_t i = 0; first && i < first->fires; i++) {
		const struct rule *other = first->fire[i].rule;
		if (other == t->rule || !same_sets(t->rule, other) || !does_all(l->checks, t, other))
			continue;
		lint_add(l, "L018", t->rule->at,
				 "rule '" SLICE_FMT "' adds nothing: rule '" SLICE_FMT "' reads all its examples, too, and sets the same",
				 SLICE_ARG(t->rule->id), SLICE_ARG(other->id));
		return;
	}
}

// ---- rules that never win ---------------------------------------------------------------------------------------------

// To whom the rule's reading of its own example lost; null: to nobody, or there is none.
static const struct rule *winner_of(const struct check *c)
{
	const struct rule *winner = NULL;
	for (size_t i = 0; i < c->fires; i++)
		if (c->fire[i].rule == c->rule && span_overlaps(c->fire[i].text, c->example->record)) {
			if (!c->fire[i].lost_to)
				return NULL;
			winner = c->fire[i].lost_to;
		}
	return winner;
}

static void find_shadowed(struct linter *l, const struct tested *t)
{
	const struct rule *winner = NULL;
	for (size_t i = t->first_check; i < t->end_check; i++) {
		const struct check *c = &l->checks->at.at[i];
		if (c->rule != t->rule || c->kind != CHECK_EXAMPLE || c->variant)
			continue;
		const struct rule *one = winner_of(c);
		if (!one || (winner && winner != one))
			return;
		winner = one;
	}
	if (winner)
		lint_add(l, "L022", t->rule->at,
				 "rule '" SLICE_FMT "' is shadowed by rule '" SLICE_FMT "', to which it loses all its examples",
				 SLICE_ARG(t->rule->id), SLICE_ARG(winner->id));
}

// ---- sleepers ---------------------------------------------------------------------------------------------------------

static void find_sleeping(struct linter *l, const struct check *c)
{
	struct arena a;
	if (c->kind != CHECK_EXAMPLE || c->variant || c->rule->layer >= LAYERS_OVER_VIEW)
		return;
	arena_init(&a);
	slice missing = trigger_missing(c->pack->rules, c->rule, c->subject, &a);
	if (missing.ptr)
		lint_add(l, "L021", c->at, "rule '" SLICE_FMT "' sleeps on its own example, which has no " SLICE_FMT,
				 SLICE_ARG(c->rule->id), SLICE_ARG(missing));
	arena_release(&a);
}

void lint_examples(struct linter *l)
{
	find_ties(l);
	for (size_t i = 0; i < l->checks->rule.count; i++)
		find_needless(l, &l->checks->rule.at[i]);
	for (size_t i = 0; i < l->checks->rule.count && l->alone; i++)
		find_shadowed(l, &l->checks->rule.at[i]);
	for (size_t i = 0; i < l->checks->at.count && l->alone; i++)
		find_sleeping(l, &l->checks->at.at[i]);
}
