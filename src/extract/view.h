// SPDX-License-Identifier: MIT
// view: a sentence as a layer's rules see it: lower case, known words and items replaced by one tag each, and the way back.
//
//   low    on may 21 at least 16 people were killed        places: on, {month}, {number:day}, {bound}, {number}, people, were, …
//   view   on T T T T people were killed                   each knows the tokens that it stands for
#ifndef EXTRACT_VIEW_H
#define EXTRACT_VIEW_H

#include "extract/private.h"

// A token, or a tag that stands for one or more, with the white space behind it; here a match may begin.
struct spot {
	uint32_t at;         // in the view
	uint32_t first, end; // tokens
	uint32_t item;       // of an item's tag: its number in facts.item, from 1
	uint16_t what;       // as rule_begins counts
	uint16_t row;        // in the layer's struct wake
};

struct view {
	slice text;
	VEC(struct spot) place;
	VEC(uint32_t) inside; // the places within a word, as the second one of "5kg" is: no match begins there
};

// Writes a new view; it lies in the arena.
void view_build(struct view *v, const struct ruleset *rs, const struct facts *f, enum layer layer, struct arena *a);
// The code point of a place's tag, or 0.
static inline uint16_t view_tag(const struct spot *p)
{
	return p->what < START_TAG ? 0 : (uint16_t)(TAG_FIRST + (p->what - START_TAG));
}
// The entry of the word or phrase that a place's tag stands for, or null.
const struct entry *view_entry(const struct spot *p, const struct facts *f);
// The tag of an item in a layer.
uint16_t view_item_tag(const struct layer_tags *t, const struct item *item);
// The places that hold a span of the view: [first, last]. The span begins in `from` or behind.
struct stretch {
	const struct spot *first, *last;
};
struct stretch view_stretch(const struct view *v, const struct spot *from, span where);
// The tokens that the span stands for: [first, end). One that begins in the white space behind a place begins with the next
// one's.
void view_tokens(struct stretch at, const struct facts *f, span where, uint32_t *ret_first, uint32_t *ret_end);
// Whether the span ends with a whole token: "rock" does not in "rock'n'roll", which is one.
bool view_ends_word(struct stretch at, const struct facts *f, span where);

#endif
