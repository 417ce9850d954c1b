// SPDX-License-Identifier: MIT
// Nouns: what is counted, in the singular.
#include "extract/private.h"

// The singular by the longest ending that the class noun.suffix knows: "-ies y": parties -> party.
static slice by_ending(const struct work *w, slice lower)
{
	uint16_t class = w->rs->known.noun_suffix;
	for (size_t cut = 1; cut < lower.len; cut++) {
		slice ending = arena_join(w->arena, SLICE("-"), slice_from(lower, cut));
		const struct sense *s = entry_sense(w->rs, lexicon_find(w->rs, ending), class, SHAPE_LOWER);
		if (s)
			return arena_join(w->arena, slice_sub(lower, 0, cut), sense_value(s, 0));
	}
	return lower;
}

slice noun_lemma(const struct work *w, const struct capture *c)
{
	const struct scan *s = &w->facts->scan;
	const struct token *last = &s->token[c->end - 1];
	size_t end;
	for (size_t i = c->first; i < c->end; i++) { // the last word, or the phrase that ends with it
		const struct sense *sense = token_sense(w, i, KNOWN_noun, &end);
		if (sense && end == c->end && sense_value(sense, 0).len)
			return sense_value(sense, 0);
	}
	return by_ending(w, slice_sub(s->low, last->low_start, last->low_end));
}
