// SPDX-License-Identifier: MIT
// Measures: what a figure measures, where its rule did not say: from what it counts, the quantity beside it, its unit.
#include "base/ascii.h"
#include "extract/assemble.h"

// What the counted noun says: 64 arrests, 402 attempted murders. Of some only a count does: "police counted 900 marchers".
static slice counted_measure(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	size_t end;
	if (c->part_of.ptr) { // "62 of the 120 seats"
		const struct sense *s = word_sense(a->w, c->what, KNOWN_counted);
		return s && !sense_value(s, 1).len ? sense_value(s, 0) : SLICE_NULL;
	}
	for (uint32_t i = d->first; i < d->end; i++) {
		const struct sense *s = token_sense(a->w, i, KNOWN_counted, &end);
		const struct mark *m;
		bool told = s && (!sense_value(s, 1).len || mark_nearest(a, d, KNOWN_restating, (struct reach){3, true, true}, &m));
		bool taken = told && end == d->end;
		if (taken && claim_is_whole(a->w, c) && measure_is_owned(a->w, sense_value(s, 0)))
			return SLICE_NULL; // the party's seats are those that it won, not all
		if (taken)
			return measure_unlike(a->w, i, sense_value(s, 0));
	}
	return SLICE_NULL;
}

// "2 percent of GDP": a quantity of which a share is given is not what the share measures.
static bool is_share_of(const struct assembly *a, const struct draft *d, const struct mark *m)
{
	bool share = d->figure && slice_equal(d->figure->kind, SLICE("percent")) && m->first > d->end;
	for (uint32_t i = d->end; share && i < m->first; i++)
		share = token_is(a->w, i, i == d->end ? KNOWN_preposition : KNOWN_determiner);
	return share;
}

// The quantity's word nearest to an amount or a share, or right before a bare number; a score beside a crowd is not its size.
static slice quantity_measure(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	slice kind = d->figure ? d->figure->kind : SLICE_NULL;
	bool bare = slice_equal(kind, SLICE("number")) || slice_equal(kind, SLICE("ratio")) || slice_equal(kind, SLICE("multiple"));
	const struct sense *s = mark_nearest(a, d, KNOWN_quantity, (struct reach){bare ? 1 : 6, bare, true}, &m);
	if (!s || !sense_value(s, 0).len || is_share_of(a, d, m) || has_figure_between(a->w->facts, m->end, d->first) ||
		has_figure_between(a->w->facts, d->end, m->first))
		return SLICE_NULL;
	return measure_unlike(a->w, m->first, sense_value(s, 0));
}

// What the unit of a figure measures ("length"), as the lists of units name it; null where it has none.
static slice unit_dimension(const struct assembly *a, const struct draft *d)
{
	size_t end;
	if (slice_equal(d->figure->kind, SLICE("money")))
		return SLICE("money");
	for (uint32_t i = d->first; i < d->end; i++) {
		const struct sense *s = token_sense(a->w, i, KNOWN_unit, &end);
		if (s && sense_value(s, 3).len)
			return sense_value(s, 3);
	}
	return SLICE_NULL;
}

// What a figure's unit alone tells: km/h are speed, but metres may be anything.
static slice told_by_unit(const struct work *w, slice dimension)
{
	const struct sense *told = word_sense(w, dimension, KNOWN_told_by_unit);
	return told ? sense_value(told, 0) : SLICE_NULL;
}

bool claim_tells_measure(const struct claim *c, const struct draft *d)
{
	return d->figure && (c->what.ptr || !slice_equal(c->measure, d->figure->kind));
}

// How many sentences on a figure may be given anew without a word of what it is.
#define RESTATED_WITHIN 2
// Words beside a figure that somebody gives and says no more: "that it was 80,000".
#define ALONE_WORDS 3

// "Six died according to police, nine according to neighbours": whether the words of an attribution begin right behind a figure
// that stands behind a mark or "and".
static bool is_between(const struct assembly *a, const struct draft *d, const struct attribution *x)
{
	const struct facts *f = a->w->facts;
	if (!d->first || d->end >= f->scan.tokens)
		return false;
	bool opens = f->scan.token[d->first - 1].kind == TOKEN_MARK || token_is(a->w, d->first - 1, KNOWN_conjunction);
	return opens && tokens_original(f, d->end, d->end + 1).char_start == x->head.char_start;
}

// "The unions claimed 80,000.", "say there are only 1,950": whether a source gives this figure and says nothing else.
static bool is_given_alone(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct attribution *x = attribution_of(a->w, d);
	uint32_t words = 0;
	if (x && is_between(a, d, x))
		return true;
	for (uint32_t i = 0; x && i < f->scan.tokens; i++) {
		const struct token *t = &f->scan.token[i];
		struct original at = tokens_original(f, i, i + 1);
		if (t->kind == TOKEN_MARK || (d->first <= i && i < d->end) || at.char_start < x->content_start ||
			x->content_end < at.char_end)
			continue;
		if (++words > ALONE_WORDS ||
			!(token_is(a->w, i, KNOWN_pronoun) || token_is(a->w, i, KNOWN_be) || token_is(a->w, i, KNOWN_have) ||
			  token_is(a->w, i, KNOWN_conjunction) || token_is(a->w, i, KNOWN_place_here)))
			return false;
	}
	return x != NULL;
}

// "The institute put the loss at 8,000": whether a source puts this figure to something that it names by a word of its own.
static bool is_put_at(const struct assembly *a, const struct draft *d)
{
	const struct attribution *x = attribution_of(a->w, d);
	return x && stands_before(a->w, d->first, 1, KNOWN_put_at) && word_sense(a->w, x->verb, KNOWN_say_put);
}

const struct claim *sentence_quantity(const struct work *w, uint32_t end)
{
	const struct facts *f = w->facts;
	const struct claim *last = NULL;
	for (size_t i = 0; i < f->draft.count && f->draft.at[i].first < end; i++) {
		const struct draft *d = &f->draft.at[i];
		const struct claim *c = &f->found->claim.at[i];
		bool behind = d->fallback && d->first && token_is(w, d->first - 1, KNOWN_preposition);
		// "312 sailings, or 11 percent of those planned"
		bool share = d->first && slice_equal(c->unit, SLICE("%")) && token_is(w, d->first - 1, KNOWN_conjunction);
		if (claim_tells_measure(c, d) && !(last && (behind || share)))
			last = c;
	}
	return last;
}

// "It was built for 28": whether a figure is what may be, not what was.
static bool is_limit(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	return mark_nearest(a, d, KNOWN_limit, (struct reach){5, true, true}, &m) != NULL;
}

static const struct claim *last_quantity(const struct assembly *a, const struct draft *d)
{
	const struct claim *here = sentence_quantity(a->w, d->first), *last = here ? here : a->w->discourse->quantity;
	return last && last->head.sent + RESTATED_WITHIN >= a->w->facts->sentence->head.sent ? last : NULL;
}

// An amount that needs no currency behind another that has one.
#define LARGE_AMOUNT 100000
#define ISO_4217_LENGTH 3

// "It cost $85 million … that it cost 110 million" is of dollars, too. Gives the claim before, or null.
static const struct claim *take_currency(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct claim *last = c->unit.ptr ? NULL : last_quantity(a, d);
	bool large = d->figure && slice_equal(d->figure->kind, SLICE("number")) && d->figure->value >= LARGE_AMOUNT;
	if (!last || !large || !slice_equal(last->measure, c->measure) || last->unit.len != ISO_4217_LENGTH ||
		!ascii_is_upper(last->unit.ptr[0]) || !ascii_is_upper(last->unit.ptr[1]))
		return NULL;
	c->unit = last->unit;
	return last;
}

// "12,000 have fled, says the UN; the union puts the figure at 20,000": the last figure of that unit, where the words before this
// one speak of a figure that is known, or a source gives it and no more; null: they do not.
static const struct claim *restated(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct mark *m;
	bool amount = d->figure && !slice_equal(d->figure->kind, SLICE("multiple")) && !slice_equal(d->figure->kind, SLICE("ratio"));
	if (!amount || is_limit(a, d))
		return NULL;
	const struct sense *anew = mark_nearest(a, d, KNOWN_restating, (struct reach){8, true, false}, &m);
	if (anew && has_figure_between(f, m->end, d->first))
		anew = NULL;
	if (!anew && (c->what.ptr || (!is_put_at(a, d) && !is_given_alone(a, d))))
		return NULL;
	const struct claim *last = last_quantity(a, d);
	bool known = last;
	if (known && c->what.ptr) // "police counted 900 people", of a crowd
		known = (m->end == d->first || m->end > d->whole_first) && slice_equal(c->what, last->what) &&
				(slice_equal(sense_value(anew, 0), last->measure) || slice_equal(last->what, last->measure));
	return known && same_unit(last, c) ? last : NULL;
}

const struct claim *claim_put_before(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct claim *last = is_put_at(a, d) ? last_quantity(a, d) : NULL;
	return last && slice_equal(last->measure, c->measure) ? last : NULL;
}

// Whether an item behind a preposition begins at a token: a place or a day.
static bool opens_where(const struct work *w, uint32_t token)
{
	const struct item *item = token_is(w, token, KNOWN_preposition) ? item_around(w->facts, token + 1, token + 2) : NULL;
	return item && item->first == token + 1 && (item->kind == ITEM_DATE || item_is_name(w, item, ENTITY_PLACE));
}

// "Six died in Denmark, five in Germany and three in Poland", "310 trains on Wednesday and 180 on Thursday": the figure before,
// of which this one goes on to tell for another place or day; null: it does not.
static const struct claim *gone_on_with(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	if (!d->fallback || !d->figure || c->what.ptr || !d->first || d->end + 1 >= f->scan.tokens || !opens_where(a->w, d->end) ||
		!(token_is_mark(&f->scan, d->first - 1, ',') || token_is(a->w, d->first - 1, KNOWN_conjunction)))
		return NULL;
	const struct claim *before = sentence_quantity(a->w, d->first);
	if (!before || !same_unit(before, c))
		return NULL;
	const struct draft *its = &f->draft.at[before - f->found->claim.at];
	for (uint32_t i = its->end; i < d->first; i++)
		if (opens_where(a->w, i))
			return before;
	return NULL;
}

// "The limit there is 80 km/h": what may be reached is another measure than what was.
static slice measure_limited(const struct assembly *a, const struct draft *d, slice measure)
{
	if (!measure.ptr || !is_limit(a, d))
		return measure;
	return arena_format(a->w->arena, SLICE_FMT "_limit", SLICE_ARG(measure));
}

// Gives the claim that it tells anew, or null.
static const struct claim *find_measure(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct mark *m;
	if (c->measure.ptr)
		return NULL;
	if (slice_equal(c->claim_kind, SLICE("event_date"))) {
		bool of_quantity = d->fallback && is_time_of_quantity(a, d); // the verb is the quantity's
		const struct sense *verb = of_quantity ? NULL : mark_nearest(a, d, KNOWN_happen, (struct reach){8, false, true}, &m);
		c->measure = verb ? sense_value(verb, 0) : SLICE("event_date");
		return NULL;
	}
	bool counts = d->figure && slice_equal(d->figure->kind, SLICE("count"));
	if ((counts || c->part_of.ptr) && (c->measure = counted_measure(a, c, d)).ptr)
		return NULL;
	if (!counts && (c->measure = quantity_measure(a, d)).ptr)
		return take_currency(a, c, d);
	if (d->figure && !c->what.ptr && slice_equal(d->figure->kind, SLICE("measure")) &&
		(c->measure = measure_limited(a, d, told_by_unit(a->w, unit_dimension(a, d)))).ptr)
		return NULL;
	const struct claim *last = gone_on_with(a, c, d);
	if (!last)
		last = restated(a, c, d);
	else if (!c->unit.ptr && item_around(a->w->facts, d->end + 1, d->end + 2)->kind == ITEM_DATE)
		c->scope = SLICE("new"); // 40 on Friday and 12 on Saturday make 52
	if (last) {
		c->measure = last->measure;
		c->what = last->what;
		claim_inherit(a->w, c, "measure");
		return last;
	}
	c->measure = c->what.ptr ? c->what : d->figure ? d->figure->kind : SLICE("number");
	return NULL;
}

// "Unemployment among young people was 31%", "$9 for students": a rate or price of a group is not that of all.
static slice measure_of_group(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct mark *m;
	bool differs = d->figure && (slice_equal(d->figure->kind, SLICE("percent")) || slice_equal(d->figure->kind, SLICE("money")));
	if (!differs || c->what.ptr || !mark_nearest(a, d, KNOWN_group, (struct reach){8, false, true}, &m) ||
		!stands_before(a->w, m->first, 1, KNOWN_group_link))
		return c->measure;
	slice group = mark_text(a, m);
	return arena_format(a->w->arena, SLICE_FMT " " SLICE_FMT, SLICE_ARG(group), SLICE_ARG(c->measure));
}

// "The rebels put their own losses at 40": what each side of a war tells of itself is not what it tells of the enemy.
static slice measure_of_side(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct mark *m;
	const struct sense *side = d->figure ? mark_nearest(a, d, KNOWN_side, (struct reach){4, false, true}, &m) : NULL;
	return side ? arena_format(a->w->arena, SLICE_FMT " " SLICE_FMT, SLICE_ARG(sense_value(side, 0)), SLICE_ARG(c->measure))
				: c->measure;
}

// "A frost cost the valley 3,800 tonnes", "61 gigawatt-hours from the same wind": what is measured in another unit is no cost and
// no distance.
static slice measure_of_unit(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct sense *wants = d->figure ? word_sense(a->w, c->measure, KNOWN_of_unit) : NULL;
	slice dimension = wants ? unit_dimension(a, d) : SLICE_NULL;
	if (!dimension.ptr || slice_equal(dimension, sense_value(wants, 0)))
		return c->measure;
	slice other = sense_value(wants, 1), told = told_by_unit(a->w, dimension);
	return other.len ? other : told.ptr ? told : d->figure->kind;
}

const struct claim *slot_measure(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct claim *anew = find_measure(a, c, d);
	c->measure = measure_of_unit(a, c, d);
	c->measure = measure_of_group(a, c, d);
	c->measure = measure_of_side(a, c, d);
	return anew;
}
