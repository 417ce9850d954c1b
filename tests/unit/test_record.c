// SPDX-License-Identifier: MIT
// test_record: every record comes back as it was written, in any order of keys; what is wrong with one is named; the schemas have
// the keys and types of the tables in kinds.h.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <jansson.h>

#include "base/utf8.h"
#include "check.h"
#include "record/attribution.h"
#include "record/claim.h"
#include "record/conflict.h"
#include "record/date.h"
#include "record/entity.h"
#include "record/figure.h"
#include "record/sentence.h"

#include "base/banned.h"

static const struct place here = {"file", 7, 0};

// Random fields, by kind.

static slice random_string(struct chance *c, struct arena *a)
{
	static const char *const some[] = {"", "plain", "two words", "\"quoted\\\"\n", "\u00e9\u2019\U0001f600", "a\x01z"};
	size_t pick = chance_below(c, 7);
	return pick == 6 ? SLICE_NULL : arena_copy(a, slice_of(some[pick]));
}

static int64_t random_integer(struct chance *c, struct arena *a)
{
	(void)a;
	return (int64_t)(chance_next(c) >> (2 + chance_below(c, 60))) - (int64_t)chance_below(c, 3);
}

static double random_number(struct chance *c, struct arena *a)
{
	return chance_below(c, 4) ? (double)random_integer(c, a) / (double[]){1, 100, 3}[chance_below(c, 3)] : (double)NAN;
}

static bool random_boolean(struct chance *c, struct arena *a)
{
	(void)a;
	return chance_below(c, 2);
}

static struct strings random_strings(struct chance *c, struct arena *a)
{
	struct strings ret = {.count = chance_below(c, 4)};
	ret.at = ARENA_ARRAY(a, slice, ret.count);
	for (size_t i = 0; i < ret.count; i++)
		do
			ret.at[i] = random_string(c, a);
		while (!ret.at[i].ptr);
	return ret;
}

// In groups of four that are fine as cuts of any text.
static struct integers random_integers(struct chance *c, struct arena *a)
{
	struct integers ret = {.count = 4 * chance_below(c, 3)};
	ret.at = ARENA_ARRAY(a, int64_t, ret.count);
	for (size_t i = 2; i < ret.count; i += 4)
		ret.at[i] = random_integer(c, a);
	return ret;
}

static struct side_claim random_side_claim(struct chance *c, struct arena *a)
{
	return (struct side_claim){random_string(c, a),  random_string(c, a),  random_integer(c, a), random_integer(c, a),
							   random_integer(c, a), random_integer(c, a), random_string(c, a),  random_string(c, a)};
}

static struct sides random_sides(struct chance *c, struct arena *a)
{
	struct sides ret = {.count = chance_below(c, 4)};
	ret.at = ARENA_ARRAY(a, struct side, ret.count);
	for (size_t i = 0; i < ret.count; i++) {
		struct side *s = &ret.at[i];
		*s = (struct side){.value_text = random_string(c, a), .lo = random_number(c, a), .hi = random_number(c, a)};
		s->claims = chance_below(c, 3);
		s->claim = ARENA_ARRAY(a, struct side_claim, s->claims);
		for (size_t j = 0; j < s->claims; j++)
			s->claim[j] = random_side_claim(c, a);
	}
	return ret;
}

// One type of record, as the tests below see it.
struct kind {
	enum record_type type;
	const char *name, *keys; // keys: "kind key\n" each, from the table
	void (*write_random)(struct out *o, struct chance *c, struct arena *a);
	bool (*copy)(struct out *o, const struct line *l, struct arena *a, struct diag *d);
};

#define RANDOM_FIELD(kind, name) r.name = random_##kind(c, a);
#define RANDOM_HEAD(kind, name) r.head.name = random_##kind(c, a);
#define KEY(kind, name) #kind " " #name "\n"
#define KIND(TYPE, type) \
	static void write_random_##type(struct out *o, struct chance *c, struct arena *a) \
	{ \
		struct type r; \
		RECORD_FIELDS(RANDOM_HEAD); \
		TYPE##_FIELDS(RANDOM_FIELD); \
		type##_write(o, &r); \
	} \
	static bool copy_##type(struct out *o, const struct line *l, struct arena *a, struct diag *d) \
	{ \
		struct type r; \
		if (!type##_read(&r, l, a, here, d)) \
			return false; \
		type##_write(o, &r); \
		return true; \
	} \
	static const struct kind kind_##type = {RECORD_##TYPE, #type, "string type\n" RECORD_FIELDS(KEY) TYPE##_FIELDS(KEY), \
											write_random_##type, copy_##type};

KIND(SENTENCE, sentence)
KIND(DATE, date)
KIND(FIGURE, figure)
KIND(ENTITY, entity)
KIND(ATTRIBUTION, attribution)
KIND(CLAIM, claim)
KIND(CONFLICT, conflict)

static const struct kind *const kinds[] = {&kind_sentence,    &kind_date,  &kind_figure,  &kind_entity,
										   &kind_attribution, &kind_claim, &kind_conflict};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

struct bench {
	struct arena arena;
	struct diag diag;
	struct chance chance;
	struct out written, changed, copied;
	struct line line;
};

static int set_up(void **state)
{
	struct bench *b = calloc(1, sizeof *b);
	assert_non_null(b);
	diag_gather(&b->diag, "test");
	*state = b;
	return 0;
}

static int tear_down(void **state)
{
	struct bench *b = *state;
	arena_release(&b->arena);
	diag_release(&b->diag);
	out_release(&b->written);
	out_release(&b->changed);
	out_release(&b->copied);
	free(b);
	return 0;
}

static slice text_of(const struct out *o)
{
	return (slice){o->ptr, o->len};
}

// A random record of this kind, written and read as a line.
static void make_line(struct bench *b, const struct kind *k)
{
	arena_reset(&b->arena);
	b->diag.gathered_len = b->written.len = b->changed.len = b->copied.len = 0;
	k->write_random(&b->written, &b->chance, &b->arena);
	assert_true(slice_ends(text_of(&b->written), SLICE("}\n")));
	assert_true(line_read(&b->line, slice_sub(text_of(&b->written), 0, b->written.len - 1), &b->arena, here, &b->diag));
}

static void put_field(struct out *o, const struct line_field *f)
{
	if (f->type == LINE_STRING)
		line_string(o, f->key, f->value);
	else
		line_raw(o, f->key, f->value);
}

static void random_records_come_back(void **state)
{
	struct bench *b = *state;
	for (size_t round = 0; round < 300 * KINDS; round++) {
		const struct kind *k = kinds[round % KINDS];
		make_line(b, k);
		assert_int_equal(record_type_of(&b->line), k->type);
		assert_slice(record_type_name(k->type), k->name);
		assert_true(k->copy(&b->copied, &b->line, &b->arena, &b->diag));
		assert_slices(text_of(&b->copied), text_of(&b->written));
		// Keys backwards, with one of another program among them.
		line_begin(&b->changed);
		for (size_t i = b->line.count; i-- > 0;) {
			put_field(&b->changed, &b->line.field[i]);
			if (i == 3)
				line_raw(&b->changed, SLICE("foreign"), SLICE("{\"a\":[]}"));
		}
		out_byte(&b->changed, '}');
		struct line backwards;
		assert_true(line_read(&backwards, text_of(&b->changed), &b->arena, here, &b->diag));
		assert_int_equal(record_type_of(&backwards), k->type);
		b->copied.len = 0;
		assert_true(k->copy(&b->copied, &backwards, &b->arena, &b->diag));
		assert_slices(text_of(&b->copied), text_of(&b->written));
	}
	assert_int_equal(b->diag.errors, 0);
}

static void keys_are_written_in_the_order_of_the_tables(void **state)
{
	struct bench *b = *state;
	for (size_t i = 0; i < KINDS; i++) {
		make_line(b, kinds[i]);
		slice rest = slice_of(kinds[i]->keys), entry;
		size_t count = 0;
		while ((entry = slice_cut(&rest, '\n')).len) {
			slice_cut(&entry, ' ');
			assert_true(count < b->line.count);
			assert_slices(b->line.field[count++].key, entry);
		}
		assert_int_equal(count, b->line.count);
	}
}

// Copies the line but for field `without`, in place of which `instead` stands when it is not null.
static bool copy_changed(struct bench *b, const struct kind *k, size_t without, slice instead)
{
	b->changed.len = b->copied.len = b->diag.gathered_len = 0;
	line_begin(&b->changed);
	for (size_t i = 0; i < b->line.count; i++)
		if (i != without)
			put_field(&b->changed, &b->line.field[i]);
		else if (instead.ptr)
			line_raw(&b->changed, b->line.field[i].key, instead);
	out_byte(&b->changed, '}');
	struct line changed;
	assert_true(line_read(&changed, text_of(&b->changed), &b->arena, here, &b->diag));
	size_t errors = b->diag.errors;
	bool fine = k->copy(&b->copied, &changed, &b->arena, &b->diag);
	assert_int_equal(b->diag.errors - errors, !fine);
	return fine;
}

static void check_named(struct bench *b, slice key)
{
	slice quoted = arena_format(&b->arena, "\"" SLICE_FMT "\"", SLICE_ARG(key));
	slice said = gathered(&b->diag);
	if (!slice_starts(said, SLICE("test: file:7: error: expected ")) || slice_find(said, quoted) == NOT_FOUND)
		fail_msg(SLICE_FMT " is not named: " SLICE_FMT, SLICE_ARG(key), SLICE_ARG(said));
}

static void missing_keys_and_wrong_types_are_named(void **state)
{
	static const struct {
		const char *kind, *fine, *wrong; // values; lists with spaces between
	} types[] = {
		{"string", "\"x\" null", "1 true [] {}"},
		{"integer", "0 -1 123456789012345678", "null \"1\" 1.5 1e3 99999999999999999999 9223372036854775808 true []"},
		{"number", "1 -1.5 2e9 null", "\"1\" false [] {}"},
		{"boolean", "true false", "null 0 \"true\" []"},
		{"strings", "[] [\"a\"]", "null \"a\" [1] [\"a\",null] {}"},
		{"integers", "[] [0,0,-5,5]", "null 1 [\"1\"] [1.5,1,1,1] {}"},
		{"sides", "[]", "null [1] {} [{}] [[]]"},
	};
	struct bench *b = *state;
	for (size_t i = 0; i < KINDS; i++) {
		make_line(b, kinds[i]);
		slice rest = slice_of(kinds[i]->keys), key;
		for (size_t field = 0; (key = slice_cut(&rest, '\n')).len; field++) {
			slice kind = slice_cut(&key, ' ');
			assert_false(copy_changed(b, kinds[i], field, SLICE_NULL));
			check_named(b, key);
			assert_true(slice_find(gathered(&b->diag), SLICE("found no such key")) != NOT_FOUND);
			if (field == 0)
				continue;
			size_t t = 0;
			while (!slice_equal(kind, slice_of(types[t].kind)))
				t++;
			slice values = slice_of(types[t].fine), value;
			while ((value = slice_cut(&values, ' ')).ptr)
				if (!copy_changed(b, kinds[i], field, value))
					fail_msg(SLICE_FMT ": " SLICE_FMT, SLICE_ARG(value), SLICE_ARG(gathered(&b->diag)));
			values = slice_of(types[t].wrong);
			while ((value = slice_cut(&values, ' ')).ptr) {
				assert_false(copy_changed(b, kinds[i], field, value));
				if (slice_find(value, SLICE("{")) != 1)
					check_named(b, key);
			}
		}
		assert_false(copy_changed(b, kinds[i], 0, SLICE("\"other\"")));
	}
}

static void sides_are_checked_inside(void **state)
{
	static const char *const wrong[] = {
		"[{\"value_text\":null,\"lo\":1,\"hi\":2}]",
		"[{\"value_text\":null,\"lo\":1,\"hi\":2,\"claims\":{}}]",
		"[{\"value_text\":null,\"lo\":1,\"hi\":2,\"claims\":[1]}]",
		"[{\"value_text\":null,\"lo\":1,\"hi\":2,\"claims\":[{\"id\":\"a\"}]}]",
		"[{\"value_text\":null,\"lo\":\"1\",\"hi\":2,\"claims\":[]}]",
	};
	struct bench *b = *state;
	make_line(b, &kind_conflict);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(copy_changed(b, &kind_conflict, b->line.count - 1, slice_of(wrong[i])));
	assert_true(copy_changed(b, &kind_conflict, b->line.count - 1,
							 SLICE("[ {\"hi\":2, \"claims\" : [], \"lo\":null,\"value_text\":\"1\\n\"} , "
								   "{\"value_text\":\"x\",\"lo\":1,\"hi\":2,\"claims\":[]}]")));
	assert_true(slice_find(text_of(&b->copied),
						   SLICE("\"sides\":[{\"value_text\":\"1\\n\",\"lo\":null,\"hi\":2,\"claims\":[]},{")) != NOT_FOUND);
}

static void other_lines_are_no_records(void **state)
{
	struct bench *b = *state;
	const slice others[] = {SLICE("{}"), SLICE("{\"type\":1}"), SLICE("{\"type\":\"claims\"}"), SLICE("{\"a\":\"claim\"}")};
	for (size_t i = 0; i < 4; i++) {
		assert_true(line_read(&b->line, others[i], &b->arena, here, &b->diag));
		assert_int_equal(record_type_of(&b->line), RECORD_OTHER);
	}
	assert_null(record_type_name(RECORD_OTHER).ptr);
}

static void ids_are_stable_and_tell_records_apart(void **state)
{
	struct bench *b = *state;
	struct arena *a = &b->arena;
	slice id = record_id(a, SLICE("doc"), RECORD_CLAIM, 16, 73, SLICE("rule"));
	// Decisions that people have stored go by these digits.
	assert_slice(id, "258a8ab69962838f");
	assert_slices(record_id(a, SLICE("doc"), RECORD_CLAIM, 16, 73, SLICE("rule")), id);
	const slice others[] = {record_id(a, SLICE("dod"), RECORD_CLAIM, 16, 73, SLICE("rule")),
							record_id(a, SLICE("doc"), RECORD_DATE, 16, 73, SLICE("rule")),
							record_id(a, SLICE("doc"), RECORD_CLAIM, 73, 16, SLICE("rule")),
							record_id(a, SLICE("doc"), RECORD_CLAIM, 16, 74, SLICE("rule")),
							record_id(a, SLICE("doc"), RECORD_CLAIM, 16, 73, SLICE("rules")),
							record_id(a, SLICE("docr"), RECORD_CLAIM, 16, 73, SLICE("ule")),
							record_id(a, SLICE_NULL, RECORD_CLAIM, 16, 73, SLICE_NULL)};
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		assert_int_equal(others[i].len, 16);
		assert_false(slice_equal(others[i], id));
	}
}

// What sentence_take takes is what sentence_read reads; a line that is cut anywhere, or has a space more, it leaves.
static void a_sentence_is_taken_as_it_is_read(void **state)
{
	struct bench *b = *state;
	struct arena *a = &b->arena;
	static const char *const lines[] = {
		"{\"type\":\"sentence\",\"id\":\"1\",\"doc\":\"d\",\"sent\":1,\"byte_start\":0,\"byte_end\":9,\"char_start\":0,\"char_"
		"end\":9,"
		"\"text\":\"A \\\"b\\u00e9\\\" "
		"c\",\"rule\":null,\"lang\":\"en\",\"status\":\"ok\",\"note\":null,\"doc_date\":null,\"doc_source\":null,"
		"\"para\":1,\"kind\":\"text\",\"cuts\":[0,0,1,1,2,2,-3,-3]}",
		"{\"type\":\"sentence\",\"id\":\"1\",\"doc\":\"\",\"sent\":-1,\"byte_start\":0,\"byte_end\":0,\"char_start\":0,\"char_"
		"end\":0,"
		"\"text\":\"\",\"rule\":\"r\",\"lang\":\"en\",\"status\":\"ok\",\"note\":\"n\",\"doc_date\":\"2024-01-01\",\"doc_"
		"source\":\"s\","
		"\"para\":1,\"kind\":\"text\",\"cuts\":[]}"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		slice text = slice_of(lines[i]);
		struct diag d;
		struct line line;
		struct sentence taken, read;
		struct out once = {0}, again = {0};
		diag_gather(&d, "test");
		assert_true(sentence_take(&taken, text, a));
		assert_true(line_read(&line, text, a, (struct place){0}, &d) && sentence_read(&read, &line, a, (struct place){0}, &d));
		sentence_write(&once, &taken);
		sentence_write(&again, &read);
		assert_slices(((slice){once.ptr, once.len}), ((slice){again.ptr, again.len}));
		for (size_t cut = 0; cut < text.len; cut++)
			assert_false(sentence_take(&taken, slice_sub(text, 0, cut), a));
		assert_false(sentence_take(&taken, arena_join(a, text, SLICE(" ")), a));
		assert_false(sentence_take(&taken, arena_join(a, SLICE(" "), text), a));
		diag_release(&d);
		out_release(&once);
		out_release(&again);
	}
}

static void cuts_must_be_places_in_the_text(void **state)
{
	struct bench *b = *state;
	do
		make_line(b, &kind_sentence);
	while (!slice_equal(b->line.field[8].value, SLICE("plain")));
	static const char *const wrong[] = {"[1]",       "[1,1,1,1,1]",       "[6,6,1,1]", "[-1,0,1,1]",
										"[3,4,1,1]", "[3,3,1,1,2,2,1,1]", "[1,-1,1,1]"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(copy_changed(b, &kind_sentence, b->line.count - 1, slice_of(wrong[i])));
	assert_true(copy_changed(b, &kind_sentence, b->line.count - 1, SLICE("[0,0,9,9,5,5,-1,-1]")));
}

// An original made of text and debris ('#', 1 byte, and U+2588, 3 bytes), and the sentence that is left of it.
struct cleaned {
	char original[4000], text[4000];
	size_t original_len, text_len;
	int64_t cut[400];
	struct sentence sentence;
};

static size_t put_chars(struct chance *c, char *ret, bool debris, size_t count)
{
	size_t len = 0;
	for (size_t i = 0; i < count; i++)
		len += utf8_put(debris ? (chance_below(c, 2) ? '#' : 0x2588)
							   : (uint32_t[]){'a', ' ', 0xe9, 0x2019, 0x1f600}[chance_below(c, 5)],
						ret + len);
	return len;
}

static void make_cleaned(struct chance *c, struct cleaned *m)
{
	*m = (struct cleaned){0};
	// The sentence stands somewhere in its document.
	m->sentence.head.byte_start = 1000;
	m->sentence.head.char_start = 900;
	struct integers *cuts = &m->sentence.cuts;
	cuts->at = m->cut;
	for (size_t i = chance_below(c, 30); i > 0; i--) {
		size_t chars = 1 + chance_below(c, 8);
		if (chance_below(c, 2)) {
			size_t len = put_chars(c, m->text + m->text_len, false, chars);
			memcpy(m->original + m->original_len, m->text + m->text_len, len);
			m->text_len += len;
			m->original_len += len;
		} else {
			size_t len = put_chars(c, m->original + m->original_len, true, chars);
			int64_t cut[] = {(int64_t)m->text_len, (int64_t)utf8_count((slice){m->text, m->text_len}), (int64_t)len,
							 (int64_t)chars};
			memcpy(cuts->at + cuts->count, cut, sizeof cut);
			cuts->count += 4;
			m->original_len += len;
		}
	}
	m->sentence.head.text = (slice){m->text, m->text_len};
}

static bool is_debris(slice s, size_t i)
{
	return s.ptr[i] == '#' || slice_starts(slice_from(s, i), SLICE("\u2588"));
}

static void spans_lead_back_to_the_original(void **state)
{
	struct bench *b = *state;
	for (int round = 0; round < 5000; round++) {
		struct cleaned m;
		make_cleaned(&b->chance, &m);
		size_t start = chance_below(&b->chance, m.text_len + 1), end = start + chance_below(&b->chance, m.text_len - start + 1);
		while (start < m.text_len && ((unsigned char)m.text[start] & 0xc0) == 0x80)
			start++;
		while (end < m.text_len && ((unsigned char)m.text[end] & 0xc0) == 0x80)
			end++;
		struct original got = sentence_original(&m.sentence, (span){start, end});
		slice whole = {m.original, m.original_len};
		size_t from = (size_t)got.byte_start - 1000, to = (size_t)got.byte_end - 1000;
		assert_true(from <= to && to <= whole.len);
		assert_int_equal(got.char_start - 900, utf8_count(slice_sub(whole, 0, from)));
		assert_int_equal(got.char_end - 900, utf8_count(slice_sub(whole, 0, to)));
		if (start == end) {
			assert_int_equal(from, to);
			continue;
		}
		// The slice begins and ends with text, and is the span when its debris is taken out.
		slice slice_there = slice_sub(whole, from, to);
		assert_false(is_debris(slice_there, 0));
		char text[4000];
		size_t len = 0, size = 0, last = 0;
		for (size_t i = 0; i < slice_there.len; i += size) {
			utf8_at(slice_there, i, &size);
			last = i;
			if (is_debris(slice_there, i))
				continue;
			memcpy(text + len, slice_there.ptr + i, size);
			len += size;
		}
		assert_false(is_debris(slice_there, last));
		assert_slices(((slice){text, len}), slice_sub(m.sentence.head.text, start, end));
	}
}

// The JSON types that a table's kind may have.
static bool fits(const json_t *property, slice kind)
{
	const json_t *type = json_object_get(property, "type"), *values = json_object_get(property, "enum"), *item;
	if (slice_equal(kind, SLICE("string")) && (values || json_object_get(property, "const"))) {
		size_t i;
		json_array_foreach(values, i, item)
		{
			if (!json_is_string(item) && !json_is_null(item))
				return false;
		}
		return true;
	}
	const char *name = json_string_value(json_is_array(type) ? json_array_get(type, 0) : type);
	const char *second = json_string_value(json_array_get(type, 1));
	bool null_too = second && strcmp(second, "null") == 0 && json_array_size(type) == 2;
	bool array = slice_equal(kind, SLICE("strings")) || slice_equal(kind, SLICE("integers")) || slice_equal(kind, SLICE("sides"));
	if (!name || (json_is_array(type) && !null_too) || (array && !json_object_get(property, "items")))
		return false;
	if (slice_equal(kind, SLICE("number")) && !null_too)
		return false;
	if (null_too && !slice_equal(kind, SLICE("string")) && !slice_equal(kind, SLICE("number")))
		return false;
	return slice_equal(slice_of(name), array ? SLICE("array") : kind);
}

static void schemas_have_the_keys_of_the_tables(void **state)
{
	(void)state;
	const char *rules = getenv("CLAIMPIPE_RULES");
	if (!rules)
		skip();
	for (size_t i = 0; i < KINDS; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s/schemas/%s.schema.json", rules, kinds[i]->name);
		json_error_t error;
		json_t *schema = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
		if (!schema)
			fail_msg("%s:%d: %s", path, error.line, error.text);
		const json_t *properties = json_object_get(schema, "properties"), *required = json_object_get(schema, "required");
		assert_true(json_is_false(json_object_get(schema, "additionalProperties")));
		slice rest = slice_of(kinds[i]->keys), key;
		size_t count = 0;
		for (; (key = slice_cut(&rest, '\n')).len; count++) {
			slice kind = slice_cut(&key, ' ');
			const json_t *property = json_object_getn(properties, key.ptr, key.len);
			if (!property || !fits(property, kind) || !json_object_get(property, "description"))
				fail_msg("%s: " SLICE_FMT " is missing, has no description, or is no " SLICE_FMT, path, SLICE_ARG(key),
						 SLICE_ARG(kind));
			assert_slices(slice_of(json_string_value(json_array_get(required, count))), key);
		}
		assert_int_equal(json_object_size(properties), count);
		assert_int_equal(json_array_size(required), count);
		json_decref(schema);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(random_records_come_back),
		T(keys_are_written_in_the_order_of_the_tables),
		T(missing_keys_and_wrong_types_are_named),
		T(sides_are_checked_inside),
		T(other_lines_are_no_records),
		T(ids_are_stable_and_tell_records_apart),
		T(a_sentence_is_taken_as_it_is_read),
		T(cuts_must_be_places_in_the_text),
		T(spans_lead_back_to_the_original),
		T(schemas_have_the_keys_of_the_tables),
	};
	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
