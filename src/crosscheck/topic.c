// SPDX-License-Identifier: MIT
// topic: normalises a claim's slots.
#include "words.h"

#include <math.h>

#include "base/utf8.h"

#include "base/banned.h"

#define PLACE_PARTS_MAX 6

void pool_init(struct pool *p, const struct pool *base)
{
	*p = (struct pool){.base = base};
	arena_init(&p->arena);
	arena_init(&p->scratch);
	map_init(&p->atoms);
	map_init(&p->texts);
}

void pool_reset(struct pool *p)
{
	vec_clear(&p->item);
	map_clear(&p->atoms);
	map_clear(&p->texts);
	arena_reset(&p->arena);
}

void pool_release(struct pool *p)
{
	vec_release(&p->item);
	map_release(&p->atoms);
	map_release(&p->texts);
	arena_release(&p->arena);
	arena_release(&p->scratch);
}

atom pool_atom(struct pool *p, slice text)
{
	if (!text.ptr || text.len == 0)
		return 0;
	const void *known = p->base ? map_get(&p->base->atoms, text) : NULL;
	if (!known)
		known = map_get(&p->atoms, text);
	if (known)
		return (atom)(uintptr_t)known;
	atom new = (atom)((p->base ? p->base->atoms.count : 0) + p->atoms.count + 1);
	map_put(&p->atoms, arena_copy(&p->arena, text), (void *)(uintptr_t) new);
	return new;
}

// The text as the pool keeps it: once, however many claims have it.
static slice pool_text(struct pool *p, slice text)
{
	if (!text.ptr)
		return SLICE_NULL;
	const char *known = map_get(&p->texts, text);
	if (known)
		return (slice){known, text.len};
	slice kept = arena_copy(&p->arena, text);
	map_put(&p->texts, kept, (void *)(uintptr_t)kept.ptr);
	return kept;
}

// The words of one part of a place's name, joined by spaces, and without the word that tells its kind.
static slice place_part(struct pool *p, const struct language *l, slice part, slice *ret_kind)
{
	slice word[NAME_WORDS_MAX], lower = utf8_lowered(&p->scratch, part);
	size_t count = 0, room = 0;
	*ret_kind = SLICE_NULL;
	slice next;
	for (size_t at = 0; count < NAME_WORDS_MAX && words_next(lower, &at, &next);)
		if (!language_word(l, WORD_IGNORE, next).ptr)
			word[count++] = next;
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		slice kind = language_word(l, WORD_PLACE, word[i]);
		if (kind.ptr && count > 1 && (i == 0 || i + 1 == count) && !ret_kind->ptr) {
			*ret_kind = kind;
			continue;
		}
		word[kept++] = word[i];
		room += word[i].len + 1;
	}
	char *joined = arena_alloc(&p->scratch, room + 1);
	size_t length = 0;
	for (size_t i = 0; i < kept; i++) {
		if (i > 0)
			joined[length++] = ' ';
		memcpy(joined + length, word[i].ptr, word[i].len);
		length += word[i].len;
	}
	return (slice){joined, length};
}

static struct place_name place_make(struct pool *p, const struct language *l, slice text)
{
	struct place_name place = {0};
	if (!text.ptr)
		return place;
	slice rest = text, part, kind;
	atom around[PLACE_PARTS_MAX];
	for (bool first = true; (part = slice_cut(&rest, ',')).ptr; first = false) {
		if (first) {
			place.text = pool_text(p, place_part(p, l, part, &kind));
			place.head = pool_atom(p, place.text);
			place.any_kind = kind.ptr && slice_equal(kind, SLICE("-"));
			place.kind = place.any_kind ? 0 : pool_atom(p, kind);
		} else if (place.arounds < PLACE_PARTS_MAX) {
			around[place.arounds] = pool_atom(p, place_part(p, l, part, &kind));
			place.arounds += around[place.arounds] != 0;
		}
	}
	place.described = !text_has_capital(text);
	atom *at = ARENA_ARRAY(&p->arena, atom, place.arounds + 1);
	memcpy(at, around, place.arounds * sizeof *around);
	place.around = at;
	return place;
}

static unsigned inherited_slots(const struct claim *c)
{
	static const struct {
		slice name;
		enum slot slot;
	} slot[] = {{{"measure", 7}, SLOT_MEASURE}, {{"place", 5}, SLOT_PLACE},    {{"date", 4}, SLOT_DATE},
				{{"date_id", 7}, SLOT_DATE},    {{"date_from", 9}, SLOT_DATE}, {{"event", 5}, SLOT_EVENT},
				{{"subject", 7}, SLOT_SUBJECT}, {{"source", 6}, SLOT_SOURCE},  {{"source_text", 11}, SLOT_SOURCE}};
	unsigned set = 0;
	for (size_t i = 0; i < c->inherited.count; i++)
		for (size_t k = 0; k < sizeof slot / sizeof *slot; k++)
			if (slice_equal(c->inherited.at[i], slot[k].name))
				set |= slot[k].slot;
	return set;
}

static bool is_one_of(slice text, const char *a, const char *b, const char *c)
{
	return text.ptr && (slice_equal(text, slice_of(a)) || slice_equal(text, slice_of(b)) || slice_equal(text, slice_of(c)));
}

bool unit_is_currency(slice unit)
{
	for (size_t i = 0; i < unit.len; i++)
		if (unit.ptr[i] < 'A' || unit.ptr[i] > 'Z')
			return false;
	return unit.len == 3;
}

static bool is_asserted(const struct claim *c)
{
	if (c->negated || is_one_of(c->head.status, "ambiguous", "invalid", "invalid") ||
		is_one_of(c->head.note, "earlier", "earlier", "earlier"))
		return false;
	return !c->modality.ptr || is_one_of(c->modality, "asserted", "hedged", "hedged") ||
		   is_one_of(c->modality, "planned", "forecast", "forecast");
}

static days read_days(slice from, slice to)
{
	days d;
	if (!day_of(from, &d.from))
		return DAYS_UNKNOWN;
	if (!day_of(to, &d.to))
		d.to = d.from;
	return d;
}

// A quantity's interval in its base unit: 2.31e9 NOK, 70 mph = 31.29 m/s.
static bool read_quantity(struct pool *p, const struct tables *t, const struct claim *c, struct item *ret)
{
	interval i;
	if (!interval_make(c->lo, c->hi, c->lo_open, c->hi_open, &i) && !interval_make(c->value, c->value, false, false, &i))
		return false;
	if (c->approx && interval_is_beyond(i))
		i = interval_closed(i, APPROX_SHARE); // "just over 20"
	else if (c->approx)
		i = interval_loosened(i, isfinite(i.hi) && i.hi >= VAGUE_RATIO * i.lo ? VAGUE_SHARE : APPROX_SHARE);
	else if (i.lo == i.hi) {
		double half = rounding_of(c->value_text, i.lo, !c->unit.ptr);
		if (half > 0)
			i = (interval){i.lo - half, i.hi + half, true, true};
	}
	const struct factor *f = tables_factor(t, c->unit);
	ret->allowed = f ? interval_scaled(i, f->factor) : i;
	ret->unit_base = pool_atom(p, f ? f->base : c->unit);
	return true;
}

// Whether the claim's own words have a name that none of its slots has: "five Italian climbers".
static bool has_own_name(struct pool *p, const struct language *l, const struct claim *c)
{
	struct words w = pool_capitals(p, l, c->head.text, CAPITALS_LATER);
	const slice slot[] = {c->place, c->event, c->subject, c->source_text};
	for (size_t i = 0; i < w.count; i++) {
		bool known = false;
		for (size_t s = 0; s < sizeof slot / sizeof *slot && !known; s++) {
			struct words other = words_of(p, l, slot[s], AS_NAME, &p->scratch);
			for (size_t k = 0; k < other.count; k++)
				known = known || other.at[k] == w.at[i];
		}
		if (!known)
			return true;
	}
	return false;
}

struct item *pool_add(struct pool *p, struct tables *t, const struct claim *c, struct document *document, struct diag *d)
{
	arena_reset(&p->scratch);
	if (!c->measure.ptr || !is_asserted(c))
		return NULL;
	const struct language *l = tables_language(t, c->head.lang, d);
	struct measure m = tables_measure(t, c->measure);
	if (m.kind == MEASURE_NEVER)
		return NULL;
	struct item i = {.kind = m.kind,
					 .needs_subject = m.needs_subject,
					 .needs_name = m.needs_name,
					 .may_be_places = m.may_be_places,
					 .is_anywhere = m.is_anywhere,
					 .has_owner = m.has_owner,
					 .language = l,
					 .document = document,
					 .date = read_days(c->date_from, c->date_to)};
	i.is_date = c->claim_kind.ptr && slice_equal(c->claim_kind, SLICE("event_date"));
	if (i.is_date) {
		if (!days_known(i.date))
			return NULL;
		i.allowed = (interval){i.date.from, i.date.to, false, false};
		if (i.kind != MEASURE_ONCE)
			i.kind = MEASURE_EVENT;
	} else {
		if (!read_quantity(p, t, c, &i))
			return NULL;
		i.happens = i.kind == MEASURE_ONCE || i.kind == MEASURE_EVENT; // "410,000 homes have been built"
		i.kind = i.happens ? MEASURE_COUNT : i.kind;
	}
	struct arena *a = &p->arena;
	i.is_qualified = c->what.ptr && !i.is_date && has_own_name(p, l, c);
	i.is_bare = c->what.ptr && slice_equal(c->what, c->measure);
	i.measure = pool_atom(p, m.same_as);
	i.claim_kind = pool_atom(p, c->claim_kind);
	i.counts = c->what.ptr != NULL;
	if (c->what.ptr) {
		i.restricts = words_restricting(p, l, c->head.text, c->what, a);
		slice what = utf8_lowered(&p->scratch, c->what), class = language_word(l, WORD_NOUN, what);
		slice all = language_word(l, WORD_MEMBER, class.ptr ? class : what);
		bool person = class.ptr && slice_equal(class, SLICE("*")), anything = class.ptr && slice_equal(class, SLICE("-"));
		i.what_any = person || (all.ptr && slice_equal(all, m.same_as));
		i.what = person || anything ? 0 : pool_atom(p, class.ptr ? class : what);
	}
	i.place = place_make(p, l, c->place);
	i.event = words_of(p, l, c->event, AS_EVENT, a);
	bool share = slice_equal(m.name, SLICE("share")); // its subject is what they do: "smoking every day", "are daily smokers"
	i.subject = words_of(p, l, c->subject, share ? AS_PREDICATE : AS_NAME, a);
	i.restricts = words_without(i.restricts, i.subject, a); // 560 cholera cases are those of cholera
	i.inherited = inherited_slots(c);
	// A voice that only may go on is nobody's word against another's.
	slice source = i.inherited & SLOT_SOURCE ? SLICE_NULL : c->source_text;
	i.source = words_of(p, l, source, AS_NAME, a);
	i.is_part = c->scope.ptr && slice_equal(c->scope, SLICE("part"));
	i.is_new = c->scope.ptr && slice_equal(c->scope, SLICE("new"));
	i.is_later = slice_equal(c->head.note, SLICE("later"));
	i.is_now = slice_equal(c->head.note, SLICE("now"));
	i.is_ongoing = c->scope.ptr && slice_equal(c->scope, SLICE("ongoing"));
	if (i.kind == MEASURE_TOLL && c->unit.ptr && slice_equal(c->unit, SLICE("%")))
		return NULL; // "cut deaths by 30 percent" counts nobody
	bool future = c->modality.ptr && is_one_of(c->modality, "planned", "forecast", "forecast");
	i.is_future = future || (!i.is_date && days_known(i.date) && days_known(document->date) && i.date.from > document->date.to);
	if (future && (i.kind == MEASURE_TOLL || i.kind == MEASURE_COUNT))
		return NULL; // fears and forecasts differ by nature; plans should not
	i.hedged = c->modality.ptr && slice_equal(c->modality, SLICE("hedged"));
	i.id = arena_copy(a, c->head.id);
	i.text = arena_copy(a, c->head.text);
	i.source_text = pool_text(p, source);
	i.measure_name = pool_text(p, c->measure);
	i.value_text = pool_text(p, c->value_text);
	i.unit = pool_text(p, c->unit);
	i.place_text = pool_text(p, c->place);
	i.event_text = pool_text(p, c->event);
	i.subject_text = pool_text(p, c->subject);
	i.figure_id = arena_copy(a, c->figure_id);
	i.part_of = arena_copy(a, c->part_of);
	i.cmp = pool_text(p, c->cmp);
	i.lo = c->lo;
	i.hi = c->hi;
	i.value = c->value;
	i.approx = c->approx;
	i.sent = c->head.sent;
	i.byte_start = c->head.byte_start;
	i.byte_end = c->head.byte_end;
	i.char_start = c->head.char_start;
	i.char_end = c->head.char_end;
	i.order = p->item.count;
	struct item *kept = ARENA_NEW(a, struct item);
	*kept = i;
	vec_push(&p->item, kept);
	return kept;
}
