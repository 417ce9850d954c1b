// SPDX-License-Identifier: MIT
// figure: a number with what it counts or measures, its bounds and its unit.
#ifndef RECORD_FIGURE_H
#define RECORD_FIGURE_H

#include "record/record.h"

struct figure {
	struct record head;
	FIGURE_FIELDS(RECORD_MEMBER)
};

void figure_write(struct out *o, const struct figure *r);
// Reads the record of a line; strings borrow from the line. False: a key is missing or of another type, reported with its name.
bool figure_read(struct figure *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);

#endif
