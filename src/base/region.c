// SPDX-License-Identifier: MIT
// region: a range of addresses is reserved, and pages of it are there when they are first written to.
#define _GNU_SOURCE // MAP_ANONYMOUS, MAP_NORESERVE, MAP_FIXED_NOREPLACE, MADV_HUGEPAGE
#include "base/region.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/diag.h"

#include "base/banned.h"

// A leak sanitizer looks for pointers to the heap here, too.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WATCHED
#endif
#ifdef WATCHED
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_register_root_region(at, size) ((void)(at))
#define __lsan_unregister_root_region(at, size) ((void)(at))
#endif

// Far from where programs, their heap, stacks and libraries lie, and from what sanitizers take; aligned for large pages.
#define REGION_ADDRESS ((uintptr_t)0x200000000000)
// Four times what the English pack takes.
#define REGION_BYTES ((size_t)64 << 20)
#define REGION_ALIGNMENT ((size_t)64)

// Null: there is no such memory.
static struct region *reserve(bool in_place)
{
#if defined(MAP_FIXED_NOREPLACE) && UINTPTR_MAX > UINT32_MAX
	void *wanted = in_place ? (void *)REGION_ADDRESS : NULL;
	int flags = in_place ? MAP_FIXED_NOREPLACE : 0;
#else
	void *wanted = NULL;
	int flags = 0;
	if (in_place)
		return NULL;
#endif
	void *at = mmap(wanted, REGION_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | flags, -1, 0);
	if (at == MAP_FAILED)
		return NULL;
	if (in_place && at != wanted) { // a kernel that does not know the flag
		munmap(at, REGION_BYTES);
		return NULL;
	}
#ifdef MADV_HUGEPAGE
	madvise(at, REGION_BYTES, MADV_HUGEPAGE); // a wish: without it the memory is the same
#endif
	__lsan_register_root_region(at, REGION_BYTES);
	return at;
}

struct region *region_open(void)
{
	struct region *r = reserve(true);
	if (!r)
		r = reserve(false);
	if (!r)
		die("out of memory: %zu bytes asked for", REGION_BYTES);
	atomic_init(&r->used, REGION_ALIGNMENT);
	return r;
}

void region_close(struct region *r)
{
	__lsan_unregister_root_region(r, REGION_BYTES);
	munmap(r, REGION_BYTES);
}

void *region_take(struct region *r, size_t size)
{
	if (size > REGION_BYTES)
		size = REGION_BYTES;
	size = (size + REGION_ALIGNMENT - 1) & ~(REGION_ALIGNMENT - 1);
	size_t at = atomic_fetch_add(&r->used, size);
	return at + size > REGION_BYTES ? NULL : (char *)r + at;
}

bool region_keeps(const struct region *r)
{
	return (uintptr_t)r == REGION_ADDRESS && atomic_load(&r->used) <= REGION_BYTES;
}

struct region *region_place(size_t used)
{
	return used < sizeof(struct region) || used > REGION_BYTES ? NULL : reserve(true);
}

bool region_read(struct region *r, int file, size_t at, size_t from, size_t size)
{
	for (size_t end = from + size; from < end;) {
		ssize_t got = pread(file, (char *)r + from, end - from, (off_t)(at + from));
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		from += got > 0 ? (size_t)got : 0;
	}
	return true;
}
