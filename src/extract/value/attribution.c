// SPDX-License-Identifier: MIT
// Attributions: who says it, by which cue, and what is said.
#include "extract/private.h"

static int64_t char_start(const struct work *w, span text)
{
	return sentence_original(w->facts->sentence, text).char_start;
}

static int64_t char_end(const struct work *w, span text)
{
	return sentence_original(w->facts->sentence, text).char_end;
}

// The last part of a class's name below "source": "official" of "source.official", for the last word that has one.
static slice kind_of_words(const struct work *w, const struct capture *c)
{
	slice kind = SLICE_NULL;
	size_t end;
	for (size_t i = c->first; i < c->end; i = end) {
		const struct sense *s = token_sense(w, i, KNOWN_source, &end);
		if (s && end <= c->end)
			kind = source_kind_of(w, s);
	}
	return kind;
}

static const struct entity *captured_entity(const struct work *w, const struct capture *c)
{
	return c->item && c->item->kind == ITEM_ENTITY ? &w->facts->found->entity.at[c->item->record] : NULL;
}

// The person whom a source names behind a comma: "the finance chair, Derek Poole".
static const struct entity *named_behind(const struct work *w, const struct capture *source)
{
	const struct entity *e = captured_entity(w, source);
	if (!e || !slice_equal(e->kind, SLICE("person")))
		return NULL;
	uint32_t first = source->item->first;
	slice low = w->facts->scan.low;
	return first > source->first && low.ptr[w->facts->scan.token[first - 1].low_start] == ',' ? e : NULL;
}

static slice source_kind(const struct work *w, const struct reading *r, const struct capture *c)
{
	slice set = reading_set(r, TERM_SOURCE_KIND), kind = kind_of_words(w, c);
	const struct entity *e = captured_entity(w, c);
	if (set.ptr || kind.ptr)
		return set.ptr ? set : kind;
	if (!e)
		return SLICE("person");
	if (token_is(w, c->item->first, KNOWN_org_media))
		return SLICE("media");
	if (slice_equal(e->kind, SLICE("place")))
		return SLICE("official");
	return slice_equal(e->kind, SLICE("person")) ? e->kind : SLICE("org");
}

// Whether there is more than marks: behind "a charge that the rebels deny." there is not.
static bool has_words(const struct work *w, span text)
{
	const struct scan *s = &w->facts->scan;
	for (size_t i = 0; i < s->tokens && s->token[i].start < text.end; i++)
		if (s->token[i].start >= text.start && s->token[i].kind != TOKEN_MARK)
			return true;
	return false;
}

// What is said lies behind the match, before it, or on both sides.
static bool find_content(const struct work *w, const struct reading *r, span *ret)
{
	slice text = w->facts->sentence->head.text, where = reading_set(r, TERM_CONTENT);
	const struct capture *c = reading_group(r, TERM_CONTENT);
	if (c)
		*ret = c->text;
	else if (slice_equal(where, SLICE("before")))
		*ret = (span){0, r->whole.start};
	else if (slice_equal(where, SLICE("around")))
		*ret = (span){0, text.len};
	else
		*ret = (span){r->whole.end, text.len};
	while (ret->start < ret->end && (text.ptr[ret->start] == ' ' || text.ptr[ret->start] == ',' || text.ptr[ret->start] == ':'))
		ret->start++;
	while (ret->end > ret->start && (text.ptr[ret->end - 1] == ' ' || text.ptr[ret->end - 1] == ','))
		ret->end--;
	return has_words(w, *ret);
}

bool attribution_read_reading(struct work *w, const struct reading *r, struct attribution *ret)
{
	const struct capture *source = reading_group(r, TERM_SOURCE), *cue = reading_group(r, TERM_CUE);
	span content;
	if (!source || !cue)
		return false;
	const struct capture *head = reading_group(r, TERM_HEAD);
	if (!head)
		head = source;
	const struct entity *e = captured_entity(w, head) ? captured_entity(w, head) : named_behind(w, source);
	ret->source_text = capture_text(w, source);
	ret->source_id = e ? e->head.id : SLICE_NULL;
	ret->source_kind = source_kind(w, r, head);
	ret->source_start = char_start(w, source->text);
	ret->source_end = char_end(w, source->text);
	ret->cue = capture_text(w, cue);
	const struct scan *s = &w->facts->scan;
	ret->verb = tokens_low(s, cue->first, cue->end);
	slice set = reading_set(r, TERM_STANCE), stance = capture_value(w, cue, 0);
	ret->stance = set.ptr ? set : stance.ptr && stance.len ? stance : SLICE("asserts");
	if (find_content(w, r, &content)) {
		ret->content_start = char_start(w, content);
		ret->content_end = char_end(w, content);
	}
	return true;
}
