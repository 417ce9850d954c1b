// SPDX-License-Identifier: MIT
// file: whole files, read at once and written anew.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"

// Reads a whole file into the arena, with a NUL behind it (not counted in len); what it says of one that is not to be read is
// reported. Limit LINE_BYTES_MAX.
bool file_read(const char *name, struct arena *a, slice *ret, struct diag *d);

// A file's text, which is changed in place, as Unix has it: without a byte order mark, lines that end with "\n" alone.
slice file_lines(slice text);

// Writes a file anew, beside it first (NAME.new), so that a full disk loses nothing. False: it is left as it was, which was
// reported.
bool file_replace(const char *name, slice text, struct diag *d);

#endif
