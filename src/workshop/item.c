// SPDX-License-Identifier: MIT
// item: reads a pattern as the things that it is a row of.
#include "item.h"

#include "rule/rule.h"

#include "base/banned.h"

// Behind the quantifier at `at`; `at` where there is none.
static size_t repeat_end(slice p, size_t at)
{
	size_t end = at;
	if (at >= p.len)
		return at;
	if (p.ptr[at] == '?' || p.ptr[at] == '*' || p.ptr[at] == '+') {
		end = at + 1;
	} else if (p.ptr[at] == '{' && !pattern_reference_length(p, at)) {
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
	size_t start = pattern_space_end(within, *at);
	if (start >= end)
		return false;
	ret->atom = (span){start, p.ptr[start] == '(' ? pattern_group_end(within, start) : pattern_step_end(within, start)};
	size_t repeat = pattern_space_end(within, ret->atom.end);
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
