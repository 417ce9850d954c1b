// SPDX-License-Identifier: MIT
// ruletest: runs the examples that stand in the rule files, and says which rules do not do what they show.
#include <stdlib.h>
#include <unistd.h>

#include "base/cli.h"
#include "base/utf8.h"
#include "segment/segment.h"
#include "workshop/fmt.h"
#include "workshop/workshop.h"

#include "base/banned.h"

struct settings {
	size_t workers, threshold, budget, mutants_threshold;
	const char *rules, *date, *format, *colour, *explain, *lang, *profile, *against;
	bool tap, verbose, coverage, cost, mutants, crossfire, only_lint, check, robust, update, interactive;
};

// A report for programs; null: for people.
typedef void reporter(struct out *o, const struct results *r);

static reporter *reporter_of(const struct settings *s)
{
	static const struct {
		const char *name;
		reporter *reporter;
	} reporters[] = {
		{"people", NULL}, {"tap", report_tap}, {"junit", report_junit}, {"sarif", report_sarif}, {"jsonl", report_lines}};
	slice wanted = slice_of(s->format ? s->format : s->tap ? "tap" : "people");
	for (size_t i = 0; i < sizeof reporters / sizeof *reporters; i++)
		if (slice_equal(wanted, slice_of(reporters[i].name)))
			return reporters[i].reporter;
	die("unknown format '%s', expected people, tap, junit, sarif or jsonl", s->format);
}

static bool has_colour(const struct settings *s)
{
	slice wanted = slice_of(s->colour ? s->colour : "auto");
	if (slice_equal(wanted, SLICE("always")) || slice_equal(wanted, SLICE("never")))
		return wanted.ptr[0] == 'a';
	if (!slice_equal(wanted, SLICE("auto")))
		die("--color wants auto, always or never, found '%s'", s->colour);
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	return isatty(STDOUT_FILENO) && !(no && *no) && !(term && slice_equal(slice_of(term), SLICE("dumb")));
}

// Coverage, cost and mutants, where they are asked for: what fails becomes results, the tables go to `tables`.
//
// Where something is not loaded, its examples are not there either: no threshold is judged.
static void measure(const struct settings *s, const struct packs *packs, const struct checks *checks, bool whole,
					struct results *r, struct out *tables, struct diag *d)
{
	if (s->coverage || s->threshold) {
		struct coverage c;
		coverage_measure(&c, checks);
		coverage_report(tables, &c, s->verbose);
		results_add_coverage(r, &c, whole ? s->threshold : 0);
		coverage_release(&c);
	}
	if (s->cost) {
		struct costs c;
		costs_measure(&c, checks, s->budget);
		costs_report(tables, &c, s->verbose);
		results_add_costs(r, &c);
		costs_release(&c);
	}
	if (s->crossfire)
		crossfire_report(tables, packs, checks);
	if (s->mutants || s->mutants_threshold) {
		struct mutants m;
		mutants_run(&m, packs, checks, d);
		mutants_report(tables, &m);
		results_add_mutants(r, &m, whole ? s->mutants_threshold : 0);
		mutants_release(&m);
	}
}

// Failures first: lint alone has a status of its own.
static int status_of(const struct results *r, const struct diag *d)
{
	int status = d->errors ? EXIT_BAD_INPUT : EXIT_DONE;
	for (size_t i = 0; i < r->at.count; i++) {
		if (r->at.at[i].outcome == OUTCOME_FAIL)
			return EXIT_BAD_INPUT;
		if (r->at.at[i].outcome == OUTCOME_LINT && status == EXIT_DONE)
			status = EXIT_FLAGGED;
	}
	return status;
}

static int test_paths(const struct settings *s, const char *const *path, size_t paths, struct diag *d)
{
	struct packs packs;
	struct out o = {0}, tables = {0};
	reporter *report = reporter_of(s);
	bool colour = has_colour(s);
	int status = EXIT_USAGE;
	struct results results = {0};
	struct diag mistakes;
	arena_init(&results.arena);
	diag_gather(&mistakes, d->program);
	bool whole = packs_load(&packs, path, paths, &mistakes), any = packs.at.count > 0;
	struct checks checks = {0};
	struct findings findings = {0};
	if (any) {
		checks_run(&checks, &packs, s->robust, s->workers, d);
		lint_run(&findings, &packs, &checks, s->only_lint);
		if (!s->only_lint) {
			results_add_checks(&results, &checks);
			fixtures_run(&results, &packs, s->update ? FIXTURES_UPDATE : s->interactive ? FIXTURES_ASK : FIXTURES_TELL, d);
			measure(s, &packs, &checks, whole, &results, &tables, d);
		}
		results.rules = checks.rule.count;
		results_add_findings(&results, &findings);
	}
	results_add_mistakes(&results, (slice){mistakes.gathered, mistakes.gathered_len}, d->program);
	results_sort(&results);
	if (whole)
		status = status_of(&results, d);
	if (report) {
		report(&o, &results);
	} else if (any) {
		report_people(&o, &results, colour, s->verbose);
		out_bytes(&o, (slice){tables.ptr, tables.len});
	}
	if (report || !any) // in what people read they are at their places
		diag_flush_into(d, &mistakes);
	diag_release(&mistakes);
	results_release(&results);
	lint_release(&findings);
	checks_release(&checks);
	packs_release(&packs);
	out_flush(&o);
	out_release(&o);
	out_release(&tables);
	return status;
}

static bool is_day(slice text)
{
	return text.len == strlen("YYYY-MM-DD") && segment_day(text).ptr;
}

static int tell_why(const struct settings *s, const char *id, const char *text, struct diag *d)
{
	struct packs packs;
	struct out o = {0};
	const struct pack *pack;
	int status = EXIT_USAGE;
	bool whole = packs_load(&packs, (const char *[]){cli_rules(s->rules)}, 1, d);
	const struct rule *r = packs_find(&packs, slice_of(id), &pack);
	if (r)
		why(&o, pack, r, slice_of(text), slice_of(s->date), d);
	else
		diag_error(d, (struct place){0}, "no rule '%s'%s", id, whole ? "" : " is loaded");
	if (r && whole)
		status = EXIT_DONE;
	packs_release(&packs);
	out_flush(&o);
	out_release(&o);
	return status;
}

// Formats rule files in place; with --check it only tells which are not in their canonical form.
static int format_paths(const struct settings *s, int paths, char **path, struct diag *d)
{
	struct out o = {0};
	int status = rules_format_paths((size_t)paths, path, s->check, &o, d);
	out_flush(&o);
	out_release(&o);
	return status;
}

// The pack of --lang, else the first.
static const struct pack *pack_of(const struct settings *s, const struct packs *p)
{
	for (size_t i = 0; i < p->at.count; i++)
		if (!s->lang || slice_equal(p->at.at[i].lang, slice_of(s->lang)))
			return &p->at.at[i];
	die("there is no pack for --lang '%s'", s->lang);
}

static int tell_profile(const struct settings *s, const char *path, struct diag *d)
{
	struct packs packs;
	struct out o = {0};
	int status = EXIT_USAGE;
	if (packs_load(&packs, &path, 1, d))
		status = profile(&o, pack_of(s, &packs), s->profile, s->verbose, d) ? EXIT_DONE : EXIT_USAGE;
	packs_release(&packs);
	out_flush(&o);
	out_release(&o);
	return status;
}

static int tell_against(const struct settings *s, int files, char **corpus, struct diag *d)
{
	struct packs before, after;
	struct out o = {0};
	int status = EXIT_USAGE;
	bool as_lines = s->format && slice_equal(slice_of(s->format), SLICE("jsonl"));
	if (s->format && !as_lines && !slice_equal(slice_of(s->format), SLICE("people")))
		die("--against writes --format people or jsonl, not '%s'", s->format);
	bool ok = packs_load(&before, &s->against, 1, d);
	if (packs_load(&after, (const char *[]){cli_rules(s->rules)}, 1, d) && ok)
		status =
			against(&o, pack_of(s, &before), pack_of(s, &after), corpus, (size_t)files, as_lines, d) ? EXIT_DONE : EXIT_USAGE;
	packs_release(&before);
	packs_release(&after);
	out_flush(&o);
	out_release(&o);
	return status;
}

static int tell_code(const char *code)
{
	struct out o = {0};
	const struct lint_code *c = lint_code_find(slice_of(code));
	const char *meaning = result_meaning(slice_of(code));
	if (c)
		lint_explain(&o, c);
	else if (meaning)
		out_format(&o, "%s: %s\n", code, meaning);
	else
		lint_list_codes(&o);
	if (!c && !meaning)
		diag_error(&(struct diag){.program = "ruletest"}, (struct place){0}, "unknown code '%s', expected one of these", code);
	out_flush(&o);
	out_release(&o);
	return c || meaning ? EXIT_DONE : EXIT_USAGE;
}

int main(int argc, char **argv)
{
	struct settings s = {.workers = 1, .budget = 10000};
	const struct cli_option options[] = {
		{0, "rules", "DIR", "the folder of the rule packs (why, --against)", NULL, &s.rules, NULL},
		{0, "date", "YYYY-MM-DD", "the document's date (why)", NULL, &s.date, NULL},
		{0, "format", "NAME", "people (default), tap, junit, sarif or jsonl", NULL, &s.format, NULL},
		{0, "tap", NULL, "the same as --format tap", &s.tap, NULL, NULL},
		{0, "color", "WHEN", "auto (default: on a terminal, without NO_COLOR), always or never", NULL, &s.colour, NULL},
		{0, "coverage", NULL, "tell which alternatives, optional parts and groups of the patterns no example exercises",
		 &s.coverage, NULL, NULL},
		{0, "coverage-threshold", "N", "fail where the examples exercise less than N percent of them", NULL, NULL, &s.threshold},
		{0, "cost", NULL, "count the matcher's steps, and fail a rule whose work grows faster than the text", &s.cost, NULL,
		 NULL},
		{0, "cost-budget", "N", "steps that a rule may take on an example (default 10000)", NULL, NULL, &s.budget},
		{0, "mutants", NULL, "leave one thing out of a pattern at a time, and tell where no example notices", &s.mutants, NULL,
		 NULL},
		{0, "mutants-threshold", "N", "fail where the examples notice less than N percent of them", NULL, NULL,
		 &s.mutants_threshold},
		{0, "cross-fire", NULL, "tell what each rule reads on the examples of all others, and who wins", &s.crossfire, NULL,
		 NULL},
		{0, "update", NULL, "write the expected records of the fixtures anew where they are not those of today", &s.update, NULL,
		 NULL},
		{0, "interactive", NULL, "show each difference, and ask whether to write them: y, n, a (all), q (quit)", &s.interactive,
		 NULL, NULL},
		{0, "profile", "CORPUS", "tell which rules take the time on the articles of a file or folder", NULL, &s.profile, NULL},
		{0, "against", "OLD", "tell which records of CORPUS differ from those by the packs in OLD", NULL, &s.against, NULL},
		{0, "lang", "LANG", "the pack for --profile and --against (default: the first)", NULL, &s.lang, NULL},
		{0, "check", NULL, "with fmt: change nothing, tell which files are not in their canonical form", &s.check, NULL, NULL},
		{0, "explain", "CODE", "tell what a code of lint, or a verdict, means, and end", NULL, &s.explain, NULL},
		{0, "robust", NULL, "every example again with other quotes and spaces, decomposed, over several lines and in capitals",
		 &s.robust, NULL, NULL},
		{'v', "verbose", NULL, "show the checks that are fine, too, and all rows of tables", &s.verbose, NULL, NULL},
		{'j', "jobs", "N", "run N checks at once; the output is the same", NULL, NULL, &s.workers},
	};
	const struct cli cli = {
		"ruletest",
		"ruletest [OPTION]… [PATH]…\n       ruletest [OPTION]… lint [PATH]…\n       ruletest [OPTION]… why "
		"RULE TEXT\n       ruletest [OPTION]… --profile CORPUS [PATH]\n       ruletest [OPTION]… --against OLD "
		"CORPUS…\n       ruletest fmt [--check] [PATH]…",
		"Runs the examples of the rules in each PATH, a folder of rule packs, of one language, or one rule file (default: the "
		"packs "
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
	if (s.threshold > 100 || s.mutants_threshold > 100)
		die("--%s wants a number from 0 to 100", s.threshold > 100 ? "coverage-threshold" : "mutants-threshold");
	if (s.interactive && (s.update || s.tap || (s.format && !slice_equal(slice_of(s.format), SLICE("people")))))
		die("--interactive asks people: it goes with neither --update nor --tap nor another --format");
	if (files && slice_equal(slice_of(argv[1]), SLICE("why"))) {
		if (files != 3)
			die("expected: ruletest why RULE TEXT");
		if (utf8_valid_length(slice_of(argv[3])) < strlen(argv[3]))
			die("TEXT is no valid UTF-8");
		if (s.date && !is_day(slice_of(s.date)))
			die("--date wants YYYY-MM-DD, found '%s'", s.date);
		status = tell_why(&s, argv[2], argv[3], &d);
	} else if (files && slice_equal(slice_of(argv[1]), SLICE("fmt"))) {
		char *packs = files == 1 ? (char *)(uintptr_t)cli_rules(s.rules) : NULL;
		status = format_paths(&s, packs ? 1 : files - 1, packs ? &packs : argv + 2, &d);
	} else if (s.against) {
		if (!files)
			die("expected: ruletest --against OLD CORPUS…");
		status = tell_against(&s, files, argv + 1, &d);
	} else if (s.explain) {
		status = tell_code(s.explain);
	} else {
		s.only_lint = files && slice_equal(slice_of(argv[1]), SLICE("lint"));
		if (s.only_lint) {
			files--;
			argv++;
		}
		const char *packs = files ? NULL : cli_rules(s.rules), *const *path = files ? (const char *const *)argv + 1 : &packs;
		if (s.profile && files > 1)
			die("more than one PATH: '%s'", argv[2]);
		status = s.profile ? tell_profile(&s, *path, &d) : test_paths(&s, path, files ? (size_t)files : 1, &d);
	}
	int ended = diag_exit(&d);
	return ended == EXIT_USAGE ? ended : status;
}
