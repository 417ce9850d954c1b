// SPDX-License-Identifier: MIT
// stream: follows the records of a stream, document by document or block by block.
#include "crosscheck.h"

#include <stdlib.h>

#include "base/input.h"
#include "parts.h"
#include "record/entity.h"
#include "report.h"
#include "story.h"

#include "base/banned.h"

struct crosscheck {
	struct crosscheck_options options;
	struct tables tables;
	struct pool facts, pool;
	struct reference reference;
	bool has_reference;
	struct arena line, found; // of one line; of one report
	// the document that the stream is in
	struct document *document;
	struct story story;
	size_t first_item; // its first claim in the pool
	size_t runs;
	struct map documents; // with `sorted`: of the block, by name
	// the block, with `sorted`
	VEC(char) block;
	bool in_block, order_reported;
	size_t flagged[SEVERITY_HIGH + 1];
};

struct crosscheck *crosscheck_open(const struct crosscheck_options *options, struct diag *d)
{
	size_t capacity = 0;
	struct crosscheck *c = vec_grow(NULL, &capacity, 1, sizeof *c);
	*c = (struct crosscheck){.options = *options};
	arena_init(&c->line);
	arena_init(&c->found);
	map_init(&c->documents);
	pool_init(&c->facts, NULL);
	pool_init(&c->pool, &c->facts);
	if (tables_open(&c->tables, options->rules, d))
		return c;
	crosscheck_close(c);
	return NULL;
}

void crosscheck_close(struct crosscheck *c)
{
	map_release(&c->documents);
	if (c->has_reference)
		reference_release(&c->reference);
	story_release(&c->story);
	vec_release(&c->block);
	pool_release(&c->pool);
	pool_release(&c->facts);
	tables_release(&c->tables);
	arena_release(&c->line);
	arena_release(&c->found);
	vec_free(c);
}

size_t crosscheck_flagged(const struct crosscheck *c, slice severity)
{
	size_t least = slice_equal(severity, SLICE("high"))     ? SEVERITY_HIGH
				   : slice_equal(severity, SLICE("medium")) ? SEVERITY_MEDIUM
															: SEVERITY_LOW;
	size_t n = 0;
	for (size_t s = least; s <= SEVERITY_HIGH; s++)
		n += c->flagged[s];
	return n;
}

// --- reports ---

static void report_all(struct crosscheck *c, const struct disagreements *found, struct out *o)
{
	for (size_t i = 0; i < found->at.count; i++) {
		enum severity s = report_disagreement(o, &found->at.at[i], &c->found);
		if (!found->at.at[i].update)
			c->flagged[s]++;
	}
}

static void report_skipped(size_t skipped, struct diag *d)
{
	if (skipped > 0)
		diag_warning(d, (struct place){0},
					 "%zu claims share their topic and time with more than %d others and were compared with that many only",
					 skipped, CROSSCHECK_NEIGHBOURS_MAX);
}

// Compares the claims from `first` on: with one another by `pairs`, and with the reference claims.
static void check(struct crosscheck *c, size_t first, unsigned pairs, bool against, struct out *o, struct diag *d)
{
	size_t count = c->pool.item.count - first, skipped;
	if (!count)
		return;
	struct item *const *item = c->pool.item.at + first;
	struct disagreements found = {0};
	if (pairs && count > 1) {
		group_claims(item, count, pairs, c->options.updates, &c->found, &found, &skipped);
		report_all(c, &found, o);
		report_skipped(skipped, d);
	}
	if (against && c->has_reference) {
		group_against(item, count, &c->reference, c->options.updates, &c->found, &found, &skipped);
		report_all(c, &found, o);
		report_skipped(skipped, d);
	}
	vec_release(&found.at);
	arena_reset(&c->found);
}

static void check_parts(struct crosscheck *c, size_t first, struct out *o)
{
	struct part_conflicts found = {0};
	if (first == c->pool.item.count)
		return;
	parts_find(c->pool.item.at + first, c->pool.item.count - first, &c->found, &found);
	for (size_t i = 0; i < found.at.count; i++)
		c->flagged[parts_report(o, &found.at.at[i], &c->found)]++;
	vec_release(&found.at);
	arena_reset(&c->found);
}

// --- documents ---

static void finish_document(struct crosscheck *c, struct out *o, struct diag *d)
{
	if (!c->document)
		return;
	struct document *doc = c->document;
	story_finish(&c->story, &c->pool, doc);
	if (!c->options.sorted) {
		story_date_claims(&c->pool, c->first_item, doc);
		story_find_first(&c->pool, c->first_item);
		check(c, c->first_item, PAIRS_WITHIN, true, o, d);
		check_parts(c, c->first_item, o);
		if (c->options.within)
			pool_reset(&c->pool);
	}
	c->document = NULL;
	c->first_item = c->pool.item.count;
}

static struct document *begin_document(struct crosscheck *c, slice name)
{
	struct document *doc = ARENA_NEW(&c->pool.arena, struct document);
	*doc = (struct document){
		.name = arena_copy(&c->pool.arena, name), .run = ++c->runs, .date = DAYS_UNKNOWN, .story = DAYS_UNKNOWN};
	return doc;
}

// With `sorted` a document's claims come in several places; within a block it is one document.
static void enter_document(struct crosscheck *c, slice name, struct out *o, struct diag *d)
{
	if (c->document && slice_equal(c->document->name, name))
		return;
	finish_document(c, o, d);
	void **known = c->options.sorted ? map_at(&c->documents, arena_copy(&c->pool.arena, name)) : NULL;
	c->document = known && *known ? *known : begin_document(c, name);
	if (known)
		*known = c->document;
}

static void add_name(struct crosscheck *c, slice name, slice lang, struct diag *d)
{
	if (name.ptr && story_has_room(&c->story))
		story_add_names(&c->story, pool_words(&c->pool, tables_language(&c->tables, lang, d), name));
}

// --- blocks ---

// "deaths | zhanaozen | 2011": its measure and place.
static slice block_of(slice topic)
{
	slice rest = topic, measure = slice_cut(&rest, '|'), place = slice_cut(&rest, '|');
	return measure.ptr ? slice_sub(topic, 0, measure.len + (place.ptr ? place.len + 1 : 0)) : SLICE("");
}

static void finish_block(struct crosscheck *c, struct out *o, struct diag *d)
{
	finish_document(c, o, d);
	story_find_first(&c->pool, 0);
	check(c, 0, c->options.within ? PAIRS_WITHIN : PAIRS_WITHIN | PAIRS_ACROSS, true, o, d);
	pool_reset(&c->pool);
	map_clear(&c->documents);
	c->first_item = 0;
}

static void enter_block(struct crosscheck *c, slice topic, struct place at, struct out *o, struct diag *d)
{
	slice block = block_of(topic), now = {c->block.at, c->block.count};
	if (c->in_block && slice_equal(block, now))
		return;
	if (c->in_block && slice_compare(block, now) < 0 && !c->order_reported) {
		c->order_reported = true;
		diag_error(d, at, "claims are not sorted by topic (bytewise): '" SLICE_FMT "' after '" SLICE_FMT "'", SLICE_ARG(block),
				   SLICE_ARG(now));
	}
	if (c->in_block)
		finish_block(c, o, d);
	c->in_block = true;
	vec_clear(&c->block);
	for (size_t i = 0; i < block.len; i++)
		vec_push(&c->block, block.ptr[i]);
}

// --- lines ---

static void take_claim(struct crosscheck *c, const struct line *l, struct place at, struct out *o, struct diag *d)
{
	struct claim claim;
	if (!claim_read(&claim, l, &c->line, at, d))
		return;
	if (c->options.sorted)
		enter_block(c, claim.topic.ptr ? claim.topic : SLICE(""), at, o, d);
	enter_document(c, claim.head.doc.ptr ? claim.head.doc : SLICE(""), o, d);
	struct document *doc = c->document;
	if (!doc->source.ptr && claim.doc_source.ptr) {
		doc->source = arena_copy(&c->pool.arena, claim.doc_source);
		story_set_outlet(&c->pool, tables_language(&c->tables, claim.head.lang, d), doc);
	}
	if (!days_known(doc->date) && day_of(claim.doc_date, &doc->date.from))
		doc->date.to = doc->date.from;
	add_name(c, claim.place, claim.head.lang, d);
	add_name(c, claim.event, claim.head.lang, d);
	add_name(c, claim.subject, claim.head.lang, d);
	pool_add(&c->pool, &c->tables, &claim, doc, d);
}

static slice string_of(const struct line *l, slice key)
{
	const struct line_field *f = line_find(l, key, 0);
	return f && f->type == LINE_STRING ? f->value : SLICE_NULL;
}

// A sentence's capitals tell its story, whether or not an extractor knows them for names.
static void take_sentence(struct crosscheck *c, const struct line *l, struct diag *d)
{
	slice text = string_of(l, SLICE("text"));
	if (!text.ptr || c->options.within || !story_has_room(&c->story))
		return;
	const struct language *language = tables_language(&c->tables, string_of(l, SLICE("lang")), d);
	story_add_names(&c->story, pool_capitals(&c->pool, language, text, CAPITALS_LATER));
	story_add_openers(&c->story, pool_capitals(&c->pool, language, text, CAPITALS_FIRST));
}

static void take_entity(struct crosscheck *c, const struct line *l, struct diag *d)
{
	add_name(c, string_of(l, SLICE("name")), string_of(l, SLICE("lang")), d);
}

static slice document_of(const struct line *l)
{
	const struct line_field *doc = line_find(l, SLICE("doc"), 2);
	return doc && doc->type == LINE_STRING ? doc->value : SLICE_NULL;
}

void crosscheck_line(struct crosscheck *c, slice text, struct place at, struct out *o, struct diag *d)
{
	struct line line;
	arena_reset(&c->line);
	if (slice_trim(text).len == 0 || !line_read(&line, text, &c->line, at, d))
		return;
	enum record_type type = record_type_of(&line);
	slice doc = document_of(&line);
	// Conflicts come before the line that begins another document or block.
	if (type == RECORD_CLAIM)
		take_claim(c, &line, at, o, d);
	else if (type != RECORD_OTHER && doc.ptr && !c->options.sorted) {
		enter_document(c, doc, o, d);
		if (type == RECORD_ENTITY)
			take_entity(c, &line, d);
		else if (type == RECORD_SENTENCE)
			take_sentence(c, &line, d);
	}
	out_bytes(o, text);
	out_byte(o, '\n');
}

void crosscheck_end(struct crosscheck *c, struct out *o, struct diag *d)
{
	if (c->options.sorted) {
		finish_block(c, o, d);
		return;
	}
	finish_document(c, o, d);
	if (c->options.within)
		return;
	story_drop_common_names(&c->pool, c->facts.atoms.count);
	check(c, 0, PAIRS_ACROSS, false, o, d);
}

bool crosscheck_reference(struct crosscheck *c, const char *file, struct diag *d)
{
	struct input in;
	if (!input_open(&in, file, d))
		return false;
	struct map documents;
	map_init(&documents);
	slice text;
	bool ended;
	while (input_line(&in, &text, &ended, d)) {
		struct line line;
		struct claim claim;
		struct place at = input_place(&in);
		arena_reset(&c->line);
		if (slice_trim(text).len == 0 || !line_read(&line, text, &c->line, at, d) || record_type_of(&line) != RECORD_CLAIM ||
			!claim_read(&claim, &line, &c->line, at, d))
			continue;
		slice name = arena_copy(&c->facts.arena, claim.head.doc.ptr ? claim.head.doc : SLICE(""));
		void **known = map_at(&documents, name);
		if (!*known) {
			struct document *doc = ARENA_NEW(&c->facts.arena, struct document);
			*doc = (struct document){.name = name,
									 .source = arena_copy(&c->facts.arena, claim.doc_source),
									 .date = DAYS_UNKNOWN,
									 .story = DAYS_UNKNOWN,
									 .reference = true};
			if (day_of(claim.doc_date, &doc->date.from))
				doc->date.to = doc->date.from;
			*known = doc;
		}
		pool_add(&c->facts, &c->tables, &claim, *known, d);
	}
	input_close(&in);
	map_release(&documents);
	for (size_t i = 0; i < c->facts.item.count; i++)
		c->facts.item.at[i]->is_first = true; // a fact is meant as such
	reference_init(&c->reference, c->facts.item.at, c->facts.item.count);
	c->has_reference = true;
	return true;
}
