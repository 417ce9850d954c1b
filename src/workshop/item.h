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

// Behind white space and comments of the free-spacing mode.
size_t free_space_end(slice p, size_t at);
// Behind the [class] that begins at `at`.
size_t bracket_end(slice p, size_t at);
// The length of the reference {…} at `at`, with its braces; 0 where there is none.
size_t reference_length(slice p, size_t at);
// Behind what stands at `at`, in steps that never stop inside an escape, a [class], a comment or a {reference}.
size_t step_end(slice p, size_t at);
// Behind the (group) that begins at `at`.
size_t group_end(slice p, size_t at);
// Behind the opening of the (group) at `at`: "(?:", "(?<name>", "(?!".
size_t group_inside(slice p, size_t at);
// The next item of a stretch in which all groups are closed: from *at, which moves on, to `end`.
bool item_next(slice p, size_t *at, size_t end, struct item *ret);
// The items of a stretch in which all groups are closed. NOT_FOUND: there are more than `most`.
size_t items_read(slice p, span where, struct item *ret, size_t most);

#endif
