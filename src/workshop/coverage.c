// SPDX-License-Identifier: MIT
// coverage: which alternatives, optional groups and named groups of each pattern its own examples exercise.
//
// Those of negative look-arounds are exercised by what they keep out, so rejects count for them.
#include "part.h"
#include "private.h"

#include "base/utf8.h"

#include "base/banned.h"

static size_t next_start(slice text, span found, size_t from)
{
	size_t next = found.end > found.start && found.end > from ? found.end : (found.end > from ? found.end : from) + 1;
	while (next < text.len && ((unsigned char)text.ptr[next] & 0xC0) == 0x80)
		next++;
	return next;
}

static void cover(struct parts *parts, struct probe *probe, slice subject, bool is_example)
{
	span found;
	for (size_t from = 0; from <= subject.len && probe_search(probe, subject, from, &found);
		 from = next_start(subject, found, from))
		for (size_t i = 0; i < parts->at.count && is_example; i++)
			if (!parts->at.at[i].is_callout && probe_took(probe, parts->at.at[i].marker))
				parts->at.at[i].covered = true;
	for (size_t i = 0; i < parts->at.count; i++)
		if (parts->at.at[i].is_callout && probe_passed(probe, parts->at.at[i].marker))
			parts->at.at[i].covered = true;
}

static slice part_text(const struct rule *r, const struct part *p, struct arena *a)
{
	slice text = slice_trim(slice_at(r->match, p->text));
	struct out o = {0};
	for (size_t i = 0; i < text.len && o.len < 60; i++)
		if (text.ptr[i] != '\n' || (i && text.ptr[i - 1] != '\n'))
			out_byte(&o, text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
	while (o.len && ((unsigned char)o.ptr[o.len - 1] & 0xC0) == 0x80) // never half a character
		o.len--;
	if (text.len > 60)
		out_bytes(&o, SLICE("…"));
	slice shown = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
	return shown;
}

static void note_uncovered(struct rule_coverage *c, const struct parts *parts, struct arena *a)
{
	static const char *const kinds[] = {"alternative", "optional part", "group"};
	struct out o = {0};
	for (size_t i = 0; i < parts->at.count; i++) {
		const struct part *p = &parts->at.at[i];
		if (p->covered)
			continue;
		struct place at = pattern_place(c->rule, p->text.start);
		slice text = part_text(c->rule, p, a);
		out_format(&o, "%zu:%zu: %s ", at.line, at.column, kinds[p->kind]);
		if (p->kind == PART_GROUP)
			out_format(&o, "<" SLICE_FMT "> ", SLICE_ARG(p->name));
		out_format(&o, "'" SLICE_FMT "'\n", SLICE_ARG(text));
	}
	c->uncovered = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
}

static void measure(struct rule_coverage *c, const struct checks *checks, struct arena *a)
{
	struct parts parts;
	parts_read(&parts, c->rule->match);
	struct probe *probe =
		parts.cannot ? NULL : probe_open(c->pack->rules, c->rule, (slice){parts.marked.ptr, parts.marked.len}, false);
	if (!probe) {
		c->cannot = parts.cannot ? parts.cannot : "its marked pattern does not compile";
	} else {
		for (size_t i = c->first_check; i < c->end_check; i++) {
			const struct check *check = &checks->at.at[i];
			if (check->rule == c->rule && check->subject.ptr && check->kind != CHECK_GAP)
				cover(&parts, probe, check->subject, check->kind == CHECK_EXAMPLE && check->verdict == VERDICT_OK);
		}
		c->parts = parts.at.count;
		for (size_t i = 0; i < parts.at.count; i++)
			c->covered += parts.at.at[i].covered;
		note_uncovered(c, &parts, a);
	}
	probe_close(probe);
	parts_release(&parts);
}

void coverage_measure(struct coverage *c, const struct checks *checks)
{
	*c = (struct coverage){0};
	arena_init(&c->arena);
	for (size_t i = 0; i < checks->rule.count; i++) {
		struct rule_coverage one = {.rule = checks->rule.at[i].rule,
									.pack = checks->rule.at[i].pack,
									.first_check = checks->rule.at[i].first_check,
									.end_check = checks->rule.at[i].end_check};
		measure(&one, checks, &c->arena);
		c->parts += one.parts;
		c->covered += one.covered;
		vec_push(&c->at, one);
	}
}

void coverage_release(struct coverage *c)
{
	vec_release(&c->at);
	arena_release(&c->arena);
}

double coverage_percent(const struct coverage *c)
{
	return c->parts ? 100.0 * (double)c->covered / (double)c->parts : 100.0;
}

void coverage_report(struct out *o, const struct coverage *c, bool all)
{
	out_bytes(o, SLICE("coverage  parts  rule\n"));
	for (size_t i = 0; i < c->at.count; i++) {
		const struct rule_coverage *r = &c->at.at[i];
		if (!all && r->covered == r->parts && !r->cannot)
			continue;
		if (r->cannot) {
			out_format(o, "       -      -  " SLICE_FMT ": not measured: %s\n", SLICE_ARG(r->rule->id), r->cannot);
			continue;
		}
		out_format(o, "%7.1f%%  %5zu  " SLICE_FMT " (%s:%zu)\n", r->parts ? 100.0 * (double)r->covered / (double)r->parts : 100.0,
				   r->parts, SLICE_ARG(r->rule->id), r->rule->at.file, r->rule->at.line);
		slice line, rest = r->uncovered;
		while ((line = slice_cut(&rest, '\n')).ptr && line.len)
			out_format(o, "                 not exercised: " SLICE_FMT "\n", SLICE_ARG(line));
	}
	out_format(o, "%7.1f%%  %5zu  all\n", coverage_percent(c), c->parts);
}
