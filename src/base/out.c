// SPDX-License-Identifier: MIT
// out: text that grows, and JSON written into it.
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

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

// The first byte that is written with a backslash, or the end: eight bytes at a time, since every text is written many times.
static const char *find_escaped(const char *p, const char *end)
{
	uint64_t word;
	for (; end - p >= 8; p += 8) {
		memcpy(&word, p, sizeof word);
		uint64_t deletes = word ^ 0x7f7f7f7f7f7f7f7fu;
		if (mark_special(word) | ((deletes - 0x0101010101010101u) & ~deletes & 0x8080808080808080u))
			break;
	}
	while (p < end && !escape_of[(unsigned char)*p])
		p++;
	return p;
}

void out_json_string(struct out *o, slice s)
{
	const char *p = s.ptr, *end = s.ptr + s.len;
	// Room for the text and its quotes at once; escapes ask for theirs.
	out_reserve(o, s.len + 2);
	out_byte(o, '"');
	for (;;) {
		const char *run = p;
		p = find_escaped(p, end);
		out_bytes(o, (slice){run, (size_t)(p - run)});
		if (p == end)
			break;
		unsigned char c = (unsigned char)*p++;
		out_byte(o, '\\');
		out_byte(o, escape_of[c]);
		if (escape_of[c] == 'u') {
			static const char hex[] = "0123456789abcdef";
			out_bytes(o, (slice){(char[]){'0', '0', hex[c >> 4], hex[c & 15]}, 4});
		}
	}
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
