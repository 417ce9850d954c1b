// SPDX-License-Identifier: MIT
// Word lists: plain text, one entry a line, values behind tabs, `#` comment lines.
#include "base/file.h"
#include "base/utf8.h"
#include "rule/private.h"

static size_t token_count(slice key)
{
	size_t count = 0;
	for (size_t at = 0; at < key.len; count++) {
		at = token_end(key, at);
		while (at < key.len && key.ptr[at] == ' ')
			at++;
	}
	return count;
}

static bool has_ascii_capital(slice key)
{
	for (size_t i = 0; i < key.len; i++)
		if (key.ptr[i] >= 'A' && key.ptr[i] <= 'Z')
			return true;
	return false;
}

// Adds one entry after checking it.
static bool add_entry(struct ruleset *rs, const struct word_source *from, slice key, slice values, struct place at,
					  struct diag *d)
{
	bool exact = from->exact;
	if (!key.len || key.ptr[0] == ' ' || key.ptr[key.len - 1] == ' ' || slice_find(key, SLICE("  ")) != NOT_FOUND)
		return diag_error(d, at, "entry '" SLICE_FMT "': expected words with single spaces between them", SLICE_ARG(key));
	if (!exact && has_ascii_capital(key))
		return diag_error(d, at, "entry '" SLICE_FMT "' has a capital, expected lower case (or a class with case: exact)",
						  SLICE_ARG(key));
	if (key.len > 200 || token_count(key) > ENTRY_WORDS_MAX)
		return diag_error(d, at, "entry '" SLICE_FMT "' is longer than %d words", SLICE_ARG(key), ENTRY_WORDS_MAX);
	bool lower_only = exact && !has_ascii_capital(key) && utf8_is_ascii(key);
	lexicon_add(rs, key, from->class, lower_only ? CASE_LOWER : from->word_case, exact && !lower_only, values);
	if (token_end(key, 0) < key.len || slice_find_byte(key, '\'') != NOT_FOUND)
		lexicon_mark_parts(rs, key, exact && !lower_only);
	return true;
}

// What a line of a list has in the mean.
enum { LINE_BYTES = 12 };

// A line of a list, with its entry's place in the lexicon.
struct list_line {
	slice key, values;
	size_t number;
	size_t plain_words;
	struct lexicon_key place;
};

// How many lines are read before the first of them is added: waiting for the memory of the places is most of the work otherwise.
enum { LINES_AT_ONCE = 32 };

struct list {
	struct ruleset *rs;
	const struct word_source *from;
	struct place at;
	struct diag *d;
	bool ok;
	size_t count;
	struct list_line line[LINES_AT_ONCE];
};

static void add_lines(struct list *l)
{
	enum word_case word_case = l->from->exact ? CASE_LOWER : l->from->word_case;
	for (size_t i = 0; i < l->count; i++) {
		const struct list_line *line = &l->line[i];
		if (line->plain_words) {
			lexicon_add_at(l->rs, line->key, line->place, l->from->class, word_case, line->values);
			if (line->plain_words > 1)
				lexicon_mark_words(l->rs, line->key);
		} else {
			l->at.line = line->number;
			l->ok &= add_entry(l->rs, l->from, line->key, line->values, l->at, l->d);
		}
	}
	l->count = 0;
}

// What a byte of an entry tells: that it is none of a to z, a space, the end of the entry.
enum { BYTE_PLAIN = 0, BYTE_SPACE = 1, BYTE_OTHER = 2, BYTE_END = 4 };

static void know_bytes(uint8_t *kind)
{
	memset(kind, BYTE_OTHER, 256);
	memset(&kind['a'], BYTE_PLAIN, 26);
	kind[' '] = BYTE_SPACE;
	kind['\t'] = kind['\n'] = kind['\0'] = BYTE_END;
}

// The number of words of an entry of a to z and spaces; 0: its spaces are not single ones between words.
static size_t count_words(slice key)
{
	size_t words = 1;
	char last = ' ';
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] == ' ' && last == ' ')
			return 0;
		words += key.ptr[i] == ' ';
		last = key.ptr[i];
	}
	return last == ' ' ? 0 : words;
}

// Reads the entry with which a line begins; behind the text stands a NUL. Most are a few plain words, of a to z, with single
// spaces between them: nothing about these needs a closer look. Their number, or 0 for all other keys.
static size_t read_key(slice text, size_t at, const uint8_t *kind, slice *ret)
{
	size_t end = at;
	unsigned seen = 0;
	for (;; end++) {
		unsigned is = kind[(unsigned char)text.ptr[end]];
		if (is == BYTE_END && (text.ptr[end] || end == text.len))
			break;
		seen |= is == BYTE_END ? BYTE_OTHER : is;
	}
	*ret = slice_sub(text, at, end);
	if (seen & BYTE_OTHER || ret->len > 100)
		return 0;
	size_t words = seen & BYTE_SPACE ? count_words(*ret) : ret->len > 0;
	return words <= ENTRY_WORDS_MAX ? words : 0;
}

static bool load_list(struct ruleset *rs, const struct word_source *from, slice text, struct diag *d)
{
	struct list l = {.rs = rs, .from = from, .d = d, .ok = true, .at = {.file = from->file.ptr}};
	slice valid = slice_sub(text, 0, utf8_valid_length(text));
	((char *)(uintptr_t)text.ptr)[valid.len] = '\0'; // file_read's memory is ours
	uint8_t kind[256];
	know_bytes(kind);
	size_t number = 1;
	for (size_t at = 0, end; at < valid.len; at = end + 1, number++) {
		struct list_line *line = &l.line[l.count];
		size_t start = at;
		line->plain_words = read_key(valid, at, kind, &line->key);
		at += line->key.len;
		end = at < valid.len && valid.ptr[at] == '\t' ? slice_find_byte(slice_from(valid, at), '\n') : 0;
		end = end == NOT_FOUND ? valid.len : at + end;
		line->values = end > at ? slice_sub(valid, at + 1, end) : SLICE("");
		line->number = number;
		if (end == start || valid.ptr[start] == '#')
			continue;
		line->place = lexicon_fetch(rs, line->key);
		if (++l.count == LINES_AT_ONCE)
			add_lines(&l);
	}
	add_lines(&l);
	if (valid.len < text.len) { // the line that was read last goes on, or another begins
		l.at.line = valid.len && valid.ptr[valid.len - 1] != '\n' ? number - 1 : number;
		l.ok = diag_error(d, l.at, "invalid UTF-8 in a word list");
	}
	return l.ok;
}

// The classes whose words are asked for: all for rules over the view; for rules over raw text those that they refer to, and those
// that the program itself asks for.
static void find_wanted(const struct ruleset *rs, bool *wanted)
{
	bool all = rs->options.view || !rs->options.asks_for;
	for (size_t c = 0; c < rs->class.count; c++)
		wanted[c] = all || rs->options.asks_for(rs->class.at[c].name);
	for (size_t i = rs->layer_first[LAYERS_OVER_VIEW]; i < rs->rule.count; i++) {
		slice p = rs->rule.at[i].match;
		for (size_t at = 0; at < p.len; at++) {
			slice name = p.ptr[at] == '{' ? reference_at(p, at) : SLICE_NULL;
			uint16_t class = name.ptr ? class_find(rs, name) : NO_CLASS;
			if (class != NO_CLASS)
				wanted[class] = true;
		}
	}
	for (size_t c = 0; c < rs->class.count; c++) // and those below them
		for (uint16_t up = rs->class.at[c].parent; up != NO_CLASS; up = rs->class.at[up].parent)
			wanted[c] |= wanted[up];
}

bool words_load(struct ruleset *rs, struct diag *d)
{
	bool *wanted = ARENA_ARRAY(&rs->arena, bool, rs->class.count), ok = true;
	size_t sources = rs->word_source.count, bytes = 0;
	slice *text = ARENA_ARRAY(&rs->arena, slice, sources);
	find_wanted(rs, wanted);
	for (size_t i = 0; i < sources; i++) {
		const struct word_source *from = &rs->word_source.at[i];
		if (!wanted[from->class] || !from->file.ptr)
			continue;
		ok &= file_read(from->file.ptr, &rs->arena, &text[i], d);
		bytes += text[i].len;
	}
	lexicon_reserve(rs->lexicon, bytes / LINE_BYTES);
	for (size_t i = 0; i < sources; i++) {
		const struct word_source *from = &rs->word_source.at[i];
		if (text[i].ptr)
			ok &= load_list(rs, from, text[i], d);
		else if (wanted[from->class] && !from->file.ptr)
			ok &= add_entry(rs, from, from->key, from->values, from->at, d);
	}
	return ok;
}
