// SPDX-License-Identifier: MIT
// References: the {class} of patterns. This file knows just enough of the syntax of regular expressions to find them, and the
// named groups around them; PCRE2 judges the rest.
#include "rule/private.h"

#include "base/ascii.h"

static bool is_name_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == ':' ||
		   c == '-' || c == '\'' || c == '=' || (unsigned char)c >= 0x80;
}

slice reference_at(slice pattern, size_t at)
{
	size_t end = at + 1;
	while (end < pattern.len && is_name_byte(pattern.ptr[end]))
		end++;
	if (end == at + 1 || end == pattern.len || pattern.ptr[end] != '}')
		return SLICE_NULL;
	char first = pattern.ptr[at + 1];
	return first >= '0' && first <= '9' ? SLICE_NULL : slice_sub(pattern, at + 1, end);
}

bool reference_is_word(slice name)
{
	return slice_equal(name, SLICE("word"));
}

static bool is_raw(const struct rule *r)
{
	return r->layer >= LAYERS_OVER_VIEW;
}

uint16_t reference_class(struct ruleset *rs, const struct rule *r, slice name, size_t offset, struct diag *d)
{
	uint16_t class = class_find(rs, name);
	for (size_t i = 0; i < name.len && name.ptr[0] == '='; i++)
		if (ascii_is_upper(name.ptr[i])) {
			diag_error(d, pattern_place(r, offset), "word '" SLICE_FMT "' has a capital, expected lower case, as in the view",
					   SLICE_ARG(slice_from(name, 1)));
			return NO_CLASS;
		}
	if (class == NO_CLASS && name.ptr[0] == '=' && name.len > 1 && !is_raw(r)) {
		class = class_make(rs, name, r->at);
		pattern_word_add(rs, slice_from(rs->class.at[class].name, 1), class);
		return class;
	}
	slice rest = name, kind = slice_cut(&rest, ':');
	if (class == NO_CLASS && rest.ptr) { // {count:person}: figures of the kind, whose noun is in the class noun.person
		slice noun = arena_format(&rs->arena, "noun." SLICE_FMT, SLICE_ARG(rest));
		uint16_t of = class_find(rs, kind);
		if (of != NO_CLASS && rs->class.at[of].built_in && class_find(rs, noun) != NO_CLASS)
			return class_make(rs, name, r->at);
	}
	if (class == NO_CLASS && rs->unread)
		return NO_CLASS;
	if (class == NO_CLASS || (is_raw(r) && rs->class.at[class].built_in)) {
		diag_error(d, pattern_place(r, offset), "unknown class '" SLICE_FMT "', expected a class of the pack%s", SLICE_ARG(name),
				   is_raw(r) ? " (layers over raw text have no others)" : ", {=word} or a built-in one");
		return NO_CLASS;
	}
	return class;
}

// Reads the group name behind "(?<", "(?P<" or "(?'"; null where the parenthesis opens another kind of group.
static slice group_name(slice p, size_t at)
{
	size_t i = at + 2;
	if (at + 3 >= p.len || p.ptr[at + 1] != '?')
		return SLICE_NULL;
	if (p.ptr[i] == 'P')
		i++;
	if (p.ptr[i] != '<' && p.ptr[i] != '\'')
		return SLICE_NULL;
	size_t end = ++i;
	while (end < p.len && (is_name_byte(p.ptr[end]) && p.ptr[end] != '\'' && p.ptr[end] != '='))
		end++;
	return end > i && p.ptr[i] != '=' && p.ptr[i] != '!' ? slice_sub(p, i, end) : SLICE_NULL;
}

static bool group_add(struct ruleset *rs, struct rule *r, slice name, size_t offset, struct diag *d)
{
	if (r->groups == RULE_GROUPS_MAX)
		return diag_error(d, pattern_place(r, offset), "more than %d named groups", RULE_GROUPS_MAX);
	if (!r->group)
		r->group = ARENA_ARRAY(&rs->arena, struct group, RULE_GROUPS_MAX);
	r->group[r->groups++] = (struct group){.name = name, .term = term_find(name)};
	return true;
}

static void group_refer(struct ruleset *rs, struct group *g, uint16_t class)
{
	size_t room = g->classes; // there is room up to the next power of two
	if (!(g->classes & (g->classes - 1)))
		g->class = arena_grow(&rs->arena, g->class, g->classes, &room, g->classes + 1, sizeof *g->class);
	g->class[g->classes++] = class;
}

// {3} {3,} {3,5}; {,5} is none to PCRE2
static bool is_quantifier(slice here)
{
	size_t i = 1;
	while (i < here.len && (ascii_is_digit(here.ptr[i]) || (i > 1 && here.ptr[i] == ',')))
		i++;
	return i > 1 && i < here.len && here.ptr[i] == '}';
}

enum { PARENTHESES_MAX = 64 };

bool references_read(struct ruleset *rs, struct rule *r, struct class_list *referenced, struct diag *d)
{
	slice p = r->match;
	int open[PARENTHESES_MAX]; // for each open parenthesis: the index of its named group, -1: none
	size_t depth = 0;
	bool in_class = false, ok = true;
	for (size_t i = 0; i < p.len; i++) {
		char c = p.ptr[i];
		if (c == '\\') {
			i = pattern_step_end(p, i) - 1;
		} else if (c == '{') {
			slice name = reference_at(p, i);
			if (!name.ptr && !in_class && !is_quantifier(slice_from(p, i)))
				ok = diag_error(d, pattern_place(r, i), "'{' that begins no {class}, expected \\{ for a brace");
			if (!name.ptr)
				continue;
			uint16_t class = reference_class(rs, r, in_class && name.ptr[0] == '-' ? slice_from(name, 1) : name, i, d);
			if (class == NO_CLASS)
				ok = false;
			else
				class_list_add(&rs->arena, referenced, class);
			for (size_t k = 0; k < depth && class != NO_CLASS && name.ptr[0] != '-'; k++)
				if (open[k] >= 0)
					group_refer(rs, &r->group[open[k]], class);
			i += name.len + 1;
		} else if (in_class) {
			in_class = c != ']';
		} else if (c == '[') {
			in_class = true;
			if (i + 1 < p.len && p.ptr[i + 1] == '^')
				i++;
			if (i + 1 < p.len && p.ptr[i + 1] == ']')
				i++;
		} else if (c == '#') {
			while (i + 1 < p.len && p.ptr[i + 1] != '\n')
				i++;
		} else if (c == '(' && pattern_step_end(p, i) > i + 1) { // (?# a comment )
			i = pattern_step_end(p, i) - 1;
		} else if (c == '(') {
			slice name = group_name(p, i);
			if (depth == PARENTHESES_MAX)
				return diag_error(d, pattern_place(r, i), "more than %d parentheses inside each other", PARENTHESES_MAX);
			if (name.ptr && !group_add(rs, r, name, i, d))
				return false;
			open[depth++] = name.ptr ? (int)r->groups - 1 : -1;
		} else if (c == ')' && depth) {
			depth--;
		}
	}
	return ok;
}

const uint32_t *reference_kinds(const struct ruleset *rs, const struct rule *r, struct arena *a, size_t *ret_kinds)
{
	const struct layer_tags *tags = &rs->tags[r->layer];
	uint32_t *kind = ARENA_ARRAY(a, uint32_t, tags->count + 1);
	VEC(uint32_t) split = {0}; // by kind: the one that its tags in the class at hand get, from 1
	vec_push(&split, 0);
	for (size_t at = 0; at < r->match.len; at++) {
		slice name = r->match.ptr[at] == '{' ? reference_at(r->match, at) : SLICE_NULL;
		if (name.ptr && slice_starts(name, SLICE("-")))
			name = slice_from(name, 1);
		uint16_t class = name.ptr && !reference_is_word(name) ? class_find(rs, name) : NO_CLASS;
		if (class == NO_CLASS)
			continue;
		memset(split.at, 0, split.count * sizeof *split.at);
		for (size_t i = tags->class_first[class]; i < tags->class_first[class + 1]; i++)
			for (size_t tag = tags->class_tags[i].first; tag < tags->class_tags[i].end; tag++) {
				uint32_t *its = &kind[tag];
				if (!split.at[*its]) {
					vec_push(&split, 0);
					split.at[*its] = (uint32_t)split.count - 1;
				}
				*its = split.at[*its];
			}
	}
	*ret_kinds = split.count;
	vec_release(&split);
	return kind;
}
