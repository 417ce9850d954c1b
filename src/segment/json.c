// SPDX-License-Identifier: MIT
// json: a document that comes as one JSON object, and what names and dates a document.
#include <string.h>

#include "base/json.h"
#include "segment/segment.h"

#include "base/banned.h"

slice segment_doc_name(const char *path)
{
	if (strcmp(path, "-") == 0)
		return SLICE("stdin");
	const char *slash = strrchr(path, '/');
	slice name = slice_of(slash ? slash + 1 : path);
	for (size_t i = name.len; i > 1; i--)
		if (name.ptr[i - 1] == '.')
			return slice_sub(name, 0, i - 1);
	return name;
}

slice segment_day(slice text)
{
	static const char form[] = "dddd-dd-dd";
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int part[3] = {0}, n = 0;
	if (text.len < 10 || (text.len > 10 && text.ptr[10] != 'T' && text.ptr[10] != ' '))
		return SLICE_NULL;
	for (size_t i = 0; i < 10; i++) {
		bool digit = text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (form[i] == 'd' ? !digit : text.ptr[i] != '-')
			return SLICE_NULL;
		if (digit)
			part[n] = part[n] * 10 + (text.ptr[i] - '0');
		else
			n++;
	}
	bool leap = part[0] % 4 == 0 && (part[0] % 100 != 0 || part[0] % 400 == 0);
	bool valid = part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= days[part[1] - 1] + (leap && part[1] == 2);
	return valid ? slice_sub(text, 0, 10) : SLICE_NULL;
}

static slice value_or(slice value, slice otherwise)
{
	return value.ptr ? value : otherwise;
}

void segmenter_json(struct segmenter *s, const struct segment_document *given, slice line, struct arena *a, struct out *out,
					struct diag *d)
{
	enum { DOC, TEXT, DATE, SOURCE, LANG, MEMBERS };
	struct json_member member[MEMBERS] = {[DOC] = {.key = "doc", .required = true},
										  [TEXT] = {.key = "text", .required = true},
										  [DATE] = {.key = "date"},
										  [SOURCE] = {.key = "source"},
										  [LANG] = {.key = "lang"}};
	struct place at = {given->file, given->line, 0};
	if (!slice_trim(line).len || !json_members(line, member, MEMBERS, a, at, d))
		return;
	slice day = member[DATE].ret.ptr ? segment_day(member[DATE].ret) : SLICE_NULL;
	if (member[DATE].ret.ptr && !day.ptr)
		diag_error(d, at, "expected a day YYYY-MM-DD for \"date\", found '" SLICE_FMT "'; left out", SLICE_ARG(member[DATE].ret));
	struct segment_document document = {value_or(given->doc, member[DOC].ret),
										value_or(day, given->date),
										value_or(member[SOURCE].ret, given->source),
										value_or(member[LANG].ret, given->lang),
										given->file,
										given->line,
										true};
	segmenter_whole(s, &document, member[TEXT].ret, out, d);
}
