// SPDX-License-Identifier: MIT
// Sentence ends: one pass over a paragraph finds the stops, decide.c judges each, the pack's rules add and forbid some.
#include "private.h"

#include "base/ascii.h"

#include "base/banned.h"

void splitter_init(struct splitter *s, const struct ruleset *rules, struct words *words, struct matcher *matcher)
{
	*s = (struct splitter){.rules = rules, .words = words, .matcher = matcher};
}

void splitter_release(struct splitter *s)
{
	vec_release(&s->found);
	vec_release(&s->forced);
	vec_release(&s->joined);
}

// ---- the surroundings of a stop ---------------------------------------------------------------------------------------

static bool starts_at(slice text, size_t at, const char *with)
{
	if (text.ptr[at] != with[0])
		return false;
	size_t len = strlen(with);
	return text.len - at >= len && memcmp(text.ptr + at, with, len) == 0;
}

static bool is_letter_or_digit(char c)
{
	return ascii_is_digit(c) || (((unsigned char)c | 32) >= 'a' && ((unsigned char)c | 32) <= 'z');
}

// The length of the mark at `at` if it is one of the list.
static size_t mark_at(slice text, size_t at, const char *const *marks, size_t count)
{
	if (at < text.len && (text.ptr[at] == ' ' || is_letter_or_digit(text.ptr[at])))
		return 0;
	for (size_t i = 0; at < text.len && i < count; i++)
		if (starts_at(text, at, marks[i]))
			return strlen(marks[i]);
	return 0;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

// The stop at `at`: ASCII, an ellipsis, or their wide forms. 0: none.
static size_t stop_length(slice text, size_t at)
{
	static const char *const wide[] = {"…", "。", "！", "？", "‼", "⁉", "⁇"};
	if (at >= text.len)
		return 0;
	char c = text.ptr[at];
	if (c == '.' || c == '!' || c == '?')
		return 1;
	return (unsigned char)c < 0x80 ? 0 : mark_at(text, at, wide, COUNT(wide));
}

static const char *const closing_quotes[] = {"\"", "''", "'", "”", "’", "»", "›", "“"};
static const char *const closing_brackets[] = {")", "]", "}"};
static const char *const opening_marks[] = {"\"", "''", "'", "``", "`", "(", "[", "{", "“", "‘", "«", "‹", "„", "¿",
											"¡",  "*",  "_", "-",  "–", "—", "•", ">", "<", "”", "~", "=", "|", "@"};

// Dots with a space between each (". . .") are one run.
static size_t run_end(slice text, size_t at)
{
	for (size_t len;;) {
		while ((len = stop_length(text, at)))
			at += len;
		if (at + 1 < text.len && text.ptr[at] == ' ' && text.ptr[at + 1] == '.' && text.ptr[at - 1] == '.' &&
			(at + 2 == text.len || text.ptr[at + 2] == ' ' || stop_length(text, at + 2) ||
			 mark_at(text, at + 2, closing_quotes, COUNT(closing_quotes))))
			at++;
		else
			return at;
	}
}

// The end of notes behind a stop: "[12]", " [3]–[5]"; `at` when there are none.
static size_t citations_end(slice text, size_t at)
{
	for (size_t end = at;;) {
		size_t i = end;
		if (i < text.len && text.ptr[i] == ' ')
			i++;
		else if (i > at && i < text.len && starts_at(text, i, "–"))
			i += strlen("–");
		else if (i > at && i < text.len && memchr("-,", text.ptr[i], 2))
			i++;
		size_t digits = i + 1;
		if (i >= text.len || text.ptr[i] != '[')
			return end;
		while (digits < text.len && (ascii_is_digit(text.ptr[digits]) || memchr(", -", text.ptr[digits], 3) ||
									 (unsigned char)text.ptr[digits] >= 0x80))
			digits++;
		if (digits == i + 1 || !ascii_is_digit(text.ptr[i + 1]) || digits >= text.len || text.ptr[digits] != ']')
			return end;
		end = digits + 1;
	}
}

static void close_stop(struct stop *st)
{
	slice text = st->text;
	size_t at = st->end, len;
	for (;;) {
		if ((len = mark_at(text, at, closing_quotes, COUNT(closing_quotes))))
			st->quoted = true;
		else if ((len = mark_at(text, at, closing_brackets, COUNT(closing_brackets))))
			st->bracketed = true;
		else if (at < text.len && memchr("*_", text.ptr[at], 2))
			len = 1;
		else
			break;
		at += len;
	}
	// A closing mark that stands apart: ' ... . " Next' or ' . ) Next'.
	if (at + 2 < text.len && text.ptr[at] == ' ' && text.ptr[at + 2] == ' ' && memchr("\"')]", text.ptr[at + 1], 4))
		at += 2;
	st->closed = at;
	size_t noted = citations_end(text, at);
	if (noted == text.len || text.ptr[noted] == ' ')
		st->closed = noted;
	st->spaced = st->closed == text.len || text.ptr[st->closed] == ' ';
}

static void look_ahead(struct stop *st)
{
	slice text = st->text;
	size_t at = st->closed, len;
	st->opened = false;
	for (;;) {
		if (at < text.len && text.ptr[at] == ' ')
			len = 1;
		else if ((len = mark_at(text, at, opening_marks, COUNT(opening_marks))) || (len = stop_length(text, at)))
			st->opened = true;
		else
			break;
		at += len;
	}
	st->next = at;
}

// The longest number of a note.
enum { NOTE_DIGITS_MAX = 3 };

// Moves on behind what belongs to the sentence though it stands behind its stop: where a quote is from, `slow." (Lund 2010)`, and
// the number of a note, `slow.12 Then`; `slow. 12 Then` only before a word that begins sentences.
static void take_note(const struct splitter *s, struct stop *st)
{
	slice text = st->text;
	size_t at = st->closed;
	bool apart = at < text.len && text.ptr[at] == ' ';
	size_t cited = st->quoted && apart ? citation_end(text, at) : 0;
	size_t digits = at + apart, end = digits;
	while (end < text.len && end - digits <= NOTE_DIGITS_MAX && ascii_is_digit(text.ptr[end]))
		end++;
	bool numbered = end > digits && end - digits <= NOTE_DIGITS_MAX && at == st->end && begins_behind_note(s, st, end, apart);
	bool referred = cited && (cited == text.len || text.ptr[cited] == ' ');
	if (!numbered && !referred)
		return;
	st->closed = numbered ? end : cited;
	st->spaced = true;
	look_ahead(st);
}

// ---- the pass ---------------------------------------------------------------------------------------------------------

#define EACH(byte) ((byte) * (uint64_t)0x0101010101010101)

// Whether one of eight ASCII bytes is zero; exact for the lowest such byte, which is enough here.
static uint64_t has_zero(uint64_t x)
{
	return (x - EACH(0x01)) & ~x & EACH(0x80);
}

// The next byte at or behind `at` with which a stop may begin; text.len where there is none.
static size_t next_stop(slice text, size_t at)
{
	for (; text.len - at >= 8; at += 8) {
		uint64_t bytes;
		memcpy(&bytes, text.ptr + at, 8);
		if ((bytes & EACH(0x80)) | has_zero(bytes ^ EACH('.')) | has_zero(bytes ^ EACH('!')) | has_zero(bytes ^ EACH('?')))
			break;
	}
	while (at < text.len && text.ptr[at] != '.' && text.ptr[at] != '!' && text.ptr[at] != '?' &&
		   (unsigned char)text.ptr[at] < 0xe2)
		at++;
	return at;
}

static void found_add(boundary_list *list, size_t at, slice rule)
{
	vec_push(list, ((struct boundary){at, rule}));
}

// Judges the stop at `at` and returns where to go on.
static size_t judge_stop(struct splitter *s, slice text, size_t at, size_t *sentence_start)
{
	struct stop st = {.text = text, .start = at, .end = run_end(text, at), .sentence_start = *sentence_start};
	close_stop(&st);
	look_ahead(&st);
	take_note(s, &st);
	slice rule = stop_decide(s, &st);
	if (!rule.ptr)
		return st.end;
	found_add(&s->found, st.closed, rule);
	*sentence_start = st.closed;
	return st.closed;
}

static int compare_boundaries(const void *a, const void *b)
{
	const struct boundary *left = a, *right = b;
	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	return slice_compare(left->rule, right->rule);
}

static bool is_joined(const struct splitter *s, size_t at)
{
	for (size_t i = 0; i < s->joined.count; i++)
		if (at > s->joined.at[i].start && at < s->joined.at[i].end)
			return true;
	return false;
}

// Puts found and forced boundaries in order, without those that a rule forbids and those with nothing between them.
static void merge(struct splitter *s, slice text)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->found.count; i++)
		if (!is_joined(s, s->found.at[i].at))
			s->found.at[kept++] = s->found.at[i];
	s->found.count = kept;
	for (size_t i = 0; i < s->forced.count; i++)
		vec_push(&s->found, s->forced.at[i]);
	if (s->forced.count)
		qsort(s->found.at, s->found.count, sizeof *s->found.at, compare_boundaries);
	kept = 0;
	size_t last = 0;
	for (size_t i = 0; i < s->found.count; i++) {
		struct boundary b = s->found.at[i];
		size_t start = last;
		while (start < b.at && text.ptr[start] == ' ')
			start++;
		if (start < b.at && b.at < text.len) {
			s->found.at[kept++] = b;
			last = b.at;
		}
	}
	s->found.count = kept;
}

const boundary_list *split_text(struct splitter *s, slice text, struct diag *d)
{
	size_t sentence_start = 0;
	vec_clear(&s->found);
	vec_clear(&s->forced);
	vec_clear(&s->joined);
	for (size_t i = next_stop(text, 0); i < text.len; i = next_stop(text, i))
		i = stop_length(text, i) ? judge_stop(s, text, i, &sentence_start) : i + 1;
	split_by_rules(s, text, d);
	split_enumeration(s, text);
	merge(s, text);
	return &s->found;
}

// ---- rules ------------------------------------------------------------------------------------------------------------

// Looks for what every match must hold; its marks first, since letters are everywhere and to look for one byte costs next to
// nothing.
static bool may_match(const struct rule *r, slice text)
{
	for (size_t i = 0; i < r->required.len; i++)
		if (r->required.ptr[i] != ' ' && !is_letter_or_digit(r->required.ptr[i]) &&
			!memchr(text.ptr, r->required.ptr[i], text.len))
			return false;
	return !r->required.len || slice_find(text, r->required) != NOT_FOUND;
}

static bool forbids(const struct rule *r)
{
	for (size_t i = 0; i < r->sets; i++)
		if (r->set[i].term == TERM_END)
			return slice_equal(r->set[i].value, SLICE("no"));
	return false;
}

static void split_by_rule(struct splitter *s, const struct rule *r, slice text, struct diag *d)
{
	struct captures found;
	bool joins = forbids(r);
	size_t group = 0;
	while (group < r->groups && r->group[group].term != TERM_BREAK)
		group++;
	for (size_t from = 0; from <= text.len && rule_match(r, s->matcher, text, from, &found, d);) {
		size_t at = group < r->groups && found.group[group].start != NOT_FOUND ? found.group[group].start : found.whole.end;
		if (joins)
			vec_push(&s->joined, found.whole);
		else
			found_add(&s->forced, at, r->id);
		from = found.whole.end > from ? found.whole.end : from + 1;
		while (from < text.len && ((unsigned char)text.ptr[from] & 0xc0) == 0x80)
			from++;
	}
}

void split_by_rules(struct splitter *s, slice text, struct diag *d)
{
	for (size_t i = s->rules->layer_first[LAYER_BOUNDARY]; i < s->rules->layer_first[LAYER_BOUNDARY + 1]; i++)
		if (may_match(&s->rules->rule.at[i], text))
			split_by_rule(s, &s->rules->rule.at[i], text, d);
}
