// SPDX-License-Identifier: MIT
// vec: the one place where memory comes from: arenas, maps and buffers all grow here, so no caller ever sees null.
#include "base/vec.h"

#include <stdint.h>

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

void vec_free(void *at)
{
	free(at);
}
