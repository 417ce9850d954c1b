// SPDX-License-Identifier: MIT
// item: the things that a pattern is a row of, for those who read patterns without compiling them: a character, an escape, a
// [class], a {reference}, a (group), each with its quantifier.
//
//   (?: {count} | [{Cap}{CAPS}] ) \s {killed}{1,3}
//   ^ group       ^ class         ^  ^ reference, and its quantifier
#ifndef WORKSHOP_ITEM_H
#define WORKSHOP_ITEM_H

#include <stdbool.h>

#include "base/slice.h"

struct item {
	span atom, repeat; // repeat: empty where it has no quantifier
};

// The next item of a stretch in which all groups are closed: from *at, which moves on, to `end`.
bool item_next(slice p, size_t *at, size_t end, struct item *ret);
// The items of a stretch in which all groups are closed. NOT_FOUND: there are more than `most`.
size_t items_read(slice p, span where, struct item *ret, size_t most);

#endif
