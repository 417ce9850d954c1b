// SPDX-License-Identifier: MIT
// expand: what PCRE2 gets to see of a pattern: {class} references written out.
//
// Over a view, {class} becomes a character class of the tags that stand for it: {number:day} -> [\x{e003}\x{e007}-\x{e009}];
// [{noun}{-verb}] is one class too: all that are nouns, but no verbs. Over raw text it becomes an alternation of the class's
// words. A match begins and ends at word boundaries: PCRE2's \b takes a tag for no word character, so \b next to a tag would
// silently never match; it is rewritten with the class WORD, and the tag is a boundary by itself.
#include "rule/private.h"

// Letters and digits of the view: ASCII lower case, and other scripts below the tags.
#define WORD "[0-9A-Za-z_\\x{aa}\\x{b5}\\x{ba}\\x{c0}-\\x{1fff}\\x{2c00}-\\x{d7ff}]"
// The same and any tag.
#define ANY "[0-9A-Za-z_\\x{aa}\\x{b5}\\x{ba}\\x{c0}-\\x{1fff}\\x{2c00}-\\x{d7ff}\\x{e000}-\\x{f8ff}]"
// Atomic: several of its branches may hold at one place, and in a repeat each would be tried with all others.
#define BOUNDARY \
	"(?>(?<=" WORD ")(?!" WORD ")|(?<!" WORD ")(?=" WORD \
	")|(?<![^ ])|(?![^ ])|(?<=[\\x{e000}-\\x{f8ff}])|(?=[\\x{e000}-\\x{f8ff}]))"

static void expand(struct expansion *e, slice text, size_t from)
{
	out_bytes(&e->text, text);
	vec_reserve(&e->from, e->text.len);
	while (e->from.count < e->text.len)
		e->from.at[e->from.count++] = from;
}

// A tag as PCRE2 reads it: \x{e012}.
static void expand_tag(struct expansion *e, size_t tag, size_t from)
{
	char text[] = "\\x{....}";
	for (size_t i = 0; i < 4; i++)
		text[3 + i] = "0123456789abcdef"[tag >> (12 - 4 * i) & 15];
	expand(e, (slice){text, sizeof text - 1}, from);
}

static void expand_set(struct expansion *e, const struct tag_set *set, size_t from)
{
	size_t at = tag_set_next(set, 0, true), end;
	if (at == TAG_SET_END) // a class without words: a character that no view holds
		expand(e, SLICE("\\x{f8ff}"), from);
	for (; at < TAG_SET_END; at = tag_set_next(set, end, true)) {
		end = tag_set_next(set, at, false);
		expand_tag(e, TAG_FIRST + at, from);
		if (end - at > 1) {
			expand(e, SLICE("-"), from);
			expand_tag(e, TAG_FIRST + end - 1, from);
		}
	}
}

static void expand_tags(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice name, size_t from)
{
	struct tag_set set = tag_set_of(rs, r->layer, (slice){name.ptr - 1, name.len + 2});
	bool word = reference_is_word(name);
	expand(e, word ? SLICE("(?:" WORD "(?:" WORD "|['.-](?=" WORD "))*+|[") : SLICE("["), from);
	expand_set(e, &set, from);
	expand(e, word ? SLICE("])") : SLICE("]"), from);
}

static void expand_words(struct expansion *e, const struct ruleset *rs, slice name, size_t from)
{
	uint16_t class = class_find(rs, name);
	bool first = true;
	expand(e, SLICE("(?:"), from);
	for (size_t i = 0; i < lexicon_size(rs); i++) {
		const struct entry *entry = lexicon_entry(rs, i);
		for (const struct sense *s = entry->sense; s; s = s->next) {
			if (!class_is_in(rs, s->class, class))
				continue;
			expand(e, first ? SLICE("") : SLICE("|"), from);
			expand(e, rs->class.at[s->class].exact ? SLICE("\\Q") : SLICE("(?i:\\Q"), from);
			expand(e, entry->key, from);
			expand(e, rs->class.at[s->class].exact ? SLICE("\\E") : SLICE("\\E)"), from);
			first = false;
			break;
		}
	}
	expand(e, first ? SLICE("(?!))") : SLICE(")"), from);
}

// What stands first in the [class] that opens at `at`: "[", "^", "]", and the tags of all its references, which are passed over
// later. Returns where the rest begins.
static size_t expand_class(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice p, size_t at)
{
	size_t from = at++;
	struct tag_set set = tag_set_of(rs, r->layer, slice_sub(p, from, pattern_class_end(p, from)));
	at += at < p.len && p.ptr[at] == '^';
	at += at < p.len && p.ptr[at] == ']';
	expand(e, slice_sub(p, from, at), from);
	if (set.any)
		expand_set(e, &set, at);
	return at;
}

const char *pattern_unbalanced(slice p, size_t *ret_at)
{
	size_t depth = 0;
	*ret_at = p.len;
	for (size_t i = 0; i < p.len; i++) {
		char c = p.ptr[i];
		if (c == '\\' && i + 1 < p.len && p.ptr[i + 1] == 'Q') {
			size_t end = slice_find(slice_from(p, i), SLICE("\\E"));
			i = end == NOT_FOUND ? p.len : i + end + 1;
		} else if (c == '\\') {
			i++;
		} else if (c == '#') {
			while (i + 1 < p.len && p.ptr[i + 1] != '\n')
				i++;
		} else if (c == '[') {
			i = pattern_class_end(p, i) - 1;
			if (i >= p.len)
				return "missing terminating ] for character class";
		} else if (c == '(') {
			depth++;
		} else if (c == ')' && depth-- == 0) {
			*ret_at = i;
			return "unmatched closing parenthesis";
		}
	}
	return depth ? "missing closing parenthesis" : NULL;
}

const char *pattern_expand(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice p, size_t *ret_at)
{
	bool raw = r->layer >= LAYERS_OVER_VIEW, in_class = false;
	const char *wrong = pattern_unbalanced(p, ret_at);
	if (wrong)
		return wrong;
	expand(e, raw ? SLICE("") : SLICE("(?!(?<=" WORD ")" ANY ")(?:"), 0);
	for (size_t i = 0; i < p.len; i++) {
		char c = p.ptr[i];
		slice name = c == '{' ? reference_at(p, i) : SLICE_NULL;
		if (c == '\\' && i + 1 < p.len) {
			expand(e, !raw && !in_class && p.ptr[i + 1] == 'b' ? SLICE(BOUNDARY) : slice_sub(p, i, i + 2), i);
			i++;
		} else if (name.ptr) {
			if (raw)
				expand_words(e, rs, name, i);
			else if (!in_class)
				expand_tags(e, rs, r, name, i);
			i += name.len + 1;
		} else {
			bool opens = !in_class && c == '[';
			in_class = opens || (in_class && c != ']');
			if (opens && !raw)
				i = expand_class(e, rs, r, p, i) - 1;
			else
				expand(e, slice_sub(p, i, i + 1), i);
			if (c == '#' && !in_class) // a comment stands as it is
				while (i + 1 < p.len && p.ptr[i + 1] != '\n')
					expand(e, slice_sub(p, i + 1, i + 2), i), i++;
		}
	}
	expand(e, raw ? SLICE("") : SLICE("\n)(?!(?<=" ANY ")" WORD ")"), p.len);
	return NULL;
}
