// SPDX-License-Identifier: MIT
// tables: reads the TSV files that crosscheck compares and explains by.
#include "tables.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/input.h"
#include "base/line.h"

#include "base/banned.h"

#define FALLBACK SLICE("en")
#define COLUMNS 4

struct table {
	struct input in;
	char name[4096];
	slice column[COLUMNS], raw[COLUMNS]; // raw: with the white space at its ends
	size_t columns;
};

static bool open_table(struct table *t, const char *folder, slice subfolder, const char *file, struct diag *d)
{
	snprintf(t->name, sizeof t->name, "%s/" SLICE_FMT "/%s", folder, SLICE_ARG(subfolder), file);
	return input_open(&t->in, t->name, d);
}

// The next line's columns, white space at their ends cut; comments and empty lines are passed over.
static bool next_row(struct table *t, struct diag *d)
{
	slice line;
	bool ended;
	while (input_line(&t->in, &line, &ended, d)) {
		if (slice_trim(line).len == 0 || line.ptr[0] == '#')
			continue;
		t->columns = 0;
		for (slice part; t->columns < COLUMNS && (part = slice_cut(&line, '\t')).ptr;) {
			t->raw[t->columns] = part;
			t->column[t->columns++] = slice_trim(part);
		}
		return true;
	}
	return false;
}

static bool read_kind(slice text, enum measure_kind *ret)
{
	static const slice name[] = {
#define X(NAME, text) {text, sizeof text - 1},
		MEASURE_KINDS(X)
#undef X
	};
	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		if (slice_equal(text, name[i])) {
			*ret = (enum measure_kind)i;
			return true;
		}
	return false;
}

static bool read_measures(struct tables *t, struct diag *d)
{
	struct table *file = ARENA_NEW(&t->arena, struct table);
	if (!open_table(file, t->folder, SLICE("common"), "measures.tsv", d))
		return false;
	bool good = true;
	while (next_row(file, d)) {
		struct measure m = {.name = arena_copy(&t->arena, file->column[0])};
		if (file->columns < 2 || !read_kind(file->column[1], &m.kind)) {
			good = diag_error(d, input_place(&file->in),
							  "a measure needs a kind (toll, count, state, flow, fixed, once, event, never)");
			continue;
		}
		m.needs_name = file->columns > 3 && slice_equal(file->column[3], SLICE("name"));
		m.may_be_places = file->columns > 3 && slice_equal(file->column[3], SLICE("place"));
		m.has_owner = file->columns > 3 && slice_equal(file->column[3], SLICE("owner"));
		m.is_anywhere = file->columns > 3 && slice_equal(file->column[3], SLICE("person"));
		m.needs_subject = m.needs_name || m.may_be_places || m.is_anywhere ||
						  (file->columns > 3 && slice_equal(file->column[3], SLICE("subject")));
		m.same_as = file->columns > 2 && file->column[2].len > 0 ? arena_copy(&t->arena, file->column[2]) : m.name;
		if (slice_find_byte(m.name, '*') != NOT_FOUND) {
			vec_push(&t->measure, m);
			continue;
		}
		struct measure *kept = ARENA_NEW(&t->arena, struct measure);
		*kept = m;
		map_put(&t->measure_by_name, kept->name, kept);
	}
	input_close(&file->in);
	return good;
}

// Units that convert; a list that is not there says nothing.
static bool read_factors(struct tables *t, slice subfolder, const char *list, struct diag *d)
{
	struct table *file = ARENA_NEW(&t->arena, struct table);
	snprintf(file->name, sizeof file->name, "%s/" SLICE_FMT "/%s", t->folder, SLICE_ARG(subfolder), list);
	if (access(file->name, F_OK) != 0)
		return true;
	if (!input_open(&file->in, file->name, d))
		return false;
	while (next_row(file, d)) {
		double factor = file->columns > 3 && file->column[3].len > 0 ? line_as_number(file->column[3]) : 0;
		if (!(factor > 0) || file->column[2].len == 0 || map_get(&t->factor, file->column[1]))
			continue;
		struct factor *f = ARENA_NEW(&t->arena, struct factor);
		*f = (struct factor){arena_copy(&t->arena, file->column[2]), factor};
		map_put(&t->factor, arena_copy(&t->arena, file->column[1]), f);
	}
	input_close(&file->in);
	return true;
}

static void put_text(struct tables *t, struct map *into, slice key, slice value)
{
	slice *kept = ARENA_NEW(&t->arena, slice);
	*kept = arena_copy(&t->arena, value);
	map_put(into, arena_copy(&t->arena, key), kept);
}

static bool read_words(struct tables *t, struct language *l, struct diag *d)
{
	static const slice class[] = {
#define X(NAME, text) {text, sizeof text - 1},
		WORD_CLASSES(X)
#undef X
	};
	struct table *file = ARENA_NEW(&t->arena, struct table);
	if (!open_table(file, t->folder, l->code, "sameness.tsv", d))
		return false;
	bool good = true;
	while (next_row(file, d)) {
		size_t c = 0;
		while (c < WORD_CLASSES_COUNT && !slice_equal(class[c], file -> column[0]))
			c++;
		if (c == WORD_CLASSES_COUNT || file->columns < 2) {
			good = diag_error(d, input_place(&file->in),
							  "a line needs a class (place, ignore, noun, event, plain, ending, other, form, body, local, "
							  "number, harmless, member, degree) and a word");
			continue;
		}
		put_text(t, &l->word[c], file->column[1], file->columns > 2 ? file->column[2] : SLICE(""));
	}
	input_close(&file->in);
	return good;
}

// The nouns of events with their kinds; a language may have none.
static bool read_events(struct tables *t, struct language *l, struct diag *d)
{
	struct table *file = ARENA_NEW(&t->arena, struct table);
	snprintf(file->name, sizeof file->name, "%s/" SLICE_FMT "/words/event.noun.tsv", t->folder, SLICE_ARG(l->code));
	if (access(file->name, F_OK) != 0)
		return true;
	if (!input_open(&file->in, file->name, d))
		return false;
	while (next_row(file, d))
		if (file->columns > 1)
			put_text(t, &l->word[WORD_EVENT], file->column[0], file->column[1]);
	input_close(&file->in);
	return true;
}

static bool read_templates(struct tables *t, struct language *l, struct diag *d)
{
	struct table *file = ARENA_NEW(&t->arena, struct table);
	if (!open_table(file, t->folder, l->code, "explain.tsv", d))
		return false;
	bool good = true;
	while (next_row(file, d)) {
		if (file->columns < 2)
			good = diag_error(d, input_place(&file->in), "a line needs a key and a text");
		else
			put_text(t, &l->explain, file->column[0], file->raw[1]);
	}
	input_close(&file->in);
	return good;
}

bool tables_open(struct tables *t, const char *rules_folder, struct diag *d)
{
	*t = (struct tables){.folder = rules_folder};
	arena_init(&t->arena);
	map_init(&t->measure_by_name);
	map_init(&t->factor);
	map_init(&t->language);
	bool measures = read_measures(t, d);
	return read_factors(t, SLICE("common"), "words/unit.symbol.tsv", d) && measures && tables_language(t, FALLBACK, d);
}

void tables_release(struct tables *t)
{
	for (size_t i = 0; i < t->language.count; i++) {
		struct language *l = t->language.entry[i].value;
		if (!slice_equal(l->code, t->language.entry[i].key))
			continue; // an alias of the fallback
		for (size_t c = 0; c < WORD_CLASSES_COUNT; c++)
			map_release(&l->word[c]);
		map_release(&l->explain);
	}
	map_release(&t->language);
	map_release(&t->measure_by_name);
	map_release(&t->factor);
	vec_release(&t->measure);
	arena_release(&t->arena);
}

// "deaths*", "*_date", "*"
static bool fits(slice pattern, slice name)
{
	if (pattern.len > 0 && pattern.ptr[0] == '*')
		return slice_ends(name, slice_from(pattern, 1));
	return slice_ends(pattern, SLICE("*")) && slice_starts(name, slice_sub(pattern, 0, pattern.len - 1));
}

struct measure tables_measure(const struct tables *t, slice name)
{
	const struct measure *exact = map_get(&t->measure_by_name, name);
	if (exact)
		return *exact;
	struct measure found = {.kind = MEASURE_STATE};
	// "food inflation": of the kind of inflation, but whose, its name does not tell
	for (slice last = name; !exact && slice_cut(&last, ' ').ptr && last.len;)
		exact = map_get(&t->measure_by_name, last);
	if (exact) {
		found = *exact;
		found.needs_subject = true;
	}
	for (size_t i = 0; !exact && i < t->measure.count; i++)
		if (fits(t->measure.at[i].name, name)) {
			found = t->measure.at[i];
			break;
		}
	found.name = found.same_as = name;
	return found;
}

const struct factor *tables_factor(const struct tables *t, slice unit)
{
	return unit.ptr ? map_get(&t->factor, unit) : NULL;
}

// A language code as it may stand in a path: nothing that could leave the rules' folder.
static bool is_code(slice code)
{
	if (code.len < 2 || code.len > 8)
		return false;
	for (size_t i = 0; i < code.len; i++)
		if (!islower((unsigned char)code.ptr[i]) && code.ptr[i] != '-')
			return false;
	return true;
}

static bool has_words(const struct tables *t, slice code)
{
	char name[4096];
	snprintf(name, sizeof name, "%s/" SLICE_FMT "/explain.tsv", t->folder, SLICE_ARG(code));
	return access(name, R_OK) == 0;
}

const struct language *tables_language(struct tables *t, slice code, struct diag *d)
{
	if (!code.ptr || !is_code(code))
		code = FALLBACK;
	struct language *known = map_get(&t->language, code);
	if (known)
		return known;
	slice key = arena_copy(&t->arena, code);
	if (!slice_equal(code, FALLBACK) && !has_words(t, code)) {
		struct language *fallback = map_get(&t->language, FALLBACK);
		map_put(&t->language, key, fallback);
		return fallback;
	}
	struct language *l = ARENA_NEW(&t->arena, struct language);
	l->code = key;
	for (size_t c = 0; c < WORD_CLASSES_COUNT; c++)
		map_init(&l->word[c]);
	map_init(&l->explain);
	bool words =
		read_words(t, l, d) && read_factors(t, key, "words/unit.tsv", d) && read_factors(t, key, "words/unit.time.tsv", d);
	words = read_events(t, l, d) && words;
	if (!read_templates(t, l, d) || !words)
		l = slice_equal(code, FALLBACK) ? NULL : map_get(&t->language, FALLBACK);
	if (l)
		map_put(&t->language, key, l);
	return l;
}

slice language_word(const struct language *l, enum word_class class, slice word)
{
	const slice *value = map_get(&l->word[class], word);
	return value ? *value : SLICE_NULL;
}

slice language_text(const struct language *l, slice key)
{
	const slice *value = map_get(&l->explain, key);
	return value ? *value : SLICE_NULL;
}
