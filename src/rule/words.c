// SPDX-License-Identifier: MIT
// Word lists: plain text, one entry a line, values behind tabs, `#` comment lines.
#include "base/input.h"
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

// Most entries are a few plain words, of a to z, with single spaces between them: nothing about these needs a closer look. Their
// number, or 0 for all other keys.
static size_t plain_words(slice key)
{
	size_t words = 1;
	char last = ' ';
	for (size_t i = 0; i < key.len; i++) {
		char c = key.ptr[i];
		if ((c < 'a' || c > 'z') && (c != ' ' || last == ' '))
			return 0;
		words += c == ' ';
		last = c;
	}
	return last == ' ' || key.len > 100 || words > ENTRY_WORDS_MAX ? 0 : words;
}

bool words_add(struct ruleset *rs, slice key, slice values, uint16_t class, enum word_case word_case, bool exact, struct place at,
			   struct diag *d)
{
	size_t plain = plain_words(key);
	if (plain) {
		lexicon_add(rs, key, class, exact ? CASE_LOWER : word_case, false, values);
		if (plain > 1)
			lexicon_mark_parts(rs, key, false);
		return true;
	}
	if (!key.len || key.ptr[0] == ' ' || key.ptr[key.len - 1] == ' ' || slice_find(key, SLICE("  ")) != NOT_FOUND)
		return diag_error(d, at, "entry '" SLICE_FMT "': expected words with single spaces between them", SLICE_ARG(key));
	if (!exact && has_ascii_capital(key))
		return diag_error(d, at, "entry '" SLICE_FMT "' has a capital, expected lower case (or a class with case: exact)",
						  SLICE_ARG(key));
	if (key.len > 200 || token_count(key) > ENTRY_WORDS_MAX)
		return diag_error(d, at, "entry '" SLICE_FMT "' is longer than %d words", SLICE_ARG(key), ENTRY_WORDS_MAX);
	bool lower_only = exact && !has_ascii_capital(key) && utf8_is_ascii(key);
	lexicon_add(rs, key, class, lower_only ? CASE_LOWER : word_case, exact && !lower_only, values);
	if (token_end(key, 0) < key.len || slice_find_byte(key, '\'') != NOT_FOUND)
		lexicon_mark_parts(rs, key, exact && !lower_only);
	return true;
}

// A line of a list.
struct list_line {
	slice key, values;
	size_t number;
};

// How many lines before its turn an entry's place in the lexicon is fetched: waiting for memory is most of the work otherwise.
enum { LINES_AHEAD = 8 };

bool words_load(struct ruleset *rs, const char *file, uint16_t class, enum word_case word_case, bool exact, struct diag *d)
{
	slice text, line;
	if (!input_file(file, &text, d))
		return false;
	vec_push(&rs->file, (char *)(uintptr_t)text.ptr);
	struct place at = {.file = arena_copy(&rs->arena, slice_of(file)).ptr};
	slice valid = slice_sub(text, 0, utf8_valid_length(text));
	VEC(struct list_line) list = {0};
	size_t number = 0;
	bool ok = true;
	for (slice rest = valid; (line = slice_cut(&rest, '\n')).ptr;) {
		number++;
		size_t tab = 0;
		while (tab < line.len && line.ptr[tab] != '\t') // keys are short
			tab++;
		slice values = tab < line.len ? slice_from(line, tab + 1) : SLICE("");
		if (line.len && line.ptr[0] != '#')
			vec_push(&list, ((struct list_line){slice_sub(line, 0, tab), values, number}));
	}
	if (valid.len < text.len) {
		at.line = number;
		ok = diag_error(d, at, "invalid UTF-8 in a word list");
	}
	for (size_t i = 0; i < list.count; i++) {
		if (i + LINES_AHEAD < list.count)
			lexicon_fetch(rs, list.at[i + LINES_AHEAD].key);
		at.line = list.at[i].number;
		ok &= words_add(rs, list.at[i].key, list.at[i].values, class, word_case, exact, at, d);
	}
	vec_release(&list);
	return ok;
}
