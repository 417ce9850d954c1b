// SPDX-License-Identifier: MIT
// tries: which rules the words of a sentence wake, and where in its view they are worth a try.
#include "extract/layer.h"

// Joins the clauses of a row to those that are met in its layer.
static void meet(rule_set *met, const struct wake *w, const rule_set *row)
{
	for (size_t k = 0; k < w->sets; k++, met += RULE_CLAUSES_MAX, row += WAKE_SETS)
		for (size_t c = 0; c < RULE_CLAUSES_MAX; c++)
			met[c] |= row[c];
}

static const rule_set *wake_row(const struct wake *w, uint16_t row)
{
	return w->row + row * w->sets * WAKE_SETS;
}

// The clauses of all layers that a word meets, most of them none: only the sets that are not empty.
static struct met_set *gather_met(struct engine *e, const struct word *word)
{
	VEC(struct met_set) sets = {0};
	for (size_t layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		const struct wake *w = &e->rs->wake[layer];
		const rule_set *row = wake_row(w, word->row[layer]);
		for (size_t i = 0; i < w->sets * RULE_CLAUSES_MAX; i++) {
			rule_set rules = row[i / RULE_CLAUSES_MAX * WAKE_SETS + i % RULE_CLAUSES_MAX];
			if (!rule_set_is_empty(rules))
				arena_push(&e->memory, &sets, ((struct met_set){rules, e->met_first[layer] + i}));
		}
	}
	arena_push(&e->memory, &sets, ((struct met_set){.at = NOT_FOUND}));
	return sets.at;
}

static inline void meet_word(struct engine *e, rule_set *restrict met, uint32_t word)
{
	if (!e->rs->word[word].wakes)
		return;
	if (!e->met_by[word])
		e->met_by[word] = gather_met(e, &e->rs->word[word]);
	for (const struct met_set *its = e->met_by[word]; its->at != NOT_FOUND; its++)
		met[its->at] |= its->rules;
}

void engine_begin(struct engine *e, struct facts *f, struct arena *a)
{
	f->met = ARENA_ARRAY(a, rule_set, e->met_first[LAYERS_OVER_VIEW]);
	for (size_t layer = 0; layer < LAYERS_OVER_VIEW; layer++)
		meet(f->met + e->met_first[layer], &e->rs->wake[layer], e->rs->wake[layer].unasked);
	for (size_t i = 0; i < f->scan.tokens; i++) {
		const struct token *t = &f->scan.token[i];
		meet_word(e, f->met, t->word);
		if (t->phrase)
			meet_word(e, f->met, t->phrase_word);
	}
}

// Whether the words and items of the sentence, wherever they stand, meet all clauses of some rule: half of the layers need no
// view.
static bool may_wake(struct engine *e, const struct facts *f, enum layer layer)
{
	const struct wake *w = &e->rs->wake[layer];
	rule_set *met = f->met + e->met_first[layer], any = {0};
	for (size_t i = 0; i < f->item.count; i++)
		meet(met, w, wake_row(w, (uint16_t)(1 + view_item_tag(&e->rs->tags[layer], &f->item.at[i]) - TAG_FIRST)));
	for (size_t k = 0; k < w->sets; k++) {
		rule_set awake = met[k * RULE_CLAUSES_MAX];
		for (size_t c = 1; c < RULE_CLAUSES_MAX; c++)
			awake &= met[k * RULE_CLAUSES_MAX + c];
		any |= awake;
	}
	return !rule_set_is_empty(any);
}

// Once it is known what a rule may begin with, it is tried nowhere else.
static void learn_begins(struct engine *e, enum layer layer, size_t i)
{
	const struct rule *rule = &e->rs->rule.at[e->rs->layer_first[layer] + i];
	struct tries *t = &e->tries[layer];
	const uint64_t *begins = rule_begins(rule);
	if (!begins)
		return;
	rule_sets_add(t->known, i);
	begins_strike(e->rs, rule, begins, t->found);
}

// Counted by rule, so that order_attempts knows where each rule's begin.
static inline void push_attempt(struct engine *e, size_t sentence, size_t place, size_t rule)
{
	vec_push(&e->attempt, ((struct attempt){(uint32_t)place, (uint16_t)rule, (uint16_t)sentence}));
	e->rule_end[rule]++;
}

// The rules of set k that are to be tried at a place become attempts, the last one first.
static void attempt(struct engine *e, enum layer layer, size_t sentence, size_t place, size_t k, rule_set rules)
{
	struct tries *t = &e->tries[layer];
	for (size_t half = 0; half < RULE_SET_SIZE / 64; half++)
		for (uint64_t rest = rules[half]; rest; rest &= rest - 1) {
			size_t rule = k * RULE_SET_SIZE + half * 64 + (size_t)__builtin_ctzll(rest);
			if (t->found && !rule_sets_have(t->known, rule) && !e->options.no_prefilter)
				learn_begins(e, layer, rule);
			push_attempt(e, sentence, place, rule);
		}
}

// Lists where the rules of set k are to be tried in a view. From its end to its start, a rule is to be tried where each of its
// clauses has been met by then, it may begin with what stands there and go on with what stands behind. (`sets` is a parameter so
// that the loop for layers of one set has it as a constant.)
static inline void list_set(struct engine *e, enum layer layer, size_t sentence, size_t sets, size_t k)
{
	const struct view *v = &e->turn[sentence].view;
	const struct wake *w = &e->rs->wake[layer];
	const struct spot *place = v->place.at;
	const rule_set *rows = w->row + k * WAKE_SETS, *begins = e->tries[layer].begins + k;
	const rule_set *unasked = w->unasked + k * WAKE_SETS;
	const rule_set always = unasked[WAKE_NEXT], behind_start = ~w->at_start[k];
	rule_set met[RULE_CLAUSES_MAX];
	memcpy(met, unasked, sizeof met);
	rule_set goes_on = always; // where the place behind is the second one of a match
	size_t inside = v->inside.count, next_inside = inside ? v->inside.at[--inside] : 0;
	for (size_t i = v->place.count; i-- > 0;) {
		rule_set here = goes_on & begins[place[i].what * sets];
		const rule_set *row = rows + place[i].row * sets * WAKE_SETS; // of most words an empty one
		rule_set awake = met[0] |= row[0];
		for (size_t c = 1; c < RULE_CLAUSES_MAX; c++)
			awake &= met[c] |= row[c];
		goes_on = always | row[WAKE_NEXT];
		here &= awake;
		if (rule_set_is_empty(here))
			continue;
		while (next_inside > i)
			next_inside = inside ? v->inside.at[--inside] : 0;
		if (i == 0)
			attempt(e, layer, sentence, i, k, here);
		else if (i != next_inside)
			attempt(e, layer, sentence, i, k, here & behind_start);
	}
}

static void list_attempts(struct engine *e, enum layer layer, size_t sentence)
{
	size_t sets = e->rs->wake[layer].sets;
	if (sets == 1)
		list_set(e, layer, sentence, 1, 0);
	else
		for (size_t k = 0; k < sets; k++)
			list_set(e, layer, sentence, sets, k);
}

// Without the prefilter, every rule is tried everywhere.
static void attempt_all(struct engine *e, enum layer layer, size_t sentence)
{
	const struct view *v = &e->turn[sentence].view;
	const struct rule *rules = &e->rs->rule.at[e->rs->layer_first[layer]];
	size_t count = e->rs->layer_first[layer + 1] - e->rs->layer_first[layer], inside = v->inside.count;
	for (size_t i = v->place.count; i-- > 0;) {
		if (inside && v->inside.at[inside - 1] == i) {
			inside--;
			continue;
		}
		for (size_t rule = 0; rule < count; rule++)
			if (!i || !rules[rule].at_start)
				push_attempt(e, sentence, i, rule);
	}
}

// The attempts, rule by rule; those of a rule in the order of the text.
static void order_attempts(struct engine *e, size_t rules)
{
	uint32_t *end = e->rule_end, behind = 0; // so far, how many there are
	for (size_t i = 0; i < rules; i++)
		end[i] = behind += end[i]; // which moves back to its start as it is filled
	vec_reserve(&e->by_rule, e->attempt.count);
	for (size_t i = 0; i < e->attempt.count; i++)
		e->by_rule.at[--end[e->attempt.at[i].rule]] = e->attempt.at[i];
	e->by_rule.count = e->attempt.count;
}

void engine_list(struct engine *e, enum layer layer, const struct facts *facts, size_t count)
{
	const struct extract_options *o = &e->options;
	size_t rules = e->rs->layer_first[layer + 1] - e->rs->layer_first[layer];
	arena_reset(&e->views);
	vec_clear(&e->attempt);
	memset(e->rule_end, 0, rules * sizeof *e->rule_end);
	for (size_t i = count; i-- > 0;) { // from the last sentence's last place on
		struct view *v = &e->turn[i].view;
		e->turn[i] = (struct turn){0};
		if (!rules || !facts[i].scan.tokens || !(o->no_prefilter || o->on_view || may_wake(e, &facts[i], layer)))
			continue;
		view_build(v, e->rs, &facts[i], layer, &e->views);
		if (o->no_prefilter)
			attempt_all(e, layer, i);
		else
			list_attempts(e, layer, i);
		if (o->on_view)
			o->on_view(o->context, layer, v->text);
	}
	order_attempts(e, rules);
}
