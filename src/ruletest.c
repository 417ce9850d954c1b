// SPDX-License-Identifier: MIT
// ruletest: runs the examples that stand in the rule files, and says which rules do not do what they show.
#include <stdlib.h>
#include <unistd.h>

#include "base/cli.h"
#include "workshop/workshop.h"

#include "base/banned.h"

struct settings {
	size_t workers;
	bool tap, verbose;
};

static int test_path(const struct settings *s, const char *path, struct diag *d)
{
	struct packs packs;
	struct checks checks;
	struct out o = {0};
	int status = EXIT_USAGE;
	if (packs_load(&packs, path, d)) {
		checks_run(&checks, &packs, s->workers, d);
		if (s->tap)
			report_tap(&o, &checks);
		else
			report_people(&o, &checks, isatty(STDOUT_FILENO) && !getenv("NO_COLOR"), s->verbose);
		status = checks_fail(&checks) || d->errors ? EXIT_BAD_INPUT : EXIT_DONE;
		checks_release(&checks);
	}
	packs_release(&packs);
	out_flush(&o);
	out_release(&o);
	return status;
}

int main(int argc, char **argv)
{
	struct settings s = {.workers = 1};
	const struct cli_option options[] = {
		{0, "tap", NULL, "write TAP 14", &s.tap, NULL, NULL},
		{'v', "verbose", NULL, "show the checks that are fine, too", &s.verbose, NULL, NULL},
		{'j', "jobs", "N", "run N checks at once; the output is the same", NULL, NULL, &s.workers},
	};
	const struct cli cli = {"ruletest",
							"ruletest [OPTION]… [PATH]",
							"Runs the examples of the rules in PATH, a folder of rule packs or one rule file (default: the packs "
							"beside the program).",
							options,
							sizeof options / sizeof *options,
							"a rule failed one of its examples",
							"only lint found something"};
	diag_start("ruletest");
	int files = cli_read(&cli, argc, argv);
	struct diag d;
	diag_init(&d, "ruletest");
	if (s.workers < 1 || s.workers > WORKERS_MAX)
		die("-j wants a number from 1 to %d", WORKERS_MAX);
	if (files > 1)
		die("more than one PATH: '%s'", argv[2]);
	int status = test_path(&s, files ? argv[1] : cli_rules(NULL), &d);
	int ended = diag_exit(&d);
	return ended == EXIT_USAGE ? ended : status;
}
