// SPDX-License-Identifier: MIT
// date: its writer and reader, made from DATE_FIELDS.
#include "record/date.h"

#include "field.h"

#include "base/banned.h"

RECORD_DEFINE(DATE, date)
