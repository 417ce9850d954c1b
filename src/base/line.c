// SPDX-License-Identifier: MIT
// line: reads one flat JSON object in place, strictly by RFC 8259: what jansson refuses is refused here, and only that.
//
// UTF-8 and NUL are checked once for the whole line; after that only quotes, backslashes and control characters matter.
// Nested values are checked with a stack of bits, without recursion, and stay text.
#include "base/line.h"

#include <assert.h>
#include <math.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "private.h"

#include "base/banned.h"

static bool fail(struct cursor *c, const char *expected)
{
	c->expected = expected;
	return false;
}

static void pass_space(struct cursor *c)
{
	while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' || *c->p == '\r' || *c->p == '\n'))
		c->p++;
}

static bool pass_byte(struct cursor *c, char byte)
{
	if (c->p == c->end || *c->p != byte)
		return false;
	c->p++;
	return true;
}

static const char *find_special(const char *p, const char *end)
{
	uint64_t word;
	for (; end - p >= 8; p += 8) {
		memcpy(&word, p, sizeof word);
		uint64_t marks = mark_special(word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
		if (marks)
			return p + __builtin_ctzll(marks) / 8;
#else
		if (marks)
			break;
#endif
	}
	while (p < end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
		p++;
	return p;
}

static bool pass_hex(struct cursor *c, uint32_t *ret)
{
	uint32_t code = 0;
	for (int i = 0; i < 4; i++, c->p++) {
		char h = c->p < c->end ? *c->p : ' ';
		uint32_t digit = ascii_is_digit(h)                        ? (uint32_t)(h - '0')
						 : (h | 0x20) >= 'a' && (h | 0x20) <= 'f' ? (uint32_t)((h | 0x20) - 'a' + 10)
																  : 16;
		if (digit == 16)
			return fail(c, "four hex digits");
		code = code << 4 | digit;
	}
	*ret = code;
	return true;
}

// The code point of "\uXXXX" or a pair of them; the cursor stands behind the first "\u".
static bool pass_unicode(struct cursor *c, uint32_t *ret)
{
	const char *start = c->p;
	uint32_t high, low;
	if (!pass_hex(c, &high))
		return false;
	if (high == 0 || (high >= 0xdc00 && high <= 0xdfff)) {
		c->p = start;
		return fail(c, high ? "a high surrogate first" : "an escape other than NUL");
	}
	*ret = high;
	if (high < 0xd800 || high > 0xdbff)
		return true;
	if (!pass_byte(c, '\\') || !pass_byte(c, 'u'))
		return fail(c, "a low surrogate");
	start = c->p;
	if (!pass_hex(c, &low))
		return false;
	if (low < 0xdc00 || low > 0xdfff) {
		c->p = start;
		return fail(c, "a low surrogate");
	}
	*ret = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
	return true;
}

// Passes an escape, the cursor behind its backslash; *ret is the code point.
static bool pass_escape(struct cursor *c, uint32_t *ret)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	if (pass_byte(c, 'u'))
		return pass_unicode(c, ret);
	const char *found = c->p < c->end && *c->p ? strchr(from, *c->p) : NULL;
	if (!found)
		return fail(c, "an escape");
	c->p++;
	*ret = (uint32_t)to[found - from];
	return true;
}

bool cursor_string(struct cursor *c, slice *ret, bool *ret_escaped)
{
	const char *start = c->p;
	bool escaped = false;
	for (;;) {
		c->p = find_special(c->p, c->end);
		if (c->p == c->end)
			return fail(c, "a closing '\"'");
		if (*c->p == '"')
			break;
		if (*c->p != '\\')
			return fail(c, "an escape for a control character");
		c->p++;
		escaped = true;
		uint32_t code;
		if (!pass_escape(c, &code))
			return false;
	}
	*ret = (slice){start, (size_t)(c->p - start)};
	*ret_escaped = escaped;
	c->p++;
	return true;
}

slice cursor_unescape(slice s, struct arena *a)
{
	char *text = arena_alloc(a, s.len + 1); // never longer than its escapes
	size_t len = 0;
	struct cursor c = {.p = s.ptr, .end = s.ptr + s.len};
	while (c.p < c.end) {
		const char *run = c.p;
		c.p = find_special(c.p, c.end);
		memcpy(text + len, run, (size_t)(c.p - run));
		len += (size_t)(c.p - run);
		uint32_t code;
		if (!pass_byte(&c, '\\') || !pass_escape(&c, &code))
			break;
		len += utf8_put(code, text + len);
	}
	return (slice){text, len};
}

static bool pass_digits(struct cursor *c)
{
	if (c->p == c->end || !ascii_is_digit(*c->p))
		return fail(c, "a digit");
	while (c->p < c->end && ascii_is_digit(*c->p))
		c->p++;
	return true;
}

static bool pass_number(struct cursor *c)
{
	pass_byte(c, '-');
	if (!pass_byte(c, '0') && !pass_digits(c))
		return false;
	if (pass_byte(c, '.') && !pass_digits(c))
		return false;
	if (pass_byte(c, 'e') || pass_byte(c, 'E')) {
		if (!pass_byte(c, '+'))
			pass_byte(c, '-');
		return pass_digits(c);
	}
	return true;
}

static bool pass_word(struct cursor *c, slice word)
{
	if (!slice_starts((slice){c->p, (size_t)(c->end - c->p)}, word))
		return fail(c, "a value");
	c->p += word.len;
	return true;
}

// Passes a string, a number or a word.
static bool pass_scalar(struct cursor *c, struct line_field *ret)
{
	const char *start = c->p;
	bool fine;
	ret->escaped = false;
	switch (c->p < c->end ? *c->p : '\0') {
	case '"':
		c->p++;
		ret->type = LINE_STRING;
		return cursor_string(c, &ret->value, &ret->escaped);
	case 't':
		ret->type = LINE_BOOLEAN;
		fine = pass_word(c, SLICE("true"));
		break;
	case 'f':
		ret->type = LINE_BOOLEAN;
		fine = pass_word(c, SLICE("false"));
		break;
	case 'n':
		ret->type = LINE_NULL;
		fine = pass_word(c, SLICE("null"));
		break;
	default:
		if (c->p == c->end || !(ascii_is_digit(*c->p) || *c->p == '-'))
			return fail(c, "a value");
		ret->type = LINE_NUMBER;
		fine = pass_number(c);
	}
	ret->value = (slice){start, (size_t)(c->p - start)};
	return fine;
}

// Passes `"key" :`, the cursor where the quote should be.
static bool pass_key(struct cursor *c, slice *ret, bool *ret_escaped)
{
	if (!pass_byte(c, '"'))
		return fail(c, "a '\"'");
	if (!cursor_string(c, ret, ret_escaped))
		return false;
	pass_space(c);
	if (!pass_byte(c, ':'))
		return fail(c, "':'");
	pass_space(c);
	return true;
}

// Passes an array or an object whole.
static bool pass_nested(struct cursor *c)
{
	static_assert(JSON_DEPTH_MAX <= 64, "the stack is one word");
	uint64_t objects = 0; // bit n: depth n is an object
	size_t depth = 0;
	bool closed = false; // a value has just ended
	do {
		struct line_field ignored;
		bool in_object = depth && (objects >> (depth - 1) & 1);
		if (closed) {
			pass_space(c);
			if (pass_byte(c, in_object ? '}' : ']')) {
				depth--;
				continue;
			}
			if (!pass_byte(c, ','))
				return fail(c, in_object ? "',' or '}'" : "',' or ']'");
			pass_space(c);
		}
		if (in_object && !pass_key(c, &ignored.key, &ignored.escaped))
			return false;
		char opening = c->p < c->end ? *c->p : '\0';
		closed = opening != '{' && opening != '[';
		if (closed) {
			if (!pass_scalar(c, &ignored))
				return false;
			continue;
		}
		if (depth == JSON_DEPTH_MAX)
			return fail(c, "less nesting");
		objects = (objects & ~((uint64_t)1 << depth)) | (uint64_t)(opening == '{') << depth;
		depth++;
		c->p++;
		pass_space(c);
		if (pass_byte(c, opening == '{' ? '}' : ']')) {
			depth--;
			closed = true;
		}
	} while (depth);
	return true;
}

static bool pass_value(struct cursor *c, struct line_field *ret, struct arena *a)
{
	const char *start = c->p;
	if (c->p < c->end && (*c->p == '[' || *c->p == '{')) {
		ret->type = *c->p == '[' ? LINE_ARRAY : LINE_OBJECT;
		ret->escaped = false;
		if (!pass_nested(c))
			return false;
		ret->value = (slice){start, (size_t)(c->p - start)};
		return true;
	}
	if (!pass_scalar(c, ret))
		return false;
	if (ret->escaped)
		ret->value = cursor_unescape(ret->value, a);
	return true;
}

static bool pass_object(struct cursor *c, struct line *ret, struct arena *a)
{
	ret->count = 0;
	pass_space(c);
	if (!pass_byte(c, '{'))
		return fail(c, "'{'");
	pass_space(c);
	if (!pass_byte(c, '}')) {
		do {
			pass_space(c);
			if (ret->count == LINE_FIELDS_MAX)
				return fail(c, "fewer fields");
			struct line_field *f = &ret->field[ret->count++];
			if (!pass_key(c, &f->key, &f->escaped))
				return false;
			if (f->escaped)
				f->key = cursor_unescape(f->key, a);
			if (!pass_value(c, f, a))
				return false;
			pass_space(c);
		} while (pass_byte(c, ','));
		if (!pass_byte(c, '}'))
			return fail(c, "',' or '}'");
	}
	pass_space(c);
	return c->p == c->end || fail(c, "the end of the line");
}

bool line_read(struct line *ret, slice text, struct arena *a, struct place at, struct diag *d)
{
	size_t valid = utf8_valid_length(text);
	if (valid < text.len) {
		at.column = utf8_count(slice_sub(text, 0, valid)) + 1;
		return diag_error(d, at, "invalid UTF-8: byte 0x%02x", (unsigned char)text.ptr[valid]);
	}
	size_t nul = slice_find_byte(text, '\0');
	if (nul != NOT_FOUND) {
		at.column = utf8_count(slice_sub(text, 0, nul)) + 1;
		return diag_error(d, at, "NUL byte");
	}
	struct cursor c = {.p = text.len ? text.ptr : "", .expected = NULL};
	c.end = c.p + text.len;
	if (pass_object(&c, ret, a)) {
		ret->raw = text;
		return true;
	}
	size_t offset = text.len ? (size_t)(c.p - text.ptr) : 0;
	at.column = text.len ? utf8_count(slice_sub(text, 0, offset)) + 1 : 1;
	if (offset == text.len)
		return diag_error(d, at, "invalid JSON: expected %s, found the end of the line", c.expected);
	size_t len;
	utf8_at(text, offset, &len);
	return diag_error(d, at, "invalid JSON: expected %s, found '" SLICE_FMT "'", c.expected,
					  SLICE_ARG(slice_sub(text, offset, offset + len)));
}

const struct line_field *line_find(const struct line *l, slice key, size_t hint)
{
	if (hint < l->count && slice_equal(l->field[hint].key, key))
		return &l->field[hint];
	for (size_t i = 0; i < l->count; i++)
		if (slice_equal(l->field[i].key, key))
			return &l->field[i];
	return NULL;
}

bool line_item(slice *rest, struct line_field *ret, struct arena *a)
{
	struct cursor c = {.p = rest->ptr, .end = rest->ptr + rest->len};
	if (!pass_byte(&c, '['))
		pass_byte(&c, ',');
	pass_space(&c);
	if (c.p == c.end || *c.p == ']')
		return false;
	ret->key = SLICE_NULL;
	bool fine = pass_value(&c, ret, a);
	assert(fine); // line_read has checked it
	(void)fine;
	pass_space(&c);
	*rest = (slice){c.p, (size_t)(c.end - c.p)};
	return true;
}
