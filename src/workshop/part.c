// SPDX-License-Identifier: MIT
// part: reads a pattern's groups and branches, with a stack of open groups, and writes the marked pattern beside.
#include "item.h"
#include "part.h"

#include "base/banned.h"

enum { DEPTH_MAX = 64 };

struct open_group {
	slice name;                   // of a named group
	size_t opening, branch_start; // in the pattern
	size_t first_part, branches;
	uint32_t marker;
	bool negative, is_assertion;
};

struct walk {
	slice p;
	struct parts *parts;
	struct open_group open[DEPTH_MAX];
	size_t depth;
	uint32_t groups, callouts;
};

static void copy(struct walk *w, size_t from, size_t to)
{
	out_bytes(&w->parts->marked, slice_sub(w->p, from, to));
}

static void begin_branch(struct walk *w, struct open_group *g, size_t at)
{
	g->branch_start = at;
	if (!g->negative) {
		out_bytes(&w->parts->marked, SLICE("()"));
		g->marker = ++w->groups;
	}
}

static void end_branch(struct walk *w, struct open_group *g, size_t at)
{
	struct part part = {.kind = PART_ALTERNATIVE, .text = {g->branch_start, at}, .opening = g->opening, .marker = g->marker};
	if (g->negative) {
		part.is_callout = true;
		part.marker = ++w->callouts;
		if (w->callouts >= PROBE_MARKS)
			w->parts->cannot = "it has too many branches in negative look-arounds";
		else
			out_format(&w->parts->marked, "(?C%u)", w->callouts);
	}
	vec_push(&w->parts->at, part);
	g->branches++;
}

// The length of what stands behind "(" and tells the group's kind; sets `ret`. 0 with `cannot` where it is not understood; a
// group without body ("(?i)", "(*VERB)") has *ret_empty.
static size_t read_opening(struct walk *w, size_t at, struct open_group *ret, bool *ret_empty)
{
	slice rest = slice_from(w->p, at + 1);
	*ret_empty = false;
	if (!rest.len || (rest.ptr[0] != '?' && rest.ptr[0] != '*')) {
		w->groups++;
		return 0;
	}
	if (rest.ptr[0] == '*') {
		*ret_empty = true;
		size_t end = slice_find_byte(rest, ')');
		return end == NOT_FOUND ? rest.len : end;
	}
	static const char *const plain[] = {"?:", "?>", "?=", "?<=", "?!", "?<!"};
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (slice_starts(rest, slice_of(plain[i]))) {
			ret->is_assertion = i >= 2;
			ret->negative |= i >= 4;
			return strlen(plain[i]);
		}
	size_t name = rest.len > 1 && rest.ptr[1] == 'P' ? 2 : 1;
	if (rest.len > name && (rest.ptr[name] == '<' || rest.ptr[name] == '\'')) {
		size_t end = slice_find_byte(slice_from(rest, name + 1), rest.ptr[name] == '<' ? '>' : '\'');
		if (end != NOT_FOUND) {
			ret->name = slice_sub(rest, name + 1, name + 1 + end);
			w->groups++;
			return name + end + 2;
		}
	}
	for (size_t i = 1; i < rest.len; i++) {
		char c = rest.ptr[i];
		if (c == ':')
			return i + 1;
		if (c == ')') {
			*ret_empty = true;
			return i;
		}
		if (!((c >= 'a' && c <= 'z') || c == '-' || c == '^'))
			break;
	}
	w->parts->cannot = "it has a conditional, a recursion or a branch reset";
	return 0;
}

static size_t open_group(struct walk *w, size_t at)
{
	struct open_group g = {
		.opening = at, .first_part = w->parts->at.count, .negative = w->depth && w->open[w->depth - 1].negative};
	bool empty;
	size_t length = read_opening(w, at, &g, &empty);
	if (w->depth == DEPTH_MAX)
		w->parts->cannot = "its groups are too deep";
	if (w->parts->cannot)
		return w->p.len;
	copy(w, at, at + 1 + length);
	if (empty) {
		out_byte(&w->parts->marked, ')');
		return at + 2 + length;
	}
	w->open[w->depth++] = g;
	begin_branch(w, &w->open[w->depth - 1], at + 1 + length);
	return at + 1 + length;
}

static bool is_optional(slice p, size_t at)
{
	while (at < p.len && (p.ptr[at] == ' ' || p.ptr[at] == '\n' || p.ptr[at] == '\t'))
		at++;
	slice rest = slice_from(p, at);
	return rest.len &&
		   (rest.ptr[0] == '?' || rest.ptr[0] == '*' || slice_starts(rest, SLICE("{0")) || slice_starts(rest, SLICE("{,")));
}

// Of a group with one branch only what is optional, or has a name, is a part; of others each branch. `at` is behind the ")".
static void close_group(struct walk *w, struct open_group *g, size_t at)
{
	if (g->branches > 1)
		return;
	struct part *only = &w->parts->at.at[w->parts->at.count - 1];
	if (g->name.ptr) {
		only->kind = PART_GROUP;
		only->name = g->name;
	} else if (is_optional(w->p, at) && !g->is_assertion) {
		only->kind = PART_OPTIONAL;
	} else { // its parts inside came before it
		w->parts->at.count--;
	}
}

static void walk(struct walk *w)
{
	slice p = w->p;
	begin_branch(w, &w->open[0], 0);
	for (size_t i = 0; i < p.len && !w->parts->cannot;) {
		char c = p.ptr[i];
		struct open_group *g = &w->open[w->depth - 1];
		size_t from = i;
		switch (c) {
		case '\\':
			if (i + 1 < p.len && (p.ptr[i + 1] == 'g' || (p.ptr[i + 1] >= '1' && p.ptr[i + 1] <= '9')))
				w->parts->cannot = "it refers to a group by its number";
			i = pattern_step_end(p, i);
			break;
		case '[':
			i = pattern_class_end(p, i);
			break;
		case '#':
			while (i < p.len && p.ptr[i] != '\n')
				i++;
			break;
		case '(':
			if (pattern_step_end(p, i) > i + 1) { // (?# a comment )
				i = pattern_step_end(p, i);
				break;
			}
			i = open_group(w, i);
			continue;
		case '|':
			end_branch(w, g, i);
			out_byte(&w->parts->marked, '|');
			begin_branch(w, g, ++i);
			continue;
		case ')':
			if (w->depth == 1) {
				w->parts->cannot = "it has a ')' without '('";
				continue;
			}
			end_branch(w, g, i++);
			out_byte(&w->parts->marked, ')');
			w->depth--;
			close_group(w, g, i);
			continue;
		default:
			i++;
		}
		copy(w, from, i);
	}
}

void parts_read(struct parts *p, slice pattern)
{
	*p = (struct parts){0};
	struct walk w = {.p = pattern, .parts = p, .open = {{.opening = NOT_FOUND}}, .depth = 1};
	walk(&w);
	if (p->cannot) {
		vec_clear(&p->at);
		return;
	}
	end_branch(&w, &w.open[0], pattern.len);
	close_group(&w, &w.open[0], pattern.len);
}

void parts_release(struct parts *p)
{
	vec_release(&p->at);
	out_release(&p->marked);
}

slice part_shown(slice text, struct arena *a)
{
	text = slice_trim(text);
	struct out o = {0};
	for (size_t i = 0; i < text.len && o.len < 60; i++)
		if (text.ptr[i] != '\n' || (i && text.ptr[i - 1] != '\n'))
			out_byte(&o, text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
	while (o.len && ((unsigned char)o.ptr[o.len - 1] & 0xC0) == 0x80) // never half a character
		o.len--;
	if (text.len > 60)
		out_bytes(&o, SLICE("…"));
	slice shown = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
	return shown;
}
