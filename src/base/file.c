// SPDX-License-Identifier: MIT
// file: written beside the old one, then renamed.
#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

#include "base/banned.h"

bool file_replace(const char *name, slice text, struct diag *d)
{
	struct arena a;
	arena_init(&a);
	const char *beside = arena_format(&a, "%s.new", name).ptr;
	FILE *f = fopen(beside, "wb");
	bool ok = f && fwrite(text.ptr, 1, text.len, f) == text.len;
	ok = f && fclose(f) == 0 && ok && rename(beside, name) == 0;
	if (!ok) {
		diag_error(d, (struct place){.file = name}, "cannot write it anew (%s); it is left as it was", strerror(errno));
		unlink(beside);
	}
	arena_release(&a);
	return ok;
}
