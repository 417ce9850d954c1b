// SPDX-License-Identifier: MIT
// eight: eight bytes of a text as one number, the first one lowest. Marks have the high bit of each byte that they mean.
#ifndef BASE_EIGHT_H
#define BASE_EIGHT_H

#include "base/slice.h"

#define EIGHT_ONES ((uint64_t)0x0101010101010101u)
#define EIGHT_HIGHS ((uint64_t)0x8080808080808080u)

// A loop over the bytes would say the same of any machine, but gcc does not always see that it is one load.
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define EIGHT_ORDER(bits, number) __builtin_bswap##bits(number)
#else
#define EIGHT_ORDER(bits, number) (number)
#endif

static inline uint64_t eight_load(const char *p)
{
	uint64_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	return EIGHT_ORDER(64, bytes);
}

static inline void eight_store(char *p, uint64_t bytes)
{
	bytes = EIGHT_ORDER(64, bytes);
	memcpy(p, &bytes, sizeof bytes);
}

static inline uint64_t eight_load_four(const char *p)
{
	uint32_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	return EIGHT_ORDER(32, bytes);
}

static inline void eight_store_four(char *p, uint64_t bytes)
{
	uint32_t four = EIGHT_ORDER(32, (uint32_t)bytes);
	memcpy(p, &four, sizeof four);
}

static inline uint64_t eight_load_two(const char *p)
{
	uint16_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	return EIGHT_ORDER(16, bytes);
}

// The first eight bytes of a text, zeros behind a shorter one. Loads overlap where there are less.
static inline uint64_t eight_of(const char *p, size_t len)
{
	if (len >= 8)
		return eight_load(p);
	if (len >= 4)
		return eight_load_four(p) | eight_load_four(p + len - 4) << 8 * (len - 4);
	if (len >= 2)
		return eight_load_two(p) | eight_load_two(p + len - 2) << 8 * (len - 2);
	return len ? (unsigned char)*p : 0;
}

// The first bytes, zeros behind them.
static inline uint64_t eight_first(uint64_t bytes, size_t count)
{
	return count < 8 ? bytes & (((uint64_t)1 << 8 * count) - 1) : bytes;
}

// The bytes from `least` to `most`, both ASCII.
static inline uint64_t eight_marks(uint64_t bytes, unsigned char least, unsigned char most)
{
	uint64_t low = bytes & ~EIGHT_HIGHS; // each below 128, so sums do not carry over
	uint64_t from = low + (uint64_t)(128 - least) * EIGHT_ONES, behind = low + (uint64_t)(127 - most) * EIGHT_ONES;
	return from & ~behind & ~bytes & EIGHT_HIGHS;
}

// How many bytes from the first one on are marked.
static inline size_t eight_marked(uint64_t marks)
{
	uint64_t others = ~marks & EIGHT_HIGHS;
	return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

// The eight hexadecimal digits of a number as text, the highest one first.
static inline uint64_t eight_hex(uint32_t number)
{
	uint64_t x = (uint64_t)(number & 0xFFFF) << 32 | number >> 16; // each step parts it in two, the higher one first
	x = (x & 0x000000FF000000FFu) << 16 | (x >> 8 & 0x000000FF000000FFu);
	x = (x & 0x000F000F000F000Fu) << 8 | (x >> 4 & 0x000F000F000F000Fu);
	uint64_t letters = (x + 6 * EIGHT_ONES) >> 4 & EIGHT_ONES; // 10 to 15
	return x + '0' * EIGHT_ONES + letters * ('a' - '0' - 10);
}

// A hash for tables in memory: every word of every text goes through it once. Not for what is written (slice_hash). `head` is
// eight_of the key.
static inline uint64_t eight_hash(slice key, uint64_t head)
{
	uint64_t hash = key.len * 0x9E3779B97F4A7C15U, piece = head;
	for (size_t i = 8; i < key.len; i += 8) {
		hash = (hash ^ piece) * 0xFF51AFD7ED558CCDU;
		hash ^= hash >> 32;
		piece = eight_of(key.ptr + i, key.len - i);
	}
	hash = (hash ^ piece) * 0xC4CEB9FE1A85EC53U;
	return hash ^ hash >> 29;
}

#endif
