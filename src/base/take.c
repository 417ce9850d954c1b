// SPDX-License-Identifier: MIT
// take: reads a line that is in our own order and spacing from left to right, each key as one constant. Whatever else a line may
// be is for line_read, which says what is wrong with it.
#include "base/ascii.h"
#include "base/line.h"
#include "base/utf8.h"
#include "private.h"

#include "base/banned.h"

bool line_take_begin(struct line_taker *t, slice line, struct arena *a)
{
	*t = (struct line_taker){line.ptr, line.ptr + line.len, a};
	return utf8_valid_length(line) == line.len;
}

bool line_take_string(struct line_taker *t, slice *ret)
{
	bool escaped;
	*ret = SLICE_NULL;
	if (line_take(t, SLICE("null")))
		return true;
	struct cursor c = {.p = t->p + 1, .end = t->end};
	if (t->p == t->end || *t->p != '"' || !cursor_string(&c, ret, &escaped))
		return false;
	t->p = c.p;
	if (escaped)
		*ret = cursor_unescape(*ret, t->arena);
	return true;
}

bool line_take_integer(struct line_taker *t, int64_t *ret)
{
	const char *p = t->p;
	bool negative = p < t->end && *p == '-';
	p += negative;
	const char *digits = p;
	int64_t value = 0;
	while (p < t->end && ascii_is_digit(*p) && p - digits < 18)
		value = value * 10 + (*p++ - '0');
	bool zeros = p - digits > 1 && *digits == '0';
	if (p == digits || zeros || p == t->end || (*p != ',' && *p != ']' && *p != '}'))
		return false;
	t->p = p;
	*ret = negative ? -value : value;
	return true;
}
