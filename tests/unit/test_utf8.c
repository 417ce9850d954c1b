// SPDX-License-Identifier: MIT
// test_utf8: validity, counting, case and NFC against utf8proc.
#include <utf8proc.h>

#include "base/utf8.h"
#include "check.h"

#include "base/banned.h"

#define CODES 0x110000u

static bool is_surrogate(uint32_t code)
{
	return code >= 0xd800 && code <= 0xdfff;
}

// As utf8_valid_length, a code point at a time.
static size_t oracle_length(slice s)
{
	size_t i = 0;
	while (i < s.len) {
		utf8proc_int32_t code;
		utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + i, (utf8proc_ssize_t)(s.len - i), &code);
		if (len <= 0)
			break;
		i += (size_t)len;
	}
	return i;
}

TEST(every_code_point_goes_and_comes_back)
{
	for (uint32_t code = 0; code < CODES; code++) {
		char text[4];
		slice s = {text, utf8_put(code, text)};
		if (is_surrogate(code)) {
			assert_int_equal(utf8_valid_length(s), 0);
			continue;
		}
		size_t len;
		assert_int_equal(utf8_valid_length(s), s.len);
		assert_int_equal(utf8_at(s, 0, &len), code);
		assert_int_equal(len, s.len);
		assert_int_equal(utf8_count(s), 1);
	}
}

TEST(random_bytes_are_as_valid_as_utf8proc_says)
{
	static const unsigned char likely[] = {0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
										   0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff, 'a',  '"'};
	struct chance c = {2};
	char text[80];
	for (int round = 0; round < 200000; round++) {
		size_t ascii = chance_below(&c, 40), len = ascii + chance_below(&c, 40);
		memset(text, 'a', ascii);
		for (size_t i = ascii; i < len; i++)
			text[i] = (char)likely[chance_below(&c, sizeof likely)];
		slice s = {text, len};
		assert_int_equal(utf8_valid_length(s), oracle_length(s));
	}
}

TEST(every_three_byte_text_is_as_valid_as_utf8proc_says)
{
	for (uint32_t bytes = 0; bytes < 0x1000000; bytes += 1 + bytes % 3) {
		char text[3] = {(char)(bytes >> 16), (char)(bytes >> 8), (char)bytes};
		slice s = {text, 3};
		if (utf8_valid_length(s) != oracle_length(s))
			fail_msg("%06x", bytes);
	}
}

TEST(code_points_are_counted)
{
	struct arena a;
	struct chance c = {3};
	arena_init(&a);
	for (size_t round = 0; round < 300; round++) {
		size_t wanted = chance_below(&c, 9000), len = 0;
		char *text = arena_alloc(&a, wanted * 4 + 1);
		for (size_t i = 0; i < wanted; i++)
			len += utf8_put((uint32_t[]){'a', 0xe9, 0x2019, 0x1f600}[chance_below(&c, round % 4 + 1)], text + len);
		assert_int_equal(utf8_count((slice){text, len}), wanted);
		assert_int_equal(utf8_is_ascii((slice){text, len}), len == wanted);
		arena_reset(&a);
	}
	assert_int_equal(utf8_count(SLICE_NULL), 0);
	assert_int_equal(utf8_valid_length(SLICE_NULL), 0);
	assert_true(utf8_is_ascii(SLICE_NULL));
	arena_release(&a);
}

TEST(properties_are_those_of_utf8proc)
{
	for (uint32_t code = 0; code < CODES; code++) {
		utf8proc_int32_t c = (utf8proc_int32_t)code;
		utf8proc_category_t category = utf8proc_category(c);
		bool upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT,
			 lower = category == UTF8PROC_CATEGORY_LL;
		bool letter = upper || lower || category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_LO;
		bool mark = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
		bool fine = utf8_is_upper(code) == upper && utf8_is_lower(code) == lower && utf8_is_letter(code) == letter &&
					utf8_is_mark(code) == mark && utf8_is_digit(code) == (category == UTF8PROC_CATEGORY_ND) &&
					utf8_is_currency(code) == (category == UTF8PROC_CATEGORY_SC) &&
					utf8_is_space(code) == (category == UTF8PROC_CATEGORY_ZS || code == '\t') &&
					utf8_lower(code) == (uint32_t)utf8proc_tolower(c) && utf8_upper(code) == (uint32_t)utf8proc_toupper(c);
		if (!fine)
			fail_msg("U+%04X", code);
	}
}

TEST(lower_case_never_outgrows_its_room)
{
	struct arena a;
	arena_init(&a);
	for (uint32_t code = 0; code < CODES; code++) {
		char text[8], lower[4];
		size_t len = utf8_put(code, text);
		if (is_surrogate(code))
			continue;
		len += utf8_put(code, text + len);
		size_t lower_len = utf8_put(utf8_lower(code), lower);
		assert_true(lower_len * 2 <= len + len / 2 + 1);
		slice got = utf8_lowered(&a, (slice){text, len});
		assert_int_equal(got.len, lower_len * 2);
		assert_true(slice_starts(got, (slice){lower, lower_len}));
		if (code % 4096 == 0)
			arena_reset(&a);
	}
	assert_slice(utf8_lowered(&a, SLICE("At ZHANAOZEN, \u00c9t\u00e9")), "at zhanaozen, \u00e9t\u00e9");
	arena_release(&a);
}

// Eight bytes at a time or one by one, with something beyond ASCII at any place or at none.
TEST(lower_case_is_the_same_at_any_length)
{
	static const char upper[] = "AZaz[@`{09 \n\x7f~-ZQ", lower[] = "azaz[@`{09 \n\x7f~-zq";
	struct arena a;
	arena_init(&a);
	for (size_t len = 1; len < sizeof upper; len++)
		for (size_t at = 0; at <= len; at++) {
			slice before = {upper, at}, behind = {upper + at, len - at};
			slice with = arena_join(&a, arena_join(&a, before, SLICE("\u00c9")), behind);
			assert_slice(utf8_lowered(&a, (slice){upper, len}), arena_copy(&a, (slice){lower, len}).ptr);
			slice wanted = arena_join(&a, arena_join(&a, (slice){lower, at}, SLICE("\u00e9")), (slice){lower + at, len - at});
			assert_slice(utf8_lowered(&a, with), wanted.ptr);
		}
	arena_release(&a);
}

// Code points where NFC has something to do, and some of every settled range.
static uint32_t pick(struct chance *c)
{
	switch (chance_below(c, 6)) {
	case 0:
		return (uint32_t)('a' + chance_below(c, 26));
	case 1:
		return (uint32_t)(0x300 + chance_below(c, 0x70));
	case 2:
		return (uint32_t)(0xc0 + chance_below(c, 0x140));
	case 3:
		return (uint32_t)(0x1100 + chance_below(c, 0x100));
	case 4:
		return (uint32_t)(0x370 + chance_below(c, 0x300));
	default: {
		uint32_t code = (uint32_t)chance_below(c, 0x30000);
		return is_surrogate(code) ? 'x' : code;
	}
	}
}

static void check_nfc(struct arena *a, slice s)
{
	utf8proc_uint8_t *wanted = NULL;
	utf8proc_ssize_t len =
		utf8proc_map((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &wanted, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	assert_true(len >= 0);
	slice oracle = {(const char *)wanted, (size_t)len}, got = utf8_nfc(a, s);
	assert_slices(got, oracle);
	if (slice_equal(oracle, s))
		assert_ptr_equal(got.ptr, s.ptr);
	free(wanted);
}

TEST(nfc_is_that_of_utf8proc)
{
	struct arena a;
	struct chance c = {4};
	arena_init(&a);
	for (uint32_t code = 0; code < CODES; code++) {
		// Alone, and behind letters with which a second half of a composition would join.
		char text[16] = "a";
		if (is_surrogate(code) || code == 0)
			continue;
		check_nfc(&a, (slice){text, 1 + utf8_put(code, text + 1)});
		if (code % 1024 == 0)
			arena_reset(&a);
	}
	for (int round = 0; round < 100000; round++) {
		char text[40];
		size_t len = 0;
		for (size_t i = 0, count = 1 + chance_below(&c, 8); i < count; i++)
			len += utf8_put(pick(&c), text + len);
		check_nfc(&a, (slice){text, len});
		arena_reset(&a);
	}
	assert_false(utf8_may_need_nfc(SLICE("plain, \u00e9t\u00e9, \u2018quoted\u2019 \u2014 \u20ac5, \u0416\u0430\u04a3")));
	assert_true(utf8_may_need_nfc(SLICE("e\u0301")));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_goes_and_comes_back),
		cmocka_unit_test(random_bytes_are_as_valid_as_utf8proc_says),
		cmocka_unit_test(every_three_byte_text_is_as_valid_as_utf8proc_says),
		cmocka_unit_test(code_points_are_counted),
		cmocka_unit_test(properties_are_those_of_utf8proc),
		cmocka_unit_test(lower_case_never_outgrows_its_room),
		cmocka_unit_test(lower_case_is_the_same_at_any_length),
		cmocka_unit_test(nfc_is_that_of_utf8proc),
	};
	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
