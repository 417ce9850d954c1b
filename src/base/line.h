// SPDX-License-Identifier: MIT
// line: our own records' JSON lines, read in place and written directly.
//
// A line is one flat JSON object. Jansson on this path costs 3 to 4 times the whole stage; it is the oracle in the tests.
// The reader takes any valid flat object: keys in any order, values strings, numbers, true, false, null; arrays and nested
// objects are checked for balance and given as raw text.
#ifndef BASE_LINE_H
#define BASE_LINE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/slice.h"

// Text that grows; what a program writes is gathered here and goes to stdout in large pieces.
struct out {
	char *ptr;
	size_t len, capacity;
};

void out_reserve(struct out *o, size_t more);
static inline void out_bytes(struct out *o, slice s)
{
	if (o->capacity - o->len < s.len)
		out_reserve(o, s.len);
	if (s.len)
		memcpy(o->ptr + o->len, s.ptr, s.len);
	o->len += s.len;
}
static inline void out_byte(struct out *o, char c)
{
	if (o->len == o->capacity)
		out_reserve(o, 1);
	o->ptr[o->len++] = c;
}
void out_format(struct out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Writes all to stdout and empties it; a failed write ends the program (die), a broken pipe quietly.
void out_flush(struct out *o);
void out_release(struct out *o);

// The writer. A key is written as given (our keys need no escaping); null slices become null; NAN becomes null.
void line_begin(struct out *o);
void line_string(struct out *o, slice key, slice value);
void line_integer(struct out *o, slice key, int64_t value);
void line_number(struct out *o, slice key, double value); // shortest text that reads back the same
void line_boolean(struct out *o, slice key, bool value);
void line_raw(struct out *o, slice key, slice json); // a value that is JSON already
void line_end(struct out *o);                        // "}\n"
// The text as a JSON string with its quotes. Control characters, quotes and backslashes are escaped; the rest stays UTF-8.
void out_json_string(struct out *o, slice value);
void out_json_number(struct out *o, double value);
void out_json_integer(struct out *o, int64_t value);

enum line_type { LINE_NULL, LINE_STRING, LINE_NUMBER, LINE_BOOLEAN, LINE_ARRAY, LINE_OBJECT };

struct line_field {
	slice key;
	enum line_type type;
	slice value;  // STRING: unescaped; others: as written
	bool escaped; // internal: the string held escapes
};

struct line {
	struct line_field field[LINE_FIELDS_MAX];
	size_t count;
	slice raw; // the whole line without its newline
};

// Reads one object. Strings with escapes are unescaped into the arena, others borrow from `text`. On false the error is reported
// with the column and what was expected. Invalid UTF-8 and NUL bytes are errors.
bool line_read(struct line *ret, slice text, struct arena *a, struct place at, struct diag *d);
// The field, or null. `hint` is where the key usually is (its index), tried first.
const struct line_field *line_find(const struct line *l, slice key, size_t hint);
double line_as_number(slice number_text);   // locale-free; NAN for null
int64_t line_as_integer(slice number_text); // what lies outside is the nearest; decimals are cut off
// Walks the items of an ARRAY's value as line_read gave it: the next one, or false at the end. Begin with *rest = the value.
// Only type and value of *ret are set; strings are unescaped into the arena.
bool line_item(slice *rest, struct line_field *ret, struct arena *a);

// A line in the order and spacing in which we write it is taken from left to right: ten times as fast as line_read, with which a
// caller begins anew where anything is false.
struct line_taker {
	const char *p, *end;
	struct arena *arena;
};
// False: the line is not UTF-8.
bool line_take_begin(struct line_taker *t, slice line, struct arena *a);
// Inlined, for the text is a constant, and comparing it a few moves.
__attribute__((always_inline)) static inline bool line_take(struct line_taker *t, slice constant)
{
	if ((size_t)(t->end - t->p) < constant.len || memcmp(t->p, constant.ptr, constant.len) != 0)
		return false;
	t->p += constant.len;
	return true;
}
bool line_take_string(struct line_taker *t, slice *ret); // or null
bool line_take_integer(struct line_taker *t, int64_t *ret);

#endif
