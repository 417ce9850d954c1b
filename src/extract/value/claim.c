// SPDX-License-Identifier: MIT
// Claims: a reading of the claim layer -> what is measured, and how much. Where, when and on whose word comes with the assembly.
#include <math.h>

#include "base/line.h"
#include "extract/private.h"

static void take_figure(struct claim *c, const struct figure *f)
{
	c->figure_id = f->head.id;
	c->value = f->value;
	c->value_text = f->value_text;
	c->lo = f->lo;
	c->hi = f->hi;
	c->lo_open = f->lo_open;
	c->hi_open = f->hi_open;
	c->cmp = f->cmp;
	c->approx = f->approx;
	c->unit = f->unit;
	c->what = f->what;
	c->head.status = f->head.status;
	c->head.note = f->head.note;
}

// "Half of all adults" is 50% of them: claims of shares are compared whichever way they are told.
static void take_fraction(const struct work *w, struct claim *c)
{
	c->unit = SLICE("%");
	c->value *= 100;
	c->lo *= 100;
	c->hi *= 100;
	c->value_text = c->value == floor(c->value) ? arena_format(w->arena, "%.0f", c->value) : SLICE_NULL;
}

static void take_date(struct claim *c, const struct date *d)
{
	c->date_id = d->head.id;
	c->date_from = d->date_from;
	c->date_to = d->date_to;
}

// "Six years" as an amount: P6Y is 6 a. False: it is no plain duration.
static bool take_duration(const struct work *w, struct claim *c, const struct date *d)
{
	static const struct {
		char letter;
		const char *day, *clock; // UCUM units
	} unit[] = {{'Y', "a", NULL}, {'M', "mo", "min"}, {'W', "wk", NULL}, {'D', "d", NULL}, {'H', NULL, "h"}, {'S', NULL, "s"}};
	static const struct {
		const char *mod, *cmp;
	} bound[] = {{"LESS_THAN", "lt"}, {"MORE_THAN", "gt"}, {"EQUAL_OR_LESS", "le"}, {"EQUAL_OR_MORE", "ge"}};
	slice text = d->timex_value;
	bool clock = slice_starts(text, SLICE("PT"));
	slice amount = slice_sub(text, clock ? 2 : 1, text.len - 1), name = SLICE_NULL;
	for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
		if (text.ptr[text.len - 1] == unit[i].letter && (clock ? unit[i].clock : unit[i].day))
			name = slice_of(clock ? unit[i].clock : unit[i].day);
	double value = line_as_number(amount);
	if (!name.ptr || isnan(value))
		return false;
	c->date_id = d->head.id;
	c->unit = name;
	c->value = c->lo = c->hi = value;
	c->value_text = arena_copy(w->arena, amount);
	c->approx = slice_equal(d->timex_mod, SLICE("APPROX"));
	for (size_t i = 0; i < sizeof bound / sizeof *bound; i++)
		if (slice_equal(d->timex_mod, slice_of(bound[i].mod))) {
			c->cmp = slice_of(bound[i].cmp);
			bool below = bound[i].cmp[0] == 'l', open = bound[i].cmp[1] == 't';
			*(below ? &c->lo : &c->hi) = NAN;
			*(below ? &c->hi_open : &c->lo_open) = open;
		}
	return true;
}

// A captured name as the document knows it best, else the text.
static slice name_of(const struct work *w, const struct capture *c)
{
	if (!c)
		return SLICE_NULL;
	if (c->item && c->item->kind == ITEM_ENTITY && c->item->first == c->first && c->item->end == c->end)
		return w->facts->found->entity.at[c->item->record].name;
	return capture_text(w, c);
}

// The captured words in lower case, as measures are named.
static slice lower_text(const struct work *w, const struct capture *c)
{
	const struct scan *s = &w->facts->scan;
	return tokens_low(s, c->first, c->end);
}

// Tokens of a word of class unlike: "full-year".
#define UNLIKE_TOKENS 3

slice measure_unlike(const struct work *w, uint32_t token, slice measure)
{
	const struct scan *s = &w->facts->scan;
	size_t end;
	for (uint32_t first = token; first-- > 0 && first + UNLIKE_TOKENS >= token;)
		if (token_sense(w, first, KNOWN_unlike, &end) && end == token) {
			slice word = tokens_low(s, first, token);
			return arena_format(w->arena, SLICE_FMT " " SLICE_FMT, SLICE_ARG(word), SLICE_ARG(measure));
		}
	return measure;
}

static slice read_measure(const struct work *w, const struct reading *r)
{
	const struct capture *c = reading_group(r, TERM_MEASURE);
	slice set = reading_set(r, TERM_MEASURE), value = capture_value(w, c, 0);
	if (set.ptr || !c)
		return set;
	slice name = measure_unlike(w, c->first, value.ptr && value.len ? value : lower_text(w, c));
	slice change = capture_value(w, reading_group(r, TERM_CHANGE), 0);
	return change.len ? arena_format(w->arena, SLICE_FMT "_" SLICE_FMT, SLICE_ARG(name), SLICE_ARG(change)) : name;
}

// "402 of the 1,187 homes": the figure that this one is a part of, and what both count.
static void take_whole(const struct work *w, const struct reading *r, struct claim *c)
{
	const struct capture *whole = reading_group(r, TERM_WHOLE);
	slice part_of = name_of(w, reading_group(r, TERM_PART_OF));
	c->part_of = part_of.ptr ? part_of : reading_set(r, TERM_PART_OF);
	if (!whole || !whole->item || whole->item->kind != ITEM_FIGURE)
		return;
	const struct figure *f = &w->facts->found->figure.at[whole->item->record];
	c->part_of = f->head.id;
	if (!c->what.ptr)
		c->what = f->what;
}

// What a group of the match says, or else what the rule sets.
static slice name_or_set(struct work *w, const struct reading *r, enum term slot)
{
	slice name = name_of(w, reading_group(r, slot));
	return name.ptr ? name : reading_set(r, slot);
}

static bool is_true(slice s)
{
	return slice_equal(s, SLICE("true"));
}

bool claim_read_reading(struct work *w, const struct reading *r, struct claim *ret, struct draft *ret_draft)
{
	const struct capture *figure = reading_group(r, TERM_FIGURE), *date = reading_group(r, TERM_DATE),
						 *what = reading_group(r, TERM_WHAT);
	const struct capture *on = figure ? figure : date;
	struct extraction *found = w->facts->found;
	if (!on || !on->item)
		return false;
	ret_draft->first = on->first;
	ret_draft->end = on->end;
	ret->cmp = SLICE("eq");
	if (figure) {
		if (figure->item->kind != ITEM_FIGURE)
			return false;
		ret_draft->figure = &found->figure.at[figure->item->record];
		take_figure(ret, ret_draft->figure);
		if (slice_equal(ret->unit.ptr ? SLICE_NULL : ret_draft->figure->kind, SLICE("fraction")))
			take_fraction(w, ret);
	}
	if (date && date->item && date->item->kind == ITEM_DATE) {
		ret_draft->date = &found->date.at[date->item->record];
		if (!slice_equal(ret_draft->date->timex_type, SLICE("DURATION")) || ret_draft->date->date_from.ptr)
			take_date(ret, ret_draft->date);
		else if (!take_duration(w, ret, ret_draft->date))
			return false;
	} else if (!figure) {
		return false;
	}
	slice kind = reading_set(r, TERM_CLAIM_KIND);
	ret->claim_kind = kind.ptr ? kind : figure ? SLICE("quantity") : SLICE("event_date");
	ret->measure = read_measure(w, r);
	if (what)
		ret->what = noun_lemma(w, what);
	slice set_what = reading_set(r, TERM_WHAT);
	ret->what = set_what.ptr ? set_what : ret->what;
	ret->place = name_or_set(w, r, TERM_PLACE);
	ret->event = name_or_set(w, r, TERM_EVENT);
	ret->subject = name_or_set(w, r, TERM_SUBJECT);
	ret->unit = ret->unit.ptr ? ret->unit : reading_set(r, TERM_UNIT);
	ret->source_text = name_of(w, reading_group(r, TERM_SOURCE));
	ret->scope = reading_set(r, TERM_SCOPE);
	ret->negated = is_true(reading_set(r, TERM_NEGATED));
	ret->modality = reading_set(r, TERM_MODALITY);
	slice note = reading_set(r, TERM_NOTE);
	ret->head.note = note.ptr ? note : ret->head.note;
	take_whole(w, r, ret);
	return true;
}
