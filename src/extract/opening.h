// SPDX-License-Identifier: MIT
// opening: what a thread learned of how matches may open, place by place: most tries fail within two or three places of the view.
//
//   rule   {>n.run} (?:'s)? \s {team.role}     view   {Cap} in {month} …     no match opens with "{Cap} i"
//
// PCRE2 is asked once for each rule and opening, whether the rule's pattern takes that as far as it goes; places that the
// pattern does not tell apart are one. The verdicts lie in a table of fixed size, where a new one displaces an old one.
#ifndef EXTRACT_OPENING_H
#define EXTRACT_OPENING_H

#include "extract/view.h"

struct openings {
	uint64_t *verdict;
	const uint16_t **symbol; // by rule: rule_symbols, as soon as they are known
	struct matcher *matcher;
};

void openings_init(struct openings *o, const struct ruleset *rs, struct matcher *m);
void openings_release(struct openings *o);
// False: no match of the rule, whose starts are known, begins at a place of the view.
bool openings_allow(struct openings *o, const struct rule *r, const struct view *v, const struct spot *p);

#endif
