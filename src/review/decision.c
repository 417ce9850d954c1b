// SPDX-License-Identifier: MIT
// decision: what a person said of a conflict or claim, as the page exports it.
//
//   {"type":"decision","id":"5f0c…","decision":"accept","flag":false,"note":"called the ministry","kind":"conflict",…}
#include "private.h"

#include "base/banned.h"

slice verdict_name(enum verdict v)
{
	switch (v) {
	case VERDICT_ACCEPT:
		return SLICE("accept");
	case VERDICT_REJECT:
		return SLICE("reject");
	case VERDICT_SKIP:
		return SLICE("skip");
	case VERDICT_NONE:
		break;
	}
	return SLICE_NULL;
}

// The member's text; null where it is missing or null. False, reported, where it is of another type.
static bool text_member(const struct line *l, slice key, slice *ret, struct place at, struct diag *d)
{
	const struct line_field *field = line_find(l, key, 0);
	if (!field || field->type == LINE_NULL) {
		*ret = SLICE_NULL;
		return true;
	}
	if (field->type != LINE_STRING)
		return diag_error(d, at, "'" SLICE_FMT "' is no string", SLICE_ARG(key));
	*ret = field->value;
	return true;
}

static bool decision_read(struct decision *ret, const struct line *l, struct place at, struct diag *d)
{
	slice id = SLICE_NULL, verdict = SLICE_NULL, note = SLICE_NULL;
	const struct line_field *flag = line_find(l, SLICE("flag"), 3);

	if (!text_member(l, SLICE("id"), &id, at, d) || !text_member(l, SLICE("decision"), &verdict, at, d) ||
		!text_member(l, SLICE("note"), &note, at, d))
		return false;
	if (!id.ptr)
		return diag_error(d, at, "a decision without an 'id'");
	if (flag && flag->type != LINE_NULL && flag->type != LINE_BOOLEAN)
		return diag_error(d, at, "'flag' is neither true nor false");
	enum verdict v = VERDICT_NONE;
	while (v <= VERDICT_SKIP && !(verdict.ptr ? slice_equal(verdict, verdict_name(v)) : v == VERDICT_NONE))
		v++;
	if (v > VERDICT_SKIP)
		return diag_error(d, at, "unknown decision '" SLICE_FMT "', expected accept, reject, skip or null", SLICE_ARG(verdict));
	*ret = (struct decision){.id = id, .verdict = v, .note = note, .flag = flag && slice_equal(flag->value, SLICE("true"))};
	return true;
}

void review_decisions(struct review *r, struct input *in, struct diag *d)
{
	slice text;
	bool ended;
	struct line line;
	struct decision decision;

	while (input_line(in, &text, &ended, d)) {
		struct place at = input_place(in);
		if (slice_trim(text).len == 0)
			continue;
		if (!line_read(&line, arena_copy(&r->arena, text), &r->arena, at, d) || !decision_read(&decision, &line, at, d))
			continue;
		size_t index = map_index(&r->decision_by_id, decision.id);
		if (index != NONE) {
			r->decision.at[index] = decision;
		} else {
			map_put_index(&r->decision_by_id, decision.id, r->decision.count);
			vec_push(&r->decision, decision);
		}
	}
}

const struct decision *review_decision(const struct review *r, slice id)
{
	size_t index = map_index(&r->decision_by_id, id);
	return index == NONE ? NULL : &r->decision.at[index];
}

size_t review_decisions_elsewhere(const struct review *r)
{
	size_t elsewhere = 0;
	for (size_t i = 0; i < r->decision.count; i++) {
		slice id = r->decision.at[i].id;
		if (map_index(&r->conflict_by_id, id) == NONE && map_index(&r->claim_by_id, id) == NONE)
			elsewhere++;
	}
	return elsewhere;
}
