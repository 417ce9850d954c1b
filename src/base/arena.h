// SPDX-License-Identifier: MIT
// arena: memory with one lifetime (a run, a document, a line), released at once.
//
// Blocks are chained; arena_reset keeps the largest one, so a loop allocates nothing after its warm-up.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
	struct arena_block *block; // the current block; older ones behind it
	size_t used;               // bytes used of the current block
};

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, count) ((T *)arena_array((arena), (count), sizeof(T)))

void arena_init(struct arena *a);
void arena_release(struct arena *a);
// Forgets what was allocated; keeps one block.
void arena_reset(struct arena *a);
// Zeroed memory, aligned for any type. Never returns null: out of memory ends the program (die).
void *arena_alloc(struct arena *a, size_t size);
// The same, not zeroed.
void *arena_room(struct arena *a, size_t size);
// arena_alloc of count * size, checked for overflow.
void *arena_array(struct arena *a, size_t count, size_t size);
// A copy with a NUL behind it (not counted in len). Null stays null.
slice arena_copy(struct arena *a, slice s);
// Two texts as one.
slice arena_join(struct arena *a, slice before, slice behind);
// Formatted text in the arena.
slice arena_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
