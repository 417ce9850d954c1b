// SPDX-License-Identifier: MIT
// driver: libFuzzer's side of a target.
#include <stdlib.h>

#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool open;
	const char *rules = getenv("CLAIMPIPE_RULES");
	if (!open)
		fuzz_open(rules ? rules : "rules");
	open = true;
	fuzz_one((slice){(const char *)data, size});
	return 0;
}
