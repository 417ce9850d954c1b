// SPDX-License-Identifier: MIT
// fuzz: what a target is: it is opened once, and then fed with one input after the other, none of which may crash it.
//
// With -Dfuzz=true (clang) libFuzzer drives the targets:   build/tests/fuzz/fuzz_segment -max_total_time=600 CORPUS
// Without, replay.c does, with the same inputs each time:  build/tests/fuzz/fuzz_segment 20000 input/*.txt
#ifndef FUZZ_H
#define FUZZ_H

#include "base/line.h"

// `rules` is the folder of the rule packs.
void fuzz_open(const char *rules);
void fuzz_one(slice input);
void fuzz_close(void);

#endif
