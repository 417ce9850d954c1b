// SPDX-License-Identifier: MIT
// assemble: what the files that complete claims share: a sentence's clauses and the words that assembly asks for.
#ifndef EXTRACT_ASSEMBLE_H
#define EXTRACT_ASSEMBLE_H

#include "extract/private.h"

// A word of the sentence that assembly may ask for.
struct mark {
	uint32_t first, end;
	const struct entry *entry;
	enum shape shape;
};

struct assembly {
	struct work *w;
	uint16_t *clause;          // of each token
	const struct voice *voice; // of each attribution
	struct voice told;         // whose word the text goes on to tell; text null: nobody's
	VEC(struct mark) mark;
};

// Where a word must stand for assembly to take it.
struct reach {
	uint32_t within;  // tokens
	bool only_before; // the claim
	bool unbroken;    // no comma or other mark between
};

// Tokens between two spans; what stands before is a little nearer.
uint32_t tokens_apart(uint32_t a_first, uint32_t a_end, uint32_t b_first, uint32_t b_end);
// Whether no comma, bracket or quotation mark stands among the tokens from `from` up to `to`.
bool tokens_are_unbroken(const struct scan *s, uint32_t from, uint32_t to);
// Lists a slot of a claim, once, as taken from elsewhere.
void claim_inherit(struct work *w, struct claim *c, const char *slot);
bool claim_inherits(const struct claim *c, const char *slot);
// Whether a claim has a slot's value, and from its own clause.
bool claim_tells(const struct claim *c, slice value, const char *slot);
// Puts a claim on somebody's word; inherited: that the text around it tells.
void claim_take_voice(struct work *w, struct claim *c, const struct voice *v, bool inherited);
// The words that assembly asks for; those inside names and dates say nothing.
void marks_find(struct assembly *a);
// The item whose tokens hold these, or null.
const struct item *item_around(const struct facts *f, uint32_t first, uint32_t end);
// The word of a class that stands nearest to the claim in its clause; null where there is none.
const struct sense *mark_nearest(const struct assembly *a, const struct draft *d, enum known class, struct reach reach,
								 const struct mark **ret);
slice mark_text(const struct assembly *a, const struct mark *m);
// Whether a word of the class event.noun stands for an event of the text: "the march", not "march on".
bool mark_is_event(const struct work *w, const struct mark *m);

// So near before an event's noun tells a word that it is another one: "a rival march", "a second, larger quake", a counter-march.
#define ANOTHER_WITHIN 2
// Whether a word of the class stands among the `within` tokens before a token.
bool stands_before(const struct work *w, uint32_t token, uint32_t within, enum known class);

// Whether a figure stands between two tokens.
bool has_figure_between(const struct facts *f, uint32_t from, uint32_t to);
// The attribution whose content holds the claim's figure (the narrowest), else null.
const struct attribution *attribution_of(const struct work *w, const struct draft *d);

// nearest.c
// Where tokens stand in the document.
struct original tokens_original(const struct facts *f, uint32_t first, uint32_t end);
// Whether an item is a date whose days are known, or a name of a kind.
bool item_is_dated(const struct work *w, const struct item *item);
static inline bool item_is_entity(const struct item *item, enum entity_kind kind)
{
	return item->kind == ITEM_ENTITY && item->tag_row == kind;
}
// … and no demonym.
bool item_is_name(const struct work *w, const struct item *item, enum entity_kind kind);
// Whether a name of the sentence is a place's.
bool name_is_place(const struct work *w, slice name);
// Whether a span is in the claim's clause, or anywhere; a lone date ("as early as 2010") is of no event beyond a comma.
bool span_in_reach(const struct assembly *a, const struct draft *d, uint32_t first, uint32_t end, bool anywhere, bool event);
// The item of a kind (ENTITY_KINDS: a date) that stands nearest to the claim, in its clause or, with `anywhere`, in its sentence;
// with `saying` also the day on which it was said. Null: there is none.
const struct item *nearest_of(const struct assembly *a, const struct draft *d, enum entity_kind kind, bool anywhere, bool saying);
const struct item *nearest_item(const struct assembly *a, const struct draft *d, enum entity_kind kind, bool anywhere);
slice nearest_name(const struct assembly *a, const struct draft *d, enum entity_kind kind, bool anywhere);
slice nearest_place(const struct assembly *a, const struct draft *d, bool anywhere);
// The place that one behind it tells where it lies, else the place itself.
const struct item *place_within(const struct work *w, const struct item *place);
const struct item *name_ending_at(const struct work *w, uint32_t end, enum entity_kind kind);
// Whether tokens stand in the words that name a source, and are its own: "the notice sent to the Frankfurt exchange says".
bool is_of_source(const struct work *w, uint32_t first, uint32_t end);
// "The Libyan town", "the Ukrainian revolution": an adjective is neither the place nor who did it.
bool item_is_demonym(const struct work *w, const struct item *item);
// Whether a day stands right behind a verb of saying: then it was said, whatever happened.
bool date_is_of_saying(const struct work *w, const struct item *date);
// Where a comparison with a date begins: "than the $6.75 of 2014", "up from 19 on Tuesday"; at the date, where there is none.
uint32_t compared_from(const struct work *w, const struct item *date);
// "From $640 million in 2011 to $870 million": whether a date is that of a figure from which another is a step away.
bool date_is_stepped_from(const struct work *w, const struct item *date);
// Whether a date of no figure is the time of a quantity in its clause.
bool is_time_of_quantity(const struct assembly *a, const struct draft *d);

// Whether another claim of the sentence is of a part of this figure: "62 of the 120 seats".
bool claim_is_whole(const struct work *w, const struct claim *c);

// Whether two figures are in one unit, or both in none.
bool same_unit(const struct claim *a, const struct claim *b);

// measure.c
// Whether a claim of a figure says more of it than its kind ("number", "money").
bool claim_tells_measure(const struct claim *c, const struct draft *d);
// Gives the claim of which this one tells the figure anew ("the union puts it at 20,000"), or null.
const struct claim *slot_measure(const struct assembly *a, struct claim *c, const struct draft *d);
// The last figure of the sentence before a token that told what it measures, so that another may be given for it; one behind a
// preposition ("9,000 marched in 37 towns") where no other did. Null: none.
const struct claim *sentence_quantity(const struct work *w, uint32_t end);
// "The line will cost £340 million … the auditors put its cost at £515 million": what the text gave as the same measure before
// the source put it at this figure; null: nothing.
const struct claim *claim_put_before(const struct assembly *a, const struct claim *c, const struct draft *d);
// slot.c
void slot_date(const struct assembly *a, struct claim *c, const struct draft *d);
// Notes where a figure of no day tells how things are.
void slot_now(const struct assembly *a, struct claim *c, const struct draft *d);
void slot_place(const struct assembly *a, struct claim *c, const struct draft *d);
void slot_event(const struct assembly *a, struct claim *c, const struct draft *d);
// What a claim does not say itself, from the one that it tells anew.
void slots_again(struct work *w, struct claim *c, const struct claim *told);
// subject.c
// Whether who draws a crowd, or employs people, tells what was counted; a toll is the event's.
bool measure_is_owned(const struct work *w, slice measure);
void slot_subject(const struct assembly *a, struct claim *c, const struct draft *d);
// modality.c
void slot_modality(const struct assembly *a, struct claim *c, const struct draft *d);
// Gives a figure told anew the modality of the one told before: "will cut 900 jobs; the union puts it at 2,500".
void modality_again(struct claim *c, const struct claim *told);
void slot_scope(const struct assembly *a, struct claim *c, const struct draft *d, const struct claim *before);

#endif
