// SPDX-License-Identifier: MIT
// limits: every size and depth that input controls, what it protects, and why that number.
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

// A JSON line or a line of text longer than this is reported and skipped: memory stays flat. News articles are below 1 MB.
#define LINE_BYTES_MAX ((size_t)64 << 20)
// A paragraph longer than this is cut at a white space and goes on as the next one; a sentence is never longer.
#define PARAGRAPH_BYTES_MAX ((size_t)1 << 20)
// A sentence longer than this is cut at a white space: rules are written for sentences, and PCRE2's work grows with their length.
#define SENTENCE_BYTES_MAX ((size_t)16 << 10)
// Fields of one flat object; our widest record (claim) has 45.
#define LINE_FIELDS_MAX 80
// Nesting of arrays and objects inside a line (conflict sides need 4).
#define JSON_DEPTH_MAX 32
// Sentences of one document that extract holds at once; a longer document is worked in pieces, each with its own context.
#define DOCUMENT_SENTENCES_MAX 2000
#define DOCUMENT_BYTES_MAX ((size_t)4 << 20)
// PCRE2: steps, depth and heap (KiB) of one match. Every rule of the packs needs below 10,000 steps a sentence.
#define MATCH_STEPS_MAX 200000
#define MATCH_DEPTH_MAX 1000
#define MATCH_HEAP_KIB_MAX 4096
// Phrases inside each other, and bytes of a pattern with its phrases: a pack whose phrases double each other stays small.
#define PHRASE_DEPTH_MAX 8
#define PATTERN_BYTES_MAX ((size_t)64 << 10)
// Named groups of one rule; the widest has 12.
#define RULE_GROUPS_MAX 24
// Words or classes of a pattern that its rule waits for: the rarest few.
#define RULE_CLAUSES_MAX 3
// Readings of one layer in one sentence before the rest is dropped with a diagnostic.
#define READINGS_MAX 4096
// Words of one lexicon entry ("United Kingdom of Great Britain and Northern Ireland" has 8).
#define ENTRY_WORDS_MAX 12
// Claims near in time that crosscheck compares one claim with, under one place or name: 100,000 claims stay a matter of seconds.
#define CROSSCHECK_NEIGHBOURS_MAX 400
// Claims (alike ones counted once) of one disagreement; further ones make another.
#define CROSSCHECK_MEMBERS_MAX 100
// Other claims with which one may conflict, and disagreements in which it may stand, before a reviewer has seen enough of it:
// a topic on which a hundred thousand claims all differ stays linear.
#define CROSSCHECK_EDGES_MAX 100
#define CROSSCHECK_DISAGREEMENTS_MAX 4
// Claims that one side of a conflict lists; the record's note tells how many more there are.
#define CROSSCHECK_LISTED_MAX 200
// Names of a document that crosscheck keeps to tell whether two documents are about one story.
#define CROSSCHECK_NAMES_MAX 64
// Worker threads of -j.
#define WORKERS_MAX 256

#endif
