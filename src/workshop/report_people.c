// SPDX-License-Identifier: MIT
// report_people: the results for people, with carets under the span and every differing field.
#include "workshop/workshop.h"

#include "base/utf8.h"

#include "base/banned.h"

// Columns before a text: "  MISSING   ".
enum { INDENT = 12 };

static const char *colour_of(const struct result *r)
{
	switch (r->outcome) {
	case OUTCOME_OK:
		return "\033[32m";
	case OUTCOME_KNOWN:
	case OUTCOME_SKIP:
		return "\033[33m";
	case OUTCOME_LINT:
		return r->severity == SEVERITY_ERROR ? "\033[31m" : "\033[35m";
	case OUTCOME_FAIL:
		break;
	}
	return "\033[31m";
}

// The text on one line, and carets under its span.
static void put_text(struct out *o, const struct result *r)
{
	for (size_t i = 0; i < r->text.len; i++)
		out_byte(o, (unsigned char)r->text.ptr[i] < ' ' ? ' ' : r->text.ptr[i]);
	out_byte(o, '\n');
	if (!r->has_shown)
		return;
	out_format(o, "%*s", (int)(INDENT + utf8_count(slice_sub(r->text, 0, r->shown.start))), "");
	size_t width = utf8_count(slice_at(r->text, r->shown));
	for (size_t i = 0; i < (width ? width : 1); i++)
		out_byte(o, '^');
	out_byte(o, '\n');
}

static void put_detail(struct out *o, slice detail, bool continues)
{
	slice line, rest = detail;
	for (; (line = slice_cut(&rest, '\n')).ptr && line.len; continues = false) {
		if (!continues)
			out_format(o, "%*s", INDENT, "");
		out_bytes(o, line);
		out_byte(o, '\n');
	}
}

static void put_finding(struct out *o, const struct result *r, bool colour)
{
	static const char *const severities[] = {"note", "warning", "error"};
	out_format(o, "%s", r->at.file ? r->at.file : "");
	if (r->at.line)
		out_format(o, ":%zu", r->at.line);
	if (r->at.line && r->at.column)
		out_format(o, ":%zu", r->at.column);
	out_format(o, ": %s%s%s: ", colour ? colour_of(r) : "", severities[r->severity], colour ? "\033[0m" : "");
	out_bytes(o, slice_trim(r->detail));
	out_format(o, " [" SLICE_FMT "]\n", SLICE_ARG(r->code));
}

static void put_result(struct out *o, const struct result *r, bool colour)
{
	out_format(o, "  %s%-9.*s%s ", colour ? colour_of(r) : "", SLICE_ARG(r->code), colour ? "\033[0m" : "");
	if (r->text.ptr) {
		put_text(o, r);
		slice comma =
			slice_from(r->what, slice_find_byte(r->what, ',') == NOT_FOUND ? r->what.len : slice_find_byte(r->what, ','));
		if (comma.len)
			out_format(o, "%*sthe text is written " SLICE_FMT "\n", INDENT, "", SLICE_ARG(slice_from(comma, 2)));
	}
	if (!r->text.ptr && !r->detail.len)
		out_format(o, SLICE_FMT "\n", SLICE_ARG(r->what));
	put_detail(o, r->detail, !r->text.ptr);
}

static void put_head(struct out *o, const struct result *r, bool colour)
{
	out_format(o, "%s%s:%zu: " SLICE_FMT "%s\n", colour ? "\033[1m" : "", r->subject_at.file, r->subject_at.line,
			   SLICE_ARG(r->subject), colour ? "\033[0m" : "");
}

static bool is_mistake(const struct result *r)
{
	return slice_equal(r->code, SLICE("LOAD"));
}

// What is skipped, for each reason: "12 checks skipped: class 'noun.ship' (rules/en/a.yaml:2) is not loaded whole"
static void put_skipped(struct out *o, const struct results *r, bool colour)
{
	for (size_t i = 0; i < r->at.count; i++) {
		slice reason = r->at.at[i].reason;
		size_t before = 0, count = 0;
		for (size_t k = 0; k < r->at.count && reason.ptr && !before; k++) {
			bool same = slice_equal(r->at.at[k].reason, reason);
			before += same && k < i;
			count += same;
		}
		if (reason.ptr && !before)
			out_format(o, "%s%zu %s skipped%s: " SLICE_FMT "\n", colour ? colour_of(&r->at.at[i]) : "", count,
					   count == 1 ? "check" : "checks", colour ? "\033[0m" : "", SLICE_ARG(reason));
	}
}

static void put_count(struct out *o, const char *before, size_t count, const char *one)
{
	out_format(o, "%s%zu %s%s", before, count, one, count == 1 ? "" : "s");
}

// "90 rules, 300 checks: 298 ok, 1 MISSING, 1 GAP; 2 findings; 1 mistake"; of lint alone "90 rules, 2 findings"
static void put_sum(struct out *o, const struct results *r)
{
	static const char *const other[] = {"DEAR", "GROWS", "UNCOVERED", "LIVES", "STALE"};
	size_t findings = 0, mistakes = 0, count;
	for (size_t i = 0; i < r->at.count; i++) {
		findings += r->at.at[i].outcome == OUTCOME_LINT;
		mistakes += is_mistake(&r->at.at[i]);
	}
	size_t checks = r->at.count - findings - mistakes;
	put_count(o, "", r->rules, "rule");
	if (checks)
		put_count(o, ", ", checks, "check");
	for (size_t k = 0; checks && k < VERDICTS + sizeof other / sizeof *other; k++) {
		slice code = k < VERDICTS ? verdict_name((enum verdict)k) : slice_of(other[k - VERDICTS]);
		count = 0;
		for (size_t i = 0; i < r->at.count; i++)
			count += slice_equal(r->at.at[i].code, code);
		if (count || k == VERDICT_OK)
			out_format(o, "%s %zu " SLICE_FMT, k == VERDICT_OK ? ":" : ",", count, SLICE_ARG(code));
	}
	if (findings || !checks)
		put_count(o, checks ? "; " : ", ", findings, "finding");
	if (mistakes)
		put_count(o, "; ", mistakes, "mistake");
	out_byte(o, '\n');
}

void report_people(struct out *o, const struct results *r, bool colour, bool verbose)
{
	slice last = SLICE_NULL;
	for (size_t i = 0; i < r->at.count; i++) {
		const struct result *one = &r->at.at[i];
		if (one->outcome == OUTCOME_LINT || is_mistake(one)) {
			put_finding(o, one, colour);
			continue;
		}
		if (!verbose && one->outcome != OUTCOME_FAIL)
			continue;
		if (one->subject.ptr && !(last.ptr && slice_equal(one->subject, last)))
			put_head(o, one, colour);
		last = one->subject;
		put_result(o, one, colour);
	}
	put_skipped(o, r, colour);
	put_sum(o, r);
}
