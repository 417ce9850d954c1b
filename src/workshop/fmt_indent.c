// SPDX-License-Identifier: MIT
// fmt_indent: the indents of a rule file, as the rest of fmt wants them: classes, phrases and rules two spaces in, their keys
// four. What stands deeper keeps its distance from its key.
//
//   rules:               rules:
//   - id: a                - id: a
//     examples:     ->       examples:
//     - text: …              - text: …
#include "workshop/fmt.h"

#include "base/ascii.h"

#include "base/banned.h"

enum { INDENT_ENTRY = 2, INDENT_KEY = 4 };

// The section at work, and the entry in it: indents as they are; NOT_FOUND: not known yet, or none.
struct indents {
	bool rules;
	size_t entry, key;
};

// The spaces before a line's text; NOT_FOUND: it has none.
static size_t indent_of(slice line)
{
	size_t i = 0;
	while (i < line.len && line.ptr[i] == ' ')
		i++;
	return i < line.len ? i : NOT_FOUND;
}

static void put_shifted(struct out *o, slice line, size_t indent, size_t from, size_t to)
{
	size_t wanted = indent + to > from ? indent + to - from : 0;
	for (size_t i = 0; i < wanted; i++)
		out_byte(o, ' ');
	out_bytes(o, slice_from(line, indent));
}

// A line that begins an entry: "- id: a" of rules, "name:" of classes and phrases.
static void put_first(struct out *o, struct indents *in, slice line)
{
	size_t text = in->entry;
	if (in->rules)
		for (text++; text < line.len && line.ptr[text] == ' ';)
			text++;
	in->key = in->rules ? text : NOT_FOUND;
	out_bytes(o, in->rules ? SLICE("  - ") : SLICE("  "));
	out_bytes(o, slice_from(line, text));
}

// The indent of the first entry that stands behind a section's line.
static size_t entry_indent(slice rest)
{
	size_t indent = NOT_FOUND;
	for (slice line; rest.len && indent == NOT_FOUND && (line = slice_cut(&rest, '\n')).ptr;) {
		indent = indent_of(line);
		if (indent != NOT_FOUND && (line.ptr[indent] == '#' || ascii_is_space(line.ptr[indent])))
			indent = NOT_FOUND;
	}
	return indent;
}

static void put_line(struct out *o, struct indents *in, slice line, slice rest)
{
	size_t indent = indent_of(line);
	if (indent == NOT_FOUND)
		return;
	bool comment = line.ptr[indent] == '#', item = line.ptr[indent] == '-';
	if (indent == 0 && ascii_is_letter(line.ptr[0])) {
		*in = (struct indents){slice_starts(line, SLICE("rules:")), entry_indent(rest), NOT_FOUND};
		out_bytes(o, line);
		return;
	}
	if (indent == in->entry && !comment && (item || !in->rules)) {
		put_first(o, in, line);
		return;
	}
	if (in->key == NOT_FOUND && in->entry != NOT_FOUND && indent > in->entry)
		in->key = indent;
	if (in->key != NOT_FOUND && indent >= in->key)
		put_shifted(o, line, indent, in->key, INDENT_KEY);
	else if (in->entry != NOT_FOUND && indent >= in->entry)
		put_shifted(o, line, indent, in->entry, INDENT_ENTRY);
	else
		out_bytes(o, line);
}

void rules_indent(slice text, struct out *ret)
{
	struct indents in = {false, NOT_FOUND, NOT_FOUND};
	for (slice line, rest = text; rest.len && (line = slice_cut(&rest, '\n')).ptr;) {
		while (line.len && ascii_is_space(line.ptr[line.len - 1]))
			line.len--;
		put_line(ret, &in, line, rest);
		out_byte(ret, '\n');
	}
}
