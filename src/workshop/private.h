// SPDX-License-Identifier: MIT
// private: what the files of workshop/ share: one sentence through the engine, with the views that its layers had and what it
// left.
#ifndef WORKSHOP_PRIVATE_H
#define WORKSHOP_PRIVATE_H

#include "extract/extract.h"
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
// A view with its tags written as {class|class}.
slice view_shown(const struct ruleset *rules, enum layer layer, slice view, struct arena *a);
// Whether a view holds a class: as a tag, or the word of a class "=word" by its letters.
bool view_has_class(const struct ruleset *rules, enum layer layer, slice view, uint16_t class);

#endif
