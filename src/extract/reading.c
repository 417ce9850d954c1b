// SPDX-License-Identifier: MIT
// What normalisers ask of a reading: its groups, their words' values, what its rule sets.
#include "extract/private.h"

const struct sense *capture_sense(const struct work *w, const struct capture *c)
{
	for (size_t i = 0; c && c->entry && i < c->group->classes; i++) {
		const struct sense *s = entry_sense(w->rs, c->entry, c->group->class[i], c -> shape);
		if (s)
			return s;
	}
	return NULL;
}

slice capture_value(const struct work *w, const struct capture *c, size_t column)
{
	const struct sense *s = capture_sense(w, c);
	return s ? sense_value(s, column) : SLICE_NULL;
}

slice capture_text(const struct work *w, const struct capture *c)
{
	return slice_at(w->facts->sentence->head.text, c->text);
}

const struct number *capture_number(const struct work *w, const struct capture *c)
{
	return c && c->item && c->item->kind == ITEM_NUMBER ? &w->facts->number.at[c->item->record] : NULL;
}

slice reading_value(const struct work *w, const struct reading *r, enum term name)
{
	if (!term_set_has(&r->told, name)) // as mostly
		return SLICE_NULL;
	const struct capture *c = reading_group(r, name);
	if (!c)
		return reading_set(r, name);
	slice value = capture_value(w, c, 0);
	return value.ptr && value.len ? value : capture_text(w, c);
}

const struct sense *token_sense(const struct work *w, size_t token, enum known class, size_t *ret_end)
{
	const struct token *t = &w->facts->scan.token[token];
	uint16_t of = w->rs->known.of[class];
	*ret_end = token + 1;
	if (!token_is(w, token, class))
		return NULL;
	const struct sense *s = entry_sense(w->rs, t->phrase, of, (enum shape)t->shape);
	if (s)
		*ret_end = token + t->phrase_tokens;
	return s ? s : entry_sense(w->rs, t->entry, of, (enum shape)t->shape);
}

const struct sense *word_sense(const struct work *w, slice word, enum known class)
{
	return entry_sense(w->rs, word.ptr ? lexicon_find(w->rs, word) : NULL, w->rs->known.of[class], SHAPE_LOWER);
}

void record_fill(const struct work *w, struct record *head, enum record_type type, span text, const struct rule *rule)
{
	const struct sentence *s = w->facts->sentence;
	struct original o = sentence_original(s, text);
	head->doc = s->head.doc;
	head->sent = s->head.sent;
	head->byte_start = o.byte_start;
	head->byte_end = o.byte_end;
	head->char_start = o.char_start;
	head->char_end = o.char_end;
	head->text = slice_at(s->head.text, text);
	head->rule = rule->id;
	head->lang = s->head.lang;
	if (!head->status.ptr)
		head->status = SLICE("ok");
	head->id = record_id_of(w->arena, w->facts->doc_hash, type, head->byte_start, head->byte_end, rule->id_hash);
}
