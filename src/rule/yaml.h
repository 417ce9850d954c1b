// SPDX-License-Identifier: MIT
// yaml: a YAML file as a tree of texts, mappings and lists, each with its place.
#ifndef RULE_YAML_H
#define RULE_YAML_H

#include "base/arena.h"
#include "base/diag.h"

enum yaml_kind { YAML_TEXT, YAML_MAPPING, YAML_LIST };

struct yaml {
	enum yaml_kind kind;
	bool quoted; // a text between quotes
	bool wrong;  // it has a key twice, or is or holds an alias, which was reported
	slice text;
	struct place at;    // of a text; of the first thing in a mapping or list
	size_t indent;      // of a literal text: the columns before it, which its place does not count
	size_t count;       // of keys, or items
	struct yaml *first; // the first key, or item
	struct yaml *next;  // the key, or item, behind this one
	struct yaml *value; // of a key
};

// Whether nothing stands there ("rules:").
static inline bool yaml_is_null(const struct yaml *node)
{
	return node->kind == YAML_TEXT && !node->quoted && !node->text.len;
}

// Reads a text, whose first line is that one of its file: its first document. The tree goes into `nodes`, its texts, with a NUL
// behind each, into `texts`. Null: it is no YAML, which was reported.
struct yaml *yaml_read(slice text, const char *file, size_t first_line, struct arena *nodes, struct arena *texts, struct diag *d);

#endif
