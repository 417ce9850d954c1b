// SPDX-License-Identifier: MIT
// layer: runs the woken rules of one layer on some sentences, resolves overlapping readings, and hands the winners on.
//
//   sentences --tries--> (rule, sentence, place), rule by rule --match--> readings --resolve--> winners of each sentence
#ifndef EXTRACT_LAYER_H
#define EXTRACT_LAYER_H

#include "extract/view.h"

// Sentences that go through a layer together: a rule is tried at all their places one after the other, so that its machine code
// is fetched once for all. Fewer where they are long: no more begin behind so many tokens.
enum { BATCH_SENTENCES = 1024, BATCH_TOKENS = 1 << 16 };

// What the tries of a layer's rules need, by layer.
struct tries {
	const rule_set *begins; // as struct wake: those of the ruleset, else `found`
	rule_set *found;        // null, or what is known so far: all rules, of which it is not known, begin with everything
	rule_set *known;        // … the rules of which it is
};

// Rules of which a word meets a clause.
struct met_set {
	rule_set rules;
	size_t at; // in facts.met; NOT_FOUND: there are no more
};

// A place of a sentence's view at which a rule is to be tried.
struct attempt {
	uint32_t place;
	uint16_t rule; // of its layer
	uint16_t sentence;
};
// The same for all of one rule in one sentence.
static inline uint32_t attempt_owner(const struct attempt *a)
{
	return (uint32_t)a->rule << 16 | a->sentence;
}

// A sentence of the batch in a layer.
struct turn {
	struct view view;
	uint32_t readings, first, last; // the chain of its readings in engine.reading, if there are any
	bool full;                      // READINGS_MAX, and it was said
};

// A thread's memory for matching.
struct engine {
	const struct ruleset *rs;
	struct matcher *matcher;
	struct extract_options options;
	struct tries tries[LAYERS_OVER_VIEW];
	size_t met_first[LAYERS_OVER_VIEW + 1]; // where a layer begins in facts.met
	struct met_set **met_by;                // by word: the clauses that it meets, in `memory`; null: nobody asked yet
	struct arena memory;

	// of the layer at work
	struct turn turn[BATCH_SENTENCES];
	struct arena views;                   // of all turns; the captures of their readings as well
	VEC(struct attempt) attempt, by_rule; // the former from the last sentence's last place on
	uint32_t *rule_end;                   // by rule: where its attempts end in by_rule
	VEC(struct reading) reading;

	// of the sentence whose readings are resolved
	const struct turn *at;
	VEC(uint32_t) order; // the winners
	VEC(uint32_t) owner; // by token: the winner that holds it, from 1; 0: none does
	size_t explained;    // explanations of earlier layers
};

void engine_open(struct engine *e, const struct ruleset *rs, struct extract_options options);
void engine_close(struct engine *e);
// A new sentence, whose words are known, before layers are run on it: what they wake.
void engine_begin(struct engine *e, struct facts *f, struct arena *a);
// tries.c: lays out the views of a batch in e->turn, and lists in e->by_rule where the layer's rules are to be tried.
void engine_list(struct engine *e, enum layer layer, const struct facts *facts, size_t count);
// Runs a layer on a batch of sentences, at most BATCH_SENTENCES.
void engine_run(struct engine *e, enum layer layer, const struct facts *facts, size_t count, struct diag *d);

// Resolves the readings of w->facts, the sentence of that number in the batch: e->order lists the winners, in the order of the
// text. Losers go to the extraction's explanations when asked.
void engine_settle(struct engine *e, size_t sentence, const struct work *w);
// … again without those that are refused, so that others get their place.
void engine_resolve(struct engine *e, const struct work *w);

#endif
