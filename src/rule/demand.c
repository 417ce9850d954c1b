// SPDX-License-Identifier: MIT
// demand: what a text must hold for a pattern to match.
//
// The pattern is read as a sequence of parts. Where a stretch of it is a finite set of texts ("kill(?:ed|s)" is {killed, kills}),
// some whole word of each must be in the sentence; where it is a {class}, that class must. Each such demand is a clause, a list
// of which one must hold:   (?<figure>{count}) \s (?:were|was) \s kill(?:ed|s)   ->   {count} AND (were OR was) AND (killed OR
// kills) Whatever is not understood gives no demand, so a rule may run in vain but is never missed.
#include "demand.h"

#include "base/ascii.h"
#include "base/utf8.h"

static bool is_word_byte(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
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

bool mark_is_token(char c)
{
	return c && strchr("!\"#$%&()*+,-/:;<=>?@[\\]^_`{|}~", c);
}

uint16_t token_class(struct ruleset *rs, slice mark)
{
	size_t length;
	uint32_t code = mark.len > 1 ? utf8_at(mark, 0, &length) : 0; // a curly apostrophe may be part of a word
	bool is_token = mark.len == 1 ? mark_is_token(*mark.ptr) : !utf8_is_letter(code) && !utf8_is_mark(code) && code != 0x2019;
	if (!is_token)
		return NO_CLASS;
	return class_make(rs, arena_format(&rs->arena, "=" SLICE_FMT, SLICE_ARG(mark)), (struct place){0});
}

// The first mark of a text that tells something; commas are everywhere. Null where there is none.
static slice telling_mark(slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (mark_is_token(text.ptr[i]) && text.ptr[i] != ',')
			return slice_sub(text, i, i + 1);
	return SLICE_NULL;
}

// These are begun, not zeroed: they are large, and most of them stay empty.
static void stretch_begin(struct stretch *s, slice text, bool open_start)
{
	s->text[0] = text;
	s->count = 1;
	s->open_start = open_start;
}

static void stretch_copy(struct stretch *to, const struct stretch *from)
{
	memcpy(to->text, from->text, from->count * sizeof *to->text);
	to->count = from->count;
	to->open_start = from->open_start;
}

static void part_begin(struct part *p, bool finite)
{
	p->finite = finite;
	p->texts.count = 0;
	p->texts.open_start = false;
	p->demands.count = p->demands.taken = 0;
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
		slice word = longest_word(s->text[i], s->open_start, open_end), mark = telling_mark(s->text[i]);
		if (mark.ptr && word.len < 5)
			word = mark;
		if (!word.ptr) {
			all = false;
			break;
		}
		slice name = arena_format(&r->rs->arena, "=" SLICE_FMT, SLICE_ARG(word));
		clause_add(r->rs, &c, class_make(r->rs, name, r->rule->at));
	}
	if (all)
		demands_add(ds, c);
	stretch_begin(s, SLICE(""), open_end);
}

// Whether a text of the stretch may end with a letter, or what stands before the stretch may.
static bool ends_in_word(const struct stretch *s)
{
	for (size_t i = 0; i < s->count; i++)
		if (s->text[i].len ? is_word_byte(s->text[i].ptr[s->text[i].len - 1]) : s->open_start)
			return true;
	return false;
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

// What a part asks for, apart from what stands beside it.
static void demand_part(struct reader *r, struct part *part, struct demands *ds)
{
	if (part->finite)
		close_stretch(r, &part->texts, true, ds);
	for (size_t i = 0; i < part->demands.count; i++)
		demands_add(ds, part->demands.clause[i]);
}

// One branch of an alternation, up to "|" or ")" or the end.
static void read_branch(struct reader *r, bool outermost, struct part *ret)
{
	struct stretch s, one;
	struct part part;
	part_begin(ret, true);
	stretch_begin(&s, SLICE(""), false);
	struct demands *ds = &ret->demands;
	while (r->at < r->p.len && r->p.ptr[r->at] != '|' && r->p.ptr[r->at] != ')') {
		size_t solid = pattern_space_end(r->p, r->at);
		if (solid > r->at) {
			r->at = solid;
			continue;
		}
		char text;
		slice longest = r->longest;
		part_begin(&part, false);
		enum atom atom = atom_read(r, &text, &part);
		enum repeat repeat = quantifier_read(r);
		if (atom == ATOM_NOTHING)
			continue;
		if (atom == ATOM_AHEAD) { // the stretch goes on as if it were not there
			part.texts.open_start = true;
			demand_part(r, &part, ds);
			continue;
		}
		bool optional = repeat == REPEAT_OPTIONAL || repeat == REPEAT_ANY;
		if (optional)
			r->longest = longest;
		bool endless = repeat == REPEAT_MANY || repeat == REPEAT_ANY;
		if (atom == ATOM_PART && part.finite)
			stretch_copy(&one, &part.texts);
		else
			stretch_begin(&one, (slice){&text, 1}, false);
		bool finite = (atom == ATOM_TEXT || (atom == ATOM_PART && part.finite)) && !endless;
		if (finite && optional) {
			if (one.count < TEXTS_MAX)
				one.text[one.count++] = SLICE("");
			else
				finite = false;
		}
		if (finite && stretch_append(r, &s, &one))
			continue;
		// A class, or something with no end: the stretch before it ends here. A class is a word of its own, and parts those
		// around it, where it is there.
		bool is_class = atom == ATOM_PART && !part.finite && part.demands.count == 1 && r->p.ptr[r->at - 1] != ')';
		bool parts = is_class && (!optional || !ends_in_word(&s));
		close_stretch(r, &s, !parts, ds);
		s.open_start = !parts;
		if (atom == ATOM_PART && !optional)
			demand_part(r, &part, ds);
		ret->finite = false;
	}
	if (outermost) {
		close_stretch(r, &s, false, ds);
	} else if (ret->finite) {
		stretch_copy(&ret->texts, &s);
	} else {
		close_stretch(r, &s, true, ds);
	}
}

// An alternation asks for one clause of each branch, any of them: for their cheapest, then for the next, as long as some branch
// has one that was not taken:   {event} \s of \s {date} | {date} \s {event}   ->   {event} AND {date} AND (of OR {date})
static void demand_any(const struct reader *r, struct demands *branch, size_t branches, struct demands *ret)
{
	bool more = true;
	for (size_t i = 0; i < branches; i++) { // those with little choice first: others may ask for the same
		more &= branch[i].count > 0;
		for (size_t k = i; k > 0 && demands_least(r->rs, &branch[k]) > demands_least(r->rs, &branch[k - 1]); k--) {
			struct demands swap = branch[k];
			branch[k] = branch[k - 1];
			branch[k - 1] = swap;
		}
	}
	while (more && ret->count < RULE_CLAUSES_MAX) {
		struct clause any = {0};
		more = false;
		for (size_t i = 0; i < branches; i++) {
			struct clause one = demands_take(r->rs, &branch[i], &any);
			for (size_t k = 0; k < one.classes; k++)
				clause_add(r->rs, &any, one.class[k]);
			more |= branch[i].taken < branch[i].count;
		}
		demands_add(ret, any);
	}
}

// An alternation is finite when all its branches are.
void alternation_read(struct reader *r, struct part *ret)
{
	bool outermost = r->depth == 0, all_finite = true;
	VEC(struct demands) branches = {0};
	struct part branch;
	part_begin(ret, false);
	for (;; r->at++) {
		slice longest = r->longest;
		read_branch(r, outermost, &branch);
		if (r->at < r->p.len && r->p.ptr[r->at] == '|')
			r->longest = longest;
		all_finite &= branch.finite && ret->texts.count + branch.texts.count <= TEXTS_MAX;
		if (all_finite && !outermost)
			for (size_t i = 0; i < branch.texts.count; i++)
				ret->texts.text[ret->texts.count++] = branch.texts.text[i];
		if (branch.finite && !outermost) {
			struct stretch copy;
			slice keep = r->longest;
			stretch_copy(&copy, &branch.texts);
			copy.open_start = true;
			close_stretch(r, &copy, true, &branch.demands);
			r->longest = keep;
		}
		arena_push(&r->scratch, &branches, branch.demands);
		if (r->at >= r->p.len || r->p.ptr[r->at] != '|')
			break;
	}
	ret->finite = all_finite && !outermost;
	if (branches.count > 1) {
		r->longest = SLICE_NULL;
		if (!ret->finite)
			demand_any(r, branches.at, branches.count, &ret->demands);
	} else if (!ret->finite) {
		ret->demands = branches.at[0];
	}
}
