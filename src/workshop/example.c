// SPDX-License-Identifier: MIT
// example: runs one example, reject or gap of a rule, and says what came of it.
//
// An example is one sentence, as if segment had cleaned it; of the raw layers, a text on which the rule itself is run. The record
// must be the rule's own and have the span in brackets; each expected field must be equal.
#include <math.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "private.h"

#include "base/banned.h"

// ---- one check --------------------------------------------------------------------------------------------------------

// One check at work: its lines of detail are gathered in `said`.
struct trial {
	struct check *check;
	struct bench *bench;
	struct out said;
};

#define say(t, ...) (out_format(&(t)->said, __VA_ARGS__), out_byte(&(t)->said, '\n'))

static bool is_own(const struct trial *t, const struct made *f)
{
	return slice_equal(f->rule, t->check->rule->id);
}

// The rule's own record at a span, or its first.
static const struct made *own_record(const struct trial *t, const span *where)
{
	for (size_t i = 0; i < t->bench->made.count; i++) {
		const struct made *f = &t->bench->made.at[i];
		if (is_own(t, f) && (!where || (f->text.start == where->start && f->text.end == where->end)))
			return f;
	}
	return NULL;
}

static bool reads_as_number(slice s)
{
	size_t digits = 0;
	for (size_t i = 0; i < s.len; i++) {
		digits += s.ptr[i] >= '0' && s.ptr[i] <= '9';
		if (!strchr("0123456789+-.eE", s.ptr[i]))
			return false;
	}
	return digits > 0;
}

static bool same_number(slice found, slice expected)
{
	double a = line_as_number(found), b = line_as_number(expected);
	return reads_as_number(expected) && fabs(a - b) <= 1e-9 * fmax(fabs(a), fabs(b));
}

// An array's items as people write them: "place, date".
static slice items_text(slice array, struct arena *a)
{
	slice all = SLICE(""), rest = array;
	struct line_field item;
	for (size_t i = 0; line_item(&rest, &item, a); i++)
		all = arena_format(a, SLICE_FMT "%s" SLICE_FMT, SLICE_ARG(all), i ? ", " : "", SLICE_ARG(item.value));
	return all;
}

// As the texts of disguised examples are compared: whatever their case, spaces and quotes.
static slice folded(slice s, struct arena *a)
{
	struct out o = {0};
	slice lower = utf8_lowered(a, s);
	for (size_t i = 0, length; i < lower.len; i += length) {
		uint32_t code = utf8_at(lower, i, &length);
		if (utf8_is_space(code) || code == '\r' || code == '\n') {
			if (!o.len || o.ptr[o.len - 1] != ' ')
				out_byte(&o, ' ');
		} else if (code == 0x2018 || code == 0x2019 || code == 0x201C || code == 0x201D) {
			out_byte(&o, code < 0x201C ? '\'' : '"');
		} else {
			out_bytes(&o, slice_sub(lower, i, i + length));
		}
	}
	slice ret = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
	return ret;
}

static bool same_value(const struct line_field *f, slice expected, struct arena *a)
{
	switch (f->type) {
	case LINE_NULL:
		return slice_equal(expected, SLICE("null")) || slice_equal(expected, SLICE("~")) || !expected.len;
	case LINE_NUMBER:
		return same_number(f->value, expected);
	case LINE_ARRAY:
		return slice_equal(items_text(f->value, a), expected);
	case LINE_STRING:
	case LINE_BOOLEAN:
	case LINE_OBJECT:
		break;
	}
	return slice_equal(f->value, expected);
}

static slice shown_value(const struct line_field *f, struct arena *a)
{
	return f->type == LINE_NULL ? SLICE("null") : f->type == LINE_ARRAY ? items_text(f->value, a) : f->value;
}

static bool fields_fit(struct trial *t, const struct made *found)
{
	const struct example *e = t->check->example;
	struct arena *a = &t->bench->arena;
	bool fit = true;
	for (size_t i = 0; i < e->expects; i++) {
		const struct field *want = &e->expect[i];
		const struct line_field *f = found->record ? line_find(found->record, want->key, 0) : NULL;
		if (f &&
			(same_value(f, want->value, a) || (t->check->variant && slice_equal(folded(f->value, a), folded(want->value, a)))))
			continue;
		fit = false;
		if (f) {
			slice got = shown_value(f, a);
			say(t, SLICE_FMT ": expected '" SLICE_FMT "', found '" SLICE_FMT "'", SLICE_ARG(want->key), SLICE_ARG(want->value),
				SLICE_ARG(got));
			continue;
		}
		slice names = SLICE("");
		for (size_t k = 0; found->record && k < found->record->count; k++)
			names = arena_format(a, SLICE_FMT " " SLICE_FMT, SLICE_ARG(names), SLICE_ARG(found->record->field[k].key));
		say(t, "no field '" SLICE_FMT "', expected one of:" SLICE_FMT, SLICE_ARG(want->key), SLICE_ARG(names));
	}
	return fit;
}

// ---- why there is no record -------------------------------------------------------------------------------------------

static bool made_record(const struct trial *t, span where)
{
	for (size_t i = 0; i < t->bench->made.count; i++)
		if (is_own(t, &t->bench->made.at[i]) && span_overlaps(t->bench->made.at[i].text, where))
			return true;
	return false;
}

// What the rule read, and what became of it.
static size_t explain_readings(struct trial *t)
{
	const struct extraction *x = t->bench->found;
	slice text = t->check->example->text;
	size_t readings = 0;
	for (size_t i = 0; i < x->explanation.count; i++) {
		const struct explanation *e = &x->explanation.at[i];
		if (e->rule != t->check->rule)
			continue;
		readings++;
		slice read = slice_at(text, e->text);
		if (e->lost_to)
			say(t, "it read '" SLICE_FMT "' (" SLICE_FMT ") but lost to " SLICE_FMT, SLICE_ARG(read), SLICE_ARG(e->groups),
				SLICE_ARG(e->lost_to->id));
		else if (!made_record(t, e->text))
			say(t, "it read '" SLICE_FMT "' (" SLICE_FMT "), but that made no record: refused, or taken by a later layer",
				SLICE_ARG(read), SLICE_ARG(e->groups));
	}
	return readings;
}

static void explain_missing(struct trial *t)
{
	const struct check *c = t->check;
	slice text = c->example->text;
	size_t own = 0;
	for (size_t i = 0; i < t->bench->made.count; i++) {
		const struct made *f = &t->bench->made.at[i];
		if (is_own(t, f)) {
			slice read = slice_at(text, f->text);
			say(t, "its record is '" SLICE_FMT "'", SLICE_ARG(read));
			own++;
		}
	}
	bool raw = c->rule->layer >= LAYERS_OVER_VIEW;
	size_t readings = raw ? 0 : explain_readings(t);
	slice missing =
		raw ? SLICE_NULL : trigger_missing(t->bench->rules, c->rule, t->bench->view[c->rule->layer], &t->bench->arena);
	if (missing.ptr)
		say(t, "it does not wake: the sentence has no " SLICE_FMT, SLICE_ARG(missing));
	else if (!own && !readings)
		say(t, "its pattern does not match");
	for (size_t i = 0; i < t->bench->made.count && !raw && c->example->has_record; i++) {
		const struct made *f = &t->bench->made.at[i];
		if (is_own(t, f) || !span_overlaps(f->text, c->example->record))
			continue;
		slice read = slice_at(text, f->text);
		say(t, "'" SLICE_FMT "' is a record of " SLICE_FMT, SLICE_ARG(read), SLICE_ARG(f->rule));
	}
	if (!raw && !own && t->bench->view[c->rule->layer].ptr) {
		slice view = view_shown(t->bench->rules, c->rule->layer, t->bench->view[c->rule->layer], &t->bench->arena);
		slice layer = layer_name(c->rule->layer);
		out_format(&t->said, "view of layer " SLICE_FMT ": ", SLICE_ARG(layer));
		out_bytes(&t->said, view);
		out_byte(&t->said, '\n');
	}
}

// ---- verdicts ---------------------------------------------------------------------------------------------------------

static void show_record(struct trial *t, const struct made *f)
{
	static const char *const dull[] = {"type",     "id",   "doc",  "sent", "byte_start", "byte_end",  "char_start",
									   "char_end", "text", "rule", "lang", "doc_date",   "doc_source"};
	struct out *o = &t->said;
	size_t shown = 0;
	for (size_t i = 0; f->record && i < f->record->count; i++) {
		const struct line_field *field = &f->record->field[i];
		bool is_dull = field->type == LINE_NULL;
		for (size_t k = 0; k < sizeof dull / sizeof *dull && !is_dull; k++)
			is_dull = slice_equal(field->key, slice_of(dull[k]));
		if (is_dull)
			continue;
		slice value = shown_value(field, &t->bench->arena);
		out_format(o, "%s" SLICE_FMT "=" SLICE_FMT, shown++ ? " " : "record: ", SLICE_ARG(field->key), SLICE_ARG(value));
	}
	if (shown)
		out_byte(o, '\n');
}

static enum verdict judge_example(struct trial *t)
{
	const struct example *e = t->check->example;
	const struct made *f = own_record(t, e->has_record ? &e->record : NULL);
	for (size_t i = 0; f && i < e->mores; i++)
		if (!own_record(t, &e->more[i])) {
			f = NULL;
			t->check->shown = e->more[i];
		}
	if (!f) {
		explain_missing(t);
		return VERDICT_MISSING;
	}
	if (fields_fit(t, f))
		return VERDICT_OK;
	t->check->shown = f->text;
	t->check->has_shown = true;
	show_record(t, f);
	return VERDICT_WRONG;
}

static enum verdict judge_reject(struct trial *t)
{
	for (size_t i = 0; i < t->bench->made.count; i++) {
		const struct made *f = &t->bench->made.at[i];
		if (!is_own(t, f))
			continue;
		t->check->shown = f->text;
		t->check->has_shown = true;
		slice read = slice_at(t->check->example->text, f->text);
		say(t, "expected no record, found '" SLICE_FMT "'", SLICE_ARG(read));
		show_record(t, f);
		return VERDICT_NOISY;
	}
	return VERDICT_OK;
}

static enum verdict judge_gap(struct trial *t)
{
	if (judge_example(t) != VERDICT_OK)
		return VERDICT_GAP;
	say(t, "this gap is closed: make it an example");
	return VERDICT_XPASS;
}

static void keep_fires(struct check *c, const struct bench *b, struct arena *a)
{
	size_t count = b->found ? b->found->explanation.count : 0;
	struct fire *fire = ARENA_ARRAY(a, struct fire, count);
	for (size_t i = 0; i < count; i++) {
		const struct explanation *e = &b->found->explanation.at[i];
		if (e->rule->layer == c->rule->layer)
			fire[c->fires++] = (struct fire){e->rule, e->lost_to, e->text, arena_copy(a, e->groups)};
	}
	c->fire = fire;
}

// Whether segment makes of a disguised text what it makes of the plain one.
static bool cleans_to(struct trial *t, slice plain, struct diag *d)
{
	struct arena *a = &t->bench->arena;
	slice cleaned = segmenter_clean(t->bench->segmenter, t->check->example->text, a, d);
	slice wanted = segmenter_clean(t->bench->segmenter, plain, a, d);
	if (slice_equal(cleaned, wanted))
		return true;
	say(t, "segment made '" SLICE_FMT "' of it, of the plain text '" SLICE_FMT "'", SLICE_ARG(cleaned), SLICE_ARG(wanted));
	return false;
}

void check_run(struct check *c, struct bench *b, struct arena *a, struct diag *d)
{
	struct trial t = {.check = c, .bench = b};
	if (c->plain && !cleans_to(&t, c->plain->text, d)) {
		c->verdict = VERDICT_WRONG;
		c->detail = arena_copy(a, (slice){t.said.ptr, t.said.len});
		out_release(&t.said);
		return;
	}
	if (c->plain)
		c->example = c->plain; // what extract gets
	if (c->rule->layer < LAYERS_OVER_VIEW)
		bench_sentence(b, c->example->text, c->example->doc_date, d);
	else
		bench_raw(b, c->rule, c->example->text, d);
	slice subject = c->rule->layer < LAYERS_OVER_VIEW ? b->view[c->rule->layer] : c->example->text;
	c->subject = arena_copy(a, subject);
	keep_fires(c, b, a);
	c->shown = c->example->record;
	c->has_shown = c->example->has_record;
	c->verdict = c->kind == CHECK_EXAMPLE ? judge_example(&t) : c->kind == CHECK_REJECT ? judge_reject(&t) : judge_gap(&t);
	if (c->verdict != VERDICT_OK && c->verdict != VERDICT_GAP)
		c->reason = skip_reason(c, b, a);
	if (c->reason.ptr) {
		slice verdict = verdict_name(c->verdict);
		say(&t, "it would be " SLICE_FMT ", but " SLICE_FMT, SLICE_ARG(verdict), SLICE_ARG(c->reason));
		c->verdict = VERDICT_SKIP;
	}
	c->detail = arena_copy(a, (slice){t.said.ptr ? t.said.ptr : "", t.said.len});
	out_release(&t.said);
}
