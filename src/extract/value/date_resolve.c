// SPDX-License-Identifier: MIT
// Resolving: what a date leaves out comes from the document's date or from the last date of the text. News looks back: "on
// Tuesday" is the last Tuesday, the document's own day included, unless the words around speak of what is to come. Where the text
// tells of another era than its date ("In 1916 … In July …"), it is the text that counts.
#include "extract/value/moment.h"

struct base {
	bool known;
	struct day day;
	enum grain grain; // how much of it is said
	enum anchor anchor;
};

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

static void set_day(struct moment *m, struct day d)
{
	m->has_year = true;
	m->year = d.year;
	m->month = d.month;
	m->date = d.date;
}

static int floor_to(int year, int step)
{
	return year >= 0 ? year / step * step : -((-year + step - 1) / step * step);
}

// Two digits are the last such year that the text can speak of: "the class of '71" is some years ahead at most.
static void lengthen_year(struct moment *m, const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_NONE);
	int newest = b.known ? b.day.year + 5 : 1999;
	m->year += floor_to(newest - m->year, 100);
	m->short_year = false;
}

// ---- steps ------------------------------------------------------------------------------------------------------------

static int season_month(const char *season)
{
	switch (season[0] == 'S' ? season[1] : season[0]) {
	case 'P':
		return 3;
	case 'U':
		return 6;
	case 'F':
		return 9;
	default:
		return 12;
	}
}

static void step_weeks(struct moment *m, struct base b, int steps)
{
	struct day d = day_add(b.day, 7L * steps);
	if (m->weekday && !m->date) {
		set_day(m, day_add(d, m->weekday - day_weekday(d)));
		return;
	}
	if (b.grain < GRAIN_WEEK) { // only the month is known
		m->has_year = true;
		m->year = d.year;
		m->week = 0;
		return;
	}
	m->week = day_iso_week(d, &m->year);
	m->weekend = m->unit == GRAIN_WEEKEND;
	m->has_year = true;
}

// By decades or centuries; those before the common era are counted, and written, backwards.
static void step_years(struct moment *m, int year, int many)
{
	m->has_year = true;
	m->bc = year <= 0;
	m->year = m->bc ? floor_to(1 - year - many * m->steps, many) : floor_to(year + many * m->steps, many);
	m->bc &= m->year >= 0;
	m->year = m->year < 0 ? 0 : m->year;
}

static void step_unit(struct moment *m, struct base b, bool future)
{
	struct day d = b.day;
	switch (m->unit) {
	case GRAIN_DAY:
		if (b.grain >= GRAIN_DAY) {
			set_day(m, day_add(d, m->steps));
		} else {
			m->has_year = true;
			m->year = d.year;
			m->month = b.grain >= GRAIN_MONTH ? d.month : 0;
		}
		break;
	case GRAIN_WEEK:
	case GRAIN_WEEKEND:
		// early in the week, "this weekend" is the last one; "the weekend" is until the next
		step_weeks(m, b,
				   m->steps - (m->unit == GRAIN_WEEKEND && !m->steps && !future && day_weekday(b.day) <= (m->latest ? 5 : 3)));
		break;
	case GRAIN_MONTH:
		m->has_year = true;
		if (b.grain < GRAIN_MONTH && m->steps % 12) {
			m->year = d.year;
			break;
		}
		d = day_add_months((struct day){d.year, d.month, 1}, m->steps);
		m->year = d.year;
		m->month = d.month;
		break;
	case GRAIN_QUARTER:
		d = day_add_months((struct day){d.year, d.month, 1}, 3 * (m->steps - (m->latest && !future && b.anchor == ANCHOR_DOC)));
		m->has_year = true;
		m->year = d.year;
		m->quarter = (d.month + 2) / 3;
		break;
	case GRAIN_HALF:
		d = day_add_months((struct day){d.year, d.month, 1}, 6 * m->steps);
		m->has_year = true;
		m->year = d.year;
		m->half = (d.month + 5) / 6;
		break;
	case GRAIN_YEAR:
		m->has_year = true;
		m->year = d.year + m->steps;
		if (b.grain == GRAIN_QUARTER && m->grain == GRAIN_YEAR && m->steps) { // "a year earlier", where quarters are compared
			m->quarter = (d.month + 2) / 3;
			m->grain = GRAIN_QUARTER;
		}
		break;
	case GRAIN_DECADE:
		step_years(m, d.year, 10);
		break;
	case GRAIN_CENTURY:
		step_years(m, d.year, 100);
		break;
	case GRAIN_NONE:
	case GRAIN_MILLENNIUM:
	case GRAIN_SEASON:
		break;
	case GRAIN_HOUR:
	case GRAIN_MINUTE:
	case GRAIN_SECOND:
		if (b.grain >= GRAIN_DAY)
			set_day(m, d);
		break;
	}
}

static struct day holiday_day(slice holiday, int year)
{
	int part[3] = {0}, n = 0;
	bool last = slice_ends(holiday, SLICE("last")), minus = false;
	for (size_t i = 0; i < holiday.len; i++) {
		char c = holiday.ptr[i];
		if (c < '0' || c > '9')
			continue;
		minus |= i && holiday.ptr[i - 1] == '-';
		for (; i < holiday.len && holiday.ptr[i] >= '0' && holiday.ptr[i] <= '9'; i++)
			part[n] = part[n] * 10 + (holiday.ptr[i] - '0');
		if (++n == 3)
			break;
	}
	if (slice_starts(holiday, SLICE("easter")))
		return day_add(easter_sunday(year), minus ? -part[0] : part[0]);
	if (slice_starts(holiday, SLICE("nth")))
		return nth_weekday(year, part[0], part[1], last ? 0 : part[2]);
	return (struct day){year, part[0], part[1]};
}

// The first day of what m says, were it in this year.
static struct day first_day(const struct moment *m, int year)
{
	if (m->holiday.ptr)
		return holiday_day(m->holiday, year);
	if (m->season)
		return (struct day){year, season_month(m->season), 1};
	if (m->quarter)
		return (struct day){year, m->quarter * 3 - 2, 1};
	if (m->half)
		return (struct day){year, m->half * 6 - 5, 1};
	if (m->week)
		return iso_week_monday(year, m->week);
	return (struct day){year, m->month ? m->month : 1, m->date ? m->date : 1};
}

// The year of a month, season, quarter … that is said without one: the last that began by the base's day (side -1), the first
// that begins after it (1), the one nearest to it, looking forward rather than back (0).
static int find_year(const struct moment *m, struct base b, int side, bool strictly)
{
	struct day d = b.day;
	bool exact = m->date || m->holiday.ptr;
	if (b.grain < GRAIN_DAY && b.grain >= GRAIN_MONTH)
		d.date = exact ? 15 : 1;
	if (!exact)
		d.date = 1;
	long here = day_number(d);
	if (side == 0) {
		if (b.grain < GRAIN_SEASON)
			return d.year;
		int best = d.year;
		for (int year = d.year - 1; year <= d.year + 1; year++) {
			long ahead = day_number(first_day(m, year)) - here, best_ahead = day_number(first_day(m, best)) - here;
			long cost = ahead >= 0 ? ahead : -2 * ahead, best_cost = best_ahead >= 0 ? best_ahead : -2 * best_ahead;
			if (cost < best_cost)
				best = year;
		}
		return best;
	}
	int year = d.year + side;
	while (side < 0 ? day_number(first_day(m, year + 1)) < here + !strictly
					: day_number(first_day(m, year - 1)) > here - !strictly)
		year -= side;
	return year;
}

static void near_year(struct moment *m, struct base b, int side, bool strictly)
{
	m->has_year = true;
	m->year = find_year(m, b, side, strictly);
}

// ---- what is left out -------------------------------------------------------------------------------------------------

static void fill_weekday(struct moment *m, struct base b, int side, bool strictly)
{
	if (!b.known || b.grain < GRAIN_DAY)
		return;
	int off = m->weekday - day_weekday(b.day); // in the same week
	if (side < 0)
		off = off > 0 || (strictly && off == 0) ? off - 7 : off;
	else if (side > 0)
		off = off < 0 || (strictly && off == 0) ? off + 7 : off;
	m->anchor = b.anchor;
	set_day(m, day_add(b.day, off));
}

// Days from which on a month or season of this year is too far ahead to be "this" one, if nothing speaks of what is to come.
enum { LONG_AHEAD = 150 };

static void resolve_steps(struct moment *m, const struct timeline *t)
{
	bool speaks = m->anchor == ANCHOR_NONE && !m->latest && !t->annals; // last year, but not the end of the year
	struct base b = base_for(t, speaks ? ANCHOR_DOC : m->anchor);
	if (t->week.known && m->unit == GRAIN_WEEK && m->anchor == ANCHOR_CONTEXT) // last week … the week before that
		b = context_base(&t->week);
	bool ahead_of_news = m->anchor == ANCHOR_CONTEXT && b.anchor == ANCHOR_DOC && m->steps > 0 && !t->future;
	m->anchor = ANCHOR_NONE;
	if (!b.known || m->generic || ahead_of_news) // "two days later", of a day that the text does not tell
		return;
	if (m->unit) {
		step_unit(m, b, t->future);
	} else if (m->weekday && !m->month) {
		fill_weekday(m, b, m->steps, true);
	} else if (m->steps == 0) { // this May, this summer; in January, "this summer" is over
		m->has_year = true;
		m->year = b.day.year;
		m->year -= b.anchor == ANCHOR_DOC && !t->future && day_number(first_day(m, m->year)) > day_number(b.day) + LONG_AHEAD;
	} else {
		near_year(m, b, m->steps < 0 ? -1 : 1, true);
	}
	m->anchor = b.anchor;
}

static void fill_holiday(struct moment *m)
{
	if (m->holiday.ptr && m->has_year && m->year > 0) {
		struct day d = holiday_day(m->holiday, m->year);
		m->month = d.month;
		m->date = d.date;
	}
}

// "Thursday, May 30": the year nearest to the base in which it is one. On the base's own day the weekday is the mistake.
static bool year_by_weekday(struct moment *m, struct base b)
{
	if (m->month == b.day.month && m->date == b.day.date)
		return false;
	for (int off = 0; off <= 6; off++)
		for (int sign = -1; sign <= 1; sign += 2) {
			struct day d = {b.day.year + sign * off, m->month, m->date};
			if (day_is_valid(d) && day_weekday(d) == m->weekday) {
				m->has_year = true;
				m->year = d.year;
				return true;
			}
		}
	return false;
}

// So many days after a date it is still the last one that is meant: "will rule on the riots of 29 March".
enum { FRESH = 60 };

static bool is_fresh(const struct moment *m, struct base b)
{
	struct day last = {b.day.year, m->month, m->date};
	last.year -= day_number(last) > day_number(b.day);
	return m->date && !m->holiday.ptr && day_number(last) + FRESH >= day_number(b.day) && day_number(last) < day_number(b.day);
}

// "In summer" is every summer's, but in what a text tells of its past, plans, or says of itself: "we rest in the summer".
static bool is_some_year(const struct timeline *t, struct base b)
{
	if (b.anchor == ANCHOR_CONTEXT)
		return !t->present;
	return t->future || (t->speaker && t->present);
}

static void fill_year(struct moment *m, const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_NONE);
	if (m->now && b.anchor == ANCHOR_DOC)
		b.day = t->document;
	if (!b.known || m->generic || (t->habit && !m->date && !m->holiday.ptr) || (t->annual && m->date))
		return;
	if (m->season && !is_some_year(t, b))
		return;
	int past = m->season ? 0 : -1; // what comes nearest, where "it is a cool summer", else the last one
	if (!(m->weekday && m->date && year_by_weekday(m, b)))
		near_year(m, b, b.anchor == ANCHOR_CONTEXT ? 0 : t->future && !is_fresh(m, b) ? 1 : past, false);
	m->anchor = b.anchor;
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

// "At 9 a.m.": of the day that the text spoke of last, else of the document's.
static void fill_day(struct moment *m, const struct timeline *t)
{
	struct base b = t->context.known && t->context.grain >= GRAIN_DAY ? context_base(&t->context) : doc_base(t);
	if (!b.known || (b.anchor == ANCHOR_DOC && t->history))
		return;
	set_day(m, b.day);
	m->anchor = b.anchor;
}

// "Today", where the text tells of another era: nowadays.
static bool is_nowadays(const struct moment *m, const struct timeline *t)
{
	return m->relative && m->unit == GRAIN_DAY && !m->steps && m->anchor == ANCHOR_DOC && m->type == TIMEX_DATE &&
		   t->retrospect && !t->speaker && !m->now;
}

// A weekday is the last one, in news. In a history it is the first from the last day told on, and so is the next day of a diary.
// Where a history tells no day, the weekday is one of news: "Abilov, born in 1950, died on Monday".
static void resolve_weekday(struct moment *m, const struct timeline *t)
{
	struct base b = base_for(t, ANCHOR_NONE);
	if (b.grain < GRAIN_DAY)
		b = doc_base(t);
	bool diary = m->now && (t->moved || (t->context.known && day_number(t->context.day) > day_number(t->doc)));
	bool goes_on = b.anchor == ANCHOR_CONTEXT && b.known;
	fill_weekday(m, b, t->future || goes_on || diary ? 1 : -1, false);
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
		resolve_weekday(m, t);
	else if (!m->has_year && (m->month || m->season || m->quarter || m->half || m->holiday.ptr || m->week))
		fill_year(m, t);
	else if (!m->has_year && m->date)
		fill_month(m, t);
	else if (m->type == TIMEX_TIME && !m->has_year && !m->generic)
		fill_day(m, t);
	fill_holiday(m);
	if (m->has_year && m->month && m->date && !m->wrong.ptr && !day_is_valid((struct day){m->year, m->month, m->date}))
		m->wrong = SLICE("no such day");
}

bool moment_days(const struct moment *m, struct day *ret_from, struct day *ret_to)
{
	struct day from = {m->year, 1, 1}, to = {m->year, 12, 31};
	if (!m->has_year || m->literal.ptr || m->wrong.ptr || m->bc || m->year < 0)
		return false;
	if (m->month) {
		from.month = to.month = m->month;
		from.date = m->date ? m->date : 1;
		to.date = m->date ? m->date : days_in_month(m->year, m->month);
		if (!m->date && m->grain >= GRAIN_DAY && m->grain != GRAIN_NONE && m->weekday)
			return false;
	} else if (m->week) {
		from = iso_week_monday(m->year, m->week);
		to = day_add(from, 6);
		if (m->weekend)
			from = day_add(from, 5);
	} else if (m->season) {
		from.month = season_month(m->season);
		to = day_add(day_add_months(from, 3), -1);
	} else if (m->quarter) {
		from.month = m->quarter * 3 - 2;
		to = day_add(day_add_months(from, 3), -1);
	} else if (m->half) {
		from.month = m->half * 6 - 5;
		to = day_add(day_add_months(from, 6), -1);
	} else if (m->grain <= GRAIN_DECADE) {
		to.year += m->grain == GRAIN_DECADE ? 9 : m->grain == GRAIN_CENTURY ? 99 : 999;
	}
	if (to.year > 9999 || from.year < 0)
		return false;
	*ret_from = from;
	*ret_to = to;
	return true;
}
