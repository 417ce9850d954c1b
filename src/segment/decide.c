// SPDX-License-Identifier: MIT
// Whether a sentence ends at a stop: what is before it (a word, an abbreviation, an initial, a number), the stop itself, and what
// comes next. Words are known by their classes only; the classes and the words are the pack's (boundary.yaml tells what each
// means).
#include "private.h"

#include "base/ascii.h"

#include "base/banned.h"

// The longest label of a list item: "viii", "123".
enum { LABEL_BYTES_MAX = 5 };
// The longest reference behind a quote.
enum { CITATION_BYTES_MAX = 60 };

// How the text behind the stop begins.
enum opening { OPENS_NOTHING, OPENS_LOWER, OPENS_UPPER, OPENS_DIGIT, OPENS_OTHER };

// The second byte of ° and º.
static bool is_number_sign(char c)
{
	return (unsigned char)c == 0xb0 || (unsigned char)c == 0xba;
}

// Bytes of a word: letters, digits, apostrophes, and all of a multi-byte character but quotes and dashes (U+20xx).
static bool is_word_byte(slice text, size_t at)
{
	unsigned char c = (unsigned char)text.ptr[at];
	if (c < 0x80)
		return ascii_is_letter((char)c) || ascii_is_digit((char)c) || c == '\'';
	if (c == 0xc2) // N°, Nº
		return at + 1 < text.len && is_number_sign(text.ptr[at + 1]);
	if (is_number_sign((char)c) && at > 0 && (unsigned char)text.ptr[at - 1] == 0xc2)
		return true;
	if (c == 0xe2)
		return false;
	return c >= 0xc3 || (at >= 2 && (unsigned char)text.ptr[at - 1] != 0xe2 && (unsigned char)text.ptr[at - 2] != 0xe2 &&
						 (unsigned char)text.ptr[at - 1] != 0xc2);
}

// The word that ends before the offset `end`, with the stops inside of it ("U.S" of "U.S.").
static slice word_before(slice text, size_t end)
{
	size_t start = end;
	while (start > 0 && (is_word_byte(text, start - 1) ||
						 (text.ptr[start - 1] == '.' && start < end && start > 1 && is_word_byte(text, start - 2))))
		start--;
	while (start < end && text.ptr[start] == '\'')
		start++;
	return slice_sub(text, start, end);
}

static slice word_at(slice text, size_t start)
{
	size_t end = start;
	while (end < text.len && is_word_byte(text, end))
		end++;
	while (end > start && text.ptr[end - 1] == '\'')
		end--;
	return slice_sub(text, start, end);
}

static enum opening opening_of(slice text, size_t next)
{
	if (next >= text.len)
		return OPENS_NOTHING;
	char c = text.ptr[next];
	size_t len;
	uint32_t code = utf8_at(text, next, &len);
	if (next + len < text.len && ascii_is_digit(text.ptr[next + len]) && utf8_is_currency(code)) // "€4 million was lost"
		return OPENS_DIGIT;
	if ((unsigned char)c >= 0x80)
		return utf8_is_lower(code) ? OPENS_LOWER : utf8_is_letter(code) ? OPENS_UPPER : OPENS_OTHER;
	if (ascii_is_lower(c)) // iPhone, eBay: a name
		return next + 1 < text.len && ascii_is_upper(text.ptr[next + 1]) ? OPENS_UPPER : OPENS_LOWER;
	return ascii_is_upper(c) ? OPENS_UPPER : ascii_is_digit(c) ? OPENS_DIGIT : OPENS_OTHER;
}

// ---- words before -----------------------------------------------------------------------------------------------------

// "J", or "J.R.R"
static bool is_initials(slice word)
{
	if (word.len % 2 == 0)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (i % 2 ? word.ptr[i] != '.' : !ascii_is_upper(word.ptr[i]))
			return false;
	return true;
}

// "U.S", "Ph.D"; not what ends as addresses and names of files do: "mill.org", "c.html".
static bool is_dotted(slice word)
{
	size_t lower = 0;
	while (lower < word.len && ascii_is_lower(word.ptr[word.len - 1 - lower]))
		lower++;
	return memchr(word.ptr, '.', word.len) && !ascii_is_digit(word.ptr[word.len - 1]) && lower < 3;
}

static bool is_number(slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_digit(word.ptr[i]) && word.ptr[i] != '.')
			return false;
	return word.len > 0;
}

// Consonants only, as no word has them: "pts", "hp", "blvd".
static bool looks_abbreviated(slice word)
{
	if (word.len > 4)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!ascii_is_letter(word.ptr[i]) || memchr("aeiouyAEIOUY", word.ptr[i], 12))
			return false;
	return word.len > 1;
}

static size_t words_between(slice text, size_t start, size_t end)
{
	size_t words = 0;
	for (size_t i = start; i < end; i++)
		words += text.ptr[i] != ' ' && (i == start || text.ptr[i - 1] == ' ');
	return words;
}

// Whether the sentence begins with the word at `at`, but for marks.
static bool is_first(const struct stop *st, size_t at)
{
	size_t start = st->sentence_start;
	while (start < at && st->text.ptr[start] == ' ')
		start++;
	return !memchr(st->text.ptr + start, ' ', at - start);
}

// Whether the sentence so far is only "At 5 a.m.": a preposition and a time, which begins a sentence and is none.
static bool only_gives_time(const struct splitter *s, const struct stop *st)
{
	size_t start = st->sentence_start;
	while (start < st->start && !is_word_byte(st->text, start))
		start++;
	return words_between(st->text, start, st->start) <= 4 && (word_kinds(s->words, word_at(st->text, start)) & WORD_PREPOSITION);
}

// ---- decisions --------------------------------------------------------------------------------------------------------

// A roman number or single letter, as after "Fig." or "No."
static bool is_label(slice word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!memchr("IVXLCivxlc", word.ptr[i], 10))
			return word.len == 1;
	return word.len > 0;
}

// Whether the first word of a sentence counts an item: "1. The first", "2.3. The next", "IV. The last".
static bool begins_item(slice text, slice word)
{
	size_t roman = 0;
	while (roman < word.len && memchr("IVXLC", word.ptr[roman], 5))
		roman++;
	return word.len == 1 || roman == word.len || (is_number(word) && memchr(word.ptr, '.', word.len)) ||
		   item_marker(slice_from(text, (size_t)(word.ptr - text.ptr))) == word.len + 1;
}

// Whether `"Why?" Anna Smith asked` goes on: names and then a verb of saying.
static bool is_said(const struct splitter *s, const struct stop *st)
{
	size_t at = st->next;
	for (int i = 0; i < 5 && at < st->text.len; i++) {
		slice word = word_at(st->text, at);
		if (!word.len)
			return false;
		unsigned kinds = word_kinds(s->words, word);
		if (kinds & WORD_SAY)
			return i > 0;
		if (kinds & WORD_STARTER && i == 0)
			return false;
		at += word.len;
		if (at >= st->text.len || (st->text.ptr[at] != ' ' && st->text.ptr[at] != '.'))
			return false;
		while (at < st->text.len && (st->text.ptr[at] == ' ' || st->text.ptr[at] == '.'))
			at++;
	}
	return false;
}

// Whether a sentence may end with the token before `end`: "end" or "1,000".
static bool can_end(slice text, size_t end)
{
	size_t at = end;
	while (at > 0 && (ascii_is_digit(text.ptr[at - 1]) || text.ptr[at - 1] == ','))
		at--;
	if (at < end)
		return end - at > 1 && at > 0 && text.ptr[at - 1] == ' ';
	return ascii_is_lower(text.ptr[end - 1]) && ascii_is_lower(text.ptr[end - 2]);
}

// A stop with no space behind it: "the end.The next". Not in addresses, names of files and programs.
static slice decide_glued(const struct splitter *s, const struct stop *st)
{
	slice text = st->text;
	size_t start = st->start, at = st->closed;
	if (at != st->end || start < 3 || at + 1 >= text.len || !can_end(text, start))
		return SLICE_NULL;
	bool marked = text.ptr[start] != '.' && at - start > 1;
	size_t end = at;
	while (end < text.len && ascii_is_letter(text.ptr[end]))
		end++;
	bool capital = ascii_is_upper(text.ptr[at]) &&
				   (end == at + 1 ? memchr("IA", text.ptr[at], 2) != NULL : ascii_is_lower(text.ptr[at + 1]));
	if (!capital && !(marked && ascii_is_lower(text.ptr[at])))
		return SLICE_NULL;
	bool titled = end < text.len && text.ptr[end] == '.' && word_kinds(s->words, slice_sub(text, at, end)) & WORD_TITLE;
	if (end < text.len && !titled && !memchr(" ',?!", text.ptr[end], 5))
		return SLICE_NULL;
	size_t token = start;
	while (token > 0 && text.ptr[token - 1] != ' ')
		if (memchr("/@:=.&%_#", text.ptr[--token], 9))
			return SLICE_NULL;
	return SLICE("boundary.glued");
}

static bool is_same_word(slice a, slice b)
{
	if (!a.len || a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (a.ptr[i] != b.ptr[i] && (!ascii_is_letter(a.ptr[i]) || (a.ptr[i] | 32) != (b.ptr[i] | 32)))
			return false;
	return true;
}

// Three dots with spaces around each are a pause; before "I", whose capital tells nothing, they end no sentence. Nor do they
// where somebody stutters: "I… I saw".
static slice decide_ellipsis(const struct stop *st, enum opening opens)
{
	if (opens == OPENS_LOWER || opens == OPENS_OTHER)
		return SLICE_NULL;
	bool pause = st->end == st->start + 5 && st->start && st->text.ptr[st->start - 1] == ' ';
	slice after = word_at(st->text, st->next);
	if (is_same_word(word_before(st->text, st->start), after))
		return SLICE_NULL;
	if (pause && after.len && after.ptr[0] == 'I' && (after.len == 1 || after.ptr[1] == '\''))
		return SLICE_NULL;
	return SLICE("boundary.ellipsis");
}

size_t citation_end(slice text, size_t at)
{
	if (at + 2 >= text.len || text.ptr[at] != ' ' || text.ptr[at + 1] != '(')
		return 0;
	size_t room = text.len - at < CITATION_BYTES_MAX ? text.len - at : CITATION_BYTES_MAX;
	const char *end = memchr(text.ptr + at, ')', room);
	return end && ascii_is_digit(end[-1]) ? (size_t)(end - text.ptr) + 1 : 0;
}

// A closing quote, and behind it where the words come from, before the stop: "… so long" (Smith 55).
static bool is_cited(const struct stop *st)
{
	size_t end = st->quoted ? citation_end(st->text, st->closed) : 0;
	return end && end < st->text.len && st->text.ptr[end] == '.';
}

bool begins_behind_note(const struct splitter *s, const struct stop *st, size_t at, bool apart)
{
	slice text = st->text, word = word_before(text, st->start);
	if (!word.len || !ascii_is_lower(word.ptr[word.len - 1]) || memchr(word.ptr, '.', word.len) ||
		(word_kinds(s->words, word) & (WORD_NUMBERED | WORD_ABBREVIATION)) || at + 1 >= text.len || text.ptr[at] != ' ')
		return false;
	return opening_of(text, at + 1) == OPENS_UPPER && (!apart || word_kinds(s->words, word_at(text, at + 1)) & WORD_STARTER);
}

static slice decide_mark(const struct splitter *s, const struct stop *st, enum opening opens)
{
	slice word = word_before(st->text, st->start);
	if (opens == OPENS_LOWER && (st->quoted || st->bracketed))
		return SLICE_NULL;
	if (opens == OPENS_OTHER && !st->opened)
		return SLICE_NULL;
	if (st->end == st->start + 1 && (word_kinds(s->words, word) & WORD_EXCLAIMED) &&
		(opens == OPENS_LOWER || !(word_kinds(s->words, word_at(st->text, st->next)) & WORD_STARTER)))
		return SLICE_NULL;
	if (opens == OPENS_UPPER && st->quoted && is_said(s, st))
		return SLICE_NULL;
	return SLICE("boundary.mark");
}

// A full stop behind an abbreviation, by the kinds of the word.
static slice decide_abbreviation(const struct splitter *s, const struct stop *st, slice word, unsigned kinds, enum opening opens)
{
	slice after = word_at(st->text, st->next);
	bool starts = word_kinds(s->words, after) & WORD_STARTER;
	if (kinds & WORD_INNER && !(kinds & WORD_FINAL && starts && !st->opened)) // e.g. The, but: found by Smith et al. We
		return SLICE_NULL;
	if (opens == OPENS_LOWER)
		return SLICE_NULL;
	if (kinds & WORD_TITLE && !(kinds & WORD_NAME && starts))
		return SLICE_NULL;
	if (kinds & WORD_TIME) {
		if (opens == OPENS_DIGIT && st->opened) // at 9 a.m. (0700 GMT) on Friday
			return SLICE_NULL;
		if (opens == OPENS_UPPER &&
			(word_kinds(s->words, after) & (WORD_ZONE | WORD_WEEKDAY | WORD_MONTH) || only_gives_time(s, st)))
			return SLICE_NULL;
		return SLICE("boundary.time");
	}
	if (kinds & WORD_FINAL)
		return opens == OPENS_DIGIT && !is_dotted(word) ? SLICE_NULL : SLICE("boundary.abbreviation");
	if (opens == OPENS_DIGIT)
		return SLICE_NULL;
	return starts || st->opened ? SLICE("boundary.abbreviation") : SLICE_NULL;
}

static slice decide_full_stop(const struct splitter *s, const struct stop *st, enum opening opens)
{
	slice text = st->text, word = word_before(text, st->start);
	bool closed = st->quoted || st->bracketed;
	if (closed && opens == OPENS_LOWER)
		return SLICE_NULL;
	if (opens == OPENS_OTHER && !st->opened)
		return SLICE_NULL;
	if (!word.len || closed)
		return SLICE("boundary.stop");
	if (word.len <= LABEL_BYTES_MAX && is_first(st, (size_t)(word.ptr - text.ptr)) && begins_item(text, word))
		return SLICE_NULL;
	unsigned kinds = word_kinds(s->words, word);
	if (kinds & WORD_NUMBERED && (opens == OPENS_DIGIT || (!st->opened && is_label(word_at(text, st->next)))))
		return SLICE_NULL;
	if (kinds & WORD_ABBREVIATION)
		return decide_abbreviation(s, st, word, kinds, opens);
	if (is_initials(word) || is_dotted(word))
		return opens == OPENS_UPPER && word_kinds(s->words, word_at(text, st->next)) & WORD_STARTER ? SLICE("boundary.initial")
																									: SLICE_NULL;
	if (opens == OPENS_LOWER && (is_number(word) || looks_abbreviated(word)))
		return SLICE_NULL;
	return SLICE("boundary.stop");
}

slice stop_decide(const struct splitter *s, const struct stop *st)
{
	slice text = st->text;
	if (st->closed == text.len)
		return SLICE_NULL;
	if (!st->spaced)
		return decide_glued(s, st);
	if (is_cited(st))
		return SLICE_NULL;
	enum opening opens = opening_of(text, st->next);
	size_t dots = 0;
	bool marked = false;
	for (size_t i = st->start; i < st->end; i++) {
		dots += text.ptr[i] == '.';
		marked |=
			text.ptr[i] == '!' || text.ptr[i] == '?' || (unsigned char)text.ptr[i] == 0xe3 || (unsigned char)text.ptr[i] == 0xef;
	}
	if (marked)
		return decide_mark(s, st, opens);
	if (dots != 1)
		return decide_ellipsis(st, opens);
	return decide_full_stop(s, st, opens);
}
