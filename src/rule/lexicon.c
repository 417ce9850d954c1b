// SPDX-License-Identifier: MIT
// The lexicon: one hash table from a word (or several, as they stand in a text) to its classes and values.
//
//   slot[hash] -> index of entry -> list of senses (class, case, values)
//
// There are two tables: keys in lower case, and keys in the exact case in which they must stand. An exact entry also holds the
// senses of the lower-case entry, so that one look-up tells all.
#include "base/ascii.h"
#include "base/eight.h"
#include "rule/private.h"

// Texts ask for every word of theirs, so a slot holds enough to answer without the key's text: its first eight bytes, and how
// long it is. Only longer keys are compared in full.
struct slot {
	uint64_t head;  // the first bytes of the key, zeros behind a short one
	uint32_t tag;   // the hash's upper bits and the key's length (up to 255)
	uint32_t entry; // its index + 1, 0: the slot is free
};

struct table {
	struct slot *slot;
	size_t slots, used;
};

enum { SENSES_AT_ONCE = 512 };

// A part with which a longer key begins, before its entry is marked.
struct part {
	slice key;
	struct lexicon_key at;
	uint64_t next; // what may follow
};

// So many are gathered, so that the memory of their entries is on its way at once.
enum { PARTS_AT_ONCE = 64 };

// All of it lies in the ruleset's arena beside the other.
struct lexicon {
	VEC(struct entry) entry;
	struct part part[PARTS_AT_ONCE];
	size_t parts;
	struct table lower, exact;
	VEC(uint32_t) exact_entry; // the entries of the latter, in order
	struct sense *sense;       // room for more
	size_t senses_left;
};

struct lexicon *lexicon_new(struct ruleset *rs)
{
	return ARENA_NEW(&rs->beside, struct lexicon);
}

static uint32_t tag_of(slice key, uint64_t hash)
{
	return (uint32_t)(hash >> 40) << 8 | (uint32_t)(key.len < 255 ? key.len : 255);
}

// The slot of a key, or the free one where it would stand.
static inline struct slot *slot_of(const struct lexicon *l, const struct table *t, slice key, uint64_t head, uint64_t hash)
{
	uint32_t tag = tag_of(key, hash);
	for (size_t i = hash & (t->slots - 1);; i = (i + 1) & (t->slots - 1)) {
		struct slot *s = &t->slot[i];
		if (!s->entry)
			return s;
		if (s->head == head && s->tag == tag && (key.len <= 8 || slice_equal(entry_key(&l->entry.at[s->entry - 1]), key)))
			return s;
	}
}

static inline struct lexicon_key key_of(slice key)
{
	uint64_t head = eight_of(key.ptr, key.len);
	return (struct lexicon_key){head, eight_hash(key, head)};
}

static void fill_slot(struct lexicon *l, struct table *t, size_t entry)
{
	slice key = entry_key(&l->entry.at[entry]);
	struct lexicon_key k = key_of(key);
	*slot_of(l, t, key, k.head, k.hash) = (struct slot){k.head, tag_of(key, k.hash), (uint32_t)entry + 1};
}

static void rehash(struct ruleset *rs, struct table *t, size_t slots)
{
	struct lexicon *l = rs->lexicon;
	struct table old = *t;
	t->slots = slots;
	t->slot = ARENA_ARRAY(&rs->beside, struct slot, slots);
	for (size_t i = 0; i < old.slots; i++)
		if (old.slot[i].entry)
			fill_slot(l, t, old.slot[i].entry - 1);
}

void lexicon_reserve(struct ruleset *rs, size_t entries)
{
	struct lexicon *l = rs->lexicon;
	size_t slots = 1024;
	while (slots * 3 < entries * 4)
		slots *= 2;
	if (!l->entry.at) {
		arena_reserve(&rs->beside, &l->entry, entries);
		l->sense = arena_room(&rs->beside, entries * sizeof *l->sense); // most entries have one
		l->senses_left = entries;
	}
	if (slots > l->lower.slots)
		rehash(rs, &l->lower, slots);
}

static struct entry *entry_at(struct ruleset *rs, struct table *t, slice key, struct lexicon_key k)
{
	struct lexicon *l = rs->lexicon;
	if (t->used * 4 >= t->slots * 3)
		rehash(rs, t, t->slots ? t->slots * 2 : 1024);
	struct slot *s = slot_of(l, t, key, k.head, k.hash);
	if (!s->entry) {
		arena_push(&rs->beside, &l->entry,
				   ((struct entry){.key = key.ptr, .key_len = (uint32_t)key.len, .exact = t == &l->exact}));
		if (t == &l->exact)
			arena_push(&rs->beside, &l->exact_entry, (uint32_t)l->entry.count - 1);
		*s = (struct slot){k.head, tag_of(key, k.hash), (uint32_t)l->entry.count};
		t->used++;
	}
	return &l->entry.at[s->entry - 1];
}

static struct entry *entry_make(struct ruleset *rs, slice key, bool exact)
{
	return entry_at(rs, exact ? &rs->lexicon->exact : &rs->lexicon->lower, key, key_of(key));
}

static const struct entry *look_up(const struct lexicon *l, const struct table *t, slice key)
{
	if (!t->slots)
		return NULL;
	struct lexicon_key k = key_of(key);
	uint32_t found = slot_of(l, t, key, k.head, k.hash)->entry;
	return found ? &l->entry.at[found - 1] : NULL;
}

const struct entry *lexicon_find(const struct ruleset *rs, slice lower)
{
	return look_up(rs->lexicon, &rs->lexicon->lower, lower);
}

struct lexicon_key lexicon_key(const struct ruleset *rs, slice lower, uint64_t head)
{
	const struct table *t = &rs->lexicon->lower;
	uint64_t hash = eight_hash(lower, head);
	__builtin_prefetch(&t->slot[hash & (t->slots - 1)]);
	return (struct lexicon_key){head, hash};
}

const struct entry *lexicon_find_key(const struct ruleset *rs, slice lower, struct lexicon_key key)
{
	const struct lexicon *l = rs->lexicon;
	uint32_t found = slot_of(l, &l->lower, lower, key.head, key.hash)->entry;
	if (!found)
		return NULL;
	__builtin_prefetch(&l->entry.at[found - 1]);
	return &l->entry.at[found - 1];
}

const struct entry *lexicon_find_exact(const struct ruleset *rs, slice text)
{
	return look_up(rs->lexicon, &rs->lexicon->exact, text);
}

size_t lexicon_size(const struct ruleset *rs)
{
	return rs->lexicon->entry.count;
}

const struct entry *lexicon_entry(const struct ruleset *rs, size_t i)
{
	return &rs->lexicon->entry.at[i];
}

void lexicon_mark_gathered(struct ruleset *rs)
{
	struct lexicon *l = rs->lexicon;
	for (size_t i = 0; i < l->parts; i++)
		entry_at(rs, &l->lower, l->part[i].key, l->part[i].at)->next |= l->part[i].next;
	l->parts = 0;
}

// The key goes on at `end`, after a space or not.
static void mark_part(struct ruleset *rs, slice key, size_t end, bool exact)
{
	struct lexicon *l = rs->lexicon;
	slice part = slice_sub(key, 0, end);
	size_t next = key.ptr[end] == ' ' ? end + 1 : end;
	char second = next + 1 < key.len ? key.ptr[next + 1] : 0;
	// the token behind may be one character, for all that the key tells: a clitic may follow it
	uint64_t bits = token_bit(key.ptr[next], second) | token_bit(key.ptr[next], 0);
	if (exact) {
		entry_make(rs, part, true)->next |= bits;
	} else if (l->parts && slice_equal(l->part[l->parts - 1].key, part)) { // "new" of "new york" and "new zealand"
		l->part[l->parts - 1].next |= bits;
	} else {
		if (l->parts == PARTS_AT_ONCE)
			lexicon_mark_gathered(rs);
		l->part[l->parts++] = (struct part){part, lexicon_key(rs, part, eight_of(part.ptr, part.len)), bits};
	}
}

void lexicon_mark_parts(struct ruleset *rs, slice key, const size_t *ends, size_t tokens, bool exact)
{
	for (size_t i = 1, token = 0; i < key.len; i++) {
		bool ends_token = i == ends[token], apostrophe = key.ptr[i] == '\'' || key.ptr[i - 1] == '\'';
		if (ends_token || apostrophe)
			mark_part(rs, key, i, exact);
		token += ends_token && token + 1 < tokens;
	}
}

void lexicon_mark_words(struct ruleset *rs, slice key)
{
	for (size_t i = 1; i < key.len; i++)
		if (key.ptr[i] == ' ')
			mark_part(rs, key, i, false);
}

static void sense_add(struct ruleset *rs, struct entry *e, uint16_t class, enum word_case word_case, slice values)
{
	struct lexicon *l = rs->lexicon;
	if (!l->senses_left) {
		l->sense = arena_room(&rs->beside, SENSES_AT_ONCE * sizeof *l->sense);
		l->senses_left = SENSES_AT_ONCE;
	}
	struct sense **last = &e->sense;
	while (*last)
		last = &(*last)->next;
	l->senses_left--;
	*last = l->sense++;
	**last =
		(struct sense){.class = class, .word_case = (uint8_t)word_case, .values = values.ptr, .values_len = (uint32_t)values.len};
}

void lexicon_add(struct ruleset *rs, slice key, uint16_t class, enum word_case word_case, bool exact, slice values)
{
	sense_add(rs, entry_make(rs, key, exact), class, word_case, values);
}

void lexicon_add_at(struct ruleset *rs, slice key, struct lexicon_key at, uint16_t class, enum word_case word_case, slice values)
{
	sense_add(rs, entry_at(rs, &rs->lexicon->lower, key, at), class, word_case, values);
}

void lexicon_add_word(struct ruleset *rs, slice word, uint16_t class)
{
	const struct entry *e = lexicon_find(rs, word);
	for (const struct sense *s = e ? e->sense : NULL; s; s = s->next)
		if (s->class == class)
			return;
	lexicon_add(rs, word, class, CASE_ANY, false, slice_from(word, word.len));
}

static bool sense_fits(const struct sense *s, enum shape shape)
{
	return s->word_case == CASE_ANY || (s->word_case == CASE_LOWER) == (shape == SHAPE_LOWER);
}

// The classes of a word of this shape, and their bits.
static uint64_t add_classes(struct ruleset *rs, const struct entry *e, enum shape shape, struct class_list *ret)
{
	uint64_t may_be = 0;
	for (const struct sense *s = e->sense; s; s = s->next)
		for (uint16_t c = sense_fits(s, shape) ? s->class : NO_CLASS; c != NO_CLASS; c = rs->class.at[c].parent) {
			class_list_add(&rs->arena, ret, c);
			may_be |= (uint64_t)1 << c % 64;
		}
	return may_be;
}

static uint16_t signature_of(struct ruleset *rs, const struct entry *e, struct map *known)
{
	// the senses as text are the signature's name
	char name[512];
	size_t len = 0;
	for (const struct sense *s = e->sense; s && len + 4 < sizeof name; s = s->next) {
		name[len++] = (char)(s->class & 0xFF);
		name[len++] = (char)(s->class >> 8);
		name[len++] = (char)s->word_case;
	}
	void **found = map_at(known, (slice){name, len});
	if (*found)
		return (uint16_t)((uintptr_t)*found - 1);
	struct signature sig = {0};
	bool any_case = true;
	for (const struct sense *s = e->sense; s; s = s->next)
		any_case &= s->word_case == CASE_ANY;
	sig.may_be[0] = add_classes(rs, e, SHAPE_LOWER, &sig.lower);
	if (any_case) {
		sig.other = sig.lower;
		sig.may_be[1] = sig.may_be[0];
	} else {
		sig.may_be[1] = add_classes(rs, e, SHAPE_CAP, &sig.other);
	}
	arena_push(&rs->arena, &rs->signature, sig);
	known->entry[known->count - 1].key = arena_copy(&rs->arena, (slice){name, len});
	*found = (void *)(uintptr_t)rs->signature.count;
	return (uint16_t)(rs->signature.count - 1);
}

void lexicon_seal(struct ruleset *rs)
{
	struct lexicon *l = rs->lexicon;
	for (size_t i = 0; i < l->exact_entry.count; i++) { // exact entries take over the senses of the lower-case ones
		size_t exact = l->exact_entry.at[i];
		slice key = entry_key(&l->entry.at[exact]);
		char *lower = arena_room(&rs->arena, key.len + 1);
		struct entry *plain = entry_make(rs, (slice){lower, text_lower(lower, key)}, false), *e = &l->entry.at[exact];
		plain->has_exact = true;
		e->next |= plain->next;
		for (const struct sense *s = plain->sense; s; s = s->next)
			sense_add(rs, e, s->class, (enum word_case)s->word_case, (slice){s->values, s->values_len});
	}
	struct map known;
	uint16_t *of_one = ARENA_ARRAY(&rs->arena, uint16_t, rs->class.count * 3); // most entries have one sense: by class and case
	map_init(&known);
	arena_push(&rs->arena, &rs->signature, ((struct signature){0})); // 0: a word that is in no class
	map_put(&known, SLICE(""), (void *)(uintptr_t)1);
	for (size_t i = 0; i < l->entry.count; i++) {
		struct entry *e = &l->entry.at[i];
		uint16_t *one = e->sense && !e->sense->next ? &of_one[e->sense->class * 3 + e->sense->word_case] : NULL;
		if (e->sense)
			e->signature = one && *one ? *one : signature_of(rs, e, &known);
		if (one)
			*one = e->signature;
	}
	map_release(&known);
	for (unsigned char c = '!'; c < 128; c++)
		if (!ascii_is_letter((char)c) && !ascii_is_digit((char)c)) {
			slice mark = {(const char *)&c, 1};
			rs->mark[c] = lexicon_as_written(rs, lexicon_find(rs, mark), mark);
		}
}

const struct sense *sense_next(const struct ruleset *rs, const struct sense *s, uint16_t class, enum shape shape)
{
	for (; s; s = s->next)
		if (sense_fits(s, shape) && class_is_in(rs, s->class, class))
			return s;
	return NULL;
}

const struct sense *entry_sense(const struct ruleset *rs, const struct entry *e, uint16_t class, enum shape shape)
{
	if (!e || !(rs->signature.at[e->signature].may_be[shape != SHAPE_LOWER] >> class % 64 & 1))
		return NULL;
	return sense_next(rs, e->sense, class, shape);
}

slice sense_value(const struct sense *s, size_t n)
{
	slice rest = {s->values, s->values_len}, part;
	while ((part = slice_cut(&rest, '\t')).ptr)
		if (n-- == 0)
			return part;
	return SLICE_NULL;
}
