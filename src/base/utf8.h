// SPDX-License-Identifier: MIT
// utf8: what the stages need to know of Unicode. utf8.c is the only user of utf8proc.
//
// Functions that read code points want valid UTF-8; utf8_valid_length tells how far a text is.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/slice.h"

// How many leading bytes of s are valid UTF-8 (s.len when all are). Surrogates, overlong forms and values above 0x10FFFF are
// invalid. NUL is valid here. ASCII is passed over a word at a time: some 5 GB/s on ASCII.
size_t utf8_valid_length(slice s);
bool utf8_is_ascii(slice s);
// The number of code points of a valid text.
size_t utf8_count(slice s);
// The code point at offset, and by *ret_length its bytes. Valid text only.
uint32_t utf8_at(slice s, size_t offset, size_t *ret_length);
// Writes the code point to `ret` (room for 4 bytes) and returns its bytes.
size_t utf8_put(uint32_t code, char *ret);
bool utf8_is_letter(uint32_t code);
bool utf8_is_upper(uint32_t code);
bool utf8_is_lower(uint32_t code);
bool utf8_is_digit(uint32_t code);    // decimal digits of any script
bool utf8_is_mark(uint32_t code);     // combining marks
bool utf8_is_currency(uint32_t code); // signs like € and ₸
// Any kind of space, NBSP and thin spaces included; not line breaks.
bool utf8_is_space(uint32_t code);
uint32_t utf8_lower(uint32_t code);
uint32_t utf8_upper(uint32_t code);
// Lower case, character by character; an empty text is itself.
slice utf8_lowered(struct arena *a, slice s);
// NFC; s itself when it is in NFC already (a text without bytes >= 0xCC always is).
slice utf8_nfc(struct arena *a, slice s);
// NFD; s itself when it is in NFD already.
slice utf8_nfd(struct arena *a, slice s);
bool utf8_may_need_nfc(slice s);

#endif
