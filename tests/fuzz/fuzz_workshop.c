// SPDX-License-Identifier: MIT
// fuzz_workshop: any text as the one rule file of a pack: its examples run, what is asked of rules is answered, and its canonical
// form is canonical.
#include <stdlib.h>

#include "fuzz.h"
#include "pack.h"
#include "workshop/fmt.h"
#include "workshop/workshop.h"

static struct diag messages;

void fuzz_open(const char *rules)
{
	(void)rules;
	diag_gather(&messages, "fuzz");
	pack_open("workshop");
}

static void format(slice text)
{
	struct out once = {0}, twice = {0};
	if (rules_format(text, "a.yaml", &once, &messages)) {
		slice canonical = {once.ptr ? once.ptr : "", once.len};
		if (!rules_format(canonical, "a.yaml", &twice, &messages) ||
			!slice_equal(canonical, (slice){twice.ptr ? twice.ptr : "", twice.len}))
			abort();
	}
	out_release(&once);
	out_release(&twice);
}

static void test(void)
{
	struct packs packs;
	struct checks checks;
	struct findings findings = {0};
	struct coverage coverage;
	struct results results = {0};
	struct out said = {0};
	const char *path = pack_folder();
	arena_init(&results.arena);
	packs_load(&packs, &path, 1, &messages);
	if (packs.at.count) {
		checks_run(&checks, &packs, false, 1, &messages);
		lint_run(&findings, &packs, &checks, false);
		coverage_measure(&coverage, &checks);
		results_add_checks(&results, &checks);
		results_add_findings(&results, &findings);
		results_add_coverage(&results, &coverage, 100);
		results_sort(&results);
		report_people(&said, &results, false, true);
		coverage_release(&coverage);
		lint_release(&findings);
		checks_release(&checks);
	}
	out_release(&said);
	results_release(&results);
	packs_release(&packs);
}

void fuzz_one(slice input)
{
	pack_write(input);
	messages.gathered_len = 0;
	format(input);
	test();
}

void fuzz_close(void)
{
	pack_close();
	diag_release(&messages);
}
