// SPDX-License-Identifier: MIT
// profile: which rules take the time, on real articles.
#include <stdlib.h>

#include "private.h"

#include "base/banned.h"

// What a rule took: tries, those that matched, and their time in nanoseconds.
struct usage {
	const struct rule *rule;
	uint64_t calls, hits, hit_time, miss_time;
};

struct profile {
	struct usage *usage; // by the rule's index
	struct pipeline pipeline;
	struct out records;
	size_t articles, bytes;
};

static void note(void *context, const struct rule *rule, bool hit, uint64_t nanoseconds)
{
	struct profile *p = context;
	struct usage *u = &p->usage[rule->index];
	u->calls++;
	u->hits += hit;
	*(hit ? &u->hit_time : &u->miss_time) += nanoseconds;
}

static void visit(void *context, const struct article *a, struct diag *d)
{
	struct profile *p = context;
	p->records.len = 0;
	pipeline_run(&p->pipeline, a, &p->records, d);
	p->articles++;
	p->bytes += a->text.len;
}

static uint64_t time_of(const struct usage *u)
{
	return u->hit_time + u->miss_time;
}

static int compare(const void *a, const void *b)
{
	const struct usage *x = a, *y = b;
	return time_of(x) != time_of(y) ? (time_of(x) < time_of(y) ? 1 : -1) : slice_compare(x->rule->id, y->rule->id);
}

static double each(uint64_t taken, uint64_t count)
{
	return count ? (double)taken / (double)count : 0;
}

static void put_table(struct out *o, struct usage *usage, size_t rules, bool all)
{
	enum { SHOWN = 20 };
	uint64_t total = 0, calls = 0, hits = 0;
	size_t tried = 0;
	qsort(usage, rules, sizeof *usage, compare);
	for (size_t i = 0; i < rules; i++) {
		total += time_of(&usage[i]);
		calls += usage[i].calls;
		hits += usage[i].hits;
		tried += usage[i].calls > 0;
	}
	out_bytes(o, SLICE("   calls     hits   ns/hit  ns/miss   share  rule\n"));
	for (size_t i = 0; i < rules && (all || i < SHOWN); i++) {
		const struct usage *u = &usage[i];
		if (!all && !u->calls)
			break;
		out_format(o, "%8llu %8llu %8.0f %8.0f %6.1f%%  " SLICE_FMT " (%s:%zu)\n", (unsigned long long)u->calls,
				   (unsigned long long)u->hits, each(u->hit_time, u->hits), each(u->miss_time, u->calls - u->hits),
				   total ? 100.0 * (double)time_of(u) / (double)total : 0, SLICE_ARG(u->rule->id), u->rule->at.file,
				   u->rule->at.line);
	}
	out_format(o, "%8llu %8llu                    100.0%%  all: %zu of %zu rules were tried, %.1f ms\n",
			   (unsigned long long)calls, (unsigned long long)hits, tried, rules, (double)total / 1e6);
}

bool profile(struct out *o, const struct pack *pack, const char *corpus, bool all, struct diag *d)
{
	const struct ruleset *rs = pack->rules;
	struct arena a;
	arena_init(&a);
	struct profile p = {.usage = ARENA_ARRAY(&a, struct usage, rs->rule.count)};
	struct usage *shown = ARENA_ARRAY(&a, struct usage, rs->rule.count);
	size_t rules = 0;
	for (size_t i = 0; i < rs->rule.count; i++)
		p.usage[rs->rule.at[i].index].rule = &rs->rule.at[i];
	pipeline_open(&p.pipeline, rs, (struct extract_options){.on_match = note, .context = &p});
	bool ok = corpus_walk(corpus, visit, &p, d);
	for (size_t i = 0; i < rs->rule.count; i++)
		if (p.usage[i].rule->layer < LAYERS_OVER_VIEW)
			shown[rules++] = p.usage[i];
	put_table(o, shown, rules, all);
	out_format(o, "%zu articles, %zu bytes\n", p.articles, p.bytes);
	pipeline_close(&p.pipeline);
	out_release(&p.records);
	arena_release(&a);
	return ok;
}
