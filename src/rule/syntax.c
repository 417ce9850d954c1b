// SPDX-License-Identifier: MIT
// syntax: steps through the text of a pattern, for those who read one without compiling it.
#include "rule/private.h"

#include "base/ascii.h"

size_t pattern_space_end(slice p, size_t at)
{
	while (at < p.len && (ascii_is_space(p.ptr[at]) || p.ptr[at] == '#')) {
		if (p.ptr[at] == '#')
			while (at < p.len && p.ptr[at] != '\n')
				at++;
		else
			at++;
	}
	return at;
}

size_t pattern_class_end(slice p, size_t at)
{
	at++;
	at += at < p.len && p.ptr[at] == '^';
	at += at < p.len && p.ptr[at] == ']';
	for (; at < p.len && p.ptr[at] != ']'; at++) {
		if (p.ptr[at] != '[' && p.ptr[at] != '\\') // nearly always
			continue;
		slice rest = slice_from(p, at);
		size_t close = slice_starts(rest, SLICE("[:")) ? slice_find(rest, SLICE(":]")) : NOT_FOUND;
		if (close != NOT_FOUND && slice_find_byte(rest, ']') == close + 1) // [:alpha:]
			at += close + 1;
		else if (p.ptr[at] == '\\')
			at++;
	}
	return at < p.len ? at + 1 : p.len + 1;
}

size_t pattern_reference_length(slice p, size_t at)
{
	if (p.ptr[at] != '{' || at + 1 >= p.len || (p.ptr[at + 1] >= '0' && p.ptr[at + 1] <= '9') || p.ptr[at + 1] == ',')
		return 0;
	size_t end = at + 1;
	while (end < p.len && p.ptr[end] != '}' && !ascii_is_space(p.ptr[end]))
		end++;
	return end < p.len && p.ptr[end] == '}' ? end + 1 - at : 0;
}

// Behind the text up to the first `close` from `at` on; the pattern's end: there is none.
static size_t behind(slice p, size_t at, const char *close)
{
	size_t found = slice_find(slice_from(p, at), slice_of(close));
	return found == NOT_FOUND ? p.len : at + found + strlen(close);
}

static size_t digits_end(slice p, size_t at, size_t most)
{
	size_t end = at;
	while (end < p.len && end < at + most && ascii_is_digit(p.ptr[end]))
		end++;
	return end;
}

static bool is_hexadecimal(char c)
{
	return ascii_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Behind the escape at `at`: \. \pL \p{Lu} \x{e012} \k<name> \Q…\E
static size_t escape_end(slice p, size_t at)
{
	char c = at + 1 < p.len ? p.ptr[at + 1] : 0, next = at + 2 < p.len ? p.ptr[at + 2] : 0;
	size_t end = at + 2 < p.len ? at + 2 : p.len;
	if (c == 'Q')
		return behind(p, end, "\\E");
	if (next == '{' && (c == 'p' || c == 'P' || c == 'x' || c == 'o' || c == 'N' || c == 'g' || c == 'k'))
		return behind(p, end, "}");
	if ((next == '<' || next == '\'') && (c == 'k' || c == 'g'))
		return behind(p, end + 1, next == '<' ? ">" : "'");
	if (c == 'p' || c == 'P' || c == 'c')
		return end < p.len ? end + 1 : end;
	if (c == 'g' && (next == '-' || next == '+'))
		return digits_end(p, end + 1, p.len);
	if (c == 'g' || ascii_is_digit(c))
		return digits_end(p, end, 2);
	for (size_t i = 0; c == 'x' && i < 2 && end < p.len && is_hexadecimal(p.ptr[end]); i++)
		end++;
	return end;
}

size_t pattern_step_end(slice p, size_t at)
{
	size_t length;
	if (p.ptr[at] == '\\')
		return escape_end(p, at);
	if (p.ptr[at] == '[') {
		size_t end = pattern_class_end(p, at);
		return end < p.len ? end : p.len;
	}
	if (p.ptr[at] == '#')
		return pattern_space_end(p, at);
	if (p.ptr[at] == '(' && slice_starts(slice_from(p, at), SLICE("(?#")))
		return behind(p, at, ")");
	if (p.ptr[at] == '{' && (length = pattern_reference_length(p, at)))
		return at + length;
	return at + 1;
}

size_t pattern_group_end(slice p, size_t at)
{
	size_t depth = 0;
	while (at < p.len) {
		char c = p.ptr[at];
		size_t end = pattern_step_end(p, at);
		depth += c == '(' && end == at + 1;
		depth -= c == ')' && depth;
		at = end;
		if (!depth)
			break;
	}
	return at;
}

size_t pattern_group_inside(slice p, size_t at)
{
	static const char *const plain[] = {"(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!"};
	slice rest = slice_from(p, at);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (slice_starts(rest, slice_of(plain[i])))
			return at + strlen(plain[i]);
	size_t name = slice_starts(rest, SLICE("(?<")) || slice_starts(rest, SLICE("(?P<")) ? slice_find_byte(rest, '>') : NOT_FOUND;
	return name == NOT_FOUND ? at + 1 : at + name + 1;
}
