// SPDX-License-Identifier: MIT
// region: memory that begins at the same address in every run, where that is free: what lies in it can be written to a file,
// pointers and all, and read back into its place.
//
// Arenas take their blocks from it (arena_init_in). Pointers within it are good in another run, others are not.
#ifndef BASE_REGION_H
#define BASE_REGION_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

// The region's own first bytes.
struct region {
	_Atomic(size_t) used; // bytes from the beginning on, this struct among them; above the size: not all had room
	void *root;           // what its owner looks for in it first
};

// A new one. Out of memory ends the program (die).
struct region *region_open(void);
void region_close(struct region *r);
// Memory for any type, zeroed, kept until the region is closed; null: it has no room. Several threads may ask at once.
void *region_take(struct region *r, size_t size);
// Whether the region can be kept in a file: it is at its address, and all that was asked of it had room.
bool region_keeps(const struct region *r);
// The place of a region that a file holds, for `used` bytes of it to be read back into it; null: it is not free.
struct region *region_place(size_t used);
// Reads a part of one: `size` bytes from `from` on, of a region that begins at an offset of the file. False: the file ends early.
bool region_read(struct region *r, int file, size_t at, size_t from, size_t size);

#endif
