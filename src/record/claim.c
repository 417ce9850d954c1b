// SPDX-License-Identifier: MIT
// claim: its writer and reader, made from CLAIM_FIELDS.
#include "record/claim.h"

#include "field.h"

#include "base/banned.h"

RECORD_DEFINE(CLAIM, claim)
