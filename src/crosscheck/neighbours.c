// SPDX-License-Identifier: MIT
// neighbours: finds the pairs of claims that are worth comparing: near linear in their number.
//
//   claims --alike--> nodes --keys, sorted--> neighbours --compare--> edges
#include <stdlib.h>

#include "base/limits.h"
#include "fit.h"
#include "graph.h"

#include "base/banned.h"

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
	size_t words = i->event.count + i->subject.count + i->source.count + i->place.arounds + i->restricts.count;
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
						 (uint32_t)i->place.arounds,
						 (uint32_t)i->restricts.count};
	bool flag[] = {i->what_any,  i->counts,   i->place.any_kind, i->event.named,     i->subject.named,   i->is_date,
				   i->is_part,   i->is_new,   i->is_ongoing,     i->hedged,          i->is_first,        i->is_qualified,
				   i->is_future, i->is_later, i->is_now,         i->place.described, i->allowed.lo_open, i->allowed.hi_open};
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
	sign(&at, i->restricts.at, i->restricts.count * sizeof(atom));
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
			graph_add_node(g, item[i]);
		*last = item[i];
	}
	map_release(&seen);
	arena_release(&a);
}

void graph_add_nodes(struct graph *g, struct item *const *item, size_t count, unsigned pairs)
{
	if (pairs & PAIRS_ACROSS) {
		gather_alike(g, item, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		item[i]->same_next = NULL;
		graph_add_node(g, item[i]);
	}
}

// --- neighbours ---

slice measure_key(const struct item *i)
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
void graph_meet(struct graph *g, unsigned pairs)
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
				graph_add_edge(g, k->node, g->key.at[j].node);
		}
	}
	drop_double_edges(g);
}
