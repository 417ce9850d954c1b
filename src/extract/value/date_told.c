// SPDX-License-Identifier: MIT
// Where a text is in time: what its dates so far, and the words around one, say of the day that the next one leans on.
//
//   It is Tuesday, May 3 … tomorrow          the day of speaking moves on, in a diary
//   In 1916 … In July … The year before      the text tells of its own era
//   next month, Italy in November            what follows in the sentence is still to come
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

static bool has_word_of(const struct work *w, enum known class)
{
	return known_set_has(&w->facts->scan.known, class);
}

static bool speaks_of_present(const struct work *w)
{
	return has_word_of(w, KNOWN_tense_present) && !has_word_of(w, KNOWN_tense_past);
}

// Will, is to, may; not "may have", "could not", "had forecast"; "if" where the sentence tells what is.
static bool is_modal(const struct work *w, size_t token)
{
	if (token_is(w, token, KNOWN_modal_forecast) || token_is(w, token, KNOWN_modal_planned))
		return !token || !token_is(w, token - 1, KNOWN_have) || !token_is(w, token - 1, KNOWN_tense_past);
	if (token_is(w, token, KNOWN_may_come))
		return token + 1 == w->facts->scan.tokens ||
			   !(token_is(w, token + 1, KNOWN_have) || token_is(w, token + 1, KNOWN_negation));
	return token_is(w, token, KNOWN_condition) && speaks_of_present(w);
}

// How many words off from the date a word of what is to come may stand.
enum { MODAL_BEFORE = 15, AHEAD_BEFORE = 4, UNDERWAY_BEFORE = 7, OPENING_DATE = 3, MODAL_BEHIND = 8, GRANTED_BEFORE = 8 };

// What stands right before a token is a verb of what is: "is", or "'re", which is two tokens.
static bool is_now(const struct work *w, size_t end)
{
	size_t to = 0;
	if (token_is(w, end - 1, KNOWN_be) && !token_is(w, end - 1, KNOWN_tense_past))
		return true;
	return end > 1 && token_sense(w, end - 2, KNOWN_tense_present, &to) && to == end;
}

// "Due", "takes place", so many words before the date; "starts" only right before it, as it is a noun, too ("housing starts");
// "is moving to", but not "was moving to".
static bool looks_ahead(const struct work *w, size_t token, size_t date)
{
	size_t end;
	const struct sense *s = token_sense(w, token, KNOWN_ahead, &end);
	if (!s)
		return false;
	bool underway = token_is(w, token, KNOWN_ahead_underway);
	if (underway && !(token && is_now(w, token)))
		return false;
	slice reach = sense_value(s, 0);
	return end + (reach.len ? (size_t)line_as_integer(reach) : underway ? UNDERWAY_BEFORE : AHEAD_BEFORE) >= date;
}

static bool is_link(const struct work *w, size_t token)
{
	return token_is(w, token, KNOWN_preposition) || token_is(w, token, KNOWN_conjunction) || token_is(w, token, KNOWN_determiner);
}

// "On Tuesday", "but by the end of May": no subject stands before the date.
static bool opens_sentence(const struct work *w, size_t date)
{
	for (size_t i = 0; i < date; i++)
		if (i == OPENING_DATE || !is_link(w, i))
			return false;
	return true;
}

// A list of dates goes on: "next month, in Osh in May"; not "will come on Monday, and spoke on Friday".
static bool lists_on(const struct work *w, size_t date)
{
	const struct scan *s = &w->facts->scan;
	while (date && is_link(w, date - 1))
		date--;
	return !date || s->token[date - 1].kind != TOKEN_WORD || s->token[date - 1].shape != SHAPE_LOWER;
}

// ", and the court": another subject.
static bool begins_clause(const struct work *w, size_t token)
{
	return token && token_is_mark(&w->facts->scan, token - 1, ',') && token_is(w, token, KNOWN_conjunction) &&
		   token + 1 < w->facts->scan.tokens &&
		   (token_is(w, token + 1, KNOWN_determiner) || token_is(w, token + 1, KNOWN_pronoun));
}

// Before the date: "will meet on Tuesday", "opens on Tuesday"; not "will meet, he said on Tuesday", "who will meet her, wept on
// Tuesday" or "will meet, and the court on Tuesday".
static bool future_before(const struct work *w, size_t date)
{
	bool comma = false; // behind what is looked at
	for (size_t i = date; i && i + MODAL_BEFORE > date; i--) {
		size_t token = i - 1;
		bool aside = comma && token && token_is(w, token - 1, KNOWN_pronoun_who);
		if ((is_modal(w, token) && !aside) || looks_ahead(w, token, date))
			return true;
		if (token_is(w, token, KNOWN_say_verb) || token_is(w, token, KNOWN_tense_past) || begins_clause(w, token))
			return false;
		comma |= token_is_mark(&w->facts->scan, token, ',');
	}
	return false;
}

// Behind one that opens the sentence: "On Tuesday the court will …", but not "On Tuesday the court said it will …".
static bool future_behind(const struct work *w, size_t date, size_t end)
{
	size_t all = w->facts->scan.tokens;
	if (!opens_sentence(w, date))
		return false;
	for (size_t i = end; i < all && i < end + MODAL_BEHIND; i++) {
		if (token_is(w, i, KNOWN_say_verb) || (i > end && token_is(w, i, KNOWN_conjunction)))
			return false;
		if (is_modal(w, i))
			return true;
	}
	return false;
}

// "Gave the rebels until Friday": time that somebody was given is still to come.
static bool is_granted(const struct work *w, size_t until)
{
	for (size_t i = until; i && i + GRANTED_BEFORE > until && !token_is_mark(&w->facts->scan, i - 1, ','); i--)
		if (token_is(w, i - 1, KNOWN_granting))
			return true;
	return false;
}

// Words around a date speak of what is to come.
static bool speaks_of_future(const struct work *w, const struct reading *r)
{
	// a strike for Monday, but sales for May, and for the year ended 3 May
	bool is_day = (reading_group(r, TERM_DAY) || reading_group(r, TERM_WEEKDAY)) && !reading_group(r, TERM_UNIT);
	bool is_wish = reading_group(r, TERM_HOLIDAY) && speaks_of_present(w); // what we want for Easter, but they came for Easter
	if ((is_day || is_wish) && r->first && token_is(w, r->first - 1, KNOWN_purpose))
		return true;
	if (is_day && r->first && token_is(w, r->first - 1, KNOWN_lasting) && // it is shut through 1 May
		(speaks_of_present(w) || is_granted(w, r->first - 1)))
		return true;
	if (is_day && r->end < w->facts->scan.tokens && is_modal(w, r->end)) // the vote on 3 November will …
		return true;
	return future_before(w, r->first) || future_behind(w, r->first, r->end);
}

// So many dates in a row show where a text is.
enum { SEVERAL = 3 };

// So many dates of old for each of its own days are told in news, too.
enum { NEWS_LOOKS_BACK = 2 };

// The years of a text tell how much of it is of old: those up to so many years ahead are of its day.
enum { YEARS_AHEAD = 10 };

// So many exact days told from beyond the next year are no plans: the document's date is not the day on which it was written.
enum { DAYS_BEYOND = 2 };

// Where one sentence in so many names the one who speaks, the text is somebody's word: a letter, a speech, an essay.
enum { SPEAKERS_SENTENCES = 6 };

void timeline_foresee(struct work *w)
{
	const struct scan *s = &w->facts->scan;
	struct telling *d = &w->discourse->telling;
	struct day doc;
	if (!d->sentences++)
		w->discourse->facts = w->facts;
	d->spoken += has_word_of(w, KNOWN_first_person);
	if (!w->discourse->doc_date.ptr || !read_iso(w->discourse->doc_date, &doc))
		return;
	for (size_t i = 0; i < s->tokens; i++) {
		const struct token *t = &s->token[i];
		if (t->kind != TOKEN_DIGITS || t->low_end - t->low_start != 4)
			continue;
		int year = (int)line_as_integer(slice_sub(s->low, t->low_start, t->low_end));
		if (year < 1000 || year > doc.year + YEARS_AHEAD)
			continue;
		d->all_near += year >= doc.year - 1;
		d->all_old += year < doc.year - 1;
	}
}

struct timeline timeline_at(const struct work *w, const struct reading *r)
{
	const struct telling *d = &w->discourse->telling;
	struct timeline t = {.has_doc = w->discourse->doc_date.ptr && read_iso(w->discourse->doc_date, &t.doc)};
	t.document = t.doc;
	t.moved = d->now.known;
	t.has_doc |= t.moved;
	if (t.moved)
		t.doc = d->now.day;
	t.context = d->last;
	t.latest = d->digression.known ? d->digression : t.context;
	size_t old = t.context.known ? d->old : 0;
	// news may begin with the year of what it tells of ("the firm, founded in 1921, will close on Tuesday")
	bool enough = !t.has_doc || old >= SEVERAL || (d->all_old >= SEVERAL && d->all_old > NEWS_LOOKS_BACK * d->all_near);
	t.retrospect = old > d->near && enough;
	t.history = (old > NEWS_LOOKS_BACK * d->near && enough) || (t.context.known && d->beyond >= DAYS_BEYOND);
	t.annals = t.history && old >= SEVERAL && !d->near;
	t.looks_back = r->first && token_is(w, r->first - 1, KNOWN_looking_back);
	t.future = !t.looks_back && // they will meet again, for the first time since May
			   (speaks_of_future(w, r) || (d->ahead && d->ahead == w->facts->sentence && lists_on(w, r->first)));
	t.week = d->week;
	t.quarter = d->quarter;
	t.annual = has_word_of(w, KNOWN_annual);
	t.story = d->story;
	t.habit = has_word_of(w, KNOWN_habitual);
	t.speaker = d->spoken * SPEAKERS_SENTENCES >= d->sentences;
	t.present = speaks_of_present(w);
	t.report = has_word_of(w, KNOWN_say_verb);
	return t;
}

bool timeline_allows(const struct work *w, struct moment *m)
{
	const struct telling *d = &w->discourse->telling;
	if (m->early && d->early_bc)
		m->year = 1 - m->year;
	return !m->early || d->early;
}

// A date is a digression, until another one near it follows, if it is so many years before the last one, or so many ahead of
// several that were near to each other: a text may begin with a digression.
enum { FAR_BACK = 10, FAR_AHEAD = 30 };

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

// A firm tells of a quarter so many days before a text, or behind it, at most: "earned $3 in the quarter, it said on Friday".
enum { REPORT_WITHIN = 7 };

static void count_told(struct work *w, const struct moment *m, const struct timeline *t, const struct told *told)
{
	struct telling *d = &w->discourse->telling;
	bool near = t->has_doc && told->day.year >= t->doc.year - 1 && told->day.year <= t->doc.year + 1;
	d->near += near;
	d->old += !near;
	d->beyond += t->has_doc && !m->relative && told->grain == GRAIN_DAY && told->day.year > t->doc.year + 1;
	if (m->year < 1000) {
		d->early = true;
		d->early_bc = m->year <= 0;
	}
	if (t->has_doc && t->future && near && day_number(told->day) > day_number(t->doc))
		d->ahead = w->facts->sentence;
}

void timeline_go_on(struct work *w, const struct moment *m, const struct timeline *t)
{
	struct telling *d = &w->discourse->telling;
	struct told told;
	if (m->week && m->has_year && !m->weekday)
		d->week = (struct told){true, iso_week_monday(m->year, m->week), GRAIN_WEEK};
	d->story |= m->scene && !d->last.known;
	if (!tells(m, &told))
		return;
	d->week.known = false;
	if (told.grain == GRAIN_QUARTER)
		d->quarter = told;
	else if (!t->has_doc || told.grain != GRAIN_DAY || labs(day_number(told.day) - day_number(t->doc)) > REPORT_WITHIN)
		d->quarter.known = false;
	count_told(w, m, t, &told);
	bool is_dateline = m->dateline && !w->discourse->doc_date.ptr && !d->last.known;
	if (told.grain == GRAIN_DAY && (m->now || is_dateline))
		d->now = told;
	struct told doc = {t->has_doc, t->doc, GRAIN_DAY};
	bool looks_back = m->relative && m->steps < 0 && m->anchor == ANCHOR_CONTEXT;
	bool of_own_days = m->relative && m->anchor == ANCHOR_DOC; // this year
	// what a history's people plan for the years to come ("they hoped to win it in 1916") is not where it goes on
	bool plan =
		t->future && t->history && !of_own_days && d->last.known && told.grain == GRAIN_YEAR && told.day.year > d->last.day.year;
	if (plan || looks_back || (of_own_days && is_far(&doc, &told)))
		return;
	bool far = d->last.known && is_far(&d->last, &told);
	if (t->looks_back && !t->history && (far || (doc.known && is_far(&doc, &told))))
		return;
	bool digresses = far && (told.day.year < d->last.day.year || d->last_near >= SEVERAL);
	if (digresses && (!d->digression.known || is_far(&d->digression, &told))) {
		d->digression = told;
		return;
	}
	d->last_near = far ? 1 : d->last_near + 1;
	d->last = told;
	d->digression.known = false;
}
