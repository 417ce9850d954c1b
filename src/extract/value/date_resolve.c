// SPDX-License-Identifier: MIT
// Resolving: what a date leaves out comes from the document's date or from the last date of the text. News looks back: "on
// Tuesday" is the last Tuesday, the document's own day included, unless the words around speak of what is to come. Where the text
// tells of another era than its date ("In 1916 … In July …"), it is the text that counts.
#include "extract/value/moment.h"

// ---- what it leans on -------------------------------------------------------------------------------------------------

static struct base doc_base(const struct timeline *t)
{
	return (struct base){t->has_doc, t->doc, GRAIN_DAY, ANCHOR_DOC};
}

static struct base context_base(const struct told *told)
{
	return (struct base){told->known, told->day, told->grain, ANCHOR_CONTEXT};
}

// "Yesterday" leans on the document's date whatever it tells of, "last spring" in a history on the text.
static struct base base_for(const struct timeline *t, enum anchor wanted)
{
	if (wanted == ANCHOR_DOC && t->has_doc)
		return doc_base(t);
	bool context = t->history || (wanted == ANCHOR_CONTEXT && t->context.known);
	return context ? context_base(wanted == ANCHOR_CONTEXT ? &t->latest : &t->context) : doc_base(t);
}

static struct base steps_base(const struct moment *m, const struct timeline *t)
{
	if (t->week.known && m->unit == GRAIN_WEEK && m->anchor == ANCHOR_CONTEXT) // last week … the week before that
		return context_base(&t->week);
	if (t->quarter.known && m->unit == GRAIN_YEAR && m->steps < 0 && m->anchor == ANCHOR_CONTEXT) // a year earlier
		return context_base(&t->quarter);
	if (m->anchor == ANCHOR_DOC && !t->has_doc) // two years ago, yesterday: no day of the story
		return doc_base(t);
	bool tells = !t->annals || ((t->report || t->speaker) && m->unit);
	bool speaks = m->anchor == ANCHOR_NONE && !m->latest && tells; // last year, but not the end of the year
	return base_for(t, speaks ? ANCHOR_DOC : m->anchor);
}

// Where a history tells no day, a weekday is one of news: "Abilov, born in 1950, died on Monday"; so it is where somebody is
// quoted: "police said on Monday".
static struct base weekday_base(const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_NONE);
	return b.grain < GRAIN_DAY || (t->report && t->has_doc) ? doc_base(t) : b;
}

// "It is 3 May", in a diary, is of the document's year, however far the diary has come.
static struct base year_base(const struct moment *m, const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_NONE);
	if (m->now && b.anchor == ANCHOR_DOC)
		b.day = t->document;
	return b;
}

// "At 9 a.m.": of the day that the text spoke of last, else of the document's; that of a history is no day of its own.
static struct base clock_base(const struct timeline *t)
{
	struct base b = t->context.known && t->context.grain >= GRAIN_DAY ? context_base(&t->context) : doc_base(t);
	b.known &= b.anchor != ANCHOR_DOC || !t->history;
	return b;
}

// ---- which way it looks -----------------------------------------------------------------------------------------------

// A weekday is the last one, in news. In a history it is the first from the last day told on, and so is the next day of a diary.
static enum side weekday_side(const struct moment *m, const struct timeline *t, struct base b)
{
	bool diary = m->now && (t->moved || (t->context.known && day_number(t->context.day) > day_number(t->doc)));
	bool goes_on = b.anchor == ANCHOR_CONTEXT && b.known;
	return t->future || goes_on || diary ? SIDE_NEXT : SIDE_LAST;
}

// So many days after a date it is still the last one that is meant: "will rule on the riots of 29 March".
enum { FRESH = 60 };

static bool is_fresh(const struct moment *m, struct base b)
{
	struct day last = {b.day.year, m->month, m->date};
	last.year -= day_number(last) > day_number(b.day);
	return m->date && !m->holiday.ptr && day_number(last) + FRESH >= day_number(b.day) && day_number(last) < day_number(b.day);
}

// A month is the last one, in news; a season the nearest ("it is a cool summer"); in a history both are those of the years told.
static enum side year_side(const struct moment *m, const struct timeline *t, struct base b)
{
	if (b.anchor == ANCHOR_CONTEXT)
		return SIDE_NEAREST;
	if (t->future && !is_fresh(m, b))
		return SIDE_NEXT;
	return m->season && !t->looks_back ? SIDE_NEAREST : SIDE_LAST;
}

// "In summer" is every summer's, but in what a text tells of its past, plans, or says of itself: "we rest in the summer". So are
// the days and months of what happens again and again.
static bool is_every_year(const struct moment *m, const struct timeline *t, struct base b)
{
	if (m->generic || (t->story && !m->date && b.anchor == ANCHOR_DOC) || (t->habit && !m->date && !m->holiday.ptr) ||
		(t->annual && (m->date || t->present)))
		return true;
	if (!m->season || t->looks_back)
		return false;
	return b.anchor == ANCHOR_CONTEXT ? t->present : !t->future && !(t->speaker && t->present);
}

// ---- what it leaves out -----------------------------------------------------------------------------------------------

// Two digits are the last such year that the text can speak of: "the class of '71" is some years ahead at most.
static void lengthen_year(struct moment *m, const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_NONE);
	int newest = b.known ? b.day.year + 5 : 1999;
	m->year += floor_year(newest - m->year, 100);
	m->short_year = false;
}

// Days from which on a month or season of this year is too far ahead to be "this" one, if nothing speaks of what is to come.
enum { LONG_AHEAD = 150, LONG_AHEAD_MONTH = 200 };

static void resolve_steps(struct moment *m, const struct timeline *t)
{
	struct base b = steps_base(m, t);
	if (m->weekday && !m->unit && b.grain < GRAIN_DAY && m->anchor == ANCHOR_NONE) // next Thursday, where no day is told
		b = doc_base(t);
	bool ahead_of_news = m->anchor == ANCHOR_CONTEXT && b.anchor == ANCHOR_DOC && m->steps > 0 && !t->future;
	m->anchor = ANCHOR_NONE;
	if (!b.known || m->generic || ahead_of_news) // "two days later", of a day that the text does not tell
		return;
	if (m->unit) {
		moment_step(m, b, t->future);
	} else if (m->weekday && !m->month) {
		moment_near_weekday(m, b, m->steps < 0 ? SIDE_LAST : m->steps || t->future ? SIDE_NEXT : SIDE_NEAREST, true);
	} else if (m->steps == 0) { // this May, this summer; in January, "this summer" is over
		m->has_year = true;
		m->year = b.day.year;
		long ahead = day_number(moment_first_day(m, m->year)) - day_number(b.day);
		m->year -= b.anchor == ANCHOR_DOC && !t->future && ahead > (m->season ? LONG_AHEAD : LONG_AHEAD_MONTH);
	} else {
		moment_near_year(m, b, m->steps < 0 ? SIDE_LAST : SIDE_NEXT, true);
	}
	m->anchor = b.anchor;
}

static void fill_year(struct moment *m, const struct timeline *t)
{
	struct base b = year_base(m, t);
	if (!b.known || is_every_year(m, t, b))
		return;
	if (!(m->weekday && m->date && moment_year_by_weekday(m, b)))
		moment_near_year(m, b, year_side(m, t, b), false);
	m->anchor = b.anchor;
}

static void fill_weekday(struct moment *m, const struct timeline *t)
{
	bool goes_on = m->anchor == ANCHOR_CONTEXT && t->latest.known && t->latest.grain == GRAIN_DAY; // Friday and Monday
	struct base b = goes_on ? context_base(&t->latest) : weekday_base(t);
	moment_near_weekday(m, b, goes_on || m->shift > 0 ? SIDE_NEXT : weekday_side(m, t, b), goes_on);
}

static void fill_month(struct moment *m, const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_CONTEXT);
	if (!b.known || b.grain < GRAIN_MONTH)
		return;
	m->has_year = true;
	m->year = b.day.year;
	m->month = b.day.month;
	m->anchor = b.anchor;
}

static void fill_day(struct moment *m, const struct timeline *t)
{
	struct base b = clock_base(t);
	if (!b.known)
		return;
	moment_set_day(m, b.day);
	m->anchor = b.anchor;
}

// "Today", where the text tells of another era: nowadays.
static bool is_nowadays(const struct moment *m, const struct timeline *t)
{
	return m->relative && m->unit == GRAIN_DAY && !m->steps && m->anchor == ANCHOR_DOC && m->type == TIMEX_DATE &&
		   t->retrospect && !t->speaker && !m->now && !m->shift;
}

// The week of March 4, the quarter ended June 30, the year ended in March: what holds the day or month.
static void widen(struct moment *m)
{
	if ((m->unit == GRAIN_WEEK || m->unit == GRAIN_WEEKEND) && m->date)
		moment_set_week(m, (struct day){m->year, m->month, m->date});
	if (m->unit != GRAIN_QUARTER && m->unit != GRAIN_YEAR)
		return;
	m->quarter = m->unit == GRAIN_QUARTER ? (m->month + 2) / 3 : 0;
	m->month = m->date = 0;
	m->grain = m->unit;
}

void moment_resolve(struct moment *m, const struct timeline *t)
{
	if (m->literal.ptr || m->wrong.ptr || m->type == TIMEX_DURATION || m->type == TIMEX_SET)
		return;
	if (is_nowadays(m, t)) {
		m->literal = SLICE("PRESENT_REF");
		return;
	}
	if (m->short_year)
		lengthen_year(m, t);
	if (m->relative)
		resolve_steps(m, t);
	else if (!m->has_year && m->weekday && !m->month && !m->date)
		fill_weekday(m, t);
	else if (!m->has_year && (m->month || m->season || m->quarter || m->half || m->holiday.ptr || m->week))
		fill_year(m, t);
	else if (!m->has_year && m->date)
		fill_month(m, t);
	else if (m->type == TIMEX_TIME && !m->has_year && !m->generic)
		fill_day(m, t);
	if ((m->holiday.ptr || m->nth) && m->has_year && m->year > 0) {
		int month = m->month;
		moment_set_day(m, moment_first_day(m, m->year));
		if (m->nth && m->month != month)
			m->wrong = SLICE("no such day");
	}
	if (m->shift && m->has_year && m->year > 0)
		moment_shift(m);
	if (m->has_year && m->month && m->date && !m->wrong.ptr && !day_is_valid((struct day){m->year, m->month, m->date}))
		m->wrong = SLICE("no such day");
	if (!m->relative && m->has_year && m->month && !m->wrong.ptr)
		widen(m);
}
