// SPDX-License-Identifier: MIT
// The extractor: one document through all layers.
#include <math.h>
#include <stdlib.h>

#include "extract/layer.h"

struct extractor {
	const struct ruleset *rs;
	struct engine engine;
	struct arena arena;   // of the documents at work: what is found in them as well
	struct tokens tokens; // of the sentence that is scanned
	VEC(struct item)
	item; // of the layer at work: they take their places when all its readings are read, which point at the old ones
};

struct extractor *extractor_open(const struct ruleset *rs, struct extract_options options)
{
	struct extractor *x = calloc(1, sizeof *x);
	if (!x)
		die("out of memory");
	x->rs = rs;
	engine_open(&x->engine, rs, options);
	arena_init_large(&x->arena);
	return x;
}

void extractor_close(struct extractor *x)
{
	engine_close(&x->engine);
	arena_release(&x->arena);
	vec_release(&x->item);
	vec_release(&x->tokens.token);
	vec_release(&x->tokens.pending);
	free(x);
}

void items_overlapping(const struct item *at, size_t count, struct item item, size_t *ret_from, size_t *ret_to)
{
	size_t from = 0;
	while (from < count && at[from].end <= item.first)
		from++;
	size_t to = from;
	while (to < count && at[to].first < item.end)
		to++;
	*ret_from = from;
	*ret_to = to;
}

void item_add(struct facts *f, struct item item, struct arena *a)
{
	size_t from, to;
	items_overlapping(f->item.at, f->item.count, item, &from, &to);
	size_t tail = f->item.count - to;
	arena_reserve(a, &f->item, f->item.count + 1);
	memmove(&f->item.at[from + 1], &f->item.at[to], tail * sizeof item);
	f->item.at[from] = item;
	f->item.count = from + 1 + tail;
}

bool figure_is_bare_ordinal(const struct figure *f)
{
	return slice_equal(f->kind, SLICE("ordinal")) && !f->what.ptr;
}

// Each reads one reading and keeps its record; true where it leaves an item for the layers behind.
static bool number_layer(struct work *w, const struct reading *r, struct item *item)
{
	struct number n = {.lo = NAN, .hi = NAN};
	if (!number_read(w, r, &n))
		return false;
	item->kind = ITEM_NUMBER;
	item->record = (uint32_t)w->facts->number.count;
	number_tag(&n, item);
	arena_push(w->arena, &w->facts->number, n);
	arena_push(w->arena, &w->facts->found->number,
			   ((struct number_found){r->rule, r->text, n.value, n.lo, n.hi, n.text, n.approx}));
	return true;
}

static bool date_layer(struct work *w, const struct reading *r, struct item *item)
{
	struct date date = {0};
	if (!date_read_reading(w, r, &date))
		return false;
	record_fill(w, &date.head, RECORD_DATE, r->text, r->rule);
	item->kind = ITEM_DATE;
	item->record = (uint32_t)w->facts->found->date.count;
	date_tag(&date, item);
	arena_push(w->arena, &w->facts->found->date, date);
	struct date end[2];
	memset(end, 0, sizeof end);
	if (date_range_ends(w, r, end)) {
		arena_push(w->arena, &w->facts->found->date, end[0]);
		arena_push(w->arena, &w->facts->found->date, end[1]);
	}
	return true;
}

static bool figure_layer(struct work *w, const struct reading *r, struct item *item)
{
	struct figure figure = {.value = NAN, .lo = NAN, .hi = NAN, .base_value = NAN};
	if (!figure_read_reading(w, r, &figure))
		return false;
	record_fill(w, &figure.head, RECORD_FIGURE, r->text, r->rule);
	item->kind = ITEM_FIGURE;
	item->record = (uint32_t)w->facts->found->figure.count;
	figure_tag(w, &figure, r, item);
	arena_push(w->arena, &w->facts->found->figure, figure);
	return !figure_is_bare_ordinal(&figure);
}

static bool entity_layer(struct work *w, const struct reading *r, struct item *item)
{
	struct entity entity = {0};
	item->belief = (uint8_t)entity_read_reading(w, r, &entity);
	if (item->belief == BELIEF_NONE)
		return false;
	record_fill(w, &entity.head, RECORD_ENTITY, r->text, r->rule);
	item->kind = ITEM_ENTITY;
	item->record = (uint32_t)w->facts->found->entity.count;
	arena_push(w->arena, &w->facts->found->entity, entity);
	arena_push(w->arena, &w->facts->name, *item);
	return false;
}

static bool attribution_layer(struct work *w, const struct reading *r, struct item *item)
{
	struct attribution attribution = {.source_start = -1, .source_end = -1, .content_start = -1, .content_end = -1};
	if (!attribution_read_reading(w, r, &attribution))
		return false;
	record_fill(w, &attribution.head, RECORD_ATTRIBUTION, r->text, r->rule);
	arena_push(w->arena, &w->facts->found->attribution, attribution);
	(void)item;
	return false;
}

static bool claim_layer(struct work *w, const struct reading *r, struct item *item)
{
	struct claim claim = {.value = NAN, .lo = NAN, .hi = NAN};
	struct draft draft = {.whole_first = r->whole_first, .whole_end = r->whole_end, .fallback = r->rule->priority < 0};
	if (!claim_read_reading(w, r, &claim, &draft))
		return false;
	record_fill(w, &claim.head, RECORD_CLAIM, r->text, r->rule);
	arena_push(w->arena, &w->facts->found->claim, claim);
	arena_push(w->arena, &w->facts->draft, draft);
	(void)item;
	return false;
}

// A figure of several numbers may be none ("44 ml to 50 mg"), and a name a few ordinary words.
static bool is_refused(struct work *w, enum layer layer, const struct reading *r)
{
	struct figure figure = {.value = NAN, .lo = NAN, .hi = NAN, .base_value = NAN};
	struct entity entity = {0};
	if (layer == LAYER_ENTITY)
		return entity_read_reading(w, r, &entity) == BELIEF_NONE;
	bool several = reading_group(r, TERM_HI) || reading_group(r, TERM_PLUS) || reading_group(r, TERM_DEN);
	return several && !figure_read_reading(w, r, &figure);
}

// Then those that it displaced get their place.
static void refuse(struct engine *e, struct work *w, enum layer layer)
{
	for (int round = 0; round < 4; round++) {
		bool refused = false;
		for (size_t i = 0; i < e->order.count; i++) {
			struct reading *r = &e->reading.at[e->order.at[i]];
			r->refused = is_refused(w, layer, r);
			refused |= r->refused;
		}
		if (!refused)
			return;
		engine_resolve(e, w);
	}
}

// What the winners of a layer's readings in a sentence leave.
static void keep_readings(struct extractor *x, enum layer layer, struct work *w)
{
	static bool (*const read[LAYERS_OVER_VIEW])(struct work *, const struct reading *, struct item *) = {
		number_layer, date_layer, figure_layer, entity_layer, attribution_layer, claim_layer};
	vec_clear(&x->item);
	for (size_t i = 0; i < x->engine.order.count; i++) {
		const struct reading *r = &x->engine.reading.at[x->engine.order.at[i]];
		struct item item = {.first = r->first, .end = r->end, .own_end = r->end, .rule = r->rule};
		if (read[layer](w, r, &item))
			vec_push(&x->item, item);
	}
	for (size_t i = 0; i < x->item.count; i++)
		item_add(w->facts, x->item.at[i], w->arena);
}

// The sentences from `from` on that go through the layers together, up to the one returned.
static size_t batch_end(const struct facts *facts, size_t from, size_t count)
{
	size_t to = from, tokens = 0;
	while (to < count && to - from < BATCH_SENTENCES && tokens < BATCH_TOKENS)
		tokens += facts[to++].scan.tokens;
	return to;
}

static void turn_to(struct work *w, struct facts *f)
{
	w->facts = f;
	w->discourse = f->discourse;
}

static void run_layers(struct extractor *x, enum layer first, enum layer last, struct facts *facts, size_t count, struct work *w)
{
	for (int layer = (int)first; layer <= (int)last; layer++) {
		engine_run(&x->engine, (enum layer)layer, facts, count, w->diag);
		for (size_t i = 0; i < count; i++) {
			turn_to(w, &facts[i]);
			engine_settle(&x->engine, i, w);
			if (layer == LAYER_FIGURE || layer == LAYER_ENTITY)
				refuse(&x->engine, w, (enum layer)layer);
			keep_readings(x, (enum layer)layer, w);
		}
	}
}

// Scans the sentences of a document, and composes the numbers in them.
static void begin_document(struct extractor *x, const struct sentence *sentence, size_t count, struct facts *facts,
						   struct extraction *found, struct work *w)
{
	struct discourse *discourse = ARENA_NEW(w->arena, struct discourse);
	discourse->doc_date = count ? sentence[0].doc_date : SLICE_NULL;
	for (size_t i = 0; i < count; i++) {
		facts[i].discourse = discourse;
		facts[i].sentence = &sentence[i];
		facts[i].doc_hash = slice_hash(sentence[i].head.doc);
		facts[i].found = &found[i];
		turn_to(w, &facts[i]);
		scan_sentence(x->rs, sentence[i].head.text, &x->tokens, w->arena, &facts[i].scan);
		timeline_foresee(w);
		engine_begin(&x->engine, w->facts, w->arena);
		numbers_compose(w);
	}
}

// Settles the names of a document, and what it speaks of, before its attributions and claims are read.
static void settle_document(const struct sentence *sentence, size_t count, struct facts *facts, struct work *w)
{
	struct discourse *discourse = facts->discourse;
	turn_to(w, facts);
	names_settle(w, facts, count);
	*discourse = (struct discourse){.doc_date = discourse->doc_date};
	discourse_begin(w, facts, count);
	voices_begin(w, sentence, count);
}

const struct extraction *extractor_documents(struct extractor *x, const struct sentence *sentence, const size_t *end,
											 size_t documents, struct diag *d)
{
	arena_reset(&x->arena);
	const size_t count = documents ? end[documents - 1] : 0;
	struct facts *facts = ARENA_ARRAY(&x->arena, struct facts, count);
	struct extraction *found = ARENA_ARRAY(&x->arena, struct extraction, count);
	struct work w = {.rs = x->rs, .arena = &x->arena, .diag = d};
	for (size_t k = 0, from = 0; k < documents; from = end[k++])
		begin_document(x, sentence + from, end[k] - from, facts + from, found + from, &w);
	for (size_t from = 0, to; from < count; from = to) {
		to = batch_end(facts, from, count);
		run_layers(x, LAYER_NUMBER, LAYER_ENTITY, facts + from, to - from, &w);
	}
	for (size_t k = 0, from = 0; k < documents; from = end[k++])
		if (end[k] > from)
			settle_document(sentence + from, end[k] - from, facts + from, &w);
	for (size_t from = 0, to; from < count; from = to) {
		to = batch_end(facts, from, count);
		run_layers(x, LAYER_ATTRIBUTION, LAYER_CLAIM, facts + from, to - from, &w);
		for (size_t i = from; i < to; i++) {
			turn_to(&w, &facts[i]);
			claims_assemble(&w);
		}
	}
	return found;
}

const struct extraction *extractor_document(struct extractor *x, const struct sentence *sentence, size_t count, struct diag *d)
{
	return extractor_documents(x, sentence, &count, 1, d);
}
