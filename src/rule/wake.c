// SPDX-License-Identifier: MIT
// Wake: turns the clauses of a layer's rules (trigger.c) into sets of rules, so that a few operations a word tell which rules a
// sentence wakes, and at which places of its view they are worth a try.
//
//   row of {month}   clause 0: {date.day.month, date.month.day}   clause 1: {date.range}   clause 2: {}   next: {date.day.month}
//
// A rule may match from a place on where each of its clauses is met there or behind, and where the place behind it may be the
// second one of a match (next.c): so the rows of a view are joined from its end to its start, and what the sets of all clauses
// hold at a place, and the last set at the place behind, are the rules to try there (extract/layer.c).
#include "rule/private.h"

// The rows by class, while the layer's are made: 0 stands for a class that no clause asks for.
struct asked {
	rule_set *of_class;
	uint32_t *at; // by class: its row in of_class, from 1
	size_t rows;
};

static size_t row_size(const struct wake *w)
{
	return w->sets * WAKE_SETS;
}

static void row_join(const struct wake *w, rule_set *row, const struct asked *asked, const struct class_list *classes)
{
	for (size_t i = 0; i < classes->count; i++) {
		const rule_set *other = asked->of_class + asked->at[classes->at[i]] * row_size(w);
		for (size_t k = 0; k < row_size(w) && asked->at[classes->at[i]]; k++)
			row[k] |= other[k];
	}
}

static bool row_is_empty(const struct wake *w, const rule_set *row)
{
	rule_set any = {0};
	for (size_t k = 0; k < row_size(w); k++)
		any |= row[k];
	return rule_set_is_empty(any);
}

static void put_rule(rule_set *row, size_t rule, size_t clause)
{
	rule_sets_add(&row[rule / RULE_SET_SIZE * WAKE_SETS + clause], rule % RULE_SET_SIZE);
}

// One of a rule's clauses by its place in a row; without classes where the rule has none there.
static const struct clause *clause_of(const struct rule *r, size_t set)
{
	static const struct clause none = {0};
	return set == WAKE_NEXT ? &r->next : set < r->clauses ? &r->clause[set] : &none;
}

static struct asked ask_classes(struct ruleset *rs, int layer, struct wake *w)
{
	size_t first = rs->layer_first[layer], rules = rs->layer_first[layer + 1] - first;
	struct asked asked = {.at = ARENA_ARRAY(&rs->arena, uint32_t, rs->class.count)};
	for (size_t i = 0; i < rules; i++)
		for (size_t c = 0; c < WAKE_SETS; c++) {
			const struct clause *clause = clause_of(&rs->rule.at[first + i], c);
			for (size_t n = 0; n < clause->classes; n++)
				if (!asked.at[clause->class[n]])
					asked.at[clause->class[n]] = (uint32_t)++asked.rows;
		}
	asked.of_class = ARENA_ARRAY(&rs->arena, rule_set, (asked.rows + 1) * row_size(w));
	for (size_t i = 0; i < rules; i++) {
		const struct rule *r = &rs->rule.at[first + i];
		for (size_t c = 0; c < WAKE_SETS; c++) {
			const struct clause *clause = clause_of(r, c);
			for (size_t n = 0; n < clause->classes; n++)
				put_rule(asked.of_class + asked.at[clause->class[n]] * row_size(w), i, c);
			if (!clause->classes)
				put_rule(w->unasked, i, c);
		}
		if (r->at_start)
			rule_sets_add(w->at_start, i);
	}
	return asked;
}

struct indexer {
	struct ruleset *rs;
	int layer;
	struct wake *wake;
	struct asked asked;
	rule_set *row;
	size_t rows, capacity;
	uint16_t *of_tag; // the row of each tag; 0: it wakes nothing
};

static void index_tags(struct indexer *x)
{
	const struct layer_tags *t = &x->rs->tags[x->layer];
	size_t size = row_size(x->wake);
	x->of_tag = ARENA_ARRAY(&x->rs->arena, uint16_t, t->count);
	x->rows = t->count + 1;
	x->capacity = x->rows + 1;
	x->row = ARENA_ARRAY(&x->rs->arena, rule_set, x->capacity * size);
	for (size_t tag = 0; tag < t->count; tag++) {
		rule_set *row = x->row + (tag + 1) * size;
		row_join(x->wake, row, &x->asked, &t->tag[tag].classes);
		x->of_tag[tag] = row_is_empty(x->wake, row) ? 0 : (uint16_t)(tag + 1);
	}
}

// The row of a word that the layer leaves as it is: they stand behind those of the tags.
static uint16_t add_row(struct indexer *x, const struct class_list *classes)
{
	size_t size = row_size(x->wake);
	rule_set *next = x->row + x->rows * size;
	memset(next, 0, size * sizeof *next);
	row_join(x->wake, next, &x->asked, classes);
	if (row_is_empty(x->wake, next))
		return 0;
	if (memcmp(next, next - size, size * sizeof *next) != 0)
		x->rows++;
	if (x->rows > UINT16_MAX)
		die("more than %d kinds of words wake rules", UINT16_MAX);
	if (x->rows == x->capacity) // room for the next one
		x->row = arena_grow(&x->rs->arena, x->row, x->rows, &x->capacity, x->rows + 1, size * sizeof *x->row);
	return (uint16_t)(x->rows - 1);
}

// The shapes of a word stand side by side; all but the lower case share a row where they are not replaced.
static void index_words(struct indexer *x)
{
	for (size_t s = 0; s < x->rs->signature.count; s++) {
		const struct signature *sig = &x->rs->signature.at[s];
		uint16_t other = 0;
		bool known = false;
		for (size_t shape = 0; shape < SHAPES; shape++) {
			struct word *word = &x->rs->word[s * SHAPES + shape];
			uint16_t tag = word->tag[x->layer];
			if (!tag && shape != SHAPE_LOWER && !known) {
				other = add_row(x, &sig->other);
				known = true;
			}
			word->row[x->layer] = tag ? x->of_tag[tag - TAG_FIRST] : shape == SHAPE_LOWER ? add_row(x, &sig->lower) : other;
			word->wakes |= word->row[x->layer] != 0;
		}
	}
}

// The classes of which assembly.c wants to know every word.
static const enum known assembly[] = {KNOWN_measure,        KNOWN_event_noun,     KNOWN_happen,         KNOWN_quantity,
									  KNOWN_denial,         KNOWN_earlier,        KNOWN_unlike,         KNOWN_fact_false,
									  KNOWN_hedge,          KNOWN_negation,       KNOWN_modal_forecast, KNOWN_modal_planned,
									  KNOWN_scope_part,     KNOWN_scope_new,      KNOWN_scope_total,    KNOWN_modal_hypothetical,
									  KNOWN_modal_reported, KNOWN_disease,        KNOWN_restating,      KNOWN_limit,
									  KNOWN_side,           KNOWN_group,          KNOWN_later,          KNOWN_place_part,
									  KNOWN_scope_ongoing,  KNOWN_pronoun_person, KNOWN_scope_alone,    KNOWN_place_whole,
									  KNOWN_modal_needed,   KNOWN_place_terrain};

// Marks a word's shapes in [first, end), which are in these classes. `of_class`: the known ones, from 1; `asked`: those of
// assembly.
static void mark_shapes(const uint8_t *of_class, const struct known_set *asked, const struct class_list *classes,
						struct word *first, const struct word *end)
{
	struct known_set known = {0};
	for (size_t n = 0; n < classes->count; n++)
		if (of_class[classes->at[n]])
			known_set_add(&known, (enum known)(of_class[classes->at[n]] - 1));
	for (struct word *w = first; w < end; w++) {
		w->known = known;
		w->assembles = known_set_meets(&known, asked);
	}
}

// What other steps ask of every word.
static void mark_words(struct ruleset *rs)
{
	uint8_t *of_class = ARENA_ARRAY(&rs->arena, uint8_t, rs->class.count);
	struct known_set asked = {0};
	for (size_t i = 0; i < sizeof assembly / sizeof *assembly; i++)
		known_set_add(&asked, assembly[i]);
	for (uint8_t k = 0; k < KNOWN_COUNT; k++)
		if (rs->known.of[k] != NO_CLASS)
			of_class[rs->known.of[k]] = k + 1;
	for (size_t s = 0; s < rs->signature.count; s++) {
		struct word *w = &rs->word[s * SHAPES];
		mark_shapes(of_class, &asked, &rs->signature.at[s].lower, w + SHAPE_LOWER, w + SHAPE_LOWER + 1);
		mark_shapes(of_class, &asked, &rs->signature.at[s].other, w + SHAPE_LOWER + 1, w + SHAPES);
	}
}

void wake_index(struct ruleset *rs)
{
	mark_words(rs);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		struct wake *w = &rs->wake[layer];
		w->sets = (rs->layer_first[layer + 1] - rs->layer_first[layer] + RULE_SET_SIZE - 1) / RULE_SET_SIZE;
		w->unasked = ARENA_ARRAY(&rs->arena, rule_set, row_size(w));
		w->at_start = ARENA_ARRAY(&rs->arena, rule_set, w->sets);
		struct indexer x = {.rs = rs, .layer = layer, .wake = w, .asked = ask_classes(rs, layer, w)};
		index_tags(&x);
		index_words(&x);
		w->row = x.row;
	}
}
