// SPDX-License-Identifier: MIT
// text: the conflicts on a terminal.
//
//   1. deaths | port ellery | 2019 (high, sources)
//      The number of people killed is given as 16 by the harbour authority, but as 73 by the union.
//
//      A  16  the harbour authority, of 2019-03-12
//         In the first hours [16 people] were reported killed.
//         harbour-fire.txt, sentence 3, bytes 175-208, published 2019-03-14
//         rules: claim.deaths.passive, figure.count
//
// What comes from the input is shown harmless: control characters and those that turn the direction of text are written as
// <U+202E>.
#include "base/utf8.h"
#include "private.h"

#include "base/banned.h"

// A writer that wraps at white space. Colours go into the word without widening it.
struct wrap {
	struct out *o;
	size_t width, indent, column; // column: where the line stands
	struct out word;
	size_t word_width;
	bool colour, space; // space: a space is owed before the word
};

#define STYLE_BOLD "\033[1m"
#define STYLE_DIM "\033[2m"
#define STYLE_PLAIN "\033[0m"
static const char *const side_style[] = {"\033[1;34m", "\033[1;33m", "\033[1;36m", "\033[1;35m"};

static void new_line(struct wrap *w)
{
	out_byte(w->o, '\n');
	w->column = 0;
	w->space = false;
}

static void end_word(struct wrap *w)
{
	if (!w->word.len)
		return;
	if (w->space && w->column > w->indent && w->column + 1 + w->word_width > w->width)
		new_line(w);
	if (w->space && w->column > w->indent) {
		out_byte(w->o, ' ');
		w->column++;
	}
	for (; w->column < w->indent; w->column++)
		out_byte(w->o, ' ');
	out_bytes(w->o, (slice){w->word.ptr, w->word.len});
	w->column += w->word_width;
	w->word.len = w->word_width = 0;
	w->space = false;
}

// The line is done; the next one starts at `indent`.
static void end_line(struct wrap *w, size_t indent)
{
	end_word(w);
	new_line(w);
	w->indent = indent;
}

static void style(struct wrap *w, const char *code)
{
	if (w->colour)
		out_bytes(&w->word, slice_of(code));
}

static bool is_harmful(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x61C || code == 0x200E || code == 0x200F ||
		   (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

static void put(struct wrap *w, slice text)
{
	size_t length;
	for (size_t i = 0; i < text.len; i += length) {
		uint32_t code = utf8_at(text, i, &length);
		if (code == ' ' || code == '\t' || code == '\n' || code == '\r') {
			end_word(w);
			w->space = true;
		} else if (is_harmful(code)) {
			out_format(&w->word, "<U+%04X>", (unsigned)code);
			w->word_width += 8;
		} else {
			out_bytes(&w->word, slice_sub(text, i, i + length));
			w->word_width += utf8_is_mark(code) ? 0 : 1;
		}
	}
}

// Two spaces that no line is broken at.
static void put_gap(struct wrap *w)
{
	out_bytes(&w->word, SLICE("  "));
	w->word_width += 2;
}

static void put_words(struct wrap *w, const char *text)
{
	put(w, slice_of(text));
}

static void put_styled(struct wrap *w, slice text, const char *code)
{
	style(w, code);
	put(w, text);
	style(w, STYLE_PLAIN);
}

// The claim's sentence with its figure in brackets, or in the side's colour.
static void put_passage(struct wrap *w, const struct passage *p, const char *code)
{
	span figure = p->figure;
	put(w, slice_sub(p->text, 0, figure.start));
	if (span_length(figure)) {
		style(w, code);
		put_words(w, w->colour ? "" : "[");
		put(w, slice_at(p->text, figure));
		put_words(w, w->colour ? "" : "]");
		style(w, STYLE_PLAIN);
	}
	put(w, slice_from(p->text, figure.end));
}

// kazakhstan.txt, sentence 12, bytes 1034-1060, published 2016-08-30 by Open Wire
static void put_place(struct wrap *w, const struct review *r, const struct shown_claim *c)
{
	const struct record *head = &c->record.head;
	const struct document *d = &r->document.at[c->document];
	char text[96];
	put(w, head->doc);
	if (head->sent > 0) {
		snprintf(text, sizeof text, ", sentence %lld", (long long)head->sent);
		put_words(w, text);
	}
	snprintf(text, sizeof text, ", bytes %lld-%lld", (long long)head->byte_start, (long long)head->byte_end);
	put_words(w, text);
	if (d->date.ptr || d->source.ptr)
		put_words(w, ", published ");
	if (d->date.ptr)
		put(w, d->date);
	if (d->source.ptr) {
		put_words(w, " by ");
		put(w, d->source);
	}
}

static void put_rules(struct wrap *w, const struct shown_claim *c)
{
	const slice rule[] = {c->record.head.rule, c->figure_rule, c->date_rule, c->source_rule};
	const char *before = "rules: ";
	for (size_t i = 0; i < 4; i++) {
		if (!rule[i].ptr)
			continue;
		put_words(w, before);
		put(w, rule[i]);
		before = ", ";
	}
}

static void put_claim(struct wrap *w, const struct review *r, const struct shown_claim *c, const char *code)
{
	put_passage(w, &c->passage, code);
	end_line(w, 6);
	style(w, STYLE_DIM);
	put_place(w, r, c);
	end_word(w);
	if (c->record.head.rule.ptr) {
		end_line(w, 6);
		put_rules(w, c);
	}
	style(w, STYLE_PLAIN);
	end_line(w, 6);
}

static void put_source(struct wrap *w, const struct shown_claim *c)
{
	slice from = c->record.date_from, to = c->record.date_to, source = c->record.source_text;
	put(w, source.ptr ? source : SLICE("no source named"));
	if (!from.ptr && !to.ptr)
		return;
	put_words(w, ", of ");
	put(w, from.ptr ? from : SLICE("?"));
	if (!slice_equal(from, to)) {
		put_words(w, " to ");
		put(w, to.ptr ? to : SLICE("?"));
	}
}

static void put_side(struct wrap *w, const struct review *r, const struct shown_side *s, size_t number)
{
	const char *code = side_style[number % 4];
	char letter[] = {(char)('A' + number % 26), 0};
	w->indent = 3;
	style(w, code);
	put_words(w, letter);
	put_gap(w);
	put(w, s->value_text.ptr ? s->value_text : SLICE("?"));
	style(w, STYLE_PLAIN);
	put_gap(w);
	if (s->claims)
		put_source(w, &r->claim.at[s->claim[0]]);
	end_line(w, 6);
	for (size_t i = 0; i < s->claims; i++) {
		const struct shown_claim *c = &r->claim.at[s->claim[i]];
		if (i) {
			put_words(w, "also: ");
			put_source(w, c);
			end_line(w, 6);
		}
		put_claim(w, r, c, code);
	}
	end_line(w, 3);
}

static void put_decision(struct wrap *w, const struct decision *d)
{
	if (!d || (d->verdict == VERDICT_NONE && !d->flag && !d->note.len))
		return;
	put_words(w, "decision: ");
	put(w, d->verdict == VERDICT_NONE ? SLICE("none") : verdict_name(d->verdict));
	put_words(w, d->flag ? ", flagged" : "");
	if (d->note.len) {
		put_words(w, ", note: ");
		put(w, d->note);
	}
	end_line(w, 3);
	end_line(w, 0);
}

static void put_claim_decision(struct wrap *w, const struct review *r, const struct shown_claim *c)
{
	const struct decision *d = review_decision(r, c->record.head.id);
	if (!d || (d->verdict == VERDICT_NONE && !d->flag && !d->note.len))
		return;
	w->indent = 0;
	put_words(w, "claim: ");
	w->indent = 3;
	put_passage(w, &c->passage, side_style[0]);
	end_line(w, 3);
	put_place(w, r, c);
	end_line(w, 3);
	put_decision(w, d);
}

static void put_conflict(struct wrap *w, const struct review *r, const struct shown_conflict *c, size_t number)
{
	char text[32];
	w->indent = 0;
	snprintf(text, sizeof text, "%zu. ", number);
	put_words(w, text);
	put_styled(w,
			   c->record.topic.ptr     ? c->record.topic
			   : c->record.measure.ptr ? c->record.measure
									   : SLICE("conflict"),
			   STYLE_BOLD);
	put_words(w, "  (");
	if (c->record.severity.ptr) {
		put(w, c->record.severity);
		put_words(w, ", ");
	}
	put(w, c->record.conflict_kind.ptr ? c->record.conflict_kind : SLICE("values"));
	put_words(w, ")");
	end_line(w, 3);
	if (c->record.explain.ptr) {
		put(w, c->record.explain);
		end_line(w, 3);
	}
	end_line(w, 3);
	for (size_t i = 0; i < c->sides; i++)
		put_side(w, r, &c->side[i], i);
	put_decision(w, review_decision(r, c->record.head.id));
}

void text_write(const struct review *r, size_t width, bool colour, struct out *o)
{
	struct wrap w = {.o = o, .width = width, .colour = colour};
	char text[128];
	for (size_t i = 0; i < r->conflict.count; i++)
		put_conflict(&w, r, &r->conflict.at[i], i + 1);
	for (size_t i = 0; i < r->claim_order.count; i++)
		put_claim_decision(&w, r, &r->claim.at[r->claim_order.at[i]]);
	w.indent = 0;
	snprintf(text, sizeof text, "%zu conflict%s, %zu claim%s, %zu document%s", r->conflict.count,
			 r->conflict.count == 1 ? "" : "s", r->claim_order.count, r->claim_order.count == 1 ? "" : "s", r->document.count,
			 r->document.count == 1 ? "" : "s");
	put_words(&w, text);
	end_line(&w, 0);
	out_release(&w.word);
}
