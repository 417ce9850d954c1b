// SPDX-License-Identifier: MIT
// clause: classes of which a sentence must hold one, and which of several such demands is the rarest.
#include "demand.h"

#include "base/ascii.h"

// How often sentences hold it, roughly: what a rule waits for should be rare. Short words are frequent.
static uint32_t class_cost(const struct ruleset *rs, uint16_t class)
{
	slice name = rs->class.at[class].name;
	if (name.len == 2 && name.ptr[0] == '=' && !ascii_is_letter(name.ptr[1])) // a mark
		return 400;
	if (name.ptr[0] == '=')
		return name.len <= 4 ? 3000 : name.len == 5 ? 400 : 5;
	if (rs->class.at[class].built_in)
		return name.ptr[0] == 'C' || name.ptr[0] == 'w' ? 5000 : 900;
	return rs->class.at[class].frequent ? 3000 : 250;
}

static uint32_t clause_cost(const struct ruleset *rs, const struct clause *c, const struct clause *beside)
{
	struct class_list known = {beside->class, beside->classes};
	uint32_t cost = 0;
	for (size_t i = 0; i < c->classes; i++)
		cost += class_list_has(&known, c->class[i]) ? 0 : class_cost(rs, c->class[i]);
	return cost;
}

uint32_t demands_least(const struct ruleset *rs, const struct demands *ds)
{
	uint32_t least = UINT32_MAX;
	for (size_t i = 0; i < ds->count; i++) {
		uint32_t cost = clause_cost(rs, &ds->clause[i], &(struct clause){0});
		least = cost < least ? cost : least;
	}
	return least;
}

void clause_add(struct ruleset *rs, struct clause *c, uint16_t class)
{
	struct class_list list = {c->class, c->classes};
	if (class_list_has(&list, class))
		return;
	uint16_t *grown = ARENA_ARRAY(&rs->arena, uint16_t, c->classes + 1);
	size_t i = 0;
	for (; i < c->classes && c->class[i] < class; i++)
		grown[i] = c->class[i];
	grown[i] = class;
	for (; i < c->classes; i++)
		grown[i + 1] = c->class[i];
	c->class = grown;
	c->classes++;
}

void demands_add(struct demands *ds, struct clause c)
{
	for (size_t i = 0; i < ds->count; i++)
		if (ds->clause[i].classes == c.classes && memcmp(ds->clause[i].class, c.class, c.classes * sizeof *c.class) == 0)
			return;
	if (c.classes && ds->count < sizeof ds->clause / sizeof *ds->clause)
		ds->clause[ds->count++] = c;
}

struct clause demands_take(const struct ruleset *rs, struct demands *ds, const struct clause *beside)
{
	size_t left = ds->count - ds->taken, among = left ? left : ds->count, best = 0;
	for (size_t i = 1; i < among; i++)
		if (clause_cost(rs, &ds->clause[i], beside) < clause_cost(rs, &ds->clause[best], beside))
			best = i;
	struct clause taken = ds->clause[best];
	if (left) {
		ds->clause[best] = ds->clause[left - 1];
		ds->clause[left - 1] = taken;
		ds->taken++;
	}
	return taken;
}
