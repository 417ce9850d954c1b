// SPDX-License-Identifier: MIT
// Decimals: digits and places, so that sums and products are exact.
#include <math.h>
#include <stdio.h>

#include "base/line.h"
#include "extract/private.h"
#include "extract/value/decimal.h"

static const wide WIDE_MAX = ~(wide)0;

static struct decimal scaled(struct decimal d, unsigned places)
{
	for (; d.places < places; d.places++) {
		d.inexact |= d.digits > WIDE_MAX / 10;
		d.digits *= 10;
	}
	return d;
}

static struct decimal reduced(struct decimal d)
{
	for (; d.places && d.digits % 10 == 0; d.places--)
		d.digits /= 10;
	return d;
}

struct decimal decimal_of(uint64_t n)
{
	return (struct decimal){.digits = n};
}

struct decimal decimal_add(struct decimal a, struct decimal b)
{
	unsigned places = a.places > b.places ? a.places : b.places;
	a = scaled(a, places);
	b = scaled(b, places);
	bool inexact = a.inexact || b.inexact;
	if (a.negative == b.negative) {
		inexact |= a.digits > WIDE_MAX - b.digits;
		return reduced((struct decimal){a.digits + b.digits, places, a.negative, inexact});
	}
	if (a.digits < b.digits)
		return reduced((struct decimal){b.digits - a.digits, places, b.negative, inexact});
	return reduced((struct decimal){a.digits - b.digits, places, a.negative && a.digits != b.digits, inexact});
}

struct decimal decimal_multiply(struct decimal a, struct decimal b)
{
	bool over = b.digits && a.digits > WIDE_MAX / b.digits;
	bool negative = a.negative != b.negative && a.digits && b.digits;
	return reduced((struct decimal){a.digits * b.digits, a.places + b.places, negative, a.inexact || b.inexact || over});
}

struct decimal decimal_shift(struct decimal d, int exponent)
{
	if (exponent < 0)
		d.places += (unsigned)-exponent;
	for (; exponent > 0; exponent--)
		if (d.places) {
			d.places--;
		} else {
			d.inexact |= d.digits > WIDE_MAX / 10;
			d.digits *= 10;
		}
	return reduced(d);
}

void decimal_append(struct decimal *d, char digit, bool behind_point)
{
	d->inexact |= d->digits > WIDE_MAX / 10 - 1;
	d->digits = d->digits * 10 + (wide)(unsigned)(digit - '0');
	d->places += behind_point;
}

struct decimal decimal_read(slice text)
{
	struct decimal d = {0};
	bool behind = false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '-')
			d.negative = true;
		else if (text.ptr[i] == '.')
			behind = true;
		else
			decimal_append(&d, text.ptr[i], behind);
	}
	return d;
}

double decimal_value(struct decimal d)
{
	double value = (double)d.digits / pow(10, d.places);
	return d.negative ? -value : value;
}

struct decimal decimal_divide(struct decimal a, struct decimal b)
{
	double quotient = fabs(decimal_value(a) / decimal_value(b));
	int before = quotient >= 1 ? (int)floor(log10(quotient)) + 1 : 1; // digits before the point
	int places = before < 15 ? 15 - before : 0;
	if (quotient > 0 && quotient < 1)
		places += (int)-floor(log10(quotient)) - 1;
	char text[400];
	int len = snprintf(text, sizeof text, "%.*f", places > 36 ? 36 : places, quotient);
	struct decimal d = reduced(decimal_read((slice){text, (size_t)len}));
	d.negative = a.negative != b.negative && d.digits;
	return d;
}

slice decimal_text(struct decimal d, struct arena *a)
{
	char reversed[128];
	size_t len = 0;
	d = reduced(d);
	for (unsigned i = 0; (i <= d.places || d.digits) && len < sizeof reversed - 2; i++) {
		if (i && i == d.places)
			reversed[len++] = '.';
		reversed[len++] = (char)('0' + (int)(d.digits % 10));
		d.digits /= 10;
	}
	if (d.negative)
		reversed[len++] = '-';
	char *text = arena_alloc(a, len + 1);
	for (size_t i = 0; i < len; i++)
		text[i] = reversed[len - 1 - i];
	return (slice){text, len};
}

slice decimal_product(slice a, slice b, struct arena *arena)
{
	return decimal_text(decimal_multiply(decimal_read(a), decimal_read(b)), arena);
}
