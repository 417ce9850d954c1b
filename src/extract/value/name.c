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

void names_unify(struct facts *facts, size_t count, struct arena *a)
{
	(void)facts, (void)count, (void)a;
}
