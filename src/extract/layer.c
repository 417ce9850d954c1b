// SPDX-License-Identifier: MIT
// layer: which rules a sentence wakes, what they match in its view, and which of overlapping readings wins.
#include <stdlib.h>
#include <time.h>

#include "extract/layer.h"

void engine_open(struct engine *e, const struct ruleset *rs, struct extract_options options)
{
	memset(e, 0, sizeof *e);
	e->rs = rs;
	e->options = options;
	e->matcher = matcher_open();
	size_t none = 0;
	e->seen = vec_grow(NULL, &none, rs->class.count + 1, sizeof *e->seen);
	memset(e->seen, 0, (rs->class.count + 1) * sizeof *e->seen);
	none = 0;
	e->asked = vec_grow(NULL, &none, rs->rule.count + 1, sizeof *e->asked);
	memset(e->asked, 0, (rs->rule.count + 1) * sizeof *e->asked);
}

void engine_close(struct engine *e)
{
	matcher_close(e->matcher);
	view_release(&e->view);
	vec_free(e->seen);
	vec_free(e->asked);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++)
		vec_release(&e->candidate[layer]);
	vec_release(&e->woken);
	vec_release(&e->reading);
	vec_release(&e->order);
}

// ---- which rules run --------------------------------------------------------------------------------------------------

static void ask(struct engine *e, const struct rule_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		uint16_t rule = list->rule[i];
		if (e->asked[rule] == e->sentence)
			continue;
		e->asked[rule] = e->sentence;
		vec_push(&e->candidate[e->rs->rule.at[rule].layer], rule);
	}
}

static void meet(struct engine *e, const struct class_list *classes)
{
	for (size_t i = 0; i < classes->count; i++) {
		uint16_t class = classes->at[i];
		if (e->seen[class] == e->sentence)
			continue;
		e->seen[class] = e->sentence;
		ask(e, &e->rs->woken[class]);
	}
}

void engine_begin(struct engine *e, const struct facts *f)
{
	e->sentence++;
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		vec_clear(&e->candidate[layer]);
		ask(e, &e->rs->always[layer]);
	}
	memset(e->shape, 0, sizeof e->shape);
	for (size_t i = 0; i < f->scan.tokens; i++) {
		const struct token *t = &f->scan.token[i];
		e->shape[t->shape] = true;
		if (t->entry)
			meet(e, &e->rs->word[t->word].waking);
		if (t->phrase)
			meet(e, &e->rs->word[t->phrase_word].waking);
	}
}

static void meet_one(struct engine *e, uint16_t class)
{
	meet(e, &(struct class_list){&class, 1});
}

// Items and shapes bring classes too; which ones depends on the layer.
static void meet_items(struct engine *e, const struct facts *f, const struct layer_tags *tags)
{
	for (size_t i = 0; i < f->item.count; i++)
		meet(e, &tags->tag[view_item_tag(tags, &f->item.at[i]) - TAG_FIRST].classes);
	if (!tags->uses_shapes)
		return;
	if (e->shape[SHAPE_CAP] || e->shape[SHAPE_FIRST])
		meet_one(e, e->rs->known.cap);
	if (e->shape[SHAPE_CAPS])
		meet_one(e, e->rs->known.caps);
	if (e->shape[SHAPE_INITIAL])
		meet_one(e, e->rs->known.initial);
}

static bool clause_holds(const struct engine *e, const struct clause *c)
{
	for (size_t i = 0; i < c->classes; i++)
		if (e->seen[c->class[i]] == e->sentence)
			return true;
	return false;
}

static bool is_woken(const struct engine *e, const struct rule *r)
{
	for (size_t c = 1; c < r->clauses; c++)
		if (!clause_holds(e, &r->clause[c]))
			return false;
	return true;
}

static int compare_rules(const void *a, const void *b)
{
	uint16_t x = *(const uint16_t *)a, y = *(const uint16_t *)b;
	return x < y ? -1 : x > y;
}

static void find_woken(struct engine *e, enum layer layer)
{
	const struct ruleset *rs = e->rs;
	vec_clear(&e->woken);
	if (e->options.no_prefilter) {
		for (size_t i = rs->layer_first[layer]; i < rs->layer_first[layer + 1]; i++)
			vec_push(&e->woken, (uint16_t)i);
		return;
	}
	for (size_t i = 0; i < e->candidate[layer].count; i++)
		if (is_woken(e, &rs->rule.at[e->candidate[layer].at[i]]))
			vec_push(&e->woken, e->candidate[layer].at[i]);
	if (e->woken.count > 1)
		qsort(e->woken.at, e->woken.count, sizeof *e->woken.at, compare_rules);
}

// ---- matching ---------------------------------------------------------------------------------------------------------

static span token_span(const struct facts *f, uint32_t first, uint32_t end)
{
	if (first >= end)
		return (span){f->scan.token[first].start, f->scan.token[first].start};
	return (span){f->scan.token[first].start, f->scan.token[end - 1].end};
}

static void take_capture(const struct engine *e, const struct facts *f, const struct group *g, span where, struct reading *r)
{
	struct capture *c = &r->capture[r->captures];
	*c = (struct capture){.group = g};
	view_tokens(&e->view, f, where, &c->first, &c->end);
	if (c->first >= f->scan.tokens || c->first >= c->end)
		return;
	c->text = token_span(f, c->first, c->end);
	r->captures++;
	for (const struct piece *p = view_piece(&e->view, where.start);
		 p < e->view.piece.at + e->view.piece.count && p->start < where.end; p++) {
		if (p->start < where.start || !p->tag)
			continue;
		if (p->item && !c->item)
			c->item = p->item;
		if (p->entry && !c->entry) {
			c->entry = p->entry;
			c->shape = (enum shape)f->scan.token[p->first].shape;
		}
	}
}

static void take_reading(struct engine *e, const struct facts *f, const struct rule *rule, const struct captures *m)
{
	struct reading *r = vec_add(&e->reading);
	r->rule = rule;
	r->captures = 0;
	r->refused = false;
	view_tokens(&e->view, f, m->whole, &r->whole_first, &r->whole_end);
	r->first = r->whole_first;
	r->end = r->whole_end;
	if (r->first >= r->end || r->first >= f->scan.tokens) {
		e->reading.count--;
		return;
	}
	r->whole = r->text = token_span(f, r->first, r->end);
	for (size_t g = 0; g < rule->groups; g++) {
		if (m->group[g].start == NOT_FOUND)
			continue;
		take_capture(e, f, &rule->group[g], m->group[g], r);
		const struct capture *last = r->captures ? &r->capture[r->captures - 1] : NULL;
		if (last && last->group == &rule->group[g] &&
			(slice_equal(rule->group[g].name, SLICE("this")) ||
			 (rule->layer == LAYER_ENTITY && slice_equal(rule->group[g].name, SLICE("name"))))) {
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

// Tries a rule at a place of the view; returns where the next match may begin.
static size_t match_at(struct engine *e, const struct facts *f, const struct rule *rule, size_t at, struct diag *d)
{
	slice text = {e->view.text.ptr, e->view.text.len};
	struct captures m;
	if (!match(e, rule, text, at, &m, d) || m.whole.end == m.whole.start)
		return at + 1;
	if (e->reading.count < READINGS_MAX)
		take_reading(e, f, rule, &m);
	return m.whole.end;
}

// Whether all classes of a clause are tags of the layer: then where they stand can be seen in a view.
static bool is_visible(const struct clause *c, const struct layer_tags *tags)
{
	for (size_t i = 0; i < c->classes; i++)
		if (!class_list_has(&tags->referenced, c->class[i]))
			return false;
	return true;
}

static bool holds(const struct clause *c, const struct class_list *classes)
{
	for (size_t i = 0; i < c->classes; i++)
		if (class_list_has(classes, c->class[i]))
			return true;
	return false;
}

// How many of the view's starts come before, or at, the last word that a clause of the rule asks for: no match begins behind it.
static size_t starts_worth_trying(const struct engine *e, const struct rule *rule)
{
	const struct view *v = &e->view;
	const struct layer_tags *tags = &e->rs->tags[rule->layer];
	size_t end = v->start.count;
	for (size_t c = 0; c < rule->clauses; c++) {
		size_t last = v->start.count;
		if (!is_visible(&rule->clause[c], tags))
			continue;
		while (last && (v->start.at[last - 1].what < START_TAG ||
						!holds(&rule->clause[c], &tags->tag[v->start.at[last - 1].what - START_TAG].classes)))
			last--;
		end = last < end ? last : end;
	}
	return end;
}

static void match_rule(struct engine *e, const struct facts *f, const struct rule *rule, struct diag *d)
{
	const struct view *v = &e->view;
	const uint64_t *begins = e->options.no_prefilter ? NULL : rule_begins(rule);
	size_t from = 0, end = e->options.no_prefilter ? v->start.count : starts_worth_trying(e, rule);
	if (rule->at_start && end > 1)
		end = 1;
	for (size_t i = 0; i < end; i++) {
		struct start s = v->start.at[i];
		if (s.at >= from && (!begins || begins[s.what / 64] >> s.what % 64 & 1))
			from = match_at(e, f, rule, s.at, d);
	}
}

// ---- resolving --------------------------------------------------------------------------------------------------------

// What readings of a layer compete for: their tokens; in the claim layer the figure (else the date) that they speak of;
// attributions: all that they read.
static void contested(const struct reading *r, uint32_t *ret_first, uint32_t *ret_end)
{
	*ret_first = r->first;
	*ret_end = r->end;
	if (r->rule->layer == LAYER_ATTRIBUTION) {
		*ret_first = r->whole_first;
		*ret_end = r->whole_end;
	}
	if (r->rule->layer != LAYER_CLAIM)
		return;
	const struct capture *c = reading_group(r, "figure");
	if (!c)
		c = reading_group(r, "date");
	if (c) {
		*ret_first = c->first;
		*ret_end = c->end;
	}
}

// Better first: priority, then length, then the earlier place, then the earlier rule.
static bool is_better(const struct reading *a, const struct reading *b)
{
	if (a->rule->priority != b->rule->priority)
		return a->rule->priority > b->rule->priority;
	size_t a_length = span_length(a->whole), b_length = span_length(b->whole);
	if (a_length != b_length)
		return a_length > b_length;
	if (a->whole.start != b->whole.start)
		return a->whole.start < b->whole.start;
	return a->rule->index < b->rule->index;
}

static bool competes(const struct reading *a, const struct reading *b)
{
	uint32_t a_first, a_end, b_first, b_end;
	contested(a, &a_first, &a_end);
	contested(b, &b_first, &b_end);
	return a_first < b_end && b_first < a_end;
}

static slice groups_text(const struct work *w, const struct reading *r)
{
	slice all = SLICE("");
	for (size_t i = 0; i < r->captures; i++) {
		slice text = capture_text(w, &r->capture[i]);
		all = arena_format(w->arena, SLICE_FMT "%s" SLICE_FMT "=" SLICE_FMT, SLICE_ARG(all), i ? ", " : "",
						   SLICE_ARG(r->capture[i].group->name), SLICE_ARG(text));
	}
	return all;
}

static void explain(const struct work *w, const struct reading *r, const struct reading *winner)
{
	struct explanation x = {
		.rule = r->rule, .lost_to = winner ? winner->rule : NULL, .text = r->whole, .groups = groups_text(w, r)};
	vec_push(&w->facts->found->explanation, x);
}

void engine_resolve(struct engine *e, const struct work *w)
{
	size_t n = e->reading.count;
	vec_clear(&e->order);
	w->facts->found->explanation.count = e->explained;
	for (size_t i = 0; i < n; i++) { // insertion sort: readings are few
		vec_push(&e->order, (uint32_t)i);
		size_t k = i;
		for (; k > 0 && is_better(&e->reading.at[i], &e->reading.at[e->order.at[k - 1]]); k--)
			e->order.at[k] = e->order.at[k - 1];
		e->order.at[k] = (uint32_t)i;
	}
	size_t kept = 0; // e->order[0, kept) won
	for (size_t i = 0; i < n; i++) {
		const struct reading *r = &e->reading.at[e->order.at[i]], *winner = NULL;
		if (r->refused) {
			if (e->options.explain)
				explain(w, r, NULL);
			continue;
		}
		for (size_t k = 0; k < kept && !winner; k++)
			if (competes(r, &e->reading.at[e->order.at[k]]))
				winner = &e->reading.at[e->order.at[k]];
		if (e->options.explain)
			explain(w, r, winner);
		if (!winner)
			e->order.at[kept++] = e->order.at[i];
	}
	// the winners, in the order of the text
	for (size_t i = 1; i < kept; i++)
		for (size_t k = i; k > 0; k--) {
			const struct reading *a = &e->reading.at[e->order.at[k - 1]], *b = &e->reading.at[e->order.at[k]];
			if (a->text.start < b->text.start || (a->text.start == b->text.start && a->text.end <= b->text.end))
				break;
			uint32_t swap = e->order.at[k - 1];
			e->order.at[k - 1] = e->order.at[k];
			e->order.at[k] = swap;
		}
	e->order.count = kept;
}

void engine_run(struct engine *e, enum layer layer, struct work *w)
{
	const struct facts *f = w->facts;
	vec_clear(&e->reading);
	vec_clear(&e->order);
	e->explained = w->facts->found->explanation.count;
	if (e->rs->layer_first[layer] == e->rs->layer_first[layer + 1] || !f->scan.tokens)
		return;
	meet_items(e, f, &e->rs->tags[layer]);
	find_woken(e, layer);
	if (!e->woken.count && !e->options.on_view)
		return;
	view_build(&e->view, e->rs, f, layer);
	if (e->options.on_view)
		e->options.on_view(e->options.context, layer, (slice){e->view.text.ptr, e->view.text.len});
	for (size_t i = 0; i < e->woken.count; i++)
		match_rule(e, f, &e->rs->rule.at[e->woken.at[i]], w->diag);
	if (e->reading.count)
		engine_resolve(e, w);
}
