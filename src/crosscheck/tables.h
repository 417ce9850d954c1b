// SPDX-License-Identifier: MIT
// tables: what crosscheck knows of words, read from TSV files of the rules, so that no language word stands in C.
//
//   common/measures.tsv                  measure  kind  same-as  needs   a name may begin or end with "*"; the first line that
//   fits wins common/words/unit.symbol.tsv         entry  UCUM code  base unit  factor: units of one base are comparable
//   LANG/words/unit.tsv, unit.time.tsv   the same
//   LANG/sameness.tsv                    class  word  value   which words make no difference (see enum word_class)
//   LANG/words/event.noun.tsv            word  kind           the words of class "event"
//   LANG/explain.tsv                     key  template        sentences with {placeholders}
#ifndef CROSSCHECK_TABLES_H
#define CROSSCHECK_TABLES_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/vec.h"

// How a measure's figures relate over time: what makes two of them comparable, and what is only an update.
#define MEASURE_KINDS(X) \
	X(TOLL, "toll")   /* an event's cumulative figure, dated by the event: deaths; later and higher is an update */ \
	X(COUNT, "count") /* cumulative up to a day, dated by that day: cases, arrests */ \
	X(STATE, "state") /* how it was on a day: population, price, share */ \
	X(FLOW, "flow")   /* over a period: revenue, rainfall; the periods must be the same */ \
	X(FIXED, "fixed") /* a property that does not change: magnitude, attendance, final cost */ \
	X(ONCE, "once")   /* a date of what happens once to its subject: founded, born */ \
	X(EVENT, "event") /* a date of what may happen again: attacks, launches */ \
	X(NEVER, "never") /* too general to be compared: ages of unnamed people */

enum measure_kind {
#define X(NAME, text) MEASURE_##NAME,
	MEASURE_KINDS(X)
#undef X
};

struct measure {
	slice name, same_as; // same_as: the name under which it is compared; its own where none is given
	enum measure_kind kind;
	bool needs_subject; // so general that only figures of one subject or event, or of one thing counted at one place, are
						// comparable
	bool needs_name;    // and then only where both claims name it themselves
	bool may_be_places; // a place may be what has it: the width of a crater
	bool has_owner;     // a ship's, a stadium's: of two names it is two
	bool is_anywhere;   // somebody's, wherever it is told of: a sentence
};

struct factor {
	slice base;
	double factor;
};

// Classes of words:
#define WORD_CLASSES(X) \
	X(PLACE, "place") /* may follow a place's name without making it another ("city"); its value tells places of one name apart \
						 when both have one ("Karaganda city", "Karaganda region"); "-" fits all */ \
	X(IGNORE, "ignore") /* says nothing in a name or source ("the") */ \
	X(NOUN, "noun")     /* a counted noun's class: nouns of one class are the same thing; "*" is people of whatever kind, "-" \
						   tells nothing ("members") */ \
	X(EVENT, "event")   /* a noun of what happens, and its kind: nouns of one kind may name one event; "event" fits all */ \
	X(PLAIN, "plain")   /* has a capital in every newspaper and tells no story: Monday, President */ \
	X(ENDING, "ending") /* without it, words of one stem are alike: smok-ing, smok-ers */ \
	X(OTHER, "other")   /* somebody else than the one spoken of */ \
	X(FORM, "form")     /* an irregular form, and its word */ \
	X(BODY, "body")     /* a noun that stands for any name of its kind */ \
	X(LOCAL, "local")   /* an office that each place has its own of, and its kind: two mayors speak of two places */ \
	X(NUMBER, "number") /* a number may end with it, or it stands for one */ \
	X(HARMLESS, "harmless") /* before a counted noun, it makes what it counts no fewer: "innocent people" */ \
	X(MEMBER, "member")     /* a noun that counts all whom a measure counts, which is its value: the marchers of a crowd */ \
	X(DEGREE, "degree")     /* wherever it stands, it makes what is counted fewer: "seriously injured" */

enum word_class {
#define X(NAME, text) WORD_##NAME,
	WORD_CLASSES(X)
#undef X
		WORD_CLASSES_COUNT
};

struct language {
	slice code;
	struct map word[WORD_CLASSES_COUNT]; // word -> slice *: its value
	struct map explain;                  // key -> slice *: template
};

struct tables {
	struct arena arena;
	const char *folder;
	VEC(struct measure) measure;
	struct map measure_by_name; // exact names -> struct measure * (points into the arena)
	struct map factor;          // unit -> struct factor *
	struct map language;        // code -> struct language *
};

// Reads the common files; a file that cannot be read or a malformed line ends with false, reported.
bool tables_open(struct tables *t, const char *rules_folder, struct diag *d);
void tables_release(struct tables *t);
// The kind and comparison name of a measure; one that no line fits is a state of its own name.
struct measure tables_measure(const struct tables *t, slice name);
// The factor of a unit, or null: comparable with itself only.
const struct factor *tables_factor(const struct tables *t, slice unit);
// The words of a language, read when first asked for; English where the language has none. Null: unreadable, reported.
const struct language *tables_language(struct tables *t, slice code, struct diag *d);
// The value of a word of a class, or a null slice.
slice language_word(const struct language *l, enum word_class class, slice word);
// The template of a key, or a null slice.
slice language_text(const struct language *l, slice key);

#endif
