// SPDX-License-Identifier: MIT
// Assembly: completes the claims of a sentence. What a claim's rule did not read comes from its clause, then from its sentence,
// then from the text before (its paragraph); what comes from outside its clause is listed in `inherited`.
//
//   official sources report [16 people] killed in a [2011] strike in [Zhanaozen], | but some outlets placed casualties at [73]
//   clause 0: figure, date, place, source                                         | clause 1: figure, source; date and place from
//   clause 0
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/private.h"

// A word of the sentence that assembly may ask for.
struct mark {
	uint32_t first, end;
	const struct entry *entry;
	enum shape shape;
};

struct assembly {
	struct work *w;
	uint16_t *clause; // of each token
	VEC(struct mark) mark;
};

static uint32_t distance(uint32_t a_first, uint32_t a_end, uint32_t b_first, uint32_t b_end)
{
	return a_end <= b_first   ? b_first - a_end
		   : b_end <= a_first ? a_first - b_end + 1
							  : 0; // what stands before is a little nearer
}

static void inherit(struct work *w, struct claim *c, const char *slot)
{
	slice *grown = ARENA_ARRAY(w->arena, slice, c->inherited.count + 1);
	for (size_t i = 0; i < c->inherited.count; i++)
		grown[i] = c->inherited.at[i];
	grown[c->inherited.count++] = slice_of(slot);
	c->inherited.at = grown;
}

// ---- the nearest item -------------------------------------------------------------------------------------------------

static bool is_dated(const struct work *w, const struct item *item)
{
	const struct date *d = item->kind == ITEM_DATE ? &w->facts->found->date.at[item->record] : NULL;
	return d && d->date_from.ptr && slice_equal(d->timex_type, SLICE("DATE"));
}

static bool is_name(const struct work *w, const struct item *item, const char *kind)
{
	return item->kind == ITEM_ENTITY && slice_equal(w->facts->found->entity.at[item->record].kind, slice_of(kind));
}

// The item of a kind (null: a date) that stands nearest to the claim, in its clause or, with `anywhere`, in its sentence.
static const struct item *nearest(const struct assembly *a, const struct draft *d, const char *kind, bool anywhere)
{
	const struct facts *f = a->w->facts;
	const struct item *best = NULL;
	uint32_t best_distance = UINT32_MAX;
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		if (!(kind ? is_name(a->w, item, kind) : is_dated(a->w, item)))
			continue;
		if (!anywhere && a->clause[item->first] != a->clause[d->first])
			continue;
		uint32_t far = distance(item->first, item->end, d->first, d->end);
		if (far < best_distance) {
			best = item;
			best_distance = far;
		}
	}
	return best;
}

static slice nearest_name(const struct assembly *a, const struct draft *d, const char *kind, bool anywhere)
{
	const struct item *item = nearest(a, d, kind, anywhere);
	return item ? a->w->facts->found->entity.at[item->record].name : SLICE_NULL;
}

// ---- slots ------------------------------------------------------------------------------------------------------------

static bool near_para(const struct work *w, int64_t para)
{
	return w->facts->sentence->para == para;
}

static void find_place(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (c->place.ptr || (c->place = nearest_name(a, d, "place", false)).ptr)
		return;
	c->place = nearest_name(a, d, "place", true);
	if (!c->place.ptr && near_para(a->w, a->w->discourse->place_para))
		c->place = a->w->discourse->place;
	if (c->place.ptr)
		inherit(a->w, c, "place");
}

static void find_date(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (c->date_id.ptr)
		return;
	const struct item *item = nearest(a, d, NULL, false);
	bool inherited = false;
	const struct date *date = item ? &a->w->facts->found->date.at[item->record] : NULL;
	if (!date) {
		item = nearest(a, d, NULL, true);
		date = item                                          ? &a->w->facts->found->date.at[item->record]
			   : near_para(a->w, a->w->discourse->when_para) ? a->w->discourse->when
															 : NULL;
		inherited = true;
	}
	if (!date)
		return;
	c->date_id = date->head.id;
	c->date_from = date->date_from;
	c->date_to = date->date_to;
	if (inherited) {
		inherit(a->w, c, "date_from");
		inherit(a->w, c, "date_to");
	}
}

static void find_marks(struct assembly *a)
{
	const struct scan *s = &a->w->facts->scan;
	for (uint32_t i = 0; i < s->tokens; i++) {
		const struct token *t = &s->token[i];
		if (t->phrase && a->w->rs->word[t->phrase_word].assembles)
			vec_push(&a->mark, ((struct mark){i, i + t->phrase_tokens, t->phrase, (enum shape)t->shape}));
		if (t->entry && a->w->rs->word[t->word].assembles)
			vec_push(&a->mark, ((struct mark){i, i + 1, t->entry, (enum shape)t->shape}));
	}
}

// The word of a class that stands nearest to the claim in its clause, at most `within` tokens away; null where there is none.
static const struct sense *nearest_word(const struct assembly *a, const struct draft *d, uint16_t class, uint32_t within,
										bool only_before, slice *ret_text)
{
	const struct scan *s = &a->w->facts->scan;
	const struct sense *best = NULL;
	uint32_t best_distance = within + 1;
	for (size_t i = 0; i < a->mark.count; i++) {
		const struct mark *m = &a->mark.at[i];
		uint32_t far = distance(m->first, m->end, d->first, d->end);
		if (far >= best_distance || a->clause[m->first] != a->clause[d->first] || (only_before && m->first >= d->first))
			continue;
		const struct sense *found = entry_sense(a->w->rs, m->entry, class, m->shape);
		if (found) {
			best = found;
			best_distance = far;
			*ret_text = slice_sub(s->low, s->token[m->first].low_start, s->token[m->end - 1].low_end);
		}
	}
	return best;
}

static bool has_word(const struct assembly *a, const struct draft *d, uint16_t class, uint32_t within, bool only_before)
{
	slice text;
	return nearest_word(a, d, class, within, only_before, &text) != NULL;
}

static void find_event(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (c->event.ptr || (c->event = nearest_name(a, d, "event", false)).ptr)
		return;
	if (nearest_word(a, d, a->w->rs->known.event_word, 30, false, &c->event))
		return;
	if (near_para(a->w, a->w->discourse->event_para) && a->w->discourse->event.ptr) {
		c->event = a->w->discourse->event;
		inherit(a->w, c, "event");
	}
}

static void find_measure(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (c->measure.ptr)
		return;
	if (slice_equal(c->claim_kind, SLICE("event_date"))) {
		c->measure = SLICE("event_date");
		return;
	}
	bool counts = d->figure && slice_equal(d->figure->kind, SLICE("count"));
	slice text;
	const struct sense *word = counts ? NULL : nearest_word(a, d, a->w->rs->known.measure, 8, false, &text);
	if (word && sense_value(word, 0).len)
		c->measure = sense_value(word, 0);
	else
		c->measure = c->what.ptr ? c->what : d->figure ? d->figure->kind : SLICE("number");
}

static void find_subject(const struct assembly *a, struct claim *c, const struct draft *d)
{
	static const char *const kinds[] = {"org", "person", "group", "product"};
	const struct item *best = NULL;
	for (size_t k = 0; k < 4 && !c->subject.ptr; k++) {
		const struct item *item = nearest(a, d, kinds[k], false);
		if (item && item->end <= d->first && (!best || item->first > best->first))
			best = item;
	}
	if (best)
		c->subject = a->w->facts->found->entity.at[best->record].name;
}

// ---- modality, scope --------------------------------------------------------------------------------------------------

static void find_modality(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (!c->modality.ptr) {
		if (has_word(a, d, a->w->rs->known.modal_hypothetical, 6, true))
			c->modality = SLICE("hypothetical");
		else if (has_word(a, d, a->w->rs->known.modal_forecast, 8, true))
			c->modality = SLICE("forecast");
		else if (has_word(a, d, a->w->rs->known.modal_planned, 6, true))
			c->modality = SLICE("planned");
		else if (has_word(a, d, a->w->rs->known.hedge, 6, true))
			c->modality = SLICE("hedged");
		else
			c->modality = SLICE("asserted");
	}
	c->negated |= has_word(a, d, a->w->rs->known.negation, 2, false);
}

static void find_scope(const struct assembly *a, struct claim *c, const struct draft *d, const struct claim *before)
{
	if (!c->scope.ptr) {
		if (has_word(a, d, a->w->rs->known.scope_part, 2, true))
			c->scope = SLICE("part");
		else if (has_word(a, d, a->w->rs->known.scope_new, 0, true))
			c->scope = SLICE("new");
		else if (has_word(a, d, a->w->rs->known.scope_total, 3, false))
			c->scope = SLICE("total");
		else if (has_word(a, d, a->w->rs->known.scope_ongoing, 3, false))
			c->scope = SLICE("ongoing");
	}
	if (slice_equal(c->scope, SLICE("part")) && !c->part_of.ptr && before)
		c->part_of = before->head.id;
}

// ---- the source -------------------------------------------------------------------------------------------------------

// The attribution whose content holds the figure (the narrowest), else null.
static const struct attribution *attribution_of(const struct work *w, const struct draft *d)
{
	const struct facts *f = w->facts;
	const struct attribution *best = NULL;
	span figure = {f->scan.token[d->first].start, f->scan.token[d->end - 1].end};
	struct original at = sentence_original(f->sentence, figure);
	for (size_t i = 0; i < f->found->attribution.count; i++) {
		const struct attribution *x = &f->found->attribution.at[i];
		bool holds = x->content_start >= 0 && x->content_start <= at.char_start && at.char_end <= x->content_end;
		if (holds && (!best || x->content_end - x->content_start < best->content_end - best->content_start))
			best = x;
	}
	return best;
}

static void find_source(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct attribution *x = c->source_text.ptr ? NULL : attribution_of(a->w, d);
	if (!x)
		return;
	c->source_text = x->source_text;
	c->source_kind = x->source_kind;
	c->source_id = x->source_id;
	if (slice_equal(x->stance, SLICE("denies")))
		c->modality = SLICE("denied");
	else if (slice_equal(x->stance, SLICE("doubts")) && slice_equal(c->modality, SLICE("asserted")))
		c->modality = SLICE("hedged");
}

static void write_topic(struct work *w, struct claim *c)
{
	slice year = c->date_from.ptr && c->date_from.len >= 4 ? slice_sub(c->date_from, 0, 4) : SLICE("-");
	slice place = c->place.ptr ? utf8_lowered(w->arena, c->place) : SLICE("-");
	const slice part[] = {c->measure, SLICE(" | "), place, SLICE(" | "), year};
	char *text = arena_alloc(w->arena, c->measure.len + place.len + year.len + 7);
	size_t len = 0;
	for (size_t i = 0; i < 5; i++) {
		memcpy(text + len, part[i].ptr, part[i].len);
		len += part[i].len;
	}
	c->topic = (slice){text, len};
}

// ---- all claims of a sentence -----------------------------------------------------------------------------------------

// A date that a quantity has as its time is no claim of its own, unless a rule said so.
static bool is_time_of_another(const struct facts *f, const uint16_t *clause, size_t i)
{
	const struct draft *d = &f->draft.at[i];
	for (size_t k = 0; k < f->draft.count; k++) {
		const struct draft *other = &f->draft.at[k];
		if (k != i && (other->date == d->date || (other->figure && clause[other->first] == clause[d->first])))
			return true;
	}
	return false;
}

static void drop_fallbacks(struct facts *f, const uint16_t *clause)
{
	bool *drop = calloc(f->draft.count + 1, sizeof *drop);
	size_t kept = 0;
	for (size_t i = 0; drop && i < f->draft.count; i++)
		drop[i] = f->draft.at[i].fallback && !f->draft.at[i].figure && is_time_of_another(f, clause, i);
	for (size_t i = 0; drop && i < f->draft.count; i++)
		if (!drop[i]) {
			f->draft.at[kept] = f->draft.at[i];
			f->found->claim.at[kept++] = f->found->claim.at[i];
		}
	f->draft.count = f->found->claim.count = kept;
	free(drop);
}

// What this sentence leaves to the next ones: its last place, event and date.
static void leave_behind(const struct assembly *a)
{
	const struct facts *f = a->w->facts;
	struct discourse *left = a->w->discourse;
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		if (is_dated(a->w, item)) {
			left->when = &f->found->date.at[item->record];
			left->when_para = f->sentence->para;
		} else if (is_name(a->w, item, "place")) {
			left->place = f->found->entity.at[item->record].name;
			left->place_para = f->sentence->para;
		} else if (is_name(a->w, item, "event")) {
			left->event = f->found->entity.at[item->record].name;
			left->event_para = f->sentence->para;
		}
	}
}

void claims_assemble(struct work *w)
{
	struct facts *f = w->facts;
	struct assembly a = {.w = w};
	const struct claim *before = NULL;
	if (f->draft.count) {
		a.clause = clauses_of(w);
		find_marks(&a);
		drop_fallbacks(f, a.clause);
	}
	for (size_t i = 0; i < f->draft.count; i++) {
		struct claim *c = &f->found->claim.at[i];
		const struct draft *d = &f->draft.at[i];
		find_measure(&a, c, d);
		find_date(&a, c, d);
		find_place(&a, c, d);
		find_event(&a, c, d);
		find_subject(&a, c, d);
		find_modality(&a, c, d);
		find_scope(&a, c, d, before);
		find_source(&a, c, d);
		c->doc_date = f->sentence->doc_date;
		c->doc_source = f->sentence->doc_source;
		write_topic(w, c);
		if (d->figure)
			before = c;
	}
	leave_behind(&a);
	vec_release(&a.mark);
}
