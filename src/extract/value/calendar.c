// SPDX-License-Identifier: MIT
// calendar: days, weeks and feasts of the Gregorian calendar.
#include "extract/value/calendar.h"

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && is_leap(year) ? 29 : days[(month + 11) % 12];
}

bool day_is_valid(struct day d)
{
	return d.month >= 1 && d.month <= 12 && d.date >= 1 && d.date <= days_in_month(d.year, d.month);
}

long day_number(struct day d)
{
	long year = d.month <= 2 ? d.year - 1 : d.year;
	long era = (year >= 0 ? year : year - 399) / 400;
	long of_era = year - era * 400;
	long of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.date - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct day day_of_number(long number)
{
	number += 719468;
	long era = (number >= 0 ? number : number - 146096) / 146097;
	long of_era = number - era * 146097;
	long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	long of_year = of_era - (365 * year + year / 4 - year / 100);
	long month = (5 * of_year + 2) / 153;
	struct day d = {.month = (int)(month < 10 ? month + 3 : month - 9), .date = (int)(of_year - (153 * month + 2) / 5 + 1)};
	d.year = (int)(year + era * 400 + (d.month <= 2));
	return d;
}

struct day day_add(struct day d, long days)
{
	return day_of_number(day_number(d) + days);
}

struct day day_add_months(struct day d, int months)
{
	long all = (long)d.year * 12 + d.month - 1 + months;
	d.year = (int)((all >= 0 ? all : all - 11) / 12);
	d.month = (int)(all - (long)d.year * 12) + 1;
	if (d.date > days_in_month(d.year, d.month))
		d.date = days_in_month(d.year, d.month);
	return d;
}

int day_weekday(struct day d)
{
	long n = (day_number(d) + 3) % 7; // 1970-01-01 was a Thursday
	return (int)(n < 0 ? n + 7 : n) + 1;
}

int day_iso_week(struct day d, int *ret_year)
{
	struct day thursday = day_add(d, 4 - day_weekday(d)); // the week belongs to the year of its Thursday
	*ret_year = thursday.year;
	return (int)((day_number(thursday) - day_number((struct day){thursday.year, 1, 1})) / 7) + 1;
}

struct day iso_week_monday(int year, int week)
{
	struct day fourth = {year, 1, 4}; // always in week 1
	return day_add(fourth, 1 - day_weekday(fourth) + (week - 1) * 7L);
}

struct day easter_sunday(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;
	return (struct day){year, n / 31, n % 31 + 1};
}

struct day nth_weekday(int year, int month, int weekday, int n)
{
	struct day d = {year, month, n ? 1 : days_in_month(year, month)};
	int off = n ? (weekday - day_weekday(d) + 7) % 7 + (n - 1) * 7 : -((day_weekday(d) - weekday + 7) % 7);
	return day_add(d, off);
}
