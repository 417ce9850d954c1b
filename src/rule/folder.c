// SPDX-License-Identifier: MIT
// Folder: which rule files a pack has.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "rule/private.h"

// Longer than any system opens.
#define FOLDER_BYTES_MAX ((size_t)4096)

static int compare_within(const void *a, const void *b)
{
	const struct pack_file *x = a, *y = b;
	return strcmp(x->within.ptr, y->within.ptr);
}

static bool name_file(struct pack_file *f, slice folder)
{
	if (folder.len > FOLDER_BYTES_MAX)
		return false;
	snprintf(f->name, folder.len + f->within.len + 2, "%s/%s", folder.ptr, f->within.ptr);
	return true;
}

bool pack_list(struct ruleset *rs, slice part)
{
	struct arena *a = &rs->arena;
	DIR *dir = opendir(arena_format(a, SLICE_FMT "/" SLICE_FMT, SLICE_ARG(rs->folder), SLICE_ARG(part)).ptr);
	if (!dir)
		return false;
	size_t before = rs->file.count;
	for (struct dirent *e; (e = readdir(dir));) {
		if (e->d_name[0] == '.' || !slice_ends(slice_of(e->d_name), SLICE(".yaml")))
			continue;
		struct pack_file f = {.within = arena_format(a, SLICE_FMT "/%s", SLICE_ARG(part), e->d_name)};
		f.name = arena_alloc(a, FOLDER_BYTES_MAX + f.within.len + 2);
		if (name_file(&f, rs->folder))
			arena_push(a, &rs->file, f);
	}
	closedir(dir);
	if (rs->file.count > before)
		qsort(rs->file.at + before, rs->file.count - before, sizeof *rs->file.at, compare_within);
	return true;
}

bool pack_move(struct ruleset *rs, const char *folder)
{
	rs->folder = arena_copy(&rs->arena, slice_of(folder));
	for (size_t i = 0; i < rs->file.count; i++)
		if (!name_file(&rs->file.at[i], rs->folder))
			return false;
	return true;
}
