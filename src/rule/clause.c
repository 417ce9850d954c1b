// SPDX-License-Identifier: MIT
// clause: classes of which a sentence must hold one, and which of several such demands is the rarest.
#include "demand.h"

// How often sentences hold it, roughly: what a rule waits for should be rare. Short words are frequent.
static uint32_t class_cost(const struct ruleset *rs, uint16_t class)
{
	slice name = rs->class.at[class].name;
	if (name.ptr[0] == '=')
		return name.len <= 4 ? 3000 : name.len == 5 ? 400 : 5;
	if (rs->class.at[class].built_in)
		return name.ptr[0] == 'C' || name.ptr[0] == 'w' ? 5000 : 900;
	return rs->class.at[class].frequent ? 3000 : 250;
}

static uint32_t clause_cost(const struct ruleset *rs, const struct clause *c)
{
	uint32_t cost = 0;
	for (size_t i = 0; i < c->classes; i++)
		cost += class_cost(rs, c->class[i]);
	return cost;
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
	if (c.classes && ds->count < sizeof ds->clause / sizeof *ds->clause)
		ds->clause[ds->count++] = c;
}

const struct clause *demands_cheapest(const struct ruleset *rs, const struct demands *ds)
{
	const struct clause *best = NULL;
	for (size_t i = 0; i < ds->count; i++)
		if (!best || clause_cost(rs, &ds->clause[i]) < clause_cost(rs, best))
			best = &ds->clause[i];
	return best;
}
