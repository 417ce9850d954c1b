// SPDX-License-Identifier: MIT
// group: from pairs that conflict to disagreements: one of them however many claims it has.
#ifndef CROSSCHECK_GROUP_H
#define CROSSCHECK_GROUP_H

#include "compare.h"

// Claims that speak of one thing and cannot all hold. Claims of one side agree.
struct disagreement {
	struct item **claim; // by side, then in the order of the stream
	size_t *side;        // of each claim
	size_t claims, sides;
	int points;
	bool update; // the later side only moved the figure
};

struct disagreements {
	VEC(struct disagreement) at;
};

// Which pairs may start a disagreement.
enum pairs { PAIRS_WITHIN = 1, PAIRS_ACROSS = 2 };

// Finds the disagreements of `count` claims of one pool; they live in the arena. Ordered by their first claims.
// Near linear in the number of claims: only claims of one measure that share a document, place, event, subject or day
// are compared, and each with at most CROSSCHECK_NEIGHBOURS_MAX that are near in time. *ret_skipped counts the claims for which
// that was not enough.
void group_claims(struct item *const *item, size_t count, unsigned pairs, bool updates, struct arena *a,
				  struct disagreements *ret, size_t *ret_skipped);
// The same between claims and the reference claims of their measures (see reference_list).
struct reference {
	struct map by_measure; // 4 bytes of the measure's atom -> struct reference_list *
	struct arena arena;
};
void reference_init(struct reference *r, struct item *const *item, size_t count);
void reference_release(struct reference *r);
void group_against(struct item *const *item, size_t count, const struct reference *r, bool updates, struct arena *a,
				   struct disagreements *ret, size_t *ret_skipped);

#endif
