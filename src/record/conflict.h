// SPDX-License-Identifier: MIT
// conflict: claims that cannot all be true, by sides; the claims of one side agree.
//
// `sides` is the one nested field of all records:
//   [{"value_text":"16","lo":16,"hi":16,"claims":[
//     {"id":…,"doc":…,"byte_start":…,"byte_end":…,"char_start":…,"char_end":…,"text":…,"source_text":…}, …]}, …]
#ifndef RECORD_CONFLICT_H
#define RECORD_CONFLICT_H

#include "record/record.h"

// What a side shows of a claim.
struct side_claim {
	slice id, doc;
	int64_t byte_start, byte_end, char_start, char_end;
	slice text, source_text;
};

struct side {
	slice value_text;
	double lo, hi; // NAN where open
	struct side_claim *claim;
	size_t claims;
};

struct sides {
	struct side *at;
	size_t count;
};

struct conflict {
	struct record head;
	CONFLICT_FIELDS(RECORD_MEMBER)
};

void conflict_write(struct out *o, const struct conflict *r);
bool conflict_read(struct conflict *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);

#endif
