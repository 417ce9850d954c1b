// SPDX-License-Identifier: MIT
// Figures: a number, its bound, its unit or noun -> a figure record.
#include "extract/private.h"

bool figure_read_reading(struct work *w, const struct reading *r, struct figure *ret)
{
	(void)w, (void)r, (void)ret;
	return false;
}

// The column is the class of the counted noun: facet i + 1 of ruleset.noun_facet, 0 where there is none.
void figure_tag(const struct work *w, const struct figure *f, const struct reading *r, struct item *ret)
{
	static const char *const kinds[FIGURE_KINDS] = {"number", "count", "percent", "points", "money", "measure", "ordinal", "fraction", "ratio", "multiple", ""};
	for (uint8_t i = 0; i < FIGURE_KINDS; i++)
		if (slice_equal(f->kind, slice_of(kinds[i])))
			ret->tag_row = i;
	const struct capture *what = reading_group(r, "what");
	for (size_t i = 0; what && what->entry && i < w->rs->noun_facets; i++)
		if (entry_sense(w->rs, what->entry, w->rs->noun_facet[i], what->shape)) {
			ret->tag_column = (uint8_t)(i + 1);
			return;
		}
}
