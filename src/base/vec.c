// SPDX-License-Identifier: MIT
// vec: the one place where memory comes from: arenas, maps and buffers all grow here, so no caller ever sees null.
#define _GNU_SOURCE // MADV_HUGEPAGE
#include "base/vec.h"

#include <stdint.h>
#include <sys/mman.h>

#include "base/diag.h"

#include "base/banned.h"

void *vec_grow(void *at, size_t *capacity, size_t wanted, size_t size)
{
	if (wanted < 8)
		wanted = 8;
	if (*capacity <= PTRDIFF_MAX / 2 && wanted < *capacity * 2)
		wanted = *capacity * 2;
	if (wanted > PTRDIFF_MAX / size)
		die("out of memory: %zu items of %zu bytes asked for", wanted, size);
	void *grown = realloc(at, wanted * size);
	if (!grown)
		die("out of memory: %zu bytes asked for", wanted * size);
	*capacity = wanted;
	return grown;
}

// What one large page has on the machines that have them.
#define LARGE_PAGE ((size_t)2 << 20)

void *vec_large(size_t count, size_t size)
{
	if (count > PTRDIFF_MAX / 2 / size)
		die("out of memory: %zu items of %zu bytes asked for", count, size);
	size_t bytes = (count * size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
	if (count * size < LARGE_PAGE / 2)
		return vec_grow(NULL, &(size_t){0}, count, size);
	void *at = aligned_alloc(LARGE_PAGE, bytes);
	if (!at)
		die("out of memory: %zu bytes asked for", bytes);
#ifdef MADV_HUGEPAGE
	madvise(at, bytes, MADV_HUGEPAGE); // a wish: without it the memory is the same
#endif
	return at;
}

void vec_free(void *at)
{
	free(at);
}
