// SPDX-License-Identifier: MIT
// view: builds the text that a layer's rules match, and finds the way back to the sentence's tokens.
#include "extract/view.h"

// Appends tokens [first, end) and the white space around them, low[from, to), as a run. The room is there.
static void put_run(struct view *v, const struct ruleset *rs, enum layer layer, const struct scan *s, size_t from, size_t to,
					size_t first, size_t end)
{
	if (from >= to)
		return;
	size_t at = v->len;
	v->piece.at[v->piece.count++] = (struct piece){.start = (uint32_t)at, .low_start = (uint32_t)from, .first = (uint32_t)first};
	for (size_t i = first; i < end; i++) {
		const struct token *t = &s->token[i];
		unsigned char c = (unsigned char)s->low.ptr[t->low_start];
		v->start.at[v->start.count++] = (struct start){
			(uint32_t)(at + t->low_start - from), c < START_OTHER ? c : START_OTHER, rs->word[t->word].row[layer]};
	}
	v->len = at + (to - from);
}

static void put_tag(struct view *v, uint16_t tag, const struct scan *s, size_t first, size_t end, const struct item *item,
					const struct entry *entry)
{
	size_t at = v->len;
	v->piece.at[v->piece.count++] = (struct piece){.start = (uint32_t)at,
												   .low_start = s->token[first].low_start,
												   .first = (uint32_t)first,
												   .end = (uint32_t)end,
												   .item = item,
												   .entry = entry,
												   .tag = tag};
	v->start.at[v->start.count++] =
		(struct start){(uint32_t)at, (uint16_t)(START_TAG + tag - TAG_FIRST), (uint16_t)(1 + tag - TAG_FIRST)};
	v->len = at + 3;
}

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

void view_build(struct view *v, const struct ruleset *rs, const struct facts *f, enum layer layer)
{
	const struct layer_tags *tags = &rs->tags[layer];
	const struct scan *s = &f->scan;
	size_t run_from = 0, run_token = 0, item = 0; // where the run that is being gathered begins
	v->text.len = v->len = 0;
	vec_clear(&v->piece);
	vec_clear(&v->start);
	vec_reserve(&v->piece, 2 * s->tokens + 1);
	vec_reserve(&v->start, s->tokens);
	for (size_t i = 0; i < s->tokens;) {
		const struct token *t = &s->token[i];
		const struct item *here = item < f->item.count && f->item.at[item].first == i ? &f->item.at[item] : NULL;
		uint16_t tag = 0;
		size_t end = i + 1;
		const struct entry *entry = NULL;
		if (here) {
			tag = view_item_tag(tags, here);
			end = here->end;
			item++;
		} else {
			uint16_t plain = rs->word[t->shape].tag[layer]; // of a word in no class: by its writing alone
			uint16_t phrase = t->phrase && free_of_items(f, item, i + t->phrase_tokens) ? rs->word[t->phrase_word].tag[layer] : 0;
			if (phrase && phrase != plain) { // a phrase in no class of the layer falls apart into its words
				entry = t->phrase;
				end = i + t->phrase_tokens;
				tag = phrase;
			} else if (t->kind != TOKEN_DIGITS && (t->entry || t->kind == TOKEN_WORD)) {
				entry = t->entry;
				tag = rs->word[t->word].tag[layer];
			}
		}
		if (tag) {
			put_run(v, rs, layer, s, run_from, t->low_start, run_token, i);
			put_tag(v, tag, s, i, end, here, entry);
			run_from = s->token[end - 1].low_end;
			run_token = end;
		}
		i = end;
	}
	put_run(v, rs, layer, s, run_from, s->low.len, run_token, s->tokens);
}

void view_write(struct view *v, const struct facts *f)
{
	v->text.len = 0;
	out_reserve(&v->text, v->len + 1);
	for (size_t i = 0; i < v->piece.count; i++) {
		const struct piece *p = &v->piece.at[i];
		size_t end = i + 1 < v->piece.count ? p[1].start : v->len;
		char *to = v->text.ptr + p->start;
		if (!p->tag) {
			memcpy(to, f->scan.low.ptr + p->low_start, end - p->start);
			continue;
		}
		to[0] = (char)(0xE0 | p->tag >> 12);
		to[1] = (char)(0x80 | (p->tag >> 6 & 0x3F));
		to[2] = (char)(0x80 | (p->tag & 0x3F));
	}
	v->text.len = v->len;
}

void view_release(struct view *v)
{
	out_release(&v->text);
	vec_release(&v->piece);
	vec_release(&v->start);
}

const struct piece *view_piece(const struct view *v, size_t offset)
{
	size_t low = 0, high = v->piece.count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (v->piece.at[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return &v->piece.at[low];
}

// The first token that ends behind a place in low.
static uint32_t token_behind(const struct scan *s, size_t first, size_t low_offset)
{
	while (first < s->tokens && s->token[first].low_end <= low_offset)
		first++;
	return (uint32_t)first;
}

void view_tokens(const struct view *v, const struct facts *f, span where, uint32_t *ret_first, uint32_t *ret_end)
{
	const struct piece *p = view_piece(v, where.start);
	*ret_first = p->tag ? p->first : token_behind(&f->scan, p->first, p->low_start + (where.start - p->start));
	if (where.end == where.start) {
		*ret_end = *ret_first;
		return;
	}
	p = view_piece(v, where.end - 1);
	if (p->tag) {
		*ret_end = p->end;
		return;
	}
	uint32_t last = token_behind(&f->scan, p->first, p->low_start + (where.end - 1 - p->start));
	bool begins = last < f->scan.tokens && f->scan.token[last].low_start < p->low_start + (where.end - p->start);
	*ret_end = begins ? last + 1 : last;
}
