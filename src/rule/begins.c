// SPDX-License-Identifier: MIT
// begins: what a match of a pattern over a view may begin with. Each character and each kind of tag is put to the pattern alone,
// as the beginning of a text that may go on: where PCRE2 refuses that, no match begins with it.
#include "pattern.h"

#include "base/utf8.h"

// Whether a match may begin with a character: whether the pattern takes it as far as it goes.
static bool takes(const pcre2_code *code, slice character, pcre2_match_data *data)
{
	return pcre2_match(code, (PCRE2_SPTR)character.ptr, character.len, 0, PCRE2_NO_UTF_CHECK | PCRE2_PARTIAL_HARD, data, NULL) !=
		   PCRE2_ERROR_NOMATCH;
}

static void begin_with(uint64_t *begins, uint16_t start)
{
	begins[start / 64] |= (uint64_t)1 << start % 64;
}

// What looks at the text before a place.
static bool looks_behind(slice here)
{
	if (here.ptr[0] == '(')
		return slice_starts(here, SLICE("(?<=")) || slice_starts(here, SLICE("(?<!"));
	char escaped = here.ptr[0] == '\\' && here.len > 1 ? here.ptr[1] : 0;
	return here.ptr[0] == '^' || escaped == 'b' || escaped == 'B' || escaped == 'A' || escaped == 'G';
}

// What may hold behind some text, but not where nothing stands before it.
static bool asks_behind(slice here)
{
	return slice_starts(here, SLICE("(?<=")) || slice_starts(here, SLICE("\\B"));
}

static bool is_negative(slice here)
{
	return slice_starts(here, SLICE("(?!")) || slice_starts(here, SLICE("(?<!"));
}

// A group that is open while a pattern is read.
struct opened {
	size_t at;   // in what was written
	bool unsure; // what it says of a character alone is not what it says of it behind some text
	bool negative;
};

// Writes the pattern without what it asks to stand before a place, since nothing stands before a character alone: what it
// refuses then, it refuses always. So what asks is taken as met, and what is met where something is not, and looks behind, too:
// (?! (?<= a ) b ) must not become (?! b ), which refuses more. False: nothing of the kind was there. Its brackets fit.
static bool drop_look_behinds(slice p, struct out *ret)
{
	VEC(struct opened) open = {0};
	bool dropped = false;
	for (size_t i = 0, end; i < p.len; i = end) {
		slice here = slice_from(p, i);
		end = pattern_step_end(p, i);
		if (open.count && looks_behind(here))
			for (size_t k = 0; k < open.count; k++)
				open.at[k].unsure |= open.at[k].negative;
		if (p.ptr[i] == '(' && end == i + 1)
			vec_push(&open, ((struct opened){ret->len, asks_behind(here), is_negative(here)}));
		if (p.ptr[i] == '\\' && asks_behind(here)) {
			dropped = true;
			out_bytes(ret, SLICE("(?:)"));
			continue;
		}
		out_bytes(ret, slice_sub(p, i, end));
		if (p.ptr[i] == ')' && open.count && open.at[--open.count].unsure) {
			dropped = true;
			ret->len = open.at[open.count].at;
			out_bytes(ret, SLICE("(?:)"));
		}
	}
	vec_release(&open);
	return dropped;
}

// Whether a pattern refers to groups by their numbers, which change when groups before them are dropped.
static bool counts_groups(slice p)
{
	for (size_t i = 0; i + 2 < p.len; i = pattern_step_end(p, i)) {
		char escaped = p.ptr[i] == '\\' ? p.ptr[i + 1] : 0;
		bool special = slice_starts(slice_from(p, i), SLICE("(?")) && memchr("0123456789+-R(", p.ptr[i + 2], 14);
		if (special || escaped == 'g' || (escaped >= '1' && escaped <= '9'))
			return true;
	}
	return false;
}

// The pattern as it judges a character alone; null: it cannot.
static pcre2_code *compile_for_one(const struct pattern *p, const struct rule *r)
{
	struct out text = {0};
	struct expansion e = {0};
	struct fault unsaid;
	pcre2_code *code = p->code;
	if (drop_look_behinds(r->match, &text))
		code =
			counts_groups(r->match) ? NULL : pattern_compile(p->rs, r, (slice){text.ptr, text.len}, PCRE2_ANCHORED, &e, &unsaid);
	out_release(&text);
	expansion_release(&e);
	return code;
}

static uint64_t *find_begins(const struct pattern *p, const struct rule *r)
{
	size_t tags = p->rs->tags[r->layer].count;
	uint64_t *begins = vec_grow(NULL, &(size_t){0}, (START_TAG + tags) / 64 + 1, sizeof *begins);
	memset(begins, 0, ((START_TAG + tags) / 64 + 1) * sizeof *begins);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	pcre2_code *bare = compile_for_one(p, r);
	if (!data)
		die("out of memory");
	for (uint16_t c = 0; c < START_OTHER; c++)
		if (!bare || takes(bare, (slice){(char[]){(char)c}, 1}, data))
			begin_with(begins, c);
	begin_with(begins, START_OTHER);
	struct arena a;
	arena_init(&a);
	size_t kinds;
	const uint32_t *kind = reference_kinds(p->rs, r, &a, &kinds);
	enum { UNTRIED, TAKEN, REFUSED };
	uint8_t *known = ARENA_ARRAY(&a, uint8_t, kinds);
	for (size_t tag = 0; tag < tags; tag++) {
		char utf8[4];
		if (known[kind[tag]] == UNTRIED)
			known[kind[tag]] =
				!bare || takes(bare, (slice){utf8, utf8_put((uint32_t)(TAG_FIRST + tag), utf8)}, data) ? TAKEN : REFUSED;
		if (known[kind[tag]] == TAKEN)
			begin_with(begins, (uint16_t)(START_TAG + tag));
	}
	arena_release(&a);
	if (bare != p->code)
		pcre2_code_free(bare);
	pcre2_match_data_free(data);
	return begins;
}

// To find out costs as much as this many matches.
enum { ASKED_BEFORE_FOUND = 100 };

const uint64_t *rule_begins(const struct rule *r)
{
	struct pattern *p = r->pattern;
	uint64_t *begins = atomic_load_explicit(&p->begins, memory_order_acquire);
	if (begins || atomic_fetch_add_explicit(&p->asked, 1, memory_order_relaxed) != ASKED_BEFORE_FOUND)
		return begins;
	return rule_begins_now(r);
}

void begins_strike(const struct ruleset *rs, const struct rule *r, const uint64_t *begins, rule_set *table)
{
	size_t sets = rs->wake[r->layer].sets, i = r->index - rs->layer_first[r->layer];
	for (size_t what = 0; what < START_TAG + rs->tags[r->layer].count; what++)
		if (!(begins[what / 64] >> what % 64 & 1))
			rule_sets_remove(&table[what * sets], i);
}

void begins_index(struct ruleset *rs)
{
	for (int layer = 0; layer < LAYERS_OVER_VIEW; layer++) {
		struct wake *w = &rs->wake[layer];
		size_t size = (START_TAG + rs->tags[layer].count) * w->sets;
		w->begins = ARENA_ARRAY(&rs->arena, rule_set, size);
		memset(w->begins, 0xFF, size * sizeof *w->begins);
		for (size_t i = rs->layer_first[layer]; i < rs->layer_first[layer + 1]; i++) {
			const struct rule *r = &rs->rule.at[i];
			if (pattern_compiles(r->pattern, r))
				begins_strike(rs, r, rule_begins_now(r), w->begins);
		}
	}
}

const uint64_t *rule_begins_now(const struct rule *r)
{
	struct pattern *p = r->pattern;
	pattern_need(p, r);
	pthread_mutex_lock(&p->lock);
	uint64_t *begins = atomic_load_explicit(&p->begins, memory_order_relaxed);
	if (!begins)
		begins = find_begins(p, r);
	atomic_store_explicit(&p->begins, begins, memory_order_release);
	pthread_mutex_unlock(&p->lock);
	return begins;
}
