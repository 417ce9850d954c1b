// SPDX-License-Identifier: MIT
// report_junit: the results as JUnit XML: a suite for each rule file, a case for each check. A known gap is skipped, and what
// nobody can tell; a finding
// of lint that is no error passes, with its message as output.
#include "workshop/workshop.h"

#include "base/utf8.h"

#include "base/banned.h"

// What XML 1.0 allows as text at all.
static bool xml_has(uint32_t code)
{
	return code == '\t' || code == '\n' || (code >= ' ' && code <= 0xD7FF) || (code >= 0xE000 && code <= 0xFFFD) ||
		   code >= 0x10000;
}

// Text, also within "…": what XML does not allow becomes U+FFFD, line breaks stay as references in an attribute.
static void put_xml(struct out *o, slice text, bool attribute)
{
	for (size_t i = 0, length; i < text.len; i += length) {
		uint32_t code = utf8_at(text, i, &length);
		switch (code) {
		case '&':
			out_bytes(o, SLICE("&amp;"));
			break;
		case '<':
			out_bytes(o, SLICE("&lt;"));
			break;
		case '>':
			out_bytes(o, SLICE("&gt;"));
			break;
		case '"':
			out_bytes(o, SLICE("&quot;"));
			break;
		default:
			if (!xml_has(code))
				out_bytes(o, SLICE("\xEF\xBF\xBD"));
			else if (attribute && code < ' ')
				out_format(o, "&#%u;", (unsigned)code);
			else
				out_bytes(o, slice_sub(text, i, i + length));
		}
	}
}

static void put_attribute(struct out *o, const char *name, slice value)
{
	out_format(o, " %s=\"", name);
	put_xml(o, value, true);
	out_byte(o, '"');
}

static bool fails(const struct result *r)
{
	return r->outcome == OUTCOME_FAIL || (r->outcome == OUTCOME_LINT && r->severity == SEVERITY_ERROR);
}

static slice first_line(slice detail)
{
	size_t end = slice_find_byte(detail, '\n');
	return end == NOT_FOUND ? detail : slice_sub(detail, 0, end);
}

static void put_name(struct out *o, const struct result *r)
{
	out_bytes(o, SLICE(" name=\""));
	put_xml(o, r->what, true);
	if (r->text.ptr) {
		out_bytes(o, SLICE(": "));
		put_xml(o, r->text, true);
	}
	out_byte(o, '"');
}

// The place and the reason: a case has no attributes for the file and the line in what most readers of this format accept.
static void put_detail(struct out *o, const struct result *r)
{
	put_xml(o, slice_of(r->at.file), false);
	out_format(o, r->at.line ? ":%zu\n" : "\n", r->at.line);
	put_xml(o, r->detail, false);
}

static void put_case(struct out *o, const struct result *r)
{
	out_bytes(o, SLICE("    <testcase"));
	put_attribute(o, "classname", r->subject.ptr ? r->subject : r->code);
	put_name(o, r);
	if (r->outcome == OUTCOME_OK) {
		out_bytes(o, SLICE("/>\n"));
		return;
	}
	out_bytes(o, SLICE(">\n"));
	if (fails(r)) {
		out_bytes(o, SLICE("      <failure"));
		put_attribute(o, "type", r->code);
		put_attribute(o, "message", first_line(r->detail));
		out_byte(o, '>');
		put_detail(o, r);
		out_bytes(o, SLICE("</failure>\n"));
	} else if (r->outcome == OUTCOME_KNOWN) {
		out_bytes(o, SLICE("      <skipped message=\"known gap\"/>\n"));
	} else if (r->outcome == OUTCOME_SKIP) {
		out_bytes(o, SLICE("      <skipped"));
		put_attribute(o, "message", r->reason);
		out_bytes(o, SLICE("/>\n"));
	} else {
		out_bytes(o, SLICE("      <system-out>"));
		put_detail(o, r);
		out_bytes(o, SLICE("</system-out>\n"));
	}
	out_bytes(o, SLICE("    </testcase>\n"));
}

static void put_counts(struct out *o, const struct results *r, size_t from, size_t end, bool suite)
{
	size_t failures = 0, skipped = 0;
	for (size_t i = from; i < end; i++) {
		failures += fails(&r->at.at[i]);
		skipped += r->at.at[i].outcome == OUTCOME_KNOWN || r->at.at[i].outcome == OUTCOME_SKIP;
	}
	out_format(o, " tests=\"%zu\" failures=\"%zu\" errors=\"0\"", end - from, failures);
	if (suite)
		out_format(o, " skipped=\"%zu\"", skipped);
	out_bytes(o, SLICE(">\n"));
}

void report_junit(struct out *o, const struct results *r)
{
	out_bytes(o, SLICE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ruletest\""));
	put_counts(o, r, 0, r->at.count, false);
	for (size_t from = 0, end; from < r->at.count; from = end) {
		slice file = slice_of(r->at.at[from].at.file);
		for (end = from; end < r->at.count && slice_equal(slice_of(r->at.at[end].at.file), file); end++)
			;
		out_bytes(o, SLICE("  <testsuite"));
		put_attribute(o, "name", file);
		put_attribute(o, "file", file);
		put_counts(o, r, from, end, true);
		for (size_t i = from; i < end; i++)
			put_case(o, &r->at.at[i]);
		out_bytes(o, SLICE("  </testsuite>\n"));
	}
	out_bytes(o, SLICE("</testsuites>\n"));
}
