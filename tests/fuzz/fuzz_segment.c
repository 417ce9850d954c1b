// SPDX-License-Identifier: MIT
// fuzz_segment: any bytes as a document, fed in two pieces; what comes out must read back.
#include <stdlib.h>

#include "fuzz.h"
#include "record/sentence.h"
#include "segment/segment.h"

static struct diag messages;
static struct ruleset *rules_of_text;
static struct segmenter *segmenter;
static struct out records;
static struct arena arena;

void fuzz_open(const char *rules)
{
	diag_gather(&messages, "fuzz");
	rules_of_text =
		ruleset_load(rules, SLICE("en"), (struct ruleset_options){.raw = true, .asks_for = segment_asks_for}, &messages);
	if (!rules_of_text)
		die("no rules at '%s'", rules);
	segmenter = segmenter_open(rules_of_text);
	arena_init(&arena);
}

// A record that does not read back, or whose place does not fit its text, is a bug.
static void check(slice line, size_t size)
{
	struct diag d;
	struct line parsed;
	struct sentence s;
	diag_init(&d, "fuzz");
	if (!line_read(&parsed, line, &arena, (struct place){0}, &d) || !sentence_read(&s, &parsed, &arena, (struct place){0}, &d))
		abort();
	if (s.head.byte_start < 0 || s.head.byte_end < s.head.byte_start || (size_t)s.head.byte_end > size || !s.head.text.len)
		abort();
}

void fuzz_one(slice input)
{
	struct segment_document document = {SLICE("fuzz"), SLICE_NULL, SLICE_NULL, SLICE("en"), "fuzz", 1, false};
	slice line, rest;
	records.len = 0;
	messages.gathered_len = 0;
	arena_reset(&arena);
	segmenter_begin(segmenter, &document, &records, &messages);
	size_t half = input.len / 2;
	bool is_text = segmenter_feed(segmenter, slice_sub(input, 0, half));
	if (is_text)
		segmenter_feed(segmenter, slice_from(input, half));
	segmenter_end(segmenter);
	rest = (slice){records.ptr, records.len};
	while (rest.len && (line = slice_cut(&rest, '\n')).ptr)
		check(line, input.len);
}

void fuzz_close(void)
{
	segmenter_close(segmenter);
	ruleset_free(rules_of_text);
	out_release(&records);
	arena_release(&arena);
	diag_release(&messages);
}
