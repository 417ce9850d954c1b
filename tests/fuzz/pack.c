// SPDX-License-Identifier: MIT
// pack: the folder and the file are made once; each input replaces the file's text.
#include "pack.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], file[96];

void pack_open(const char *name)
{
	char part[96];
	snprintf(folder, sizeof folder, "/tmp/claimpipe-fuzz-%s-%ld", name, (long)getpid());
	snprintf(file, sizeof file, "%s/en/a.yaml", folder);
	mkdir(folder, 0700);
	snprintf(part, sizeof part, "%s/common", folder);
	mkdir(part, 0700);
	snprintf(part, sizeof part, "%s/en", folder);
	mkdir(part, 0700);
}

const char *pack_folder(void)
{
	return folder;
}

void pack_write(slice text)
{
	FILE *f = fopen(file, "wb");
	if (!f || fwrite(text.ptr, 1, text.len, f) != text.len || fclose(f) != 0)
		die("cannot write '%s'", file);
}

void pack_close(void)
{
	static const char *const parts[] = {"/en/a.yaml", "/en", "/common", ""};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char path[96];
		snprintf(path, sizeof path, "%s%s", folder, parts[i]);
		remove(path);
	}
}
