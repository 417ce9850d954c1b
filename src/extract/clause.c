// SPDX-License-Identifier: MIT
// Clauses: where a sentence turns to something else. What a claim lacks it takes from its own clause first.
//
// A clause ends at a word of the class clause.break ("but", "while"; value: `comma` where only behind a comma), and at ; and
// brackets.
#include "extract/private.h"

static bool is_mark(const struct scan *s, size_t token, char mark)
{
	return token < s->tokens && s->token[token].kind == TOKEN_MARK && s->low.ptr[s->token[token].low_start] == mark;
}

static bool breaks(const struct work *w, size_t token, uint16_t class)
{
	const struct scan *s = &w->facts->scan;
	size_t end;
	if (is_mark(s, token, ';') || is_mark(s, token, '(') || (token && is_mark(s, token - 1, ')')))
		return true;
	const struct token *t = &s->token[token];
	if (!(t->entry && w->rs->word[t->word].clause_break) && !(t->phrase && w->rs->word[t->phrase_word].clause_break))
		return false;
	const struct sense *sense = token_sense(w, token, class, &end);
	return !slice_equal(sense_value(sense, 0), SLICE("comma")) || (token && is_mark(s, token - 1, ','));
}

uint16_t *clauses_of(const struct work *w)
{
	const struct scan *s = &w->facts->scan;
	uint16_t *clause = ARENA_ARRAY(w->arena, uint16_t, s->tokens + 1);
	uint16_t class = w->rs->known.clause_break, current = 0;
	for (size_t i = 0; i < s->tokens; i++) {
		if (i && breaks(w, i, class))
			current++;
		clause[i] = current;
	}
	return clause;
}
