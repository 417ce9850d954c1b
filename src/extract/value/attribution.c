// SPDX-License-Identifier: MIT
// Attributions: who says it, by which cue, and what is said.
#include "extract/private.h"

bool attribution_read_reading(struct work *w, const struct reading *r, struct attribution *ret)
{
	(void)w, (void)r, (void)ret;
	return false;
}
