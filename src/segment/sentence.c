// SPDX-License-Identifier: MIT
// From a block to its records: paragraphs, their clean text, their sentences, and where each lies in the original.
//
//   text  |He␣said␣so.␣|        edits  at 2: +9 bytes ("info-icon" was there)
//   raw   |Heinfo-icon␣said␣so. |
#include "state.h"

#include "record/sentence.h"

#include "base/banned.h"

static const char *const kind_names[] = {"text", "heading", "item", "caption"};

// Where the sentences of a paragraph are being written: `edit` walks along its edits.
struct writing {
	struct segmenter *s;
	slice raw, text;
	size_t offset; // of the paragraph in raw
	const edit_list *edits;
	size_t edit;
	int64_t bytes; // that all edits before `edit` add
	const char *kind;
};

static size_t char_offset(struct segmenter *s, slice raw, size_t offset)
{
	if (offset < s->counted) // the end of a sentence may lie behind the start of what follows: never by much
		return s->counted_chars - utf8_count(slice_sub(raw, offset, s->counted));
	s->counted_chars += utf8_count(slice_sub(raw, s->counted, offset));
	s->counted = offset;
	return s->counted_chars;
}

static size_t original(const struct writing *w, size_t at)
{
	return (size_t)((int64_t)(w->offset + at) + w->bytes);
}

// Writes the sentence at a span of the text. Spans are given in order.
static void write_sentence(struct writing *w, span in, slice rule)
{
	struct segmenter *s = w->s;
	const struct edit *edit = w->edits->at;
	size_t edits = w->edits->count;
	for (; w->edit < edits && edit[w->edit].at <= in.start; w->edit++)
		w->bytes += edit[w->edit].bytes;
	size_t start = original(w, in.start), counted_to = in.start;
	int64_t chars = 0;
	vec_clear(&s->cuts);
	for (; w->edit < edits && edit[w->edit].at < in.end; w->edit++) {
		const struct edit *e = &edit[w->edit];
		w->bytes += e->bytes;
		chars += (int64_t)utf8_count(slice_sub(w->text, counted_to, e->at));
		counted_to = e->at;
		vec_push(&s->cuts, (int64_t)(e->at - in.start));
		vec_push(&s->cuts, chars);
		vec_push(&s->cuts, e->bytes);
		vec_push(&s->cuts, e->chars);
	}
	size_t end = original(w, in.end);
	arena_reset(&s->arena);
	struct sentence record = {
		.head =
			{
				.doc = s->document.doc,
				.sent = ++s->sentences,
				.byte_start = (int64_t)(s->byte_base + start),
				.byte_end = (int64_t)(s->byte_base + end),
				.char_start = (int64_t)char_offset(s, w->raw, start),
				.text = slice_at(w->text, in),
				.rule = rule,
				.lang = s->document.lang,
				.status = SLICE("ok"),
			},
		.doc_date = s->document.date,
		.doc_source = s->document.source,
		.para = s->paragraphs,
		.kind = slice_of(w->kind),
		.cuts = {s->cuts.at, s->cuts.count},
	};
	record.head.char_end = (int64_t)char_offset(s, w->raw, end);
	record.head.id = record_id(&s->arena, record.head.doc, RECORD_SENTENCE, record.head.byte_start, record.head.byte_end, rule);
	sentence_write(s->out, &record);
}

static span trimmed(slice text, span in)
{
	while (in.start < in.end && text.ptr[in.start] == ' ')
		in.start++;
	while (in.end > in.start && text.ptr[in.end - 1] == ' ')
		in.end--;
	return in;
}

// Where to cut a sentence that is too long: behind its last space that leaves it short enough, else between code points.
static size_t cut_place(slice text, size_t start)
{
	size_t limit = start + SENTENCE_BYTES_MAX;
	for (size_t i = limit; i > start + SENTENCE_BYTES_MAX / 2; i--)
		if (text.ptr[i - 1] == ' ')
			return i;
	while (((unsigned char)text.ptr[limit] & 0xc0) == 0x80)
		limit--;
	return limit;
}

static void write_in_pieces(struct writing *w, span in, slice rule)
{
	for (in = trimmed(w->text, in); in.end - in.start > SENTENCE_BYTES_MAX; in = trimmed(w->text, in)) {
		size_t cut = cut_place(w->text, in.start);
		if (may_report(&w->s->long_sentences))
			diag_warning(w->s->diag, place_of(w->s, w->raw, original(w, in.start)), "sentence of more than %zu bytes, cut",
						 SENTENCE_BYTES_MAX);
		write_sentence(w, trimmed(w->text, (span){in.start, cut}), SLICE("boundary.length"));
		in.start = cut;
	}
	if (in.start < in.end)
		write_sentence(w, in, rule);
}

// Where the text offset `at` lies in raw when no sentence behind it was written yet.
static size_t original_later(const struct writing *w, size_t at)
{
	int64_t bytes = w->bytes;
	for (size_t i = w->edit; i < w->edits->count && w->edits->at[i].at <= at; i++)
		bytes += w->edits->at[i].bytes;
	return (size_t)((int64_t)(w->offset + at) + bytes);
}

// Writes the sentences of a paragraph. With `cut` all but the last, and returns where that begins in raw.
static size_t work_paragraph(struct segmenter *s, slice raw, const struct paragraph *p, bool goes_on, bool cut, bool followed)
{
	struct cleaned clean = clean_text(&s->cleaner, slice_at(raw, p->raw), s->diag);
	slice text = clean.text;
	if (trimmed(text, (span){0, text.len}).start == text.len)
		return p->raw.end;
	enum paragraph_kind kind = p->kind;
	if (kind == PARAGRAPH_TEXT && !goes_on && !cut)
		kind = paragraph_kind_of(&s->layout, text, followed);
	struct writing w = {.s = s, .raw = raw, .text = text, .offset = p->raw.start, .edits = clean.edits, .kind = kind_names[kind]};
	if (!goes_on)
		s->paragraphs++;
	const boundary_list *ends = split_text(&s->splitter, text, s->diag);
	size_t start = 0;
	for (size_t i = 0; i < ends->count; i++) {
		write_in_pieces(&w, (span){start, ends->at[i].at}, ends->at[i].rule);
		start = ends->at[i].at;
	}
	while (start < text.len && text.ptr[start] == ' ')
		start++;
	if (!cut) {
		write_in_pieces(&w, (span){start, text.len}, SLICE("boundary.paragraph"));
		return p->raw.end;
	}
	// A sentence longer than the limit is cut here too, so that the buffer always gets shorter.
	while (text.len - start > 2 * SENTENCE_BYTES_MAX) {
		size_t end = cut_place(text, start);
		write_in_pieces(&w, (span){start, end}, SLICE("boundary.length"));
		start = end;
	}
	return original_later(&w, start);
}

size_t work_block(struct segmenter *s, slice raw, span block, bool cut, bool followed)
{
	layout_block(&s->layout, slice_at(raw, block), s->continued);
	for (size_t i = 0; i < s->layout.paragraphs.count; i++) {
		struct paragraph p = s->layout.paragraphs.at[i];
		bool is_last = i + 1 == s->layout.paragraphs.count;
		p.raw.start += block.start;
		p.raw.end += block.start;
		size_t end = work_paragraph(s, raw, &p, i == 0 && s->continued, is_last && cut, !is_last || followed);
		if (is_last && cut)
			return end;
	}
	return block.end;
}
