// SPDX-License-Identifier: MIT
// check: what the unit tests share: cmocka, slices compared, chance with a fixed seed, and functions run in a child process.
#ifndef UNIT_CHECK_H
#define UNIT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/slice.h"

#define TEST(name) static void name(void **state __attribute__((unused)))

// Fails naming both texts.
void check_slices(slice got, slice wanted, const char *file, int line);
#define assert_slice(got, wanted) check_slices((got), slice_of(wanted), __FILE__, __LINE__)
#define assert_slices(got, wanted) check_slices((got), (wanted), __FILE__, __LINE__)

// The same numbers in every run: splitmix64.
struct chance {
	uint64_t state;
};
uint64_t chance_next(struct chance *c);
size_t chance_below(struct chance *c, size_t limit);

// What a child process did.
struct child {
	int status;     // of exit; 1000 + the signal that ended it
	slice out, err; // malloc'd
};
// Runs `function` in a child, its stdout going to the file named, or caught when that is null; the child exits with what it
// returns.
struct child child_run(int (*function)(void *), void *context, const char *stdout_file);
void child_release(struct child *c);

// What a gathering diag has so far.
slice gathered(const struct diag *d);

#endif
