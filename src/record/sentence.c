// SPDX-License-Identifier: MIT
// sentence: its writer and reader, made from SENTENCE_FIELDS, and the way back from the cleaned text to the original.
#include "record/sentence.h"

#include "base/utf8.h"
#include "field.h"

#include "base/banned.h"

// The parts of one cut.
enum { TEXT_BYTE, TEXT_CHAR, CUT_BYTES, CUT_CHARS, CUT_PARTS };

void sentence_write(struct out *o, const struct sentence *r)
{
	record_write_head(o, RECORD_SENTENCE, &r->head);
	SENTENCE_FIELDS(FIELD_WRITE);
	line_end(o);
}

// The first cut that is not in the text or not in order, or NOT_FOUND.
static size_t wrong_cut(const struct sentence *r)
{
	int64_t last = 0, end = (int64_t)r->head.text.len;
	for (size_t i = 0; i < r->cuts.count; i += CUT_PARTS) {
		const int64_t *cut = r->cuts.at + i;
		if (cut[TEXT_BYTE] < last || cut[TEXT_BYTE] > end || cut[TEXT_CHAR] < 0 || cut[TEXT_CHAR] > cut[TEXT_BYTE])
			return i;
		last = cut[TEXT_BYTE];
	}
	return NOT_FOUND;
}

bool sentence_read(struct sentence *ret, const struct line *l, struct arena *a, struct place at, struct diag *d)
{
	struct field_reader f = {l, 0, a, at, d};
	struct sentence r;
	if (!(record_read_head(&f, RECORD_SENTENCE, &r.head) SENTENCE_FIELDS(FIELD_READ)))
		return false;
	if (r.cuts.count % CUT_PARTS)
		return diag_error(d, at, "expected groups of four integers in \"cuts\", found %zu integers", r.cuts.count);
	size_t wrong = wrong_cut(&r);
	if (wrong != NOT_FOUND)
		return diag_error(d, at, "expected places in the text in \"cuts\", in order, found %lld",
						  (long long)r.cuts.at[wrong + TEXT_BYTE]);
	*ret = r;
	return true;
}

static bool take_integers(struct line_taker *t, struct integers *ret)
{
	*ret = (struct integers){0};
	if (!line_take(t, SLICE("[")))
		return false;
	if (line_take(t, SLICE("]")))
		return true;
	const char *end = t->p;
	size_t most = 1;
	for (; end < t->end && *end != ']'; end++)
		most += *end == ',';
	ret->at = ARENA_ARRAY(t->arena, int64_t, most);
	while (ret->count < most && line_take_integer(t, &ret->at[ret->count])) {
		ret->count++;
		if (line_take(t, SLICE("]")))
			return true;
		if (!line_take(t, SLICE(",")))
			return false;
	}
	return false;
}

#define take_string line_take_string
#define take_integer line_take_integer
#define FIELD_TAKE(kind, name) &&line_take(&t, SLICE(",\"" #name "\":")) && take_##kind(&t, &r.name)
#define HEAD_TAKE(kind, name) &&line_take(&t, SLICE(",\"" #name "\":")) && take_##kind(&t, &r.head.name)

bool sentence_take(struct sentence *ret, slice line, struct arena *a)
{
	struct line_taker t;
	struct sentence r;
	bool fine = line_take_begin(&t, line, a) &&
				line_take(&t, SLICE("{\"type\":\"sentence\"")) RECORD_FIELDS(HEAD_TAKE) SENTENCE_FIELDS(FIELD_TAKE) &&
				line_take(&t, SLICE("}")) && t.p == t.end;
	if (!fine || r.cuts.count % CUT_PARTS || wrong_cut(&r) != NOT_FOUND)
		return false;
	*ret = r;
	return true;
}

struct position {
	int64_t byte, character;
};

// Adds the cuts before `offset` of the text, and those at it when `with_equal`.
static struct position original_of(const struct sentence *s, size_t offset, bool with_equal)
{
	struct position ret = {s->head.byte_start + (int64_t)offset, s->head.char_start};
	size_t counted_byte = 0;
	int64_t counted_chars = 0;
	for (size_t i = 0; i + CUT_PARTS <= s->cuts.count; i += CUT_PARTS) {
		const int64_t *cut = s->cuts.at + i;
		if (cut[TEXT_BYTE] > (int64_t)offset || (cut[TEXT_BYTE] == (int64_t)offset && !with_equal))
			break;
		ret.byte += cut[CUT_BYTES];
		ret.character += cut[CUT_CHARS];
		counted_byte = (size_t)cut[TEXT_BYTE];
		counted_chars = cut[TEXT_CHAR];
	}
	// The cut knows the code points before it; only those behind it are counted.
	ret.character += counted_chars + (int64_t)utf8_count(slice_sub(s->head.text, counted_byte, offset));
	return ret;
}

struct original sentence_original(const struct sentence *s, span in_text)
{
	if (!s->cuts.count && s->head.char_end - s->head.char_start == (int64_t)s->head.text.len) { // ASCII, as mostly
		int64_t from = (int64_t)in_text.start, to = (int64_t)in_text.end;
		return (struct original){s->head.byte_start + from, s->head.byte_start + to, s->head.char_start + from,
								 s->head.char_start + to};
	}
	struct position start = original_of(s, in_text.start, true);
	// An empty span stays empty, behind the cuts where it stands.
	struct position end = span_length(in_text) ? original_of(s, in_text.end, false) : start;
	return (struct original){start.byte, end.byte, start.character, end.character};
}
