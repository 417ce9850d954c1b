// SPDX-License-Identifier: MIT
// entity: a named person, org, place, event, group, law, work or product; name is the fullest form of it in the document.
#ifndef RECORD_ENTITY_H
#define RECORD_ENTITY_H

#include "record/record.h"

struct entity {
	struct record head;
	ENTITY_FIELDS(RECORD_MEMBER)
};

void entity_write(struct out *o, const struct entity *r);
// Reads the record of a line; strings borrow from the line. False: a key is missing or of another type, reported with its name.
bool entity_read(struct entity *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);

#endif
