// SPDX-License-Identifier: MIT
// file: whole files, written anew.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/diag.h"
#include "base/slice.h"

// Writes a file anew, beside it first (NAME.new), so that a full disk loses nothing. False: it is left as it was, which was
// reported.
bool file_replace(const char *name, slice text, struct diag *d);

#endif
