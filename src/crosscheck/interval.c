// SPDX-License-Identifier: MIT
// interval: interval arithmetic with open and closed bounds, and days as numbers.
#include "interval.h"

#include <math.h>

#include "base/banned.h"

bool interval_make(double lo, double hi, bool lo_open, bool hi_open, interval *ret)
{
	if (isnan(lo) && isnan(hi))
		return false;
	interval i = {isnan(lo) ? -INFINITY : lo, isnan(hi) ? INFINITY : hi, lo_open || isnan(lo), hi_open || isnan(hi)};
	if (i.lo > i.hi || (i.lo == i.hi && (i.lo_open || i.hi_open)))
		return false;
	*ret = i;
	return true;
}

interval interval_loosened(interval i, double share)
{
	if (isfinite(i.lo))
		i.lo -= fabs(i.lo) * share;
	if (isfinite(i.hi))
		i.hi += fabs(i.hi) * share;
	return i;
}

bool interval_is_beyond(interval i)
{
	return isfinite(i.lo) != isfinite(i.hi) && (isfinite(i.lo) ? i.lo_open : i.hi_open);
}

interval interval_closed(interval i, double share)
{
	if (isfinite(i.lo))
		i = (interval){i.lo, i.lo + fabs(i.lo) * share, i.lo_open, false};
	else
		i = (interval){i.hi - fabs(i.hi) * share, i.hi, false, i.hi_open};
	return i;
}

// The worth of the last digit that is not zero: "2600" 100, "8.60" 0.1, "16" 1. The exponent of "1e6" is not looked at.
static double last_digit_worth(slice text, bool *ret_fraction)
{
	size_t point = slice_find_byte(text, '.');
	size_t whole = point == NOT_FOUND ? text.len : point;
	for (size_t i = text.len; i-- > 0;) {
		if (text.ptr[i] < '1' || text.ptr[i] > '9')
			continue;
		*ret_fraction = i > whole;
		return i > whole ? pow(10, -(double)(i - whole)) : pow(10, (double)(whole - i - 1));
	}
	*ret_fraction = false;
	return 0;
}

double rounding_of(slice value_text, double value, bool counted)
{
	if (!value_text.ptr || value_text.len > 40 || slice_find_byte(value_text, 'e') != NOT_FOUND)
		return 0;
	bool fraction;
	double half = last_digit_worth(value_text, &fraction) / 2;
	if (counted && !fraction && fabs(value) < 1000)
		return 0;
	double most = fabs(value) * ROUNDING_SHARE;
	return half < most ? half : most;
}

interval interval_scaled(interval i, double factor)
{
	i.lo *= factor;
	i.hi *= factor;
	return i;
}

bool interval_meets(interval a, interval b)
{
	if (a.lo > b.hi || b.lo > a.hi)
		return false;
	if (a.lo == b.hi)
		return !a.lo_open && !b.hi_open;
	if (b.lo == a.hi)
		return !b.lo_open && !a.hi_open;
	return true;
}

bool interval_inside(interval inner, interval outer)
{
	return outer.lo <= inner.lo && inner.hi <= outer.hi;
}

static bool digits(slice s, size_t start, size_t count, int *ret)
{
	int n = 0;
	for (size_t i = start; i < start + count; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		n = n * 10 + (s.ptr[i] - '0');
	}
	*ret = n;
	return true;
}

// Howard Hinnant's days_from_civil: years begin in March, so that the leap day is the last of its year.
static int32_t days_from(int year, int month, int day)
{
	year -= month <= 2;
	int era = (year >= 0 ? year : year - 399) / 400;
	int of_era = year - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return (int32_t)(era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468);
}

bool day_of(slice iso, int32_t *ret)
{
	int year, month, day;
	if (!iso.ptr || iso.len < 10 || iso.ptr[4] != '-' || iso.ptr[7] != '-' || !digits(iso, 0, 4, &year) ||
		!digits(iso, 5, 2, &month) || !digits(iso, 8, 2, &day) || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	*ret = days_from(year, month, day);
	return true;
}

void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_day)
{
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int of_era = z - era * 146097;
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153;
	*ret_day = of_year - (153 * month + 2) / 5 + 1;
	*ret_month = month + (month < 10 ? 3 : -9);
	*ret_year = year + era * 400 + (*ret_month <= 2);
}
