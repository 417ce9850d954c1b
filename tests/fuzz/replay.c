// SPDX-License-Identifier: MIT
// replay: feeds a target with seeds and with what chance makes of them; the same bytes on every machine. TAP.
//
//   fuzz_TARGET COUNT SEED_FILE…     CLAIMPIPE_RULES: the rule packs
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/vec.h"
#include "fuzz.h"

// A generator of our own (splitmix64): rand() differs between machines.
static uint64_t state = 1;

static size_t below(size_t limit)
{
	uint64_t h = state += 0x9e3779b97f4a7c15U;
	h = (h ^ h >> 30) * 0xbf58476d1ce4e5b9U;
	h = (h ^ h >> 27) * 0x94d049bb133111ebU;
	return (size_t)((h ^ h >> 31) % limit);
}

// What often breaks readers of text.
static const char *const pieces[] = {"\"",       "\\",
									 "\\u0000",  "{",
									 "}",        "[",
									 "]",        "\n",
									 "\r\n",     "\xEF\xBB\xBF",
									 "\xFF",     "\xC3",
									 "\xE2\x80", "\xF0\x9F\x98\x80",
									 "\xCC\x81", "\xC2\xA0",
									 "\xC2\xAD", ".",
									 "...",      ". ",
									 "? ",       "1",
									 "-1",       "9999999999999999999",
									 "1e999",    "0.0000001",
									 "12:99",    "30 February 2015",
									 "52-48",    "half a",
									 "million",  " of ",
									 "said ",    "(?<",
									 "{number}", "{>",
									 "- id: ",   "\t"};

static void mutate(struct out *to, slice seed)
{
	size_t from = below(seed.len + 1), len = below(600);
	to->len = 0;
	out_bytes(to, slice_sub(seed, from, from + len < seed.len ? from + len : seed.len));
	for (size_t i = below(8); i > 0 && to->len; i--) {
		size_t at = below(to->len);
		if (below(3) == 0) {
			to->ptr[at] = (char)below(256);
			continue;
		}
		slice piece = slice_of(pieces[below(sizeof pieces / sizeof *pieces)]);
		out_reserve(to, piece.len);
		memmove(to->ptr + at + piece.len, to->ptr + at, to->len - at);
		memcpy(to->ptr + at, piece.ptr, piece.len);
		to->len += piece.len;
	}
}

int main(int argc, char **argv)
{
	diag_start("fuzz");
	struct diag d;
	diag_init(&d, "fuzz");
	struct out input = {0};
	struct arena a;
	arena_init(&a);
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
	const char *rules = getenv("CLAIMPIPE_RULES");
	fuzz_open(rules ? rules : "rules");
	VEC(slice) seed = {0};
	for (int i = 2; i < argc; i++) {
		slice text;
		if (!file_read(argv[i], &a, &text, &d))
			return EXIT_USAGE;
		vec_push(&seed, text);
		fuzz_one(text);
	}
	for (size_t i = 0; i < count && seed.count; i++) {
		mutate(&input, seed.at[below(seed.count)]);
		fuzz_one((slice){input.ptr, input.len});
	}
	fuzz_close();
	printf("%s 1 - %zu seeds and %zu inputs made of them\n1..1\n", seed.count ? "ok" : "not ok", seed.count, count);
	vec_release(&seed);
	arena_release(&a);
	out_release(&input);
	return 0;
}
