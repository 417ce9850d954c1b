// SPDX-License-Identifier: MIT
// fmt: the canonical form of a rule file, line by line, so that comments stay where they are.
//
//   classes: phrases: rules:   in this order, a blank line between them; classes and phrases as they stand
//     - id: layer: priority: budget: about: capitals: match: set: examples: rejects: gaps:   the keys of a rule in this order, a
//     blank line before a rule
//
// Lines lose white space at their ends; what stands inside a key (a pattern, an example) is not touched. A comment belongs to the
// key below it. A file of another shape (keys in flow style at the top) is left alone, and said to be.
#include "workshop/fmt.h"

#include <stdlib.h>

#include "base/vec.h"

#include "base/banned.h"

enum { INDENT_KEY = 2, INDENT_RULE_KEY = 4 };

static const char *const sections[] = {"classes", "phrases", "rules"};
static const char *const rule_keys[] = {"id",    "layer", "priority", "budget",  "about", "capitals",
										"match", "set",   "examples", "rejects", "gaps"};

// A key with the comments above it and the lines that belong to it.
struct block {
	size_t first, end; // lines
	slice name;
	size_t rank; // where it comes among its like
};

struct blocks {
	VEC(struct block) at;
};

struct formatter {
	VEC(slice) line;
	struct out *out;
	const char *file;
	struct diag *diag;
};

static size_t indent_of(slice line)
{
	size_t i = 0;
	while (i < line.len && line.ptr[i] == ' ')
		i++;
	return i;
}

static bool is_blank(slice line)
{
	return indent_of(line) == line.len;
}

static bool is_comment(slice line)
{
	size_t i = indent_of(line);
	return i < line.len && line.ptr[i] == '#';
}

// The name of the key that a line holds at an indent, "- " before it counted as indent; null: none.
static slice key_at(slice line, size_t indent)
{
	size_t at = indent_of(line);
	if (at + 2 == indent && slice_starts(slice_from(line, at), SLICE("- ")))
		at += 2;
	if (at != indent || is_comment(line))
		return SLICE_NULL;
	size_t colon = slice_find_byte(slice_from(line, at), ':');
	if (colon == NOT_FOUND || colon == 0)
		return SLICE_NULL;
	slice behind = slice_from(line, at + colon + 1);
	return !behind.len || behind.ptr[0] == ' ' ? slice_sub(line, at, at + colon) : SLICE_NULL;
}

static bool refuse(struct formatter *f, size_t line, const char *expected)
{
	return diag_error(f->diag, (struct place){.file = f->file, .line = line + 1},
					  "cannot format this, expected %s; the file is left as it is", expected);
}

// Parts lines [first, end) into blocks that begin with a key at an indent. `is_start` null: every such key begins one; else only
// those that begin a list item.
static bool find_blocks(struct formatter *f, size_t first, size_t end, size_t indent, bool items, struct blocks *ret)
{
	size_t above = first; // where the comments above the next key begin
	bool inside = false;
	for (size_t i = first; i < end; i++) {
		slice line = f->line.at[i], key = key_at(line, indent);
		bool item = key.ptr && indent_of(line) + 2 == indent;
		if (key.ptr && (!items || item)) {
			if (inside)
				ret->at.at[ret->at.count - 1].end = above;
			vec_push(&ret->at, ((struct block){.first = above, .end = end, .name = key}));
			inside = true;
			above = i + 1;
		} else if (is_blank(line)) {
			continue; // what follows decides whose it is
		} else if (!is_comment(line) || indent_of(line) > indent) {
			if (!inside || indent_of(line) < indent)
				return refuse(f, i, "keys at indents of two and four spaces");
			above = i + 1;
		}
	}
	return true;
}

static int compare_blocks(const void *a, const void *b)
{
	const struct block *x = a, *y = b;
	return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : x->first < y->first ? -1 : x->first > y->first;
}

static void sort(struct blocks *b)
{
	if (b->at.count)
		qsort(b->at.at, b->at.count, sizeof *b->at.at, compare_blocks);
}

static bool rank(struct formatter *f, struct blocks *b, const char *const *names, size_t count)
{
	for (size_t i = 0; i < b->at.count; i++) {
		struct block *block = &b->at.at[i];
		while (block->rank < count && !slice_equal(block->name, slice_of(names[block->rank])))
			block->rank++;
		if (block->rank == count)
			return refuse(f, block->first, "the keys of a rule file");
	}
	return true;
}

static void put_line(struct formatter *f, slice line)
{
	while (line.len && (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\t' || line.ptr[line.len - 1] == '\r'))
		line.len--;
	out_bytes(f->out, line);
	out_byte(f->out, '\n');
}

// The lines without blank ones at their ends.
static void put_lines(struct formatter *f, size_t first, size_t end)
{
	while (first < end && is_blank(f->line.at[first]))
		first++;
	while (end > first && is_blank(f->line.at[end - 1]))
		end--;
	for (size_t i = first; i < end; i++)
		put_line(f, f->line.at[i]);
}

// A rule's keys in their order; the first one that is written gets the "- ", wherever it stood.
static bool put_rule(struct formatter *f, const struct block *rule)
{
	struct blocks keys = {0};
	size_t key_line = rule->first;
	while (!key_at(f->line.at[key_line], INDENT_RULE_KEY).ptr)
		key_line++;
	bool ok = find_blocks(f, key_line, rule->end, INDENT_RULE_KEY, false, &keys) &&
			  rank(f, &keys, rule_keys, sizeof rule_keys / sizeof *rule_keys);
	sort(&keys);
	put_lines(f, rule->first, key_line);
	for (size_t i = 0; ok && i < keys.at.count; i++) {
		const struct block *key = &keys.at.at[i];
		for (size_t k = key->first; k < key->end; k++) {
			slice line = f->line.at[k];
			bool is_key = key_at(line, INDENT_RULE_KEY).ptr && slice_equal(key_at(line, INDENT_RULE_KEY), key->name);
			if (is_key) {
				out_bytes(f->out, i ? SLICE("    ") : SLICE("  - "));
				put_line(f, slice_from(line, INDENT_RULE_KEY));
				put_lines(f, k + 1, key->end);
				break;
			}
			if (!is_blank(line))
				put_line(f, line);
		}
	}
	vec_release(&keys.at);
	return ok;
}

static bool put_section(struct formatter *f, const struct block *section)
{
	struct blocks entries = {0};
	bool rules = slice_equal(section->name, SLICE("rules"));
	size_t head = section->first;
	while (!slice_equal(key_at(f->line.at[head], 0), section->name))
		head++;
	put_lines(f, section->first, head + 1);
	bool ok = find_blocks(f, head + 1, section->end, rules ? INDENT_RULE_KEY : INDENT_KEY, rules, &entries);
	for (size_t i = 0; ok && i < entries.at.count; i++) {
		if (rules && i)
			out_byte(f->out, '\n');
		if (rules)
			ok = put_rule(f, &entries.at.at[i]);
		else
			put_lines(f, entries.at.at[i].first, entries.at.at[i].end);
	}
	vec_release(&entries.at);
	return ok;
}

// The comments that open a file stand by themselves: those up to its first blank line, or up to its first key.
static size_t head_end(const struct formatter *f)
{
	size_t end = 0;
	while (end < f->line.count && is_comment(f->line.at[end]))
		end++;
	return end;
}

bool rules_format(slice text, const char *file, struct out *ret, struct diag *d)
{
	struct formatter f = {.out = ret, .file = file, .diag = d};
	struct out indented = {0};
	struct blocks parts = {0};
	rules_indent(text, &indented);
	slice line, rest = {indented.ptr, indented.len};
	while (rest.len && (line = slice_cut(&rest, '\n')).ptr)
		vec_push(&f.line, line);
	size_t head = head_end(&f);
	put_lines(&f, 0, head);
	bool ok =
		find_blocks(&f, head, f.line.count, 0, false, &parts) && rank(&f, &parts, sections, sizeof sections / sizeof *sections);
	sort(&parts);
	for (size_t i = 0; ok && i < parts.at.count; i++) {
		if (i)
			out_byte(ret, '\n');
		ok = put_section(&f, &parts.at.at[i]);
	}
	vec_release(&parts.at);
	vec_release(&f.line);
	out_release(&indented);
	return ok;
}
