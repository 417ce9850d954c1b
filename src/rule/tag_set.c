// SPDX-License-Identifier: MIT
// tag_set: the tags that a {class}, or a [class] with references in it, stands for in a layer.
#include "rule/private.h"

static void set_name(struct tag_set *set, const struct ruleset *rs, int layer, slice name)
{
	const struct layer_tags *tags = &rs->tags[layer];
	uint64_t *to = name.ptr[0] == '-' ? set->lacks : set->has;
	if (name.ptr[0] == '-')
		name = slice_from(name, 1);
	uint16_t class = class_find(rs, name);
	set->any = true;
	if (reference_is_word(name))
		for (size_t i = 0; i < tags->count; i++)
			to[i / 64] |= (uint64_t)1 << i % 64;
	else if (class != NO_CLASS)
		for (size_t i = tags->class_first[class]; i < tags->class_first[class + 1]; i++)
			to[tags->class_tag[i] / 64] |= (uint64_t)1 << tags->class_tag[i] % 64;
}

struct tag_set tag_set_of(const struct ruleset *rs, int layer, slice text)
{
	struct tag_set set = {0};
	for (size_t i = 0; i < text.len;) {
		slice name = text.ptr[i] == '{' ? reference_at(text, i) : SLICE_NULL;
		if (name.ptr)
			set_name(&set, rs, layer, name);
		i = text.ptr[i] == '\\' ? pattern_step_end(text, i) : i + (name.ptr ? name.len + 2 : 1);
	}
	return set;
}

size_t tag_set_next(const struct tag_set *set, size_t at, bool in)
{
	for (size_t word = at / 64; word < TAG_SET_WORDS; at = ++word * 64) {
		uint64_t held = set->has[word] & ~set->lacks[word], found = (in ? held : ~held) >> at % 64;
		if (found)
			return at + (size_t)__builtin_ctzll(found);
	}
	return TAG_SET_END;
}
