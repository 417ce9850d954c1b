// SPDX-License-Identifier: MIT
// crossfire: each rule on the examples and rejects of all others: how often it reads there, and against whom it wins and loses.
#include "workshop/workshop.h"

#include "base/banned.h"

// The rules of a pack beside each other.
struct crossfire {
	const struct ruleset *rules;
	uint32_t *wins;          // [winner * rules + loser]
	uint32_t *reads, *stand; // by rule: on examples of others, and those that nothing displaced
};

static void count(struct crossfire *x, const struct check *c)
{
	size_t rules = x->rules->rule.count;
	for (size_t i = 0; i < c->fires; i++) {
		const struct fire *f = &c->fire[i];
		if (f->lost_to)
			x->wins[f->lost_to->index * rules + f->rule->index]++;
		if (f->rule == c->rule)
			continue;
		x->reads[f->rule->index]++;
		x->stand[f->rule->index] += !f->lost_to;
	}
}

// "wins over a 3, b 1": what a rule did to others, or they to it, most of it first.
static void put_others(struct out *o, const struct crossfire *x, const char *title, size_t rule, bool as_winner)
{
	size_t rules = x->rules->rule.count, put = 0;
	uint32_t below = UINT32_MAX; // counts that are still to come
	for (;;) {
		uint32_t next = 0;
		for (size_t i = 0; i < rules; i++) {
			uint32_t n = x->wins[as_winner ? rule * rules + i : i * rules + rule];
			next = i != rule && n < below && n > next ? n : next;
		}
		for (size_t i = 0; i < rules && next; i++) {
			uint32_t n = x->wins[as_winner ? rule * rules + i : i * rules + rule];
			if (i == rule || n != next)
				continue;
			out_format(o, put++ ? ", " : "      %-10s", title);
			out_format(o, SLICE_FMT " %u", SLICE_ARG(x->rules->rule.at[i].id), n);
		}
		if (!next)
			break;
		below = next;
	}
	out_bytes(o, put ? SLICE("\n") : SLICE(""));
}

static void put_pack(struct out *o, const struct crossfire *x, const struct checks *checks, const struct pack *pack)
{
	for (size_t i = 0; i < checks->rule.count; i++) {
		const struct rule *r = checks->rule.at[i].rule;
		if (checks->rule.at[i].pack != pack || r->layer >= LAYERS_OVER_VIEW)
			continue;
		out_format(o, "%7u  %7u  " SLICE_FMT " (%s:%zu)\n", x->reads[r->index], x->stand[r->index], SLICE_ARG(r->id), r->at.file,
				   r->at.line);
		put_others(o, x, "wins over", r->index, true);
		put_others(o, x, "loses to", r->index, false);
	}
}

void crossfire_report(struct out *o, const struct packs *p, const struct checks *checks)
{
	out_bytes(o, SLICE("  reads   stands  rule, on the examples of all others in its layer\n"));
	for (size_t k = 0; k < p->at.count; k++) {
		const struct pack *pack = &p->at.at[k];
		size_t rules = pack->rules->rule.count;
		struct arena a;
		arena_init(&a);
		struct crossfire x = {pack->rules, ARENA_ARRAY(&a, uint32_t, rules * rules), ARENA_ARRAY(&a, uint32_t, rules),
							  ARENA_ARRAY(&a, uint32_t, rules)};
		for (size_t i = 0; i < checks->at.count; i++)
			if (checks->at.at[i].pack == pack && checks->at.at[i].example && !checks->at.at[i].variant)
				count(&x, &checks->at.at[i]);
		put_pack(o, &x, checks, pack);
		arena_release(&a);
	}
}
