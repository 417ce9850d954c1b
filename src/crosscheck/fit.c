// SPDX-License-Identifier: MIT
// fit: compares slots. A slot that a claim took from elsewhere in the text tells two claims apart less readily than its own.
#include "fit.h"

#include "words.h"

#include "base/banned.h"

#define WEEK_DAYS 7
#define TOLD_DAYS 1

size_t atoms_shared(const atom *a, size_t a_count, const atom *b, size_t b_count)
{
	size_t i = 0, k = 0, n = 0;
	while (i < a_count && k < b_count) {
		if (a[i] == b[k]) {
			n++;
			i++;
			k++;
		} else if (a[i] < b[k])
			i++;
		else
			k++;
	}
	return n;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

enum fit fit_words(struct words a, struct words b)
{
	if (a.count == 0 || b.count == 0)
		return FIT_UNKNOWN;
	if (a.other != b.other)
		return FIT_APART;
	size_t common = atoms_shared(a.at, a.count, b.at, b.count), least = smaller(a.count, b.count);
	if (common == least)
		return a.named == b.named ? FIT_SAME : FIT_WEAK;
	if (a.named && b.named && common * 3 >= least * 2)
		return FIT_WEAK;
	return a.named == b.named ? FIT_APART : FIT_UNKNOWN;
}

static bool has_atom(const atom *at, size_t count, atom wanted)
{
	for (size_t i = 0; i < count; i++)
		if (at[i] == wanted)
			return true;
	return false;
}

static bool share_unsorted(const struct place_name *a, const struct place_name *b)
{
	for (size_t i = 0; i < a->arounds; i++)
		if (has_atom(b->around, b->arounds, a->around[i]))
			return true;
	return false;
}

// Apart only where one of the two names the slot itself.
static enum fit unless_inherited(enum fit fit, const struct item *a, const struct item *b, enum slot slot)
{
	return fit == FIT_APART && (a->inherited & slot) && (b->inherited & slot) ? FIT_UNKNOWN : fit;
}

static enum fit fit_place_names(const struct place_name *a, const struct place_name *b)
{
	if (!a->head || !b->head)
		return FIT_UNKNOWN;
	if (a->head != b->head) // also where one lies in the other: a part is not its whole
		return FIT_APART;
	if (a->kind && b->kind && a->kind != b->kind)
		return FIT_APART;
	if (a->arounds && b->arounds && !share_unsorted(a, b))
		return FIT_APART;
	return a->kind == b->kind || a->any_kind || b->any_kind ? FIT_SAME : FIT_WEAK;
}

bool places_differ(const struct item *a, const struct item *b)
{
	return fit_place_names(&a->place, &b->place) == FIT_APART;
}

// A text that turns to another place says so; what another text is set in may be told more or less exactly.
enum fit fit_places(const struct item *a, const struct item *b)
{
	// "210 cases … across the state 560": what is described is another place than the one that a text need not name
	if (a->document == b->document && (a->place.described ? !b->place.head : b->place.described && !a->place.head))
		return FIT_APART;
	// "Wheat prices rose 11 percent. In Galvia they rose 4 percent": no part of a sum
	const struct item *later = a->order > b->order ? a : b, *first = later == a ? b : a;
	if (a->document == b->document && item_is_rate(a) && !first->place.head && later->place.head &&
		!(later->inherited & SLOT_PLACE))
		return FIT_APART;
	enum fit fit = fit_place_names(&a->place, &b->place);
	if (fit == FIT_APART && a->document != b->document && ((a->inherited | b->inherited) & SLOT_PLACE))
		return FIT_UNKNOWN;
	return unless_inherited(fit, a, b, SLOT_PLACE);
}

// Events that are only described ("the march", "an attack") are the same when their kind is.
enum fit fit_events(const struct item *a, const struct item *b)
{
	// "30,000 marched. A rival march drew 900": another than whichever the text spoke of
	if (a->document == b->document && a->event.other != b->event.other)
		return FIT_APART;
	enum fit fit = fit_words(a->event, b->event);
	if (fit == FIT_APART && a->document == b->document && a->event.other)
		return FIT_APART; // the women's final, the men's final
	if (fit == FIT_APART && !a->event.named && !b->event.named && a->event.other == b->event.other &&
		atoms_shared(a->event.at, a->event.count, b->event.at, b->event.count) > 0)
		fit = FIT_WEAK;
	if (fit == FIT_APART && ((a->inherited | b->inherited) & SLOT_EVENT))
		fit = FIT_UNKNOWN;
	return fit;
}

bool items_need_subject(const struct item *a, const struct item *b)
{
	return a->needs_subject || b->needs_subject;
}

// "The Osby bridge", "the Osby railway bridge": whether a noun stands between a name and the noun that both have behind it.
static bool is_other_of_name(slice a, slice b)
{
	slice noun = slice_last_word(a);
	bool named = a.ptr && b.ptr && noun.len < a.len && noun.len && noun.ptr[0] >= 'a' && noun.ptr[0] <= 'z';
	return named && text_has_capital(a) && text_has_capital(b) && slice_equal(noun, slice_last_word(b)) && !slice_ends(a, b) &&
		   !slice_ends(b, a);
}

// Who or what a toll's sentence names says nothing of whose toll it is.
enum fit fit_subjects(const struct item *a, const struct item *b)
{
	// "The sentence was nine years. His accomplice's was four": another than whoever the text spoke of
	if (a->is_anywhere && a->document == b->document && a->subject.other != b->subject.other)
		return FIT_APART;
	enum fit fit = fit_words(a->subject, b->subject);
	// "the party … the Farmers' Party": what is only described is what the text named before, not what it names behind
	const struct item *first = a->order < b->order ? a : b, *then = first == a ? b : a;
	if (fit >= FIT_WEAK && is_other_of_name(a->subject_text, b->subject_text))
		return FIT_APART;
	bool named_later = a->document == b->document && first->subject.body && !first->subject.named && then->subject.named;
	if (fit == FIT_WEAK && named_later && !((a->inherited | b->inherited) & SLOT_SUBJECT))
		return FIT_APART;
	if (fit == FIT_APART && a->subject.body && b->subject.body)
		return FIT_UNKNOWN; // "the company" and "the firm"
	// two descriptions (cholera, measles) tell more than two names, of which either may only stand near
	bool owned = a->has_owner && !((a->inherited | b->inherited) & SLOT_SUBJECT);
	bool matters = owned || items_need_subject(a, b) || a->is_date || (!a->subject.named && !b->subject.named);
	return fit == FIT_APART && !matters ? FIT_UNKNOWN : unless_inherited(fit, a, b, SLOT_SUBJECT);
}

int32_t days_gap(days a, days b)
{
	if (a.to < b.from)
		return b.from - a.to;
	return b.to < a.from ? a.from - b.to : 0;
}

static days around(days d, int32_t by)
{
	return (days){d.from - by, d.to + by};
}

bool item_is_of_event(const struct item *i)
{
	return i->kind == MEASURE_TOLL || i->kind == MEASURE_FIXED;
}

days fit_window(const struct item *i)
{
	days always = {INT32_MIN / 2, INT32_MAX / 2};
	if (i->kind == MEASURE_ONCE)
		return always;
	if (i->kind == MEASURE_EVENT)
		return around(i->date, EVENT_DAYS);
	if (days_known(i->date))
		return item_is_of_event(i) && (i->inherited & SLOT_DATE) ? around(i->date, REPORT_DAYS) : i->date;
	if (!days_known(i->document->date))
		return always;
	if (i->kind == MEASURE_STATE || i->kind == MEASURE_COUNT)
		return around(i->document->date, STATE_DAYS);
	return i->kind == MEASURE_FLOW ? around(i->document->date, FLOW_DAYS) : always;
}

bool item_is_rate(const struct item *i)
{
	return i->unit.ptr && slice_equal(i->unit, SLICE("%"));
}

bool item_is_past(const struct item *i)
{
	days now = i->document->date;
	return days_known(i->date) && days_known(now) && i->date.to + PAST_DAYS < now.from;
}

// Whether a text that told a figure of no day names, further on, the day of another, or in the next sentence one long past.
static bool turns_to_day(const struct item *first, const struct item *later)
{
	return days_known(later->date) && !(later->inherited & SLOT_DATE) &&
		   later->sent > first->sent + (item_is_past(later) ? 0 : 1);
}

// "Police put it at 60,000. A week ago the unions counted 80,000": whether what a text tells later was of an earlier day, by its
// own words. A day may lie between what happened and when it was told.
static bool looks_back(const struct item *a, const struct item *b)
{
	const struct item *later = a->order > b->order ? a : b, *first = later == a ? b : a;
	return !(later->inherited & SLOT_DATE) && later->date.to + TOLD_DAYS < first->date.from;
}

// "The plant had 900 workers in 2010. It employs 400."
static bool is_long_before(const struct item *past, const struct item *now)
{
	return now->is_now && item_is_past(past) && !(past->inherited & SLOT_DATE);
}

bool item_sums_up(const struct item *i)
{
	return days_known(i->date) && !(i->inherited & SLOT_DATE) && i->date.to - i->date.from > 2 * WEEK_DAYS &&
		   (i->kind == MEASURE_TOLL || i->is_date);
}

// A day taken from elsewhere is not the year of which a budget or a harvest is.
static bool is_no_period(const struct item *i)
{
	return i->kind == MEASURE_FLOW && (i->inherited & SLOT_DATE) && i->date.to - i->date.from < WEEK_DAYS;
}

// How many days two figures of one event may be apart that take theirs from the text around them; 0: none, one may have its own.
static int32_t days_between_most(const struct item *a, const struct item *b)
{
	unsigned inherited = (a->inherited & SLOT_DATE) + (b->inherited & SLOT_DATE);
	if (!item_is_of_event(a) || !inherited)
		return 0;
	// a rate is of a vote, which a text puts to its day
	return item_is_rate(a) ? WEEK_DAYS : inherited == 2 * SLOT_DATE ? REPORT_DAYS : EVENT_DAYS;
}

enum fit fit_dates(const struct item *a, const struct item *b)
{
	if (a->is_date) {
		if (a->kind == MEASURE_ONCE)
			return FIT_UNKNOWN;
		return days_gap(a->date, b->date) <= EVENT_DAYS ? FIT_WEAK : FIT_APART;
	}
	if (!days_known(a->date) || !days_known(b->date) || is_no_period(a) || is_no_period(b)) {
		if (a->document == b->document)
			return turns_to_day(a, b) || turns_to_day(b, a) || item_sums_up(a) || item_sums_up(b) || is_long_before(a, b) ||
						   is_long_before(b, a)
					   ? FIT_APART
					   : FIT_UNKNOWN;
		return days_gap(fit_window(a), fit_window(b)) == 0 ? FIT_UNKNOWN : FIT_APART;
	}
	if (days_gap(a->date, b->date) > 0) {
		if (a->document == b->document && (turns_to_day(a, b) || turns_to_day(b, a) || looks_back(a, b)))
			return FIT_APART;
		return days_gap(a->date, b->date) <= days_between_most(a, b) ? FIT_UNKNOWN : FIT_APART;
	}
	if (a->date.from == b->date.from && a->date.to == b->date.to)
		return FIT_SAME;
	int32_t a_length = a->date.to - a->date.from + 1, b_length = b->date.to - b->date.from + 1;
	if (a->kind == MEASURE_FLOW && (a_length > b_length + b_length / 2 || b_length > a_length + a_length / 2))
		return FIT_APART; // a quarter is not its year
	bool later = a->date.from < b->date.from && a->date.to < b->date.to,
		 earlier = b->date.from < a->date.from && b->date.to < a->date.to;
	if ((later || earlier) && a_length > SHORT_DAYS && b_length > SHORT_DAYS)
		return FIT_APART; // two seasons, 2016-17 and 2017-18, share a year only as dates do
	return a_length <= SHORT_DAYS && b_length <= SHORT_DAYS ? FIT_SAME : FIT_WEAK;
}

// "Thefts rose to 4,000" and "2,900 car thefts", "exports" and "oil exports": those may be among these, so the figures disagree
// only where they are more.
static bool fit_kind(const struct item *counted, const struct item *all)
{
	if (unit_is_currency(counted->unit) || item_is_rate(counted))
		return !item_is_rate(counted) && counted->allowed.lo > all->allowed.hi;
	size_t told = atoms_shared(counted->restricts.at, counted->restricts.count, all->subject.at, all->subject.count);
	return told == counted->restricts.count || counted->allowed.lo > all->allowed.hi;
}

// So may "12 foreign students" be among "40 students". "Foreign students" and "young students" are two groups.
static bool fit_restrictions(const struct item *a, const struct item *b)
{
	if (a->counts != b->counts && a->kind == MEASURE_FLOW)
		return a->counts ? fit_kind(a, b) : fit_kind(b, a);
	if (!a->counts || !b->counts)
		return true;
	size_t shared = atoms_shared(a->restricts.at, a->restricts.count, b->restricts.at, b->restricts.count);
	bool a_is_all = shared == a->restricts.count, b_is_all = shared == b->restricts.count;
	if (a_is_all && b_is_all)
		return true;
	return a_is_all ? b->allowed.lo > a->allowed.hi : b_is_all && a->allowed.lo > b->allowed.hi;
}

bool fit_what(const struct item *a, const struct item *b)
{
	if (!fit_restrictions(a, b))
		return false;
	if (a->what_any == b->what_any && (a->what_any || a->what == b->what))
		return true;
	if (b->what && a->what_any)
		return b->allowed.lo > a->allowed.hi;
	if (a->what && b->what_any)
		return a->allowed.lo > b->allowed.hi;
	return !a->what || !b->what;
}
