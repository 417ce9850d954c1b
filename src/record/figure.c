// SPDX-License-Identifier: MIT
// figure: its writer and reader, made from FIGURE_FIELDS.
#include "record/figure.h"

#include "field.h"

#include "base/banned.h"

RECORD_DEFINE(FIGURE, figure)
