// SPDX-License-Identifier: MIT
// fuzz_rules: any text as the one rule file of a pack: it loads, or says why not, as a whole and with what is wrong left out.
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "rule/rule.h"

static char folder[64], file[96];
static struct diag messages;

void fuzz_open(const char *rules)
{
	(void)rules;
	char part[96];
	diag_gather(&messages, "fuzz");
	snprintf(folder, sizeof folder, "/tmp/claimpipe-fuzz-%ld", (long)getpid());
	snprintf(file, sizeof file, "%s/en/a.yaml", folder);
	mkdir(folder, 0700);
	snprintf(part, sizeof part, "%s/common", folder);
	mkdir(part, 0700);
	snprintf(part, sizeof part, "%s/en", folder);
	mkdir(part, 0700);
}

void fuzz_one(slice input)
{
	FILE *f = fopen(file, "wb");
	if (!f || fwrite(input.ptr, 1, input.len, f) != input.len || fclose(f) != 0)
		die("cannot write '%s'", file);
	messages.gathered_len = 0;
	size_t before = messages.errors;
	struct ruleset_options options = {.examples = true, .view = true, .raw = true};
	struct ruleset *rs = ruleset_load(folder, SLICE("en"), options, &messages);
	size_t mistakes = messages.errors - before;
	if (!rs != (mistakes > 0)) // a failure without a word, or a word without failure
		abort();
	ruleset_free(rs);
	options.partial = true;
	rs = ruleset_load(folder, SLICE("en"), options, &messages);
	if (!rs || rs->mistakes != mistakes)
		abort();
	ruleset_free(rs);
}

void fuzz_close(void)
{
	static const char *const parts[] = {"/en/a.yaml", "/en", "/common", ""};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char path[96];
		snprintf(path, sizeof path, "%s%s", folder, parts[i]);
		remove(path);
	}
	diag_release(&messages);
}
