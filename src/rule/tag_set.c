// SPDX-License-Identifier: MIT
// tag_set: the tags that a {class}, or a [class] with references in it, stands for in a layer.
#include "rule/private.h"

// Sets the bits of [first, end).
static void set_range(uint64_t *bits, size_t first, size_t end)
{
	for (size_t at = first, next; at < end; at = next) {
		next = (at / 64 + 1) * 64;
		uint64_t from = ~(uint64_t)0 << at % 64, to = next > end ? ((uint64_t)1 << end % 64) - 1 : ~(uint64_t)0;
		bits[at / 64] |= from & to;
	}
}

static void set_name(struct tag_set *set, const struct ruleset *rs, int layer, slice name)
{
	const struct layer_tags *tags = &rs->tags[layer];
	uint64_t *to = name.ptr[0] == '-' ? set->lacks : set->has;
	if (name.ptr[0] == '-')
		name = slice_from(name, 1);
	uint16_t class = class_find(rs, name);
	set->any = true;
	if (reference_is_word(name))
		set_range(to, 0, tags->count);
	else if (class != NO_CLASS)
		for (size_t i = tags->class_first[class]; i < tags->class_first[class + 1]; i++)
			set_range(to, tags->class_tags[i].first, tags->class_tags[i].end);
}

void tag_set_of(struct tag_set *ret, const struct ruleset *rs, int layer, slice text)
{
	ret->any = false;
	ret->words = (rs->tags[layer].count + 63) / 64;
	memset(ret->has, 0, ret->words * sizeof *ret->has);
	memset(ret->lacks, 0, ret->words * sizeof *ret->lacks);
	for (size_t i = 0; i < text.len;) {
		slice name = text.ptr[i] == '{' ? reference_at(text, i) : SLICE_NULL;
		if (name.ptr)
			set_name(ret, rs, layer, name);
		i = text.ptr[i] == '\\' ? pattern_step_end(text, i) : i + (name.ptr ? name.len + 2 : 1);
	}
}

size_t tag_set_next(const struct tag_set *set, size_t at, bool in)
{
	for (size_t word = at / 64; word < set->words; at = ++word * 64) {
		uint64_t held = set->has[word] & ~set->lacks[word], found = (in ? held : ~held) >> at % 64;
		if (found)
			return at + (size_t)__builtin_ctzll(found);
	}
	return in ? TAG_SET_END : at;
}
