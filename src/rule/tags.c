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
const slice entity_kind_names[ENTITY_KINDS] = {{"person", 6}, {"org", 3}, {"place", 5}, {"event", 5},
											   {"group", 5},  {"law", 3}, {"work", 4},  {"product", 7}};

// The classes that items are in.
struct items {
	struct class_list number[NUMBER_FORMS], date[DATE_TYPES][DATE_GRAINS], figure[FIGURE_KINDS][NOUN_FACETS_MAX + 1],
		entity[ENTITY_KINDS];
};

// How a word may be written so that it is in a built-in class.
enum writing { WRITING_NONE, WRITING_CAP, WRITING_CAPS, WRITING_INITIAL, WRITINGS };

// Those of a word's classes to which the layer refers.
struct kind {
	struct class_list classes;
	uint16_t tag[WRITINGS]; // code point, 0: a word of these classes, written so, is not replaced
	bool tagged[WRITINGS];
};

struct builder {
	struct ruleset *rs;
	int layer;
	struct layer_tags *tags;
	struct map by_set; // the set's bytes -> index + 1
	size_t capacity;
	bool *referenced; // by class: the layer's patterns refer to it
	uint16_t *room;   // for any set of classes
	VEC(struct kind) kind;
	struct map kind_by_set;
};

static slice bytes_of(struct class_list set)
{
	return set.count ? (slice){(const char *)set.at, set.count * sizeof *set.at} : SLICE("");
}

// The tag of a set of classes, to all of which the layer refers.
static uint16_t tag_of(struct builder *b, struct class_list classes)
{
	struct layer_tags *t = b->tags;
	slice key = bytes_of(classes);
	void **found = map_at(&b->by_set, key);
	if (!*found) {
		if (t->count == b->capacity)
			t->tag = arena_grow(&b->rs->arena, t->tag, t->count, &b->capacity, t->count + 64, sizeof *t->tag);
		if (t->count >= TAG_LAST - TAG_FIRST)
			die("more than %d sets of classes in one layer", TAG_LAST - TAG_FIRST);
		slice kept = arena_copy(&b->rs->arena, key); // the caller's is on its stack
		b->by_set.entry[b->by_set.count - 1].key = kept;
		t->tag[t->count++].classes = (struct class_list){(uint16_t *)(uintptr_t)kept.ptr, classes.count};
		*found = (void *)(uintptr_t)t->count;
	}
	return (uint16_t)(TAG_FIRST + (uintptr_t)*found - 1);
}

// Those of the classes to which the layer refers.
static struct class_list referenced_of(struct builder *b, const struct class_list *all)
{
	struct class_list set = {b->room, 0};
	for (size_t i = 0; i < all->count; i++)
		if (b->referenced[all->at[i]])
			set.at[set.count++] = all->at[i];
	return set;
}

// ---- items ------------------------------------------------------------------------------------------------------------

// The classes of names parted by spaces; there are none but those of the packs and the built-in ones.
static struct class_list classes_named(struct ruleset *rs, slice names)
{
	struct class_list set = {0};
	for (slice name; (name = slice_cut(&names, ' ')).ptr;) {
		uint16_t class = class_find(rs, name);
		if (class != NO_CLASS)
			class_list_add(&rs->arena, &set, class);
	}
	return set;
}

static void find_items(struct ruleset *rs, struct items *ret)
{
	struct arena *a = &rs->arena;
	for (int i = 0; i < NUMBER_FORMS; i++)
		ret->number[i] = classes_named(rs, slice_of(number_classes[i]));
	for (int type = 0; type < DATE_TYPES; type++)
		for (int grain = 0; grain < DATE_GRAINS; grain++)
			ret->date[type][grain] =
				classes_named(rs, arena_format(a, type == 0 ? "%s date:%s" : "%s", date_types[type], date_grains[grain]));
	for (int kind = 0; kind < FIGURE_KINDS; kind++)
		for (size_t facet = 0; facet <= rs->noun_facets; facet++) {
			slice noun = facet ? slice_from(rs->class.at[rs->noun_facet[facet - 1]].name, strlen("noun.")) : SLICE("-");
			slice names = arena_format(a, "figure %s %s:" SLICE_FMT " figure:" SLICE_FMT, figure_kinds[kind], figure_kinds[kind],
									   SLICE_ARG(noun), SLICE_ARG(noun));
			ret->figure[kind][facet] = classes_named(rs, names);
		}
	for (int kind = 0; kind < ENTITY_KINDS; kind++)
		ret->entity[kind] = classes_named(rs, arena_format(a, "entity " SLICE_FMT, SLICE_ARG(entity_kind_names[kind])));
}

static void tag_items(struct builder *b, const struct items *items)
{
	struct layer_tags *t = b->tags;
	for (int i = 0; i < NUMBER_FORMS; i++)
		t->number[i] = tag_of(b, referenced_of(b, &items->number[i]));
	for (int type = 0; type < DATE_TYPES; type++)
		for (int grain = 0; grain < DATE_GRAINS; grain++)
			t->date[type][grain] = tag_of(b, referenced_of(b, &items->date[type][grain]));
	for (int kind = 0; kind < FIGURE_KINDS; kind++)
		for (size_t facet = 0; facet <= b->rs->noun_facets; facet++)
			t->figure[kind][facet] = tag_of(b, referenced_of(b, &items->figure[kind][facet]));
	for (int kind = 0; kind < ENTITY_KINDS; kind++)
		t->entity[kind] = tag_of(b, referenced_of(b, &items->entity[kind]));
}

// ---- words ------------------------------------------------------------------------------------------------------------

static enum writing writing_of(enum shape shape, bool ordinary)
{
	switch (shape) {
	case SHAPE_CAP:
		return WRITING_CAP;
	case SHAPE_FIRST: // the capital of a sentence's first word says nothing where the word is an ordinary one
		return ordinary ? WRITING_NONE : WRITING_CAP;
	case SHAPE_CAPS:
		return WRITING_CAPS;
	case SHAPE_INITIAL:
		return WRITING_INITIAL;
	case SHAPE_LOWER:
	case SHAPE_MIXED:
	case SHAPES:
		break;
	}
	return WRITING_NONE;
}

// The kind of a word in the classes: its index.
static size_t kind_of(struct builder *b, const struct class_list *all)
{
	struct class_list set = referenced_of(b, all);
	void **found = map_at(&b->kind_by_set, bytes_of(set));
	if (!*found) {
		slice kept = arena_copy(&b->rs->arena, bytes_of(set));
		b->kind_by_set.entry[b->kind_by_set.count - 1].key = kept;
		vec_push(&b->kind, ((struct kind){.classes = {(uint16_t *)(uintptr_t)kept.ptr, set.count}}));
		*found = (void *)(uintptr_t)b->kind.count;
	}
	return (uintptr_t)*found - 1;
}

static void set_add(struct class_list *set, uint16_t class)
{
	size_t i = set->count++;
	for (; i > 0 && set->at[i - 1] > class; i--)
		set->at[i] = set->at[i - 1];
	set->at[i] = class;
}

static void tag_kind(struct builder *b, struct kind *k, enum writing writing)
{
	const struct known_classes *known = &b->rs->known;
	const uint16_t class_of[WRITINGS] = {NO_CLASS, known->cap, known->caps, known->initial};
	struct class_list set = {b->room, 0};
	for (; set.count < k->classes.count; set.count++)
		set.at[set.count] = k->classes.at[set.count];
	if (writing != WRITING_NONE)
		set_add(&set, class_of[writing]);
	k->tag[writing] = set.count ? tag_of(b, set) : 0;
	k->tagged[writing] = true;
}

static void tag_words(struct builder *b)
{
	struct ruleset *rs = b->rs;
	const struct known_classes *known = &rs->known;
	const bool tells[WRITINGS] = {true, b->referenced[known->cap], b->referenced[known->caps], b->referenced[known->initial]};
	b->tags->uses_shapes = tells[WRITING_CAP] || tells[WRITING_CAPS] || tells[WRITING_INITIAL];
	for (size_t s = 0; s < rs->signature.count; s++) {
		const struct signature *sig = &rs->signature.at[s];
		bool same = sig->lower.at == sig->other.at, ordinary = class_list_has(&sig->other, known->common);
		size_t lower = kind_of(b, &sig->lower), other = same ? lower : kind_of(b, &sig->other);
		for (int shape = 0; shape < SHAPES; shape++) {
			struct kind *k = &b->kind.at[shape == SHAPE_LOWER ? lower : other];
			enum writing writing = writing_of((enum shape)shape, ordinary);
			if (!tells[writing])
				writing = WRITING_NONE;
			if (!k->tagged[writing])
				tag_kind(b, k, writing);
			rs->word[s * SHAPES + (size_t)shape].tag[b->layer] = k->tag[writing];
		}
	}
}

// Counts the ranges of tags of each class, in class_first[class + 2], or writes them from class_first[class + 1] on, which ends
// as where those of the next class begin.
static void go_through_ranges(struct builder *b, bool write)
{
	struct layer_tags *t = b->tags;
	uint32_t *goes_on = ARENA_ARRAY(&b->rs->arena, uint32_t, b->rs->class.count); // the tag that does, + 1
	for (uint32_t tag = 0; tag < t->count; tag++)
		for (size_t k = 0; k < t->tag[tag].classes.count; k++) {
			uint16_t class = t->tag[tag].classes.at[k];
			bool is_new = goes_on[class] != tag + 1;
			if (!write)
				t->class_first[class + 2] += is_new;
			else if (is_new)
				t->class_tags[t->class_first[class + 1]++] = (struct tag_range){(uint16_t)tag, (uint16_t)(tag + 1)};
			else
				t->class_tags[t->class_first[class + 1] - 1].end++;
			goes_on[class] = tag + 2;
		}
}

// Where the tags of each class are, for the patterns.
static void index_classes(struct builder *b)
{
	struct layer_tags *t = b->tags;
	size_t classes = b->rs->class.count;
	t->class_first = ARENA_ARRAY(&b->rs->arena, uint32_t, classes + 2);
	go_through_ranges(b, false);
	for (size_t c = 2; c < classes + 2; c++)
		t->class_first[c] += t->class_first[c - 1];
	t->class_tags = ARENA_ARRAY(&b->rs->arena, struct tag_range, t->class_first[classes + 1]);
	go_through_ranges(b, true);
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
	struct items items = {0};
	find_items(rs, &items);
	rs->word = ARENA_ARRAY(&rs->arena, struct word, rs->signature.count * SHAPES);
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		struct builder b = {.rs = rs, .layer = layer, .tags = &rs->tags[layer]};
		map_init(&b.by_set);
		map_init(&b.kind_by_set);
		b.referenced = ARENA_ARRAY(&rs->arena, bool, rs->class.count);
		b.room = ARENA_ARRAY(&rs->arena, uint16_t, rs->class.count + 1);
		for (size_t i = 0; i < b.tags->referenced.count; i++)
			b.referenced[b.tags->referenced.at[i]] = true;
		tag_items(&b, &items);
		tag_words(&b);
		index_classes(&b);
		order_tags(&b);
		map_release(&b.by_set);
		map_release(&b.kind_by_set);
		vec_release(&b.kind);
	}
}
