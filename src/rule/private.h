// SPDX-License-Identifier: MIT
// What the files of rule/ share: how a ruleset is put together, in this order:
//   rule_file_read (YAML)  ->  rules_load  ->  phrases_expand  ->  words_read (lists)
//   ->  words_load, and beside it references_read, trigger_derive  ->  words_done
//   ->  lexicon_seal (signatures)  ->  tags_build  ->  pattern_open  ->  wake_index
#ifndef RULE_PRIVATE_H
#define RULE_PRIVATE_H

#include "base/line.h"
#include "rule/rule.h"

struct yaml;

// So many threads load a pack: two are half of the time that one takes, and more wait for each other. The few rules over raw text
// are not worth a second one.
enum { READERS = 2 };
static inline size_t readers_of(const struct ruleset *rs)
{
	return rs->options.view && !rs->options.alone ? READERS : 1;
}

// folder.c
#define PACK_COMMON SLICE("common")
// The rule files of a part of the pack, a folder, in the order of their names: added to ruleset.file. False: there is no such
// part.
bool pack_list(struct ruleset *rs, slice part);
// Gives the files of a ruleset that was frozen the names that they have in another folder. False: that is too long.
bool pack_move(struct ruleset *rs, const char *folder);

// files.c
// A YAML file of a pack.
struct rule_file {
	const char *name;
	slice part;              // of the pack ("en"): what files of word lists are relative to
	slice text;              // as far as the options ask for it
	const struct yaml *root; // null: it is no YAML
	bool is_read;
	struct diag reading, as_whole; // gather what is reported of it
};
// Reads the file, so that several may be read at once: its nodes and its texts into arenas of the caller.
void rule_file_read(struct rule_file *f, struct ruleset_options options, struct arena *nodes, struct arena *texts);
// Takes its classes, phrases and rules. What is wrong is reported, and marked where it is known what it is.
void rules_load(struct ruleset *rs, struct rule_file *f, struct diag *d);

// blank.c
// Takes what the options do not ask for out of a rule file with a NUL behind it; returns its new length.
size_t rules_blank(char *text, size_t len, struct ruleset_options options);

// words.c
// The words of all classes that the ruleset's options ask for: their lists are read; they are loaded, which may go on beside the
// reading of patterns; and then it is done, with those of the patterns. A wrong entry is reported, and its class marked.
struct word_lists {
	struct ruleset *rs;
	size_t classes; // so many there were when the lists were found
	bool *wanted, *wrong;
	slice *text; // of each word_source; null: of one word, of none that is wanted, or not to be read
	struct diag diag[READERS];
};
struct word_lists words_read(struct ruleset *rs, struct diag *d);
void words_load(struct word_lists *lists);
void words_done(struct word_lists *lists, struct diag *d);
// A word of a pattern is of its class "=word", once all lists are loaded.
void pattern_word_add(struct ruleset *rs, slice word, uint16_t class);

// lexicon.c
struct lexicon *lexicon_new(struct ruleset *rs);
// Room for about so many entries, before the first one.
void lexicon_reserve(struct ruleset *rs, size_t entries);
// Adds a membership; key as it stands in its list (lower case unless exact).
void lexicon_add(struct ruleset *rs, slice key, uint16_t class, enum word_case word_case, bool exact, slice values);
// The same of a key in lower case, behind lexicon_key: that for many keys first, so that the memory of their places is on its way
// at once.
void lexicon_add_at(struct ruleset *rs, slice key, struct lexicon_key at, uint16_t class, enum word_case word_case, slice values);
// Marks the parts with which a key of several tokens begins ("tens", "tens of" for "tens of thousands"), so that the scan goes on
// from them: when so many are gathered, or lexicon_mark_gathered is called. `ends`: where the tokens end.
void lexicon_mark_parts(struct ruleset *rs, slice key, const size_t *ends, size_t tokens, bool exact);
// The same of a key of words from a to z with single spaces between them.
void lexicon_mark_words(struct ruleset *rs, slice key);
void lexicon_mark_gathered(struct ruleset *rs);
// Adds a word of a pattern to its class "=word", once.
void lexicon_add_word(struct ruleset *rs, slice word, uint16_t class);
// After the last lexicon_add: gives every entry its signature.
void lexicon_seal(struct ruleset *rs);

// class.c
void classes_built_in(struct ruleset *rs);
// The class of a name, made (with its parents) where it is new.
uint16_t class_make(struct ruleset *rs, slice name, struct place at);

// tags.c
// Gives out the tags of every layer, for the classes that its patterns refer to.
void tags_build(struct ruleset *rs);

// order.c
// For each of a layer's tags, the place that it is to have in their order.
const uint16_t *tags_order(struct ruleset *rs, int layer);

// tag_set.c
enum { TAG_SET_WORDS = (TAG_LAST - TAG_FIRST) / 64 + 1, TAG_SET_END = 64 * TAG_SET_WORDS };
struct tag_set {
	uint64_t has[TAG_SET_WORDS], lacks[TAG_SET_WORDS]; // the tags of each {class}, and of each {-class}
	size_t words;                                      // in which the layer has tags
	bool any;                                          // holds a reference
};
// What a {class}, or a [class] with what else is in it, stands for.
void tag_set_of(struct tag_set *ret, const struct ruleset *rs, int layer, slice text);
// The first tag from `at` on that is in the set, or is not; TAG_SET_END: none.
size_t tag_set_next(const struct tag_set *set, size_t at, bool in);

// reference.c: what stands in braces
// The name of the reference {name} at pattern[at] == '{', without braces; null where the brace is a quantifier or a literal.
slice reference_at(slice pattern, size_t at);
// The class that a rule's reference names; NO_CLASS and a report where there is none.
uint16_t reference_class(struct ruleset *rs, const struct rule *r, slice name, size_t offset, struct diag *d);
// Whether the reference stands for any word.
bool reference_is_word(slice name);
// The layer's tags by kind, numbered from 0: tags of one kind stand for the same of the classes that the rule's pattern refers
// to, so to the pattern they are alike.
const uint32_t *reference_kinds(const struct ruleset *rs, const struct rule *r, struct arena *a, size_t *ret_kinds);
// Finds the pattern's references (into `referenced`) and named groups. False: reported.
bool references_read(struct ruleset *rs, struct rule *r, struct class_list *referenced, struct diag *d);

// phrase.c
// Puts the phrases into the patterns. Reported are an unknown phrase, one that is a part of itself, and, where nothing else is
// wrong, one that no rule uses; rules whose pattern is not whole are broken.
void phrases_expand(struct ruleset *rs, struct diag *d);

// vocabulary.c
// The term of a name; TERM_NONE: there is no such one.
enum term term_find(slice name);
// False and a report where a rule sets a field, or names a group, that its layer does not have.
bool vocabulary_check_set(const struct rule *r, struct diag *d);
bool vocabulary_check_groups(const struct rule *r, struct diag *d);

// expand.c
// A pattern as PCRE2 gets it, and where its stretches came from.
struct origin {
	size_t start; // of the stretch in the text
	size_t from;  // in the pattern
	bool copied;  // from there on; else all of it stands for what is there
};
struct expansion {
	struct out text;
	VEC(struct origin) origin;
};
void expansion_release(struct expansion *e);
// Where a place of the text came from; behind the text: the pattern's end, `end`.
size_t expansion_origin(const struct expansion *e, size_t offset, size_t end);
// Appends a rule's pattern, or another in its place. What is wrong with its brackets, and where in it; null: nothing.
const char *pattern_expand(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice pattern, bool searched,
						   size_t *ret_at);

// What PCRE2 would not see in a pattern for what is put around it: a class or a parenthesis that is not closed or not opened, and
// where it is; null: nothing.
const char *pattern_unbalanced(slice pattern, size_t *ret_at);

// pattern.c
// Expands the references and compiles, or leaves that for later. False: reported, with the place inside the pattern.
bool pattern_open(struct ruleset *rs, struct rule *r, struct diag *d);
void pattern_free(struct pattern *p);

// trigger.c
// Derives the rule's clauses (or its required text) from its pattern. Words of the pattern become classes "=word".
void trigger_derive(struct ruleset *rs, struct rule *r);
// Once the tags are known: false and a report where the pattern spells out a word that its layer replaces by a tag.
bool trigger_check(struct ruleset *rs, struct rule *r, struct diag *d);

// wake.c
// Fills ruleset.wake, and what struct word says beside its tags.
void wake_index(struct ruleset *rs);
// begins.c: compiles all patterns over views and finds out what each begins with (struct wake), which takes a tenth of a second.
void begins_index(struct ruleset *rs);
// pattern.c: lays a rule's pattern down as PCRE2 compiled it, so that a program that thaws it need not.
void pattern_freeze(struct ruleset *rs, const struct rule *r);

void class_list_add(struct arena *a, struct class_list *l, uint16_t class);

#endif
