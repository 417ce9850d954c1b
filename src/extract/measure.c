// SPDX-License-Identifier: MIT
// Measures: what a figure measures, where its rule did not say: from what it counts, the quantity beside it, its unit.
#include "extract/assemble.h"

// What the counted noun says: 64 arrests, 402 attempted murders.
static slice counted_measure(const struct assembly *a, const struct draft *d)
{
	size_t end;
	for (uint32_t i = d->first; i < d->end; i++) {
		const struct sense *s = token_sense(a->w, i, KNOWN_counted, &end);
		if (s && end == d->end)
			return measure_unlike(a->w, i, sense_value(s, 0));
	}
	return SLICE_NULL;
}

// The quantity's word nearest to an amount or a share, or right before a bare number.
static slice quantity_measure(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	bool bare = d->figure && slice_equal(d->figure->kind, SLICE("number"));
	const struct sense *s = mark_nearest(a, d, KNOWN_quantity, (struct reach){bare ? 1 : 6, bare, true}, &m);
	if (!s || !sense_value(s, 0).len || has_figure_between(a->w->facts, m->end, d->first) ||
		has_figure_between(a->w->facts, d->end, m->first))
		return SLICE_NULL;
	return measure_unlike(a->w, m->first, sense_value(s, 0));
}

// What a figure's unit alone tells: km/h are speed, but metres may be anything.
static slice unit_measure(const struct assembly *a, const struct draft *d)
{
	size_t end;
	for (uint32_t i = d->first; i < d->end; i++) {
		const struct sense *s = token_sense(a->w, i, KNOWN_unit, &end);
		slice dimension = s ? sense_value(s, 3) : SLICE_NULL;
		const struct entry *e = dimension.len ? lexicon_find(a->w->rs, dimension) : NULL;
		const struct sense *told = entry_sense(a->w->rs, e, a->w->rs->known.told_by_unit, SHAPE_LOWER);
		if (told)
			return sense_value(told, 0);
	}
	return SLICE_NULL;
}

bool tells_measure(const struct claim *c, const struct draft *d)
{
	return d->figure && (c->what.ptr || !slice_equal(c->measure, d->figure->kind));
}

// How many sentences on a figure may be given anew without a word of what it is.
#define RESTATED_WITHIN 2

// "12,000 have fled, says the UN; the union puts the figure at 20,000": the last figure of that unit, where the words before this
// one speak of a figure that is known; null: they do not.
static const struct claim *restated(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct claim *last = a->w->discourse->quantity;
	const struct mark *m;
	if (!d->figure || !d->fallback || c->what.ptr || !mark_nearest(a, d, KNOWN_restating, (struct reach){8, true, false}, &m) ||
		has_figure_between(f, m->end, d->first))
		return NULL;
	for (size_t i = 0; i < f->draft.count && f->draft.at[i].first < d->first; i++)
		if (tells_measure(&f->found->claim.at[i], &f->draft.at[i]))
			last = &f->found->claim.at[i];
	bool known = last && last->head.sent + RESTATED_WITHIN >= f->sentence->head.sent;
	return known && (last->unit.ptr ? c->unit.ptr && slice_equal(last->unit, c->unit) : !c->unit.ptr) ? last : NULL;
}

void slot_measure(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct mark *m;
	if (c->measure.ptr)
		return;
	if (slice_equal(c->claim_kind, SLICE("event_date"))) {
		bool of_quantity = d->fallback && is_time_of_quantity(a, d); // the verb is the quantity's
		const struct sense *verb = of_quantity ? NULL : mark_nearest(a, d, KNOWN_happen, (struct reach){8, false, true}, &m);
		c->measure = verb ? sense_value(verb, 0) : SLICE("event_date");
		return;
	}
	bool counts = d->figure && slice_equal(d->figure->kind, SLICE("count"));
	if (counts && (c->measure = counted_measure(a, d)).ptr)
		return;
	if (!counts && (c->measure = quantity_measure(a, d)).ptr)
		return;
	if (d->figure && !c->what.ptr && slice_equal(d->figure->kind, SLICE("measure")) && (c->measure = unit_measure(a, d)).ptr)
		return;
	const struct claim *last = restated(a, c, d);
	if (last) {
		c->measure = last->measure;
		c->what = last->what;
		claim_inherit(a->w, c, "measure");
		return;
	}
	c->measure = c->what.ptr ? c->what : d->figure ? d->figure->kind : SLICE("number");
}
