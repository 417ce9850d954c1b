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

// Lays out the places of a new view, which tell whether any rule wakes; the text is written only where one does. Both lie in the
// arena.
void view_build(struct view *v, const struct ruleset *rs, const struct facts *f, enum layer layer, struct arena *a);
void view_write(struct view *v, const struct facts *f, struct arena *a);
// The code point of a place's tag, or 0.
static inline uint16_t view_tag(const struct spot *p)
{
	return p->what < START_TAG ? 0 : (uint16_t)(TAG_FIRST + (p->what - START_TAG));
}
// The entry of the word or phrase that a place's tag stands for, or null.
const struct entry *view_entry(const struct spot *p, const struct facts *f);
// The tag of an item in a layer.
uint16_t view_item_tag(const struct layer_tags *t, const struct item *item);
// The place that holds an offset of the view, from one before it on.
const struct spot *view_place(const struct view *v, const struct spot *from, size_t offset);
// Whether a span of the view that begins in `from` or behind, and ends at `end`, ends with a whole token: "rock" does not in
// "rock'n'roll", which is one.
bool view_ends_word(const struct view *v, const struct spot *from, const struct facts *f, size_t end);
// The tokens that a span of the view, which begins in `from` or behind, stands for: [first, end).
void view_tokens(const struct view *v, const struct spot *from, const struct facts *f, span where, uint32_t *ret_first,
				 uint32_t *ret_end);

#endif
