// SPDX-License-Identifier: MIT
// result: checks, limits and findings brought to one form, which every report is written from.
#include <stdlib.h>

#include "workshop/workshop.h"

#include "base/banned.h"

static const struct {
	const char *code, *meaning;
} result_kinds[] = {
	[VERDICT_OK] = {"ok", "As expected."},
	[VERDICT_MISSING] = {"MISSING", "The rule made no record at the span of its example."},
	[VERDICT_WRONG] = {"WRONG", "A field of the record differs from what the example expects."},
	[VERDICT_NOISY] = {"NOISY", "The rule made a record in a text that it rejects."},
	[VERDICT_GAP] = {"GAP", "A known failure."},
	[VERDICT_XPASS] = {"XPASS", "A known failure passes now: make it an example."},
	[VERDICT_UNTESTED] = {"UNTESTED", "The rule has no example, or no reject."},
	[VERDICT_SKIP] = {"SKIP", "Nobody can tell: a part of the pack that may matter here could not be loaded."},
	{"DEAR", "The rule takes more steps on an example than the budget allows."},
	{"GROWS", "The rule's work grows faster than the text."},
	{"UNCOVERED", "No example exercises a part of the pattern, and the whole is below the threshold."},
	{"LIVES", "A thing was left out of the pattern, and no example noticed; the whole is below the threshold."},
	{"LOAD", "A rule file cannot be read as it is."},
	{"STALE", "An article's records are not those that stand beside it."},
};

slice verdict_name(enum verdict v)
{
	return slice_of(result_kinds[v].code);
}

const char *result_meaning(slice code)
{
	for (size_t i = 0; i < sizeof result_kinds / sizeof *result_kinds; i++)
		if (slice_equal(slice_of(result_kinds[i].code), code))
			return result_kinds[i].meaning;
	return NULL;
}

static enum outcome outcome_of(enum verdict v)
{
	return v == VERDICT_OK ? OUTCOME_OK : v == VERDICT_GAP ? OUTCOME_KNOWN : v == VERDICT_SKIP ? OUTCOME_SKIP : OUTCOME_FAIL;
}

void results_add_checks(struct results *r, const struct checks *c)
{
	static const char *const kinds[] = {"example", "reject", "gap", "rule"};
	r->rules = c->rule.count;
	for (size_t i = 0; i < c->at.count; i++) {
		const struct check *check = &c->at.at[i];
		struct result one = {.outcome = outcome_of(check->verdict),
							 .severity = SEVERITY_ERROR,
							 .code = verdict_name(check->verdict),
							 .subject = check->rule->id,
							 .what = slice_of(kinds[check->kind]),
							 .detail = check->detail,
							 .reason = check->reason,
							 .at = check->at,
							 .subject_at = check->rule->at};
		if (check->example) {
			one.what = arena_format(&r->arena, "%s %zu%s%s", kinds[check->kind], check->number, check->variant ? ", " : "",
									check->variant ? check->variant : "");
			one.text = check->example->text;
			one.shown = check->shown;
			one.has_shown = check->has_shown;
		}
		vec_push(&r->at, one);
	}
}

void results_add_costs(struct results *r, const struct costs *c)
{
	for (size_t i = 0; i < c->at.count; i++) {
		const struct rule_cost *cost = &c->at.at[i];
		struct result one = {.outcome = OUTCOME_FAIL,
							 .severity = SEVERITY_ERROR,
							 .subject = cost->rule->id,
							 .what = SLICE("cost"),
							 .at = cost->rule->at,
							 .subject_at = cost->rule->at};
		if (cost->too_dear) {
			one.code = SLICE("DEAR");
			one.detail = arena_format(&r->arena, "%zu steps on an example, expected at most %zu\n", cost->steps, cost->budget);
			vec_push(&r->at, one);
		}
		if (cost->grows) {
			one.code = SLICE("GROWS");
			one.detail =
				arena_format(&r->arena, "faster than the text when '" SLICE_FMT "' is repeated\n", SLICE_ARG(cost->pumped));
			vec_push(&r->at, one);
		}
	}
}

// Of a rule or a phrase: what no example exercises. A pattern that cannot be measured may hold anything.
static slice uncovered(struct results *r, const struct rule_coverage *row)
{
	if (row->cannot)
		return arena_format(&r->arena, "its coverage was not measured: %s\n", row->cannot);
	slice all = SLICE(""), line, rest = row->uncovered;
	while ((line = slice_cut(&rest, '\n')).ptr && line.len)
		all = arena_format(&r->arena, SLICE_FMT "no example exercises " SLICE_FMT "\n", SLICE_ARG(all), SLICE_ARG(line));
	return all;
}

void results_add_coverage(struct results *r, const struct coverage *c, size_t threshold)
{
	if (coverage_percent(c) >= (double)threshold)
		return;
	for (size_t i = 0; i < c->at.count; i++) {
		const struct rule_coverage *row = &c->at.at[i];
		if (row->covered == row->parts && !row->cannot)
			continue;
		struct place at = row->phrase ? row->phrase->at : row->rule->at;
		vec_push(&r->at, ((struct result){.outcome = OUTCOME_FAIL,
										  .severity = SEVERITY_ERROR,
										  .code = SLICE("UNCOVERED"),
										  .subject = row->phrase ? row->phrase->name : row->rule->id,
										  .what = SLICE("coverage"),
										  .detail = uncovered(r, row),
										  .at = at,
										  .subject_at = at}));
	}
}

void results_add_mutants(struct results *r, const struct mutants *m, size_t threshold)
{
	if (mutants_percent(m) >= (double)threshold)
		return;
	for (size_t i = 0; i < m->at.count; i++) {
		const struct mutant *one = &m->at.at[i];
		if (!one->compiles || one->killed)
			continue;
		vec_push(&r->at,
				 ((struct result){.outcome = OUTCOME_FAIL,
								  .severity = SEVERITY_ERROR,
								  .code = SLICE("LIVES"),
								  .subject = arena_copy(&r->arena, one->owner),
								  .what = SLICE("mutant"),
								  .detail = arena_format(&r->arena, "no example needs the " SLICE_FMT "\n", SLICE_ARG(one->text)),
								  .at = one->at,
								  .subject_at = one->at}));
	}
}

// Cuts ":NUMBER" off the end of a text; 0 where there is none.
static size_t cut_number(slice *text)
{
	size_t at = text->len, n = 0;
	while (at && text->ptr[at - 1] >= '0' && text->ptr[at - 1] <= '9')
		at--;
	if (at == text->len || !at || text->ptr[at - 1] != ':')
		return 0;
	for (size_t i = at; i < text->len; i++)
		n = 10 * n + (size_t)(text->ptr[i] - '0');
	text->len = at - 1;
	return n;
}

void results_add_mistakes(struct results *r, slice messages, const char *program)
{
	static const char mark[] = ": error: ";
	slice line;
	while ((line = slice_cut(&messages, '\n')).ptr && line.len) {
		size_t found = slice_find(line, slice_of(mark)), name = strlen(program) + 2;
		if (found == NOT_FOUND || found < name)
			continue;
		slice place = slice_sub(line, name, found);
		size_t last = cut_number(&place), first = last ? cut_number(&place) : 0;
		struct place at = {.file = arena_copy(&r->arena, place).ptr, .line = first ? first : last, .column = first ? last : 0};
		vec_push(&r->at, ((struct result){.outcome = OUTCOME_FAIL,
										  .severity = SEVERITY_ERROR,
										  .code = SLICE("LOAD"),
										  .what = SLICE("load"),
										  .detail = arena_format(&r->arena, SLICE_FMT "\n",
																 SLICE_ARG(slice_from(line, found + sizeof mark - 1))),
										  .at = at,
										  .subject_at = at}));
	}
}

void results_add_findings(struct results *r, const struct findings *f)
{
	for (size_t i = 0; i < f->at.count; i++) {
		const struct finding *one = &f->at.at[i];
		vec_push(&r->at, ((struct result){.outcome = OUTCOME_LINT,
										  .severity = one->severity,
										  .code = slice_of(one->code),
										  .what = SLICE("lint"),
										  .detail = arena_format(&r->arena, SLICE_FMT "\n", SLICE_ARG(one->message)),
										  .at = one->at}));
	}
}

// ---- order ------------------------------------------------------------------------------------------------------------

struct place_of {
	struct place at;
	size_t index;
};

static int compare(const void *a, const void *b)
{
	const struct place_of *x = a, *y = b;
	int by_place = place_compare(x->at, y->at);
	if (by_place)
		return by_place;
	return x->index < y->index ? -1 : 1; // as they were added
}

void results_sort(struct results *r)
{
	struct place_of *order = ARENA_ARRAY(&r->arena, struct place_of, r->at.count);
	struct result *sorted = ARENA_ARRAY(&r->arena, struct result, r->at.count);
	for (size_t i = 0; i < r->at.count; i++)
		order[i] = (struct place_of){r->at.at[i].at, i};
	if (r->at.count)
		qsort(order, r->at.count, sizeof *order, compare);
	for (size_t i = 0; i < r->at.count; i++)
		sorted[i] = r->at.at[order[i].index];
	if (r->at.count)
		memcpy(r->at.at, sorted, r->at.count * sizeof *sorted);
}

void results_release(struct results *r)
{
	vec_release(&r->at);
	arena_release(&r->arena);
}
