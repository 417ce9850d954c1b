// SPDX-License-Identifier: MIT
// explain: fills templates; the words are all the rules' own.
#include "explain.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/line.h"
#include "base/utf8.h"

#include "base/banned.h"

#define FILL(l, key, a, ...) \
	explain_fill((l), SLICE(key), (struct filling[]){__VA_ARGS__}, \
				 sizeof((struct filling[]){__VA_ARGS__}) / sizeof(struct filling), (a))
#define NAMED(name, text) \
	{ \
		SLICE_NAME(name), text \
	}
#define SLICE_NAME(literal) \
	{ \
		literal, sizeof(literal) - 1 \
	}

static slice kept(struct out *o, struct arena *a)
{
	slice s = arena_copy(a, (slice){o->ptr ? o->ptr : "", o->len});
	out_release(o);
	return s;
}

slice explain_fill(const struct language *l, slice key, const struct filling *filling, size_t count, struct arena *a)
{
	struct out o = {0};
	slice rest = language_text(l, key);
	for (size_t f = 0; !rest.ptr && f < count; f++) {
		if (f > 0)
			out_byte(&o, ' ');
		out_bytes(&o, filling[f].text);
	}
	while (rest.ptr && rest.len > 0) {
		size_t open = slice_find_byte(rest, '{'),
			   close = open == NOT_FOUND ? NOT_FOUND : slice_find_byte(slice_from(rest, open), '}');
		if (close == NOT_FOUND) {
			out_bytes(&o, rest);
			break;
		}
		out_bytes(&o, slice_sub(rest, 0, open));
		slice name = slice_sub(rest, open + 1, open + close);
		for (size_t f = 0; f < count; f++)
			if (slice_equal(filling[f].name, name) && filling[f].text.ptr)
				out_bytes(&o, filling[f].text);
		rest = slice_from(rest, open + close + 1);
	}
	return kept(&o, a);
}

slice explain_sentence(slice text, struct arena *a)
{
	if (text.len == 0)
		return text;
	size_t length;
	uint32_t first = utf8_upper(utf8_at(text, 0, &length));
	char bytes[4];
	size_t put = utf8_put(first, bytes);
	struct out o = {0};
	out_bytes(&o, (slice){bytes, put});
	out_bytes(&o, slice_from(text, length));
	return kept(&o, a);
}

// 412600000 as "412.6 million" where the language has a word for a million, digits in groups of three otherwise.
slice explain_number(const struct language *l, double value, struct arena *a)
{
	static const struct {
		double worth;
		slice key;
	} scale[] = {{1e12, {"scale.trillion", 14}}, {1e9, {"scale.billion", 13}}, {1e6, {"scale.million", 13}}};
	slice word = SLICE_NULL;
	for (size_t i = 0; i < sizeof scale / sizeof *scale && !word.ptr; i++)
		if (fabs(value) >= scale[i].worth && fabs(remainder(value, scale[i].worth / 1000)) < 1e-6) {
			word = language_text(l, scale[i].key);
			if (word.ptr)
				value /= scale[i].worth;
		}
	struct out number = {0}, o = {0};
	out_json_number(&number, value);
	slice text = {number.ptr, number.len};
	size_t point = slice_find_byte(text, '.'), whole = point == NOT_FOUND ? text.len : point;
	slice group = language_text(l, SLICE("number.group")), mark = language_text(l, SLICE("number.point"));
	bool plain = slice_find_byte(text, 'e') != NOT_FOUND;
	size_t start = text.len > 0 && text.ptr[0] == '-';
	for (size_t i = 0; i < text.len; i++) {
		if (i > start && i < whole && (whole - i) % 3 == 0 && whole - start > 3 && !plain)
			out_bytes(&o, group);
		if (i == point && mark.ptr)
			out_bytes(&o, mark);
		else
			out_byte(&o, text.ptr[i]);
	}
	if (word.ptr) {
		out_byte(&o, ' ');
		out_bytes(&o, word);
	}
	out_release(&number);
	return kept(&o, a);
}

struct calendar {
	int year, month, day;
};

static struct calendar calendar_of(int32_t day)
{
	struct calendar c;
	day_split(day, &c.year, &c.month, &c.day);
	return c;
}

// What days make up: one day, whole months, whole years, or none of these.
enum extent { EXTENT_DAY, EXTENT_MONTHS, EXTENT_YEARS, EXTENT_DAYS };

static enum extent extent_of(days d)
{
	struct calendar from = calendar_of(d.from), next = calendar_of(d.to + 1);
	if (d.from == d.to)
		return EXTENT_DAY;
	if (from.day != 1 || next.day != 1)
		return EXTENT_DAYS;
	return from.month == 1 && next.month == 1 ? EXTENT_YEARS : EXTENT_MONTHS;
}

// An end of such days: in ISO 8601 without a language; as the language writes it, "14 June 2014", where that says how.
static slice end_text(const struct language *l, enum extent extent, int32_t day, struct arena *a)
{
	struct calendar c = calendar_of(day);
	if (extent == EXTENT_YEARS)
		return arena_format(a, l ? "%d" : "%04d", c.year);
	slice key = extent == EXTENT_MONTHS ? SLICE("date.month") : SLICE("date.day");
	slice month = l ? language_text(l, arena_format(a, "month.%d", c.month)) : SLICE_NULL;
	if (month.ptr && language_text(l, key).ptr)
		return explain_fill(l, key,
							(struct filling[]){NAMED("day", arena_format(a, "%d", c.day)), NAMED("month", month),
											   NAMED("year", arena_format(a, "%d", c.year))},
							3, a);
	return extent == EXTENT_MONTHS ? arena_format(a, "%04d-%02d", c.year, c.month)
								   : arena_format(a, "%04d-%02d-%02d", c.year, c.month, c.day);
}

// The day, month or year that days make up, else the first and the last.
static slice days_text(const struct language *l, days d, struct arena *a)
{
	enum extent extent = extent_of(d);
	slice from = end_text(l, extent, d.from, a), to = end_text(l, extent, d.to, a);
	if (slice_equal(from, to))
		return from;
	return l ? FILL(l, "date.span", a, NAMED("from", from), NAMED("to", to))
			 : arena_format(a, SLICE_FMT "/" SLICE_FMT, SLICE_ARG(from), SLICE_ARG(to));
}

static slice with_unit(const struct item *i, slice number, struct arena *a)
{
	if (!i->unit.ptr)
		return number;
	slice own = arena_format(a, "unit." SLICE_FMT, SLICE_ARG(i->unit));
	struct filling filling[] = {NAMED("value", number), NAMED("unit", i->unit)};
	slice key = language_text(i->language, own).ptr ? own : unit_is_currency(i->unit) ? SLICE("money") : SLICE("unit");
	return explain_fill(i->language, key, filling, 2, a);
}

slice explain_value(const struct item *i, struct arena *a)
{
	const struct language *l = i->language;
	if (i->is_date)
		return days_text(l, i->date, a);
	slice lo = isnan(i->lo) ? SLICE_NULL : explain_number(l, i->lo, a),
		  hi = isnan(i->hi) ? SLICE_NULL : explain_number(l, i->hi, a);
	slice text;
	if (lo.ptr && hi.ptr && !slice_equal(lo, hi))
		text = with_unit(i, FILL(l, "value.range", a, NAMED("lo", lo), NAMED("hi", hi)), a);
	else {
		slice number = lo.ptr ? lo : hi.ptr ? hi : explain_number(l, i->value, a);
		slice key = i->cmp.ptr && !(lo.ptr && hi.ptr) ? arena_format(a, "value." SLICE_FMT, SLICE_ARG(i->cmp)) : SLICE_NULL;
		text = with_unit(i, number, a);
		slice about = key.ptr && i->approx ? arena_format(a, SLICE_FMT ".approx", SLICE_ARG(key)) : SLICE_NULL;
		if (about.ptr && language_text(l, about).ptr) // "just over 20", not "about more than 20"
			return explain_fill(l, about, (struct filling[]){NAMED("value", text)}, 1, a);
		if (key.ptr && language_text(l, key).ptr)
			text = explain_fill(l, key, (struct filling[]){NAMED("value", text)}, 1, a);
	}
	return i->approx ? FILL(l, "value.approx", a, NAMED("value", text)) : text;
}

slice explain_side(const struct item *i, struct arena *a)
{
	return i->is_date ? days_text(NULL, i->date, a) : explain_value(i, a);
}

slice explain_measure(const struct language *l, slice measure, struct arena *a)
{
	slice key = arena_format(a, "measure." SLICE_FMT, SLICE_ARG(measure)), known = language_text(l, key);
	if (known.ptr)
		return known;
	struct out o = {0};
	for (size_t i = 0; i < measure.len; i++)
		out_byte(&o, measure.ptr[i] == '_' ? ' ' : measure.ptr[i]);
	return FILL(l, "measure", a, NAMED("measure", kept(&o, a)));
}

static slice place_text(const struct disagreement *d, unsigned inherited, const struct language *l, struct arena *a)
{
	for (size_t i = 0; i < d->claims; i++)
		if (d->claim[i]->place_text.ptr && (d->claim[i]->inherited & SLOT_PLACE) == inherited)
			return FILL(l, "where", a, NAMED("place", d->claim[i]->place_text));
	return SLICE_NULL;
}

static slice subject_text(const struct disagreement *d, const struct language *l, struct arena *a)
{
	for (size_t i = 0; i < d->claims; i++)
		if (d->claim[i]->subject_text.ptr && d->claim[i]->subject.named && !(d->claim[i]->inherited & SLOT_SUBJECT))
			return FILL(l, "where.subject", a, NAMED("subject", d->claim[i]->subject_text));
	return SLICE_NULL;
}

// Where, from the first claim that names it itself, else of what or of whom, else where the text has it; empty where none tells.
// A date is somebody's or something's before it is a place's.
static slice where_text(const struct disagreement *d, const struct language *l, struct arena *a)
{
	slice subject = subject_text(d, l, a), found = d->claim[0]->is_date ? subject : SLICE_NULL;
	if (!found.ptr)
		found = place_text(d, 0, l, a);
	if (!found.ptr && d->claim[0]->needs_subject)
		found = subject;
	for (size_t i = 0; i < d->claims && !found.ptr; i++)
		if (d->claim[i]->event_text.ptr && d->claim[i]->event.named)
			found = FILL(l, "where.event", a, NAMED("event", d->claim[i]->event_text));
	if (!found.ptr)
		found = place_text(d, SLOT_PLACE, l, a);
	return found.ptr ? found : subject.ptr ? subject : SLICE("");
}

// The day that a claim names itself, else the one that all have from the text around them.
static slice when_text(const struct disagreement *d, const struct language *l, struct arena *a)
{
	const struct item *told = NULL;
	size_t known = 0;
	if (d->update || d->claim[0]->is_date)
		return SLICE("");
	for (size_t i = 0; i < d->claims; i++) {
		const struct item *claim = d->claim[i];
		known += days_known(claim->date);
		if (days_known(claim->date) && (!told || (told->inherited & ~claim->inherited & SLOT_DATE)))
			told = claim;
	}
	if (!told || (known < d->claims && (told->inherited & SLOT_DATE)))
		return SLICE("");
	slice when = days_text(l, told->date, a);
	if (told->date.from == told->date.to)
		return FILL(l, "when.day", a, NAMED("day", when));
	return extent_of(told->date) == EXTENT_DAYS ? FILL(l, "when.span", a, NAMED("time", when))
												: FILL(l, "when", a, NAMED("time", when));
}

static slice document_text(const struct item *i)
{
	return i->document->source.ptr ? i->document->source : i->document->name;
}

static slice side_text(const struct disagreement *d, size_t first, bool across, struct arena *a)
{
	const struct item *i = d->claim[first];
	// A claim that names its source speaks for its side.
	for (size_t k = first; k < d->claims && d->side[k] == d->side[first]; k++)
		if (d->claim[k]->source_text.ptr) {
			i = d->claim[k];
			break;
		}
	const struct language *l = i->language;
	slice value = explain_value(i, a);
	struct filling filling[] = {NAMED("value", value), NAMED("source", i->source_text), NAMED("doc", document_text(i)),
								NAMED("sent", arena_format(a, "%lld", (long long)i->sent))};
	slice key = i->source_text.ptr ? (across ? SLICE("side.source.doc") : SLICE("side.source"))
				: across           ? SLICE("side.doc")
								   : SLICE("side.sent");
	return explain_fill(l, key, filling, 4, a);
}

static slice joined(const struct language *l, bool update, slice list, slice side, struct arena *a)
{
	struct filling filling[] = {NAMED("list", list), NAMED("side", side)};
	return explain_fill(l, update ? SLICE("join.update") : SLICE("join"), filling, 2, a);
}

slice explain_disagreement(const struct disagreement *d, struct arena *a)
{
	const struct language *l = d->claim[0]->language;
	bool across = false;
	for (size_t i = 1; i < d->claims; i++)
		across = across || d->claim[i]->document != d->claim[0]->document;
	slice list = SLICE("");
	for (size_t i = 0; i < d->claims; i++) {
		if (i > 0 && d->side[i] == d->side[i - 1])
			continue;
		slice side = side_text(d, i, across, a);
		list = i == 0 ? side : joined(l, d->update, list, side, a);
	}
	slice name = d->claim[0]->measure_name, measure = explain_measure(l, name, a);
	if (d->claim[0]->happens)
		measure = FILL(l, "number", a, NAMED("measure", name));
	struct filling filling[] = {NAMED("measure", measure), NAMED("where", where_text(d, l, a)), NAMED("when", when_text(d, l, a)),
								NAMED("sides", list)};
	return explain_sentence(explain_fill(l, d->update ? SLICE("update") : SLICE("conflict"), filling, 4, a), a);
}
