// SPDX-License-Identifier: MIT
// Dates: the parts that a rule captured -> TIMEX3, EDTF and a range of days.
#include "extract/value/moment.h"

static void take_number(const struct work *w, const struct reading *r, enum term name, int *part)
{
	const struct capture *c = reading_group(r, name);
	const struct number *n = capture_number(w, c);
	slice value = n ? n->text : capture_value(w, c, 0);
	if (value.ptr && value.len)
		*part = (int)line_as_integer(value.ptr[0] == '0' && value.len > 1 ? slice_from(value, 1) : value);
}

// The end of a range: the same moment with the parts that the text gives for it. "1939-45" ends in 1945, "May 3-5" in May.
static bool range_end(const struct work *w, const struct reading *r, struct moment *m)
{
	bool any = false;
	static const enum term parts[] = {TERM_TO_YEAR, TERM_TO_MONTH, TERM_TO_DAY};
	for (size_t i = 0; i < 3; i++)
		any |= reading_group(r, parts[i]) != NULL;
	int year = m->year;
	take_number(w, r, TERM_TO_YEAR, &year);
	take_number(w, r, TERM_TO_MONTH, &m->month);
	take_number(w, r, TERM_TO_DAY, &m->date);
	if (year < 100 && m->year > 100)
		year += m->year - m->year % 100;
	m->year = year;
	return any;
}

// A leap year, in which all days are.
enum { SOME_YEAR = 2000 };

static bool write_range(const struct work *w, const struct moment *from, struct moment to, struct date *ret)
{
	struct day first, last, unused;
	struct date end = {0};
	struct moment dated[] = {*from, to};
	for (size_t i = 0; i < 2 && !from->has_year; i++) { // 24-26 December, of any year
		dated[i].has_year = true;
		dated[i].year = SOME_YEAR;
	}
	if (!moment_days(&dated[0], &first, &unused) || !moment_days(&dated[1], &unused, &last) ||
		day_number(first) > day_number(last))
		return false;
	moment_write(&to, w->arena, &end);
	// TIMEX3 has no ranges: it is the period between two dates
	bool years = from->grain <= GRAIN_YEAR;
	long length = years ? to.year - from->year : day_number(last) - day_number(first);
	ret->timex_type = SLICE("DURATION");
	ret->timex_value = arena_format(w->arena, "P%ld%c", length + 1, years ? 'Y' : 'D');
	if (ret->edtf.ptr && end.edtf.ptr)
		ret->edtf = arena_format(w->arena, SLICE_FMT "/" SLICE_FMT, SLICE_ARG(ret->edtf), SLICE_ARG(end.edtf));
	ret->date_to = end.date_to;
	return true;
}

bool date_read_reading(struct work *w, const struct reading *r, struct date *ret)
{
	struct moment m, end;
	if (!moment_read(w, r, &m) || !timeline_allows(w, &m))
		return false;
	struct timeline t = timeline_at(w, r);
	moment_resolve(&m, &t);
	timeline_go_on(w, &m, &t);
	if (m.anchor == ANCHOR_DOC && t.moved)
		m.anchor = ANCHOR_CONTEXT; // it leans on a day that the text told
	moment_write(&m, w->arena, ret);
	end = m;
	if (range_end(w, r, &end))
		return write_range(w, &m, end, ret);
	return true;
}

// The end of a range as a record of its own, at its own words.
static void write_end(const struct work *w, const struct reading *r, const struct moment *m, span text, struct date *ret)
{
	moment_write(m, w->arena, ret);
	record_fill(w, &ret->head, RECORD_DATE, text, r->rule);
}

bool date_range_ends(struct work *w, const struct reading *r, struct date ret[2])
{
	const struct capture *to = reading_group(r, TERM_TO_YEAR);
	to = to ? to : reading_group(r, TERM_TO_DAY);
	struct moment m, end;
	if (!to || !moment_read(w, r, &m))
		return false;
	struct timeline t = timeline_at(w, r);
	moment_resolve(&m, &t);
	end = m;
	range_end(w, r, &end);
	span first = {SIZE_MAX, 0}, second = to->text;
	for (size_t i = 0; i < r->captures; i++) { // the parts before belong to the first end, those behind to the second
		span part = r->capture[i].text;
		if (part.end <= to->text.start) {
			first.start = part.start < first.start ? part.start : first.start;
			first.end = part.end > first.end ? part.end : first.end;
		} else if (part.end > second.end) {
			second.end = part.end;
		}
	}
	if (first.start >= first.end)
		return false;
	write_end(w, r, &m, first, &ret[0]);
	write_end(w, r, &end, second, &ret[1]);
	return true;
}

// A period of which the days are known.
static bool date_is_range(const struct date *r)
{
	return slice_equal(r->timex_type, SLICE("DURATION")) && r->date_from.ptr;
}

void date_tag(const struct date *r, struct item *ret)
{
	static const char *const types[DATE_TYPES] = {"DATE", "TIME", "DURATION", "SET"};
	static const char *const grains[DATE_GRAINS] = {"",      "century", "decade", "year", "season", "quarter",
													"month", "week",    "day",    "time", "ref",    ""};
	for (uint8_t i = 0; i < DATE_TYPES && !date_is_range(r); i++) // a range is a DATE to the layers behind
		if (slice_equal(r->timex_type, slice_of(types[i])))
			ret->tag_row = i;
	for (uint8_t i = 1; i < DATE_GRAINS - 1; i++)
		if (r->grain.ptr && slice_equal(r->grain, slice_of(grains[i])))
			ret->tag_column = i;
}
