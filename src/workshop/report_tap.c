// SPDX-License-Identifier: MIT
// report_tap: the results as TAP 14. A known gap is TODO, what nobody can tell is SKIP; a finding of lint that is no error is a
// test that passes.
#include "workshop/workshop.h"

#include "base/banned.h"

// A description: "#" would begin a directive, a line break would end it.
static void put_description(struct out *o, slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '#' || text.ptr[i] == '\\')
			out_byte(o, '\\');
		out_byte(o, (unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F ? ' ' : text.ptr[i]);
	}
}

static void put_yaml(struct out *o, const char *key, slice value)
{
	out_format(o, "  %s: ", key);
	out_json_string(o, value); // a JSON string is a YAML one
	out_byte(o, '\n');
}

static void put_why(struct out *o, slice detail)
{
	slice line, rest = detail;
	out_bytes(o, SLICE("  why:\n"));
	while ((line = slice_cut(&rest, '\n')).ptr && line.len) {
		out_bytes(o, SLICE("    - "));
		out_json_string(o, line);
		out_byte(o, '\n');
	}
}

static void put_result(struct out *o, const struct result *r, size_t number)
{
	bool fails = r->outcome == OUTCOME_FAIL || (r->outcome == OUTCOME_LINT && r->severity == SEVERITY_ERROR);
	out_format(o, "%s %zu - ", fails || r->outcome == OUTCOME_KNOWN ? "not ok" : "ok", number);
	put_description(o, r->subject.ptr ? r->subject : r->code);
	out_byte(o, ' ');
	put_description(o, r->what);
	if (r->text.ptr) {
		out_bytes(o, SLICE(": "));
		put_description(o, r->text);
	}
	if (r->outcome == OUTCOME_KNOWN)
		out_bytes(o, SLICE(" # TODO known gap"));
	if (r->outcome == OUTCOME_SKIP) {
		out_bytes(o, SLICE(" # SKIP "));
		put_description(o, r->reason);
	}
	out_byte(o, '\n');
	if (r->outcome != OUTCOME_FAIL && r->outcome != OUTCOME_LINT)
		return;
	out_bytes(o, SLICE("  ---\n"));
	put_yaml(o, "verdict", r->code);
	put_yaml(o, "file", slice_of(r->at.file));
	out_format(o, "  line: %zu\n", r->at.line);
	if (r->text.ptr && r->has_shown)
		put_yaml(o, "span", slice_at(r->text, r->shown));
	if (r->detail.len)
		put_why(o, r->detail);
	out_bytes(o, SLICE("  ...\n"));
}

void report_tap(struct out *o, const struct results *r)
{
	out_format(o, "TAP version 14\n1..%zu\n", r->at.count);
	for (size_t i = 0; i < r->at.count; i++)
		put_result(o, &r->at.at[i], i + 1);
}
