// SPDX-License-Identifier: MIT
// map: slice -> void *, kept in insertion order, so that the same input walks it in the same order.
//
// Keys are borrowed: they must outlive the map. Open addressing over an array of entries.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/slice.h"

struct map_entry {
	slice key;
	uint64_t hash;
	void *value;
};

struct map {
	struct map_entry *entry; // in insertion order
	size_t count, capacity;
	uint32_t *slot; // index into entry, plus one; 0 is free
	size_t slots;   // a power of two
};

void map_init(struct map *m);
void map_release(struct map *m);
// Forgets all entries, keeps the memory.
void map_clear(struct map *m);
// The value of key, or null.
void *map_get(const struct map *m, slice key);
// The place of key's value, added with a null value where key is new. Valid until the next map_at or map_put.
void **map_at(struct map *m, slice key);
static inline void map_put(struct map *m, slice key, void *value)
{
	*map_at(m, key) = value;
}

#endif
