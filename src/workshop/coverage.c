// SPDX-License-Identifier: MIT
// coverage: which alternatives, optional groups and named groups of each pattern its own examples exercise.
//
// Those of negative look-arounds are exercised by what they keep out, so rejects count for them. Those of a phrase are gathered
// over all rules that use it.
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

// A part of a phrase, over all rules that use it.
struct shared_part {
	const struct phrase *phrase;
	size_t origin; // in the phrase's text
	enum part_kind kind;
	bool covered;
	slice line; // what is told where it is not
};

struct shared_parts {
	VEC(struct shared_part) at;
};

// Where a part begins: an optional one, whose group may be that around a phrase, with its bracket.
static size_t part_start(const struct part *p)
{
	return p->kind == PART_OPTIONAL ? p->opening : p->text.start;
}

static slice part_line(const struct rule *r, const struct part *p, struct arena *a)
{
	static const char *const kinds[] = {"alternative", "optional part", "group"};
	struct place at = pattern_place(r, part_start(p));
	slice text = part_shown(slice_at(r->match, p->text), a);
	slice name = p->kind == PART_GROUP ? arena_format(a, "<" SLICE_FMT "> ", SLICE_ARG(p->name)) : SLICE("");
	return arena_format(a, "%zu:%zu: %s " SLICE_FMT "'" SLICE_FMT "'\n", at.line, at.column, kinds[p->kind], SLICE_ARG(name),
						SLICE_ARG(text));
}

static void share(struct shared_parts *all, const struct rule *r, const struct pattern_piece *piece, const struct part *p,
				  struct arena *a)
{
	size_t origin = pattern_origin(piece, part_start(p));
	for (size_t i = 0; i < all->at.count; i++) {
		struct shared_part *known = &all->at.at[i];
		if (known->phrase == piece->phrase && known->origin == origin && known->kind == p->kind) {
			known->covered |= p->covered;
			return;
		}
	}
	vec_push(&all->at, ((struct shared_part){piece->phrase, origin, p->kind, p->covered, part_line(r, p, a)}));
}

static void count_part(struct rule_coverage *c, bool covered, slice line, struct out *uncovered)
{
	c->parts++;
	c->covered += covered;
	if (!covered)
		out_bytes(uncovered, line);
}

// The rule's own parts; those of its phrases go to the shared ones.
static void count_parts(struct rule_coverage *c, const struct parts *parts, struct shared_parts *shared, struct arena *a)
{
	struct out o = {0};
	for (size_t i = 0; i < parts->at.count; i++) {
		const struct part *p = &parts->at.at[i];
		const struct pattern_piece *piece = pattern_piece_at(c->rule, part_start(p));
		if (piece && piece->phrase)
			share(shared, c->rule, piece, p, a);
		else
			count_part(c, p->covered, p->covered ? SLICE("") : part_line(c->rule, p, a), &o);
	}
	c->uncovered = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
}

static void measure(struct rule_coverage *c, const struct checks *checks, struct shared_parts *shared, struct arena *a)
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
			if (check->rule == c->rule && check->subject.ptr && check->kind != CHECK_GAP && !check->variant)
				cover(&parts, probe, check->subject, check->kind == CHECK_EXAMPLE && check->verdict == VERDICT_OK);
		}
		count_parts(c, &parts, shared, a);
	}
	probe_close(probe);
	parts_release(&parts);
}

// A row for each phrase, from its parts.
static void add_phrases(struct coverage *c, const struct pack *pack, const struct shared_parts *shared)
{
	for (size_t i = 0; i < pack->rules->phrase.count; i++) {
		struct rule_coverage one = {.phrase = &pack->rules->phrase.at[i], .pack = pack};
		struct out o = {0};
		for (size_t k = 0; k < shared->at.count; k++)
			if (shared->at.at[k].phrase == one.phrase)
				count_part(&one, shared->at.at[k].covered, shared->at.at[k].line, &o);
		one.uncovered = arena_copy(&c->arena, (slice){o.ptr ? o.ptr : "", o.len});
		out_release(&o);
		vec_push(&c->at, one);
	}
}

void coverage_measure(struct coverage *c, const struct checks *checks)
{
	struct shared_parts shared = {0};
	*c = (struct coverage){0};
	arena_init(&c->arena);
	for (size_t i = 0; i < checks->rule.count; i++) {
		struct rule_coverage one = {.rule = checks->rule.at[i].rule,
									.pack = checks->rule.at[i].pack,
									.first_check = checks->rule.at[i].first_check,
									.end_check = checks->rule.at[i].end_check};
		measure(&one, checks, &shared, &c->arena);
		vec_push(&c->at, one);
	}
	for (size_t i = 0; i < checks->rule.count; i++) { // each pack once
		bool known = false;
		for (size_t k = 0; k < i && !known; k++)
			known = checks->rule.at[k].pack == checks->rule.at[i].pack;
		if (!known)
			add_phrases(c, checks->rule.at[i].pack, &shared);
	}
	for (size_t i = 0; i < c->at.count; i++) {
		c->parts += c->at.at[i].parts;
		c->covered += c->at.at[i].covered;
	}
	vec_release(&shared.at);
}

void coverage_release(struct coverage *c)
{
	vec_release(&c->at);
	arena_release(&c->arena);
}

double coverage_percent(const struct coverage *c)
{
	size_t parts = c->parts; // what cannot be measured is one that is not covered
	for (size_t i = 0; i < c->at.count; i++)
		parts += c->at.at[i].cannot != NULL;
	return parts ? 100.0 * (double)c->covered / (double)parts : 100.0;
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
		struct place at = r->phrase ? r->phrase->at : r->rule->at;
		slice name = r->phrase ? r->phrase->name : r->rule->id;
		out_format(o, "%7.1f%%  %5zu  %s" SLICE_FMT " (%s:%zu)\n",
				   r->parts ? 100.0 * (double)r->covered / (double)r->parts : 100.0, r->parts, r->phrase ? "phrase " : "",
				   SLICE_ARG(name), at.file, at.line);
		slice line, rest = r->uncovered;
		while ((line = slice_cut(&rest, '\n')).ptr && line.len)
			out_format(o, "                 not exercised: " SLICE_FMT "\n", SLICE_ARG(line));
	}
	out_format(o, "%7.1f%%  %5zu  all\n", coverage_percent(c), c->parts);
}
