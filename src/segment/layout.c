// SPDX-License-Identifier: MIT
// Layout: which line breaks of a block end a paragraph, and what each paragraph is.
//
// Three kinds of plain text are about: one paragraph a line; lines wrapped at some width, where a break means nothing unless the
// next word would have fitted; and short lines that stand each by itself (lists, addresses, headers of mail).
#include "private.h"

#include "base/ascii.h"

#include "base/banned.h"

// Wrapped lines are between these widths in bytes: mail and typewriters 60 to 80, wide terminals 132; 50 is a narrow column.
enum { WRAP_MIN = 50, WRAP_MAX = 140 };
// Headings are shorter than this.
enum { HEADING_BYTES_MAX = 120, HEADING_WORDS_MAX = 14 };
// The lines of a list without marks are not longer.
enum { BARE_LIST_MAX = 30 };

static span line_trimmed(slice text, span line)
{
	while (line.start < line.end && ascii_is_space(text.ptr[line.start]))
		line.start++;
	while (line.end > line.start && ascii_is_space(text.ptr[line.end - 1]))
		line.end--;
	return line;
}

static void read_lines(struct layout *l, slice block)
{
	vec_clear(&l->lines);
	for (size_t start = 0; start < block.len;) {
		const char *newline = memchr(block.ptr + start, '\n', block.len - start);
		size_t end = newline ? (size_t)(newline - block.ptr) : block.len, next = end + 1;
		// A carriage return alone ended lines on old machines.
		const char *back = end - start > 1 ? memchr(block.ptr + start, '\r', end - start - 1) : NULL;
		if (back) {
			end = (size_t)(back - block.ptr);
			next = end + 1;
		}
		vec_push(&l->lines, line_trimmed(block, ((span){start, end})));
		start = next;
	}
}

// ---- list markers -----------------------------------------------------------------------------------------------------

static size_t bullet_length(slice text)
{
	static const char *const bullets[] = {"•", "‣", "◦", "▪", "●", "○", "■", "□", "⁃", "∙", "·", "➢", "✓", "✔", "→", "–"};
	if (!text.len || (unsigned char)text.ptr[0] < 0x80)
		return text.len && memchr("-*+", text.ptr[0], 3);
	for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
		if (slice_starts(text, slice_of(bullets[i])))
			return strlen(bullets[i]);
	return 0;
}

// The digits, letter or roman number of a marker.
static size_t label_length(slice text)
{
	size_t n = 0;
	while (n < text.len && ascii_is_digit(text.ptr[n]))
		n++;
	if (n)
		return n <= 3 ? n : 0;
	while (n < text.len && n < 5 && memchr("ivx", text.ptr[n], 3))
		n++;
	if (n)
		return n;
	return text.len && (ascii_is_lower(text.ptr[0]) || ascii_is_upper(text.ptr[0])) ? 1 : 0;
}

size_t item_marker(slice text)
{
	size_t n = bullet_length(text);
	if (!n) {
		bool open = text.len && text.ptr[0] == '(';
		n = label_length(slice_from(text, open));
		if (!n)
			return 0;
		n += open;
		bool capital = ascii_is_upper(text.ptr[open]), dot = n < text.len && text.ptr[n] == '.' && !open;
		n += dot;
		bool closed = n < text.len && text.ptr[n] == ')';
		n += closed;
		if (!closed && (!dot || capital)) // "A. Smith" is a name
			return 0;
	}
	if (n < text.len && text.ptr[n] == ' ')
		return n;
	size_t digits = n; // "⁃9. The first"
	while (digits < text.len && ascii_is_digit(text.ptr[digits]))
		digits++;
	return digits > n && slice_starts(slice_from(text, digits), SLICE(". ")) && (unsigned char)text.ptr[0] >= 0x80 ? digits + 1
																												   : 0;
}

// ---- paragraphs -------------------------------------------------------------------------------------------------------

// Whether the line ends as a sentence does, closing marks aside.
static bool ends_with_stop(slice line)
{
	while (line.len && memchr("\"')]*_", line.ptr[line.len - 1], 6))
		line.len--;
	if (slice_ends(line, SLICE("”")) || slice_ends(line, SLICE("’")) || slice_ends(line, SLICE("…")))
		return true;
	return line.len && memchr(".!?:;", line.ptr[line.len - 1], 5);
}

static bool starts_lower(slice line)
{
	while (line.len && memchr("\"'([", line.ptr[0], 4))
		line = slice_from(line, 1);
	if (!line.len || (unsigned char)line.ptr[0] < 0x80)
		return line.len && ascii_is_lower(line.ptr[0]);
	size_t len;
	return utf8_is_lower(utf8_at(line, 0, &len));
}

static size_t first_word_length(slice line)
{
	const char *space = memchr(line.ptr, ' ', line.len);
	return space ? (size_t)(space - line.ptr) : line.len;
}

// "… said Mr."
static bool ends_with_title(const struct layout *l, slice line)
{
	if (!line.len || line.ptr[line.len - 1] != '.')
		return false;
	size_t start = line.len - 1;
	while (start > 0 && line.ptr[start - 1] != ' ')
		start--;
	unsigned kinds = word_kinds(l->words, slice_sub(line, start, line.len - 1));
	return kinds & WORD_TITLE && !(kinds & (WORD_NAME | WORD_FINAL));
}

// Whether a paragraph ends between two lines of a block whose longest line has `width` bytes.
static bool parts(const struct layout *l, slice line, slice next, size_t width, bool in_item)
{
	if (ends_with_title(l, line))
		return false;
	bool stop = ends_with_stop(line);
	size_t room = line.len + 1 + first_word_length(next);
	bool wraps = width >= WRAP_MIN && width <= WRAP_MAX && room > width;
	if (item_marker(next))
		return !wraps || stop || in_item;
	if (wraps || (starts_lower(next) && !stop))
		return false;
	return true;
}

// Short lines in lower case from the first on, none of which ends as a sentence does: a list without marks.
static bool is_bare_list(const struct layout *l, slice block, size_t width)
{
	if (l->lines.count < 3 || width > BARE_LIST_MAX)
		return false;
	for (size_t i = 0; i < l->lines.count; i++)
		if (!span_length(l->lines.at[i]) || ends_with_stop(slice_at(block, l->lines.at[i])) ||
			slice_ends(slice_at(block, l->lines.at[i]), SLICE(",")))
			return false;
	return starts_lower(slice_at(block, l->lines.at[0]));
}

void layout_block(struct layout *l, slice block, bool continued)
{
	read_lines(l, block);
	vec_clear(&l->paragraphs);
	size_t width = 0;
	for (size_t i = 0; i < l->lines.count; i++)
		if (span_length(l->lines.at[i]) > width)
			width = span_length(l->lines.at[i]);
	bool open = false, bare = is_bare_list(l, block, width);
	slice last = SLICE_NULL;
	for (size_t i = 0; i < l->lines.count; i++) {
		slice line = slice_at(block, l->lines.at[i]);
		if (!line.len) {
			open = false;
			continue;
		}
		struct paragraph *p = l->paragraphs.count ? &l->paragraphs.at[l->paragraphs.count - 1] : NULL;
		if (p && open && !bare && !parts(l, last, line, width, p->kind == PARAGRAPH_ITEM)) {
			p->raw.end = l->lines.at[i].end;
		} else {
			bool item = !(continued && !p) && item_marker(line);
			vec_push(&l->paragraphs, ((struct paragraph){l->lines.at[i], item ? PARAGRAPH_ITEM : PARAGRAPH_TEXT}));
			open = true;
		}
		last = line;
	}
}

static bool is_caption(const struct layout *l, slice text)
{
	if (text.len && text.ptr[0] == '(')
		text = slice_from(text, 1);
	size_t end = 0;
	while (end < text.len && (ascii_is_lower(text.ptr[end]) || ascii_is_upper(text.ptr[end])))
		end++;
	if (!end || end == text.len)
		return false;
	if (word_kinds(l->words, slice_sub(text, 0, end)) & WORD_CAPTION)
		if (text.ptr[end] == ':' || (text.ptr[end] == ' ' && end + 1 < text.len && ascii_is_digit(text.ptr[end + 1])))
			return true;
	if (text.ptr[end] != ' ')
		return false;
	for (end++; end < text.len && (ascii_is_lower(text.ptr[end]) || ascii_is_upper(text.ptr[end]));)
		end++;
	return word_kinds(l->words, slice_sub(text, 0, end)) & WORD_CAPTION;
}

static bool is_heading(slice text)
{
	if (text.len > HEADING_BYTES_MAX || starts_lower(text))
		return false;
	size_t words = 1, letters = 0;
	for (size_t i = 0; i < text.len; i++) {
		words += text.ptr[i] == ' ';
		letters += ascii_is_lower(text.ptr[i]) || ascii_is_upper(text.ptr[i]) || (unsigned char)text.ptr[i] >= 0xc3;
		if (memchr(".!?", text.ptr[i], 3) && i + 1 < text.len && text.ptr[i + 1] == ' ' && i > 2 &&
			ascii_is_lower(text.ptr[i - 1]))
			return false;
	}
	if (words > HEADING_WORDS_MAX || letters < 2)
		return false;
	unsigned char end = (unsigned char)text.ptr[text.len - 1];
	if (slice_ends(text, SLICE("…")) || slice_ends(text, SLICE("—")) || slice_ends(text, SLICE("–")))
		return false;
	return !memchr(".!:;,-", end, 6);
}

enum paragraph_kind paragraph_kind_of(const struct layout *l, slice text, bool followed)
{
	if (is_caption(l, text))
		return PARAGRAPH_CAPTION;
	return followed && is_heading(text) ? PARAGRAPH_HEADING : PARAGRAPH_TEXT;
}
