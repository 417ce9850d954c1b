// SPDX-License-Identifier: MIT
// moment: what a date expression says, before it is a record: the parts that the text names, and how far it is from what it leans
// on.
//
//   reading --moment_read--> moment --moment_resolve--> the same, its year and month filled in --moment_write--> date record
//
// "two weeks later" is {unit week, steps 2, anchor context}; "in May" is {month 5} without a year.
#ifndef EXTRACT_VALUE_MOMENT_H
#define EXTRACT_VALUE_MOMENT_H

#include "extract/private.h"
#include "extract/value/calendar.h"

enum timex { TIMEX_DATE, TIMEX_TIME, TIMEX_DURATION, TIMEX_SET };

enum anchor { ANCHOR_NONE, ANCHOR_DOC, ANCHOR_CONTEXT };

enum { UNKNOWN = -1 }; // of hour, minute, second

struct moment {
	enum timex type;
	enum grain grain;
	bool has_year, short_year;                     // short: two digits, the century is to be found
	int year;                                      // astronomical; of a decade or century: the first one, as written
	bool bc;                                       // of a decade or century
	bool early;                                    // a year of three digits, which is one where the text has told such a year
	int month, date, weekday, week, quarter, half; // 0: not said
	const char *season;                            // TIMEX3: SP SU FA WI
	slice daypart;                                 // TIMEX3: MO MI AF EV NI DT
	int hour, minute, second;
	slice zone; // "+06:00"
	bool weekend, fiscal;
	bool generic;  // no one year's: "winters are mild"
	bool now;      // the day on which the text speaks: "it is Tuesday"
	bool dateline; // … if nothing else tells the document's
	bool scene;    // the season in which a story sets in
	bool latest;   // of units like this one the last that is over, if nothing speaks of what is to come
	bool relative; // steps of `unit` from the anchor
	int steps;
	enum grain unit;
	int nth;               // which such weekday of its month, -1: the last; 0: not said
	int shift;             // so many units more from there: "two years ago today"
	enum grain shift_unit; // GRAIN_NONE: none
	enum anchor anchor;
	slice holiday;    // "--12-25", "easter-2", "nth-05-7-2"
	slice mod;        // TIMEX3 mod
	slice literal;    // a value that needs no resolving: PRESENT_REF, P3D
	slice wrong;      // why it cannot be; null: it can
	struct day other; // the other reading of 03/04/2016; month 0: none
};

// Reads the groups and the constants of a reading. False: it is no date after all.
bool moment_read(struct work *w, const struct reading *r, struct moment *ret);
// duration.c: durations and sets; false: none.
bool duration_read(struct work *w, const struct reading *r, struct moment *ret);
// The grain of a TIMEX3 letter of class timeunit ("W"); GRAIN_NONE: none of them.
enum grain grain_of_letter(slice letter);

// What earlier dates say about where the text is in time.
struct timeline {
	bool has_doc;
	struct told week;            // the week that was told last, if no other date was since
	struct told quarter;         // the quarter, if no other date was since than a day of the document's week
	struct day doc;              // the day of speaking: the document's, until the text tells its own
	struct day document;         // the document's
	struct told context, latest; // where the text is, and the date that it told last, which may be a digression
	bool history;                // the text tells of another era than its date
	bool annals;     // … so much of it, and nothing of its own days, that "last year" is the one before the year told
	bool retrospect; // … or tells more of old than of its own days
	bool moved;      // the text told its own day of speaking
	bool future;     // the words around speak of what is to come
	bool habit;      // … of what happens again and again: "the river usually floods in May"
	bool annual;     // … of what comes every year on its day: "the feast is on 3 May"
	bool speaker;    // … of the one who speaks
	bool story;      // the text is a story of no year
	bool looks_back; // since a day of old
	bool present;    // … of what is, not of what was
	bool report;     // … of what somebody says
};

// date_told.c: the same at a reading, and going on from it.
struct timeline timeline_at(const struct work *w, const struct reading *r);
// A text goes on from the dates that it tells: not from those that it only looks back on ("the previous year") or that are far
// from the last one ("since 1813").
void timeline_go_on(struct work *w, const struct moment *m, const struct timeline *t);
// A year of three digits is one in a text that has told such a year, and of its era; false: it is none.
bool timeline_allows(const struct work *w, struct moment *m);

// date_resolve.c: fills in what the text leaves out.
void moment_resolve(struct moment *m, const struct timeline *t);

// What a date leans on: a day, and how much of it is said.
struct base {
	bool known;
	struct day day;
	enum grain grain;
	enum anchor anchor;
};

// Which one of the Mays or Tuesdays around the base: the last that began by its day, the nearest, looking forward rather than
// back, or the first that begins on it or later. `strictly`: not the base's own.
enum side { SIDE_LAST, SIDE_NEAREST, SIDE_NEXT };

// date_step.c: steps from a base. `future`: the words around speak of what is to come.
void moment_step(struct moment *m, struct base b, bool future);
void moment_near_year(struct moment *m, struct base b, enum side side, bool strictly);
void moment_near_weekday(struct moment *m, struct base b, enum side side, bool strictly);
// "Thursday, May 30": the year nearest to the base in which it is one. On the base's own day the weekday is the mistake; false.
bool moment_year_by_weekday(struct moment *m, struct base b);
void moment_set_day(struct moment *m, struct day d);
// Moves what is resolved by its shift; no finer than it is said.
void moment_shift(struct moment *m);
// The week, or weekend, in which a day lies.
void moment_set_week(struct moment *m, struct day d);
// The first year of a decade, century …: of so many years, counted from 0.
int floor_year(int year, int many);

// date_days.c: the first day of what a moment says, were it in this year.
struct day moment_first_day(const struct moment *m, int year);
// The days that a moment covers; false where they are unknown.
bool moment_days(const struct moment *m, struct day *ret_from, struct day *ret_to);
// The record: values, EDTF, days, grain, anchor, status.
void moment_write(const struct moment *m, struct arena *a, struct date *ret);

#endif
