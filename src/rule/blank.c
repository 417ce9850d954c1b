// SPDX-License-Identifier: MIT
// blank: takes out of a rule file, line by line, what a program has no use for, so that the YAML parser need not read it:
// examples, rejects and gaps, and for segment the rules over the view. Their lines stay as empty ones, so all places are as
// before.
//
// This reads the layout that `ruletest fmt` writes; what is written otherwise (in braces) stays, and does no harm.
#include "rule/private.h"

struct row {
	slice text;
	size_t indent;
	bool empty; // or a comment
};

static struct row line_at(slice text, size_t at)
{
	struct row l = {.text = slice_from(text, at)};
	size_t end = slice_find_byte(l.text, '\n');
	if (end != NOT_FOUND)
		l.text.len = end;
	while (l.indent < l.text.len && l.text.ptr[l.indent] == ' ')
		l.indent++;
	l.empty = l.indent == l.text.len || l.text.ptr[l.indent] == '#';
	return l;
}

static bool is_key(const struct row *l, const char *key)
{
	return slice_starts(slice_from(l->text, l->indent), slice_of(key));
}

static bool is_for_ruletest(const struct row *l)
{
	static const char *const keys[] = {"examples:", "rejects:", "gaps:", "about:", "capitals:", "budget:"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (is_key(l, keys[i]))
			return true;
	return false;
}

// Whether the line at `at` begins a rule of a layer over the view: its keys stand in one column, "layer" among them.
static bool begins_view_rule(slice text, size_t at)
{
	struct row first = line_at(text, at), l = first;
	size_t column = first.indent + 2; // behind "- "
	if (first.empty || !is_key(&first, "- "))
		return false;
	do {
		size_t key = l.indent == first.indent ? column : l.indent;
		if (!l.empty && key == column && slice_starts(slice_from(l.text, column), SLICE("layer:"))) {
			slice name = slice_trim(slice_from(l.text, column + strlen("layer:")));
			for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++)
				if (slice_equal(name, layer_name((enum layer)layer)))
					return true;
			return false;
		}
		at += l.text.len + 1;
		if (at >= text.len)
			return false;
		l = line_at(text, at);
	} while (l.empty || l.indent > first.indent);
	return false;
}

size_t rules_blank(char *text, size_t len, struct ruleset_options options)
{
	size_t kept = 0, outer = 0; // of what is being left out: the indent of its first line
	size_t column = 0;          // in which the keys of a rule stand
	bool leaves = false, item = false;
	for (size_t at = 0; at < len;) {
		struct row l = line_at((slice){text, len}, at);
		size_t next = at + l.text.len + 1;
		// a list may stand in the column of its key
		if (leaves && !l.empty && l.indent <= outer && !(!item && l.indent == outer && l.text.ptr[l.indent] == '-'))
			leaves = false;
		if (!leaves && !l.empty) {
			if (is_key(&l, "- "))
				column = l.indent + 2;
			item = !options.view && begins_view_rule((slice){text, len}, at);
			leaves = item || (!options.examples && l.indent == column && is_for_ruletest(&l));
			outer = l.indent;
		}
		if (!leaves) {
			memmove(text + kept, l.text.ptr, l.text.len);
			kept += l.text.len;
		}
		if (next <= len)
			text[kept++] = '\n';
		at = next;
	}
	text[kept] = '\0';
	return kept;
}
