// SPDX-License-Identifier: MIT
// What the rules say of a word: its classes in the lexicon, as bits. No word stands here.
#include "private.h"

#include "base/banned.h"

static const char *const class_names[] = {
#define X(NAME, text) text,
	WORD_KINDS(X)
#undef X
};

bool segment_asks_for(slice class_name)
{
	for (size_t i = 0; i < WORD_KINDS_COUNT; i++)
		if (slice_equal(slice_of(class_names[i]), class_name))
			return true;
	return false;
}

static uint32_t hash_of(slice word)
{
	uint32_t hash = (uint32_t)word.len;
	for (size_t i = 0; i < word.len; i++)
		hash = (hash ^ (unsigned char)word.ptr[i]) * 0x01000193u;
	return hash ^ hash >> 15;
}

// ---- the table --------------------------------------------------------------------------------------------------------

static void insert(struct words *w, const struct known_word *known, uint16_t index)
{
	size_t i = known->hash & (w->slots - 1);
	while (w->slot[i])
		i = (i + 1) & (w->slots - 1);
	w->slot[i] = index;
}

// Adds an entry of the lexicon if a sense of it is in one of the classes; kind_of_class: their bits by class.
static void take_entry(struct words *w, const struct ruleset *rules, const unsigned *kind_of_class, const struct entry *e)
{
	unsigned kinds = 0;
	for (const struct sense *sense = e->sense; sense; sense = sense->next)
		kinds |= kind_of_class[sense->class];
	if (!kinds || e->key_len > WORD_BYTES_MAX || w->known.count == UINT16_MAX)
		return;
	slice key = entry_key(e);
	struct known_word known = {.key = key, .hash = hash_of(utf8_lowered(&w->arena, key)), .exact = e->exact};
	for (unsigned shape = 0; shape < SHAPES; shape++)
		for (unsigned bit = 0; bit < WORD_KINDS_COUNT; bit++)
			if (kinds >> bit & 1 && entry_sense(rules, e, class_find(rules, slice_of(class_names[bit])), (enum shape)shape))
				known.kinds[shape] |= 1u << bit;
	vec_push(&w->known, known);
}

void words_init(struct words *w, const struct ruleset *rules)
{
	*w = (struct words){.slots = 64};
	arena_init(&w->arena);
	unsigned *kind_of_class = ARENA_ARRAY(&w->arena, unsigned, rules->class.count);
	for (unsigned bit = 0; bit < WORD_KINDS_COUNT; bit++) {
		uint16_t class = class_find(rules, slice_of(class_names[bit])); // NO_CLASS: the language has no such words
		for (size_t i = 0; i < rules->class.count && class != NO_CLASS; i++)
			for (uint16_t up = (uint16_t)i; up != NO_CLASS; up = rules->class.at[up].parent)
				kind_of_class[i] |= up == class ? 1u << bit : 0;
	}
	for (size_t i = 0; i < lexicon_size(rules); i++)
		take_entry(w, rules, kind_of_class, lexicon_entry(rules, i));
	while (w->slots < w->known.count * 4)
		w->slots *= 2;
	w->slot = vec_grow(NULL, &(size_t){0}, w->slots, sizeof *w->slot);
	memset(w->slot, 0, w->slots * sizeof *w->slot);
	for (size_t i = 0; i < w->known.count; i++)
		insert(w, &w->known.at[i], (uint16_t)(i + 1));
}

void words_release(struct words *w)
{
	vec_release(&w->known);
	vec_free(w->slot);
	arena_release(&w->arena);
}

// ---- asking -----------------------------------------------------------------------------------------------------------

static bool is_ascii_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

// How the word is written, as far as its first letters tell.
static unsigned shape_of(slice word)
{
	if (!is_ascii_upper(word.ptr[0])) {
		size_t len;
		return (unsigned char)word.ptr[0] >= 0x80 && utf8_is_upper(utf8_at(word, 0, &len)) ? SHAPE_CAP : SHAPE_LOWER;
	}
	for (size_t i = 1; i < word.len; i++)
		if (word.ptr[i] != '.' && !is_ascii_upper(word.ptr[i]))
			return SHAPE_CAP;
	return word.len > 1 ? SHAPE_CAPS : SHAPE_CAP;
}

unsigned word_kinds(struct words *w, slice word)
{
	if (!word.len || word.len > WORD_BYTES_MAX)
		return 0;
	char buffer[WORD_BYTES_MAX];
	slice lower = {buffer, word.len};
	bool ascii = true;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		ascii &= (unsigned char)c < 0x80;
		buffer[i] = is_ascii_upper(c) ? (char)(c - 'A' + 'a') : c;
	}
	if (!ascii) {
		arena_reset(&w->arena);
		lower = utf8_lowered(&w->arena, word);
	}
	const struct known_word *found = NULL;
	uint32_t hash = hash_of(lower);
	for (size_t i = hash & (w->slots - 1); w->slot[i]; i = (i + 1) & (w->slots - 1)) {
		const struct known_word *known = &w->known.at[w->slot[i] - 1];
		if (known->hash != hash || !slice_equal(known->key, known->exact ? word : lower))
			continue;
		found = known; // what is written exactly so holds the senses of the other as well
		if (known->exact)
			break;
	}
	return found ? found->kinds[shape_of(word)] : 0;
}
