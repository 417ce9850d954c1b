// SPDX-License-Identifier: MIT
// Claims: a reading of the claim layer -> what is measured, and how much.
#include "extract/private.h"

bool claim_read_reading(struct work *w, const struct reading *r, struct claim *ret)
{
	(void)w, (void)r, (void)ret;
	return false;
}
