// SPDX-License-Identifier: MIT
// order: in which order a layer's tags are given out.
//
// PCRE2 compares a character class range by range, so the tags of each {class} and [class] that the layer's patterns write are to
// stand in few ranges. The sets that are written most often go first: the tags of the first one stand together, in each half
// those of the second one, and so on; in every other half from its other end, so that halves of one kind meet (a Gray code):
//
//   first    ■ ■ ■ ■ □ □ □ □
//   second   □ □ ■ ■ ■ ■ □ □
//   third    □ ■ ■ □ □ ■ ■ □
#include <stdlib.h>

#include "rule/private.h"

// A set as patterns write it; two ways to write one are two.
struct written {
	slice text; // from "{" or "[" on
	size_t times, first;
};

struct sets {
	VEC(struct written) at;
	struct map by_text; // -> index + 1
};

static void note_set(struct sets *s, slice text)
{
	void **known = map_at(&s->by_text, text);
	if (*known) {
		s->at.at[(uintptr_t)*known - 1].times++;
		return;
	}
	vec_push(&s->at, ((struct written){text, 1, s->at.count}));
	*known = (void *)(uintptr_t)s->at.count;
}

static void note_sets(struct sets *s, slice pattern)
{
	for (size_t i = 0, end; i < pattern.len; i = end) {
		char c = pattern.ptr[i];
		slice name = c == '{' ? reference_at(pattern, i) : SLICE_NULL;
		end = name.ptr ? i + name.len + 2 : c == '[' || c == '\\' || c == '#' || c == '(' ? pattern_step_end(pattern, i) : i + 1;
		if (name.ptr || (c == '[' && memchr(pattern.ptr + i, '{', end - i)))
			note_set(s, slice_sub(pattern, i, end));
	}
}

static int compare_written(const void *a, const void *b)
{
	const struct written *x = a, *y = b;
	if (x->times != y->times)
		return x->times > y->times ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

// The place in a Gray code's sequence of each word of a code: the bits before a bit tell whether it is turned.
static void unturn(uint64_t *code, size_t words)
{
	uint64_t turned = 0;
	for (size_t i = 0; i < words; i++) {
		for (int shift = 1; shift < 64; shift *= 2)
			code[i] ^= code[i] >> shift;
		code[i] ^= turned;
		turned = code[i] & 1 ? ~(uint64_t)0 : 0;
	}
}

struct place_of {
	const uint64_t *code;
	size_t words;
	uint16_t tag;
};

static int compare_places(const void *a, const void *b)
{
	const struct place_of *x = a, *y = b;
	for (size_t i = 0; i < x->words; i++)
		if (x->code[i] != y->code[i])
			return x->code[i] > y->code[i] ? -1 : 1;
	return x->tag < y->tag ? -1 : x->tag > y->tag;
}

const uint16_t *tags_order(struct ruleset *rs, int layer)
{
	const struct layer_tags *t = &rs->tags[layer];
	struct sets s = {0};
	map_init(&s.by_text);
	for (size_t i = rs->layer_first[layer]; i < rs->layer_first[layer + 1]; i++)
		note_sets(&s, rs->rule.at[i].match);
	if (s.at.count)
		qsort(s.at.at, s.at.count, sizeof *s.at.at, compare_written);
	size_t words = s.at.count / 64 + 1;
	uint64_t *code = ARENA_ARRAY(&rs->arena, uint64_t, t->count * words + 1);
	for (size_t n = 0; n < s.at.count; n++) {
		struct tag_set set;
		tag_set_of(&set, rs, layer, s.at.at[n].text);
		for (size_t tag = tag_set_next(&set, 0, true), end; tag < t->count; tag = tag_set_next(&set, end, true))
			for (end = tag_set_next(&set, tag, false); tag < end; tag++)
				code[tag * words + n / 64] |= (uint64_t)1 << (63 - n % 64);
	}
	struct place_of *place = ARENA_ARRAY(&rs->arena, struct place_of, t->count + 1);
	for (size_t i = 0; i < t->count; i++) {
		unturn(code + i * words, words);
		place[i] = (struct place_of){code + i * words, words, (uint16_t)i};
	}
	qsort(place, t->count, sizeof *place, compare_places);
	uint16_t *moved = ARENA_ARRAY(&rs->arena, uint16_t, t->count + 1);
	for (size_t i = 0; i < t->count; i++)
		moved[place[i].tag] = (uint16_t)i;
	vec_release(&s.at);
	map_release(&s.by_text);
	return moved;
}
