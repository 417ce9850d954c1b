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
	out_format(o, "%s:%zu:%zu: %s%s%s: ", r->at.file, r->at.line, r->at.column, colour ? colour_of(r) : "",
			   severities[r->severity], colour ? "\033[0m" : "");
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

// "90 rules, 300 checks: 298 ok, 1 MISSING, 1 GAP; 2 findings"
static void put_sum(struct out *o, const struct results *r)
{
	static const char *const other[] = {"DEAR", "GROWS", "UNCOVERED", "LIVES", "STALE"};
	size_t findings = 0, count;
	for (size_t i = 0; i < r->at.count; i++)
		findings += r->at.at[i].outcome == OUTCOME_LINT;
	if (findings == r->at.count) { // lint alone
		out_format(o, "%zu %s, %zu %s\n", r->rules, r->rules == 1 ? "rule" : "rules", findings,
				   findings == 1 ? "finding" : "findings");
		return;
	}
	size_t checks = r->at.count - findings;
	out_format(o, "%zu %s, %zu %s:", r->rules, r->rules == 1 ? "rule" : "rules", checks, checks == 1 ? "check" : "checks");
	for (size_t k = 0; k < VERDICTS + sizeof other / sizeof *other; k++) {
		slice code = k < VERDICTS ? verdict_name((enum verdict)k) : slice_of(other[k - VERDICTS]);
		count = 0;
		for (size_t i = 0; i < r->at.count; i++)
			count += slice_equal(r->at.at[i].code, code);
		if (count || k == VERDICT_OK)
			out_format(o, "%s %zu " SLICE_FMT, k == VERDICT_OK ? "" : ",", count, SLICE_ARG(code));
	}
	if (findings)
		out_format(o, "; %zu %s", findings, findings == 1 ? "finding" : "findings");
	out_byte(o, '\n');
}

void report_people(struct out *o, const struct results *r, bool colour, bool verbose)
{
	slice last = SLICE_NULL;
	for (size_t i = 0; i < r->at.count; i++) {
		const struct result *one = &r->at.at[i];
		if (one->outcome == OUTCOME_LINT) {
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
	put_sum(o, r);
}
