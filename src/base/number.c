// SPDX-License-Identifier: MIT
// number: JSON's numbers from and to text, in every locale the same.
#include <errno.h>
#include <math.h>

#include "base/ascii.h"
#include "base/line.h"

#include "base/banned.h"

// Powers of ten that a double holds exactly.
static const double exact_power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
									 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
// Integers below are doubles without loss.
#define EXACT_INTEGER 9007199254740992.0

// A number's digits without its point, and where the point was: value = digits * 10^power.
struct decimal {
	bool negative;
	uint64_t digits; // the first 19 significant ones
	size_t significant;
	int64_t power; // of all digits taken as one integer
};

static struct decimal read_decimal(slice s)
{
	struct decimal n = {0};
	size_t i = 0;
	bool behind_point = false;
	if (i < s.len && s.ptr[i] == '-')
		n.negative = true, i++;
	for (; i < s.len && (ascii_is_digit(s.ptr[i]) || s.ptr[i] == '.'); i++) {
		if (s.ptr[i] == '.') {
			behind_point = true;
			continue;
		}
		if (n.significant || s.ptr[i] != '0') {
			if (++n.significant <= 19)
				n.digits = n.digits * 10 + (uint64_t)(s.ptr[i] - '0');
		}
		n.power -= behind_point;
	}
	if (i < s.len && (s.ptr[i] | 0x20) == 'e') {
		bool minus = ++i < s.len && s.ptr[i] == '-';
		if (i < s.len && (s.ptr[i] == '-' || s.ptr[i] == '+'))
			i++;
		int64_t exponent = 0;
		for (; i < s.len && ascii_is_digit(s.ptr[i]); i++)
			if (exponent < 1000000000)
				exponent = exponent * 10 + (s.ptr[i] - '0');
		n.power += minus ? -exponent : exponent;
	}
	return n;
}

// Any number of digits: strtod rounds correctly, and without a point it does not ask the locale.
static double read_slowly(slice s, struct decimal n)
{
	struct arena a;
	arena_init(&a);
	char *text = arena_alloc(&a, s.len + 32);
	size_t len = 0;
	for (size_t i = 0; i < s.len && (s.ptr[i] | 0x20) != 'e'; i++)
		if (s.ptr[i] != '.')
			text[len++] = s.ptr[i];
	snprintf(text + len, 32, "e%lld", (long long)n.power);
	double ret = strtod(text, NULL);
	arena_release(&a);
	return ret;
}

double line_as_number(slice s)
{
	if (!s.len || !(ascii_is_digit(s.ptr[0]) || s.ptr[0] == '-'))
		return NAN;
	struct decimal n = read_decimal(s);
	if (n.significant == 0)
		return n.negative ? -0.0 : 0.0;
	if (n.significant > 15 || n.power < -22 || n.power > 22)
		return read_slowly(s, n);
	// Both are exact, so the one operation rounds once (Clinger's fast path).
	double value = (double)n.digits;
	value = n.power < 0 ? value / exact_power[-n.power] : value * exact_power[n.power];
	return n.negative ? -value : value;
}

int64_t line_as_integer(slice s)
{
	bool negative = s.len && s.ptr[0] == '-';
	uint64_t value = 0, most = negative ? (uint64_t)INT64_MAX + 1 : INT64_MAX;
	for (size_t i = negative; i < s.len; i++) {
		if (!ascii_is_digit(s.ptr[i])) {
			double number = line_as_number(s);
			return number >= 9223372036854775807.0    ? INT64_MAX
				   : number <= -9223372036854775808.0 ? INT64_MIN
													  : (int64_t)(number == number ? number : 0);
		}
		uint64_t digit = (uint64_t)(s.ptr[i] - '0');
		if (value > (most - digit) / 10) {
			value = most;
			break;
		}
		value = value * 10 + digit;
	}
	if (!negative)
		return (int64_t)value;
	return value > INT64_MAX ? INT64_MIN : -(int64_t)value;
}

// Two digits at a time: a record has six integers and more.
static void put_digits(struct out *o, uint64_t value)
{
	static const char pairs[] =
		"00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354"
		"555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
	char text[40], *const end = text + 20, *at = end; // behind which as many bytes may be read
	for (; value >= 100; value /= 100)
		memcpy(at -= 2, pairs + value % 100 * 2, 2);
	if (value >= 10)
		memcpy(at -= 2, pairs + value * 2, 2);
	else
		*--at = (char)('0' + value);
	if (o->capacity - o->len < 20)
		out_reserve(o, 20);
	memcpy(o->ptr + o->len, at, 20);
	o->len += (size_t)(end - at);
}

void out_json_integer(struct out *o, int64_t value)
{
	if (value < 0)
		out_byte(o, '-');
	put_digits(o, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

// Up to six decimals, which nearly all figures have: the shortest that divides back to the value.
static bool put_short_decimal(struct out *o, double value)
{
	double size = fabs(value);
	if (size < 1e-4 || size >= 1e9)
		return false;
	for (size_t places = 1; places <= 6; places++) {
		double scaled = nearbyint(size * exact_power[places]);
		if (scaled >= 1e15 || scaled / exact_power[places] != size)
			continue;
		uint64_t digits = (uint64_t)scaled, power = (uint64_t)exact_power[places];
		if (value < 0)
			out_byte(o, '-');
		put_digits(o, digits / power);
		out_byte(o, '.');
		for (digits %= power, power /= 10; power; power /= 10)
			out_byte(o, (char)('0' + digits / power % 10));
		return true;
	}
	return false;
}

void out_json_number(struct out *o, double value)
{
	if (!isfinite(value)) {
		out_bytes(o, SLICE("null"));
		return;
	}
	if (fabs(value) < 1e15 && value == (double)(int64_t)value && !(value == 0 && signbit(value))) {
		out_json_integer(o, (int64_t)value);
		return;
	}
	if (put_short_decimal(o, value))
		return;
	char text[64];
	for (int digits = 15; digits <= 17; digits++) {
		int len = snprintf(text, sizeof text, "%.*g", digits, value), kept = 0;
		// Whatever the locale's point is becomes one '.'.
		for (int i = 0; i < len; i++) {
			bool plain = ascii_is_digit(text[i]) || text[i] == '-' || text[i] == '+' || text[i] == 'e';
			if (plain || (kept && text[kept - 1] != '.'))
				text[kept++] = plain ? text[i] : '.';
		}
		slice written = {text, (size_t)kept};
		if (digits == 17 || line_as_number(written) == value) {
			out_bytes(o, written);
			return;
		}
	}
}
