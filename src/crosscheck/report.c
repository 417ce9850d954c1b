// SPDX-License-Identifier: MIT
// report: conflict records.
#include "report.h"

#include <math.h>

#include "explain.h"
#include "identity.h"

#include "base/banned.h"

static const slice severity_name[] = {{"low", 3}, {"medium", 6}, {"high", 4}};

// "deaths | zhanaozen | 2011": the measure, the first place and the first year that a claim names, empty where none does.
static slice topic_of(struct item *const *claim, size_t count, struct arena *a)
{
	slice place = SLICE(""), year = SLICE("");
	for (size_t i = count; i-- > 0;) {
		const struct item *c = claim[i];
		if (c->place.head)
			place = c->place.text;
		if (!c->is_date && days_known(c->date)) {
			int y, month, day;
			day_split(c->date.from, &y, &month, &day);
			year = arena_format(a, "%04d", y);
		}
	}
	return arena_format(a, SLICE_FMT " | " SLICE_FMT " | " SLICE_FMT, SLICE_ARG(claim[0]->measure_name), SLICE_ARG(place),
						SLICE_ARG(year));
}

struct conflict report_head(struct item *const *claim, size_t count, slice name, enum severity severity, struct arena *a)
{
	const struct item *first = claim[0];
	struct conflict c = {.conflict_kind = name, .measure = first->measure_name, .severity = severity_name[severity]};
	// The id tells two conflicts of one first claim apart by all their claims.
	struct out ids = {0};
	out_bytes(&ids, name);
	for (size_t i = 0; i < count; i++) {
		out_byte(&ids, ' ');
		out_bytes(&ids, claim[i]->document->name);
		out_byte(&ids, ' ');
		out_bytes(&ids, claim[i]->id);
	}
	c.head = (struct record){.doc = first->document->name,
							 .sent = first->sent,
							 .byte_start = first->byte_start,
							 .byte_end = first->byte_end,
							 .char_start = first->char_start,
							 .char_end = first->char_end,
							 .text = first->text,
							 .lang = first->language->code,
							 .status = SLICE("ok")};
	c.head.id = record_id(a, c.head.doc, RECORD_CONFLICT, c.head.byte_start, c.head.byte_end, (slice){ids.ptr, ids.len});
	c.head.rule = arena_format(a, "crosscheck." SLICE_FMT, SLICE_ARG(name));
	c.topic = topic_of(claim, count, a);
	out_release(&ids);
	return c;
}

struct side_claim report_claim(const struct item *i)
{
	return (struct side_claim){.id = i->id,
							   .doc = i->document->name,
							   .byte_start = i->byte_start,
							   .byte_end = i->byte_end,
							   .char_start = i->char_start,
							   .char_end = i->char_end,
							   .text = i->text,
							   .source_text = i->source_text};
}

static double least(double a, double b)
{
	return isnan(a) || isnan(b) ? NAN : a < b ? a : b;
}
static double most(double a, double b)
{
	return isnan(a) || isnan(b) ? NAN : a > b ? a : b;
}

// The bounds of a side span those of its claims, in the unit of the first; dates have none, their value_text tells the days.
static void side_bounds(struct side *s, const struct item *first, const struct item *i)
{
	if (i->is_date) {
		s->lo = s->hi = NAN;
	} else if (i == first) {
		s->lo = i->lo;
		s->hi = i->hi;
	} else if (slice_equal(i->unit, first->unit)) {
		s->lo = least(s->lo, i->lo);
		s->hi = most(s->hi, i->hi);
	}
}

static struct sides sides_of(const struct disagreement *d, struct arena *a, size_t *ret_more)
{
	struct sides sides = {.at = ARENA_ARRAY(a, struct side, d->sides), .count = d->sides};
	const struct item *first = NULL;
	*ret_more = 0;
	for (size_t i = 0; i < d->claims; i++) {
		struct side *s = &sides.at[d->side[i]];
		if (!s->claim) {
			s->claim = ARENA_ARRAY(a, struct side_claim, d->claims < CROSSCHECK_LISTED_MAX ? d->claims : CROSSCHECK_LISTED_MAX);
			s->value_text = explain_side(d->claim[i], a);
			first = d->claim[i];
		}
		side_bounds(s, first, d->claim[i]);
		if (s->claims < CROSSCHECK_LISTED_MAX)
			s->claim[s->claims++] = report_claim(d->claim[i]);
		else
			++*ret_more;
	}
	return sides;
}

// Whether the sides are attributed to different named sources.
static bool by_sources(const struct disagreement *d)
{
	bool named = false, differ = false;
	for (size_t i = 0, next; i < d->claims; i = next) {
		named = false;
		for (next = i; next < d->claims && d->side[next] == d->side[i]; next++) {
			named = named || d->claim[next]->source.count > 0;
			differ = differ || sources_differ(d->claim[0], d->claim[next]);
		}
		if (!named)
			return false;
	}
	return differ;
}

static slice kind_of(const struct disagreement *d)
{
	if (d->update)
		return SLICE("update");
	if (d->claim[0]->is_date)
		return SLICE("dates");
	return by_sources(d) ? SLICE("sources") : SLICE("values");
}

enum severity report_disagreement(struct out *o, const struct disagreement *d, struct arena *a)
{
	enum severity severity = d->points >= POINTS_HIGH     ? SEVERITY_HIGH
							 : d->points >= POINTS_MEDIUM ? SEVERITY_MEDIUM
														  : SEVERITY_LOW;
	struct conflict c = report_head(d->claim, d->claims, kind_of(d), severity, a);
	size_t more;
	c.sides = sides_of(d, a, &more);
	if (more > 0)
		c.head.note = arena_format(a, "more=%zu", more);
	c.explain = explain_disagreement(d, a);
	conflict_write(o, &c);
	return severity;
}
