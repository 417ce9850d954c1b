// SPDX-License-Identifier: MIT
// record: what all records have in common, and how one is read and written.
//
// A record is one JSON object on one line; every key of its type is always present, null where unknown. Offsets are half-open
// and count from the start of the original document, byte_* in bytes, char_* in code points.
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include "base/line.h"
#include "record/kinds.h"

enum record_type {
	RECORD_OTHER, // a line that is no record of ours: passed on
#define X(NAME, text) RECORD_##NAME,
	RECORD_TYPES(X)
#undef X
};

struct strings {
	slice *at;
	size_t count;
};

struct integers {
	int64_t *at;
	size_t count;
};

#define FIELD_TYPE_string slice
#define FIELD_TYPE_integer int64_t
#define FIELD_TYPE_number double
#define FIELD_TYPE_boolean bool
#define FIELD_TYPE_strings struct strings
#define FIELD_TYPE_integers struct integers
#define FIELD_TYPE_sides struct sides
#define RECORD_MEMBER(kind, name) FIELD_TYPE_##kind name;

// The fields common to all: the first member, named head, of every record's struct.
struct record {
	RECORD_FIELDS(RECORD_MEMBER)
};

// "sentence", "date" …
slice record_type_name(enum record_type type);
// The type of a line by its "type" member; RECORD_OTHER where it is none of ours.
enum record_type record_type_of(const struct line *l);
// A stable id: 16 hex digits of a hash of doc, type, byte span and rule. Never a counter, never the clock.
slice record_id(struct arena *a, slice doc, enum record_type type, int64_t byte_start, int64_t byte_end, slice rule);
// The same from the slice_hash of doc and rule, for who writes many.
slice record_id_of(struct arena *a, uint64_t doc, enum record_type type, int64_t byte_start, int64_t byte_end, uint64_t rule);

#endif
