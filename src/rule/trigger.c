// SPDX-License-Identifier: MIT
// Triggers: derives from a pattern what a sentence must hold for it to match, so that only few rules run on each sentence.
//
// The pattern is read as a sequence of parts. Where a stretch of it is a finite set of texts ("kill(?:ed|s)" is {killed, kills}),
// some whole word of each must be in the sentence; where it is a {class}, that class must. Each such demand is a clause, a list
// of which one must hold:   (?<figure>{count}) \s (?:were|was) \s kill(?:ed|s)   ->   {count} AND (were OR was) AND (killed OR
// kills) Whatever this file does not understand gives no demand, so a rule may run in vain but is never missed.
#include "rule/private.h"

enum { TEXTS_MAX = 48, TEXT_BYTES_MAX = 96 };

// A finite set of texts that the stretch before the reader may be; `known` false: no such set.
struct stretch {
	slice text[TEXTS_MAX];
	size_t count;
	bool open_start; // the first word of each text may have letters before it
};

struct demands {
	struct clause clause[32];
	size_t count;
};

struct reader {
	struct ruleset *rs;
	struct rule *rule;
	slice p;
	size_t at;
	int depth;
	slice longest;        // raw layers: the longest text that must be there
	struct arena scratch; // of the texts, while one pattern is read
};

// What a part of the pattern (an alternation, a group) asks for.
struct part {
	bool finite;
	struct stretch texts; // when finite
	struct demands demands;
};

static bool is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

// How often sentences hold it, roughly: what a rule waits for should be rare. Short words are frequent.
static uint32_t class_cost(const struct ruleset *rs, uint16_t class)
{
	slice name = rs->class.at[class].name;
	if (name.ptr[0] == '=')
		return name.len <= 4 ? 3000 : name.len == 5 ? 400 : 5;
	if (rs->class.at[class].built_in)
		return name.ptr[0] == 'C' || name.ptr[0] == 'w' ? 5000 : 900;
	return rs->class.at[class].frequent ? 3000 : 250;
}

static uint32_t clause_cost(const struct ruleset *rs, const struct clause *c)
{
	uint32_t cost = 0;
	for (size_t i = 0; i < c->classes; i++)
		cost += class_cost(rs, c->class[i]);
	return cost;
}

static void clause_add(struct ruleset *rs, struct clause *c, uint16_t class)
{
	struct class_list list = {c->class, c->classes};
	if (class_list_has(&list, class))
		return;
	uint16_t *grown = ARENA_ARRAY(&rs->arena, uint16_t, c->classes + 1);
	size_t i = 0;
	for (; i < c->classes && c->class[i] < class; i++)
		grown[i] = c->class[i];
	grown[i] = class;
	for (; i < c->classes; i++)
		grown[i + 1] = c->class[i];
	c->class = grown;
	c->classes++;
}

static void demand(struct demands *ds, struct clause c)
{
	if (c.classes && ds->count < sizeof ds->clause / sizeof *ds->clause)
		ds->clause[ds->count++] = c;
}

// The longest whole word of a text; null where there is none. A word of the lexicon's making: a token.
static slice longest_word(slice text, bool open_start, bool open_end)
{
	slice best = SLICE_NULL;
	for (size_t i = 0; i < text.len;) {
		if (!is_word_byte(text.ptr[i])) {
			i++;
			continue;
		}
		size_t end = i;
		while (end < text.len && (is_word_byte(text.ptr[end]) || text.ptr[end] == '\''))
			end++;
		bool behind_stop = i > 0 && (text.ptr[i - 1] == '.' || text.ptr[i - 1] == '\'');
		bool cut = (i == 0 && open_start) || (end == text.len && open_end) || behind_stop || token_end(text, i) != end;
		bool digits = text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (!cut && !digits && memchr(text.ptr + i, '\'', end - i) == NULL && end - i > best.len)
			best = slice_sub(text, i, end);
		i = end;
	}
	return best;
}

// Ends a stretch: its words become a demand, where every text has one.
static void close_stretch(struct reader *r, struct stretch *s, bool open_end, struct demands *ds)
{
	struct clause c = {0};
	bool all = s->count > 0;
	if (r->rule->layer >= LAYERS_OVER_VIEW) {
		if (s->count == 1 && s->text[0].len > r->longest.len)
			r->longest = s->text[0];
		all = false;
	}
	for (size_t i = 0; i < s->count && all; i++) {
		slice word = longest_word(s->text[i], s->open_start, open_end);
		if (!word.ptr) {
			all = false;
			break;
		}
		slice name = arena_format(&r->rs->arena, "=" SLICE_FMT, SLICE_ARG(word));
		clause_add(r->rs, &c, class_make(r->rs, name, r->rule->at));
	}
	if (all)
		demand(ds, c);
	*s = (struct stretch){.text = {SLICE("")}, .count = 1, .open_start = open_end};
}

// Appends each of `more` to each of s; false when that becomes too much.
static bool stretch_append(struct reader *r, struct stretch *s, const struct stretch *more)
{
	slice product[TEXTS_MAX];
	size_t count = 0;
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < more->count; k++) {
			if (count == TEXTS_MAX || s->text[i].len + more->text[k].len > TEXT_BYTES_MAX)
				return false;
			product[count++] = arena_join(&r->scratch, s->text[i], more->text[k]);
		}
	memcpy(s->text, product, count * sizeof *product);
	s->count = count;
	return true;
}

static bool read_alternation(struct reader *r, struct part *ret);

// A [class] of references alone asks for any of them; false: it holds something else. r->at goes behind it.
static bool read_class(struct reader *r, struct clause *ret)
{
	size_t at = r->at + 1;
	while (at < r->p.len && r->p.ptr[at] == '{') {
		slice name = reference_at(r->p, at);
		uint16_t class = name.ptr && !reference_is_word(name) ? class_find(r->rs, name) : NO_CLASS;
		if (class != NO_CLASS)
			clause_add(r->rs, ret, class);
		else if (!name.ptr || name.ptr[0] != '-')
			return false;
		at += name.len + 2;
	}
	if (at >= r->p.len || r->p.ptr[at] != ']' || !ret->classes)
		return false;
	r->at = at + 1;
	return true;
}

enum atom { ATOM_TEXT, ATOM_NOTHING, ATOM_PART, ATOM_UNKNOWN };

static void skip_class(struct reader *r)
{
	r->at++;
	if (r->at < r->p.len && r->p.ptr[r->at] == '^')
		r->at++;
	if (r->at < r->p.len && r->p.ptr[r->at] == ']')
		r->at++;
	while (r->at < r->p.len && r->p.ptr[r->at] != ']')
		r->at += r->p.ptr[r->at] == '\\' ? 2 : 1;
	r->at++;
}

static enum atom read_escape(struct reader *r, char *ret)
{
	char c = r->at + 1 < r->p.len ? r->p.ptr[r->at + 1] : 0;
	r->at += 2;
	if (c == 's' || c == ' ') {
		*ret = ' ';
		return ATOM_TEXT;
	}
	if (c == 'b' || c == 'B' || c == 'A' || c == 'z' || c == 'Z' || c == 'G')
		return ATOM_NOTHING;
	if (is_word_byte(c))
		return ATOM_UNKNOWN;
	*ret = c;
	return ATOM_TEXT;
}

// Reads what stands behind "("; r->at is behind it. Look-arounds ask for nothing.
static enum atom read_group(struct reader *r, struct part *ret)
{
	slice rest = slice_from(r->p, r->at);
	bool nothing = false;
	if (slice_starts(rest, SLICE("?"))) {
		size_t skip = 1;
		char c = rest.len > 1 ? rest.ptr[1] : 0;
		if (c == 'P')
			c = rest.len > ++skip ? rest.ptr[skip] : 0;
		char after = rest.len > skip + 1 ? rest.ptr[skip + 1] : 0;
		nothing = c == '=' || c == '!' || (c == '<' && (after == '=' || after == '!'));
		if (c == '<' || c == '\'') {
			while (skip < rest.len && rest.ptr[skip] != '>' && !(skip > 2 && rest.ptr[skip] == '\'') && !nothing)
				skip++;
			skip += nothing ? 2 : 1;
		} else if (c == ':' || c == '>' || c == '|' || nothing) {
			skip++;
		} else { // options, conditions, recursion: not understood
			int open = 1;
			while (r->at < r->p.len && open > 0) {
				char p = r->p.ptr[r->at];
				if (p == '\\')
					r->at++;
				open += p == '(' ? 1 : p == ')' ? -1 : 0;
				r->at++;
			}
			return ATOM_UNKNOWN;
		}
		r->at += skip;
	}
	if (++r->depth > 60)
		return ATOM_UNKNOWN;
	slice longest = r->longest;
	bool ok = read_alternation(r, ret);
	r->depth--;
	r->at++; // ")"
	if (nothing)
		r->longest = longest;
	return nothing ? ATOM_NOTHING : ok ? ATOM_PART : ATOM_UNKNOWN;
}

// Reads one atom.
static enum atom read_atom(struct reader *r, char *ret_char, size_t *ret_bytes, struct part *ret)
{
	char c = r->p.ptr[r->at];
	slice name = c == '{' ? reference_at(r->p, r->at) : SLICE_NULL;
	*ret_bytes = 1;
	if (name.ptr) {
		r->at += name.len + 2;
		uint16_t class = class_find(r->rs, name);
		if (reference_is_word(name) || class == NO_CLASS || r->rule->layer >= LAYERS_OVER_VIEW)
			return ATOM_UNKNOWN;
		struct clause clause = {0};
		clause_add(r->rs, &clause, class);
		demand(&ret->demands, clause);
		return ATOM_PART;
	}
	switch (c) {
	case '\\':
		return read_escape(r, ret_char);
	case '[': {
		struct clause any = {0};
		if (r->rule->layer < LAYERS_OVER_VIEW && read_class(r, &any)) {
			demand(&ret->demands, any);
			return ATOM_PART;
		}
		skip_class(r);
		return ATOM_UNKNOWN;
	}
	case '(':
		r->at++;
		return read_group(r, ret);
	case '.':
		r->at++;
		return ATOM_UNKNOWN;
	case '^':
	case '$':
		r->at++;
		return ATOM_NOTHING;
	default:
		*ret_char = c;
		r->at++;
		return ATOM_TEXT;
	}
}

enum repeat { REPEAT_ONCE, REPEAT_OPTIONAL, REPEAT_MANY, REPEAT_ANY };

static enum repeat read_quantifier(struct reader *r)
{
	enum repeat repeat = REPEAT_ONCE;
	while (r->at < r->p.len && (r->p.ptr[r->at] == ' ' || r->p.ptr[r->at] == '\n' || r->p.ptr[r->at] == '\t'))
		r->at++;
	char c = r->at < r->p.len ? r->p.ptr[r->at] : 0;
	if (c == '?') {
		repeat = REPEAT_OPTIONAL;
		r->at++;
	} else if (c == '*') {
		repeat = REPEAT_ANY;
		r->at++;
	} else if (c == '+') {
		repeat = REPEAT_MANY;
		r->at++;
	} else if (c == '{' && !reference_at(r->p, r->at).ptr) {
		bool zero = r->at + 1 < r->p.len && (r->p.ptr[r->at + 1] == '0' || r->p.ptr[r->at + 1] == ',');
		repeat = zero ? REPEAT_ANY : REPEAT_MANY;
		while (r->at < r->p.len && r->p.ptr[r->at] != '}')
			r->at++;
		r->at++;
	}
	if (repeat != REPEAT_ONCE && r->at < r->p.len && (r->p.ptr[r->at] == '?' || r->p.ptr[r->at] == '+'))
		r->at++;
	return repeat;
}

static bool at_free_space(struct reader *r)
{
	char c = r->p.ptr[r->at];
	if (c == '#') {
		while (r->at < r->p.len && r->p.ptr[r->at] != '\n')
			r->at++;
		return true;
	}
	if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
		return false;
	r->at++;
	return true;
}

// One branch of an alternation, up to "|" or ")" or the end.
static void read_branch(struct reader *r, bool outermost, struct part *ret)
{
	*ret = (struct part){.finite = true};
	struct stretch s = {.text = {SLICE("")}, .count = 1, .open_start = false};
	struct demands *ds = &ret->demands;
	while (r->at < r->p.len && r->p.ptr[r->at] != '|' && r->p.ptr[r->at] != ')') {
		if (at_free_space(r))
			continue;
		char text[4];
		size_t bytes;
		struct part part = {0};
		struct stretch one = {.text = {{text, 1}}, .count = 1};
		enum atom atom = read_atom(r, text, &bytes, &part);
		enum repeat repeat = read_quantifier(r);
		if (atom == ATOM_NOTHING)
			continue;
		bool optional = repeat == REPEAT_OPTIONAL || repeat == REPEAT_ANY;
		bool endless = repeat == REPEAT_MANY || repeat == REPEAT_ANY;
		if (atom == ATOM_PART && part.finite)
			one = part.texts;
		bool finite = (atom == ATOM_TEXT || (atom == ATOM_PART && part.finite)) && !endless;
		if (finite && optional) {
			if (one.count < TEXTS_MAX)
				one.text[one.count++] = SLICE("");
			else
				finite = false;
		}
		if (finite && stretch_append(r, &s, &one))
			continue;
		// a class, or something with no end: the stretch before it ends here
		bool is_class =
			atom == ATOM_PART && !part.finite && part.demands.count == 1 && r->p.ptr[r->at > 0 ? r->at - 1 : 0] != ')';
		close_stretch(r, &s, !is_class, ds);
		s.open_start = !is_class;
		if (atom == ATOM_PART && !optional) {
			if (part.finite)
				close_stretch(r, &part.texts, true, ds);
			for (size_t i = 0; i < part.demands.count; i++)
				demand(ds, part.demands.clause[i]);
		}
		ret->finite = false;
	}
	if (outermost) {
		close_stretch(r, &s, false, ds);
	} else if (ret->finite) {
		ret->texts = s;
	} else {
		close_stretch(r, &s, true, ds);
	}
}

static const struct clause *cheapest(struct reader *r, const struct demands *ds)
{
	const struct clause *best = NULL;
	for (size_t i = 0; i < ds->count; i++)
		if (!best || clause_cost(r->rs, &ds->clause[i]) < clause_cost(r->rs, best))
			best = &ds->clause[i];
	return best;
}

// An alternation is finite when all its branches are; else it asks for one clause of each branch, any of them.
static bool read_alternation(struct reader *r, struct part *ret)
{
	bool outermost = r->depth == 0, all_finite = true, all_demand = true;
	struct part total = {0};
	struct clause any = {0};
	size_t branches = 0;
	for (;; r->at++) {
		struct part branch;
		slice longest = r->longest;
		read_branch(r, outermost, &branch);
		branches++;
		if (r->at < r->p.len && r->p.ptr[r->at] == '|')
			r->longest = longest;
		all_finite &= branch.finite && total.texts.count + branch.texts.count <= TEXTS_MAX;
		if (all_finite && !outermost)
			for (size_t i = 0; i < branch.texts.count; i++)
				total.texts.text[total.texts.count++] = branch.texts.text[i];
		if (branch.finite && !outermost) {
			struct stretch copy = branch.texts;
			slice keep = r->longest;
			copy.open_start = true;
			close_stretch(r, &copy, true, &branch.demands);
			r->longest = keep;
		}
		const struct clause *best = cheapest(r, &branch.demands);
		if (best)
			for (size_t i = 0; i < best->classes; i++)
				clause_add(r->rs, &any, best->class[i]);
		all_demand &= best != NULL;
		if (branches == 1)
			total.demands = branch.demands;
		if (r->at >= r->p.len || r->p.ptr[r->at] != '|')
			break;
	}
	if (branches > 1) {
		r->longest = SLICE_NULL;
		total.demands.count = 0;
		if (all_demand)
			demand(&total.demands, any);
	}
	total.finite = all_finite && !outermost;
	if (total.finite)
		total.demands.count = 0;
	*ret = total;
	return true;
}

void trigger_derive(struct ruleset *rs, struct rule *r)
{
	struct reader reader = {.rs = rs, .rule = r, .p = r->match};
	struct part whole;
	arena_init(&reader.scratch);
	read_alternation(&reader, &whole);
	if (r->layer >= LAYERS_OVER_VIEW && reader.longest.len >= 3)
		r->required = arena_copy(&rs->arena, reader.longest);
	arena_release(&reader.scratch);
	if (r->layer >= LAYERS_OVER_VIEW)
		return;
	r->clause = ARENA_ARRAY(&rs->arena, struct clause, RULE_CLAUSES_MAX);
	while (r->clauses < RULE_CLAUSES_MAX && whole.demands.count) { // cheapest first
		const struct clause *best = cheapest(&reader, &whole.demands);
		r->clause[r->clauses++] = *best;
		size_t i = (size_t)(best - whole.demands.clause);
		whole.demands.clause[i] = whole.demands.clause[--whole.demands.count];
	}
	for (size_t i = 0; i < r->clauses; i++)
		for (size_t k = 0; k < r->clause[i].classes; k++) {
			slice name = rs->class.at[r->clause[i].class[k]].name;
			if (name.ptr[0] == '=')
				lexicon_add_word(rs, slice_from(name, 1), r->clause[i].class[k]);
		}
}

bool trigger_check(struct ruleset *rs, struct rule *r, struct diag *d)
{
	const struct layer_tags *tags = &rs->tags[r->layer];
	for (size_t i = 0; i < r->clauses; i++)
		for (size_t k = 0; k < r->clause[i].classes; k++) {
			uint16_t class = r->clause[i].class[k];
			slice name = rs->class.at[class].name;
			if (name.ptr[0] != '=' || class_list_has(&tags->referenced, class))
				continue;
			const struct entry *e = lexicon_find(rs, slice_from(name, 1));
			if (!e || !rs->word[e->signature * SHAPES + SHAPE_LOWER].tag[r->layer])
				continue;
			slice in = SLICE("");
			const struct class_list *classes = &rs->signature.at[e->signature].by_shape[SHAPE_LOWER];
			for (size_t c = 0; c < classes->count && !in.len; c++)
				if (class_list_has(&tags->referenced, classes->at[c]))
					in = rs->class.at[classes->at[c]].name;
			slice word = slice_from(name, 1);
			return diag_error(d, r->match_at,
							  "rule '" SLICE_FMT "': '" SLICE_FMT "' is replaced by {" SLICE_FMT
							  "} in this layer's view and never matches, expected {" SLICE_FMT "} or that class",
							  SLICE_ARG(r->id), SLICE_ARG(word), SLICE_ARG(in), SLICE_ARG(name));
		}
	return true;
}
