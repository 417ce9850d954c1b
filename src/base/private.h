// SPDX-License-Identifier: MIT
// private: what only the files of base share.
#ifndef BASE_PRIVATE_H
#define BASE_PRIVATE_H

#include "base/arena.h"
#include "base/eight.h"

// Ends the program once, whichever thread asks.
_Noreturn void program_end(int status);
// Standard output took no more: quietly the end for a broken pipe, else die().
_Noreturn void output_failed(int error);

// The high bit of the bytes that are a quote, a backslash or below 0x20. Bytes above a marked one may be marked wrongly; the
// lowest is right. With 2 exchanged, the quote (0x22) is the one behind the control characters, and the blank is not.
static inline uint64_t mark_special(uint64_t bytes)
{
	uint64_t controls = (bytes ^ 2 * EIGHT_ONES) - 0x21 * EIGHT_ONES, backslash = (bytes ^ '\\' * EIGHT_ONES) - EIGHT_ONES;
	return (controls | backslash) & ~bytes & EIGHT_HIGHS;
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
