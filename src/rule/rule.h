// SPDX-License-Identifier: MIT
// rule: rule packs as text -> one compiled ruleset, const after load and shared by all threads.
//
//   rules/common + rules/LANG --load--> classes, rules --lexicon--> words -> classes and values
//                                                     --pattern--> PCRE2 over the tags of a layer
//                                                     --trigger--> which rules a sentence wakes
//
// A *tag* is one private-use code point of a view: it stands for a set of classes. Tags are given out at load, so a pattern's {class}
// is a character class of all tags whose set holds it.
#ifndef RULE_RULE_H
#define RULE_RULE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/vec.h"

enum layer { LAYER_NUMBER, LAYER_DATE, LAYER_FIGURE, LAYER_ENTITY, LAYER_ATTRIBUTION, LAYER_CLAIM, LAYER_CLEAN, LAYER_BOUNDARY, LAYERS };
#define LAYERS_OVER_VIEW LAYER_CLEAN

// ---- what a rule is, as its file says it ------------------------------------------------------------------------------

// One key of `set` or `expect`; text as written in YAML ("16", "true", "deaths", "null").
struct field {
	slice key, value;
	struct place at;
};

struct example {
	slice text;       // without its brackets
	span record;      // the bracketed span in text; start == end where there is none
	bool has_record;
	slice doc_date;   // null: none
	struct field *expect;
	size_t expects;
	struct place at;
};

// A place in a pattern that a named group stands for.
struct group {
	slice name;
	int number;        // PCRE2's
	uint16_t *classes; // the classes it refers to, in the order of the pattern
	size_t class_count;
};

struct rule {
	slice id, match, about;
	enum layer layer;
	int priority;
	size_t index;       // in the ruleset, in load order; rules of a layer are contiguous in struct ruleset.layer
	struct field *set;
	size_t sets;
	struct example *example, *reject, *gap; // only when loaded with examples
	size_t examples, rejects, gaps;
	struct place at, match_at; // of the rule, and of the first line of its pattern
	size_t match_indent;       // columns that the YAML block indents the pattern's lines
	struct group group[24];
	size_t groups;
	struct pattern *pattern;
	slice silenced;            // lint codes silenced by a comment above the rule, as written
};
