// SPDX-License-Identifier: MIT
// private: what the files of workshop/ share: one sentence through the engine, with the views that its layers had and what it
// left.
#ifndef WORKSHOP_PRIVATE_H
#define WORKSHOP_PRIVATE_H

#include "extract/extract.h"
#include "segment/segment.h"
#include "workshop/workshop.h"

// A record that a sentence made, on one line of JSON (a number has the same shape).
struct made {
	slice rule;
	span text;                 // in the sentence's text
	const struct line *record; // null: of a raw layer
};

// A thread's engines for a pack.
struct bench {
	const struct ruleset *rules;
	struct extractor *extractor;
	struct segmenter *segmenter;
	struct matcher *matcher;
	struct arena arena;           // of the sentence at work
	struct out lines;             // its records as JSON lines
	slice view[LAYERS_OVER_VIEW]; // as the layers had it; null where the layer did not run
	VEC(struct made) made;        // its records, and its numbers
	const struct extraction *found;
};

void bench_open(struct bench *b, const struct ruleset *rules);
void bench_close(struct bench *b);
// One sentence, as if segment had cleaned it, as a document of its own. What the bench held before is gone.
void bench_sentence(struct bench *b, slice text, slice doc_date, struct diag *d);
// All matches of a rule of a raw layer in a text, as findings without record: of a cleaning rule what it cuts, of a boundary rule
// where it ends a sentence, or the whole match.
void bench_raw(struct bench *b, const struct rule *r, slice text, struct diag *d);
// example.c: runs a check and fills in what came of it; texts in the arena.
void check_run(struct check *c, struct bench *b, struct arena *a, struct diag *d);
// disguise.c: how else a text may be written; disguise n makes check n of a plain example. False: it would change nothing, or the
// rule says that it matters.
enum { DISGUISES = 7 };
bool disguise(struct check *c, size_t n, const struct example *plain, struct arena *a);
// A view with its tags written as {class|class}.
slice view_shown(const struct ruleset *rules, enum layer layer, slice view, struct arena *a);
// Whether a view holds a class: as a tag, or the word of a class "=word" by its letters.
bool view_has_class(const struct ruleset *rules, enum layer layer, slice view, uint16_t class);

#endif
