// SPDX-License-Identifier: MIT
// report: writes a disagreement as a conflict record.
#ifndef CROSSCHECK_REPORT_H
#define CROSSCHECK_REPORT_H

#include "group.h"
#include "record/conflict.h"

enum severity { SEVERITY_LOW, SEVERITY_MEDIUM, SEVERITY_HIGH };

// Writes the record of claims that differ; returns its severity. The arena may be reset afterwards.
enum severity report_disagreement(struct out *o, const struct disagreement *d, struct arena *a);
// A conflict record about claims, their sides still to come: the head from the first claim, the topic from what they have in
// common. `name` is the comparison's: "values", "sum" …
struct conflict report_head(struct item *const *claim, size_t count, slice name, enum severity severity, struct arena *a);
// What a side shows of a claim.
struct side_claim report_claim(const struct item *i);

#endif
