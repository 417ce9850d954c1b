// SPDX-License-Identifier: MIT
// Steps from a base: so many weeks on, the last May, the next Tuesday. What a date leans on, and which way it looks, is decided
// elsewhere (date_resolve.c).
#include "extract/value/moment.h"

void moment_set_day(struct moment *m, struct day d)
{
	m->has_year = true;
	m->year = d.year;
	m->month = d.month;
	m->date = d.date;
}

int floor_year(int year, int step)
{
	return year >= 0 ? year / step * step : -((-year + step - 1) / step * step);
}

void moment_set_week(struct moment *m, struct day d)
{
	m->has_year = true;
	m->week = day_iso_week(d, &m->year);
	m->weekend = m->unit == GRAIN_WEEKEND;
	m->month = m->date = m->weekday = 0;
	m->grain = m->unit;
}

static void step_weeks(struct moment *m, struct base b, int steps)
{
	struct day d = day_add(b.day, 7L * steps);
	if (m->weekday && !m->date) {
		moment_set_day(m, day_add(d, m->weekday - day_weekday(d)));
		return;
	}
	if (b.grain < GRAIN_WEEK) { // only the month is known
		m->has_year = true;
		m->year = d.year;
		m->week = 0;
		return;
	}
	moment_set_week(m, d);
}

void moment_shift(struct moment *m)
{
	struct day d =
		m->week ? iso_week_monday(m->year, m->week) : (struct day){m->year, m->month ? m->month : 1, m->date ? m->date : 1};
	int months = m->shift_unit == GRAIN_MONTH     ? 1
				 : m->shift_unit == GRAIN_YEAR    ? 12
				 : m->shift_unit == GRAIN_DECADE  ? 120
				 : m->shift_unit == GRAIN_CENTURY ? 1200
												  : 0;
	int days = m->shift_unit == GRAIN_DAY ? 1 : m->shift_unit == GRAIN_WEEK ? 7 : 0;
	d = months ? day_add_months(d, m->shift * months) : day_add(d, (long)m->shift * days);
	if (m->week) {
		moment_set_week(m, d);
		return;
	}
	m->year = d.year;
	m->month = m->month ? d.month : 0;
	m->date = m->date ? d.date : 0;
}

// By decades or centuries; those before the common era are counted, and written, backwards.
static void step_years(struct moment *m, int year, int many)
{
	m->has_year = true;
	m->bc = year <= 0;
	m->year = m->bc ? floor_year(1 - year - many * m->steps, many) : floor_year(year + many * m->steps, many);
	m->bc &= m->year >= 0;
	m->year = m->year < 0 ? 0 : m->year;
}

void moment_step(struct moment *m, struct base b, bool future)
{
	struct day d = b.day;
	switch (m->unit) {
	case GRAIN_DAY:
		if (b.grain >= GRAIN_DAY) {
			moment_set_day(m, day_add(d, m->steps));
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
			moment_set_day(m, d);
		break;
	}
}

// The year of a month, season, quarter … that is said without one.
static int find_year(const struct moment *m, struct base b, enum side side, bool strictly)
{
	struct day d = b.day;
	bool exact = m->date || m->nth || m->holiday.ptr;
	if (b.grain < GRAIN_DAY && b.grain >= GRAIN_MONTH)
		d.date = exact ? 15 : 1;
	if (!exact)
		d.date = 1;
	// in 1879 … the following spring: seen from the middle of the year
	if (strictly && side == SIDE_NEXT && b.grain == GRAIN_YEAR && d.month == 1)
		d = (struct day){d.year, 7, 1};
	if (m->quarter || m->half) { // the one that has begun is not over
		int months = m->quarter ? 3 : 6;
		d.month = (d.month - 1) / months * months + 1;
	}
	long here = day_number(d);
	if (side == SIDE_NEAREST) {
		if (b.grain < GRAIN_SEASON)
			return d.year;
		int best = d.year;
		for (int year = d.year - 1; year <= d.year + 1; year++) {
			long ahead = day_number(moment_first_day(m, year)) - here, best_ahead = day_number(moment_first_day(m, best)) - here;
			long cost = ahead >= 0 ? ahead : -2 * ahead, best_cost = best_ahead >= 0 ? best_ahead : -2 * best_ahead;
			if (cost < best_cost)
				best = year;
		}
		return best;
	}
	int step = side == SIDE_LAST ? -1 : 1, year = d.year + step;
	while (side == SIDE_LAST ? day_number(moment_first_day(m, year + 1)) < here + !strictly
							 : day_number(moment_first_day(m, year - 1)) > here - !strictly)
		year -= step;
	return year;
}

void moment_near_year(struct moment *m, struct base b, enum side side, bool strictly)
{
	m->has_year = true;
	m->year = find_year(m, b, side, strictly);
}

void moment_near_weekday(struct moment *m, struct base b, enum side side, bool strictly)
{
	if (!b.known || b.grain < GRAIN_DAY)
		return;
	int off = m->weekday - day_weekday(b.day); // in the same week
	if (side == SIDE_LAST)
		off = off > 0 || (strictly && off == 0) ? off - 7 : off;
	else if (side == SIDE_NEXT)
		off = off < 0 || (strictly && off == 0) ? off + 7 : off;
	m->anchor = b.anchor;
	moment_set_day(m, day_add(b.day, off));
}

bool moment_year_by_weekday(struct moment *m, struct base b)
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
