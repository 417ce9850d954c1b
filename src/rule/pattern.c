// SPDX-License-Identifier: MIT
// pattern: compiles expanded patterns with PCRE2, at load or when a rule first runs.
#include "pattern.h"

void pattern_free(struct pattern *p)
{
	if (!p)
		return;
	pcre2_code_free(p->code);
	vec_free(atomic_load(&p->begins));
	pthread_mutex_destroy(&p->lock);
}

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

pcre2_code *pattern_compile(const struct ruleset *rs, const struct rule *r, slice pattern, uint32_t options,
							struct expansion *ret_expansion, struct fault *ret_fault)
{
	struct expansion *e = ret_expansion;
	int error;
	PCRE2_SIZE offset;
	size_t wrong_at;
	const char *wrong = pattern_expand(e, rs, r, pattern, !(options & PCRE2_ANCHORED), &wrong_at);
	options |= PCRE2_UTF | PCRE2_EXTENDED | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_UTF_CHECK;
	pcre2_code *code = wrong ? NULL : pcre2_compile((PCRE2_SPTR)e->text.ptr, e->text.len, options, &error, &offset, NULL);
	if (code)
		return code;
	ret_fault->at = wrong ? wrong_at : expansion_origin(e, offset, pattern.len);
	if (wrong)
		snprintf(ret_fault->text, sizeof ret_fault->text, "%s", wrong);
	else
		pcre2_get_error_message(error, (PCRE2_UCHAR *)ret_fault->text, sizeof ret_fault->text);
	return NULL;
}

static bool compile(struct pattern *p, const struct rule *r, struct fault *ret)
{
	struct expansion e = {0};
	if (!p->frozen.ptr || pcre2_serialize_decode(&p->code, 1, (const uint8_t *)p->frozen.ptr, NULL) != 1)
		p->code = pattern_compile(p->rs, r, r->match, r->layer < LAYERS_OVER_VIEW ? PCRE2_ANCHORED : 0, &e, ret);
	expansion_release(&e);
	if (p->code) {
		number_groups(p, r);
		atomic_store_explicit(&p->compiled, true, memory_order_release);
	}
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
	return compile(p, r, &fault) ||
		   diag_error(d, pattern_place(r, fault.at), "rule '" SLICE_FMT "': %s", SLICE_ARG(r->id), fault.text);
}

bool pattern_compiles(struct pattern *p, const struct rule *r)
{
	struct fault unsaid;
	return p->compiled || compile(p, r, &unsaid);
}

void pattern_need(struct pattern *p, const struct rule *r)
{
	if (atomic_load_explicit(&p->compiled, memory_order_acquire))
		return;
	struct fault fault;
	pthread_mutex_lock(&p->lock);
	if (!atomic_load_explicit(&p->compiled, memory_order_relaxed) && !compile(p, r, &fault))
		die_at(pattern_place(r, fault.at), "rule '" SLICE_FMT "': %s", SLICE_ARG(r->id), fault.text);
	pthread_mutex_unlock(&p->lock);
}

void pattern_freeze(struct ruleset *rs, const struct rule *r)
{
	struct pattern *p = r->pattern;
	const pcre2_code *code = p->code;
	uint8_t *bytes;
	PCRE2_SIZE size;
	if (code && pcre2_serialize_encode(&code, 1, &bytes, &size, NULL) == 1) {
		p->frozen = arena_copy(&rs->arena, (slice){(const char *)bytes, size});
		pcre2_serialize_free(bytes);
	}
	pcre2_code_free(p->code);
	p->code = NULL;
	atomic_store(&p->compiled, false);
	vec_free(atomic_load(&p->begins));
	atomic_store(&p->begins, NULL);
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
