// SPDX-License-Identifier: MIT
// view: a sentence as a layer's rules see it: lower case, known words and items replaced by one tag each, and the way back.
//
//   low    on may 21 at least 16 people were killed        pieces: [run "on "] [tag {month}] [run " "] [tag {number:day}] …
//   view   on T T T T people were killed                   each knows the tokens that it stands for
#ifndef EXTRACT_VIEW_H
#define EXTRACT_VIEW_H

#include "base/line.h"
#include "extract/private.h"

struct piece {
	uint32_t start;            // in the view
	uint32_t low_start;        // of a run, in low; of a tag: where its tokens begin
	uint32_t first, end;       // tokens; of a run: first is its first token
	const struct item *item;   // of an item's tag
	const struct entry *entry; // of a word's tag
	uint16_t tag;              // 0: a run
};

// A place where a match may begin: where a token does.
struct start {
	uint32_t at;   // in the view
	uint16_t what; // as rule_begins counts
	uint16_t row;  // in the layer's struct wake
};

struct view {
	struct out text;
	size_t len; // of the text, also while it is not written
	VEC(struct piece) piece;
	VEC(struct start) start;
};

// Lays out the pieces and starts, which tell whether any rule wakes; the text is written only where one does.
void view_build(struct view *v, const struct ruleset *rs, const struct facts *f, enum layer layer);
void view_write(struct view *v, const struct facts *f);
// The tag of an item in a layer.
uint16_t view_item_tag(const struct layer_tags *t, const struct item *item);
void view_release(struct view *v);
// The piece that holds an offset of the view.
const struct piece *view_piece(const struct view *v, size_t offset);
// The tokens that a span of the view stands for: [first, end).
void view_tokens(const struct view *v, const struct facts *f, span where, uint32_t *ret_first, uint32_t *ret_end);

#endif
