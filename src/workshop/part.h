// SPDX-License-Identifier: MIT
// part: what of a pattern must be exercised: its alternatives, its optional groups, its named groups.
//
//   (?<figure>{count}) \s (?: (?:were|was) \s )? killed
//   ^ group            ^ optional ^alternatives
//
// The marked pattern has an empty capturing group where each branch begins; after a match, those that took part tell which
// branches it went through. Inside a negative look-around nothing can be captured: there a callout stands at the end of the
// branch.
#ifndef WORKSHOP_PART_H
#define WORKSHOP_PART_H

#include "base/line.h"
#include "base/vec.h"
#include "rule/rule.h"

enum part_kind { PART_ALTERNATIVE, PART_OPTIONAL, PART_GROUP };

struct part {
	enum part_kind kind;
	span text;       // in the pattern: the branch
	size_t opening;  // the bracket around it; NOT_FOUND: none
	slice name;      // of a PART_GROUP
	uint32_t marker; // PCRE2's group, or the number of the callout
	bool is_callout;
	bool covered;
};

struct parts {
	VEC(struct part) at;
	struct out marked;  // the pattern with its markers
	const char *cannot; // why this pattern cannot be marked; null: it can
};

void parts_read(struct parts *p, slice pattern);
void parts_release(struct parts *p);
// A piece of a pattern as tables and messages show it: on one line, and cut behind 60 bytes.
slice part_shown(slice text, struct arena *a);

#endif
