// SPDX-License-Identifier: MIT
// Loading: what the nodes of a rule file say becomes struct class, struct phrase and struct rule.
//
// Every mistake is reported with its file, line, column, the offending text and what was expected; one mistake does not hide
// another.
#include <stdlib.h>

#include "base/ascii.h"
#include "load.h"

static const char *const layer_names[LAYERS] = {"number",      "date",  "figure", "entity",
												"attribution", "claim", "clean",  "boundary"};

slice layer_name(enum layer l)
{
	return slice_of(layer_names[l]);
}

// What is wrong with a node that is no YAML of ours was reported already.
#define fail(l, node, ...) ((void)((node)->wrong || diag_error((l)->d, (node)->at, __VA_ARGS__)), (l)->ok = false)

// The text of a node; null and a report where it is none.
static slice scalar(struct loader *l, const struct yaml *node, const char *what)
{
	if (node->kind == YAML_TEXT)
		return node->text;
	fail(l, node, "expected a text for %s", what);
	return SLICE_NULL;
}

// ---- classes ----------------------------------------------------------------------------------------------------------

struct class_spec {
	enum word_case word_case;
	bool exact, frequent;
	const struct yaml *file, *words, *apart; // null: not given
};

static void read_class_key(struct loader *l, const struct yaml *at, struct class_spec *ret)
{
	slice key = scalar(l, at, "a key");
	const struct yaml *value = at->value;
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
	}
}

// A word, or `word: value`.
static void read_word(struct loader *l, const struct yaml *item, struct word_source source)
{
	const struct yaml *word = item->kind == YAML_MAPPING && item->first ? item->first : item;
	source.key = scalar(l, word, "a word");
	source.values = word->value ? scalar(l, word->value, "the value of a word") : slice_from(source.key, source.key.len);
	source.at = item->at;
	if (source.key.ptr && source.values.ptr)
		arena_push(&l->rs->arena, &l->rs->word_source, source);
}

static void read_apart(struct loader *l, const struct yaml *names, struct class *class)
{
	if (names->kind != YAML_LIST) {
		fail(l, names, "expected a list of classes for apart");
		return;
	}
	class->apart = ARENA_ARRAY(&l->rs->arena, slice, names->count);
	class->aparts = 0;
	for (const struct yaml *item = names->first; item; item = item->next) {
		slice name = scalar(l, item, "the name of a class");
		if (name.ptr)
			class->apart[class->aparts++] = name;
	}
}

void class_read(struct loader *l, const struct yaml *name_node)
{
	struct ruleset *rs = l->rs;
	slice name = scalar(l, name_node, "a class's name");
	const struct yaml *body = name_node->value;
	if (!name.ptr)
		return;
	uint16_t class = class_make(rs, name, name_node->at);
	struct class_spec spec = {0};
	l->ok = !body->wrong;
	for (const struct yaml *key = body->kind == YAML_MAPPING ? body->first : NULL; key; key = key->next)
		read_class_key(l, key, &spec);
	if (!spec.file && !spec.words) {
		if (l->ok)
			fail(l, name_node, "class '" SLICE_FMT "' has no words, expected file: or words:", SLICE_ARG(name));
		rs->class.at[class].wrong = true;
		return;
	}
	rs->class.at[class].word_case = spec.word_case;
	rs->class.at[class].exact = spec.exact;
	for (uint16_t of = class; spec.frequent && of != NO_CLASS; of = rs->class.at[of].parent)
		rs->class.at[of].frequent = true;
	if (spec.apart)
		read_apart(l, spec.apart, &rs->class.at[class]);
	struct word_source source = {.class = class, .word_case = spec.word_case, .exact = spec.exact};
	slice file = spec.file ? scalar(l, spec.file, "file") : SLICE_NULL;
	if (file.ptr) {
		source.file = arena_format(&rs->arena, SLICE_FMT "/" SLICE_FMT "/" SLICE_FMT, SLICE_ARG(rs->folder), SLICE_ARG(l->part),
								   SLICE_ARG(file));
		arena_push(&rs->arena, &rs->word_source, source);
		source.file = SLICE_NULL;
	}
	if (spec.words && spec.words->kind != YAML_LIST)
		fail(l, spec.words, "expected a list of words");
	for (const struct yaml *item = spec.words && spec.words->kind == YAML_LIST ? spec.words->first : NULL; item;
		 item = item->next)
		read_word(l, item, source);
	rs->class.at[class].wrong |= !l->ok;
}

// ---- rules ------------------------------------------------------------------------------------------------------------

static struct field *read_fields(struct loader *l, const struct yaml *node, const char *what, size_t *ret_count)
{
	if (node->kind != YAML_MAPPING) {
		fail(l, node, "expected fields and their values for %s: {field: value, …}", what);
		return NULL;
	}
	struct field *fields = ARENA_ARRAY(&l->rs->arena, struct field, node->count);
	size_t n = 0;
	for (const struct yaml *key = node->first; key; key = key->next, n++) {
		fields[n].key = scalar(l, key, "a key");
		fields[n].value = scalar(l, key->value, "a field's value");
		fields[n].term = term_find(fields[n].key);
		fields[n].at = key->at;
	}
	*ret_count = n;
	return fields;
}

// Takes the brackets off an example's text: "[16 people] died" -> "16 people died" with the span 0-9. "\\[" is a bracket.
static void read_brackets(struct loader *l, const struct yaml *at, struct example *e)
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
static slice read_capitals(struct loader *l, const struct yaml *node)
{
	slice why = scalar(l, node, "capitals");
	if (why.ptr && !slice_trim(why).len)
		fail(l, node, "expected the reason why capitals decide here");
	return why;
}

// doc_date: 2016-08-30
static slice read_day(struct loader *l, const struct yaml *node)
{
	static const char form[] = "dddd-dd-dd";
	slice day = scalar(l, node, "doc_date");
	bool fits = day.len == strlen(form);
	for (size_t i = 0; fits && i < day.len; i++)
		fits = form[i] == 'd' ? ascii_is_digit(day.ptr[i]) : day.ptr[i] == form[i];
	if (day.ptr && !fits)
		fail(l, node, "doc_date '" SLICE_FMT "', expected a day: YYYY-MM-DD", SLICE_ARG(day));
	return day;
}

// Of a reject without `brackets`. False: something is wrong with it.
static bool read_example(struct loader *l, const struct yaml *node, bool brackets, struct example *ret)
{
	bool ok = l->ok;
	*ret = (struct example){.at = node->at};
	l->ok = !node->wrong;
	if (node->kind == YAML_TEXT) {
		ret->text = scalar(l, node, "an example");
	} else {
		for (const struct yaml *pair = node->kind == YAML_MAPPING ? node->first : NULL; pair; pair = pair->next) {
			slice key = scalar(l, pair, "a key");
			const struct yaml *value = pair->value;
			if (slice_equal(key, SLICE("text")))
				ret->text = scalar(l, value, "text");
			else if (slice_equal(key, SLICE("doc_date")))
				ret->doc_date = read_day(l, value);
			else if (slice_equal(key, SLICE("expect")) && !brackets)
				fail(l, pair, "a reject expects nothing");
			else if (slice_equal(key, SLICE("expect")))
				ret->expect = read_fields(l, value, "expect", &ret->expects);
			else if (slice_equal(key, SLICE("capitals")))
				ret->capitals = read_capitals(l, value);
			else
				fail(l, pair, "unknown key '" SLICE_FMT "' of an example, expected text, expect, doc_date or capitals",
					 SLICE_ARG(key));
		}
	}
	if (!ret->text.ptr && l->ok)
		fail(l, node, "an example without text");
	else if (brackets && ret->text.ptr)
		read_brackets(l, node, ret);
	bool good = l->ok;
	l->ok = ok;
	return good;
}

// The examples in which nothing is wrong.
static struct example *read_examples(struct loader *l, const struct yaml *node, bool brackets, struct rule *r, size_t *ret_count)
{
	*ret_count = 0;
	if (!l->rs->options.examples)
		return NULL;
	if (node->kind != YAML_LIST) {
		bool ok = l->ok;
		fail(l, node, "expected a list of examples");
		l->ok = ok;
		r->untold = true;
		return NULL;
	}
	struct example *list = ARENA_ARRAY(&l->rs->arena, struct example, node->count);
	for (const struct yaml *item = node->first; item; item = item->next) {
		bool good = read_example(l, item, brackets, &list[*ret_count]);
		*ret_count += good;
		r->untold |= !good;
	}
	return list;
}

static bool read_layer(struct loader *l, const struct yaml *node, enum layer *ret)
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

static slice read_match(struct loader *l, const struct yaml *node, const char *what, struct place *ret_at)
{
	*ret_at = node->at;
	ret_at->column += node->indent + node->quoted;
	return scalar(l, node, what);
}

void phrase_read(struct loader *l, const struct yaml *name)
{
	struct phrase p = {.name = scalar(l, name, "a phrase's name"), .at = name->at};
	p.match = read_match(l, name->value, "a phrase's pattern", &p.match_at);
	p.wrong = !p.match.ptr;
	if (p.name.ptr)
		arena_push(&l->rs->arena, &l->rs->phrase, p);
}

static long read_number(struct loader *l, const struct yaml *node, const char *key, long least, long most)
{
	slice text = scalar(l, node, key);
	char *end = NULL;
	long n = text.ptr ? strtol(text.ptr, &end, 10) : least;
	if (text.ptr && (!text.len || *end || n < least || n > most))
		fail(l, node, "%s '" SLICE_FMT "', expected a whole number from %ld to %ld", key, SLICE_ARG(text), least, most);
	return n;
}

void rule_read(struct loader *l, const struct yaml *node)
{
	struct rule r = {.at = node->at};
	bool has_layer = false; // or names one that there is not
	l->ok = !node->wrong;
	if (node->kind != YAML_MAPPING) {
		fail(l, node, "expected a rule: a mapping with id, layer and match");
		return;
	}
	for (const struct yaml *pair = node->first; pair; pair = pair->next) {
		slice key = scalar(l, pair, "a key");
		const struct yaml *value = pair->value;
		if (slice_equal(key, SLICE("id")))
			r.id = scalar(l, value, "id");
		else if (slice_equal(key, SLICE("layer")))
			has_layer = read_layer(l, value, &r.layer) || value->kind == YAML_TEXT;
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
			r.example = read_examples(l, value, true, &r, &r.examples);
		else if (slice_equal(key, SLICE("rejects")))
			r.reject = read_examples(l, value, false, &r, &r.rejects);
		else if (slice_equal(key, SLICE("gaps")))
			r.gap = read_examples(l, value, true, &r, &r.gaps);
		else
			fail(l, pair,
				 "unknown key '" SLICE_FMT
				 "' of a rule, expected id, layer, priority, budget, about, capitals, match, set, examples, rejects or gaps",
				 SLICE_ARG(key));
	}
	if (!r.id.ptr || !r.match.ptr)
		fail(l, node, "a rule without '%s'", r.id.ptr ? "match" : "id");
	else if (!has_layer)
		fail(l, node, "rule '" SLICE_FMT "' without a layer", SLICE_ARG(r.id));
	for (size_t i = 0; i < r.sets; i++)
		term_set_add(&r.told, r.set[i].term);
	r.wrong = !l->ok;
	if (r.id.ptr && r.match.ptr && has_layer && r.layer < LAYERS && !node->wrong) {
		arena_push(&l->rs->arena, &l->rs->rule, r);
	} else {
		r.layer = r.layer < LAYERS && !node->wrong ? r.layer : LAYER_NUMBER; // any
		arena_push(&l->rs->arena, &l->rs->left_out, r);
	}
}
