// SPDX-License-Identifier: MIT
// Scan: one pass over a sentence. Each token is looked up once in the lexicon; `low` is the text that views are made of.
#include "base/ascii.h"
#include "base/eight.h"
#include "base/utf8.h"
#include "extract/private.h"

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

static const struct entry *find_entry(const struct ruleset *rs, slice low, slice text)
{
	return lexicon_as_written(rs, lexicon_find(rs, low), text);
}

static bool is_measure(const struct ruleset *rs, const struct entry *e, enum shape shape)
{
	const struct known_classes *k = &rs->known;
	return entry_sense(rs, e, k->unit, shape) || entry_sense(rs, e, k->currency, shape);
}

// The token's text goes on to its stop where the lexicon knows it with one ("Jan.", "Mr."; but "21st.", "1960s.", "3pp.", "50p."
// and "5 m/s." end a sentence).
static size_t with_stop(const struct ruleset *rs, slice text, size_t start, size_t end, char *low, size_t low_len)
{
	if (end >= text.len || text.ptr[end] != '.' || (end > start && text.ptr[end - 1] == '.'))
		return end;
	low[low_len] = '.';
	slice whole = slice_sub(text, start, end + 1), word = slice_sub(text, start, end);
	const struct entry *dotted = find_entry(rs, (slice){low, low_len + 1}, whole);
	bool last = end + 1 == text.len, behind_digits = start && ascii_is_digit(text.ptr[start - 1]);
	if (!dotted || !(last || behind_digits || (start && text.ptr[start - 1] == '/')))
		return dotted ? end + 1 : end;
	const struct entry *bare = find_entry(rs, (slice){low, low_len}, word);
	bool suffix = behind_digits && (entry_sense(rs, bare, rs->known.number_suffix_ordinal, SHAPE_LOWER) ||
									entry_sense(rs, bare, rs->known.number_suffix_decade, SHAPE_LOWER) ||
									entry_sense(rs, bare, rs->known.points, SHAPE_LOWER));
	enum shape shape = shape_of(word, false);
	bool measure = is_measure(rs, bare, shape) && (last || !is_measure(rs, dotted, shape));
	return suffix || measure ? end : end + 1;
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
		slice lower = {low, text_lower(low, tail)};
		return entry_sense(rs, lexicon_find(rs, lower), clitic, SHAPE_LOWER) ? i - mark : end;
	}
	return end;
}

// The letters of a scale right behind digits: 5m, 20bn, 40mln.
enum { SCALE_LETTERS_MAX = 3 };

// Behind "R1": whether it is an amount, with decimals, groups or a scale ("R1.2", "R50m", "R50 million"); else a name (a road, a
// droid).
static bool goes_on_as_amount(const struct ruleset *rs, slice text, size_t end)
{
	char low[16];
	if (end + 1 >= text.len)
		return false;
	if (text.ptr[end] == '.' || text.ptr[end] == ',')
		return ascii_is_digit(text.ptr[end + 1]);
	slice next = slice_sub(text, end + 1, token_end(text, end + 1));
	if (text.ptr[end] != ' ' || next.len > sizeof low)
		return false;
	return entry_sense(rs, lexicon_find(rs, (slice){low, text_lower(low, next)}), rs->known.number_word, SHAPE_LOWER);
}

// Whether letters behind "R50" are a scale's: R50m; but P2P.
static bool is_scale(const struct ruleset *rs, slice tail)
{
	char low[SCALE_LETTERS_MAX];
	const struct entry *e = find_entry(rs, (slice){low, text_lower(low, tail)}, tail);
	enum shape shape = shape_of(tail, false);
	return entry_sense(rs, e, rs->known.scaleletter, shape) || entry_sense(rs, e, rs->known.scale, shape);
}

// "USD20", "EUR5m", "R1.2 billion": a currency stands alone before digits, and the letters of a scale behind them.
static size_t before_digits(const struct ruleset *rs, slice text, size_t start, size_t end)
{
	char low[16];
	size_t cut = start, digits;
	while (cut < end && !ascii_is_digit(text.ptr[cut]))
		cut++;
	for (digits = cut; digits < end && ascii_is_digit(text.ptr[digits]);)
		digits++;
	for (size_t i = digits; i < end; i++)
		if (!ascii_is_letter(text.ptr[i]))
			return end;
	if (cut == start || digits == cut || cut - start > sizeof low || end > digits + SCALE_LETTERS_MAX)
		return end;
	bool letter = cut == start + 1;
	slice word = slice_sub(text, start, cut), lower = {low, text_lower(low, word)};
	uint16_t class = letter ? rs->known.currency_letter : rs->known.currency;
	if (!entry_sense(rs, find_entry(rs, lower, word), class, shape_of(word, false)))
		return end;
	slice tail = slice_sub(text, digits, end);
	return letter && !(tail.len ? is_scale(rs, tail) : goes_on_as_amount(rs, text, end)) ? end : cut;
}

// "v1.2", "M4.5": what begins with a letter keeps its decimals.
static size_t with_decimals(slice text, size_t end)
{
	while (ascii_is_digit(text.ptr[end - 1]) && end + 1 < text.len && text.ptr[end] == '.' && ascii_is_digit(text.ptr[end + 1]))
		for (end++; end < text.len && ascii_is_digit(text.ptr[end]);)
			end++;
	return end;
}

// Whether some longer entry goes on with a token: most do not, and need no look-up.
static inline bool may_follow(const struct entry *e, const struct scan *s, size_t token)
{
	const struct token *t = &s->token[token];
	const char *low = s->low.ptr + t->low_start;
	return e->next && e->next & token_bit(low[0], t->low_end - t->low_start > 1 ? low[1] : 0);
}

// The longest entry that begins with the token and the next one, of which `e` is the entry.
static void find_longest(const struct ruleset *rs, slice text, struct scan *s, size_t first, const struct entry *e)
{
	struct token *t = &s->token[first];
	for (size_t k = first + 1;; k++) {
		e = lexicon_as_written(rs, e, slice_sub(text, t->start, s->token[k].end));
		if (e && e->sense && !token_is_mark(s, k, '.')) { // with_stop has parted "kg" from a sentence's stop
			t->phrase = e;
			t->phrase_word = (uint32_t)(e->signature * SHAPES + t->shape);
			t->phrase_tokens = (uint16_t)(k - first + 1);
		}
		if (!e || k + 1 == s->tokens || !may_follow(e, s, k + 1) || k + 1 - first >= 2 * ENTRY_WORDS_MAX)
			return;
		e = lexicon_find(rs, tokens_low(s, first, k + 2));
	}
}

// Looks the pairs of tokens up with which a phrase may begin, all of one step before any of the next, as find_plain does.
static void find_phrases(const struct ruleset *rs, slice text, struct tokens *room, struct scan *s)
{
	vec_clear(&room->pending);
	for (size_t i = 0; i + 1 < s->tokens; i++) {
		if (!s->token[i].entry || !may_follow(s->token[i].entry, s, i + 1))
			continue;
		slice low = tokens_low(s, i, i + 2);
		vec_push(&room->pending,
				 ((struct pending){.token = (uint32_t)i, .key = lexicon_key(rs, low, eight_of(low.ptr, low.len))}));
	}
	for (size_t i = 0; i < room->pending.count; i++) {
		size_t first = room->pending.at[i].token;
		find_longest(rs, text, s, first, lexicon_find_key(rs, tokens_low(s, first, first + 2), room->pending.at[i].key));
	}
}

// Most tokens are words of ASCII letters with nothing special behind: eight bytes at a time are read and written in lower case.
// False: it is none of these, or near the text's end; `low`, which has room for eight bytes more, may have been written to.
// *ret_written: the word as in struct seen_word, if it is short enough for that; *ret_head: its first eight bytes in lower case.
static bool plain_word(slice text, size_t at, bool first, char *low, struct token *ret, uint64_t ret_written[2],
					   uint64_t *ret_head)
{
	size_t end = at, upper = 0, step;
	ret_written[1] = 0;
	do {
		if (text.len - end < 8)
			return false;
		uint64_t bytes = eight_load(text.ptr + end);
		step = eight_marked(eight_marks(bytes | 0x20 * EIGHT_ONES, 'a', 'z')); // letters of either case
		uint64_t letters = eight_first(bytes, step), lower = letters | eight_first(0x20 * EIGHT_ONES, step);
		if (lower != letters)
			upper += (size_t)__builtin_popcountll(lower ^ letters);
		eight_store(low + (end - at), lower);
		if (end - at < SEEN_WORD_LETTERS)
			ret_written[(end - at) / 8] = letters;
		if (end == at)
			*ret_head = lower;
		end += step;
	} while (step == 8);
	unsigned char next = end < text.len ? (unsigned char)text.ptr[end] : ' ';
	if (end == at || next >= 0x80 || next == '.' || next == '\'' || ascii_is_digit((char)next))
		return false;
	ret->kind = TOKEN_WORD;
	ret->end = (uint32_t)end;
	ret->shape = (uint8_t)(!upper                ? SHAPE_LOWER
						   : end - at == 1       ? SHAPE_INITIAL
						   : upper == end - at   ? SHAPE_CAPS
						   : text.ptr[at] >= 'a' ? SHAPE_MIXED
						   : first               ? SHAPE_FIRST
												 : SHAPE_CAP);
	return true;
}

// Every other token: reads it, writes it in lower case, and returns the length of that.
static size_t other_token(const struct ruleset *rs, slice text, size_t at, bool first, char *low, struct token *t)
{
	unsigned char c = (unsigned char)text.ptr[at];
	if (c < 0x80 && !ascii_is_letter((char)c) && !ascii_is_digit((char)c)) {
		t->kind = TOKEN_MARK;
		t->end = (uint32_t)at + 1;
		*low = (char)c;
		t->entry = rs->mark[c];
		return 1;
	}
	size_t end = token_end(text, at), len;
	if (ascii_is_digit((char)c)) {
		t->kind = TOKEN_DIGITS;
		t->end = (uint32_t)end;
		memcpy(low, text.ptr + at, end - at);
		t->entry = find_entry(rs, slice_sub(text, at, end), slice_sub(text, at, end)); // 24/7
		return end - at;
	}
	t->kind = TOKEN_WORD;
	if (end - at > 2)
		end = before_clitic(rs, text, at, end, rs->known.clitic);
	if (end - at > 1 && ascii_has_digit(slice_sub(text, at, end))) {
		size_t cut = before_digits(rs, text, at, end);
		end = cut < end ? cut : with_decimals(text, end);
	}
	len = text_lower(low, slice_sub(text, at, end));
	size_t stop = with_stop(rs, text, at, end, low, len);
	bool initial = stop == end && len == 1 && c >= 'A' && c <= 'Z' && end + 1 < text.len && text.ptr[end] == '.' &&
				   is_space(text.ptr[end + 1]);
	if (initial) // a single capital keeps its stop: "John F. Kennedy"
		low[len] = '.';
	stop += initial;
	len += stop > end;
	t->end = (uint32_t)stop;
	slice whole = slice_sub(text, at, stop), mark = plain_mark(whole);
	t->shape = (uint8_t)shape_of(whole, first);
	if (c >= 0x80 && mark.ptr != whole.ptr) {
		*low = *mark.ptr;
		len = 1;
		t->kind = TOKEN_MARK;
	}
	t->entry = find_entry(rs, (slice){low, initial ? 1 : len}, whole);
	return len;
}

static struct seen_word *seen_place(struct tokens *room, const uint64_t written[2])
{
	return &room->seen[(written[0] ^ written[1] * 0xFF51AFD7ED558CCDU) * 0xC4CEB9FE1A85EC53U >> (64 - SEEN_WORDS_BITS)];
}

// Looks up the plain words that were not seen before, all of one step before any of the next: their slots, and then their
// entries, are in memory by then.
static void find_plain(const struct ruleset *rs, slice text, struct tokens *room, slice low)
{
	for (size_t i = 0; i < room->pending.count; i++) {
		struct token *t = &room->token.at[room->pending.at[i].token];
		t->entry = lexicon_find_key(rs, slice_sub(low, t->low_start, t->low_end), room->pending.at[i].key);
	}
	for (size_t i = 0; i < room->pending.count; i++) {
		struct seen_word *word = &room->pending.at[i].word;
		struct token *t = &room->token.at[room->pending.at[i].token];
		word->entry = t->entry = lexicon_as_written(rs, t->entry, slice_sub(text, t->start, t->end));
		if (t->end - t->start <= SEEN_WORD_LETTERS)
			*seen_place(room, word->written) = *word;
	}
}

void scan_sentence(const struct ruleset *rs, slice text, struct tokens *room, struct arena *a, struct scan *ret)
{
	char *low = arena_room(a, text.len + SCAN_SLACK);
	size_t low_len = 0;
	bool first = true; // no word seen yet
	vec_clear(&room->token);
	vec_clear(&room->pending);
	vec_reserve(&room->token, text.len); // no more tokens than bytes
	for (size_t at = 0; at < text.len;) {
		if (is_space(text.ptr[at])) {
			at++;
			if (room->token.count && low[low_len - 1] != ' ')
				low[low_len++] = ' ';
			continue;
		}
		struct token t = {.start = (uint32_t)at, .low_start = (uint32_t)low_len};
		size_t len;
		uint64_t written[2] = {0}, head = 0;
		if (plain_word(text, at, first, low + low_len, &t, written, &head)) {
			len = t.end - t.start;
			const struct seen_word *seen = seen_place(room, written);
			if (len <= SEEN_WORD_LETTERS && seen->written[0] == written[0] && seen->written[1] == written[1])
				t.entry = seen->entry;
			else
				vec_push(&room->pending, ((struct pending){.token = (uint32_t)room->token.count,
														   .word.written = {written[0], written[1]},
														   .key = lexicon_key(rs, (slice){low + low_len, len}, head)}));
		} else {
			len = other_token(rs, text, at, first, low + low_len, &t);
		}
		first &= t.kind != TOKEN_WORD || (unsigned char)text.ptr[at] >= 0x80;
		low_len += len;
		t.low_end = (uint32_t)low_len;
		room->token.at[room->token.count++] = t;
		at = t.end;
	}
	find_plain(rs, text, room, (slice){low, low_len});
	ret->low = (slice){low, low_len};
	ret->tokens = room->token.count;
	ret->token = arena_room(a, ret->tokens * sizeof *ret->token);
	for (size_t i = 0; i < ret->tokens; i++) {
		ret->token[i] = room->token.at[i];
		struct token *t = &ret->token[i];
		unsigned char c = (unsigned char)low[t->low_start];
		t->begins = c < START_OTHER ? c : START_OTHER;
		t->space = (uint8_t)((i + 1 < ret->tokens ? room->token.at[i + 1].low_start : low_len) - t->low_end);
		t->word = (uint32_t)((t->entry ? t->entry->signature : 0) * SHAPES + t->shape);
	}
	find_phrases(rs, text, room, ret);
	ret->known = (struct known_set){0};
	for (size_t i = 0; i < ret->tokens; i++) {
		known_set_join(&ret->known, &rs->word[ret->token[i].word].known);
		if (ret->token[i].phrase)
			known_set_join(&ret->known, &rs->word[ret->token[i].phrase_word].known);
	}
}
