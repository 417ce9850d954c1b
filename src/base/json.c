// SPDX-License-Identifier: MIT
// json: arbitrary JSON by jansson, which checks UTF-8, escapes, NUL, nesting and what follows the value.
#include "base/json.h"

#include <jansson.h>
#include <pthread.h>

#include "base/vec.h"

#include "base/banned.h"

static const char *type_name(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return "an object";
	case JSON_ARRAY:
		return "an array";
	case JSON_STRING:
		return "a string";
	case JSON_INTEGER:
	case JSON_REAL:
		return "a number";
	case JSON_TRUE:
	case JSON_FALSE:
		return "a boolean";
	case JSON_NULL:
		return "null";
	}
	return "unknown";
}

static bool take_members(const json_t *root, struct json_member *members, size_t count, struct arena *a, struct place at,
						 struct diag *d)
{
	if (!json_is_object(root))
		return diag_error(d, at, "expected a JSON object, found %s", type_name(root));
	for (size_t i = 0; i < count; i++) {
		const json_t *value = json_object_get(root, members[i].key);
		members[i].ret = SLICE_NULL;
		if (!value || json_is_null(value)) {
			if (members[i].required)
				return diag_error(d, at, "expected a string \"%s\", found %s", members[i].key, value ? "null" : "none");
		} else if (!json_is_string(value)) {
			return diag_error(d, at, "expected a string \"%s\", found %s", members[i].key, type_name(value));
		} else {
			members[i].ret = arena_copy(a, (slice){json_string_value(value), json_string_length(value)});
		}
	}
	return true;
}

// Jansson tells a lack of memory from bad JSON in some places only; with memory that never is null it need not.
static void *take_memory(size_t size)
{
	size_t got = 0;
	return vec_grow(NULL, &got, size, 1);
}

static void set_memory(void)
{
	json_set_alloc_funcs(take_memory, vec_free);
}

bool json_members(slice text, struct json_member *members, size_t count, struct arena *a, struct place at, struct diag *d)
{
	static pthread_once_t memory_is_set = PTHREAD_ONCE_INIT;
	pthread_once(&memory_is_set, set_memory);
	json_error_t error;
	json_t *root = json_loadb(text.ptr ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!root) {
		at.line += error.line > 1 ? (size_t)error.line - 1 : 0;
		at.column = error.column > 0 ? (size_t)error.column : 1;
		return diag_error(d, at, "invalid JSON: %s", error.text);
	}
	bool fine = take_members(root, members, count, a, at, d);
	json_decref(root);
	return fine;
}
