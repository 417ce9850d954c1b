// SPDX-License-Identifier: MIT
// conflict: its writer and reader, made from CONFLICT_FIELDS, and those of its sides.
//
// line_read has checked the nested text; here each side and each claim in it is read as a line of its own, at a fixed depth.
#include "record/conflict.h"

#include "field.h"

#include "base/banned.h"

#define SIDE_FIELDS(X) \
	X(string, value_text) \
	X(number, lo) \
	X(number, hi)

#define SIDE_CLAIM_FIELDS(X) \
	X(string, id) \
	X(string, doc) \
	X(integer, byte_start) \
	X(integer, byte_end) \
	X(integer, char_start) \
	X(integer, char_end) \
	X(string, text) \
	X(string, source_text)

#define SIDE_WRITE(kind, name) line_##kind(o, SLICE(#name), r->name);

static void write_side_claim(struct out *o, const struct side_claim *r)
{
	line_begin(o);
	SIDE_CLAIM_FIELDS(SIDE_WRITE);
	out_byte(o, '}');
}

static void write_side(struct out *o, const struct side *r)
{
	line_begin(o);
	SIDE_FIELDS(SIDE_WRITE);
	line_raw(o, SLICE("claims"), SLICE("["));
	for (size_t i = 0; i < r->claims; i++) {
		if (i)
			out_byte(o, ',');
		write_side_claim(o, &r->claim[i]);
	}
	out_bytes(o, SLICE("]}"));
}

static void field_write_sides(struct out *o, struct sides value)
{
	out_byte(o, '[');
	for (size_t i = 0; i < value.count; i++) {
		if (i)
			out_byte(o, ',');
		write_side(o, &value.at[i]);
	}
	out_byte(o, ']');
}

// Reads the next item of an array as an object. *ret_more: there was one. False: it is none, reported.
static bool next_object(struct field_reader *f, slice key, slice *rest, struct line *ret, bool *ret_more)
{
	struct line_field item;
	*ret_more = line_item(rest, &item, f->arena);
	if (!*ret_more)
		return true;
	if (item.type != LINE_OBJECT)
		return diag_error(f->diag, f->at, "expected an array of objects \"" SLICE_FMT "\"", SLICE_ARG(key));
	return line_read(ret, item.value, f->arena, f->at, f->diag);
}

static bool read_side_claim(struct field_reader *outer, const struct line *l, struct side_claim *ret)
{
	struct field_reader f = {l, 0, outer->arena, outer->at, outer->diag};
	struct side_claim r;
	if (!(true SIDE_CLAIM_FIELDS(FIELD_READ)))
		return false;
	*ret = r;
	return true;
}

static bool read_side(struct field_reader *outer, const struct line *l, struct side *ret)
{
	struct field_reader f = {l, 0, outer->arena, outer->at, outer->diag};
	struct side r;
	if (!(true SIDE_FIELDS(FIELD_READ)))
		return false;
	const struct line_field *claims = field_array(&f, SLICE("claims"));
	if (!claims)
		return false;
	slice rest = claims->value;
	r.claims = 0;
	r.claim = ARENA_ARRAY(f.arena, struct side_claim, field_items(rest, f.arena));
	for (;;) {
		struct line claim;
		bool more;
		if (!next_object(&f, SLICE("claims"), &rest, &claim, &more))
			return false;
		if (!more)
			break;
		if (!read_side_claim(&f, &claim, &r.claim[r.claims++]))
			return false;
	}
	*ret = r;
	return true;
}

static bool field_read_sides(struct field_reader *f, slice key, struct sides *ret)
{
	const struct line_field *found = field_array(f, key);
	if (!found)
		return false;
	slice rest = found->value;
	struct sides read = {ARENA_ARRAY(f->arena, struct side, field_items(rest, f->arena)), 0};
	for (;;) {
		struct line side;
		bool more;
		if (!next_object(f, key, &rest, &side, &more))
			return false;
		if (!more)
			break;
		if (!read_side(f, &side, &read.at[read.count++]))
			return false;
	}
	*ret = read;
	return true;
}

RECORD_DEFINE(CONFLICT, conflict)
