// SPDX-License-Identifier: MIT
// Scan: one pass over a sentence. Each token is looked up once in the lexicon; `low` is the text that views are made of.
#include "base/utf8.h"
#include "extract/private.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// One mark for another in `low`: quotes straight, hyphens plain.
static slice plain_mark(slice mark)
{
	if (mark.len == 3 && mark.ptr[0] == '\xE2' && mark.ptr[1] == '\x80')
		switch ((unsigned char)mark.ptr[2]) {
		case 0x98:
		case 0x99:
		case 0x9B:
			return SLICE("'");
		case 0x9C:
		case 0x9D:
		case 0x9E:
			return SLICE("\"");
		case 0x90:
		case 0x91:
			return SLICE("-");
		default:
			break;
		}
	if (mark.len == 3 && memcmp(mark.ptr, "\xE2\x88\x92", 3) == 0) // minus
		return SLICE("-");
	return mark;
}

// Appends a token's text in lower case; returns its length. Room is there for it.
static size_t put_lower(char *to, slice text)
{
	size_t len = 0;
	for (size_t i = 0; i < text.len;) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c < 0x80) {
			to[len++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
			i++;
			continue;
		}
		size_t length;
		uint32_t code = utf8_at(text, i, &length);
		char lower[4];
		size_t lower_length = code == 0x2019 || code == 0x2018 ? 1 : utf8_put(utf8_lower(code), lower);
		if (lower_length > length) { // a lower case that is longer is left as it is, so that room always suffices
			memcpy(to + len, text.ptr + i, length);
			lower_length = length;
		} else {
			memcpy(to + len, code == 0x2019 || code == 0x2018 ? "'" : lower, lower_length);
		}
		len += lower_length;
		i += length;
	}
	return len;
}

static enum shape shape_of(slice word, bool first)
{
	size_t letters = 0, upper = 0, i = 0;
	bool first_upper = false;
	while (i < word.len) {
		size_t length = 1;
		unsigned char c = (unsigned char)word.ptr[i];
		uint32_t code = c < 0x80 ? c : utf8_at(word, i, &length);
		bool is_upper = c < 0x80 ? c >= 'A' && c <= 'Z' : utf8_is_upper(code);
		bool is_letter = c < 0x80 ? is_upper || (c >= 'a' && c <= 'z') : true;
		first_upper |= i == 0 && is_upper;
		letters += is_letter;
		upper += is_upper;
		i += length;
	}
	if (!upper)
		return SHAPE_LOWER;
	if (letters == 1)
		return SHAPE_INITIAL;
	if (upper == letters)
		return SHAPE_CAPS;
	if (!first_upper)
		return SHAPE_MIXED;
	return first ? SHAPE_FIRST : SHAPE_CAP;
}

// The entry of a writing: the exact one, else that of its lower case.
static const struct entry *find_entry(const struct ruleset *rs, slice low, slice text, bool may_be_exact)
{
	const struct entry *e = may_be_exact ? lexicon_find_exact(rs, text) : NULL;
	return e ? e : lexicon_find(rs, low);
}

// The token's text goes on to its stop where the lexicon knows it with one ("Jan.", "Mr.").
static size_t with_stop(const struct ruleset *rs, slice text, size_t start, size_t end, char *low, size_t low_len)
{
	if (end >= text.len || text.ptr[end] != '.' || (end > start && text.ptr[end - 1] == '.'))
		return end;
	low[low_len] = '.';
	slice with = {low, low_len + 1};
	return lexicon_find(rs, with) || lexicon_find_exact(rs, slice_sub(text, start, end + 1)) ? end + 1 : end;
}

// "Kazakhstan's" is two tokens: what the lexicon calls a clitic stands alone.
static size_t before_clitic(const struct ruleset *rs, slice text, size_t start, size_t end, uint16_t clitic)
{
	for (size_t i = end; i > start + 1; i--) {
		size_t mark = text.ptr[i - 1] == '\'' ? 1 : i >= start + 4 && memcmp(text.ptr + i - 3, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
		char low[16];
		if (!mark)
			continue;
		slice tail = slice_sub(text, i - mark, end);
		if (tail.len > sizeof low)
			return end;
		slice lower = {low, put_lower(low, tail)};
		return entry_sense(rs, lexicon_find(rs, lower), clitic, SHAPE_LOWER) ? i - mark : end;
	}
	return end;
}

static void find_phrases(const struct ruleset *rs, slice text, struct scan *s)
{
	for (size_t i = 0; i < s->tokens; i++) {
		struct token *t = &s->token[i];
		const struct entry *e = t->entry;
		for (size_t k = i + 1; e && e->continues && k < s->tokens && k - i < 2 * ENTRY_WORDS_MAX; k++) {
			slice low = slice_sub(s->low, t->low_start, s->token[k].low_end);
			e = find_entry(rs, low, slice_sub(text, t->start, s->token[k].end), t->shape != SHAPE_LOWER || t->kind != TOKEN_WORD);
			if (e && e->sense) {
				t->phrase = e;
				t->phrase_tokens = (uint16_t)(k - i + 1);
			}
		}
	}
}

void scan_sentence(const struct ruleset *rs, slice text, struct arena *a, struct scan *ret)
{
	uint16_t clitic = rs->known.clitic;
	char *low = arena_alloc(a, text.len + 8);
	struct token *tokens = ARENA_ARRAY(a, struct token, text.len + 1);
	size_t low_len = 0, count = 0;
	bool first = true; // no word seen yet
	for (size_t at = 0; at < text.len;) {
		if (is_space(text.ptr[at])) {
			at++;
			if (count && low_len && low[low_len - 1] != ' ')
				low[low_len++] = ' ';
			continue;
		}
		size_t end = token_end(text, at);
		struct token *t = &tokens[count++];
		*t = (struct token){.start = (uint32_t)at, .low_start = (uint32_t)low_len};
		unsigned char c = (unsigned char)text.ptr[at];
		if (is_digit((char)c)) {
			t->kind = TOKEN_DIGITS;
			memcpy(low + low_len, text.ptr + at, end - at);
			low_len += end - at;
		} else if (end - at > 1 || (c | 0x20) == 'a' || ((c | 0x20) > 'a' && (c | 0x20) <= 'z')) {
			t->kind = TOKEN_WORD;
			if (end - at > 2)
				end = before_clitic(rs, text, at, end, clitic);
			size_t len = put_lower(low + low_len, slice_sub(text, at, end));
			size_t stop = with_stop(rs, text, at, end, low + low_len, len);
			bool initial = stop == end && len == 1 && c >= 'A' && c <= 'Z' && end + 1 < text.len && text.ptr[end] == '.' &&
						   is_space(text.ptr[end + 1]);
			if (initial) // a single capital keeps its stop: "John F. Kennedy"
				low[low_len + len] = '.';
			stop += initial;
			if (stop > end)
				len++;
			end = stop;
			t->shape = (uint8_t)shape_of(slice_sub(text, at, end), first);
			slice mark = slice_sub(text, at, end);
			if (c >= 0x80 && plain_mark(mark).ptr != mark.ptr) {
				low[low_len] = plain_mark(mark).ptr[0];
				len = 1;
				t->kind = TOKEN_MARK;
			}
			t->entry = find_entry(rs, (slice){low + low_len, initial ? 1 : len}, mark, t->shape != SHAPE_LOWER || c >= 0x80);
			if (t->kind == TOKEN_WORD && c < 0x80)
				first = false;
			low_len += len;
		} else {
			t->kind = TOKEN_MARK;
			low[low_len++] = (char)c;
			t->entry = c == ',' || c == '.' || c == '"'
						   ? NULL
						   : find_entry(rs, slice_sub(text, at, end), slice_sub(text, at, end), true);
		}
		t->end = (uint32_t)end;
		t->low_end = (uint32_t)low_len;
		at = end;
	}
	ret->low = (slice){low, low_len};
	ret->token = tokens;
	ret->tokens = count;
	find_phrases(rs, text, ret);
}
