// SPDX-License-Identifier: MIT
// entity: its writer and reader, made from ENTITY_FIELDS.
#include "record/entity.h"

#include "field.h"

#include "base/banned.h"

RECORD_DEFINE(ENTITY, entity)
