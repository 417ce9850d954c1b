// SPDX-License-Identifier: MIT
// known: the classes that the program itself asks for, and sets of them, a bit for each.
#ifndef RULE_KNOWN_H
#define RULE_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// By name; a pack may have none of them.
#define KNOWN_CLASSES(X) \
	X(number_word, "number.word") \
	X(number_vague, "number.vague") \
	X(number_idiom, "number.idiom") \
	X(number_suffix_ordinal, "number.suffix.ordinal") \
	X(number_suffix_decade, "number.suffix.decade") \
	X(clitic, "clitic") \
	X(name_suffix, "name.suffix") \
	X(team_nick, "team.nick") \
	X(noun, "noun") \
	X(currency, "currency") \
	X(currency_letter, "letter.currency") \
	X(scale, "scale") \
	X(scaleletter, "scaleletter") \
	X(noun_suffix, "noun.suffix") \
	X(clause_break, "clause.break") \
	X(source, "source") \
	X(own_text, "own.text") \
	X(owned, "owned") \
	X(place_part, "place.part") \
	X(place_whole, "place.whole") \
	X(place_here, "place.here") \
	X(place_terrain, "place.terrain") \
	X(limit, "limit") \
	X(side, "side") \
	X(another, "another") \
	X(goods, "goods") \
	X(group, "group") \
	X(group_link, "group.link") \
	X(later, "later") \
	X(say, "say") \
	X(think, "think") \
	X(pronoun_speaker, "pronoun.speaker") \
	X(pronoun_object, "pronoun.object") \
	X(pronoun_who, "pronoun.who") \
	X(org_media, "org.media") \
	X(measure, "measure") \
	X(event_noun, "event.noun") \
	X(happen, "happen") \
	X(counted, "counted") \
	X(quantity, "quantity") \
	X(denial, "denial") \
	X(earlier, "earlier") \
	X(restating, "restating") \
	X(unlike, "unlike") \
	X(fact_false, "fact.false") \
	X(demonym, "demonym") \
	X(place_country, "place.country") \
	X(place_city, "place.city") \
	X(determiner, "determiner") \
	X(article_definite, "article.definite") \
	X(conjunction, "conjunction") \
	X(pronoun, "pronoun") \
	X(preposition, "preposition") \
	X(pronoun_person, "pronoun.person") \
	X(firstname, "firstname") \
	X(be, "be") \
	X(have, "have") \
	X(unit, "unit") \
	X(points, "points") \
	X(told_by_unit, "told.by.unit") \
	X(of_unit, "of.unit") \
	X(hedge, "hedge") \
	X(ahead, "ahead") \
	X(ahead_underway, "ahead.underway") \
	X(purpose, "purpose") \
	X(granting, "granting") \
	X(lasting, "lasting") \
	X(looking_back, "looking.back") \
	X(may_come, "may.come") \
	X(condition, "condition") \
	X(annual, "annual") \
	X(habitual, "habitual") \
	X(first_person, "first.person") \
	X(disease, "disease") \
	X(tense_present, "tense.present") \
	X(tense_past, "tense.past") \
	X(tells_now, "tells.now") \
	X(compared, "compared") \
	X(way, "way") \
	X(say_verb, "say.verb") \
	X(say_put, "say.put") \
	X(put_at, "put.at") \
	X(negation, "negation") \
	X(did, "did") \
	X(modal_forecast, "modal.forecast") \
	X(modal_planned, "modal.planned") \
	X(modal_hypothetical, "modal.hypothetical") \
	X(modal_reported, "modal.reported") \
	X(modal_needed, "modal.needed") \
	X(scope_alone, "scope.alone") \
	X(scope_part, "scope.part") \
	X(scope_partitive, "scope.partitive") \
	X(scope_new, "scope.new") \
	X(scope_total, "scope.total") \
	X(scope_ongoing, "scope.ongoing") \
	X(weekday, "weekday") \
	X(period_from, "period.from") \
	X(period_to, "period.to") \
	X(cap, "Cap") \
	X(caps, "CAPS") \
	X(initial, "Initial") \
	X(common, "common")

enum known {
#define X(member, name) KNOWN_##member,
	KNOWN_CLASSES(X)
#undef X
		KNOWN_COUNT
};

struct known_classes {
	union {
		struct {
#define X(member, name) uint16_t member;
			KNOWN_CLASSES(X)
#undef X
		};
		uint16_t of[KNOWN_COUNT]; // the same by enum known
	};
};

// A set of known classes: a bit for each.
struct known_set {
	uint64_t bits[KNOWN_COUNT / 64 + 1];
};

static inline bool known_set_has(const struct known_set *set, enum known class)
{
	return set->bits[class / 64] >> class % 64 & 1;
}

static inline void known_set_add(struct known_set *set, enum known class)
{
	set->bits[class / 64] |= (uint64_t)1 << class % 64;
}

static inline bool known_set_meets(const struct known_set *set, const struct known_set *other)
{
	uint64_t both = 0;
	for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
		both |= set->bits[i] & other->bits[i];
	return both != 0;
}

static inline void known_set_join(struct known_set *set, const struct known_set *other)
{
	for (size_t i = 0; i < sizeof set->bits / sizeof *set->bits; i++)
		set->bits[i] |= other->bits[i];
}

#endif
