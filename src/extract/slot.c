// SPDX-License-Identifier: MIT
// Slots: what a claim's rule did not read, from its clause, then from its sentence, then from the text before.
#include "base/utf8.h"
#include "extract/assemble.h"

bool claim_inherits(const struct claim *c, const char *slot)
{
	for (size_t i = 0; i < c->inherited.count; i++)
		if (slice_equal(c->inherited.at[i], slice_of(slot)))
			return true;
	return false;
}

void claim_inherit(struct work *w, struct claim *c, const char *slot)
{
	if (claim_inherits(c, slot))
		return;
	slice *grown = ARENA_ARRAY(w->arena, slice, c->inherited.count + 1);
	for (size_t i = 0; i < c->inherited.count; i++)
		grown[i] = c->inherited.at[i];
	grown[c->inherited.count++] = slice_of(slot);
	c->inherited.at = grown;
}

bool claim_tells(const struct claim *c, slice value, const char *slot)
{
	return value.ptr && !claim_inherits(c, slot);
}

// "The Orange Revolution of 2005", "on 4 May": a date that no verb says more of. Where it was, its sentence tells or nothing.
static bool tells_date_only(const struct claim *c, const struct draft *d)
{
	return !d->figure && slice_equal(c->measure, SLICE("event_date"));
}

// ---- slots ------------------------------------------------------------------------------------------------------------

// So near a claim stands a word for all of a country: "across the country, more than 700 people were detained".
#define WHOLE_WITHIN 8

// "Nationwide", "across the country": a place of its own, other than the town that the text is about; null where a name stands
// nearer.
static slice place_whole(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	const struct sense *s = mark_nearest(a, d, KNOWN_place_whole, (struct reach){WHOLE_WITHIN, false, false}, &m);
	const struct item *named = s ? nearest_item(a, d, ENTITY_PLACE, false) : NULL;
	bool nearer =
		named && tokens_apart(named->first, named->end, d->first, d->end) < tokens_apart(m->first, m->end, d->first, d->end);
	return s && !nearer ? sense_value(s, 0) : SLICE_NULL;
}

// "We have 63 dead here", "29 died there": whether the claim's clause points to the place that the text spoke of last; but "there
// were 29".
static bool points_to_place(const struct assembly *a, const struct draft *d)
{
	const struct scan *s = &a->w->facts->scan;
	if (!known_set_has(&s->known, KNOWN_place_here))
		return false;
	for (uint32_t i = 0; i < s->tokens; i++) {
		bool stands = i + 1 == s->tokens || (!token_is(a->w, i + 1, KNOWN_be) && !token_is(a->w, i + 1, KNOWN_have));
		if (a->clause[i] == a->clause[d->first] && token_is(a->w, i, KNOWN_place_here) && stands)
			return true;
	}
	return false;
}

void slot_place(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct discourse *past = a->w->discourse;
	if (!c->place.ptr && name_is_place(a->w, c->subject))
		c->place = c->subject; // "Vorvala has a population of 900"
	if (c->place.ptr || (c->place = place_whole(a, d)).ptr || (c->place = nearest_place(a, d, false)).ptr)
		return;
	c->place = nearest_place(a, d, true);
	if (!c->place.ptr && !tells_date_only(c, d))
		c->place = a->w->facts->sentence->para == past->place_para             ? past->place
				   : past->main_place_sent <= a->w->facts->sentence->head.sent ? past->main_place
																			   : SLICE_NULL;
	if (c->place.ptr && !points_to_place(a, d))
		claim_inherit(a->w, c, "place");
}

// "Since 3 March": from then until it was said, else until the text was written; null where neither is known, or no such date.
static slice until_when(const struct assembly *a, const struct draft *d, const struct item *item)
{
	const struct date *date = &a->w->facts->found->date.at[item->record];
	// "the worst crash since 2011, when 22 people died": of that year; but "since January, with 1,860 cases"
	bool of_then = item->first > 1 && item->end + 1 < d->first && token_is(a->w, item->end + 1, KNOWN_conjunction) &&
				   !tokens_are_unbroken(&a->w->facts->scan, item->end, d->first);
	if (!stands_before(a->w, item->first, 1, KNOWN_looking_back) || !date->date_from.ptr || of_then)
		return SLICE_NULL;
	const struct item *said = nearest_of(a, d, ENTITY_KINDS, true, true);
	slice now = said && said != item ? a->w->facts->found->date.at[said->record].date_to : SLICE_NULL;
	if (!now.ptr || slice_compare(now, date->date_from) <= 0)
		now = a->w->facts->sentence->doc_date;
	return now.ptr && slice_compare(now, date->date_from) > 0 ? now : SLICE_NULL;
}

// Whether two dates tell one time: "between" or "from" stands before the first and "and" or "to" between them, or they are "in
// May and June".
static bool make_period(const struct work *w, const struct item *first, const struct item *last)
{
	size_t end;
	if (!item_is_dated(w, first) || !item_is_dated(w, last) || !first->first)
		return false;
	if (token_sense(w, first->first - 1, KNOWN_period_from, &end) && end == first->first &&
		token_sense(w, first->end, KNOWN_period_to, &end) && end == last->first)
		return true;
	return last->first == first->end + 1 && token_is(w, first->first - 1, KNOWN_preposition) &&
		   token_is(w, first->end, KNOWN_conjunction);
}

// "Between 1 January and 31 December 2022": both days of the period, where the date is one of them. A first day without a year
// is in that of the last.
static void take_period(const struct work *w, struct claim *c, const struct item *date)
{
	const struct facts *f = w->facts;
	const struct item *first = NULL, *last = NULL;
	for (size_t i = 0; i < f->item.count && !last; i++) {
		const struct item *item = &f->item.at[i];
		if (item->kind != ITEM_DATE)
			continue;
		if (first && (first == date || item == date) && make_period(w, first, item))
			last = item;
		else
			first = item;
	}
	if (!last)
		return;
	slice from = f->found->date.at[first->record].date_from, to = f->found->date.at[last->record].date_to;
	if (from.len == to.len && slice_compare(from, to) > 0)
		from = arena_format(w->arena, SLICE_FMT SLICE_FMT, SLICE_ARG(slice_sub(to, 0, 4)), SLICE_ARG(slice_from(from, 4)));
	if (from.len == to.len && slice_compare(from, to) <= 0) {
		c->date_from = from;
		c->date_to = to;
	}
}

// "On Sunday they sang for the 91 people who died in the flood of 1912": the date behind what a relative clause tells, which is
// no other clause's; null: the claim is none, or tells none.
static const struct item *relative_date(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	if (!d->figure || d->whole_end <= d->end || !token_is(a->w, d->end, KNOWN_pronoun_who))
		return NULL;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].first >= d->whole_end && item_is_dated(a->w, &f->item.at[i]))
			return tokens_are_unbroken(&f->scan, d->end, f->item.at[i].first) ? &f->item.at[i] : NULL;
	return NULL;
}

// "The budget for 2020, passed on Tuesday, is $9 million": the date before an aside within the claim's own words; null: there is
// none.
static const struct item *date_before_aside(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	for (size_t i = 0; i < f->item.count && f->item.at[i].end <= d->first; i++) {
		const struct item *item = &f->item.at[i];
		if (item->first >= d->whole_first && item_is_dated(a->w, item))
			return tokens_are_unbroken(&f->scan, d->whole_first, item->first) && token_is_mark(&f->scan, item->end, ',') ? item
																														 : NULL;
	}
	return NULL;
}

// "A week earlier, officials said 50,000; reporters counted 10,000": a date that opens a sentence is that of all its clauses.
static bool opens_sentence(const struct work *w, const struct item *date)
{
	return date->first == 0 || (date->first == 1 && token_is(w, 0, KNOWN_preposition));
}

// "The bank was robbed in May. It employs 900 people": whether the claim's clause tells how things are, so that the day told
// before is not its own.
static bool tells_now(const struct assembly *a, const struct draft *d)
{
	const struct scan *s = &a->w->facts->scan;
	bool now = false;
	if (!known_set_has(&s->known, KNOWN_tells_now))
		return false;
	for (uint32_t i = 0; i < s->tokens; i++) {
		if (a->clause[i] != a->clause[d->first])
			continue;
		if (token_is(a->w, i, KNOWN_tense_past))
			return false;
		now |= token_is(a->w, i, KNOWN_tells_now);
	}
	return now;
}

// "It will cut 900 jobs, the bank said on Monday": whether a day has been, when the text was written, of which a claim says what
// will be: it is the day on which somebody said so.
static bool is_before_told(const struct assembly *a, const struct claim *c, const struct date *date)
{
	bool ahead = slice_equal(c->modality, SLICE("forecast")) || slice_equal(c->modality, SLICE("planned"));
	slice now = a->w->facts->sentence->doc_date;
	return ahead && slice_equal(date->grain, SLICE("day")) && now.ptr && slice_compare(date->date_to, now) <= 0;
}

void slot_date(const struct assembly *a, struct claim *c, const struct draft *d)
{
	bool lasts = !d->fallback && c->date_id.ptr && !c->date_from.ptr && c->unit.ptr; // "jailed for six years on Monday"
	if (c->date_id.ptr && !lasts)
		return;
	const struct discourse *past = a->w->discourse;
	const struct item *item = relative_date(a, d);
	if (!item)
		item = date_before_aside(a, d);
	if (!item)
		item = nearest_item(a, d, ENTITY_KINDS, false);
	const struct date *date = NULL;
	bool inherited = !item;
	if (!item && !(item = nearest_item(a, d, ENTITY_KINDS, true)) && a->w->facts->sentence->para == past->when_para &&
		!tells_now(a, d))
		date = past->when;
	if (!date && !item)
		item = nearest_of(a, d, ENTITY_KINDS, true, true);
	if (item)
		date = &a->w->facts->found->date.at[item->record];
	if (!date || (d->figure && is_before_told(a, c, date)))
		return;
	c->date_id = lasts ? c->date_id : date->head.id;
	c->date_from = date->date_from;
	slice until = item ? until_when(a, d, item) : SLICE_NULL;
	c->date_to = until.ptr ? until : date->date_to;
	if (item)
		take_period(a->w, c, item);
	if (inherited && !(item && opens_sentence(a->w, item))) {
		claim_inherit(a->w, c, "date_from");
		claim_inherit(a->w, c, "date_to");
	}
}

void slot_now(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (d->figure && !c->date_id.ptr && !c->head.note.ptr && tells_now(a, d))
		c->head.note = SLICE("now");
}

// The event's noun that stands nearest in the clause, or else in the sentence.
static const struct mark *event_mark(const struct assembly *a, const struct draft *d, bool anywhere)
{
	const struct mark *best = NULL;
	uint32_t best_distance = UINT32_MAX;
	for (size_t i = 0; i < a->mark.count; i++) {
		const struct mark *m = &a->mark.at[i];
		uint32_t far = tokens_apart(m->first, m->end, d->first, d->end);
		if (far < best_distance && span_in_reach(a, d, m->first, m->end, anywhere, true) && mark_is_event(a->w, m) &&
			!is_of_source(a->w, m->first, m->end) && // the fire service is no fire
			!(i + 1 < a->mark.count && a->mark.at[i + 1].first == m->end &&
			  mark_is_event(a->w, m + 1))) { // an anti-war rally no war
			best = m;
			best_distance = far;
		}
	}
	return best;
}

// Only what counts people or things, or dates what happens, is of the event that the text before tells: an unemployment rate is
// not.
static bool is_of_event(const struct claim *c, const struct draft *d)
{
	if (!d->figure)
		return !d->fallback || !slice_equal(c->measure, SLICE("event_date"));
	return !slice_equal(d->figure->kind, SLICE("percent")) && !slice_equal(d->figure->kind, SLICE("money"));
}

// An apostrophe and its letter.
#define CLITIC_TOKENS 2

// "March"; "rival march", which is another one; "the fire", which is the Tinderry fire where that was named last.
static slice event_text(const struct assembly *a, const struct mark *m)
{
	const struct scan *s = &a->w->facts->scan;
	slice text = mark_text(a, m), named = a->w->discourse->event;
	uint32_t from = m->first; // "the women's final": before the clitic
	size_t end;
	for (uint32_t i = 1; i <= CLITIC_TOKENS && i < m->first; i++)
		if (token_sense(a->w, m->first - i, KNOWN_clitic, &end) && end == m->first)
			from = m->first - i;
	for (uint32_t i = 1; i <= ANOTHER_WITHIN && i <= from; i++)
		if (token_is(a->w, from - i, KNOWN_another))
			return tokens_low(s, from - i, m->end);
	bool known = named.len > text.len + 1 && m->first && token_is(a->w, m->first - 1, KNOWN_article_definite);
	size_t rest = known ? named.len - text.len : 0;
	return known && named.ptr[rest - 1] == ' ' && slice_equal(slice_from(named, rest), text) ? named : text;
}

void slot_event(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct discourse *past = a->w->discourse;
	if (c->event.ptr || (c->event = nearest_name(a, d, ENTITY_EVENT, false)).ptr)
		return;
	const struct mark *m = event_mark(a, d, false);
	if (m) {
		c->event = event_text(a, m);
		return;
	}
	c->event = nearest_name(a, d, ENTITY_EVENT, true);
	if (!c->event.ptr && (m = event_mark(a, d, true)) != NULL)
		c->event = event_text(a, m);
	if (!c->event.ptr && is_of_event(c, d))
		c->event = past->event.ptr && a->w->facts->sentence->para == past->event_para ? past->event : past->main_event;
	if (c->event.ptr)
		claim_inherit(a->w, c, "event");
}

static void take_slot(struct work *w, struct claim *c, slice *value, slice from, const char *slot)
{
	if (!from.ptr || claim_tells(c, *value, slot))
		return;
	*value = from;
	claim_inherit(w, c, slot);
}

void slots_again(struct work *w, struct claim *c, const struct claim *told)
{
	if (told->date_id.ptr && !claim_tells(c, c->date_id, "date_from")) {
		c->date_id = told->date_id;
		take_slot(w, c, &c->date_from, told->date_from, "date_from");
		take_slot(w, c, &c->date_to, told->date_to, "date_to");
	}
	take_slot(w, c, &c->place, told->place, "place");
	take_slot(w, c, &c->event, told->event, "event");
	take_slot(w, c, &c->subject, told->subject, "subject");
}
