// SPDX-License-Identifier: MIT
// disguise: an example's text as other people would type it; its verdict must stay what it is.
//
// What segment takes off (spaces, line ends, decomposed letters) it must take off whole; what it leaves (curly quotes, capitals)
// must not matter to the rules.
#include "private.h"

#include "base/utf8.h"

#include "base/banned.h"

enum kind { QUOTES, NO_BREAK, THIN, LINE_ENDS, ZERO_WIDTH, DECOMPOSED, CAPITALS };

static const char *const names[DISGUISES] = {
	[QUOTES] = "with curly quotes",  [NO_BREAK] = "with no-break spaces",     [THIN] = "with thin spaces",
	[LINE_ENDS] = "over many lines", [ZERO_WIDTH] = "with zero-width spaces", [DECOMPOSED] = "decomposed",
	[CAPITALS] = "in capitals",
};

static bool opens(slice text, size_t at)
{
	return at == 0 || text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '(' || text.ptr[at - 1] == '[';
}

// Writes the character at `at` in disguise.
static void put(struct out *o, enum kind kind, slice text, size_t at, size_t length)
{
	char c = text.ptr[at], upper[4];
	switch (kind) {
	case QUOTES:
		if (c == '\'' || c == '"') {
			out_bytes(o, opens(text, at) ? (c == '"' ? SLICE("\xE2\x80\x9C") : SLICE("\xE2\x80\x98"))
										 : (c == '"' ? SLICE("\xE2\x80\x9D") : SLICE("\xE2\x80\x99")));
			return;
		}
		break;
	case NO_BREAK:
		if (c == ' ') {
			out_bytes(o, SLICE("\xC2\xA0"));
			return;
		}
		break;
	case THIN:
		if (c == ' ') {
			out_bytes(o, SLICE("\xE2\x80\x89"));
			return;
		}
		break;
	case LINE_ENDS:
		if (c == ' ' && at && text.ptr[at - 1] != '-') { // behind a hyphen segment joins the lines
			out_bytes(o, SLICE("\r\n"));
			return;
		}
		break;
	case ZERO_WIDTH:
		if (c == ' ') {
			out_bytes(o, SLICE(" \xE2\x80\x8B"));
			return;
		}
		break;
	case CAPITALS:
		out_bytes(o, (slice){upper, utf8_put(utf8_upper(utf8_at(text, at, &length)), upper)});
		return;
	case DECOMPOSED:
		break;
	}
	out_bytes(o, slice_sub(text, at, at + length));
}

static size_t moved(size_t at, const size_t *map)
{
	return map[at];
}

static span moved_span(span s, const size_t *map)
{
	return (span){moved(s.start, map), moved(s.end, map)};
}

// The text in disguise, and where each place of the plain one went.
static slice disguised(enum kind kind, slice text, size_t *map, struct arena *a)
{
	struct out o = {0};
	for (size_t i = 0, length; i < text.len; i += length) {
		utf8_at(text, i, &length);
		for (size_t k = 0; k < length; k++)
			map[i + k] = o.len;
		put(&o, kind, text, i, length);
	}
	map[text.len] = o.len;
	slice ret = arena_copy(a, (slice){o.ptr ? o.ptr : "", o.len});
	out_release(&o);
	return ret;
}

// Whether the kind says something of rules over raw text: segment has folded spaces before they run, and they read capitals.
static bool fits(const struct rule *r, const struct example *plain, enum kind kind)
{
	if (kind == CAPITALS)
		return r->layer < LAYERS_OVER_VIEW && !r->capitals.ptr && !plain->capitals.ptr;
	return kind == QUOTES || r->layer < LAYERS_OVER_VIEW;
}

bool disguise(struct check *c, size_t n, const struct example *plain, struct arena *a)
{
	enum kind kind = (enum kind)n;
	if (!fits(c->rule, plain, kind))
		return false;
	size_t *map = ARENA_ARRAY(a, size_t, plain->text.len + 1);
	slice text = kind == DECOMPOSED ? utf8_nfd(a, plain->text) : disguised(kind, plain->text, map, a);
	if (slice_equal(text, plain->text))
		return false;
	struct example *e = ARENA_NEW(a, struct example);
	*e = *plain;
	e->text = text;
	c->disguise = n + 1;
	c->variant = names[n];
	c->example = e;
	if (kind != QUOTES && kind != CAPITALS) { // segment takes it off: extract gets the sentence plain
		c->plain = plain;
		return true;
	}
	e->record = moved_span(plain->record, map);
	e->more = ARENA_ARRAY(a, span, plain->mores);
	for (size_t i = 0; i < plain->mores; i++)
		e->more[i] = moved_span(plain->more[i], map);
	return true;
}
