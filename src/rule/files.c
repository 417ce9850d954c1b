// SPDX-License-Identifier: MIT
// Files: the text of a rule file becomes YAML, and that classes, phrases and rules.
//
// A file that is no YAML is read again in pieces, each class, phrase and rule by itself, so that a mistake in one of them hides
// nothing of the others. This takes the layout that `ruletest fmt` writes; what is written otherwise is not read at all.
//
//   rules:            a section's line
//     - id: a         a piece: its first line is indented as the first one of the section,
//       match: …      the others are deeper
//     - id: b
#include "base/ascii.h"
#include "base/file.h"
#include "base/utf8.h"
#include "load.h"

// ---- what the nodes of a file are -------------------------------------------------------------------------------------

static void read_part(struct loader *l, const struct yaml *part)
{
	const struct yaml *value = part->value;
	bool classes = slice_equal(part->text, SLICE("classes")), phrases = slice_equal(part->text, SLICE("phrases"));
	if (part->kind != YAML_TEXT)
		diag_error(l->d, part->at, "expected a text for a key");
	else if (!classes && !phrases && !slice_equal(part->text, SLICE("rules")))
		diag_error(l->d, part->at, "unknown key '" SLICE_FMT "', expected classes, phrases or rules", SLICE_ARG(part->text));
	else if (value->kind != (classes || phrases ? YAML_MAPPING : YAML_LIST) && !yaml_is_null(value))
		diag_error(l->d, part->at, "expected %s for " SLICE_FMT,
				   classes || phrases ? "names and what they stand for" : "a list of rules", SLICE_ARG(part->text));
	else
		for (const struct yaml *one = value->first; one; one = one->next)
			(classes ? class_read : phrases ? phrase_read : rule_read)(l, one);
}

static void read_document(struct loader *l, const struct yaml *root)
{
	if (root->kind != YAML_MAPPING)
		diag_error(l->d, root->at, "expected a mapping with classes:, phrases: or rules:");
	for (const struct yaml *part = root->kind == YAML_MAPPING ? root->first : NULL; part; part = part->next)
		read_part(l, part);
}

// ---- pieces -----------------------------------------------------------------------------------------------------------

// A class, a phrase or a rule as it stands in a file.
struct text_piece {
	slice section, text;
	struct place at; // of its first line
};

struct cutter {
	slice text, section;
	size_t at, line; // of the next line
	size_t indent;   // of the pieces of the section; NOT_FOUND: it has none so far
};

static slice line_at(slice text, size_t at)
{
	slice rest = slice_from(text, at);
	size_t end = slice_find_byte(rest, '\n');
	return end == NOT_FOUND ? rest : slice_sub(rest, 0, end + 1);
}

static bool is_section(slice line)
{
	slice name = slice_trim(line);
	return ascii_is_letter(line.ptr[0]) &&
		   (slice_equal(name, SLICE("classes:")) || slice_equal(name, SLICE("phrases:")) || slice_equal(name, SLICE("rules:")));
}

// The columns before the text of a line; NOT_FOUND: it has none, or a comment.
static size_t indent_of(slice line)
{
	size_t i = 0;
	while (i < line.len && line.ptr[i] == ' ')
		i++;
	return i == line.len || line.ptr[i] == '#' || ascii_is_space(line.ptr[i]) ? NOT_FOUND : i;
}

// False: there are no more.
static bool cut_piece(struct cutter *c, struct text_piece *ret)
{
	bool begun = false;
	for (slice line; c->at < c->text.len; c->at += line.len, c->line++) {
		line = line_at(c->text, c->at);
		size_t indent = indent_of(line);
		bool section = is_section(line), item = indent != NOT_FOUND && line.ptr[indent] == '-';
		if (!section && c->section.ptr && c->indent == NOT_FOUND)
			c->indent = indent;
		bool begins = indent != NOT_FOUND && indent == c->indent && (item || indent > 0);
		if (begun && (section || begins))
			return true;
		if (section) {
			c->section = line;
			c->indent = NOT_FOUND;
		} else if (begins) {
			begun = true;
			*ret = (struct text_piece){.section = c->section, .text = {line.ptr, 0}, .at.line = c->line};
		}
		if (begun)
			ret->text.len += line.len;
	}
	return begun;
}

// What stands behind a key in a piece: "id: claim.sunk"; null: it is not there.
static slice value_in(slice piece, const char *key)
{
	slice line, rest = piece;
	while ((line = slice_cut(&rest, '\n')).ptr) {
		line = slice_trim(line);
		if (slice_starts(line, SLICE("- ")))
			line = slice_trim(slice_from(line, 2));
		if (slice_starts(line, slice_of(key)))
			return slice_trim(slice_from(line, strlen(key)));
	}
	return SLICE_NULL;
}

// Keeps what a piece that is no YAML tells of itself, so that who refers to it is not at fault.
static void leave_out(struct loader *l, const struct text_piece *piece)
{
	struct ruleset *rs = l->rs;
	slice rest = piece->text, first = slice_trim(slice_cut(&rest, '\n')), name = slice_cut(&first, ':');
	name = arena_copy(&rs->arena, name);
	if (slice_starts(piece->section, SLICE("classes"))) {
		rs->class.at[class_make(rs, name, piece->at)].wrong = true;
		return;
	}
	if (slice_starts(piece->section, SLICE("phrases"))) {
		arena_push(&rs->arena, &rs->phrase, ((struct phrase){.name = name, .match = SLICE(""), .at = piece->at, .wrong = true}));
		return;
	}
	struct rule r = {.at = piece->at, .match = SLICE(""), .wrong = true};
	slice id = value_in(piece->text, "id:"), layer = value_in(piece->text, "layer:");
	if (id.len && ascii_is_letter(id.ptr[0]))
		r.id = arena_copy(&rs->arena, id);
	for (int i = 0; i < LAYERS; i++)
		if (layer.ptr && slice_equal(layer, layer_name((enum layer)i)))
			r.layer = (enum layer)i;
	arena_push(&rs->arena, &rs->left_out, r);
}

// Null: the text is no YAML, or no text at all; reported.
static const struct yaml *read_text(slice text, struct place at, struct arena *nodes, struct arena *texts, struct diag *d)
{
	size_t valid = utf8_valid_length(text), nul = slice_find_byte(text, '\0'), end = nul < valid ? nul : valid;
	if (end == text.len)
		return yaml_read(text, at.file, at.line, nodes, texts, d);
	for (size_t i = 0; i < end; i++)
		at.line += text.ptr[i] == '\n';
	diag_error(d, at, "%s in a rule file", end == nul ? "a NUL byte" : "invalid UTF-8");
	return NULL;
}

// Reads the pieces; false: there are none, or none is at fault.
static bool read_pieces(struct loader *l, slice text, const char *file)
{
	struct arena *texts = &l->rs->arena;
	struct cutter c = {.text = text, .line = 1, .indent = NOT_FOUND};
	struct text_piece piece;
	bool at_fault = false;
	while (cut_piece(&c, &piece)) {
		piece.at.file = file;
		slice whole = arena_join(texts, piece.section, piece.text);
		const struct yaml *root = read_text(whole, (struct place){.file = file, .line = piece.at.line - 1}, texts, texts, l->d);
		if (root)
			read_document(l, root);
		else
			leave_out(l, &piece);
		at_fault |= !root;
	}
	return at_fault;
}

void rule_file_read(struct rule_file *f, struct ruleset_options options, struct arena *nodes, struct arena *texts)
{
	f->is_read = file_read(f->name, nodes, &f->text, &f->reading);
	if (!f->is_read)
		return;
	f->text.len = rules_blank((char *)(uintptr_t)f->text.ptr, f->text.len, options); // file_read's memory is ours
	f->root = read_text(f->text, (struct place){.file = f->name, .line = 1}, nodes, texts, &f->as_whole);
}

void rules_load(struct ruleset *rs, struct rule_file *f, struct diag *d)
{
	struct loader l = {.rs = rs, .part = f->part, .d = d};
	diag_flush_into(d, &f->reading);
	bool in_pieces = f->is_read && !f->root && read_pieces(&l, f->text, f->name);
	if (!in_pieces) {
		diag_flush_into(d, &f->as_whole);
		if (!f->root)
			rs->unread = f->name;
	}
	if (f->root)
		read_document(&l, f->root);
	diag_release(&f->reading);
	diag_release(&f->as_whole);
}
