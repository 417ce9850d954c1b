// SPDX-License-Identifier: MIT
// Assembly: completes the claims of a sentence. What a claim's rule did not read comes from its clause, then from its sentence,
// then from the text before (its paragraph); what comes from outside its clause is listed in `inherited`.
//
//   official sources report [16 people] killed in a [2011] strike in [Zhanaozen], | but some outlets placed casualties at [73]
//   clause 0: figure, date, place, source                                         | clause 1: figure, source; date and place from
//   clause 0
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/assemble.h"

// ---- the source -------------------------------------------------------------------------------------------------------

bool attribution_is_thought(const struct work *w, const struct attribution *x)
{
	const struct entry *e = lexicon_find(w->rs, x->verb);
	return entry_sense(w->rs, e, w->rs->known.modal_planned, SHAPE_LOWER) ||
		   (entry_sense(w->rs, e, w->rs->known.think, SHAPE_LOWER) && !entry_sense(w->rs, e, w->rs->known.say, SHAPE_LOWER));
}

// Of two attributions that hold a figure, what is said goes before what is thought, then the narrower content.
static bool is_nearer(const struct work *w, const struct attribution *a, const struct attribution *b)
{
	bool thought = attribution_is_thought(w, a);
	if (thought != attribution_is_thought(w, b))
		return !thought;
	return a->content_end - a->content_start < b->content_end - b->content_start;
}

const struct attribution *attribution_of(const struct work *w, const struct draft *d)
{
	const struct facts *f = w->facts;
	const struct attribution *best = NULL;
	span figure = {f->scan.token[d->first].start, f->scan.token[d->end - 1].end};
	struct original at = sentence_original(f->sentence, figure);
	for (size_t i = 0; i < f->found->attribution.count; i++) {
		const struct attribution *x = &f->found->attribution.at[i];
		bool holds = x->content_start >= 0 && x->content_start <= at.char_start && at.char_end <= x->content_end;
		if (holds && (!best || is_nearer(w, x, best)))
			best = x;
	}
	return best;
}

void claim_take_voice(struct work *w, struct claim *c, const struct voice *v, bool inherited)
{
	c->source_text = v->text;
	c->source_kind = v->kind;
	c->source_id = v->id;
	if (inherited)
		claim_inherit(w, c, "source_text");
}

static void find_source(const struct assembly *a, struct claim *c, const struct draft *d)
{
	if (c->source_text.ptr)
		return;
	const struct attribution *x = attribution_of(a->w, d);
	if (!x) {
		if (a->told.text.ptr)
			claim_take_voice(a->w, c, &a->told, true);
		return;
	}
	const struct voice *v = &a->voice[x - a->w->facts->found->attribution.at];
	claim_take_voice(a->w, c, v, v->taken_up);
	if (v->unknown && claim_tells(c, c->subject, "subject"))
		c->source_text = c->subject; // "Vorvalia will cut 900 jobs, it said"
	if (slice_equal(x->stance, SLICE("denies")))
		c->modality = SLICE("denied");
	else if (slice_equal(x->stance, SLICE("doubts")) && slice_equal(c->modality, SLICE("asserted")))
		c->modality = SLICE("hedged");
}

bool is_time_of_quantity(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	for (size_t k = 0; k < f->draft.count; k++)
		if (f->draft.at[k].figure && a->clause[f->draft.at[k].first] == a->clause[d->first])
			return true;
	return false;
}

bool claim_is_whole(const struct work *w, const struct claim *c)
{
	for (size_t i = 0; c->figure_id.ptr && i < w->facts->draft.count; i++) {
		const struct claim *part = &w->facts->found->claim.at[i];
		if (part != c && part->part_of.ptr && slice_equal(part->part_of, c->figure_id))
			return true;
	}
	return false;
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

// "34 people were killed in June 2021" is dated by its quantity: the verb alone tells nothing more. In "Berg, who died aged 84,
// was born on 4 May 1912" the quantity has another verb.
static bool is_told_by_quantity(const struct assembly *a, size_t i)
{
	const struct facts *f = a->w->facts;
	const struct draft *d = &f->draft.at[i];
	const struct mark *m;
	if (d->figure)
		return false;
	bool verb = mark_nearest(a, d, KNOWN_happen, (struct reach){8, true, false}, &m) != NULL;
	uint32_t first = verb && m->first >= d->whole_first ? m->first : d->whole_first;
	for (size_t k = 0; k < f->draft.count; k++) {
		const struct draft *other = &f->draft.at[k];
		if (other->figure && !other->fallback && other->whole_first < d->whole_end && first < other->whole_end)
			return true;
	}
	return false;
}

// A date of which a rule made a claim is no other one.
static bool is_read_already(const struct facts *f, size_t i)
{
	for (size_t k = 0; k < f->draft.count; k++)
		if (k != i && f->draft.at[k].date == f->draft.at[i].date)
			return true;
	return false;
}

static void drop_fallbacks(const struct assembly *a)
{
	struct facts *f = a->w->facts;
	bool *drop = ARENA_ARRAY(a->w->arena, bool, f->draft.count + 1);
	size_t kept = 0;
	for (size_t i = 0; i < f->draft.count; i++)
		drop[i] = (f->draft.at[i].fallback && !f->draft.at[i].figure && is_read_already(f, i)) || is_told_by_quantity(a, i);
	for (size_t i = 0; i < f->draft.count; i++)
		if (!drop[i]) {
			f->draft.at[kept] = f->draft.at[i];
			f->found->claim.at[kept++] = f->found->claim.at[i];
		}
	f->draft.count = f->found->claim.count = kept;
}

// ---- lists behind a colon ---------------------------------------------------------------------------------------------

static bool has_colon(const struct scan *s, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (token_is_mark(s, i, ':'))
			return true;
	return false;
}

bool same_unit(const struct claim *a, const struct claim *b)
{
	return a->unit.ptr ? b->unit.ptr && slice_equal(a->unit, b->unit) : !b->unit.ptr;
}

// "spend £48m: £21m on care, £15m on schools": what a list behind a colon names are parts of the figure before the colon.
static void find_list(struct assembly *a, size_t whole)
{
	struct facts *f = a->w->facts;
	const struct draft *d = f->draft.at;
	struct claim *c = f->found->claim.at;
	size_t first = whole + 1, end = first;
	while (first < f->draft.count && !d[first].figure)
		first++;
	if (first >= f->draft.count || !has_colon(&f->scan, d[whole].end, d[first].first))
		return;
	for (end = first; end < f->draft.count && d[end].figure && same_unit(&c[whole], &c[end]) && !(c[end].lo > c[whole].hi); end++)
		if (end > first && has_colon(&f->scan, d[end - 1].end, d[end].first))
			break;
	if (end - first < 2)
		return;
	for (size_t i = first; i < end; i++) {
		c[i].measure = c[whole].measure;
		c[i].what = c[i].what.ptr ? c[i].what : c[whole].what;
		c[i].modality = c[whole].modality;
		c[i].scope = SLICE("part");
		c[i].part_of = c[whole].head.id;
		claim_inherit(a->w, &c[i], "measure");
	}
}

// "28 deaths, or 6.4% of the 1,340 cases": the count before a share is the same part of the same whole.
static void find_share(struct facts *f, size_t share)
{
	struct claim *c = f->found->claim.at;
	bool is_share = c[share].part_of.ptr && slice_equal(c[share].unit, SLICE("%"));
	if (is_share && f->draft.at[share - 1].figure && !c[share - 1].unit.ptr && !c[share - 1].part_of.ptr)
		c[share - 1].part_of = c[share].part_of;
}

// "Marek 1,807,650 votes (48.7%)": a share in brackets behind a count is that of whom the count tells of; of how many women were
// asked (52%) nothing is known.
static void find_bracketed_share(struct work *w, size_t share)
{
	struct facts *f = w->facts;
	const struct draft *d = &f->draft.at[share], *count = d - 1;
	struct claim *c = &f->found->claim.at[share];
	const struct claim *counted = c - 1;
	bool bracketed = d->fallback && d->first == count->end + 1 && token_is_mark(&f->scan, count->end, '(') &&
					 token_is_mark(&f->scan, d->end, ')');
	bool told =
		count->figure && claim_tells(counted, counted->subject, "subject") && !slice_equal(counted->measure, counted->what);
	if (!bracketed || !told || !slice_equal(c->unit, SLICE("%")))
		return;
	c->measure = SLICE("share");
	c->what = counted->what;
	c->subject = counted->subject;
	claim_inherit(w, c, "measure");
	claim_inherit(w, c, "subject");
}

// "€310 million from €255 million", "11 million in the three months to March, up from 7 million": what was before measures the
// same as the last figure of its kind, where no word tells what it is ("a profit of €87 million").
static void find_superseded(struct facts *f, size_t i)
{
	struct claim *c = f->found->claim.at;
	if (!slice_equal(c[i].head.note, SLICE("earlier")) || claim_tells_measure(&c[i], &f->draft.at[i]))
		return;
	for (size_t k = i; k-- > 0;) {
		bool counts_other = c[i].what.ptr && c[k].what.ptr && !slice_equal(c[i].what, c[k].what);
		if (!f->draft.at[k].figure || !same_unit(&c[k], &c[i]) || counts_other)
			continue;
		c[i].measure = c[k].measure;
		return;
	}
}

// ---- what says too little ---------------------------------------------------------------------------------------------

// "One may only wonder", "one of the reasons", "at one point", "as he once was": one that no rule has a use for counts nothing;
// but "she has one daughter".
static bool is_pronoun(const struct work *w, const struct draft *d)
{
	if (!d->fallback || !d->figure || d->figure->value != 1 || d->figure->unit.ptr)
		return false;
	if (slice_equal(d->figure->kind, SLICE("multiple")))
		return true;
	return token_is(w, d->first, KNOWN_pronoun) && (d->end == d->first + 1 || token_is(w, d->first + 1, KNOWN_preposition) ||
													(d->first && token_is(w, d->first - 1, KNOWN_preposition)));
}

// A date of nothing; that of a quantity in its clause must date something that the sentence names as well.
static bool says_nothing(const struct assembly *a, const struct draft *d, const struct claim *c)
{
	if (!d->fallback || d->figure || !slice_equal(c->measure, SLICE("event_date")) || claim_tells(c, c->event, "event"))
		return false;
	if (!is_time_of_quantity(a, d))
		return !c->event.ptr && !c->subject.ptr && !claim_tells(c, c->place, "place");
	return slice_equal(d->date->grain, SLICE("year")) ||
		   (!claim_tells(c, c->subject, "subject") && !claim_tells(c, c->place, "place"));
}

static void keep_sayings(const struct assembly *a)
{
	const struct work *w = a->w;
	struct facts *f = w->facts;
	size_t kept = 0;
	for (size_t i = 0; i < f->draft.count; i++)
		if (!is_pronoun(w, &f->draft.at[i]) && !says_nothing(a, &f->draft.at[i], &f->found->claim.at[i])) {
			f->draft.at[kept] = f->draft.at[i];
			f->found->claim.at[kept++] = f->found->claim.at[i];
		}
	f->draft.count = f->found->claim.count = kept;
}

void claims_assemble(struct work *w)
{
	struct facts *f = w->facts;
	struct assembly a = {.w = w};
	const struct claim *before = NULL;
	a.told = voice_told(w);
	a.voice = voices_of(w);
	if (f->draft.count) {
		a.clause = clauses_of(w);
		marks_find(&a);
		drop_fallbacks(&a);
	}
	for (size_t i = 0; i < f->draft.count; i++) {
		struct claim *c = &f->found->claim.at[i];
		const struct draft *d = &f->draft.at[i];
		const struct claim *anew = slot_measure(&a, c, d);
		slot_modality(&a, c, d);
		const struct claim *before_put = anew ? anew : claim_put_before(&a, c, d);
		if (before_put)
			modality_again(c, before_put);
		slot_date(&a, c, d);
		slot_now(&a, c, d);
		slot_place(&a, c, d);
		slot_event(&a, c, d);
		slot_subject(&a, c, d);
		if (anew)
			slots_again(w, c, anew);
		slot_scope(&a, c, d, before);
		find_source(&a, c, d);
		c->doc_date = f->sentence->doc_date;
		c->doc_source = f->sentence->doc_source;
		if (d->figure && !slice_equal(c->head.note, SLICE("earlier"))) // "143 new cases, as against 201 before, and two deaths"
			before = c;
	}
	for (size_t i = 0; i < f->draft.count; i++)
		if (f->draft.at[i].figure)
			find_list(&a, i);
	for (size_t i = 1; i < f->draft.count; i++) {
		find_share(f, i);
		find_bracketed_share(w, i);
		find_superseded(f, i);
	}
	keep_sayings(&a);
	for (size_t i = 0; i < f->draft.count; i++)
		write_topic(w, &f->found->claim.at[i]);
	const struct claim *quantity = sentence_quantity(w, UINT32_MAX);
	if (quantity)
		w->discourse->quantity = quantity;
	voices_leave(w);
	voices_quote(w);
	discourse_leave(w);
}
