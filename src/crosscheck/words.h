// SPDX-License-Identifier: MIT
// words: what topic.c reads from the text of a claim's slots.
#ifndef CROSSCHECK_WORDS_H
#define CROSSCHECK_WORDS_H

#include "topic.h"

// Words of one name that are looked at; what follows says nothing more about who it is.
#define NAME_WORDS_MAX 16

// The next run of letters, marks and digits from *at on; false: there is none.
bool words_next(slice text, size_t *at, slice *ret);
// Whether a letter of the text is a capital: a name, not a description.
bool text_has_capital(slice text);

// AS_EVENT: nouns of one kind ("blaze", "fire") are one word. AS_PREDICATE: words of one stem are.
enum reading { AS_NAME, AS_EVENT, AS_PREDICATE };

// The words that were found, sorted and each once, in an arena.
struct words words_sorted(const atom *found, size_t count, struct arena *into);
// What is left of words without those of another name.
struct words words_without(struct words w, struct words without, struct arena *into);
struct words words_of(struct pool *p, const struct language *l, slice text, enum reading as, struct arena *into);
// The words between a number and the noun that it counts, in the words of a claim, which make the noun's things fewer: "electric"
// of "300,000 electric cars", where `what` is "car". Where the number or the noun
// is not found, only those that say how much ("seriously").
struct words words_restricting(struct pool *p, const struct language *l, slice text, slice what, struct arena *into);

#endif
