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

// With `no_prefilter`, every rule runs, whatever it waits for.
void bench_open(struct bench *b, const struct ruleset *rules, bool no_prefilter);
void bench_close(struct bench *b);
// One sentence, as if segment had cleaned it, as a document of its own. What the bench held before is gone.
void bench_sentence(struct bench *b, slice text, slice doc_date, struct diag *d);
// All matches of a rule of a raw layer in a text, as findings without record: of a cleaning rule what it cuts, of a boundary rule
// where it ends a sentence, or the whole match.
void bench_raw(struct bench *b, const struct rule *r, slice text, struct diag *d);
// example.c: runs a check and fills in what came of it; texts in the arena.
void check_run(struct check *c, struct bench *b, struct arena *a, struct diag *d);
// skip.c: what is left out of a check's pack, and may be why it fails, now that its sentence is on the bench; null: nothing.
slice skip_reason(const struct check *c, const struct bench *b, struct arena *a);
// Why a rule that is left out is not tested.
slice skip_left_out(const struct rule *r, struct arena *a);
// disguise.c: how else a text may be written; disguise n makes check n of a plain example. False: it would change nothing, or the
// rule says that it matters.
enum { DISGUISES = 7 };
bool disguise(struct check *c, size_t n, const struct example *plain, struct arena *a);

// ---- articles ---------------------------------------------------------------------------------------------------------

// One article: a text, or a document as `segment --jsonl` reads it.
struct article {
	slice text;
	bool is_json;
	const char *file;
	size_t line;
};

// corpus.c: calls `visit` with each article of a file (of JSON documents when it ends in .jsonl, else one text), or of those
// files of a folder that end in .txt and .jsonl, in the order of their names. False: something cannot be read, which was
// reported.
bool corpus_walk(const char *path, void (*visit)(void *context, const struct article *a, struct diag *d), void *context,
				 struct diag *d);

// Segment and extract, one behind the other, by one pack.
struct pipeline {
	const struct ruleset *rules;
	struct segmenter *segmenter;
	struct extractor *extractor;
	struct arena arena; // of the article at work
	struct out sentences;
	VEC(struct sentence) sentence;
};

void pipeline_open(struct pipeline *p, const struct ruleset *rules, struct extract_options options);
void pipeline_close(struct pipeline *p);
// Appends an article's records but its sentences, as JSON lines. A text's date is the day with which its file's name begins.
void pipeline_run(struct pipeline *p, const struct article *article, struct out *records, struct diag *d);

// diff.c: the records of one article by two packs, or at two times.
struct change {
	const struct line *before, *after; // null: added, or removed
};

struct changes {
	VEC(struct change) at; // by document, in the order of its text
	struct arena arena;
};

// Compares JSON lines. Records belong together by document, type and span; what says who made them (ids) is not compared.
void diff_records(struct changes *c, slice before, slice after, const char *file, struct diag *d);
void diff_release(struct changes *c);
// "~ date 'last May' by date.relative: value '2011-05', was '2010-05'", with its "\n".
void diff_write(struct out *o, const struct change *c);
// The value of a record's field as text; null where it has none.
slice record_text(const struct line *record, slice key);

// A view with its tags written as {class|class}.
slice view_shown(const struct ruleset *rules, enum layer layer, slice view, struct arena *a);
// Whether a view holds a class: as a tag, or the word of a class "=word" by its letters.
bool view_has_class(const struct ruleset *rules, enum layer layer, slice view, uint16_t class);
// What the rule waits for and a view does not hold: "{killed} or {died}"; null: it wakes.
slice trigger_missing(const struct ruleset *rules, const struct rule *r, slice view, struct arena *a);

#endif
