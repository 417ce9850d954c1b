// SPDX-License-Identifier: MIT
// Classes: the names that rules put in braces. Built in are the kinds of items and the shapes of words; the packs name the
// others.
#include "rule/private.h"

static const char *const built_in[] = {
	"Cap",
	"CAPS",
	"Initial",
	"word",
	"number",
	"number:day",
	"number:month",
	"number:year",
	"number:two",
	"number:int",
	"number:digits",
	"number:words",
	"number:decimal",
	"number:plural",
	"number:ordinal",
	"number:fraction",
	"number:name",
	"number:one",
	"date",
	"date:year",
	"date:month",
	"date:day",
	"date:decade",
	"date:century",
	"date:season",
	"date:quarter",
	"date:week",
	"date:ref",
	"date:time",
	"duration",
	"time",
	"set",
	"figure",
	"plain",
	"count",
	"percent",
	"points",
	"money",
	"measured",
	"ordinal",
	"fraction",
	"ratio",
	"multiple",
	"entity",
	"person",
	"org",
	"place",
	"event",
	"group",
	"law",
	"work",
	"product",
	"common",
	"clitic",
};

bool class_list_has(const struct class_list *l, uint16_t class)
{
	size_t low = 0, high = l->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (l->at[middle] < class)
			low = middle + 1;
		else
			high = middle;
	}
	return low < l->count && l->at[low] == class;
}

// Lists are short or grow at their end; the arena keeps the old copies.
void class_list_add(struct arena *a, struct class_list *l, uint16_t class)
{
	if (class_list_has(l, class))
		return;
	if (l->count % 8 == 0) {
		uint16_t *grown = ARENA_ARRAY(a, uint16_t, l->count + 8);
		if (l->count)
			memcpy(grown, l->at, l->count * sizeof *grown);
		l->at = grown;
	}
	size_t i = l->count++;
	for (; i > 0 && l->at[i - 1] > class; i--)
		l->at[i] = l->at[i - 1];
	l->at[i] = class;
}

uint16_t class_find(const struct ruleset *rs, slice name)
{
	void *found = map_get(&rs->class_by_name, name);
	return found ? (uint16_t)((uintptr_t)found - 1) : NO_CLASS;
}

bool class_is_in(const struct ruleset *rs, uint16_t class, uint16_t ancestor)
{
	for (; class != NO_CLASS; class = rs->class.at[class].parent)
		if (class == ancestor)
			return true;
	return false;
}

uint16_t class_make(struct ruleset *rs, slice name, struct place at)
{
	uint16_t known = class_find(rs, name);
	if (known != NO_CLASS)
		return known;
	struct class c = {.name = arena_copy(&rs->arena, name), .parent = NO_CLASS, .at = at};
	if (name.ptr[0] != '=') {
		size_t dot = name.len;
		while (dot > 0 && name.ptr[dot - 1] != '.')
			dot--;
		if (dot > 1) // a built-in class stands for items only: "number.word" is not below "number"
			c.parent = class_make(rs, slice_sub(name, 0, dot - 1), at);
		if (c.parent != NO_CLASS && rs->class.at[c.parent].built_in)
			c.parent = NO_CLASS;
	}
	if (rs->class.count >= NO_CLASS)
		die("more than %d classes and words of rules", NO_CLASS);
	uint16_t id = (uint16_t)rs->class.count;
	arena_push(&rs->arena, &rs->class, c);
	map_put(&rs->class_by_name, c.name, (void *)((uintptr_t)id + 1));
	return id;
}

void classes_built_in(struct ruleset *rs)
{
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
		uint16_t id = class_make(rs, slice_of(built_in[i]), (struct place){0});
		rs->class.at[id].built_in = true;
	}
}
