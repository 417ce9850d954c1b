// SPDX-License-Identifier: MIT
// lint: what the checks of lint share. Each lint_*.c is a kind of check; lint.c runs them, sorts what they found, and leaves out
// what comments silence; lint_codes.c tells what a code means.
#ifndef WORKSHOP_LINT_H
#define WORKSHOP_LINT_H

#include "workshop/workshop.h"

struct linter {
	const struct packs *packs;
	const struct checks *checks;
	struct findings *found;
	bool alone; // nobody tells the examples that fail
};

// Appends a finding; the message is formatted into the findings' arena.
void lint_add(struct linter *l, const char *code, struct place at, const char *format, ...) __attribute__((format(printf, 4, 5)));

// "rule 'figure.ships'", or "phrase 'speaker'" where the offset of the rule's pattern comes from a phrase.
slice lint_owner(const struct rule *r, size_t offset, struct arena *a);

void lint_patterns(struct linter *l);
void lint_reach(struct linter *l);
void lint_boundaries(struct linter *l);
void lint_examples(struct linter *l);
void lint_classes(struct linter *l);
void lint_lists(struct linter *l);
void lint_units(struct linter *l);
// Takes away what `# lint: CODE reason` silences, and adds what is wrong with such comments.
void lint_silence(struct linter *l);

#endif
