// SPDX-License-Identifier: MIT
// fit: whether a slot of two claims speaks of the same thing.
#ifndef CROSSCHECK_FIT_H
#define CROSSCHECK_FIT_H

#include "topic.h"

enum fit { FIT_APART, FIT_UNKNOWN, FIT_WEAK, FIT_SAME };

// A state without a date holds for its document's date, give or take this long.
#define STATE_DAYS 7
#define FLOW_DAYS 366
// Two dates of one event are not further apart; what is, is another event.
#define EVENT_DAYS 45
// A day before the document's by more than so many is not of its news.
#define PAST_DAYS 31
// A date taken from elsewhere in the text may be that of the report.
#define REPORT_DAYS 400
#define SHORT_DAYS 31

// How many atoms two ascending lists share.
size_t atoms_shared(const atom *a, size_t a_count, const atom *b, size_t b_count);
// "Tarrant-Hale" is in "Owen Tarrant-Hale"; "2020 Cutler Ridge fire" and "Cutler Ridge blaze" share most of it.
enum fit fit_words(struct words a, struct words b);
enum fit fit_places(const struct item *a, const struct item *b);
// Whether their places are two, wherever the claims have them from; fit_places forgives that where one is taken from elsewhere.
bool places_differ(const struct item *a, const struct item *b);
enum fit fit_events(const struct item *a, const struct item *b);
enum fit fit_subjects(const struct item *a, const struct item *b);
// A percentage: a part's may be any, beside its whole's.
bool item_is_rate(const struct item *i);
// Whether a figure is of a day before the document's news.
bool item_is_past(const struct item *i);
// "The unrest has killed 14 since January": whether a figure counts what happened in a long time, not on one day.
bool item_sums_up(const struct item *i);
// Whether a figure is one of an event, and dated by it.
bool item_is_of_event(const struct item *i);
// The days between which a claim's figure held, as far as claims of other documents are concerned: its date, else, where
// the measure changes from day to day, days around its document's date; unbounded where neither says anything.
days fit_window(const struct item *i);
enum fit fit_dates(const struct item *a, const struct item *b);
// Whether both count the same: "people" fit any kind of people, but a part may be smaller than its whole.
bool fit_what(const struct item *a, const struct item *b);
// Days between two spans of days; 0 where they meet.
int32_t days_gap(days a, days b);
// Whether what either of them measures is so general that they must be of one subject.
bool items_need_subject(const struct item *a, const struct item *b);

#endif
