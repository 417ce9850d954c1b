// SPDX-License-Identifier: MIT
// The state of a segmenter: what document.c keeps of the bytes, and sentence.c of the records.
#ifndef SEGMENT_STATE_H
#define SEGMENT_STATE_H

#include "private.h"

struct segmenter {
	struct matcher *matcher;
	struct words words;
	struct cleaner cleaner;
	struct splitter splitter;
	struct layout layout;
	struct arena arena; // for one record

	struct segment_document document;
	struct out *out;
	struct diag *diag;
	int64_t sentences, paragraphs; // written

	VEC(char) buffer;
	size_t checked;                // bytes of the buffer that are known to be valid
	size_t scanned;                // where to go on looking for the end of the block
	size_t byte_base, char_base;   // bytes of the document before the buffer
	size_t line_base, column_base; // line and code points before its first byte
	bool is_known;                 // that this is no UTF-16
	bool continued;                // the block goes on one that was cut for its length

	// Code points of the document up to `counted` bytes of the buffer.
	size_t counted, counted_chars;
	size_t bad_bytes, long_sentences;
	VEC(int64_t) cuts;
};

// Writes the records of a block of raw. Of one that is `cut` for its length, the last sentence may be cut as well: it is left
// out, and the return value is where it begins; else the end of the block. `followed`: something comes behind it.
size_t work_block(struct segmenter *s, slice raw, span block, bool cut, bool followed);
// Where an offset of raw is, for messages.
struct place place_of(const struct segmenter *s, slice raw, size_t offset);
// Counts a message, and tells whether it is still one to show.
bool may_report(size_t *count);

#endif
