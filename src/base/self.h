// SPDX-License-Identifier: MIT
// self: which program this is.
#ifndef BASE_SELF_H
#define BASE_SELF_H

#include <stdbool.h>

enum { SELF_ID_BYTES = 20 };

// What the linker wrote into this very build of the program; false: nothing, or the machine does not tell.
bool self_id(unsigned char *ret_id);

#endif
