// SPDX-License-Identifier: MIT
// calendar: arithmetic of days in the Gregorian calendar, carried back without end. Years are astronomical: 0 is 1 BC, -479 is
// 480 BC.
#ifndef EXTRACT_VALUE_CALENDAR_H
#define EXTRACT_VALUE_CALENDAR_H

#include <stdbool.h>

struct day {
	int year, month, date; // month 1-12, date 1-31
};

// Coarse to fine.
enum grain {
	GRAIN_NONE,
	GRAIN_MILLENNIUM,
	GRAIN_CENTURY,
	GRAIN_DECADE,
	GRAIN_YEAR,
	GRAIN_HALF,
	GRAIN_SEASON,
	GRAIN_QUARTER,
	GRAIN_MONTH,
	GRAIN_WEEK,
	GRAIN_WEEKEND,
	GRAIN_DAY,
	GRAIN_HOUR,
	GRAIN_MINUTE,
	GRAIN_SECOND
};

int days_in_month(int year, int month);
bool day_is_valid(struct day d);
// Days since 1970-01-01, and back. After Howard Hinnant's "chrono-compatible low-level date algorithms".
long day_number(struct day d);
struct day day_of_number(long number);
struct day day_add(struct day d, long days);
// The day `months` later; the 31st becomes the last of a shorter month.
struct day day_add_months(struct day d, int months);
// Monday is 1.
int day_weekday(struct day d);
// The ISO 8601 week: its number, and in *ret_year the year it belongs to.
int day_iso_week(struct day d, int *ret_year);
// The Monday of an ISO week.
struct day iso_week_monday(int year, int week);
// Easter Sunday of the western churches; Meeus's form of the anonymous Gregorian algorithm.
struct day easter_sunday(int year);
// The n-th such weekday of a month; n 0: the last one.
struct day nth_weekday(int year, int month, int weekday, int n);

#endif
