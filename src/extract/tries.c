// SPDX-License-Identifier: MIT
// tries: which rules the words of a sentence wake, and where in its view they are worth a try.
#include "extract/layer.h"

// Joins the clauses of a row to those that are met in its layer.
static void meet(uint64_t *met, const struct wake *w, const uint64_t *row)
{
	for (size_t k = 0; k < w->words; k++, met += RULE_CLAUSES_MAX, row += WAKE_SETS)
		for (size_t c = 0; c < RULE_CLAUSES_MAX; c++)
			met[c] |= row[c];
}

static const uint64_t *wake_row(const struct wake *w, uint16_t row)
{
	return w->row + row * w->words * WAKE_SETS;
}

// The clauses of all layers that a word meets, most of them none: only the sets that are not empty, and an empty one behind them.
static struct met_set *gather_met(struct engine *e, const struct word *word)
{
	VEC(struct met_set) sets = {0};
	for (size_t layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		const struct wake *w = &e->rs->wake[layer];
		const uint64_t *row = wake_row(w, word->row[layer]);
		for (size_t i = 0; i < w->words * RULE_CLAUSES_MAX; i++) {
			uint64_t rules = row[i / RULE_CLAUSES_MAX * WAKE_SETS + i % RULE_CLAUSES_MAX];
			if (rules)
				arena_push(&e->memory, &sets, ((struct met_set){rules, e->met_first[layer] + i}));
		}
	}
	arena_push(&e->memory, &sets, (struct met_set){0});
	return sets.at;
}

static inline void meet_word(struct engine *e, uint64_t *restrict met, uint32_t word)
{
	if (!e->rs->word[word].wakes)
		return;
	if (!e->met_by[word])
		e->met_by[word] = gather_met(e, &e->rs->word[word]);
	for (const struct met_set *its = e->met_by[word]; its->rules; its++)
		met[its->at] |= its->rules;
}

void engine_begin(struct engine *e, struct facts *f, struct arena *a)
{
	f->met = ARENA_ARRAY(a, uint64_t, e->met_first[LAYERS_OVER_VIEW]);
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
	uint64_t *met = f->met + e->met_first[layer], any = 0;
	for (size_t i = 0; i < f->item.count; i++)
		meet(met, w, wake_row(w, (uint16_t)(1 + view_item_tag(&e->rs->tags[layer], &f->item.at[i]) - TAG_FIRST)));
	for (size_t k = 0; k < w->words; k++) {
		uint64_t awake = ~(uint64_t)0;
		for (size_t c = 0; c < RULE_CLAUSES_MAX; c++)
			awake &= met[k * RULE_CLAUSES_MAX + c];
		any |= awake;
	}
	return any;
}

// Fills word k of the sets e->worth; false: nothing is worth a try. From the end of the view to its start, a rule is to be tried
// where each of its clauses has been met by then, it may begin with what stands there and go on with what stands behind. (`words`
// is a parameter so that the loop for layers of up to 64 rules has it as a constant.)
static inline bool find_tries_of(struct engine *e, enum layer layer, const struct view *v, size_t words, size_t k)
{
	const struct wake *w = &e->rs->wake[layer];
	const struct spot *place = v->place.at;
	const uint64_t *rows = w->row + k * WAKE_SETS, *begins = e->tries[layer].begins + k;
	const uint64_t behind_start = ~w->at_start[k];
	uint64_t *worth = e->worth.at + k;
	uint64_t met[RULE_CLAUSES_MAX], awake = ~(uint64_t)0, all = 0;
	memcpy(met, w->unasked + k * WAKE_SETS, sizeof met);
	for (size_t c = 0; c < RULE_CLAUSES_MAX; c++)
		awake &= met[c];
	const uint64_t always = w->unasked[k * WAKE_SETS + WAKE_NEXT];
	uint64_t goes_on = always; // where the place behind is the second one of a match
	for (size_t i = v->place.count; i-- > 0;) {
		uint64_t here = goes_on & begins[place[i].what * words];
		goes_on = always;
		if (place[i].row) { // most words mean nothing to any rule
			const uint64_t *row = rows + place[i].row * words * WAKE_SETS;
			awake = ~(uint64_t)0;
			for (size_t c = 0; c < RULE_CLAUSES_MAX; c++)
				awake &= met[c] |= row[c];
			goes_on |= row[WAKE_NEXT];
		}
		here &= awake;
		worth[i * words] = i ? here & behind_start : here;
		all |= worth[i * words];
	}
	return all;
}

static bool find_tries(struct engine *e, enum layer layer, const struct view *v)
{
	size_t words = e->rs->wake[layer].words;
	bool any = false;
	vec_reserve(&e->worth, v->place.count * words);
	if (words == 1)
		return find_tries_of(e, layer, v, 1, 0);
	for (size_t k = 0; k < words; k++)
		any |= find_tries_of(e, layer, v, words, k);
	return any;
}

// Without the prefilter, every rule is tried everywhere.
static void try_everywhere(struct engine *e, enum layer layer, const struct view *v)
{
	const struct wake *w = &e->rs->wake[layer];
	size_t rules = e->rs->layer_first[layer + 1] - e->rs->layer_first[layer];
	vec_reserve(&e->worth, v->place.count * w->words);
	for (size_t i = 0; i < v->place.count; i++)
		for (size_t k = 0; k < w->words; k++) {
			uint64_t all = k + 1 < w->words || rules % 64 == 0 ? ~(uint64_t)0 : ((uint64_t)1 << rules % 64) - 1;
			e->worth.at[i * w->words + k] = i ? all & ~w->at_start[k] : all;
		}
}

// Once it is known what a rule may begin with, it is tried nowhere else.
static void learn_begins(struct engine *e, const struct rule *rule)
{
	size_t i = rule->index - e->rs->layer_first[rule->layer];
	struct tries *t = &e->tries[rule->layer];
	const uint64_t *begins = rule_begins(rule);
	if (!begins)
		return;
	t->known[i / 64] |= (uint64_t)1 << i % 64;
	begins_strike(e->rs, rule, begins, t->found);
}

// What is worth a try in a view becomes attempts.
static void list_attempts(struct engine *e, enum layer layer, size_t sentence)
{
	const struct rule *rules = &e->rs->rule.at[e->rs->layer_first[layer]];
	const struct view *v = &e->turn[sentence].view;
	const size_t words = e->rs->wake[layer].words;
	struct tries *t = &e->tries[layer];
	for (size_t i = 0; i < v->inside.count; i++)
		memset(&e->worth.at[v->inside.at[i] * words], 0, words * sizeof(uint64_t));
	const uint64_t *worth = e->worth.at;
	for (size_t place = 0; place < v->place.count; place++)
		for (size_t k = 0; k < words; k++)
			for (uint64_t rest = *worth++; rest; rest &= rest - 1) {
				size_t rule = 64 * k + (size_t)__builtin_ctzll(rest);
				if (t->found && !(t->known[k] >> rule % 64 & 1) && !e->options.no_prefilter)
					learn_begins(e, &rules[rule]);
				vec_push(&e->attempt, ((struct attempt){(uint32_t)place, (uint16_t)rule, (uint16_t)sentence}));
				e->rule_end[rule]++;
			}
}

// The attempts, rule by rule; those of a rule in the order of the text.
static void order_attempts(struct engine *e, size_t rules)
{
	uint32_t *end = e->rule_end, behind = 0; // so far, how many there are
	for (size_t i = 0; i < rules; i++) {
		uint32_t its = end[i];
		end[i] = behind; // its start, which moves on as it is filled
		behind += its;
	}
	vec_reserve(&e->by_rule, e->attempt.count);
	for (size_t i = 0; i < e->attempt.count; i++)
		e->by_rule.at[end[e->attempt.at[i].rule]++] = e->attempt.at[i];
	e->by_rule.count = e->attempt.count;
}

void engine_list(struct engine *e, enum layer layer, const struct facts *facts, size_t count)
{
	const struct extract_options *o = &e->options;
	size_t rules = e->rs->layer_first[layer + 1] - e->rs->layer_first[layer];
	arena_reset(&e->views);
	vec_clear(&e->attempt);
	memset(e->rule_end, 0, rules * sizeof *e->rule_end);
	for (size_t i = 0; i < count; i++) {
		struct view *v = &e->turn[i].view;
		e->turn[i] = (struct turn){0};
		if (!rules || !facts[i].scan.tokens || !(o->no_prefilter || o->on_view || may_wake(e, &facts[i], layer)))
			continue;
		view_build(v, e->rs, &facts[i], layer, &e->views);
		bool any = true;
		if (o->no_prefilter)
			try_everywhere(e, layer, v);
		else
			any = find_tries(e, layer, v);
		if (!any && !o->on_view)
			continue;
		view_write(v, &facts[i], &e->views);
		if (o->on_view)
			o->on_view(o->context, layer, v->text);
		list_attempts(e, layer, i);
	}
	order_attempts(e, rules);
}
