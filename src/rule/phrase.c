// SPDX-License-Identifier: MIT
// Phrases: parts of patterns that several rules share. `{>name}` in a pattern (or in another phrase) is that phrase's pattern,
// as if it stood there in a group of its own. The pieces of the expanded pattern tell where each place of it stands in its file.
//
//   match     {>speaker} \s {say}
//   expanded  (?:{person} | {org}\n) \s {say}
//   pieces    (?: at the rule's {>, then the phrase's text, then \n) behind the rule's }, then the rest of the rule's text
#include "base/line.h"
#include "rule/private.h"

// A text that is being copied into the pattern: the rule's own (phrase null), or a phrase's.
struct source {
	const struct phrase *phrase;
	slice text;
	struct place at;
	size_t next; // how far it is copied
};

struct expander {
	struct ruleset *rs;
	struct rule *rule;
	struct source open[PHRASE_DEPTH_MAX + 1];
	size_t depth;
	struct out text;
	VEC(struct pattern_piece) piece;
	struct diag *d;
};

// Where an offset of a text is, whose first line and first column are at `first`.
static struct place place_in(slice text, struct place first, size_t offset)
{
	struct place at = first;
	for (size_t i = 0, column = 0; i < offset && i < text.len; i++) {
		column++;
		if (text.ptr[i] == '\n') {
			at.line++;
			column = 0;
		}
		at.column = first.column + column;
	}
	return at;
}

const struct pattern_piece *pattern_piece_at(const struct rule *r, size_t offset)
{
	const struct pattern_piece *piece = r->piece;
	for (size_t i = 1; i < r->pieces && r->piece[i].start <= offset; i++)
		piece = &r->piece[i];
	return piece;
}

size_t pattern_origin(const struct pattern_piece *p, size_t offset)
{
	return p->fixed ? p->from : p->from + (offset - p->start);
}

struct place pattern_place(const struct rule *r, size_t offset)
{
	const struct pattern_piece *p = pattern_piece_at(r, offset);
	return p ? place_in(p->text, p->at, pattern_origin(p, offset)) : r->match_at;
}

static struct phrase *find_phrase(struct ruleset *rs, slice name)
{
	for (size_t i = 0; i < rs->phrase.count; i++)
		if (slice_equal(rs->phrase.at[i].name, name))
			return &rs->phrase.at[i];
	return NULL;
}

// The name in {>name} at text[at] == '{'; null where something else stands there.
static slice phrase_name(slice text, size_t at)
{
	slice rest = slice_from(text, at);
	size_t end = slice_find_byte(rest, '}');
	return slice_starts(rest, SLICE("{>")) && end != NOT_FOUND && end > 2 ? slice_sub(rest, 2, end) : SLICE_NULL;
}

// Where the next {>name} stands, from `at` on; text.len where there is none. [classes], comments and what is escaped hold none.
static size_t next_reference(slice text, size_t at)
{
	bool in_class = false;
	for (size_t i = at; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\\' || (c == '(' && !in_class)) {
			i = pattern_step_end(text, i) - 1;
		} else if (in_class) {
			in_class = c != ']';
		} else if (c == '[') {
			in_class = true;
			i += i + 1 < text.len && text.ptr[i + 1] == '^';
			i += i + 1 < text.len && text.ptr[i + 1] == ']';
		} else if (c == '#') {
			while (i + 1 < text.len && text.ptr[i + 1] != '\n')
				i++;
		} else if (c == '{' && phrase_name(text, i).ptr) {
			return i;
		}
	}
	return text.len;
}

// Copies a stretch of a source; with `instead`, that text stands for its place.
static void put(struct expander *x, const struct source *s, size_t from, size_t to, const char *instead)
{
	struct pattern_piece piece;
	memset(&piece, 0, sizeof piece); // what lies between its fields, too: a frozen ruleset is the same bytes every time
	piece.start = x->text.len;
	piece.text = s->text;
	piece.at = s->at;
	piece.from = from;
	piece.phrase = s->phrase;
	piece.fixed = instead != NULL;
	vec_push(&x->piece, piece);
	out_bytes(&x->text, instead ? slice_of(instead) : slice_sub(s->text, from, to));
}

static bool enter(struct expander *x, slice name, struct place at)
{
	struct phrase *phrase = find_phrase(x->rs, name);
	if (!phrase && x->rs->unread)
		return false;
	if (!phrase)
		return diag_error(x->d, at, "unknown phrase '" SLICE_FMT "', expected a phrase of the pack", SLICE_ARG(name));
	phrase->used = true;
	if (phrase->wrong)
		return false;
	for (size_t i = 0; i < x->depth; i++)
		if (x->open[i].phrase == phrase)
			return diag_error(x->d, at, "phrase '" SLICE_FMT "' is a part of itself", SLICE_ARG(name));
	if (x->depth > PHRASE_DEPTH_MAX)
		return diag_error(x->d, at, "more than %d phrases inside each other", PHRASE_DEPTH_MAX);
	x->open[x->depth++] = (struct source){.phrase = phrase, .text = phrase->match, .at = phrase->match_at};
	return true;
}

// Copies the innermost text up to its next reference, or to its end.
static bool advance(struct expander *x)
{
	struct source *s = &x->open[x->depth - 1];
	size_t end = next_reference(s->text, s->next);
	if (end > s->next)
		put(x, s, s->next, end, NULL);
	s->next = end;
	if (x->text.len > PATTERN_BYTES_MAX)
		return diag_error(x->d, x->rule->match_at, "rule '" SLICE_FMT "': its pattern has more than %zu bytes with its phrases",
						  SLICE_ARG(x->rule->id), PATTERN_BYTES_MAX);
	if (end < s->text.len) {
		slice name = phrase_name(s->text, end);
		put(x, s, end, end, "(?:");
		s->next = end + name.len + 3;
		return enter(x, name, place_in(s->text, s->at, end));
	}
	if (--x->depth) { // the group that was opened for it; behind a line's end, for it may end with a comment
		s = &x->open[x->depth - 1];
		put(x, s, s->next, s->next, "\n)");
	}
	return true;
}

static bool expand(struct expander *x, struct rule *r)
{
	x->rule = r;
	x->text.len = 0;
	vec_clear(&x->piece);
	x->open[0] = (struct source){.text = r->match, .at = r->match_at};
	x->depth = 1;
	while (x->depth)
		if (!advance(x))
			return false;
	r->pieces = x->piece.count;
	r->piece = ARENA_ARRAY(&x->rs->arena, struct pattern_piece, r->pieces + 1);
	if (r->pieces)
		memcpy(r->piece, x->piece.at, r->pieces * sizeof *r->piece);
	if (r->pieces > 1)
		r->match = arena_copy(&x->rs->arena, (slice){x->text.ptr, x->text.len});
	return true;
}

void phrases_expand(struct ruleset *rs, struct diag *d)
{
	struct expander x = {.rs = rs, .d = d};
	for (size_t i = 0; i < rs->phrase.count; i++) {
		const struct phrase *first = find_phrase(rs, rs->phrase.at[i].name);
		if (first != &rs->phrase.at[i])
			diag_error(d, rs->phrase.at[i].at, "duplicate phrase '" SLICE_FMT "', first written at %s:%zu",
					   SLICE_ARG(first->name), first->at.file, first->at.line);
	}
	for (size_t i = 0; i < rs->rule.count; i++)
		rs->rule.at[i].broken |= !expand(&x, &rs->rule.at[i]);
	bool all = rs->options.view && !rs->unread && !d->errors; // else rules that use them may be left out
	for (size_t i = 0; all && i < rs->phrase.count; i++)
		if (!rs->phrase.at[i].used)
			diag_error(d, rs->phrase.at[i].at, "no rule uses the phrase '" SLICE_FMT "'", SLICE_ARG(rs->phrase.at[i].name));
	out_release(&x.text);
	vec_release(&x.piece);
}
