// SPDX-License-Identifier: MIT
// Lists that run on in one paragraph: "1.) Read the rules 2.) Sign here", "• one • two". A marker counts when the text begins
// with the first of its kind and each next one follows in order.
#include "private.h"

#include "base/banned.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

// The number of the label in a marker, 1 for "1", "a"; 0: a bullet.
static unsigned ordinal_of(slice marker)
{
	size_t i = marker.ptr[0] == '(';
	unsigned value = 0;
	if (is_digit(marker.ptr[i])) {
		for (; i < marker.len && is_digit(marker.ptr[i]); i++)
			value = value * 10 + (unsigned)(marker.ptr[i] - '0');
		return value;
	}
	char c = (char)(marker.ptr[i] | 32);
	return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 1 : 0;
}

// Whether both markers are written alike: the same marks around a number, or around a letter.
static bool is_alike(slice a, slice b)
{
	size_t i = a.len, j = b.len;
	while (i > 0 && j > 0 && !is_digit(a.ptr[i - 1]) && memchr(".)", a.ptr[i - 1], 2) && a.ptr[i - 1] == b.ptr[j - 1])
		i--, j--;
	if (i == 0 || j == 0)
		return false;
	return is_digit(a.ptr[i - 1]) == is_digit(b.ptr[j - 1]) && (a.ptr[0] == '(') == (b.ptr[0] == '(') &&
		   (is_digit(a.ptr[i - 1]) || (a.ptr[i - 1] >= 'a') == (b.ptr[j - 1] >= 'a'));
}

void split_enumeration(struct splitter *s, slice text)
{
	size_t len = item_marker(text);
	if (!len)
		return;
	slice marker = slice_sub(text, 0, len);
	bool bullet = (unsigned char)marker.ptr[0] >= 0x80;
	unsigned ordinal = bullet ? 0 : ordinal_of(marker);
	if (!bullet && !ordinal)
		return;
	for (size_t at = len; at + 1 < text.len; at++) {
		if (text.ptr[at] != ' ' || !(len = item_marker(slice_from(text, at + 1))))
			continue;
		slice next = slice_sub(text, at + 1, at + 1 + len);
		bool follows = bullet ? slice_equal(marker, next) : is_alike(marker, next) && ordinal_of(next) == ordinal + 1;
		if (!follows)
			continue;
		vec_push(&s->forced, ((struct boundary){at, SLICE("boundary.item")}));
		ordinal++;
	}
}
