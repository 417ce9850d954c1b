// SPDX-License-Identifier: MIT
// Figures: a number, its bound, its unit or noun -> a figure record.
//
//   at least 16 oil workers   bound=ge number=16 what=worker   ->  count, cmp ge, lo 16, hi open
//   $1.2 bn to $1.5 bn        lo hi scale currency              ->  money, range
#include <math.h>

#include "extract/private.h"

static bool is_true(slice s)
{
	return slice_equal(s, SLICE("true"));
}

// A captured number times the captured scale; null text where there is none.
static slice scaled_text(const struct work *w, const struct reading *r, const char *number, const char *scale,
						 const struct number **ret)
{
	const struct number *n = capture_number(w, reading_group(r, number));
	slice factor = capture_value(w, reading_group(r, scale), 0);
	*ret = n;
	if (!n)
		return SLICE_NULL;
	return factor.ptr ? decimal_product(n->text, factor, w->arena) : n->text;
}

static void read_bound(const struct work *w, const struct reading *r, struct figure *ret)
{
	const struct capture *c = reading_group(r, "bound");
	slice cmp = c ? capture_value(w, c, 0) : SLICE_NULL, set = reading_set(r, "cmp");
	ret->cmp = set.ptr ? set : cmp.ptr ? cmp : SLICE("eq");
	ret->approx |= is_true(reading_set(r, "approx")) || (c && slice_equal(capture_value(w, c, 1), SLICE("approx")));
}

static void set_ends(struct figure *f)
{
	bool up = slice_equal(f->cmp, SLICE("ge")) || slice_equal(f->cmp, SLICE("gt"));
	bool down = slice_equal(f->cmp, SLICE("le")) || slice_equal(f->cmp, SLICE("lt"));
	f->lo = down ? NAN : f->value;
	f->hi = up ? NAN : f->value;
	f->lo_open = slice_equal(f->cmp, SLICE("gt"));
	f->hi_open = slice_equal(f->cmp, SLICE("lt"));
}

static bool read_range(const struct work *w, const struct reading *r, struct figure *ret)
{
	const struct number *lo, *hi;
	bool own_scale = reading_group(r, "to_scale") != NULL;
	slice hi_text = scaled_text(w, r, "hi", own_scale ? "to_scale" : "scale", &hi);
	slice lo_text = scaled_text(w, r, "lo", "scale", &lo);
	if (!lo || !hi)
		return false;
	ret->lo = line_as_number(lo_text);
	ret->hi = line_as_number(hi_text);
	ret->lo = !isnan(lo->lo) ? lo->lo : ret->lo;
	ret->cmp = SLICE("range");
	ret->lo_open = is_true(reading_set(r, "lo_open"));
	ret->hi_open = is_true(reading_set(r, "hi_open"));
	return ret->lo <= ret->hi;
}

static bool read_value(const struct work *w, const struct reading *r, struct figure *ret)
{
	const struct number *n = NULL;
	slice text = scaled_text(w, r, "number", "scale", &n), set = reading_set(r, "value");
	if (!n && !set.ptr)
		return reading_group(r, "lo") && read_range(w, r, ret);
	if (!n)
		text = set;
	if (n && !isnan(n->lo)) { // dozens
		slice factor = capture_value(w, reading_group(r, "scale"), 0);
		double times = factor.ptr ? line_as_number(factor) : 1;
		ret->lo = n->lo * times;
		ret->hi = n->hi * times;
		ret->cmp = SLICE("range");
		ret->approx = true;
		return true;
	}
	if (n && n->ambiguous.ptr) {
		ret->head.status = SLICE("ambiguous");
		ret->head.note = n->ambiguous;
	}
	ret->approx |= n && n->approx;
	ret->value = line_as_number(text);
	ret->value_text = text;
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

static void read_unit(const struct work *w, const struct reading *r, struct figure *ret)
{
	const struct capture *unit = reading_group(r, "unit"), *currency = reading_group(r, "currency"),
						 *per = reading_group(r, "per");
	slice set = reading_set(r, "unit");
	if (currency) {
		ret->unit = capture_value(w, currency, 0);
		ret->unit_text = capture_text(w, currency);
		multiply(ret, capture_value(w, currency, 1), w->arena);
	} else if (unit) {
		ret->unit = capture_value(w, unit, 0);
		ret->unit_text = capture_text(w, unit);
		slice factor = capture_value(w, unit, 2);
		if (factor.ptr && factor.len && !per) {
			ret->base_unit = capture_value(w, unit, 1);
			ret->base_value = ret->value * line_as_number(factor);
		}
	}
	if (set.ptr)
		ret->unit = set;
	if (!per)
		return;
	slice code = capture_value(w, per, 0);
	code = code.ptr && code.len ? code : noun_lemma(w, per);
	ret->unit =
		arena_format(w->arena, SLICE_FMT "/" SLICE_FMT, SLICE_ARG(ret->unit.ptr ? ret->unit : SLICE("")), SLICE_ARG(code));
}

bool figure_read_reading(struct work *w, const struct reading *r, struct figure *ret)
{
	const struct capture *what = reading_group(r, "what");
	read_bound(w, r, ret);
	if (!read_value(w, r, ret))
		return false;
	read_unit(w, r, ret);
	ret->kind = reading_set(r, "kind");
	slice set = reading_set(r, "what");
	ret->what = set.ptr ? set : what ? noun_lemma(w, what) : SLICE_NULL;
	return ret->kind.ptr != NULL;
}

// The row is the kind; the column is the class of the counted noun: facet i + 1 of ruleset.noun_facet, 0 where there is none.
void figure_tag(const struct work *w, const struct figure *f, const struct reading *r, struct item *ret)
{
	static const char *const kinds[FIGURE_KINDS] = {"number",  "count",    "percent", "points",   "money", "measure",
													"ordinal", "fraction", "ratio",   "multiple", ""};
	for (uint8_t i = 0; i < FIGURE_KINDS; i++)
		if (slice_equal(f->kind, slice_of(kinds[i])))
			ret->tag_row = i;
	const struct capture *what = reading_group(r, "what");
	for (size_t i = 0; what && what->entry && i < w->rs->noun_facets; i++)
		if (entry_sense(w->rs, what->entry, w->rs->noun_facet[i], what->shape)) {
			ret->tag_column = (uint8_t)(i + 1);
			return;
		}
}
