// SPDX-License-Identifier: MIT
// compare: identity first (do two claims speak of the same thing?), intervals last (can both hold?).
#include "compare.h"

#include "base/ascii.h"
#include "identity.h"

#include "base/banned.h"

static bool same_source(const struct item *a, const struct item *b)
{
	if (a->source.count > 0 && b->source.count > 0)
		return fit_words(a->source, b->source) >= FIT_WEAK;
	slice s = a->document->source;
	return a->source.count == b->source.count && s.ptr && slice_equal(s, b->document->source);
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

// "240,000 homes were without power. By Friday it was down to 61,000": whether a text tells that its own figure moved.
static bool moves_on(const struct item *a, const struct item *b)
{
	const struct item *later = a->order > b->order ? a : b;
	return a->document == b->document && later->is_later;
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

// "The ministry counts 1,120 cases; the doctors have treated 2,300": whether one source's part is more than the other's whole.
static bool part_exceeds(const struct item *a, const struct item *b)
{
	const struct item *part = a->is_part ? a : b, *whole = a->is_part ? b : a;
	return a->is_part != b->is_part && !item_is_rate(a) && a->document == b->document && sources_differ(a, b) &&
		   part->allowed.lo > whole->allowed.hi;
}

// Every toll that two papers of one day give is the one so far, though only one of them says "so far".
static bool is_of_one_day(const struct item *a, const struct item *b)
{
	days one = a->document->date, other = b->document->date;
	return a->kind == MEASURE_TOLL && a->document != b->document && days_known(one) && days_known(other) &&
		   one.from == other.from;
}

static bool scopes_fit(const struct item *a, const struct item *b)
{
	// who is missing is still missing; a spill so far is the spill
	bool amount = a->kind == MEASURE_FIXED && a->unit.ptr && !item_is_rate(a);
	bool ongoing = a->kind == MEASURE_STATE || amount || a->is_ongoing == b->is_ongoing || is_of_one_day(a, b);
	if ((a->is_part != b->is_part && !part_exceeds(a, b)) || a->is_new != b->is_new || !ongoing || a->is_future != b->is_future)
		return false;
	// Parts and increases are the same only when what they are of, or when, is told alike.
	bool parts = a->is_part && b->is_part;
	return (!parts || (a->what && a->what == b->what)) && (!a->is_new || days_known(a->date));
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
		return sentences_between(a, b) > 0;
	if (a->is_bare && b->is_bare)
		return false; // "the team has 95 players … eight players made the national team"
	bool named = !((a->inherited | b->inherited) & SLOT_SUBJECT);
	return sentences_between(a, b) > 2 && ((a->kind == MEASURE_ONCE && named) || (a->kind == MEASURE_STATE && date == FIT_SAME));
}

static bool comparable(const struct item *a, const struct item *b)
{
	return a->measure == b->measure && a->claim_kind == b->claim_kind && a->is_date == b->is_date &&
		   a->unit_base == b->unit_base && a->kind == b->kind && !(a->document->reference && b->document->reference) &&
		   scopes_fit(a, b) && fit_what(a, b);
}

struct relation compare(const struct item *a, const struct item *b)
{
	const struct relation apart = {RELATION_APART, 0};
	if (!comparable(a, b))
		return apart;
	struct slots s = slots_of(a, b);
	if (slots_part(a, b, &s))
		return apart;
	bool identified = slots_identify(a, b, &s);
	int points = slots_points(a, b, &s);
	if (s.date == FIT_APART)
		return days_known(a->date) && days_known(b->date) && identified ? compare_days(a, b, points) : apart;
	if (points < POINTS_LOW || (!identified && !slots_placed(a, b, &s)))
		return apart;
	if (interval_meets(a->allowed, b->allowed))
		return (struct relation){RELATION_AGREE, points};
	if (!slots_attested(a, b, &s) || (s.within && !can_contradict(a, b, s.differ, s.date)))
		return apart;
	if (a->is_date && !s.within && days_gap(a->date, b->date) <= 1 && !(ascii_has_digit(a->text) && ascii_has_digit(b->text)))
		return apart; // "Thursday", without a number: the day on the other side of the world
	return (struct relation){is_update(a, b, s.date) || moves_on(a, b) ? RELATION_UPDATE : RELATION_CONFLICT, points};
}
