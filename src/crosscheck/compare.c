// SPDX-License-Identifier: MIT
// compare: slots first (is it the same thing?), intervals last (can both hold?).
//
// Each slot fits, or is unknown, or tells the two apart; one that tells apart ends it. What fits gives points:
//
//   event 3   subject 3 (2 when only described)   place 2 (1 when one is of no known kind)   date 2 (1 when one is coarser)
//   the same counted noun 1   the same sentence 2, the next one 1   two named sources 2, one 1   one story 1 or 2
//   a slot taken from elsewhere in the text 1 less   hedged 2 less
//
// "Official sources report 16 people killed in a 2011 strike in Zhanaozen city, but some international outlets placed
// casualties at 73": place 2, date 2, sentence 2, sources 2: 8 points, high. 4 are needed, and an event, place or subject
// among them, or what stands for one: the same sentence, or two sources that speak of one day in one document or story.
#include "compare.h"

#include <math.h>

#include "base/banned.h"

// A state without a date holds for its document's date, give or take this long.
#define STATE_DAYS 7
#define FLOW_DAYS 366
// Two dates of one event are not further apart; what is, is another event.
#define EVENT_DAYS 45
#define SHORT_DAYS 31

enum fit { FIT_APART, FIT_UNKNOWN, FIT_WEAK, FIT_SAME };

static size_t shared(const atom *a, size_t a_count, const atom *b, size_t b_count)
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

// "Tarrant-Hale" is in "Owen Tarrant-Hale"; "2020 Cutler Ridge fire" and "Cutler Ridge blaze" share most of it.
static enum fit fit_words(struct words a, struct words b)
{
	if (a.count == 0 || b.count == 0)
		return FIT_UNKNOWN;
	size_t common = shared(a.at, a.count, b.at, b.count), least = smaller(a.count, b.count);
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

static enum fit fit_places(const struct place_name *a, const struct place_name *b)
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

static int32_t gap(days a, days b)
{
	if (a.to < b.from)
		return b.from - a.to;
	return b.to < a.from ? a.from - b.to : 0;
}

static days around(days d, int32_t by)
{
	return (days){d.from - by, d.to + by};
}

days compare_window(const struct item *i)
{
	days always = {INT32_MIN / 2, INT32_MAX / 2};
	if (i->kind == MEASURE_ONCE)
		return always;
	if (i->kind == MEASURE_EVENT)
		return around(i->date, EVENT_DAYS);
	if (days_known(i->date))
		return i->date;
	if (!days_known(i->document->date))
		return always;
	if (i->kind == MEASURE_STATE || i->kind == MEASURE_COUNT)
		return around(i->document->date, STATE_DAYS);
	return i->kind == MEASURE_FLOW ? around(i->document->date, FLOW_DAYS) : always;
}

static enum fit fit_dates(const struct item *a, const struct item *b)
{
	if (a->is_date) {
		if (a->kind == MEASURE_ONCE)
			return FIT_UNKNOWN;
		return gap(a->date, b->date) <= EVENT_DAYS ? FIT_WEAK : FIT_APART;
	}
	if (!days_known(a->date) || !days_known(b->date)) {
		if (a->document == b->document)
			return FIT_UNKNOWN;
		return gap(compare_window(a), compare_window(b)) == 0 ? FIT_UNKNOWN : FIT_APART;
	}
	if (gap(a->date, b->date) > 0)
		return FIT_APART;
	if (a->date.from == b->date.from && a->date.to == b->date.to)
		return FIT_SAME;
	int32_t a_length = a->date.to - a->date.from + 1, b_length = b->date.to - b->date.from + 1;
	if (a->kind == MEASURE_FLOW && (a_length > b_length + b_length / 2 || b_length > a_length + a_length / 2))
		return FIT_APART; // a quarter is not its year
	return a_length <= SHORT_DAYS && b_length <= SHORT_DAYS ? FIT_SAME : FIT_WEAK;
}

// "People" and "miners": a part may not exceed its whole, but may well be smaller.
static bool fit_what(const struct item *a, const struct item *b)
{
	if (a->what == b->what && a->what_any == b->what_any)
		return true;
	if (a->what && b->what)
		return false;
	if (a->what && b->what_any)
		return a->allowed.lo > b->allowed.hi;
	if (b->what && a->what_any)
		return b->allowed.lo > a->allowed.hi;
	return true;
}

bool sources_differ(const struct item *a, const struct item *b)
{
	return a->source.count > 0 && b->source.count > 0 && fit_words(a->source, b->source) <= FIT_UNKNOWN;
}

static bool same_source(const struct item *a, const struct item *b)
{
	if (a->source.count > 0 && b->source.count > 0)
		return fit_words(a->source, b->source) >= FIT_WEAK;
	slice s = a->document->source;
	return a->source.count == b->source.count && s.ptr && slice_equal(s, b->document->source);
}

static int story_points(const struct document *a, const struct document *b)
{
	size_t n = shared(a->names, a->name_count, b->names, b->name_count);
	return n >= 5 ? 2 : n >= 3 ? 1 : 0;
}

static int64_t distance(const struct item *a, const struct item *b)
{
	return a->sent < b->sent ? b->sent - a->sent : a->sent - b->sent;
}

static int slot_points(const struct item *a, const struct item *b, enum fit fit, int same, enum slot slot, bool near)
{
	if (fit < FIT_WEAK)
		return 0;
	int points = fit == FIT_SAME ? same : same - 1;
	if (!near && ((a->inherited | b->inherited) & slot) && points > 1)
		points--;
	return points;
}

static bool rises(const struct item *earlier, const struct item *later)
{
	return later->allowed.lo > earlier->allowed.hi || later->allowed.hi > earlier->allowed.hi;
}

// Whether the later of two documents merely moved the figure.
static bool is_update(const struct item *a, const struct item *b, enum fit date)
{
	days day_a = a->document->date, day_b = b->document->date;
	if (a->document == b->document || !days_known(day_a) || !days_known(day_b) || day_a.from == day_b.from)
		return false;
	const struct item *earlier = day_a.from < day_b.from ? a : b, *later = earlier == a ? b : a;
	bool dated = date == FIT_SAME && !((a->inherited | b->inherited) & SLOT_DATE);
	switch (a->kind) {
	case MEASURE_TOLL:
		return same_source(a, b) ||
			   (rises(earlier, later) && later->document->date.from - earlier->document->date.from <= TOLL_SETTLES_DAYS);
	case MEASURE_COUNT:
		return !dated && (same_source(a, b) || rises(earlier, later));
	case MEASURE_STATE:
	case MEASURE_FLOW:
		return !dated && same_source(a, b);
	case MEASURE_FIXED:
	case MEASURE_ONCE:
	case MEASURE_EVENT:
		return same_source(a, b);
	case MEASURE_NEVER:
		break;
	}
	return false;
}

// Figures of two days: only a cumulative one's rise says something.
static struct relation compare_days(const struct item *a, const struct item *b, int points)
{
	const struct item *earlier = a->date.to < b->date.from ? a : b, *later = earlier == a ? b : a;
	bool cumulative = a->kind == MEASURE_TOLL || a->kind == MEASURE_COUNT;
	if (!cumulative || gap(a->date, b->date) > TOLL_SETTLES_DAYS || interval_meets(a->allowed, b->allowed) ||
		!rises(earlier, later))
		return (struct relation){RELATION_APART, 0};
	return (struct relation){RELATION_UPDATE, points};
}

static bool scopes_fit(const struct item *a, const struct item *b)
{
	if (a->is_part != b->is_part || a->is_new != b->is_new || a->is_ongoing != b->is_ongoing)
		return false;
	// Parts and increases are the same only when what they are of, or when, is told alike.
	return (!a->is_part || (a->what && a->what == b->what)) && (!a->is_new || days_known(a->date));
}

// A figure for a place beside a greater one without a place, or with the same noun left out, may be a part of it.
static bool may_be_part(const struct item *a, const struct item *b)
{
	if (!a->place.head == !b->place.head)
		return false;
	return a->place.head ? a->allowed.lo < b->allowed.lo : b->allowed.lo < a->allowed.lo;
}

// In one text a source that gives two figures means two things, and so does the author within a sentence or two.
static bool can_contradict(const struct item *a, const struct item *b, bool differ)
{
	if (a->source.count > 0 && b->source.count > 0)
		return differ;
	return distance(a, b) > (a->source.count || b->source.count ? 0 : 2);
}

struct relation compare(const struct item *a, const struct item *b)
{
	const struct relation apart = {RELATION_APART, 0};
	if (a->measure != b->measure || a->claim_kind != b->claim_kind || a->is_date != b->is_date || a->unit_base != b->unit_base ||
		a->kind != b->kind || (a->document->reference && b->document->reference))
		return apart;
	if (!scopes_fit(a, b) || !fit_what(a, b))
		return apart;
	bool within = a->document == b->document;
	enum fit place = fit_places(&a->place, &b->place), event = fit_words(a->event, b->event),
			 subject = fit_words(a->subject, b->subject);
	if (place == FIT_APART || event == FIT_APART || subject == FIT_APART)
		return apart;
	bool near = within && distance(a, b) <= 1;
	int points = slot_points(a, b, event, 3, SLOT_EVENT, near) + slot_points(a, b, place, 2, SLOT_PLACE, near) +
				 slot_points(a, b, subject, a->subject.named && b->subject.named ? 3 : 2, SLOT_SUBJECT, near);
	bool identified = points > 0;
	if (a->kind == MEASURE_EVENT && event < FIT_WEAK && subject < FIT_WEAK && !(place >= FIT_WEAK && sources_differ(a, b)))
		return apart;
	bool differ = sources_differ(a, b);
	if (a->needs_subject && event < FIT_WEAK && subject < FIT_WEAK &&
		(place < FIT_WEAK || !(differ || (a->what && a->what == b->what))))
		return apart;
	if (within)
		points += distance(a, b) == 0 ? 2 : near ? 1 : 0;
	if (event < FIT_WEAK && subject < FIT_WEAK && may_be_part(a, b) && !near)
		return apart;
	int story = within ? 0 : story_points(a->document, b->document);
	points += story + (a->what && a->what == b->what ? 1 : 0) - (a->hedged || b->hedged ? 2 : 0);
	points += differ ? 2 : within && a->source.count != b->source.count && (!a->source.count || !b->source.count) ? 1 : 0;

	enum fit date = fit_dates(a, b);
	if (date == FIT_APART)
		return days_known(a->date) && days_known(b->date) && identified ? compare_days(a, b, points) : apart;
	points += slot_points(a, b, date, 2, SLOT_DATE, near);
	if (!identified) {
		bool placed = within ? distance(a, b) == 0 || (date == FIT_SAME && (a->source.count || b->source.count))
							 : story == 2 && date == FIT_SAME;
		if (!placed)
			return apart;
	}
	if (points < POINTS_LOW)
		return apart;
	if (interval_meets(a->allowed, b->allowed))
		return (struct relation){RELATION_AGREE, points};
	if (within && !can_contradict(a, b, differ))
		return apart;
	if (a->is_date && !within && gap(a->date, b->date) <= 1)
		return apart; // the day on the other side of the world
	return (struct relation){is_update(a, b, date) ? RELATION_UPDATE : RELATION_CONFLICT, points};
}
