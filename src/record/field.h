// SPDX-License-Identifier: MIT
// field: how one field is written and read, and the two macros that make a record's writer and reader from its table.
//
// Readers take the field's place in the table as the hint, so a line in our own order is read without searching.
#ifndef RECORD_FIELD_H
#define RECORD_FIELD_H

#include "record/record.h"

struct field_reader {
	const struct line *line;
	size_t next; // where the next key stands when the line is in our order
	struct arena *arena;
	struct place at;
	struct diag *diag;
};

// Each reads the next field. False: reported with the key and what was expected; ret is then unset.
bool field_read_string(struct field_reader *f, slice key, slice *ret);
bool field_read_integer(struct field_reader *f, slice key, int64_t *ret);
bool field_read_number(struct field_reader *f, slice key, double *ret);
bool field_read_boolean(struct field_reader *f, slice key, bool *ret);
bool field_read_strings(struct field_reader *f, slice key, struct strings *ret);
bool field_read_integers(struct field_reader *f, slice key, struct integers *ret);
// The field, checked to be an array. Null: reported.
const struct line_field *field_array(struct field_reader *f, slice key);
// The number of an array's items.
size_t field_items(slice array, struct arena *a);

// Each writes a value, behind its key.
static inline void field_write_string(struct out *o, slice value)
{
	if (value.ptr)
		out_json_string(o, value);
	else
		out_bytes(o, SLICE("null"));
}
static inline void field_write_boolean(struct out *o, bool value)
{
	out_bytes(o, value ? SLICE("true") : SLICE("false"));
}
#define field_write_integer out_json_integer
#define field_write_number out_json_number
void field_write_strings(struct out *o, struct strings value);
void field_write_integers(struct out *o, struct integers value);

// "{" with "type" and the common fields.
void record_write_head(struct out *o, enum record_type type, const struct record *head);
// A reader of a line of this type, its common fields read; false when they are wrong or the type is another.
bool record_read_head(struct field_reader *f, enum record_type type, struct record *ret);

// A key is a constant with its marks, so that it is copied in a few moves.
#define FIELD_WRITE(kind, name) \
	out_bytes(o, SLICE(",\"" #name "\":")); \
	field_write_##kind(o, r->name);
#define FIELD_READ(kind, name) &&field_read_##kind(&f, SLICE(#name), &r.name)

// Defines type_write and type_read.
#define RECORD_DEFINE(TYPE, type) \
	void type##_write(struct out *o, const struct type *r) \
	{ \
		record_write_head(o, RECORD_##TYPE, &r->head); \
		TYPE##_FIELDS(FIELD_WRITE); \
		line_end(o); \
	} \
\
	bool type##_read(struct type *ret, const struct line *l, struct arena *a, struct place at, struct diag *d) \
	{ \
		struct field_reader f = {l, 0, a, at, d}; \
		struct type r; \
		bool fine = record_read_head(&f, RECORD_##TYPE, &r.head) TYPE##_FIELDS(FIELD_READ); \
		if (fine) \
			*ret = r; \
		return fine; \
	}

#endif
