// SPDX-License-Identifier: MIT
// input: one buffer a file; a line is given where it lies in it. The buffer grows to the longest line, never above LINE_BYTES_MAX
// by much.
//
//   buffer [ … given | start: line asked for …\n more …  end | free … capacity ]
#include "base/input.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/vec.h"

#include "base/banned.h"

// One read; more gains nothing measurable, less costs system calls.
#define READ_BYTES ((size_t)256 << 10)

struct place input_place(const struct input *in)
{
	return (struct place){in->name, in->line, 0};
}

bool input_open(struct input *in, const char *name, struct diag *d)
{
	*in = (struct input){.name = name, .fd = STDIN_FILENO};
	if (strcmp(name, "-") == 0) {
		in->name = "<stdin>";
		return true;
	}
	in->fd = open(name, O_RDONLY | O_CLOEXEC);
	struct stat about;
	int error = in->fd < 0 || fstat(in->fd, &about) != 0 ? errno : S_ISDIR(about.st_mode) ? EISDIR : 0;
	if (error) {
		input_close(in);
		return diag_error(d, (struct place){name, 0, 0}, "cannot open: %s", strerror(error));
	}
	return true;
}

void input_close(struct input *in)
{
	if (in->fd > STDIN_FILENO)
		close(in->fd);
	vec_free(in->buffer);
	in->buffer = NULL;
	in->start = in->end = in->capacity = 0;
	in->at_end = true;
	in->fd = -1;
}

// Reads once behind what is there, making room first; false at the end or after a reported error.
static bool read_more(struct input *in, struct diag *d)
{
	if (in->at_end)
		return false;
	if (in->start == in->end)
		in->start = in->end = 0;
	if (in->end == in->capacity && in->start > 0) {
		memmove(in->buffer, in->buffer + in->start, in->end - in->start);
		in->end -= in->start;
		in->start = 0;
	}
	if (in->end == in->capacity)
		in->buffer = vec_grow(in->buffer, &in->capacity, in->capacity ? in->capacity + 1 : READ_BYTES, 1);
	ssize_t got;
	do
		got = read(in->fd, in->buffer + in->end, in->capacity - in->end < READ_BYTES ? in->capacity - in->end : READ_BYTES);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		in->at_end = true;
		if (got < 0)
			diag_error(d, (struct place){in->name, in->line, 0}, "cannot read: %s", strerror(errno));
		return false;
	}
	in->end += (size_t)got;
	return true;
}

static void take(struct input *in, size_t bytes)
{
	in->start += bytes;
	in->next_offset += bytes;
}

// Passes over the rest of a line that is too long; true when its "\n" was found.
static bool skip_line(struct input *in, struct diag *d)
{
	do {
		size_t found = slice_find_byte((slice){in->buffer + in->start, in->end - in->start}, '\n');
		if (found != NOT_FOUND) {
			take(in, found + 1);
			in->skipping = false;
			return true;
		}
		take(in, in->end - in->start);
	} while (read_more(in, d));
	in->skipping = false;
	return false;
}

bool input_line(struct input *in, slice *ret, bool *ret_ended, struct diag *d)
{
	size_t seen = 0; // bytes of the line in which there is no "\n"
	in->line++;
	in->offset = in->next_offset;
	for (;;) {
		size_t there = in->end - in->start;
		const char *line = in->buffer ? in->buffer + in->start : "";
		const char *newline = there > seen ? memchr(line + seen, '\n', there - seen) : NULL;
		size_t len = newline ? (size_t)(newline - line) : there;
		if (len > LINE_BYTES_MAX) {
			diag_error(d, input_place(in), "line of more than %zu bytes, skipped", LINE_BYTES_MAX);
			in->skipping = true;
			if (!skip_line(in, d))
				return false;
			in->line++;
			in->offset = in->next_offset;
			seen = 0;
			continue;
		}
		if (newline) {
			take(in, len + 1);
			*ret = (slice){line, len};
			*ret_ended = true;
			return true;
		}
		seen = there;
		if (!read_more(in, d)) {
			if (there == 0) {
				in->line--;
				return false;
			}
			*ret = (slice){in->buffer + in->start, there};
			*ret_ended = false;
			take(in, there);
			return true;
		}
	}
}

bool input_piece(struct input *in, size_t limit, slice *ret, struct diag *d)
{
	in->offset = in->next_offset;
	if (in->start == in->end && !read_more(in, d))
		return false;
	size_t len = in->end - in->start < limit ? in->end - in->start : limit;
	*ret = (slice){in->buffer + in->start, len};
	take(in, len);
	return true;
}

bool input_waits(const struct input *in)
{
	struct pollfd fd = {.fd = in->fd, .events = POLLIN};
	return in->start == in->end && !in->at_end && poll(&fd, 1, 0) == 0;
}
