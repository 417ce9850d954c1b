// SPDX-License-Identifier: MIT
// fmt: rule files in their canonical form.
#ifndef WORKSHOP_FMT_H
#define WORKSHOP_FMT_H

#include "base/diag.h"
#include "base/line.h"

// Appends the canonical form of a rule file's text. False: it has a shape that this does not know, reported; ret then holds a
// part.
bool rules_format(slice text, const char *file, struct out *ret, struct diag *d);

// Appends a rule file's text with the indents that its canonical form has, and no white space at the ends of lines.
void rules_indent(slice text, struct out *ret);

// Puts rule files, and those of folders (.yaml, in their folders too), into their canonical form, in place; with `check` nothing
// is changed, and the names of those that are not in it are appended, a line each. The exit status: EXIT_DONE, EXIT_BAD_INPUT
// (check found one), or EXIT_USAGE (one cannot be read, formatted or written, reported; the others are done).
int rules_format_paths(size_t paths, char **path, bool check, struct out *ret, struct diag *d);

#endif
