// SPDX-License-Identifier: MIT
// Cleaning a paragraph: first its characters (white space, invisible ones, NFC), then the debris that the rules of layer `clean`
// find.
//
// Text that needs nothing is not copied. Every change leaves an edit, so that each place of the clean text has its place in the
// original: at the gap where something was cut, or inside a character that was replaced (so that a span never begins or ends
// between).
#include "private.h"

#include "base/banned.h"

void cleaner_init(struct cleaner *c, const struct ruleset *rules, struct matcher *matcher)
{
	*c = (struct cleaner){.rules = rules, .matcher = matcher};
	arena_init(&c->arena);
}

void cleaner_release(struct cleaner *c)
{
	out_release(&c->text);
	out_release(&c->cut_text);
	vec_release(&c->edits);
	vec_release(&c->rule_edits);
	vec_release(&c->debris);
	arena_release(&c->arena);
}

static void edit_add(edit_list *edits, size_t at, int64_t bytes, int64_t chars)
{
	if (edits->count && edits->at[edits->count - 1].at == at) {
		edits->at[edits->count - 1].bytes += bytes;
		edits->at[edits->count - 1].chars += chars;
	} else if (bytes || chars) {
		vec_push(edits, ((struct edit){at, bytes, chars}));
	}
}

// ---- characters -------------------------------------------------------------------------------------------------------

enum character { PLAIN, SPACE, INVISIBLE, JOINER, UNSTABLE };

// Bytes that may begin a character that is not PLAIN.
static bool is_noted(unsigned char byte)
{
	return byte <= ' ' || byte == 0x7f || byte == 0xc2 || (byte >= 0xcc && byte != 0xcf && byte != 0xd0 && byte != 0xd1);
}

#define EACH(byte) ((byte) * (uint64_t)0x0101010101010101)

// The high bit of each byte of x that is zero; x has no high bits.
static uint64_t zeros(uint64_t x)
{
	return ~(x + EACH(0x7f)) & EACH(0x80);
}

// From `at` on, passes over printable ASCII with single spaces, eight bytes at a time, of which the last is the first of the next
// step, so that no two spaces slip through. What stands at the end is looked at again.
static size_t pass_plain(slice raw, size_t at)
{
	for (; raw.len - at >= 8; at += 7) {
		uint64_t bytes;
		memcpy(&bytes, raw.ptr + at, 8);
		if (bytes & EACH(0x80))
			break;
		uint64_t spaces = zeros(bytes ^ EACH(0x20));
		// Adding 0x60 carries into the high bit of every byte that is no control character.
		if (~(bytes + EACH(0x60)) & EACH(0x80) || zeros(bytes ^ EACH(0x7f)) || spaces & spaces >> 8)
			break;
	}
	return at;
}

// What the character at p is; p has at least `room` bytes of valid text. UNSTABLE: it may not be NFC, alone or with those beside
// it.
static enum character character_at(const unsigned char *p)
{
	if (p[0] < 0x80)
		return p[0] == ' ' || (p[0] >= '\t' && p[0] <= '\r') ? SPACE : p[0] < ' ' || p[0] == 0x7f ? INVISIBLE : PLAIN;
	if (p[0] == 0xc2)
		return p[1] == 0xa0 || p[1] == 0x85 ? SPACE : p[1] == 0xad || p[1] < 0xa0 ? INVISIBLE : PLAIN;
	if (p[0] == 0xe2 && p[1] == 0x80) {
		if (p[2] <= 0x8a || p[2] == 0xaf || p[2] == 0xa8 || p[2] == 0xa9)
			return SPACE;
		if (p[2] == 0x8c || p[2] == 0x8d)
			return JOINER;
		return p[2] == 0x8b || p[2] == 0x8e || p[2] == 0x8f || (p[2] >= 0xaa && p[2] <= 0xae) ? INVISIBLE : PLAIN;
	}
	if (p[0] == 0xe2 && p[1] == 0x81)
		return p[2] == 0x9f ? SPACE : p[2] == 0xa0 || (p[2] >= 0xa6 && p[2] <= 0xa9) ? INVISIBLE : PLAIN;
	if (p[0] == 0xe2 && p[1] == 0x82) // currency signs
		return PLAIN;
	if (p[0] == 0xe1 && p[1] == 0x9a && p[2] == 0x80)
		return SPACE;
	if (p[0] == 0xe3 && p[1] == 0x80 && p[2] == 0x80)
		return SPACE;
	if (p[0] == 0xef && p[1] == 0xbb && p[2] == 0xbf)
		return INVISIBLE;
	if (p[0] == 0xce && p[1] != 0x87)
		return PLAIN;
	return UNSTABLE;
}

static size_t character_length(const unsigned char *p)
{
	return p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
}

// The pass over the characters of one paragraph: raw[0, copied) is in the text already, raw[copied, …) is to be copied as it is.
struct pass {
	struct cleaner *c;
	slice raw;
	size_t copied;
	bool nfc_known, nfc_fine;
};

static void copy_to(struct pass *p, size_t end)
{
	out_bytes(&p->c->text, slice_sub(p->raw, p->copied, end));
	p->copied = end;
}

static bool is_ascii_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_ascii_letter(char c)
{
	return ((unsigned char)c | 32) >= 'a' && ((unsigned char)c | 32) <= 'z';
}

// Whether a line ends here within a word with a hyphen ("well-\nknown"): then no space is put in.
static bool breaks_word(const struct pass *p, size_t start, size_t end)
{
	slice raw = p->raw;
	return start >= 2 && raw.ptr[start - 1] == '-' && is_ascii_letter(raw.ptr[start - 2]) && end < raw.len &&
		   raw.ptr[end] >= 'a' && raw.ptr[end] <= 'z' && memchr(raw.ptr + start, '\n', end - start);
}

// White space from `start` on becomes one space. Returns where it ends.
static size_t fold_space(struct pass *p, size_t start)
{
	slice raw = p->raw;
	size_t end = start;
	while (end < raw.len && character_at((const unsigned char *)raw.ptr + end) == SPACE)
		end += character_length((const unsigned char *)raw.ptr + end);
	if (end - start == 1 && raw.ptr[start] == ' ' &&
		!(start == p->copied && p->c->text.len && p->c->text.ptr[p->c->text.len - 1] == ' '))
		return end;
	copy_to(p, start);
	struct out *text = &p->c->text;
	int64_t bytes = (int64_t)(end - start), chars = (int64_t)utf8_count(slice_sub(raw, start, end));
	if (!(text->len && text->ptr[text->len - 1] == ' ') && !breaks_word(p, start, end)) {
		out_byte(text, ' ');
		bytes--;
		chars--;
	}
	edit_add(&p->c->edits, text->len, bytes, chars);
	p->copied = end;
	return end;
}

static size_t cut_character(struct pass *p, size_t at, size_t len)
{
	copy_to(p, at);
	edit_add(&p->c->edits, p->c->text.len, (int64_t)len, 1);
	p->copied = at + len;
	return at + len;
}

static bool joins_following(uint32_t code)
{
	return utf8_is_mark(code) || (code >= 0x1160 && code <= 0x11ff);
}

// Composes the character at `at` with the marks behind it, and with the one before it when it is a mark itself. Returns where it
// ends.
static size_t compose(struct pass *p, size_t at)
{
	slice raw = p->raw;
	size_t start = at, len, end;
	if (joins_following(utf8_at(raw, at, &len)) && at > p->copied)
		do
			start--;
		while (start > p->copied && ((unsigned char)raw.ptr[start] & 0xc0) == 0x80);
	end = at + len;
	while (end < raw.len && (unsigned char)raw.ptr[end] >= 0x80 && joins_following(utf8_at(raw, end, &len)))
		end += len;
	slice old = slice_sub(raw, start, end), new = utf8_nfc(&p->c->arena, old);
	if (new.len < 2 || slice_equal(old, new)) // a place inside of one byte could not be told
		return end;
	copy_to(p, start);
	struct out *text = &p->c->text;
	out_bytes(text, new);
	edit_add(&p->c->edits, text->len - new.len + 1, (int64_t)old.len - (int64_t) new.len,
			 (int64_t)utf8_count(old) - (int64_t)utf8_count(new));
	p->copied = end;
	return end;
}

static size_t pass_unstable(struct pass *p, size_t at, size_t len)
{
	if (!p->nfc_known) {
		p->nfc_fine = utf8_nfc(&p->c->arena, p->raw).ptr == p->raw.ptr;
		p->nfc_known = true;
	}
	return p->nfc_fine ? at + len : compose(p, at);
}

static slice clean_characters(struct cleaner *c, slice raw)
{
	struct pass p = {.c = c, .raw = raw};
	const unsigned char *bytes = (const unsigned char *)raw.ptr;
	c->text.len = 0;
	for (size_t i = pass_plain(raw, 0); i < raw.len;) {
		if (!is_noted(bytes[i])) {
			i++;
			continue;
		}
		if (bytes[i] == ' ' && i + 1 < raw.len && bytes[i + 1] > ' ' && bytes[i + 1] < 0x7f && i != p.copied) {
			i = pass_plain(raw, i + 1);
			continue;
		}
		size_t len = character_length(bytes + i);
		switch (character_at(bytes + i)) {
		case PLAIN:
			i += len;
			break;
		case SPACE:
			i = fold_space(&p, i);
			break;
		case INVISIBLE:
			i = cut_character(&p, i, len);
			break;
		case JOINER: // needed in some scripts and in emoji, debris between ASCII letters
			i = i > 0 && bytes[i - 1] < 0x80 && (i + len == raw.len || bytes[i + len] < 0x80) ? cut_character(&p, i, len)
																							  : i + len;
			break;
		case UNSTABLE:
			i = pass_unstable(&p, i, len);
			break;
		}
	}
	if (p.copied == 0 && !c->edits.count)
		return raw;
	copy_to(&p, raw.len);
	return (slice){c->text.ptr ? c->text.ptr : "", c->text.len};
}

// ---- debris -----------------------------------------------------------------------------------------------------------

static void find_debris(struct cleaner *c, const struct rule *r, slice text, struct diag *d)
{
	struct captures found;
	size_t cut_group = 0;
	while (cut_group < r->groups && !slice_equal(r->group[cut_group].name, SLICE("cut")))
		cut_group++;
	for (size_t from = 0; from <= text.len && rule_match(r, c->matcher, text, from, &found, d);) {
		span cut = cut_group < r->groups && found.group[cut_group].start != NOT_FOUND ? found.group[cut_group] : found.whole;
		if (cut.start < cut.end)
			vec_push(&c->debris, cut);
		from = found.whole.end > from ? found.whole.end : from + 1;
		while (from < text.len && ((unsigned char)text.ptr[from] & 0xc0) == 0x80)
			from++;
	}
}

static int compare_spans(const void *a, const void *b)
{
	const span *left = a, *right = b;
	return left->start < right->start ? -1 : left->start > right->start;
}

// Cuts one piece of debris out: adds what is before it and the edits up to its end, of which *edit is the next.
static void cut_debris(struct cleaner *c, slice text, span cut, size_t *copied, size_t *edit)
{
	struct out *to = &c->cut_text;
	for (; *edit < c->edits.count && c->edits.at[*edit].at <= cut.start; ++*edit) {
		struct edit e = c->edits.at[*edit];
		edit_add(&c->rule_edits, to->len + (e.at - *copied), e.bytes, e.chars);
	}
	out_bytes(to, slice_sub(text, *copied, cut.start));
	// One of two spaces that now meet goes as well.
	if (cut.end < text.len && text.ptr[cut.end] == ' ' && (to->len == 0 || to->ptr[to->len - 1] == ' '))
		cut.end++;
	int64_t bytes = (int64_t)span_length(cut), chars = (int64_t)utf8_count(slice_at(text, cut));
	for (; *edit < c->edits.count && c->edits.at[*edit].at <= cut.end; ++*edit) {
		bytes += c->edits.at[*edit].bytes;
		chars += c->edits.at[*edit].chars;
	}
	edit_add(&c->rule_edits, to->len, bytes, chars);
	*copied = cut.end;
}

// Where a small letter stands before two capitals, from `at` on; NOT_FOUND where none does. Six bytes at a time: the last two are
// looked at again.
static size_t find_glued(slice text, size_t at)
{
	for (; text.len - at >= 8; at += 6) {
		uint64_t bytes;
		memcpy(&bytes, text.ptr + at, 8);
		uint64_t ascii = bytes & EACH(0x7f), is_ascii = ~bytes & EACH(0x80);
		uint64_t upper = (ascii + EACH(0x80 - 'A')) & ~(ascii + EACH(0x80 - 'Z' - 1)) & is_ascii;
		uint64_t lower = (ascii + EACH(0x80 - 'a')) & ~(ascii + EACH(0x80 - 'z' - 1)) & is_ascii;
		if (lower & upper >> 8 & upper >> 16)
			return at;
	}
	for (; at + 3 <= text.len; at++)
		if (text.ptr[at] >= 'a' && text.ptr[at] <= 'z' && is_ascii_upper(text.ptr[at + 1]) && is_ascii_upper(text.ptr[at + 2]))
			return at;
	return NOT_FOUND;
}

// Whether the rule can match at all: the text that it requires is there, or what `set: {kind: glued}` says: capitals behind a
// small letter.
static bool may_match(const struct rule *r, slice text)
{
	for (size_t i = 0; i < r->sets; i++)
		if (r->set[i].term == TERM_KIND && slice_equal(r->set[i].value, SLICE("glued")))
			return find_glued(text, 0) != NOT_FOUND;
	return !r->required.len || slice_find(text, r->required) != NOT_FOUND;
}

struct cleaned clean_text(struct cleaner *c, slice raw, struct diag *d)
{
	arena_reset(&c->arena);
	vec_clear(&c->edits);
	vec_clear(&c->debris);
	slice text = clean_characters(c, raw);
	for (size_t i = c->rules->layer_first[LAYER_CLEAN]; i < c->rules->layer_first[LAYER_CLEAN + 1]; i++) {
		const struct rule *r = &c->rules->rule.at[i];
		if (may_match(r, text))
			find_debris(c, r, text, d);
	}
	if (!c->debris.count)
		return (struct cleaned){text, &c->edits};
	qsort(c->debris.at, c->debris.count, sizeof *c->debris.at, compare_spans);
	c->cut_text.len = 0;
	vec_clear(&c->rule_edits);
	size_t copied = 0, edit = 0;
	for (size_t i = 0; i < c->debris.count; i++) {
		span cut = c->debris.at[i];
		if (cut.start < copied)
			cut.start = copied;
		if (cut.start < cut.end)
			cut_debris(c, text, cut, &copied, &edit);
	}
	for (; edit < c->edits.count; edit++)
		edit_add(&c->rule_edits, c->cut_text.len + (c->edits.at[edit].at - copied), c->edits.at[edit].bytes,
				 c->edits.at[edit].chars);
	out_bytes(&c->cut_text, slice_from(text, copied));
	return (struct cleaned){(slice){c->cut_text.ptr ? c->cut_text.ptr : "", c->cut_text.len}, &c->rule_edits};
}
