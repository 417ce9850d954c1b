// SPDX-License-Identifier: MIT
// crosscheck: adds a conflict record for each disagreement among the claims of a stream of records.
//
// Reads records (JSON lines) from files or stdin; writes them on unchanged and in order, and what it found. Exits 3 with
// --fail-on when something was found.
#include "crosscheck/crosscheck.h"

#include "base/cli.h"
#include "base/input.h"

#include "base/banned.h"

#define OUT_PIECE ((size_t)1 << 16)

static void read_file(struct crosscheck *c, const char *name, struct out *o, struct diag *d)
{
	struct input in;
	if (!input_open(&in, name, d))
		return;
	slice line;
	bool ended;
	while (input_line(&in, &line, &ended, d)) {
		crosscheck_line(c, line, input_place(&in), o, d);
		if (o->len >= OUT_PIECE)
			out_flush(o);
	}
	input_close(&in);
}

// The least severity that --fail-on looks at.
static slice severity_of(const char *fail_on)
{
	slice s = slice_of(fail_on);
	if (slice_equal(s, SLICE("conflict")) || slice_equal(s, SLICE("low")))
		return SLICE("low");
	if (slice_equal(s, SLICE("medium")) || slice_equal(s, SLICE("high")))
		return s;
	die("--fail-on %s: expected conflict, low, medium or high", fail_on);
}

int main(int argc, char **argv)
{
	struct crosscheck_options options = {0};
	const char *rules = NULL, *against = NULL, *fail_on = NULL;
	const struct cli_option option[] = {
		{.name = "against",
		 .argument = "FILE",
		 .help = "also compare with the claims in FILE, which are taken as reference",
		 .value = &against},
		{.name = "fail-on",
		 .argument = "WHAT",
		 .help = "exit 3 when there is one: conflict, or of at least low, medium, high severity",
		 .value = &fail_on},
		{.name = "rules", .argument = "DIR", .help = "the rules' folder", .value = &rules},
		{.name = "sorted", .help = "the input is claims sorted by topic: bounded memory", .flag = &options.sorted},
		{.name = "updates", .help = "also write records of kind update: figures that merely moved", .flag = &options.updates},
		{.name = "within", .help = "compare within documents only", .flag = &options.within},
	};
	const struct cli cli = {"crosscheck",
							"crosscheck [OPTION]… [FILE]…",
							"Adds a conflict record for each disagreement among claims.",
							option,
							sizeof option / sizeof *option,
							NULL,
							"with --fail-on: there is such a conflict"};
	diag_start(cli.program);
	int count = cli_read(&cli, argc, argv);
	slice severity = fail_on ? severity_of(fail_on) : SLICE_NULL;
	struct diag d;
	diag_init(&d, cli.program);
	options.rules = cli_rules(rules);
	struct crosscheck *c = crosscheck_open(&options, &d);
	if (!c || (against && !crosscheck_reference(c, against, &d))) {
		if (c)
			crosscheck_close(c);
		return EXIT_USAGE;
	}
	struct out o = {0};
	struct cli_files files = cli_files(count, argv);
	for (size_t i = 0; i < files.count; i++)
		read_file(c, files.name[i], &o, &d);
	crosscheck_end(c, &o, &d);
	out_flush(&o);
	out_release(&o);
	bool flagged = fail_on && crosscheck_flagged(c, severity) > 0;
	crosscheck_close(c);
	int status = diag_exit(&d);
	return status == EXIT_DONE && flagged ? EXIT_FLAGGED : status;
}
