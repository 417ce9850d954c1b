// SPDX-License-Identifier: MIT
// Loading: a YAML file of classes and rules becomes struct class and struct rule. The only user of libfyaml.
//
// Every mistake is reported with its file, line, column, the offending text and what was expected; one mistake does not hide
// another.
#include <libfyaml.h>
#include <stdlib.h>

#include "base/input.h"
#include "base/utf8.h"
#include "rule/private.h"

static const char *const layer_names[LAYERS] = {"number",      "date",  "figure", "entity",
												"attribution", "claim", "clean",  "boundary"};

slice layer_name(enum layer l)
{
	return slice_of(layer_names[l]);
}

struct loader {
	struct ruleset *rs;
	slice text; // of the file
	const char *file, *folder;
	struct diag *d;
	bool ok;
};

static struct place node_place(const struct loader *l, struct fy_node *node)
{
	struct place at = {.file = l->file};
	struct fy_token *token = node ? fy_node_get_scalar_token(node) : NULL;
	const struct fy_mark *mark = token ? fy_token_start_mark(token) : NULL;
	void *walk = NULL;
	if (mark) {
		at.line = (size_t)mark->line + 1;
		at.column = (size_t)mark->column + 1;
	} else if (node && fy_node_is_mapping(node)) {
		struct fy_node_pair *pair = fy_node_mapping_iterate(node, &walk);
		return pair ? node_place(l, fy_node_pair_key(pair)) : at;
	} else if (node && fy_node_is_sequence(node)) {
		struct fy_node *item = fy_node_sequence_iterate(node, &walk);
		return item ? node_place(l, item) : at;
	}
	return at;
}

#define fail(l, node, ...) (diag_error((l)->d, node_place((l), (node)), __VA_ARGS__), (l)->ok = false)

// The text of a scalar in the ruleset's memory; null and a report where the node is none.
static slice scalar(struct loader *l, struct fy_node *node, const char *what)
{
	size_t len;
	const char *text = node && fy_node_is_scalar(node) ? fy_node_get_scalar(node, &len) : NULL;
	if (!text) {
		fail(l, node, "expected a text for %s", what);
		return SLICE_NULL;
	}
	return arena_copy(&l->rs->arena, (slice){text, len});
}

static slice pair_key(struct loader *l, struct fy_node_pair *pair)
{
	return scalar(l, fy_node_pair_key(pair), "a key");
}

// ---- classes ----------------------------------------------------------------------------------------------------------

struct class_spec {
	enum word_case word_case;
	bool exact, frequent;
	struct fy_node *file, *words, *apart;
	bool wrong; // has a key that no class has, which was reported
};

static void read_class_key(struct loader *l, slice key, struct fy_node *value, struct fy_node *at, struct class_spec *ret)
{
	if (slice_equal(key, SLICE("file"))) {
		ret->file = value;
	} else if (slice_equal(key, SLICE("words"))) {
		ret->words = value;
	} else if (slice_equal(key, SLICE("frequent"))) {
		slice is = scalar(l, value, "frequent");
		ret->frequent = slice_equal(is, SLICE("true"));
		if (!ret->frequent && !slice_equal(is, SLICE("false")))
			fail(l, value, "expected true or false, found '" SLICE_FMT "'", SLICE_ARG(is));
	} else if (slice_equal(key, SLICE("apart"))) {
		ret->apart = value;
	} else if (slice_equal(key, SLICE("case"))) {
		slice how = scalar(l, value, "case");
		if (slice_equal(how, SLICE("capital")))
			ret->word_case = CASE_CAPITAL;
		else if (slice_equal(how, SLICE("lower")))
			ret->word_case = CASE_LOWER;
		else if (slice_equal(how, SLICE("exact")))
			ret->exact = true;
		else if (!slice_equal(how, SLICE("any")))
			fail(l, value, "unknown case '" SLICE_FMT "', expected any, capital, lower or exact", SLICE_ARG(how));
	} else if (!slice_equal(key, SLICE("about"))) {
		fail(l, at, "unknown key '" SLICE_FMT "' of a class, expected file, words, case, frequent, apart or about",
			 SLICE_ARG(key));
		ret->wrong = true;
	}
}

static void read_word(struct loader *l, struct fy_node *item, uint16_t class, const struct class_spec *spec)
{
	slice word, values = SLICE("");
	if (fy_node_is_mapping(item)) { // `word: value`
		void *walk = NULL;
		struct fy_node_pair *pair = fy_node_mapping_iterate(item, &walk);
		word = pair_key(l, pair);
		values = scalar(l, fy_node_pair_value(pair), "the value of a word");
	} else {
		word = scalar(l, item, "a word");
	}
	if (word.ptr && values.ptr && l->rs->options.examples)
		vec_push(&l->rs->inline_word, ((struct inline_word){class, word, values, node_place(l, item)}));
	if (word.ptr && values.ptr)
		l->ok &= words_add(l->rs, word, values, class, spec->word_case, spec->exact, node_place(l, item), l->d);
}

static void read_apart(struct loader *l, struct fy_node *names, struct class *class)
{
	if (names && !fy_node_is_sequence(names)) {
		fail(l, names, "expected a list of classes for apart");
		return;
	}
	void *walk = NULL;
	class->apart = ARENA_ARRAY(&l->rs->arena, slice, names ? (size_t)fy_node_sequence_item_count(names) : 0);
	for (struct fy_node *item; names && (item = fy_node_sequence_iterate(names, &walk));) {
		slice name = scalar(l, item, "the name of a class");
		if (name.ptr)
			class->apart[class->aparts++] = name;
	}
}

static void read_class(struct loader *l, struct fy_node *name_node, struct fy_node *body)
{
	struct ruleset *rs = l->rs;
	slice name = scalar(l, name_node, "a class's name");
	if (!name.ptr)
		return;
	uint16_t class = class_make(rs, name, node_place(l, name_node));
	struct class_spec spec = {0};
	void *walk = NULL;
	for (struct fy_node_pair *pair; fy_node_is_mapping(body) && (pair = fy_node_mapping_iterate(body, &walk));)
		read_class_key(l, pair_key(l, pair), fy_node_pair_value(pair), fy_node_pair_key(pair), &spec);
	if (!spec.file && !spec.words) {
		if (!spec.wrong)
			fail(l, name_node, "class '" SLICE_FMT "' has no words, expected file: or words:", SLICE_ARG(name));
		return;
	}
	rs->class.at[class].word_case = spec.word_case;
	rs->class.at[class].exact = spec.exact;
	rs->class.at[class].frequent = spec.frequent;
	read_apart(l, spec.apart, &rs->class.at[class]);
	if (spec.file) {
		slice file = scalar(l, spec.file, "file");
		if (file.ptr)
			l->ok &= words_load(rs, arena_format(&rs->arena, "%s/" SLICE_FMT, l->folder, SLICE_ARG(file)).ptr, class,
								spec.word_case, spec.exact, l->d);
	}
	walk = NULL;
	if (spec.words && !fy_node_is_sequence(spec.words))
		fail(l, spec.words, "expected a list of words");
	for (struct fy_node *item;
		 spec.words && fy_node_is_sequence(spec.words) && (item = fy_node_sequence_iterate(spec.words, &walk));)
		read_word(l, item, class, &spec);
}

// ---- rules ------------------------------------------------------------------------------------------------------------

static size_t node_count(struct fy_node *node)
{
	if (fy_node_is_mapping(node))
		return (size_t)fy_node_mapping_item_count(node);
	return fy_node_is_sequence(node) ? (size_t)fy_node_sequence_item_count(node) : 0;
}

static struct field *read_fields(struct loader *l, struct fy_node *node, const char *what, size_t *ret_count)
{
	if (!fy_node_is_mapping(node)) {
		fail(l, node, "expected fields and their values for %s: {field: value, …}", what);
		return NULL;
	}
	struct field *fields = ARENA_ARRAY(&l->rs->arena, struct field, node_count(node));
	void *walk = NULL;
	size_t n = 0;
	for (struct fy_node_pair *pair; (pair = fy_node_mapping_iterate(node, &walk)); n++) {
		fields[n].key = pair_key(l, pair);
		fields[n].value = scalar(l, fy_node_pair_value(pair), "a field's value");
		fields[n].at = node_place(l, fy_node_pair_key(pair));
	}
	*ret_count = n;
	return fields;
}

// Takes the brackets off an example's text: "[16 people] died" -> "16 people died" with the span 0-9. "\\[" is a bracket.
static void read_brackets(struct loader *l, struct fy_node *at, struct example *e)
{
	slice text = e->text;
	char *plain = arena_alloc(&l->rs->arena, text.len + 1);
	size_t len = 0, spans = 0, start = 0;
	bool open = false;
	e->more = ARENA_ARRAY(&l->rs->arena, span, text.len / 2 + 1);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '\\' && i + 1 < text.len && (text.ptr[i + 1] == '[' || text.ptr[i + 1] == ']' || text.ptr[i + 1] == '\\')) {
			plain[len++] = text.ptr[++i];
		} else if (c == '[' && !open) {
			open = true;
			start = len;
		} else if (c == ']' && open) {
			open = false;
			if (spans++ == 0)
				e->record = (span){start, len};
			else
				e->more[e->mores++] = (span){start, len};
		} else if (c == '[' || c == ']') {
			fail(l, at, "unexpected '%c' in an example, expected a [span]; write \\%c for a bracket", c, c);
		} else {
			plain[len++] = c;
		}
	}
	if (open)
		fail(l, at, "'[' without ']' in an example");
	e->has_record = spans > 0;
	e->text = (slice){plain, len};
}

// capitals: M is a million, m a metre
static slice read_capitals(struct loader *l, struct fy_node *node)
{
	slice why = scalar(l, node, "capitals");
	if (why.ptr && !slice_trim(why).len)
		fail(l, node, "expected the reason why capitals decide here");
	return why;
}

static void read_example(struct loader *l, struct fy_node *node, bool brackets, struct example *ret)
{
	ret->at = node_place(l, node);
	if (fy_node_is_scalar(node)) {
		ret->text = scalar(l, node, "an example");
	} else {
		void *walk = NULL;
		for (struct fy_node_pair *pair; fy_node_is_mapping(node) && (pair = fy_node_mapping_iterate(node, &walk));) {
			slice key = pair_key(l, pair);
			struct fy_node *value = fy_node_pair_value(pair);
			if (slice_equal(key, SLICE("text")))
				ret->text = scalar(l, value, "text");
			else if (slice_equal(key, SLICE("doc_date")))
				ret->doc_date = scalar(l, value, "doc_date");
			else if (slice_equal(key, SLICE("expect")))
				ret->expect = read_fields(l, value, "expect", &ret->expects);
			else if (slice_equal(key, SLICE("capitals")))
				ret->capitals = read_capitals(l, value);
			else
				fail(l, fy_node_pair_key(pair),
					 "unknown key '" SLICE_FMT "' of an example, expected text, expect, doc_date or capitals", SLICE_ARG(key));
		}
	}
	if (!ret->text.ptr)
		fail(l, node, "an example without text");
	else if (brackets)
		read_brackets(l, node, ret);
}

static struct example *read_examples(struct loader *l, struct fy_node *node, bool brackets, size_t *ret_count)
{
	*ret_count = 0;
	if (!l->rs->options.examples)
		return NULL;
	if (!fy_node_is_sequence(node)) {
		fail(l, node, "expected a list of examples");
		return NULL;
	}
	struct example *list = ARENA_ARRAY(&l->rs->arena, struct example, node_count(node));
	void *walk = NULL;
	for (struct fy_node *item; (item = fy_node_sequence_iterate(node, &walk)); (*ret_count)++)
		read_example(l, item, brackets, &list[*ret_count]);
	return list;
}

static bool read_layer(struct loader *l, struct fy_node *node, enum layer *ret)
{
	slice name = scalar(l, node, "layer");
	for (int i = 0; i < LAYERS && name.ptr; i++)
		if (slice_equal(name, slice_of(layer_names[i]))) {
			*ret = (enum layer)i;
			return true;
		}
	if (name.ptr)
		fail(l, node,
			 "unknown layer '" SLICE_FMT "', expected number, date, figure, entity, attribution, claim, clean or boundary",
			 SLICE_ARG(name));
	*ret = LAYERS;
	return false;
}

// The columns before a block's text, which libfyaml does not tell.
static size_t indent_of_line(slice text, size_t line)
{
	for (slice rest = text, one; (one = slice_cut(&rest, '\n')).ptr; line--)
		if (line == 1) {
			size_t indent = 0;
			while (indent < one.len && one.ptr[indent] == ' ')
				indent++;
			return indent;
		}
	return 0;
}

static slice read_match(struct loader *l, struct fy_node *node, const char *what, struct place *ret_at)
{
	slice match = scalar(l, node, what);
	*ret_at = node_place(l, node);
	enum fy_node_style style = match.ptr ? fy_node_get_style(node) : FYNS_PLAIN;
	if (style == FYNS_DOUBLE_QUOTED || style == FYNS_SINGLE_QUOTED)
		ret_at->column++;
	else if (style == FYNS_LITERAL)
		ret_at->column += indent_of_line(l->text, ret_at->line);
	return match;
}

static void read_phrase(struct loader *l, struct fy_node *name, struct fy_node *match)
{
	struct phrase p = {.name = scalar(l, name, "a phrase's name"), .at = node_place(l, name)};
	p.match = read_match(l, match, "a phrase's pattern", &p.match_at);
	if (p.name.ptr && p.match.ptr)
		vec_push(&l->rs->phrase, p);
}

static long read_number(struct loader *l, struct fy_node *node, const char *key, long least, long most)
{
	slice text = scalar(l, node, key);
	char *end = NULL;
	long n = text.ptr ? strtol(text.ptr, &end, 10) : least;
	if (text.ptr && (!text.len || *end || n < least || n > most))
		fail(l, node, "%s '" SLICE_FMT "', expected a whole number from %ld to %ld", key, SLICE_ARG(text), least, most);
	return n;
}

static void read_rule(struct loader *l, struct fy_node *node)
{
	struct rule r = {.at = node_place(l, node)};
	bool has_layer = false; // or names one that there is not
	void *walk = NULL;
	if (!fy_node_is_mapping(node)) {
		fail(l, node, "expected a rule: a mapping with id, layer and match");
		return;
	}
	for (struct fy_node_pair *pair; (pair = fy_node_mapping_iterate(node, &walk));) {
		slice key = pair_key(l, pair);
		struct fy_node *value = fy_node_pair_value(pair);
		if (slice_equal(key, SLICE("id")))
			r.id = scalar(l, value, "id");
		else if (slice_equal(key, SLICE("layer")))
			has_layer = read_layer(l, value, &r.layer) || fy_node_is_scalar(value);
		else if (slice_equal(key, SLICE("match")))
			r.match = read_match(l, value, "match", &r.match_at);
		else if (slice_equal(key, SLICE("about")))
			r.about = scalar(l, value, "about");
		else if (slice_equal(key, SLICE("capitals")))
			r.capitals = read_capitals(l, value);
		else if (slice_equal(key, SLICE("priority")))
			r.priority = (int)read_number(l, value, "priority", -1000, 1000);
		else if (slice_equal(key, SLICE("budget")))
			r.budget = (size_t)read_number(l, value, "budget", 1, MATCH_STEPS_MAX);
		else if (slice_equal(key, SLICE("set")))
			r.set = read_fields(l, value, "set", &r.sets);
		else if (slice_equal(key, SLICE("examples")))
			r.example = read_examples(l, value, true, &r.examples);
		else if (slice_equal(key, SLICE("rejects")))
			r.reject = read_examples(l, value, false, &r.rejects);
		else if (slice_equal(key, SLICE("gaps")))
			r.gap = read_examples(l, value, true, &r.gaps);
		else
			fail(l, fy_node_pair_key(pair),
				 "unknown key '" SLICE_FMT
				 "' of a rule, expected id, layer, priority, budget, about, capitals, match, set, examples, rejects or gaps",
				 SLICE_ARG(key));
	}
	if (!r.id.ptr || !r.match.ptr)
		fail(l, node, "a rule without '%s'", r.id.ptr ? "match" : "id");
	else if (has_layer && r.layer < LAYERS)
		vec_push(&l->rs->rule, r);
	else if (!has_layer)
		fail(l, node, "rule '" SLICE_FMT "' without a layer", SLICE_ARG(r.id));
}

// ---- files ------------------------------------------------------------------------------------------------------------

static void read_document(struct loader *l, struct fy_node *root)
{
	void *walk = NULL, *inner;
	if (!root || !fy_node_is_mapping(root)) {
		fail(l, root, "expected a mapping with classes:, phrases: or rules:");
		return;
	}
	for (struct fy_node_pair *pair; (pair = fy_node_mapping_iterate(root, &walk));) {
		slice key = pair_key(l, pair);
		struct fy_node *value = fy_node_pair_value(pair);
		inner = NULL;
		if (slice_equal(key, SLICE("classes")) && fy_node_is_mapping(value)) {
			for (struct fy_node_pair *class; (class = fy_node_mapping_iterate(value, &inner));)
				read_class(l, fy_node_pair_key(class), fy_node_pair_value(class));
		} else if (slice_equal(key, SLICE("phrases")) && fy_node_is_mapping(value)) {
			for (struct fy_node_pair *phrase; (phrase = fy_node_mapping_iterate(value, &inner));)
				read_phrase(l, fy_node_pair_key(phrase), fy_node_pair_value(phrase));
		} else if (slice_equal(key, SLICE("rules")) && fy_node_is_sequence(value)) {
			for (struct fy_node *rule; (rule = fy_node_sequence_iterate(value, &inner));)
				read_rule(l, rule);
		} else {
			const char *what = fy_node_is_null(value)             ? NULL
							   : slice_equal(key, SLICE("rules")) ? "a list of rules"
																  : "names and what they stand for";
			static const char *const known[] = {"classes", "phrases", "rules"};
			bool is_known = false;
			for (size_t i = 0; i < sizeof known / sizeof *known; i++)
				is_known |= slice_equal(key, slice_of(known[i]));
			if (!is_known)
				fail(l, fy_node_pair_key(pair), "unknown key '" SLICE_FMT "', expected classes, phrases or rules",
					 SLICE_ARG(key));
			else if (what)
				fail(l, fy_node_pair_key(pair), "expected %s for " SLICE_FMT, what, SLICE_ARG(key));
		}
	}
}

static void report_yaml_errors(struct loader *l, struct fy_diag *yaml)
{
	void *walk = NULL;
	for (struct fy_diag_error *e; (e = fy_diag_errors_iterate(yaml, &walk));)
		diag_error(l->d, (struct place){l->file, (size_t)e->line, (size_t)e->column}, "%s", e->msg);
	if (!walk)
		diag_error(l->d, (struct place){.file = l->file}, "not a YAML file");
	l->ok = false;
}

// A line's key among those of a rule, e.g. "    examples:"; 0 where it is none of the three, else its indent + 1.
static size_t examples_key(slice line)
{
	static const char *const keys[] = {"examples:", "rejects:", "gaps:"};
	size_t indent = 0;
	while (indent < line.len && line.ptr[indent] == ' ')
		indent++;
	for (size_t k = 0; k < 3; k++)
		if (slice_starts(slice_from(line, indent), slice_of(keys[k])))
			return indent + 1;
	return 0;
}

void examples_blank(char *text, size_t len)
{
	size_t inside = 0; // indent + 1 of the key whose lines are being blanked
	for (size_t at = 0; at < len;) {
		char *newline = memchr(text + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - text) : len;
		slice line = {text + at, end - at};
		size_t indent = 0;
		while (indent < line.len && line.ptr[indent] == ' ')
			indent++;
		bool blank = indent == line.len;
		if (inside && !blank && indent + 1 <= inside && !(indent + 1 == inside && line.ptr[indent] == '-'))
			inside = 0;
		if (!inside)
			inside = examples_key(line);
		if (inside)
			memset(text + at, ' ', end - at);
		at = end + 1;
	}
}

bool rules_load(struct ruleset *rs, const char *file, const char *folder, struct diag *d)
{
	struct loader l = {.rs = rs, .folder = folder, .d = d, .ok = true};
	l.file = arena_copy(&rs->arena, slice_of(file)).ptr;
	slice text;
	bool unread = rs->unread;
	rs->unread = true;
	if (!input_file(file, &text, d))
		return false;
	size_t valid = utf8_valid_length(text);
	if (valid < text.len) {
		size_t line = 1;
		for (size_t i = 0; i < valid; i++)
			line += text.ptr[i] == '\n';
		vec_free((char *)(uintptr_t)text.ptr);
		return diag_error(d, (struct place){l.file, line, 0}, "invalid UTF-8 in a rule file");
	}
	char *own = (char *)(uintptr_t)text.ptr; // input_file's memory is ours
	if (!rs->options.examples)
		examples_blank(own, text.len);
	struct fy_diag_cfg diag_config;
	fy_diag_cfg_default(&diag_config);
	diag_config.fp = NULL;
	struct fy_diag *yaml = fy_diag_create(&diag_config);
	fy_diag_set_collect_errors(yaml, true);
	struct fy_parse_cfg config = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG, .diag = yaml};
	l.text = (slice){own, text.len};
	struct fy_document *document = fy_document_build_from_string(&config, own, text.len);
	rs->unread = unread || !document;
	if (document)
		read_document(&l, fy_document_root(document));
	else
		report_yaml_errors(&l, yaml);
	fy_document_destroy(document);
	fy_diag_destroy(yaml);
	vec_free(own);
	return l.ok;
}
