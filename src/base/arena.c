// SPDX-License-Identifier: MIT
// arena: a chain of blocks, each at least twice the one before it (up to 1 MiB), handed out from the front.
//
//   arena.block -> [ newest | used …      free ] -> [ older, full ] -> …
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/region.h"
#include "base/vec.h"

#include "base/banned.h"

struct arena_block {
	struct arena_block *older;
	size_t size; // bytes of data
	bool lent;   // by a region
	_Alignas(max_align_t) char data[];
};

// The first block fits a line's strings; blocks stop doubling where a document fits.
#define BLOCK_MIN ((size_t)4096)
#define BLOCK_MAX ((size_t)1 << 20)
// Of an arena on large pages: two of them.
#define BLOCK_LARGE ((size_t)4 << 20)

void arena_init(struct arena *a)
{
	*a = (struct arena){0};
}

void arena_init_large(struct arena *a)
{
	*a = (struct arena){.large = true};
}

void arena_init_in(struct arena *a, struct region *region)
{
	*a = (struct arena){.region = region};
}

static void free_blocks(struct arena_block *b)
{
	while (b) {
		struct arena_block *older = b->older;
		if (!b->lent)
			vec_free(b);
		b = older;
	}
}

void arena_release(struct arena *a)
{
	free_blocks(a->block);
	free_blocks(a->spare);
	*a = (struct arena){.large = a->large, .region = a->region};
}

void arena_reset(struct arena *a)
{
	while (a->block) { // the oldest, which are the smallest, end up in front
		struct arena_block *older = a->block->older;
		a->block->older = a->spare;
		a->spare = a->block;
		a->block = older;
	}
	a->next = a->end = NULL;
}

// A spare block of at least `size` bytes, no longer in the list; null: there is none.
static struct arena_block *take_spare(struct arena *a, size_t size)
{
	struct arena_block **at = &a->spare;
	while (*at && (*at)->size < size)
		at = &(*at)->older;
	struct arena_block *b = *at;
	if (b)
		*at = b->older;
	return b;
}

static struct arena_block *new_block(const struct arena *a, size_t size)
{
	size_t got = sizeof(struct arena_block) + size;
	struct arena_block *b = a->region ? region_take(a->region, got) : NULL;
	bool lent = b != NULL;
	if (!b)
		b = a->large ? vec_large(got, 1) : vec_grow(NULL, &(size_t){0}, got, 1);
	b->lent = lent;
	b->size = (got - sizeof *b) & ~(ARENA_ALIGNMENT - 1);
	return b;
}

static void add_block(struct arena *a, size_t size)
{
	struct arena_block *b = take_spare(a, size);
	if (!b) {
		size_t wanted = a->block ? a->block->size * 2 : BLOCK_MIN;
		if (wanted > BLOCK_MAX)
			wanted = BLOCK_MAX;
		if (a->large || a->region)
			wanted = (a->large ? BLOCK_LARGE : BLOCK_MAX) - sizeof *b;
		if (wanted < size)
			wanted = size + ARENA_ALIGNMENT;
		b = new_block(a, wanted);
	}
	b->older = a->block;
	a->block = b;
	a->next = b->data;
	a->end = b->data + b->size;
}

// Room of its own for what would leave much of a region's block unused.
static void *room_apart(struct arena *a, size_t size)
{
	struct arena_block *b = new_block(a, (size + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1));
	b->older = a->block->older;
	a->block->older = b;
	return b->data;
}

void *arena_more(struct arena *a, size_t size)
{
	if (size > PTRDIFF_MAX / 2)
		die("out of memory: %zu bytes asked for", size);
	if (a->region && a->block && size > BLOCK_MAX / 16)
		return room_apart(a, size);
	add_block(a, size);
	return arena_room(a, size);
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_room(a, size), 0, size);
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	if (size && count > PTRDIFF_MAX / 2 / size)
		die("out of memory: %zu items of %zu bytes asked for", count, size);
	return arena_alloc(a, count * size);
}

void *arena_grow(struct arena *a, void *at, size_t count, size_t *capacity, size_t wanted, size_t size)
{
	if (wanted < 2 * *capacity)
		wanted = 2 * *capacity;
	if (wanted > PTRDIFF_MAX / 2 / size)
		die("out of memory: %zu items of %zu bytes asked for", wanted, size);
	void *grown = arena_room(a, wanted * size);
	if (count)
		memcpy(grown, at, count * size);
	*capacity = wanted;
	return grown;
}

slice arena_copy(struct arena *a, slice s)
{
	if (!s.ptr)
		return s;
	char *ret = arena_room(a, s.len + 1);
	memcpy(ret, s.ptr, s.len);
	ret[s.len] = '\0';
	return (slice){ret, s.len};
}

slice arena_join(struct arena *a, slice before, slice behind)
{
	char *ret = arena_room(a, before.len + behind.len + 1);
	if (before.len)
		memcpy(ret, before.ptr, before.len);
	if (behind.len)
		memcpy(ret + before.len, behind.ptr, behind.len);
	ret[before.len + behind.len] = '\0';
	return (slice){ret, before.len + behind.len};
}

slice arena_format(struct arena *a, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		die("cannot format '%s'", format);
	char *ret = arena_room(a, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(ret, (size_t)len + 1, format, args);
	va_end(args);
	return (slice){ret, (size_t)len};
}
