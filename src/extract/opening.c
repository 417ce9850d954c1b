// SPDX-License-Identifier: MIT
// opening: asks PCRE2 which openings a rule takes, once they were met often enough, and keeps the answers.
#include "extract/opening.h"

// More places than these tell little more, and each is another look-up.
enum { PLACES_MAX = 3 };
// A verdict: the opening, and what is known of it in the last 3 bits. The opening: the rule, and 14 bits a place, for its symbol
// and whether a space stands before it.
enum { VERDICT_BITS = 15, PLACE_BITS = 14 };
// To ask costs as much as some tries, so before that an opening must be met again as often as ALLOWED says.
enum { ALLOWED = 6, REFUSED };

void openings_init(struct openings *o, const struct ruleset *rs, struct matcher *m)
{
	size_t none = 0;
	o->verdict = vec_grow(NULL, &none, (size_t)1 << VERDICT_BITS, sizeof *o->verdict);
	memset(o->verdict, 0, sizeof *o->verdict << VERDICT_BITS);
	none = 0;
	o->symbol = vec_grow(NULL, &none, rs->rule.count + 1, sizeof *o->symbol);
	memset(o->symbol, 0, (rs->rule.count + 1) * sizeof *o->symbol);
	o->matcher = m;
}

void openings_release(struct openings *o)
{
	vec_free(o->verdict);
	vec_free(o->symbol);
}

static bool judge(struct openings *o, uint64_t opening, const struct rule *r, slice beginning)
{
	uint64_t *v = &o->verdict[(opening * 0x9E3779B97F4A7C15) >> (64 - VERDICT_BITS)];
	if (*v >> 3 != opening)
		*v = opening << 3;
	else if ((*v & 7) < ALLOWED && (++*v & 7) == ALLOWED && !rule_takes(r, o->matcher, beginning))
		++*v;
	return (*v & 7) != REFUSED;
}

bool openings_allow(struct openings *o, const struct rule *r, const struct view *v, const struct spot *p)
{
	const uint16_t *symbol = o->symbol[r->index];
	const char *text = v->text.ptr;
	const struct spot *end = v->place.at + v->place.count;
	if (!symbol && (symbol = o->symbol[r->index] = rule_symbols(r)) == NULL)
		return true;
	size_t start = p->at;
	uint64_t opening = (uint64_t)(r->index + 1) << PLACE_BITS | symbol[p->what];
	for (int i = 1; i < PLACES_MAX && p + 1 < end; i++, p++) {
		// of a word that is no tag only the first letter is known: nothing can be said of what stands behind it
		size_t length = view_tag(p) ? 3 : 1, step = p[1].at - p->at;
		bool space = text[p[1].at - 1] == ' ';
		if (step != length + space || p->what == START_OTHER || p[1].what == START_OTHER)
			return true;
		opening = opening << PLACE_BITS | (uint64_t)symbol[p[1].what] << 1 | space;
		if (!judge(o, opening, r, (slice){text + start, p[1].at + (view_tag(p + 1) ? 3 : 1) - start}))
			return false;
	}
	return true;
}
