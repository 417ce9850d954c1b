// SPDX-License-Identifier: MIT
// json: arbitrary JSON (documents of --jsonl, facts, decisions), read by jansson. json.c is the only user of jansson;
// a JSON value never leaves it: callers name what they want and get slices.
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/slice.h"

// A string member that is wanted. After json_members, `ret` is a copy in the arena; null when the member is missing or null.
struct json_member {
	const char *key;
	bool required;
	slice ret;
};

// Reads one JSON object and takes the wanted string members; other members are ignored. On false the error is reported with
// line, column and what was expected (also where a wanted member is no string).
bool json_members(slice text, struct json_member *members, size_t count, struct arena *a, struct place at, struct diag *d);

#endif
