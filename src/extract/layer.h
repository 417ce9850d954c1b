// SPDX-License-Identifier: MIT
// layer: runs the woken rules of one layer on one sentence, resolves overlapping readings, and hands the winners on.
#ifndef EXTRACT_LAYER_H
#define EXTRACT_LAYER_H

#include "extract/view.h"

// What the tries of a layer's rules need, by layer.
struct tries {
	uint64_t *begins; // [start][word]: the rules that may begin with it (rule_begins); all, until that is known of a rule
	uint64_t *known;  // the rules of which it is
};

// Rules of which a word meets a clause.
struct met_set {
	uint64_t rules;
	size_t at; // in facts.met
};

// A thread's memory for matching.
struct engine {
	const struct ruleset *rs;
	struct matcher *matcher;
	struct extract_options options;
	struct view view;
	struct tries tries[LAYERS_OVER_VIEW];
	size_t met_first[LAYERS_OVER_VIEW + 1]; // where a layer begins in facts.met
	struct met_set **met_by;                // by word: the clauses that it meets, in `memory`; null: nobody asked yet
	struct arena memory;
	VEC(uint64_t) worth; // [place of the view][word]: the rules to try there
	uint32_t *from;      // by rule of the layer: where the view is not yet behind its last match
	VEC(struct reading) reading;
	VEC(uint32_t) order;
	VEC(uint32_t) owner; // while readings are resolved, by token: the winner that holds it, from 1; 0: none does
	size_t explained;    // explanations of earlier layers
};

void engine_open(struct engine *e, const struct ruleset *rs, struct extract_options options);
void engine_close(struct engine *e);
// A new sentence, whose words are known, before layers are run on it: what they wake.
void engine_begin(struct engine *e, struct facts *f, struct arena *a);
// Runs a layer: e->reading holds the winners, in the order of the text. Losers go to the extraction's explanations when asked.
void engine_run(struct engine *e, enum layer layer, struct work *w);

// Resolves the readings again without those that are refused, so that others get their place.
void engine_resolve(struct engine *e, const struct work *w);

#endif
