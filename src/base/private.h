// SPDX-License-Identifier: MIT
// private: what only the files of base share.
#ifndef BASE_PRIVATE_H
#define BASE_PRIVATE_H

#include "base/arena.h"

// Ends the program once, whichever thread asks.
_Noreturn void program_end(int status);
// Standard output took no more: quietly the end for a broken pipe, else die().
_Noreturn void output_failed(int error);

// The high bit of the word's bytes that are a quote, a backslash or below 0x20 (each "has a zero byte" after an exclusive or).
// Bytes above a marked one may be marked wrongly; the lowest is right.
static inline uint64_t mark_special(uint64_t word)
{
	const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
	uint64_t quote = word ^ ones * '"', backslash = word ^ ones * '\\';
	return (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((word - ones * 0x20) & ~word)) & highs;
}

// line.c: where reading is, and what went wrong first.
struct cursor {
	const char *p, *end;
	const char *expected; // set on failure
};
// Passes a string, the cursor behind its opening quote; *ret is what stands between the quotes.
bool cursor_string(struct cursor *c, slice *ret, bool *ret_escaped);
// The text of a string that cursor_string accepted and found escapes in.
slice cursor_unescape(slice s, struct arena *a);

#endif
