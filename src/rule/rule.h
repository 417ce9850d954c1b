// SPDX-License-Identifier: MIT
// rule: rule packs as text -> one compiled ruleset, const after load and shared by all threads.
//
//   rules/common + rules/LANG --load--> classes, rules --lexicon--> words -> classes and values
//                                                     --pattern--> PCRE2 over the tags of a layer
//                                                     --trigger--> which rules a sentence wakes
//
// A *tag* is one private-use code point of a view: it stands for a set of classes. Tags are given out at load, so a pattern's
// {class} is a character class of all tags whose set holds it.
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "rule/known.h"
#include "rule/lexicon.h"
#include "rule/vocabulary.h"

enum layer {
	LAYER_NUMBER,
	LAYER_DATE,
	LAYER_FIGURE,
	LAYER_ENTITY,
	LAYER_ATTRIBUTION,
	LAYER_CLAIM,
	LAYER_CLEAN,
	LAYER_BOUNDARY,
	LAYERS
};

// The layers before this one match over a view, the others over raw text.
#define LAYERS_OVER_VIEW LAYER_CLEAN
slice layer_name(enum layer l);

// ---- rules, as their files say them -----------------------------------------------------------------------------------

// One key of `set` or `expect`; the value as written in YAML ("16", "true", "deaths", "null").
struct field {
	slice key, value;
	enum term term; // of the key; of an expected field mostly none
	struct place at;
};

struct example {
	slice text;  // without its brackets
	span record; // the bracketed span in text; the first, where there are several
	bool has_record;
	span *more; // the further ones
	size_t mores;
	slice doc_date; // null: none
	struct field *expect;
	size_t expects;
	slice capitals; // why its capitals decide, so that ruletest --robust leaves them alone; null: they do not
	struct place at;
};

// A named group of a pattern. Names may repeat in alternatives.
struct group {
	slice name;
	enum term term;
	uint16_t *class; // the classes it refers to, in the order of the pattern
	size_t classes;
};

// Classes, any of which must be in a sentence for the rule to match there. (A word of the pattern is the class "=word".)
struct clause {
	uint16_t *class;
	size_t classes;
};

// A named part of patterns, which rules (and other phrases) refer to as {>name}.
struct phrase {
	slice name, match;
	struct place at;       // of its name
	struct place match_at; // of the first line of its pattern, and of its first column there
	bool used;
	bool wrong; // reported: who uses it need not say so again
};

// A stretch of an expanded pattern, and the text in a file that it came from.
struct pattern_piece {
	size_t start;                // in rule.match
	slice text;                  // the whole text of the rule's or the phrase's `match`
	struct place at;             // of that text
	size_t from;                 // where the stretch stands in text
	bool fixed;                  // all of it stands at `from`: the group around a phrase
	const struct phrase *phrase; // null: the rule's own
};

struct rule {
	slice id, about;
	uint64_t id_hash; // slice_hash(id)
	slice match;      // with its phrases expanded
	enum layer layer;
	int priority;
	size_t budget;  // the matcher's steps that it may take on an example; 0: as many as any rule (ruletest --cost)
	slice capitals; // as in all its examples
	size_t index;   // in ruleset.rule; the rules of a layer are contiguous
	struct field *set;
	size_t sets;
	struct term_set told;                   // by what it sets
	struct example *example, *reject, *gap; // only when loaded with examples
	size_t examples, rejects, gaps;
	struct place at;       // of its first key
	struct place match_at; // of the first line of the pattern, and of its first column there
	struct pattern_piece *piece;
	size_t pieces;
	struct group *group;
	size_t groups;
	struct pattern *pattern;
	bool at_start;         // it begins with "^": its matches stand at the start of the text
	struct clause *clause; // what wakes it: every clause must hold; none: it always runs
	size_t clauses;
	struct clause next; // what stands directly behind the first word or item of a match; no class: anything
	bool broken;        // its pattern cannot be read further: a mistake in it was reported
	bool wrong;         // a mistake anywhere in it was reported, but for its examples
	bool untold;        // one of its examples, rejects or gaps is left out, since a mistake in it was reported
	slice required;     // raw layers: a text that every match holds, for a search before the match; null: none
};

// ---- classes ----------------------------------------------------------------------------------------------------------

#define NO_CLASS UINT16_MAX
#define NO_GROUP ((span){NOT_FOUND, NOT_FOUND})

struct class
{
	slice name;
	uint16_t parent; // NO_CLASS: none
	enum word_case word_case;
	bool exact, built_in;
	bool frequent; // many sentences hold a word of it: no rule should wait for it
	slice *apart;  // the names of classes with which it shares no word (lint)
	size_t aparts;
	bool wrong; // something of it, or of its list, is left out: reported
	struct place at;
};

// A set of classes: ascending numbers.
struct class_list {
	uint16_t *at;
	size_t count;
};

bool class_list_has(const struct class_list *l, uint16_t class);

// ---- tags -------------------------------------------------------------------------------------------------------------

// What items (spans that scan or a layer found) can be; each has a tag in every layer. Words have a signature instead.
enum number_form {
	NUMBER_ONE,
	NUMBER_DAY_12,
	NUMBER_DAY_31,
	NUMBER_TWO,
	NUMBER_ZERO_LED,
	NUMBER_YEAR,
	NUMBER_INT,
	NUMBER_DECIMAL,
	NUMBER_DECADE,
	NUMBER_TWO_DECADE,
	NUMBER_ORDINAL_31,
	NUMBER_ORDINAL,
	NUMBER_WORD_ONE,
	NUMBER_WORD_12,
	NUMBER_WORD_31,
	NUMBER_WORD,
	NUMBER_WORD_ORDINAL_31,
	NUMBER_WORD_ORDINAL,
	NUMBER_WORD_DECADE,
	NUMBER_FRACTION,
	NUMBER_OTHER,
	NUMBER_NAME, // it counts nothing: Boeing 737
	NUMBER_FORMS
};
enum { FIGURE_KINDS = 11, DATE_TYPES = 4, DATE_GRAINS = 12, NOUN_FACETS_MAX = 12 };
enum entity_kind {
	ENTITY_PERSON,
	ENTITY_ORG,
	ENTITY_PLACE,
	ENTITY_EVENT,
	ENTITY_GROUP,
	ENTITY_LAW,
	ENTITY_WORK,
	ENTITY_PRODUCT,
	ENTITY_KINDS
};
extern const slice entity_kind_names[ENTITY_KINDS];

// The first code point given out as a tag, and the last.
enum { TAG_FIRST = 0xE000, TAG_LAST = 0xF8FF };

struct tag {
	struct class_list classes;
};

// Tags side by side.
struct tag_range {
	uint16_t first, end;
};

// The tags of one layer.
struct layer_tags {
	struct tag *tag; // tag[i] is code point TAG_FIRST + i
	size_t count;
	struct class_list referenced; // the classes that some pattern of the layer refers to
	uint32_t *class_first; // the tags of class c: class_tags[class_first[c]] to before class_tags[class_first[c + 1]], ascending
	struct tag_range *class_tags;
	bool uses_shapes; // refers to {Cap}, {CAPS} or {Initial}
	uint16_t number[NUMBER_FORMS];
	uint16_t date[DATE_TYPES][DATE_GRAINS];
	uint16_t figure[FIGURE_KINDS][NOUN_FACETS_MAX + 1];
	uint16_t entity[ENTITY_KINDS];
};

// ---- the ruleset ------------------------------------------------------------------------------------------------------

struct ruleset_options {
	bool examples; // keep examples, rejects and gaps (ruletest)
	bool view;     // compile the rules of the layers over the view (extract)
	bool raw;      // compile the rules over raw text (segment)
	bool partial;  // what is wrong is reported and left out, and the rest loaded all the same (ruletest)
	bool alone;    // load on one thread, so that the ruleset lies in memory the same way every time (for ruleset_freeze)
	bool lazy;     // compile a pattern when its rule first runs; what is wrong with it then ends the program
	// Without view: whether the words of a class are asked for, by its name, beside those that the rules refer to; null: all are.
	bool (*asks_for)(slice class_name);
};

// Where words of a class come from: a list, or a rule file, which names one.
struct word_source {
	uint16_t class;
	enum word_case word_case;
	bool exact;
	slice file;        // of the list; null: one word
	slice key, values; // of the word
	struct place at;
};

// 128 rules of a layer, a bit for each: rule i is bit i % 64 of half i / 64. (A vector of GCC and clang: one step does for all.)
typedef uint64_t rule_set __attribute__((vector_size(16)));
enum { RULE_SET_SIZE = 128 };

// Rule i of a layer in the sets of its rules: adds it, takes it out, tells whether it is there.
static inline void rule_sets_add(rule_set *sets, size_t i)
{
	sets[i / RULE_SET_SIZE][i % RULE_SET_SIZE / 64] |= (uint64_t)1 << i % 64;
}

static inline void rule_sets_remove(rule_set *sets, size_t i)
{
	sets[i / RULE_SET_SIZE][i % RULE_SET_SIZE / 64] &= ~((uint64_t)1 << i % 64);
}

static inline bool rule_sets_have(const rule_set *sets, size_t i)
{
	return sets[i / RULE_SET_SIZE][i % RULE_SET_SIZE / 64] >> i % 64 & 1;
}

static inline bool rule_set_is_empty(rule_set set)
{
	return !(set[0] | set[1]);
}

// Which rules of a layer a view wakes. A row holds, for each 128 rules, WAKE_SETS sets: those whose first clause is met, those
// whose second one is, …, those whose match has it behind its first place.
enum { WAKE_NEXT = RULE_CLAUSES_MAX, WAKE_SETS };
struct wake {
	size_t sets;        // that hold all rules of the layer
	rule_set *row;      // row 0: nothing is met; then the tags' in order; then those of words that are not replaced
	rule_set *unasked;  // a row: the rules that have no such clause
	rule_set *at_start; // the rules that match at the start of a view only
	rule_set *begins;   // [start][set]: the rules that may begin with it (rule_begins); null: not found out yet
};

// The classes of words that are in the same ones, parents included: of one in lower case, and of one in any other shape. Where
// they are the same, they share a list.
struct signature {
	struct class_list lower, other;
	uint64_t may_be[2]; // of each, a bit for each class, by number modulo 64: a word is mostly not in the one asked for
};

// A word of a signature in one of its shapes: what all layers make of it, side by side, since a sentence asks for all of them.
struct word {
	uint16_t tag[LAYERS_OVER_VIEW]; // code point, 0: the word is not replaced
	uint16_t row[LAYERS_OVER_VIEW]; // in struct wake; 0: the word wakes nothing
	struct known_set known;         // the known classes that it is in
	bool wakes;                     // some row is not 0
	bool assembles;                 // is in a class that assembly asks for (hedge, measure, scope.part …)
};

// A rule file of the pack.
struct pack_file {
	char *name;   // as messages have it, with room for another folder before it
	slice within; // the folder: "en/dates.yaml"
};

struct ruleset {
	struct region *region; // in which all of it lies, this struct first
	struct arena arena;    // in which the vectors lie as well
	struct arena beside;   // of what is read beside that: texts of other rule files, words
	slice folder, lang;    // of the pack
	VEC(struct pack_file) file;
	VEC(struct class) class;
	struct map class_by_name; // name -> index + 1
	VEC(struct rule) rule;
	VEC(struct phrase) phrase;
	VEC(struct word_source) word_source;
	VEC(struct pattern_word {
		slice word;
		uint16_t class;
	})
	pattern_word; // what patterns write as a word
	size_t layer_first[LAYERS + 1];
	struct lexicon *lexicon;
	const struct entry *mark[128]; // what the lexicon knows of an ASCII character that is no letter and no digit
	VEC(struct signature) signature;
	struct word *word; // [signature * SHAPES + shape]
	struct layer_tags tags[LAYERS_OVER_VIEW];
	struct known_classes known;
	uint16_t noun_facet[NOUN_FACETS_MAX]; // the classes "noun.*", in order of name; facet i + 1
	size_t noun_facets;
	struct wake wake[LAYERS_OVER_VIEW];
	const char *unread;        // a file that could not be read: what is missing elsewhere may stand there; null: none
	bool missing;              // a folder of the pack could not be opened
	VEC(struct rule) left_out; // with options.partial: what is wrong, as far as it was read
	size_t mistakes;           // with options.partial: how many were reported
	struct ruleset_options options;
};

// Where an offset of the rule's pattern is in its file.
struct place pattern_place(const struct rule *r, size_t offset);
// The piece that holds an offset of the rule's pattern; null for an empty pattern.
const struct pattern_piece *pattern_piece_at(const struct rule *r, size_t offset);
// Where an offset of the rule's pattern stands in the text of its piece.
size_t pattern_origin(const struct pattern_piece *p, size_t offset);

// The class of a name, or NO_CLASS.
uint16_t class_find(const struct ruleset *rs, slice name);
// Whether a class is `ancestor` or below it ("noun.person" is below "noun").
bool class_is_in(const struct ruleset *rs, uint16_t class, uint16_t ancestor);

// Loads `folder`/common and `folder`/`lang`. All mistakes of all files are reported, sorted by file and line; null then (with
// options.partial: where there is no such folder).
struct ruleset *ruleset_load(const char *folder, slice lang, struct ruleset_options options, struct diag *d);
void ruleset_free(struct ruleset *rs);

// Writes a ruleset that was just loaded, with options.lazy and .alone, into a file, as it lies in memory; then it is only to be
// freed. False: reported. Where the machine cannot do that, the file is one that nothing fits, with a warning.
bool ruleset_freeze(struct ruleset *rs, const char *file, struct diag *d);
// Takes it back: what ruleset_load would make of the folder, with the options of then. Null: it does not fit; ret_why tells.
struct ruleset *ruleset_thaw(const char *file, const char *folder, slice lang, const char **ret_why);

// ---- matching ---------------------------------------------------------------------------------------------------------

// A thread's PCRE2 match data and limits.
struct matcher;
struct matcher *matcher_open(void);
void matcher_close(struct matcher *m);

struct captures {
	span whole;
	span group[RULE_GROUPS_MAX]; // in the order of rule.group; start == NOT_FOUND where the group took no part
};

// What a match over a view may begin with, as a number: an ASCII character, any other one, or START_TAG + the tag's index.
enum { START_OTHER = 128, START_TAG };

// Whether a character of a view is one of a word: behind one, no match begins with another one or with a tag. (Patterns do not
// look: that is for those who try them.)
bool pattern_word_character(uint32_t code);
// The starts that a match of a rule over a view may have: bit `start % 64` of word `start / 64`; null: any, as long as the rule
// has been asked for too seldom to find out.
const uint64_t *rule_begins(const struct rule *r);
// The same, found out at once.
const uint64_t *rule_begins_now(const struct rule *r);
// Strikes a rule out of a table like struct wake's, which had it everywhere, where no match of it begins.
void begins_strike(const struct ruleset *rs, const struct rule *r, const uint64_t *begins, rule_set *table);
// Matches subject (valid UTF-8) at an offset, or, in the raw layers, searches it from there. False: no match, or a limit was hit,
// which is reported once a rule.
bool rule_match(const struct rule *r, struct matcher *m, slice subject, size_t from, struct captures *ret, struct diag *d);

// ---- other patterns, for ruletest --------------------------------------------------------------------------------------

// Gives a rule another pattern over the same classes, until it is put back: nobody else may use the ruleset, and its triggers are
// those of the old pattern. False: it does not compile, and the rule is as it was.
bool rule_replace(struct ruleset *rs, struct rule *r, slice pattern, struct rule *ret_kept);
void rule_put_back(struct rule *r, const struct rule *kept);

// ---- patterns as text, for those who read them without compiling -------------------------------------------------------

// Behind white space and comments of the free-spacing mode.
size_t pattern_space_end(slice p, size_t at);
// Behind the [class] that begins at `at`; behind the pattern: it is not closed.
size_t pattern_class_end(slice p, size_t at);
// The length of the reference {…} at `at`, with its braces; 0 where there is none.
size_t pattern_reference_length(slice p, size_t at);
// Behind what stands at `at`, in steps that never stop inside an escape, a [class], a comment or a {reference}.
size_t pattern_step_end(slice p, size_t at);
// Behind the (group) that begins at `at`.
size_t pattern_group_end(slice p, size_t at);
// Behind the opening of the (group) at `at`: "(?:", "(?<name>", "(?!".
size_t pattern_group_inside(slice p, size_t at);

// ---- probing, for ruletest --------------------------------------------------------------------------------------------

// Another pattern in the place of a rule's own: the same classes, tags and word boundaries.
struct probe;

// Marks that a probe's pattern may hold as (?C1) … (?C255): which of them a search came by.
enum { PROBE_MARKS = 256 };

// Null: it does not compile. With `counts`, every step of the matcher is counted (and a pattern must hold no marks).
struct probe *probe_open(const struct ruleset *rs, const struct rule *r, slice pattern, bool counts);
void probe_close(struct probe *p);
// Searches subject (valid UTF-8) from an offset with the interpreter, so that steps are the same everywhere. After `limit` steps
// in all it gives up. False: no match, or given up (probe_gave_up tells).
bool probe_search(struct probe *p, slice subject, size_t from, span *ret);
// Whether PCRE2's group n took part in the match found last.
bool probe_took(const struct probe *p, uint32_t n);
// A number that tells the match found last, with its groups, from others.
uint64_t probe_print(const struct probe *p);
// Whether a search came by the mark n, since the probe was opened.
bool probe_passed(const struct probe *p, uint32_t n);
// Steps since they were last set to 0 here, with the limit from now on.
size_t probe_steps(struct probe *p, size_t limit);
// Of a probe that counts: how far a try got since it was opened: of the subject, from where it began to where it stood, and the
// offset in the pattern of what it wanted there; the pattern's length: the end of a word. False: nothing was tried.
bool probe_furthest(const struct probe *p, span *ret_subject, size_t *ret_pattern);
bool probe_gave_up(const struct probe *p);

#endif
