// SPDX-License-Identifier: MIT
// Tokens: how text falls into words, runs of digits and single marks. The scan of a sentence and the keys of the lexicon use this
// one function, so they agree.
#include "base/utf8.h"
#include "rule/private.h"

#include "base/ascii.h"

static bool is_ascii_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

// The length of the letter (or mark) at offset, 0 where there is none.
static size_t letter_at(slice text, size_t at)
{
	if (at >= text.len)
		return 0;
	unsigned char c = (unsigned char)text.ptr[at];
	if (c < 0x80)
		return is_ascii_letter((char)c);
	size_t length;
	uint32_t code = utf8_at(text, at, &length);
	return utf8_is_letter(code) || utf8_is_mark(code) ? length : 0;
}

// The length of an apostrophe at offset, straight or curly, 0 where there is none.
static size_t apostrophe_at(slice text, size_t at)
{
	if (at < text.len && text.ptr[at] == '\'')
		return 1;
	return at + 3 <= text.len && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static size_t digits_end(slice text, size_t at)
{
	while (at < text.len && ascii_is_digit(text.ptr[at]))
		at++;
	return at;
}

// "12,34,567": behind the first group, groups of two digits and a last one of three; `end` where it is none.
static size_t lakh_end(slice text, size_t end)
{
	size_t pairs = 0, at = end;
	for (; at < text.len && text.ptr[at] == ','; pairs++) {
		size_t next = digits_end(text, at + 1);
		if (next - at == 4 && pairs)
			return next;
		if (next - at != 3)
			return end;
		at = next;
	}
	return end;
}

// "1,250.5" and "1'000" are one token; "10.5.2016", "1,2,3" and "1.2.3" are several: behind the first group, groups have three
// digits, but for the last behind another mark.
static size_t number_end(slice text, size_t at)
{
	size_t first = digits_end(text, at), end = first, groups = 0;
	bool goes_on = at > 1 && (text.ptr[at - 1] == '.' || text.ptr[at - 1] == ',') && ascii_is_digit(text.ptr[at - 2]);
	if (goes_on) // behind the first of several marks: 25.4.2016, 22,24,26
		return first;
	size_t lakh = first - at <= 2 ? lakh_end(text, first) : first;
	if (lakh > first) {
		size_t places = lakh < text.len && text.ptr[lakh] == '.' ? digits_end(text, lakh + 1) : lakh;
		return places > lakh + 1 ? places : lakh;
	}
	size_t mark = end < text.len ? apostrophe_at(text, end) : 0;
	char separator = 0;
	if (first - at <= 3 && end < text.len && (text.ptr[end] == ',' || text.ptr[end] == '.' || mark)) {
		separator = text.ptr[end];
		size_t width = mark ? mark : 1;
		while (end + width < text.len && text.ptr[end] == separator) {
			size_t next = digits_end(text, end + width);
			if (next - end - width != 3)
				break;
			end = next;
			groups++;
		}
	}
	// a decimal part: one mark that is not the separator of several groups, with digits behind it and no further mark with digits
	if (end < text.len && (text.ptr[end] == '.' || text.ptr[end] == ',') && !(groups && text.ptr[end] == separator)) {
		size_t next = digits_end(text, end + 1);
		bool more = next + 1 < text.len && (text.ptr[next] == '.' || text.ptr[next] == ',') && ascii_is_digit(text.ptr[next + 1]);
		if (next > end + 1 && !more)
			return next;
		if (more)
			return groups ? end : first;
	} else if (groups && end < text.len && text.ptr[end] == separator && end + 1 < text.len &&
			   ascii_is_digit(text.ptr[end + 1])) {
		return first;
	}
	return end;
}

static size_t word_end(slice text, size_t at)
{
	size_t start = at, length, stops = 0, letters = 0; // letters since the last stop
	for (;;) {
		while (at < text.len && is_ascii_letter(text.ptr[at])) { // nearly always
			at++;
			letters++;
		}
		while ((length = letter_at(text, at)) || (at > start && at < text.len && ascii_is_digit(text.ptr[at]))) {
			at += length ? length : 1;
			letters++;
		}
		size_t mark = apostrophe_at(text, at);
		if (mark && letter_at(text, at + mark)) {
			at += mark;
			letters += 2;
			continue;
		}
		// U.S. and a.m.: single letters with stops
		if (letters == 1 && at < text.len && text.ptr[at] == '.') {
			length = letter_at(text, at + 1);
			if (length && !letter_at(text, at + 1 + length)) {
				at++;
				stops++;
				letters = 0;
				continue;
			}
			if (stops)
				return at + 1;
		}
		return at;
	}
}

size_t token_end(slice text, size_t at)
{
	unsigned char c = (unsigned char)text.ptr[at];
	if (ascii_is_digit((char)c))
		return number_end(text, at);
	if (letter_at(text, at))
		return word_end(text, at);
	if (c < 0x80)
		return at + 1;
	size_t length;
	utf8_at(text, at, &length);
	return at + length;
}

size_t text_lower(char *to, slice text)
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
