// SPDX-License-Identifier: MIT
// against: the same articles by two packs, and what differs: the question before a change of rules is merged.
#include <stdlib.h>
#include <string.h>

#include "private.h"

#include "base/banned.h"

enum { ADDED, REMOVED, CHANGED, KINDS };

// How many records a rule has more, less and otherwise.
struct tally {
	slice rule;
	size_t count[KINDS];
};

struct comparison {
	struct out *out;
	struct pipeline before, after;
	struct out old, new;
	bool as_lines;
	struct arena arena;
	VEC(struct tally) tally;
	size_t articles, differing, count[KINDS];
};

static const char *const names[] = {"added", "removed", "changed"};

static void count(struct comparison *c, slice rule, int kind)
{
	size_t i = 0;
	while (i < c->tally.count && !slice_equal(c->tally.at[i].rule, rule))
		i++;
	if (i == c->tally.count)
		vec_push(&c->tally, ((struct tally){.rule = arena_copy(&c->arena, rule)}));
	c->tally.at[i].count[kind]++;
	c->count[kind]++;
}

static void put_change(struct comparison *c, const struct article *a, const struct change *change, int kind)
{
	const struct line *one = change->after ? change->after : change->before;
	struct out *o = c->out;
	slice doc = record_text(one, SLICE("doc"));
	if (!c->as_lines) {
		out_format(o, "%s:%zu: sentence " SLICE_FMT ": ", a->file, a->line, SLICE_ARG(record_text(one, SLICE("sent"))));
		diff_write(o, change);
		return;
	}
	line_begin(o);
	line_string(o, SLICE("change"), slice_of(names[kind]));
	line_string(o, SLICE("doc"), doc);
	line_string(o, SLICE("rule"), record_text(one, SLICE("rule")));
	line_raw(o, SLICE("before"), change->before ? change->before->raw : SLICE("null"));
	line_raw(o, SLICE("after"), change->after ? change->after->raw : SLICE("null"));
	line_end(o);
}

static void visit(void *context, const struct article *a, struct diag *d)
{
	struct comparison *c = context;
	struct changes changes;
	struct diag quiet; // the other pack says the same of the article
	c->old.len = c->new.len = 0;
	diag_gather(&quiet, "ruletest");
	pipeline_run(&c->before, a, &c->old, &quiet);
	diag_release(&quiet);
	pipeline_run(&c->after, a, &c->new, d);
	diff_records(&changes, (slice){c->old.ptr ? c->old.ptr : "", c->old.len}, (slice){c->new.ptr ? c->new.ptr : "", c->new.len},
				 a->file, d);
	for (size_t i = 0; i < changes.at.count; i++) {
		const struct change *change = &changes.at.at[i];
		int kind = !change->before ? ADDED : !change->after ? REMOVED : CHANGED;
		put_change(c, a, change, kind);
		count(c, record_text(change->after ? change->after : change->before, SLICE("rule")), kind);
	}
	c->articles++;
	c->differing += changes.at.count > 0;
	diff_release(&changes);
}

static int compare_tallies(const void *a, const void *b)
{
	const struct tally *x = a, *y = b;
	size_t of_x = x->count[ADDED] + x->count[REMOVED] + x->count[CHANGED];
	size_t of_y = y->count[ADDED] + y->count[REMOVED] + y->count[CHANGED];
	return of_x != of_y ? (of_x < of_y ? 1 : -1) : slice_compare(x->rule, y->rule);
}

static void put_sum(struct comparison *c)
{
	struct out *o = c->out;
	if (c->tally.count) {
		qsort(c->tally.at, c->tally.count, sizeof *c->tally.at, compare_tallies);
		out_bytes(o, SLICE("  added  removed  changed  rule\n"));
	}
	for (size_t i = 0; i < c->tally.count; i++) {
		const struct tally *t = &c->tally.at[i];
		out_format(o, "%7zu  %7zu  %7zu  " SLICE_FMT "\n", t->count[ADDED], t->count[REMOVED], t->count[CHANGED],
				   SLICE_ARG(t->rule));
	}
	out_format(o, "%zu articles, %zu with differences: %zu records added, %zu removed, %zu changed\n", c->articles, c->differing,
			   c->count[ADDED], c->count[REMOVED], c->count[CHANGED]);
}

bool against(struct out *o, const struct pack *before, const struct pack *after, char **corpus, size_t files, bool as_lines,
			 struct diag *d)
{
	struct comparison c = {.out = o, .as_lines = as_lines};
	bool ok = true;
	arena_init(&c.arena);
	pipeline_open(&c.before, before->rules, (struct extract_options){0});
	pipeline_open(&c.after, after->rules, (struct extract_options){0});
	for (size_t i = 0; i < files; i++)
		ok &= corpus_walk(corpus[i], visit, &c, d);
	if (!as_lines)
		put_sum(&c);
	pipeline_close(&c.before);
	pipeline_close(&c.after);
	out_release(&c.old);
	out_release(&c.new);
	vec_release(&c.tally);
	arena_release(&c.arena);
	return ok;
}
