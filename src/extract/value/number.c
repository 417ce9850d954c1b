// SPDX-License-Identifier: MIT
// Numbers: digits and number words -> exact decimals, first by the scan (words.c, digits.c), then by the rules of the number
// layer.
#include <math.h>

#include "extract/value/words.h"

#include "base/ascii.h"

// ---- forms ------------------------------------------------------------------------------------------------------------

static enum number_form digits_form(slice text, const struct decimal *d, bool grouped)
{
	wide n = d->digits;
	if (d->places)
		return NUMBER_DECIMAL;
	if (grouped)
		return NUMBER_INT;
	if (text.len == 2 && text.ptr[0] == '0')
		return n <= 12 ? NUMBER_ZERO_LED : NUMBER_TWO;
	if (text.len == 1 && n == 1)
		return NUMBER_ONE;
	if (text.len <= 2 && n >= 1 && n <= 12)
		return NUMBER_DAY_12;
	if (text.len <= 2 && n >= 1 && n <= 31)
		return NUMBER_DAY_31;
	if (text.len == 2)
		return NUMBER_TWO;
	return text.len == 4 && n >= 1000 && n <= 2199 ? NUMBER_YEAR : NUMBER_INT;
}

static enum number_form words_form(wide n, bool ordinal, bool digits, bool decimal)
{
	if (digits || decimal)
		return NUMBER_OTHER;
	if (ordinal)
		return n <= 31 ? NUMBER_WORD_ORDINAL_31 : NUMBER_WORD_ORDINAL;
	return n == 1 ? NUMBER_WORD_ONE : n >= 1 && n <= 12 ? NUMBER_WORD_12 : n <= 31 ? NUMBER_WORD_31 : NUMBER_WORD;
}

static void fill_number(struct decimal d, struct arena *a, struct number *ret)
{
	ret->text = decimal_text(d, a);
	ret->value = line_as_number(ret->text);
	ret->lo = ret->hi = NAN;
}

void number_tag(const struct number *n, struct item *ret)
{
	ret->tag_row = (uint8_t)n->form;
}

// A word right behind digits, as data: "21st", "1990s".
static const struct sense *suffix_of(const struct work *w, size_t token, enum known class)
{
	const struct scan *s = &w->facts->scan;
	size_t end;
	const struct sense *found = token < s->tokens && token_adjoins(s, token) ? token_sense(w, token, class, &end) : NULL;
	return found && end == token + 1 ? found : NULL;
}

// Whether an ordinal's suffix, which says so, stands behind its last digit: 21st, but 12st and 11st are none.
static bool fits_suffix(const struct sense *suffix, wide n)
{
	slice digit = sense_value(suffix, 0), but = sense_value(suffix, 1);
	return !digit.len || (decimal_read(digit).digits == n % 10 && decimal_read(but).digits != n % 100);
}

static void add_number(struct work *w, struct composer *c, size_t first)
{
	struct facts *f = w->facts;
	const struct token *t = &f->scan.token[first];
	struct number n = {.ambiguous = c->ambiguous, .is_ordinal = c->ordinal};
	struct decimal value = c->has_group ? decimal_add(c->total, c->group) : c->total;
	fill_number(value, w->arena, &n);
	if (c->ends_in_scale)
		n.scale = decimal_text(c->last_scale, w->arena);
	if (c->factor.digits)
		n.factor = decimal_text(c->factor, w->arena);
	bool only_digits = c->digits && !c->words && !c->notation;
	n.form = only_digits ? digits_form(slice_sub(f->sentence->head.text, t->start, t->end), &value, c->grouped)
						 : words_form(value.digits, c->ordinal, c->digits, value.places > 0);
	const struct sense *ordinal = only_digits ? suffix_of(w, c->end, KNOWN_number_suffix_ordinal) : NULL;
	if (ordinal && fits_suffix(ordinal, value.digits)) {
		n.form = value.digits >= 1 && value.digits <= 31 ? NUMBER_ORDINAL_31 : NUMBER_ORDINAL;
		n.is_ordinal = true;
		c->end++;
	} else if (only_digits && !value.places && (suffix_of(w, c->end, KNOWN_number_suffix_decade))) {
		n.form = value.digits < 100 ? NUMBER_TWO_DECADE : NUMBER_DECADE;
		c->end++;
	}
	arena_push(w->arena, &f->number, n);
	struct item item = {.kind = ITEM_NUMBER,
						.first = (uint32_t)first,
						.end = (uint32_t)c->end,
						.own_end = (uint32_t)c->end,
						.record = (uint32_t)f->number.count - 1};
	number_tag(&n, &item);
	arena_push(w->arena, &f->item, item);
}

// The tokens of a phrase that is no number, though a word of it is: "several hundred", "24/7"; and, unless a number begins with
// it, "km^2", "metres per second".
static size_t skipped_tokens(const struct work *w, const struct token *t, bool may_begin)
{
	if (!t->phrase)
		return 0;
	const struct known_set *k = &w->rs->word[t->phrase_word].known;
	bool skip = known_set_has(k, KNOWN_number_vague) || known_set_has(k, KNOWN_number_idiom) ||
				(!may_begin && known_set_has(k, KNOWN_unit));
	return skip ? t->phrase_tokens : 0;
}

// "30-second": behind a number and a hyphen it is the unit, no rank.
static bool is_unit_of_last(const struct work *w, size_t token)
{
	const struct facts *f = w->facts;
	const struct scan *s = &f->scan;
	return token > 1 && token_is_mark(s, token - 1, '-') && token_adjoins(s, token) && token_adjoins(s, token - 1) &&
		   f->item.count && f->item.at[f->item.count - 1].end == token - 1 && token_is(w, token, KNOWN_unit);
}

void numbers_compose(struct work *w)
{
	const struct scan *s = &w->facts->scan;
	for (size_t i = 0; i < s->tokens;) {
		const struct token *t = &s->token[i];
		bool may_begin = t->kind == TOKEN_DIGITS || token_is(w, i, KNOWN_number_word) ||
						 (token_is_mark(s, i, '.') && i + 1 < s->tokens && s->token[i + 1].kind == TOKEN_DIGITS); // .75
		size_t skip = skipped_tokens(w, t, may_begin);
		if (skip || !may_begin) {
			i += skip ? skip : 1;
			continue;
		}
		struct composer c = {.w = w};
		if (!is_unit_of_last(w, i) && words_compose(&c, i)) {
			add_number(w, &c, i);
			i = c.end;
		} else {
			i++;
		}
	}
}

// ---- rules of the number layer ----------------------------------------------------------------------------------------

static struct decimal captured_decimal(const struct work *w, const struct reading *r, enum term name, struct decimal otherwise)
{
	const struct capture *c = reading_group(r, name);
	const struct number *n = capture_number(w, c);
	if (n)
		return decimal_read(n->text);
	slice value = c ? capture_value(w, c, 0) : reading_set(r, name);
	for (size_t i = 0; c && i < 3 && value.ptr && !ascii_is_digit(value.ptr[0]); i++) // roles stand before values
		value = capture_value(w, c, i + 1);
	return value.len && (ascii_is_digit(value.ptr[0]) || value.ptr[0] == '-') ? decimal_read(value) : otherwise;
}

// (value + plus + num / den) · times, or minus that. Behind a number that ends in a scale ("3 million and a half") the fraction
// is one of that scale, or of its own ("a billion and three quarters million").
bool number_read(struct work *w, const struct reading *r, struct number *ret)
{
	const struct number *base = capture_number(w, reading_group(r, TERM_VALUE));
	struct decimal none = {0}, one = decimal_of(1), minus_one = {.digits = 1, .negative = true};
	const struct capture *part = reading_group(r, TERM_DEN);
	struct decimal num = captured_decimal(w, r, TERM_NUM, one), den = captured_decimal(w, r, TERM_DEN, none);
	slice own = part && !part->item ? capture_value(w, part, 1) : SLICE_NULL; // of "¾": 3
	num = own.len ? decimal_read(own) : num;
	struct decimal plus = captured_decimal(w, r, TERM_PLUS, none), times = captured_decimal(w, r, TERM_TIMES, one);
	struct decimal value = captured_decimal(w, r, TERM_VALUE, part ? none : one);
	ret->form = NUMBER_OTHER;
	if (slice_equal(reading_set(r, TERM_FORM), SLICE("name"))) { // Boeing 737
		ret->form = NUMBER_NAME;
		ret->text = SLICE("");
		return true;
	}
	ret->ambiguous = base ? base->ambiguous : SLICE_NULL;
	if (part) {
		bool improper = !num.places && !den.places && num.digits >= den.digits;
		bool ordinal = part->item && w->facts->number.at[part->item->record].is_ordinal;
		const struct capture *scale = reading_group(r, TERM_TIMES);
		const struct number *times_number = capture_number(w, scale);
		if (!den.digits || (base && improper) || (part->item && !ordinal && improper)) // 2 5/3, 24/7
			return false;
		if (ordinal && (num.digits != 1 || den.digits == 2)) // two third places, one second
			return false;
		bool one_scale = times_number && times_number->scale.len && slice_equal(times_number->text, times_number->scale);
		if (times_number && !one_scale) // half 20 million
			return false;
		struct decimal fraction = decimal_divide(num, den);
		if (base && base->scale.len) {
			bool has_times = reading_group(r, TERM_TIMES) != NULL;
			fraction = decimal_multiply(fraction, has_times ? times : decimal_read(base->scale));
			times = one;
		}
		if (!base && !plus.digits && times.digits == 1)
			ret->form = NUMBER_FRACTION;
		plus = decimal_add(plus, fraction);
	}
	fill_number(decimal_multiply(decimal_add(value, plus), times), w->arena, ret);
	if (!part && times.digits != 1) // "5 to 10 mln" is 5 mln to 10 mln
		ret->scale = ret->factor = decimal_text(times, w->arena);
	const struct capture *lo = reading_group(r, TERM_LO); // a vague number: the class has its two ends
	if (lo && !lo->item) {
		ret->lo = line_as_number(capture_value(w, lo, 0));
		ret->hi = line_as_number(capture_value(w, lo, 1));
		ret->approx = true;
	}
	if (reading_group(r, TERM_SIGN)) // minus
		fill_number(decimal_multiply(decimal_read(ret->text), minus_one), w->arena, ret);
	ret->approx |= slice_equal(reading_set(r, TERM_APPROX), SLICE("true"));
	return true;
}
