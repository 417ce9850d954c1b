// SPDX-License-Identifier: MIT
// layer: what the rules that a batch of sentences wakes match in their views.
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
	e->rule_end = zeroed(rs->rule.count, sizeof *e->rule_end);
	arena_init(&e->views);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		size_t sets = rs->wake[layer].sets, starts = START_TAG + rs->tags[layer].count;
		struct tries *t = &e->tries[layer];
		t->begins = rs->wake[layer].begins;
		if (!t->begins) {
			t->begins = t->found = zeroed(starts * sets, sizeof *t->found);
			t->known = zeroed(sets, sizeof *t->known);
			memset(t->found, 0xFF, starts * sets * sizeof *t->found);
		}
		e->met_first[layer + 1] = e->met_first[layer] + sets * RULE_CLAUSES_MAX;
	}
	arena_init(&e->memory);
	e->met_by = zeroed(rs->signature.count * SHAPES, sizeof *e->met_by);
}

void engine_close(struct engine *e)
{
	matcher_close(e->matcher);
	vec_free(e->rule_end);
	arena_release(&e->views);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		vec_free(e->tries[layer].found);
		vec_free(e->tries[layer].known);
	}
	vec_free(e->met_by);
	arena_release(&e->memory);
	vec_release(&e->attempt);
	vec_release(&e->by_rule);
	vec_release(&e->reading);
	vec_release(&e->order);
	vec_release(&e->owner);
}

static span token_span(const struct facts *f, uint32_t first, uint32_t end)
{
	if (first >= end)
		return (span){f->scan.token[first].start, f->scan.token[first].start};
	return (span){f->scan.token[first].start, f->scan.token[end - 1].end};
}

static void take_capture(const struct view *v, const struct facts *f, const struct spot *from, const struct group *g, span where,
						 struct reading *r)
{
	struct capture *c = &r->capture[r->captures];
	*c = (struct capture){.group = g};
	from = view_place(v, from, where.start);
	view_tokens(v, from, f, where, &c->first, &c->end);
	if (c->first >= f->scan.tokens || c->first >= c->end)
		return;
	c->text = token_span(f, c->first, c->end);
	r->captures++;
	const struct spot *end = v->place.at + v->place.count;
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

static void chain(struct engine *e, struct turn *t, uint32_t reading)
{
	if (t->readings++)
		e->reading.at[t->last].next = reading;
	else
		t->first = reading;
	t->last = reading;
}

// A match that begins at a place of the view.
static void take_reading(struct engine *e, struct turn *t, const struct facts *f, const struct rule *rule,
						 const struct spot *from, const struct captures *m)
{
	const struct view *v = &t->view;
	struct reading *r = vec_add(&e->reading);
	r->rule = rule;
	r->captures = 0;
	r->refused = false;
	view_tokens(v, from, f, m->whole, &r->whole_first, &r->whole_end);
	r->first = r->whole_first;
	r->end = r->whole_end;
	if (r->first >= r->end || r->first >= f->scan.tokens || !view_ends_word(v, from, f, m->whole.end)) {
		e->reading.count--;
		return;
	}
	r->whole = r->text = token_span(f, r->first, r->end);
	for (size_t g = 0; g < rule->groups; g++) {
		if (m->group[g].start == NOT_FOUND)
			continue;
		take_capture(v, f, from, &rule->group[g], m->group[g], r);
		const struct capture *last = r->captures ? &r->capture[r->captures - 1] : NULL;
		if (last && last->group == &rule->group[g] &&
			(rule->group[g].term == TERM_THIS || (rule->layer == LAYER_ENTITY && rule->group[g].term == TERM_NAME))) {
			r->first = last->first;
			r->end = last->end;
			r->text = last->text;
			r->captures--;
		}
	}
	chain(e, t, (uint32_t)(r - e->reading.at));
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

static void say_full(const struct sentence *s, enum layer layer, struct diag *d)
{
	diag_error(d, (struct place){0},
			   "sentence %lld of '" SLICE_FMT "': more than %d readings of layer '" SLICE_FMT "'; the rest of them is lost",
			   (long long)s->head.sent, SLICE_ARG(s->head.doc), READINGS_MAX, SLICE_ARG(layer_name(layer)));
}

// Tries a rule at a place of a view; returns where its next match may begin.
static size_t match_at(struct engine *e, struct turn *t, const struct facts *f, const struct rule *rule, const struct spot *p,
					   struct diag *d)
{
	struct captures m;
	if (!match(e, rule, t->view.text, p->at, &m, d) || m.whole.end == m.whole.start)
		return p->at + 1;
	if (t->readings < READINGS_MAX) {
		take_reading(e, t, f, rule, p, &m);
	} else if (!t->full) {
		t->full = true;
		say_full(f->sentence, rule->layer, d);
	}
	return m.whole.end;
}

void engine_run(struct engine *e, enum layer layer, const struct facts *facts, size_t count, struct diag *d)
{
	const struct rule *rules = &e->rs->rule.at[e->rs->layer_first[layer]];
	size_t from = 0; // where the view is not yet behind the rule's last match
	engine_list(e, layer, facts, count);
	vec_clear(&e->reading);
	for (size_t i = 0; i < e->by_rule.count; i++) {
		const struct attempt *a = &e->by_rule.at[i];
		struct turn *t = &e->turn[a->sentence];
		const struct spot *p = &t->view.place.at[a->place];
		if (!i || a[-1].rule != a->rule || a[-1].sentence != a->sentence)
			from = 0;
		if (p->at >= from)
			from = match_at(e, t, &facts[a->sentence], &rules[a->rule], p, d);
	}
}

void engine_settle(struct engine *e, size_t sentence, const struct work *w)
{
	e->at = &e->turn[sentence];
	e->explained = w->facts->found->explanation.count;
	vec_clear(&e->order);
	if (e->at->readings)
		engine_resolve(e, w);
}
