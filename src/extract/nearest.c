// SPDX-License-Identifier: MIT
// The nearest item: which date, place or name of its sentence a claim means; not those that tell of another claim, or of the
// source.
#include "extract/assemble.h"

// Tokens between a verb of saying and the day on which it was said: "said late on Friday".
#define SAYING_REACH 2

// "A bomb went off on Sunday, killing nine": whether a claim goes on, right behind a comma, with what the sentence began to tell.
static bool goes_on(const struct scan *s, const struct draft *d, const struct item *date)
{
	return date->end < d->whole_first && token_is_mark(s, d->whole_first - 1, ',') &&
		   tokens_are_unbroken(s, 0, d->whole_first - 1);
}

// Whether another claim of the sentence is about this very date ("unveiled in 2014"), beyond a comma from this claim.
static bool is_told_elsewhere(const struct assembly *a, const struct draft *d, const struct item *date)
{
	const struct facts *f = a->w->facts;
	for (size_t i = 0; i < f->draft.count; i++) {
		const struct draft *other = &f->draft.at[i];
		if (other->figure || other->fallback || other->first != date->first || goes_on(&f->scan, d, date))
			continue;
		return date->end <= d->first ? !tokens_are_unbroken(&f->scan, date->end, d->first)
									 : !tokens_are_unbroken(&f->scan, d->end, other->whole_first);
	}
	return false;
}

bool has_figure_between(const struct facts *f, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].kind == ITEM_FIGURE && f->item.at[i].first >= from && f->item.at[i].end <= to)
			return true;
	return false;
}

// "61%, down from 64% in 2014", "47 deaths, 30 of them in Mindoro": a date or place behind a comma and another figure is the
// other's.
static bool is_of_next_figure(const struct facts *f, const struct draft *d, const struct item *item)
{
	return d->figure && item->first >= d->end && has_figure_between(f, d->end, item->first) &&
		   !tokens_are_unbroken(&f->scan, d->end, item->first);
}

struct original tokens_original(const struct facts *f, uint32_t first, uint32_t end)
{
	return sentence_original(f->sentence, (span){f->scan.token[first].start, f->scan.token[end - 1].end});
}

bool is_of_source(const struct work *w, uint32_t first, uint32_t end)
{
	const struct facts *f = w->facts;
	struct original at = tokens_original(f, first, end);
	for (size_t i = 0; i < f->found->attribution.count; i++) {
		const struct attribution *x = &f->found->attribution.at[i];
		if (x->source_start >= 0 && x->source_start <= at.char_start && at.char_end <= x->source_end)
			return true;
	}
	return false;
}

static bool is_day(const struct facts *f, const struct item *date)
{
	return slice_equal(f->found->date.at[date->record].grain, SLICE("day"));
}

// Whether a day stands right behind the cue of an attribution: "police said late on Friday"; but "observers put Sunday's
// turnout".
static bool is_behind_cue(const struct work *w, const struct attribution *x, const struct item *date)
{
	const struct facts *f = w->facts;
	if (date->end < f->scan.tokens && token_is(w, date->end, KNOWN_clitic))
		return false;
	for (uint32_t i = date->first; i > 0 && i + SAYING_REACH >= date->first; i--) {
		struct original before = tokens_original(f, i - 1, i);
		if (before.char_end <= x->head.char_end)
			return before.char_end == x->head.char_end && x->source_start < before.char_start;
	}
	return false;
}

// A day right behind a verb of saying tells when it was said, not when it happened: "police said on Friday that 14 had died".
static bool is_of_saying(const struct work *w, const struct draft *d, const struct item *date)
{
	const struct attribution *x = is_day(w->facts, date) ? attribution_of(w, d) : NULL;
	return x && is_behind_cue(w, x, date);
}

bool date_is_of_saying(const struct work *w, const struct item *date)
{
	const struct facts *f = w->facts;
	for (size_t i = 0; i < f->found->attribution.count && is_day(f, date); i++)
		if (is_behind_cue(w, &f->found->attribution.at[i], date))
			return true;
	return false;
}

// Between a source and its cue a date tells of the source: "engineers who surveyed it last summer say".
static bool is_beside_source(const struct work *w, const struct draft *d, const struct item *date)
{
	const struct attribution *x = attribution_of(w, d);
	struct original at = tokens_original(w->facts, date->first, date->end);
	return x && x->head.char_start <= at.char_start && x->source_end < at.char_start && at.char_end < x->head.char_end;
}

bool item_is_dated(const struct work *w, const struct item *item)
{
	const struct date *d = item->kind == ITEM_DATE ? &w->facts->found->date.at[item->record] : NULL;
	return d && d->date_from.ptr;
}

// So far before a time stands the word that compares something to it.
#define COMPARED_WITHIN 10

uint32_t compared_from(const struct work *w, const struct item *date)
{
	const struct facts *f = w->facts;
	size_t end;
	if (!known_set_has(&f->scan.known, KNOWN_compared)) // as mostly
		return date->first;
	for (uint32_t i = date->first; i-- > 0 && i + COMPARED_WITHIN >= date->first;) {
		if (!token_sense(w, i, KNOWN_compared, &end) || item_around(f, i, i + 1) ||
			!tokens_are_unbroken(&f->scan, i, date->first))
			continue;
		end += end < date->first && (token_is(w, end, KNOWN_preposition) || token_is(w, end, KNOWN_determiner));
		if (end >= date->first || has_figure_between(f, i, date->first))
			return i;
	}
	return date->first;
}

// "900 tonnes, fewer than in 2017": whether a figure is what is compared with another date's.
static bool is_compared_with(const struct work *w, const struct draft *d, const struct item *date)
{
	uint32_t from = compared_from(w, date);
	return from < date->first && d->end <= from;
}

bool date_is_stepped_from(const struct work *w, const struct item *date)
{
	const struct facts *f = w->facts;
	bool stepped = date->first > 1 && token_is(w, date->first - 1, KNOWN_preposition) && date->end < f->scan.tokens &&
				   token_is(w, date->end, KNOWN_way);
	const struct item *from = stepped ? item_around(f, date->first - 2, date->first - 1) : NULL;
	const struct item *to = stepped ? item_around(f, date->end + 1, date->end + 2) : NULL;
	return from && to && from->kind == ITEM_FIGURE && to->kind == ITEM_FIGURE;
}

bool item_is_demonym(const struct work *w, const struct item *item)
{
	size_t end;
	const struct scan *s = &w->facts->scan;
	return item->end < s->tokens && s->token[item->end].kind == TOKEN_WORD &&
		   token_sense(w, item->end - 1, KNOWN_demonym, &end) && end == item->end;
}

bool item_is_name(const struct work *w, const struct item *item, enum entity_kind kind)
{
	return item_is_entity(item, kind) && !item_is_demonym(w, item);
}

// Whether a span is in the claim's clause, or anywhere; a lone date ("as early as 2010") is of no event beyond a comma.
bool span_in_reach(const struct assembly *a, const struct draft *d, uint32_t first, uint32_t end, bool anywhere, bool event)
{
	const struct scan *s = &a->w->facts->scan;
	if (event && d->fallback && !d->figure)
		return end <= d->first ? tokens_are_unbroken(s, end, d->first) : tokens_are_unbroken(s, d->end, first);
	return anywhere || a->clause[first] == a->clause[d->first];
}

// "Five in Germany", "180 on Thursday": whether nothing but a preposition stands between a figure and an item behind it.
static bool is_bound_to(const struct assembly *a, const struct draft *d, const struct item *item)
{
	return d->figure && item->first == d->end + 1 && token_is(a->w, d->end, KNOWN_preposition);
}

// The item of a kind (ENTITY_KINDS: a date) that stands nearest to the claim, in its clause or, with `anywhere`, in its sentence;
// with `saying` also the day on which it was said.
const struct item *nearest_of(const struct assembly *a, const struct draft *d, enum entity_kind kind, bool anywhere, bool saying)
{
	const struct facts *f = a->w->facts;
	const struct item *best = NULL;
	uint32_t best_distance = UINT32_MAX;
	const bool dates = kind == ENTITY_KINDS, event = kind == ENTITY_EVENT, happened = dates && !saying;
	if (!(dates ? f->found->date.count : f->found->entity.count))
		return NULL;
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		uint32_t far = is_bound_to(a, d, item) ? 0 : tokens_apart(item->first, item->end, d->first, d->end);
		if (far >= best_distance)
			continue;
		if (!(dates ? item_is_dated(a->w, item) : item_is_name(a->w, item, kind)))
			continue;
		if (!span_in_reach(a, d, item->first, item->end, anywhere, event))
			continue;
		if (dates && d->figure &&
			(is_told_elsewhere(a, d, item) || is_beside_source(a->w, d, item) || (happened && is_of_saying(a->w, d, item))))
			continue;
		if ((kind == ENTITY_PLACE || happened) && is_of_next_figure(f, d, item))
			continue;
		if (dates && d->first == item->end + 1 && date_is_stepped_from(a->w, item))
			continue;
		if (dates && d->figure && is_compared_with(a->w, d, item))
			continue;
		// Who speaks of a firm's revenue does not earn it; when a census was taken is a day of saying.
		if ((kind == ENTITY_PLACE || kind == ENTITY_PERSON || happened) && is_of_source(a->w, item->first, item->end))
			continue;
		best = item;
		best_distance = far;
	}
	return best;
}

const struct item *nearest_item(const struct assembly *a, const struct draft *d, enum entity_kind kind, bool anywhere)
{
	return nearest_of(a, d, kind, anywhere, false);
}

slice nearest_name(const struct assembly *a, const struct draft *d, enum entity_kind kind, bool anywhere)
{
	const struct item *item = nearest_item(a, d, kind, anywhere);
	return item ? a->w->facts->found->entity.at[item->record].name : SLICE_NULL;
}

const struct item *name_ending_at(const struct work *w, uint32_t end, enum entity_kind kind)
{
	const struct facts *f = w->facts;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].end == end && item_is_name(w, &f->item.at[i], kind))
			return &f->item.at[i];
	return NULL;
}

// Whether a name of the sentence is a place's.
bool name_is_place(const struct work *w, slice name)
{
	const struct facts *f = w->facts;
	for (size_t i = 0; name.ptr && i < f->item.count; i++)
		if (item_is_name(w, &f->item.at[i], ENTITY_PLACE) && slice_equal(f->found->entity.at[f->item.at[i].record].name, name))
			return true;
	return false;
}

// "Valle de Orinda, Colombia", "GADOU, Mali, Feb 18": the place before the comma where the next one only tells where that lies;
// in a list ("Rome, Paris and Kyiv") each is itself.
const struct item *place_within(const struct work *w, const struct item *place)
{
	const struct facts *f = w->facts;
	const struct scan *s = &f->scan;
	if (place->first < 2 || !token_is_mark(s, place->first - 1, ','))
		return place;
	const struct item *inner = name_ending_at(w, place->first - 1, ENTITY_PLACE);
	bool list =
		inner && inner->first && (token_is_mark(s, inner->first - 1, ',') || token_is(w, inner->first - 1, KNOWN_conjunction));
	for (size_t i = 0; i < f->item.count && inner && !list; i++) {
		const struct item *next = &f->item.at[i];
		bool joined = next->first == place->end + 1 || next->first == place->end + 2;
		list = joined && item_is_name(w, next, ENTITY_PLACE) &&
			   (token_is(w, next->first - 1, KNOWN_conjunction) || token_is_mark(s, next->first - 1, ','));
	}
	return inner && !list ? inner : place;
}

// The nearest place. "The Vorvala Tower in Norway is 90 metres tall" tells of the tower; "in the north of Norway" is a part of
// it.
slice nearest_place(const struct assembly *a, const struct draft *d, bool anywhere)
{
	const struct work *w = a->w;
	const struct scan *s = &w->facts->scan;
	const struct item *item = nearest_item(a, d, ENTITY_PLACE, anywhere);
	if (!item)
		return SLICE_NULL;
	item = place_within(w, item);
	bool behind = item->first > 1 && token_is(w, item->first - 1, KNOWN_preposition);
	if (behind && token_is(w, item->first - 2, KNOWN_place_part))
		return tokens_low(s, item->first - 2, item->end);
	const struct item *inner = behind && item->end <= d->first ? name_ending_at(w, item->first - 1, ENTITY_PLACE) : NULL;
	if (inner && d->figure && slice_equal(d->figure->kind, SLICE("measure")))
		item = inner;
	return w->facts->found->entity.at[item->record].name;
}
