// SPDX-License-Identifier: MIT
// date_part: the groups of a reading -> the parts of a moment.
#include "extract/value/moment.h"

#include "base/ascii.h"
#include "extract/value/decimal.h"

// The first run of digits of a text ("T10", "-2", "05"), with its sign; false: there is none.
static bool read_digits(slice text, int *ret)
{
	size_t i = 0;
	while (i < text.len && !ascii_is_digit(text.ptr[i]))
		i++;
	if (i == text.len)
		return false;
	bool minus = i && text.ptr[i - 1] == '-';
	int n = 0;
	for (; i < text.len && ascii_is_digit(text.ptr[i]) && n < 100000; i++)
		n = n * 10 + (text.ptr[i] - '0');
	*ret = minus ? -n : n;
	return true;
}

// A whole number: the item of a capture, the value of its word, its digits, or what the rule sets.
static bool part_number(const struct work *w, const struct reading *r, enum term name, int *ret)
{
	if (!term_set_has(&r->told, name)) // as mostly
		return false;
	const struct capture *c = reading_group(r, name);
	const struct number *n = capture_number(w, c);
	if (n) {
		if (!(n->value >= 0 && n->value < 1e6) || n->value != (double)(int)n->value)
			return false;
		*ret = (int)n->value;
		return true;
	}
	slice value = reading_value(w, r, name);
	return value.ptr && read_digits(value, ret);
}

static const char *const seasons[] = {"SP", "SU", "FA", "WI"};

static const char *known_season(slice value)
{
	for (size_t i = 0; i < 4; i++)
		if (slice_equal(value, slice_of(seasons[i])))
			return seasons[i];
	return NULL;
}

enum grain grain_of_letter(slice letter)
{
	static const struct {
		const char *letter;
		enum grain grain;
	} known[] = {{"TS", GRAIN_SECOND},  {"TM", GRAIN_MINUTE},    {"TH", GRAIN_HOUR}, {"D", GRAIN_DAY},
				 {"WE", GRAIN_WEEKEND}, {"W", GRAIN_WEEK},       {"M", GRAIN_MONTH}, {"Q", GRAIN_QUARTER},
				 {"H", GRAIN_HALF},     {"SN", GRAIN_SEASON},    {"Y", GRAIN_YEAR},  {"DE", GRAIN_DECADE},
				 {"CE", GRAIN_CENTURY}, {"ML", GRAIN_MILLENNIUM}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (slice_equal(letter, slice_of(known[i].letter)))
			return known[i].grain;
	return GRAIN_NONE;
}

static void finer(struct moment *m, enum grain g)
{
	if (g > m->grain)
		m->grain = g;
}

// Four digits with nothing around them that speaks of time are a year in this span only.
enum { BARE_YEAR_MIN = 1400, BARE_YEAR_MAX = 2060 };

// A year spoken in two parts begins with a number of this span ("fifteen sixteen", "twenty sixteen"); one in a single part is of
// this millennium ("two thousand and nine").
enum { SPOKEN_MIN = 13, SPOKEN_MAX = 20, SPOKEN_YEAR_MIN = 2001, SPOKEN_YEAR_MAX = 2060 };

// "Nineteen eighty-four": the year of its two parts; false: they are none. Below ten a word stands between: "nineteen oh five".
static bool read_spoken(const struct work *w, const struct reading *r, int *year)
{
	int hundred;
	if (!part_number(w, r, TERM_HUNDRED, &hundred))
		return *year >= SPOKEN_YEAR_MIN && *year <= SPOKEN_YEAR_MAX;
	bool parted = reading_group(r, TERM_YEAR)->text.start > reading_group(r, TERM_HUNDRED)->text.end + 1;
	if (hundred < SPOKEN_MIN || hundred > SPOKEN_MAX || *year >= 100 || parted != (*year < 10))
		return false;
	*year += hundred * 100;
	return true;
}

static bool read_year(const struct work *w, const struct reading *r, struct moment *m)
{
	int year;
	if (!part_number(w, r, TERM_YEAR, &year))
		return true;
	const struct capture *c = reading_group(r, TERM_YEAR);
	slice era = reading_value(w, r, TERM_ERA), bare = reading_set(r, TERM_BARE);
	if (slice_equal(bare, SLICE("spoken")) && !read_spoken(w, r, &year))
		return false;
	m->early = slice_equal(bare, SLICE("early"));
	if (m->early && (year < 100 || year > 999))
		return false;
	m->has_year = true;
	m->short_year = c && span_length(c->text) <= 2 && !era.ptr;
	m->year = slice_equal(era, SLICE("BC")) ? 1 - year : year;
	if (slice_equal(bare, SLICE("true")) && !era.ptr && (year < BARE_YEAR_MIN || year > BARE_YEAR_MAX))
		return false;
	finer(m, GRAIN_YEAR);
	return year > 0 || m->short_year;
}

// "1990s", "the nineties", "'60s"; "the 1800s" are a century.
static bool read_decade(const struct work *w, const struct reading *r, struct moment *m)
{
	int decade;
	if (!part_number(w, r, TERM_DECADE, &decade))
		return true;
	if (decade % 10 || decade > 2200)
		return false;
	m->short_year = decade < 100;
	m->has_year = true;
	m->year = decade;
	m->bc = slice_equal(reading_value(w, r, TERM_ERA), SLICE("BC"));
	m->grain = decade >= 100 && decade % 100 == 0 && decade < 2000 ? GRAIN_CENTURY : GRAIN_DECADE;
	return true;
}

static bool read_century(const struct work *w, const struct reading *r, struct moment *m)
{
	int century;
	if (!part_number(w, r, TERM_CENTURY, &century))
		return true;
	bool millennium = slice_equal(reading_set(r, TERM_UNIT), SLICE("ML"));
	if (century < 1 || century > (millennium ? 10 : 30))
		return false;
	m->has_year = true;
	m->year = (century - 1) * (millennium ? 1000 : 100);
	m->bc = slice_equal(reading_value(w, r, TERM_ERA), SLICE("BC"));
	m->grain = millennium ? GRAIN_MILLENNIUM : GRAIN_CENTURY;
	return true;
}

// "1830"; "6.30", a decimal to the scan. False: "6.3" is no time, nor is "6.75".
static bool clock_digits(const struct work *w, const struct reading *r, struct moment *m)
{
	slice minute = capture_text(w, reading_group(r, TERM_CLOCK)), hour = slice_cut(&minute, '.');
	int clock;
	if (minute.ptr) {
		if (minute.len != 2 || !read_digits(hour, &m->hour) || !read_digits(minute, &m->minute) || m->hour > 24 || m->minute > 59)
			return false;
	} else {
		if (!part_number(w, r, TERM_CLOCK, &clock))
			return false;
		m->hour = clock / 100;
		m->minute = clock % 100;
	}
	finer(m, GRAIN_MINUTE);
	if (m->hour > 24 || m->minute > 59)
		m->wrong = SLICE("no such time");
	return true;
}

// "A quarter to seven": the minutes are those before the hour. False: people say so of up to five and twenty of them, by fives.
static bool take_minutes(struct moment *m)
{
	if (m->minute < 5 || m->minute > 25 || m->minute % 5)
		return false;
	m->minute = 60 - m->minute;
	m->hour = m->hour == 1 ? 12 : m->hour - 1;
	return true;
}

static bool read_clock(const struct work *w, const struct reading *r, struct moment *m)
{
	slice ampm = reading_value(w, r, TERM_AMPM);
	bool has_clock = reading_group(r, TERM_CLOCK) != NULL;
	if (has_clock && !clock_digits(w, r, m))
		return false;
	bool has_hour = part_number(w, r, TERM_HOUR, &m->hour);
	if (has_hour) {
		finer(m, GRAIN_HOUR);
		if (m->hour > 24)
			m->wrong = SLICE("no such hour");
	}
	bool has_minute = part_number(w, r, TERM_MINUTE, &m->minute);
	if (reading_group(r, TERM_DIR) && has_hour && !take_minutes(m))
		return false;
	if (has_clock || has_hour) {
		if ((slice_equal(ampm, SLICE("pm")) || slice_equal(ampm, SLICE("noon"))) && m->hour < 12)
			m->hour += 12;
		if ((slice_equal(ampm, SLICE("am")) || slice_equal(ampm, SLICE("midnight"))) && m->hour == 12)
			m->hour = 0;
	}
	if (has_minute) {
		const struct capture *minute = reading_group(r, TERM_MINUTE);
		if (minute && capture_text(w, minute).len == 1) // a verse, a ratio of 2:1
			return false;
		finer(m, GRAIN_MINUTE);
		if (m->minute > 59)
			m->wrong = SLICE("no such minute");
	}
	bool bare = !has_clock && !ampm.ptr && !reading_group(r, TERM_ZONE);
	if (bare && (m->hour > 24 || m->minute > 59)) // shares of 20:80
		return false;
	if (part_number(w, r, TERM_SECOND, &m->second))
		finer(m, GRAIN_SECOND);
	m->zone = reading_value(w, r, TERM_ZONE);
	m->daypart = reading_value(w, r, TERM_PART);
	if (!m->daypart.ptr)
		m->daypart = capture_value(w, reading_group(r, TERM_REL), 1); // "tonight"
	if (!m->daypart.len)
		m->daypart = SLICE_NULL;
	if (m->daypart.ptr || m->hour != UNKNOWN)
		m->type = TIMEX_TIME;
	return true;
}

static bool read_day(const struct work *w, const struct reading *r, struct moment *m)
{
	if (part_number(w, r, TERM_MONTH, &m->month)) {
		finer(m, GRAIN_MONTH);
		if (m->month < 1 || m->month > 12)
			m->wrong = SLICE("no such month");
	}
	if (part_number(w, r, TERM_DAY, &m->date)) {
		finer(m, GRAIN_DAY);
		if (m->date < 1 || m->date > 31)
			m->wrong = SLICE("no such day");
	}
	if (part_number(w, r, TERM_WEEKDAY, &m->weekday))
		finer(m, GRAIN_DAY);
	if (part_number(w, r, TERM_NTH, &m->nth) && m->nth > 5)
		return false;
	if (part_number(w, r, TERM_WEEK, &m->week)) {
		finer(m, GRAIN_WEEK);
		if (m->week < 1 || m->week > 53)
			m->wrong = SLICE("no such week");
	}
	if (part_number(w, r, TERM_QUARTER, &m->quarter)) {
		finer(m, GRAIN_QUARTER);
		if (m->quarter < 1 || m->quarter > 4)
			return false;
	}
	if (part_number(w, r, TERM_HALF, &m->half)) {
		finer(m, GRAIN_HALF);
		if (m->half < 1 || m->half > 2)
			return false;
	}
	slice season = reading_value(w, r, TERM_SEASON);
	if (season.ptr && (m->season = known_season(season)))
		finer(m, GRAIN_SEASON);
	m->holiday = reading_value(w, r, TERM_HOLIDAY);
	if (m->holiday.ptr)
		finer(m, GRAIN_DAY);
	return true;
}

// Part of a unit: "a year and a half" is eighteen months.
static bool split_unit(struct moment *m, double amount, int *ret)
{
	static const struct {
		enum grain unit, smaller;
		int many;
	} known[] = {{GRAIN_CENTURY, GRAIN_YEAR, 100}, {GRAIN_DECADE, GRAIN_YEAR, 10}, {GRAIN_YEAR, GRAIN_MONTH, 12},
				 {GRAIN_WEEK, GRAIN_DAY, 7},       {GRAIN_DAY, GRAIN_HOUR, 24},    {GRAIN_HOUR, GRAIN_MINUTE, 60}};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (m->unit == known[i].unit) {
			m->unit = known[i].smaller;
			*ret = (int)(amount * known[i].many);
			return true;
		}
	*ret = (int)amount;
	return m->unit == GRAIN_MONTH;
}

// How many units: a whole number or a part of them, one and a half.
static bool read_amount(const struct work *w, const struct reading *r, struct moment *m, int *ret)
{
	const struct number *n = capture_number(w, reading_group(r, TERM_NUMBER));
	slice word = reading_value(w, r, TERM_NUMBER);
	double amount = n ? n->value : word.len ? decimal_value(decimal_read(word)) : 0;
	if (amount > 0 && amount < 1e4 && amount != (double)(int)amount)
		return split_unit(m, amount, ret);
	return part_number(w, r, TERM_NUMBER, ret);
}

// shift: "two years ago today", "a week from Saturday".
static bool read_shift(const struct work *w, const struct reading *r, struct moment *m)
{
	const struct capture *unit = reading_group(r, TERM_SHIFT_UNIT);
	int dir = 0, number = 1, many = 1;
	if (!unit)
		return true;
	m->shift_unit = grain_of_letter(capture_value(w, unit, 0));
	if (reading_group(r, TERM_SHIFT) && !part_number(w, r, TERM_SHIFT, &number))
		return false;
	if (read_digits(capture_value(w, unit, 1), &many))
		number *= many;
	m->shift = part_number(w, r, TERM_DIR, &dir) ? dir * number : -number;
	return m->shift_unit != GRAIN_NONE;
}

// rel: steps (last -1); number and dir: how many, and which way (ago -1); unit: of what.
static bool read_steps(const struct work *w, const struct reading *r, struct moment *m)
{
	slice unit = reading_value(w, r, TERM_UNIT);
	int rel = 0, dir = 0, number = 1;
	bool has_rel = part_number(w, r, TERM_REL, &rel),
		 has_dir = !m->shift && m->hour == UNKNOWN && part_number(w, r, TERM_DIR, &dir);
	const struct capture *c = reading_group(r, TERM_UNIT);
	if (unit.ptr)
		m->unit = grain_of_letter(unit);
	else if (has_rel && m->grain <= GRAIN_YEAR && !m->has_year)
		m->unit = GRAIN_DAY; // yesterday
	bool has_number = read_amount(w, r, m, &number);
	int many = 1;
	if (c && read_digits(capture_value(w, c, 1), &many))
		number *= many; // a fortnight is two weeks
	slice anchor = reading_set(r, TERM_ANCHOR);
	if (!anchor.ptr)
		anchor = capture_value(w, reading_group(r, TERM_DIR), 1); // two weeks ago, two weeks later
	if (!anchor.len)
		anchor = capture_value(w, reading_group(r, TERM_REL), 2); // last year, the previous one
	m->anchor = slice_equal(anchor, SLICE("context"))    ? ANCHOR_CONTEXT
				: slice_equal(anchor, SLICE("doc_date")) ? ANCHOR_DOC
														 : ANCHOR_NONE;
	if (!has_rel && !has_dir)
		return true;
	if (reading_group(r, TERM_NUMBER) && !has_number)
		return false;
	m->relative = true;
	m->steps = has_dir ? dir * number : rel * (has_number ? number : 1);
	if (m->unit && m->grain == GRAIN_NONE)
		m->grain = m->unit;
	if (m->unit >= GRAIN_HOUR)
		m->type = TIMEX_TIME;
	return true;
}

// 03/04/2016: the month comes first or second, in 3.04.2016 the day does; one above 12 settles it.
static void read_order(const struct reading *r, struct moment *m)
{
	slice order = reading_set(r, TERM_ORDER);
	if (!order.ptr || !m->month || !m->date)
		return;
	if (m->month > 12 && m->date <= 12) {
		int month = m->date;
		m->date = m->month;
		m->month = month;
		m->wrong = SLICE_NULL;
	} else if (slice_equal(order, SLICE("either")) && m->month <= 12 && m->date <= 12 && m->month != m->date) {
		m->other = (struct day){m->year, m->date, m->month};
	}
}

bool moment_read(struct work *w, const struct reading *r, struct moment *ret)
{
	struct moment m = {.hour = UNKNOWN, .minute = UNKNOWN, .second = UNKNOWN};
	slice type = reading_set(r, TERM_TIMEX_TYPE);
	m.type = slice_equal(type, SLICE("DURATION")) ? TIMEX_DURATION
			 : slice_equal(type, SLICE("SET"))    ? TIMEX_SET
			 : slice_equal(type, SLICE("TIME"))   ? TIMEX_TIME
												  : TIMEX_DATE;
	m.mod = reading_value(w, r, TERM_MOD);
	if (!m.mod.ptr)
		m.mod = reading_set(r, TERM_TIMEX_MOD);
	if (m.type == TIMEX_DURATION || m.type == TIMEX_SET) {
		bool ok = duration_read(w, r, &m);
		*ret = m;
		return ok;
	}
	m.literal = reading_value(w, r, TERM_REF);
	if (m.literal.ptr) {
		*ret = m;
		return true;
	}
	if (!read_year(w, r, &m) || !read_decade(w, r, &m) || !read_century(w, r, &m) || !read_day(w, r, &m) || !read_clock(w, r, &m))
		return false;
	read_order(r, &m);
	m.fiscal = slice_equal(reading_set(r, TERM_FISCAL), SLICE("true"));
	m.now = slice_equal(reading_set(r, TERM_NOW), SLICE("true"));
	m.dateline = slice_equal(reading_set(r, TERM_NOW), SLICE("dateline"));
	m.scene = slice_equal(reading_set(r, TERM_NOW), SLICE("scene"));
	m.latest = slice_equal(reading_set(r, TERM_LATEST), SLICE("true"));
	m.generic = slice_equal(reading_set(r, TERM_ANCHOR), SLICE("none"));
	if (!read_shift(w, r, &m) || !read_steps(w, r, &m))
		return false;
	if (m.has_year && m.month && m.date && !m.short_year && !m.wrong.ptr && !day_is_valid((struct day){m.year, m.month, m.date}))
		m.wrong = SLICE("no such day");
	*ret = m;
	return m.grain != GRAIN_NONE || m.type == TIMEX_TIME;
}
