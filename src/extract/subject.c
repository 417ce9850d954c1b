// SPDX-License-Identifier: MIT
// Subjects: who or what a claim is about, where its rule did not say: a name before the verb, what describes it there, whom a
// pronoun means, what the document is about.
#include "base/utf8.h"
#include "extract/assemble.h"

// The person who is the source of the claim, or whose name ends it: "Minister Otto Hain"; null: it names none.
static slice speaker_name(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct attribution *x = attribution_of(a->w, d);
	for (size_t i = 0; x && i < f->item.count; i++) {
		const struct item *item = &f->item.at[i];
		if (item_is_name(a->w, item, ENTITY_PERSON) && tokens_original(f, item->first, item->end).char_end == x->source_end)
			return f->found->entity.at[item->record].name;
	}
	return SLICE_NULL;
}

// Whom "he" or "she" means, who speaks himself or was named before; null where the word is neither, or nobody was named.
static slice meant_by(const struct assembly *a, const struct draft *d, const struct sense *pronoun)
{
	slice gender = pronoun ? sense_value(pronoun, 0) : SLICE_NULL;
	if (!gender.len)
		return SLICE_NULL;
	slice speaker = speaker_name(a, d);
	return speaker.ptr ? speaker : slice_equal(gender, SLICE("f")) ? a->w->discourse->woman : a->w->discourse->man;
}

static const struct sense *pronoun_sense(const struct assembly *a, slice text)
{
	const struct entry *e = lexicon_find(a->w->rs, utf8_lowered(a->w->arena, text));
	return entry_sense(a->w->rs, e, a->w->rs->known.pronoun_person, SHAPE_LOWER);
}

bool measure_is_owned(const struct work *w, slice measure)
{
	return word_sense(w, measure, KNOWN_owned) != NULL;
}

// Whether a figure counts people or things, or may do so.
static bool counts(const struct draft *d)
{
	return slice_equal(d->figure->kind, SLICE("count")) || slice_equal(d->figure->kind, SLICE("number"));
}

// What a firm earns, or when it was founded, is its own; a count of people or things in an event is nobody's.
static bool speaks_of_main(const struct assembly *a, const struct draft *d)
{
	const struct mark *m;
	if (d->figure)
		return !counts(d);
	const struct sense *verb = mark_nearest(a, d, KNOWN_happen, (struct reach){20, false, false}, &m);
	return verb && sense_value(verb, 1).len;
}

// Whether a noun phrase begins behind its owner: "Vorvala's new stadium".
static bool is_owned_from(const struct work *w, uint32_t first)
{
	size_t end;
	for (uint32_t i = 1; i <= 2 && i < first; i++)
		if (token_sense(w, first - i, KNOWN_clitic, &end) && end == first)
			return w->facts->scan.token[first - i - 1].kind == TOKEN_WORD;
	return false;
}

static bool token_is_dated(const struct work *w, uint32_t token)
{
	const struct item *item = item_around(w->facts, token, token + 1);
	return item && item->kind == ITEM_DATE;
}

// So many words a described subject has at most, with its determiner.
#define DESCRIBED_MAX 4

// Where the verb begins of which a rule read the main part: "has cost", "will spend".
static uint32_t verb_first(const struct work *w, uint32_t at)
{
	while (at > 0 && (token_is(w, at - 1, KNOWN_be) || token_is(w, at - 1, KNOWN_have) ||
					  token_is(w, at - 1, KNOWN_modal_forecast) || token_is(w, at - 1, KNOWN_modal_hypothetical)))
		at--;
	return at;
}

// So many words stand at most behind the preposition of what tells where a thing is: "the mast on its flat roof".
#define WHERE_WORDS 3

// "The museum in Vorvala drew 900 visitors", "the mast on its roof is 20 metres high": where a noun phrase ends before what tells
// where it is and ends at a token, else that token. What is measured is long or high; other verbs have their own nouns before
// them.
static uint32_t before_where(const struct work *w, const struct draft *d, uint32_t end)
{
	const struct item *place = name_ending_at(w, end, ENTITY_PLACE);
	uint32_t first = place ? place->first : end;
	bool measured = d->figure && slice_equal(d->figure->kind, SLICE("measure"));
	for (uint32_t words = 0; !place && measured && words < WHERE_WORDS && first > 1 && !token_is(w, first - 1, KNOWN_preposition);
		 words++) {
		const struct token *t = &w->facts->scan.token[first - 1];
		if (t->kind != TOKEN_WORD || t->shape != SHAPE_LOWER || token_is(w, first - 1, KNOWN_say) ||
			token_is(w, first - 1, KNOWN_pronoun_person))
			return end;
		first--;
	}
	if (place && first > 1 && token_is(w, first - 1, KNOWN_determiner))
		first--;
	return first > 1 && first < end && token_is(w, first - 1, KNOWN_preposition) ? first - 1 : end;
}

// Whether an event's noun ends at a token: what a storm or a march did is told by the event.
static bool ends_event(const struct assembly *a, uint32_t end)
{
	for (size_t i = 0; i < a->mark.count; i++)
		if (a->mark.at[i].end == end &&
			entry_sense(a->w->rs, a->mark.at[i].entry, a->w->rs->known.event_noun, a->mark.at[i].shape))
			return true;
	return false;
}

// "The bridge cost $40 million": a noun phrase right before the verb that a rule read, at the start of its clause, tells whose
// amount it is; null: there is none.
static slice described_subject(const struct assembly *a, const struct draft *d)
{
	const struct work *w = a->w;
	const struct scan *s = &w->facts->scan;
	uint32_t end = verb_first(w, d->whole_first);
	bool is_noun = token_is(w, d->whole_first, KNOWN_quantity) && d->first > d->whole_first + 1; // "the annual cost was …"
	bool verb = d->first > d->whole_first || end < d->whole_first; // "cost 40 million", "is 90 metres long"
	if (end < 1 || d->fallback || !verb || is_noun)
		return SLICE_NULL;
	end = before_where(w, d, end);
	if (end < 1 || token_is(w, end - 1, KNOWN_preposition) || token_is(w, end - 1, KNOWN_determiner) ||
		token_is(w, end - 1, KNOWN_pronoun) || ends_event(a, end))
		return SLICE_NULL;
	for (uint32_t first = end; first-- > 0 && first + DESCRIBED_MAX >= end;) {
		const struct token *t = &s->token[first];
		bool opens = first == 0 || a->clause[first] != a->clause[first - 1] || s->token[first - 1].kind == TOKEN_MARK ||
					 token_is(w, first - 1, KNOWN_conjunction) || token_is(w, first - 1, KNOWN_say);
		if (first + 1 < end && opens && token_is(w, first, KNOWN_determiner))
			return tokens_low(s, first + 1, end);
		bool word = token_is(w, first, KNOWN_noun) || (token_is(w, first, KNOWN_common) && !token_is(w, first, KNOWN_pronoun) &&
													   !token_is(w, first, KNOWN_conjunction));
		if (first + 1 == end && opens && word && d->figure && !token_is_dated(w, first) && !token_is(w, first, KNOWN_say))
			return tokens_low(s, first, end); // "petrol costs"
		if (is_owned_from(w, first))
			return tokens_low(s, first, end);
		if (t->kind != TOKEN_WORD || t->shape != SHAPE_LOWER || token_is(w, first, KNOWN_say) ||
			token_is(w, first, KNOWN_pronoun_person))
			break;
	}
	return SLICE_NULL;
}

// "The police budget was $9 million": what stands right before the quantity tells whose it is.
static bool names_owner(const struct work *w, uint32_t token)
{
	const struct token *t = &w->facts->scan.token[token];
	return t->kind == TOKEN_WORD && (token == 0 || t->shape == SHAPE_LOWER) &&
		   (token_is(w, token, KNOWN_noun) || token_is(w, token, KNOWN_goods)) && !token_is(w, token, KNOWN_quantity) &&
		   !token_is(w, token, KNOWN_say) && !token_is_dated(w, token);
}

// "The wheat harvest was 3 million tonnes", "oil exports rose": the noun of what is measured or sold, right before the quantity;
// null: there is none.
static slice quantity_kind(const struct assembly *a, const struct draft *d)
{
	const struct work *w = a->w;
	uint32_t at = d->whole_first;
	if (!d->figure || at == 0 || !token_is(w, at, KNOWN_quantity) || !names_owner(w, at - 1))
		return SLICE_NULL;
	bool kind = slice_equal(d->figure->kind, SLICE("measure")) || token_is(w, at - 1, KNOWN_goods);
	return kind ? tokens_low(&w->facts->scan, at - 1, at) : SLICE_NULL;
}

// Words that may stand between an owner and what is measured: "the town's total annual budget".
#define OWNED_WITHIN 3

// "The library's budget was $9 million": the noun of whom or what the quantity of a rule is; null: the text has none there, or a
// name, a time ("last year's budget") or one that stands for the text's main name ("the company's revenue").
static slice quantity_owner(const struct assembly *a, const struct draft *d)
{
	const struct work *w = a->w;
	const struct scan *s = &w->facts->scan;
	uint32_t at = d->whole_first;
	if (d->fallback || !token_is(w, at, KNOWN_quantity))
		return SLICE_NULL;
	if (at > 0 && !w->discourse->main_name.ptr && names_owner(w, at - 1) && !quantity_kind(a, d).ptr)
		return tokens_low(s, at - 1, at);
	for (uint32_t i = at; i > 1 && i + OWNED_WITHIN >= at; i--) {
		bool owns = token_is(w, i - 1, KNOWN_clitic) || (token_is_mark(s, i - 1, '\'') && !s->token[i - 2].space);
		const struct token *owner = &s->token[i - 2];
		if (owns && owner->kind == TOKEN_WORD && (owner->shape == SHAPE_LOWER || (i == 2 && token_is(w, 0, KNOWN_noun))) &&
			!token_is(w, i - 2, KNOWN_pronoun) && !token_is_dated(w, i - 2))
			return w->discourse->main_name.ptr && token_is(w, i - 2, KNOWN_source) ? SLICE_NULL : tokens_low(s, i - 2, i - 1);
		if (owns || s->token[i - 1].kind != TOKEN_WORD || token_is(w, i - 1, KNOWN_preposition) || token_is(w, i - 1, KNOWN_say))
			break;
	}
	return SLICE_NULL;
}

// "Opened in 1912, the Orvan Tower is tall": the name that begins right behind the first comma; null: there is none.
static slice name_behind_comma(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	uint32_t at = d->whole_end;
	while (at < f->scan.tokens && !token_is_mark(&f->scan, at, ','))
		at++;
	at += at + 1 < f->scan.tokens && token_is(a->w, at + 1, KNOWN_determiner) ? 2 : 1;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].kind == ITEM_ENTITY && f->item.at[i].first == at && !is_of_source(a->w, at, f->item.at[i].end))
			return f->found->entity.at[f->item.at[i].record].name;
	return SLICE_NULL;
}

// Nouns that may stand between a name and the verb, and belong to it: "the Lomba accord", "the Osby rowing club".
#define NAMED_NOUNS_MAX 2

// The name with the nouns behind it, right before the verb at a token; the name alone: there are none.
static slice named_thing(const struct assembly *a, const struct item *name, uint32_t verb)
{
	const struct work *w = a->w;
	uint32_t end = verb_first(w, verb);
	slice text = w->facts->found->entity.at[name->record].name;
	if (end <= name->end || end > name->end + NAMED_NOUNS_MAX)
		return text;
	for (uint32_t i = name->end; i < end; i++)
		if (w->facts->scan.token[i].shape != SHAPE_LOWER || !token_is(w, i, KNOWN_noun) || token_is(w, i, KNOWN_say))
			return text;
	return arena_format(w->arena, SLICE_FMT " " SLICE_FMT, SLICE_ARG(text), SLICE_ARG(tokens_text(w->facts, name->end, end)));
}

// "The hut on the Orvan peak is 9 metres high": the noun of what is at the name that a claim would be of; null: it is of the
// name. Only what is measured: a firm's revenue is told of what it has.
static slice thing_at_name(const struct assembly *a, const struct draft *d, const struct item *name)
{
	const struct work *w = a->w;
	const struct scan *s = &w->facts->scan;
	if (!d->figure || !slice_equal(d->figure->kind, SLICE("measure")) || name->first < 2)
		return SLICE_NULL;
	uint32_t at = name->first - (token_is(w, name->first - 1, KNOWN_determiner) ? 1 : 0);
	if (at < 2 || !token_is(w, at - 1, KNOWN_preposition))
		return SLICE_NULL;
	uint32_t end = at - 1, first = end;
	while (first > 0 && first + DESCRIBED_MAX > end && s->token[first - 1].kind == TOKEN_WORD &&
		   s->token[first - 1].shape == SHAPE_LOWER && !token_is(w, first - 1, KNOWN_determiner) &&
		   !token_is(w, first - 1, KNOWN_preposition))
		first--;
	bool opens = first > 0 && token_is(w, first - 1, KNOWN_determiner);
	return opens && first < end && !token_is(w, end - 1, KNOWN_quantity) ? tokens_low(s, first, end) : SLICE_NULL;
}

// "The Osby bridge, opened in 1974": what the nouns between a place's name and the verb name; null: there are none.
static slice thing_of_place(const struct assembly *a, uint32_t verb)
{
	const struct work *w = a->w;
	const struct facts *f = w->facts;
	uint32_t end = verb_first(w, verb);
	end -= end > 0 && token_is_mark(&f->scan, end - 1, ',');
	for (size_t i = 0; i < f->item.count; i++) {
		const struct item *place = &f->item.at[i];
		if (place->end >= end || place->end + NAMED_NOUNS_MAX < end || !item_is_entity(place, ENTITY_PLACE))
			continue;
		uint32_t at = place->end, first = place->first;
		if (first > 0 && f->scan.token[first - 1].kind == TOKEN_WORD && !token_is(w, first - 1, KNOWN_determiner) &&
			!token_is(w, first - 1, KNOWN_preposition) && !token_is(w, first - 1, KNOWN_conjunction))
			continue; // "the new Osby bridge" is another
		while (at < end && f->scan.token[at].shape == SHAPE_LOWER && token_is(w, at, KNOWN_noun) && !token_is(w, at, KNOWN_say))
			at++;
		if (at == end)
			return tokens_text(f, first, end);
	}
	return SLICE_NULL;
}

// The first token of what an attribution holds, on the way back from one within it, behind "that".
static uint32_t content_first(const struct work *w, const struct attribution *x, uint32_t token)
{
	while (token > 0 && tokens_original(w->facts, token - 1, token).char_start >= x->content_start)
		token--;
	return token + token_is(w, token, KNOWN_conjunction);
}

// Words between a pronoun and the figure that its verb governs: "it had since rescued".
#define DEED_WITHIN 4

// "The navy said it had rescued 40": who speaks, where what is told is his own deed; null: it is not.
static slice doer_who_speaks(const struct assembly *a, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct attribution *x = d->figure ? attribution_of(a->w, d) : NULL;
	if (!x || x->source_end > x->content_start)
		return SLICE_NULL;
	uint32_t first = content_first(a->w, x, d->first);
	bool near = first < d->first && first + DEED_WITHIN >= d->first && tokens_are_unbroken(&f->scan, first, d->first) &&
				!stands_before(a->w, d->first, d->first - first, KNOWN_be); // "they are 400 metres down"
	return near && token_is(a->w, first, KNOWN_pronoun_speaker) ? a->voice[x - f->found->attribution.at].text : SLICE_NULL;
}

// "Open Cell said 310 people had been detained": whether those counted are what is spoken of, and not who speaks.
static bool counts_others(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct attribution *x = counts(d) && !measure_is_owned(a->w, c->measure) ? attribution_of(a->w, d) : NULL;
	return x && x->source_end <= x->content_start && content_first(a->w, x, d->first) == d->first;
}

// "The clinic's own books show 380 beds": whose the source is, who gives a number of things and nothing else; null: nobody's.
static slice source_owner(const struct assembly *a, const struct claim *c, const struct draft *d)
{
	const struct facts *f = a->w->facts;
	const struct attribution *x = c->what.ptr && slice_equal(c->what, c->measure) ? attribution_of(a->w, d) : NULL;
	for (uint32_t i = 1; x && i + 1 < f->scan.tokens; i++) {
		int64_t at = tokens_original(f, i, i + 1).char_start;
		if (at <= x->source_start || at >= x->source_end || !token_is(a->w, i, KNOWN_clitic))
			continue;
		const struct token *owner = &f->scan.token[i - 1];
		bool noun = owner->kind == TOKEN_WORD && owner->shape == SHAPE_LOWER && token_is(a->w, i - 1, KNOWN_noun);
		return noun ? tokens_low(&f->scan, i - 1, i) : SLICE_NULL;
	}
	return SLICE_NULL;
}

void slot_subject(const struct assembly *a, struct claim *c, const struct draft *d)
{
	static const enum entity_kind kinds[] = {ENTITY_ORG, ENTITY_PERSON, ENTITY_GROUP, ENTITY_PRODUCT, ENTITY_WORK, ENTITY_LAW};
	const struct discourse *past = a->w->discourse;
	const struct item *best = NULL;
	const struct mark *m;
	uint32_t before = d->first; // the verb of what happened, else the figure
	if (!d->figure && mark_nearest(a, d, KNOWN_happen, (struct reach){12, true, false}, &m))
		before = m->first;
	const struct sense *said = c->subject.ptr ? pronoun_sense(a, c->subject) : NULL;
	if ((c->subject.ptr && !said) || claim_is_whole(a->w, c))
		return;
	if (d->figure && slice_equal(d->figure->kind, SLICE("count")) &&
		mark_nearest(a, d, KNOWN_disease, (struct reach){20, false, false}, &m)) {
		c->subject = mark_text(a, m); // who has cholera is not counted with those who have measles
		return;
	}
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !said; k++) {
		const struct item *item = nearest_item(a, d, kinds[k], false);
		if (item && d->figure && is_of_source(a->w, item->first, item->end) && counts_others(a, c, d))
			continue;
		if (item && item->end <= before && (!best || item->first > best->first))
			best = item;
	}
	if (best && (c->subject = thing_at_name(a, d, best)).ptr) {
		if (!claim_tells(c, c->place, "place"))
			c->place = a->w->facts->found->entity.at[best->record].name;
		return;
	}
	if (!best && !d->figure && !said && before < d->first && (c->subject = thing_of_place(a, before)).ptr)
		return;
	size_t behind; // "Vorvala's new stadium cost …": what the owner has, not the owner
	if (best && d->figure && !counts(d) && token_sense(a->w, best->end, KNOWN_clitic, &behind) &&
		(c->subject = described_subject(a, d)).ptr)
		return;
	if (best) {
		c->subject = d->figure ? a->w->facts->found->entity.at[best->record].name : named_thing(a, best, before);
		return;
	}
	if (!c->what.ptr)
		c->what = quantity_kind(a, d);
	bool amount = d->figure || slice_equal(c->claim_kind, SLICE("quantity")); // a sentence of six years
	if (amount && !said && (c->subject = quantity_owner(a, d)).ptr)
		return;
	bool owned = d->figure ? !counts(d) || measure_is_owned(a->w, c->measure) : true;
	if (!said && owned && (c->subject = described_subject(a, d)).ptr)
		return;
	if (!said)
		said = mark_nearest(a, d, KNOWN_pronoun_person, (struct reach){12, true, false}, &m);
	// "Opened in 1912, the tower …"; "With 900 students, the school …"
	bool leads = d->figure ? d->whole_first == 1 && token_is(a->w, 0, KNOWN_preposition) : d->whole_first == 0;
	if (!said && leads && (c->subject = name_behind_comma(a, d)).ptr)
		return;
	if (!said && !d->figure && d->whole_first == 0) // "Born in 1924 in Tolz, she taught"
		said = mark_nearest(a, d, KNOWN_pronoun_person, (struct reach){12, false, false}, &m);
	c->subject = meant_by(a, d, said);
	if (!c->subject.ptr)
		c->subject = doer_who_speaks(a, d);
	if (!c->subject.ptr && !(said && sense_value(said, 0).len) && speaks_of_main(a, d))
		c->subject = past->main_name;
	if (!c->subject.ptr)
		c->subject = source_owner(a, c, d);
	if (c->subject.ptr)
		claim_inherit(a->w, c, "subject");
}
