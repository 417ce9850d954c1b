// SPDX-License-Identifier: MIT
// digits: numbers written in digits, with all that notation puts around them. Knows no language.
//
//   1,250.5   1'000   12 500   .75   2.48×10−5   4e14   2^10
#ifndef EXTRACT_VALUE_DIGITS_H
#define EXTRACT_VALUE_DIGITS_H

#include "extract/private.h"
#include "extract/value/decimal.h"

struct digits {
	struct decimal value;
	slice ambiguous; // its readings, where it has two ("1.25|1250"); null: it has one
	bool grouped;    // thousands are marked
	bool notation;   // more than one token: a power, a point in front
	size_t end;      // the token behind it
};

// Reads the number that begins at a token; false: no digits begin there.
bool digits_read(const struct facts *f, size_t token, struct arena *a, struct digits *ret);

#endif
