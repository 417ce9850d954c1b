// SPDX-License-Identifier: MIT
// page: the review as one HTML file.
//
// The page's template, style and scripts are compiled in (embed.py): page_piece[0] TITLE page_piece[1] DATA page_piece[2]. The
// data is one JSON object in a script block that browsers do not run; the scripts put it on the page as text, never as markup:
//
//   {"version":1, "title":…, "strings":[…], "documents":[[name,date,source],…], "sentences":[[document,sent,lang,kind,text],…],
//    "columns":[name,…], "claims":[[…],…], "topics":[[name,first,claims],…], "conflicts":[{…},…], "decisions":[{…},…]}
//
// Claims come in the order of their topics, then those that only a side knows. All texts but the sentences' are indexes into
// "strings", -1 for null; marks count UTF-16 units of the passage's text, as JavaScript does.
#include <math.h>

#include "page_piece.h"
#include "private.h"

#include "base/banned.h"

// The columns of a claim: X(name, kind, value), with c the shown claim and k its record.
#define CLAIM_COLUMNS(X) \
	X(id, text, k->head.id) \
	X(document, number, (int64_t)c->document) \
	X(sentence, sentence, c->passage.sentence) \
	X(passage, text, c->passage.sentence == NONE ? c->passage.text : SLICE_NULL) \
	X(span, mark, c->passage.claim) \
	X(figure, mark, c->passage.figure) \
	X(date, mark, c->passage.date) \
	X(source, mark, c->passage.source) \
	X(sent, number, k->head.sent) \
	X(byte_start, number, k->head.byte_start) \
	X(byte_end, number, k->head.byte_end) \
	X(lang, text, k->head.lang) \
	X(status, text, k->head.status) \
	X(note, text, k->head.note) \
	X(claim_kind, text, k->claim_kind) \
	X(measure, text, k->measure) \
	X(value_text, text, k->value_text) \
	X(unit, text, k->unit) \
	X(what, text, k->what) \
	X(cmp, text, k->cmp) \
	X(approx, number, k->approx) \
	X(scope, text, k->scope) \
	X(part_of, text, k->part_of) \
	X(negated, number, k->negated) \
	X(modality, text, k->modality) \
	X(date_from, text, k->date_from) \
	X(date_to, text, k->date_to) \
	X(place, text, k->place) \
	X(event, text, k->event) \
	X(subject, text, k->subject) \
	X(source_text, text, k->source_text) \
	X(source_kind, text, k->source_kind) \
	X(topic, text, k->topic) \
	X(inherited, list, k->inherited) \
	X(rule, text, k->head.rule) \
	X(figure_rule, text, c->figure_rule) \
	X(date_rule, text, c->date_rule) \
	X(source_rule, text, c->source_rule) \
	X(listed, number, c->listed)

struct page {
	const struct review *r;
	struct out *o;
	struct map known; // text -> its index in strings
	VEC(slice) string;
	size_t *sentence_row; // review.sentence -> row on the page, or NONE
	size_t *claim_row;    // review.claim -> row
};

// The text as a JSON string that may stand in a script block: nothing in it can end the block or start markup.
static void script_string(struct out *o, slice text)
{
	static const char hex[] = "0123456789abcdef";
	out_byte(o, '"');
	for (size_t i = 0, start = 0; i <= text.len; i++) {
		unsigned char c = i < text.len ? (unsigned char)text.ptr[i] : 0;
		// U+2028 and U+2029 end a line in older JavaScript: E2 80 A8, E2 80 A9.
		bool separator = c == 0xE2 && i + 2 < text.len && (unsigned char)text.ptr[i + 1] == 0x80 &&
						 ((unsigned char)text.ptr[i + 2] & 0xFE) == 0xA8;
		if (i < text.len && !separator && c >= 0x20 && c != 0x7F && !strchr("\"\\<>&", c))
			continue;
		out_bytes(o, slice_sub(text, start, i));
		start = i + 1;
		if (i == text.len)
			break;
		if (separator) {
			out_format(o, "\\u202%c", (unsigned char)text.ptr[i + 2] == 0xA8 ? '8' : '9');
			i += 2;
			start = i + 1;
		} else {
			out_bytes(o, SLICE("\\u00"));
			out_byte(o, hex[c >> 4]);
			out_byte(o, hex[c & 15]);
		}
	}
	out_byte(o, '"');
}

static void string_or_null(struct out *o, slice text)
{
	if (text.ptr)
		script_string(o, text);
	else
		out_bytes(o, SLICE("null"));
}

// The text's index in strings, or -1.
static int64_t string_index(struct page *p, slice text)
{
	if (!text.ptr)
		return -1;
	size_t index = map_index(&p->known, text);
	if (index == NONE) {
		index = p->string.count;
		map_put_index(&p->known, text, index);
		vec_push(&p->string, text);
	}
	return (int64_t)index;
}

static void put_number(struct page *p, int64_t n)
{
	char digit[24];
	size_t i = sizeof digit;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	do
		digit[--i] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (n < 0)
		digit[--i] = '-';
	out_bytes(p->o, (slice){digit + i, sizeof digit - i});
}

static void put_text(struct page *p, slice text)
{
	put_number(p, string_index(p, text));
}

static void put_sentence(struct page *p, size_t sentence)
{
	put_number(p, sentence == NONE ? -1 : (int64_t)p->sentence_row[sentence]);
}

static int64_t utf16_length(slice text)
{
	int64_t units = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		units += (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
	}
	return units;
}

// A list of names as one text.
static void put_list(struct page *p, struct strings list, struct arena *a)
{
	slice joined = SLICE_NULL;
	for (size_t i = 0; i < list.count; i++)
		joined = joined.ptr ? arena_format(a, SLICE_FMT " " SLICE_FMT, SLICE_ARG(joined), SLICE_ARG(list.at[i])) : list.at[i];
	put_text(p, joined);
}

static void put_claim(struct page *p, const struct shown_claim *c, struct arena *a)
{
	const struct claim *k = &c->record;
	struct out *o = p->o;
	char before = '[';
#define PUT_text(v) put_text(p, v)
#define PUT_number(v) put_number(p, v)
#define PUT_sentence(v) put_sentence(p, v)
#define PUT_list(v) put_list(p, v, a)
#define PUT_mark(v) \
	(put_number(p, utf16_length(slice_sub(c->passage.text, 0, (v).start))), out_byte(o, ','), \
	 put_number(p, utf16_length(slice_sub(c->passage.text, 0, (v).end))))
#define X(name, kind, value) \
	out_byte(o, before); \
	before = ','; \
	PUT_##kind(value);
	CLAIM_COLUMNS(X)
#undef X
	out_byte(o, ']');
}

static void put_columns(struct out *o)
{
	// A mark takes two columns, name and name_end.
#define COLUMN_text(name)
#define COLUMN_number(name)
#define COLUMN_sentence(name)
#define COLUMN_list(name)
#define COLUMN_mark(name) ",\"" name "_end\""
#define X(name, kind, value) ",\"" #name "\"" COLUMN_##kind(#name)
	static const char columns[] = CLAIM_COLUMNS(X);
#undef X
	out_bytes(o, slice_of(columns + 1));
}

// Rows of sentences: those of claims, and the neighbours of those in conflicts.
static void number_sentences(struct page *p, struct arena *a)
{
	const struct review *r = p->r;
	p->sentence_row = ARENA_ARRAY(a, size_t, r->sentence.count);
	for (size_t i = 0; i < r->claim.count; i++) {
		size_t sentence = r->claim.at[i].passage.sentence;
		if (sentence == NONE)
			continue;
		p->sentence_row[sentence] = 1;
		for (int step = -1; step <= 1 && r->claim.at[i].conflicts; step += 2) {
			size_t other = passage_neighbour(r, sentence, step);
			if (other != NONE)
				p->sentence_row[other] = 1;
		}
	}
	size_t row = 0;
	for (size_t i = 0; i < r->sentence.count; i++)
		p->sentence_row[i] = p->sentence_row[i] ? row++ : NONE;
}

static void put_documents(struct page *p)
{
	const struct review *r = p->r;
	for (size_t i = 0; i < r->document.count; i++) {
		const struct document *d = &r->document.at[i];
		out_bytes(p->o, i ? SLICE(",\n[") : SLICE("["));
		put_text(p, d->name);
		out_byte(p->o, ',');
		put_text(p, d->date);
		out_byte(p->o, ',');
		put_text(p, d->source);
		out_byte(p->o, ']');
	}
}

static void put_sentences(struct page *p)
{
	const struct review *r = p->r;
	const char *before = "[";
	for (size_t i = 0; i < r->sentence.count; i++) {
		const struct shown_sentence *s = &r->sentence.at[i];
		if (p->sentence_row[i] == NONE)
			continue;
		out_bytes(p->o, slice_of(before));
		before = ",\n[";
		put_number(p, (int64_t)s->document);
		out_byte(p->o, ',');
		put_number(p, s->record.head.sent);
		out_byte(p->o, ',');
		put_text(p, s->record.head.lang);
		out_byte(p->o, ',');
		put_text(p, s->record.kind);
		out_byte(p->o, ',');
		script_string(p->o, s->record.head.text.ptr ? s->record.head.text : SLICE(""));
		out_byte(p->o, ']');
	}
}

static void put_claims(struct page *p, struct arena *a)
{
	const struct review *r = p->r;
	size_t row = 0;
	p->claim_row = ARENA_ARRAY(a, size_t, r->claim.count);
	for (size_t i = 0; i < r->claim_order.count; i++) {
		out_bytes(p->o, row ? SLICE(",\n") : SLICE(""));
		p->claim_row[r->claim_order.at[i]] = row++;
		put_claim(p, &r->claim.at[r->claim_order.at[i]], a);
	}
	for (size_t i = 0; i < r->claim.count; i++) {
		if (r->claim.at[i].listed)
			continue;
		out_bytes(p->o, row ? SLICE(",\n") : SLICE(""));
		p->claim_row[i] = row++;
		put_claim(p, &r->claim.at[i], a);
	}
}

static void put_topics(struct page *p)
{
	const struct review *r = p->r;
	for (size_t i = 0; i < r->topic.count; i++) {
		const struct topic *t = &r->topic.at[i];
		out_bytes(p->o, i ? SLICE(",[") : SLICE("["));
		put_text(p, t->name);
		out_format(p->o, ",%zu,%zu]", t->first, t->claims);
	}
}

static void put_member(struct out *o, const char *key, slice text)
{
	out_format(o, "\"%s\":", key);
	string_or_null(o, text);
	out_byte(o, ',');
}

static void put_bound(struct out *o, const char *key, double bound)
{
	out_format(o, ",\"%s\":", key);
	if (isfinite(bound))
		out_json_number(o, bound);
	else
		out_bytes(o, SLICE("null"));
}

static void put_conflict(struct page *p, const struct shown_conflict *c)
{
	struct out *o = p->o;
	out_byte(o, '{');
	put_member(o, "id", c->record.head.id);
	put_member(o, "kind", c->record.conflict_kind);
	put_member(o, "measure", c->record.measure);
	put_member(o, "topic", c->record.topic);
	put_member(o, "severity", c->record.severity);
	put_member(o, "explain", c->record.explain);
	put_member(o, "rule", c->record.head.rule);
	put_member(o, "status", c->record.head.status);
	put_member(o, "note", c->record.head.note);
	out_bytes(o, SLICE("\"sides\":["));
	for (size_t i = 0; i < c->sides; i++) {
		const struct shown_side *s = &c->side[i];
		out_bytes(o, i ? SLICE(",{\"value_text\":") : SLICE("{\"value_text\":"));
		string_or_null(o, s->value_text);
		put_bound(o, "lo", s->lo);
		put_bound(o, "hi", s->hi);
		out_bytes(o, SLICE(",\"claims\":["));
		for (size_t k = 0; k < s->claims; k++)
			out_format(o, k ? ",%zu" : "%zu", p->claim_row[s->claim[k]]);
		out_bytes(o, SLICE("]}"));
	}
	out_bytes(o, SLICE("]}"));
}

static void put_decisions(struct page *p)
{
	const struct review *r = p->r;
	for (size_t i = 0; i < r->decision.count; i++) {
		const struct decision *d = &r->decision.at[i];
		out_bytes(p->o, i ? SLICE(",\n{") : SLICE("{"));
		put_member(p->o, "id", d->id);
		put_member(p->o, "decision", verdict_name(d->verdict));
		put_member(p->o, "note", d->note);
		out_format(p->o, "\"flag\":%s}", d->flag ? "true" : "false");
	}
}

static void put_data(struct page *p, slice title, struct arena *a)
{
	struct out *o = p->o;
	number_sentences(p, a);
	out_bytes(o, SLICE("{\"version\":1,\n\"title\":"));
	script_string(o, title);
	out_bytes(o, SLICE(",\n\"columns\":["));
	put_columns(o);
	out_bytes(o, SLICE("],\n\"documents\":["));
	put_documents(p);
	out_bytes(o, SLICE("],\n\"sentences\":["));
	put_sentences(p);
	out_bytes(o, SLICE("],\n\"claims\":["));
	put_claims(p, a);
	out_bytes(o, SLICE("],\n\"topics\":["));
	put_topics(p);
	out_bytes(o, SLICE("],\n\"conflicts\":["));
	for (size_t i = 0; i < p->r->conflict.count; i++) {
		out_bytes(o, i ? SLICE(",\n") : SLICE(""));
		put_conflict(p, &p->r->conflict.at[i]);
	}
	out_bytes(o, SLICE("],\n\"decisions\":["));
	put_decisions(p);
	out_bytes(o, SLICE("],\n\"strings\":[")); // last: by now all are known
	for (size_t i = 0; i < p->string.count; i++) {
		out_bytes(o, i ? SLICE(",") : SLICE(""));
		script_string(o, p->string.at[i]);
	}
	out_bytes(o, SLICE("]}"));
}

static void put_html(struct out *o, slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.ptr[i]) {
		case '<':
			out_bytes(o, SLICE("&lt;"));
			break;
		case '>':
			out_bytes(o, SLICE("&gt;"));
			break;
		case '&':
			out_bytes(o, SLICE("&amp;"));
			break;
		default:
			out_byte(o, text.ptr[i]);
		}
	}
}

void page_write(const struct review *r, slice title, struct out *o)
{
	struct page p = {.r = r, .o = o};
	struct arena a;
	arena_init(&a);
	map_init(&p.known);
	out_bytes(o, page_piece(0));
	put_html(o, title);
	out_bytes(o, page_piece(1));
	put_data(&p, title, &a);
	out_bytes(o, page_piece(2));
	vec_release(&p.string);
	map_release(&p.known);
	arena_release(&a);
}
