// SPDX-License-Identifier: MIT
// report_sarif: what is wrong, as SARIF 2.1.0, each at its line of the rule file. Code hosts show it in a pull request.
#include "workshop/workshop.h"

#include "base/banned.h"

static bool is_wrong(const struct result *r)
{
	return r->outcome == OUTCOME_FAIL || r->outcome == OUTCOME_LINT;
}

// The codes that occur, in their order.
struct codes {
	VEC(slice) at;
};

static size_t code_index(struct codes *c, slice code)
{
	for (size_t i = 0; i < c->at.count; i++)
		if (slice_equal(c->at.at[i], code))
			return i;
	vec_push(&c->at, code);
	return c->at.count - 1;
}

// A path as a URI: relative to the sources, or file:// where it is absolute.
static void put_uri(struct out *o, const char *file, struct arena *a)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
	struct out uri = {0};
	slice path = slice_of(file);
	while (slice_starts(path, SLICE("./")))
		path = slice_from(path, 2);
	if (slice_starts(path, SLICE("/")))
		out_bytes(&uri, SLICE("file://"));
	for (size_t i = 0; i < path.len; i++) {
		if (memchr(plain, path.ptr[i], sizeof plain - 1))
			out_byte(&uri, path.ptr[i]);
		else
			out_format(&uri, "%%%02X", (unsigned)(unsigned char)path.ptr[i]);
	}
	slice written = arena_copy(a, (slice){uri.ptr ? uri.ptr : "", uri.len});
	out_release(&uri);
	out_json_string(o, written);
	if (!slice_starts(path, SLICE("/")))
		out_bytes(o, SLICE(",\"uriBaseId\":\"%SRCROOT%\""));
}

// What is said of a result: the example's text, and why.
static slice message_of(const struct result *r, struct arena *a)
{
	struct out o = {0};
	if (r->outcome == OUTCOME_FAIL) {
		out_bytes(&o, r->code);
		out_bytes(&o, SLICE(": "));
	}
	if (r->subject.ptr) {
		out_bytes(&o, r->subject);
		out_byte(&o, ' ');
		out_bytes(&o, r->what);
		out_bytes(&o, SLICE(": "));
	}
	if (r->text.ptr) {
		out_bytes(&o, r->text);
		out_byte(&o, '\n');
	}
	out_bytes(&o, slice_trim(r->detail));
	slice message = arena_copy(a, slice_trim((slice){o.ptr ? o.ptr : "", o.len}));
	out_release(&o);
	return message;
}

static void put_result(struct out *o, const struct result *r, struct codes *codes, struct arena *a)
{
	static const char *const levels[] = {"note", "warning", "error"};
	out_bytes(o, SLICE("{\"ruleId\":"));
	out_json_string(o, r->code);
	out_format(o, ",\"ruleIndex\":%zu,\"level\":\"%s\",\"message\":{\"text\":", code_index(codes, r->code), levels[r->severity]);
	out_json_string(o, message_of(r, a));
	out_bytes(o, SLICE("},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":"));
	put_uri(o, r->at.file ? r->at.file : "", a);
	out_byte(o, '}');
	if (r->at.line)
		out_format(o, ",\"region\":{\"startLine\":%zu", r->at.line);
	if (r->at.line && r->at.column)
		out_format(o, ",\"startColumn\":%zu", r->at.column);
	if (r->at.line)
		out_byte(o, '}');
	out_byte(o, '}');
	if (r->subject.ptr) {
		out_bytes(o, SLICE(",\"logicalLocations\":[{\"fullyQualifiedName\":"));
		out_json_string(o, r->subject);
		out_bytes(o, SLICE("}]"));
	}
	out_bytes(o, SLICE("}]}"));
}

void report_sarif(struct out *o, const struct results *r)
{
	struct codes codes = {0};
	struct arena a;
	size_t written = 0;
	arena_init(&a);
	out_bytes(o, SLICE("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n"
					   "\"tool\":{\"driver\":{\"name\":\"ruletest\",\"version\":\"" CLAIMPIPE_VERSION "\",\"rules\":["));
	for (size_t i = 0; i < r->at.count; i++) {
		size_t known = codes.at.count;
		if (!is_wrong(&r->at.at[i]) || code_index(&codes, r->at.at[i].code) < known)
			continue;
		slice code = r->at.at[i].code;
		const char *meaning = result_meaning(code);
		const struct lint_code *lint = lint_code_find(code);
		out_format(o, "%s{\"id\":", known ? "," : "");
		out_json_string(o, code);
		out_bytes(o, SLICE(",\"shortDescription\":{\"text\":"));
		out_json_string(o, slice_of(meaning ? meaning : lint->name));
		if (lint) {
			out_bytes(o, SLICE("},\"fullDescription\":{\"text\":"));
			out_json_string(o, slice_of(lint->meaning));
			out_bytes(o, SLICE("},\"help\":{\"text\":"));
			out_json_string(o,
							arena_format(&a, "%s\n\nFor example:\n%s\n\nBetter:\n%s\n", lint->meaning, lint->bad, lint->better));
		}
		out_bytes(o, SLICE("}}"));
	}
	out_bytes(o, SLICE("]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":["));
	for (size_t i = 0; i < r->at.count; i++) {
		if (!is_wrong(&r->at.at[i]))
			continue;
		out_bytes(o, written++ ? SLICE(",\n") : SLICE("\n"));
		put_result(o, &r->at.at[i], &codes, &a);
	}
	out_bytes(o, SLICE("\n]}]}\n"));
	vec_release(&codes.at);
	arena_release(&a);
}
