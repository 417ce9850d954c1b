// SPDX-License-Identifier: MIT
// Dates: the parts that a rule captured -> TIMEX3, EDTF and a range of days.
#include <stdlib.h>

#include "extract/value/moment.h"

static bool read_iso(slice text, struct day *ret)
{
	if (text.len < 10)
		return false;
	ret->year = (int)line_as_integer(slice_sub(text, 0, 4));
	ret->month = (int)line_as_integer(text.ptr[5] == '0' ? slice_sub(text, 6, 7) : slice_sub(text, 5, 7));
	ret->date = (int)line_as_integer(text.ptr[8] == '0' ? slice_sub(text, 9, 10) : slice_sub(text, 8, 10));
	return day_is_valid(*ret);
}

static bool is_of(const struct work *w, size_t token, uint16_t class)
{
	size_t end;
	return w->facts->scan.token[token].entry && token_sense(w, token, class, &end);
}

static bool is_modal(const struct work *w, size_t token)
{
	return is_of(w, token, w->rs->known.modal_forecast) || is_of(w, token, w->rs->known.modal_planned);
}

// How many words off from the date a word of what is to come may stand.
enum { MODAL_BEFORE = 15, AHEAD_BEFORE = 4, OPENING_DATE = 2, MODAL_BEHIND = 8 };

// Words of what is to come: before the date ("will meet on Tuesday", "opens on Tuesday"), and behind one that opens the sentence
// ("On Tuesday the court will …", but not "On Tuesday the court said it will …").
static bool speaks_of_future(const struct work *w, const struct reading *r)
{
	size_t all = w->facts->scan.tokens;
	for (size_t i = r->first > MODAL_BEFORE ? r->first - MODAL_BEFORE : 0; i < r->first; i++)
		if (is_modal(w, i) || (i + AHEAD_BEFORE >= r->first && is_of(w, i, w->rs->known.ahead)))
			return true;
	for (size_t i = r->end; r->first <= OPENING_DATE && i < all && i < r->end + MODAL_BEHIND; i++) {
		if (is_of(w, i, w->rs->known.say_verb))
			return false;
		if (is_modal(w, i))
			return true;
	}
	return false;
}

static bool has_word_of(const struct work *w, uint16_t class)
{
	for (size_t i = 0; i < w->facts->scan.tokens; i++)
		if (is_of(w, i, class))
			return true;
	return false;
}

// So many dates of old for each of its own days are told in news, too.
enum { NEWS_LOOKS_BACK = 2 };

static struct timeline timeline_of(const struct work *w, const struct reading *r)
{
	struct timeline t = {.has_doc = w->discourse->doc_date.ptr && read_iso(w->discourse->doc_date, &t.doc)};
	t.context = w->discourse->told;
	t.latest = w->discourse->digression.known ? w->discourse->digression : t.context;
	size_t old = t.context.known ? w->discourse->dates_old : 0, near = w->discourse->dates_near;
	t.retrospect = old > near;
	t.history = old > NEWS_LOOKS_BACK * near;
	t.future = speaks_of_future(w, r);
	t.habit = has_word_of(w, w->rs->known.habitual);
	t.speaker = t.retrospect && has_word_of(w, w->rs->known.first_person);
	return t;
}

static void take_number(const struct work *w, const struct reading *r, const char *name, int *part)
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
	static const char *const parts[] = {"to_year", "to_month", "to_day"};
	for (size_t i = 0; i < 3; i++)
		any |= reading_group(r, parts[i]) != NULL;
	int year = m->year;
	take_number(w, r, "to_year", &year);
	take_number(w, r, "to_month", &m->month);
	take_number(w, r, "to_day", &m->date);
	if (year < 100 && m->year > 100)
		year += m->year - m->year % 100;
	m->year = year;
	return any;
}

static bool write_range(const struct work *w, const struct moment *from, struct moment to, struct date *ret)
{
	struct day first, last, unused;
	struct date end = {0};
	if (!moment_days(from, &first, &unused) || !moment_days(&to, &unused, &last) || day_number(first) > day_number(last))
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

// A date is a digression, until another one near it follows, if it is so many years before the last one, or so many ahead of
// several that were near to each other: a text may begin with a digression.
enum { FAR_BACK = 10, FAR_AHEAD = 30, SEVERAL = 3 };

static bool is_far(const struct told *from, const struct told *to)
{
	return to->day.year < from->day.year - FAR_BACK || to->day.year > from->day.year + FAR_AHEAD;
}

// The day that a moment begins with, and how much of it is said; false: it does not tell where the text is in time.
static bool tells(const struct moment *m, struct told *ret)
{
	bool clock = m->type == TIMEX_TIME, calendar = m->grain >= GRAIN_YEAR && m->grain <= GRAIN_DAY && m->grain != GRAIN_HALF &&
												   m->grain != GRAIN_WEEK && m->grain != GRAIN_WEEKEND;
	struct day from = {m->year, m->month ? m->month : 1, m->date ? m->date : 1}, to;
	if (!m->has_year || m->bc || m->wrong.ptr || m->literal.ptr || (clock ? !m->month || !m->date : !calendar))
		return false;
	if (m->year > 0 && !moment_days(m, &from, &to))
		return false;
	enum grain grain = m->date ? GRAIN_DAY : m->month ? GRAIN_MONTH : m->quarter ? GRAIN_QUARTER : GRAIN_YEAR;
	*ret = (struct told){true, from, grain};
	return true;
}

// A year of three digits is one in a text that has told such a year, and of its era.
static bool is_early(const struct work *w, struct moment *m)
{
	if (m->early && w->discourse->early_bc)
		m->year = 1 - m->year;
	return !m->early || w->discourse->early;
}

// A text goes on from the dates that it tells: not from those that it only looks back on ("the previous year") or that are far
// from the last one ("since 1813").
static void remember(struct work *w, const struct moment *m, const struct timeline *t)
{
	struct discourse *d = w->discourse;
	struct told told;
	if (!tells(m, &told))
		return;
	if (m->year < 1000) {
		d->early = true;
		d->early_bc = m->year <= 0;
	}
	bool near = t->has_doc && told.day.year >= t->doc.year - 1 && told.day.year <= t->doc.year + 1;
	d->dates_near += near;
	d->dates_old += !near;
	struct told doc = {t->has_doc, t->doc, GRAIN_DAY};
	bool looks_back = m->relative && m->steps < 0 && m->anchor == ANCHOR_CONTEXT;
	if (looks_back || (m->relative && m->anchor == ANCHOR_DOC && is_far(&doc, &told)))
		return;
	bool far = d->told.known && is_far(&d->told, &told);
	bool digresses = far && (told.day.year < d->told.day.year || d->told_near >= SEVERAL);
	if (digresses && (!d->digression.known || is_far(&d->digression, &told))) {
		d->digression = told;
		return;
	}
	d->told_near = far ? 1 : d->told_near + 1;
	d->told = told;
	d->digression.known = false;
}

bool date_read_reading(struct work *w, const struct reading *r, struct date *ret)
{
	struct moment m, end;
	if (!moment_read(w, r, &m) || !is_early(w, &m))
		return false;
	struct timeline t = timeline_of(w, r);
	moment_resolve(&m, &t);
	remember(w, &m, &t);
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
	const struct capture *to = reading_group(r, "to_year");
	to = to ? to : reading_group(r, "to_day");
	struct moment m, end;
	if (!to || !moment_read(w, r, &m))
		return false;
	struct timeline t = timeline_of(w, r);
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
