// SPDX-License-Identifier: MIT
// checks: all examples, rejects and gaps of the packs, run by several workers, in the order of their places.
#include <stdlib.h>

#include "base/parallel.h"
#include "private.h"

#include "base/banned.h"

// Checks that a worker takes at once.
enum { CHECKS_A_JOB = 32 };

struct run {
	struct checks *checks;
	const struct packs *packs;
	size_t next;
};

struct worker {
	struct run *run;
	struct arena *arena;
	const struct pack *pack; // whose bench is open
	struct bench bench;
};

static bool fill(void *context, struct out *job, struct diag *d)
{
	struct run *r = context;
	(void)d;
	if (r->next >= r->checks->at.count)
		return false;
	out_bytes(job, (slice){(const char *)&r->next, sizeof r->next});
	r->next += CHECKS_A_JOB;
	return true;
}

static void work(void *worker, slice job, struct out *o, struct diag *d)
{
	struct worker *w = worker;
	struct checks *checks = w->run->checks;
	size_t first;
	(void)o;
	memcpy(&first, job.ptr, sizeof first);
	for (size_t i = first; i < first + CHECKS_A_JOB && i < checks->at.count; i++) {
		struct check *c = &checks->at.at[i];
		if (!c->example || c->verdict == VERDICT_SKIP)
			continue;
		if (w->pack != c->pack) {
			if (w->pack)
				bench_close(&w->bench);
			bench_open(&w->bench, c->pack->rules,
					   c->pack->rules->mistakes > 0); // every layer runs: skip_reason asks for its view
			w->pack = c->pack;
		}
		check_run(c, &w->bench, w->arena, d);
	}
}

static void *worker_open(void *context)
{
	struct run *r = context;
	struct worker *w = vec_grow(NULL, &(size_t){0}, 1, sizeof *w);
	*w = (struct worker){.run = r, .arena = vec_grow(NULL, &(size_t){0}, 1, sizeof *w->arena)};
	arena_init(w->arena);
	vec_push(&r->checks->arena, w->arena);
	return w;
}

static void worker_close(void *worker)
{
	struct worker *w = worker;
	if (w->pack)
		bench_close(&w->bench);
	vec_free(w);
}

static void add_checks(struct checks *c, const struct pack *pack, const struct rule *r, const struct example *list, size_t count,
					   enum check_kind kind)
{
	for (size_t i = 0; i < count; i++)
		vec_push(&c->at, ((struct check){.pack = pack,
										 .rule = r,
										 .example = &list[i],
										 .kind = kind,
										 .number = i + 1,
										 .at = list[i].at,
										 .detail = SLICE("")}));
}

static void add_examples(struct checks *c, const struct pack *pack, const struct rule *r)
{
	add_checks(c, pack, r, r->example, r->examples, CHECK_EXAMPLE);
	add_checks(c, pack, r, r->reject, r->rejects, CHECK_REJECT);
	add_checks(c, pack, r, r->gap, r->gaps, CHECK_GAP);
}

// The examples of a rule that is left out are not run.
static void add_left_out(struct checks *c, const struct pack *pack, const struct rule *r, struct arena *a)
{
	size_t first = c->at.count;
	slice reason = skip_left_out(r, a);
	add_examples(c, pack, r);
	for (size_t i = first; i < c->at.count; i++) {
		c->at.at[i].verdict = VERDICT_SKIP;
		c->at.at[i].reason = reason;
		c->at.at[i].detail = arena_format(a, SLICE_FMT "\n", SLICE_ARG(reason));
	}
}

// Each example and reject that passes, once more in each disguise.
static void add_disguised(struct checks *c, struct arena *a)
{
	size_t count = c->at.count;
	for (size_t i = 0; i < count; i++) {
		struct check plain = c->at.at[i];
		if (!plain.example || plain.kind == CHECK_GAP || plain.verdict != VERDICT_OK)
			continue;
		for (size_t k = 0; k < DISGUISES; k++) {
			struct check one = {.pack = plain.pack,
								.rule = plain.rule,
								.kind = plain.kind,
								.number = plain.number,
								.at = plain.at,
								.detail = SLICE("")};
			if (disguise(&one, k, plain.example, a))
				vec_push(&c->at, one);
		}
	}
}

static void add_untested(struct checks *c, const struct pack *pack, const struct rule *r)
{
	if ((r->examples && r->rejects) || r->untold)
		return;
	slice why = r->rejects    ? SLICE("the rule has no example\n")
				: r->examples ? SLICE("the rule has no reject\n")
							  : SLICE("the rule has neither example nor reject\n");
	vec_push(&c->at, ((struct check){
						 .pack = pack, .rule = r, .kind = CHECK_RULE, .at = r->at, .verdict = VERDICT_UNTESTED, .detail = why}));
}

static int compare_places(struct place a, struct place b)
{
	int by_file = slice_compare(slice_of(a.file), slice_of(b.file));
	return by_file ? by_file : a.line < b.line ? -1 : a.line > b.line;
}

static int compare_tested(const void *a, const void *b)
{
	const struct tested *x = a, *y = b;
	return compare_places(x->rule->at, y->rule->at);
}

static int compare_checks(const void *a, const void *b)
{
	const struct check *x = a, *y = b;
	int by_place = compare_places(x->at, y->at);
	if (by_place)
		return by_place;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return x->disguise < y->disguise ? -1 : x->disguise > y->disguise;
}

// Checks and rules in the order of places; a rule's checks stand behind it.
static void sort(struct checks *c)
{
	if (c->at.count)
		qsort(c->at.at, c->at.count, sizeof *c->at.at, compare_checks);
	if (c->rule.count)
		qsort(c->rule.at, c->rule.count, sizeof *c->rule.at, compare_tested);
	for (size_t i = 0, check = 0; i < c->rule.count; i++) {
		c->rule.at[i].first_check = check;
		while (check < c->at.count &&
			   (i + 1 == c->rule.count || compare_places(c->at.at[check].at, c->rule.at[i + 1].rule->at) < 0))
			check++;
		c->rule.at[i].end_check = check;
	}
}

// The checks from `first` on.
static void run(struct checks *c, const struct packs *p, size_t first, size_t workers, struct diag *d)
{
	struct run run = {.checks = c, .packs = p, .next = first};
	struct parallel parallel = {.workers = workers,
								.fill = fill,
								.work = work,
								.worker_open = worker_open,
								.worker_close = worker_close,
								.context = &run};
	parallel_run(&parallel, d);
}

void checks_run(struct checks *c, const struct packs *p, bool robust, size_t workers, struct diag *d)
{
	struct arena *a = vec_grow(NULL, &(size_t){0}, 1, sizeof *a);
	*c = (struct checks){0};
	arena_init(a);
	vec_push(&c->arena, a);
	for (size_t k = 0; k < p->at.count; k++) {
		const struct pack *pack = &p->at.at[k];
		for (size_t i = 0; i < pack->rules->rule.count; i++) {
			const struct rule *r = &pack->rules->rule.at[i];
			if (!packs_test_rule(p, pack, r))
				continue;
			vec_push(&c->rule, ((struct tested){.rule = r, .pack = pack}));
			add_untested(c, pack, r);
			add_examples(c, pack, r);
		}
		for (size_t i = 0; i < pack->rules->left_out.count; i++)
			if (packs_test_rule(p, pack, &pack->rules->left_out.at[i]))
				add_left_out(c, pack, &pack->rules->left_out.at[i], a);
	}
	sort(c);
	run(c, p, 0, workers, d);
	if (robust) {
		size_t plain = c->at.count;
		add_disguised(c, a);
		run(c, p, plain, workers, d);
		sort(c);
	}
	for (size_t i = 0; i < c->at.count; i++)
		c->count[c->at.at[i].verdict]++;
}

void checks_release(struct checks *c)
{
	for (size_t i = 0; i < c->arena.count; i++) {
		arena_release(c->arena.at[i]);
		vec_free(c->arena.at[i]);
	}
	vec_release(&c->arena);
	vec_release(&c->at);
	vec_release(&c->rule);
}
