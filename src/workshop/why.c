// SPDX-License-Identifier: MIT
// why: tells what one rule makes of one sentence: what wakes it, the views of all layers, what it and the others read, who lost
// to whom.
#include "private.h"

#include "base/utf8.h"

#include "base/banned.h"

const struct rule *packs_find(const struct packs *p, slice id, const struct pack **ret_pack)
{
	for (size_t k = 0; k < p->at.count; k++)
		for (size_t i = 0; i < p->at.at[k].rules->rule.count; i++)
			if (slice_equal(p->at.at[k].rules->rule.at[i].id, id)) {
				*ret_pack = &p->at.at[k];
				return &p->at.at[k].rules->rule.at[i];
			}
	return NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool holds_word(slice view, slice word)
{
	for (size_t at = 0; at + word.len <= view.len;) {
		size_t found = slice_find(slice_from(view, at), word);
		if (found == NOT_FOUND)
			return false;
		size_t start = at + found, end = start + word.len;
		if ((start == 0 || !is_letter(view.ptr[start - 1])) && (end == view.len || !is_letter(view.ptr[end])))
			return true;
		at = start + 1;
	}
	return false;
}

bool view_has_class(const struct ruleset *rules, enum layer layer, slice view, uint16_t class)
{
	slice name = rules->class.at[class].name;
	const struct layer_tags *tags = &rules->tags[layer];
	for (size_t i = 0, length; i < view.len; i += length) {
		uint32_t code = utf8_at(view, i, &length);
		if (code >= TAG_FIRST && code - TAG_FIRST < tags->count && class_list_has(&tags->tag[code - TAG_FIRST].classes, class))
			return true;
	}
	return name.ptr[0] == '=' && holds_word(view, slice_from(name, 1));
}

static void put_triggers(struct out *o, const struct rule *r, const struct bench *b)
{
	if (r->layer >= LAYERS_OVER_VIEW) {
		out_format(o, "wakes:    %s" SLICE_FMT "%s\n",
				   r->required.ptr ? "a text that holds '" : "every text: it asks for no text of 3 letters",
				   SLICE_ARG(r->required), r->required.ptr ? "'" : "");
		return;
	}
	if (!r->clauses)
		out_bytes(o, SLICE("wakes:    every sentence: its pattern asks for no word or class\n"));
	for (size_t i = 0; i < r->clauses; i++) {
		bool holds = false;
		out_bytes(o, i ? SLICE("  and     ") : SLICE("wakes:    "));
		for (size_t k = 0; k < r->clause[i].classes; k++) {
			slice name = b->rules->class.at[r->clause[i].class[k]].name;
			holds |= view_has_class(b->rules, r->layer, b->view[r->layer], r->clause[i].class[k]);
			out_format(o, "%s{" SLICE_FMT "}", k ? " or " : "", SLICE_ARG(name));
		}
		out_format(o, ": %s\n", holds ? "here" : "not here");
	}
}

static void put_views(struct out *o, const struct rule *r, struct bench *b)
{
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		if (!b->view[layer].ptr)
			continue;
		slice name = layer_name((enum layer)layer), shown = view_shown(b->rules, (enum layer)layer, b->view[layer], &b->arena);
		out_format(o, "%s %-11.*s ", r->layer == (enum layer)layer ? ">" : " ", SLICE_ARG(name));
		out_bytes(o, shown);
		out_byte(o, '\n');
	}
}

static void put_readings(struct out *o, const struct rule *r, const struct bench *b, slice text)
{
	size_t own = 0;
	for (size_t i = 0; i < b->found->explanation.count; i++) {
		const struct explanation *e = &b->found->explanation.at[i];
		slice read = slice_at(text, e->text);
		if (e->rule->layer != r->layer)
			continue;
		own += e->rule == r;
		out_format(o, "%s " SLICE_FMT " read '" SLICE_FMT "'", e->rule == r ? ">" : " ", SLICE_ARG(e->rule->id), SLICE_ARG(read));
		if (e->groups.len)
			out_format(o, " (" SLICE_FMT ")", SLICE_ARG(e->groups));
		if (e->lost_to)
			out_format(o, ", lost to " SLICE_FMT, SLICE_ARG(e->lost_to->id));
		out_byte(o, '\n');
	}
	if (!own)
		out_format(o, "> " SLICE_FMT " read nothing: its pattern does not match this view\n", SLICE_ARG(r->id));
}

static void put_records(struct out *o, const struct rule *r, const struct bench *b, slice text)
{
	size_t own = 0;
	for (size_t i = 0; i < b->made.count; i++) {
		const struct made *f = &b->made.at[i];
		slice read = slice_at(text, f->text);
		if (!slice_equal(f->rule, r->id))
			continue;
		own++;
		out_format(o, "record:   '" SLICE_FMT "'\n", SLICE_ARG(read));
		for (size_t k = 0; f->record && k < f->record->count; k++) {
			const struct line_field *field = &f->record->field[k];
			if (field->type != LINE_NULL)
				out_format(o, "          %-12.*s " SLICE_FMT "\n", SLICE_ARG(field->key), SLICE_ARG(field->value));
		}
	}
	if (!own)
		out_bytes(o, SLICE("record:   none by this rule\n"));
}

void why(struct out *o, const struct pack *pack, const struct rule *r, slice text, slice doc_date, struct diag *d)
{
	struct bench b;
	bench_open(&b, pack->rules);
	slice layer = layer_name(r->layer);
	out_format(o, "rule:     " SLICE_FMT " (%s:%zu), layer " SLICE_FMT ", priority %d\n", SLICE_ARG(r->id), r->at.file,
			   r->at.line, SLICE_ARG(layer), r->priority);
	if (r->about.len)
		out_format(o, "about:    " SLICE_FMT "\n", SLICE_ARG(r->about));
	if (r->layer >= LAYERS_OVER_VIEW) {
		put_triggers(o, r, &b);
		bench_raw(&b, r, text, d);
	} else {
		bench_sentence(&b, text, doc_date, d);
		put_triggers(o, r, &b);
		out_bytes(o, SLICE("views:\n"));
		put_views(o, r, &b);
		out_bytes(o, SLICE("readings of the layer:\n"));
		put_readings(o, r, &b, text);
	}
	put_records(o, r, &b, text);
	bench_close(&b);
}
