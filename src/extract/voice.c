// SPDX-License-Identifier: MIT
// Voices: who speaks on. "He added", "It put the toll at 73": a pronoun is the source before it, or what was named since that may
// be one. What stands behind somebody's word in its paragraph is on it still, and so is a text with one voice; else a press
// release is on its publisher's.
#include "base/utf8.h"
#include "extract/assemble.h"

static bool is_one_of(slice kind, const char *a, const char *b, const char *c)
{
	return slice_equal(kind, slice_of(a)) || slice_equal(kind, slice_of(b)) || slice_equal(kind, slice_of(c));
}

// What the source's only word stands for, where it is a pronoun: person, thing, any, self; else null.
static slice pronoun_of(const struct work *w, const struct attribution *x)
{
	const uint16_t classes[] = {w->rs->known.pronoun_speaker, w->rs->known.pronoun_object, w->rs->known.pronoun_who};
	const struct entry *e = lexicon_find(w->rs, utf8_lowered(w->arena, x->source_text));
	const struct sense *s = NULL;
	for (size_t i = 0; i < sizeof classes / sizeof *classes && !s; i++)
		s = classes[i] == NO_CLASS ? NULL : entry_sense(w->rs, e, classes[i], SHAPE_LOWER);
	return s ? sense_value(s, 0) : SLICE_NULL;
}

// The voice that a pronoun takes up, or null.
static const struct voice *antecedent(const struct discourse *d, slice stands_for)
{
	if (slice_equal(stands_for, SLICE("self")))
		return NULL;
	const struct voice *last = d->voice.text.ptr ? &d->voice : NULL;
	if (slice_equal(stands_for, SLICE("person")))
		return d->voice_person.text.ptr ? &d->voice_person : NULL;
	if (slice_equal(stands_for, SLICE("thing")) && d->voice_thing.text.ptr)
		return &d->voice_thing;
	if (slice_equal(stands_for, SLICE("thing")) && last && is_one_of(last->kind, "person", "witness", ""))
		return NULL;
	return last;
}

// The text goes on with the voice; one that it only calls "she" is no person that a later "he" may be.
static void go_on_with(struct discourse *d, const struct voice *v, const struct sentence *where)
{
	d->many_voices |= d->voice.text.ptr && !slice_equal(d->voice.text, v->text);
	d->voice = *v;
	d->voice_para = where->para;
	d->voice_sent = where->head.sent;
}

static void take_up(struct discourse *d, const struct voice *v, const struct sentence *where)
{
	go_on_with(d, v, where);
	if (is_one_of(v->kind, "person", "official", "witness"))
		d->voice_person = *v;
}

// The token that begins the sentence's words, and stands at `char_start` of the document; false: another stands there.
static bool begins_sentence(const struct facts *f, int64_t char_start, uint32_t *ret)
{
	const struct scan *s = &f->scan;
	uint32_t i = 0;
	while (i < s->tokens && s->token[i].kind == TOKEN_MARK)
		i++;
	if (i == s->tokens || sentence_original(f->sentence, (span){s->token[i].start, s->token[i].end}).char_start != char_start)
		return false;
	*ret = i;
	return true;
}

// A source's words as they stand inside a sentence: "Some outlets say" is the word of "some outlets".
static slice midway(const struct work *w, const struct attribution *x)
{
	const struct facts *f = w->facts;
	uint32_t first;
	if (!begins_sentence(f, x->source_start, &first))
		return x->source_text;
	enum shape shape = (enum shape)f->scan.token[first].shape;
	const struct token *next = first + 1 < f->scan.tokens ? &f->scan.token[first + 1] : NULL;
	bool titled = next && next->kind == TOKEN_WORD && next->shape == SHAPE_CAP; // "Prime Minister"
	bool ordinary = token_is(w, first, KNOWN_determiner) || (shape == SHAPE_FIRST && !titled && token_is(w, first, KNOWN_common));
	if (!ordinary || shape == SHAPE_CAPS)
		return x->source_text;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].kind == ITEM_ENTITY && f->item.at[i].first == first)
			return x->source_text;
	const struct token *t = &f->scan.token[first];
	return arena_join(w->arena, slice_sub(f->scan.low, t->low_start, t->low_end), slice_from(x->source_text, t->end - t->start));
}

// "Doctors say they have counted 312": whether a voice already spoke in the same sentence, whose own word this is then.
static bool spoke_here(const struct voice *all, size_t count, slice text)
{
	for (size_t i = 0; i < count; i++)
		if (slice_equal(all[i].text, text))
			return true;
	return false;
}

const struct voice *voices_of(struct work *w)
{
	struct facts *f = w->facts;
	struct voice *all = f->found->attribution.count ? ARENA_ARRAY(w->arena, struct voice, f->found->attribution.count) : NULL;
	for (size_t i = 0; i < f->found->attribution.count; i++) {
		struct attribution *x = &f->found->attribution.at[i];
		slice stands_for = pronoun_of(w, x);
		const struct voice *before = stands_for.ptr ? antecedent(w->discourse, stands_for) : NULL;
		all[i] = before ? *before : (struct voice){.text = midway(w, x), .kind = x->source_kind, .id = x->source_id};
		if (before) {
			x->source_kind = before->kind;
			x->source_id = before->id;
			all[i].taken_up = !spoke_here(all, i, before->text) || all[i].taken_up;
		}
		all[i].unknown = stands_for.ptr && !before && !slice_equal(stands_for, SLICE("self"));
		all[i].thinks = attribution_is_thought(w, x);
		if (!stands_for.ptr || before)
			take_up(w->discourse, &all[i], f->sentence);
		else if (slice_equal(stands_for, SLICE("person")))
			go_on_with(w->discourse, &all[i], f->sentence);
	}
	return all;
}

// For so many sentences a text goes on with a voice: in its paragraph, or where no other one has spoken so far.
enum { TOLD_ON_IN_PARAGRAPH = 2, TOLD_ON_ALONE = 9 };

struct voice voice_told(const struct work *w)
{
	const struct discourse *d = w->discourse;
	if (w->facts->found->attribution.count)
		return (struct voice){0};
	bool goes_on = d->voice.text.ptr && !d->voice.thinks;
	int64_t behind = w->facts->sentence->head.sent - d->voice_sent;
	bool paragraph = d->voice_para == w->facts->sentence->para;
	if (goes_on && ((paragraph && behind <= TOLD_ON_IN_PARAGRAPH) || (!d->many_voices && behind <= TOLD_ON_ALONE)))
		return d->voice;
	return d->publisher;
}

// ---- who is named -----------------------------------------------------------------------------------------------------

// The kind of source that a noun is: the last part of its class's name; null where it is none that "it" may be.
static slice thing_kind(const struct work *w, size_t token, size_t *ret_end)
{
	const struct sense *s = token_sense(w, token, KNOWN_source, ret_end);
	slice kind = source_kind_of(w, s);
	return is_one_of(kind, "official", "org", "document") ? kind : SLICE_NULL;
}

// Words of a noun phrase before the noun, its determiner among them: "the national accident bureau".
#define THING_WORDS 4

// The token at which the noun phrase begins whose last word stands at a token; that token itself: it has no determiner.
static size_t phrase_first(const struct work *w, size_t token)
{
	const struct scan *s = &w->facts->scan;
	for (size_t i = token; i > 0 && i + THING_WORDS > token && s->token[i - 1].kind == TOKEN_WORD; i--)
		if (token_is(w, i - 1, KNOWN_determiner))
			return i - 1;
	return token;
}

void voices_leave(struct work *w)
{
	const struct facts *f = w->facts;
	const struct scan *s = &f->scan;
	w->discourse->voice_thing = (struct voice){0};
	if (f->found->attribution.count || !known_set_has(&s->known, KNOWN_source))
		return;
	for (size_t i = 0, end; i < s->tokens; i++) {
		slice kind = token_is(w, i, KNOWN_source) ? thing_kind(w, i, &end) : SLICE_NULL;
		size_t first = kind.ptr ? phrase_first(w, i) : i;
		if (first == i)
			continue;
		slice text = tokens_text(f, first, end);
		w->discourse->voice_thing = (struct voice){.text = text, .kind = kind};
		return;
	}
}

// ---- quotations -------------------------------------------------------------------------------------------------------

// Whether a quotation is open behind the sentence, which is or is not in one where it begins. The scan takes all marks for one.
static bool leaves_open(const struct facts *f, bool open)
{
	if (slice_find_byte(f->scan.low, '"') == NOT_FOUND) // as mostly
		return open;
	for (size_t i = 0; i < f->scan.tokens; i++) {
		slice mark = slice_from(f->sentence->head.text, f->scan.token[i].start);
		if (!token_is_mark(&f->scan, i, '"'))
			continue;
		if (mark.ptr[0] == '"')
			open = !open;
		else if (slice_starts(mark, SLICE("\xE2\x80\x9C")) || slice_starts(mark, SLICE("\xE2\x80\x9D")))
			open = mark.ptr[2] == '\x9C';
	}
	return open;
}

void voices_quote(struct work *w)
{
	struct discourse *d = w->discourse;
	const struct facts *f = w->facts;
	bool open = d->in_quotation && d->quotation_para == f->sentence->para;
	if (!open)
		d->quoted_count = 0;
	d->in_quotation = leaves_open(f, open);
	d->quotation_para = f->sentence->para;
	if (!f->found->attribution.count) {
		if (d->in_quotation && d->quoted_count < QUOTED_MAX)
			d->quoted[d->quoted_count++] = f->found;
		return;
	}
	for (size_t i = 0; i < d->quoted_count; i++)
		for (size_t k = 0; k < d->quoted[i]->claim.count; k++) {
			struct claim *c = &d->quoted[i]->claim.at[k];
			if (!c->source_text.ptr || claim_inherits(c, "source_text"))
				claim_take_voice(w, c, &d->voice, true);
		}
	d->quoted_count = 0;
}

// ---- the publisher ----------------------------------------------------------------------------------------------------

// The sense of the first word of a text that is in a class, or null.
static const struct sense *word_in(const struct work *w, slice text, enum known class)
{
	const struct sense *s = NULL;
	slice rest = utf8_lowered(w->arena, text), word;
	while (!s && (word = slice_cut(&rest, ' ')).ptr)
		s = word_sense(w, word, class);
	return s;
}

// "Port Authority, press release": who publishes its own statements, or an office, speaks for itself.
void voices_begin(struct work *w, const struct sentence *sentence, size_t count)
{
	slice what = count ? sentence[0].doc_source : SLICE_NULL, name = what.ptr ? slice_cut(&what, ',') : SLICE_NULL;
	if (!name.len)
		return;
	slice kind = source_kind_of(w, word_in(w, name, KNOWN_source)); // "official" of "Harbour Police"
	bool own = what.ptr && word_in(w, what, KNOWN_own_text);
	if (own || (kind.ptr && slice_equal(kind, SLICE("official"))))
		w->discourse->publisher = (struct voice){.text = name, .kind = kind.ptr ? kind : SLICE("org")};
}
