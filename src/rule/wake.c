// SPDX-License-Identifier: MIT
// Wake: turns the clauses of a layer's rules (trigger.c) into sets of rules, so that a few operations a word tell which rules a
// sentence wakes, and at which places of its view they are worth a try.
//
//   row of {month}   clause 0: {date.day.month, date.month.day}   clause 1: {date.range}   clause 2: {}   clause 3: {}
//
// A rule may match from a place on where each of its clauses is met there or behind: so the rows of a view are joined from its
// end to its start, and what all four sets hold at a place are the rules to try there (extract/layer.c).
#include "rule/private.h"

// The rows by class, while the layer's are made: 0 stands for a class that no clause asks for.
struct asked {
	uint64_t *of_class;
	uint32_t *at; // by class: its row in of_class, from 1
	size_t rows;
};

static size_t row_size(const struct wake *w)
{
	return w->words * RULE_CLAUSES_MAX;
}

static void row_join(const struct wake *w, uint64_t *row, const struct asked *asked, const struct class_list *classes)
{
	for (size_t i = 0; i < classes->count; i++) {
		const uint64_t *other = asked->of_class + asked->at[classes->at[i]] * row_size(w);
		for (size_t k = 0; k < row_size(w) && asked->at[classes->at[i]]; k++)
			row[k] |= other[k];
	}
}

static bool row_is_empty(const struct wake *w, const uint64_t *row)
{
	uint64_t any = 0;
	for (size_t k = 0; k < row_size(w); k++)
		any |= row[k];
	return !any;
}

static void put_rule(uint64_t *row, size_t rule, size_t clause)
{
	row[rule / 64 * RULE_CLAUSES_MAX + clause] |= (uint64_t)1 << rule % 64;
}

static struct asked ask_classes(struct ruleset *rs, int layer, struct wake *w)
{
	size_t first = rs->layer_first[layer], rules = rs->layer_first[layer + 1] - first;
	struct asked asked = {.at = ARENA_ARRAY(&rs->arena, uint32_t, rs->class.count)};
	for (size_t i = 0; i < rules; i++)
		for (size_t c = 0; c < rs->rule.at[first + i].clauses; c++) {
			const struct clause *clause = &rs->rule.at[first + i].clause[c];
			for (size_t n = 0; n < clause->classes; n++)
				if (!asked.at[clause->class[n]])
					asked.at[clause->class[n]] = (uint32_t)++asked.rows;
		}
	asked.of_class = ARENA_ARRAY(&rs->arena, uint64_t, (asked.rows + 1) * row_size(w));
	for (size_t i = 0; i < rules; i++) {
		const struct rule *r = &rs->rule.at[first + i];
		for (size_t c = 0; c < r->clauses; c++)
			for (size_t n = 0; n < r->clause[c].classes; n++)
				put_rule(asked.of_class + asked.at[r->clause[c].class[n]] * row_size(w), i, c);
		for (size_t c = r->clauses; c < RULE_CLAUSES_MAX; c++)
			put_rule(w->unasked, i, c);
		if (r->at_start)
			w->at_start[i / 64] |= (uint64_t)1 << i % 64;
	}
	return asked;
}

// Words that a layer leaves as they are have rows behind those of the tags. The shapes of a word stand side by side, and mostly
// share one.
static void index_words(struct ruleset *rs, int layer, struct wake *w, const struct asked *asked)
{
	size_t size = row_size(w), rows = rs->tags[layer].count + 1, capacity = rows + 1;
	uint64_t *row = ARENA_ARRAY(&rs->arena, uint64_t, (capacity + 1) * size);
	for (size_t tag = 0; tag + 1 < rows; tag++)
		row_join(w, row + (tag + 1) * size, asked, &rs->tags[layer].tag[tag].classes);
	for (size_t i = 0; i < rs->signature.count * SHAPES; i++) {
		struct word *word = &rs->word[i];
		uint64_t *next = row + rows * size;
		size_t tag_row = word->tag[layer] ? 1 + (size_t)(word->tag[layer] - TAG_FIRST) : 0;
		if (tag_row) {
			word->row[layer] = row_is_empty(w, row + tag_row * size) ? 0 : (uint16_t)tag_row;
			continue;
		}
		if (i % SHAPES > SHAPE_CAP && !word[-1].tag[layer]) { // of the same classes
			word->row[layer] = word[-1].row[layer];
			continue;
		}
		memset(next, 0, size * sizeof *next);
		row_join(w, next, asked, &rs->signature.at[i / SHAPES].by_shape[i % SHAPES]);
		if (row_is_empty(w, next))
			continue;
		if (memcmp(next, next - size, size * sizeof *next) != 0)
			rows++;
		if (rows > UINT16_MAX)
			die("more than %d kinds of words wake rules", UINT16_MAX);
		word->row[layer] = (uint16_t)(rows - 1);
		if (rows == capacity) {
			uint64_t *grown = ARENA_ARRAY(&rs->arena, uint64_t, (2 * capacity + 1) * size);
			memcpy(grown, row, rows * size * sizeof *row);
			row = grown;
			capacity *= 2;
		}
	}
	w->row = row;
}

// What other steps ask of every word.
static void mark_words(struct ruleset *rs)
{
	const struct known_classes *k = &rs->known;
	const uint16_t assembly[] = {k->measure,        k->event_noun,    k->happen,         k->quantity,
								 k->denial,         k->earlier,       k->unlike,         k->fact_false,
								 k->hedge,          k->negation,      k->modal_forecast, k->modal_planned,
								 k->scope_part,     k->scope_new,     k->scope_total,    k->modal_hypothetical,
								 k->modal_reported, k->scope_ongoing, k->pronoun_person};
	bool *in_assembly = ARENA_ARRAY(&rs->arena, bool, rs->class.count);
	for (size_t n = 0; n < sizeof assembly / sizeof *assembly; n++)
		if (assembly[n] != NO_CLASS)
			in_assembly[assembly[n]] = true;
	for (size_t i = 0; i < rs->signature.count * SHAPES; i++) {
		const struct class_list *all = &rs->signature.at[i / SHAPES].by_shape[i % SHAPES];
		struct word *w = &rs->word[i];
		for (size_t n = 0; n < all->count; n++) {
			w->number |= all->at[n] == k->number_word;
			w->clause_break |= all->at[n] == k->clause_break;
			w->first_person |= all->at[n] == k->first_person;
			w->assembles |= in_assembly[all->at[n]];
		}
	}
}

void wake_index(struct ruleset *rs)
{
	mark_words(rs);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		struct wake *w = &rs->wake[layer];
		w->words = (rs->layer_first[layer + 1] - rs->layer_first[layer] + 63) / 64;
		w->unasked = ARENA_ARRAY(&rs->arena, uint64_t, row_size(w));
		w->at_start = ARENA_ARRAY(&rs->arena, uint64_t, w->words);
		struct asked asked = ask_classes(rs, layer, w);
		index_words(rs, layer, w, &asked);
		for (size_t i = 0; i < rs->signature.count * SHAPES; i++)
			rs->word[i].wakes |= rs->word[i].row[layer] != 0;
	}
}
