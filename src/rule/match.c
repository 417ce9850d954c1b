// SPDX-License-Identifier: MIT
// match: runs a rule's pattern under limits of steps, depth and heap: by PCRE2's interpreter first, with JIT when it has run a
// few dozen times.
#include "pattern.h"

struct matcher {
	pcre2_match_data *data;
	pcre2_match_context *context;
};

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
		pattern_need(p, r);
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
