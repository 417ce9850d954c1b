// SPDX-License-Identifier: MIT
// Clauses: where a sentence turns to something else. What a claim lacks it takes from its own clause first.
//
// A clause ends at a word of the class clause.break ("but", "while"; value: `comma` where only behind a comma), at ; and
// brackets, and behind a dateline ("MARIUPOL, Ukraine - Rockets killed 30 people").
#include "extract/private.h"

// How many tokens a dateline has at most.
#define DATELINE_MAX 10

static bool is_dash(const struct scan *s, size_t token)
{
	const char *low = s->low.ptr + s->token[token].low_start;
	bool spaced = s->token[token].space && token && s->token[token - 1].space;
	return spaced && (*low == '-' || memcmp(low, "\xE2\x80\x93", 3) == 0 || memcmp(low, "\xE2\x80\x94", 3) == 0);
}

size_t dateline_end(const struct scan *s)
{
	for (size_t i = 0; i + 1 < s->tokens && i < DATELINE_MAX; i++) {
		const struct token *t = &s->token[i];
		if (i && is_dash(s, i))
			return i + 1;
		if (t->kind == TOKEN_WORD && (t->shape == SHAPE_LOWER || t->shape == SHAPE_MIXED))
			return 0;
	}
	return 0;
}

static bool breaks(const struct work *w, size_t token)
{
	const struct scan *s = &w->facts->scan;
	size_t end;
	if (token_is_mark(s, token, ';') || token_is_mark(s, token, '(') || (token && token_is_mark(s, token - 1, ')')))
		return true;
	if (!token_is(w, token, KNOWN_clause_break))
		return false;
	const struct sense *sense = token_sense(w, token, KNOWN_clause_break, &end);
	return !slice_equal(sense_value(sense, 0), SLICE("comma")) || (token && token_is_mark(s, token - 1, ','));
}

uint16_t *clauses_of(const struct work *w)
{
	const struct scan *s = &w->facts->scan;
	uint16_t *clause = ARENA_ARRAY(w->arena, uint16_t, s->tokens + 1);
	uint16_t current = 0;
	size_t behind_dateline = dateline_end(s);
	if (behind_dateline && s->token[behind_dateline - 1].kind != TOKEN_MARK)
		behind_dateline = 0; // a long dash parts less: what follows is in that place
	for (size_t i = 0; i < s->tokens; i++) {
		if (i && (i == behind_dateline || breaks(w, i)))
			current++;
		clause[i] = current;
	}
	return clause;
}
