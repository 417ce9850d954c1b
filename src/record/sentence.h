// SPDX-License-Identifier: MIT
// sentence: one sentence (or heading, item, caption) of a document, as segment writes it.
//
// cuts: groups of four integers: text_byte, text_char, cut_bytes, cut_chars. Behind text_byte bytes (text_char code points) of
// `text`, the original has cut_bytes more bytes (cut_chars more code points) than the text: debris or folded spaces; a negative
// number where it has fewer. A span's start adds all cuts with text_byte <= start, its end those with text_byte < end
// (sentence_original does both).
#ifndef RECORD_SENTENCE_H
#define RECORD_SENTENCE_H

#include "record/record.h"

struct sentence {
	struct record head;
	SENTENCE_FIELDS(RECORD_MEMBER)
};

void sentence_write(struct out *o, const struct sentence *r);
// Reads the record of a line; strings borrow from the line. False: a key is missing or of another type, reported with its name.
bool sentence_read(struct sentence *ret, const struct line *l, struct arena *a, struct place at, struct diag *d);
// The same of a line as sentence_write writes it, at a tenth of the cost. False: it is another, or wrong; line_read tells.
bool sentence_take(struct sentence *ret, slice line, struct arena *a);

// The original's byte and code-point offsets of a span of `text` (byte offsets). Property: the original's slice, cleaned, is the
// text's.
struct original {
	int64_t byte_start, byte_end, char_start, char_end;
};
struct original sentence_original(const struct sentence *s, span in_text);

#endif
