// SPDX-License-Identifier: MIT
// arena: memory with one lifetime (a run, a document, a line), released at once.
//
// Blocks are chained; arena_reset keeps them all, so a loop allocates nothing after its warm-up, and its memory is that of the
// round that needed most.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/slice.h"

struct arena_block;
struct region;

struct arena {
	struct arena_block *block; // the current block; older ones behind it
	struct arena_block *spare; // blocks of earlier rounds
	char *next, *end;          // what is free of the current block: aligned at both ends
	struct region *region;     // from which it takes its blocks; null: from the heap
	bool large;
};

#define ARENA_ALIGNMENT _Alignof(max_align_t)

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, count) ((T *)arena_array((arena), (count), sizeof(T)))

// A VEC (base/vec.h) that lives in an arena: it is given up with the arena, and never by vec_release.
#define arena_reserve(arena, v, wanted) \
	((v)->capacity >= (wanted) \
		 ? (void)0 \
		 : (void)((v)->at = arena_grow((arena), (v)->at, (v)->count, &(v)->capacity, (wanted), sizeof *(v)->at)))
#define arena_push(arena, v, item) (arena_reserve((arena), (v), (v)->count + 1), (void)((v)->at[(v)->count++] = (item)))

void arena_init(struct arena *a);
// What arena_room does where the current block has not enough: room in another one.
void *arena_more(struct arena *a, size_t size);
// For what takes megabytes: its blocks lie on large pages where the machine has them.
void arena_init_large(struct arena *a);
// Its blocks lie in a region (base/region.h), as far as that has room.
void arena_init_in(struct arena *a, struct region *region);
void arena_release(struct arena *a);
// Forgets what was allocated; keeps the memory.
void arena_reset(struct arena *a);
// Zeroed memory, aligned for any type. Never returns null: out of memory ends the program (die).
void *arena_alloc(struct arena *a, size_t size);
// The same, not zeroed.
static inline void *arena_room(struct arena *a, size_t size)
{
	size += !size;
	if (size > (size_t)(a->end - a->next))
		return arena_more(a, size);
	char *ret = a->next;
	a->next += (size + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1);
	return ret;
}
// arena_alloc of count * size, checked for overflow.
void *arena_array(struct arena *a, size_t count, size_t size);
// Room for at least `wanted` items and twice as many as before, with the `count` items of before in front.
void *arena_grow(struct arena *a, void *at, size_t count, size_t *capacity, size_t wanted, size_t size);
// A copy with a NUL behind it (not counted in len). Null stays null.
slice arena_copy(struct arena *a, slice s);
// Two texts as one.
slice arena_join(struct arena *a, slice before, slice behind);
// Formatted text in the arena.
slice arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
