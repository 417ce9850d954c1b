// SPDX-License-Identifier: MIT
// next: what stands directly behind the first word of a match.
//
// A pattern is walked as far as the second place of the view that a match takes: "the" in front, then a capital. What can stand
// there is gathered from all ways through the pattern; where one way ends before, or comes to something that is not understood,
// anything can.   {=the} \s (?: {CAPS} | {Cap} (?: - {Cap} )? )   ->   {CAPS} or {Cap}
#include "demand.h"

#include "base/ascii.h"
#include "base/utf8.h"

// How far the ways through the pattern have come, as bits: nowhere; within the word with which the match begins; behind its
// place. Ways that have passed the second place are not followed.
enum { AT_START = 1, IN_WORD = 2, BEHIND = 4 };

struct walk {
	struct ruleset *rs;
	slice p;
	size_t at, depth;
	struct clause next;
	bool lost; // anything can stand there
};

static unsigned lose(struct walk *w)
{
	w->lost = true;
	return 0;
}

static unsigned walk_class(struct walk *w, uint16_t class, unsigned from)
{
	if (from & (IN_WORD | BEHIND))
		clause_add(w->rs, &w->next, class);
	return from & AT_START ? BEHIND : 0;
}

static unsigned walk_character(struct walk *w, char c, unsigned from)
{
	if (ascii_is_space(c))
		return from & IN_WORD ? (from & AT_START) | BEHIND : from;
	// where no letter stands before it, an apostrophe or a stop is no part of a word
	if ((c == '\'' || c == '.') && !(from & IN_WORD))
		return walk_class(w, class_make(w->rs, arena_format(&w->rs->arena, "=%c", c), (struct place){0}), from);
	uint16_t class = token_class(w->rs, (slice){&c, 1});
	if (class != NO_CLASS)
		return walk_class(w, class, from);
	if (ascii_is_letter(c) && !(from & BEHIND))
		return from ? IN_WORD : 0;
	return from ? lose(w) : 0;
}

static unsigned walk_reference(struct walk *w, slice name, unsigned from)
{
	uint16_t class = reference_is_word(name) ? NO_CLASS : class_find(w->rs, name);
	return class == NO_CLASS ? lose(w) : walk_class(w, class, from);
}

static unsigned walk_escape(struct walk *w, size_t at, unsigned from)
{
	char c = at + 1 < w->p.len ? w->p.ptr[at + 1] : 0;
	if (c == 's' || c == ' ')
		return walk_character(w, ' ', from);
	if (c == 'b' || c == 'A' || c == 'z' || c == 'Z')
		return from;
	return ascii_is_letter(c) || ascii_is_digit(c) ? lose(w) : walk_character(w, c, from);
}

// The character at `at`, escaped or not; *ret_end is the place behind it.
static unsigned walk_text(struct walk *w, size_t at, size_t *ret_end, unsigned from)
{
	char c = w->p.ptr[at];
	size_t length = c == '\\' ? 2 : 1;
	uint16_t class = NO_CLASS;
	if ((unsigned char)c >= 0x80) {
		utf8_at(w->p, at, &length);
		class = token_class(w->rs, slice_sub(w->p, at, at + length));
	}
	*ret_end = at + length;
	if (class != NO_CLASS)
		return walk_class(w, class, from);
	return c == '\\' ? walk_escape(w, at, from) : walk_character(w, c, from);
}

// A [class]: any of what is in it; with ranges it is not understood.
static unsigned walk_bracket(struct walk *w, size_t at, size_t end, unsigned from)
{
	unsigned to = 0;
	if (w->p.ptr[at + 1] == '^')
		return lose(w);
	for (size_t i = at + 1, step; i + 1 < end && !w->lost; i = step) {
		slice name = w->p.ptr[i] == '{' ? reference_at(w->p, i) : SLICE_NULL;
		step = i + name.len + 2;
		if (!name.ptr)
			to |= walk_text(w, i, &step, from);
		else if (name.ptr[0] != '-')
			to |= walk_reference(w, name, from);
		if (w->p.ptr[step] == '-' && step + 2 < end)
			return lose(w);
	}
	return to;
}

static unsigned walk_alternation(struct walk *w, unsigned from);

// A look-ahead that sees the second place tells what stands there; others tell nothing.
static unsigned walk_ahead(struct walk *w, size_t inside, unsigned from)
{
	struct walk ahead = *w;
	ahead.at = inside;
	ahead.next = (struct clause){0};
	if (walk_alternation(&ahead, from) || ahead.lost)
		return from;
	for (size_t i = 0; i < ahead.next.classes; i++)
		clause_add(w->rs, &w->next, ahead.next.class[i]);
	return 0;
}

static unsigned walk_group(struct walk *w, size_t at, unsigned from)
{
	slice group = slice_from(w->p, at);
	size_t inside = pattern_group_inside(w->p, at);
	if (slice_starts(group, SLICE("(?!")) || slice_starts(group, SLICE("(?<=")) || slice_starts(group, SLICE("(?<!"))) {
		w->at = pattern_group_end(w->p, at);
		return from;
	}
	if (w->depth == GROUPS_MAX || slice_starts(group, SLICE("(*")) || (slice_starts(group, SLICE("(?")) && inside == at + 1))
		return lose(w);
	w->depth++;
	unsigned to;
	if (slice_starts(group, SLICE("(?="))) {
		to = walk_ahead(w, inside, from);
		w->at = pattern_group_end(w->p, at);
	} else {
		w->at = inside;
		to = walk_alternation(w, from);
		w->at++; // the ")"
	}
	w->depth--;
	return to;
}

static unsigned walk_atom(struct walk *w, unsigned from)
{
	size_t at = w->at;
	char c = w->p.ptr[at];
	slice name = c == '{' ? reference_at(w->p, at) : SLICE_NULL;
	w->at = pattern_step_end(w->p, at);
	if (name.ptr)
		return walk_reference(w, name, from);
	switch (c) {
	case '\\':
		return walk_escape(w, at, from);
	case '[':
		return walk_bracket(w, at, w->at, from);
	case '(':
		return walk_group(w, at, from);
	case '.':
		return lose(w);
	case '^':
	case '$':
		return from;
	default:
		return walk_text(w, at, &w->at, from);
	}
}

// Behind the branch: no way is left to follow.
static void skip_branch(struct walk *w)
{
	while (w->at < w->p.len && w->p.ptr[w->at] != '|' && w->p.ptr[w->at] != ')')
		w->at = w->p.ptr[w->at] == '(' ? pattern_group_end(w->p, w->at) : pattern_step_end(w->p, w->at);
}

static unsigned walk_branch(struct walk *w, unsigned from)
{
	while (from && (w->at = pattern_space_end(w->p, w->at)) < w->p.len && w->p.ptr[w->at] != '|' && w->p.ptr[w->at] != ')') {
		size_t at = w->at;
		unsigned to = walk_atom(w, from);
		struct reader behind = {.p = w->p, .at = w->at};
		enum repeat repeat = quantifier_read(&behind);
		for (unsigned walked = from; (repeat == REPEAT_MANY || repeat == REPEAT_ANY) && to & ~walked;) {
			unsigned more = to & ~walked;
			walked |= more;
			w->at = at;
			to |= walk_atom(w, more);
		}
		from = w->lost ? 0 : to | (repeat == REPEAT_OPTIONAL || repeat == REPEAT_ANY ? from : 0);
		w->at = behind.at;
	}
	if (!w->lost)
		skip_branch(w);
	return from;
}

static unsigned walk_alternation(struct walk *w, unsigned from)
{
	unsigned to = 0;
	for (;; w->at++) {
		to |= walk_branch(w, from);
		if (w->lost || w->at >= w->p.len || w->p.ptr[w->at] != '|')
			return to;
	}
}

struct clause next_derive(struct ruleset *rs, slice pattern)
{
	struct walk w = {.rs = rs, .p = pattern};
	bool ends = walk_alternation(&w, AT_START) != 0;
	if (ends || w.lost)
		return (struct clause){0};
	for (size_t i = 0; i < w.next.classes; i++) {
		slice name = rs->class.at[w.next.class[i]].name;
		if (name.ptr[0] == '=')
			pattern_word_add(rs, slice_from(name, 1), w.next.class[i]);
	}
	return w.next;
}
