// SPDX-License-Identifier: MIT
// record: types, ids, and the reading and writing of single fields.
#include "record/record.h"

#include <math.h>

#include "base/eight.h"
#include "field.h"

#include "base/banned.h"

slice record_type_name(enum record_type type)
{
	switch (type) {
	case RECORD_OTHER:
		break;
#define X(NAME, text) \
	case RECORD_##NAME: \
		return SLICE(text);
		RECORD_TYPES(X)
#undef X
	}
	return SLICE_NULL;
}

enum record_type record_type_of(const struct line *l)
{
	const struct line_field *f = line_find(l, SLICE("type"), 0);
	if (!f || f->type != LINE_STRING)
		return RECORD_OTHER;
#define X(NAME, text) \
	if (slice_equal(f->value, SLICE(text))) \
		return RECORD_##NAME;
	RECORD_TYPES(X)
#undef X
	return RECORD_OTHER;
}

// Joins two hashes so that their order matters (the finaliser of splitmix64).
static uint64_t join(uint64_t h, uint64_t next)
{
	h = h * 0x9e3779b97f4a7c15u + next;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return h ^ (h >> 31);
}

slice record_id(struct arena *a, slice doc, enum record_type type, int64_t byte_start, int64_t byte_end, slice rule)
{
	return record_id_of(a, slice_hash(doc), type, byte_start, byte_end, slice_hash(rule));
}

slice record_id_of(struct arena *a, uint64_t doc, enum record_type type, int64_t byte_start, int64_t byte_end, uint64_t rule)
{
	uint64_t h = join(doc, slice_hash(record_type_name(type)));
	h = join(h, (uint64_t)byte_start);
	h = join(h, (uint64_t)byte_end);
	h = join(h, rule);
	char *text = arena_room(a, 17);
	text[16] = '\0';
	eight_store(text, eight_hex((uint32_t)(h >> 32)));
	eight_store(text + 8, eight_hex((uint32_t)h));
	return (slice){text, 16};
}

void record_write_head(struct out *o, enum record_type type, const struct record *r)
{
	line_begin(o);
	line_string(o, SLICE("type"), record_type_name(type));
	RECORD_FIELDS(FIELD_WRITE);
}

bool record_read_head(struct field_reader *f, enum record_type type, struct record *ret)
{
	slice name = SLICE_NULL, wanted = record_type_name(type);
	if (!field_read_string(f, SLICE("type"), &name))
		return false;
	if (!slice_equal(name, wanted))
		return diag_error(f->diag, f->at, "expected a record of type \"" SLICE_FMT "\"", SLICE_ARG(wanted));
#define READ_HEAD(kind, name) &&field_read_##kind(f, SLICE(#name), &ret->name)
	return true RECORD_FIELDS(READ_HEAD);
#undef READ_HEAD
}

static const char *type_name(enum line_type type)
{
	switch (type) {
	case LINE_NULL:
		return "null";
	case LINE_STRING:
		return "a string";
	case LINE_NUMBER:
		return "a number";
	case LINE_BOOLEAN:
		return "a boolean";
	case LINE_ARRAY:
		return "an array";
	case LINE_OBJECT:
		return "an object";
	}
	return "unknown";
}

static bool expected(struct field_reader *f, slice key, const char *what, const struct line_field *found)
{
	const char *article = what[0] == 'i' || what[0] == 'a' ? "an" : "a";
	if (!found)
		return diag_error(f->diag, f->at, "expected %s %s \"" SLICE_FMT "\", found no such key", article, what, SLICE_ARG(key));
	if (found->type == LINE_NUMBER || found->type == LINE_BOOLEAN)
		return diag_error(f->diag, f->at, "expected %s %s \"" SLICE_FMT "\", found " SLICE_FMT, article, what, SLICE_ARG(key),
						  SLICE_ARG(found->value));
	return diag_error(f->diag, f->at, "expected %s %s \"" SLICE_FMT "\", found %s", article, what, SLICE_ARG(key),
					  type_name(found->type));
}

static const struct line_field *take(struct field_reader *f, slice key)
{
	return line_find(f->line, key, f->next++);
}

bool field_read_string(struct field_reader *f, slice key, slice *ret)
{
	const struct line_field *found = take(f, key);
	if (!found || (found->type != LINE_STRING && found->type != LINE_NULL))
		return expected(f, key, "string", found);
	*ret = found->type == LINE_STRING ? found->value : SLICE_NULL;
	return true;
}

// Digits with or without "-", that fit 64 bits.
static bool is_integer(slice number)
{
	size_t start = number.len && number.ptr[0] == '-';
	for (size_t i = start; i < number.len; i++)
		if (number.ptr[i] < '0' || number.ptr[i] > '9')
			return false;
	if (number.len - start < 19)
		return true;
	int64_t value = line_as_integer(number);
	return number.len - start == 19 && value != INT64_MAX && value != INT64_MIN;
}

bool field_read_integer(struct field_reader *f, slice key, int64_t *ret)
{
	const struct line_field *found = take(f, key);
	if (!found || found->type != LINE_NUMBER || !is_integer(found->value))
		return expected(f, key, "integer", found);
	*ret = line_as_integer(found->value);
	return true;
}

bool field_read_number(struct field_reader *f, slice key, double *ret)
{
	const struct line_field *found = take(f, key);
	if (!found || (found->type != LINE_NUMBER && found->type != LINE_NULL))
		return expected(f, key, "number", found);
	*ret = found->type == LINE_NUMBER ? line_as_number(found->value) : (double)NAN;
	return true;
}

bool field_read_boolean(struct field_reader *f, slice key, bool *ret)
{
	const struct line_field *found = take(f, key);
	if (!found || found->type != LINE_BOOLEAN)
		return expected(f, key, "boolean", found);
	*ret = found->value.ptr[0] == 't';
	return true;
}

const struct line_field *field_array(struct field_reader *f, slice key)
{
	const struct line_field *found = take(f, key);
	if (found && found->type == LINE_ARRAY)
		return found;
	expected(f, key, "array", found);
	return NULL;
}

size_t field_items(slice array, struct arena *a)
{
	size_t count = 0;
	struct line_field item;
	while (line_item(&array, &item, a))
		count++;
	return count;
}

bool field_read_strings(struct field_reader *f, slice key, struct strings *ret)
{
	const struct line_field *found = field_array(f, key);
	if (!found)
		return false;
	slice rest = found->value;
	struct line_field item;
	struct strings read = {ARENA_ARRAY(f->arena, slice, field_items(rest, f->arena)), 0};
	while (line_item(&rest, &item, f->arena)) {
		if (item.type != LINE_STRING)
			return expected(f, key, "array of strings", &item);
		read.at[read.count++] = item.value;
	}
	*ret = read;
	return true;
}

bool field_read_integers(struct field_reader *f, slice key, struct integers *ret)
{
	const struct line_field *found = field_array(f, key);
	if (!found)
		return false;
	slice rest = found->value;
	struct line_field item;
	struct integers read = {ARENA_ARRAY(f->arena, int64_t, field_items(rest, f->arena)), 0};
	while (line_item(&rest, &item, f->arena)) {
		if (item.type != LINE_NUMBER || !is_integer(item.value))
			return expected(f, key, "array of integers", &item);
		read.at[read.count++] = line_as_integer(item.value);
	}
	*ret = read;
	return true;
}

void field_write_strings(struct out *o, struct strings value)
{
	out_byte(o, '[');
	for (size_t i = 0; i < value.count; i++) {
		if (i)
			out_byte(o, ',');
		out_json_string(o, value.at[i]);
	}
	out_byte(o, ']');
}

void field_write_integers(struct out *o, struct integers value)
{
	out_byte(o, '[');
	for (size_t i = 0; i < value.count; i++) {
		if (i)
			out_byte(o, ',');
		out_json_integer(o, value.at[i]);
	}
	out_byte(o, ']');
}
