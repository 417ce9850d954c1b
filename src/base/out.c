// SPDX-License-Identifier: MIT
// out: text that grows, and JSON written into it.
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/eight.h"
#include "base/line.h"
#include "base/vec.h"
#include "private.h"

#include "base/banned.h"

void out_reserve(struct out *o, size_t more)
{
	if (more > o->capacity - o->len)
		o->ptr = vec_grow(o->ptr, &o->capacity, o->len + more, 1);
}

void out_format(struct out *o, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		die("cannot format '%s'", format);
	out_reserve(o, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(o->ptr + o->len, (size_t)len + 1, format, args);
	va_end(args);
	o->len += (size_t)len;
}

void out_flush(struct out *o)
{
	// What was printed with stdio comes first.
	if (fflush(stdout) != 0)
		output_failed(errno);
	for (size_t done = 0; done < o->len;) {
		ssize_t wrote = write(STDOUT_FILENO, o->ptr + done, o->len - done);
		if (wrote < 0 && errno != EINTR)
			output_failed(errno);
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	o->len = 0;
}

void out_release(struct out *o)
{
	vec_free(o->ptr);
	*o = (struct out){0};
}

// What stands behind the backslash for a byte: 0 for none, 'u' for \u00XX.
static const char escape_of[256] = {
	['\0'] = 'u', [1] = 'u',    [2] = 'u',    [3] = 'u',    [4] = 'u',    [5] = 'u',   [6] = 'u',     [7] = 'u',    ['\b'] = 'b',
	['\t'] = 't', ['\n'] = 'n', ['\v'] = 'u', ['\f'] = 'f', ['\r'] = 'r', [14] = 'u',  [15] = 'u',    [16] = 'u',   [17] = 'u',
	[18] = 'u',   [19] = 'u',   [20] = 'u',   [21] = 'u',   [22] = 'u',   [23] = 'u',  [24] = 'u',    [25] = 'u',   [26] = 'u',
	[27] = 'u',   [28] = 'u',   [29] = 'u',   [30] = 'u',   [31] = 'u',   ['"'] = '"', ['\\'] = '\\', [0x7f] = 'u',
};

// The bytes that are written with a backslash; bytes above a marked one may be marked wrongly.
static inline uint64_t mark_escaped(uint64_t bytes)
{
	return mark_special(bytes) | (((bytes ^ 0x7f * EIGHT_ONES) - EIGHT_ONES) & ~bytes & EIGHT_HIGHS);
}

// Copies a text, eight bytes at a time, the last ones together with some before them: every text is written many times. False:
// something in it is escaped. There is room for eight bytes.
static inline bool copy_plain(char *to, const char *p, size_t len)
{
	if (len < 8) {
		uint64_t bytes = eight_of(p, len) | 0x20 * EIGHT_ONES << 8 * len; // blanks behind the end
		eight_store(to, bytes);
		return !mark_escaped(bytes);
	}
	for (size_t i = 0; i + 8 < len; i += 8) {
		uint64_t bytes = eight_load(p + i);
		if (mark_escaped(bytes))
			return false;
		eight_store(to + i, bytes);
	}
	uint64_t last = eight_load(p + len - 8);
	eight_store(to + len - 8, last);
	return !mark_escaped(last);
}

__attribute__((noinline)) static void put_escaped(struct out *o, slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (!escape_of[c]) {
			out_byte(o, (char)c);
			continue;
		}
		static const char hex[] = "0123456789abcdef";
		out_byte(o, '\\');
		out_byte(o, escape_of[c]);
		if (escape_of[c] == 'u')
			out_bytes(o, (slice){(char[]){'0', '0', hex[c >> 4], hex[c & 15]}, 4});
	}
}

void out_json_string(struct out *o, slice s)
{
	if (o->capacity - o->len < s.len + 10)
		out_reserve(o, s.len + 10); // the quotes, and eight bytes
	o->ptr[o->len++] = '"';
	if (copy_plain(o->ptr + o->len, s.ptr, s.len))
		o->len += s.len;
	else
		put_escaped(o, s);
	out_byte(o, '"');
}

void line_begin(struct out *o)
{
	out_byte(o, '{');
}

void line_end(struct out *o)
{
	out_bytes(o, SLICE("}\n"));
}

static void write_key(struct out *o, slice key)
{
	out_reserve(o, key.len + 4);
	char *p = o->ptr + o->len;
	if (o->len && p[-1] != '{')
		*p++ = ',';
	*p++ = '"';
	memcpy(p, key.ptr, key.len);
	p += key.len;
	*p++ = '"';
	*p++ = ':';
	o->len = (size_t)(p - o->ptr);
}

void line_string(struct out *o, slice key, slice value)
{
	write_key(o, key);
	if (value.ptr)
		out_json_string(o, value);
	else
		out_bytes(o, SLICE("null"));
}

void line_integer(struct out *o, slice key, int64_t value)
{
	write_key(o, key);
	out_json_integer(o, value);
}

void line_number(struct out *o, slice key, double value)
{
	write_key(o, key);
	out_json_number(o, value);
}

void line_boolean(struct out *o, slice key, bool value)
{
	write_key(o, key);
	out_bytes(o, value ? SLICE("true") : SLICE("false"));
}

void line_raw(struct out *o, slice key, slice json)
{
	write_key(o, key);
	out_bytes(o, json);
}
