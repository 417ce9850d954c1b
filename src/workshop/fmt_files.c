// SPDX-License-Identifier: MIT
// fmt_files: rule files and folders of them, put into their canonical form in place.
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/vec.h"
#include "workshop/fmt.h"

#include "base/banned.h"

static slice without_mark(slice text)
{
	return slice_starts(text, SLICE("\xEF\xBB\xBF")) ? slice_from(text, 3) : text;
}

static int format_file(const char *file, bool check, struct out *ret, struct diag *d)
{
	slice text = SLICE("");
	struct arena a;
	struct out o = {0};
	int status = EXIT_DONE;
	arena_init(&a);
	if (!file_read(file, &a, &text, d) || !rules_format(without_mark(text), file, &o, d))
		status = EXIT_USAGE;
	else if (slice_equal(text, (slice){o.ptr ? o.ptr : "", o.len}))
		status = EXIT_DONE;
	else if (check)
		status = EXIT_BAD_INPUT;
	else if (!file_replace(file, (slice){o.ptr, o.len}, d))
		status = EXIT_USAGE;
	if (status == EXIT_BAD_INPUT)
		out_format(ret, "%s\n", file);
	out_release(&o);
	arena_release(&a);
	return status;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

// The .yaml files of a folder, then of its folders, each in the order of their names.
static int format_folder(const char *folder, bool check, struct out *ret, struct diag *d)
{
	struct arena a;
	VEC(const char *) names = {0};
	DIR *dir = opendir(folder);
	int worst = EXIT_DONE;
	if (!dir) {
		diag_error(d, (struct place){.file = folder}, "cannot open the folder");
		return EXIT_USAGE;
	}
	arena_init(&a);
	for (struct dirent *e; (e = readdir(dir));)
		if (e->d_name[0] != '.')
			vec_push(&names, arena_format(&a, "%s/%s", folder, e->d_name).ptr);
	closedir(dir);
	if (names.count)
		qsort(names.at, names.count, sizeof *names.at, compare_names);
	for (size_t i = 0; i < names.count; i++) {
		struct stat s;
		int status = EXIT_DONE;
		if (stat(names.at[i], &s) == 0 && S_ISDIR(s.st_mode))
			status = format_folder(names.at[i], check, ret, d);
		else if (slice_ends(slice_of(names.at[i]), SLICE(".yaml")))
			status = format_file(names.at[i], check, ret, d);
		worst = status > worst ? status : worst;
	}
	vec_release(&names);
	arena_release(&a);
	return worst;
}

int rules_format_paths(size_t paths, char **path, bool check, struct out *ret, struct diag *d)
{
	int worst = EXIT_DONE;
	for (size_t i = 0; i < paths; i++) {
		struct stat s;
		bool folder = stat(path[i], &s) == 0 && S_ISDIR(s.st_mode);
		int status = folder ? format_folder(path[i], check, ret, d) : format_file(path[i], check, ret, d);
		worst = status > worst ? status : worst;
	}
	return worst;
}
