// SPDX-License-Identifier: MIT
// What the rules say of a word: its classes in the lexicon, as bits. No word stands here.
#include "private.h"

#include "base/banned.h"

static const char *const class_names[] = {
#define X(NAME, text) text,
	WORD_KINDS(X)
#undef X
};

void words_init(struct words *w, const struct ruleset *rules)
{
	w->rules = rules;
	for (size_t i = 0; i < WORD_KINDS_COUNT; i++)
		w->class[i] = class_find(rules, slice_of(class_names[i])); // NO_CLASS: the language has no such words
}

static bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }

// How the word is written, as far as its first letters tell.
static enum shape shape_of(slice word)
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

static unsigned kinds_of(const struct words *w, const struct entry *entry, enum shape shape)
{
	unsigned kinds = 0;
	if (!entry || !entry->sense)
		return 0;
	for (unsigned i = 0; i < WORD_KINDS_COUNT; i++)
		if (w->class[i] != NO_CLASS && entry_sense(w->rules, entry, w->class[i], shape))
			kinds |= 1u << i;
	return kinds;
}

unsigned word_kinds(const struct words *w, slice word)
{
	if (!word.len || word.len > WORD_BYTES_MAX)
		return 0;
	char lower[WORD_BYTES_MAX];
	bool ascii = true;
	for (size_t i = 0; i < word.len; i++) {
		char c = word.ptr[i];
		ascii &= (unsigned char)c < 0x80;
		lower[i] = is_ascii_upper(c) ? (char)(c - 'A' + 'a') : c;
	}
	const struct entry *exact = lexicon_find_exact(w->rules, word);
	enum shape shape = shape_of(word);
	if (exact)
		return kinds_of(w, exact, shape);
	if (ascii)
		return kinds_of(w, lexicon_find(w->rules, (slice){lower, word.len}), shape);
	struct arena a;
	arena_init(&a);
	unsigned kinds = kinds_of(w, lexicon_find(w->rules, utf8_lowered(&a, word)), shape);
	arena_release(&a);
	return kinds;
}
