// SPDX-License-Identifier: MIT
// compare: whether two claims speak of the same thing, and if so, whether both can hold.
#ifndef CROSSCHECK_COMPARE_H
#define CROSSCHECK_COMPARE_H

#include "topic.h"

enum relation_kind {
	RELATION_APART,    // they speak of different things, or too little says that they speak of the same
	RELATION_AGREE,    // the same thing, and both can hold
	RELATION_UPDATE,   // the same thing at another time, or the same source later
	RELATION_CONFLICT, // the same thing, and not both can hold
};

struct relation {
	enum relation_kind kind;
	int points; // how strongly the slots coincide: see identity.c
};

// Below this many points nothing is flagged; from there on severity is low, medium, high.
#define POINTS_LOW 4
#define POINTS_MEDIUM 6
#define POINTS_HIGH 8

// A toll may still rise this long after the earlier report; later, another figure is another opinion.
#define TOLL_SETTLES_DAYS 90

// Symmetric. Claims of two documents may be of two pools only when these share their atoms.
struct relation compare(const struct item *a, const struct item *b);

#endif
