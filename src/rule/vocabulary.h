// SPDX-License-Identifier: MIT
// vocabulary: the names that rules may give to the groups of a pattern, and the fields that they may set. Which of them a layer
// has use for stands in vocabulary.c.
#ifndef RULE_VOCABULARY_H
#define RULE_VOCABULARY_H

#define TERMS(X) \
	X(NUMBER, "number") \
	X(LO, "lo") \
	X(HI, "hi") \
	X(BOUND, "bound") \
	X(TO_BOUND, "to_bound") \
	X(UNIT, "unit") \
	X(CURRENCY, "currency") \
	X(SCALE, "scale") \
	X(WHAT, "what") \
	X(PER, "per") \
	X(NUM, "num") \
	X(DEN, "den") \
	X(PLUS, "plus") \
	X(PLUS_UNIT, "plus_unit") \
	X(PLUS2, "plus2") \
	X(PLUS2_UNIT, "plus2_unit") \
	X(TO_UNIT, "to_unit") \
	X(TO_SCALE, "to_scale") \
	X(PER_NUMBER, "per_number") \
	X(YEAR, "year") \
	X(MONTH, "month") \
	X(DAY, "day") \
	X(WEEKDAY, "weekday") \
	X(HOUR, "hour") \
	X(MINUTE, "minute") \
	X(SECOND, "second") \
	X(AMPM, "ampm") \
	X(ZONE, "zone") \
	X(SEASON, "season") \
	X(QUARTER, "quarter") \
	X(HALF, "half") \
	X(DECADE, "decade") \
	X(CENTURY, "century") \
	X(ERA, "era") \
	X(DIR, "dir") \
	X(REL, "rel") \
	X(REF, "ref") \
	X(PART, "part") \
	X(MOD, "mod") \
	X(HOLIDAY, "holiday") \
	X(WEEK, "week") \
	X(FREQ, "freq") \
	X(CLOCK, "clock") \
	X(HUNDRED, "hundred") \
	X(NTH, "nth") \
	X(SHIFT, "shift") \
	X(SHIFT_UNIT, "shift_unit") \
	X(TO_YEAR, "to_year") \
	X(TO_MONTH, "to_month") \
	X(TO_DAY, "to_day") \
	X(TO_WEEKDAY, "to_weekday") \
	X(TO_HOUR, "to_hour") \
	X(TO_MINUTE, "to_minute") \
	X(TO_AMPM, "to_ampm") \
	X(TO_SEASON, "to_season") \
	X(TO_QUARTER, "to_quarter") \
	X(TO_DECADE, "to_decade") \
	X(TO_CENTURY, "to_century") \
	X(TO_ERA, "to_era") \
	X(TO_NUMBER, "to_number") \
	X(TO_REF, "to_ref") \
	X(TO_MOD, "to_mod") \
	X(THIS, "this") \
	X(VALUE, "value") \
	X(TIMES, "times") \
	X(NAME, "name") \
	X(TITLE, "title") \
	X(SOURCE, "source") \
	X(HEAD, "head") \
	X(CUE, "cue") \
	X(VERB, "verb") \
	X(CONTENT, "content") \
	X(FIGURE, "figure") \
	X(DATE, "date") \
	X(PLACE, "place") \
	X(EVENT, "event") \
	X(SUBJECT, "subject") \
	X(MEASURE, "measure") \
	X(CHANGE, "change") \
	X(PART_OF, "part_of") \
	X(WHOLE, "whole") \
	X(CUT, "cut") \
	X(BREAK, "break") \
	X(SIGN, "sign") \
	X(FORM, "form") \
	X(APPROX, "approx") \
	X(TIMEX_TYPE, "timex_type") \
	X(TIMEX_MOD, "timex_mod") \
	X(ANCHOR, "anchor") \
	X(ORDER, "order") \
	X(FISCAL, "fiscal") \
	X(BARE, "bare") \
	X(LATEST, "latest") \
	X(NOW, "now") \
	X(KIND, "kind") \
	X(CMP, "cmp") \
	X(LO_OPEN, "lo_open") \
	X(HI_OPEN, "hi_open") \
	X(STATUS, "status") \
	X(NOTE, "note") \
	X(GUESS, "guess") \
	X(SOURCE_KIND, "source_kind") \
	X(STANCE, "stance") \
	X(CLAIM_KIND, "claim_kind") \
	X(SCOPE, "scope") \
	X(NEGATED, "negated") \
	X(MODALITY, "modality") \
	X(REPLACE, "replace") \
	X(END, "end")

// TERM_NONE: the name of none, which no group has.
enum term {
	TERM_NONE,
#define X(id, name) TERM_##id,
	TERMS(X)
#undef X
		TERM_COUNT
};

// A set of terms: a bit for each.
struct term_set {
	uint64_t bits[TERM_COUNT / 64 + 1];
};

static inline void term_set_add(struct term_set *set, enum term term)
{
	set->bits[term / 64] |= (uint64_t)1 << term % 64;
}

static inline bool term_set_has(const struct term_set *set, enum term term)
{
	return set->bits[term / 64] >> term % 64 & 1;
}

#endif
