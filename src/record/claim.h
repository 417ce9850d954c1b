// SPDX-License-Identifier: MIT
// claim: one figure or date tied to what it measures, where, when and on whose word.
#ifndef RECORD_CLAIM_H
#define RECORD_CLAIM_H

#include "record/record.h"

struct claim {
	struct record head;
	CLAIM_FIELDS(RECORD_MEMBER)
};

void claim_write(struct out *o, const struct claim *r);
// Reads the record of a line; strings borrow from the line. False: a key is missing or of another type, reported with its name.
bool claim_read(struct claim *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);

#endif
