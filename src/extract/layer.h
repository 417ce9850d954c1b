// SPDX-License-Identifier: MIT
// layer: runs the woken rules of one layer on one sentence, resolves overlapping readings, and hands the winners on.
#ifndef EXTRACT_LAYER_H
#define EXTRACT_LAYER_H

#include "extract/view.h"

// A thread's memory for matching; classes that the current sentence holds.
struct engine {
	const struct ruleset *rs;
	struct matcher *matcher;
	struct extract_options options;
	struct view view;
	uint32_t *seen;     // by class: the sentence number in which it was met last
	uint32_t *asked;    // by rule: the same for rules whose first clause was met
	uint32_t sentence;  // the current number
	bool shape[SHAPES]; // the ways of writing in the current sentence
	struct rules {
		uint16_t *at; // indexes into ruleset.rule
		size_t count, capacity;
	} candidate[LAYERS_OVER_VIEW], woken; // rules whose first clause was met; those of a layer whose other clauses hold too
	VEC(struct reading) reading;
	VEC(uint32_t) order;
	size_t explained; // explanations of earlier layers
};

void engine_open(struct engine *e, const struct ruleset *rs, struct extract_options options);
void engine_close(struct engine *e);
// A new sentence: forgets the classes of the last one.
void engine_begin(struct engine *e, const struct facts *f);
// Runs a layer: e->reading holds the winners, in the order of the text. Losers go to the extraction's explanations when asked.
void engine_run(struct engine *e, enum layer layer, struct work *w);

// Resolves the readings again without those that are refused, so that others get their place.
void engine_resolve(struct engine *e, const struct work *w);

#endif
