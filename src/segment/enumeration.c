// SPDX-License-Identifier: MIT
// Lists that run on in one paragraph: "1.) Read the rules 2.) Sign here", "• one • two". A marker counts when the text begins
// with the first of its kind and each next one follows in order.
#include "private.h"

#include "base/ascii.h"

#include "base/banned.h"

// The number of the label in a marker, 1 for "1", "a"; 0: a bullet.
static unsigned ordinal_of(slice marker)
{
	size_t i = marker.ptr[0] == '(';
	unsigned value = 0;
	if (ascii_is_digit(marker.ptr[i])) {
		for (; i < marker.len && ascii_is_digit(marker.ptr[i]); i++)
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
	while (i > 0 && j > 0 && !ascii_is_digit(a.ptr[i - 1]) && memchr(".)", a.ptr[i - 1], 2) && a.ptr[i - 1] == b.ptr[j - 1])
		i--, j--;
	if (i == 0 || j == 0)
		return false;
	return ascii_is_digit(a.ptr[i - 1]) == ascii_is_digit(b.ptr[j - 1]) && (a.ptr[0] == '(') == (b.ptr[0] == '(') &&
		   (ascii_is_digit(a.ptr[i - 1]) || (a.ptr[i - 1] >= 'a') == (b.ptr[j - 1] >= 'a'));
}

// The sign of a list, whatever number stands behind it.
static bool same_bullet(slice a, slice b)
{
	size_t length;
	utf8_at(a, 0, &length);
	return b.len >= length && memcmp(a.ptr, b.ptr, length) == 0;
}

// No sentence ends inside a marker or right behind it; a number behind a bullet is a part of it ("• 9. The first").
static void keep_marker(struct splitter *s, slice text, size_t at, size_t len)
{
	size_t end = at + len;
	if ((unsigned char)text.ptr[at] >= 0x80 && end + 1 < text.len && ascii_is_digit(text.ptr[end + 1]))
		end += 1 + item_marker(slice_from(text, end + 1));
	vec_push(&s->joined, ((span){at, end + 1}));
}

void split_enumeration(struct splitter *s, slice text)
{
	size_t len = item_marker(text);
	if (!len)
		return;
	slice marker = slice_sub(text, 0, len);
	size_t first = len;
	bool bullet = (unsigned char)marker.ptr[0] >= 0x80, any = false;
	unsigned ordinal = bullet ? 0 : ordinal_of(marker);
	if (!bullet && !ordinal)
		return;
	for (size_t at = len; at + 1 < text.len; at++) {
		if (text.ptr[at] != ' ' || !(len = item_marker(slice_from(text, at + 1))))
			continue;
		slice next = slice_sub(text, at + 1, at + 1 + len);
		bool follows = bullet ? same_bullet(marker, next) : is_alike(marker, next) && ordinal_of(next) == ordinal + 1;
		if (!follows)
			continue;
		vec_push(&s->forced, ((struct boundary){at, SLICE("boundary.item")}));
		keep_marker(s, text, at + 1, len);
		ordinal++;
		any = true;
	}
	if (any)
		keep_marker(s, text, 0, first);
}
