// SPDX-License-Identifier: MIT
// Resolving: what a date leaves out comes from the document's date or from the last date of the text, never from the clock.
// In news the past is meant unless the words around speak of what is to come: "on Tuesday" is the last Tuesday, the document's day included.
#include "extract/value/moment.h"

static bool has_anchor(const struct moment *m, const struct timeline *t, struct day *ret)
{
	bool context = t->has_context && (m->anchor == ANCHOR_CONTEXT || !t->has_doc || t->history);
	if (!context && !t->has_doc)
		return false;
	*ret = context ? t->context : t->doc;
	return true;
}

static void set_day(struct moment *m, struct day d)
{
	m->has_year = true;
	m->year = d.year;
	m->month = d.month;
	m->date = d.date;
	m->weekday = 0;
}

static void set_week(struct moment *m, struct day d)
{
	m->has_year = true;
	m->week = day_iso_week(d, &m->year);
}

// The day of a holiday in a year; false for a specification that nobody knows.
static bool holiday_day(slice spec, int year, struct day *ret)
{
	int part[3] = {0}, n = 0, sign = 1;
	bool easter = slice_starts(spec, SLICE("easter")), nth = slice_starts(spec, SLICE("nth"));
	for (size_t i = 0; i < spec.len && n < 3; i++) {
		if (spec.ptr[i] == '-' && easter)
			sign = -1;
		if (spec.ptr[i] < '0' || spec.ptr[i] > '9')
			continue;
		while (i < spec.len && spec.ptr[i] >= '0' && spec.ptr[i] <= '9')
			part[n] = part[n] * 10 + (spec.ptr[i++] - '0');
		n++;
	}
	if (easter)
		*ret = day_add(easter_sunday(year), sign * part[0]);
	else if (nth)
		*ret = nth_weekday(year, part[0], part[1], part[2]);
	else
		*ret = (struct day){year, part[0], part[1]};
	return n > 0 || easter;
}

// The year in which a month (and day) falls that the text names without one.
static int year_of(const struct timeline *t, int month, int date)
{
	if ((t->history || !t->has_doc) && t->has_context)
		return t->context.year;
	struct day d = t->doc;
	bool later = month > d.month || (month == d.month && date > d.date);
	bool earlier = month < d.month || (month == d.month && date && date < d.date);
	if (t->future)
		return earlier ? d.year + 1 : d.year;
	return later ? d.year - 1 : d.year;
}

static int century_of(const struct timeline *t, int two_digits)
{
	int now = t->has_doc ? t->doc.year : t->has_context ? t->context.year : 2020;
	if (t->history && t->has_context)
		return t->context.year - t->context.year % 100 + two_digits;
	int year = now - now % 100 + two_digits;
	return year > now ? year - 100 : year;
}

static void step_named(struct moment *m, struct day from)
{
	if (m->weekday) {
		int back = (day_weekday(from) - m->weekday + 7) % 7;
		long move = m->steps < 0 ? -(back ? back : 7) : 7 - back;
		if (m->steps == 0) // of this week
			move = m->weekday - day_weekday(from);
		set_day(m, day_add(from, move));
		return;
	}
	int month = m->month ? m->month : m->season ? 0 : from.month, year = from.year;
	if (m->month)
		year += m->steps < 0 ? -(month >= from.month) : m->steps > 0 ? month <= from.month : 0;
	else if (m->season || m->quarter || m->half)
		year += m->steps;
	m->year = year;
	m->has_year = true;
}

static void step_units(struct moment *m, struct day from)
{
	switch (m->unit) {
	case GRAIN_DAY:
		set_day(m, day_add(from, m->steps));
		return;
	case GRAIN_WEEKEND:
		m->weekend = true;
		set_week(m, day_add(from, 7L * m->steps));
		return;
	case GRAIN_WEEK:
		set_week(m, day_add(from, 7L * m->steps));
		return;
	case GRAIN_MONTH:
		from = day_add_months(from, m->steps);
		m->year = from.year;
		m->month = from.month;
		break;
	case GRAIN_QUARTER: {
		int quarter = from.year * 4 + (from.month - 1) / 3 + m->steps;
		m->year = quarter / 4;
		m->quarter = quarter % 4 + 1;
		break;
	}
	case GRAIN_HALF: {
		int half = from.year * 2 + (from.month - 1) / 6 + m->steps;
		m->year = half / 2;
		m->half = half % 2 + 1;
		break;
	}
	case GRAIN_DECADE:
		m->year = from.year - from.year % 10 + 10 * m->steps;
		break;
	case GRAIN_CENTURY:
		m->year = from.year - from.year % 100 + 100 * m->steps;
		break;
	case GRAIN_NONE:
	case GRAIN_MILLENNIUM:
	case GRAIN_YEAR:
	case GRAIN_SEASON:
	case GRAIN_HOUR:
	case GRAIN_MINUTE:
	case GRAIN_SECOND:
		m->year = from.year + m->steps;
		break;
	}
	m->has_year = true;
}

static void resolve_weekday(struct moment *m, const struct timeline *t)
{
	if (!t->has_doc || t->history)
		return;
	int back = (day_weekday(t->doc) - m->weekday + 7) % 7;
	set_day(m, day_add(t->doc, t->future ? (7 - back) % 7 : -back));
}

void moment_resolve(struct moment *m, const struct timeline *t)
{
	struct day from, holiday;
	bool anchored = has_anchor(m, t, &from);
	if (m->literal.ptr || m->wrong.ptr || m->type == TIMEX_DURATION || m->type == TIMEX_SET)
		return;
	if (m->short_year) {
		m->year = century_of(t, m->year);
		m->short_year = false;
	}
	bool named = m->month || m->weekday || m->season || m->quarter || m->half || m->holiday.ptr;
	if (m->relative && anchored) {
		if (named)
			step_named(m, from);
		else
			step_units(m, from);
	} else if (m->date && !m->month && t->has_context) {
		m->month = t->context.month;
		m->year = t->context.year;
		m->has_year = true;
	} else if (!m->has_year && (m->month || m->quarter || m->half) && (t->has_doc || t->has_context)) {
		int month = m->month ? m->month : m->quarter ? m->quarter * 3 - 2 : m->half * 6 - 5;
		m->year = year_of(t, month, m->date);
		m->has_year = true;
		m->anchor = t->history || !t->has_doc ? ANCHOR_CONTEXT : ANCHOR_DOC;
	} else if (!m->has_year && m->season && t->has_context && (t->history || !t->has_doc)) {
		m->year = t->context.year;
		m->has_year = true;
		m->anchor = ANCHOR_CONTEXT;
	} else if (!m->has_year && m->weekday && !m->month) {
		resolve_weekday(m, t);
		if (m->has_year)
			m->anchor = ANCHOR_DOC;
	} else if (m->grain >= GRAIN_HOUR || m->type == TIMEX_TIME) {
		if (!m->has_year && !m->relative && t->has_context && t->context_grain == GRAIN_DAY && t->history)
			set_day(m, t->context);
	}
	if (m->holiday.ptr && !m->month && !m->has_year && (t->has_doc || t->has_context) && holiday_day(m->holiday, from.year, &holiday)) {
		m->year = year_of(t, holiday.month, holiday.date);
		m->has_year = true;
	}
	if (m->holiday.ptr && !m->month && holiday_day(m->holiday, m->has_year ? m->year : 2000, &holiday)) {
		m->month = holiday.month;
		m->date = holiday.date;
	}
	if (m->has_year && m->month && m->date && !m->wrong.ptr && !day_is_valid((struct day){m->year, m->month, m->date}))
		m->wrong = SLICE("no such day");
}
