// SPDX-License-Identifier: MIT
// skip: where something could not be loaded, whether a failure may come of that.
//
// A rule needs the words of its classes and what the rules of the layers before it find; those of its own layer can only take a
// reading from it (but a name may be settled by others). So a failure counts unless, among the rules that can matter to it,
// - one that is left out would have been tried on the sentence: what it waits for is there;
// - one refers to a class of which something is left out.
#include "private.h"

#include "base/banned.h"

static bool is_over_view(const struct rule *r)
{
	return r->layer < LAYERS_OVER_VIEW;
}

static bool refers_to(const struct ruleset *rs, const struct rule *r, uint16_t class)
{
	slice p = r->match;
	for (size_t i = 0; i < p.len; i = p.ptr[i] == '\\' ? pattern_step_end(p, i) : i + 1) {
		size_t length = pattern_reference_length(p, i);
		uint16_t of = length ? class_find(rs, slice_sub(p, i + 1, i + length - 1)) : NO_CLASS;
		if (of != NO_CLASS && class_is_in(rs, class, of))
			return true;
	}
	return false;
}

static bool is_known(const struct ruleset *rs, uint16_t class)
{
	const uint16_t known[] = {
#define X(member, name) rs->known.member,
		KNOWN_CLASSES(X)
#undef X
	};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i] != NO_CLASS && class_is_in(rs, class, known[i]))
			return true;
	return false;
}

// Whether what another rule reads may decide how a check came out.
static bool may_decide(const struct rule *other, const struct check *c)
{
	bool over_view = is_over_view(c->rule) && is_over_view(other);
	bool same = other->layer == c->rule->layer && (c->verdict != VERDICT_MISSING || other->layer == LAYER_ENTITY);
	return other == c->rule || (over_view && (other->layer < c->rule->layer || same));
}

static bool class_matters(const struct ruleset *rs, uint16_t class, const struct check *to)
{
	for (size_t i = 0; i < rs->rule.count; i++)
		if (may_decide(&rs->rule.at[i], to) && refers_to(rs, &rs->rule.at[i], class))
			return true;
	return is_over_view(to->rule) && is_known(rs, class);
}

// Of a rule that is left out: whether it would have been tried on the sentence. A layer without rules has no view.
static bool rule_matters(const struct bench *b, const struct rule *left_out, const struct check *to, struct arena *a)
{
	if (!may_decide(left_out, to))
		return false;
	slice view = b->view[left_out->layer];
	return !view.ptr || !trigger_missing(b->rules, left_out, view, a).ptr;
}

slice skip_left_out(const struct rule *r, struct arena *a)
{
	if (!r->id.ptr)
		return arena_format(a, "a rule (%s:%zu) is not loaded", r->at.file, r->at.line);
	return arena_format(a, "rule '" SLICE_FMT "' (%s:%zu) is not loaded", SLICE_ARG(r->id), r->at.file, r->at.line);
}

slice skip_reason(const struct check *c, const struct bench *b, struct arena *a)
{
	const struct ruleset *rs = b->rules;
	if (!rs->mistakes)
		return SLICE_NULL;
	if (rs->unread)
		return arena_format(a, "%s is not loaded", rs->unread);
	for (size_t i = 0; i < rs->left_out.count; i++)
		if (rule_matters(b, &rs->left_out.at[i], c, a))
			return skip_left_out(&rs->left_out.at[i], a);
	for (size_t i = 0; i < rs->class.count; i++) {
		const struct class *class = &rs->class.at[i];
		if (class->wrong && class_matters(rs, (uint16_t)i, c))
			return arena_format(a, "class '" SLICE_FMT "' (%s:%zu) is not loaded whole", SLICE_ARG(class->name),
								class->at.file ? class->at.file : "", class->at.line);
	}
	return SLICE_NULL;
}
