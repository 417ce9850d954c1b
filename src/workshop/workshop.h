// SPDX-License-Identifier: MIT
// workshop: what rule writers ask of their rules; the program ruletest is made of it.
//
//   pack.c     packs: the rule folders, loaded with their examples
//   skip.c     what a part of a pack that could not be loaded may have to do with a failure
//   checks.c   every example, reject and gap of every rule -> struct check; example.c runs one; disguise.c writes it otherwise
//   item.c     a pattern as a row of items, read without compiling it
//   part.c     what of a pattern must be exercised; coverage.c whether the examples do; cost.c the matcher's steps
//   mutant.c   what may be left out of a pattern; mutants.c whether an example notices
//   lint*.c    what is wrong with rules and lists apart from their examples; crossfire.c who wins over whom
//   why.c      what one rule makes of one sentence
//   corpus.c   articles through segment and extract -> records; diff.c compares them; fixture.c (with those kept beside an
//   article),
//              against.c (with another pack's) and profile.c (with the clock) ask what they want to know
//   result.c   what came of all that, in one form; report_*.c writes it: for people, TAP, JUnit, SARIF, JSON lines
#ifndef WORKSHOP_WORKSHOP_H
#define WORKSHOP_WORKSHOP_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/line.h"
#include "base/vec.h"
#include "rule/rule.h"

// ---- findings ---------------------------------------------------------------------------------------------------------

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

// What is wrong with a rule file, apart from its examples: lint.
struct finding {
	const char *code; // "L012": stable, see --explain
	enum severity severity;
	struct place at;
	slice message; // one line, lower case, no full stop
};

struct findings {
	VEC(struct finding) at; // sorted by place, then code
	struct arena arena;     // what the messages are in
};

// What a code of lint means: lint_codes.c.
struct lint_code {
	const char *code;
	enum severity severity;
	const char *name, *meaning, *bad, *better;
};

// Null: there is no such code.
const struct lint_code *lint_code_find(slice code);
void lint_explain(struct out *o, const struct lint_code *c);
void lint_list_codes(struct out *o);

// ---- packs ------------------------------------------------------------------------------------------------------------

// One language's rules (with those of common).
struct pack {
	struct ruleset *rules;
	const char *folder; // of the packs
	slice lang;
	bool first; // of its folder: common/ is tested with it
	bool whole; // all of it is tested; else only the files that were asked for
};

struct packs {
	VEC(struct pack) at;
	VEC(const char *) file; // rule files that were asked for by name
	struct arena arena;
};

// Loads every language folder of each PATH that is a folder (with common/), and the pack around each that is a rule file. False:
// something is wrong, and was reported, sorted by place; what is not is there all the same.
bool packs_load(struct packs *p, const char *const *path, size_t paths, struct diag *d);
void packs_release(struct packs *p);
// Whether the file is one of those that were asked for.
bool packs_test_file(const struct packs *p, const struct pack *pack, const char *file);
// Whether the rule is one to test: a rule of common is tested with its folder's first pack only.
bool packs_test_rule(const struct packs *p, const struct pack *pack, const struct rule *r);

// ---- examples ---------------------------------------------------------------------------------------------------------

enum check_kind { CHECK_EXAMPLE, CHECK_REJECT, CHECK_GAP, CHECK_RULE };

// OK: as expected. MISSING: no record by the rule at the span. WRONG: a field differs. NOISY: a reject made a record. GAP: a
// known failure. XPASS: a gap that passes. UNTESTED: a rule without an example, or without a reject. SKIP: it fails, and may do
// so for what is left out of its pack; or its rule is.
enum verdict {
	VERDICT_OK,
	VERDICT_MISSING,
	VERDICT_WRONG,
	VERDICT_NOISY,
	VERDICT_GAP,
	VERDICT_XPASS,
	VERDICT_UNTESTED,
	VERDICT_SKIP,
	VERDICTS
};

// One example, reject or gap, and what came of it.
struct check {
	const struct pack *pack;
	const struct rule *rule;
	const struct example *example; // null: CHECK_RULE, of the rule as a whole
	enum check_kind kind;
	size_t number;               // of its kind in the rule, from 1
	size_t disguise;             // 0: as it is written, else one of --robust
	const char *variant;         // how that is called
	const struct example *plain; // what segment must make of it, where that is asked
	struct place at;
	enum verdict verdict;
	span shown; // of the example's text: what the carets go under
	bool has_shown;
	slice detail; // lines that say why, parted by "\n"; empty when all is well
	slice reason; // of SKIP: what was left out
	// What the rule's pattern ran on: the view of its layer, or the text; null: the layer did not run.
	slice subject;
	const struct fire *fire; // what all rules of the layer read in the sentence
	size_t fires;
};

// One reading of an example's sentence.
struct fire {
	const struct rule *rule, *lost_to;
	span text;
	slice groups; // "name=text, …"
};

// A tested rule, and its checks: checks.at[first_check, end_check).
struct tested {
	const struct rule *rule;
	const struct pack *pack;
	size_t first_check, end_check;
};

struct checks {
	VEC(struct check) at;
	VEC(struct tested) rule;   // in the order of their places
	VEC(struct arena *) arena; // what the details are in
	size_t count[VERDICTS];
};

// Runs all, `workers` at once; the result is the same for every number of them. Sorted by place. With `robust`, each that passes
// runs again in every disguise.
void checks_run(struct checks *c, const struct packs *p, bool robust, size_t workers, struct diag *d);
void checks_release(struct checks *c);

// ---- lint -------------------------------------------------------------------------------------------------------------

// All findings that no comment silences, sorted by place. The checks give the rules that are tested, and what they read. `alone`:
// what the checks say is not told beside it.
void lint_run(struct findings *f, const struct packs *p, const struct checks *checks, bool alone);
void lint_release(struct findings *f);

// ---- coverage ---------------------------------------------------------------------------------------------------------

struct rule_coverage {
	const struct rule *rule;
	const struct phrase *phrase; // instead of a rule
	const struct pack *pack;
	size_t first_check, end_check;
	size_t parts, covered;
	slice uncovered;    // "line:column: alternative '…'", a line each
	const char *cannot; // why it was not measured, or null
};

// Which alternatives, optional groups and named groups of the patterns their examples exercise. What a phrase holds counts once,
// and is exercised by the examples of any rule that uses it.
struct coverage {
	VEC(struct rule_coverage) at;
	struct arena arena;
	size_t parts, covered;
};

void coverage_measure(struct coverage *c, const struct checks *checks);
void coverage_release(struct coverage *c);
double coverage_percent(const struct coverage *c);
void coverage_report(struct out *o, const struct coverage *c, bool all);

// ---- cost -------------------------------------------------------------------------------------------------------------

struct rule_cost {
	const struct rule *rule;
	size_t steps;  // of the dearest example or reject
	size_t budget; // steps that it may take: its own, else that of all
	double growth; // how many times the steps when a text is doubled; 0: not probed
	bool too_dear, grows;
	slice pumped; // of a rule that grows: what was repeated
};

struct costs {
	VEC(struct rule_cost) at;
	struct arena arena;
	size_t budget, failures;
};

// Steps of the matcher on all examples and rejects, against a budget; and on texts that double in length, on which a rule that
// grows faster than linear fails. Deterministic.
void costs_measure(struct costs *c, const struct checks *checks, size_t budget);
void costs_release(struct costs *c);
void costs_report(struct out *o, const struct costs *c, bool all);

// ---- mutants ----------------------------------------------------------------------------------------------------------

// A pattern of which one thing was left out, and whether an example noticed.
struct mutant {
	struct place at; // of what was left out
	slice owner;     // "rule claim.sunk", "phrase speaker"
	slice text;      // "alternative 'were |'"
	size_t first_edit, edits;
	bool compiles, killed;
};

// What a mutant leaves out of one rule's pattern: of a phrase, the same thing in every rule that uses it.
struct mutant_edit {
	size_t rule; // of checks.rule
	size_t start, end;
};

struct mutants {
	VEC(struct mutant) at; // sorted by place
	VEC(struct mutant_edit) edit;
	struct arena arena;
	size_t count, killed; // of those that compile
};

// Leaves out of the patterns of the tested rules, one thing at a time, each alternative, \b, look-around and optional part, and
// runs the examples that it could matter to: a mutant is killed when one of them fails.
void mutants_run(struct mutants *m, const struct packs *p, const struct checks *checks, struct diag *d);
void mutants_release(struct mutants *m);
double mutants_percent(const struct mutants *m);
// A row a file, and the mutants that live.
void mutants_report(struct out *o, const struct mutants *m);

// ---- cross-fire -------------------------------------------------------------------------------------------------------

// Each rule on the examples of all others: what it reads there, against whom it wins, and to whom it loses.
void crossfire_report(struct out *o, const struct packs *p, const struct checks *checks);

// ---- one rule, one sentence --------------------------------------------------------------------------------------------

// The rule of an id, in the first pack that has it; null where none does.
const struct rule *packs_find(const struct packs *p, slice id, const struct pack **ret_pack);
// Tells what the rule makes of the text: what wakes it, the view of each layer, what matched, and what lost to what.
void why(struct out *o, const struct pack *pack, const struct rule *r, slice text, slice doc_date, struct diag *d);

// ---- articles ----------------------------------------------------------------------------------------------------------

// What to do with a fixture whose records are not those beside it: tell it, write them anew, or ask on stdin.
enum fixture_mode { FIXTURES_TELL, FIXTURES_UPDATE, FIXTURES_ASK };
struct results;
// Every article in a language's folder fixtures/, against the records in NAME.expected.jsonl beside it; what came of it becomes
// results.
void fixtures_run(struct results *r, const struct packs *p, enum fixture_mode mode, struct diag *d);

// The records that two packs make of the same articles, and which were added, removed or changed: for people, or as JSON lines.
bool against(struct out *o, const struct pack *before, const struct pack *after, char **corpus, size_t files, bool as_lines,
			 struct diag *d);

// How often each rule was tried on the articles of a corpus, how often it matched, and the time that took; the slowest first, 20
// of them or all.
bool profile(struct out *o, const struct pack *pack, const char *corpus, bool all, struct diag *d);

// ---- results and reports ----------------------------------------------------------------------------------------------

// KNOWN: a known failure. SKIP: nobody can tell. LINT: a finding, which fails nothing but the exit status 3.
enum outcome { OUTCOME_OK, OUTCOME_KNOWN, OUTCOME_SKIP, OUTCOME_FAIL, OUTCOME_LINT };

// One thing that was checked, in the form that all reports are written from.
struct result {
	enum outcome outcome;
	enum severity severity;
	slice code;    // "ok", "MISSING", "L012": one of result_kinds, or a lint code
	slice subject; // the rule's id, or null
	slice what;    // "example 1", or null
	slice text;    // of the example, or null
	span shown;    // of the text
	bool has_shown;
	slice detail; // lines that say why, each with its "\n"; empty when all is well
	slice reason; // of SKIP
	struct place at, subject_at;
};

struct results {
	VEC(struct result) at; // sorted by place once results_sort has run
	struct arena arena;
	size_t rules;
};

void results_add_checks(struct results *r, const struct checks *c);
// What fails; the tables are for people (coverage_report, costs_report).
void results_add_costs(struct results *r, const struct costs *c);
void results_add_coverage(struct results *r, const struct coverage *c, size_t threshold);
void results_add_mutants(struct results *r, const struct mutants *m, size_t threshold);
// The messages of a diag ("program: file:line:column: error: text"), for those who read reports only.
void results_add_mistakes(struct results *r, slice messages, const char *program);
void results_add_findings(struct results *r, const struct findings *f);
void results_sort(struct results *r);
void results_release(struct results *r);
// What a code means, in one line; null: a lint code.
const char *result_meaning(slice code);

slice verdict_name(enum verdict v);
// For people: carets under the span and every differing field; the findings; how many there are of what.
void report_people(struct out *o, const struct results *r, bool colour, bool verbose);
void report_tap(struct out *o, const struct results *r);   // TAP 14
void report_junit(struct out *o, const struct results *r); // JUnit XML, a suite a file
void report_sarif(struct out *o, const struct results *r); // SARIF 2.1.0, what is wrong
void report_lines(struct out *o, const struct results *r); // JSON lines, a result each

#endif
