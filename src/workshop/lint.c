// SPDX-License-Identifier: MIT
// lint: runs the checks that need no text, sorts what they find, and takes away what comments silence.
#include "lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

void lint_add(struct linter *l, const char *code, struct place at, const char *format, ...)
{
	char text[600];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (len < 0)
		die("cannot format '%s'", format);
	slice message = {text, (size_t)len < sizeof text ? (size_t)len : sizeof text - 1};
	const struct lint_code *c = lint_code_find(slice_of(code));
	vec_push(&l->found->at, ((struct finding){c->code, c->severity, at, arena_copy(&l->found->arena, message)}));
}

slice lint_owner(const struct rule *r, size_t offset, struct arena *a)
{
	const struct pattern_piece *piece = pattern_piece_at(r, offset);
	if (piece && piece->phrase)
		return arena_format(a, "phrase '" SLICE_FMT "'", SLICE_ARG(piece->phrase->name));
	return arena_format(a, "rule '" SLICE_FMT "'", SLICE_ARG(r->id));
}

static int compare(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	int by_place = place_compare(x->at, y->at);
	if (by_place)
		return by_place;
	int by_code = slice_compare(slice_of(x->code), slice_of(y->code));
	return by_code ? by_code : slice_compare(x->message, y->message);
}

static void sort(struct findings *f)
{
	size_t kept = 0;
	if (f->at.count)
		qsort(f->at.at, f->at.count, sizeof *f->at.at, compare);
	for (size_t i = 0; i < f->at.count; i++) // common/ is seen once a language
		if (!i || compare(&f->at.at[i], &f->at.at[kept - 1]) != 0)
			f->at.at[kept++] = f->at.at[i];
	f->at.count = kept;
}

// Where files were asked for, only what stands in them.
static void keep_files(struct findings *f, const struct packs *p)
{
	size_t kept = 0;
	for (size_t i = 0; i < f->at.count; i++) {
		bool wanted = false;
		for (size_t k = 0; k < p->at.count && !wanted; k++)
			wanted = slice_starts(slice_of(f->at.at[i].at.file), slice_of(p->at.at[k].folder)) &&
					 packs_test_file(p, &p->at.at[k], f->at.at[i].at.file);
		if (wanted)
			f->at.at[kept++] = f->at.at[i];
	}
	f->at.count = kept;
}

// Where something is not loaded, what nobody seems to use, or to define, may be used and defined there.
static void drop_absences(struct findings *f, const struct packs *p)
{
	static const char *const absences[] = {"L001", "L009", "L012", "L013", "L016", "L021"};
	size_t kept = 0;
	bool whole = true;
	for (size_t i = 0; i < p->at.count; i++)
		whole &= !p->at.at[i].rules->mistakes;
	for (size_t i = 0; i < f->at.count; i++) {
		bool absence = false;
		for (size_t k = 0; k < sizeof absences / sizeof *absences; k++)
			absence |= strcmp(f->at.at[i].code, absences[k]) == 0;
		if (whole || !absence)
			f->at.at[kept++] = f->at.at[i];
	}
	f->at.count = kept;
}

void lint_run(struct findings *f, const struct packs *p, const struct checks *checks, bool alone)
{
	struct linter l = {p, checks, f, alone};
	arena_init(&f->arena);
	lint_patterns(&l);
	lint_reach(&l);
	lint_boundaries(&l);
	lint_examples(&l);
	lint_classes(&l);
	lint_lists(&l);
	lint_units(&l);
	sort(f);
	lint_silence(&l);
	sort(f);
	drop_absences(f, p);
	keep_files(f, p);
}

void lint_release(struct findings *f)
{
	vec_release(&f->at);
	arena_release(&f->arena);
}
