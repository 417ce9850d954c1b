// SPDX-License-Identifier: MIT
// Names: a capture -> an entity; and, over a document, the fullest form of each name.
#include "base/utf8.h"
#include "extract/private.h"

static const char *const kinds[ENTITY_KINDS] = {"person", "org", "place", "event", "group", "law", "work", "product"};

// ---- guesses ----------------------------------------------------------------------------------------------------------

// Where most words have capitals, as in a headline, they say nothing.
static bool is_shouting(const struct work *w)
{
	const struct scan *s = &w->facts->scan;
	size_t upper = 0, lower = 0;
	for (size_t i = 0; i < s->tokens; i++) {
		if (s->token[i].kind != TOKEN_WORD)
			continue;
		if (s->token[i].shape == SHAPE_LOWER)
			lower++;
		else if (s->token[i].shape != SHAPE_FIRST)
			upper++;
	}
	return upper > 2 * lower;
}

// How many of its words are ordinary ones, and how many are not.
static void count_common(const struct work *w, const struct reading *r, size_t *ret_common, size_t *ret_own)
{
	size_t end;
	*ret_common = *ret_own = 0;
	for (size_t i = r->first; i < r->end; i++)
		if (w->facts->scan.token[i].kind == TOKEN_WORD)
			++*(token_sense(w, i, w->rs->known.common, &end) ? ret_common : ret_own);
}

static bool has_surname_ending(const struct work *w, slice name)
{
	slice low = utf8_lowered(w->arena, name);
	for (size_t from = 1; from + 2 <= low.len; from++) {
		char key[32] = "-";
		size_t len = low.len - from;
		if (len + 1 > sizeof key || len > 8)
			continue;
		memcpy(key + 1, low.ptr + from, len);
		if (entry_sense(w->rs, lexicon_find(w->rs, (slice){key, len + 1}), w->rs->known.surname_suffix, SHAPE_LOWER))
			return from >= 3;
	}
	return false;
}

// The kind of an earlier name that this word is the key of, or null.
static slice kind_before(const struct work *w, slice name)
{
	const char *kind = map_get(w->discourse->names, name);
	return kind ? slice_of(kind) : SLICE_NULL;
}

static bool guess(const struct work *w, const struct reading *r, slice how, slice name, slice *ret_kind)
{
	slice before = r->end == r->first + 1 ? kind_before(w, name) : SLICE_NULL;
	if (before.ptr)
		*ret_kind = before;
	if (before.ptr || is_shouting(w))
		return before.ptr != NULL;
	if (slice_equal(how, SLICE("any")))
		return true;
	if (slice_equal(how, SLICE("single")) && !has_surname_ending(w, name))
		return false;
	size_t common, own;
	count_common(w, r, &common, &own);
	return own > 0 && (common == 0 || !slice_equal(how, SLICE("person")));
}

static slice last_word(slice name)
{
	size_t at = name.len;
	while (at > 0 && name.ptr[at - 1] != ' ')
		at--;
	return slice_from(name, at);
}

static slice first_word(slice name)
{
	size_t end = slice_find_byte(name, ' ');
	return end == NOT_FOUND ? name : slice_sub(name, 0, end);
}

// Names come again in part: persons by their last word, organisations by their first one where it is no ordinary word, others by
// the whole where it is one word.
static void remember(const struct work *w, const struct entity *e)
{
	bool person = slice_equal(e->kind, SLICE("person"));
	slice key = person ? last_word(e->name) : e->name;
	if (slice_equal(e->kind, SLICE("org"))) {
		slice first = first_word(e->name);
		const struct entry *known = lexicon_find(w->rs, utf8_lowered(w->arena, first));
		key = entry_sense(w->rs, known, w->rs->known.common, SHAPE_LOWER) ? key : first;
	}
	if (key.len < 3 || slice_equal(e->kind, SLICE("work")) || (!person && slice_find_byte(key, ' ') != NOT_FOUND))
		return;
	for (size_t i = 0; i < ENTITY_KINDS; i++)
		if (slice_equal(e->kind, slice_of(kinds[i]))) {
			void **known = map_at(w->discourse->names, key);
			if (!*known)
				*known = (void *)(uintptr_t)kinds[i];
		}
}

bool entity_read_reading(struct work *w, const struct reading *r, struct entity *ret)
{
	slice name = slice_at(w->facts->sentence->head.text, r->text), kind = reading_set(r, "kind"), how = reading_set(r, "guess");
	if (how.ptr && !guess(w, r, how, name, &kind))
		return false;
	// a sentence's first word that is an ordinary one too ("Nice people") names no place
	const struct token *first = &w->facts->scan.token[r->first];
	size_t end;
	if (slice_equal(kind, SLICE("place")) && r->end == r->first + 1 && first->shape == SHAPE_FIRST &&
		token_sense(w, r->first, w->rs->known.common, &end))
		return false;
	// "Houston said" is a person, where a Whitney Houston stands before it
	if (slice_equal(kind, SLICE("place")) && r->end == r->first + 1 && slice_equal(kind_before(w, name), SLICE("person")))
		kind = SLICE("person");
	ret->kind = kind;
	ret->name = name;
	if (kind.ptr)
		remember(w, ret);
	return kind.ptr != NULL;
}

void entity_tag(const struct entity *e, struct item *ret)
{
	for (uint8_t i = 0; i < ENTITY_KINDS; i++)
		if (slice_equal(e->kind, slice_of(kinds[i])))
			ret->tag_row = i;
}

// The key under which names meet: of a person the last word, of others the whole.
static slice key_of(const struct entity *e, struct arena *a)
{
	slice key = slice_equal(e->kind, SLICE("person")) ? last_word(e->name) : e->name;
	char *text = arena_alloc(a, e->kind.len + 1 + key.len);
	memcpy(text, e->kind.ptr, e->kind.len);
	text[e->kind.len] = ':';
	memcpy(text + e->kind.len + 1, key.ptr, key.len);
	return (slice){text, e->kind.len + 1 + key.len};
}

// Persons of one last name share the longest form of it that the document has: "President Abilov" is "Sarsen Abilov" elsewhere.
void names_unify(struct facts *facts, size_t count, struct arena *a)
{
	struct map fullest;
	map_init(&fullest);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < facts[i].found->entity.count; k++) {
			struct entity *e = &facts[i].found->entity.at[k];
			void **known = map_at(&fullest, key_of(e, a));
			if (!*known || ((const struct entity *)*known)->name.len < e->name.len)
				*known = e;
		}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < facts[i].found->entity.count; k++) {
			struct entity *e = &facts[i].found->entity.at[k];
			e->name = ((const struct entity *)map_get(&fullest, key_of(e, a)))->name;
		}
	map_release(&fullest);
}
