// SPDX-License-Identifier: MIT
// Names: a capture -> an entity, and how far to believe in it.
#include "base/utf8.h"
#include "extract/private.h"

// Where most words have capitals, as in a headline, they say nothing.
static bool is_shouting(const struct work *w)
{
	struct facts *f = w->facts;
	if (f->capitals != CAPITALS_UNKNOWN)
		return f->capitals == CAPITALS_OF_MOST;
	const struct scan *s = &f->scan;
	size_t upper = 0, lower = 0;
	for (size_t i = 0; i < s->tokens; i++) {
		if (s->token[i].kind != TOKEN_WORD)
			continue;
		if (s->token[i].shape == SHAPE_LOWER)
			lower++;
		else if (s->token[i].shape != SHAPE_FIRST)
			upper++;
	}
	f->capitals = upper > 2 * lower ? CAPITALS_OF_MOST : CAPITALS_TELL;
	return f->capitals == CAPITALS_OF_MOST;
}

// Whether a name opens its sentence, or what follows the dateline, where a capital tells nothing of an ordinary word.
static bool is_opening(const struct work *w, const struct reading *r)
{
	const struct scan *s = &w->facts->scan;
	const struct token *first = &s->token[r->first];
	if (first->shape == SHAPE_FIRST || r->first < 2)
		return first->shape == SHAPE_FIRST;
	char before = s->low.ptr[first[-1].low_start];
	return (before == '-' || before == '\xE2') && r->first == dateline_end(s);
}

// … and is an ordinary word: "Rescuers said", "Passers-by helped", "Nice people".
static bool is_plain_opening(const struct work *w, const struct reading *r)
{
	size_t end;
	if (!is_opening(w, r))
		return false;
	return (token_sense(w, r->first, KNOWN_noun, &end) && end == r->end) ||
		   (r->end == r->first + 1 && token_is(w, r->first, KNOWN_common));
}

// How many of its words are ordinary ones, and how many are not.
static void count_common(const struct work *w, const struct reading *r, size_t *ret_common, size_t *ret_own)
{
	*ret_common = *ret_own = 0;
	for (size_t i = r->first; i < r->end; i++)
		if (w->facts->scan.token[i].kind == TOKEN_WORD)
			++*(token_is(w, i, KNOWN_common) ? ret_common : ret_own);
}

// Whether each of its words is one that some list has: "Network Rail", "Transport Scotland".
static bool is_of_known_words(const struct work *w, const struct reading *r)
{
	for (size_t i = r->first; i < r->end; i++)
		if (!w->facts->scan.token[i].entry)
			return false;
	return true;
}

static bool says_something(const struct work *w, const struct reading *r)
{
	return r->end < w->facts->scan.tokens && token_is(w, r->end, KNOWN_say_verb);
}

// The kind of name that has such an ending, by the longest one that is known; null: none.
static slice kind_of_ending(const struct work *w, slice name)
{
	slice low = utf8_lowered(w->arena, name);
	for (size_t from = 3; from + 2 <= low.len; from++) {
		char key[32] = "-";
		size_t len = low.len - from;
		if (len > 8)
			continue;
		memcpy(key + 1, low.ptr + from, len);
		const struct entry *e = lexicon_find(w->rs, (slice){key, len + 1});
		const struct sense *ending = entry_sense(w->rs, e, w->rs->known.name_suffix, SHAPE_LOWER);
		if (ending)
			return sense_value(ending, 0);
	}
	return SLICE_NULL;
}

// How far to believe in a guess: by how many of its words are ordinary ones, and whether its capitals tell anything.
static enum belief guess(const struct work *w, const struct reading *r, slice how, struct entity *e)
{
	const struct token *first = &w->facts->scan.token[r->first];
	bool alone = r->end == r->first + 1, shouting = is_shouting(w), inside = first->shape == SHAPE_CAP && !shouting;
	bool person = slice_equal(how, SLICE("person"));
	size_t common, own;
	if (slice_equal(how, SLICE("cased")))
		return shouting && first->shape == SHAPE_CAPS ? BELIEF_NONE : BELIEF_SURE;
	if (slice_equal(how, SLICE("known")))
		return BELIEF_ECHO;
	if (slice_equal(how, SLICE("listed")))
		return BELIEF_LISTED;
	if (slice_equal(how, SLICE("own")))
		return shouting || token_is(w, r->first, KNOWN_common) ? BELIEF_NONE : BELIEF_SURE;
	count_common(w, r, &common, &own);
	if (slice_equal(how, SLICE("ordinary")))
		return !shouting && is_of_known_words(w, r) ? BELIEF_TOLD : BELIEF_NONE;
	if (slice_equal(how, SLICE("initials")) && e->name.len > 1 && e->name.ptr[1] != ' ')
		return e->name.ptr[1] == '.' ? BELIEF_SURE : BELIEF_NONE;
	if (slice_equal(how, SLICE("initials")) && (token_is(w, r->first, KNOWN_determiner) || token_is(w, r->first, KNOWN_pronoun)))
		return BELIEF_NONE;
	if (slice_equal(how, SLICE("surname")))
		return inside || (!shouting && !common && !token_is(w, r->first, KNOWN_noun)) ? BELIEF_GUESS : BELIEF_ECHO;
	// no person: "…, Harbour Lights said"
	if (person && common > 0 && inside && says_something(w, r) && is_of_known_words(w, r)) {
		e->kind = SLICE("org");
		return BELIEF_TOLD;
	}
	bool ordinary = own == 0 || (person && common > 0) || is_plain_opening(w, r);
	if ((ordinary && !slice_equal(how, SLICE("any"))) || (shouting && !person))
		return alone ? BELIEF_ECHO : BELIEF_NONE;
	if (!alone || !slice_equal(how, SLICE("single")))
		return slice_equal(how, SLICE("any")) ? BELIEF_TOLD : BELIEF_GUESS;
	slice kind = inside || !first->entry ? kind_of_ending(w, e->name) : SLICE_NULL;
	if (kind.ptr) {
		e->kind = kind;
		return BELIEF_GUESS;
	}
	// at a sentence's start, a word of no list is a name where what stands around it tells a kind
	bool told = !first->entry && !shouting && !slice_equal(e->kind, SLICE("product"));
	return inside || told ? BELIEF_OPEN : BELIEF_ECHO;
}

bool name_is_in_address(slice text, span at)
{
	char before = at.start ? text.ptr[at.start - 1] : ' ', after = at.end < text.len ? text.ptr[at.end] : ' ';
	char next = at.end + 1 < text.len ? text.ptr[at.end + 1] : ' ';
	return before == '@' || before == '_' || before == '=' || before == '%' || after == '@' || after == '_' || after == '=' ||
		   (after == '.' && next > ' ' && next != '.' && next != '"' && next != '\'' && (unsigned char)next < 0x80 &&
			next != ')');
}

enum belief entity_read_reading(struct work *w, const struct reading *r, struct entity *ret)
{
	slice name = slice_at(w->facts->sentence->head.text, r->text), kind = reading_set(r, TERM_KIND),
		  how = reading_set(r, TERM_GUESS);
	if (!kind.ptr || name_is_in_address(w->facts->sentence->head.text, r->text) ||
		(slice_equal(kind, SLICE("place")) && is_plain_opening(w, r) && !token_is(w, r->first, KNOWN_place_country)))
		return BELIEF_NONE;
	ret->kind = kind;
	ret->name = name;
	return how.ptr ? guess(w, r, how, ret) : BELIEF_SURE;
}
