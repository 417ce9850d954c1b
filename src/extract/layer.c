// SPDX-License-Identifier: MIT
// layer: which rules a sentence wakes, and what they match in its view.
#include <stdlib.h>
#include <time.h>

#include "extract/layer.h"

static void *zeroed(size_t count, size_t size)
{
	size_t none = 0;
	return memset(vec_grow(NULL, &none, count + 1, size), 0, (count + 1) * size);
}

void engine_open(struct engine *e, const struct ruleset *rs, struct extract_options options)
{
	memset(e, 0, sizeof *e);
	e->rs = rs;
	e->options = options;
	e->matcher = matcher_open();
	e->from = zeroed(rs->rule.count, sizeof *e->from);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		size_t words = rs->wake[layer].words, starts = START_TAG + rs->tags[layer].count;
		e->tries[layer].begins = zeroed(starts * words, sizeof(uint64_t));
		e->tries[layer].known = zeroed(words, sizeof(uint64_t));
		memset(e->tries[layer].begins, 0xFF, starts * words * sizeof(uint64_t));
		e->met_first[layer + 1] = e->met_first[layer] + words * RULE_CLAUSES_MAX;
	}
	arena_init(&e->memory);
	e->met_by = zeroed(rs->signature.count * SHAPES, sizeof *e->met_by);
}

void engine_close(struct engine *e)
{
	matcher_close(e->matcher);
	view_release(&e->view);
	vec_free(e->from);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		vec_free(e->tries[layer].begins);
		vec_free(e->tries[layer].known);
	}
	vec_free(e->met_by);
	arena_release(&e->memory);
	vec_release(&e->worth);
	vec_release(&e->reading);
	vec_release(&e->order);
	vec_release(&e->owner);
}

// ---- which rules run, and where ---------------------------------------------------------------------------------------

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
static inline bool find_tries_of(struct engine *e, enum layer layer, size_t words, size_t k)
{
	const struct wake *w = &e->rs->wake[layer];
	const struct spot *place = e->view.place.at;
	const uint64_t *rows = w->row + k * WAKE_SETS, *begins = e->tries[layer].begins + k;
	const uint64_t behind_start = ~w->at_start[k];
	uint64_t *worth = e->worth.at + k;
	uint64_t met[RULE_CLAUSES_MAX], awake = ~(uint64_t)0, all = 0;
	memcpy(met, w->unasked + k * WAKE_SETS, sizeof met);
	for (size_t c = 0; c < RULE_CLAUSES_MAX; c++)
		awake &= met[c];
	const uint64_t always = w->unasked[k * WAKE_SETS + WAKE_NEXT];
	uint64_t goes_on = always; // where the place behind is the second one of a match
	for (size_t i = e->view.place.count; i-- > 0;) {
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

static bool find_tries(struct engine *e, enum layer layer)
{
	size_t words = e->rs->wake[layer].words;
	bool any = false;
	vec_reserve(&e->worth, e->view.place.count * words);
	if (words == 1)
		return find_tries_of(e, layer, 1, 0);
	for (size_t k = 0; k < words; k++)
		any |= find_tries_of(e, layer, words, k);
	return any;
}

// Without the prefilter, every rule is tried everywhere.
static void try_everywhere(struct engine *e, enum layer layer)
{
	const struct wake *w = &e->rs->wake[layer];
	size_t rules = e->rs->layer_first[layer + 1] - e->rs->layer_first[layer];
	vec_reserve(&e->worth, e->view.place.count * w->words);
	for (size_t i = 0; i < e->view.place.count; i++)
		for (size_t k = 0; k < w->words; k++) {
			uint64_t all = k + 1 < w->words || rules % 64 == 0 ? ~(uint64_t)0 : ((uint64_t)1 << rules % 64) - 1;
			e->worth.at[i * w->words + k] = i ? all & ~w->at_start[k] : all;
		}
}

// Once it is known what a rule may begin with, it is tried nowhere else.
static void learn_begins(struct engine *e, const struct rule *rule)
{
	size_t words = e->rs->wake[rule->layer].words, i = rule->index - e->rs->layer_first[rule->layer];
	struct tries *t = &e->tries[rule->layer];
	const uint64_t *begins = rule_begins(rule);
	if (!begins)
		return;
	t->known[i / 64] |= (uint64_t)1 << i % 64;
	for (size_t what = 0; what < START_TAG + e->rs->tags[rule->layer].count; what++)
		if (!(begins[what / 64] >> what % 64 & 1))
			t->begins[what * words + i / 64] &= ~((uint64_t)1 << i % 64);
}

// ---- matching ---------------------------------------------------------------------------------------------------------

static span token_span(const struct facts *f, uint32_t first, uint32_t end)
{
	if (first >= end)
		return (span){f->scan.token[first].start, f->scan.token[first].start};
	return (span){f->scan.token[first].start, f->scan.token[end - 1].end};
}

static void take_capture(const struct engine *e, const struct facts *f, const struct spot *from, const struct group *g,
						 span where, struct reading *r)
{
	struct capture *c = &r->capture[r->captures];
	*c = (struct capture){.group = g};
	from = view_place(&e->view, from, where.start);
	view_tokens(&e->view, from, f, where, &c->first, &c->end);
	if (c->first >= f->scan.tokens || c->first >= c->end)
		return;
	c->text = token_span(f, c->first, c->end);
	r->captures++;
	const struct spot *end = e->view.place.at + e->view.place.count;
	for (const struct spot *p = from; p < end && p->at < where.end; p++) {
		const struct entry *entry = p->at < where.start ? NULL : view_entry(p, f);
		if (p->item && p->at >= where.start && !c->item)
			c->item = &f->item.at[p->item - 1];
		if (entry && !c->entry) {
			c->entry = entry;
			c->shape = (enum shape)f->scan.token[p->first].shape;
		}
	}
}

// A match that begins at a place of the view.
static void take_reading(struct engine *e, const struct facts *f, const struct rule *rule, const struct spot *from,
						 const struct captures *m)
{
	struct reading *r = vec_add(&e->reading);
	r->rule = rule;
	r->captures = 0;
	r->refused = false;
	view_tokens(&e->view, from, f, m->whole, &r->whole_first, &r->whole_end);
	r->first = r->whole_first;
	r->end = r->whole_end;
	if (r->first >= r->end || r->first >= f->scan.tokens || !view_ends_word(&e->view, from, f, m->whole.end)) {
		e->reading.count--;
		return;
	}
	r->whole = r->text = token_span(f, r->first, r->end);
	for (size_t g = 0; g < rule->groups; g++) {
		if (m->group[g].start == NOT_FOUND)
			continue;
		take_capture(e, f, from, &rule->group[g], m->group[g], r);
		const struct capture *last = r->captures ? &r->capture[r->captures - 1] : NULL;
		if (last && last->group == &rule->group[g] &&
			(rule->group[g].term == TERM_THIS || (rule->layer == LAYER_ENTITY && rule->group[g].term == TERM_NAME))) {
			r->first = last->first;
			r->end = last->end;
			r->text = last->text;
			r->captures--;
		}
	}
}

// rule_match, with the clock beside it where somebody measures.
static bool match(struct engine *e, const struct rule *rule, slice text, size_t at, struct captures *m, struct diag *d)
{
	struct timespec begin, end;
	if (!e->options.on_match)
		return rule_match(rule, e->matcher, text, at, m, d);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	bool hit = rule_match(rule, e->matcher, text, at, m, d);
	clock_gettime(CLOCK_MONOTONIC, &end);
	e->options.on_match(e->options.context, rule, hit,
						(uint64_t)((end.tv_sec - begin.tv_sec) * 1000000000LL + (end.tv_nsec - begin.tv_nsec)));
	return hit;
}

// Tries a rule at a place of the view; returns where its next match may begin.
static size_t match_at(struct engine *e, const struct facts *f, const struct rule *rule, const struct spot *p, struct diag *d)
{
	slice text = {e->view.text.ptr, e->view.text.len};
	struct captures m;
	if (!match(e, rule, text, p->at, &m, d) || m.whole.end == m.whole.start)
		return p->at + 1;
	if (e->reading.count < READINGS_MAX)
		take_reading(e, f, rule, p, &m);
	return m.whole.end;
}

static void match_rules(struct engine *e, const struct facts *f, enum layer layer, struct diag *d)
{
	const struct rule *rules = &e->rs->rule.at[e->rs->layer_first[layer]];
	const size_t words = e->rs->wake[layer].words;
	const uint64_t *end = e->worth.at + e->view.place.count * words;
	memset(e->from, 0, (e->rs->layer_first[layer + 1] - e->rs->layer_first[layer]) * sizeof *e->from);
	for (const uint64_t *worth = e->worth.at; worth < end; worth++)
		for (uint64_t rest = *worth; rest; rest &= rest - 1) {
			size_t i = (size_t)(worth - e->worth.at), k = i % words, n = 64 * k + (size_t)__builtin_ctzll(rest);
			const struct spot *p = &e->view.place.at[i / words];
			if (!(e->tries[layer].known[k] >> n % 64 & 1) && !e->options.no_prefilter)
				learn_begins(e, &rules[n]);
			if (p->at >= e->from[n])
				e->from[n] = (uint32_t)match_at(e, f, &rules[n], p, d);
		}
}

// ---- a layer ----------------------------------------------------------------------------------------------------------

void engine_run(struct engine *e, enum layer layer, struct work *w)
{
	const struct facts *f = w->facts;
	vec_clear(&e->reading);
	vec_clear(&e->order);
	e->explained = w->facts->found->explanation.count;
	if (e->rs->layer_first[layer] == e->rs->layer_first[layer + 1] || !f->scan.tokens)
		return;
	if (!e->options.no_prefilter && !e->options.on_view && !may_wake(e, f, layer))
		return;
	view_build(&e->view, e->rs, f, layer);
	bool any = true;
	if (e->options.no_prefilter)
		try_everywhere(e, layer);
	else
		any = find_tries(e, layer);
	if (!any && !e->options.on_view)
		return;
	for (size_t i = 0; i < e->view.inside.count; i++)
		memset(&e->worth.at[e->view.inside.at[i] * e->rs->wake[layer].words], 0, e->rs->wake[layer].words * sizeof(uint64_t));
	view_write(&e->view, f);
	if (e->options.on_view)
		e->options.on_view(e->options.context, layer, (slice){e->view.text.ptr, e->view.text.len});
	match_rules(e, f, layer, w->diag);
	if (e->reading.count)
		engine_resolve(e, w);
}
