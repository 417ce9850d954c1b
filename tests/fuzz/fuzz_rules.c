// SPDX-License-Identifier: MIT
// fuzz_rules: any text as the one rule file of a pack: it loads, or says why not, as a whole and with what is wrong left out.
#include <stdlib.h>

#include "fuzz.h"
#include "pack.h"
#include "rule/rule.h"

static struct diag messages;

void fuzz_open(const char *rules)
{
	(void)rules;
	diag_gather(&messages, "fuzz");
	pack_open("rules");
}

void fuzz_one(slice input)
{
	pack_write(input);
	messages.gathered_len = 0;
	size_t before = messages.errors;
	struct ruleset_options options = {.examples = true, .view = true, .raw = true};
	struct ruleset *rs = ruleset_load(pack_folder(), SLICE("en"), options, &messages);
	size_t mistakes = messages.errors - before;
	if (!rs != (mistakes > 0)) // a failure without a word, or a word without failure
		abort();
	ruleset_free(rs);
	options.partial = true;
	rs = ruleset_load(pack_folder(), SLICE("en"), options, &messages);
	if (!rs || rs->mistakes != mistakes)
		abort();
	ruleset_free(rs);
}

void fuzz_close(void)
{
	pack_close();
	diag_release(&messages);
}
