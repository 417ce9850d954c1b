// SPDX-License-Identifier: MIT
// Voices: who speaks on. "He added", "It put the toll at 73": a pronoun is the source before it; and what a text with one voice
// to tell is on its word.
#include "base/utf8.h"
#include "extract/private.h"

static bool is_one_of(slice kind, const char *a, const char *b, const char *c)
{
	return slice_equal(kind, slice_of(a)) || slice_equal(kind, slice_of(b)) || slice_equal(kind, slice_of(c));
}

// What the source's only word stands for, where it is a pronoun: person, thing, any, self; else null.
static slice pronoun_of(const struct work *w, const struct attribution *x)
{
	const uint16_t classes[] = {w->rs->known.pronoun_speaker, w->rs->known.pronoun_object};
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
	if (slice_equal(stands_for, SLICE("thing")) && last && is_one_of(last->kind, "person", "witness", ""))
		return NULL;
	return last;
}

static void take_up(struct discourse *d, const struct voice *v, int64_t para)
{
	d->many_voices |= d->voice.text.ptr && !slice_equal(d->voice.text, v->text);
	d->voice = *v;
	d->voice_para = para;
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
	bool ordinary = token_is(w, first, KNOWN_determiner) || (shape == SHAPE_FIRST && token_is(w, first, KNOWN_common));
	if (!ordinary || shape == SHAPE_CAPS)
		return x->source_text;
	for (size_t i = 0; i < f->item.count; i++)
		if (f->item.at[i].kind == ITEM_ENTITY && f->item.at[i].first == first)
			return x->source_text;
	const struct token *t = &f->scan.token[first];
	return arena_join(w->arena, slice_sub(f->scan.low, t->low_start, t->low_end), slice_from(x->source_text, t->end - t->start));
}

const struct voice *voices_of(struct work *w)
{
	struct facts *f = w->facts;
	struct voice *all = ARENA_ARRAY(w->arena, struct voice, f->found->attribution.count + 1);
	for (size_t i = 0; i < f->found->attribution.count; i++) {
		struct attribution *x = &f->found->attribution.at[i];
		slice stands_for = pronoun_of(w, x);
		const struct voice *before = stands_for.ptr ? antecedent(w->discourse, stands_for) : NULL;
		all[i] = before ? *before : (struct voice){midway(w, x), x->source_kind, x->source_id, false};
		if (before) {
			x->source_kind = before->kind;
			x->source_id = before->id;
			all[i].taken_up = true;
		}
		if (!stands_for.ptr || before)
			take_up(w->discourse, &all[i], f->sentence->para);
	}
	return all;
}
