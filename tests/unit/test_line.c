// SPDX-License-Identifier: MIT
// test_line: the reader and writer of lines against jansson: what it reads is read the same, what it refuses is refused.
#include <float.h>
#include <math.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/json.h"
#include "base/line.h"
#include "base/utf8.h"
#include "check.h"

#include "base/banned.h"

static const struct place here = {"file", 7, 0};

static struct line line;
static struct arena arena;
static struct diag diag;

static int set_up(void **state __attribute__((unused)))
{
	arena_init(&arena);
	diag_gather(&diag, "test");
	return 0;
}

static int tear_down(void **state __attribute__((unused)))
{
	arena_release(&arena);
	diag_release(&diag);
	return 0;
}

static bool reads(slice text)
{
	arena_reset(&arena);
	diag.gathered_len = 0;
	size_t errors = diag.errors;
	bool fine = line_read(&line, text, &arena, here, &diag);
	assert_int_equal(diag.errors - errors, !fine);
	assert_int_equal(diag.gathered_len == 0, fine);
	return fine;
}

static slice text_of(struct out *o)
{
	return (slice){o->ptr, o->len};
}

// What stands in the fields is what jansson says.
static void check_fields(const json_t *root)
{
	for (size_t i = 0; i < line.count; i++) {
		const struct line_field *f = &line.field[i];
		const json_t *value = json_object_getn(root, f->key.ptr, f->key.len);
		assert_non_null(value);
		// Of equal keys jansson keeps the last.
		bool last = true;
		for (size_t j = i + 1; j < line.count; j++)
			last = last && !slice_equal(line.field[j].key, f->key);
		if (!last)
			continue;
		switch (f->type) {
		case LINE_NULL:
			assert_true(json_is_null(value));
			break;
		case LINE_BOOLEAN:
			assert_true(json_is_boolean(value) && json_is_true(value) == (f->value.ptr[0] == 't'));
			break;
		case LINE_STRING:
			assert_true(json_is_string(value));
			assert_slices(f->value, ((slice){json_string_value(value), json_string_length(value)}));
			break;
		case LINE_NUMBER:
			assert_true(json_is_number(value) && line_as_number(f->value) == json_number_value(value));
			if (json_is_integer(value))
				assert_true(line_as_integer(f->value) == json_integer_value(value));
			break;
		case LINE_ARRAY: {
			assert_true(json_is_array(value));
			size_t count = 0;
			slice rest = f->value;
			struct line_field item;
			while (line_item(&rest, &item, &arena))
				count++;
			assert_int_equal(count, json_array_size(value));
			break;
		}
		case LINE_OBJECT:
			assert_true(json_is_object(value));
			break;
		}
	}
}

static void check_against_jansson(slice text)
{
	json_error_t error;
	json_t *root = json_loadb(text.ptr, text.len, 0, &error);
	bool got = reads(text), too_large = !root && json_error_code(&error) == json_error_numeric_overflow;
	if (got != json_is_object(root) && !too_large)
		fail_msg("%s but jansson says %s: " SLICE_FMT, got ? "read" : "refused", root ? "fine" : error.text, SLICE_ARG(text));
	if (got && root)
		check_fields(root);
	json_decref(root);
}

static void put_random(struct chance *c, struct out *o, size_t depth)
{
	static const char *const scalars[] = {"null",
										  "true",
										  "false",
										  "0",
										  "-1",
										  "16",
										  "3.25",
										  "1e3",
										  "-2.5E-7",
										  "0.1",
										  "123456789012345678",
										  "1.7976931348623157e308",
										  "\"\"",
										  "\"a\"",
										  "\"\\u00e9\\n\\\"\"",
										  "\"\\ud83d\\ude00\"",
										  "\"plain text that is longer than a word\"",
										  "\"\u2019\\/\\\\\\b\\f\\r\\t\""};
	size_t kind = chance_below(c, depth ? 10 : 8);
	if (kind < 8) {
		out_bytes(o, slice_of(scalars[chance_below(c, sizeof scalars / sizeof scalars[0])]));
		return;
	}
	out_byte(o, kind == 8 ? '[' : '{');
	for (size_t i = 0, count = chance_below(c, 4); i < count; i++) {
		if (i)
			out_bytes(o, SLICE(" , "));
		if (kind == 9)
			out_format(o, "\"k%zu\" : ", i);
		put_random(c, o, depth - 1);
	}
	out_byte(o, kind == 8 ? ']' : '}');
}

static void put_random_object(struct chance *c, struct out *o)
{
	o->len = 0;
	out_byte(o, '{');
	for (size_t i = 0, count = chance_below(c, 12); i < count; i++) {
		if (i)
			out_byte(o, ',');
		out_format(o, chance_below(c, 4) ? "\"key%zu\":" : " \"k\\u006%zu\" : ", i % 10);
		put_random(c, o, 3);
	}
	out_byte(o, '}');
}

TEST(random_objects_are_read_as_jansson_reads_them)
{
	struct chance c = {5};
	struct out o = {0};
	for (int round = 0; round < 20000; round++) {
		put_random_object(&c, &o);
		assert_true(reads(text_of(&o)));
		check_against_jansson(text_of(&o));
	}
	out_release(&o);
}

TEST(damaged_objects_are_refused_where_jansson_refuses)
{
	static const char damage[] = "\"\\{}[],:0-+.eEtfnu \x01\x7f\x80\xc3\xff";
	struct chance c = {6};
	struct out o = {0};
	for (int round = 0; round < 60000; round++) {
		put_random_object(&c, &o);
		for (size_t i = 0, count = 1 + chance_below(&c, 2); i < count; i++) {
			size_t at = chance_below(&c, o.len);
			char byte = damage[chance_below(&c, sizeof damage - 1)];
			switch (chance_below(&c, 3)) {
			case 0:
				o.ptr[at] = byte;
				break;
			case 1:
				memmove(o.ptr + at, o.ptr + at + 1, --o.len - at);
				break;
			default:
				out_byte(&o, ' ');
				memmove(o.ptr + at + 1, o.ptr + at, o.len - 1 - at);
				o.ptr[at] = byte;
			}
			if (!o.len)
				break;
		}
		// A NUL byte is more than jansson's messages can say, but it refuses it as well.
		check_against_jansson(text_of(&o));
	}
	out_release(&o);
}

TEST(every_cut_line_is_an_error)
{
	const slice whole = SLICE("{\"type\":\"claim\",\"text\":\"16 \\\"k\\\" \\u00e9\u2019\",\"value\":-16.5e3,\"negated\":false,"
							  "\"note\":null,\"inherited\":[\"date\",{\"a\":[1]}]}");
	assert_true(reads(whole));
	for (size_t len = 0; len < whole.len; len++) {
		assert_false(reads(slice_sub(whole, 0, len)));
		assert_true(slice_starts(gathered(&diag), SLICE("test: file:7:")));
	}
}

TEST(errors_name_their_place_and_what_was_expected)
{
	const struct {
		slice text;
		const char *message;
	} wrong[] = {
		{SLICE(""), "1: error: invalid JSON: expected '{', found the end of the line"},
		{SLICE("[1]"), "1: error: invalid JSON: expected '{', found '['"},
		{SLICE("{\"a\":1} x"), "9: error: invalid JSON: expected the end of the line, found 'x'"},
		{SLICE("{\"a\" 1}"), "6: error: invalid JSON: expected ':', found '1'"},
		{SLICE("{\"a\":1,}"), "8: error: invalid JSON: expected a '\"', found '}'"},
		{SLICE("{\"a\":1 \"b\":2}"), "8: error: invalid JSON: expected ',' or '}', found '\"'"},
		{SLICE("{\"a\":}"), "6: error: invalid JSON: expected a value, found '}'"},
		{SLICE("{\"\u00e9\u00e9\":\u2019}"), "7: error: invalid JSON: expected a value, found '\u2019'"},
		{SLICE("{\"a\":\"b"), "8: error: invalid JSON: expected a closing '\"', found the end of the line"},
		{SLICE("{\"a\":\"b\tc\"}"), "8: error: invalid JSON: expected an escape for a control character, found '\\x09'"},
		{SLICE("{\"a\":\"\\x\"}"), "8: error: invalid JSON: expected an escape, found 'x'"},
		{SLICE("{\"a\":\"\\u00g0\"}"), "11: error: invalid JSON: expected four hex digits, found 'g'"},
		{SLICE("{\"a\":\"\\udc00\"}"), "9: error: invalid JSON: expected a high surrogate first, found 'd'"},
		{SLICE("{\"a\":\"\\ud800x\"}"), "13: error: invalid JSON: expected a low surrogate, found 'x'"},
		{SLICE("{\"a\":\"\\u0000\"}"), "9: error: invalid JSON: expected an escape other than NUL, found '0'"},
		{SLICE("{\"a\":01}"), "7: error: invalid JSON: expected ',' or '}', found '1'"},
		{SLICE("{\"a\":1.}"), "8: error: invalid JSON: expected a digit, found '}'"},
		{SLICE("{\"a\":[1 2]}"), "9: error: invalid JSON: expected ',' or ']', found '2'"},
		{SLICE("{\"\u00e9\xff\":1}"), "4: error: invalid UTF-8: byte 0xff"},
		{SLICE("{\"a\0\":1}"), "4: error: NUL byte"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(reads(wrong[i].text));
		slice got = gathered(&diag), start = SLICE("test: file:7:");
		assert_true(slice_starts(got, start));
		assert_slice(slice_sub(got, start.len, got.len - 1), wrong[i].message);
	}
}

TEST(fields_and_depth_have_limits)
{
	struct out o = {0};
	for (size_t extra = 0; extra < 2; extra++) {
		o.len = 0;
		out_byte(&o, '{');
		for (size_t i = 0; i < LINE_FIELDS_MAX + extra; i++)
			out_format(&o, "%s\"k%zu\":1", i ? "," : "", i);
		out_byte(&o, '}');
		assert_int_equal(reads(text_of(&o)), extra == 0);
		o.len = 0;
		out_bytes(&o, SLICE("{\"a\":"));
		for (size_t i = 0; i < JSON_DEPTH_MAX + extra; i++)
			out_byte(&o, '[');
		for (size_t i = 0; i < JSON_DEPTH_MAX + extra; i++)
			out_byte(&o, ']');
		out_byte(&o, '}');
		assert_int_equal(reads(text_of(&o)), extra == 0);
	}
	// A million brackets neither recurse nor take long.
	o.len = 0;
	out_bytes(&o, SLICE("{\"a\":"));
	for (size_t i = 0; i < 1000000; i++)
		out_byte(&o, '[');
	assert_false(reads(text_of(&o)));
	out_release(&o);
}

TEST(fields_are_found_with_and_without_the_hint)
{
	assert_true(reads(SLICE("{ \"b\":1, \"a\":2 ,\"\\u0063\":\"x\"}\r")));
	assert_int_equal(line.count, 3);
	for (size_t hint = 0; hint < 5; hint++) {
		assert_slice(line_find(&line, SLICE("a"), hint)->value, "2");
		assert_slice(line_find(&line, SLICE("c"), hint)->value, "x");
		assert_null(line_find(&line, SLICE("d"), hint));
	}
}

TEST(items_are_walked)
{
	assert_true(reads(SLICE("{\"a\":[ ] , \"b\":[\"x\\ny\" , 12,null,[1,[2]],{\"c\":[]}] }")));
	slice rest = line.field[0].value;
	struct line_field item;
	assert_false(line_item(&rest, &item, &arena));
	rest = line.field[1].value;
	static const struct {
		enum line_type type;
		const char *value;
	} wanted[] = {
		{LINE_STRING, "x\ny"}, {LINE_NUMBER, "12"}, {LINE_NULL, "null"}, {LINE_ARRAY, "[1,[2]]"}, {LINE_OBJECT, "{\"c\":[]}"}};
	for (size_t i = 0; i < 5; i++) {
		assert_true(line_item(&rest, &item, &arena));
		assert_int_equal(item.type, wanted[i].type);
		assert_slice(item.value, wanted[i].value);
	}
	assert_false(line_item(&rest, &item, &arena));
	assert_false(line_item(&rest, &item, &arena));
}

TEST(what_is_written_jansson_reads)
{
	struct chance c = {7};
	struct out o = {0};
	for (int round = 0; round < 5000; round++) {
		char text[200];
		size_t len = 0;
		while (len < 150 && chance_below(&c, 40)) {
			uint32_t code = (uint32_t)chance_below(&c, chance_below(&c, 3) ? 0x80 : 0x11000);
			len += utf8_put(code == 0 || (code >= 0xd800 && code <= 0xdfff) ? '"' : code, text + len);
		}
		slice s = {text, len};
		o.len = 0;
		line_begin(&o);
		line_string(&o, SLICE("a"), s);
		line_string(&o, SLICE("b"), SLICE_NULL);
		line_integer(&o, SLICE("c"), INT64_MIN + round);
		line_boolean(&o, SLICE("d"), round % 2);
		line_raw(&o, SLICE("e"), SLICE("[1]"));
		line_end(&o);
		for (size_t i = 0; i + 1 < o.len; i++)
			assert_true((unsigned char)o.ptr[i] >= 0x20 && o.ptr[i] != 0x7f);
		json_t *root = json_loadb(o.ptr, o.len, 0, NULL);
		assert_non_null(root);
		const json_t *a = json_object_get(root, "a");
		assert_slices(((slice){json_string_value(a), json_string_length(a)}), s);
		assert_true(json_is_null(json_object_get(root, "b")));
		assert_true(json_integer_value(json_object_get(root, "c")) == INT64_MIN + round);
		json_decref(root);
		assert_true(reads(slice_sub(text_of(&o), 0, o.len - 1)));
		assert_slices(line.field[0].value, s);
	}
	out_release(&o);
}

static void check_number(struct out *o, double value)
{
	o->len = 0;
	out_json_number(o, value);
	slice text = text_of(o);
	double back = line_as_number(text);
	char shortest[40];
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(shortest, sizeof shortest, "%.*g", digits, value);
		if (strtod(shortest, NULL) == value)
			break;
	}
	if (back != value || signbit(back) != signbit(value) || text.len > strlen(shortest))
		fail_msg("%.17g became " SLICE_FMT, value, SLICE_ARG(text));
}

TEST(numbers_come_back_the_same_and_short)
{
	struct chance c = {8};
	struct out o = {0};
	static const double some[] = {
		0,     -0.0,  0.1,    0.3,     1e-5,   1e22,    1e23,  5e-324,  DBL_MAX,         DBL_MIN,       9007199254740993.0,
		1e15,  1e16,  0.5,    2.675,   1e-4,   99.9999, 1.0e9, 1e8 / 3, 1.1e-4,          123456.789012, 4.35,
		-16.5, 54e-2, 1e-300, 8.41e21, 9.5e-3, 0.00015, 1e21,  2e-7,    3.14159265358979};
	for (size_t i = 0; i < sizeof some / sizeof some[0]; i++)
		check_number(&o, some[i]);
	for (int round = 0; round < 300000; round++) {
		uint64_t bits = chance_next(&c);
		double value;
		memcpy(&value, &bits, sizeof value);
		if (isfinite(value))
			check_number(&o, value);
		double places[] = {1, 10, 100, 1000, 1e6, 1e7};
		check_number(&o, (double)(int64_t)(bits >> 40) / places[bits % 6]);
	}
	o.len = 0;
	out_json_number(&o, (double)NAN);
	out_json_number(&o, (double)INFINITY);
	out_json_number(&o, 16);
	out_json_number(&o, -2.5);
	out_json_number(&o, 1e15);
	assert_slice(text_of(&o), "nullnull16-2.51e+15");
	out_release(&o);
}

TEST(number_text_is_read_as_strtod_reads_it)
{
	struct chance c = {9};
	char text[64];
	for (int round = 0; round < 300000; round++) {
		size_t len = 0;
		if (chance_below(&c, 2))
			text[len++] = '-';
		text[len++] = (char)('1' + chance_below(&c, 9));
		for (size_t i = chance_below(&c, 25); i > 0; i--)
			text[len++] = (char)('0' + chance_below(&c, 10));
		if (chance_below(&c, 2)) {
			text[len++] = '.';
			for (size_t i = 1 + chance_below(&c, 12); i > 0; i--)
				text[len++] = (char)('0' + chance_below(&c, 10));
		}
		if (chance_below(&c, 2))
			len += (size_t)snprintf(text + len, 10, "e%d", (int)chance_below(&c, 700) - 350);
		text[len] = '\0';
		if (line_as_number((slice){text, len}) != strtod(text, NULL))
			fail_msg("%s", text);
	}
	assert_true(isnan(line_as_number(SLICE("null"))));
	assert_true(line_as_number(SLICE("1e999999999999")) == (double)INFINITY);
	assert_true(line_as_number(SLICE("0e999999999999")) == 0);
}

TEST(integers_are_read)
{
	assert_true(line_as_integer(SLICE("-1")) == -1);
	assert_true(line_as_integer(SLICE("9223372036854775807")) == INT64_MAX);
	assert_true(line_as_integer(SLICE("-9223372036854775808")) == INT64_MIN);
	assert_true(line_as_integer(SLICE("9223372036854775808")) == INT64_MAX);
	assert_true(line_as_integer(SLICE("-99999999999999999999")) == INT64_MIN);
	assert_true(line_as_integer(SLICE("1.6e1")) == 16);
	assert_true(line_as_integer(SLICE("1e300")) == INT64_MAX);
	assert_true(line_as_integer(SLICE("-1e300")) == INT64_MIN);
}

TEST(members_of_any_json_are_taken)
{
	struct json_member m[] = {{"doc", true, {0}}, {"date", false, {0}}, {"lang", false, {0}}};
	assert_true(json_members(SLICE("{\"x\":[{}],\"doc\":\"\\u00e9\",\"date\":null}"), m, 3, &arena, here, &diag));
	assert_slice(m[0].ret, "\u00e9");
	assert_null(m[1].ret.ptr);
	assert_null(m[2].ret.ptr);
	const struct {
		slice text;
		const char *message;
	} wrong[] = {
		{SLICE("{\"doc\":1}"), "file:7: error: expected a string \"doc\", found a number"},
		{SLICE("{\"doc\":null}"), "file:7: error: expected a string \"doc\", found null"},
		{SLICE("{}"), "file:7: error: expected a string \"doc\", found none"},
		{SLICE("[]"), "file:7: error: expected a JSON object, found an array"},
		{SLICE("{\"doc\":\"a\",\"lang\":[]}"), "file:7: error: expected a string \"lang\", found an array"},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		diag.gathered_len = 0;
		assert_false(json_members(wrong[i].text, m, 3, &arena, here, &diag));
		slice got = gathered(&diag);
		assert_slice(slice_sub(got, 6, got.len - 1), wrong[i].message);
	}
	const slice broken[] = {
		SLICE("{\"doc\":\"a\""),   SLICE("{\"doc\":\"\xff\"}"), SLICE("{\"doc\":\"\\u0000\"}"),        SLICE(""),
		SLICE("{\"doc\":\"a\"}}"), SLICE("{\"doc\":\"a\0\"}"),  SLICE("{\"doc\":\"a\",\"doc\":\"b\"}")};
	for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
		diag.gathered_len = 0;
		assert_false(json_members(broken[i], m, 3, &arena, here, &diag));
		assert_true(slice_starts(gathered(&diag), SLICE("test: file:7:")));
		assert_true(slice_find(gathered(&diag), SLICE(": error: invalid JSON: ")) != NOT_FOUND);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(random_objects_are_read_as_jansson_reads_them),
		T(damaged_objects_are_refused_where_jansson_refuses),
		T(every_cut_line_is_an_error),
		T(errors_name_their_place_and_what_was_expected),
		T(fields_and_depth_have_limits),
		T(fields_are_found_with_and_without_the_hint),
		T(items_are_walked),
		T(what_is_written_jansson_reads),
		T(numbers_come_back_the_same_and_short),
		T(number_text_is_read_as_strtod_reads_it),
		T(integers_are_read),
		T(members_of_any_json_are_taken),
	};
	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
