// SPDX-License-Identifier: MIT
// private: what the files of review/ share among themselves.
#ifndef REVIEW_PRIVATE_H
#define REVIEW_PRIVATE_H

#include "review/review.h"

// Maps hold indexes; 0 is "not there".
static inline size_t map_index(const struct map *m, slice key)
{
	return (size_t)(uintptr_t)map_get(m, key) - 1;
}
static inline void map_put_index(struct map *m, slice key, size_t index)
{
	map_put(m, key, (void *)(uintptr_t)(index + 1));
}

// Finds the claim's sentence and its marks. The sentences must be in order.
void passage_find(const struct review *r, struct shown_claim *c);
// The sentence before or after (step -1 or 1) in the same document, or NONE.
size_t passage_neighbour(const struct review *r, size_t sentence, int step);

// Sorts conflicts: updates last, then by severity, spread, number of claims, order of reading. Sets their spread.
void rank_conflicts(struct review *r);
// Gathers listed claims by topic: topics with conflicts first, then those with most claims, then by name; no topic last.
void rank_topics(struct review *r);

#endif
