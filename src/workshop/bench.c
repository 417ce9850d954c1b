// SPDX-License-Identifier: MIT
// bench: one sentence through the engine. Its records are read back from their JSON lines, so that every field of every type
// is compared by the name and in the form in which users see it.
#include "private.h"

#include "base/utf8.h"

#include "base/banned.h"

static void keep_view(void *context, enum layer layer, slice view)
{
	struct bench *b = context;
	b->view[layer] = arena_copy(&b->arena, view.ptr ? view : SLICE(""));
}

void bench_open(struct bench *b, const struct ruleset *rules, bool no_prefilter)
{
	*b = (struct bench){.rules = rules};
	arena_init(&b->arena);
	b->extractor = extractor_open(
		rules, (struct extract_options){.no_prefilter = no_prefilter, .explain = true, .on_view = keep_view, .context = b});
	b->segmenter = segmenter_open(rules);
	b->matcher = matcher_open();
}

void bench_close(struct bench *b)
{
	extractor_close(b->extractor);
	segmenter_close(b->segmenter);
	matcher_close(b->matcher);
	out_release(&b->lines);
	vec_release(&b->made);
	arena_release(&b->arena);
}

static void begin(struct bench *b)
{
	arena_reset(&b->arena);
	vec_clear(&b->made);
	b->lines.len = 0;
	b->found = NULL;
	memset(b->view, 0, sizeof b->view);
}

static void write_number(struct out *o, const struct number_found *n)
{
	line_begin(o);
	line_string(o, SLICE("type"), SLICE("number"));
	line_number(o, SLICE("value"), n->value);
	line_string(o, SLICE("value_text"), n->value_text);
	line_number(o, SLICE("lo"), n->lo);
	line_number(o, SLICE("hi"), n->hi);
	line_boolean(o, SLICE("approx"), n->approx);
	line_end(o);
}

#define WRITE_ALL(name) \
	for (size_t i = 0; i < x->name.count; i++) { \
		const struct record *head = &x->name.at[i].head; \
		vec_push(&b->made, ((struct made){head->rule, {(size_t)head->byte_start, (size_t)head->byte_end}, NULL})); \
		name##_write(&b->lines, &x->name.at[i]); \
	}

static void gather(struct bench *b, struct diag *d)
{
	const struct extraction *x = b->found;
	for (size_t i = 0; i < x->number.count; i++) {
		vec_push(&b->made, ((struct made){x->number.at[i].rule->id, x->number.at[i].text, NULL}));
		write_number(&b->lines, &x->number.at[i]);
	}
	WRITE_ALL(date)
	WRITE_ALL(figure)
	WRITE_ALL(entity)
	WRITE_ALL(attribution)
	WRITE_ALL(claim)
	slice rest = {b->lines.ptr, b->lines.len};
	for (size_t i = 0; i < b->made.count; i++) {
		struct line *l = ARENA_NEW(&b->arena, struct line);
		slice line = slice_cut(&rest, '\n');
		if (line_read(l, line, &b->arena, (struct place){.file = "record"}, d))
			b->made.at[i].record = l;
	}
}

void bench_sentence(struct bench *b, slice text, slice doc_date, struct diag *d)
{
	begin(b);
	struct sentence s = {.head = {.doc = SLICE("example"),
								  .id = SLICE("example"),
								  .sent = 1,
								  .byte_end = (int64_t)text.len,
								  .char_end = (int64_t)utf8_count(text),
								  .text = text,
								  .lang = b->rules->lang,
								  .status = SLICE("ok")},
						 .doc_date = doc_date,
						 .para = 1,
						 .kind = SLICE("text")};
	b->found = extractor_document(b->extractor, &s, 1, d);
	gather(b, d);
}

// The group of a raw layer's rule that tells the place, or NOT_FOUND.
static size_t place_group(const struct rule *r)
{
	enum term wanted = r->layer == LAYER_CLEAN ? TERM_CUT : TERM_BREAK;
	for (size_t i = 0; i < r->groups; i++)
		if (r->group[i].term == wanted)
			return i;
	return NOT_FOUND;
}

void bench_raw(struct bench *b, const struct rule *r, slice text, struct diag *d)
{
	begin(b);
	struct captures found;
	size_t group = place_group(r);
	for (size_t from = 0; from <= text.len && rule_match(r, b->matcher, text, from, &found, d);) {
		span where = found.whole;
		if (group != NOT_FOUND && found.group[group].start != NOT_FOUND)
			where = found.group[group];
		vec_push(&b->made, ((struct made){r->id, where, NULL}));
		from = found.whole.end > from ? found.whole.end : from + 1;
		while (from < text.len && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
			from++;
	}
}

slice view_shown(const struct ruleset *rules, enum layer layer, slice view, struct arena *a)
{
	struct out o = {0};
	for (size_t i = 0, length; i < view.len; i += length) {
		uint32_t code = utf8_at(view, i, &length);
		const struct layer_tags *tags = &rules->tags[layer];
		if (code < TAG_FIRST || code - TAG_FIRST >= tags->count) {
			out_bytes(&o, slice_sub(view, i, i + length));
			continue;
		}
		const struct class_list *classes = &tags->tag[code - TAG_FIRST].classes;
		out_byte(&o, '{');
		for (size_t c = 0; c < classes->count; c++)
			out_format(&o, "%s" SLICE_FMT, c ? "|" : "", SLICE_ARG(rules->class.at[classes->at[c]].name));
		out_byte(&o, '}');
	}
	slice shown = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
	return shown;
}
