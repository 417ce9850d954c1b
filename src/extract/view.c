// SPDX-License-Identifier: MIT
// view: builds the text that a layer's rules match, and finds the way back to the sentence's tokens.
#include "extract/view.h"

#include "base/eight.h"
#include "base/utf8.h"

uint16_t view_item_tag(const struct layer_tags *t, const struct item *item)
{
	switch (item->kind) {
	case ITEM_NUMBER:
		return t->number[item->tag_row];
	case ITEM_DATE:
		return t->date[item->tag_row][item->tag_column];
	case ITEM_FIGURE:
		return t->figure[item->tag_row][item->tag_column];
	case ITEM_ENTITY:
		break;
	}
	return t->entity[item->tag_row];
}

// A phrase has a tag only while no item begins inside it.
static bool free_of_items(const struct facts *f, size_t item, size_t end)
{
	return item >= f->item.count || f->item.at[item].first >= end;
}

// Whether a place whose word or tag stands right behind another word goes on with it.
static bool goes_on(const struct spot *before, const struct spot *p, const struct facts *f)
{
	const struct scan *s = &f->scan;
	size_t at = s->token[before->end - 1].low_end, length;
	if (view_tag(before))
		return false;
	do
		at--;
	while (((unsigned char)s->low.ptr[at] & 0xC0) == 0x80);
	return pattern_word_character(utf8_at(s->low, at, &length)) &&
		   (view_tag(p) || pattern_word_character(utf8_at(s->low, s->token[p->first].low_start, &length)));
}

// Copies a word, mostly in one step; both texts go on for SCAN_SLACK bytes.
static inline void copy_word(char *to, const char *from, size_t len)
{
	memcpy(to, from, SCAN_SLACK);
	if (len > SCAN_SLACK)
		memcpy(to, from, len);
}

// Writes a tag in UTF-8, and a byte behind it.
static inline void write_tag(char *to, uint32_t tag)
{
	uint64_t bytes = (0xE0 | tag >> 12) | (0x80 | (tag >> 6 & 0x3F)) << 8 | (0x80 | (tag & 0x3F)) << 16;
	eight_store_four(to, bytes);
}

void view_build(struct view *v, const struct ruleset *rs, const struct facts *f, enum layer layer, struct arena *a)
{
	const struct layer_tags *tags = &rs->tags[layer];
	const struct scan *s = &f->scan;
	const struct token *const token = s->token; // what is written as text may change anything for all that a compiler knows
	const struct word *const words = rs->word;
	const char *const low = s->low.ptr;
	const uint32_t tokens = (uint32_t)s->tokens;
	const struct item *item = f->item.at, *items_end = f->item.count ? item + f->item.count : item;
	uint32_t at = 0, next_item = item < items_end ? item->first : UINT32_MAX;
	uint32_t space = 1; // behind the place before
	const size_t most = s->low.len + 3 * s->tokens;
	char *const text = arena_room(a, most + 2 * SCAN_SLACK);
	arena_reserve(a, &v->place, s->tokens);
	struct spot *p = v->place.at;
	for (uint32_t i = 0; i < tokens; p++) {
		const struct token *t = &token[i];
		const struct word *word = &words[t->word];
		uint32_t end = i + 1, tag = word->tag[layer], row = word->row[layer];
		p->item = 0;
		if (i == next_item) {
			tag = view_item_tag(tags, item);
			row = 1 + tag - TAG_FIRST;
			end = layer == LAYER_ENTITY ? item->own_end : item->end;
			p->item = (uint32_t)(item - f->item.at) + 1;
			next_item = ++item < items_end ? item->first : UINT32_MAX;
		} else if (t->phrase && free_of_items(f, (size_t)(item - f->item.at), i + t->phrase_tokens)) {
			const struct word *phrase = &words[t->phrase_word];
			// a phrase in no class of the layer, a tag by its writing alone, falls apart into its words
			if (phrase->tag[layer] && phrase->tag[layer] != words[t->shape].tag[layer]) {
				tag = phrase->tag[layer];
				row = phrase->row[layer];
				end = i + t->phrase_tokens;
			}
		}
		// what cannot be foreseen is no branch: the word is written, the tag over it
		const uint32_t tagged = tag ? UINT32_MAX : 0, word_length = t->low_end - t->low_start;
		copy_word(text + at, low + t->low_start, word_length);
		write_tag(text + (tag ? at : most + SCAN_SLACK), tag);
		p->at = at;
		p->first = i;
		p->end = end;
		p->what = (uint16_t)(((START_TAG + tag - TAG_FIRST) & tagged) | (t->begins & ~tagged));
		p->row = (uint16_t)row;
		if (!space && goes_on(p - 1, p, f))
			arena_push(a, &v->inside, (uint32_t)(p - v->place.at));
		space = token[end - 1].space;
		at += (3 & tagged) | (word_length & ~tagged);
		text[at] = ' ';
		at += space;
		i = end;
	}
	v->place.count = (size_t)(p - v->place.at);
	v->text = (slice){text, at};
}

const struct entry *view_entry(const struct spot *p, const struct facts *f)
{
	const struct token *t = &f->scan.token[p->first];
	return p->item || !view_tag(p) ? NULL : p->end - p->first > 1 ? t->phrase : t->entry;
}

// The place that holds an offset of the view, from one before it on.
static const struct spot *place_of(const struct spot *from, const struct spot *last, size_t offset)
{
	while (from < last && from[1].at <= offset)
		from++;
	return from;
}

struct stretch view_stretch(const struct view *v, const struct spot *from, span where)
{
	const struct spot *last = v->place.at + v->place.count - 1, *first = place_of(from, last, where.start);
	return (struct stretch){first, where.end > where.start ? place_of(first, last, where.end - 1) : first};
}

// How long the token or tag of a place is in the view.
static size_t spot_length(const struct spot *p, const struct facts *f)
{
	const struct token *t = &f->scan.token[p->first];
	return view_tag(p) ? 3 : t->low_end - t->low_start;
}

void view_tokens(struct stretch at, const struct facts *f, span where, uint32_t *ret_first, uint32_t *ret_end)
{
	*ret_first = where.start < at.first->at + spot_length(at.first, f) ? at.first->first : at.first->end;
	*ret_end = where.end == where.start ? *ret_first : at.last->end;
}

bool view_ends_word(struct stretch at, const struct facts *f, span where)
{
	return where.end >= at.last->at + spot_length(at.last, f);
}
