// SPDX-License-Identifier: MIT
// attribution: its writer and reader, made from ATTRIBUTION_FIELDS.
#include "record/attribution.h"

#include "field.h"

#include "base/banned.h"

RECORD_DEFINE(ATTRIBUTION, attribution)
