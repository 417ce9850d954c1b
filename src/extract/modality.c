// SPDX-License-Identifier: MIT
// Modality and scope: whether a claim is asserted, and whether its figure is all there is or a part.
#include "extract/assemble.h"

static bool has_word(const struct assembly *a, const struct draft *d, uint16_t class, struct reach reach)
{
	const struct mark *m;
	return mark_nearest(a, d, class, reach, &m) != NULL;
}

// "Four more people"
static bool has_inside(const struct assembly *a, const struct draft *d, uint16_t class)
{
	size_t end;
	for (uint32_t i = d->first; i < d->end; i++)
		if (token_sense(a->w, i, class, &end) && end < d->end)
			return true;
	return false;
}

void slot_modality(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct known_classes *k = &a->w->rs->known;
	const struct reach near = {6, true, true}, wide = {8, true, true}, far = {14, true, true};
	if (!c->modality.ptr) {
		if (has_word(a, d, k->denial, far) || has_word(a, d, k->fact_false, (struct reach){8, false, true}))
			c->modality = SLICE("denied");
		else if (has_word(a, d, k->modal_hypothetical, near))
			c->modality = SLICE("hypothetical");
		else if (has_word(a, d, k->modal_forecast, wide))
			c->modality = SLICE("forecast");
		else if (has_word(a, d, k->modal_planned, near))
			c->modality = SLICE("planned");
		else if (has_word(a, d, k->hedge, near))
			c->modality = SLICE("hedged");
		else
			c->modality = SLICE("asserted");
	}
	if (!c->head.note.ptr && has_word(a, d, k->earlier, (struct reach){3, true, true}))
		c->head.note = SLICE("earlier");
	c->negated |= has_word(a, d, k->negation, (struct reach){2, true, true});
}

void slot_scope(const struct assembly *a, struct claim *c, const struct draft *d, const struct claim *before)
{
	const struct known_classes *k = &a->w->rs->known;
	if (!c->scope.ptr) {
		if (has_word(a, d, k->scope_part, (struct reach){2, true, false}) ||
			has_word(a, d, k->scope_part, (struct reach){1, false, true}))
			c->scope = SLICE("part");
		else if (has_word(a, d, k->scope_new, (struct reach){0, true, true}) || has_inside(a, d, k->scope_new))
			c->scope = SLICE("new");
		else if (has_word(a, d, k->scope_total, (struct reach){3, false, true}))
			c->scope = SLICE("total");
		else if (has_word(a, d, k->scope_ongoing, (struct reach){3, false, true}))
			c->scope = SLICE("ongoing");
	}
	if (slice_equal(c->scope, SLICE("part")) && !c->part_of.ptr && before)
		c->part_of = before->head.id;
}
