// SPDX-License-Identifier: MIT
// compare: slots first (is it the same thing?), intervals last (can both hold?).
//
// Each slot fits, or is unknown, or tells the two apart; one that tells apart ends it. What fits gives points:
//
//   event 3   subject 3 (2 when only described)   place 2 (1 when one is of no known kind)   date 2 (1 when one is coarser)
//   the same counted noun 1   the same sentence 2, the next one 1   two named sources 2, one 1   one story 1 to 3
//   a slot taken from elsewhere in the text 1 less   hedged 2 less   two sources within two sentences 2 where no slot fits
//
// "Official sources report 16 people killed in a 2011 strike in Zhanaozen city, but some international outlets placed
// casualties at 73": place 2, date 2, sentence 2, sources 2: 8 points, high. 4 are needed, and an event, place or subject
// among them, or what stands for one: the same sentence, or two sources that speak of one day in one document or story.
//
// Of two texts of one story, each gives its own figure of a measure first: "the budget is 84.2 million" in the town's release and
// "88.2 million" in its paper are one budget, though neither names it further. A figure behind another of its measure ("the
// semi-final had drawn 18,000") is of something else unless its own slots say what it is of.
#include "compare.h"

#include "fit.h"
#include "story.h"

#include "base/banned.h"

// "The march" of two dates further apart is another march.
#define SAME_WEEK 7
// How many sentences a text may put between two figures of one thing that it does not name again, where two sources give them;
// and where its author gives one of them.
#define SOURCES_APART 12
#define VOICES_APART 1

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
	int32_t told = earlier->document->date.from, told_again = later->document->date.from;
	bool settled = days_known(earlier->date) && told - earlier->date.to > TOLL_SETTLES_DAYS; // an anniversary counts no more
	switch (a->kind) {
	case MEASURE_TOLL:
		return same_source(a, b) || (!settled && rises(earlier, later) && told_again - told <= TOLL_SETTLES_DAYS);
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
	if (!cumulative || days_gap(a->date, b->date) > TOLL_SETTLES_DAYS || interval_meets(a->allowed, b->allowed) ||
		!rises(earlier, later))
		return (struct relation){RELATION_APART, 0};
	return (struct relation){RELATION_UPDATE, points};
}

static bool scopes_fit(const struct item *a, const struct item *b)
{
	if (a->is_part != b->is_part || a->is_new != b->is_new || a->is_ongoing != b->is_ongoing || a->is_future != b->is_future)
		return false;
	// Parts and increases are the same only when what they are of, or when, is told alike.
	return (!a->is_part || (a->what && a->what == b->what)) && (!a->is_new || days_known(a->date));
}

// No place's rate is a part of another's.
static bool is_rate(const struct item *i)
{
	return i->unit.ptr && slice_equal(i->unit, SLICE("%"));
}

// A figure for a place beside a greater one without a place may be a part of it, and so may five Italian climbers of twelve.
static bool may_be_part(const struct item *a, const struct item *b)
{
	if (a->is_qualified != b->is_qualified)
		return a->is_qualified ? a->allowed.lo < b->allowed.lo : b->allowed.lo < a->allowed.lo;
	if (is_rate(a) || !a->place.head == !b->place.head || ((a->inherited | b->inherited) & SLOT_PLACE))
		return false;
	return a->place.head ? a->allowed.lo < b->allowed.lo : b->allowed.lo < a->allowed.lo;
}

// In one text a source that gives two figures means two things. So does the author: only of what happens once, or of one day's
// state, he says two things without noticing.
static bool can_contradict(const struct item *a, const struct item *b, bool differ, enum fit date)
{
	if (a->kind == MEASURE_COUNT && date == FIT_UNKNOWN && !(a->source.count && b->source.count))
		return false; // counted when?
	if (a->source.count > 0 && b->source.count > 0)
		return differ;
	if (a->source.count > 0 || b->source.count > 0)
		return distance(a, b) > 0;
	bool named = !((a->inherited | b->inherited) & SLOT_SUBJECT);
	return distance(a, b) > 2 && ((a->kind == MEASURE_ONCE && named) || (a->kind == MEASURE_STATE && date == FIT_SAME));
}

// Whether a date is written with a number, rather than as a weekday.
static bool names_day(const struct item *i)
{
	for (size_t k = 0; k < i->text.len; k++)
		if (i->text.ptr[k] >= '0' && i->text.ptr[k] <= '9')
			return true;
	return false;
}

// The slots of two claims, and what they give.
struct slots {
	enum fit place, event, subject, date;
	bool within, near, differ;
	int story;
};

// Whether a slot fits, and both claims name it themselves.
static bool is_own(const struct item *a, const struct item *b, enum fit fit, enum slot slot)
{
	return fit >= FIT_WEAK && !((a->inherited | b->inherited) & slot);
}

// Whether a text sets one source's word against another's, in one breath.
static bool is_confronted(const struct item *a, const struct item *b, const struct slots *s)
{
	return s->within && s->differ && distance(a, b) <= 2;
}

// Whether two texts of one story each give this as their own figure: a town's budget, a crater's width.
static bool is_told_first(const struct item *a, const struct item *b, const struct slots *s)
{
	return !s->within && a->is_first && b->is_first && !a->is_bare && !a->needs_name && s->story > 1 && s->date != FIT_APART;
}

static bool is_general(const struct item *a, const struct item *b, const struct slots *s)
{
	if (a->kind == MEASURE_EVENT && s->event < FIT_WEAK && s->subject < FIT_WEAK && !(s->place >= FIT_WEAK && s->differ) &&
		(a->needs_name || !is_confronted(a, b, s)))
		return true;
	if (is_told_first(a, b, s))
		return false;
	if (a->kind == MEASURE_ONCE && !s->within && s->subject < FIT_WEAK && s->event < FIT_WEAK)
		return true; // many a treaty was signed in Paris
	if (!a->needs_subject)
		return false;
	if (a->is_date && (s->event < FIT_SAME || (!a->event.named && days_gap(a->date, b->date) > SAME_WEEK)))
		return true;
	if (is_own(a, b, s->subject, SLOT_SUBJECT) || is_own(a, b, s->event, SLOT_EVENT) ||
		(a->may_be_places && is_own(a, b, s->place, SLOT_PLACE)))
		return false;
	if (a->needs_name)
		return !(s->differ && is_own(a, b, s->place, SLOT_PLACE));
	if (is_confronted(a, b, s))
		return false;
	if (!s->within && s->story > 1 && s->subject >= FIT_WEAK && a->subject.named)
		return false;
	bool named = s->subject >= FIT_WEAK && a->subject.named && b->subject.named && is_own(a, b, s->date, SLOT_DATE);
	if (s->within && s->differ && (s->event >= FIT_WEAK || (named && s->date == FIT_SAME)))
		return false;
	return !(is_own(a, b, s->place, SLOT_PLACE) && (s->differ || a->what) && a->what == b->what);
}

// Whether both name the same time themselves.
static bool is_same_time(const struct item *a, const struct item *b, const struct slots *s)
{
	return !s->within && s->date == FIT_SAME && is_own(a, b, s->date, SLOT_DATE);
}

// Whether two papers speak, one of them at least in its own voice.
static bool other_outlet(const struct item *a, const struct item *b)
{
	slice one = a->document->source, other = b->document->source;
	return (!a->source.count || !b->source.count) && one.ptr && other.ptr && !slice_equal(one, other);
}

static int points_of(const struct item *a, const struct item *b, const struct slots *s)
{
	int points = slot_points(a, b, s->event, 3, SLOT_EVENT, s->near) + slot_points(a, b, s->place, 2, SLOT_PLACE, s->near) +
				 slot_points(a, b, s->subject, a->subject.named && b->subject.named ? 3 : 2, SLOT_SUBJECT, s->near) +
				 slot_points(a, b, s->date, 2, SLOT_DATE, s->near);
	if (s->within)
		points += distance(a, b) == 0 ? 2 : s->near ? 1 : 0;
	points += a->kind == MEASURE_ONCE && s->subject >= FIT_WEAK; // a thing is founded once
	points += is_told_first(a, b, s) && (a->kind == MEASURE_ONCE || (a->kind == MEASURE_FIXED && unit_is_currency(a->unit)));
	points += a->kind == MEASURE_FIXED && !a->needs_subject && s->story > 1;
	points += is_same_time(a, b, s) && !a->needs_subject && s->story > 0; // inflation in May, in two papers
	points += !s->within && other_outlet(a, b);
	points += s->within && !a->needs_subject && s->differ;
	bool slots_fit = s->place >= FIT_WEAK || s->event >= FIT_WEAK || s->subject >= FIT_WEAK;
	points += is_confronted(a, b, s) && !slots_fit ? 2 : 0;
	points += s->story + (a->what && a->what == b->what ? 1 : 0) - (a->hedged || b->hedged ? 2 : 0);
	if (s->differ)
		return points + 2;
	return points + (s->within && !a->source.count != !b->source.count ? 1 : 0);
}

static bool comparable(const struct item *a, const struct item *b)
{
	return a->measure == b->measure && a->claim_kind == b->claim_kind && a->is_date == b->is_date &&
		   a->unit_base == b->unit_base && a->kind == b->kind && !(a->document->reference && b->document->reference) &&
		   scopes_fit(a, b) && fit_what(a, b);
}

static bool names_place(const struct item *i)
{
	return i->place.head && !(i->inherited & SLOT_PLACE);
}

// What stands for an event, a place or a subject where no slot fits: in one text the sentence, or two sources that speak of one
// day; in two texts their story.
static bool placed_in_text(const struct item *a, const struct item *b, const struct slots *s)
{
	return distance(a, b) == 0 || is_confronted(a, b, s) || (s->date == FIT_SAME && (a->source.count || b->source.count));
}

static bool placed_in_story(const struct item *a, const struct item *b, const struct slots *s)
{
	if (!a->is_first || !b->is_first)
		return false;
	if (s->story > 0 && is_same_time(a, b, s) && (is_rate(a) || names_place(a) == names_place(b)))
		return true;
	return is_told_first(a, b, s) ||
		   (s->story > 1 && (s->date == FIT_SAME || a->kind == MEASURE_FIXED || a->kind == MEASURE_TOLL));
}

// Whether a slot tells that both speak of the same. In two texts, a figure behind another of its measure is of something else
// unless it says so itself: "The semi-final had drawn 18,000."
static bool identifies(const struct item *a, const struct item *b, const struct slots *s, enum fit fit, enum slot slot)
{
	return fit >= FIT_WEAK && (s->within || (a->is_first && b->is_first) || is_own(a, b, fit, slot));
}

// Whether two names have more than one word in common, or all: "Daniel" may be any Daniel of another text.
static bool is_whole_name(struct words a, struct words b)
{
	return a.named && b.named && (atoms_shared(a.at, a.count, b.at, b.count) > 1 || a.count == b.count);
}

// Of the four slots, how many fit by what both claims say themselves.
static int own_slots(const struct item *a, const struct item *b, const struct slots *s)
{
	return is_own(a, b, s->place, SLOT_PLACE) + is_own(a, b, s->event, SLOT_EVENT) + is_own(a, b, s->subject, SLOT_SUBJECT) +
		   (s->date == FIT_SAME && is_own(a, b, s->date, SLOT_DATE));
}

// Whether a claim names a place, an event or a time itself.
static bool names_own(const struct item *i)
{
	return names_place(i) || (i->event.count && !(i->inherited & SLOT_EVENT)) ||
		   (days_known(i->date) && !(i->inherited & SLOT_DATE));
}

// Whether enough is said, rather than taken from elsewhere, to hold two figures against each other. A text may tell of many an
// attack, a birth, a death in one country: what only its surroundings place is not known to be the same, unless two sources are
// set against each other there and then.
static bool is_attested(const struct item *a, const struct item *b, const struct slots *s)
{
	bool confronted = is_confronted(a, b, s);
	if (a->is_date && a->kind == MEASURE_EVENT) {
		bool named = a->event.named && b->event.named && s->event == FIT_SAME && own_slots(a, b, s) > 0;
		bool described = s->event >= FIT_WEAK && is_own(a, b, s->place, SLOT_PLACE);
		bool subject = s->subject == FIT_SAME && own_slots(a, b, s) > 1;
		bool story = s->event >= FIT_WEAK && s->story > 1 && days_gap(a->date, b->date) <= EVENT_DAYS;
		return named || described || subject || story || confronted;
	}
	if (a->kind == MEASURE_ONCE) {
		bool subject = s->subject == FIT_SAME && (s->within || s->story > 2 || is_whole_name(a->subject, b->subject));
		bool event = s->event == FIT_SAME && a->event.named && is_own(a, b, s->event, SLOT_EVENT);
		return subject || event || confronted || (s->near && (a->source.count || b->source.count));
	}
	// Of a year and of a month of it: two counts, unless an event tells what was counted
	if (a->kind == MEASURE_TOLL && s->date == FIT_WEAK && is_own(a, b, s->date, SLOT_DATE) && s->event < FIT_WEAK)
		return false;
	if (s->within) {
		int64_t most = s->differ ? SOURCES_APART : names_own(a) || names_own(b) ? VOICES_APART : 0;
		return own_slots(a, b, s) > 0 || distance(a, b) <= most;
	}
	if (places_differ(a, b) && s->date != FIT_SAME)
		return false;
	return own_slots(a, b, s) > 1 || s->story > 1 || (s->story > 0 && s->differ) ||
		   (own_slots(a, b, s) > 0 && (s->story > 0 || s->differ));
}

struct relation compare(const struct item *a, const struct item *b)
{
	const struct relation apart = {RELATION_APART, 0};
	if (!comparable(a, b))
		return apart;
	bool within = a->document == b->document;
	struct slots s = {.place = fit_places(a, b),
					  .event = fit_events(a, b),
					  .subject = fit_subjects(a, b),
					  .within = within,
					  .near = within && distance(a, b) <= 1,
					  .differ = sources_differ(a, b),
					  .story = within ? 0 : story_points(a->document, b->document)};
	s.date = fit_dates(a, b);
	if (a->kind == MEASURE_ONCE && s.subject >= FIT_WEAK && s.place == FIT_APART)
		s.place = FIT_UNKNOWN; // who was born or founded tells more than where
	if (s.place == FIT_APART || s.event == FIT_APART || s.subject == FIT_APART || is_general(a, b, &s))
		return apart;
	if (s.event < FIT_WEAK && s.subject < FIT_WEAK && may_be_part(a, b) && !s.near)
		return apart;
	bool identified = identifies(a, b, &s, s.place, SLOT_PLACE) || identifies(a, b, &s, s.event, SLOT_EVENT) ||
					  identifies(a, b, &s, s.subject, SLOT_SUBJECT);
	int points = points_of(a, b, &s);
	if (s.date == FIT_APART)
		return days_known(a->date) && days_known(b->date) && identified ? compare_days(a, b, points) : apart;
	if (!identified) {
		bool placed = within ? placed_in_text(a, b, &s) : placed_in_story(a, b, &s);
		if (!placed)
			return apart;
	}
	if (points < POINTS_LOW)
		return apart;
	if (interval_meets(a->allowed, b->allowed))
		return (struct relation){RELATION_AGREE, points};
	if (!is_attested(a, b, &s) || (within && !can_contradict(a, b, s.differ, s.date)))
		return apart;
	if (a->is_date && !within && days_gap(a->date, b->date) <= 1 && !(names_day(a) && names_day(b)))
		return apart; // "Thursday": the day on the other side of the world
	return (struct relation){is_update(a, b, s.date) ? RELATION_UPDATE : RELATION_CONFLICT, points};
}
