// SPDX-License-Identifier: MIT
// atom: the next thing that a pattern asks for: a character, a class, a group, and how often. What it does not understand is
// passed over as unknown.
#include "demand.h"

#include "base/ascii.h"
#include "base/utf8.h"

// What a [class] without ranges holds: a character as it stands there; null: something that is not understood. *at goes behind
// it.
static slice read_member(slice p, size_t *at)
{
	size_t start = *at + (p.ptr[*at] == '\\'), length = 1;
	if (start >= p.len || p.ptr[*at] == '[' || (start > *at && (ascii_is_letter(p.ptr[start]) || ascii_is_digit(p.ptr[start]))))
		return SLICE_NULL;
	if ((unsigned char)p.ptr[start] >= 0x80)
		utf8_at(p, start, &length);
	*at = start + length;
	if (*at + 1 < p.len && p.ptr[*at] == '-' && p.ptr[*at + 1] != ']')
		return SLICE_NULL;
	return slice_sub(p, start, *at);
}

// A [class] asks for any of its references and marks; one of characters alone is a finite set of texts. False: it holds something
// else. r->at goes behind it.
static bool read_class(struct reader *r, struct part *ret)
{
	struct clause any = {0};
	size_t at = r->at + 1;
	while (at < r->p.len && r->p.ptr[at] != ']') {
		slice name = r->p.ptr[at] == '{' ? reference_at(r->p, at) : SLICE_NULL;
		uint16_t class = name.ptr && !reference_is_word(name) ? class_find(r->rs, name) : NO_CLASS;
		slice text = !name.ptr && ret->texts.count < TEXTS_MAX ? read_member(r->p, &at) : SLICE_NULL;
		if (class != NO_CLASS)
			clause_add(r->rs, &any, class);
		else if (text.ptr)
			ret->texts.text[ret->texts.count++] = text;
		else if (!name.ptr || name.ptr[0] != '-')
			return false;
		at += name.ptr ? name.len + 2 : 0;
	}
	if (at >= r->p.len || r->p.ptr[r->at + 1] == '^' || (!any.classes && !ret->texts.count))
		return false;
	ret->finite = !any.classes;
	for (size_t i = 0; i < ret->texts.count && !ret->finite; i++) {
		uint16_t class = token_class(r->rs, ret->texts.text[i]);
		if (class == NO_CLASS)
			return false;
		clause_add(r->rs, &any, class);
	}
	if (!ret->finite)
		demands_add(&ret->demands, any);
	r->at = at + 1;
	return true;
}

static enum atom read_escape(struct reader *r, char *ret)
{
	char c = r->at + 1 < r->p.len ? r->p.ptr[r->at + 1] : 0;
	r->at = pattern_step_end(r->p, r->at);
	if (c == 's' || c == ' ') {
		*ret = ' ';
		return ATOM_TEXT;
	}
	if (c == 'b' || c == 'B' || c == 'A' || c == 'z' || c == 'Z' || c == 'G')
		return ATOM_NOTHING;
	if (ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80)
		return ATOM_UNKNOWN;
	*ret = c;
	return ATOM_TEXT;
}

// How the group at the start of a text goes on: a group whose inside is what stands there, a look-ahead, which sees its inside
// there or behind, another look-around, one that is passed over (a condition, a comment, options of its own), or what changes the
// meaning of the pattern behind it: options (?i), a verb (*…).
enum opening { OPENS_GROUP, OPENS_LOOK_AHEAD, OPENS_LOOK_AROUND, OPENS_OTHER, OPENS_CHANGE };

static enum opening opening(slice group)
{
	const slice look_arounds[] = {SLICE("(?!"), SLICE("(?<="), SLICE("(?<!")};
	const slice groups[] = {SLICE("(?:"), SLICE("(?>"), SLICE("(?|"), SLICE("(?<"), SLICE("(?P<"), SLICE("(?'")};
	if (slice_starts(group, SLICE("(*")))
		return OPENS_CHANGE;
	if (!slice_starts(group, SLICE("(?")))
		return OPENS_GROUP;
	if (slice_starts(group, SLICE("(?=")))
		return OPENS_LOOK_AHEAD;
	for (size_t i = 0; i < sizeof look_arounds / sizeof *look_arounds; i++)
		if (slice_starts(group, look_arounds[i]))
			return OPENS_LOOK_AROUND;
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (slice_starts(group, groups[i]))
			return OPENS_GROUP;
	for (size_t i = 2; i + 1 < group.len && (ascii_is_letter(group.ptr[i]) || group.ptr[i] == '-' || group.ptr[i] == '^'); i++)
		if (group.ptr[i + 1] == ')')
			return OPENS_CHANGE;
	return OPENS_OTHER;
}

// Reads the group at r->at.
static enum atom read_group(struct reader *r, struct part *ret)
{
	enum opening how = opening(slice_from(r->p, r->at));
	if (how == OPENS_CHANGE || r->depth == GROUPS_MAX) {
		r->lost = true;
		r->at = r->p.len;
		return ATOM_UNKNOWN;
	}
	if (how != OPENS_GROUP && how != OPENS_LOOK_AHEAD) {
		r->at = pattern_group_end(r->p, r->at);
		return how == OPENS_LOOK_AROUND ? ATOM_NOTHING : ATOM_UNKNOWN;
	}
	slice longest = r->longest;
	r->at = pattern_group_inside(r->p, r->at);
	r->depth++;
	alternation_read(r, ret);
	r->depth--;
	r->at += !r->lost; // the ")"
	if (how == OPENS_GROUP)
		return ATOM_PART;
	r->longest = longest;
	return ATOM_AHEAD;
}

enum atom atom_read(struct reader *r, char *ret_char, struct part *ret)
{
	char c = r->p.ptr[r->at];
	slice name = c == '{' ? reference_at(r->p, r->at) : SLICE_NULL;
	if (name.ptr) {
		r->at += name.len + 2;
		uint16_t class = class_find(r->rs, name);
		if (reference_is_word(name) || class == NO_CLASS || r->rule->layer >= LAYERS_OVER_VIEW)
			return ATOM_UNKNOWN;
		struct clause clause = {0};
		clause_add(r->rs, &clause, class);
		demands_add(&ret->demands, clause);
		return ATOM_PART;
	}
	switch (c) {
	case '\\':
		return read_escape(r, ret_char);
	case '[':
		if (r->rule->layer < LAYERS_OVER_VIEW && read_class(r, ret))
			return ATOM_PART;
		ret->finite = false;
		r->at = pattern_step_end(r->p, r->at);
		return ATOM_UNKNOWN;
	case '(':
		return read_group(r, ret);
	case '.':
		r->at++;
		return ATOM_UNKNOWN;
	case '^':
	case '$':
		r->at++;
		return ATOM_NOTHING;
	default:
		*ret_char = c;
		r->at++;
		return ATOM_TEXT;
	}
}

enum repeat quantifier_read(struct reader *r)
{
	enum repeat repeat = REPEAT_ONCE;
	r->at = pattern_space_end(r->p, r->at);
	char c = r->at < r->p.len ? r->p.ptr[r->at] : 0;
	if (c == '?') {
		repeat = REPEAT_OPTIONAL;
		r->at++;
	} else if (c == '*') {
		repeat = REPEAT_ANY;
		r->at++;
	} else if (c == '+') {
		repeat = REPEAT_MANY;
		r->at++;
	} else if (c == '{' && !reference_at(r->p, r->at).ptr) {
		bool zero = r->at + 1 < r->p.len && (r->p.ptr[r->at + 1] == '0' || r->p.ptr[r->at + 1] == ',');
		repeat = zero ? REPEAT_ANY : REPEAT_MANY;
		while (r->at < r->p.len && r->p.ptr[r->at] != '}')
			r->at++;
		r->at++;
	}
	if (repeat != REPEAT_ONCE && r->at < r->p.len && (r->p.ptr[r->at] == '?' || r->p.ptr[r->at] == '+'))
		r->at++;
	return repeat;
}
