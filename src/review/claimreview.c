// SPDX-License-Identifier: MIT
// claimreview: decisions as schema.org ClaimReview, one JSON-LD object a line.
//
// An accepted conflict gives one object a side, an accepted or rejected claim one. The records fill what was said, by whom, where
// it appeared and what stands against it. What only the publisher knows is null, which JSON-LD reads as absent, for a person to
// fill: url, datePublished, author, and the rating's numbers.
#include "private.h"

#include "base/banned.h"

static void open_object(struct out *o, const char *key)
{
	if (o->len && o->ptr[o->len - 1] != '{' && o->ptr[o->len - 1] != '[')
		out_byte(o, ',');
	if (key)
		out_format(o, "\"%s\":", key);
	out_byte(o, '{');
}

static void member(struct out *o, const char *key, slice value)
{
	if (o->ptr[o->len - 1] != '{')
		out_byte(o, ',');
	out_format(o, "\"%s\":", key);
	if (value.ptr)
		out_json_string(o, value);
	else
		out_bytes(o, SLICE("null"));
}

static void known_member(struct out *o, const char *key, slice value)
{
	if (value.ptr)
		member(o, key, value);
}

// The source as an agent. What kind of agent an unnamed or official source is, nobody can say: a Thing would not be an author.
static void put_source(struct out *o, const struct claim *c)
{
	if (!c->source_text.ptr) {
		member(o, "author", SLICE_NULL);
		return;
	}
	open_object(o, "author");
	member(o, "@type",
		   slice_equal(c->source_kind, SLICE("person")) || slice_equal(c->source_kind, SLICE("witness")) ? SLICE("Person")
																										 : SLICE("Organization"));
	member(o, "name", c->source_text);
	out_byte(o, '}');
}

// Where the claim was made: the document, and in it the bytes.
static void put_appearance(struct out *o, const struct review *r, const struct shown_claim *c)
{
	const struct document *d = &r->document.at[c->document];
	open_object(o, NULL);
	member(o, "@type", SLICE("CreativeWork"));
	member(o, "name", d->name);
	known_member(o, "datePublished", d->date);
	if (d->source.ptr) {
		open_object(o, "publisher");
		member(o, "@type", SLICE("Organization"));
		member(o, "name", d->source);
		out_byte(o, '}');
	}
	known_member(o, "text", c->passage.text);
	out_byte(o, '}');
}

// What is said of the claims, by all of them.
struct finding {
	slice id, rating, body, note;
};

// One text behind the other, with a space between; either may be missing.
static slice both(struct arena *a, slice first, slice second)
{
	if (!first.len || !second.len)
		return first.len ? first : second;
	char *text = arena_alloc(a, first.len + 1 + second.len);
	memcpy(text, first.ptr, first.len);
	text[first.len] = ' ';
	memcpy(text + first.len + 1, second.ptr, second.len);
	return (slice){text, first.len + 1 + second.len};
}

static void put_review(struct out *o, const struct review *r, const size_t *claim, size_t claims, const struct finding *f,
					   struct arena *a)
{
	const struct shown_claim *first = &r->claim.at[claim[0]];
	open_object(o, NULL);
	member(o, "@context", SLICE("https://schema.org"));
	member(o, "@type", SLICE("ClaimReview"));
	member(o, "identifier", f->id);
	member(o, "url", SLICE_NULL);
	member(o, "datePublished", SLICE_NULL);
	member(o, "author", SLICE_NULL);
	known_member(o, "inLanguage", first->record.head.lang);
	member(o, "claimReviewed",
		   span_length(first->passage.claim) ? slice_at(first->passage.text, first->passage.claim) : first->passage.text);
	known_member(o, "reviewBody", both(a, f->body, f->note));
	open_object(o, "itemReviewed");
	member(o, "@type", SLICE("Claim"));
	member(o, "identifier", first->record.head.id);
	known_member(o, "about", first->record.topic);
	put_source(o, &first->record);
	out_bytes(o, SLICE(",\"appearance\":["));
	for (size_t i = 0; i < claims; i++)
		put_appearance(o, r, &r->claim.at[claim[i]]);
	out_bytes(o, SLICE("]}"));
	open_object(o, "reviewRating");
	member(o, "@type", SLICE("Rating"));
	member(o, "ratingValue", SLICE_NULL);
	member(o, "bestRating", SLICE_NULL);
	member(o, "worstRating", SLICE_NULL);
	member(o, "alternateName", f->rating);
	out_bytes(o, SLICE("}}\n"));
	arena_reset(a);
}

void claimreview_write(const struct review *r, struct out *o)
{
	struct arena a;
	struct out one = {0};
	arena_init(&a);
	for (size_t i = 0; i < r->conflict.count; i++) {
		const struct shown_conflict *c = &r->conflict.at[i];
		const struct decision *d = review_decision(r, c->record.head.id);
		for (size_t k = 0; d && d->verdict == VERDICT_ACCEPT && k < c->sides; k++) {
			if (!c->side[k].claims)
				continue;
			struct finding f = {.rating = SLICE("Disputed"),
								.body = c->record.explain,
								.note = d->note,
								.id = arena_format(&a, SLICE_FMT "-%zu", SLICE_ARG(c->record.head.id), k + 1)};
			put_review(&one, r, c->side[k].claim, c->side[k].claims, &f, &a);
			out_bytes(o, (slice){one.ptr, one.len});
			one.len = 0;
		}
	}
	for (size_t i = 0; i < r->claim.count; i++) {
		const struct decision *d = review_decision(r, r->claim.at[i].record.head.id);
		if (!d || (d->verdict != VERDICT_ACCEPT && d->verdict != VERDICT_REJECT))
			continue;
		struct finding f = {.rating = d->verdict == VERDICT_ACCEPT ? SLICE("Holds") : SLICE("Does not hold"),
							.note = d->note,
							.id = r->claim.at[i].record.head.id};
		put_review(&one, r, &i, 1, &f, &a);
		out_bytes(o, (slice){one.ptr, one.len});
		one.len = 0;
	}
	out_release(&one);
	arena_release(&a);
}
