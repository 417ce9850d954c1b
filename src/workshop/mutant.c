// SPDX-License-Identifier: MIT
// mutant: finds what may be left out of a pattern. Groups that are still to be read wait in a list, so nothing recurses.
#include "mutant.h"

#include "item.h"

#include "base/banned.h"

struct reader {
	slice p;
	struct cuts *cuts;
	VEC(span) inside; // of groups
};

static void cut(struct reader *r, enum mutant_kind kind, size_t start, size_t end)
{
	vec_push(&r->cuts->at, ((struct cut){kind, start, end}));
}

static bool is_look_around(slice atom)
{
	return slice_starts(atom, SLICE("(?=")) || slice_starts(atom, SLICE("(?!")) || slice_starts(atom, SLICE("(?<=")) ||
		   slice_starts(atom, SLICE("(?<!"));
}

static bool is_optional(slice repeat)
{
	return repeat.len && (repeat.ptr[0] == '?' || repeat.ptr[0] == '*' || slice_starts(repeat, SLICE("{0")) ||
						  slice_starts(repeat, SLICE("{,")));
}

static void read_items(struct reader *r, span branch)
{
	struct item i;
	for (size_t at = branch.start; item_next(r->p, &at, branch.end, &i);) {
		slice atom = slice_at(r->p, i.atom);
		if (atom.ptr[0] == '(' && pattern_group_inside(r->p, i.atom.start) < i.atom.end)
			vec_push(&r->inside, ((span){pattern_group_inside(r->p, i.atom.start), i.atom.end - 1}));
		if (is_look_around(atom))
			cut(r, MUTANT_LOOK_AROUND, i.atom.start, i.atom.end);
		else if (slice_equal(atom, SLICE("\\b")) || slice_equal(atom, SLICE("\\B")))
			cut(r, MUTANT_BOUNDARY, i.atom.start, i.atom.end);
		else if (is_optional(slice_at(r->p, i.repeat)))
			cut(r, MUTANT_OPTIONAL, i.atom.start, i.repeat.end);
	}
}

// The branches of a stretch; with each goes the bar before it, with the first the one behind it.
static void read_branches(struct reader *r, span where)
{
	size_t start = where.start, branches = 0;
	for (size_t at = where.start; at <= where.end;) {
		bool bar = at < where.end && r->p.ptr[at] == '|';
		if (bar || at == where.end) {
			if (bar || branches)
				cut(r, MUTANT_ALTERNATIVE, branches ? start - 1 : start, branches ? at : at + 1);
			read_items(r, (span){start, at});
			branches++;
			start = at + 1;
		}
		if (at == where.end)
			break;
		at = r->p.ptr[at] == '(' ? pattern_group_end(r->p, at) : pattern_step_end(r->p, at);
	}
}

void cuts_read(struct cuts *c, slice pattern)
{
	struct reader r = {.p = pattern, .cuts = c};
	*c = (struct cuts){0};
	vec_push(&r.inside, ((span){0, pattern.len}));
	for (size_t i = 0; i < r.inside.count; i++)
		read_branches(&r, r.inside.at[i]);
	vec_release(&r.inside);
}

void cuts_release(struct cuts *c)
{
	vec_release(&c->at);
}
