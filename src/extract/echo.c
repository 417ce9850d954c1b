// SPDX-License-Identifier: MIT
// Echoes: where a document has a name again that no rule saw there, or of which a rule saw a part. "A Harbour to Leave" is the
// name of an album wherever it stands, once the text has told so.
#include "base/map.h"
#include "extract/private.h"

// A name that the text has told of.
struct told_name {
	slice name;
	const struct rule *rule; // that told
	slice kind;
	uint8_t belief;
	bool short_form;        // "League" for the "Kvolsi Football League": only behind "the"
	struct told_name *next; // a shorter one that begins with the same word
};

// The first of several tells what it is; who believes more in it may say so after that.
static void learn(struct map *known, slice first, struct told_name told, struct arena *a)
{
	struct told_name **at = (struct told_name **)map_at(known, first);
	while (*at && (*at)->name.len > told.name.len)
		at = &(*at)->next;
	for (struct told_name *same = *at; same && same->name.len == told.name.len; same = same->next)
		if (slice_equal(same->name, told.name) && same->short_form == told.short_form) {
			if (told.belief > same->belief) {
				told.next = same->next;
				*same = told;
			}
			return;
		}
	told.next = *at;
	*at = ARENA_NEW(a, struct told_name);
	**at = told;
}

// Organisations come again without their last word, which tells what they are: "Chevron Phillips" Chemical.
static bool has_shorter_form(const struct work *w, const struct item *item, const struct entity *e)
{
	const struct token *last = &w->facts->scan.token[item->end - 1];
	return item->belief == BELIEF_SURE && slice_equal(e->kind, SLICE("org")) && item->end >= item->first + 3 &&
		   last->kind == TOKEN_WORD && last[-1].kind == TOKEN_WORD && last[-1].shape != SHAPE_LOWER &&
		   !token_is(w, item->first, KNOWN_article_definite);
}

static void learn_all(const struct work *w, struct map *known, struct arena *a)
{
	const struct facts *f = w->facts;
	for (size_t i = 0; i < f->name.count; i++) {
		const struct item *item = &f->name.at[i];
		const struct entity *e = &f->found->entity.at[item->record];
		if (item->belief < BELIEF_GUESS || item->end < item->first + 2)
			continue;
		struct told_name told = {.name = e->name, .rule = item->rule, .kind = e->kind, .belief = item->belief};
		slice first = tokens_text(f, item->first, item->first + 1);
		learn(known, first, told, a);
		told.name = tokens_text(f, item->end - 1, item->end);
		told.short_form = !slice_equal(e->kind, SLICE("person"));
		if (item->belief == BELIEF_SURE && f->scan.token[item->end - 1].kind == TOKEN_WORD &&
			(!told.short_form || slice_equal(e->kind, SLICE("org"))))
			learn(known, told.name, told, a);
		if (has_shorter_form(w, item, e)) {
			told.short_form = false;
			told.name = tokens_text(f, item->first, item->end - 1);
			learn(known, first, told, a);
		}
	}
}

static bool is_capital(const struct scan *s, size_t token)
{
	return token < s->tokens && s->token[token].kind == TOKEN_WORD && s->token[token].shape != SHAPE_LOWER;
}

// Whether an ordinary word at the start of a sentence is its subject, so that its capital tells something after all: "Savage has
// a mill."
static bool is_subject(const struct work *w, size_t token)
{
	return token_is(w, token + 1, KNOWN_have) || token_is(w, token + 1, KNOWN_be) || token_is(w, token + 1, KNOWN_did) ||
		   token_is(w, token + 1, KNOWN_say_verb);
}

// Whether a single word stands there as a name: inside a sentence, or as the subject that begins it, and not among other
// capitals.
static bool stands_alone(const struct work *w, size_t token, bool short_form)
{
	const struct scan *s = &w->facts->scan;
	if (is_capital(s, token + 1))
		return false;
	if (token == 0)
		return !short_form && token + 1 < s->tokens && is_subject(w, token);
	if (s->token[token].shape != SHAPE_CAP)
		return false;
	return short_form ? token_is(w, token - 1, KNOWN_article_definite) : !is_capital(s, token - 1);
}

// The token behind a name that begins at a token; 0: the name does not stand there.
static size_t end_of(const struct work *w, const struct told_name *told, size_t token)
{
	const struct scan *s = &w->facts->scan;
	slice text = w->facts->sentence->head.text;
	size_t start = s->token[token].start, end = token, stop = start + told->name.len;
	if (stop > text.len || memcmp(text.ptr + start, told->name.ptr, told->name.len))
		return 0;
	while (end < s->tokens && s->token[end].end < stop)
		end++;
	if (end == s->tokens || s->token[end].end != stop || name_is_in_address(text, (span){start, stop}))
		return 0;
	return end > token || stands_alone(w, token, told->short_form) ? end + 1 : 0;
}

// Whether it says more than the names that are there: each of them is a part of it. Dates and figures are what they are, but
// inside it.
static bool says_more(const struct facts *f, size_t first, size_t end)
{
	for (size_t i = 0; i < f->name.count; i++) {
		const struct item *name = &f->name.at[i];
		if (name->first < end && first < name->end &&
			(name->first < first || name->end > end || (name->first == first && name->end == end)))
			return false;
	}
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		if (item->first < end && first < item->end && (item->first <= first && item->end >= end))
			return false;
	}
	return true;
}

// Puts a name among those of the sentence, in their order; those inside it go.
static void put(struct work *w, const struct told_name *told, size_t first, size_t end)
{
	struct facts *f = w->facts;
	const struct scan *s = &f->scan;
	struct item item = {.kind = ITEM_ENTITY,
						.first = (uint32_t)first,
						.end = (uint32_t)end,
						.own_end = (uint32_t)end,
						.belief = BELIEF_GUESS,
						.rule = told->rule};
	struct entity e = {.name = told->name, .kind = told->kind};
	record_fill(w, &e.head, RECORD_ENTITY, (span){s->token[first].start, s->token[end - 1].end}, told->rule);
	size_t from, to, count = f->name.count;
	items_overlapping(f->name.at, count, item, &from, &to);
	arena_reserve(w->arena, &f->name, count + 1);
	arena_reserve(w->arena, &f->found->entity, count + 1);
	memmove(&f->name.at[from + 1], &f->name.at[to], (count - to) * sizeof item);
	memmove(&f->found->entity.at[from + 1], &f->found->entity.at[to], (count - to) * sizeof e);
	f->name.at[from] = item;
	f->found->entity.at[from] = e;
	f->name.count = f->found->entity.count = from + 1 + count - to;
	for (size_t i = from; i < f->name.count; i++)
		f->name.at[i].record = (uint32_t)i;
}

static void find(struct work *w, const struct map *known)
{
	const struct scan *s = &w->facts->scan;
	for (size_t i = 0; i < s->tokens; i++) {
		if (s->token[i].kind == TOKEN_MARK || (s->token[i].kind == TOKEN_WORD && s->token[i].shape == SHAPE_LOWER))
			continue;
		for (const struct told_name *told = map_get(known, tokens_text(w->facts, i, i + 1)); told; told = told->next) {
			size_t end = end_of(w, told, i);
			if (end && says_more(w->facts, i, end)) {
				put(w, told, i, end);
				i = end - 1;
				break;
			}
		}
	}
}

void names_echo(struct work *w, struct facts *facts, size_t count)
{
	struct map known;
	map_init(&known);
	for (size_t i = 0; i < count; i++) {
		w->facts = &facts[i];
		learn_all(w, &known, w->arena);
	}
	for (size_t i = 0; known.count && i < count; i++) {
		w->facts = &facts[i];
		find(w, &known);
	}
	map_release(&known);
}
