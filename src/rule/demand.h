// SPDX-License-Identifier: MIT
// demand: what a pattern asks of a text, read from it as a sequence of atoms (atom.c), each a text, a class or a group, that make
// branches and alternations (demand.c).
#ifndef RULE_DEMAND_H
#define RULE_DEMAND_H

#include "rule/private.h"

// More texts than this, or longer ones, are no stretch; groups this deep are not read.
enum { TEXTS_MAX = 48, TEXT_BYTES_MAX = 96, GROUPS_MAX = 60 };

// A finite set of texts that the stretch before the reader may be.
struct stretch {
	slice text[TEXTS_MAX];
	size_t count;
	bool open_start; // the first word of each text may have letters before it
};

struct demands {
	struct clause clause[32];
	size_t count, taken; // the last ones were taken
};

struct reader {
	struct ruleset *rs;
	struct rule *rule;
	slice p;
	size_t at;
	size_t depth;         // of groups around it
	bool lost;            // what follows means something else than it says: nothing is demanded
	slice longest;        // raw layers: the longest text that must be there
	struct arena scratch; // of texts and branches, while one pattern is read
};

// What a part of the pattern (an alternation, a group) asks for.
struct part {
	bool finite;
	struct stretch texts; // when finite
	struct demands demands;
};

enum atom { ATOM_TEXT, ATOM_NOTHING, ATOM_PART, ATOM_AHEAD, ATOM_UNKNOWN };
enum repeat { REPEAT_ONCE, REPEAT_OPTIONAL, REPEAT_MANY, REPEAT_ANY };

// clause.c
// Adds a class to those of which one must hold.
void clause_add(struct ruleset *rs, struct clause *c, uint16_t class);
// How often, roughly, sentences hold the one that they hold most seldom; UINT32_MAX: there is none.
uint32_t demands_least(const struct ruleset *rs, const struct demands *ds);
// Adds a clause that is not among them yet.
void demands_add(struct demands *ds, struct clause c);
// The one that sentences hold most seldom, beside classes of which they hold one anyway; of those that were not taken yet while
// there are some. There is at least one.
struct clause demands_take(const struct ruleset *rs, struct demands *ds, const struct clause *beside);

// atom.c
// Reads what stands at r->at, which is no white space, "|" or ")". A text is one character; ret_part: of a class or a group.
enum atom atom_read(struct reader *r, char *ret_char, struct part *ret_part);
// Reads the quantifier that may stand behind an atom.
enum repeat quantifier_read(struct reader *r);

// demand.c
// Reads an alternation, up to the ")" that closes it or the pattern's end.
void alternation_read(struct reader *r, struct part *ret);

// Whether a character is a token of its own wherever it stands but between digits: a stop and an apostrophe may be parts of
// words.
bool mark_is_token(char c);
// The class of a mark that is a token wherever it stands; NO_CLASS: it is none.
uint16_t token_class(struct ruleset *rs, slice mark);

// next.c
// Of what there is one directly behind the first word or item of a match; no class: anything.
struct clause next_derive(struct ruleset *rs, slice pattern);

#endif
