// SPDX-License-Identifier: MIT
// group: finds the pairs worth comparing, and gathers those that conflict.
//
//   claims --alike--> nodes --keys, sorted--> neighbours --compare--> edges --grow--> disagreements
//
// A disagreement grows from its strongest edge by claims that speak of the same thing as *all* its members: what a claim
// without a place has in common with two places does not join these.
#include "graph.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"

#include "base/banned.h"

// Claims that are held against a disagreement's members before it is taken as complete.
#define TRIES_MAX (4 * CROSSCHECK_MEMBERS_MAX)

void graph_release(struct graph *g)
{
	vec_release(&g->node);
	vec_release(&g->key);
	vec_release(&g->edge);
	vec_release(&g->end);
	vec_release(&g->member);
}

struct relation compare_nodes(const struct node *a, const struct node *b)
{
	const struct item *x = a->item, *y = b->item;
	while (x->document == y->document && y->same_next)
		y = y->same_next;
	if (x->document == y->document)
		for (y = b->item; x->document == y->document && x->same_next;)
			x = x->same_next;
	return compare(x, y);
}

void graph_add_node(struct graph *g, struct item *i)
{
	struct node n = {.item = i};
	vec_push(&g->node, n);
}

void graph_add_edge(struct graph *g, uint32_t a, uint32_t b)
{
	struct relation r = compare_nodes(&g->node.at[a], &g->node.at[b]);
	if (r.kind < RELATION_UPDATE || (r.kind == RELATION_UPDATE && !g->updates))
		return;
	if (g->node.at[a].conflicts++ >= CROSSCHECK_EDGES_MAX && g->node.at[b].conflicts++ >= CROSSCHECK_EDGES_MAX)
		return;
	struct edge e = {a < b ? a : b, a < b ? b : a, r.points, r.kind == RELATION_UPDATE, false};
	vec_push(&g->edge, e);
}

// --- disagreements ---

static int by_points(const void *left, const void *right)
{
	const struct edge *a = left, *b = right;
	if (a->points != b->points)
		return a->points > b->points ? -1 : 1;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static void link_edges(struct graph *g)
{
	if (g->edge.count)
		qsort(g->edge.at, g->edge.count, sizeof *g->edge.at, by_points);
	for (size_t e = 0; e < g->edge.count; e++) {
		g->node.at[g->edge.at[e].a].edges++;
		g->node.at[g->edge.at[e].b].edges++;
	}
	size_t at = 0;
	for (size_t n = 0; n < g->node.count; n++) {
		g->node.at[n].first_edge = at;
		at += g->node.at[n].edges;
		g->node.at[n].edges = 0;
	}
	vec_reserve(&g->end, at + 1);
	for (size_t e = 0; e < g->edge.count; e++) {
		struct node *a = &g->node.at[g->edge.at[e].a], *b = &g->node.at[g->edge.at[e].b];
		g->end.at[a->first_edge + a->edges++] = (uint32_t)e;
		g->end.at[b->first_edge + b->edges++] = (uint32_t)e;
	}
}

static bool fits_all(const struct graph *g, uint32_t candidate, bool update)
{
	for (size_t m = 0; m < g->member.count; m++) {
		enum relation_kind kind = compare_nodes(&g->node.at[candidate], &g->node.at[g->member.at[m]]).kind;
		if (kind == RELATION_APART || (update && kind == RELATION_CONFLICT))
			return false;
	}
	return true;
}

static void add_member(struct graph *g, uint32_t node)
{
	g->node.at[node].member = true;
	vec_push(&g->member, node);
}

static bool seen_enough(const struct node *n)
{
	return n->disagreements >= CROSSCHECK_DISAGREEMENTS_MAX;
}

// Adds what has an edge to a member and fits all of them; then marks the edges among the members.
static void grow(struct graph *g, const struct edge *seed)
{
	vec_clear(&g->member);
	g->grown++;
	g->tries = 0;
	add_member(g, seed->a);
	add_member(g, seed->b);
	for (size_t m = 0; m < g->member.count; m++) {
		const struct node *n = &g->node.at[g->member.at[m]];
		for (size_t k = 0; k < n->edges && g->member.count < CROSSCHECK_MEMBERS_MAX && g->tries < TRIES_MAX; k++) {
			const struct edge *e = &g->edge.at[g->end.at[n->first_edge + k]];
			uint32_t other = e->a == g->member.at[m] ? e->b : e->a;
			if (e->update != seed->update || g->node.at[other].member || g->node.at[other].tried == g->grown ||
				seen_enough(&g->node.at[other]))
				continue;
			g->node.at[other].tried = g->grown;
			g->tries++;
			if (fits_all(g, other, seed->update))
				add_member(g, other);
		}
	}
	for (size_t m = 0; m < g->member.count; m++) {
		const struct node *n = &g->node.at[g->member.at[m]];
		for (size_t k = 0; k < n->edges; k++) {
			struct edge *e = &g->edge.at[g->end.at[n->first_edge + k]];
			if (e->update == seed->update && g->node.at[e->a].member && g->node.at[e->b].member)
				e->covered = true;
		}
	}
	for (size_t m = 0; m < g->member.count; m++) {
		g->node.at[g->member.at[m]].member = false;
		g->node.at[g->member.at[m]].disagreements++;
	}
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

// The first side all of whose members agree with the node; a new one where there is none. `out` has room for a flag a side.
static size_t side_for(const struct graph *g, size_t m, const size_t *side, size_t sides, bool update, bool *out)
{
	memset(out, 0, sides * sizeof *out);
	for (size_t k = 0; k < m; k++) {
		if (out[side[k]])
			continue;
		enum relation_kind kind = compare_nodes(&g->node.at[g->member.at[m]], &g->node.at[g->member.at[k]]).kind;
		out[side[k]] = kind != RELATION_AGREE && (kind != RELATION_UPDATE || update);
	}
	size_t s = 0;
	while (s < sides && out[s])
		s++;
	return s;
}

static void add_disagreement(struct graph *g, const struct edge *seed, struct disagreements *ret)
{
	struct disagreement found = {.points = seed->points, .update = seed->update};
	if (g->member.count)
		qsort(g->member.at, g->member.count, sizeof *g->member.at, by_number);
	size_t *side = ARENA_ARRAY(g->arena, size_t, g->member.count);
	bool *out = ARENA_ARRAY(g->arena, bool, g->member.count);
	for (size_t m = 0; m < g->member.count; m++) {
		side[m] = side_for(g, m, side, found.sides, seed->update, out);
		if (side[m] == found.sides)
			found.sides++;
		for (const struct item *i = g->node.at[g->member.at[m]].item; i; i = i->same_next)
			found.claims++;
	}
	found.claim = ARENA_ARRAY(g->arena, struct item *, found.claims);
	found.side = ARENA_ARRAY(g->arena, size_t, found.claims);
	size_t at = 0;
	for (size_t s = 0; s < found.sides; s++)
		for (size_t m = 0; m < g->member.count; m++)
			for (struct item *i = side[m] == s ? g->node.at[g->member.at[m]].item : NULL; i; i = i->same_next) {
				found.claim[at] = i;
				found.side[at++] = s;
			}
	vec_push(&ret->at, found);
}

static int by_first_claim(const void *left, const void *right)
{
	const struct disagreement *a = left, *b = right;
	for (size_t i = 0; i < a->claims && i < b->claims; i++)
		if (a->claim[i]->order != b->claim[i]->order)
			return a->claim[i]->order < b->claim[i]->order ? -1 : 1;
	return a->claims < b->claims ? -1 : a->claims > b->claims;
}

static void gather(struct graph *g, struct disagreements *ret)
{
	link_edges(g);
	for (size_t e = 0; e < g->edge.count; e++) {
		struct edge *seed = &g->edge.at[e];
		if (seed->covered || seen_enough(&g->node.at[seed->a]) || seen_enough(&g->node.at[seed->b]))
			continue;
		grow(g, seed);
		seed->covered = true;
		add_disagreement(g, seed, ret);
	}
	if (ret->at.count > 1)
		if (ret->at.count)
			qsort(ret->at.at, ret->at.count, sizeof *ret->at.at, by_first_claim);
}

void group_claims(struct item *const *item, size_t count, unsigned pairs, bool updates, struct arena *a,
				  struct disagreements *ret, size_t *ret_skipped)
{
	struct graph g = {.arena = a, .updates = updates};
	vec_clear(&ret->at);
	graph_add_nodes(&g, item, count, pairs);
	graph_meet(&g, pairs);
	gather(&g, ret);
	*ret_skipped = g.skipped;
	graph_release(&g);
}

// --- reference claims ---

struct reference_list {
	VEC(struct item *) item;
};

void reference_init(struct reference *r, struct item *const *item, size_t count)
{
	arena_init(&r->arena);
	map_init(&r->by_measure);
	for (size_t i = 0; i < count; i++) {
		void **list = map_at(&r->by_measure, measure_key(item[i]));
		if (!*list)
			*list = ARENA_NEW(&r->arena, struct reference_list);
		struct reference_list *l = *list;
		vec_push(&l->item, item[i]);
	}
}

void reference_release(struct reference *r)
{
	for (size_t i = 0; i < r->by_measure.count; i++) {
		struct reference_list *l = r->by_measure.entry[i].value;
		vec_release(&l->item);
	}
	map_release(&r->by_measure);
	arena_release(&r->arena);
}

void group_against(struct item *const *item, size_t count, const struct reference *r, bool updates, struct arena *a,
				   struct disagreements *ret, size_t *ret_skipped)
{
	struct graph g = {.arena = a, .updates = updates};
	struct map node_of; // a reference claim's address -> its node + 1
	map_init(&node_of);
	vec_clear(&ret->at);
	for (size_t i = 0; i < count; i++) {
		item[i]->same_next = NULL;
		graph_add_node(&g, item[i]);
	}
	for (size_t i = 0; i < count; i++) {
		const struct reference_list *l = map_get(&r->by_measure, measure_key(item[i]));
		for (size_t k = 0; l && k < l->item.count; k++) {
			if (compare(item[i], l->item.at[k]).kind < RELATION_UPDATE)
				continue;
			void **node = map_at(&node_of, (slice){(const char *)&l->item.at[k], sizeof l->item.at[k]});
			if (!*node) {
				graph_add_node(&g, l->item.at[k]);
				*node = (void *)(uintptr_t)g.node.count;
			}
			graph_add_edge(&g, (uint32_t)i, (uint32_t)((uintptr_t)*node - 1));
		}
	}
	gather(&g, ret);
	*ret_skipped = g.skipped;
	map_release(&node_of);
	graph_release(&g);
}
