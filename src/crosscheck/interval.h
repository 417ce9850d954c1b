// SPDX-License-Identifier: MIT
// interval: what a figure allows, and whether two figures can both hold.
//
//   16           [16, 16]            at least 16   [16, inf)          more than 16   (16, inf)
//   up to 73     (-inf, 73]          about 50      [45, 55]           NOK 8.6 bn     (8.55 bn, 8.65 bn)
//   just over 20 (20, 22]
#ifndef CROSSCHECK_INTERVAL_H
#define CROSSCHECK_INTERVAL_H

#include "base/slice.h"

typedef struct {
	double lo, hi; // -INFINITY and INFINITY where unbounded
	bool lo_open, hi_open;
} interval;

// "About" gives this share of the value on both sides: 200 and 212 agree, 50 and 60 do not.
#define APPROX_SHARE 0.1
// "Tens of thousands" (20,000 to 99,999) tells an order of magnitude: with bounds so far apart, this share is given on both
// sides, so that 200,000 agrees.
#define VAGUE_RATIO 3
#define VAGUE_SHARE 2
// A rounded figure stands for half a unit of its last digit that is not zero, but never for more than this share of it.
#define ROUNDING_SHARE 0.05

// From a claim's fields; NAN bounds are open ends. False: there is no number in them, or the bounds cross.
bool interval_make(double lo, double hi, bool lo_open, bool hi_open, interval *ret);
// With every bound moved outward by a share of itself.
interval interval_loosened(interval i, double share);
// Whether it has one end, and a figure that it does not reach: more than 16, less than 16.
bool interval_is_beyond(interval i);
// … with its other end a share of that figure away.
interval interval_closed(interval i, double share);
// How far an exactly written figure may be rounded, in its own unit: half a unit of the last digit of `value_text` ("8.6" 0.05,
// "2600" 50), at most ROUNDING_SHARE. 0 for a whole number below 1000 that counts things (`counted`): 16 people are 16.
double rounding_of(slice value_text, double value, bool counted);
interval interval_scaled(interval i, double factor);
// Whether some number is in both.
bool interval_meets(interval a, interval b);
bool interval_inside(interval inner, interval outer);

// Days since 1970-01-01 of an ISO day "2011-12-16" (what follows the day is ignored). False: it is none.
bool day_of(slice iso, int32_t *ret);
// The reverse, of the years 0 to 9999.
void day_split(int32_t day, int *ret_year, int *ret_month, int *ret_day);

#endif
