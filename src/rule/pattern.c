// SPDX-License-Identifier: MIT
// pattern: compiles expanded patterns with PCRE2; matches under limits. The only user of pcre2.
//
// Where no one checks the rules (ruleset_options.lazy), a pattern is compiled when its rule first runs: most rules of a pack
// never do on a short text, and PCRE2 takes more of a cold start than all their files. Brackets, classes, phrases and groups are
// checked at load even so; what only PCRE2 can tell is told then, ends the program as at load, and cannot have made a wrong
// record before, since the rule made none. ruletest compiles all at load.
//
// Over a view, a match is tried where it may begin: patterns are compiled to be anchored, and each knows the characters and tags
// that can be its first. Over raw text, PCRE2 searches.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/utf8.h"
#include "rule/private.h"

#define COMPILE_OPTIONS (PCRE2_UTF | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK)

struct pattern {
	pcre2_code *code;     // null before `compiled`
	atomic_bool compiled; // by PCRE2
	atomic_bool ready;    // JIT was tried
	atomic_bool limit_said;
	bool jit;
	atomic_uint ran; // how often, before it was ready
	pthread_mutex_t lock;
	uint32_t *group_number; // PCRE2's number of each rule.group
	const struct ruleset *rs;
	_Atomic(uint64_t *) begins; // over a view: as rule_begins; null until it is known
	atomic_uint asked;          // how often rule_begins was
};

struct matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_code_free(p->code);
	vec_free(atomic_load(&p->begins));
	pthread_mutex_destroy(&p->lock);
}

// ---- compiling --------------------------------------------------------------------------------------------------------

// PCRE2's numbers of the named groups: a name may stand for several, which come in the order of their numbers.
static void number_groups(struct pattern *p, const struct rule *r)
{
	uint32_t names = 0, width = 0;
	PCRE2_SPTR name_table = NULL;
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &names);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &width);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &name_table);
	for (size_t g = 0; g < r->groups; g++) {
		uint32_t best = UINT32_MAX;
		for (uint32_t i = 0; i < names; i++) {
			const unsigned char *row = name_table + i * width;
			uint32_t number = (uint32_t)row[0] << 8 | row[1];
			bool taken = false;
			for (size_t before = 0; before < g; before++)
				taken |= p->group_number[before] == number;
			if (!taken && number < best && slice_equal(slice_of((const char *)row + 2), r->group[g].name))
				best = number;
		}
		p->group_number[g] = best;
	}
}

// Whether all of a pattern stands behind one "^".
static bool begins_at_start(slice pattern)
{
	slice p = slice_trim(pattern);
	size_t depth = 0;
	if (!slice_starts(p, SLICE("^")))
		return false;
	for (size_t i = 0; i < p.len; i++) {
		char c = p.ptr[i];
		if (c == '\\') {
			i++;
		} else if (c == '[' || c == '#') {
			while (i + 1 < p.len && p.ptr[i] != (c == '[' ? ']' : '\n'))
				i++;
		} else if (c == '|' && depth == 0) {
			return false;
		}
		depth += c == '(' ? 1 : 0;
		depth -= c == ')' && depth ? 1 : 0;
	}
	return true;
}

// What is wrong with a pattern, and where.
struct fault {
	struct place at;
	char text[200];
};

static bool compile(struct pattern *p, const struct rule *r, struct fault *ret)
{
	struct expansion e = {0};
	size_t wrong_at;
	const char *wrong = pattern_expand(&e, p->rs, r, r->match, &wrong_at);
	int error;
	PCRE2_SIZE offset;
	uint32_t options = COMPILE_OPTIONS | (r->layer < LAYERS_OVER_VIEW ? PCRE2_ANCHORED : 0);
	p->code = wrong ? NULL : pcre2_compile((PCRE2_SPTR)e.text.ptr, e.text.len, options, &error, &offset, NULL);
	if (p->code) {
		number_groups(p, r);
		atomic_store_explicit(&p->compiled, true, memory_order_release);
	} else if (wrong) {
		ret->at = pattern_place(r, wrong_at);
		snprintf(ret->text, sizeof ret->text, "%s", wrong);
	} else {
		ret->at = pattern_place(r, offset < e.from.count ? e.from.at[offset] : r->match.len);
		pcre2_get_error_message(error, (PCRE2_UCHAR *)ret->text, sizeof ret->text);
	}
	out_release(&e.text);
	vec_release(&e.from);
	return p->code != NULL;
}

bool pattern_open(struct ruleset *rs, struct rule *r, struct diag *d)
{
	struct pattern *p = r->pattern = ARENA_NEW(&rs->arena, struct pattern);
	struct fault fault;
	size_t wrong_at;
	p->rs = rs;
	p->group_number = ARENA_ARRAY(&rs->arena, uint32_t, r->groups + 1);
	pthread_mutex_init(&p->lock, NULL);
	r->at_start = begins_at_start(r->match);
	if (rs->options.lazy) {
		const char *wrong = pattern_unbalanced(r->match, &wrong_at);
		return !wrong || diag_error(d, pattern_place(r, wrong_at), "rule '" SLICE_FMT "': %s", SLICE_ARG(r->id), wrong);
	}
	return compile(p, r, &fault) || diag_error(d, fault.at, "rule '" SLICE_FMT "': %s", SLICE_ARG(r->id), fault.text);
}

static void need_code(struct pattern *p, const struct rule *r)
{
	if (atomic_load_explicit(&p->compiled, memory_order_acquire))
		return;
	struct fault fault;
	pthread_mutex_lock(&p->lock);
	if (!atomic_load_explicit(&p->compiled, memory_order_relaxed) && !compile(p, r, &fault))
		die_at(fault.at, "rule '" SLICE_FMT "': %s", SLICE_ARG(r->id), fault.text);
	pthread_mutex_unlock(&p->lock);
}

bool rule_replace(struct ruleset *rs, struct rule *r, slice pattern, struct rule *ret_kept)
{
	struct diag unsaid;
	struct rule kept = *r;
	diag_gather(&unsaid, "ruletest");
	r->match = pattern;
	bool ok = pattern_open(rs, r, &unsaid);
	if (ok)
		*ret_kept = kept;
	else
		*r = kept;
	diag_release(&unsaid);
	return ok;
}

void rule_put_back(struct rule *r, const struct rule *kept)
{
	pattern_free(r->pattern);
	*r = *kept;
}

// ---- matching ---------------------------------------------------------------------------------------------------------

struct matcher *matcher_open(void)
{
	struct matcher *m = vec_grow(NULL, &(size_t){0}, 1, sizeof *m);
	m->data = pcre2_match_data_create(64, NULL);
	m->context = pcre2_match_context_create(NULL);
	if (!m->data || !m->context)
		die("out of memory");
	pcre2_set_match_limit(m->context, MATCH_STEPS_MAX);
	pcre2_set_depth_limit(m->context, MATCH_DEPTH_MAX);
	pcre2_set_heap_limit(m->context, MATCH_HEAP_KIB_MAX);
	return m;
}

void matcher_close(struct matcher *m)
{
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
	vec_free(m);
}

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

// Behind the group that opens at an offset of a pattern whose brackets fit.
static size_t group_end(slice p, size_t at)
{
	size_t depth = 0;
	for (; at < p.len; at++) {
		char c = p.ptr[at];
		if (c == '\\')
			at++;
		else if (c == '[')
			while (at + 1 < p.len && p.ptr[at + 1] != ']')
				at += p.ptr[at + 1] == '\\' ? 2 : 1;
		else if (c == '(')
			depth++;
		else if (c == ')' && --depth == 0)
			return at + 1;
	}
	return p.len;
}

// The pattern without what it asks to stand before a place: for a character alone, nothing does.
static pcre2_code *compile_without_look_behinds(const struct pattern *p, const struct rule *r)
{
	struct expansion e = {0};
	struct out text = {0};
	int error;
	PCRE2_SIZE offset;
	size_t wrong_at, at = 0;
	while (at < r->match.len) {
		size_t found = slice_find(slice_from(r->match, at), SLICE("(?<="));
		size_t opens = found == NOT_FOUND ? r->match.len : at + found;
		out_bytes(&text, slice_sub(r->match, at, opens));
		out_bytes(&text, found == NOT_FOUND ? SLICE("") : SLICE("(?:)"));
		at = group_end(r->match, opens);
	}
	pattern_expand(&e, p->rs, r, (slice){text.ptr, text.len}, &wrong_at);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)e.text.ptr, e.text.len, COMPILE_OPTIONS | PCRE2_ANCHORED, &error, &offset, NULL);
	out_release(&text);
	out_release(&e.text);
	vec_release(&e.from);
	return code;
}

static uint64_t *find_begins(const struct pattern *p, const struct rule *r)
{
	size_t tags = p->rs->tags[r->layer].count;
	uint64_t *begins = vec_grow(NULL, &(size_t){0}, (START_TAG + tags) / 64 + 1, sizeof *begins);
	memset(begins, 0, ((START_TAG + tags) / 64 + 1) * sizeof *begins);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	pcre2_code *bare = slice_find(r->match, SLICE("(?<=")) == NOT_FOUND ? p->code : compile_without_look_behinds(p, r);
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

// To compile with JIT costs as much as this many matches of the interpreter, so a few sentences are done before.
enum { RAN_BEFORE_JIT = 60 };

static bool is_ready(struct pattern *p)
{
	return atomic_load_explicit(&p->ready, memory_order_acquire);
}

static void make_ready(struct pattern *p)
{
	pthread_mutex_lock(&p->lock);
	if (!atomic_load_explicit(&p->ready, memory_order_relaxed)) {
		p->jit = pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE) == 0; // without JIT, the interpreter does it
		atomic_store_explicit(&p->ready, true, memory_order_release);
	}
	pthread_mutex_unlock(&p->lock);
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

const uint64_t *rule_begins_now(const struct rule *r)
{
	struct pattern *p = r->pattern;
	need_code(p, r);
	pthread_mutex_lock(&p->lock);
	uint64_t *begins = atomic_load_explicit(&p->begins, memory_order_relaxed);
	if (!begins)
		begins = find_begins(p, r);
	atomic_store_explicit(&p->begins, begins, memory_order_release);
	pthread_mutex_unlock(&p->lock);
	return begins;
}

static void say_limit(const struct rule *r, int code, struct diag *d)
{
	if (atomic_exchange(&r->pattern->limit_said, true))
		return;
	unsigned char why[200] = "";
	pcre2_get_error_message(code, why, sizeof why);
	diag_error(d, r->at, "rule '" SLICE_FMT "': %s; its other matches in such sentences are lost, the other rules go on",
			   SLICE_ARG(r->id), (const char *)why);
}

// The interpreter counts its steps otherwise than JIT; what JIT says of the limits holds, however often the rule ran before.
static int find(struct pattern *p, const struct rule *r, struct matcher *m, slice subject, size_t from)
{
	PCRE2_SPTR text = (PCRE2_SPTR)subject.ptr;
	if (!is_ready(p)) {
		need_code(p, r);
		int found = PCRE2_ERROR_MATCHLIMIT;
		if (atomic_fetch_add_explicit(&p->ran, 1, memory_order_relaxed) < RAN_BEFORE_JIT)
			found = pcre2_match(p->code, text, subject.len, from, PCRE2_NO_UTF_CHECK, m->data, m->context);
		if (found >= 0 || found == PCRE2_ERROR_NOMATCH)
			return found;
		make_ready(p);
	}
	return (p->jit ? pcre2_jit_match : pcre2_match)(p->code, text, subject.len, from, PCRE2_NO_UTF_CHECK, m->data, m->context);
}

bool rule_match(const struct rule *r, struct matcher *m, slice subject, size_t from, struct captures *ret, struct diag *d)
{
	int found = find(r->pattern, r, m, subject, from);
	if (found < 0) {
		if (found != PCRE2_ERROR_NOMATCH)
			say_limit(r, found, d);
		return false;
	}
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(m->data);
	ret->whole = (span){at[0], at[1]};
	for (size_t g = 0; g < r->groups; g++) {
		uint32_t n = r->pattern->group_number[g];
		bool took_part = n < (uint32_t)(found ? found : 64) && at[2 * n] != PCRE2_UNSET;
		ret->group[g] = took_part ? (span){at[2 * n], at[2 * n + 1]} : NO_GROUP;
	}
	return true;
}

// ---- probing ----------------------------------------------------------------------------------------------------------

struct probe {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	int found;
	size_t steps, limit;
	bool counts, gave_up, passed[PROBE_MARKS];
	struct expansion expansion; // where the pattern that PCRE2 sees came from
	size_t pattern_length, furthest_item;
	span furthest;
	bool tried;
};

static void note_furthest(struct probe *p, const pcre2_callout_block *block)
{
	span now = {block->start_match, block->current_position};
	size_t item =
		block->pattern_position < p->expansion.from.count ? p->expansion.from.at[block->pattern_position] : p->pattern_length;
	size_t length = now.end > now.start ? span_length(now) : 0, best = span_length(p->furthest);
	if (p->tried && (length < best || (length == best && item <= p->furthest_item)))
		return;
	p->furthest = now.end > now.start ? now : (span){now.start, now.start};
	p->furthest_item = item;
	p->tried = true;
}

static int on_callout(pcre2_callout_block *block, void *probe)
{
	struct probe *p = probe;
	if (p->counts)
		note_furthest(p, block);
	else if (block->callout_number < PROBE_MARKS)
		p->passed[block->callout_number] = true;
	return ++p->steps > p->limit ? PCRE2_ERROR_CALLOUT : 0;
}

struct probe *probe_open(const struct ruleset *rs, const struct rule *r, slice pattern, bool counts)
{
	struct expansion e = {0};
	int error;
	PCRE2_SIZE offset;
	size_t wrong_at;
	const char *wrong = pattern_expand(&e, rs, r, pattern, &wrong_at);
	uint32_t options = COMPILE_OPTIONS | (counts ? PCRE2_AUTO_CALLOUT | PCRE2_NO_AUTO_POSSESS : 0);
	pcre2_code *code = wrong ? NULL : pcre2_compile((PCRE2_SPTR)e.text.ptr, e.text.len, options, &error, &offset, NULL);
	out_release(&e.text);
	if (!code) {
		vec_release(&e.from);
		return NULL;
	}
	struct probe *p = vec_grow(NULL, &(size_t){0}, 1, sizeof *p);
	*p = (struct probe){.code = code, .limit = SIZE_MAX, .counts = counts, .expansion = e, .pattern_length = pattern.len};
	p->expansion.text = (struct out){0};
	p->data = pcre2_match_data_create_from_pattern(code, NULL);
	p->context = pcre2_match_context_create(NULL);
	if (!p->data || !p->context)
		die("out of memory");
	pcre2_set_callout(p->context, on_callout, p);
	pcre2_set_depth_limit(p->context, MATCH_STEPS_MAX);
	if (!counts)
		pcre2_set_match_limit(p->context, MATCH_STEPS_MAX);
	return p;
}

void probe_close(struct probe *p)
{
	if (!p)
		return;
	pcre2_code_free(p->code);
	pcre2_match_data_free(p->data);
	pcre2_match_context_free(p->context);
	vec_release(&p->expansion.from);
	vec_free(p);
}

bool probe_search(struct probe *p, slice subject, size_t from, span *ret)
{
	p->found = pcre2_match(p->code, (PCRE2_SPTR)subject.ptr, subject.len, from, PCRE2_NO_UTF_CHECK, p->data, p->context);
	if (p->found < 0) {
		p->gave_up |= p->found != PCRE2_ERROR_NOMATCH;
		return false;
	}
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
	*ret = (span){at[0], at[1]};
	return true;
}

bool probe_took(const struct probe *p, uint32_t n)
{
	return p->found > 0 && n < (uint32_t)p->found && pcre2_get_ovector_pointer(p->data)[2 * n] != PCRE2_UNSET;
}

uint64_t probe_print(const struct probe *p)
{
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(p->data);
	uint64_t print = 0xcbf29ce484222325;
	for (int i = 0; i < 2 * p->found; i++)
		print = (print ^ at[i]) * 0x100000001b3;
	return print;
}

bool probe_passed(const struct probe *p, uint32_t n)
{
	return n < PROBE_MARKS && p->passed[n];
}

size_t probe_steps(struct probe *p, size_t limit)
{
	size_t steps = p->steps;
	p->steps = 0;
	p->limit = limit;
	p->gave_up = false;
	return steps;
}

bool probe_furthest(const struct probe *p, span *ret_subject, size_t *ret_pattern)
{
	*ret_subject = p->furthest;
	*ret_pattern = p->furthest_item;
	return p->tried;
}

bool probe_gave_up(const struct probe *p)
{
	return p->gave_up;
}
