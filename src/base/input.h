// SPDX-License-Identifier: MIT
// input: files and stdin, read line by line with flat memory.
#ifndef BASE_INPUT_H
#define BASE_INPUT_H

#include "base/diag.h"
#include "base/slice.h"

struct input {
	const char *name; // "-" is stdin; shown as "<stdin>"
	int fd;
	char *buffer;
	size_t start, end, capacity;
	size_t line;   // number of the line given last, from 1
	size_t offset; // byte offset of that line in the file
	size_t next_offset;
	bool at_end, skipping;
};

// Opens a file, or stdin for "-". A file that cannot be opened is reported; false.
bool input_open(struct input *in, const char *name, struct diag *d);
void input_close(struct input *in);
// The next line without its "\n" (a "\r" before it stays), valid until the next call; false at the end.
// A line above LINE_BYTES_MAX is reported and skipped whole, in flat memory. *ret_ended tells whether a "\n" followed.
// A read error is reported and ends the input.
bool input_line(struct input *in, slice *ret, bool *ret_ended, struct diag *d);
// Up to `limit` bytes of what comes next, as much as there is of it without waiting for more than one read; false at the end.
bool input_piece(struct input *in, size_t limit, slice *ret, struct diag *d);
// Whether all that was read is given, and to read more would wait for the writer.
bool input_waits(const struct input *in);
struct place input_place(const struct input *in);

#endif
