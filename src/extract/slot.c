// SPDX-License-Identifier: MIT
// Slots: what a claim's rule did not read, from its clause, then from its sentence, then from the text before.
#include "base/utf8.h"
#include "extract/assemble.h"

// Tokens between a verb of saying and the day on which it was said: "said late on Friday".
#define SAYING_REACH 2

void claim_inherit(struct work *w, struct claim *c, const char *slot)
{
	slice *grown = ARENA_ARRAY(w->arena, slice, c->inherited.count + 1);
	for (size_t i = 0; i < c->inherited.count; i++)
		grown[i] = c->inherited.at[i];
	grown[c->inherited.count++] = slice_of(slot);
	c->inherited.at = grown;
}

bool claim_inherits(const struct claim *c, const char *slot)
{
	for (size_t i = 0; i < c->inherited.count; i++)
		if (slice_equal(c->inherited.at[i], slice_of(slot)))
			return true;
	return false;
}

// ---- the nearest item -------------------------------------------------------------------------------------------------

// Whether another claim of the sentence is about this very date ("unveiled in 2014"), beyond a comma from this claim.
static bool is_told_elsewhere(const struct assembly *a, const struct draft *d, const struct item *date)
{
	const struct facts *f = a->w->facts;
	for (size_t i = 0; i < f->draft.count; i++) {
		const struct draft *other = &f->draft.at[i];
		if (other->figure || other->fallback || other->first != date->first)
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

// "61%, down from 64% in 2014": a date behind a comma and another figure is the other's.
static bool is_of_next_figure(const struct facts *f, const struct draft *d, const struct item *date)
{
	return d->figure && date->first >= d->end && has_figure_between(f, d->end, date->first) &&
		   !tokens_are_unbroken(&f->scan, d->end, date->first);
}

static struct original original_of(const struct facts *f, uint32_t first, uint32_t end)
{
	return sentence_original(f->sentence, (span){f->scan.token[first].start, f->scan.token[end - 1].end});
}

bool is_of_source(const struct work *w, uint32_t first, uint32_t end)
{
	const struct facts *f = w->facts;
	struct original at = original_of(f, first, end);
	for (size_t i = 0; i < f->found->attribution.count; i++) {
		const struct attribution *x = &f->found->attribution.at[i];
		if (x->source_start >= 0 && x->source_start <= at.char_start && at.char_end <= x->source_end)
			return true;
	}
	return false;
}

// Whether a day stands right behind the cue of an attribution: "police said late on Friday".
static bool is_behind_cue(const struct facts *f, const struct attribution *x, const struct item *date)
{
	for (uint32_t i = date->first; i > 0 && i + SAYING_REACH >= date->first; i--) {
		struct original before = original_of(f, i - 1, i);
		if (before.char_end <= x->head.char_end)
			return before.char_end == x->head.char_end && x->source_start < before.char_start;
	}
	return false;
}

// A day right behind a verb of saying tells when it was said, not when it happened: "police said on Friday that 14 had died".
static bool is_of_saying(const struct work *w, const struct draft *d, const struct item *date)
{
	const struct facts *f = w->facts;
	const struct attribution *x = slice_equal(f->found->date.at[date->record].grain, SLICE("day")) ? attribution_of(w, d) : NULL;
	return x && is_behind_cue(f, x, date);
}

bool date_is_of_saying(const struct work *w, const struct item *date)
{
	const struct facts *f = w->facts;
	for (size_t i = 0; i < f->found->attribution.count; i++)
		if (slice_equal(f->found->date.at[date->record].grain, SLICE("day")) &&
			is_behind_cue(f, &f->found->attribution.at[i], date))
			return true;
	return false;
}

// Between a source and its cue a date tells of the source: "engineers who surveyed it last summer say".
static bool is_beside_source(const struct work *w, const struct draft *d, const struct item *date)
{
	const struct attribution *x = attribution_of(w, d);
	struct original at = original_of(w->facts, date->first, date->end);
	return x && x->head.char_start <= at.char_start && x->source_end < at.char_start && at.char_end < x->head.char_end;
}

static bool is_dated(const struct work *w, const struct item *item)
{
	const struct date *d = item->kind == ITEM_DATE ? &w->facts->found->date.at[item->record] : NULL;
	return d && d->date_from.ptr;
}

bool item_is_demonym(const struct work *w, const struct item *item)
{
	size_t end;
	const struct scan *s = &w->facts->scan;
	return item->end < s->tokens && s->token[item->end].kind == TOKEN_WORD &&
		   token_sense(w, item->end - 1, KNOWN_demonym, &end) && end == item->end;
}

static bool is_name(const struct work *w, const struct item *item, const char *kind)
{
	return item->kind == ITEM_ENTITY && slice_equal(w->facts->found->entity.at[item->record].kind, slice_of(kind)) &&
		   !item_is_demonym(w, item);
}

// Whether a span is in the claim's clause, or anywhere; a lone date ("as early as 2010") is of no event beyond a comma.
static bool is_in_reach(const struct assembly *a, const struct draft *d, uint32_t first, uint32_t end, bool anywhere, bool event)
{
	const struct scan *s = &a->w->facts->scan;
	if (event && d->fallback && !d->figure)
		return end <= d->first ? tokens_are_unbroken(s, end, d->first) : tokens_are_unbroken(s, d->end, first);
	return anywhere || a->clause[first] == a->clause[d->first];
}

// The item of a kind (null: a date) that stands nearest to the claim, in its clause or, with `anywhere`, in its sentence; with
// `saying` also the day on which it was said.
static const struct item *nearest_of(const struct assembly *a, const struct draft *d, const char *kind, bool anywhere,
									 bool saying)
{
	const struct facts *f = a->w->facts;
	const struct item *best = NULL;
	uint32_t best_distance = UINT32_MAX;
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		if (!(kind ? is_name(a->w, item, kind) : is_dated(a->w, item)))
			continue;
		if (!is_in_reach(a, d, item->first, item->end, anywhere, kind && slice_equal(slice_of(kind), SLICE("event"))))
			continue;
		if (!kind && d->figure &&
			(is_told_elsewhere(a, d, item) || is_beside_source(a->w, d, item) ||
			 (!saying && (is_of_next_figure(f, d, item) || is_of_saying(a->w, d, item)))))
			continue;
		// Who speaks of a firm's revenue does not earn it; when a census was taken is a day of saying.
		bool outside =
			kind ? slice_equal(slice_of(kind), SLICE("place")) || slice_equal(slice_of(kind), SLICE("person")) : !saying;
		if (outside && is_of_source(a->w, item->first, item->end))
			continue;
		uint32_t far = tokens_apart(item->first, item->end, d->first, d->end);
		if (far < best_distance) {
			best = item;
			best_distance = far;
		}
	}
	return best;
}

static const struct item *nearest(const struct assembly *a, const struct draft *d, const char *kind, bool anywhere)
{
	return nearest_of(a, d, kind, anywhere, false);
}

static slice nearest_name(const struct assembly *a, const struct draft *d, const char *kind, bool anywhere)
{
	const struct item *item = nearest(a, d, kind, anywhere);
	return item ? a->w->facts->found->entity.at[item->record].name : SLICE_NULL;
}

static const struct item *name_ending_at(const struct work *w, uint32_t end, const char *kind)
{
	const struct facts *f = w->facts;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].end == end && is_name(w, &f->item.at[i], kind))
			return &f->item.at[i];
	return NULL;
}

// The nearest place. "The Vorvala Tower in Norway is 90 metres tall" tells of the tower; "in the north of Norway" is a part of
// it.
static slice nearest_place(const struct assembly *a, const struct draft *d, bool anywhere)
{
	const struct work *w = a->w;
	const struct scan *s = &w->facts->scan;
	const struct item *item = nearest(a, d, "place", anywhere);
	if (!item)
		return SLICE_NULL;
	bool behind = item->first > 1 && token_is(w, item->first - 1, KNOWN_preposition);
	if (behind && token_is(w, item->first - 2, KNOWN_place_part))
		return slice_sub(s->low, s->token[item->first - 2].low_start, s->token[item->end - 1].low_end);
	const struct item *inner = behind && item->end <= d->first ? name_ending_at(w, item->first - 1, "place") : NULL;
	if (inner && d->figure && slice_equal(d->figure->kind, SLICE("measure")))
		item = inner;
	return w->facts->found->entity.at[item->record].name;
}

// "The Orange Revolution of 2005", "on 4 May": a date that no verb says more of. Where it was, its sentence tells or nothing.
static bool tells_date_only(const struct claim *c, const struct draft *d)
{
	return !d->figure && slice_equal(c->measure, SLICE("event_date"));
}

// ---- slots ------------------------------------------------------------------------------------------------------------

void slot_place(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct discourse *past = a->w->discourse;
	if (c->place.ptr || (c->place = nearest_place(a, d, false)).ptr)
		return;
	c->place = nearest_place(a, d, true);
	if (!c->place.ptr && !tells_date_only(c, d))
		c->place = a->w->facts->sentence->para == past->place_para ? past->place : past->main_place;
	if (c->place.ptr)
		claim_inherit(a->w, c, "place");
}

// "Since 3 March": from then until it was said, else until the text was written; null where neither is known, or no such date.
static slice until_when(const struct assembly *a, const struct draft *d, const struct date *date)
{
	if (!slice_equal(date->timex_mod, SLICE("ON_OR_AFTER")) || !date->date_from.ptr)
		return SLICE_NULL;
	const struct item *said = nearest_of(a, d, NULL, true, true);
	slice now = said ? a->w->facts->found->date.at[said->record].date_to : SLICE_NULL;
	if (!now.ptr || slice_compare(now, date->date_from) <= 0)
		now = a->w->facts->sentence->doc_date;
	return now.ptr && slice_compare(now, date->date_from) > 0 ? now : SLICE_NULL;
}

// Whether "between" or "from" stands before the first of two dates, and "and" or "to" between them.
static bool make_period(const struct work *w, const struct item *first, const struct item *last)
{
	size_t end;
	return is_dated(w, first) && is_dated(w, last) && first->first > 0 &&
		   token_sense(w, first->first - 1, KNOWN_period_from, &end) && end == first->first &&
		   token_sense(w, first->end, KNOWN_period_to, &end) && end == last->first;
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

void slot_date(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (c->date_id.ptr)
		return;
	const struct discourse *past = a->w->discourse;
	const struct item *item = nearest(a, d, NULL, false);
	const struct date *date = NULL;
	bool inherited = !item;
	if (!item && !(item = nearest(a, d, NULL, true)) && a->w->facts->sentence->para == past->when_para)
		date = past->when;
	if (!date && !item)
		item = nearest_of(a, d, NULL, true, true);
	if (item)
		date = &a->w->facts->found->date.at[item->record];
	if (!date)
		return;
	c->date_id = date->head.id;
	c->date_from = date->date_from;
	slice until = until_when(a, d, date);
	c->date_to = until.ptr ? until : date->date_to;
	if (item)
		take_period(a->w, c, item);
	if (inherited) {
		claim_inherit(a->w, c, "date_from");
		claim_inherit(a->w, c, "date_to");
	}
}

// The event's noun that stands nearest in the clause, or else in the sentence.
static const struct mark *event_mark(const struct assembly *a, const struct draft *d, bool anywhere)
{
	const struct mark *best = NULL;
	uint32_t best_distance = UINT32_MAX;
	for (size_t i = 0; i < a->mark.count; i++) {
		const struct mark *m = &a->mark.at[i];
		uint32_t far = tokens_apart(m->first, m->end, d->first, d->end);
		if (far < best_distance && is_in_reach(a, d, m->first, m->end, anywhere, true) && mark_is_event(a->w, m) &&
			!is_of_source(a->w, m->first, m->end)) { // the fire service is no fire
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

void slot_event(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct discourse *past = a->w->discourse;
	if (c->event.ptr || (c->event = nearest_name(a, d, "event", false)).ptr)
		return;
	const struct mark *m = event_mark(a, d, false);
	if (m) {
		c->event = mark_text(a, m);
		return;
	}
	c->event = nearest_name(a, d, "event", true);
	if (!c->event.ptr && (m = event_mark(a, d, true)) != NULL)
		c->event = mark_text(a, m);
	if (!c->event.ptr && is_of_event(c, d))
		c->event = past->event.ptr && a->w->facts->sentence->para == past->event_para ? past->event : past->main_event;
	if (c->event.ptr)
		claim_inherit(a->w, c, "event");
}

// Whom "he" or "she" means; null where the word is neither, or nobody was named.
static slice meant_by(const struct assembly *a, const struct sense *pronoun)
{
	slice gender = pronoun ? sense_value(pronoun, 0) : SLICE_NULL;
	return slice_equal(gender, SLICE("f"))   ? a->w->discourse->woman
		   : slice_equal(gender, SLICE("m")) ? a->w->discourse->man
											 : SLICE_NULL;
}

static const struct sense *pronoun_sense(const struct assembly *a, slice text)
{
	const struct entry *e = lexicon_find(a->w->rs, utf8_lowered(a->w->arena, text));
	return entry_sense(a->w->rs, e, a->w->rs->known.pronoun_person, SHAPE_LOWER);
}

// Whether who draws a crowd, or employs people, tells what was counted; a toll is the event's.
static bool is_owned(const struct assembly *a, const struct claim *c)
{
	return entry_sense(a->w->rs, lexicon_find(a->w->rs, c->measure), a->w->rs->known.owned, SHAPE_LOWER) != NULL;
}

// Whether a figure counts people or things, or may do so.
static bool counts(const struct draft *d)
{
	return slice_equal(d->figure->kind, SLICE("count")) || slice_equal(d->figure->kind, SLICE("number"));
}

// What a firm earns, or when it was founded, is its own; a count of people or things in an event is nobody's.
static bool speaks_of_main(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	if (d->figure)
		return !counts(d);
	const struct sense *verb = mark_nearest(a, d, KNOWN_happen, (struct reach){20, false, false}, &m);
	return verb && sense_value(verb, 1).len;
}

// So many words a described subject has at most, with its determiner.
#define DESCRIBED_MAX 4

// Where the verb begins of which a rule read the main part: "has cost", "will spend".
static uint32_t verb_first(const struct work *w, uint32_t at)
{
	while (at > 0 && (token_is(w, at - 1, KNOWN_be) || token_is(w, at - 1, KNOWN_have) ||
					  token_is(w, at - 1, KNOWN_modal_forecast) || token_is(w, at - 1, KNOWN_modal_hypothetical)))
		at--;
	return at;
}

// "The museum in Vorvala drew 900 visitors": where a noun phrase ends before the place that ends at a token, else that token.
static uint32_t before_place(const struct work *w, uint32_t end)
{
	const struct item *place = name_ending_at(w, end, "place");
	return place && place->first > 1 && token_is(w, place->first - 1, KNOWN_preposition) ? place->first - 1 : end;
}

// Whether an event's noun ends at a token: what a storm or a march did is told by the event.
static bool ends_event(const struct assembly *a, uint32_t end)
{
	for (size_t i = 0; i < a->mark.count; i++)
		if (a->mark.at[i].end == end &&
			entry_sense(a->w->rs, a->mark.at[i].entry, a->w->rs->known.event_noun, a->mark.at[i].shape))
			return true;
	return false;
}

// "The bridge cost $40 million": a noun phrase right before the verb that a rule read, at the start of its clause, tells whose
// amount it is; null: there is none.
static slice described_subject(const struct assembly *a, const struct draft *d)
{
	const struct work *w = a->w;
	const struct scan *s = &w->facts->scan;
	uint32_t end = verb_first(w, d->whole_first);
	bool is_noun = token_is(w, d->whole_first, KNOWN_quantity) && d->first > d->whole_first + 1; // "the annual cost was …"
	if (end < 2 || d->fallback || d->first == d->whole_first || is_noun)
		return SLICE_NULL;
	end = before_place(w, end);
	if (end < 2 || token_is(w, end - 1, KNOWN_preposition) || token_is(w, end - 1, KNOWN_determiner) || ends_event(a, end))
		return SLICE_NULL;
	for (uint32_t first = end; first-- > 0 && first + DESCRIBED_MAX >= end;) {
		const struct token *t = &s->token[first];
		bool opens = first == 0 || a->clause[first] != a->clause[first - 1] || s->token[first - 1].kind == TOKEN_MARK ||
					 token_is(w, first - 1, KNOWN_conjunction) || token_is(w, first - 1, KNOWN_say);
		if (first + 1 < end && opens && token_is(w, first, KNOWN_determiner))
			return slice_sub(s->low, s->token[first + 1].low_start, s->token[end - 1].low_end);
		if (t->kind != TOKEN_WORD || t->shape != SHAPE_LOWER)
			break;
	}
	return SLICE_NULL;
}

void slot_subject(const struct assembly *a, struct claim *c, const struct draft *d)
{
	static const char *const kinds[] = {"org", "person", "group", "product", "work", "law"};
	const struct discourse *past = a->w->discourse;
	const struct item *best = NULL;
	const struct mark *m;
	uint32_t before = d->first; // the verb of what happened, else the figure
	if (!d->figure && mark_nearest(a, d, KNOWN_happen, (struct reach){12, true, false}, &m))
		before = m->first;
	const struct sense *said = c->subject.ptr ? pronoun_sense(a, c->subject) : NULL;
	if (c->subject.ptr && !said)
		return;
	if (d->figure && slice_equal(d->figure->kind, SLICE("count")) &&
		mark_nearest(a, d, KNOWN_disease, (struct reach){20, false, false}, &m)) {
		c->subject = mark_text(a, m); // who has cholera is not counted with those who have measles
		return;
	}
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !said; k++) {
		const struct item *item = nearest(a, d, kinds[k], false);
		if (item && item->end <= before && (!best || item->first > best->first))
			best = item;
	}
	if (best) {
		c->subject = a->w->facts->found->entity.at[best->record].name;
		return;
	}
	bool owned = d->figure ? !counts(d) || is_owned(a, c) : true;
	if (!said && owned && (c->subject = described_subject(a, d)).ptr)
		return;
	if (!said)
		said = mark_nearest(a, d, KNOWN_pronoun_person, (struct reach){12, true, false}, &m);
	if (!said && !d->figure && d->whole_first == 0) // "Born in 1924 in Tolz, she taught"
		said = mark_nearest(a, d, KNOWN_pronoun_person, (struct reach){12, false, false}, &m);
	c->subject = meant_by(a, said);
	if (!c->subject.ptr && !(said && sense_value(said, 0).len) && speaks_of_main(a, d))
		c->subject = past->main_name;
	if (c->subject.ptr)
		claim_inherit(a->w, c, "subject");
}
