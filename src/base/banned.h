// SPDX-License-Identifier: MIT
// banned: functions that this house does not use: they overflow, hide errors, keep hidden state, or follow the locale or the
// clock.
//
// Every .c file includes it as its last header; using one of the names is then an error of the compiler.
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// No length: slices and out_* know theirs.
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets stpcpy
// Errors cannot be told from values: line_as_integer and line_as_number.
#pragma GCC poison atoi atol atoll atof scanf sscanf fscanf
// Hidden state: slice_cut.
#pragma GCC poison strtok tmpnam mktemp
// Output depends on nothing but input: not on chance, the clock or the locale.
#pragma GCC poison rand srand random time localtime gmtime ctime asctime setlocale
// Memory comes from vec_grow and arenas, which never give null.
#pragma GCC poison strdup strndup

#endif
