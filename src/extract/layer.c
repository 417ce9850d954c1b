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
	arena_init_large(&e->views);
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

// A group that took part; false: it holds no token.
static bool take_capture(struct stretch at, const struct facts *f, const struct group *g, span where, struct capture *ret)
{
	*ret = (struct capture){.group = g, .term = g->term};
	view_tokens(at, f, where, &ret->first, &ret->end);
	if (ret->first >= f->scan.tokens || ret->first >= ret->end)
		return false;
	ret->text = token_span(f, ret->first, ret->end);
	for (const struct spot *p = at.first + (at.first->at < where.start); p <= at.last; p++) {
		const struct entry *entry = view_entry(p, f);
		if (p->item && !ret->item)
			ret->item = &f->item.at[p->item - 1];
		if (entry && !ret->entry) {
			ret->entry = entry;
			ret->shape = (enum shape)f->scan.token[p->first].shape;
		}
	}
	return true;
}

static void chain(struct engine *e, struct turn *t, uint32_t reading)
{
	if (t->readings++)
		e->reading.at[t->last].next = reading;
	else
		t->first = reading;
	t->last = reading;
}

// Whether a group's tokens, not all of the match, are the record.
static bool is_record(const struct rule *rule, const struct group *g)
{
	return g->term == TERM_THIS || (rule->layer == LAYER_ENTITY && g->term == TERM_NAME);
}

static void take_captures(struct engine *e, const struct view *v, const struct facts *f, const struct spot *from,
						  const struct captures *m, struct reading *r)
{
	const struct rule *rule = r->rule;
	r->captures = 0;
	r->told = rule->told;
	r->capture = rule->groups ? arena_room(&e->views, rule->groups * sizeof *r->capture) : NULL;
	for (size_t g = 0; g < rule->groups; g++) {
		struct capture *c = &r->capture[r->captures];
		const span where = m->group[g];
		if (where.start == NOT_FOUND || !take_capture(view_stretch(v, from, where), f, &rule->group[g], where, c))
			continue;
		if (is_record(rule, &rule->group[g])) {
			r->first = c->first;
			r->end = c->end;
			r->text = c->text;
		} else {
			r->captures++;
			term_set_add(&r->told, c->term);
		}
	}
}

// A match that begins at a place of the view.
static void take_reading(struct engine *e, struct turn *t, const struct facts *f, const struct rule *rule,
						 const struct spot *from, const struct captures *m)
{
	const struct view *v = &t->view;
	struct reading *r = vec_add(&e->reading);
	r->rule = rule;
	r->refused = false;
	struct stretch at = view_stretch(v, from, m->whole);
	view_tokens(at, f, m->whole, &r->whole_first, &r->whole_end);
	r->first = r->whole_first;
	r->end = r->whole_end;
	if (r->first >= r->end || r->first >= f->scan.tokens || !view_ends_word(at, f, m->whole)) {
		e->reading.count--;
		return;
	}
	r->whole = r->text = token_span(f, r->first, r->end);
	take_captures(e, v, f, from, m, r);
	chain(e, t, (uint32_t)(r - e->reading.at));
}

// rule_match, with the clock beside it for somebody who measures.
static bool match_timed(struct engine *e, const struct rule *rule, slice text, size_t at, struct captures *m, struct diag *d)
{
	struct timespec begin, end;
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

static void keep_match(struct engine *e, struct turn *t, const struct facts *f, const struct rule *rule, const struct spot *p,
					   const struct captures *m, struct diag *d)
{
	if (t->readings < READINGS_MAX) {
		take_reading(e, t, f, rule, p, m);
	} else if (!t->full) {
		t->full = true;
		say_full(f->sentence, rule->layer, d);
	}
}

void engine_run(struct engine *e, enum layer layer, const struct facts *facts, size_t count, struct diag *d)
{
	const struct rule *rules = &e->rs->rule.at[e->rs->layer_first[layer]];
	struct captures m;
	engine_list(e, layer, facts, count);
	vec_clear(&e->reading);
	const struct attempt *a = e->by_rule.at, *end = e->by_rule.count ? a + e->by_rule.count : a;
	while (a < end) { // those of a rule in a sentence
		const struct rule *rule = &rules[a->rule];
		struct turn *t = &e->turn[a->sentence];
		const uint32_t its = attempt_owner(a);
		for (size_t from = 0; a < end && attempt_owner(a) == its; a++) { // where the view is not yet behind the rule's last match
			const struct spot *p = &t->view.place.at[a->place];
			if (p->at < from)
				continue;
			bool hit = e->options.on_match ? match_timed(e, rule, t->view.text, p->at, &m, d)
										   : rule_match(rule, e->matcher, t->view.text, p->at, &m, d);
			if (!hit || m.whole.end == m.whole.start)
				continue; // the next place is behind this one anyway
			keep_match(e, t, &facts[a->sentence], rule, p, &m, d);
			from = m.whole.end;
		}
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
