// SPDX-License-Identifier: MIT
// read: records and decisions into a review.
#include <math.h>
#include <stdlib.h>

#include "private.h"
#include "record/attribution.h"
#include "record/date.h"
#include "record/entity.h"
#include "record/figure.h"

#include "base/banned.h"

// Offsets beyond this are nonsense; bounded, sums of them cannot overflow.
#define OFFSET_MAX ((int64_t)1 << 48)

void review_init(struct review *r)
{
	*r = (struct review){0};
	arena_init(&r->arena);
	arena_init(&r->scratch);
	map_init(&r->document_by_name);
	map_init(&r->mention_by_id);
	map_init(&r->claim_by_id);
	map_init(&r->conflict_by_id);
	map_init(&r->decision_by_id);
}

void review_release(struct review *r)
{
	vec_release(&r->document);
	vec_release(&r->sentence);
	vec_release(&r->mention);
	vec_release(&r->claim);
	vec_release(&r->conflict);
	vec_release(&r->topic);
	vec_release(&r->claim_order);
	vec_release(&r->decision);
	map_release(&r->document_by_name);
	map_release(&r->mention_by_id);
	map_release(&r->claim_by_id);
	map_release(&r->conflict_by_id);
	map_release(&r->decision_by_id);
	arena_release(&r->arena);
	arena_release(&r->scratch);
}

static int64_t bounded(int64_t offset)
{
	return offset < -OFFSET_MAX ? -OFFSET_MAX : offset > OFFSET_MAX ? OFFSET_MAX : offset;
}

static void bound_offsets(struct record *head)
{
	head->byte_start = bounded(head->byte_start);
	head->byte_end = bounded(head->byte_end);
	head->char_start = bounded(head->char_start);
	head->char_end = bounded(head->char_end);
}

// The document's index, added where it is new; date and source are what its first record knows of them.
static size_t document_of(struct review *r, slice name, slice date, slice source)
{
	size_t index = map_index(&r->document_by_name, name);
	if (index == NONE) {
		index = r->document.count;
		vec_push(&r->document, ((struct document){.name = name}));
		map_put_index(&r->document_by_name, name, index);
	}
	struct document *document = &r->document.at[index];
	if (!document->date.ptr)
		document->date = date;
	if (!document->source.ptr)
		document->source = source;
	return index;
}

// False, and counted, where the id is known already.
static bool is_new(struct review *r, const struct map *known, slice id)
{
	if (map_index(known, id) == NONE)
		return true;
	r->repeated++;
	return false;
}

static void keep_sentence(struct review *r, struct sentence *s)
{
	bound_offsets(&s->head);
	for (size_t i = 0; i < s->cuts.count; i++)
		s->cuts.at[i] = bounded(s->cuts.at[i]);
	size_t document = document_of(r, s->head.doc, s->doc_date, s->doc_source);
	vec_push(&r->sentence, ((struct shown_sentence){.record = *s, .document = document, .order = r->sentence.count}));
}

static void keep_claim(struct review *r, struct claim *c, bool listed)
{
	bound_offsets(&c->head);
	map_put_index(&r->claim_by_id, c->head.id, r->claim.count);
	size_t document = document_of(r, c->head.doc, c->doc_date, c->doc_source);
	vec_push(&r->claim, ((struct shown_claim){.record = *c, .document = document, .listed = listed}));
}

static void keep_conflict(struct review *r, const struct conflict *c)
{
	map_put_index(&r->conflict_by_id, c->head.id, r->conflict.count);
	vec_push(&r->conflict, ((struct shown_conflict){.record = *c, .order = r->conflict.count}));
}

static void keep_mention(struct review *r, enum record_type type, const struct record *head, int64_t source_start,
						 int64_t source_end)
{
	slice id = arena_copy(&r->arena, head->id);
	if (map_index(&r->mention_by_id, id) != NONE)
		return;
	map_put_index(&r->mention_by_id, id, r->mention.count);
	vec_push(&r->mention, ((struct mention){
							  .type = type,
							  .doc = arena_copy(&r->arena, head->doc),
							  .text = arena_copy(&r->arena, head->text),
							  .rule = arena_copy(&r->arena, head->rule),
							  .byte_start = bounded(head->byte_start),
							  .byte_end = bounded(head->byte_end),
							  .source_start = bounded(source_start),
							  .source_end = bounded(source_end),
						  }));
}

// A record's id and doc are what all else hangs on.
static bool has_name(const struct record *head, struct place at, struct diag *d)
{
	if (!head->id.ptr)
		return diag_error(d, at, "'id' is null, expected a string");
	if (!head->doc.ptr)
		return diag_error(d, at, "'doc' is null, expected a string");
	return true;
}

static void keep(struct review *r, const struct line *line, struct place at, struct diag *d)
{
	union {
		struct date date;
		struct figure figure;
		struct entity entity;
		struct attribution attribution;
		struct sentence sentence;
		struct claim claim;
		struct conflict conflict;
	} u;
	struct arena *a = &r->scratch;
	enum record_type type = record_type_of(line);
	struct line copy;

	if (type == RECORD_OTHER)
		return;
	r->records++;
	// Sentences, claims and conflicts are kept whole, so they are read from a copy that lives as long as the review.
	if (type == RECORD_SENTENCE || type == RECORD_CLAIM || type == RECORD_CONFLICT) {
		a = &r->arena;
		if (!line_read(&copy, arena_copy(a, line->raw), a, at, d))
			return;
		line = &copy;
	}
	switch (type) {
	case RECORD_SENTENCE:
		if (sentence_read(&u.sentence, line, a, at, d) && has_name(&u.sentence.head, at, d))
			keep_sentence(r, &u.sentence);
		break;
	case RECORD_DATE:
		if (date_read(&u.date, line, a, at, d) && has_name(&u.date.head, at, d))
			keep_mention(r, type, &u.date.head, -1, -1);
		break;
	case RECORD_FIGURE:
		if (figure_read(&u.figure, line, a, at, d) && has_name(&u.figure.head, at, d))
			keep_mention(r, type, &u.figure.head, -1, -1);
		break;
	case RECORD_ENTITY:
		if (entity_read(&u.entity, line, a, at, d) && has_name(&u.entity.head, at, d))
			keep_mention(r, type, &u.entity.head, -1, -1);
		break;
	case RECORD_ATTRIBUTION:
		if (attribution_read(&u.attribution, line, a, at, d) && has_name(&u.attribution.head, at, d))
			keep_mention(r, type, &u.attribution.head, u.attribution.source_start, u.attribution.source_end);
		break;
	case RECORD_CLAIM:
		if (claim_read(&u.claim, line, a, at, d) && has_name(&u.claim.head, at, d) && is_new(r, &r->claim_by_id, u.claim.head.id))
			keep_claim(r, &u.claim, true);
		break;
	case RECORD_CONFLICT:
		if (conflict_read(&u.conflict, line, a, at, d) && has_name(&u.conflict.head, at, d) &&
			is_new(r, &r->conflict_by_id, u.conflict.head.id))
			keep_conflict(r, &u.conflict);
		break;
	case RECORD_OTHER:
		break;
	}
}

void review_read(struct review *r, struct input *in, struct diag *d)
{
	slice text;
	bool ended;
	struct line line;

	while (input_line(in, &text, &ended, d)) {
		if (slice_trim(text).len == 0)
			continue;
		r->lines++;
		arena_reset(&r->scratch);
		if (line_read(&line, text, &r->scratch, input_place(in), d))
			keep(r, &line, input_place(in), d);
	}
}

static int by_place(const void *left, const void *right)
{
	const struct shown_sentence *a = left, *b = right;
	if (a->document != b->document)
		return a->document < b->document ? -1 : 1;
	if (a->record.head.byte_start != b->record.head.byte_start)
		return a->record.head.byte_start < b->record.head.byte_start ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static bool is_same_place(const struct shown_sentence *a, const struct shown_sentence *b)
{
	return a->document == b->document && a->record.head.byte_start == b->record.head.byte_start &&
		   a->record.head.byte_end == b->record.head.byte_end;
}

// Sentences in the order of their places, each once, each document knowing its own.
static void order_sentences(struct review *r)
{
	size_t kept = 0;
	if (r->sentence.count)
		qsort(r->sentence.at, r->sentence.count, sizeof *r->sentence.at, by_place);
	for (size_t i = 0; i < r->sentence.count; i++) {
		if (kept && is_same_place(&r->sentence.at[kept - 1], &r->sentence.at[i]))
			r->repeated++;
		else
			r->sentence.at[kept++] = r->sentence.at[i];
	}
	r->sentence.count = kept;
	for (size_t i = r->sentence.count; i-- > 0;) {
		struct document *document = &r->document.at[r->sentence.at[i].document];
		document->first = i;
		document->sentences++;
	}
}

// The claim that a side names; one that was not read is made up from what the side tells of it.
static size_t side_claim(struct review *r, const struct shown_conflict *c, const struct side *side, const struct side_claim *s)
{
	size_t index = s->id.ptr ? map_index(&r->claim_by_id, s->id) : NONE;
	if (index != NONE)
		return index;
	struct claim claim = {
		.head = {.id = s->id.ptr ? s->id : SLICE(""),
				 .doc = s->doc.ptr ? s->doc : SLICE("?"),
				 .text = s->text,
				 .byte_start = s->byte_start,
				 .byte_end = s->byte_end,
				 .char_start = s->char_start,
				 .char_end = s->char_end,
				 .lang = c->record.head.lang},
		.measure = c->record.measure,
		.value_text = side->value_text,
		.value = (double)NAN,
		.lo = side->lo,
		.hi = side->hi,
		.source_text = s->source_text,
		.topic = c->record.topic,
	};
	keep_claim(r, &claim, false);
	return r->claim.count - 1;
}

static void join_sides(struct review *r, struct shown_conflict *c)
{
	const struct sides *sides = &c->record.sides;
	c->sides = sides->count;
	c->side = ARENA_ARRAY(&r->arena, struct shown_side, sides->count);
	for (size_t i = 0; i < sides->count; i++) {
		const struct side *from = &sides->at[i];
		struct shown_side *to = &c->side[i];
		*to = (struct shown_side){.value_text = from->value_text, .lo = from->lo, .hi = from->hi, .claims = from->claims};
		to->claim = ARENA_ARRAY(&r->arena, size_t, from->claims);
		for (size_t k = 0; k < from->claims; k++) {
			to->claim[k] = side_claim(r, c, from, &from->claim[k]);
			r->claim.at[to->claim[k]].conflicts++;
		}
	}
}

void review_settle(struct review *r)
{
	order_sentences(r);
	for (size_t i = 0; i < r->conflict.count; i++)
		join_sides(r, &r->conflict.at[i]);
	for (size_t i = 0; i < r->claim.count; i++)
		passage_find(r, &r->claim.at[i]);
	rank_conflicts(r);
	rank_topics(r);
}
