// SPDX-License-Identifier: MIT
// map: open addressing with linear probing; slots hold places in the array of entries, which keeps the order of insertion.
#include "base/map.h"

#include "base/diag.h"
#include "base/eight.h"
#include "base/vec.h"

#include "base/banned.h"

void map_init(struct map *m)
{
	*m = (struct map){0};
}

void map_release(struct map *m)
{
	vec_free(m->entry);
	vec_free(m->slot);
	*m = (struct map){0};
}

void map_clear(struct map *m)
{
	m->count = 0;
	if (m->slots)
		memset(m->slot, 0, m->slots * sizeof *m->slot);
}

static uint64_t hash_of(slice key)
{
	return eight_hash(key, eight_of(key.ptr, key.len));
}

// The slot of key, or the free slot where it would be. There is always a free one.
static size_t find_slot(const struct map *m, slice key, uint64_t hash)
{
	size_t mask = m->slots - 1, i = (size_t)hash & mask;
	for (; m->slot[i]; i = (i + 1) & mask) {
		const struct map_entry *e = &m->entry[m->slot[i] - 1];
		if (e->hash == hash && slice_equal(e->key, key))
			break;
	}
	return i;
}

void *map_get(const struct map *m, slice key)
{
	if (!m->count)
		return NULL;
	uint32_t found = m->slot[find_slot(m, key, hash_of(key))];
	return found ? m->entry[found - 1].value : NULL;
}

static void grow_slots(struct map *m)
{
	size_t slots = m->slots ? m->slots * 2 : 16, got = 0;
	if (slots > UINT32_MAX)
		die("out of memory: a table of %zu entries", m->count);
	vec_free(m->slot);
	m->slot = vec_grow(NULL, &got, slots, sizeof *m->slot);
	memset(m->slot, 0, slots * sizeof *m->slot);
	m->slots = slots;
	for (size_t i = 0; i < m->count; i++) {
		size_t at = (size_t)m->entry[i].hash & (slots - 1);
		while (m->slot[at])
			at = (at + 1) & (slots - 1);
		m->slot[at] = (uint32_t)(i + 1);
	}
}

void **map_at(struct map *m, slice key)
{
	// At most three quarters full, so that probes stay short.
	if (m->count + 1 > m->slots / 4 * 3)
		grow_slots(m);
	uint64_t hash = hash_of(key);
	size_t at = find_slot(m, key, hash);
	if (!m->slot[at]) {
		if (m->count == m->capacity)
			m->entry = vec_grow(m->entry, &m->capacity, m->count + 1, sizeof *m->entry);
		m->entry[m->count++] = (struct map_entry){.key = key, .hash = hash};
		m->slot[at] = (uint32_t)m->count;
	}
	return &m->entry[m->slot[at] - 1].value;
}
