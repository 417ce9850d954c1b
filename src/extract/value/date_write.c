// SPDX-License-Identifier: MIT
// Writing: a moment as TIMEX3 value, EDTF (ISO 8601-2) and a range of days.
#include <stdio.h>

#include "extract/value/moment.h"

static const char *const season_names[] = {"SP", "SU", "FA", "WI"};
static const int season_months[] = {3, 6, 9, 12}; // the first month of each, on the northern half of the earth

static int season_index(const struct moment *m)
{
	for (int i = 0; i < 4; i++)
		if (m->season && m->season[0] == season_names[i][0] && m->season[1] == season_names[i][1])
			return i;
	return 0;
}

static slice year_text(const struct moment *m, struct arena *a)
{
	if (!m->has_year)
		return SLICE("XXXX");
	return m->year <= 0 ? arena_format(a, "BC%04d", 1 - m->year) : arena_format(a, "%04d", m->year);
}

static slice day_text(const struct moment *m, struct arena *a, bool edtf)
{
	slice year = edtf && m->has_year && m->year <= 0 ? arena_format(a, "-%04d", -m->year) : year_text(m, a);
	if (m->month && m->date)
		return arena_format(a, SLICE_FMT "-%02d-%02d", SLICE_ARG(year), m->month, m->date);
	if (m->weekday && !m->month)
		return edtf ? SLICE_NULL : arena_format(a, "XXXX-WXX-%d", m->weekday);
	if (m->month)
		return arena_format(a, SLICE_FMT "-%02d", SLICE_ARG(year), m->month);
	return m->date ? arena_format(a, SLICE_FMT "-XX-%02d", SLICE_ARG(year), m->date) : SLICE("XXXX-XX-XX");
}

static slice clock_text(const struct moment *m, struct arena *a)
{
	if (m->daypart.ptr && m->hour == UNKNOWN)
		return arena_format(a, "T" SLICE_FMT, SLICE_ARG(m->daypart));
	slice zone = m->zone.ptr ? m->zone : SLICE("");
	if (m->second != UNKNOWN)
		return arena_format(a, "T%02d:%02d:%02d" SLICE_FMT, m->hour, m->minute, m->second, SLICE_ARG(zone));
	if (m->minute != UNKNOWN)
		return arena_format(a, "T%02d:%02d" SLICE_FMT, m->hour, m->minute, SLICE_ARG(zone));
	return arena_format(a, "T%02d:00" SLICE_FMT, m->hour, SLICE_ARG(zone));
}

static slice value_text(const struct moment *m, struct arena *a, bool edtf)
{
	slice year = edtf && m->has_year && m->year <= 0 ? arena_format(a, "-%04d", -m->year) : year_text(m, a);
	int early = m->year / 10;
	switch (m->grain) {
	case GRAIN_MILLENNIUM:
		return arena_format(a, "%d", m->year / 1000);
	case GRAIN_CENTURY:
		return !m->has_year ? SLICE("XX") : arena_format(a, "%s%02d%s", m->bc ? (edtf ? "-" : "BC") : "", m->year / 100, edtf ? "XX" : "");
	case GRAIN_DECADE:
		return !m->has_year ? SLICE("XXX") : arena_format(a, "%s%03d%s", m->bc ? (edtf ? "-" : "BC") : "", early, edtf ? "X" : "");
	case GRAIN_YEAR:
		return m->fiscal && !edtf ? arena_format(a, "FY" SLICE_FMT, SLICE_ARG(year)) : year;
	case GRAIN_HALF:
		return edtf ? SLICE_NULL : arena_format(a, SLICE_FMT "-H%d", SLICE_ARG(year), m->half);
	case GRAIN_SEASON:
		return edtf ? arena_format(a, SLICE_FMT "-%d", SLICE_ARG(year), 21 + season_index(m))
					: arena_format(a, SLICE_FMT "-%s", SLICE_ARG(year), m->season);
	case GRAIN_QUARTER:
		return edtf ? arena_format(a, SLICE_FMT "-%d", SLICE_ARG(year), 32 + m->quarter)
					: arena_format(a, SLICE_FMT "-Q%d", SLICE_ARG(year), m->quarter);
	case GRAIN_MONTH:
		return m->month ? arena_format(a, SLICE_FMT "-%02d", SLICE_ARG(year), m->month) : SLICE("XXXX-XX");
	case GRAIN_WEEK:
	case GRAIN_WEEKEND:
		if (edtf)
			return SLICE_NULL;
		if (!m->week)
			return m->grain == GRAIN_WEEKEND ? SLICE("XXXX-WXX-WE") : SLICE("XXXX-WXX");
		return arena_format(a, SLICE_FMT "-W%02d%s", SLICE_ARG(year), m->week, m->grain == GRAIN_WEEKEND || m->weekend ? "-WE" : "");
	case GRAIN_NONE:
	case GRAIN_DAY:
	case GRAIN_HOUR:
	case GRAIN_MINUTE:
	case GRAIN_SECOND:
		break;
	}
	slice day = day_text(m, a, edtf);
	if (m->type != TIMEX_TIME || edtf)
		return day;
	return arena_format(a, SLICE_FMT SLICE_FMT, SLICE_ARG(day), SLICE_ARG(clock_text(m, a)));
}

static void months(struct day *from, struct day *to, int year, int first, int count)
{
	*from = (struct day){year, first, 1};
	struct day last = day_add_months(*from, count - 1);
	*to = (struct day){last.year, last.month, days_in_month(last.year, last.month)};
}

static void years(struct day *from, struct day *to, int first, int count)
{
	*from = (struct day){first, 1, 1};
	*to = (struct day){first + count - 1, 12, 31};
}

bool moment_days(const struct moment *m, struct day *ret_from, struct day *ret_to)
{
	int bc_year = m->bc ? 1 - m->year : m->year;
	if (!m->has_year || m->literal.ptr || m->wrong.ptr)
		return false;
	switch (m->grain) {
	case GRAIN_MILLENNIUM:
		years(ret_from, ret_to, m->year, 1000);
		return true;
	case GRAIN_CENTURY:
		years(ret_from, ret_to, m->bc ? bc_year - 100 : m->year, 100);
		return true;
	case GRAIN_DECADE:
		years(ret_from, ret_to, m->bc ? bc_year - 9 : m->year, 10);
		return true;
	case GRAIN_YEAR:
		years(ret_from, ret_to, m->year, 1);
		return !m->fiscal; // fiscal years differ
	case GRAIN_HALF:
		months(ret_from, ret_to, m->year, m->half * 6 - 5, 6);
		return true;
	case GRAIN_SEASON:
		months(ret_from, ret_to, m->year, season_months[season_index(m)], 3);
		return true;
	case GRAIN_QUARTER:
		months(ret_from, ret_to, m->year, m->quarter * 3 - 2, 3);
		return true;
	case GRAIN_MONTH:
		months(ret_from, ret_to, m->year, m->month ? m->month : 1, 1);
		return m->month > 0;
	case GRAIN_WEEK:
	case GRAIN_WEEKEND:
		*ret_from = iso_week_monday(m->year, m->week ? m->week : 1);
		*ret_to = day_add(*ret_from, 6);
		if (m->weekend || m->grain == GRAIN_WEEKEND)
			*ret_from = day_add(*ret_from, 5);
		return m->week > 0;
	case GRAIN_NONE:
	case GRAIN_DAY:
	case GRAIN_HOUR:
	case GRAIN_MINUTE:
	case GRAIN_SECOND:
		break;
	}
	*ret_from = *ret_to = (struct day){m->year, m->month, m->date};
	return m->month && m->date;
}

static slice iso_day(struct day d, struct arena *a)
{
	return d.year < 0 ? arena_format(a, "-%04d-%02d-%02d", -d.year, d.month, d.date) : arena_format(a, "%04d-%02d-%02d", d.year, d.month, d.date);
}

static slice grain_text(const struct moment *m)
{
	static const char *const names[] = {"", "millennium", "century", "decade", "year", "half", "season", "quarter", "month", "week", "week", "day", "time", "time", "time"};
	if (m->literal.ptr && m->type == TIMEX_DATE)
		return SLICE("ref");
	if (m->type == TIMEX_DURATION || m->type == TIMEX_SET)
		return SLICE_NULL;
	return m->grain == GRAIN_NONE ? (m->type == TIMEX_TIME ? SLICE("time") : SLICE_NULL) : slice_of(names[m->grain]);
}

void moment_write(const struct moment *m, struct arena *a, struct date *ret)
{
	static const char *const types[] = {"DATE", "TIME", "DURATION", "SET"};
	struct day from, to;
	ret->timex_type = slice_of(types[m->type]);
	ret->timex_value = m->literal.ptr ? m->literal : value_text(m, a, false);
	ret->timex_mod = m->mod.ptr && m->mod.len ? m->mod : SLICE_NULL;
	ret->grain = grain_text(m);
	ret->anchor = m->anchor == ANCHOR_DOC ? SLICE("doc_date") : m->anchor == ANCHOR_CONTEXT ? SLICE("context") : SLICE_NULL;
	if (m->wrong.ptr) {
		ret->head.status = SLICE("invalid");
		ret->head.note = m->wrong;
		return;
	}
	if (m->type == TIMEX_DURATION || m->type == TIMEX_SET || m->literal.ptr)
		return;
	ret->edtf = value_text(m, a, true);
	if (ret->edtf.ptr && slice_equal(ret->timex_mod, SLICE("APPROX")))
		ret->edtf = arena_format(a, SLICE_FMT "~", SLICE_ARG(ret->edtf));
	if (m->other.month) {
		ret->head.status = SLICE("ambiguous");
		ret->head.note = arena_format(a, SLICE_FMT "|" SLICE_FMT, SLICE_ARG(ret->timex_value), SLICE_ARG(iso_day(m->other, a)));
	}
	if (moment_days(m, &from, &to)) {
		ret->date_from = iso_day(from, a);
		ret->date_to = iso_day(to, a);
	}
}
