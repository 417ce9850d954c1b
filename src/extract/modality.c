// SPDX-License-Identifier: MIT
// Modality and scope: whether a claim is asserted, and whether its figure is all there is or a part.
#include "base/line.h"
#include "extract/assemble.h"

static bool has_word(const struct assembly *a, const struct draft *d, enum known class, struct reach reach)
{
	const struct mark *m;
	return mark_nearest(a, d, class, reach, &m) != NULL;
}

// "143 new suspected cases", where the figure is 143 alone
static bool has_behind(const struct assembly *a, const struct draft *d, enum known class)
{
	return d->end < a->w->facts->scan.tokens && token_is(a->w, d->end, class);
}

// "Four more people"
static bool has_inside(const struct assembly *a, const struct draft *d, enum known class)
{
	size_t end;
	const struct scan *s = &a->w->facts->scan;
	for (uint32_t i = d->first; i < d->end; i += s->token[i].phrase ? s->token[i].phrase_tokens : 1)
		if (i > d->first && token_sense(a->w, i, class, &end) && end < d->end)
			return true;
	return false;
}

// "Forty people will be killed", "40 may have died": in the claim's own words behind its figure, or right behind it where the
// figure opens its sentence or stands behind a mark; elsewhere the word may go with another noun ("the loss of 40 jobs will
// hurt").
static bool has_own(const struct assembly *a, const struct draft *d, enum known class)
{
	const struct scan *s = &a->w->facts->scan;
	bool opens = d->first == 0 || s->token[d->first - 1].kind == TOKEN_MARK;
	uint32_t last = d->whole_end > d->end ? d->whole_end : d->end + opens;
	for (uint32_t i = d->end; i < last && i < s->tokens; i++)
		if (token_is(a->w, i, class) && !item_around(a->w->facts, i, i + 1)) // in May
			return true;
	return false;
}

// "In all, the unrest has killed 14"
static bool opens_with(const struct assembly *a, const struct draft *d, enum known class)
{
	const struct mark *m = a->mark.count ? a->mark.at : NULL;
	return m && m->first == 0 && a->clause[d->first] == a->clause[0] &&
		   entry_sense(a->w->rs, m->entry, a->w->rs->known.of[class], m->shape);
}

// Words that may stand before the one that opens a sentence: "Some two days later".
#define OPENING_WORDS 2

// "Two days later, the hospital said eight had died"
static bool opens_later(const struct work *w)
{
	size_t end;
	for (size_t i = 0; i <= OPENING_WORDS && i < w->facts->scan.tokens; i++)
		if (token_sense(w, i, KNOWN_later, &end))
			return true;
	return false;
}

// "A week earlier the ministry had reported 910 cases", "compared with 350": the word's value tells how near it must stand.
static bool is_superseded(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	const struct sense *s = mark_nearest(a, d, KNOWN_earlier, (struct reach){10, true, true}, &m);
	if (!s)
		return false;
	slice reach = sense_value(s, 0);
	return !reach.len || tokens_apart(m->first, m->end, d->first, d->end) <= line_as_number(reach);
}

// "He denied that three had died", but not "he denied all and said that three had died"
static bool is_denied(const struct assembly *a, const struct draft *d, struct reach reach)
{
	const struct mark *m;
	if (!mark_nearest(a, d, KNOWN_denial, reach, &m))
		return false;
	return !stands_before(a->w, d->first, d->first - m->end, KNOWN_say);
}

// "That two students had died was false"; "false" before a noun says nothing of the figure.
static bool is_called_false(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	return mark_nearest(a, d, KNOWN_fact_false, (struct reach){8, false, true}, &m) && m->first >= d->end &&
		   stands_before(a->w, m->first, 2, KNOWN_be);
}

// "The firm said it would cut 900 jobs", "said 900 jobs would go": the one who said so said "will".
static bool is_reported_will(const struct assembly *a, const struct draft *d, struct reach reach)
{
	const struct mark *would, *might;
	if (has_own(a, d, KNOWN_modal_reported))
		return attribution_of(a->w, d);
	return mark_nearest(a, d, KNOWN_modal_reported, reach, &would) && attribution_of(a->w, d) &&
		   mark_nearest(a, d, KNOWN_modal_hypothetical, reach, &might) && might->end == would->end;
}

// "the 4.1% that economists had expected", "expected by economists": the verb that follows what it attributes, and opens or
// closes its attribution, tells that this is still to come.
static bool is_awaited(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct attribution *x = known_set_has(&f->scan.known, KNOWN_modal_forecast) ? attribution_of(a->w, d) : NULL;
	if (!x || x->content_end > x->head.char_start)
		return false;
	for (size_t i = 0; i < a->mark.count; i++) {
		const struct mark *m = &a->mark.at[i];
		struct original at = tokens_original(f, m->first, m->end);
		if ((at.char_start == x->head.char_start || at.char_end == x->head.char_end) &&
			entry_sense(a->w->rs, m->entry, a->w->rs->known.modal_forecast, m->shape))
			return true;
	}
	return false;
}

// "Perhaps 40 died"; but who estimates the damage at 40 million says so.
static bool is_hedged(const struct assembly *a, const struct draft *d, struct reach reach)
{
	const struct mark *m = NULL;
	const struct attribution *x = mark_nearest(a, d, KNOWN_hedge, reach, &m) ? attribution_of(a->w, d) : NULL;
	return m && !(x && slice_equal(x->verb, mark_text(a, m)));
}

void slot_modality(const struct assembly *a, struct claim *c, const struct draft *d)
{
	const struct reach near = {6, true, true}, wide = {8, true, true}, far = {14, true, true};
	if (!c->modality.ptr) {
		if (is_denied(a, d, far) || is_called_false(a, d))
			c->modality = SLICE("denied");
		else if (is_reported_will(a, d, near))
			c->modality = SLICE("forecast");
		else if (has_word(a, d, KNOWN_modal_hypothetical, near) || has_own(a, d, KNOWN_modal_hypothetical) ||
				 has_word(a, d, KNOWN_modal_needed, (struct reach){2, true, true}))
			c->modality = SLICE("hypothetical");
		else if (has_word(a, d, KNOWN_modal_forecast, wide) || has_own(a, d, KNOWN_modal_forecast) || is_awaited(a, d))
			c->modality = SLICE("forecast");
		else if (has_word(a, d, KNOWN_modal_planned, near) || has_own(a, d, KNOWN_modal_planned))
			c->modality = SLICE("planned");
		else if (is_hedged(a, d, near))
			c->modality = SLICE("hedged");
		else
			c->modality = SLICE("asserted");
	}
	if (!c->head.note.ptr && is_superseded(a, d))
		c->head.note = SLICE("earlier");
	else if (!c->head.note.ptr && (has_word(a, d, KNOWN_later, (struct reach){2, true, true}) || opens_later(a->w)))
		c->head.note = SLICE("later");
	c->negated |= has_word(a, d, KNOWN_negation, (struct reach){2, true, true});
}

void modality_again(struct claim *c, const struct claim *told)
{
	if (slice_equal(c->modality, SLICE("asserted")) && !slice_equal(told->modality, SLICE("denied")))
		c->modality = told->modality;
}

// "Turnout was 34 percent at noon", "By noon, turnout …": a share at an hour is not that of the day. What is counted at an hour
// may be all there is: "the blast at noon killed 40".
static bool is_of_hour(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	if (!d->figure || !slice_equal(d->figure->kind, SLICE("percent")))
		return false;
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		bool beside = item->first == d->end || item->first == d->end + 1 || item->first <= 1;
		if (beside && item->kind == ITEM_DATE && slice_equal(f->found->date.at[item->record].timex_type, SLICE("TIME")))
			return true;
	}
	return false;
}

// "30 percent of schools in the east": of a part of the place that the text is about.
static bool is_of_place_part(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	const struct scan *s = &a->w->facts->scan;
	return mark_nearest(a, d, KNOWN_place_part, (struct reach){5, false, true}, &m) && m->first > 1 &&
		   token_is(a->w, m->first - 1, KNOWN_determiner) && token_is(a->w, m->first - 2, KNOWN_preposition) &&
		   !(m->end < s->tokens && token_is(a->w, m->end, KNOWN_preposition));
}

// "Twelve died in Osby. Police there said four had died on the coast": of what may be a part of the place that the text is about,
// where it has told a figure of this measure; in the landslide that a text begins with, "in the hills" is all.
static bool is_of_terrain(const struct assembly *a, const struct claim *c, const struct draft *d, const struct claim *before)
{
	const struct claim *told = before ? before : a->w->discourse->quantity;
	const struct mark *m;
	return told && slice_equal(told->measure, c->measure) && !claim_tells(c, c->place, "place") &&
		   mark_nearest(a, d, KNOWN_place_terrain, (struct reach){5, false, true}, &m) && m->first >= d->end && m->first > 1 &&
		   (token_is(a->w, m->first - 1, KNOWN_preposition) ||
			(token_is(a->w, m->first - 1, KNOWN_determiner) && token_is(a->w, m->first - 2, KNOWN_preposition)));
}

// "22 arrests in the capital alone"
static bool is_of_one_alone(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	return mark_nearest(a, d, KNOWN_scope_alone, (struct reach){6, false, true}, &m) && m->first >= d->end;
}

// "148 deaths, among which 114 in the camp, 21 died on the way": whether the claim goes on with the parts of a whole.
static bool is_further_part(const struct claim *c, const struct claim *before)
{
	return before && slice_equal(before->scope, SLICE("part")) && before->part_of.ptr && slice_equal(before->measure, c->measure);
}

void slot_scope(const struct assembly *a, struct claim *c, const struct draft *d, const struct claim *before)
{
	if (!c->scope.ptr) {
		if (has_word(a, d, KNOWN_scope_part, (struct reach){2, true, false}) ||
			has_word(a, d, KNOWN_scope_part, (struct reach){1, false, true}) ||
			(d->fallback && has_inside(a, d, KNOWN_scope_partitive)) || is_of_place_part(a, d) || is_of_terrain(a, c, d, before))
			c->scope = SLICE("part");
		else if (has_word(a, d, KNOWN_scope_new, (struct reach){0, true, true}) || has_inside(a, d, KNOWN_scope_new) ||
				 has_behind(a, d, KNOWN_scope_new))
			c->scope = SLICE("new");
		else if (is_of_one_alone(a, d))
			c->scope = SLICE("part");
		else if (has_word(a, d, KNOWN_scope_total, (struct reach){3, false, true}))
			c->scope = SLICE("total");
		else if (has_word(a, d, KNOWN_scope_ongoing, (struct reach){3, false, true}) || opens_with(a, d, KNOWN_scope_ongoing) ||
				 is_of_hour(a, d))
			c->scope = SLICE("ongoing");
		else if (d->fallback && before && slice_equal(before->scope, SLICE("new")))
			c->scope = SLICE("new"); // "143 new cases and two deaths"
		else if (is_further_part(c, before)) {
			c->scope = SLICE("part");
			c->part_of = before->part_of;
		}
	}
	if (slice_equal(c->scope, SLICE("part")) && !c->part_of.ptr && before)
		c->part_of = before->head.id;
}
