// SPDX-License-Identifier: MIT
// What the files of extract/ share: tokens, items, readings, and the normalisers that turn readings into records.
#ifndef EXTRACT_PRIVATE_H
#define EXTRACT_PRIVATE_H

#include "extract/extract.h"
#include "extract/value/calendar.h"

// ---- scan: the sentence as tokens -------------------------------------------------------------------------------------

enum token_kind { TOKEN_WORD, TOKEN_DIGITS, TOKEN_MARK };

struct token {
	uint32_t start, end;         // in the sentence's text
	uint32_t low_start, low_end; // in scan.low
	uint8_t kind, shape;         // enum token_kind, enum shape
	uint16_t phrase_tokens;      // tokens of phrase
	uint32_t word, phrase_word;  // of entry and phrase: in ruleset.word
	uint8_t begins;              // its first character in low, as rule_begins counts
	uint8_t space;               // bytes of white space behind it in low: 0 or 1
	const struct entry *entry;   // of the token, or null
	const struct entry *phrase;  // the longest entry of several tokens that begins here, or null
};

// A word of up to 16 letters as it was written, and what the lexicon said of it: a few thousand are most of any text.
struct seen_word {
	uint64_t written[2]; // zeros behind a short one; 0, 0: none
	const struct entry *entry;
};
enum { SEEN_WORD_LETTERS = 16, SEEN_WORDS_BITS = 11, SEEN_WORDS = 1 << SEEN_WORDS_BITS };

// Where a sentence's tokens are gathered, again and again; `pending` lists those whose look-up is still to be done.
struct tokens {
	VEC(struct token) token;
	VEC(struct pending {
		uint32_t token;
		struct seen_word word; // without its entry
		struct lexicon_key key;
	})
	pending;
	struct seen_word seen[SEEN_WORDS]; // each at the place of its letters' hash
};

// Bytes behind a scan's `low` that may be read (and mean nothing), so that a word can be copied in one step.
#define SCAN_SLACK 16

struct scan {
	slice low; // the text in lower case, quotes straight, white space folded: what a view is made of
	struct token *token;
	size_t tokens;
	struct known_set known; // of its words and phrases
};

// The widest date the calendar knows, as numbers: what normalisers hand on.
struct number {
	double value;
	slice text;    // the exact decimal
	slice scale;   // the value of the scale word that it ends with; null: it ends with none
	slice factor;  // what the words that it ends with multiply it by (three hundred thousand: 100000); null: by nothing
	double lo, hi; // of a vague number ("dozens"), else NAN
	bool approx;
	slice ambiguous; // the readings, where it is ("1.25|1250"); null: it is not
	enum number_form form;
	bool is_ordinal;
};

// How far to believe in a name: only where the text has it elsewhere, too (ECHO); a word that is in no list (OPEN); by what
// stands around it (GUESS); by a list (LISTED); by what it is made of (SURE).
enum belief { BELIEF_NONE, BELIEF_ECHO, BELIEF_OPEN, BELIEF_GUESS, BELIEF_TOLD, BELIEF_LISTED, BELIEF_SURE };

enum item_kind { ITEM_NUMBER, ITEM_DATE, ITEM_FIGURE, ITEM_ENTITY };

// A span that the scan or a layer found, and what it is. Items of a sentence are in order and do not overlap.
struct item {
	enum item_kind kind;
	uint32_t first, end;         // tokens
	uint32_t own_end;            // … of a figure: where the words begin that it counts, among which names stand; else end
	uint32_t record;             // index in facts.number, extraction.date, …
	uint8_t tag_row, tag_column; // where its tag stands in struct layer_tags
	uint8_t belief;              // of a name: enum belief
	const struct rule *rule;     // null: the scan
};

// What the assembly needs to know of a claim beside its record: which tokens it stands on.
struct draft {
	uint32_t first, end;             // of its figure, else its date
	uint32_t whole_first, whole_end; // of all that its rule read
	const struct figure *figure;
	const struct date *date;
	bool fallback; // of a rule with a negative priority: only where no other claim uses its date
};

// ---- a sentence at work -----------------------------------------------------------------------------------------------

// One sentence with all that is known of it so far.
struct facts {
	const struct sentence *sentence;
	struct discourse *discourse; // of its document
	uint64_t doc_hash;           // of the document's name, for ids
	struct scan scan;
	rule_set *met; // the clauses that its words meet, of the rules of all layers, and, once a layer was run, its items (layer.c)
	VEC(struct item) item;
	VEC(struct item) name; // those of the sentence, until the whole text is read
	VEC(struct number) number;
	VEC(struct draft) draft; // parallel to found->claim
	struct extraction *found;
	enum { CAPITALS_UNKNOWN, CAPITALS_TELL, CAPITALS_OF_MOST } capitals; // whether most words have them (value/name.c)
};

// Who speaks: the source of an attribution, a pronoun's being that of an earlier one.
struct voice {
	slice text, kind, id;
	bool taken_up; // from an earlier attribution
	bool unknown;  // a pronoun for somebody whom no attribution before has named
	bool thinks;   // … of what he only thinks or wants: the text does not go on with his word
};

// Where a text is in time: a date that it told, as far as it told it.
struct told {
	bool known;
	struct day day;
	enum grain grain;
};

// What the dates so far leave to the next one (value/date_told.c).
struct telling {
	struct told last, digression; // the last calendar date of the text, and one far from it that was said since
	size_t last_near;             // how many dates in a row were not far from the one before
	struct told week;             // the week told last, if no other date was since
	struct told quarter;          // the quarter, if no other date was since than a day on which one reports
	struct told now;              // the day of speaking, where the text tells it: "it is Tuesday"
	size_t old, near;             // so far: before the year before the document's, and since
	size_t all_old, all_near;     // the same of the years of the whole text
	size_t beyond;                // exact days after the year behind the document's
	size_t sentences, spoken;     // of the whole text; and those in which the one who speaks names himself
	bool story;                   // "It was spring": the text began with a season of no year
	bool early, early_bc;         // a year of less than four digits was told; the last one was before Christ
	const struct sentence *ahead; // the last sentence that told a day still to come
};

// Sentences that one quotation has before its speaker is named.
#define QUOTED_MAX 4

// What earlier sentences of the document leave behind, for relative dates and for claims.
struct discourse {
	slice doc_date;            // ISO day or null
	const struct facts *facts; // of the first sentence, while dates and figures are read
	struct telling telling;
	// for claims: where the text is, and since which paragraph
	slice place, event;
	slice woman, man; // the persons last named; one whose first name tells nothing is both
	const struct date *when;
	const struct claim *quantity; // the last figure that told what it measures
	int64_t place_para, event_para, when_para;
	slice main_place, main_event, main_name; // of the whole document
	int64_t main_place_sent;                 // that names it first, with a figure: those before tell of no place yet
	struct voice voice, voice_person;        // the last one, and the last that "he" or "she" may be
	struct voice voice_thing;                // one that "it" may be: named since, though it did not speak
	struct voice publisher;                  // of a text in which it speaks for itself: a press release
	int64_t voice_para, voice_sent;          // where it spoke
	bool many_voices;                        // more than one has spoken so far
	// a quotation whose sentences so far name nobody: its speaker may come with the last one
	bool in_quotation;
	int64_t quotation_para;
	struct extraction *quoted[QUOTED_MAX];
	size_t quoted_count;
};

// A named group that took part in a match.
struct capture {
	const struct group *group;
	enum term term;            // the group's
	span text;                 // in the sentence's text
	uint32_t first, end;       // tokens
	const struct item *item;   // the first item inside, or null
	const struct entry *entry; // of the first word (or phrase) that a tag stood for, or null
	enum shape shape;
};

// A match of a rule.
struct reading {
	const struct rule *rule;
	span text; // of the record: the group `this`, else the whole match
	span whole;
	uint32_t first, end; // tokens of the record
	uint32_t whole_first, whole_end;
	struct capture *capture; // lives as long as the reading
	size_t captures;
	struct term_set told; // by its captures or by what its rule sets
	bool refused;         // by its normaliser, before the others were resolved again
	uint32_t next;        // of the same sentence, where it is not the last
};

// What a layer's normaliser works with.
struct work {
	const struct ruleset *rs;
	struct facts *facts;
	struct discourse *discourse;
	struct arena *arena; // of the document
	struct diag *diag;
};

// The capture of a group, or null where it took no part.
static inline const struct capture *reading_group(const struct reading *r, enum term name)
{
	for (size_t i = 0; i < r->captures; i++)
		if (r->capture[i].term == name)
			return &r->capture[i];
	return NULL;
}
// The value (column) that the captured word has in the class that the group refers to; null slice where there is none.
slice capture_value(const struct work *w, const struct capture *c, size_t column);
// The sense itself.
const struct sense *capture_sense(const struct work *w, const struct capture *c);
// The captured text, as it stands in the sentence.
slice capture_text(const struct work *w, const struct capture *c);
// The number that a capture holds, or null.
const struct number *capture_number(const struct work *w, const struct capture *c);
// The kind that a sense of the class "source" tells, the last part of its class's name: "official" of "source.official"; null: it
// is no sense.
static inline slice source_kind_of(const struct work *w, const struct sense *s)
{
	return s ? slice_from(w->rs->class.at[s->class].name, strlen("source.")) : SLICE_NULL;
}
// What the rule sets for a key, or a null slice.
static inline slice reading_set(const struct reading *r, enum term key)
{
	for (size_t i = 0; i < r->rule->sets; i++)
		if (r->rule->set[i].term == key)
			return r->rule->set[i].value;
	return SLICE_NULL;
}
// The value of a group, else what the rule sets, else null: capture_value, or the text of a group without class.
slice reading_value(const struct work *w, const struct reading *r, enum term name);
// Fills the fields common to all records.
void record_fill(const struct work *w, struct record *head, enum record_type type, span text, const struct rule *rule);
// The name of a measure whose word stands at a token, with the word of class unlike before it: "attempted homicides".
slice measure_unlike(const struct work *w, uint32_t token, slice measure);
// The sense of a word or phrase at a token in a class, or null; *ret_end is the token behind it.
const struct sense *token_sense(const struct work *w, size_t token, enum known class, size_t *ret_end);
// The sense of a word in lower case, wherever it stands, in a class; null: it is in none, or there is no word.
const struct sense *word_sense(const struct work *w, slice word, enum known class);
// Tokens from `first` to before `end`, as they stand in the sentence, and in lower case.
static inline slice tokens_text(const struct facts *f, size_t first, size_t end)
{
	return slice_sub(f->sentence->head.text, f->scan.token[first].start, f->scan.token[end - 1].end);
}
static inline slice tokens_low(const struct scan *s, size_t first, size_t end)
{
	return slice_sub(s->low, s->token[first].low_start, s->token[end - 1].low_end);
}
// Whether a token stands right behind the one before it; false behind the last one.
static inline bool token_adjoins(const struct scan *s, size_t token)
{
	return token && token < s->tokens && s->token[token].start == s->token[token - 1].end;
}
// Whether a token, or the phrase that begins with it, is of a known class.
static inline bool token_is(const struct work *w, size_t token, enum known class)
{
	const struct token *t = &w->facts->scan.token[token];
	const struct word *word = w->rs->word;
	return known_set_has(&word[t->word].known, class) || (t->phrase && known_set_has(&word[t->phrase_word].known, class));
}
// Whether it is this mark; false behind the last token.
static inline bool token_is_mark(const struct scan *s, size_t token, char mark)
{
	return token < s->tokens && s->token[token].kind == TOKEN_MARK && s->low.ptr[s->token[token].low_start] == mark;
}

// value/decimal.c: exact arithmetic on decimals as text ("1.5", "1000000").
slice decimal_product(slice a, slice b, struct arena *arena);
// value/currency.c: the code of a currency that several countries have, of the one that the text names nearest to a token;
// `first` where it names none.
slice currency_settle(const struct work *w, size_t token, slice first, slice others);
// value/noun.c: the singular of a counted noun: its class's lemma, else by the endings of class noun.suffix.
slice noun_lemma(const struct work *w, const struct capture *c);

// ---- the steps --------------------------------------------------------------------------------------------------------

// scan.c: tokens of the sentence's text, in the arena.
void scan_sentence(const struct ruleset *rs, slice text, struct tokens *room, struct arena *a, struct scan *ret);
// value/date_told.c: takes note of a sentence before any date of the document is read: its years tell news from history, and
// whether the one who speaks names himself tells whose today it is.
void timeline_foresee(struct work *w);
// value/number.c: composes digits and number words to numbers, as the first items.
void numbers_compose(struct work *w);

// The normalisers: a reading becomes a record; false: it is none after all (and is dropped).
bool number_read(struct work *w, const struct reading *r, struct number *ret);
bool date_read_reading(struct work *w, const struct reading *r, struct date *ret);
// The two ends of a range ("2011-2012") as dates of their own; false where the reading is no range.
bool date_range_ends(struct work *w, const struct reading *r, struct date ret[2]);
// "first", with nothing that it counts: a record, but for the layers behind still the number that it is.
bool figure_is_bare_ordinal(const struct figure *f);
bool figure_read_reading(struct work *w, const struct reading *r, struct figure *ret);
enum belief entity_read_reading(struct work *w, const struct reading *r, struct entity *ret);
// A word of an address or a file's name: "Tovre.K@kvolsi.no", "report_Kvolsi.pdf".
bool name_is_in_address(slice text, span at);
bool attribution_read_reading(struct work *w, const struct reading *r, struct attribution *ret);
bool claim_read_reading(struct work *w, const struct reading *r, struct claim *ret, struct draft *ret_draft);

// Where an item's tag is, by what it is.
void number_tag(const struct number *n, struct item *ret);
void date_tag(const struct date *r, struct item *ret);
void figure_tag(const struct work *w, const struct figure *r, const struct reading *reading, struct item *ret);
void entity_tag(const struct entity *r, struct item *ret);
// Where an item belongs among others: in the place of those from *ret_from to before *ret_to, which share tokens with it.
void items_overlapping(const struct item *at, size_t count, struct item item, size_t *ret_from, size_t *ret_to);
// Puts an item in its place among a sentence's; items that it covers go.
void item_add(struct facts *f, struct item item, struct arena *a);

// echo.c: finds the names of a document again where no rule saw them, or only a part of them.
void names_echo(struct work *w, struct facts *facts, size_t count);
// names.c: after all sentences of a document: settles which doubtful names are some and of which kind guessed ones are, and gives
// every name its fullest form.
void names_settle(struct work *w, struct facts *facts, size_t count);
// clause.c: the clause of each token, numbered from 0, in the arena.
uint16_t *clauses_of(const struct work *w);
// The token behind a sentence's dateline; 0: it has none. Of a dateline all words are capitalised.
size_t dateline_end(const struct scan *s);
// discourse.c: what the document as a whole speaks of, for claims that say nothing of it themselves.
void discourse_begin(struct work *w, const struct facts *facts, size_t count);
// What a sentence leaves to the next ones: its last place, event, person and date.
void discourse_leave(struct work *w);
// voice.c: whose own text a document is, where its publisher speaks for itself.
void voices_begin(struct work *w, const struct sentence *sentence, size_t count);
// Who speaks in each attribution of the sentence; in the arena. Leaves the last one in the discourse.
const struct voice *voices_of(struct work *w);
// assemble.c: whether somebody only thinks or wants it: "unions say the firm plans to cut 300 jobs" is on the unions' word.
bool attribution_is_thought(const struct work *w, const struct attribution *x);
// Whose word a sentence without an attribution goes on to tell, before voices_of; text null: nobody's.
struct voice voice_told(const struct work *w);
// What a sentence leaves for "it said": the last one named that may speak, where nobody spoke.
void voices_leave(struct work *w);
// Gives the claims of a quotation's sentences to the one who is named behind it: "We have 40. More will come," she said.
void voices_quote(struct work *w);
// assemble.c: completes the claims of a sentence from its clauses, its other records and the text before.
void claims_assemble(struct work *w);

#endif
