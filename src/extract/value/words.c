// SPDX-License-Identifier: MIT
// Words: takes one word or token of digits after the other, as long as they make one number.
#include "extract/value/words.h"

static bool is_role(slice role, const char *name)
{
	return slice_equal(role, slice_of(name));
}

// A bit for a role, by its first and third letter: a word mostly has another one than is asked for.
static inline uint64_t role_bit(const char *role)
{
	return (uint64_t)1 << ((unsigned char)role[0] * 7u + (unsigned char)role[2]) % 64;
}

static uint64_t roles_of(const struct composer *c, const struct sense *s, enum shape shape)
{
	uint64_t roles = 0;
	for (; s; s = sense_next(c->w->rs, s->next, c->w->rs->known.number_word, shape))
		roles |= s->values_len > 2 ? role_bit(s->values) : 0;
	return roles;
}

// The bits of all roles of the word at a token; 0: it is no word of numbers.
static uint64_t roles_at(struct composer *c, size_t token)
{
	const struct scan *s = &c->w->facts->scan;
	if (token >= s->tokens || !token_is(c->w, token, KNOWN_number_word))
		return 0;
	if (c->asked.token != token + 1) {
		c->asked.token = token + 1;
		c->asked.sense = token_sense(c->w, token, KNOWN_number_word, &c->asked.end);
		c->asked.roles = roles_of(c, c->asked.sense, (enum shape)s->token[token].shape);
	}
	return c->asked.roles;
}

static const struct sense *word_role(struct composer *c, size_t token, const char *role, size_t *ret_end)
{
	if (!(roles_at(c, token) & role_bit(role)))
		return NULL;
	const enum shape shape = (enum shape)c->w->facts->scan.token[token].shape;
	*ret_end = c->asked.end;
	for (const struct sense *x = c->asked.sense; x; x = sense_next(c->w->rs, x->next, c->w->rs->known.number_word, shape))
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
	c->ends_in_scale = false;
	c->factor = decimal_of(0);
	c->last_role = role;
	c->end = end;
}

// "hundred", "dozen" and scales multiply what stands before them.
static bool multiply(struct composer *c, slice role, struct decimal value, size_t end)
{
	bool scale = is_role(role, "scale");
	struct decimal factor = !c->started ? decimal_of(0) : c->factor.digits ? decimal_multiply(c->factor, value) : value;
	if (!c->started)
		c->group = decimal_of(1);
	else if (!c->has_group && is_role(c->last_role, "scale")) { // lakh crore, hundred thousand million
		c->total = decimal_multiply(c->total, value);
		c->last_scale = decimal_multiply(c->last_scale, value);
		c->factor = factor;
		c->end = end;
		return true;
	} else if (!c->has_group || (is_role(role, "dozen") && is_role(c->last_role, "hundred")))
		return false;
	c->factor = factor;
	c->ends_in_scale = scale || !c->started;
	c->last_scale = c->ends_in_scale ? value : c->last_scale;
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

static bool is_dash(const struct scan *s, size_t token)
{
	const struct token *t = &s->token[token];
	const char *low = s->low.ptr + t->low_start;
	return *low == '-' || (t->low_end - t->low_start == 3 && memcmp(low, "\xE2\x80\x94", 3) == 0);
}

// "two point five": digits one by one behind the point.
static bool take_decimals(struct composer *c, size_t token)
{
	size_t end;
	const struct sense *s;
	unsigned places = 0;
	const struct scan *scan = &c->w->facts->scan;
	struct digits behind;
	if (token < scan->tokens && scan->token[token].kind == TOKEN_DIGITS &&
		digits_read(c->w->facts, token, c->w->arena, &behind) && !behind.value.places && !behind.grouped &&
		!behind.notation) { // 1 point 25
		behind.value.places = scan->token[token].end - scan->token[token].start;
		c->group = decimal_add(c->has_group ? c->group : decimal_of(0), behind.value);
		c->has_group = c->decimal_point = true;
		c->last_role = SLICE("point");
		c->end = behind.end;
		return true;
	}
	bool two = (s = word_role(c, token, "tens", &end)) != NULL; // point seventy-one
	if (two) {
		struct decimal tens = decimal_read(sense_value(s, 1));
		tens.places = places = 2;
		c->group = decimal_add(c->has_group ? c->group : decimal_of(0), tens);
		c->end = end;
		token = end + (end < scan->tokens && scan->token[end].kind == TOKEN_MARK && is_dash(scan, end));
		if ((s = word_role(c, token, "unit", &end))) {
			struct decimal unit = decimal_read(sense_value(s, 1));
			unit.places = 2;
			c->group = decimal_add(c->group, unit);
			c->end = end;
		}
	}
	for (; !two && places < 12 && (s = word_role(c, token, "unit", &end)); places++) {
		struct decimal digit = decimal_read(sense_value(s, 1));
		digit.places = places + 1;
		c->group = decimal_add(c->has_group ? c->group : decimal_of(0), digit);
		c->has_group = true;
		token = c->end = end;
	}
	c->decimal_point |= places > 0;
	c->started |= places > 0;
	c->words |= places > 0;
	c->last_role = SLICE("point");
	return places > 0;
}

// "point seven five": with no number before it and two digits behind. One alone may count something ("at this point two men
// left"), as may one before a hyphen ("at this point two two-man crews left").
static bool begins_decimals(struct composer *c, size_t token)
{
	size_t end;
	return word_role(c, token, "point", &end) && word_role(c, end, "unit", &end) && word_role(c, end, "unit", &end) &&
		   !token_is_mark(&c->w->facts->scan, end, '-');
}

// Takes the word at a token; false when it does not go on what was composed so far.
static bool take_word(struct composer *c, size_t token)
{
	const uint64_t taken = role_bit("unit") | role_bit("teen") | role_bit("tens") | role_bit("hundred") | role_bit("scale") |
						   role_bit("dozen") | role_bit("ordinal") | role_bit("point");
	if (!(roles_at(c, token) & taken)) // "a", "and"
		return false;
	size_t end;
	const struct sense *s;
	if ((s = word_role(c, token, "unit", &end)) || (s = word_role(c, token, "teen", &end)) ||
		(s = word_role(c, token, "tens", &end))) {
		struct decimal value = decimal_read(sense_value(s, 1));
		if (c->digits && c->has_group && !is_role(c->last_role, "hundred"))
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
	if ((c->started ? c->has_group : begins_decimals(c, token)) && word_role(c, token, "point", &end))
		return take_decimals(c, end);
	if (!c->started && (s = word_role(c, token, "ordinal", &end))) {
		finish_ordinal(c, decimal_read(sense_value(s, 1)), end);
		return false;
	}
	return false;
}

// Digits begin a number, or go on behind a scale ("4 thousand 3 hundred"), or, behind "and", a hundred ("3 hundred and 21").
static bool take_digits(struct composer *c, size_t token)
{
	struct digits d;
	bool behind_hundred = c->has_group && is_role(c->last_role, "hundred");
	if ((c->has_group && !behind_hundred) || (c->started && !behind_hundred && !is_role(c->last_role, "scale")))
		return false;
	if (!digits_read(c->w->facts, token, c->w->arena, &d) || (behind_hundred && (d.value.places || d.value.digits >= 100)))
		return false;
	c->group = decimal_add(behind_hundred ? c->group : decimal_of(0), d.value);
	c->ambiguous = d.ambiguous;
	c->grouped = d.grouped;
	c->notation |= d.notation;
	c->has_group = c->started = c->digits = true;
	c->ends_in_scale = false;
	c->factor = decimal_of(0);
	c->last_role = SLICE("digits");
	c->end = d.end;
	return true;
}

static size_t behind_hyphen(const struct scan *s, size_t token)
{
	return token + token_is_mark(s, token, '-');
}

// The token behind a number below a hundred ("six", "fifty-four"); `token` where none begins there.
static size_t behind_small(struct composer *c, size_t token)
{
	size_t end, unit;
	if (word_role(c, token, "unit", &end) || word_role(c, token, "teen", &end))
		return end;
	if (!word_role(c, token, "tens", &end))
		return token;
	return word_role(c, behind_hyphen(&c->w->facts->scan, end), "unit", &unit) ? unit : end;
}

// "three fifths", "fifty-four hundredths": digits of a fraction, which do not belong to the whole number before "and".
static bool begins_fraction(struct composer *c, size_t token)
{
	size_t end = behind_small(c, token), of = behind_hyphen(&c->w->facts->scan, end), behind;
	return end > token && (word_role(c, of, "fraction", &behind) || word_role(c, of, "half", &behind));
}

// "one million, two hundred thousand": behind a scale and a comma a number goes on with hundreds or a smaller scale.
static bool goes_on_behind_comma(struct composer *c, size_t token)
{
	const struct scan *s = &c->w->facts->scan;
	if (!is_role(c->last_role, "scale") || c->has_group || c->digits || !token_is_mark(s, token, ',') ||
		s->token[token].space == 0)
		return false;
	size_t end = behind_small(c, token + 1), behind;
	if (end == token + 1)
		return false;
	const struct sense *scale = word_role(c, end, "scale", &behind);
	bool smaller = scale && decimal_value(decimal_read(sense_value(scale, 1))) < decimal_value(c->last_scale);
	return smaller || word_role(c, end, "hundred", &behind);
}

// The token at which the number may go on behind `token`: itself, behind a hyphen or behind "and".
static size_t next_part(struct composer *c, size_t token)
{
	const struct scan *s = &c->w->facts->scan;
	size_t end, behind;
	if (token + 1 < s->tokens && is_dash(s, token) && token_adjoins(s, token) && token_adjoins(s, token + 1) &&
		(!c->digits || word_role(c, token + 1, "scale", &end)))
		return token + 1;
	if (goes_on_behind_comma(c, token))
		return token + 1;
	bool behind_hundred = is_role(c->last_role, "hundred");
	if (word_role(c, token, "and", &end) && begins_fraction(c, end))
		return token;
	bool may_and = behind_hundred || (is_role(c->last_role, "scale") && !c->has_group);
	if (may_and && word_role(c, token, "and", &end) &&
		((behind_hundred && end < s->tokens && s->token[end].kind == TOKEN_DIGITS) || word_role(c, end, "unit", &behind) ||
		 word_role(c, end, "teen", &behind) || word_role(c, end, "tens", &behind) ||
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

bool words_compose(struct composer *c, size_t token)
{
	const struct scan *s = &c->w->facts->scan;
	size_t at = skip_article(c, token);
	while (at < s->tokens) {
		size_t part = c->started ? next_part(c, at) : at;
		if (part >= s->tokens)
			break;
		bool is_digits = s->token[part].kind == TOKEN_DIGITS || (!c->started && s->token[part].kind == TOKEN_MARK);
		bool behind_and = part > at; // "3 hundred 21" is no number of its own
		if (is_digits && c->has_group && !behind_and)
			break;
		if (!(is_digits && take_digits(c, part)) && !(s->token[part].kind != TOKEN_DIGITS && take_word(c, part)))
			break;
		at = c->end;
	}
	return c->started;
}
