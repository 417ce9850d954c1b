// SPDX-License-Identifier: MIT
// file: read with as few system calls as there are (a pack has hundreds of lists); written beside the old one, then renamed.
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"

#include "base/banned.h"

// What is made room for at first where a file does not tell its size.
#define PIECE_BYTES ((size_t)64 << 10)

// Reads to the file's end, or until there is more than the limit; false: it cannot be read, as errno says. `size`: 0 where it is
// not known; else no further read asks whether there is more.
static bool read_all(int fd, size_t size, struct arena *a, slice *ret)
{
	size_t room = size ? size : PIECE_BYTES, len = 0;
	char *text = arena_room(a, room + 1);
	for (ssize_t got = 1; got > 0 && len <= LINE_BYTES_MAX && (!size || len < size);) {
		if (len == room) {
			char *grown = arena_room(a, (room *= 2) + 1);
			text = memcpy(grown, text, len);
		}
		do
			got = read(fd, text + len, room - len);
		while (got < 0 && errno == EINTR);
		if (got < 0)
			return false;
		len += (size_t)got;
	}
	text[len] = '\0';
	*ret = (slice){text, len};
	return true;
}

bool file_read(const char *name, struct arena *a, slice *ret, struct diag *d)
{
	struct place at = {.file = name};
	struct stat about;
	slice text = SLICE("");
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	int error = fd < 0 || fstat(fd, &about) != 0 ? errno : S_ISDIR(about.st_mode) ? EISDIR : 0;
	bool fits = error || (uintmax_t)about.st_size <= LINE_BYTES_MAX;
	bool ok = !error && fits && read_all(fd, (size_t)about.st_size, a, &text);
	if (error)
		diag_error(d, at, "cannot open: %s", strerror(error));
	else if (!ok && fits)
		diag_error(d, at, "cannot read: %s", strerror(errno));
	else if (!fits || text.len > LINE_BYTES_MAX)
		ok = diag_error(d, at, "file of more than %zu bytes", LINE_BYTES_MAX);
	if (fd >= 0)
		close(fd);
	if (ok)
		*ret = text;
	return ok;
}

slice file_lines(slice text)
{
	if (slice_starts(text, SLICE("\xEF\xBB\xBF")))
		text = slice_from(text, 3);
	if (slice_find_byte(text, '\r') == NOT_FOUND) // nearly always
		return text;
	char *to = (char *)(uintptr_t)text.ptr;
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '\r' || i + 1 == text.len || text.ptr[i + 1] != '\n')
			to[len++] = text.ptr[i];
	to[len] = '\0';
	return (slice){to, len};
}

bool file_replace(const char *name, slice text, struct diag *d)
{
	struct arena a;
	arena_init(&a);
	const char *beside = arena_format(&a, "%s.new", name).ptr;
	FILE *f = fopen(beside, "wb");
	bool ok = f && fwrite(text.ptr, 1, text.len, f) == text.len;
	ok = f && fclose(f) == 0 && ok && rename(beside, name) == 0;
	if (!ok) {
		diag_error(d, (struct place){.file = name}, "cannot write it anew (%s); it is left as it was", strerror(errno));
		unlink(beside);
	}
	arena_release(&a);
	return ok;
}
