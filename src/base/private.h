// SPDX-License-Identifier: MIT
// private: what only the files of base share.
#ifndef BASE_PRIVATE_H
#define BASE_PRIVATE_H

#include <stdint.h>

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

#endif
