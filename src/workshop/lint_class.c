// SPDX-License-Identifier: MIT
// lint_class: classes that nobody asks for, that have no words, or that share words although they must not; units that are none.
#include "lint.h"
#include "segment/segment.h"

#include "base/banned.h"

// By class: whether a pattern refers to it or to one above it, and whether it has words, itself or one below it.
struct uses {
	bool *asked, *filled;
};

static void ask(const struct ruleset *rs, bool *asked, slice name)
{
	slice rest = name, kind = slice_cut(&rest, ':');
	uint16_t class = class_find(rs, name);
	if (class == NO_CLASS)
		class = class_find(rs, kind);
	if (class != NO_CLASS)
		asked[class] = true;
}

// What stands in braces in a pattern: {a}, {-b}, {>phrase} (whose text is in the pattern already).
static void ask_pattern(const struct ruleset *rs, bool *asked, slice p)
{
	for (size_t i = 0; i < p.len; i++) {
		if (p.ptr[i] != '{')
			continue;
		size_t end = slice_find_byte(slice_from(p, i), '}');
		if (end == NOT_FOUND)
			return;
		slice name = slice_sub(p, i + 1, i + end);
		ask(rs, asked, name.len && (name.ptr[0] == '-' || name.ptr[0] == '^') ? slice_from(name, 1) : name);
	}
}

static struct uses find_uses(const struct ruleset *rs, struct arena *a)
{
	struct uses u = {ARENA_ARRAY(a, bool, rs->class.count), ARENA_ARRAY(a, bool, rs->class.count)};
	for (size_t i = 0; i < rs->rule.count; i++)
		ask_pattern(rs, u.asked, rs->rule.at[i].match);
	const uint16_t known[] = {
#define X(member, name) rs->known.member,
		KNOWN_CLASSES(X)
#undef X
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i] != NO_CLASS)
			u.asked[known[i]] = true;
	for (size_t i = 0; i < lexicon_size(rs); i++)
		for (const struct sense *s = lexicon_entry(rs, i)->sense; s; s = s->next)
			for (uint16_t c = s->class; c != NO_CLASS; c = rs->class.at[c].parent)
				u.filled[c] = true;
	return u;
}

static bool is_asked(const struct ruleset *rs, const struct uses *u, uint16_t class)
{
	for (uint16_t c = class; c != NO_CLASS; c = rs->class.at[c].parent)
		if (u->asked[c] || segment_asks_for(rs->class.at[c].name))
			return true;
	return false;
}

// A class that another hangs below is asked for when that one is.
static bool has_asked_child(const struct ruleset *rs, const struct uses *u, uint16_t class)
{
	for (size_t c = 0; c < rs->class.count; c++)
		if (c != class && class_is_in(rs, (uint16_t)c, class) && (u->asked[c] || segment_asks_for(rs->class.at[c].name)))
			return true;
	return false;
}

// ---- classes that share words although they must not --------------------------------------------------------------------

static const struct sense *sense_in(const struct ruleset *rs, const struct entry *e, uint16_t class)
{
	const struct sense *s = e->sense;
	while (s && !class_is_in(rs, s->class, class))
		s = s->next;
	return s;
}

static void find_shared(struct linter *l, const struct ruleset *rs, const struct class *class, slice other)
{
	uint16_t own = class_find(rs, class->name), apart = class_find(rs, other);
	if (apart == NO_CLASS) {
		lint_add(l, "L013", class->at, "class '" SLICE_FMT "' wants to be apart from '" SLICE_FMT "', which is no class",
				 SLICE_ARG(class->name), SLICE_ARG(other));
		return;
	}
	for (size_t i = 0; i < lexicon_size(rs); i++) {
		const struct entry *e = lexicon_entry(rs, i);
		if (sense_in(rs, e, own) && sense_in(rs, e, apart))
			lint_add(l, "L013", class->at,
					 "'" SLICE_FMT "' is in the classes '" SLICE_FMT "' and '" SLICE_FMT "', which are to be apart",
					 SLICE_ARG(entry_key(e)), SLICE_ARG(class->name), SLICE_ARG(other));
	}
}

static void find_unused(struct linter *l, const struct ruleset *rs, const struct uses *u)
{
	for (size_t c = 0; c < rs->class.count; c++) {
		const struct class *class = &rs->class.at[c];
		if (class->built_in || class->name.ptr[0] == '=' || !class->at.file || slice_find_byte(class->name, ':') != NOT_FOUND)
			continue;
		if (!u->filled[c] && is_asked(rs, u, (uint16_t)c) && u->asked[c])
			lint_add(l, "L009", class->at, "class '" SLICE_FMT "' has no words, but patterns refer to it",
					 SLICE_ARG(class->name));
		if (u->filled[c] && !is_asked(rs, u, (uint16_t)c) && !has_asked_child(rs, u, (uint16_t)c))
			lint_add(l, "L001", class->at, "no pattern refers to the class '" SLICE_FMT "', and no program asks for it",
					 SLICE_ARG(class->name));
	}
}

void lint_classes(struct linter *l)
{
	for (size_t i = 0; i < l->packs->at.count; i++) {
		const struct ruleset *rs = l->packs->at.at[i].rules;
		struct arena a;
		arena_init(&a);
		struct uses u = find_uses(rs, &a);
		find_unused(l, rs, &u);
		for (size_t c = 0; c < rs->class.count; c++)
			for (size_t k = 0; k < rs->class.at[c].aparts; k++)
				find_shared(l, rs, &rs->class.at[c], rs->class.at[c].apart[k]);
		arena_release(&a);
	}
}

// ---- units ------------------------------------------------------------------------------------------------------------

static bool is_unit(const struct ruleset *rs, slice unit)
{
	if (slice_equal(unit, SLICE("%")) || slice_equal(unit, SLICE("null")))
		return true;
	uint16_t units = class_find(rs, SLICE("unit")), currencies = class_find(rs, SLICE("currency"));
	for (size_t i = 0; i < lexicon_size(rs); i++)
		for (const struct sense *s = lexicon_entry(rs, i)->sense; s; s = s->next)
			if (((units != NO_CLASS && class_is_in(rs, s->class, units)) ||
				 (currencies != NO_CLASS && class_is_in(rs, s->class, currencies))) &&
				slice_equal(sense_value(s, 0), unit))
				return true;
	return false;
}

void lint_units(struct linter *l)
{
	for (size_t i = 0; i < l->checks->rule.count; i++) {
		const struct rule *r = l->checks->rule.at[i].rule;
		const struct ruleset *rs = l->checks->rule.at[i].pack->rules;
		for (size_t k = 0; k < r->sets && r->layer == LAYER_FIGURE; k++)
			if (r->set[k].term == TERM_UNIT && !is_unit(rs, r->set[k].value))
				lint_add(l, "L012", r->set[k].at,
						 "rule '" SLICE_FMT "': unknown unit '" SLICE_FMT
						 "', expected a code of the list of units, an ISO 4217 code or %%",
						 SLICE_ARG(r->id), SLICE_ARG(r->set[k].value));
	}
}
