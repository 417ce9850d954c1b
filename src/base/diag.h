// SPDX-License-Identifier: MIT
// diag: how a program says that something is wrong, and how it ends.
//
//   program: file:line:column: error: text
//
// Our own bugs are asserts; the machine's failures are die(); what is wrong in the input is a diagnostic, reported exactly
// once, where the place is known, by the function that takes the struct diag; its callers pass `false` on.
// Only programs print or own a struct diag; with -j each worker has one that gathers, and the program prints them in order.
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdio.h>

#include "base/slice.h"

// Where in an input: line and column count from 1, column in code points; 0 is unknown and not shown.
struct place {
	const char *file; // null: no file to name
	size_t line, column;
};

// By file, line, column.
int place_compare(struct place a, struct place b);

struct diag {
	const char *program;
	size_t errors, warnings;
	// Where messages go: stderr when null, else they are gathered here (see diag_gather).
	char *gathered;
	size_t gathered_len, gathered_capacity;
	bool gathers;
};

void diag_init(struct diag *d, const char *program);
// As diag_init, but messages are kept in d->gathered until diag_flush_into.
void diag_gather(struct diag *d, const char *program);
// Appends what `from` gathered to `into` (printing it when `into` prints), adds its counts, and empties it.
void diag_flush_into(struct diag *into, struct diag *from);
// Puts gathered messages in the order of their places: by file, and by the numbers of line and column. One that comes again, as
// for each use of a phrase, is said once.
void diag_sort(struct diag *d);
void diag_release(struct diag *d);
// Reports an error; always returns false, so that `return diag_error(…)` passes it on.
bool diag_error(struct diag *d, struct place at, const char *format, ...) __attribute__((format(printf, 3, 4)));
void diag_warning(struct diag *d, struct place at, const char *format, ...) __attribute__((format(printf, 3, 4)));

// The exit statuses of all programs.
enum { EXIT_DONE = 0, EXIT_BAD_INPUT = 1, EXIT_USAGE = 2, EXIT_FLAGGED = 3 };

// Names the program in messages of die(); call it first in main. Also makes SIGPIPE a quiet end.
void diag_start(const char *program);
// The machine failed (memory, disk, options): says so and exits 2.
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));
// The same for a mistake in a file of ours that shows only when it is used, with its place.
_Noreturn void die_at(struct place at, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Ends every main: flushes and closes stdout (asks ferror first); a full disk is exit 2, a broken pipe a quiet end.
// Returns EXIT_DONE, or EXIT_BAD_INPUT when d has errors.
int diag_exit(struct diag *d);

#endif
