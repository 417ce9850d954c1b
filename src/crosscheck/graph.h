// SPDX-License-Identifier: MIT
// graph: what group.c and neighbours.c share: claims as nodes, the pairs of them that conflict as edges.
#ifndef CROSSCHECK_GRAPH_H
#define CROSSCHECK_GRAPH_H

#include "group.h"

// A claim, or several that are alike in all slots (chained by same_next), so that a thousand copies of one report cost little.
struct node {
	struct item *item;
	size_t first_edge, edges; // in the list of ends
	bool member;
	size_t tried; // number of the disagreement that it was last held against
	size_t conflicts, disagreements;
};

struct edge {
	uint32_t a, b;
	int points;
	bool update, covered;
};

struct key {
	uint64_t key;
	days window;
	uint32_t node;
};

struct graph {
	VEC(struct node) node;
	VEC(struct key) key;
	VEC(struct edge) edge;
	VEC(uint32_t) end; // edges by node
	VEC(uint32_t) member;
	bool updates;                 // whether mere updates matter
	size_t skipped, grown, tries; // tries: of the disagreement that grows
	struct arena *arena;
};

// Two nodes as claims: of two documents where that is possible.
struct relation compare_nodes(const struct node *a, const struct node *b);
void graph_add_node(struct graph *g, struct item *i);
// An edge between two nodes where they conflict (or, where updates matter, one moves the other's figure).
void graph_add_edge(struct graph *g, uint32_t a, uint32_t b);
void graph_release(struct graph *g);

// neighbours.c: makes a node of each claim, or of all that are alike.
void graph_add_nodes(struct graph *g, struct item *const *item, size_t count, unsigned pairs);
// Finds the pairs worth comparing and makes edges of those that conflict.
void graph_meet(struct graph *g, unsigned pairs);
// The bytes by which claims of one measure are known.
slice measure_key(const struct item *i);

#endif
