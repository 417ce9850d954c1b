// SPDX-License-Identifier: MIT
// slice and span: text that is borrowed, and places in it.
//
// A slice is a pointer and a length, passed by value; it may hold NUL bytes and is never owned.
// A slice with a null ptr means "no value" (JSON null); an empty text has a ptr and length 0.
// A span is a half-open range of byte offsets.
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct {
	const char *ptr;
	size_t len;
} slice;

typedef struct {
	size_t start, end;
} span;

#define SLICE(literal) ((slice){"" literal, sizeof(literal) - 1})
#define SLICE_NULL ((slice){NULL, 0})
#define SLICE_FMT "%.*s"
#define SLICE_ARG(s) (int)((s).len > 1000 ? 1000 : (s).len), (s).ptr
#define NOT_FOUND SIZE_MAX

static inline slice slice_of(const char *cstring)
{
	return (slice){cstring, cstring ? strlen(cstring) : 0};
}

static inline slice slice_sub(slice s, size_t start, size_t end)
{
	return (slice){s.ptr + start, end - start};
}

static inline slice slice_from(slice s, size_t start)
{
	return (slice){s.ptr + start, s.len - start};
}

static inline slice slice_at(slice s, span where)
{
	return slice_sub(s, where.start, where.end);
}

static inline bool slice_equal(slice a, slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool slice_starts(slice s, slice with)
{
	return with.len == 0 || (s.len >= with.len && memcmp(s.ptr, with.ptr, with.len) == 0);
}

static inline bool slice_ends(slice s, slice with)
{
	return with.len == 0 || (s.len >= with.len && memcmp(s.ptr + s.len - with.len, with.ptr, with.len) == 0);
}

// Bytewise order, as memcmp; a prefix comes first.
int slice_compare(slice a, slice b);
// The offset of the first occurrence of needle in s, or NOT_FOUND.
size_t slice_find(slice s, slice needle);
// The offset of the first byte, or NOT_FOUND.
size_t slice_find_byte(slice s, char byte);
// Without ASCII white space at its ends.
slice slice_trim(slice s);
// Cuts the part before the first `byte` off *rest and returns it; the whole of *rest, leaving it null, where there is none.
// Returns a null slice when *rest is null. `while ((part = slice_cut(&rest, ',')).ptr)` walks a list.
slice slice_cut(slice *rest, char byte);
// What stands behind the last space: all of it where there is none.
slice slice_last_word(slice s);
// A 64-bit hash (FNV-1a with a final mix), the same on every machine.
uint64_t slice_hash(slice s);

static inline size_t span_length(span s)
{
	return s.end - s.start;
}

static inline bool span_overlaps(span a, span b)
{
	return a.start < b.end && b.start < a.end;
}

static inline bool span_contains(span outer, span inner)
{
	return outer.start <= inner.start && inner.end <= outer.end;
}

#endif
