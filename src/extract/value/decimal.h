// SPDX-License-Identifier: MIT
// decimal: exact arithmetic on decimals, for numbers whose text is kept ("1000000000000000.05").
#ifndef EXTRACT_VALUE_DECIMAL_H
#define EXTRACT_VALUE_DECIMAL_H

#include "base/arena.h"

__extension__ typedef unsigned __int128 wide;

// ± digits · 10^-places, exact up to 38 digits; `inexact` when that did not suffice.
struct decimal {
	wide digits;
	unsigned places;
	bool negative, inexact;
};

struct decimal decimal_of(uint64_t n);
struct decimal decimal_add(struct decimal a, struct decimal b);
struct decimal decimal_multiply(struct decimal a, struct decimal b);
// a / b as near as a double comes; b is not 0.
struct decimal decimal_divide(struct decimal a, struct decimal b);
// d · 10^exponent; inexact beyond 38 digits.
struct decimal decimal_shift(struct decimal d, int exponent);
double decimal_value(struct decimal d);
slice decimal_text(struct decimal d, struct arena *a);
// Reads a decimal as lists and decimal_text write it: "1000000", "0.5", "-3".
struct decimal decimal_read(slice text);
// Puts a digit behind the others.
void decimal_append(struct decimal *d, char digit, bool behind_point);

#endif
