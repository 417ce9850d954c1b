// SPDX-License-Identifier: MIT
// utf8: validity, counting and properties. ASCII and Latin-1 are answered here, the rest by utf8proc's tables.
#include "base/utf8.h"

#include <utf8proc.h>

#include "base/diag.h"
#include "base/eight.h"

#include "base/banned.h"

// The bytes of ASCII that p begins with, at least; whole words first.
static const char *pass_ascii(const char *p, const char *end)
{
	for (; end - p >= 32; p += 32)
		if ((eight_load(p) | eight_load(p + 8) | eight_load(p + 16) | eight_load(p + 24)) & EIGHT_HIGHS)
			break;
	for (; end - p >= 8; p += 8)
		if (eight_load(p) & EIGHT_HIGHS)
			break;
	while (p < end && (unsigned char)*p < 0x80)
		p++;
	return p;
}

static bool is_tail(const char *p, unsigned char low, unsigned char high)
{
	return (unsigned char)*p >= low && (unsigned char)*p <= high;
}

// The bytes of the multi-byte code point at p, or 0 where it is invalid (Unicode, table 3-7).
static size_t valid_sequence(const char *p, const char *end)
{
	unsigned char lead = (unsigned char)*p;
	ptrdiff_t there = end - p;
	if (lead < 0xc2)
		return 0;
	if (lead < 0xe0)
		return there >= 2 && is_tail(p + 1, 0x80, 0xbf) ? 2 : 0;
	if (lead < 0xf0) {
		unsigned char low = lead == 0xe0 ? 0xa0 : 0x80, high = lead == 0xed ? 0x9f : 0xbf;
		return there >= 3 && is_tail(p + 1, low, high) && is_tail(p + 2, 0x80, 0xbf) ? 3 : 0;
	}
	if (lead < 0xf5) {
		unsigned char low = lead == 0xf0 ? 0x90 : 0x80, high = lead == 0xf4 ? 0x8f : 0xbf;
		return there >= 4 && is_tail(p + 1, low, high) && is_tail(p + 2, 0x80, 0xbf) && is_tail(p + 3, 0x80, 0xbf) ? 4 : 0;
	}
	return 0;
}

size_t utf8_valid_length(slice s)
{
	if (!s.len)
		return 0;
	const char *p = s.ptr, *end = s.ptr + s.len;
	for (;;) {
		p = pass_ascii(p, end);
		if (p == end)
			return s.len;
		// Text in another script is a run of long code points: stay here while it lasts.
		do {
			size_t len = valid_sequence(p, end);
			if (!len)
				return (size_t)(p - s.ptr);
			p += len;
		} while (p < end && (unsigned char)*p >= 0x80);
	}
}

bool utf8_is_ascii(slice s)
{
	return !s.len || pass_ascii(s.ptr, s.ptr + s.len) == s.ptr + s.len;
}

size_t utf8_count(slice s)
{
	// Counts the bytes that continue a code point (10xxxxxx), eight at a time; 255 words fit the byte-wide counters.
	const uint64_t ones = 0x0101010101010101u;
	size_t i = 0, tails = 0;
	while (s.len - i >= 8) {
		size_t words = (s.len - i) / 8;
		if (words > 255)
			words = 255;
		uint64_t counters = 0;
		for (size_t w = 0; w < words; w++, i += 8) {
			uint64_t word = eight_load(s.ptr + i);
			counters += (word >> 7) & (~word >> 6) & ones;
		}
		// Pairs of counters are added before the bytes could overflow.
		uint64_t pairs = (counters & 0x00ff00ff00ff00ffu) + ((counters >> 8) & 0x00ff00ff00ff00ffu);
		tails += (size_t)((pairs * 0x0001000100010001u) >> 48);
	}
	for (; i < s.len; i++)
		tails += ((unsigned char)s.ptr[i] & 0xc0) == 0x80;
	return s.len - tails;
}

uint32_t utf8_at(slice s, size_t offset, size_t *ret_length)
{
	const unsigned char *p = (const unsigned char *)s.ptr + offset;
	if (p[0] < 0x80) {
		*ret_length = 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*ret_length = 2;
		return (p[0] & 0x1fu) << 6 | (p[1] & 0x3fu);
	}
	if (p[0] < 0xf0) {
		*ret_length = 3;
		return (p[0] & 0x0fu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
	}
	*ret_length = 4;
	return (p[0] & 0x07u) << 18 | (p[1] & 0x3fu) << 12 | (p[2] & 0x3fu) << 6 | (p[3] & 0x3fu);
}

size_t utf8_put(uint32_t code, char *ret)
{
	if (code < 0x80) {
		ret[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		ret[0] = (char)(0xc0 | code >> 6);
		ret[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		ret[0] = (char)(0xe0 | code >> 12);
		ret[1] = (char)(0x80 | (code >> 6 & 0x3f));
		ret[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	ret[0] = (char)(0xf0 | code >> 18);
	ret[1] = (char)(0x80 | (code >> 12 & 0x3f));
	ret[2] = (char)(0x80 | (code >> 6 & 0x3f));
	ret[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

static utf8proc_category_t category(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code);
}

bool utf8_is_letter(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) - 'a' < 26;
	utf8proc_category_t c = category(code);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t code)
{
	if (code < 0x80)
		return code - 'A' < 26;
	if (code < 0x100)
		return code >= 0xc0 && code <= 0xde && code != 0xd7;
	utf8proc_category_t c = category(code);
	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t code)
{
	if (code < 0x80)
		return code - 'a' < 26;
	if (code < 0x100)
		return (code >= 0xdf && code != 0xf7) || code == 0xb5;
	return category(code) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(uint32_t code)
{
	if (code < 0x100)
		return code - '0' < 10;
	return category(code) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_mark(uint32_t code)
{
	if (code < 0x300)
		return false;
	utf8proc_category_t c = category(code);
	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_currency(uint32_t code)
{
	if (code < 0x80)
		return code == '$';
	return category(code) == UTF8PROC_CATEGORY_SC;
}

bool utf8_is_space(uint32_t code)
{
	if (code < 0x1680)
		return code == ' ' || code == '\t' || code == 0xa0;
	return code == 0x1680 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f || code == 0x3000;
}

uint32_t utf8_lower(uint32_t code)
{
	if (code < 0x100)
		return utf8_is_upper(code) ? code + 0x20 : code;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t utf8_upper(uint32_t code)
{
	if (code < 0x80)
		return utf8_is_lower(code) ? code - 0x20 : code;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code);
}

slice utf8_lowered(struct arena *a, slice s)
{
	if (!s.len)
		return s;
	// Lower case is at most half as long again: U+023A, two bytes, becomes U+2C65, three.
	char *ret = arena_room(a, s.len + s.len / 2 + 8);
	size_t i = 0, len;
	for (; i < s.len; i += 8) { // nearly all is ASCII
		uint64_t bytes = eight_of(s.ptr + i, s.len - i);
		if (bytes & EIGHT_HIGHS)
			break;
		eight_store(ret + i, bytes | eight_marks(bytes, 'A', 'Z') >> 2);
	}
	if (i >= s.len)
		return (slice){ret, s.len};
	size_t out = i;
	for (; i < s.len; i += len)
		out += utf8_put(utf8_lower(utf8_at(s, i, &len)), ret + out);
	return (slice){ret, out};
}

// Whether a code point above U+0300 is its own NFC wherever it stands: no mark, no decomposition but a canonical composite,
// and no second half of a composition. Only whole ranges that text is full of; test_utf8 checks them against utf8proc.
static bool is_settled(uint32_t code)
{
	return (code >= 0x400 && code <= 0x482) || (code >= 0x2002 && code <= 0x20cf) || (code >= 0x2100 && code <= 0x2125) ||
		   (code >= 0x388 && code <= 0x3ff) || (code >= 0x48a && code <= 0x590) || (code >= 0x4e00 && code <= 0x9fff) ||
		   (code >= 0x2190 && code <= 0x2328) || (code >= 0x3001 && code <= 0x3029) || (code >= 0x3041 && code <= 0x3098) ||
		   (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1f300 && code <= 0x1faff);
}

bool utf8_may_need_nfc(slice s)
{
	size_t i = 0, len;
	while (i < s.len) {
		const char *p = pass_ascii(s.ptr + i, s.ptr + s.len);
		i = (size_t)(p - s.ptr);
		if (i == s.len)
			break;
		uint32_t code = utf8_at(s, i, &len);
		if (code >= 0x300 && !is_settled(code))
			return true;
		i += len;
	}
	return false;
}

static slice normalise(struct arena *a, slice s, utf8proc_option_t options)
{
	const utf8proc_uint8_t *text = (const utf8proc_uint8_t *)s.ptr;
	utf8proc_ssize_t count = utf8proc_decompose(text, (utf8proc_ssize_t)s.len, NULL, 0, options);
	if (count < 0)
		die("cannot normalise: %s", utf8proc_errmsg(count));
	// utf8proc writes the text over the code points, with a NUL behind it.
	utf8proc_int32_t *codes = ARENA_ARRAY(a, utf8proc_int32_t, (size_t)count + 1);
	count = utf8proc_decompose(text, (utf8proc_ssize_t)s.len, codes, count, options);
	utf8proc_ssize_t len = count < 0 ? count : utf8proc_reencode(codes, count, options);
	if (len < 0)
		die("cannot normalise: %s", utf8proc_errmsg(len));
	slice ret = {(const char *)codes, (size_t)len};
	return slice_equal(ret, s) ? s : ret;
}

slice utf8_nfc(struct arena *a, slice s)
{
	return utf8_may_need_nfc(s) ? normalise(a, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE) : s;
}

slice utf8_nfd(struct arena *a, slice s)
{
	return utf8_is_ascii(s) ? s : normalise(a, s, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
}
