// SPDX-License-Identifier: MIT
// resolve: which of the readings of a layer that overlap win.
#include "extract/layer.h"

// What readings of a layer compete for: their tokens; in the claim layer the figure (else the date) that they speak of, in the
// attribution layer the cue.
static void contested(const struct reading *r, uint32_t *ret_first, uint32_t *ret_end)
{
	const struct capture *c = NULL;
	*ret_first = r->first;
	*ret_end = r->end;
	if (r->rule->layer == LAYER_ATTRIBUTION)
		c = reading_group(r, TERM_CUE);
	else if (r->rule->layer == LAYER_CLAIM && (c = reading_group(r, TERM_FIGURE)) == NULL)
		c = reading_group(r, TERM_DATE);
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

// Whether the cue of an attribution is a word of another's source: "a clerk who said" tells.
static bool is_cue_in_source(const struct reading *a, const struct reading *b)
{
	const struct capture *cue = reading_group(a, TERM_CUE), *source = reading_group(b, TERM_SOURCE);
	return cue && source && cue->first < source->end && source->first < cue->end;
}

// Attributions compete for more than their cues.
static bool competes(const struct reading *a, const struct reading *b)
{
	uint32_t a_first, a_end, b_first, b_end;
	contested(a, &a_first, &a_end);
	contested(b, &b_first, &b_end);
	if (is_cue_in_source(a, b) || is_cue_in_source(b, a))
		return true;
	return a_first < b_end && b_first < a_end;
}

// The best of the winners so far, e->order[0, kept), with which a reading competes; null: none.
static const struct reading *rival_of(const struct engine *e, const struct reading *r, size_t kept)
{
	uint32_t first, end, best = UINT32_MAX;
	if (r->rule->layer == LAYER_ATTRIBUTION) {
		for (size_t k = 0; k < kept; k++)
			if (competes(r, &e->reading.at[e->order.at[k]]))
				return &e->reading.at[e->order.at[k]];
		return NULL;
	}
	contested(r, &first, &end);
	for (uint32_t token = first; token < end; token++)
		if (e->owner.at[token] && e->owner.at[token] - 1 < best)
			best = e->owner.at[token] - 1;
	return best == UINT32_MAX ? NULL : &e->reading.at[e->order.at[best]];
}

static void take_tokens(struct engine *e, const struct reading *r, size_t winner)
{
	uint32_t first, end;
	contested(r, &first, &end);
	for (uint32_t token = first; token < end; token++)
		e->owner.at[token] = (uint32_t)winner + 1;
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
	arena_push(w->arena, &w->facts->found->explanation, x);
}

void engine_resolve(struct engine *e, const struct work *w)
{
	size_t n = e->at->readings;
	vec_clear(&e->order);
	w->facts->found->explanation.count = e->explained;
	for (uint32_t i = e->at->first; e->order.count < n; i = e->reading.at[i].next) { // insertion sort: readings are few
		size_t k = e->order.count;
		vec_push(&e->order, i);
		for (; k > 0 && is_better(&e->reading.at[i], &e->reading.at[e->order.at[k - 1]]); k--)
			e->order.at[k] = e->order.at[k - 1];
		e->order.at[k] = i;
	}
	vec_reserve(&e->owner, w->facts->scan.tokens);
	memset(e->owner.at, 0, w->facts->scan.tokens * sizeof *e->owner.at);
	size_t kept = 0; // e->order[0, kept) won
	for (size_t i = 0; i < n; i++) {
		const struct reading *r = &e->reading.at[e->order.at[i]];
		if (r->refused) {
			if (e->options.explain)
				explain(w, r, NULL);
			continue;
		}
		const struct reading *winner = rival_of(e, r, kept);
		if (e->options.explain)
			explain(w, r, winner);
		if (winner)
			continue;
		take_tokens(e, r, kept);
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
