// SPDX-License-Identifier: MIT
// private: what the files of segment share. A document's raw bytes are never changed; all offsets count from where `raw` begins
// unless said otherwise.
#ifndef SEGMENT_PRIVATE_H
#define SEGMENT_PRIVATE_H

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "segment/segment.h"

// ---- words: what the rules say of a word (word.c) ---------------------------------------------------------------------

// The behaviour of a word at a stop, one bit for each class of the pack; rules/README.md tells what they mean.
#define WORD_KINDS(X) \
	X(TITLE, "abbrev.title") \
	X(NUMBERED, "abbrev.number") \
	X(INNER, "abbrev.inner") \
	X(NAME, "abbrev.name") \
	X(FINAL, "abbrev.final") \
	X(TIME, "abbrev.time") \
	X(STARTER, "boundary.starter") \
	X(PREPOSITION, "preposition") \
	X(SAY, "say") \
	X(ZONE, "timezone") \
	X(WEEKDAY, "weekday") \
	X(MONTH, "month") \
	X(EXCLAIMED, "boundary.exclaimed") \
	X(CAPTION, "boundary.caption")

enum {
#define X(NAME, text) WORD_##NAME##_BIT,
	WORD_KINDS(X)
#undef X
		WORD_KINDS_COUNT
};
enum word_kind {
#define X(NAME, text) WORD_##NAME = 1 << WORD_##NAME##_BIT,
	WORD_KINDS(X)
#undef X
};
#define WORD_ABBREVIATION (WORD_TITLE | WORD_INNER | WORD_NAME | WORD_FINAL | WORD_TIME)

// A word longer than this is none of those that the rules name.
enum { WORD_BYTES_MAX = 40 };

// The words of these classes, out of the pack's lexicon: a table of its own is small enough to stay in the cache, and every stop
// asks twice.
struct known_word {
	slice key;
	uint32_t hash; // of the key in lower case
	bool exact;    // key is in the case in which the word must stand
	unsigned kinds[SHAPES];
};

struct words {
	VEC(struct known_word) known;
	uint16_t *slot; // index of known + 1, 0: free
	size_t slots;   // a power of two
	struct arena arena;
};

void words_init(struct words *w, const struct ruleset *rules);
void words_release(struct words *w);
// The kinds of a word as it stands in the text (without the stop behind it), 0 for a word that no rule names.
unsigned word_kinds(struct words *w, slice word);

// ---- cleaning (clean.c) -----------------------------------------------------------------------------------------------

// Behind `at` bytes of the clean text, the original has `bytes` more bytes and `chars` more code points (fewer where negative).
struct edit {
	size_t at;
	int64_t bytes, chars;
};

typedef VEC(struct edit) edit_list;

struct cleaner {
	const struct ruleset *rules;
	struct matcher *matcher;
	struct out text, cut_text; // two buffers: after the characters, after the rules
	edit_list edits, rule_edits;
	VEC(span) debris;
	struct arena arena;
};

struct cleaned {
	slice text; // valid until the next call
	const edit_list *edits;
};

void cleaner_init(struct cleaner *c, const struct ruleset *rules, struct matcher *matcher);
void cleaner_release(struct cleaner *c);
// Cleans one paragraph: white space of any kind to one space each, invisible characters and debris cut, NFC.
struct cleaned clean_text(struct cleaner *c, slice raw, struct diag *d);

// ---- boundaries (boundary.c, decide.c, enumeration.c) -----------------------------------------------------------------

// A sentence ends before text offset `at`; white space may follow.
struct boundary {
	size_t at;
	slice rule;
};

typedef VEC(struct boundary) boundary_list;

struct splitter {
	struct words *words;
	const struct ruleset *rules;
	struct matcher *matcher;
	boundary_list found, forced;
	VEC(span) joined;
};

void splitter_init(struct splitter *s, const struct ruleset *rules, struct words *words, struct matcher *matcher);
void splitter_release(struct splitter *s);
// The ends of the sentences of a paragraph, ascending, the paragraph's own end not among them; valid until the next call.
const boundary_list *split_text(struct splitter *s, slice text, struct diag *d);
// Takes the boundaries that the pack's rules give into s->forced, the spans in which they forbid any into s->joined.
void split_by_rules(struct splitter *s, slice text, struct diag *d);
// Adds the boundaries between the items of a list that runs on in one paragraph ("1.) … 2.) …"), in any order.
void split_enumeration(struct splitter *s, slice text);

// A run of stops in a text, and what stands around it.
//
//   He said so.")   The …
//           ^ ^^^   ^
//       start end   next
struct stop {
	slice text;
	size_t start, end;     // of the run of stops: ". . ." and "?!" are one
	size_t closed;         // behind the brackets, quotes and citations that close after it
	size_t next;           // of the next letter or digit, behind white space and opening marks; text.len where there is none
	size_t sentence_start; // of the sentence that may end here
	bool quoted;           // a closing quote follows the stop
	bool bracketed;        // a closing bracket follows it
	bool opened;           // an opening quote, bracket or dash stands before `next`
	bool spaced;           // white space follows
};

// The name of the rule by which a sentence ends at this stop, or null where it goes on.
slice stop_decide(const struct splitter *s, const struct stop *stop);
// The end of a reference in brackets, " (Lund 2010)", at `at`; 0: none.
size_t citation_end(slice text, size_t at);
// Whether the number that ends at `at`, right behind the stop or `apart` from it, is a note's: the stop ends a sentence, and what
// follows the number begins one.
bool begins_behind_note(const struct splitter *s, const struct stop *stop, size_t at, bool apart);

// ---- layout (layout.c) ------------------------------------------------------------------------------------------------

enum paragraph_kind { PARAGRAPH_TEXT, PARAGRAPH_HEADING, PARAGRAPH_ITEM, PARAGRAPH_CAPTION };

struct paragraph {
	span raw; // without white space at its ends
	enum paragraph_kind kind;
};

typedef VEC(struct paragraph) paragraph_list;
typedef VEC(span) line_list;

struct layout {
	struct words *words;
	line_list lines;
	paragraph_list paragraphs;
};

// Parts a block (lines without an empty one between them) into paragraphs. `continued`: the block goes on a paragraph that was
// cut for its length.
void layout_block(struct layout *l, slice block, bool continued);
// What a paragraph without list marker is, by its clean text; `followed` tells that something comes after it.
enum paragraph_kind paragraph_kind_of(const struct layout *l, slice text, bool followed);
// The length of the list marker ("1.", "(a)", "•") with which the text begins, without the space behind it; 0: none.
size_t item_marker(slice text);

#endif
