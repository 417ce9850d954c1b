// SPDX-License-Identifier: MIT
// kinds: the closed vocabularies of the records, and their fields in the order in which they are written.
//
// Each record's table is a list of X(kind, name); kind is one of
//   string    slice, null where unknown        integer   int64_t, always known
//   number    double, NAN where unknown        boolean   bool
//   strings   struct strings (JSON array)      integers  struct integers (JSON array)
// A struct, its writer, its reader and the test of its schema all come from the one table.
#ifndef RECORD_KINDS_H
#define RECORD_KINDS_H

#define RECORD_TYPES(X) \
	X(SENTENCE, "sentence") \
	X(DATE, "date") \
	X(FIGURE, "figure") \
	X(ENTITY, "entity") \
	X(ATTRIBUTION, "attribution") \
	X(CLAIM, "claim") \
	X(CONFLICT, "conflict")

// Common to all, written first, after "type".
#define RECORD_FIELDS(X) \
	X(string, id) \
	X(string, doc) \
	X(integer, sent) \
	X(integer, byte_start) \
	X(integer, byte_end) \
	X(integer, char_start) \
	X(integer, char_end) \
	X(string, text) \
	X(string, rule) \
	X(string, lang) \
	X(string, status) \
	X(string, note)

#define SENTENCE_FIELDS(X) \
	X(string, doc_date) \
	X(string, doc_source) \
	X(integer, para) \
	X(string, kind) \
	X(integers, cuts)

#define DATE_FIELDS(X) \
	X(string, timex_type) \
	X(string, timex_value) \
	X(string, timex_mod) \
	X(string, edtf) \
	X(string, date_from) \
	X(string, date_to) \
	X(string, grain) \
	X(string, anchor)

#define FIGURE_FIELDS(X) \
	X(string, kind) \
	X(number, value) \
	X(string, value_text) \
	X(number, lo) \
	X(number, hi) \
	X(boolean, lo_open) \
	X(boolean, hi_open) \
	X(string, cmp) \
	X(boolean, approx) \
	X(string, unit) \
	X(string, unit_text) \
	X(string, what) \
	X(number, base_value) \
	X(string, base_unit)

#define ENTITY_FIELDS(X) \
	X(string, kind) \
	X(string, name)

#define ATTRIBUTION_FIELDS(X) \
	X(string, source_text) \
	X(string, source_kind) \
	X(string, source_id) \
	X(integer, source_start) \
	X(integer, source_end) \
	X(string, cue) \
	X(string, verb) \
	X(string, stance) \
	X(integer, content_start) \
	X(integer, content_end)

#define CLAIM_FIELDS(X) \
	X(string, claim_kind) \
	X(string, measure) \
	X(string, figure_id) \
	X(number, value) \
	X(string, value_text) \
	X(number, lo) \
	X(number, hi) \
	X(boolean, lo_open) \
	X(boolean, hi_open) \
	X(string, cmp) \
	X(boolean, approx) \
	X(string, unit) \
	X(string, what) \
	X(string, scope) \
	X(string, part_of) \
	X(boolean, negated) \
	X(string, modality) \
	X(string, date_id) \
	X(string, date_from) \
	X(string, date_to) \
	X(string, place) \
	X(string, event) \
	X(string, subject) \
	X(string, source_text) \
	X(string, source_kind) \
	X(string, source_id) \
	X(string, doc_date) \
	X(string, doc_source) \
	X(string, topic) \
	X(strings, inherited)

#define CONFLICT_FIELDS(X) \
	X(string, conflict_kind) \
	X(string, measure) \
	X(string, topic) \
	X(string, severity) \
	X(string, explain) \
	X(sides, sides)

#endif
