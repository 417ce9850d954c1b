// SPDX-License-Identifier: MIT
// pattern: a rule's pattern as PCRE2 has it, for the files that compile it (pattern.c), match with it (match.c, begins.c) and
// watch it work (probe.c). The only includer of pcre2.h.
//
// Where no one checks the rules (ruleset_options.lazy), a pattern is compiled when its rule first runs: most rules of a pack
// never do on a short text, and PCRE2 takes more of a cold start than all their files. Brackets, classes, phrases and groups are
// checked at load even so; what only PCRE2 can tell is told then, ends the program as at load, and cannot have made a wrong
// record before, since the rule made none. ruletest compiles all at load.
//
// Frozen rules have their patterns as PCRE2 compiled them (PCRE2 takes back only what the same version of it wrote).
//
// Over a view, a match is tried where it may begin: patterns are compiled to be anchored, and each knows the characters and tags
// that can be its first. Over raw text, PCRE2 searches.
#ifndef RULE_PATTERN_H
#define RULE_PATTERN_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdatomic.h>

#include "rule/private.h"

struct pattern {
	slice frozen;         // the code as PCRE2 writes it down for its own version; null: it did not
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

// What is wrong with a pattern, and where in it.
struct fault {
	size_t at;
	char text[200];
};

// Compiles a pattern in the place of the rule's own, with options beside those that all patterns have. `ret_expansion`, empty
// before, is what PCRE2 saw, and the caller's to release. Null: ret_fault tells why.
pcre2_code *pattern_compile(const struct ruleset *rs, const struct rule *r, slice pattern, uint32_t options,
							struct expansion *ret_expansion, struct fault *ret_fault);

// Whether the rule's pattern, which is compiled by that, is one for PCRE2. Only one thread may ask.
bool pattern_compiles(struct pattern *p, const struct rule *r);
// Compiles the rule's pattern where that has waited for its first run.
void pattern_need(struct pattern *p, const struct rule *r);

#endif
