// SPDX-License-Identifier: MIT
// passage: a claim's place in the original, found again in the cleaned text of its sentence, with what is marked there.
//
// A sentence's `cuts` tell how the original and its text drift apart:
//
//     original  byte_start ....|cut|.........|cut|....      cuts: text_byte text_char cut_bytes cut_chars, …
//     text      0 ............ ^ ........... ^ ...... len   a place inside of a cut is the cut's place in the text
#include "private.h"

#include "base/banned.h"

enum unit { BYTES, CHARS }; // also the column of a cut's group

// How far the text is from its start, in the unit, at an original offset. May lie outside of the text.
static int64_t text_distance(const struct sentence *s, int64_t original, enum unit unit)
{
	int64_t in_text = 0, in_original = unit == BYTES ? s->head.byte_start : s->head.char_start;
	for (size_t i = 0; i + 3 < s->cuts.count; i += 4) {
		int64_t cut_at = s->cuts.at[i + unit], cut = s->cuts.at[i + 2 + unit];
		int64_t until = in_original + (cut_at - in_text);
		// Text that grew (a negative cut) belongs to the original before it up to where the two meet again.
		if (original < (cut < 0 ? until + cut : until))
			break;
		if (original < until + cut)
			return cut_at;
		in_text = cut_at;
		in_original = until + cut;
		if (in_original > INT64_MAX / 4 || in_original < INT64_MIN / 4)
			break; // nonsense cuts
	}
	return in_text + (original - in_original);
}

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

// The byte offset of an original offset in the sentence's text, at a code point's start, within the text.
static size_t text_offset(const struct sentence *s, int64_t original, enum unit unit)
{
	slice text = s->head.text;
	int64_t distance = text_distance(s, original, unit);
	size_t offset = 0;
	if (distance <= 0)
		return 0;
	if ((uint64_t)distance >= text.len)
		return text.len;
	if (unit == BYTES) {
		offset = (size_t)distance;
		while (offset > 0 && is_continuation(text.ptr[offset]))
			offset--;
		return offset;
	}
	for (; offset < text.len; offset++) {
		if (!is_continuation(text.ptr[offset]) && distance-- == 0)
			break;
	}
	return offset;
}

static span text_span(const struct sentence *s, int64_t start, int64_t end, enum unit unit)
{
	span ret = {text_offset(s, start, unit), text_offset(s, end, unit)};
	return ret.end > ret.start ? ret : (span){0, 0};
}

// The last sentence of the document that starts at or before the offset and reaches it, or NONE.
static size_t sentence_at(const struct review *r, size_t document, int64_t byte_start)
{
	const struct document *d = &r->document.at[document];
	size_t low = d->first, high = d->first + d->sentences;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->sentence.at[middle].record.head.byte_start <= byte_start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == d->first)
		return NONE;
	return r->sentence.at[low - 1].record.head.byte_end > byte_start ? low - 1 : NONE;
}

// Where the mention stands in the passage: by the sentence where there is one, else beside the claim's own text, where the words
// agree.
static span mark_of(const struct review *r, const struct shown_claim *c, const struct mention *m)
{
	const struct passage *p = &c->passage;
	bool by_source = m->type == RECORD_ATTRIBUTION && m->source_start >= 0 && m->source_end > m->source_start;
	if (!slice_equal(m->doc, c->record.head.doc))
		return (span){0, 0};
	if (p->sentence != NONE) {
		const struct sentence *s = &r->sentence.at[p->sentence].record;
		if (by_source)
			return m->source_start >= s->head.char_start && m->source_end <= s->head.char_end
					   ? text_span(s, m->source_start, m->source_end, CHARS)
					   : (span){0, 0};
		return m->byte_start >= s->head.byte_start && m->byte_end <= s->head.byte_end
				   ? text_span(s, m->byte_start, m->byte_end, BYTES)
				   : (span){0, 0};
	}
	int64_t from = m->byte_start - c->record.head.byte_start;
	if (by_source || from < 0 || from > (int64_t)p->text.len || m->text.len > p->text.len - (size_t)from || !m->text.len)
		return (span){0, 0};
	span found = {(size_t)from, (size_t)from + m->text.len};
	return slice_equal(slice_at(p->text, found), m->text) ? found : (span){0, 0};
}

static const struct mention *mention_of(const struct review *r, slice id)
{
	size_t index = id.ptr ? map_index(&r->mention_by_id, id) : NONE;
	return index == NONE ? NULL : &r->mention.at[index];
}

static void mark(const struct review *r, const struct shown_claim *c, slice id, span *ret, slice *ret_rule)
{
	const struct mention *m = mention_of(r, id);
	if (!m)
		return;
	*ret = mark_of(r, c, m);
	*ret_rule = m->rule;
}

void passage_find(const struct review *r, struct shown_claim *c)
{
	const struct record *head = &c->record.head;
	struct passage *p = &c->passage;
	*p = (struct passage){.sentence = sentence_at(r, c->document, head->byte_start), .text = head->text};
	if (!p->text.ptr)
		p->text = SLICE("");
	if (p->sentence != NONE && r->sentence.at[p->sentence].record.head.text.ptr) {
		const struct sentence *s = &r->sentence.at[p->sentence].record;
		p->text = s->head.text;
		p->claim = text_span(s, head->byte_start, head->byte_end, BYTES);
	} else {
		p->sentence = NONE;
		p->claim = (span){0, p->text.len};
	}
	mark(r, c, c->record.figure_id, &p->figure, &c->figure_rule);
	mark(r, c, c->record.date_id, &p->date, &c->date_rule);
	mark(r, c, c->record.source_id, &p->source, &c->source_rule);
	// A claim about a date has no figure: the date is its value. Without either, the claim's own words are.
	if (!span_length(p->figure) && !c->record.figure_id.ptr)
		p->figure = span_length(p->date) ? p->date : p->claim;
	else if (!span_length(p->figure))
		p->figure = p->claim;
}

size_t passage_neighbour(const struct review *r, size_t sentence, int step)
{
	size_t other = step < 0 ? sentence - 1 : sentence + 1;
	if (sentence == NONE || (step < 0 && sentence == 0) || other >= r->sentence.count)
		return NONE;
	return r->sentence.at[other].document == r->sentence.at[sentence].document ? other : NONE;
}
