// SPDX-License-Identifier: MIT
// Word lists: plain text, one entry a line, values behind tabs, `#` comment lines.
#include "base/ascii.h"
#include "base/eight.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "rule/private.h"

// What an entry holds.
struct made_of {
	bool capital, beyond_ascii, apostrophe;
	bool wrong_space; // at an end, or two
};

static struct made_of look_at(slice key)
{
	struct made_of m = {.wrong_space = !key.len || key.ptr[key.len - 1] == ' '};
	uint64_t spaces = EIGHT_HIGHS; // of the eight bytes before
	for (size_t at = 0; at < key.len; at += 8) {
		uint64_t bytes = eight_of(key.ptr + at, key.len - at), before = spaces >> 56;
		spaces = eight_marks(bytes, ' ', ' ');
		m.wrong_space |= (spaces & (spaces << 8 | before)) != 0;
		m.capital |= eight_marks(bytes, 'A', 'Z') != 0;
		m.apostrophe |= eight_marks(bytes, '\'', '\'') != 0;
		m.beyond_ascii |= (bytes & EIGHT_HIGHS) != 0;
	}
	return m;
}

// Where its tokens end, and how many there are: no more than one above what an entry may have.
static size_t find_tokens(slice key, size_t *ends)
{
	size_t count = 0;
	for (size_t at = 0; at < key.len && count <= ENTRY_WORDS_MAX; count++) {
		at = ends[count] = token_end(key, at);
		while (at < key.len && key.ptr[at] == ' ')
			at++;
	}
	return count;
}

// Adds one entry after checking it.
static bool add_entry(struct ruleset *rs, const struct word_source *from, slice key, slice values, struct place at,
					  struct diag *d)
{
	bool exact = from->exact;
	struct made_of m = look_at(key);
	size_t ends[ENTRY_WORDS_MAX + 1], tokens = key.len > 200 ? 0 : find_tokens(key, ends);
	if (m.wrong_space)
		return diag_error(d, at, "entry '" SLICE_FMT "': expected words with single spaces between them", SLICE_ARG(key));
	if (slice_find_byte(key, '\0') != NOT_FOUND)
		return diag_error(d, at, "entry '" SLICE_FMT "' goes on with a NUL byte", SLICE_ARG(key));
	if (!exact && m.capital)
		return diag_error(d, at, "entry '" SLICE_FMT "' has a capital, expected lower case (or a class with case: exact)",
						  SLICE_ARG(key));
	if (!tokens || tokens > ENTRY_WORDS_MAX)
		return diag_error(d, at, "entry '" SLICE_FMT "' is longer than %d words", SLICE_ARG(key), ENTRY_WORDS_MAX);
	bool lower_only = exact && !m.capital && !m.beyond_ascii;
	lexicon_add(rs, key, from->class, lower_only ? CASE_LOWER : from->word_case, exact && !lower_only, values);
	if (tokens > 1 || m.apostrophe)
		lexicon_mark_parts(rs, key, ends, tokens, exact && !lower_only);
	return true;
}

// What a line of a list has in the mean.
enum { LINE_BYTES = 12 };

// A line of a list, with its entry's place in the lexicon.
struct list_line {
	slice key, values;
	size_t number;
	size_t plain_words; // 0: the key is to be looked at
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

// Most entries are a few plain words, of a to z, with single spaces between them: they are read eight bytes at a time, and
// nothing about them needs a closer look. The number of the words, and the entry's first bytes; 0: another entry, or near the
// text's end.
static size_t read_plain(slice text, size_t at, slice *ret, uint64_t *ret_head)
{
	size_t end = at, word = at, words = 1;
	for (;;) {
		if (text.len - end < 8)
			return 0;
		size_t letters = eight_marked(eight_marks(eight_load(text.ptr + end), 'a', 'z'));
		end += letters;
		if (letters == 8)
			continue;
		if (end == word)
			return 0;
		if (text.ptr[end] != ' ')
			break;
		word = ++end;
		words++;
	}
	if ((text.ptr[end] != '\t' && text.ptr[end] != '\n') || end - at > 100 || words > ENTRY_WORDS_MAX)
		return 0;
	*ret = slice_sub(text, at, end);
	*ret_head = eight_first(eight_load(text.ptr + at), ret->len);
	return words;
}

static size_t end_of_line(slice text, size_t at)
{
	uint64_t marks = 0;
	for (; !marks && text.len - at >= 8; at += 8)
		marks = eight_marks(eight_load(text.ptr + at), '\n', '\n');
	if (marks)
		return at - 8 + eight_marked(~marks);
	while (at < text.len && text.ptr[at] != '\n')
		at++;
	return at;
}

// What a line begins with.
static slice read_key(slice text, size_t at)
{
	slice line = slice_sub(text, at, end_of_line(text, at));
	size_t tab = slice_find_byte(line, '\t');
	return tab == NOT_FOUND ? line : slice_sub(line, 0, tab);
}

static bool load_list(struct ruleset *rs, const struct word_source *from, slice text, struct diag *d)
{
	struct list l = {.rs = rs, .from = from, .d = d, .ok = true, .at = {.file = from->file.ptr}};
	slice valid = slice_sub(text, 0, utf8_valid_length(text));
	size_t number = 1;
	for (size_t at = 0, end; at < valid.len; at = end + 1, number++) {
		struct list_line *line = &l.line[l.count];
		size_t start = at;
		uint64_t head = 0;
		line->plain_words = read_plain(valid, at, &line->key, &head);
		if (!line->plain_words) {
			line->key = read_key(valid, at);
			head = eight_of(line->key.ptr, line->key.len);
		}
		line->place = lexicon_key(rs, line->key, head);
		at += line->key.len;
		end = at < valid.len && valid.ptr[at] == '\t' ? end_of_line(valid, at) : at;
		line->values = end > at ? slice_sub(valid, at + 1, end) : slice_sub(valid, at, at);
		line->number = number;
		if (end == start || valid.ptr[start] == '#')
			continue;
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

static void read_list(void *word_lists, size_t reader, size_t source)
{
	struct word_lists *lists = word_lists;
	const struct word_source *from = &lists->rs->word_source.at[source];
	slice *text = &lists->text[source];
	if (lists->wanted[from->class] && from->file.ptr &&
		file_read(from->file.ptr, reader ? &lists->rs->beside : &lists->rs->arena, text, &lists->diag[reader]))
		*text = file_lines(*text);
}

struct word_lists words_read(struct ruleset *rs, struct diag *d)
{
	struct word_lists lists = {.rs = rs, .classes = rs->class.count};
	lists.wanted = ARENA_ARRAY(&rs->arena, bool, lists.classes);
	lists.wrong = ARENA_ARRAY(&rs->arena, bool, lists.classes);
	lists.text = ARENA_ARRAY(&rs->arena, slice, rs->word_source.count);
	for (size_t i = 0; i < READERS; i++)
		diag_gather(&lists.diag[i], d->program);
	find_wanted(rs, lists.wanted);
	parallel_each(rs->word_source.count, readers_of(rs), read_list, &lists);
	return lists;
}

// False: something in it is wrong, or it is a list that was not read; reported.
static bool load_source(struct ruleset *rs, const struct word_source *from, slice text, struct diag *d)
{
	if (!from->file.ptr)
		return add_entry(rs, from, from->key, from->values, from->at, d);
	return text.ptr && load_list(rs, from, text, d);
}

void words_load(struct word_lists *lists)
{
	struct ruleset *rs = lists->rs;
	size_t bytes = 0;
	for (size_t i = 0; i < rs->word_source.count; i++)
		bytes += lists->text[i].len;
	lexicon_reserve(rs, bytes / LINE_BYTES);
	for (size_t i = 0; i < rs->word_source.count; i++) {
		const struct word_source *from = &rs->word_source.at[i];
		if (lists->wanted[from->class] && !load_source(rs, from, lists->text[i], &lists->diag[0]))
			lists->wrong[from->class] = true;
	}
	lexicon_mark_gathered(rs);
}

void pattern_word_add(struct ruleset *rs, slice word, uint16_t class)
{
	arena_push(&rs->arena, &rs->pattern_word, ((struct pattern_word){word, class}));
}

void words_done(struct word_lists *lists, struct diag *d)
{
	struct ruleset *rs = lists->rs;
	for (size_t c = 0; c < lists->classes; c++)
		rs->class.at[c].wrong |= lists->wrong[c];
	for (size_t i = 0; i < rs->pattern_word.count; i++)
		lexicon_add_word(rs, rs->pattern_word.at[i].word, rs->pattern_word.at[i].class);
	for (size_t i = 0; i < READERS; i++) {
		diag_flush_into(d, &lists->diag[i]);
		diag_release(&lists->diag[i]);
	}
}
