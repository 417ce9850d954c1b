// SPDX-License-Identifier: MIT
// report: the checks for people, with carets under the span and every differing field; and TAP 14.
#include "workshop/workshop.h"

#include "base/utf8.h"

#include "base/banned.h"

static const char *const verdict_names[VERDICTS] = {"ok", "MISSING", "WRONG", "NOISY", "GAP", "XPASS", "UNTESTED"};
static const char *const kind_names[] = {"example", "reject", "gap", "rule"};

slice verdict_name(enum verdict v)
{
	return slice_of(verdict_names[v]);
}

static bool is_failure(const struct check *c)
{
	return c->verdict != VERDICT_OK && c->verdict != VERDICT_GAP;
}

// ---- for people -------------------------------------------------------------------------------------------------------

static const char *colour_of(enum verdict v)
{
	return v == VERDICT_OK ? "\033[32m" : v == VERDICT_GAP ? "\033[33m" : "\033[31m";
}

// The text on one line, and carets under its span; `indent` columns stand before both.
static void put_text(struct out *o, const struct check *c, size_t indent)
{
	slice text = c->example->text;
	for (size_t i = 0; i < text.len; i++)
		out_byte(o, (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
	out_byte(o, '\n');
	if (!c->has_shown)
		return;
	out_format(o, "%*s", (int)(indent + utf8_count(slice_sub(text, 0, c->shown.start))), "");
	size_t width = utf8_count(slice_at(text, c->shown));
	for (size_t i = 0; i < (width ? width : 1); i++)
		out_byte(o, '^');
	out_byte(o, '\n');
}

static void put_detail(struct out *o, slice detail, const char *before)
{
	slice line, rest = detail;
	while ((line = slice_cut(&rest, '\n')).ptr && line.len) {
		out_bytes(o, slice_of(before));
		out_bytes(o, line);
		out_byte(o, '\n');
	}
}

static void put_check(struct out *o, const struct check *c, bool colour)
{
	out_format(o, "  %s%-8s%s  ", colour ? colour_of(c->verdict) : "", verdict_names[c->verdict], colour ? "\033[0m" : "");
	if (c->example)
		put_text(o, c, 12);
	else
		out_bytes(o, c->detail);
	if (c->example)
		put_detail(o, c->detail, "            ");
}

void report_people(struct out *o, const struct checks *c, bool colour, bool verbose)
{
	const struct rule *last = NULL;
	for (size_t i = 0; i < c->at.count; i++) {
		const struct check *check = &c->at.at[i];
		if (!verbose && !is_failure(check))
			continue;
		if (check->rule != last)
			out_format(o, "%s%s:%zu: " SLICE_FMT "%s\n", colour ? "\033[1m" : "", check->rule->at.file, check->rule->at.line,
					   SLICE_ARG(check->rule->id), colour ? "\033[0m" : "");
		last = check->rule;
		put_check(o, check, colour);
	}
	out_format(o, "%zu rules, %zu checks: %zu ok", c->rule.count, c->at.count, c->count[VERDICT_OK]);
	for (int v = VERDICT_MISSING; v < VERDICTS; v++)
		if (c->count[v])
			out_format(o, ", %zu %s", c->count[v], verdict_names[v]);
	out_byte(o, '\n');
}

// ---- TAP 14 -----------------------------------------------------------------------------------------------------------

// A description: "#" would begin a directive, a line break would end it.
static void put_description(struct out *o, slice text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '#' || text.ptr[i] == '\\')
			out_byte(o, '\\');
		out_byte(o, (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i]);
	}
}

static void put_yaml(struct out *o, const char *key, slice value)
{
	out_format(o, "  %s: ", key);
	out_json_string(o, value); // a JSON string is a YAML one
	out_byte(o, '\n');
}

static void put_tap(struct out *o, const struct check *c, size_t number)
{
	bool fails = is_failure(c) || c->verdict == VERDICT_GAP;
	out_format(o, "%s %zu - ", fails ? "not ok" : "ok", number);
	put_description(o, c->rule->id);
	out_format(o, " %s", kind_names[c->kind]);
	if (c->example) {
		out_format(o, " %zu: ", c->number);
		put_description(o, c->example->text);
	}
	if (c->verdict == VERDICT_GAP)
		out_bytes(o, SLICE(" # TODO known gap"));
	out_byte(o, '\n');
	if (!is_failure(c))
		return;
	out_bytes(o, SLICE("  ---\n"));
	put_yaml(o, "verdict", verdict_name(c->verdict));
	put_yaml(o, "file", slice_of(c->at.file));
	out_format(o, "  line: %zu\n", c->at.line);
	if (c->example && c->has_shown)
		put_yaml(o, "span", slice_at(c->example->text, c->shown));
	out_bytes(o, SLICE("  why: |\n"));
	put_detail(o, c->detail, "    ");
	out_bytes(o, SLICE("  ...\n"));
}

void report_tap(struct out *o, const struct checks *c)
{
	out_format(o, "TAP version 14\n1..%zu\n", c->at.count);
	for (size_t i = 0; i < c->at.count; i++)
		put_tap(o, &c->at.at[i], i + 1);
}
