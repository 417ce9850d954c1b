// SPDX-License-Identifier: MIT
// identity: whether two claims speak of the same thing, and how much says so.
#ifndef CROSSCHECK_IDENTITY_H
#define CROSSCHECK_IDENTITY_H

#include "fit.h"

// How the slots of two claims fit, and where the claims stand to each other.
struct slots {
	enum fit place, event, subject, date;
	bool within, near, differ; // in one document; there, in one sentence or the next; on the word of two sources
	int story;                 // of two documents: see story_points
};

struct slots slots_of(const struct item *a, const struct item *b);
// Whether a slot tells the two apart, or what they say is too general to be of one thing.
bool slots_part(const struct item *a, const struct item *b, const struct slots *s);
// Whether a slot tells that both speak of the same.
bool slots_identify(const struct item *a, const struct item *b, const struct slots *s);
// Whether something stands for that where no slot does: the sentence, two sources in one breath, the story.
bool slots_placed(const struct item *a, const struct item *b, const struct slots *s);
// How strongly they coincide: see identity.c.
int slots_points(const struct item *a, const struct item *b, const struct slots *s);
// Whether enough is said, rather than taken from elsewhere, to hold two figures against each other. A text may tell of many an
// attack, a birth, a death in one country: what only its surroundings place is not known to be the same, unless two sources are
// set against each other there and then.
bool slots_attested(const struct item *a, const struct item *b, const struct slots *s);
// Whether two sources are both named and not the same.
bool sources_differ(const struct item *a, const struct item *b);
// In one document; 0: the same sentence.
int64_t sentences_between(const struct item *a, const struct item *b);

#endif
