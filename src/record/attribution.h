// SPDX-License-Identifier: MIT
// attribution: who says it: the source, the cue, the stance, and the span of what is said (code points, like char_*; -1 where
// there is none).
#ifndef RECORD_ATTRIBUTION_H
#define RECORD_ATTRIBUTION_H

#include "record/record.h"

struct attribution {
	struct record head;
	ATTRIBUTION_FIELDS(RECORD_MEMBER)
};

void attribution_write(struct out *o, const struct attribution *r);
// Reads the record of a line; strings borrow from the line. False: a key is missing or of another type, reported with its name.
bool attribution_read(struct attribution *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);

#endif
