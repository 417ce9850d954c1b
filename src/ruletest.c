// SPDX-License-Identifier: MIT
// ruletest: runs the examples that stand in the rule files, and says which rules do not do what they show.
#include <stdlib.h>
#include <unistd.h>

#include "base/cli.h"
#include "workshop/workshop.h"

#include "base/banned.h"

struct settings {
	size_t workers, threshold, budget;
	const char *rules, *date;
	bool tap, verbose, coverage, cost;
};

static bool has_colour(void)
{
	return isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
}

// Coverage and cost, where they are asked for; false: a threshold or budget is not kept.
static bool measure(const struct settings *s, const struct checks *checks, struct out *o)
{
	bool kept = true;
	if (s->coverage || s->threshold) {
		struct coverage c;
		coverage_measure(&c, checks);
		coverage_report(o, &c, s->verbose);
		kept = coverage_percent(&c) >= (double)s->threshold;
		if (!kept)
			out_format(o, "coverage is below the threshold of %zu%%\n", s->threshold);
		coverage_release(&c);
	}
	if (s->cost) {
		struct costs c;
		costs_measure(&c, checks, s->budget);
		costs_report(o, &c, s->verbose);
		kept &= c.failures == 0;
		costs_release(&c);
	}
	return kept;
}

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
			report_people(&o, &checks, has_colour(), s->verbose);
		bool kept = measure(s, &checks, &o);
		status = checks_fail(&checks) || !kept || d->errors ? EXIT_BAD_INPUT : EXIT_DONE;
		checks_release(&checks);
	}
	packs_release(&packs);
	out_flush(&o);
	out_release(&o);
	return status;
}

static int tell_why(const struct settings *s, const char *id, const char *text, struct diag *d)
{
	struct packs packs;
	struct out o = {0};
	const struct pack *pack;
	int status = EXIT_USAGE;
	if (packs_load(&packs, cli_rules(s->rules), d)) {
		const struct rule *r = packs_find(&packs, slice_of(id), &pack);
		if (!r)
			die("no rule '%s'", id);
		why(&o, pack, r, slice_of(text), slice_of(s->date), d);
		status = EXIT_DONE;
	}
	packs_release(&packs);
	out_flush(&o);
	out_release(&o);
	return status;
}

int main(int argc, char **argv)
{
	struct settings s = {.workers = 1, .budget = 10000};
	const struct cli_option options[] = {
		{0, "rules", "DIR", "the folder of the rule packs (why)", NULL, &s.rules, NULL},
		{0, "date", "YYYY-MM-DD", "the document's date (why)", NULL, &s.date, NULL},
		{0, "tap", NULL, "write TAP 14", &s.tap, NULL, NULL},
		{0, "coverage", NULL, "tell which alternatives, optional parts and groups of the patterns no example exercises",
		 &s.coverage, NULL, NULL},
		{0, "coverage-threshold", "N", "fail where the examples exercise less than N percent of them", NULL, NULL, &s.threshold},
		{0, "cost", NULL, "count the matcher's steps, and fail a rule whose work grows faster than the text", &s.cost, NULL,
		 NULL},
		{0, "cost-budget", "N", "steps that a rule may take on an example (default 10000)", NULL, NULL, &s.budget},
		{'v', "verbose", NULL, "show the checks that are fine, too, and all rows of tables", &s.verbose, NULL, NULL},
		{'j', "jobs", "N", "run N checks at once; the output is the same", NULL, NULL, &s.workers},
	};
	const struct cli cli = {"ruletest",
							"ruletest [OPTION]… [PATH]\n       ruletest [OPTION]… why RULE TEXT",
							"Runs the examples of the rules in PATH, a folder of rule packs or one rule file (default: the packs "
							"beside the program).",
							options,
							sizeof options / sizeof *options,
							"a rule failed one of its examples, or a limit",
							"only lint found something"};
	diag_start("ruletest");
	int files = cli_read(&cli, argc, argv), status;
	struct diag d;
	diag_init(&d, "ruletest");
	if (s.workers < 1 || s.workers > WORKERS_MAX)
		die("-j wants a number from 1 to %d", WORKERS_MAX);
	if (files && slice_equal(slice_of(argv[1]), SLICE("why"))) {
		if (files != 3)
			die("expected: ruletest why RULE TEXT");
		status = tell_why(&s, argv[2], argv[3], &d);
	} else {
		if (files > 1)
			die("more than one PATH: '%s'", argv[2]);
		status = test_path(&s, files ? argv[1] : cli_rules(s.rules), &d);
	}
	int ended = diag_exit(&d);
	return ended == EXIT_USAGE ? ended : status;
}
