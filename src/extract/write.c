// SPDX-License-Identifier: MIT
// write: what a sentence holds, as JSON lines.
#include "extract/extract.h"

#define WRITE_ALL(TYPE, name) \
	for (size_t i = 0; i < x->name.count && (!wanted || wanted[TYPE]); i++) \
		name##_write(o, &x->name.at[i]);

void extraction_write(const struct extraction *x, const bool *wanted, struct out *o)
{
	WRITE_ALL(RECORD_DATE, date)
	WRITE_ALL(RECORD_FIGURE, figure)
	WRITE_ALL(RECORD_ENTITY, entity)
	WRITE_ALL(RECORD_ATTRIBUTION, attribution)
	WRITE_ALL(RECORD_CLAIM, claim)
}
