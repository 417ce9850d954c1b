// SPDX-License-Identifier: MIT
// review: what was read, put in order for a person: conflicts by rank, claims by topic, each with its passage.
//
// A review is filled (review_read, review_decisions), settled once (review_settle), and then only read by one of the writers.
// All text lives in `arena` as long as the review. It holds the whole input: a conflict may name a claim that came at any time
// before.
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "base/arena.h"
#include "base/input.h"
#include "base/map.h"
#include "base/vec.h"
#include "record/claim.h"
#include "record/conflict.h"
#include "record/sentence.h"

// No index.
#define NONE SIZE_MAX

// A date, figure, entity or attribution: where it stands and which rule made it.
struct mention {
	enum record_type type;
	slice doc, text, rule;
	int64_t byte_start, byte_end;
	int64_t source_start, source_end; // ATTRIBUTION: the source's code points; else -1
};

struct document {
	slice name, date, source;
	size_t first, sentences; // its sentences in review.sentence, by place; after review_settle
};

struct shown_sentence {
	struct sentence record;
	size_t document;
	size_t order; // as read; decides between equal places
};

// A claim's words: its sentence where that was read, else the claim's own text. Marks are byte offsets into text; empty where
// unknown.
struct passage {
	size_t sentence; // in review.sentence, or NONE
	slice text;
	span claim, figure, date, source;
};

struct shown_claim {
	struct claim record;
	struct passage passage;
	size_t document;
	slice figure_rule, date_rule, source_rule; // null where these records were not read
	bool listed;                               // read as a claim record; false: known only from a conflict's side
	size_t conflicts;                          // in how many it stands
};

struct shown_side {
	slice value_text;
	double lo, hi;
	size_t *claim; // in review.claim
	size_t claims;
};

struct shown_conflict {
	struct conflict record;
	struct shown_side *side;
	size_t sides;
	double spread;
	size_t order;
};

// Claims that speak of the same thing: claim_order[first … first + claims).
struct topic {
	slice name; // null: claims without a topic
	size_t first, claims, conflicts, order;
};

enum verdict { VERDICT_NONE, VERDICT_ACCEPT, VERDICT_REJECT, VERDICT_SKIP };

// What a person said of a conflict or claim. The last one of an id counts.
struct decision {
	slice id, note;
	enum verdict verdict;
	bool flag;
};

struct review {
	struct arena arena;   // the life of the review
	struct arena scratch; // one line
	VEC(struct document) document;
	VEC(struct shown_sentence) sentence;
	VEC(struct mention) mention;
	VEC(struct shown_claim) claim;
	VEC(struct shown_conflict) conflict; // after review_settle: by rank
	VEC(struct topic) topic;             // after review_settle: by rank
	VEC(size_t) claim_order;             // listed claims by topic
	VEC(struct decision) decision;       // in the order of first mention
	struct map document_by_name, mention_by_id, claim_by_id, conflict_by_id, decision_by_id;
	size_t lines;    // not empty ones
	size_t records;  // of ours among them
	size_t repeated; // records whose id came before: only the first is kept
};

void review_init(struct review *r);
void review_release(struct review *r);
// Reads records to the end of the input. Bad lines are reported and left out; lines of other types are passed over.
void review_read(struct review *r, struct input *in, struct diag *d);
// Reads decisions: JSON lines with `id`, `decision` (accept, reject, skip or null), `flag`, `note`; other keys are free.
void review_decisions(struct review *r, struct input *in, struct diag *d);
// Joins sides, claims and sentences, and ranks all. Once, after the last read.
void review_settle(struct review *r);
// The decision on an id, or null.
const struct decision *review_decision(const struct review *r, slice id);
// How many decisions are on no record of the review. After review_settle.
size_t review_decisions_elsewhere(const struct review *r);
// "accept", "reject", "skip"; null for none.
slice verdict_name(enum verdict v);

// The page: one HTML file, all in it. The same bytes for the same review and title.
void page_write(const struct review *r, slice title, struct out *o);
// Plain text, wrapped at `width` columns, coloured where asked.
void text_write(const struct review *r, size_t width, bool colour, struct out *o);
// schema.org ClaimReview, a JSON-LD object a line: each side of an accepted conflict, each claim accepted or rejected.
void claimreview_write(const struct review *r, struct out *o);

#endif
