// SPDX-License-Identifier: MIT
// group: finds the pairs worth comparing, and gathers those that conflict.
//
//   claims --alike--> nodes --keys, sorted--> neighbours --compare--> edges --grow--> disagreements
//
// A disagreement grows from its strongest edge by claims that speak of the same thing as *all* its members: what a claim
// without a place has in common with two places does not join these.
#include "group.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "fit.h"

#include "base/banned.h"

// Claims that are held against a disagreement's members before it is taken as complete.
#define TRIES_MAX (4 * CROSSCHECK_MEMBERS_MAX)

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

static void graph_release(struct graph *g)
{
	vec_release(&g->node);
	vec_release(&g->key);
	vec_release(&g->edge);
	vec_release(&g->end);
	vec_release(&g->member);
}

// Two nodes as claims: of two documents where that is possible.
static struct relation compare_nodes(const struct node *a, const struct node *b)
{
	const struct item *x = a->item, *y = b->item;
	while (x->document == y->document && y->same_next)
		y = y->same_next;
	if (x->document == y->document)
		for (y = b->item; x->document == y->document && x->same_next;)
			x = x->same_next;
	return compare(x, y);
}

static void add_node(struct graph *g, struct item *i)
{
	struct node n = {.item = i};
	vec_push(&g->node, n);
}

static void add_edge(struct graph *g, uint32_t a, uint32_t b)
{
	struct relation r = compare_nodes(&g->node.at[a], &g->node.at[b]);
	if (r.kind < RELATION_UPDATE || (r.kind == RELATION_UPDATE && !g->updates))
		return;
	if (g->node.at[a].conflicts++ >= CROSSCHECK_EDGES_MAX && g->node.at[b].conflicts++ >= CROSSCHECK_EDGES_MAX)
		return;
	struct edge e = {a < b ? a : b, a < b ? b : a, r.points, r.kind == RELATION_UPDATE, false};
	vec_push(&g->edge, e);
}

// --- alike claims ---

static void sign(char **at, const void *bytes, size_t length)
{
	if (!length)
		return;
	memcpy(*at, bytes, length);
	*at += length;
}

// All that compare looks at, as bytes.
static slice signature(const struct item *i, struct arena *a)
{
	size_t words = i->event.count + i->subject.count + i->source.count + i->place.arounds;
	char *start = arena_alloc(a, words * sizeof(atom) + 192), *at = start;
	uint32_t number[] = {i->measure,
						 i->claim_kind,
						 i->unit_base,
						 i->what,
						 i->place.head,
						 i->place.kind,
						 i->inherited,
						 (uint32_t)i->kind,
						 (uint32_t)i->event.count,
						 (uint32_t)i->subject.count,
						 (uint32_t)i->source.count,
						 (uint32_t)i->place.arounds};
	bool flag[] = {i->what_any, i->place.any_kind, i->event.named, i->subject.named,   i->is_date,        i->is_part,
				   i->is_new,   i->is_ongoing,     i->hedged,      i->allowed.lo_open, i->allowed.hi_open};
	int32_t day[] = {i->date.from, i->date.to, i->document->date.from, i->document->date.to};
	double bound[] = {i->allowed.lo, i->allowed.hi};
	uint64_t source = i->document->source.ptr ? slice_hash(i->document->source) : 0;
	sign(&at, number, sizeof number);
	sign(&at, flag, sizeof flag);
	sign(&at, day, sizeof day);
	sign(&at, bound, sizeof bound);
	sign(&at, &source, sizeof source);
	sign(&at, i->event.at, i->event.count * sizeof(atom));
	sign(&at, i->subject.at, i->subject.count * sizeof(atom));
	sign(&at, i->source.at, i->source.count * sizeof(atom));
	sign(&at, i->place.around, i->place.arounds * sizeof(atom));
	return (slice){start, (size_t)(at - start)};
}

static void gather_alike(struct graph *g, struct item *const *item, size_t count)
{
	struct map seen;
	struct arena a;
	arena_init(&a);
	map_init(&seen);
	for (size_t i = 0; i < count; i++) {
		item[i]->same_next = NULL;
		void **last = map_at(&seen, signature(item[i], &a));
		if (*last)
			((struct item *)*last)->same_next = item[i];
		else
			add_node(g, item[i]);
		*last = item[i];
	}
	map_release(&seen);
	arena_release(&a);
}

// --- neighbours ---

static slice measure_key(const struct item *i)
{
	return (slice){(const char *)&i->measure, sizeof i->measure};
}

// How many nodes have each measure. Few enough meet one another whatever they name: two reports may share their story only.
static void count_measures(const struct graph *g, struct map *ret)
{
	map_init(ret);
	for (size_t n = 0; n < g->node.count; n++) {
		void **count = map_at(ret, measure_key(g->node.at[n].item));
		*count = (void *)((uintptr_t)*count + 1);
	}
}

enum key_kind { KEY_DOCUMENT = 1, KEY_PLACE, KEY_WORD, KEY_DAY, KEY_MEASURE };

static void add_key(struct graph *g, size_t node, enum key_kind kind, uint64_t value)
{
	const struct item *i = g->node.at[node].item;
	uint64_t number[] = {i->measure, (uint64_t)kind, value};
	struct key k = {slice_hash((slice){(const char *)number, sizeof number}), fit_window(i), (uint32_t)node};
	if (kind == KEY_DOCUMENT)
		k.window = (days){INT32_MIN / 2, INT32_MAX / 2};
	else if (g->updates && k.window.to < INT32_MAX / 2)
		k.window.to += TOLL_SETTLES_DAYS;
	vec_push(&g->key, k);
}

static void add_keys(struct graph *g, size_t node, unsigned pairs, bool rare)
{
	const struct item *i = g->node.at[node].item;
	if (pairs & PAIRS_WITHIN)
		add_key(g, node, KEY_DOCUMENT, i->document->run);
	if (!(pairs & PAIRS_ACROSS))
		return;
	if (rare)
		add_key(g, node, KEY_MEASURE, 0);
	if (i->place.head)
		add_key(g, node, KEY_PLACE, i->place.head);
	for (size_t w = 0; w < i->event.count; w++)
		add_key(g, node, KEY_WORD, i->event.at[w]);
	for (size_t w = 0; w < i->subject.count; w++)
		add_key(g, node, KEY_WORD, i->subject.at[w]);
	if (days_known(i->date))
		add_key(g, node, KEY_DAY, (uint64_t)(int64_t)i->date.from);
}

static int by_key(const void *left, const void *right)
{
	const struct key *a = left, *b = right;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->window.from != b->window.from)
		return a->window.from < b->window.from ? -1 : 1;
	return a->node < b->node ? -1 : a->node > b->node;
}

static int by_ends(const void *left, const void *right)
{
	const struct edge *a = left, *b = right;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

static int by_points(const void *left, const void *right)
{
	const struct edge *a = left, *b = right;
	if (a->points != b->points)
		return a->points > b->points ? -1 : 1;
	return by_ends(left, right);
}

static void drop_double_edges(struct graph *g)
{
	if (g->edge.count == 0)
		return;
	if (g->edge.count)
		qsort(g->edge.at, g->edge.count, sizeof *g->edge.at, by_ends);
	size_t kept = 1;
	for (size_t i = 1; i < g->edge.count; i++)
		if (by_ends(&g->edge.at[i], &g->edge.at[kept - 1]) != 0)
			g->edge.at[kept++] = g->edge.at[i];
	g->edge.count = kept;
}

static bool pair_wanted(const struct node *a, const struct node *b, unsigned pairs)
{
	bool alone = !a->item->same_next && !b->item->same_next;
	if (a->item->document == b->item->document)
		return (pairs & PAIRS_WITHIN) || !alone;
	return (pairs & PAIRS_ACROSS) != 0;
}

// Claims that share a key, in the order of their days; each meets those whose days begin before its own end.
static void meet_neighbours(struct graph *g, unsigned pairs)
{
	struct map measures;
	count_measures(g, &measures);
	for (size_t n = 0; n < g->node.count; n++) {
		uintptr_t alike = (uintptr_t)map_get(&measures, measure_key(g->node.at[n].item));
		add_keys(g, n, pairs, alike <= CROSSCHECK_NEIGHBOURS_MAX);
	}
	map_release(&measures);
	if (g->key.count)
		qsort(g->key.at, g->key.count, sizeof *g->key.at, by_key);
	for (size_t i = 0; i < g->key.count; i++) {
		const struct key *k = &g->key.at[i];
		size_t met = 0, j = i + 1;
		for (; j < g->key.count && g->key.at[j].key == k->key && g->key.at[j].window.from <= k->window.to; j++) {
			if (met++ == CROSSCHECK_NEIGHBOURS_MAX) {
				g->skipped++;
				break;
			}
			if (pair_wanted(&g->node.at[k->node], &g->node.at[g->key.at[j].node], pairs))
				add_edge(g, k->node, g->key.at[j].node);
		}
	}
	drop_double_edges(g);
}

// --- disagreements ---

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
	if (pairs & PAIRS_WITHIN && !(pairs & PAIRS_ACROSS))
		for (size_t i = 0; i < count; i++) {
			item[i]->same_next = NULL;
			add_node(&g, item[i]);
		}
	else
		gather_alike(&g, item, count);
	meet_neighbours(&g, pairs);
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
		add_node(&g, item[i]);
	}
	for (size_t i = 0; i < count; i++) {
		const struct reference_list *l = map_get(&r->by_measure, measure_key(item[i]));
		for (size_t k = 0; l && k < l->item.count; k++) {
			if (compare(item[i], l->item.at[k]).kind < RELATION_UPDATE)
				continue;
			void **node = map_at(&node_of, (slice){(const char *)&l->item.at[k], sizeof l->item.at[k]});
			if (!*node) {
				add_node(&g, l->item.at[k]);
				*node = (void *)(uintptr_t)g.node.count;
			}
			add_edge(&g, (uint32_t)i, (uint32_t)((uintptr_t)*node - 1));
		}
	}
	gather(&g, ret);
	*ret_skipped = g.skipped;
	map_release(&node_of);
	graph_release(&g);
}
