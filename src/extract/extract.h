// SPDX-License-Identifier: MIT
// extract: sentences -> dates, figures, names, attributions and claims, by the rules of a ruleset.
//
//   sentence --scan--> tokens --number--> --date--> --figure--> --entity--> --attribution--> --claim--> assemble --> records
//                                each layer: view -> woken rules -> readings -> resolve -> normalise -> items
//
// A document is the unit of work: names share their fullest form, and a claim may take its place or date from earlier text.
#ifndef EXTRACT_EXTRACT_H
#define EXTRACT_EXTRACT_H

#include "base/vec.h"
#include "record/attribution.h"
#include "record/claim.h"
#include "record/date.h"
#include "record/entity.h"
#include "record/figure.h"
#include "record/sentence.h"
#include "rule/rule.h"

struct extract_options {
	bool no_prefilter; // run every rule on every sentence: slow, for comparing
	bool explain;      // keep losing readings
	// Shows the view that a layer's rules are about to run on, as bytes with tags; null: nobody looks (ruletest does).
	void (*on_view)(void *context, enum layer layer, slice view);
	// Tells of each try of a rule at a place of a view, whether it matched, and how long that took; null: nobody measures.
	void (*on_match)(void *context, const struct rule *rule, bool hit, uint64_t nanoseconds);
	void *context;
};

// A reading that a better one displaced, or what a record was made of; for --explain and ruletest.
struct explanation {
	const struct rule *rule, *lost_to; // lost_to null: it won, or its normaliser refused it (refused)
	bool refused;
	span text;    // in the sentence's text
	slice groups; // "name=text, …"
};

// A number that a rule of the layer made; those that the scan composes have none. Numbers are no records of their own.
struct number_found {
	const struct rule *rule;
	span text; // in the sentence's text
	double value, lo, hi;
	slice value_text;
	bool approx;
};

// What one sentence holds, in the order of the text.
struct extraction {
	VEC(struct number_found) number;
	VEC(struct date) date;
	VEC(struct figure) figure;
	VEC(struct entity) entity;
	VEC(struct attribution) attribution;
	VEC(struct claim) claim;
	VEC(struct explanation) explanation;
};

// Appends the records as JSON lines, each type behind the other; `wanted` by enum record_type, null: all.
void extraction_write(const struct extraction *x, const bool *wanted, struct out *o);

struct extractor;

// One for each thread; the ruleset must outlive it.
struct extractor *extractor_open(const struct ruleset *rs, struct extract_options options);
void extractor_close(struct extractor *x);
// Extracts from the sentences of some documents (of each at most DOCUMENT_SENTENCES_MAX), in order, of which document i ends
// before sentence end[i]: the more, the faster. The result is an array, one for each sentence, valid until the next call, its
// texts too. What goes wrong (a rule that hits a limit) is reported; the rest is done.
const struct extraction *extractor_documents(struct extractor *x, const struct sentence *sentence, const size_t *end,
											 size_t documents, struct diag *d);
// … of one.
const struct extraction *extractor_document(struct extractor *x, const struct sentence *sentence, size_t count, struct diag *d);

#endif
