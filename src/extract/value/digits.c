// SPDX-License-Identifier: MIT
// Digits: one token, then what goes on: groups parted by spaces, powers of ten, powers.
#include <math.h>
#include <stdlib.h>

#include "extract/value/digits.h"

#include "base/ascii.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC3;
}

// Reads a token of digits: "1,250.5", "1'000", "3.14". One mark with three digits behind it is a group of thousands when it is a
// comma, and undecided when it is a stop ("1.250"); any other lone mark begins the decimals.
static void read_token(slice text, struct arena *a, struct digits *ret)
{
	size_t marks = 0, last = 0;
	bool mixed = false;
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.ptr[i])) {
			mixed |= marks && text.ptr[i] != text.ptr[last] && text.ptr[i] != '\xE2';
			last = i;
			marks++;
		}
	bool three = marks && text.len - last == 4, led_by_zero = text.ptr[0] == '0';
	bool comma = marks && text.ptr[last] == ',', stop = marks && text.ptr[last] == '.';
	bool decimals = marks && (comma || stop) && (mixed || (marks == 1 && (!three || stop || led_by_zero || last > 3)));
	for (size_t i = 0; i < text.len; i++)
		if (ascii_is_digit(text.ptr[i]))
			decimal_append(&ret->value, text.ptr[i], decimals && i > last);
	ret->grouped = marks && !decimals;
	if (marks == 1 && three && stop && !led_by_zero && last <= 3)
		ret->ambiguous = arena_format(a, SLICE_FMT "|" SLICE_FMT, SLICE_ARG(decimal_text(ret->value, a)),
									  SLICE_ARG(decimal_text((struct decimal){.digits = ret->value.digits}, a)));
}

static bool is_bare(slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_digit(text.ptr[i]))
			return false;
	return true;
}

// "345", "345.67", "345,67"; but "345,678" is a number of its own.
static bool ends_grouped(slice text)
{
	if (text.len < 3 || !is_bare(slice_sub(text, 0, 3)))
		return false;
	bool comma = text.len > 3 && text.ptr[3] == ',';
	return text.len == 3 || ((comma || text.ptr[3] == '.') && is_bare(slice_from(text, 4)) && !(comma && text.len == 7));
}

// Whether the token is a group of three digits behind one space; the last one may have decimals.
static bool is_group(const struct facts *f, size_t token)
{
	const struct scan *s = &f->scan;
	return token < s->tokens && s->token[token].kind == TOKEN_DIGITS && !token_adjoins(s, token) &&
		   s->token[token].low_start == s->token[token - 1].low_end + 1 && ends_grouped(tokens_text(f, token, token + 1)) &&
		   !(token + 1 < s->tokens && token_adjoins(s, token + 1) && s->token[token + 1].kind == TOKEN_MARK &&
			 f->scan.low.ptr[s->token[token + 1].low_start] == '-');
}

// "12 500 000", "12 345.67": groups of three digits. Behind a capitalised word ("May 21 300 people") only what ends in 000 is one
// number.
static void take_groups(const struct facts *f, size_t token, struct digits *ret)
{
	const struct scan *s = &f->scan;
	slice first = tokens_text(f, token, token + 1);
	if (first.len > 3 || first.ptr[0] == '0' || !is_bare(first))
		return;
	size_t end = token + 1;
	for (bool more = true; more && is_group(f, end); end++)
		more = is_bare(tokens_text(f, end, end + 1));
	if (end == token + 1)
		return;
	bool named = token && token > 1 && (s->token[token - 1].shape == SHAPE_CAP || s->token[token - 1].shape == SHAPE_CAPS) &&
				 s->token[token - 1].kind == TOKEN_WORD && !token_adjoins(s, token);
	if (named && !slice_equal(tokens_text(f, end - 1, end), SLICE("000")))
		return;
	for (size_t i = token + 1; i < end; i++) {
		slice group = tokens_text(f, i, i + 1);
		for (size_t k = 0; k < group.len; k++)
			if (ascii_is_digit(group.ptr[k]))
				decimal_append(&ret->value, group.ptr[k], k > 3);
	}
	ret->grouped = true;
	ret->end = end;
}

// What may stand in a power, each read from `at` in the text; the offset behind it, or `at` where it is not there.

static size_t one_of(slice text, size_t at, const char *const *mark, size_t marks)
{
	for (size_t i = 0; i < marks; i++) {
		size_t len = strlen(mark[i]);
		if (at + len <= text.len && memcmp(text.ptr + at, mark[i], len) == 0)
			return at + len;
	}
	return at;
}

static size_t blank(slice text, size_t at)
{
	return at < text.len && text.ptr[at] == ' ' ? at + 1 : at;
}

static const char *const minus_signs[] = {"-", "\xE2\x88\x92", "\xE2\x80\x93", "\xE2\x80\x91"};

// A whole number of up to three digits with a sign or none.
static size_t signed_digits(slice text, size_t at, int *ret)
{
	size_t behind = one_of(text, at, minus_signs, 4);
	bool negative = behind > at;
	if (!negative && at < text.len && text.ptr[at] == '+')
		behind++;
	int n = 0;
	size_t end = behind;
	for (; end < text.len && end < behind + 3 && ascii_is_digit(text.ptr[end]); end++)
		n = n * 10 + (text.ptr[end] - '0');
	bool ends = end == text.len || !(ascii_is_digit(text.ptr[end]) || is_letter(text.ptr[end]));
	if (end == behind || !ends)
		return at;
	*ret = negative ? -n : n;
	return end;
}

// ⁻⁵
static size_t raised_digits(slice text, size_t at, int *ret)
{
	static const char *const digit[] = {"\xE2\x81\xB0", "\xC2\xB9",     "\xC2\xB2",     "\xC2\xB3",     "\xE2\x81\xB4",
										"\xE2\x81\xB5", "\xE2\x81\xB6", "\xE2\x81\xB7", "\xE2\x81\xB8", "\xE2\x81\xB9"};
	static const char *const minus[] = {"\xE2\x81\xBB"};
	size_t start = one_of(text, at, minus, 1), end = start;
	int n = 0;
	for (bool more = true; more && end < start + 9;) {
		more = false;
		for (int d = 0; d < 10 && !more; d++) {
			size_t behind = one_of(text, end, &digit[d], 1);
			if (behind > end) {
				n = n * 10 + d;
				end = behind;
				more = true;
			}
		}
	}
	*ret = start > at ? -n : n;
	return end > start ? end : at;
}

// "e14", "×10^6", "x 10⁻⁵", "×10−5" behind a mantissa.
static size_t power_of_ten(slice text, size_t at, bool decimals, int *ret)
{
	static const char *const times[] = {"x", "\xC3\x97", "*", "\xC2\xB7", "\xE2\x8B\x85"};
	if (at < text.len && (text.ptr[at] == 'e' || text.ptr[at] == 'E')) {
		size_t end = signed_digits(text, at + 1, ret);
		return end > at + 1 ? end : at;
	}
	size_t cross = blank(text, at), ten = one_of(text, cross, times, 5);
	if (ten == cross)
		return at;
	ten = blank(text, ten);
	if (ten + 2 >= text.len || text.ptr[ten] != '1' || text.ptr[ten + 1] != '0')
		return at;
	size_t from = ten + 2, end;
	if (text.ptr[from] == '^')
		return (end = signed_digits(text, from + 1, ret)) > from + 1 ? end : at;
	if ((end = raised_digits(text, from, ret)) > from)
		return end;
	bool minus = one_of(text, from, minus_signs, decimals ? 4 : 0) > from || one_of(text, from, &minus_signs[1], 1) > from;
	return minus && (end = signed_digits(text, from, ret)) > from ? end : at;
}

// The token that ends at an offset of the text is the last one of the number; false: none ends there.
static bool end_at(const struct facts *f, size_t offset, struct digits *ret)
{
	size_t token = ret->end;
	while (token < f->scan.tokens && f->scan.token[token].end < offset)
		token++;
	if (token == f->scan.tokens || f->scan.token[token].end != offset)
		return false;
	ret->end = token + 1;
	ret->notation = true;
	ret->ambiguous = SLICE_NULL;
	return true;
}

enum { EXPONENT_MAX = 36 }; // beyond it 38 digits do not hold the value

static void take_power(const struct facts *f, struct digits *ret)
{
	slice text = f->sentence->head.text;
	size_t at = f->scan.token[ret->end - 1].end;
	int exponent = 0;
	size_t end = power_of_ten(text, at, ret->value.places > 0, &exponent);
	if (end > at && abs(exponent) <= EXPONENT_MAX && !decimal_shift(ret->value, exponent).inexact && end_at(f, end, ret)) {
		ret->value = decimal_shift(ret->value, exponent);
		return;
	}
	if (at >= text.len || text.ptr[at] != '^' || (end = signed_digits(text, at + 1, &exponent)) == at + 1)
		return;
	struct decimal power = decimal_of(1);
	for (int i = 0; i < abs(exponent) && !power.inexact && i <= EXPONENT_MAX; i++)
		power = decimal_multiply(power, ret->value);
	if (power.inexact) { // near enough
		double value = pow(decimal_value(ret->value), abs(exponent));
		if (!(value < 1e15))
			return;
		power = decimal_divide((struct decimal){.digits = (wide)(value * 1e15), .places = 15}, decimal_of(1));
	}
	if (exponent < 0 && !power.digits)
		return;
	if (end_at(f, end, ret))
		ret->value = exponent < 0 ? decimal_divide(decimal_of(1), power) : power;
}

bool digits_read(const struct facts *f, size_t token, struct arena *a, struct digits *ret)
{
	const struct scan *s = &f->scan;
	*ret = (struct digits){.ambiguous = SLICE_NULL};
	if (s->token[token].kind == TOKEN_DIGITS) {
		ret->end = token + 1;
		read_token(tokens_text(f, token, token + 1), a, ret);
		take_groups(f, token, ret);
	} else { // .75
		bool point = token_is_mark(s, token, '.') && token + 1 < s->tokens && token_adjoins(s, token + 1) &&
					 s->token[token + 1].kind == TOKEN_DIGITS && is_bare(tokens_text(f, token + 1, token + 2)) &&
					 !(token_adjoins(s, token) && (s->token[token - 1].kind != TOKEN_MARK || token_is_mark(s, token - 1, '.')));
		if (!point)
			return false;
		slice text = tokens_text(f, token + 1, token + 2);
		for (size_t i = 0; i < text.len; i++)
			decimal_append(&ret->value, text.ptr[i], true);
		ret->end = token + 2;
		ret->notation = true;
	}
	take_power(f, ret);
	return true;
}
