// SPDX-License-Identifier: MIT
// parts: compares parts with their wholes.
#include "parts.h"

#include <math.h>

#include "explain.h"
#include "fit.h"

#include "base/banned.h"

#define SHORT_TEXT 40
#define LIST_LEAST 3

static struct item *named_whole(struct item *const *item, size_t count, const struct item *part)
{
	for (size_t i = 0; part->part_of.ptr && i < count; i++)
		if (item[i] != part && (slice_equal(item[i]->id, part->part_of) ||
								(item[i]->figure_id.ptr && slice_equal(item[i]->figure_id, part->part_of))))
			return item[i];
	return NULL;
}

// Claims are in the order of the text: the last whole before the part, else the first behind it.
static struct item *nearest_whole(struct item *const *item, size_t count, size_t part)
{
	const struct item *p = item[part];
	for (size_t i = part; i-- > 0 && item[i]->sent == p->sent;)
		if (!item[i]->is_part && !item[i]->is_new && item[i]->measure == p->measure && item[i]->unit_base == p->unit_base)
			return item[i];
	for (size_t i = part + 1; i < count && item[i]->sent == p->sent; i++)
		if (!item[i]->is_part && !item[i]->is_new && item[i]->measure == p->measure && item[i]->unit_base == p->unit_base)
			return item[i];
	return NULL;
}

// Whether each of the parts counts what no other counts.
static bool are_disjoint(struct item *const *part, size_t parts)
{
	for (size_t i = 0; i < parts; i++)
		for (size_t k = 0; k < i; k++)
			if (part[i]->what == 0 || part[i]->what == part[k]->what || part[i]->sent != part[k]->sent)
				return false;
	return true;
}

static bool parts_exceed(const struct item *whole, struct item *const *part, size_t parts)
{
	double sum = 0;
	for (size_t i = 0; i < parts; i++)
		sum += part[i]->allowed.lo;
	return sum > whole->allowed.hi && (parts == 1 || are_disjoint(part, parts));
}

// "£48m: £21m on care, £15m on schools, £7m on roads and £3m on the rest": from three parts on a list behind a colon is taken for
// complete, so that its sum must be the whole.
static bool list_fails(const struct item *whole, struct item *const *part, size_t parts)
{
	interval sum = {0, 0, false, false};
	for (size_t i = 0; i < parts; i++) {
		if (!(part[i]->inherited & SLOT_MEASURE) || part[i]->sent != whole->sent)
			return false;
		sum.lo += part[i]->allowed.lo;
		sum.hi += part[i]->allowed.hi;
	}
	return parts >= LIST_LEAST && !interval_meets(sum, whole->allowed);
}

// 40% of 150 is 60: what 39.5% to 40.5% of it allow does not meet 73.
static bool share_fails(const struct item *whole, const struct item *share, const struct item *part)
{
	if (share->allowed.lo < 0 || whole->allowed.lo <= 0 || !isfinite(whole->allowed.hi))
		return false;
	double half = share->allowed.lo == share->allowed.hi ? 0.5 : 0;
	interval allowed = {whole->allowed.lo * (share->allowed.lo - half) / 100,
						whole->allowed.hi * (share->allowed.hi + half) / 100, true, true};
	allowed.lo -= 0.5; // people are whole
	allowed.hi += 0.5;
	return !interval_meets(allowed, part->allowed);
}

static void check_whole(struct item *whole, struct item *const *part, size_t parts, struct arena *a, struct part_conflicts *ret)
{
	struct item **plain = ARENA_ARRAY(a, struct item *, parts + 1), **shares = ARENA_ARRAY(a, struct item *, 2);
	struct item *counted = NULL; // the part of which a share is given, whatever it measures
	size_t plains = 0, share_count = 0, counts = 0;
	for (size_t i = 0; i < parts; i++) {
		if (!part[i]->unit_base && ++counts)
			counted = part[i];
		if (part[i]->unit_base == whole->unit_base && part[i]->measure == whole->measure)
			plain[plains++] = part[i];
		else if (item_is_rate(part[i]) && share_count++ == 0)
			shares[0] = part[i];
	}
	bool exceed = plains > 0 && parts_exceed(whole, plain, plains);
	if (plains > 0 && (exceed || list_fails(whole, plain, plains)))
		vec_push(&ret->at, ((struct part_conflict){whole, plain, plains, false, !exceed}));
	if (counts == 1 && share_count == 1 && counted->sent == shares[0]->sent && share_fails(whole, shares[0], counted)) {
		shares[1] = counted;
		vec_push(&ret->at, ((struct part_conflict){whole, shares, 2, true, false}));
	}
}

void parts_find(struct item *const *item, size_t count, struct arena *a, struct part_conflicts *ret)
{
	struct item **whole = ARENA_ARRAY(a, struct item *, count), **part = ARENA_ARRAY(a, struct item *, count);
	bool any = false;
	vec_clear(&ret->at);
	for (size_t i = 0; i < count; i++) {
		if (item[i]->is_date || (!item[i]->is_part && !item[i]->part_of.ptr))
			continue;
		whole[i] = item[i]->part_of.ptr ? named_whole(item, count, item[i]) : NULL;
		if (!whole[i] && item[i]->is_part)
			whole[i] = nearest_whole(item, count, i);
		any = any || whole[i];
	}
	for (size_t w = 0; any && w < count; w++) {
		size_t parts = 0;
		for (size_t i = 0; i < count; i++)
			if (whole[i] == item[w])
				part[parts++] = item[i];
		if (parts > 0)
			check_whole(item[w], part, parts, a, ret);
	}
}

static struct side one_side(struct item *const *item, size_t count, struct arena *a)
{
	struct side s = {.value_text = explain_value(item[0], a), .claim = ARENA_ARRAY(a, struct side_claim, count), .claims = count};
	for (size_t i = 0; i < count; i++) {
		s.claim[i] = report_claim(item[i]);
		s.lo += item[i]->lo;
		s.hi += item[i]->hi;
		if (i > 0)
			s.value_text =
				arena_format(a, SLICE_FMT " + " SLICE_FMT, SLICE_ARG(s.value_text), SLICE_ARG(explain_value(item[i], a)));
	}
	return s;
}

// A part as the text has it, "9 police"; its value where that text is long, or begins with another word ("spent £40 million").
static slice counted(const struct item *i, struct arena *a)
{
	bool begins = i->text.ptr && i->text.len > 0 && !(i->text.ptr[0] >= 'a' && i->text.ptr[0] <= 'z');
	return begins && i->text.len <= SHORT_TEXT ? i->text : explain_value(i, a);
}

enum severity parts_report(struct out *o, const struct part_conflict *p, struct arena *a)
{
	const struct language *l = p->whole->language;
	struct item **all = ARENA_ARRAY(a, struct item *, p->parts + 1);
	all[0] = p->whole;
	memcpy(all + 1, p->part, p->parts * sizeof *all);
	enum severity severity = p->share || p->parts > 1 ? SEVERITY_MEDIUM : SEVERITY_HIGH;
	struct conflict c = report_head(all, p->parts + 1, p->share ? SLICE("share") : SLICE("sum"), severity, a);
	struct side *side = ARENA_ARRAY(a, struct side, 3);
	c.sides = (struct sides){side, p->share ? 3 : 2};
	side[0] = one_side(all, 1, a);
	side[1] = one_side(p->part, p->share ? 1 : p->parts, a);
	slice list = SLICE(""), sum = SLICE_NULL, measure = explain_measure(l, p->whole->measure_name, a);
	if (p->share) {
		side[2] = one_side(p->part + 1, 1, a);
		double whole = (p->whole->lo + p->whole->hi) / 2, part = (p->part[1]->lo + p->part[1]->hi) / 2;
		sum = isfinite(part / whole) ? explain_number(l, round(part / whole * 1000) / 10, a) : SLICE("");
	} else
		sum = explain_number(l, side[1].lo, a);
	for (size_t i = 0; i < p->parts; i++) {
		slice one = counted(p->part[i], a);
		struct filling filling[] = {{{"list", 4}, list}, {{"part", 4}, one}};
		list = i == 0 ? one : explain_fill(l, SLICE("join.part"), filling, 2, a);
	}
	struct filling filling[] = {{{"measure", 7}, measure},
								{{"whole", 5}, counted(p->whole, a)},
								{{"parts", 5}, list},
								{{"sum", 3}, sum},
								{{"share", 5}, explain_value(p->part[0], a)},
								{{"part", 4}, counted(p->part[p->share ? 1 : 0], a)}};
	slice key = p->share ? SLICE("share") : p->parts == 1 ? SLICE("sum.one") : p->less ? SLICE("sum.less") : SLICE("sum");
	c.explain = explain_sentence(explain_fill(l, key, filling, sizeof filling / sizeof *filling, a), a);
	conflict_write(o, &c);
	return severity;
}
