// SPDX-License-Identifier: MIT
// lexicon: the words and phrases of all word lists, each with the classes that it is in; and how text falls into words, which the
// lists and the sentences must agree on.
#ifndef RULE_LEXICON_H
#define RULE_LEXICON_H

#include "base/slice.h"

struct ruleset;

enum word_case { CASE_ANY, CASE_CAPITAL, CASE_LOWER };
// How a word is written. FIRST_*: as the first word of a sentence, where a capital says nothing.
enum shape { SHAPE_LOWER, SHAPE_CAP, SHAPE_FIRST, SHAPE_CAPS, SHAPE_INITIAL, SHAPE_MIXED, SHAPES };

// One membership of an entry in a class.
struct sense {
	struct sense *next;
	const char *values; // the columns behind the entry, parted by tabs
	uint32_t values_len;
	uint16_t class;
	uint8_t word_case; // enum word_case
};

// Two of them fill a cache line: nearly every word of a text asks for one.
struct entry {
	const char *key;
	struct sense *sense;
	uint64_t next; // longer entries begin with this one and another token: a bit for each that may follow (token_bit)
	uint32_t key_len;
	uint16_t signature; // its set of classes, interned: index of ruleset.signature
	bool exact;         // key is in the case in which it must stand
	bool has_exact;     // an exact entry has this key in another case
};

static inline slice entry_key(const struct entry *e)
{
	return (slice){e->key, e->key_len};
}

// Where the token that begins at `at` ends: a word with its inner apostrophes and stops (o'clock, U.S.), a run of digits with its
// groups (1,250.5), or one other character. White space is the caller's. Text is valid UTF-8.
size_t token_end(slice text, size_t at);

// A bit that the first two bytes of a token choose, whatever their case; second 0: it has one.
static inline uint64_t token_bit(char first, char second)
{
	unsigned one = (unsigned char)first, two = (unsigned char)second;
	one = one >= 0x80 ? 0x80 : one >= 'A' && one <= 'Z' ? one | 0x20 : one; // lower case may change what is beyond ASCII
	two = two >= 0x80 ? 0x80 : two >= 'A' && two <= 'Z' ? two | 0x20 : two;
	return (uint64_t)1 << (one * 7 + two) % 64;
}

// Writes a text in lower case, curly apostrophes straight; returns its length, which is never more than the text's.
size_t text_lower(char *to, slice text);

// The entry of a key (a word, or several as they stand in the text, lower case, single spaces), or null.
const struct entry *lexicon_find(const struct ruleset *rs, slice lower);
// The same in two steps, so that the memory of many words is on its way at once: first the key of each, then the entry of each.
// `head` is the word's first eight bytes as a number, the first one lowest, zeros behind a short one.
struct lexicon_key {
	uint64_t head, hash;
};
struct lexicon_key lexicon_key(const struct ruleset *rs, slice lower, uint64_t head);
const struct entry *lexicon_find_key(const struct ruleset *rs, slice lower, struct lexicon_key key);
// The entry of a class with case: exact that stands for exactly this writing, or null.
const struct entry *lexicon_find_exact(const struct ruleset *rs, slice text);
// Of the entry of a text's lower case, the one that holds for it as it is written, or null. (An entry of a class with case: exact
// holds the senses of the lower-case one as well.)
static inline const struct entry *lexicon_as_written(const struct ruleset *rs, const struct entry *e, slice text)
{
	const struct entry *exact = e && e->has_exact ? lexicon_find_exact(rs, text) : NULL; // seldom
	return exact ? exact : e && (e->sense || e->next) ? e : NULL;
}
// All entries, in the order of loading: for those who keep a table of their own.
size_t lexicon_size(const struct ruleset *rs);
const struct entry *lexicon_entry(const struct ruleset *rs, size_t i);
// The sense of the entry in the class (or a class below it) for a word of this shape, or null. A null entry has none.
const struct sense *entry_sense(const struct ruleset *rs, const struct entry *e, uint16_t class, enum shape shape);
// The next sense of the same kind, or null.
const struct sense *sense_next(const struct ruleset *rs, const struct sense *s, uint16_t class, enum shape shape);
// Column n (from 0) of the values; null where there is none.
slice sense_value(const struct sense *s, size_t n);

#endif
