// SPDX-License-Identifier: MIT
// Dates: the parts that a rule captured -> TIMEX3, EDTF and a range of days.
#include "extract/private.h"

bool date_read_reading(struct work *w, const struct reading *r, struct date *ret)
{
	(void)w, (void)r, (void)ret;
	return false;
}

void date_tag(const struct date *r, struct item *ret)
{
	static const char *const types[DATE_TYPES] = {"DATE", "TIME", "DURATION", "SET"};
	static const char *const grains[DATE_GRAINS] = {"", "century", "decade", "year", "season", "quarter", "month", "week", "day", "time", "ref", ""};
	for (uint8_t i = 0; i < DATE_TYPES; i++)
		if (slice_equal(r->timex_type, slice_of(types[i])))
			ret->tag_row = i;
	for (uint8_t i = 1; i < DATE_GRAINS - 1; i++)
		if (r->grain.ptr && slice_equal(r->grain, slice_of(grains[i])))
			ret->tag_column = i;
}
