// SPDX-License-Identifier: MIT
// item: steps through a pattern.
#include "item.h"

#include "base/banned.h"

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

size_t free_space_end(slice p, size_t at)
{
	while (at < p.len && (is_space(p.ptr[at]) || p.ptr[at] == '#')) {
		if (p.ptr[at] == '#')
			while (at < p.len && p.ptr[at] != '\n')
				at++;
		else
			at++;
	}
	return at;
}

size_t bracket_end(slice p, size_t at)
{
	size_t i = at + 1;
	if (i < p.len && p.ptr[i] == '^')
		i++;
	if (i < p.len && p.ptr[i] == ']')
		i++;
	for (; i < p.len && p.ptr[i] != ']'; i++) {
		if (p.ptr[i] == '\\')
			i++;
		else if (p.ptr[i] == '[' && i + 1 < p.len && p.ptr[i + 1] == ':')
			while (i + 1 < p.len && p.ptr[i + 1] != ']')
				i++;
	}
	return i < p.len ? i + 1 : p.len;
}

size_t reference_length(slice p, size_t at)
{
	if (p.ptr[at] != '{' || at + 1 >= p.len || (p.ptr[at + 1] >= '0' && p.ptr[at + 1] <= '9') || p.ptr[at + 1] == ',')
		return 0;
	size_t end = at + 1;
	while (end < p.len && p.ptr[end] != '}' && !is_space(p.ptr[end]))
		end++;
	return end < p.len && p.ptr[end] == '}' ? end + 1 - at : 0;
}

size_t step_end(slice p, size_t at)
{
	size_t length;
	if (p.ptr[at] == '\\' && at + 2 < p.len && (p.ptr[at + 1] == 'p' || p.ptr[at + 1] == 'P')) // \pL, \p{Lu}
		return at + 2 + ((length = reference_length(p, at + 2)) ? length : 1);
	if (p.ptr[at] == '\\')
		return at + 2 < p.len ? at + 2 : p.len;
	if (p.ptr[at] == '[')
		return bracket_end(p, at);
	if (p.ptr[at] == '#')
		return free_space_end(p, at);
	if (p.ptr[at] == '{' && (length = reference_length(p, at)))
		return at + length;
	return at + 1;
}

size_t group_end(slice p, size_t at)
{
	size_t depth = 0;
	while (at < p.len) {
		char c = p.ptr[at];
		at = step_end(p, at);
		depth += c == '(';
		if (c == ')' && --depth == 0)
			break;
	}
	return at;
}

size_t group_inside(slice p, size_t at)
{
	static const char *const plain[] = {"(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!"};
	slice rest = slice_from(p, at);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (slice_starts(rest, slice_of(plain[i])))
			return at + strlen(plain[i]);
	size_t name = slice_starts(rest, SLICE("(?<")) || slice_starts(rest, SLICE("(?P<")) ? slice_find_byte(rest, '>') : NOT_FOUND;
	return name == NOT_FOUND ? at + 1 : at + name + 1;
}

// Behind the quantifier at `at`; `at` where there is none.
static size_t repeat_end(slice p, size_t at)
{
	size_t end = at;
	if (at >= p.len)
		return at;
	if (p.ptr[at] == '?' || p.ptr[at] == '*' || p.ptr[at] == '+') {
		end = at + 1;
	} else if (p.ptr[at] == '{' && !reference_length(p, at)) {
		size_t close = slice_find_byte(slice_from(p, at), '}');
		end = close == NOT_FOUND ? at : at + close + 1;
	}
	if (end > at && end < p.len && (p.ptr[end] == '?' || p.ptr[end] == '+'))
		end++;
	return end;
}

bool item_next(slice p, size_t *at, size_t end, struct item *ret)
{
	slice within = slice_sub(p, 0, end);
	size_t start = free_space_end(within, *at);
	if (start >= end)
		return false;
	ret->atom = (span){start, p.ptr[start] == '(' ? group_end(within, start) : step_end(within, start)};
	size_t repeat = free_space_end(within, ret->atom.end);
	ret->repeat = (span){repeat, repeat_end(within, repeat)};
	*at = ret->repeat.end > repeat ? ret->repeat.end : ret->atom.end;
	return true;
}

size_t items_read(slice p, span where, struct item *ret, size_t most)
{
	struct item one;
	size_t count = 0;
	for (size_t at = where.start; item_next(p, &at, where.end, &one); ret[count++] = one)
		if (count == most)
			return NOT_FOUND;
	return count;
}
