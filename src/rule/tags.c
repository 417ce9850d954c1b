// SPDX-License-Identifier: MIT
// Tags: gives every layer its code points. A tag stands for a set of classes; two things that are in the same of the layer's
// classes share one. They are given out so that {class} becomes few ranges (order.c).
//
//   layer date:   U+E000 {number, number:day, number:month}   U+E001 {number, number:day}  …   U+E012 {month}   U+E013 {month,
//   =may} …
#include "rule/private.h"

// The classes of each form of number, parted by spaces; the order is that of enum number_form.
static const char *const number_classes[NUMBER_FORMS] = {
	"number number:digits number:int number:day number:month number:two number:one",
	"number number:digits number:int number:day number:month number:two",
	"number number:digits number:int number:day number:two",
	"number number:digits number:int number:two",
	"number number:digits number:int number:day number:month number:two",
	"number number:digits number:int number:year",
	"number number:digits number:int",
	"number number:digits number:decimal",
	"number:digits number:plural",
	"number:digits number:plural",
	"number:digits number:ordinal number:day",
	"number:digits number:ordinal",
	"number number:words number:int number:month number:one",
	"number number:words number:int number:month",
	"number number:words number:int",
	"number number:words number:int",
	"number:words number:ordinal number:day",
	"number:words number:ordinal",
	"number:words number:plural",
	"number number:decimal number:fraction",
	"number number:decimal",
	"number:name",
};
static const char *const date_types[DATE_TYPES] = {"date", "time", "duration", "set"};
static const char *const date_grains[DATE_GRAINS] = {"",      "century", "decade", "year", "season", "quarter",
													 "month", "week",    "day",    "time", "ref",    ""};
static const char *const figure_kinds[FIGURE_KINDS] = {"plain",   "count",    "percent", "points",   "money", "measured",
													   "ordinal", "fraction", "ratio",   "multiple", ""};
static const char *const entity_kinds[ENTITY_KINDS] = {"person", "org", "place", "event", "group", "law", "work", "product"};

struct builder {
	struct ruleset *rs;
	int layer;
	struct layer_tags *tags;
	struct map by_set; // the set's bytes -> index + 1
	size_t capacity;
	bool *referenced; // by class: the layer's patterns refer to it
	uint16_t *room;   // for any set of classes
};

// The tag of a set of classes, to all of which the layer refers.
static uint16_t tag_of(struct builder *b, struct class_list classes)
{
	struct layer_tags *t = b->tags;
	slice key = classes.count ? (slice){(const char *)classes.at, classes.count * sizeof *classes.at} : SLICE("");
	void **found = map_at(&b->by_set, key);
	if (!*found) {
		if (t->count == b->capacity) {
			struct tag *grown = ARENA_ARRAY(&b->rs->arena, struct tag, b->capacity * 2 + 64);
			if (t->count)
				memcpy(grown, t->tag, t->count * sizeof *grown);
			t->tag = grown;
			b->capacity = b->capacity * 2 + 64;
		}
		if (t->count >= TAG_LAST - TAG_FIRST)
			die("more than %d sets of classes in one layer", TAG_LAST - TAG_FIRST);
		slice kept = arena_copy(&b->rs->arena, key); // the caller's is on its stack
		b->by_set.entry[b->by_set.count - 1].key = kept;
		t->tag[t->count++].classes = (struct class_list){(uint16_t *)(uintptr_t)kept.ptr, classes.count};
		*found = (void *)(uintptr_t)t->count;
	}
	return (uint16_t)(TAG_FIRST + (uintptr_t)*found - 1);
}

static void set_add(struct class_list *set, uint16_t class)
{
	size_t i = set->count++;
	for (; i > 0 && set->at[i - 1] > class; i--)
		set->at[i] = set->at[i - 1];
	set->at[i] = class;
}

// The tag of an item, by the names of its classes, parted by spaces.
static uint16_t item_tag(struct builder *b, slice names)
{
	struct class_list set = {b->room, 0};
	for (slice name; (name = slice_cut(&names, ' ')).ptr;) {
		uint16_t class = class_find(b->rs, name);
		if (class != NO_CLASS && b->referenced[class])
			set_add(&set, class);
	}
	return tag_of(b, set);
}

static void tag_items(struct builder *b)
{
	struct layer_tags *t = b->tags;
	struct ruleset *rs = b->rs;
	struct arena *a = &rs->arena;
	for (int i = 0; i < NUMBER_FORMS; i++)
		t->number[i] = item_tag(b, slice_of(number_classes[i]));
	for (int type = 0; type < DATE_TYPES; type++)
		for (int grain = 0; grain < DATE_GRAINS; grain++)
			t->date[type][grain] =
				item_tag(b, arena_format(a, type == 0 ? "%s date:%s" : "%s", date_types[type], date_grains[grain]));
	for (int kind = 0; kind < FIGURE_KINDS; kind++)
		for (size_t facet = 0; facet <= rs->noun_facets; facet++) {
			slice noun = facet ? slice_from(rs->class.at[rs->noun_facet[facet - 1]].name, strlen("noun.")) : SLICE("-");
			slice names = arena_format(a, "figure %s %s:" SLICE_FMT " figure:" SLICE_FMT, figure_kinds[kind], figure_kinds[kind],
									   SLICE_ARG(noun), SLICE_ARG(noun));
			t->figure[kind][facet] = item_tag(b, names);
		}
	for (int kind = 0; kind < ENTITY_KINDS; kind++)
		t->entity[kind] = item_tag(b, arena_format(a, "entity %s", entity_kinds[kind]));
}

// The built-in class of a way of writing.
static uint16_t shape_class(const struct known_classes *c, const struct signature *sig, enum shape shape)
{
	switch (shape) {
	case SHAPE_CAP:
		return c->cap;
	case SHAPE_FIRST: // the capital of a sentence's first word says nothing where the word is an ordinary one
		return class_list_has(&sig->by_shape[shape], c->common) ? NO_CLASS : c->cap;
	case SHAPE_CAPS:
		return c->caps;
	case SHAPE_INITIAL:
		return c->initial;
	case SHAPE_LOWER:
	case SHAPE_MIXED:
	case SHAPES:
		break;
	}
	return NO_CLASS;
}

static void tag_words(struct builder *b)
{
	struct ruleset *rs = b->rs;
	struct layer_tags *t = b->tags;
	t->uses_shapes = b->referenced[rs->known.cap] || b->referenced[rs->known.caps] || b->referenced[rs->known.initial];
	for (size_t s = 0; s < rs->signature.count; s++) {
		const struct signature *sig = &rs->signature.at[s];
		const struct class_list *last = NULL; // the classes of the shape before, and the one of its writing
		uint16_t last_written = NO_CLASS;
		for (int shape = 0; shape < SHAPES; shape++) {
			const struct class_list *all = &sig->by_shape[shape];
			struct word *word = &rs->word[s * SHAPES + (size_t)shape];
			struct class_list set = {b->room, 0};
			uint16_t written = shape_class(&rs->known, sig, (enum shape)shape);
			if (written != NO_CLASS && !b->referenced[written])
				written = NO_CLASS;
			if (last && last->at == all->at && written == last_written) {
				word->tag[b->layer] = word[-1].tag[b->layer];
				continue;
			}
			if (shape == SHAPE_MIXED && all->at == sig->by_shape[SHAPE_LOWER].at) { // both without a class of their writing
				word->tag[b->layer] = word[SHAPE_LOWER - SHAPE_MIXED].tag[b->layer];
				continue;
			}
			for (size_t i = 0; i < all->count; i++)
				if (b->referenced[all->at[i]])
					set.at[set.count++] = all->at[i];
			if (s > 0 && !set.count) { // as a word in no class, signature 0
				word->tag[b->layer] = written == NO_CLASS ? 0 : rs->word[shape].tag[b->layer];
			} else {
				if (written != NO_CLASS)
					set_add(&set, written);
				word->tag[b->layer] = set.count ? tag_of(b, set) : 0;
			}
			last = all;
			last_written = written;
		}
	}
}

// Where the tags of each class are, for the patterns.
static void index_classes(struct builder *b)
{
	struct layer_tags *t = b->tags;
	size_t classes = b->rs->class.count;
	t->class_first = ARENA_ARRAY(&b->rs->arena, uint32_t, classes + 2);
	for (size_t i = 0; i < t->count; i++)
		for (size_t k = 0; k < t->tag[i].classes.count; k++)
			t->class_first[t->tag[i].classes.at[k] + 2]++;
	for (size_t c = 2; c < classes + 2; c++)
		t->class_first[c] += t->class_first[c - 1];
	t->class_tag = ARENA_ARRAY(&b->rs->arena, uint16_t, t->class_first[classes + 1]);
	for (size_t i = 0; i < t->count;
		 i++) // class_first[c + 1] is where the next tag of c goes, and so ends as where those of c end
		for (size_t k = 0; k < t->tag[i].classes.count; k++)
			t->class_tag[t->class_first[t->tag[i].classes.at[k] + 1]++] = (uint16_t)i;
}

static void move_tags(uint16_t *tag, size_t count, const uint16_t *moved)
{
	for (size_t i = 0; i < count; i++)
		if (tag[i])
			tag[i] = (uint16_t)(TAG_FIRST + moved[tag[i] - TAG_FIRST]);
}

static void order_tags(struct builder *b)
{
	struct layer_tags *t = b->tags;
	const uint16_t *moved = tags_order(b->rs, b->layer);
	struct tag *old = ARENA_ARRAY(&b->rs->arena, struct tag, t->count + 1);
	memcpy(old, t->tag, t->count * sizeof *old);
	for (size_t i = 0; i < t->count; i++)
		t->tag[moved[i]] = old[i];
	move_tags(t->number, NUMBER_FORMS, moved);
	move_tags(t->date[0], (size_t)DATE_TYPES * DATE_GRAINS, moved);
	move_tags(t->figure[0], sizeof t->figure / sizeof t->figure[0][0], moved);
	move_tags(t->entity, ENTITY_KINDS, moved);
	for (size_t i = 0; i < b->rs->signature.count * SHAPES; i++)
		move_tags(&b->rs->word[i].tag[b->layer], 1, moved);
	index_classes(b);
}

// The classes directly below "noun" are the facets of figures: {count:person} is a count whose noun is in noun.person.
static void find_noun_facets(struct ruleset *rs)
{
	uint16_t noun = class_find(rs, SLICE("noun"));
	for (size_t c = 0; c < rs->class.count && noun != NO_CLASS; c++)
		if (rs->class.at[c].parent == noun && rs->noun_facets < NOUN_FACETS_MAX)
			rs->noun_facet[rs->noun_facets++] = (uint16_t)c;
}

void tags_build(struct ruleset *rs)
{
	find_noun_facets(rs);
	rs->word = ARENA_ARRAY(&rs->arena, struct word, rs->signature.count * SHAPES);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		struct builder b = {.rs = rs, .layer = layer, .tags = &rs->tags[layer]};
		map_init(&b.by_set);
		b.referenced = ARENA_ARRAY(&rs->arena, bool, rs->class.count);
		b.room = ARENA_ARRAY(&rs->arena, uint16_t, rs->class.count + 1);
		for (size_t i = 0; i < b.tags->referenced.count; i++)
			b.referenced[b.tags->referenced.at[i]] = true;
		tag_items(&b);
		tag_words(&b);
		index_classes(&b);
		order_tags(&b);
		map_release(&b.by_set);
	}
}
