// SPDX-License-Identifier: MIT
// load: a rule file's classes, phrases and rules, read from its nodes (load.c) as they are found in its text (files.c).
#ifndef RULE_LOAD_H
#define RULE_LOAD_H

#include "rule/private.h"
#include "rule/yaml.h"

struct loader {
	struct ruleset *rs;
	slice part; // of the pack: what files of word lists are relative to
	struct diag *d;
	bool ok; // nothing is wrong so far with the part that is read
};

// Each takes the node of its name, or of the rule; what is wrong is reported, and marked in what is read.
void class_read(struct loader *l, const struct yaml *name);
void phrase_read(struct loader *l, const struct yaml *name);
void rule_read(struct loader *l, const struct yaml *node);

#endif
