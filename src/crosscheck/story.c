// SPDX-License-Identifier: MIT
// story: gathers a document's names, and compares those of two.
#include "story.h"

#include "base/limits.h"
#include "fit.h"
#include "words.h"

#include "base/banned.h"

// A name is common when more documents than these, and one in COMMON_NAME_SHARE more, have it.
#define COMMON_NAME_DOCUMENTS 8
#define COMMON_NAME_SHARE 50
// A text says in its first sentences when what it tells happened; what it dates later may be what happened before.
#define STORY_SENTENCES 5
// Two shared names are much for a text that has few.
#define NAMES_FEW 6

void story_release(struct story *s)
{
	vec_release(&s->names);
	vec_release(&s->openers);
}

static bool has_atom(const atom *at, size_t count, atom wanted)
{
	for (size_t i = 0; i < count; i++)
		if (at[i] == wanted)
			return true;
	return false;
}

void story_add_names(struct story *s, struct words w)
{
	for (size_t i = 0; w.named && i < w.count && story_has_room(s); i++)
		if (!has_atom(s->names.at, s->names.count, w.at[i]))
			vec_push(&s->names, w.at[i]);
}

void story_add_openers(struct story *s, struct words w)
{
	for (size_t i = 0; i < w.count && s->openers.count < CROSSCHECK_NAMES_MAX; i++)
		if (!has_atom(s->openers.at, s->openers.count, w.at[i]))
			vec_push(&s->openers, w.at[i]);
}

bool story_has_room(const struct story *s)
{
	return s->names.count < CROSSCHECK_NAMES_MAX;
}

static struct words take_names(struct pool *p, const atom *at, size_t count)
{
	struct words w = words_sorted(at, count, &p->arena);
	w.named = true;
	return w;
}

void story_finish(struct story *s, struct pool *p, struct document *document)
{
	if (s->names.count)
		document->names = take_names(p, s->names.at, s->names.count);
	if (s->openers.count)
		document->openers = take_names(p, s->openers.at, s->openers.count);
	vec_clear(&s->names);
	vec_clear(&s->openers);
}

void story_set_outlet(struct pool *p, const struct language *l, struct document *document)
{
	struct words w = pool_capitals(p, l, document->source, CAPITALS_ALL);
	document->outlet = take_names(p, w.at, w.count);
}

// Without the words that more documents have than `most`.
static struct words rare_words(struct pool *p, struct words w, const uint32_t *having, size_t most)
{
	atom *kept = ARENA_ARRAY(&p->arena, atom, w.count + 1);
	size_t count = 0;
	for (size_t i = 0; i < w.count; i++)
		if (having[w.at[i]] <= most)
			kept[count++] = w.at[i];
	return (struct words){kept, count, .named = true};
}

void story_drop_common_names(struct pool *p, size_t more_atoms)
{
	size_t documents = 0, capacity = 0;
	uint32_t *having = vec_grow(NULL, &capacity, more_atoms + p->atoms.count + 1, sizeof *having);
	memset(having, 0, (more_atoms + p->atoms.count + 1) * sizeof *having);
	const struct document *last = NULL;
	for (size_t i = 0; i < p->item.count; i++) {
		const struct document *doc = p->item.at[i]->document;
		if (doc == last)
			continue;
		last = doc;
		documents++;
		for (size_t n = 0; n < doc->names.count; n++)
			having[doc->names.at[n]]++;
	}
	size_t most = COMMON_NAME_DOCUMENTS + documents / COMMON_NAME_SHARE;
	last = NULL;
	for (size_t i = 0; i < p->item.count; i++) {
		struct document *doc = p->item.at[i]->document;
		if (doc == last)
			continue;
		last = doc;
		doc->names = rare_words(p, doc->names, having, most);
		doc->openers = rare_words(p, doc->openers, having, most);
	}
	vec_free(having);
}

// "300 people marched. Last year the number was 900", "Four people died. The house was built in 1973": what is compared with, or
// was before what a text told first, is not when the story is.
static bool is_background(const struct pool *p, size_t first, size_t i)
{
	const struct item *it = p->item.at[i];
	if (!item_is_past(it) && !item_sums_up(it))
		return false;
	for (size_t k = first; k < i; k++) {
		const struct item *before = p->item.at[k];
		if (before->measure == it->measure || (before->kind == MEASURE_TOLL && !days_known(before->date)))
			return true;
	}
	return false;
}

void story_date_claims(struct pool *p, size_t first, struct document *document)
{
	for (size_t i = first; i < p->item.count && !days_known(document->story); i++) {
		const struct item *it = p->item.at[i];
		if (days_known(it->date) && it->sent <= STORY_SENTENCES && !(it->inherited & SLOT_DATE) && !it->is_future &&
			it->kind != MEASURE_ONCE && !is_background(p, first, i))
			document->story = it->date;
	}
	for (size_t i = first; i < p->item.count; i++) {
		struct item *it = p->item.at[i];
		if (days_known(document->story) && !days_known(it->date) && item_is_of_event(it) && !it->needs_subject &&
			!it->is_future) {
			it->date = document->story;
			it->inherited |= SLOT_DATE;
		}
	}
}

// ---- first figures ----------------------------------------------------------------------------------------------------

static bool is_before(const struct item *a, const struct item *b)
{
	return a->sent != b->sent ? a->sent < b->sent : a->byte_start < b->byte_start;
}

// What tells a document's measures apart, as bytes in the arena.
static slice measure_in_document(const struct item *i, struct arena *a)
{
	uint64_t number[] = {i->document->run, i->measure, i->unit_base, (uint64_t)i->is_date << 1 | i->is_future};
	return arena_copy(a, (slice){(const char *)number, sizeof number});
}

void story_find_first(struct pool *p, size_t first)
{
	struct map seen;
	struct arena a;
	arena_init(&a);
	map_init(&seen);
	for (size_t i = first; i < p->item.count; i++) {
		struct item *it = p->item.at[i];
		void **known = map_at(&seen, measure_in_document(it, &a));
		if (!it->is_part && !it->is_new && (!*known || is_before(it, *known)))
			*known = it;
	}
	for (size_t i = first; i < p->item.count; i++) {
		struct item *it = p->item.at[i];
		const struct item *known = map_get(&seen, measure_in_document(it, &a));
		it->is_first = it == known || (known && interval_meets(it->allowed, known->allowed));
	}
	map_release(&seen);
	arena_release(&a);
}

// ---- two documents ----------------------------------------------------------------------------------------------------

// Names that both have; one of the two may have a name at the beginning of sentences only.
static size_t shared_names(const struct document *a, const struct document *b)
{
	return atoms_shared(a->names.at, a->names.count, b->names.at, b->names.count) +
		   atoms_shared(a->names.at, a->names.count, b->openers.at, b->openers.count) +
		   atoms_shared(a->openers.at, a->openers.count, b->names.at, b->names.count);
}

static bool names_outlet(const struct document *a, const struct document *outlet)
{
	return atoms_shared(a->names.at, a->names.count, outlet->outlet.at, outlet->outlet.count) > 0;
}

// Texts of one story share at least one in so many of the names that the shorter has.
#define NAMES_SHARED_PART 10

int story_points(const struct document *a, const struct document *b)
{
	size_t n = shared_names(a, b), least = a->names.count < b->names.count ? a->names.count : b->names.count;
	if (n * NAMES_SHARED_PART < least) // two long texts share some names whatever they tell
		return n > 0;
	int points = n >= 5 ? 3 : n >= 3 || (n == 2 && least <= 2 * NAMES_FEW) ? 2 : n >= 1 ? 1 : 0;
	return points + (points < 3 && (names_outlet(a, b) || names_outlet(b, a)));
}
