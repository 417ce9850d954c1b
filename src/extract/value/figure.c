// SPDX-License-Identifier: MIT
// Figures: a number, its bound, its unit or noun -> a figure record.
//
//   at least 16 oil workers   bound=ge number=16 what=worker   ->  count, cmp ge, lo 16, hi open
//   $1.2 bn to $1.5 bn        lo hi scale currency              ->  money, range
#include <math.h>

#include "extract/private.h"
#include "extract/value/decimal.h"

static bool is_true(slice s)
{
	return slice_equal(s, SLICE("true"));
}

// The number of a group times the factor of another; text null where there is none. A vague word ("dozens") has two ends instead.
static bool read_number(const struct work *w, const struct reading *r, enum term name, enum term scale, struct number *ret)
{
	const struct capture *c = reading_group(r, name);
	const struct number *n = capture_number(w, c);
	const struct number *times = capture_number(w, reading_group(r, scale)); // 75 EUR million
	slice factor = times ? times->scale : capture_value(w, reading_group(r, scale), 0);
	if (times && !times->scale.len)
		return false;
	*ret = (struct number){.lo = NAN, .hi = NAN};
	if (n) {
		*ret = *n;
		if (factor.ptr)
			ret->text = decimal_product(n->text, factor, w->arena);
		ret->value = factor.ptr ? line_as_number(ret->text) : n->value;
		return true;
	}
	slice lo = c ? capture_value(w, c, 0) : SLICE_NULL, hi = c ? capture_value(w, c, 1) : SLICE_NULL;
	if (!lo.len)
		return false;
	ret->text = lo;
	ret->value = line_as_number(lo);
	if (hi.len) {
		ret->lo = ret->value;
		ret->hi = line_as_number(hi);
	}
	return true;
}

static bool is_any(slice s, const char *a, const char *b)
{
	return slice_equal(s, slice_of(a)) || slice_equal(s, slice_of(b));
}

static void read_bound(const struct work *w, const struct reading *r, struct figure *ret)
{
	slice set = reading_set(r, TERM_CMP);
	ret->cmp = set.ptr ? set : SLICE("eq");
	ret->approx |= is_true(reading_set(r, TERM_APPROX));
	for (size_t i = 0; i < r->captures; i++) { // about 200 or fewer: the one that says more than "about"
		const struct capture *c = &r->capture[i];
		if (c->group->term != TERM_BOUND)
			continue;
		slice cmp = capture_value(w, c, 0);
		if (cmp.ptr && slice_equal(ret->cmp, SLICE("eq")))
			ret->cmp = cmp;
		ret->approx |= slice_equal(capture_value(w, c, 1), SLICE("approx"));
	}
}

static void set_ends(struct figure *f)
{
	f->lo = is_any(f->cmp, "le", "lt") ? NAN : f->value;
	f->hi = is_any(f->cmp, "ge", "gt") ? NAN : f->value;
	f->lo_open = slice_equal(f->cmp, SLICE("gt"));
	f->hi_open = slice_equal(f->cmp, SLICE("lt"));
}

// "from -18 to -34" goes down; other ranges that do are none.
static bool order_ends(struct figure *f)
{
	if (f->lo < f->hi)
		return true;
	double lo = f->lo;
	f->lo = f->hi;
	f->hi = lo;
	return f->hi < 0;
}

static bool read_range(const struct work *w, const struct reading *r, struct figure *ret)
{
	struct number lo, hi;
	bool own_scale = reading_group(r, TERM_TO_SCALE) != NULL;
	if (!read_number(w, r, TERM_LO, TERM_SCALE, &lo) || !read_number(w, r, TERM_HI, own_scale ? TERM_TO_SCALE : TERM_SCALE, &hi))
		return false;
	double scale = hi.factor.len && !lo.factor.len ? line_as_number(hi.factor) : 1;     // "5 to 10 million"
	bool down = lo.value * scale > hi.value, shares = lo.value * scale <= 2 * hi.value; // 9-7 lakh; but 500 to 1 million
	ret->lo = !isnan(lo.lo) ? lo.lo : lo.value * (shares ? scale : 1);
	ret->hi = !isnan(hi.hi) ? hi.hi : hi.value;
	if (scale != 1 && down && shares) {
		double first = ret->lo;
		ret->lo = ret->hi;
		ret->hi = first;
	}
	const struct capture *second = reading_group(r, TERM_TO_BOUND);
	slice to = second ? capture_value(w, second, 0) : SLICE_NULL;
	bool mixed = is_any(ret->cmp, "gt", "ge") && is_any(to, "lt", "le"); // more than 10 and less than 40
	bool turned = is_any(ret->cmp, "lt", "le") && is_any(to, "gt", "ge");
	bool one = !slice_equal(ret->cmp, SLICE("eq")) && slice_equal(to, SLICE("eq")); // over a hundred, perhaps two hundred
	bool about = second && slice_equal(capture_value(w, second, 1), SLICE("approx"));
	bool ends_there = !reading_group(r, TERM_BOUND) && (about || is_any(to, "lt", "le")); // $5 to just over $10, to under $10
	if (to.len && !mixed && !turned && !ends_there && (one || !slice_equal(to, SLICE("eq"))))
		return false;
	ret->lo_open = is_true(reading_set(r, TERM_LO_OPEN)) || (mixed && slice_equal(ret->cmp, SLICE("gt"))) ||
				   (turned && slice_equal(to, SLICE("gt")));
	ret->hi_open = is_true(reading_set(r, TERM_HI_OPEN)) || ((mixed || (ends_there && !about)) && slice_equal(to, SLICE("lt"))) ||
				   (turned && slice_equal(ret->cmp, SLICE("lt")));
	if (turned) {
		double first = ret->lo;
		ret->lo = ret->hi;
		ret->hi = first;
	}
	ret->approx |= about;
	ret->cmp = SLICE("range");
	return order_ends(ret);
}

// "one in five": a part of a whole; of a score or a vote, which say cmp, any two numbers.
static bool read_quotient(const struct work *w, const struct reading *r, struct figure *ret)
{
	struct number num, den;
	bool is_score = reading_set(r, TERM_CMP).ptr != NULL;
	if (!read_number(w, r, TERM_NUM, TERM_NONE, &num) || !read_number(w, r, TERM_DEN, TERM_NONE, &den) ||
		(!is_score && num.value >= den.value))
		return false;
	if (den.value == 0) { // won 3-0
		ret->lo = ret->hi = NAN;
		return true;
	}
	ret->value_text = decimal_text(decimal_divide(decimal_read(num.text), decimal_read(den.text)), w->arena);
	ret->value = line_as_number(ret->value_text);
	set_ends(ret);
	return true;
}

static bool read_value(const struct work *w, const struct reading *r, struct figure *ret)
{
	struct number n;
	slice set = reading_set(r, TERM_VALUE);
	if (reading_group(r, TERM_DEN))
		return read_quotient(w, r, ret);
	if (reading_group(r, TERM_HI))
		return read_range(w, r, ret);
	if (!read_number(w, r, TERM_NUMBER, TERM_SCALE, &n)) {
		if (!set.ptr)
			return false;
		n = (struct number){.text = set, .value = line_as_number(set), .lo = NAN, .hi = NAN};
	}
	if (!isnan(n.lo)) { // dozens
		ret->lo = n.lo;
		ret->hi = n.hi;
		ret->cmp = SLICE("range");
		ret->approx = true;
		return true;
	}
	if (n.ambiguous.ptr) {
		ret->head.status = SLICE("ambiguous");
		ret->head.note = n.ambiguous;
	}
	ret->approx |= n.approx;
	ret->value_text = reading_set(r, TERM_SIGN).ptr ? decimal_product(n.text, SLICE("-1"), w->arena) : n.text;
	ret->value = line_as_number(ret->value_text);
	set_ends(ret);
	return true;
}

// Multiplies all that the figure holds: cents become dollars.
static void multiply(struct figure *f, slice factor, struct arena *a)
{
	double times = line_as_number(factor);
	if (!factor.len || times == 1)
		return;
	f->value *= times;
	f->lo *= times;
	f->hi *= times;
	if (f->value_text.ptr) {
		f->value_text = decimal_product(f->value_text, factor, a);
		f->value = line_as_number(f->value_text);
		f->lo = isnan(f->lo) ? NAN : f->value;
		f->hi = isnan(f->hi) ? NAN : f->value;
	}
}

// ---- units ------------------------------------------------------------------------------------------------------------

// A unit of the lists: its code, its base unit, how many of that it is. Currencies are their own base.
struct unit {
	slice code, base;
	struct decimal factor;
	bool is_money;
};

static bool read_unit_of(const struct work *w, const struct reading *r, enum term name, struct unit *ret)
{
	const struct capture *c = reading_group(r, name);
	size_t end;
	if (!c)
		return false;
	if (c->item && c->end - c->first > 2) // three times a day
		return false;
	// the unit of a set ("every day") is its last word
	const struct sense *s = c->item ? token_sense(w, c->end - 1, KNOWN_unit, &end) : capture_sense(w, c);
	if (!s)
		return false;
	slice second = sense_value(s, 1), third = sense_value(s, 2);
	ret->code = sense_value(s, 0);
	ret->is_money = second.len && second.ptr[0] >= '0' && second.ptr[0] <= '9'; // a factor, where units have a base
	if (ret->is_money && third.len)
		ret->code = currency_settle(w, r->first, ret->code, third);
	ret->base = ret->is_money ? ret->code : second;
	slice factor = ret->is_money ? second : third;
	ret->factor = factor.len ? decimal_read(factor) : decimal_of(0);
	return ret->code.len > 0;
}

// Adds what a smaller unit says more: "6 ft 2 in", "13 dollars and 45 cents", "20 dollars 43".
static bool add_part(const struct work *w, const struct reading *r, enum term name, enum term unit_name, const struct unit *whole,
					 struct figure *ret)
{
	struct number n;
	struct unit part;
	if (!read_number(w, r, name, TERM_NONE, &n))
		return true;
	if (!ret->value_text.ptr)
		return false;
	struct decimal value = decimal_read(n.text), more;
	slice parts = reading_set(r, TERM_PLUS_UNIT); // how many of them make one of the unit
	if (parts.ptr) {
		more = decimal_divide(value, decimal_read(parts));
	} else if (!read_unit_of(w, r, unit_name, &part)) { // hundredths of the currency
		if (n.value >= 100 || n.scale.len)              // a dollar a dozen
			return false;
		more = decimal_multiply(value, (struct decimal){.digits = 1, .places = 2});
	} else if (whole->is_money) { // cents of any currency; pence of their own
		if (!part.is_money || part.factor.places == 0 || whole->factor.places)
			return false;
		more = decimal_multiply(value, part.factor);
	} else {
		bool smaller = decimal_value(part.factor) < decimal_value(whole->factor);
		if (!slice_equal(part.base, whole->base) || !part.factor.digits || !smaller || memchr(part.code.ptr, '/', part.code.len))
			return false;
		more = decimal_divide(decimal_multiply(value, part.factor), whole->factor);
	}
	ret->value_text = decimal_text(decimal_add(decimal_read(ret->value_text), more), w->arena);
	ret->value = line_as_number(ret->value_text);
	set_ends(ret);
	return true;
}

static slice unit_kind(const struct work *w, const struct capture *c)
{
	const struct sense *s = capture_sense(w, c);
	slice class = s ? w->rs->class.at[s->class].name : SLICE_NULL, name = slice_cut(&class, '.'); // points.bare are points
	return is_any(name, "percent", "points") ? name : SLICE("measure");
}

// Whether both ends of a range are in one unit: no 2 km to 5 kg, no quarter point to 1.75 percent.
static bool ends_agree(const struct work *w, const struct reading *r, const struct capture *what, const struct unit *unit)
{
	const struct capture *to = reading_group(r, TERM_TO_UNIT);
	struct unit first;
	if (!to)
		return true;
	if (read_unit_of(w, r, TERM_TO_UNIT, &first) && !slice_equal(first.code, unit->code))
		return false;
	return slice_equal(unit_kind(w, to), unit_kind(w, what));
}

static slice kind_of(const struct work *w, const struct reading *r)
{
	slice set = reading_set(r, TERM_KIND);
	if (set.ptr)
		return set;
	if (reading_group(r, TERM_CURRENCY))
		return SLICE("money");
	if (reading_group(r, TERM_UNIT))
		return unit_kind(w, reading_group(r, TERM_UNIT));
	return reading_group(r, TERM_WHAT) ? SLICE("count") : SLICE("number");
}

// What one unit of the figure is of another: "km/h", "USD/kg", "1/wk".
static void read_per(const struct work *w, const struct reading *r, const struct unit *unit, struct figure *ret)
{
	const struct capture *per = reading_group(r, TERM_PER);
	struct unit below = {0};
	struct number each;
	bool known = read_unit_of(w, r, TERM_PER, &below);
	if (!known && per->item) // every Tuesday
		return;
	slice code = known ? below.code : noun_lemma(w, per), count = SLICE("");
	if (read_number(w, r, TERM_PER_NUMBER, TERM_NONE, &each) && each.value > 0)
		count = each.text;
	ret->base_value = NAN;
	ret->base_unit = SLICE_NULL;
	if (known && !count.len && ret->value_text.ptr && unit->factor.digits && below.factor.digits && unit->base.len &&
		below.base.len && !unit->is_money) {
		struct decimal factor = decimal_divide(unit->factor, below.factor);
		ret->base_value = decimal_value(decimal_multiply(decimal_read(ret->value_text), factor));
		ret->base_unit = arena_format(w->arena, SLICE_FMT "/" SLICE_FMT, SLICE_ARG(unit->base), SLICE_ARG(below.base));
	}
	ret->unit = arena_format(w->arena, SLICE_FMT "/" SLICE_FMT SLICE_FMT, SLICE_ARG(ret->unit.ptr ? ret->unit : SLICE("")),
							 SLICE_ARG(count), SLICE_ARG(code));
}

static bool read_unit(const struct work *w, const struct reading *r, struct figure *ret)
{
	const struct capture *unit = reading_group(r, TERM_UNIT), *currency = reading_group(r, TERM_CURRENCY),
						 *what = currency ? currency : unit;
	slice set = reading_set(r, TERM_UNIT);
	struct unit whole = {0};
	if (!what && reading_group(r, TERM_TO_UNIT)) // over 10 yards, at most 40
		return false;
	if (what && read_unit_of(w, r, currency ? TERM_CURRENCY : TERM_UNIT, &whole)) {
		ret->unit = whole.code;
		ret->unit_text = capture_text(w, what);
		if (!ends_agree(w, r, what, &whole))
			return false;
		if (whole.is_money)
			multiply(ret, capture_value(w, currency ? currency : unit, 1), w->arena);
	}
	if (!add_part(w, r, TERM_PLUS, TERM_PLUS_UNIT, &whole, ret) || !add_part(w, r, TERM_PLUS2, TERM_PLUS2_UNIT, &whole, ret))
		return false;
	if (!whole.is_money && whole.factor.digits) {
		ret->base_unit = whole.base;
		ret->base_value = ret->value_text.ptr ? decimal_value(decimal_multiply(decimal_read(ret->value_text), whole.factor))
											  : ret->value * decimal_value(whole.factor);
	}
	if (set.ptr)
		ret->unit = set;
	struct number each;
	if (reading_group(r, TERM_PER))
		read_per(w, r, &whole, ret);
	else if (read_number(w, r, TERM_PER_NUMBER, TERM_NONE, &each)) // 12 per 1,000
		ret->unit = arena_format(w->arena, "/" SLICE_FMT, SLICE_ARG(each.text));
	return true;
}

bool figure_read_reading(struct work *w, const struct reading *r, struct figure *ret)
{
	const struct capture *what = reading_group(r, TERM_WHAT);
	read_bound(w, r, ret);
	if (!read_value(w, r, ret))
		return false;
	if (!read_unit(w, r, ret))
		return false;
	ret->kind = kind_of(w, r);
	if (slice_equal(ret->kind, SLICE("percent"))) // 4.317% is not four thousand
		ret->head.status = ret->head.note = SLICE_NULL;
	if (!what && !ret->unit.ptr && slice_equal(ret->kind, SLICE("points"))) // of an index, a game: as counted
		what = reading_group(r, TERM_UNIT);
	const struct capture *currency = reading_group(r, TERM_CURRENCY);
	if (currency && !ret->unit.ptr) { // crowns of no country are things
		ret->kind = SLICE("count");
		what = currency;
	}
	slice set = reading_set(r, TERM_WHAT), status = reading_set(r, TERM_STATUS);
	if (status.ptr) {
		ret->head.status = status;
		ret->head.note = reading_set(r, TERM_NOTE);
	}
	ret->what = set.ptr ? set : what ? noun_lemma(w, what) : SLICE_NULL;
	return true;
}

// Where the words begin that a figure counts ("16 | Rwandan soldiers"): behind its last group, of those before the noun.
static uint32_t own_end(const struct reading *r, const struct capture *what)
{
	uint32_t end = 0;
	for (size_t i = 0; what && i < r->captures; i++)
		if (&r->capture[i] != what && r->capture[i].end > end)
			end = r->capture[i].end;
	return end && end <= what->first ? end : r->end;
}

// The row is the kind; the column is the class of the counted noun: facet i + 1 of ruleset.noun_facet, 0 where there is none.
void figure_tag(const struct work *w, const struct figure *f, const struct reading *r, struct item *ret)
{
	static const char *const kinds[FIGURE_KINDS] = {"number",  "count",    "percent", "points",   "money", "measure",
													"ordinal", "fraction", "ratio",   "multiple", ""};
	for (uint8_t i = 0; i < FIGURE_KINDS; i++)
		if (slice_equal(f->kind, slice_of(kinds[i])))
			ret->tag_row = i;
	const struct capture *what = reading_group(r, TERM_WHAT);
	ret->own_end = own_end(r, what);
	for (size_t i = 0; what && what->entry && i < w->rs->noun_facets; i++)
		if (entry_sense(w->rs, what->entry, w->rs->noun_facet[i], what->shape)) {
			ret->tag_column = (uint8_t)(i + 1);
			return;
		}
}
