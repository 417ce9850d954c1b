// SPDX-License-Identifier: MIT
// slice: searching, cutting and hashing borrowed text.
#define _GNU_SOURCE // memmem: linear in the text for every needle
#include "base/slice.h"

#include "base/ascii.h"

#include "base/banned.h"

int slice_compare(slice a, slice b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
	if (order)
		return order;
	return a.len < b.len ? -1 : a.len > b.len;
}

size_t slice_find(slice s, slice needle)
{
	if (needle.len == 0)
		return 0;
	if (needle.len > s.len)
		return NOT_FOUND;
	const char *found = memmem(s.ptr, s.len, needle.ptr, needle.len);
	return found ? (size_t)(found - s.ptr) : NOT_FOUND;
}

size_t slice_find_byte(slice s, char byte)
{
	const char *found = s.len ? memchr(s.ptr, byte, s.len) : NULL;
	return found ? (size_t)(found - s.ptr) : NOT_FOUND;
}

slice slice_trim(slice s)
{
	while (s.len && ascii_is_space(s.ptr[s.len - 1]))
		s.len--;
	while (s.len && ascii_is_space(*s.ptr))
		s.ptr++, s.len--;
	return s;
}

slice slice_cut(slice *rest, char byte)
{
	slice part = *rest;
	size_t found = slice_find_byte(part, byte);
	if (found == NOT_FOUND) {
		*rest = SLICE_NULL;
	} else {
		part.len = found;
		*rest = slice_from(*rest, found + 1);
	}
	return part;
}

slice slice_last_word(slice s)
{
	size_t at = s.len;
	while (at > 0 && s.ptr[at - 1] != ' ')
		at--;
	return slice_from(s, at);
}

uint64_t slice_hash(slice s)
{
	// FNV-1a's offset and prime; the mix is the finaliser of splitmix64, since FNV's low bits alone fill a table badly.
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.len; i++)
		h = (h ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return h ^ (h >> 31);
}
