// SPDX-License-Identifier: MIT
// segment: text to sentence records.
//
//   bytes --document--> valid UTF-8 --layout--> paragraphs --clean--> text + cuts --boundary--> sentences --> records
//
// A segmenter works one document after the other, in flat memory whatever their length; each thread has its own.
#ifndef SEGMENT_SEGMENT_H
#define SEGMENT_SEGMENT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/line.h"
#include "base/slice.h"
#include "rule/rule.h"

struct segmenter;

// What the records of a document say of it (null where unknown), and where it is for messages: the file, and the line on which
// its text begins. With `in_line` the whole text stands on that line (--jsonl), and messages name no column.
struct segment_document {
	slice doc, date, source, lang;
	const char *file;
	size_t line;
	bool in_line;
};

// The ruleset must outlive the segmenter.
struct segmenter *segmenter_open(const struct ruleset *rules);
void segmenter_close(struct segmenter *s);

// A document that comes in pieces, of any size and cut anywhere: begin, feed…, end. What d and document point to must stay until
// the end. Records are appended to `out`, which the caller may flush between the calls. Bytes that are no UTF-8, and NUL, are
// reported and cut.
void segmenter_begin(struct segmenter *s, const struct segment_document *document, struct out *out, struct diag *d);
// False: this is no text that can be read (UTF-16), which was reported; the rest of the document must not be fed.
bool segmenter_feed(struct segmenter *s, slice bytes);
void segmenter_end(struct segmenter *s);

// A document that is there as a whole, in valid UTF-8: the same records as with begin, feed and end, without a copy.
void segmenter_whole(struct segmenter *s, const struct segment_document *document, slice text, struct out *out, struct diag *d);

// A document that is one JSON object, {"doc","text","date","source","lang"}: `given` names it where it has a doc (else the object
// does), tells the place for messages, and what the object does not say. What is wrong with it is reported; no records then. The
// arena holds its text.
void segmenter_json(struct segmenter *s, const struct segment_document *given, slice line, struct arena *a, struct out *out,
					struct diag *d);
// The day of "2014-03-02" or of a time that begins so ("2014-03-02T17:00Z"); null where there is no such day.
slice segment_day(slice text);
// A document's name: that of its file without folder and last ending; "stdin" for "-".
slice segment_doc_name(const char *path);

// Whether the stage asks for the class of words by its name.
bool segment_asks_for(slice class_name);
// A text as the record would have it, were it one paragraph and one sentence; in the arena. For ruletest.
slice segmenter_clean(struct segmenter *s, slice text, struct arena *a, struct diag *d);

#endif
