// SPDX-License-Identifier: MIT
// identity: whether two claims speak of the same thing, and how much says so.
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
#include "identity.h"

#include "story.h"

#include "base/banned.h"

// "The march" of two dates further apart is another march.
#define SAME_WEEK 7
// How many sentences a text may put between two figures of one thing that it does not name again, where two sources give them;
// and where its author gives one of them.
#define SOURCES_APART 12
#define VOICES_APART 1
// … of an event and a day that the author's own figure names, and the other takes from it
#define VOICES_OF_ONE_APART 3

bool sources_differ(const struct item *a, const struct item *b)
{
	return a->source.count > 0 && b->source.count > 0 && fit_words(a->source, b->source) <= FIT_UNKNOWN;
}

int64_t sentences_between(const struct item *a, const struct item *b)
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

// Whether a slot fits, and both claims name it themselves.
static bool is_own(const struct item *a, const struct item *b, enum fit fit, enum slot slot)
{
	return fit >= FIT_WEAK && !((a->inherited | b->inherited) & slot);
}

// Of the four slots, how many fit by what both claims say themselves.
static int own_slots(const struct item *a, const struct item *b, const struct slots *s)
{
	return is_own(a, b, s->place, SLOT_PLACE) + is_own(a, b, s->event, SLOT_EVENT) + is_own(a, b, s->subject, SLOT_SUBJECT) +
		   (s->date == FIT_SAME && is_own(a, b, s->date, SLOT_DATE));
}

// Whether a text sets one source's word against another's, in one breath.
static bool is_confronted(const struct item *a, const struct item *b, const struct slots *s)
{
	return s->within && s->differ && sentences_between(a, b) <= 2;
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
	if (!items_need_subject(a, b))
		return false;
	// "410,000 homes were built", and 22,000 in the capital; "the sentence" is somebody's
	if ((a->happens && own_slots(a, b, s) == 0 && !is_own(a, b, s->date, SLOT_DATE)) ||
		(a->is_anywhere && !a->subject.count && !b->subject.count))
		return true;
	if (a->is_date && a->kind != MEASURE_ONCE &&
		(s->event < FIT_SAME || (!a->event.named && days_gap(a->date, b->date) > SAME_WEEK)))
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

int slots_points(const struct item *a, const struct item *b, const struct slots *s)
{
	int points = slot_points(a, b, s->event, 3, SLOT_EVENT, s->near) + slot_points(a, b, s->place, 2, SLOT_PLACE, s->near) +
				 slot_points(a, b, s->subject, a->subject.named && b->subject.named ? 3 : 2, SLOT_SUBJECT, s->near) +
				 slot_points(a, b, s->date, 2, SLOT_DATE, s->near);
	if (s->within)
		points += sentences_between(a, b) == 0 ? 2 : s->near ? 1 : 0;
	points += a->kind == MEASURE_ONCE && s->subject >= FIT_WEAK; // a thing is founded once
	points += is_told_first(a, b, s) && (a->kind == MEASURE_ONCE || (a->kind == MEASURE_FIXED && unit_is_currency(a->unit)));
	points += a->kind == MEASURE_FIXED && !items_need_subject(a, b) && s->story > 1;
	points += is_same_time(a, b, s) && !items_need_subject(a, b) && s->story > 0; // inflation in May, in two papers
	points += !s->within && other_outlet(a, b);
	points += s->within && !items_need_subject(a, b) && s->differ;
	bool slots_fit = s->place >= FIT_WEAK || s->event >= FIT_WEAK || s->subject >= FIT_WEAK;
	points += is_confronted(a, b, s) && !slots_fit ? 2 : 0;
	points += s->story + (a->what && a->what == b->what ? 1 : 0) - (a->hedged || b->hedged ? 2 : 0);
	if (s->differ)
		return points + 2;
	return points + (s->within && !a->source.count != !b->source.count ? 1 : 0);
}

static bool names_place(const struct item *i)
{
	return i->place.head && !(i->inherited & SLOT_PLACE);
}

// What stands for an event, a place or a subject where no slot fits: in one text the sentence, or two sources that speak of one
// day; in two texts their story.
static bool placed_in_text(const struct item *a, const struct item *b, const struct slots *s)
{
	return sentences_between(a, b) == 0 || is_confronted(a, b, s) ||
		   (s->date == FIT_SAME && (a->source.count || b->source.count));
}

static bool placed_in_story(const struct item *a, const struct item *b, const struct slots *s)
{
	if (!a->is_first || !b->is_first)
		return false;
	if (s->story > 0 && is_same_time(a, b, s) && (item_is_rate(a) || names_place(a) == names_place(b)))
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

static size_t words_shared(struct words a, struct words b)
{
	return atoms_shared(a.at, a.count, b.at, b.count);
}

// Whether two names have more than one word in common, or all: "Daniel" may be any Daniel of another text.
static bool is_whole_name(struct words a, struct words b)
{
	return a.named && b.named && (words_shared(a, b) > 1 || a.count == b.count);
}

// Whether a claim names a place, an event or a time itself.
static bool names_own(const struct item *i)
{
	return names_place(i) || (i->event.count && !(i->inherited & SLOT_EVENT)) ||
		   (days_known(i->date) && !(i->inherited & SLOT_DATE));
}

// "Their number at 90,000": whether one of them says only that it is the other's figure.
static bool is_told_anew(const struct item *a, const struct item *b, const struct slots *s)
{
	return s->near && s->differ && a->is_ongoing == b->is_ongoing && ((a->inherited ^ b->inherited) & SLOT_MEASURE);
}

// Whether one of two times is longer than the other: by more than the night between two days.
static bool is_longer(days a, days b)
{
	int32_t a_length = a.to - a.from, b_length = b.to - b.from;
	return a_length > b_length + 1 || b_length > a_length + 1;
}

// The days that a figure may be of: "this year", of what was, is until its text was written.
static days days_so_far(const struct item *i)
{
	days now = i->document->date, d = i->date;
	if (days_known(now) && d.from <= now.to && now.to < d.to)
		d.to = now.to;
	return d;
}

bool slots_attested(const struct item *a, const struct item *b, const struct slots *s)
{
	bool confronted = is_confronted(a, b, s);
	if (a->is_date && a->kind == MEASURE_EVENT) {
		bool named = a->event.named && b->event.named && s->event == FIT_SAME && own_slots(a, b, s) > 0;
		bool described = s->event >= FIT_WEAK && is_own(a, b, s->place, SLOT_PLACE);
		bool subject = s->subject == FIT_SAME && own_slots(a, b, s) > 1;
		bool story = s->event >= FIT_WEAK && s->story > 1 && days_gap(a->date, b->date) <= EVENT_DAYS;
		return named || described || subject || story || (confronted && !a->needs_name);
	}
	if (a->kind == MEASURE_ONCE) {
		bool subject = s->subject == FIT_SAME && (s->within || s->story > 2 || is_whole_name(a->subject, b->subject));
		// "the river compact" of one text is "the Orra River Compact" of another; "the accord" is the one that the text named
		bool shared = s->within ? s->differ : s->story > 1 && words_shared(a->subject, b->subject) > 1;
		subject |= s->subject == FIT_WEAK && shared;
		bool event = s->event == FIT_SAME && a->event.named && is_own(a, b, s->event, SLOT_EVENT);
		// "Anna Berg was born in 1950 … her husband in 1948": who is only described may be somebody else
		bool others = a->subject.count && b->subject.count && s->subject < FIT_WEAK && !a->subject.body && !b->subject.body;
		return subject || event || (!others && (confronted || (s->near && (a->source.count || b->source.count))));
	}
	// Of a year and of a month of it, of a day and since the day before yesterday: two counts, unless both name the event of
	// which it is; what was so on a day may have been so all year
	bool periods = a->kind == MEASURE_STATE && a->date.from < a->date.to && b->date.from < b->date.to;
	bool counted = a->kind == MEASURE_TOLL || a->kind == MEASURE_COUNT || (a->kind == MEASURE_FIXED && a->counts && b->counts);
	if ((counted || periods) && !is_own(a, b, s->event, SLOT_EVENT) && is_own(a, b, s->date, SLOT_DATE) &&
		is_longer(days_so_far(a), days_so_far(b)))
		return false;
	// "hold 14 hostages … has visited nine hostages": of a noun alone, more than its figures must be said alike; of things in a
	// strike each may do something else; further apart, more than a place or a day: "unloading 14 ships … 21 ships were waiting"
	if (s->within && a->is_bare && b->is_bare && sentences_between(a, b) > 0) {
		int own = own_slots(a, b, s), of_event = is_own(a, b, s->event, SLOT_EVENT);
		bool told = is_told_anew(a, b, s) || is_own(a, b, s->subject, SLOT_SUBJECT) || own > 1;
		if (!told && (!confronted || (own == of_event && s->subject != FIT_SAME)))
			return false;
	}
	if (s->within) {
		const struct item *first = a->order < b->order ? a : b;
		bool same = s->event == FIT_SAME && s->date == FIT_SAME && first->is_first && !first->source.count &&
					!(first->inherited & (SLOT_EVENT | SLOT_DATE));
		int64_t most = s->differ ? SOURCES_APART : same ? VOICES_OF_ONE_APART : names_own(a) || names_own(b) ? VOICES_APART : 0;
		return own_slots(a, b, s) > 0 || sentences_between(a, b) <= most;
	}
	// "The school in Kvolsi has 400 pupils": of whom or what, a noun alone does not tell two texts
	bool named = s->subject >= FIT_WEAK && a->subject.named && b->subject.named;
	if (a->is_bare && b->is_bare && s->event < FIT_WEAK && !named && s->story < 2)
		return false;
	if (places_differ(a, b) && s->date != FIT_SAME && !a->is_anywhere)
		return false;
	return own_slots(a, b, s) > 1 || s->story > 1 || (s->story > 0 && s->differ) ||
		   (own_slots(a, b, s) > 0 && (s->story > 0 || s->differ));
}

static bool tells_own_deed(const struct item *i)
{
	return i->source_text.ptr && i->subject_text.ptr && slice_equal(i->source_text, i->subject_text);
}

// "Vorvalia says it sold 40,000 cars": a part of all that were sold, which nobody in particular did.
static bool may_be_own_part(const struct item *own, const struct item *all)
{
	return own->kind == MEASURE_FLOW && tells_own_deed(own) && !all->subject.count && own->allowed.lo < all->allowed.lo;
}

// A figure for a place beside a greater one without a place may be a part of it, and so may five Italian climbers of twelve.
static bool may_be_part(const struct item *a, const struct item *b)
{
	if (may_be_own_part(a, b) || may_be_own_part(b, a))
		return true;
	if (a->is_qualified != b->is_qualified)
		return a->is_qualified ? a->allowed.lo < b->allowed.lo : b->allowed.lo < a->allowed.lo;
	// no place's rate is a part of another's, nor are somebody's years in prison
	if (item_is_rate(a) || a->is_anywhere || !a->place.head == !b->place.head || ((a->inherited | b->inherited) & SLOT_PLACE))
		return false;
	return a->place.head ? a->allowed.lo < b->allowed.lo : b->allowed.lo < a->allowed.lo;
}

// "Hexley's budget": what has it is the place itself.
static bool is_of_place(const struct item *i)
{
	return i->subject_text.ptr && i->place_text.ptr && slice_equal(i->subject_text, i->place_text);
}

// Whether the later of two claims of one text names no place, and goes on where the other was.
static bool leaves_place(const struct item *a, const struct item *b)
{
	return !(a->order > b->order ? a : b)->place.head;
}

struct slots slots_of(const struct item *a, const struct item *b)
{
	bool within = a->document == b->document;
	struct slots s = {.place = fit_places(a, b),
					  .event = fit_events(a, b),
					  .subject = fit_subjects(a, b),
					  .date = fit_dates(a, b),
					  .within = within,
					  .near = within && sentences_between(a, b) <= 1,
					  .differ = sources_differ(a, b),
					  .story = within ? 0 : story_points(a->document, b->document)};
	// who was born or founded tells more than where, unless there is nothing else that two texts share
	bool told = within || s.story > 2 || (s.story > 1 && words_shared(a->subject, b->subject) > 1);
	if (a->kind == MEASURE_ONCE && s.subject >= FIT_WEAK && s.place == FIT_APART && told)
		s.place = FIT_UNKNOWN;
	if (a->is_anywhere && s.place == FIT_APART && is_whole_name(a->subject, b->subject))
		s.place = FIT_UNKNOWN;
	return s;
}

// "The mayor of Osk said 12 had died, the mayor of Lund 31": each speaks of his own place; two polls asked two samples.
static bool are_of_two_places(const struct item *a, const struct item *b)
{
	return a->source.local && a->source.local == b->source.local && sources_differ(a, b);
}

// "The navy said it had rescued 40, the army that it had rescued 12": each speaks of what it did itself.
static bool are_of_two_doers(const struct item *a, const struct item *b)
{
	return tells_own_deed(a) && tells_own_deed(b) && sources_differ(a, b);
}

// "The bridge over the Orra is 400 metres long, the Orra itself 90 km": whether a thing is at what another claim is of.
static bool is_at_subject(const struct item *thing, const struct item *other)
{
	return thing->place_text.ptr && thing->subject.count && !thing->subject.named && !(thing->inherited & SLOT_SUBJECT) &&
		   other->subject.named && slice_equal(thing->place_text, other->subject_text);
}

// "The Orvan Tower is 88 metres high", "the mast on its roof 20": whether one tells of a thing at the place, and the other of the
// place itself; "the tower" is the Orvan Tower.
static bool are_thing_and_place(const struct item *a, const struct item *b)
{
	if (a->may_be_places && (is_at_subject(a, b) || is_at_subject(b, a)))
		return true;
	if (!a->may_be_places || !a->place.head || !b->place.head || !a->subject.count == !b->subject.count)
		return false;
	const struct item *thing = a->subject.count ? a : b;
	bool same = slice_ends(thing->place.text, slice_last_word(thing->subject_text));
	return !thing->subject.named && !(thing->inherited & SLOT_SUBJECT) && !same;
}

bool slots_part(const struct item *a, const struct item *b, const struct slots *s)
{
	if (s->place == FIT_APART || s->event == FIT_APART || s->subject == FIT_APART || are_of_two_places(a, b) ||
		are_of_two_doers(a, b) || are_thing_and_place(a, b) || is_general(a, b, s))
		return true;
	// "Brekke employs 12,000 people", and in Norway 3,400 of them; of an event, the place says only where it was
	bool of_subject = s->subject >= FIT_WEAK && !items_need_subject(a, b) && a->kind != MEASURE_STATE && a->kind != MEASURE_FLOW;
	return s->event < FIT_WEAK && !of_subject && !is_of_place(a) && !is_of_place(b) && may_be_part(a, b) &&
		   !(s->near && leaves_place(a, b));
}

bool slots_identify(const struct item *a, const struct item *b, const struct slots *s)
{
	return identifies(a, b, s, s->place, SLOT_PLACE) || identifies(a, b, s, s->event, SLOT_EVENT) ||
		   identifies(a, b, s, s->subject, SLOT_SUBJECT);
}

bool slots_placed(const struct item *a, const struct item *b, const struct slots *s)
{
	return s->within ? placed_in_text(a, b, s) : placed_in_story(a, b, s);
}
