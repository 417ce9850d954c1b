// SPDX-License-Identifier: MIT
// diff: which records were added, removed and changed.
#include <stdlib.h>

#include "private.h"

#include "base/banned.h"

struct placed {
	const struct line *record;
	int64_t start, end;
	slice doc, type;
	size_t index;
};

slice record_text(const struct line *record, slice key)
{
	const struct line_field *f = line_find(record, key, 0);
	return f && f->type != LINE_NULL ? f->value : SLICE_NULL;
}

static int compare_keys(const struct placed *a, const struct placed *b)
{
	if (slice_compare(a->doc, b->doc) != 0)
		return slice_compare(a->doc, b->doc);
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	if (a->end != b->end)
		return a->end < b->end ? -1 : 1;
	return slice_compare(a->type, b->type);
}

static int compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int by_key = compare_keys(x, y);
	return by_key ? by_key : x->index < y->index ? -1 : x->index > y->index;
}

struct records {
	VEC(struct placed) at;
};

static void read_records(struct records *e, slice lines, struct arena *a, const char *file, struct diag *d)
{
	size_t number = 0;
	slice text;
	while ((text = slice_cut(&lines, '\n')).ptr) {
		struct place at = {.file = file, .line = ++number};
		struct line *l = ARENA_NEW(a, struct line);
		if (!slice_trim(text).len || !line_read(l, text, a, at, d))
			continue;
		struct placed one = {.record = l,
							 .start = line_as_integer(record_text(l, SLICE("byte_start"))),
							 .end = line_as_integer(record_text(l, SLICE("byte_end"))),
							 .type = record_text(l, SLICE("type")),
							 .index = e->at.count};
		if (!one.type.ptr)
			diag_error(d, at, "expected a record with a \"type\"");
		else
			vec_push(&e->at, one);
	}
	if (e->at.count)
		qsort(e->at.at, e->at.count, sizeof *e->at.at, compare_placed);
}

// What names a record, or follows from its document: no part of what it says.
static bool is_said(slice key)
{
	static const char *const silent[] = {"id", "doc", "lang", "doc_date", "doc_source", "sent", "char_start", "char_end"};
	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		if (slice_equal(key, slice_of(silent[i])))
			return false;
	return !slice_ends(key, SLICE("_id")) && !slice_ends(key, SLICE("_ids"));
}

static bool same_text(slice a, slice b)
{
	return a.ptr && b.ptr ? slice_equal(a, b) : a.ptr == b.ptr;
}

// Every field of `a` that says something, as `b` has it.
static bool says(const struct line *a, const struct line *b)
{
	for (size_t i = 0; i < a->count; i++)
		if (is_said(a->field[i].key) && !same_text(record_text(a, a->field[i].key), record_text(b, a->field[i].key)))
			return false;
	return true;
}

void diff_records(struct changes *c, slice before, slice after, const char *file, struct diag *d)
{
	struct records old = {0}, new = {0};
	*c = (struct changes){0};
	arena_init(&c->arena);
	read_records(&old, before, &c->arena, file, d);
	read_records(&new, after, &c->arena, file, d);
	for (size_t i = 0, k = 0; i < old.at.count || k < new.at.count;) {
		int order = i == old.at.count ? 1 : k == new.at.count ? -1 : compare_keys(&old.at.at[i], &new.at.at[k]);
		struct change one = {order <= 0 ? old.at.at[i].record : NULL, order >= 0 ? new.at.at[k].record : NULL};
		i += order <= 0;
		k += order >= 0;
		if (order || !says(one.before, one.after) || !says(one.after, one.before))
			vec_push(&c->at, one);
	}
	vec_release(&old.at);
	vec_release(&new.at);
}

void diff_release(struct changes *c)
{
	vec_release(&c->at);
	arena_release(&c->arena);
}

// ---- for people -------------------------------------------------------------------------------------------------------

static void put_head(struct out *o, char sign, const struct line *record)
{
	slice type = record_text(record, SLICE("type")), text = record_text(record, SLICE("text")),
		  rule = record_text(record, SLICE("rule"));
	out_format(o, "%c " SLICE_FMT " '", sign, SLICE_ARG(type));
	for (size_t i = 0; i < text.len; i++)
		out_byte(o, (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
	out_format(o, "' by " SLICE_FMT, SLICE_ARG(rule));
}

static bool is_in_head(slice key)
{
	return slice_equal(key, SLICE("type")) || slice_equal(key, SLICE("text")) || slice_equal(key, SLICE("rule")) ||
		   slice_starts(key, SLICE("byte_"));
}

static void put_fields(struct out *o, const struct line *record)
{
	const char *sep = ":";
	for (size_t i = 0; i < record->count; i++) {
		const struct line_field *f = &record->field[i];
		if (f->type == LINE_NULL || !is_said(f->key) || is_in_head(f->key))
			continue;
		out_format(o, "%s " SLICE_FMT "=", sep, SLICE_ARG(f->key));
		out_bytes(o, f->value);
		sep = "";
	}
}

static void put_value(struct out *o, slice value)
{
	out_byte(o, '\'');
	out_bytes(o, value);
	out_byte(o, '\'');
}

static void put_difference(struct out *o, slice key, slice was, slice is, const char **sep)
{
	if (!is_said(key) || same_text(was, is))
		return;
	out_format(o, "%s " SLICE_FMT " ", *sep, SLICE_ARG(key));
	if (is.ptr)
		put_value(o, is);
	else
		out_bytes(o, SLICE("gone"));
	if (was.ptr) {
		out_bytes(o, SLICE(", was "));
		put_value(o, was);
	} else {
		out_bytes(o, SLICE(", is new"));
	}
	*sep = ";";
}

void diff_write(struct out *o, const struct change *c)
{
	const char *sep = ":";
	if (!c->before || !c->after) {
		put_head(o, c->after ? '+' : '-', c->after ? c->after : c->before);
		put_fields(o, c->after ? c->after : c->before);
		out_byte(o, '\n');
		return;
	}
	put_head(o, '~', c->after);
	for (size_t i = 0; i < c->before->count; i++) {
		slice key = c->before->field[i].key;
		put_difference(o, key, record_text(c->before, key), record_text(c->after, key), &sep);
	}
	for (size_t i = 0; i < c->after->count; i++) {
		slice key = c->after->field[i].key;
		if (!line_find(c->before, key, 0))
			put_difference(o, key, SLICE_NULL, record_text(c->after, key), &sep);
	}
	out_byte(o, '\n');
}
