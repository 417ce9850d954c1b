// SPDX-License-Identifier: MIT
// probe: another pattern in the place of a rule's own, whose work is watched: marks passed, steps taken, how far a try got
// (coverage, cost, why of ruletest).
#include "pattern.h"

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
	size_t item = expansion_origin(&p->expansion, block->pattern_position, p->pattern_length);
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
	struct fault unsaid;
	pcre2_code *code = pattern_compile(rs, r, pattern, counts ? PCRE2_AUTO_CALLOUT | PCRE2_NO_AUTO_POSSESS : 0, &e, &unsaid);
	if (!code) {
		expansion_release(&e);
		return NULL;
	}
	struct probe *p = vec_grow(NULL, &(size_t){0}, 1, sizeof *p);
	*p = (struct probe){.code = code, .limit = SIZE_MAX, .counts = counts, .expansion = e, .pattern_length = pattern.len};
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
	expansion_release(&p->expansion);
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
