// SPDX-License-Identifier: MIT
// Discourse: what earlier sentences, and the document as a whole, leave to a claim that says nothing of place, event or name.
#include <stdlib.h>

#include "base/ascii.h"
#include "base/map.h"
#include "base/utf8.h"
#include "extract/assemble.h"

// Names of a document that are counted; a longer document has said by then what it is about.
#define COUNTED_NAMES_MAX 400

// A name that a document is about has this many mentions; in a short one, fewer.
#define MAIN_NAME_TIMES 3
#define SHORT_SENTENCES 15
// Title and lead: what a document is about is told there.
#define LEAD_SENTENCES 5

static bool is_subject(const struct item *item)
{
	return item_is_entity(item, ENTITY_PERSON) || item_is_entity(item, ENTITY_ORG) || item_is_entity(item, ENTITY_PRODUCT) ||
		   item_is_entity(item, ENTITY_WORK) || item_is_entity(item, ENTITY_LAW);
}

// Counts a name; the most frequent one so far, the earlier among equals, becomes *best.
static void count_name(struct map *seen, slice name, slice *best, size_t *most)
{
	if (seen->count >= COUNTED_NAMES_MAX && !map_get(seen, name))
		return;
	void **times = map_at(seen, name);
	size_t now = (size_t)(uintptr_t)*times + 1;
	*times = (void *)(uintptr_t)now;
	if (now > *most) {
		*most = now;
		*best = name;
	}
}

// The first word that names an event, in the order of the text.
static slice first_event(struct work *w, const struct facts *f)
{
	struct assembly a = {.w = w};
	const struct facts *now = w->facts;
	slice found = SLICE_NULL;
	w->facts = (struct facts *)(uintptr_t)f;
	marks_find(&a);
	for (size_t i = 0; i < a.mark.count && !found.ptr; i++)
		if (mark_is_event(w, &a.mark.at[i]) && !stands_before(w, a.mark.at[i].first, ANOTHER_WITHIN, KNOWN_another))
			found = mark_text(&a, &a.mark.at[i]);
	w->facts = (struct facts *)(uintptr_t)now;
	return found;
}

// "Floods killed 23 people in the delta. Eleven died in Mora": the sentence that first names a place, where it is that of a
// figure; 0: the place is there for all of the text.
static int64_t place_first_named(const struct facts *facts, size_t count, slice name)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < facts[i].item.count; k++) {
			const struct item *item = &facts[i].item.at[k];
			if (item_is_entity(item, ENTITY_PLACE) && slice_equal(facts[i].found->entity.at[item->record].name, name))
				return facts[i].found->figure.count ? facts[i].sentence->head.sent : 0;
		}
	return 0;
}

void discourse_begin(struct work *w, const struct facts *facts, size_t count)
{
	struct discourse *d = w->discourse;
	struct map places, names, leading; // leading: names of the first sentences
	size_t most_places = 0, most_names = 0, none = 0;
	slice described = SLICE_NULL, first = SLICE_NULL;
	map_init(&leading);
	map_init(&places);
	map_init(&names);
	for (size_t i = 0; i < count; i++) {
		const struct facts *f = &facts[i];
		for (size_t k = 0; k < f->item.count; k++) {
			const struct item *item = &f->item.at[k];
			if (item->kind != ITEM_ENTITY)
				continue;
			slice name = f->found->entity.at[item->record].name;
			if (item_is_entity(item, ENTITY_PLACE))
				count_name(&places, name, &d->main_place, &most_places);
			else if (is_subject(item))
				count_name(&names, name, &d->main_name, &most_names);
			else if (item_is_entity(item, ENTITY_EVENT) && !d->main_event.ptr && i < LEAD_SENTENCES)
				d->main_event = name;
			if (i < LEAD_SENTENCES && is_subject(item))
				count_name(&leading, name, &first, &none);
		}
		if (!described.ptr && !d->main_event.ptr && i < LEAD_SENTENCES)
			described = first_event(w, f);
	}
	if (described.ptr)
		d->main_event = described;
	if (most_names < MAIN_NAME_TIMES - (count <= SHORT_SENTENCES) || !map_get(&leading, d->main_name))
		d->main_name = SLICE_NULL;
	d->main_place_sent = d->main_place.ptr ? place_first_named(facts, count, d->main_place) : 0;
	map_release(&places);
	map_release(&names);
	map_release(&leading);
	d->place_para = d->event_para = d->when_para = -1;
}

static void leave_person(struct work *w, const struct item *item)
{
	slice name = w->facts->found->entity.at[item->record].name, rest = name, word, gender = SLICE_NULL;
	while (!gender.len && (word = slice_cut(&rest, ' ')).ptr) {
		const struct entry *e = lexicon_find(w->rs, utf8_lowered(w->arena, word));
		const struct sense *first = entry_sense(w->rs, e, w->rs->known.firstname, SHAPE_CAP);
		gender = first ? sense_value(first, 0) : SLICE_NULL;
	}
	if (!slice_equal(gender, SLICE("m")))
		w->discourse->woman = name;
	if (!slice_equal(gender, SLICE("f")))
		w->discourse->man = name;
}

// Whether a date stands in an aside: "the ship, built in 1999, had 22 men aboard", "(2015 = 100)".
static bool is_aside(const struct work *w, const struct item *date)
{
	const struct scan *s = &w->facts->scan;
	bool word = false;
	if (date->end >= s->tokens)
		return false;
	if (date->first && token_is_mark(s, date->first - 1, '('))
		return true;
	if (!token_is_mark(s, date->end, ','))
		return false;
	for (uint32_t i = date->first; i-- > 0;) {
		if (token_is_mark(s, i, ','))
			return word && i > 0;
		if (s->token[i].kind == TOKEN_MARK)
			return false;
		word |= s->token[i].kind == TOKEN_WORD && !token_is(w, i, KNOWN_preposition) && !token_is(w, i, KNOWN_determiner);
	}
	return false;
}

// Whether a date is an hour that names no day: "at 3 p.m.", but not "on Sunday night" (TIMEX3 2024-03-10TNI) nor "Sunday noon".
static bool is_bare_hour(const struct work *w, const struct item *item)
{
	const struct date *date = &w->facts->found->date.at[item->record];
	size_t at = slice_find_byte(date->timex_value, 'T');
	bool hour = slice_equal(date->timex_type, SLICE("TIME")) && at + 1 < date->timex_value.len &&
				ascii_is_digit(date->timex_value.ptr[at + 1]);
	for (uint32_t i = item->first; i < item->end; i++)
		hour &= !token_is(w, i, KNOWN_weekday);
	return hour;
}

// Whether what the text tells next may be of a date: not one that it only compares with, or names in passing.
static bool goes_on_at(const struct work *w, const struct item *item)
{
	const struct date *date = &w->facts->found->date.at[item->record];
	return date->date_from.ptr && !is_bare_hour(w, item) && !date_is_of_saying(w, item) &&
		   compared_from(w, item) == item->first && !date_is_stepped_from(w, item) && !is_aside(w, item);
}

// … or in a place.
static bool goes_on_in(const struct work *w, const struct item *place)
{
	return !item_is_demonym(w, place) && !is_of_source(w, place->first, place->end) &&
		   !stands_before(w, place->first, 1, KNOWN_way);
}

void discourse_leave(struct work *w)
{
	const struct facts *f = w->facts;
	struct discourse *left = w->discourse;
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		if (item->kind == ITEM_DATE && goes_on_at(w, item)) {
			left->when = &f->found->date.at[item->record];
			left->when_para = f->sentence->para;
		} else if (item_is_entity(item, ENTITY_PLACE) && goes_on_in(w, item)) {
			left->place = f->found->entity.at[place_within(w, item)->record].name;
			left->place_para = f->sentence->para;
		} else if (item_is_entity(item, ENTITY_EVENT)) {
			left->event = f->found->entity.at[item->record].name;
			left->event_para = f->sentence->para;
		} else if (item_is_entity(item, ENTITY_PERSON))
			leave_person(w, item);
	}
}
