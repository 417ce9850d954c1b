// SPDX-License-Identifier: MIT
// crosscheck: records in, the same records out, and a conflict record for each disagreement among their claims: those within a
// document right after its last record, those across documents at the end.
//
// Keeps what claims say, not records: memory grows with the claims (with `within`: of a document; with `sorted`: of a block).
#ifndef CROSSCHECK_CROSSCHECK_H
#define CROSSCHECK_CROSSCHECK_H

#include "base/diag.h"
#include "base/line.h"

struct crosscheck_options {
	const char *rules; // the rules' folder
	bool within;       // only within documents
	bool updates;      // also records of kind update
	bool sorted; // the claims come in blocks of one measure and place, by topic; each block is finished when the next begins
};

struct crosscheck;

// False: the rules' tables cannot be read, reported.
struct crosscheck *crosscheck_open(const struct crosscheck_options *options, struct diag *d);
// Reads reference claims, before the first line; other records in the file are passed over. False: not readable, reported.
bool crosscheck_reference(struct crosscheck *c, const char *file, struct diag *d);
// One line of the stream. What is no JSON object is reported and left out; a claim that lacks a key is reported and passed on.
void crosscheck_line(struct crosscheck *c, slice text, struct place at, struct out *o, struct diag *d);
// The end of the stream.
void crosscheck_end(struct crosscheck *c, struct out *o, struct diag *d);
// How many conflicts of at least this severity ("low", "medium", "high") were written, updates not counted.
size_t crosscheck_flagged(const struct crosscheck *c, slice severity);
void crosscheck_close(struct crosscheck *c);

#endif
