// SPDX-License-Identifier: MIT
// parts: sums and shares within a sentence: "16 dead, among them 9 police and 8 civilians", "73, or 40% of 150".
#ifndef CROSSCHECK_PARTS_H
#define CROSSCHECK_PARTS_H

#include "report.h"

// Parts that cannot be those of their whole.
struct part_conflict {
	struct item *whole;
	struct item **part;
	size_t parts;
	bool share; // part[0] is a share in percent, part[1] the figure that should be that share
	bool less;  // a complete list makes less than its whole
};

struct part_conflicts {
	VEC(struct part_conflict) at;
};

// Finds them among the claims of one document; they live in the arena.
//
// A claim of scope part belongs to the claim that its part_of names (by its id or its figure's), else to the nearest claim of its
// measure and sentence that is not a part. Parts conflict with their whole when one of them is greater, or when several of one
// sentence, each counting other people or things, together are. A share conflicts when the figure given as another part of the
// same whole is not that share of it.
void parts_find(struct item *const *item, size_t count, struct arena *a, struct part_conflicts *ret);
enum severity parts_report(struct out *o, const struct part_conflict *p, struct arena *a);

#endif
