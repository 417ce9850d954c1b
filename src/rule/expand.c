// SPDX-License-Identifier: MIT
// expand: what PCRE2 gets to see of a pattern: {class} references written out.
//
// Over a view, {class} becomes a character class of the tags that stand for it: {number:day} -> [\x{e003}\x{e007}-\x{e009}];
// [{noun}{-verb}] is one class too: all that are nouns, but no verbs. Over raw text it becomes an alternation of the class's
// words. A match begins and ends at word boundaries: PCRE2's \b takes a tag for no word character, so \b next to a tag would
// silently never match; it is rewritten with the class WORD, and the tag is a boundary by itself. Where a match may begin the
// view knows as well as a pattern (pattern_word_character); a pattern that is searched for must know it itself.
#include "base/ascii.h"
#include "rule/private.h"

// Letters and digits of the view: ASCII lower case, and other scripts below the tags.
bool pattern_word_character(uint32_t code)
{
	if (code < 0x80)
		return ascii_is_letter((char)code) || ascii_is_digit((char)code) || code == '_';
	return code == 0xaa || code == 0xb5 || code == 0xba || (code >= 0xc0 && code <= 0x1fff) || (code >= 0x2c00 && code <= 0xd7ff);
}

// The same as a character class.
#define WORD "[0-9A-Za-z_\\x{aa}\\x{b5}\\x{ba}\\x{c0}-\\x{1fff}\\x{2c00}-\\x{d7ff}]"
// The same and any tag.
#define ANY "[0-9A-Za-z_\\x{aa}\\x{b5}\\x{ba}\\x{c0}-\\x{1fff}\\x{2c00}-\\x{d7ff}\\x{e000}-\\x{f8ff}]"
// Atomic: several of its branches may hold at one place, and in a repeat each would be tried with all others.
#define BOUNDARY \
	"(?>(?<=" WORD ")(?!" WORD ")|(?<!" WORD ")(?=" WORD \
	")|(?<![^ ])|(?![^ ])|(?<=[\\x{e000}-\\x{f8ff}])|(?=[\\x{e000}-\\x{f8ff}]))"

void expansion_release(struct expansion *e)
{
	out_release(&e->text);
	vec_release(&e->origin);
}

size_t expansion_origin(const struct expansion *e, size_t offset, size_t end)
{
	size_t low = 0, high = e->origin.count;
	while (low < high) { // the last one that starts there or before
		size_t middle = (low + high) / 2;
		if (e->origin.at[middle].start <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	if (offset >= e->text.len || !low)
		return end;
	const struct origin *o = &e->origin.at[low - 1];
	return o->copied ? o->from + (offset - o->start) : o->from;
}

// What is written next stands for what is at `from`.
static void begin(struct expansion *e, size_t from)
{
	vec_push(&e->origin, ((struct origin){e->text.len, from, false}));
}

static void expand(struct expansion *e, slice text, size_t from)
{
	begin(e, from);
	out_bytes(&e->text, text);
}

static void copy(struct expansion *e, slice pattern, size_t start, size_t end)
{
	if (start < end)
		vec_push(&e->origin, ((struct origin){e->text.len, start, true}));
	out_bytes(&e->text, slice_sub(pattern, start, end));
}

// A tag as PCRE2 reads it: \x{e012}.
static void write_tag(struct out *o, size_t tag)
{
	char text[] = "\\x{....}";
	for (size_t i = 0; i < 4; i++)
		text[3 + i] = "0123456789abcdef"[tag >> (12 - 4 * i) & 15];
	out_bytes(o, (slice){text, sizeof text - 1});
}

static void expand_set(struct expansion *e, const struct tag_set *set, size_t from)
{
	size_t at = tag_set_next(set, 0, true), end;
	begin(e, from);
	if (at == TAG_SET_END) // a class without words: a character that no view holds
		out_bytes(&e->text, SLICE("\\x{f8ff}"));
	for (; at < TAG_SET_END; at = tag_set_next(set, end, true)) {
		end = tag_set_next(set, at, false);
		write_tag(&e->text, TAG_FIRST + at);
		if (end - at > 1) {
			out_byte(&e->text, '-');
			write_tag(&e->text, TAG_FIRST + end - 1);
		}
	}
}

static void expand_tags(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice name, size_t from)
{
	struct tag_set set;
	tag_set_of(&set, rs, (int)r->layer, (slice){name.ptr - 1, name.len + 2});
	bool word = reference_is_word(name);
	expand(e, word ? SLICE("(?:" WORD "++(?:['.-]" WORD "++)*+|[") : SLICE("["), from);
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
			expand(e, entry_key(entry), from);
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
	struct tag_set set;
	tag_set_of(&set, rs, (int)r->layer, slice_sub(p, from, pattern_class_end(p, from)));
	at += at < p.len && p.ptr[at] == '^';
	at += at < p.len && p.ptr[at] == ']';
	copy(e, p, from, at);
	if (set.any)
		expand_set(e, &set, at);
	return at;
}

const char *pattern_unbalanced(slice p, size_t *ret_at)
{
	size_t depth = 0;
	*ret_at = p.len;
	for (size_t i = 0, end; i < p.len; i = end) {
		char c = p.ptr[i];
		end = c == '[' ? pattern_class_end(p, i) : c == '\\' || c == '#' || c == '(' ? pattern_step_end(p, i) : i + 1;
		if (end > p.len)
			return "missing terminating ] for character class";
		if (c == ')' && depth-- == 0) {
			*ret_at = i;
			return "unmatched closing parenthesis";
		}
		depth += c == '(' && end == i + 1;
	}
	return depth ? "missing closing parenthesis" : NULL;
}

static bool is_special(char c)
{
	return c == '\\' || c == '{' || c == '[' || c == ']' || c == '#';
}

const char *pattern_expand(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice p, bool searched,
						   size_t *ret_at)
{
	bool raw = r->layer >= LAYERS_OVER_VIEW, in_class = false;
	const char *wrong = pattern_unbalanced(p, ret_at);
	if (wrong)
		return wrong;
	expand(e, raw ? SLICE("") : searched ? SLICE("(?!(?<=" WORD ")" ANY ")(?:") : SLICE("(?:"), 0);
	for (size_t i = 0, from = 0; i < p.len; from = i) {
		while (i < p.len && !is_special(p.ptr[i]))
			i++;
		copy(e, p, from, i);
		if (i == p.len)
			break;
		char c = p.ptr[i];
		slice name = c == '{' ? reference_at(p, i) : SLICE_NULL;
		if (c == '\\' && i + 1 < p.len) { // what is wrong with it is wrong from its backslash on
			size_t end = pattern_step_end(p, i);
			expand(e, p.ptr[i + 1] == 'b' && !raw && !in_class ? SLICE(BOUNDARY) : slice_sub(p, i, end), i);
			i = end;
		} else if (name.ptr) {
			if (raw)
				expand_words(e, rs, name, i);
			else if (!in_class)
				expand_tags(e, rs, r, name, i);
			i += name.len + 2;
		} else if (c == '[' && !in_class && !raw) {
			in_class = true;
			i = expand_class(e, rs, r, p, i);
		} else {
			size_t end = i + 1;
			in_class = in_class ? c != ']' : c == '[';
			char close = i > 1 && p.ptr[i - 2] == '(' && p.ptr[i - 1] == '?' ? ')' : '\n';
			while (c == '#' && !in_class && end < p.len && p.ptr[end] != close) // a comment stands as it is
				end++;
			copy(e, p, i, end);
			i = end;
		}
	}
	expand(e, raw ? SLICE("") : SLICE("\n)(?!(?<=" ANY ")" WORD ")"), p.len);
	return NULL;
}
