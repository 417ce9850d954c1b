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

// Most entries are one plain word: nothing about them needs a closer look.
static bool is_plain_word(slice key)
{
	for (size_t i = 0; i < key.len; i++)
		if (key.ptr[i] < 'a' || key.ptr[i] > 'z')
			return false;
	return key.len > 0;
}

bool words_add(struct ruleset *rs, slice key, slice values, uint16_t class, enum word_case word_case, bool exact, struct place at,
			   struct diag *d)
{
	if (is_plain_word(key) && key.len <= 100) {
		lexicon_add(rs, key, class, exact ? CASE_LOWER : word_case, false, values);
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

bool words_load(struct ruleset *rs, const char *file, uint16_t class, enum word_case word_case, bool exact, struct diag *d)
{
	slice text, line;
	if (!input_file(file, &text, d))
		return false;
	vec_push(&rs->file, (char *)(uintptr_t)text.ptr);
	size_t valid = utf8_valid_length(text), number = 0;
	bool ok = true;
	struct place at = {.file = arena_copy(&rs->arena, slice_of(file)).ptr};
	for (slice rest = text; (line = slice_cut(&rest, '\n')).ptr;) {
		at.line = ++number;
		if ((size_t)(line.ptr - text.ptr) + line.len > valid)
			return diag_error(d, at, "invalid UTF-8 in a word list");
		if (!line.len || line.ptr[0] == '#')
			continue;
		slice values = line, key = slice_cut(&values, '\t');
		ok &= words_add(rs, key, values.ptr ? values : SLICE(""), class, word_case, exact, at, d);
	}
	return ok;
}
