// SPDX-License-Identifier: MIT
// vec: a growable array of any type.
//
//   VEC(struct rule) rules = {0};
//   vec_push(&rules, rule);            // by value
//   rules.at[i], rules.count           // plain access
//   vec_clear(&rules);                 // keeps the memory
//   vec_release(&rules);
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#define VEC(T) \
	struct { \
		T *at; \
		size_t count, capacity; \
	}

#define vec_reserve(v, wanted) \
	((v)->capacity >= (wanted) ? (void)0 : (void)((v)->at = vec_grow((v)->at, &(v)->capacity, (wanted), sizeof *(v)->at)))

#define vec_push(v, item) (vec_reserve((v), (v)->count + 1), (void)((v)->at[(v)->count++] = (item)))

// Adds one uninitialised item and gives its address.
#define vec_add(v) (vec_reserve((v), (v)->count + 1), &(v)->at[(v)->count++])

#define vec_clear(v) ((void)((v)->count = 0))

#define vec_release(v) (vec_free((v)->at), (v)->at = NULL, (void)((v)->count = (v)->capacity = 0))

// At least `wanted` items of `size` bytes, at least doubled; out of memory ends the program (die).
void *vec_grow(void *at, size_t *capacity, size_t wanted, size_t size);
// The same for a table of megabytes all over which is read and written: on large pages where the machine has them, for else its
// page faults cost more than filling it.
void *vec_large(size_t count, size_t size);
void vec_free(void *at);

#endif
