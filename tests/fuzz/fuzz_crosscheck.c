// SPDX-License-Identifier: MIT
// fuzz_crosscheck: any lines as a stream of records.
#include "crosscheck/crosscheck.h"
#include "fuzz.h"

static struct diag messages;
static struct crosscheck_options options = {.updates = true};
static struct out records;

void fuzz_open(const char *rules)
{
	diag_gather(&messages, "fuzz");
	options.rules = rules;
}

void fuzz_one(slice input)
{
	struct place at = {.file = "fuzz", .line = 1};
	slice rest = input, line;
	records.len = 0;
	messages.gathered_len = 0;
	struct crosscheck *c = crosscheck_open(&options, &messages);
	if (!c)
		die("no tables at '%s'", options.rules);
	for (; rest.len && (line = slice_cut(&rest, '\n')).ptr; at.line++)
		crosscheck_line(c, line, at, &records, &messages);
	crosscheck_end(c, &records, &messages);
	crosscheck_close(c);
}

void fuzz_close(void)
{
	out_release(&records);
	diag_release(&messages);
}
