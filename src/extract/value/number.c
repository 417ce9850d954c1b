// SPDX-License-Identifier: MIT
// Numbers: digits and number words -> exact decimals.
//
// Words compose by their roles (class number.word: role, value), whatever the language:
//   two hundred and fifty-four thousand   unit hundred and tens unit scale   ((2·100 + 50 + 4) · 1000)
// `group` is what is being gathered below the next scale, `total` what earlier scales closed.
#include <math.h>
#include <stdio.h>

#include "extract/private.h"

__extension__ typedef unsigned __int128 wide;

// digits · 10^-places, exact up to 38 digits; `inexact` when that did not suffice.
struct decimal {
	wide digits;
	unsigned places;
	bool inexact;
};

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

static struct decimal decimal_add(struct decimal a, struct decimal b)
{
	unsigned places = a.places > b.places ? a.places : b.places;
	a = scaled(a, places);
	b = scaled(b, places);
	bool over = a.digits > WIDE_MAX - b.digits;
	return reduced((struct decimal){a.digits + b.digits, places, a.inexact || b.inexact || over});
}

static struct decimal decimal_multiply(struct decimal a, struct decimal b)
{
	bool over = b.digits && a.digits > WIDE_MAX / b.digits;
	return reduced((struct decimal){a.digits * b.digits, a.places + b.places, a.inexact || b.inexact || over});
}

static struct decimal decimal_of(uint64_t n)
{
	return (struct decimal){.digits = n};
}

static slice decimal_text(struct decimal d, struct arena *a)
{
	char reversed[64];
	size_t len = 0;
	d = reduced(d);
	for (unsigned i = 0; i <= d.places || d.digits; i++) {
		if (i && i == d.places)
			reversed[len++] = '.';
		reversed[len++] = (char)('0' + (int)(d.digits % 10));
		d.digits /= 10;
	}
	char *text = arena_alloc(a, len + 1);
	for (size_t i = 0; i < len; i++)
		text[i] = reversed[len - 1 - i];
	return (slice){text, len};
}

// Reads a decimal as lists write it: "1000000", "0.5". Enough for any factor of the lists.
static struct decimal decimal_read(slice text)
{
	struct decimal d = {0};
	bool behind = false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '.') {
			behind = true;
			continue;
		}
		d.inexact |= d.digits > WIDE_MAX / 10 - 1;
		d.digits = d.digits * 10 + (wide)(unsigned)(text.ptr[i] - '0');
		d.places += behind;
	}
	return d;
}

slice decimal_product(slice a, slice b, struct arena *arena)
{
	return decimal_text(decimal_multiply(decimal_read(a), decimal_read(b)), arena);
}

// ---- digits -----------------------------------------------------------------------------------------------------------

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

// Reads a token of digits: "1,250.5", "1'000", "3.14". One mark with three digits behind it is a group of thousands when it is a
// comma, and undecided when it is a stop ("1.250"); any other lone mark begins the decimals.
static struct decimal read_digits(slice text, struct arena *a, slice *ret_ambiguous, bool *ret_grouped)
{
	size_t marks = 0, last = 0, first = 0;
	bool mixed = false;
	for (size_t i = 0; i < text.len; i++)
		if (!is_digit(text.ptr[i])) {
			mixed |= marks && text.ptr[i] != text.ptr[last] && text.ptr[i] != '\xE2';
			first = marks ? first : i;
			last = i;
			marks++;
		}
	bool three = marks && text.len - last == 4, led_by_zero = text.ptr[0] == '0';
	bool comma = marks && text.ptr[last] == ',', stop = marks && text.ptr[last] == '.';
	bool decimals = marks && (comma || stop) && (mixed || (marks == 1 && (!three || stop || led_by_zero || last > 3)));
	struct decimal d = {0};
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]))
			continue;
		d.inexact |= d.digits > WIDE_MAX / 10 - 1;
		d.digits = d.digits * 10 + (wide)(unsigned)(text.ptr[i] - '0');
		d.places += decimals && i > last;
	}
	*ret_grouped = marks && !decimals;
	if (marks == 1 && three && stop && !led_by_zero && last <= 3)
		*ret_ambiguous = arena_format(a, SLICE_FMT "|" SLICE_FMT, SLICE_ARG(decimal_text(d, a)),
									  SLICE_ARG(decimal_text((struct decimal){.digits = d.digits}, a)));
	return d;
}

// ---- composing --------------------------------------------------------------------------------------------------------

struct composer {
	const struct work *w;
	uint16_t class; // number.word
	struct decimal total, group;
	bool started, has_group;
	slice last_role;
	wide last_value;
	size_t end; // the token behind what was composed
	bool words, digits, ordinal, decimal_point, grouped;
	slice ambiguous;
};

static bool is_role(slice role, const char *name)
{
	return slice_equal(role, slice_of(name));
}

static const struct sense *word_role(const struct composer *c, size_t token, const char *role, size_t *ret_end)
{
	const struct scan *s = &c->w->facts->scan;
	if (token >= s->tokens || !s->token[token].entry)
		return NULL;
	for (const struct sense *x = token_sense(c->w, token, c->class, ret_end); x;
		 x = sense_next(c->w->rs, x->next, c->class, (enum shape)s->token[token].shape))
		if (is_role(sense_value(x, 0), role))
			return x;
	return NULL;
}

// "seventy" takes 1 to 9, "hundred" takes 1 to 99, a scale takes anything below it.
static bool fits_behind(const struct composer *c, wide value)
{
	if (!c->has_group)
		return true;
	if (is_role(c->last_role, "tens"))
		return value < 10;
	if (is_role(c->last_role, "hundred"))
		return value < 100;
	return false;
}

static void add_group(struct composer *c, wide value, slice role, size_t end)
{
	c->group = decimal_add(c->has_group ? c->group : decimal_of(0), (struct decimal){.digits = value});
	c->has_group = c->started = c->words = true;
	c->last_role = role;
	c->last_value = value;
	c->end = end;
}

// "hundred", "dozen" and scales multiply what stands before them.
static bool multiply(struct composer *c, slice role, struct decimal value, size_t end)
{
	bool scale = is_role(role, "scale");
	if (!c->started)
		c->group = decimal_of(1);
	else if (!c->has_group && is_role(c->last_role, "scale")) { // lakh crore, hundred thousand million
		c->total = decimal_multiply(c->total, value);
		c->end = end;
		return true;
	} else if (!c->has_group || (is_role(role, "dozen") && is_role(c->last_role, "hundred")))
		return false;
	c->group = decimal_multiply(c->group, value);
	c->has_group = c->started = true;
	c->words = true;
	if (scale) {
		c->total = decimal_add(c->total, c->group);
		c->has_group = false;
	}
	c->last_role = role;
	c->end = end;
	return true;
}

static void finish_ordinal(struct composer *c, struct decimal value, size_t end)
{
	bool scale = value.digits >= 100;
	if (scale && c->has_group)
		c->group = decimal_multiply(c->group, value);
	else
		c->group = decimal_add(c->has_group ? c->group : decimal_of(0), value);
	c->has_group = c->started = c->words = c->ordinal = true;
	c->end = end;
}

static bool adjacent(const struct scan *s, size_t token)
{
	return token && s->token[token].start == s->token[token - 1].end;
}

// "two point five": digits one by one behind the point.
static bool take_decimals(struct composer *c, size_t token)
{
	size_t end;
	const struct sense *s;
	unsigned places = 0;
	for (; places < 12 && (s = word_role(c, token, "unit", &end)); places++) {
		struct decimal digit = decimal_read(sense_value(s, 1));
		digit.places = places + 1;
		c->group = decimal_add(c->has_group ? c->group : decimal_of(0), digit);
		c->has_group = true;
		token = c->end = end;
	}
	c->decimal_point |= places > 0;
	c->last_role = SLICE("point");
	return places > 0;
}

// Takes the word at a token; false when it does not go on what was composed so far.
static bool take_word(struct composer *c, size_t token)
{
	size_t end;
	const struct sense *s;
	if ((s = word_role(c, token, "unit", &end)) || (s = word_role(c, token, "teen", &end)) ||
		(s = word_role(c, token, "tens", &end))) {
		struct decimal value = decimal_read(sense_value(s, 1));
		if (c->digits && c->has_group)
			return false;
		if (!fits_behind(c, value.digits) || (c->has_group && is_role(c->last_role, "point")))
			return false;
		add_group(c, value.digits, sense_value(s, 0), end);
		return true;
	}
	if ((s = word_role(c, token, "hundred", &end)) || (s = word_role(c, token, "scale", &end)) ||
		(s = word_role(c, token, "dozen", &end)))
		return multiply(c, sense_value(s, 0), decimal_read(sense_value(s, 1)), end);
	if (c->started && !c->digits && (s = word_role(c, token, "ordinal", &end))) {
		struct decimal value = decimal_read(sense_value(s, 1));
		bool behind_scale = !c->has_group && is_role(c->last_role, "scale");
		if (behind_scale || value.digits >= 100 || fits_behind(c, value.digits)) {
			finish_ordinal(c, value, end);
			return false; // nothing comes behind an ordinal
		}
		return false;
	}
	if (c->started && word_role(c, token, "point", &end))
		return take_decimals(c, end);
	if (!c->started && (s = word_role(c, token, "ordinal", &end))) {
		finish_ordinal(c, decimal_read(sense_value(s, 1)), end);
		return false;
	}
	return false;
}

static bool take_digits(struct composer *c, size_t token)
{
	const struct token *t = &c->w->facts->scan.token[token];
	slice text = slice_sub(c->w->facts->sentence->head.text, t->start, t->end);
	if (c->has_group || (c->started && !is_role(c->last_role, "scale")))
		return false;
	c->group = read_digits(text, c->w->arena, &c->ambiguous, &c->grouped);
	c->has_group = c->started = c->digits = true;
	c->last_role = SLICE("digits");
	c->end = token + 1;
	return true;
}

// The token at which the number may go on behind `token`: itself, behind a hyphen or behind "and".
static size_t next_part(const struct composer *c, size_t token)
{
	const struct scan *s = &c->w->facts->scan;
	size_t end, behind;
	if (token + 1 < s->tokens && s->token[token].kind == TOKEN_MARK && s->low.ptr[s->token[token].low_start] == '-' &&
		adjacent(s, token) && adjacent(s, token + 1) && !c->digits)
		return token + 1;
	bool may_and = is_role(c->last_role, "hundred") || (is_role(c->last_role, "scale") && !c->has_group);
	if (may_and && word_role(c, token, "and", &end) &&
		(word_role(c, end, "unit", &behind) || word_role(c, end, "teen", &behind) || word_role(c, end, "tens", &behind) ||
		 (word_role(c, end, "ordinal", &behind) && c->words)))
		return end;
	return token;
}

// "a hundred", "a dozen": an article counts where a multiplier stands behind it.
static size_t skip_article(struct composer *c, size_t token)
{
	size_t end, behind;
	if (word_role(c, token, "article", &end) &&
		(word_role(c, end, "hundred", &behind) || word_role(c, end, "scale", &behind) || word_role(c, end, "dozen", &behind)))
		return end;
	return token;
}

static bool compose(struct composer *c, size_t token)
{
	const struct scan *s = &c->w->facts->scan;
	size_t at = skip_article(c, token);
	while (at < s->tokens) {
		size_t part = c->started ? next_part(c, at) : at;
		if (part >= s->tokens)
			break;
		bool more = s->token[part].kind == TOKEN_DIGITS ? take_digits(c, part) : take_word(c, part);
		if (!more)
			break;
		at = c->end;
	}
	return c->started;
}

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
	return n >= 1 && n <= 12 ? NUMBER_WORD_12 : n <= 31 ? NUMBER_WORD_31 : NUMBER_WORD;
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
static bool has_suffix(const struct work *w, size_t token, uint16_t id)
{
	const struct scan *s = &w->facts->scan;
	size_t end;
	return token < s->tokens && adjacent(s, token) && s->token[token].entry && id != NO_CLASS &&
		   token_sense(w, token, id, &end) && end == token + 1;
}

static void add_number(struct work *w, struct composer *c, size_t first)
{
	struct facts *f = w->facts;
	const struct token *t = &f->scan.token[first];
	struct number n = {.ambiguous = c->ambiguous, .is_ordinal = c->ordinal};
	struct decimal value = c->has_group ? decimal_add(c->total, c->group) : c->total;
	fill_number(value, w->arena, &n);
	bool only_digits = c->digits && !c->words;
	n.form = only_digits ? digits_form(slice_sub(f->sentence->head.text, t->start, t->end), &value, c->grouped)
						 : words_form(value.digits, c->ordinal, c->digits, value.places > 0);
	if (only_digits && has_suffix(w, c->end, w->rs->known.number_suffix_ordinal)) {
		n.form = value.digits >= 1 && value.digits <= 31 ? NUMBER_ORDINAL_31 : NUMBER_ORDINAL;
		n.is_ordinal = true;
		c->end++;
	} else if (only_digits && !value.places && (has_suffix(w, c->end, w->rs->known.number_suffix_decade))) {
		n.form = value.digits < 100 ? NUMBER_TWO_DECADE : NUMBER_DECADE;
		c->end++;
	}
	vec_push(&f->number, n);
	struct item item = {
		.kind = ITEM_NUMBER, .first = (uint32_t)first, .end = (uint32_t)c->end, .record = (uint32_t)f->number.count - 1};
	number_tag(&n, &item);
	vec_push(&f->item, item);
}

void numbers_compose(struct work *w)
{
	const struct scan *s = &w->facts->scan;
	uint16_t class = w->rs->known.number_word;
	for (size_t i = 0; i < s->tokens;) {
		const struct token *t = &s->token[i];
		bool may_begin = t->kind == TOKEN_DIGITS || (t->entry && w->rs->word[t->word].number) ||
						 (t->phrase && w->rs->word[t->phrase_word].number);
		if (!may_begin) {
			i++;
			continue;
		}
		struct composer c = {.w = w, .class = class};
		if (compose(&c, i)) {
			add_number(w, &c, i);
			i = c.end;
		} else {
			i++;
		}
	}
}

// ---- rules of the number layer ----------------------------------------------------------------------------------------

static struct decimal captured_decimal(const struct work *w, const struct reading *r, const char *name, struct decimal otherwise)
{
	const struct capture *c = reading_group(r, name);
	const struct number *n = capture_number(w, c);
	if (n)
		return decimal_read(n->text);
	slice value = c ? capture_value(w, c, 0) : reading_set(r, name);
	for (size_t i = 0; c && i < 3 && value.ptr && !is_digit(value.ptr[0]); i++) // roles stand before values
		value = capture_value(w, c, i + 1);
	return value.ptr && value.len && is_digit(value.ptr[0]) ? decimal_read(value) : otherwise;
}

// value · times + plus, or num / den.
bool number_read(struct work *w, const struct reading *r, struct number *ret)
{
	const struct number *base = capture_number(w, reading_group(r, "value"));
	struct decimal none = {0};
	struct decimal num = captured_decimal(w, r, "num", decimal_of(1)), den = captured_decimal(w, r, "den", none);
	struct decimal plus = captured_decimal(w, r, "plus", none), times = captured_decimal(w, r, "times", decimal_of(1));
	struct decimal value = captured_decimal(w, r, "value", den.digits ? none : decimal_of(1));
	ret->form = NUMBER_OTHER;
	ret->ambiguous = base ? base->ambiguous : SLICE_NULL;
	if (den.digits) {
		double whole = line_as_number(decimal_text(decimal_add(value, plus), w->arena));
		double quotient = whole + line_as_number(decimal_text(num, w->arena)) / line_as_number(decimal_text(den, w->arena));
		char text[40];
		int len = snprintf(text, sizeof text, "%.15g", quotient * line_as_number(decimal_text(times, w->arena)));
		ret->text = arena_copy(w->arena, (slice){text, (size_t)len});
		ret->value = line_as_number(ret->text);
		ret->lo = ret->hi = NAN;
	} else {
		fill_number(decimal_multiply(decimal_add(value, plus), times), w->arena, ret);
	}
	const struct capture *lo = reading_group(r, "lo"); // a vague number: the class has its two ends
	if (lo && !lo->item) {
		ret->lo = line_as_number(capture_value(w, lo, 0));
		ret->hi = line_as_number(capture_value(w, lo, 1));
		ret->approx = true;
	}
	ret->approx |= slice_equal(reading_set(r, "approx"), SLICE("true"));
	return true;
}
