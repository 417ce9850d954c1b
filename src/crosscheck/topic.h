// SPDX-License-Identifier: MIT
// topic: a claim as crosscheck keeps it: what it speaks of, normalised, and the interval that it allows.
//
// Words are kept as atoms (numbers), so that comparing two slots is comparing a few integers. A pool holds the claims
// of one lifetime (a document, a block, the whole run) and their text.
#ifndef CROSSCHECK_TOPIC_H
#define CROSSCHECK_TOPIC_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "interval.h"
#include "record/claim.h"
#include "tables.h"

typedef uint32_t atom; // a word or text; 0 is none

// The words of a name, sorted, each once, without those that say nothing.
struct words {
	const atom *at;
	size_t count;
	bool named; // has a capital: a name rather than a description
	bool body;  // any one of its kind, by a noun for that alone: "the club" is whichever was named
	atom local; // the kind of a local office among them: "the mayor of Osk"; 0: none
	bool other; // somebody or something else than whoever was spoken of: "his brother", "a rival"
};

// "Hamdan bakery, Wadi Sarim": head "hamdan bakery", around "wadi sarim". "Zhanaozen city": head "zhanaozen", kind "city".
struct place_name {
	atom head;          // 0: unknown
	slice text;         // the head's words
	atom kind;          // the value of the word that tells what kind of place it is; 0 where it has none
	bool any_kind;      // that word fits every kind
	bool described;     // by words alone: "the country", "the north of Norland"
	const atom *around; // the places that it is said to lie in
	size_t arounds;
};

typedef struct {
	int32_t from, to; // days, inclusive; from > to: unknown
} days;

#define DAYS_UNKNOWN ((days){1, 0})
static inline bool days_known(days d)
{
	return d.from <= d.to;
}

// A document of the stream, as far as it matters for telling whether two are about one story.
struct document {
	slice name, source; // source: null where unknown
	days date;
	days story;         // when what it tells happened: the first day, month or year that a claim of it names itself; else unknown
	struct words names; // words of its names
	struct words openers; // words that begin its sentences with a capital: names where another text has them for names
	struct words outlet;  // words of its source's name
	size_t run;           // its number in the stream; reference claims' documents too
	bool reference;
};

enum slot { SLOT_PLACE = 1, SLOT_DATE = 2, SLOT_EVENT = 4, SLOT_SUBJECT = 8, SLOT_SOURCE = 16, SLOT_MEASURE = 32 };

struct item {
	// as it was, for the output
	slice id, text, source_text, measure_name, value_text, unit, place_text, figure_id, part_of, event_text, subject_text;
	slice cmp;
	double lo, hi, value;
	int64_t sent, byte_start, byte_end, char_start, char_end;
	bool approx;
	// what it speaks of
	struct document *document;
	const struct language *language;
	enum measure_kind kind;
	atom measure; // of same_as
	atom claim_kind;
	atom unit_base; // 0: a plain number
	atom what;      // the counted noun's class; 0: unknown, or any
	bool what_any;  // counts people or things of whatever kind
	struct place_name place;
	struct words event, subject, source;
	days date;          // null slots are unknown
	unsigned inherited; // a set of enum slot: taken from earlier text, so weaker
	bool counts;        // something, which its slot `what` names
	bool is_date;       // its value is the date
	bool happens;       // it counts to what its measure else tells the date of: built, opened
	bool is_part, is_new, is_ongoing, hedged, needs_subject, needs_name, may_be_places, is_anywhere, has_owner;
	bool is_future;         // planned or forecast: compared with its like only
	bool is_later;          // what was told before it has moved to it
	bool is_now;            // it tells how things are as the text is written
	bool is_qualified;      // a name restricts what it counts: "five Italian climbers"
	struct words restricts; // words that restrict it: "electric cars"
	bool is_bare;           // nothing but what it counts says what it measures: "two hundred men"
	bool is_first;          // the first figure of its measure in its document, or one that agrees with it
	interval allowed;       // in the base unit, loosened; days for a date
	size_t order;           // its number in the pool
	struct item *same_next; // another claim with the same slots and value (see group.c)
};

struct pool {
	const struct pool *base;     // its atoms are known here too; null: none
	struct arena arena, scratch; // scratch: of one call
	struct map atoms;            // text -> its atom, as a pointer's value
	struct map texts;            // what many claims say, kept once
	VEC(struct item *) item;
};

// Whether a unit is an ISO 4217 code: three capitals.
bool unit_is_currency(slice unit);
// The base, where there is one, must not grow as long as the pool has items.
void pool_init(struct pool *p, const struct pool *base);
void pool_reset(struct pool *p);
void pool_release(struct pool *p);
// The atom of a text; 0 for a null or empty one.
atom pool_atom(struct pool *p, slice text);
// The words of a text, lower case, until the pool is asked for others or takes a claim.
struct words pool_words(struct pool *p, const struct language *l, slice text);
enum capitals { CAPITALS_ALL, CAPITALS_FIRST, CAPITALS_LATER };
// The words of a sentence that have a capital and are not of the class "plain": all, its first word, or the others. They live as
// long as those of pool_words.
struct words pool_capitals(struct pool *p, const struct language *l, slice text, enum capitals which);
// Adds a claim to the pool, copied; null where it cannot be compared: denied, negated or hypothetical,
// ambiguous or invalid, without a measure or a value, or of a measure that is never compared.
struct item *pool_add(struct pool *p, struct tables *t, const struct claim *c, struct document *document, struct diag *d);

#endif
