// SPDX-License-Identifier: MIT
// fuzz_extract: any valid text as a sentence, with the whole pack; every record must lie in it.
#include <stdlib.h>

#include "base/utf8.h"
#include "extract/extract.h"
#include "fuzz.h"

static struct diag messages;
static struct ruleset *rules_of_view;
static struct extractor *extractor;

void fuzz_open(const char *rules)
{
	diag_gather(&messages, "fuzz");
	rules_of_view = ruleset_load(rules, SLICE("en"), (struct ruleset_options){.view = true}, &messages);
	if (!rules_of_view)
		die("no rules at '%s'", rules);
	extractor = extractor_open(rules_of_view, (struct extract_options){0});
}

static void check(const struct record *r, size_t size)
{
	if (r->byte_start < 0 || r->byte_end < r->byte_start || (size_t)r->byte_end > size || !r->id.ptr)
		abort();
}

void fuzz_one(slice input)
{
	input = slice_sub(input, 0, utf8_valid_length(input));
	size_t nul = slice_find_byte(input, '\0');
	if (nul != NOT_FOUND)
		input = slice_sub(input, 0, nul);
	struct sentence s = {.head = {.id = SLICE("0"),
								  .doc = SLICE("fuzz"),
								  .sent = 1,
								  .byte_end = (int64_t)input.len,
								  .text = input,
								  .lang = SLICE("en")},
						 .doc_date = SLICE("2016-08-30"),
						 .para = 1,
						 .kind = SLICE("text")};
	messages.gathered_len = 0;
	const struct extraction *x = extractor_document(extractor, &s, 1, &messages);
	for (size_t i = 0; i < x->date.count; i++)
		check(&x->date.at[i].head, input.len);
	for (size_t i = 0; i < x->figure.count; i++)
		check(&x->figure.at[i].head, input.len);
	for (size_t i = 0; i < x->entity.count; i++)
		check(&x->entity.at[i].head, input.len);
	for (size_t i = 0; i < x->attribution.count; i++)
		check(&x->attribution.at[i].head, input.len);
	for (size_t i = 0; i < x->claim.count; i++)
		check(&x->claim.at[i].head, input.len);
}

void fuzz_close(void)
{
	extractor_close(extractor);
	ruleset_free(rules_of_view);
	diag_release(&messages);
}
