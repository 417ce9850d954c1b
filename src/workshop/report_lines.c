// SPDX-License-Identifier: MIT
// report_lines: the results as JSON lines.
//
//   {"type":"result","outcome":"fail","code":"MISSING","severity":"error","rule":"claim.deaths","check_name":"example 1",
//    "file":…,"line":12,"column_number":15,"text":…,"byte_start":3,"byte_end":9,"message":…}
#include "workshop/workshop.h"

#include "base/banned.h"

void report_lines(struct out *o, const struct results *r)
{
	static const char *const outcomes[] = {"ok", "known", "skip", "fail", "lint"}, *const severities[] = {"note", "warning",
																										  "error"};
	for (size_t i = 0; i < r->at.count; i++) {
		const struct result *one = &r->at.at[i];
		bool is_wrong = one->outcome == OUTCOME_FAIL || one->outcome == OUTCOME_LINT;
		line_begin(o);
		line_string(o, SLICE("type"), SLICE("result"));
		line_string(o, SLICE("outcome"), slice_of(outcomes[one->outcome]));
		line_string(o, SLICE("code"), one->code);
		line_string(o, SLICE("severity"), is_wrong ? slice_of(severities[one->severity]) : SLICE_NULL);
		line_string(o, SLICE("rule"), one->subject);
		line_string(o, SLICE("check_name"), one->what);
		line_string(o, SLICE("file"), slice_of(one->at.file));
		line_integer(o, SLICE("line"), (int64_t)one->at.line);
		line_integer(o, SLICE("column_number"), (int64_t)one->at.column);
		line_string(o, SLICE("text"), one->text);
		if (one->has_shown) {
			line_integer(o, SLICE("byte_start"), (int64_t)one->shown.start);
			line_integer(o, SLICE("byte_end"), (int64_t)one->shown.end);
		} else {
			line_raw(o, SLICE("byte_start"), SLICE("null"));
			line_raw(o, SLICE("byte_end"), SLICE("null"));
		}
		line_string(o, SLICE("message"), one->detail.len ? slice_trim(one->detail) : SLICE_NULL);
		line_end(o);
	}
}
