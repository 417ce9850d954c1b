// SPDX-License-Identifier: MIT
// Marks: the words of a sentence that assembly asks for, and which of them stands nearest to a claim.
#include "extract/assemble.h"

// So many words may stand between an event's noun and its determiner: "the nationwide anti-land reform protests".
#define EVENT_DETERMINER 7

uint32_t tokens_apart(uint32_t a_first, uint32_t a_end, uint32_t b_first, uint32_t b_end)
{
	return a_end <= b_first ? b_first - a_end : b_end <= a_first ? a_first - b_end + 1 : 0;
}

const struct item *item_around(const struct facts *f, uint32_t first, uint32_t end)
{
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].first <= first && end <= f->item.at[i].end)
			return &f->item.at[i];
	return NULL;
}

static void add_mark(struct assembly *a, struct mark m)
{
	const struct item *item = item_around(a->w->facts, m.first, m.end);
	bool inside = item && (item->kind == ITEM_ENTITY || item->kind == ITEM_DATE);
	if (m.shape != SHAPE_CAP && !inside) // a capital: a part of some name
		arena_push(a->w->arena, &a->mark, m);
}

void marks_find(struct assembly *a)
{
	const struct scan *s = &a->w->facts->scan;
	for (uint32_t i = 0; i < s->tokens; i++) {
		const struct token *t = &s->token[i];
		if (t->phrase && a->w->rs->word[t->phrase_word].assembles)
			add_mark(a, (struct mark){i, i + t->phrase_tokens, t->phrase, (enum shape)t->shape});
		if (t->entry && a->w->rs->word[t->word].assembles)
			add_mark(a, (struct mark){i, i + 1, t->entry, (enum shape)t->shape});
	}
}

slice mark_text(const struct assembly *a, const struct mark *m)
{
	const struct scan *s = &a->w->facts->scan;
	return tokens_low(s, m->first, m->end);
}

bool tokens_are_unbroken(const struct scan *s, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		char c = s->token[i].kind == TOKEN_MARK ? s->low.ptr[s->token[i].low_start] : ' ';
		if (c == ',' || c == ':' || c == ';' || c == '(' || c == ')' || c == '"')
			return false;
	}
	return true;
}

const struct sense *mark_nearest(const struct assembly *a, const struct draft *d, enum known class, struct reach reach,
								 const struct mark **ret)
{
	const struct scan *s = &a->w->facts->scan;
	const struct sense *best = NULL;
	uint32_t best_distance = reach.within + 1;
	if (!known_set_has(&s->known, class)) // as mostly
		return NULL;
	for (size_t i = 0; i < a->mark.count; i++) {
		const struct mark *m = &a->mark.at[i];
		uint32_t far = tokens_apart(m->first, m->end, d->first, d->end);
		if (far >= best_distance || a->clause[m->first] != a->clause[d->first] || (reach.only_before && m->first >= d->first))
			continue;
		if (reach.unbroken &&
			!(m->end <= d->first ? tokens_are_unbroken(s, m->end, d->first) : tokens_are_unbroken(s, d->end, m->first)))
			continue;
		const struct sense *found = entry_sense(a->w->rs, m->entry, a->w->rs->known.of[class], m->shape);
		if (found) {
			best = found;
			best_distance = far;
			*ret = m;
		}
	}
	return best;
}

bool stands_before(const struct work *w, uint32_t token, uint32_t within, enum known class)
{
	for (uint32_t i = token; i-- > 0 && i + within >= token;)
		if (token_is(w, i, class))
			return true;
	return false;
}

// A determiner, an owner, a year or another name before it makes "fire" a noun: "the blaze", "last week's march", "a 2011
// strike".
bool mark_is_event(const struct work *w, const struct mark *m)
{
	const struct scan *s = &w->facts->scan;
	if (!entry_sense(w->rs, m->entry, w->rs->known.event_noun, m->shape))
		return false;
	for (uint32_t i = m->first; i-- > 0 && i + EVENT_DETERMINER >= m->first;) {
		const struct token *t = &s->token[i];
		if (t->kind == TOKEN_MARK && s->low.ptr[t->low_start] != '\'' && s->low.ptr[t->low_start] != '-')
			return false;
		if (t->kind == TOKEN_DIGITS || token_is(w, i, KNOWN_determiner) ||
			slice_starts(slice_from(s->low, t->low_start), SLICE("'s ")))
			return true;
	}
	return false;
}
