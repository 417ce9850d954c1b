// SPDX-License-Identifier: MIT
// names: those of a document. Each name that is sure speaks for its kind under the keys by which it comes again; then doubtful
// ones take the kind that most of the text has for them, or are none; those that stay become items, and take the figures inside
// them away.
#include "base/ascii.h"
#include "base/map.h"
#include "base/utf8.h"
#include "extract/private.h"

// What a mention adds for its kind, by enum belief: a known word, or one that the text tells to be a band or a village, speaks
// for a guess elsewhere, and two guesses for a third.
static const uint8_t weights[] = {0, 0, 0, 2, 4, 0, 4};

struct votes {
	uint32_t of[ENTITY_KINDS];
};

struct names {
	const struct work *w;
	struct map votes; // by a name's key
};

static size_t kind_index(slice kind)
{
	size_t i = 0;
	while (i + 1 < ENTITY_KINDS && !slice_equal(kind, entity_kind_names[i]))
		i++;
	return i;
}

void entity_tag(const struct entity *e, struct item *ret)
{
	ret->tag_row = (uint8_t)kind_index(e->kind);
}

// ---- what the text knows of its names ---------------------------------------------------------------------------------

static slice first_word(slice name)
{
	size_t end = slice_find_byte(name, ' ');
	return end == NOT_FOUND ? name : slice_sub(name, 0, end);
}

static void vote(struct names *n, slice key, size_t kind, uint32_t weight)
{
	if (key.len < 3)
		return;
	void **known = map_at(&n->votes, key);
	if (!*known) {
		*known = ARENA_NEW(n->w->arena, struct votes);
		memset(*known, 0, sizeof(struct votes));
	}
	((struct votes *)*known)->of[kind] += weight;
}

// The initials of a name's capitalised words: "European Central Bank" comes again as ECB.
static slice initials(slice name, struct arena *a)
{
	char *text = arena_room(a, name.len);
	size_t len = 0;
	for (size_t i = 0; i < name.len; i++)
		if ((i == 0 || name.ptr[i - 1] == ' ' || name.ptr[i - 1] == '-') && ascii_is_upper(name.ptr[i]))
			text[len++] = name.ptr[i];
	return (slice){text, len};
}

static bool is_in_no_list(const struct names *n, slice word)
{
	return !lexicon_find(n->w->rs, word);
}

// Whether it is what teams are called behind their towns ("Oslo Eagles").
static bool is_nickname(const struct names *n, slice word)
{
	return entry_sense(n->w->rs, lexicon_find(n->w->rs, word), n->w->rs->known.team_nick, SHAPE_FIRST) != NULL;
}

// A name of two words the second of which is its own: "Hurricane Renata", no "Sarkand Massacre".
static bool ends_with_own(const struct names *n, slice low, slice first, slice last)
{
	const struct entry *e = lexicon_find(n->w->rs, last);
	return first.len + 1 + last.len == low.len && !entry_sense(n->w->rs, e, n->w->rs->known.common, SHAPE_LOWER);
}

// Names come again as a whole; persons by their last word too, and events of two words; organisations by their initials and by a
// first or last word that no list has; teams by their towns and nicknames.
static void hear(struct names *n, const struct entity *e, uint32_t weight)
{
	slice low = utf8_lowered(n->w->arena, e->name), first = first_word(low), last = slice_last_word(low);
	size_t kind = kind_index(e->kind);
	// told as a whole it outweighs a last word: Kvolsi is a firm, though an Olek Kvolsi founded it
	vote(n, low, kind, weight == weights[BELIEF_TOLD] ? 2 * weight : weight);
	if (first.len == low.len)
		return;
	if (slice_equal(e->kind, SLICE("person")) || (slice_equal(e->kind, SLICE("event")) && ends_with_own(n, low, first, last)))
		vote(n, last, kind, weight);
	if (!slice_equal(e->kind, SLICE("org")))
		return;
	vote(n, initials(e->name, n->w->arena), kind, weight);
	bool team = is_nickname(n, last);
	if (team) // its town is the team, where the text has nothing in that town
		vote(n, slice_sub(low, 0, low.len - last.len - 1), kind, 1);
	if (is_in_no_list(n, first))
		vote(n, first, kind, weight);
	if (team || is_in_no_list(n, last))
		vote(n, last, kind, weight);
}

// The kind that has most votes, and how many it has; 0 votes: none has any.
static uint32_t most(const struct votes *v, size_t *ret_kind)
{
	uint32_t best = 0;
	for (size_t i = 0; v && i < ENTITY_KINDS; i++)
		if (v->of[i] > best) {
			best = v->of[i];
			*ret_kind = i;
		}
	return best;
}

// ---- what becomes of each ---------------------------------------------------------------------------------------------

// The kind that the text has for a name elsewhere; null: it has none.
static slice kind_elsewhere(const struct names *n, slice name)
{
	size_t kind = 0;
	if (most(map_get(&n->votes, name), &kind) || most(map_get(&n->votes, utf8_lowered(n->w->arena, name)), &kind))
		return entity_kind_names[kind];
	return SLICE_NULL;
}

// Whether what a list has as a place is something else in this text: "Houston said", where a Whitney Houston is spoken of, is a
// person; "against Houston", where Houston plays more often than something is in it, a team.
static bool is_no_place_here(slice elsewhere)
{
	return slice_equal(elsewhere, SLICE("person")) || slice_equal(elsewhere, SLICE("org"));
}

// False: it is no name after all.
static bool settle(const struct names *n, const struct item *item, struct entity *e)
{
	if (item->belief == BELIEF_SURE)
		return true;
	// in lower case, no initials are like it: the USA is no United States Army
	bool listed = item->belief == BELIEF_LISTED;
	slice elsewhere = kind_elsewhere(n, listed ? utf8_lowered(n->w->arena, e->name) : e->name);
	if (listed && !is_no_place_here(elsewhere))
		return true;
	if (elsewhere.ptr)
		e->kind = elsewhere;
	return elsewhere.ptr || item->belief > BELIEF_ECHO;
}

// Whether nothing but a comma, "and" or "the" stands between two names.
static bool is_next_to(const struct work *w, const struct scan *s, const struct item *a, const struct item *b)
{
	for (uint32_t i = a->end; i < b->first; i++)
		if (!token_is_mark(s, i, ',') && !token_is(w, i, KNOWN_conjunction) && !token_is(w, i, KNOWN_article_definite))
			return false;
	return b->first > a->end;
}

// "Lurenga, Kvolsi and Oslo": a word that nothing tells of is what the names beside it are.
static void ask_neighbours(const struct names *n, struct facts *f)
{
	struct work w = *n->w;
	w.facts = f;
	for (size_t round = 0; round < 2; round++)
		for (size_t k = 0; k + 1 < f->name.count; k++) {
			size_t i = round ? f->name.count - 2 - k : k;
			struct item *a = &f->name.at[i], *b = &f->name.at[i + 1];
			struct item *told = a->belief > BELIEF_OPEN ? a : b, *open = told == a ? b : a;
			if (told->belief <= BELIEF_OPEN || open->belief != BELIEF_OPEN || !is_next_to(&w, &f->scan, a, b))
				continue;
			f->found->entity.at[open->record].kind = f->found->entity.at[told->record].kind;
			open->belief = BELIEF_GUESS;
		}
}

// A name takes the figures inside it away ("Boeing 737", "First Lady"); their records go too.
static void absorb_figures(struct facts *f, const struct item *name)
{
	for (size_t i = 0; i < f->item.count; i++) {
		struct item *item = &f->item.at[i];
		if (item->kind == ITEM_FIGURE && item->first < name->end && name->first < item->own_end)
			f->found->figure.at[item->record].head.id = SLICE_NULL;
	}
	const struct record *head = &f->found->entity.at[name->record].head;
	for (size_t i = 0; i < f->found->figure.count; i++) {
		struct figure *figure = &f->found->figure.at[i];
		if (figure_is_bare_ordinal(figure) && figure->head.sent == head->sent && figure->head.byte_start >= head->byte_start &&
			figure->head.byte_end <= head->byte_end)
			figure->head.id = SLICE_NULL;
	}
}

// Drops the figures that a name took away, and lets the items point to the others' new places.
static void drop_absorbed(struct facts *f, struct arena *a)
{
	struct extraction *found = f->found;
	size_t kept = 0;
	while (kept < found->figure.count && found->figure.at[kept].head.id.ptr)
		kept++;
	if (kept == found->figure.count) // as mostly
		return;
	uint32_t *moved = ARENA_ARRAY(a, uint32_t, found->figure.count);
	kept = 0;
	for (size_t i = 0; i < found->figure.count; i++) {
		moved[i] = (uint32_t)kept;
		if (found->figure.at[i].head.id.ptr)
			found->figure.at[kept++] = found->figure.at[i];
	}
	found->figure.count = kept;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].kind == ITEM_FIGURE)
			f->item.at[i].record = moved[f->item.at[i].record];
}

// Whether it stands among the words that a figure counts ("16 Rwandan soldiers"): the layers behind see the figure there.
static bool is_counted(const struct facts *f, const struct item *name)
{
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].own_end <= name->first && name->first < f->item.at[i].end)
			return true;
	return false;
}

static void place_names(struct names *n, struct facts *f)
{
	struct extraction *found = f->found;
	size_t kept = 0;
	for (size_t i = 0; i < f->name.count; i++) {
		struct item item = f->name.at[i];
		struct entity *e = &found->entity.at[item.record];
		if (!settle(n, &item, e))
			continue;
		item.record = (uint32_t)kept;
		entity_tag(e, &item);
		found->entity.at[kept++] = *e;
		absorb_figures(f, &item);
		if (!is_counted(f, &item))
			item_add(f, item, n->w->arena);
	}
	found->entity.count = kept;
	drop_absorbed(f, n->w->arena);
}

// ---- the fullest form -------------------------------------------------------------------------------------------------

// The key under which names meet: of a person the last word, of others the whole.
static slice key_of(const struct entity *e, struct arena *a)
{
	slice key = slice_equal(e->kind, SLICE("person")) ? slice_last_word(e->name) : e->name;
	char *text = arena_room(a, key.len + 1);
	text[0] = (char)('0' + kind_index(e->kind));
	memcpy(text + 1, key.ptr, key.len);
	return (slice){text, key.len + 1};
}

// Whether each word of a name comes in another in the same order: "Abilov" and "Sarsen Abilov" in "Sarsen T. Abilov".
static bool is_short_for(slice name, slice fuller)
{
	slice word = slice_cut(&name, ' '), of = slice_cut(&fuller, ' ');
	while (word.ptr && of.ptr) {
		if (slice_equal(word, of))
			word = slice_cut(&name, ' ');
		of = slice_cut(&fuller, ' ');
	}
	return !word.ptr;
}

struct bearer {
	slice name;
	struct bearer *next;
};

// The first of a list whom a name is short for, or who has it shorter; where there is none, a new one at the list's end.
static struct bearer *bearer_of(struct bearer **list, slice name, struct arena *a)
{
	while (*list && !is_short_for(name, (*list)->name) && !is_short_for((*list)->name, name))
		list = &(*list)->next;
	if (!*list) {
		*list = ARENA_NEW(a, struct bearer);
		**list = (struct bearer){name, NULL};
	}
	if ((*list)->name.len < name.len)
		(*list)->name = name;
	return *list;
}

// Persons of one last name share the longest form of it that the document has: "President Abilov" is "Sarsen Abilov" elsewhere.
// "Aiman Abilov" stays who she is; of several whom "Abilov" is short for, it is the one named first, whom the text is about.
static void unify(struct facts *facts, size_t count, struct arena *a)
{
	struct map bearers;
	size_t names = 0, at = 0;
	for (size_t i = 0; i < count; i++)
		names += facts[i].found->entity.count;
	struct bearer **whose = ARENA_ARRAY(a, struct bearer *, names + 1);
	map_init(&bearers);
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < facts[i].found->entity.count; k++) {
			const struct entity *e = &facts[i].found->entity.at[k];
			whose[at++] = bearer_of((struct bearer **)map_at(&bearers, key_of(e, a)), e->name, a);
		}
	at = 0;
	for (size_t i = 0; i < count; i++) // now that all have their fullest form
		for (size_t k = 0; k < facts[i].found->entity.count; k++)
			facts[i].found->entity.at[k].name = whose[at++]->name;
	map_release(&bearers);
}

void names_settle(struct work *w, struct facts *facts, size_t count)
{
	struct names n = {.w = w};
	map_init(&n.votes);
	names_echo(w, facts, count);
	for (size_t i = 0; i < count; i++) {
		ask_neighbours(&n, &facts[i]);
		for (size_t k = 0; k < facts[i].name.count; k++) {
			const struct item *item = &facts[i].name.at[k];
			if (weights[item->belief])
				hear(&n, &facts[i].found->entity.at[item->record], weights[item->belief]);
		}
	}
	for (size_t i = 0; i < count; i++)
		place_names(&n, &facts[i]);
	map_release(&n.votes);
	unify(facts, count, w->arena);
}
