// SPDX-License-Identifier: MIT
// words: numbers composed of number words and digits.
//
// Words compose by their roles (class number.word: role, value), whatever the language:
//   two hundred and fifty-four thousand   unit hundred and tens unit scale   ((2·100 + 50 + 4) · 1000)
// `group` is what is being gathered below the next scale, `total` what earlier scales closed.
#ifndef EXTRACT_VALUE_WORDS_H
#define EXTRACT_VALUE_WORDS_H

#include "extract/value/digits.h"

struct composer {
	const struct work *w;
	struct decimal total, group;
	bool started, has_group;
	slice last_role;
	struct decimal last_scale; // the value of the last scale word
	bool ends_in_scale;        // it is the last word, or all there is ("dozen")
	struct decimal factor;     // the words at the end that multiply what stands before them; 0: none
	size_t end;                // the token behind what was composed
	bool words, digits, ordinal, decimal_point, grouped, notation;
	slice ambiguous;
	struct {
		size_t token, end; // token + 1; 0: none
		const struct sense *sense;
		uint64_t roles; // a bit for each that it may have
	} asked;            // the word that was asked for its role last: it mostly is the next one, too
};

// Composes the number that begins at a token; false: none does.
bool words_compose(struct composer *c, size_t token);

#endif
