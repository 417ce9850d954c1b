// SPDX-License-Identifier: MIT
// yaml: libfyaml's events become a tree of our own. The only user of libfyaml.
//
// Its own tree costs twice as much, most of it for comparing each key of a mapping with all the others.
#include "rule/yaml.h"

#include <libfyaml.h>

#include "base/map.h"
#include "base/vec.h"

#include "base/banned.h"

struct reader {
	slice text;
	const char *file;
	size_t first_line;
	struct arena *nodes, *texts;
	struct diag *d;
	VEC(struct yaml *) open; // mappings and lists that are not closed yet, the innermost last
	VEC(struct yaml *) last; // of each: its last key or item
	struct map keys;         // of one mapping
	struct yaml *root;
};

static struct yaml *innermost(const struct reader *r)
{
	return r->open.count ? r->open.at[r->open.count - 1] : NULL;
}

// Puts a node where it belongs: behind the last item or key of what is open, or as that key's value.
static void put(struct reader *r, struct yaml *node)
{
	struct yaml *in = innermost(r);
	if (!in) {
		r->root = node;
		return;
	}
	struct yaml **last = &r->last.at[r->last.count - 1];
	if (in->kind == YAML_MAPPING && *last && !(*last)->value) {
		(*last)->value = node;
		return;
	}
	*(*last ? &(*last)->next : &in->first) = node;
	*last = node;
	in->count++;
}

// The columns before the text of the line on which an offset is.
static size_t indent_at(slice text, size_t offset)
{
	size_t start = offset < text.len ? offset : text.len, indent = 0;
	while (start && text.ptr[start - 1] != '\n')
		start--;
	while (start + indent < text.len && text.ptr[start + indent] == ' ')
		indent++;
	return indent;
}

// A plain scalar of one line is what stands there, and most are: to have libfyaml write it would cost as much as reading it did.
static slice scalar_text(const struct reader *r, struct fy_token *token)
{
	const struct fy_mark *start = fy_token_start_mark(token), *end = fy_token_end_mark(token);
	size_t len = 0;
	if (start && end && fy_token_scalar_style(token) == FYSS_PLAIN && start->line == end->line)
		return slice_sub(r->text, start->input_pos, end->input_pos);
	const char *text = fy_token_get_text(token, &len);
	return text ? (slice){text, len} : SLICE("");
}

static void put_text(struct reader *r, struct fy_token *token)
{
	struct yaml *node = ARENA_NEW(r->nodes, struct yaml);
	const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
	enum fy_scalar_style style = token ? fy_token_scalar_style(token) : FYSS_PLAIN;
	node->text = arena_copy(r->texts, token ? scalar_text(r, token) : SLICE(""));
	node->at.file = r->file;
	if (mark) {
		node->at.line = (size_t)mark->line + r->first_line;
		node->at.column = (size_t)mark->column + 1;
	}
	node->quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
	if (style == FYSS_LITERAL && mark)
		node->indent = indent_at(r->text, mark->input_pos);
	put(r, node);
}

// What an alias stands for is not looked up: a rule says itself what it means.
static void refuse_alias(struct reader *r)
{
	struct yaml *in = innermost(r), *alias = in ? r->last.at[r->last.count - 1] : r->root;
	if (in && in->kind == YAML_MAPPING && alias->value)
		alias = alias->value;
	diag_error(r->d, alias->at, "alias '*" SLICE_FMT "', expected what it stands for", SLICE_ARG(alias->text));
	alias->wrong = true;
	for (size_t i = 0; i < r->open.count; i++)
		r->open.at[i]->wrong = true;
}

static void open_node(struct reader *r, const struct fy_mark *mark, enum yaml_kind kind)
{
	struct yaml *node = ARENA_NEW(r->nodes, struct yaml);
	node->kind = kind;
	node->at.file = r->file;
	if (mark) {
		node->at.line = (size_t)mark->line + r->first_line;
		node->at.column = (size_t)mark->column + 1;
	}
	put(r, node);
	vec_push(&r->open, node);
	vec_push(&r->last, NULL);
}

static void close_node(struct reader *r)
{
	struct yaml *node = innermost(r);
	r->open.count--;
	r->last.count--;
	if (node->first)
		node->at = node->first->at;
	map_clear(&r->keys);
	for (struct yaml *key = node->first; key && node->kind == YAML_MAPPING; key = key->next) {
		void **known = key->kind == YAML_TEXT ? map_at(&r->keys, key->text) : NULL;
		if (known && *known)
			node->wrong = !diag_error(r->d, key->at, "duplicate key '" SLICE_FMT "'", SLICE_ARG(key->text));
		else if (known)
			*known = key;
	}
}

static const struct fy_mark *start_of(struct fy_token *token)
{
	return token ? fy_token_start_mark(token) : NULL;
}

// False: the document ends here, or cannot be read on.
static bool take_event(struct reader *r, const struct fy_event *e)
{
	switch (e->type) {
	case FYET_SCALAR:
		put_text(r, e->scalar.value);
		return true;
	case FYET_ALIAS:
		put_text(r, e->alias.anchor);
		refuse_alias(r);
		return true;
	case FYET_MAPPING_START:
		open_node(r, start_of(e->mapping_start.mapping_start), YAML_MAPPING);
		return true;
	case FYET_SEQUENCE_START:
		open_node(r, start_of(e->sequence_start.sequence_start), YAML_LIST);
		return true;
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		close_node(r);
		return true;
	case FYET_DOCUMENT_END:
		return false;
	case FYET_NONE:
	case FYET_STREAM_START:
	case FYET_STREAM_END:
	case FYET_DOCUMENT_START:
		break;
	}
	return true;
}

static bool report_errors(struct reader *r, struct fy_diag *yaml)
{
	void *walk = NULL;
	for (struct fy_diag_error *e; (e = fy_diag_errors_iterate(yaml, &walk));)
		diag_error(r->d, (struct place){r->file, (size_t)e->line + r->first_line - 1, (size_t)e->column}, "%s", e->msg);
	return walk != NULL;
}

struct yaml *yaml_read(slice text, const char *file, size_t first_line, struct arena *nodes, struct arena *texts, struct diag *d)
{
	struct reader r = {.text = text, .file = file, .first_line = first_line, .nodes = nodes, .texts = texts, .d = d};
	struct fy_diag_cfg messages;
	fy_diag_cfg_default(&messages);
	messages.fp = NULL;
	struct fy_diag *yaml = fy_diag_create(&messages);
	fy_diag_set_collect_errors(yaml, true);
	struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG, .diag = yaml};
	struct fy_parser *parser = fy_parser_create(&config);
	bool ok = parser && fy_parser_set_string(parser, text.ptr, text.len) == 0, goes_on = ok, ended = false;
	while (goes_on) {
		struct fy_event *e = fy_parser_parse(parser);
		goes_on = e && take_event(&r, e);
		ended = e && !goes_on;
		fy_parser_event_free(parser, e);
	}
	if (report_errors(&r, yaml))
		ok = false;
	else if (!r.root || !ended) // libfyaml stops in the middle of some texts and says nothing
		ok = diag_error(d, innermost(&r) ? innermost(&r)->at : (struct place){.file = file}, "not a YAML file");
	fy_parser_destroy(parser);
	fy_diag_destroy(yaml);
	vec_release(&r.open);
	vec_release(&r.last);
	map_release(&r.keys);
	return ok ? r.root : NULL;
}
