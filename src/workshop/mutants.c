// SPDX-License-Identifier: MIT
// mutants: do the examples notice a pattern that is wrong?
//
// Most of the examples of a pack have nothing to do with a mutant: where its pattern reads in a view what the whole one does,
// nothing can change. So each pattern is first tried on the views that its layer has of all examples, and only those in which it
// reads something else run through the engine, with the mutant in the rule's place.
#include <stdlib.h>

#include "mutant.h"
#include "part.h"
#include "private.h"

#include "base/banned.h"

struct runner {
	const struct packs *packs;
	const struct checks *checks;
	struct mutants *mutants;
	slice *view;      // [check * LAYERS_OVER_VIEW + layer]; null: the layer has none
	uint64_t **reads; // [rule]: of each check, what the whole pattern reads; null until it is asked for
	bool *differs;    // by check: the mutant reads something else there
	const struct pack *pack;
	struct bench bench;
	struct arena arena; // of one check
};

// ---- which mutants there are ------------------------------------------------------------------------------------------

static void add(struct mutants *m, size_t tested, const struct rule *r, const struct cut *c)
{
	static const char *const kinds[] = {"alternative", "boundary", "look-around", "optional part"};
	const struct pattern_piece *piece = pattern_piece_at(r, c->start);
	struct mutant one = {.at = pattern_place(r, c->start), .first_edit = m->edit.count, .edits = 1};
	slice shown = part_shown(slice_sub(r->match, c->start, c->end), &m->arena);
	one.text = arena_format(&m->arena, "%s '" SLICE_FMT "'", kinds[c->kind], SLICE_ARG(shown));
	one.owner = piece && piece->phrase ? arena_format(&m->arena, "phrase " SLICE_FMT, SLICE_ARG(piece->phrase->name)) : r->id;
	vec_push(&m->edit, ((struct mutant_edit){tested, c->start, c->end}));
	vec_push(&m->at, one);
}

static int compare(const void *a, const void *b)
{
	const struct mutant *x = a, *y = b;
	int by_place = place_compare(x->at, y->at), by_text = slice_compare(x->text, y->text);
	if (by_place)
		return by_place;
	return by_text ? by_text : x->first_edit < y->first_edit ? -1 : x->first_edit > y->first_edit;
}

// What a phrase holds is one mutant, however many rules use it: the same place and text, in all of them.
static void join_phrases(struct mutants *m)
{
	VEC(struct mutant_edit) edits = {0};
	size_t kept = 0;
	if (m->at.count)
		qsort(m->at.at, m->at.count, sizeof *m->at.at, compare);
	for (size_t i = 0; i < m->at.count; i++) {
		struct mutant one = m->at.at[i], *last = kept ? &m->at.at[kept - 1] : NULL;
		struct mutant_edit edit = m->edit.at[one.first_edit];
		bool same = last && last->at.line == one.at.line && last->at.column == one.at.column &&
					slice_equal(slice_of(last->at.file), slice_of(one.at.file)) && slice_equal(last->text, one.text) &&
					slice_equal(last->owner, one.owner);
		one.first_edit = edits.count;
		vec_push(&edits, edit);
		if (same)
			last->edits++;
		else
			m->at.at[kept++] = one;
	}
	m->at.count = kept;
	vec_clear(&m->edit);
	for (size_t i = 0; i < edits.count; i++)
		vec_push(&m->edit, edits.at[i]);
	vec_release(&edits);
}

static void find_mutants(struct mutants *m, const struct checks *checks)
{
	for (size_t i = 0; i < checks->rule.count; i++) {
		const struct rule *r = checks->rule.at[i].rule;
		struct cuts cuts;
		cuts_read(&cuts, r->match);
		for (size_t k = 0; k < cuts.at.count; k++)
			add(m, i, r, &cuts.at.at[k]);
		cuts_release(&cuts);
	}
	join_phrases(m);
}

// ---- what they read ---------------------------------------------------------------------------------------------------

static void use_pack(struct runner *r, const struct pack *pack)
{
	if (r->pack == pack)
		return;
	if (r->pack)
		bench_close(&r->bench);
	r->pack = pack;
	if (pack)
		bench_open(&r->bench, pack->rules, true);
}

static bool passes(enum verdict v)
{
	return v == VERDICT_OK || v == VERDICT_GAP;
}

static bool is_of_use(const struct check *c)
{
	return c->example && !c->variant && passes(c->verdict);
}

static void keep_views(struct runner *r, struct diag *d)
{
	for (size_t i = 0; i < r->checks->at.count; i++) {
		const struct check *c = &r->checks->at.at[i];
		if (!is_of_use(c) || c->rule->layer >= LAYERS_OVER_VIEW)
			continue;
		use_pack(r, c->pack);
		bench_sentence(&r->bench, c->example->text, c->example->doc_date, d);
		for (size_t k = 0; k < LAYERS_OVER_VIEW; k++)
			if (r->bench.view[k].ptr)
				r->view[i * LAYERS_OVER_VIEW + k] = arena_copy(&r->mutants->arena, r->bench.view[k]);
	}
}

// What a rule's pattern, or a mutant of it, gets to see of a check; null: nothing.
static slice seen(const struct runner *r, const struct rule *rule, size_t check)
{
	const struct check *c = &r->checks->at.at[check];
	if (!is_of_use(c))
		return SLICE_NULL;
	if (rule->layer < LAYERS_OVER_VIEW)
		return r->view[check * LAYERS_OVER_VIEW + rule->layer];
	return c->rule == rule ? c->example->text : SLICE_NULL; // over raw text a rule runs alone
}

// A number that tells what a pattern reads in a text, whatever stands before.
static uint64_t print_of(struct probe *probe, slice text)
{
	uint64_t print = 0;
	span found;
	for (size_t from = 0; from <= text.len && probe_search(probe, text, from, &found);) {
		print = (print ^ probe_print(probe)) * 0x100000001b3;
		from = found.start + 1;
		while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
			from++;
	}
	return print;
}

static const uint64_t *whole_reads(struct runner *r, size_t tested)
{
	const struct tested *t = &r->checks->rule.at[tested];
	if (r->reads[tested])
		return r->reads[tested];
	struct probe *probe = probe_open(t->pack->rules, t->rule, t->rule->match, false);
	r->reads[tested] = ARENA_ARRAY(&r->mutants->arena, uint64_t, r->checks->at.count);
	for (size_t i = 0; i < r->checks->at.count && probe; i++) {
		slice text = r->checks->at.at[i].pack == t->pack ? seen(r, t->rule, i) : SLICE_NULL;
		if (text.ptr)
			r->reads[tested][i] = print_of(probe, text);
	}
	probe_close(probe);
	return r->reads[tested];
}

// Marks the checks in which a pattern reads something else than the rule's own. False: it does not compile.
static bool compare_reads(struct runner *r, size_t tested, slice pattern)
{
	const struct tested *t = &r->checks->rule.at[tested];
	struct probe *probe = probe_open(t->pack->rules, t->rule, pattern, false);
	const uint64_t *whole = whole_reads(r, tested);
	for (size_t i = 0; i < r->checks->at.count && probe; i++) {
		slice text = r->checks->at.at[i].pack == t->pack ? seen(r, t->rule, i) : SLICE_NULL;
		if (text.ptr && print_of(probe, text) != whole[i])
			r->differs[i] = true;
	}
	probe_close(probe);
	return probe != NULL;
}

// ---- one mutant -------------------------------------------------------------------------------------------------------

// A rule with its mutant's pattern in its place.
struct swap {
	struct rule *rule, kept;
};

static bool fails(struct runner *r, const struct check *original, struct diag *d)
{
	struct check c = *original;
	c.fires = 0;
	use_pack(r, c.pack);
	check_run(&c, &r->bench, &r->arena, d);
	arena_reset(&r->arena);
	return !passes(c.verdict);
}

// The examples of the mutant's own rules first: they are the likeliest to notice.
static bool is_noticed(struct runner *r, const struct swap *swap, size_t swaps, struct diag *d)
{
	for (int others = 0; others < 2; others++)
		for (size_t i = 0; i < r->checks->at.count; i++) {
			const struct check *c = &r->checks->at.at[i];
			bool own = false;
			for (size_t k = 0; k < swaps; k++)
				own |= c->rule == swap[k].rule;
			if (r->differs[i] && own == !others && fails(r, c, d))
				return true;
		}
	return false;
}

// The rule's pattern without what the edits, which come in any order, leave out.
static slice edited(struct runner *r, const struct mutant_edit *edit, size_t edits, size_t tested)
{
	slice p = r->checks->rule.at[tested].rule->match;
	char *text = arena_room(&r->mutants->arena, p.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < p.len; i++) {
		bool out = false;
		for (size_t k = 0; k < edits && !out; k++)
			out = edit[k].rule == tested && i >= edit[k].start && i < edit[k].end;
		if (!out)
			text[len++] = p.ptr[i];
	}
	return (slice){text, len};
}

static void run(struct runner *r, struct mutant *m, struct diag *d)
{
	const struct mutant_edit *edit = &r->mutants->edit.at[m->first_edit];
	VEC(struct swap) swaps = {0};
	memset(r->differs, 0, r->checks->at.count * sizeof *r->differs);
	m->compiles = true;
	for (size_t i = 0; i < m->edits && m->compiles; i++) {
		struct swap swap;
		bool known = false;
		const struct tested *t = &r->checks->rule.at[edit[i].rule];
		for (size_t k = 0; k < i && !known; k++)
			known = edit[k].rule == edit[i].rule;
		if (known)
			continue;
		slice pattern = edited(r, edit, m->edits, edit[i].rule);
		swap.rule = &t->pack->rules->rule.at[t->rule->index];
		m->compiles = compare_reads(r, edit[i].rule, pattern) && rule_replace(t->pack->rules, swap.rule, pattern, &swap.kept);
		if (m->compiles)
			vec_push(&swaps, swap);
	}
	m->killed = m->compiles && is_noticed(r, swaps.at, swaps.count, d);
	for (size_t i = 0; i < swaps.count; i++)
		rule_put_back(swaps.at[i].rule, &swaps.at[i].kept);
	vec_release(&swaps);
}

void mutants_run(struct mutants *m, const struct packs *p, const struct checks *checks, struct diag *d)
{
	*m = (struct mutants){0};
	arena_init(&m->arena);
	struct diag unsaid; // a mutant may meet a limit
	struct runner r = {.packs = p, .checks = checks, .mutants = m};
	r.view = ARENA_ARRAY(&m->arena, slice, checks->at.count * LAYERS_OVER_VIEW);
	r.reads = ARENA_ARRAY(&m->arena, uint64_t *, checks->rule.count);
	r.differs = ARENA_ARRAY(&m->arena, bool, checks->at.count);
	arena_init(&r.arena);
	diag_gather(&unsaid, "ruletest");
	find_mutants(m, checks);
	keep_views(&r, d);
	for (size_t i = 0; i < m->at.count; i++) {
		run(&r, &m->at.at[i], &unsaid);
		m->count += m->at.at[i].compiles;
		m->killed += m->at.at[i].killed;
	}
	use_pack(&r, NULL);
	arena_release(&r.arena);
	diag_release(&unsaid);
}

void mutants_release(struct mutants *m)
{
	vec_release(&m->at);
	vec_release(&m->edit);
	arena_release(&m->arena);
}

double mutants_percent(const struct mutants *m)
{
	return m->count ? 100.0 * (double)m->killed / (double)m->count : 100.0;
}

void mutants_report(struct out *o, const struct mutants *m)
{
	out_bytes(o, SLICE(" killed  mutants  file\n"));
	for (size_t i = 0, end; i < m->at.count; i = end) {
		size_t count = 0, killed = 0;
		for (end = i; end < m->at.count && slice_equal(slice_of(m->at.at[end].at.file), slice_of(m->at.at[i].at.file)); end++) {
			count += m->at.at[end].compiles;
			killed += m->at.at[end].killed;
		}
		out_format(o, "%6.1f%%  %7zu  %s\n", count ? 100.0 * (double)killed / (double)count : 100.0, count, m->at.at[i].at.file);
		for (size_t k = i; k < end; k++) {
			const struct mutant *one = &m->at.at[k];
			if (one->compiles && !one->killed)
				out_format(o, "                  lives: %zu:%zu: " SLICE_FMT ": " SLICE_FMT "\n", one->at.line, one->at.column,
						   SLICE_ARG(one->owner), SLICE_ARG(one->text));
		}
	}
	out_format(o, "%6.1f%%  %7zu  all\n", mutants_percent(m), m->count);
}
