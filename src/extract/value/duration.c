// SPDX-License-Identifier: MIT
// Durations and sets: "nine months" P9M, "a few weeks" PXW, "every Friday" XXXX-WXX-5, "daily" P1D.
#include <math.h>

#include "extract/value/moment.h"

// A part of a unit, in whole ones of the next smaller: "half an hour" PT30M, "a quarter of a century" P25Y.
static void take_part(struct arena *a, slice *letter, slice *amount)
{
	static const struct {
		const char *letter, *smaller, *many;
	} known[] = {{"TM", "TS", "60"}, {"TH", "TM", "60"}, {"D", "TH", "24"},
				 {"Y", "M", "12"},   {"DE", "Y", "10"},  {"CE", "Y", "100"}};
	for (size_t i = 0; slice_starts(*amount, SLICE("0.")) && i < sizeof known / sizeof *known; i++)
		if (slice_equal(*letter, slice_of(known[i].letter))) {
			slice whole = decimal_product(*amount, slice_of(known[i].many), a);
			if (slice_find_byte(whole, '.') != NOT_FOUND)
				return;
			*letter = slice_of(known[i].smaller);
			*amount = whole;
			return;
		}
}

static slice period(struct arena *a, slice letter, slice amount)
{
	bool clock = letter.len == 2 && letter.ptr[0] == 'T';
	if (slice_equal(letter, SLICE("WE")))
		return arena_format(a, "P" SLICE_FMT "WE", SLICE_ARG(amount));
	return arena_format(a, "P%s" SLICE_FMT SLICE_FMT, clock ? "T" : "", SLICE_ARG(amount),
						SLICE_ARG(clock ? slice_from(letter, 1) : letter));
}

// The amount as TIMEX3 writes it; X where it is vague or not said.
static slice amount_of(const struct work *w, const struct reading *r)
{
	const struct capture *c = reading_group(r, TERM_NUMBER);
	const struct number *n = capture_number(w, c);
	slice set = reading_set(r, TERM_NUMBER), many = capture_value(w, reading_group(r, TERM_UNIT), 1);
	if (n && !isnan(n->lo))
		return SLICE("X");
	slice word = capture_value(w, c, 0); // half a day, a day and a half; a few has two values, from and to
	slice amount = n ? n->text : word.len ? word : set.ptr ? set : SLICE("1");
	if (c && !n && (!word.len || capture_value(w, c, 1).len))
		return SLICE("X");
	return many.ptr && many.len && n ? decimal_product(amount, many, w->arena) : many.ptr && many.len ? many : amount;
}

bool duration_read(struct work *w, const struct reading *r, struct moment *ret)
{
	const struct capture *weekday = reading_group(r, TERM_WEEKDAY), *freq = reading_group(r, TERM_FREQ);
	slice letter = reading_value(w, r, TERM_UNIT), part = reading_value(w, r, TERM_PART);
	if (ret->type == TIMEX_SET && weekday) {
		ret->literal = arena_format(w->arena, "XXXX-WXX-" SLICE_FMT "%s" SLICE_FMT, SLICE_ARG(capture_value(w, weekday, 0)),
									part.ptr ? "T" : "", SLICE_ARG(part));
		return true;
	}
	slice of_year = reading_value(w, r, reading_group(r, TERM_MONTH) ? TERM_MONTH : TERM_SEASON);
	if (ret->type == TIMEX_SET && of_year.ptr) {
		ret->literal = arena_format(w->arena, "XXXX-" SLICE_FMT, SLICE_ARG(of_year));
		return true;
	}
	if (ret->type == TIMEX_SET && reading_group(r, TERM_HOLIDAY)) {
		ret->literal = SLICE("P1Y");
		return true;
	}
	if (ret->type == TIMEX_SET && part.ptr) {
		ret->literal = arena_format(w->arena, "XXXX-XX-XXT" SLICE_FMT, SLICE_ARG(part));
		return true;
	}
	if (freq && capture_value(w, freq, 0).ptr) {
		ret->literal = capture_value(w, freq, 0);
		return ret->literal.len > 0;
	}
	if (!letter.ptr || grain_of_letter(letter) == GRAIN_NONE)
		return false;
	slice amount = amount_of(w, r);
	take_part(w->arena, &letter, &amount);
	ret->literal = period(w->arena, letter, amount);
	return true;
}
