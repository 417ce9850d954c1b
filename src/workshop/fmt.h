// SPDX-License-Identifier: MIT
// fmt: rule files in their canonical form.
#ifndef WORKSHOP_FMT_H
#define WORKSHOP_FMT_H

#include "base/diag.h"
#include "base/line.h"

// Appends the canonical form of a rule file's text. False: it has a shape that this does not know, reported; ret then holds a
// part.
bool rules_format(slice text, const char *file, struct out *ret, struct diag *d);

#endif
