// SPDX-License-Identifier: MIT
// Patterns: expands {class} references and compiles with PCRE2; matches under limits. The only user of pcre2.
//
// Over a view, {class} becomes a character class of the tags that stand for it: {number:day} -> [\x{e003}\x{e007}-\x{e009}]. Over
// raw text it becomes an alternation of the class's words. A match begins and ends at word boundaries: PCRE2's \b takes a tag for
// no word character, so \b next to a tag would silently never match; it is rewritten with the class WORD, and the tag is a
// boundary by itself.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>

#include "base/line.h"
#include "rule/private.h"

// Letters and digits of the view: ASCII lower case, and other scripts below the tags.
#define WORD "[0-9A-Za-z_\\x{aa}\\x{b5}\\x{ba}\\x{c0}-\\x{1fff}\\x{2c00}-\\x{d7ff}]"
// The same and any tag.
#define ANY "[0-9A-Za-z_\\x{aa}\\x{b5}\\x{ba}\\x{c0}-\\x{1fff}\\x{2c00}-\\x{d7ff}\\x{e000}-\\x{f8ff}]"
#define BOUNDARY \
	"(?:(?<=" WORD ")(?!" WORD ")|(?<!" WORD ")(?=" WORD \
	")|(?<![^ ])|(?![^ ])|(?<=[\\x{e000}-\\x{f8ff}])|(?=[\\x{e000}-\\x{f8ff}]))"

#define COMPILE_OPTIONS (PCRE2_UTF | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK)

struct pattern {
	pcre2_code *code;
	atomic_bool ready, limit_said;
	pthread_mutex_t lock;
	uint32_t *group_number; // PCRE2's number of each rule.group
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
	pthread_mutex_destroy(&p->lock);
}

// ---- expansion --------------------------------------------------------------------------------------------------------

// The expanded pattern, and where each of its bytes came from.
struct expansion {
	struct out text;
	VEC(size_t) from;
};

static void expand(struct expansion *e, slice text, size_t from)
{
	out_bytes(&e->text, text);
	while (e->from.count < e->text.len)
		vec_push(&e->from, from);
}

static bool tag_matches(const struct tag *t, slice name, uint16_t class)
{
	return reference_is_word(name) ? !t->punctuation : class_list_has(&t->classes, class);
}

static void expand_tags(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice name, bool in_class,
						size_t from)
{
	const struct layer_tags *tags = &rs->tags[r->layer];
	uint16_t class = class_find(rs, name);
	char range[40];
	bool any = false, word = reference_is_word(name);
	if (word && !in_class)
		expand(e, SLICE("(?:" WORD "(?:" WORD "|['.-](?=" WORD "))*+|"), from);
	if (!in_class)
		expand(e, SLICE("["), from);
	for (size_t i = 0; i < tags->count; i++) {
		size_t end = i;
		while (end < tags->count && tag_matches(&tags->tag[end], name, class))
			end++;
		if (end == i)
			continue;
		int len = end - i == 1 ? snprintf(range, sizeof range, "\\x{%zx}", TAG_FIRST + i)
							   : snprintf(range, sizeof range, "\\x{%zx}-\\x{%zx}", TAG_FIRST + i, TAG_FIRST + end - 1);
		expand(e, (slice){range, (size_t)len}, from);
		any = true;
		i = end;
	}
	if (!any) // a class without words: a character that no view holds
		expand(e, SLICE("\\x{f8ff}"), from);
	if (!in_class)
		expand(e, word ? SLICE("])") : SLICE("]"), from);
}

static void expand_words(struct expansion *e, const struct ruleset *rs, slice name, size_t from)
{
	uint16_t class = class_find(rs, name);
	bool first = true;
	expand(e, SLICE("(?:"), from);
	for (size_t i = 0; i < lexicon_size(rs); i++) {
		const struct entry *entry = lexicon_entry(rs, i);
		for (const struct sense *s = entry->sense; s; s = s->next) {
			if (!class_is_in(rs, s->class, class))
				continue;
			expand(e, first ? SLICE("") : SLICE("|"), from);
			expand(e, rs->class.at[s->class].exact ? SLICE("\\Q") : SLICE("(?i:\\Q"), from);
			expand(e, entry->key, from);
			expand(e, rs->class.at[s->class].exact ? SLICE("\\E") : SLICE("\\E)"), from);
			first = false;
			break;
		}
	}
	expand(e, first ? SLICE("(?!))") : SLICE(")"), from);
}

static void expand_pattern(struct expansion *e, const struct ruleset *rs, const struct rule *r, slice p)
{
	bool raw = r->layer >= LAYERS_OVER_VIEW, in_class = false;
	expand(e, raw ? SLICE("") : SLICE("(?!(?<=" WORD ")" ANY ")(?:"), 0);
	for (size_t i = 0; i < p.len; i++) {
		char c = p.ptr[i];
		slice name = c == '{' ? reference_at(p, i) : SLICE_NULL;
		if (c == '\\' && i + 1 < p.len) {
			expand(e, !raw && !in_class && p.ptr[i + 1] == 'b' ? SLICE(BOUNDARY) : slice_sub(p, i, i + 2), i);
			i++;
		} else if (name.ptr) {
			if (raw)
				expand_words(e, rs, name, i);
			else
				expand_tags(e, rs, r, name, in_class, i);
			i += name.len + 1;
		} else {
			if (in_class)
				in_class = c != ']';
			else if (c == '[')
				in_class = true;
			expand(e, slice_sub(p, i, i + 1), i);
			if (c == '#' && !in_class) // a comment stands as it is
				while (i + 1 < p.len && p.ptr[i + 1] != '\n')
					expand(e, slice_sub(p, i + 1, i + 2), i), i++;
		}
	}
	expand(e, raw ? SLICE("") : SLICE("\n)(?!(?<=" ANY ")" WORD ")"), p.len);
}

// ---- compiling --------------------------------------------------------------------------------------------------------

// PCRE2's numbers of the named groups: a name may stand for several, which come in the order of their numbers.
static void number_groups(struct ruleset *rs, struct rule *r)
{
	struct pattern *p = r->pattern;
	uint32_t names = 0, width = 0;
	PCRE2_SPTR name_table = NULL;
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMECOUNT, &names);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMEENTRYSIZE, &width);
	pcre2_pattern_info(p->code, PCRE2_INFO_NAMETABLE, &name_table);
	p->group_number = ARENA_ARRAY(&rs->arena, uint32_t, r->groups + 1);
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
		p->group_number[g] = r->group[g].number = best;
	}
}

bool pattern_compile(struct ruleset *rs, struct rule *r, struct diag *d)
{
	struct expansion e = {0};
	expand_pattern(&e, rs, r, r->match);
	int error;
	PCRE2_SIZE offset;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)e.text.ptr, e.text.len, COMPILE_OPTIONS, &error, &offset, NULL);
	if (code) {
		r->pattern = ARENA_NEW(&rs->arena, struct pattern);
		r->pattern->code = code;
		pthread_mutex_init(&r->pattern->lock, NULL);
		number_groups(rs, r);
	} else {
		unsigned char why[200] = "";
		pcre2_get_error_message(error, why, sizeof why);
		size_t at = offset < e.from.count ? e.from.at[offset] : r->match.len;
		diag_error(d, pattern_place(r, at), "rule '" SLICE_FMT "': %s", SLICE_ARG(r->id), (const char *)why);
	}
	out_release(&e.text);
	vec_release(&e.from);
	return code != NULL;
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

// JIT is compiled when a rule first runs, so that a one-line run starts in milliseconds.
static void make_ready(struct pattern *p)
{
	pthread_mutex_lock(&p->lock);
	if (!atomic_load_explicit(&p->ready, memory_order_relaxed)) {
		pcre2_jit_compile(p->code, PCRE2_JIT_COMPLETE); // without JIT, the interpreter does it
		atomic_store_explicit(&p->ready, true, memory_order_release);
	}
	pthread_mutex_unlock(&p->lock);
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

bool rule_match(const struct rule *r, struct matcher *m, slice subject, size_t from, struct captures *ret, struct diag *d)
{
	struct pattern *p = r->pattern;
	if (!atomic_load_explicit(&p->ready, memory_order_acquire))
		make_ready(p);
	int found = pcre2_match(p->code, (PCRE2_SPTR)subject.ptr, subject.len, from, PCRE2_NO_UTF_CHECK, m->data, m->context);
	if (found < 0) {
		if (found != PCRE2_ERROR_NOMATCH)
			say_limit(r, found, d);
		return false;
	}
	const PCRE2_SIZE *at = pcre2_get_ovector_pointer(m->data);
	ret->whole = (span){at[0], at[1]};
	for (size_t g = 0; g < r->groups; g++) {
		uint32_t n = p->group_number[g];
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
	bool gave_up, passed[PROBE_MARKS];
};

static int on_callout(pcre2_callout_block *block, void *probe)
{
	struct probe *p = probe;
	if (block->callout_number < PROBE_MARKS)
		p->passed[block->callout_number] = true;
	return ++p->steps > p->limit ? PCRE2_ERROR_CALLOUT : 0;
}

struct probe *probe_open(const struct ruleset *rs, const struct rule *r, slice pattern, bool counts)
{
	struct expansion e = {0};
	int error;
	PCRE2_SIZE offset;
	expand_pattern(&e, rs, r, pattern);
	uint32_t options = COMPILE_OPTIONS | (counts ? PCRE2_AUTO_CALLOUT : 0);
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)e.text.ptr, e.text.len, options, &error, &offset, NULL);
	out_release(&e.text);
	vec_release(&e.from);
	if (!code)
		return NULL;
	struct probe *p = vec_grow(NULL, &(size_t){0}, 1, sizeof *p);
	*p = (struct probe){.code = code, .limit = SIZE_MAX};
	p->data = pcre2_match_data_create_from_pattern(code, NULL);
	p->context = pcre2_match_context_create(NULL);
	if (!p->data || !p->context)
		die("out of memory");
	pcre2_set_callout(p->context, on_callout, p);
	pcre2_set_depth_limit(p->context, MATCH_STEPS_MAX);
	return p;
}

void probe_close(struct probe *p)
{
	if (!p)
		return;
	pcre2_code_free(p->code);
	pcre2_match_data_free(p->data);
	pcre2_match_context_free(p->context);
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

bool probe_gave_up(const struct probe *p)
{
	return p->gave_up;
}
