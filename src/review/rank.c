// SPDX-License-Identifier: MIT
// rank: what a person should see first.
//
// Conflicts: severity, then spread: how far apart the sides are, against the largest bound.
//     16 against 73:   (73 - 16) / 73   = 0.78
//     950 against 1000: (1000 - 950) / 1000 = 0.05
#include <math.h>
#include <stdlib.h>

#include "private.h"

#include "base/banned.h"

static int severity_rank(const struct shown_conflict *c)
{
	static const char *const name[] = {"low", "medium", "high"};
	if (slice_equal(c->record.conflict_kind, SLICE("update")))
		return -1; // no contradiction, told only on request
	for (int i = 0; i < 3; i++) {
		if (slice_equal(c->record.severity, slice_of(name[i])))
			return i + 1;
	}
	return 0;
}

static double spread_of(const struct shown_conflict *c)
{
	double low = (double)INFINITY, high = -(double)INFINITY;
	for (size_t i = 0; i < c->sides; i++) {
		const double bound[] = {c->side[i].lo, c->side[i].hi};
		for (size_t k = 0; k < 2; k++) {
			if (isfinite(bound[k])) {
				low = fmin(low, bound[k]);
				high = fmax(high, bound[k]);
			}
		}
	}
	double largest = fmax(fabs(low), fabs(high));
	return isfinite(low) && isfinite(largest) && largest > 0 ? (high - low) / largest : 0;
}

static size_t claims_of(const struct shown_conflict *c)
{
	size_t claims = 0;
	for (size_t i = 0; i < c->sides; i++)
		claims += c->side[i].claims;
	return claims;
}

static int by_weight(const void *left, const void *right)
{
	const struct shown_conflict *a = left, *b = right;
	int severity_a = severity_rank(a), severity_b = severity_rank(b);
	if (severity_a != severity_b)
		return severity_a > severity_b ? -1 : 1;
	if (a->spread > b->spread || a->spread < b->spread)
		return a->spread > b->spread ? -1 : 1;
	size_t claims_a = claims_of(a), claims_b = claims_of(b);
	if (claims_a != claims_b)
		return claims_a > claims_b ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

void rank_conflicts(struct review *r)
{
	for (size_t i = 0; i < r->conflict.count; i++)
		r->conflict.at[i].spread = spread_of(&r->conflict.at[i]);
	if (r->conflict.count)
		qsort(r->conflict.at, r->conflict.count, sizeof *r->conflict.at, by_weight);
}

static int by_interest(const void *left, const void *right)
{
	const struct topic *a = left, *b = right;
	if (!a->name.ptr != !b->name.ptr)
		return a->name.ptr ? -1 : 1;
	if (a->conflicts != b->conflicts)
		return a->conflicts > b->conflicts ? -1 : 1;
	if (a->claims != b->claims)
		return a->claims > b->claims ? -1 : 1;
	return slice_compare(a->name, b->name);
}

void rank_topics(struct review *r)
{
	struct map known;
	size_t untold = NONE;
	size_t *topic_of = ARENA_ARRAY(&r->arena, size_t, r->claim.count);

	map_init(&known);
	for (size_t i = 0; i < r->claim.count; i++) {
		const struct shown_claim *c = &r->claim.at[i];
		if (!c->listed)
			continue;
		size_t index = c->record.topic.ptr ? map_index(&known, c->record.topic) : untold;
		if (index == NONE) {
			index = r->topic.count;
			vec_push(&r->topic, ((struct topic){.name = c->record.topic, .order = index}));
			if (c->record.topic.ptr)
				map_put_index(&known, c->record.topic, index);
			else
				untold = index;
		}
		topic_of[i] = index;
		r->topic.at[index].claims++;
		r->topic.at[index].conflicts += c->conflicts;
	}
	map_release(&known);
	if (!r->topic.count)
		return;
	qsort(r->topic.at, r->topic.count, sizeof *r->topic.at, by_interest);

	// Claims go to their topic's place, in the order in which they were read.
	size_t *next = ARENA_ARRAY(&r->arena, size_t, r->topic.count);
	size_t listed = 0;
	for (size_t i = 0; i < r->topic.count; i++) {
		next[r->topic.at[i].order] = r->topic.at[i].first = listed;
		listed += r->topic.at[i].claims;
	}
	vec_reserve(&r->claim_order, listed);
	r->claim_order.count = listed;
	for (size_t i = 0; i < r->claim.count; i++) {
		if (r->claim.at[i].listed)
			r->claim_order.at[next[topic_of[i]]++] = i;
	}
}
