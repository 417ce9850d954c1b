// SPDX-License-Identifier: MIT
// date: a date, time, duration or set: TIMEX3 type, value and mod, EDTF, and the inclusive ISO days it covers.
#ifndef RECORD_DATE_H
#define RECORD_DATE_H

#include "record/record.h"

struct date {
	struct record head;
	DATE_FIELDS(RECORD_MEMBER)
};

void date_write(struct out *o, const struct date *r);
// Reads the record of a line; strings borrow from the line. False: a key is missing or of another type, reported with its name.
bool date_read(struct date *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);

#endif
