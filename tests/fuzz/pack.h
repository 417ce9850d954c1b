// SPDX-License-Identifier: MIT
// pack: a rule pack of one file, which a target fills with each input.
#ifndef FUZZ_PACK_H
#define FUZZ_PACK_H

#include "base/line.h"

// Makes the folder of the pack; `name` tells one target's from another's.
void pack_open(const char *name);
const char *pack_folder(void);
void pack_write(slice text);
void pack_close(void);

#endif
