// SPDX-License-Identifier: MIT
// Which days a moment covers, and on which it begins: Easter of a year, a summer, a quarter, a week.
#include "extract/value/moment.h"

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

// "--12-25", "easter-2", "nth-05-7-2": what class holiday says.
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

struct day moment_first_day(const struct moment *m, int year)
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
	if (m->nth && m->month)
		return nth_weekday(year, m->month, m->weekday, m->nth < 0 ? 0 : m->nth);
	return (struct day){year, m->month ? m->month : 1, m->date ? m->date : 1};
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
