// SPDX-License-Identifier: MIT
// words: runs of letters, marks and digits, as the atoms of a pool.
#include "words.h"

#include <stdlib.h>

#include "base/utf8.h"

#include "base/banned.h"

#define STEM_LEAST 2

bool words_next(slice text, size_t *at, slice *ret)
{
	size_t start = NOT_FOUND;
	while (*at < text.len) {
		size_t length;
		uint32_t code = utf8_at(text, *at, &length);
		bool part = utf8_is_letter(code) || utf8_is_digit(code) || utf8_is_mark(code);
		if (part && start == NOT_FOUND)
			start = *at;
		if (!part && start != NOT_FOUND)
			break;
		*at += length;
	}
	if (start == NOT_FOUND)
		return false;
	*ret = slice_sub(text, start, *at);
	return true;
}

bool text_has_capital(slice text)
{
	for (size_t at = 0, length; at < text.len; at += length)
		if (utf8_is_upper(utf8_at(text, at, &length)))
			return true;
	return false;
}

static int by_value(const void *a, const void *b)
{
	atom x = *(const atom *)a, y = *(const atom *)b;
	return (x > y) - (x < y);
}

struct words words_sorted(const atom *found, size_t count, struct arena *into)
{
	atom *at = ARENA_ARRAY(into, atom, count + 1);
	size_t kept = 0;
	if (count) {
		memcpy(at, found, count * sizeof *at);
		qsort(at, count, sizeof *at, by_value);
	}
	for (size_t i = 0; i < count; i++)
		if (i == 0 || at[i] != at[kept - 1])
			at[kept++] = at[i];
	return (struct words){.at = at, .count = kept};
}

struct words words_without(struct words w, struct words without, struct arena *into)
{
	struct words left = w;
	atom *at = ARENA_ARRAY(into, atom, w.count + 1);
	left.at = at;
	left.count = 0;
	for (size_t i = 0, k = 0; i < w.count; i++) {
		while (k < without.count && without.at[k] < w.at[i])
			k++;
		if (k == without.count || without.at[k] != w.at[i])
			at[left.count++] = w.at[i];
	}
	return left;
}

// What is left of a word without the longest ending that the language knows: smok-ing, smok-ers; of "took", what is left of
// "take".
static slice stem_of(const struct language *l, slice word)
{
	slice verb = language_word(l, WORD_FORM, word);
	if (verb.ptr)
		word = verb;
	for (size_t cut = STEM_LEAST; cut < word.len; cut++)
		if (language_word(l, WORD_ENDING, slice_from(word, cut)).ptr)
			return slice_sub(word, 0, cut);
	return word;
}

struct words words_of(struct pool *p, const struct language *l, slice text, enum reading as, struct arena *into)
{
	struct words w = {0};
	if (!text.ptr)
		return w;
	atom found[NAME_WORDS_MAX];
	slice lower = utf8_lowered(&p->scratch, text), word;
	w.body = true;
	for (size_t at = 0; w.count < NAME_WORDS_MAX && words_next(lower, &at, &word);) {
		w.body = w.body && language_word(l, WORD_BODY, word).ptr;
		w.other = w.other || language_word(l, WORD_OTHER, word).ptr;
		slice local = language_word(l, WORD_LOCAL, word);
		w.local = local.ptr ? pool_atom(p, local) : w.local;
		slice kind = as == AS_EVENT ? language_word(l, WORD_EVENT, word) : SLICE_NULL;
		if (!language_word(l, WORD_IGNORE, word).ptr && !(kind.ptr && slice_equal(kind, SLICE("event"))))
			found[w.count++] = pool_atom(p, kind.ptr ? kind : as == AS_PREDICATE ? stem_of(l, word) : word);
	}
	struct words ret = words_sorted(found, w.count, into);
	ret.named = text_has_capital(text);
	ret.body = w.body;
	ret.local = w.local;
	ret.other = w.other && !ret.named;
	return ret;
}

struct words pool_words(struct pool *p, const struct language *l, slice text)
{
	arena_reset(&p->scratch);
	return words_of(p, l, text, AS_NAME, &p->scratch);
}

// A capital before small letters: "Torvala", not "NATO" or a heading in capitals.
static bool is_capitalised(slice word)
{
	size_t first, second;
	if (word.len < 3 || !utf8_is_upper(utf8_at(word, 0, &first)) || first >= word.len)
		return false;
	uint32_t next = utf8_at(word, first, &second);
	return utf8_is_letter(next) && !utf8_is_upper(next);
}

struct words pool_capitals(struct pool *p, const struct language *l, slice text, enum capitals which)
{
	struct words w = {.named = true};
	atom found[NAME_WORDS_MAX];
	slice word;
	arena_reset(&p->scratch);
	for (size_t at = 0, n = 0; w.count < NAME_WORDS_MAX && words_next(text, &at, &word); n++) {
		if (which != CAPITALS_ALL && (which == CAPITALS_FIRST) != (n == 0))
			continue;
		if (!is_capitalised(word))
			continue;
		slice lower = utf8_lowered(&p->scratch, word);
		if (!language_word(l, WORD_PLAIN, lower).ptr && !language_word(l, WORD_IGNORE, lower).ptr)
			found[w.count++] = pool_atom(p, lower);
	}
	atom *at = ARENA_ARRAY(&p->scratch, atom, w.count + 1);
	memcpy(at, found, w.count * sizeof *found);
	w.at = at;
	return w;
}

// ---- what restricts a counted noun ------------------------------------------------------------------------------------

// A word that a number ends with, or that stands for one: digits, "hundred", "several".
static bool ends_number(const struct language *l, slice word)
{
	return language_word(l, WORD_NUMBER, word).ptr || (word.ptr[0] >= '0' && word.ptr[0] <= '9');
}

// What the forms of a noun may differ in at their ends: "families" and "family", "children" and "child".
enum { FORM_KEEPS_LEAST = 3, FORM_LOSES = 2, FORM_DIFFERS = 3 };

// Whether a word is the last one of what is counted, in some form: "people" of "person", "arrests" of "arrest".
static bool is_form_of(const struct language *l, slice word, slice noun)
{
	slice named = language_word(l, WORD_FORM, word);
	size_t kept = noun.len > FORM_KEEPS_LEAST + FORM_LOSES ? noun.len - FORM_LOSES : FORM_KEEPS_LEAST;
	if (slice_equal(named.ptr ? named : word, noun))
		return true;
	return word.len >= kept && noun.len >= kept && word.len <= noun.len + FORM_DIFFERS &&
		   slice_starts(word, slice_sub(noun, 0, kept));
}

struct words words_restricting(struct pool *p, const struct language *l, slice text, slice what, struct arena *into)
{
	slice word[NAME_WORDS_MAX], lower = utf8_lowered(&p->scratch, text), counted = utf8_lowered(&p->scratch, what),
								noun = counted, next;
	size_t count = 0, number = NOT_FOUND, parts = 0, restricting = 0;
	for (size_t at = 0; words_next(counted, &at, &next); parts++)
		noun = next;
	bool met = false;
	for (size_t at = 0; !met && count < NAME_WORDS_MAX && words_next(lower, &at, &next); count++) {
		word[count] = next;
		met = number != NOT_FOUND && is_form_of(l, next, noun);
		if (ends_number(l, next))
			number = count;
	}
	atom found[NAME_WORDS_MAX];
	for (size_t i = number + 1; met && i + parts < count; i++)
		if (!language_word(l, WORD_IGNORE, word[i]).ptr && !language_word(l, WORD_HARMLESS, word[i]).ptr &&
			!language_word(l, WORD_DEGREE, word[i]).ptr)
			found[restricting++] = pool_atom(p, word[i]);
	for (size_t at = 0; restricting < NAME_WORDS_MAX && words_next(lower, &at, &next);)
		if (language_word(l, WORD_DEGREE, next).ptr)
			found[restricting++] = pool_atom(p, next);
	return words_sorted(found, restricting, into);
}
