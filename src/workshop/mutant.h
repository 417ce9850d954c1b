// SPDX-License-Identifier: MIT
// mutant: the ways in which a pattern may be wrong and still look right: an alternative, a word boundary, a look-around or an
// optional part is left out.
#ifndef WORKSHOP_MUTANT_H
#define WORKSHOP_MUTANT_H

#include "base/vec.h"
#include "rule/rule.h"

enum mutant_kind { MUTANT_ALTERNATIVE, MUTANT_BOUNDARY, MUTANT_LOOK_AROUND, MUTANT_OPTIONAL };

// What a mutant leaves out of a pattern.
struct cut {
	enum mutant_kind kind;
	size_t start, end;
};

struct cuts {
	VEC(struct cut) at;
};

// All cuts of a pattern, inside of groups, too.
void cuts_read(struct cuts *c, slice pattern);
void cuts_release(struct cuts *c);

#endif
