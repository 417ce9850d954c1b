// SPDX-License-Identifier: MIT
// Which country's money a word of several countries is: "dinars", "crowns", "pesos". An ISO 4217 code begins with the ISO 3166
// code of its country, so a country, city or people that the text names near it tells.
//
//   The Kuwaiti budget of 24 billion dinars     IQD BHD DZD JOD KWD …, KW     ->  KWD
#include "extract/private.h"

enum { COUNTRY_LETTERS = 2 };

// A country is looked for so many tokens around the word, and so many sentences before it: no text takes longer than its length.
enum { NEAR_TOKENS = 200, NEAR_SENTENCES = 40 };

// The code among `first` and the list `others`, parted by spaces, that begins with a country's; null: none does.
static slice code_of_country(slice country, slice first, slice others)
{
	if (slice_starts(first, country))
		return first;
	slice code;
	while ((code = slice_cut(&others, ' ')).ptr)
		if (slice_starts(code, country))
			return code;
	return SLICE_NULL;
}

static const enum known tells_country[] = {KNOWN_demonym, KNOWN_place_country, KNOWN_place_city};
enum { TELLING = sizeof tells_country / sizeof *tells_country };

static slice country_at(const struct work *w, size_t token)
{
	for (size_t i = 0; i < TELLING; i++) {
		size_t end;
		const struct sense *s = token_is(w, token, tells_country[i]) ? token_sense(w, token, tells_country[i], &end) : NULL;
		if (s && sense_value(s, 0).len == COUNTRY_LETTERS)
			return sense_value(s, 0);
	}
	return SLICE_NULL;
}

static slice nearest_code(const struct work *w, size_t to, slice first, slice others)
{
	const struct scan *s = &w->facts->scan;
	slice best = SLICE_NULL;
	size_t best_far = NEAR_TOKENS;
	bool named = false;
	for (size_t i = 0; i < TELLING; i++)
		named |= known_set_has(&s->known, tells_country[i]);
	for (size_t i = to > NEAR_TOKENS ? to - NEAR_TOKENS : 0; named && i < s->tokens && i < to + NEAR_TOKENS; i++) {
		size_t far = i < to ? to - i : i - to;
		slice country = far < best_far ? country_at(w, i) : SLICE_NULL;
		slice code = country.ptr ? code_of_country(country, first, others) : SLICE_NULL;
		if (code.ptr) {
			best = code;
			best_far = far;
		}
	}
	return best;
}

slice currency_settle(const struct work *w, size_t token, slice first, slice others)
{
	struct work there = *w;
	slice code = nearest_code(w, token, first, others);
	for (size_t i = 0; !code.ptr && i < NEAR_SENTENCES && there.facts > w->discourse->facts; i++) {
		there.facts--;
		code = nearest_code(&there, there.facts->scan.tokens, first, others);
	}
	return code.ptr ? code : first;
}
