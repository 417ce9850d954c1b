// SPDX-License-Identifier: MIT
// why: tells what one rule makes of one sentence: what wakes it, the views of all layers, what it and the others read, who lost
// to whom.
#include "private.h"

#include "base/utf8.h"
#include "item.h"

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

// A word between no other letters, or a mark wherever it stands.
static bool holds_word(slice view, slice word)
{
	size_t length;
	bool is_mark = !utf8_is_letter(utf8_at(word, 0, &length)); // not by its first byte: a dash has more of them, as a letter may
	for (size_t at = 0; at + word.len <= view.len;) {
		size_t found = slice_find(slice_from(view, at), word);
		if (found == NOT_FOUND)
			return false;
		size_t start = at + found, end = start + word.len;
		if (is_mark || ((start == 0 || !is_letter(view.ptr[start - 1])) && (end == view.len || !is_letter(view.ptr[end]))))
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

static slice clause_text(const struct ruleset *rules, const struct clause *c, struct arena *a)
{
	slice all = SLICE("");
	for (size_t k = 0; k < c->classes; k++) {
		slice name = rules->class.at[c->class[k]].name;
		all = arena_format(a, SLICE_FMT "%s{" SLICE_FMT "}", SLICE_ARG(all), k ? " or " : "", SLICE_ARG(name));
	}
	return all;
}

static bool clause_holds(const struct ruleset *rules, const struct rule *r, const struct clause *c, slice view)
{
	bool holds = false;
	for (size_t k = 0; k < c->classes && !holds; k++)
		holds = view_has_class(rules, r->layer, view, c->class[k]);
	return holds;
}

slice trigger_missing(const struct ruleset *rules, const struct rule *r, slice view, struct arena *a)
{
	for (size_t i = 0; i < r->clauses; i++)
		if (!clause_holds(rules, r, &r->clause[i], view))
			return clause_text(rules, &r->clause[i], a);
	return SLICE_NULL;
}

static void put_triggers(struct out *o, const struct rule *r, struct bench *b)
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
		bool holds = clause_holds(b->rules, r, &r->clause[i], b->view[r->layer]);
		slice text = clause_text(b->rules, &r->clause[i], &b->arena);
		out_bytes(o, i ? SLICE("  and     ") : SLICE("wakes:    "));
		out_bytes(o, text);
		out_format(o, ": %s\n", holds ? "here" : "not here");
	}
	if (r->next.classes) {
		out_bytes(o, SLICE("  where   "));
		out_bytes(o, clause_text(b->rules, &r->next, &b->arena));
		out_bytes(o, SLICE(" stands behind its first word\n"));
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

// What the matcher did with the view: its steps, and how far it got where it found nothing.
static void put_steps(struct out *o, const struct rule *r, struct bench *b, slice subject)
{
	struct probe *probe = probe_open(b->rules, r, r->match, true);
	span found, furthest;
	size_t wanted;
	bool matches = probe && probe_search(probe, subject, 0, &found);
	size_t steps = probe ? probe_steps(probe, SIZE_MAX) : 0;
	if (steps)
		out_format(o, "steps:    %zu until it %s\n", steps, matches ? "matched" : "gave up");
	else
		out_bytes(o, SLICE("steps:    none: the text lacks what every match begins with or holds\n"));
	if (probe && !matches && probe_furthest(probe, &furthest, &wanted) && span_length(furthest)) {
		slice p = r->match, taken = slice_at(subject, furthest);
		size_t end = wanted >= p.len ? p.len : p.ptr[wanted] == '(' ? pattern_group_end(p, wanted) : pattern_step_end(p, wanted);
		slice item = wanted < p.len ? slice_trim(slice_sub(p, wanted, end)) : SLICE("the end of a word");
		if (r->layer < LAYERS_OVER_VIEW)
			taken = view_shown(b->rules, r->layer, taken, &b->arena);
		struct place at = pattern_place(r, wanted);
		out_format(o, "          furthest: '" SLICE_FMT "', and then not '" SLICE_FMT "' (%s:%zu:%zu)\n", SLICE_ARG(taken),
				   SLICE_ARG(item), at.file, at.line, at.column);
	}
	probe_close(probe);
}

// Why a reading won over another: as the engine decides.
static slice reason_to_win(const struct bench *b, const struct explanation *loser, struct arena *a)
{
	const struct rule *winner = loser->lost_to;
	if (winner->priority != loser->rule->priority)
		return arena_format(a, "priority %d over %d", winner->priority, loser->rule->priority);
	for (size_t i = 0; i < b->found->explanation.count; i++) {
		const struct explanation *e = &b->found->explanation.at[i];
		if (e->rule != winner || e->lost_to || !span_overlaps(e->text, loser->text))
			continue;
		if (span_length(e->text) != span_length(loser->text))
			return SLICE("longer");
		return e->text.start != loser->text.start ? SLICE("earlier in the text") : SLICE("earlier in the files");
	}
	return SLICE("it competes for the same words");
}

static void put_readings(struct out *o, const struct rule *r, struct bench *b, slice text)
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
		if (e->lost_to) {
			slice reason = reason_to_win(b, e, &b->arena);
			out_format(o, ", lost to " SLICE_FMT ": " SLICE_FMT, SLICE_ARG(e->lost_to->id), SLICE_ARG(reason));
		}
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
	bench_open(&b, pack->rules, false);
	slice layer = layer_name(r->layer);
	out_format(o, "rule:     " SLICE_FMT " (%s:%zu), layer " SLICE_FMT ", priority %d\n", SLICE_ARG(r->id), r->at.file,
			   r->at.line, SLICE_ARG(layer), r->priority);
	if (r->about.len)
		out_format(o, "about:    " SLICE_FMT "\n", SLICE_ARG(r->about));
	if (r->layer >= LAYERS_OVER_VIEW) {
		put_triggers(o, r, &b);
		put_steps(o, r, &b, text);
		bench_raw(&b, r, text, d);
	} else {
		bench_sentence(&b, text, doc_date, d);
		put_triggers(o, r, &b);
		out_bytes(o, SLICE("views:\n"));
		put_views(o, r, &b);
		if (b.view[r->layer].ptr)
			put_steps(o, r, &b, b.view[r->layer]);
		out_bytes(o, SLICE("readings of the layer:\n"));
		put_readings(o, r, &b, text);
	}
	put_records(o, r, &b, text);
	bench_close(&b);
}
