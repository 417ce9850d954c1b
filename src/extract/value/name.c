// SPDX-License-Identifier: MIT
// Names: a capture -> an entity; and, over a document, the fullest form of each name.
#include "extract/private.h"

static const char *const kinds[ENTITY_KINDS] = {"person", "org", "place", "event", "group", "law", "work", "product"};

bool entity_read_reading(struct work *w, const struct reading *r, struct entity *ret)
{
	ret->kind = reading_set(r, "kind");
	ret->name = slice_at(w->facts->sentence->head.text, r->text);
	return ret->kind.ptr != NULL;
}

void entity_tag(const struct entity *e, struct item *ret)
{
	for (uint8_t i = 0; i < ENTITY_KINDS; i++)
		if (slice_equal(e->kind, slice_of(kinds[i])))
			ret->tag_row = i;
}

static slice last_word(slice name)
{
	size_t at = name.len;
	while (at > 0 && name.ptr[at - 1] != ' ')
		at--;
	return slice_from(name, at);
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
