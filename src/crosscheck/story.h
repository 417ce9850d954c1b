// SPDX-License-Identifier: MIT
// story: what a document as a whole tells: its names, its time, and which figures are its own. Two texts that share rare names
// are about one story.
#ifndef CROSSCHECK_STORY_H
#define CROSSCHECK_STORY_H

#include "topic.h"

// The words of the document that the stream is in, until it ends.
struct story {
	VEC(atom) names;
	VEC(atom) openers;
};

void story_release(struct story *s);
// Words of names: a place, a person, a capital within a sentence.
void story_add_names(struct story *s, struct words w);
// The word that begins a sentence, where it is no ordinary one.
void story_add_openers(struct story *s, struct words w);
// Room for more words.
bool story_has_room(const struct story *s);
// The document's words, sorted, in the pool's arena; the next document begins.
void story_finish(struct story *s, struct pool *p, struct document *document);
// Reads the words of a document's source.
void story_set_outlet(struct pool *p, const struct language *l, struct document *document);
// A name that many of the pool's documents have tells no story: it is dropped from them.
void story_drop_common_names(struct pool *p, size_t more_atoms);
// Gives the claims from `first` on, of one document, its story's time where they lack their own and are of an event.
void story_date_claims(struct pool *p, size_t first, struct document *document);
// Finds the first claims of each measure in their documents, among those from `first` on. A text tells its own story's figure
// before those that it compares it with; parts and increases are none.
void story_find_first(struct pool *p, size_t first);
// 0: nothing says that two documents tell one story; 1 to 3: a rare word of a name, two or three, five. A text that names the
// other's publisher speaks of it: 1 more.
int story_points(const struct document *a, const struct document *b);

#endif
