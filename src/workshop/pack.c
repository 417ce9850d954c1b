// SPDX-License-Identifier: MIT
// pack: finds the language folders beside common/ and loads each with its examples.
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "workshop/workshop.h"

#include "base/banned.h"

static bool is_folder(const char *path)
{
	struct stat s;
	return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

static bool has_rules(const char *folder)
{
	DIR *dir = opendir(folder);
	bool has = false;
	for (struct dirent *e; dir && !has && (e = readdir(dir));)
		has = e->d_name[0] != '.' && slice_ends(slice_of(e->d_name), SLICE(".yaml"));
	if (dir)
		closedir(dir);
	return has;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool same_file(const char *a, const char *b)
{
	struct stat x, y;
	return strcmp(a, b) == 0 || (stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino);
}

// A pack that several paths ask for is loaded once.
static bool load_pack(struct packs *p, const char *folder, slice lang, bool whole, struct diag *d)
{
	struct ruleset_options options = {.examples = true, .view = true, .raw = true, .partial = true};
	bool first = true;
	for (size_t i = 0; i < p->at.count; i++) {
		struct pack *known = &p->at.at[i];
		if (!same_file(known->folder, folder))
			continue;
		first = false;
		if (slice_equal(known->lang, lang)) {
			known->whole |= whole;
			return true;
		}
	}
	struct ruleset *rules = ruleset_load(folder, lang, options, d);
	if (rules)
		vec_push(&p->at, ((struct pack){rules, folder, arena_copy(&p->arena, lang), first, whole}));
	return rules && !rules->mistakes;
}

static bool load_folder(struct packs *p, const char *folder, bool whole, struct diag *d)
{
	VEC(const char *) names = {0};
	DIR *dir = opendir(folder);
	if (!dir)
		return diag_error(d, (struct place){.file = folder}, "cannot open the folder, expected one of rule packs");
	for (struct dirent *e; (e = readdir(dir));) {
		const char *path = arena_format(&p->arena, "%s/%s", folder, e->d_name).ptr;
		if (e->d_name[0] != '.' && strcmp(e->d_name, "common") != 0 && is_folder(path) && has_rules(path))
			vec_push(&names, arena_copy(&p->arena, slice_of(e->d_name)).ptr);
	}
	closedir(dir);
	if (!names.count)
		return diag_error(d, (struct place){.file = folder},
						  "no rule pack, expected common/ and a folder for each language with .yaml files");
	qsort(names.at, names.count, sizeof *names.at, compare_names);
	bool ok = true;
	for (size_t i = 0; i < names.count; i++)
		ok &= load_pack(p, folder, slice_of(names.at[i]), whole, d);
	vec_release(&names);
	return ok;
}

// The name of the folder that holds a path; "." where it names none.
static const char *parent(struct packs *p, const char *path)
{
	slice s = slice_of(path);
	while (s.len && s.ptr[s.len - 1] == '/')
		s.len--;
	while (s.len && s.ptr[s.len - 1] != '/')
		s.len--;
	while (s.len > 1 && s.ptr[s.len - 1] == '/')
		s.len--;
	return s.len ? arena_copy(&p->arena, s).ptr : ".";
}

static slice last_part(const char *path)
{
	slice s = slice_of(path);
	size_t at = s.len;
	while (at && s.ptr[at - 1] != '/')
		at--;
	return slice_from(s, at);
}

static bool load_path(struct packs *p, const char *path, struct diag *d)
{
	slice given = slice_of(path);
	while (given.len > 1 && given.ptr[given.len - 1] == '/')
		given.len--;
	path = arena_copy(&p->arena, given).ptr;
	if (is_folder(path) && !has_rules(path))
		return load_folder(p, path, true, d);
	struct stat s;
	if (stat(path, &s) != 0)
		return diag_error(d, (struct place){.file = path},
						  "cannot open, expected a folder of rule packs, of one language, or a rule file");
	bool one = is_folder(path); // of rule files: those of one language, or common
	const char *folder = one ? path : parent(p, path), *all = parent(p, folder);
	vec_push(&p->file, path);
	if (slice_equal(last_part(folder), SLICE("common")))
		return load_folder(p, all, false, d);
	return load_pack(p, all, last_part(folder), false, d);
}

bool packs_load(struct packs *p, const char *const *path, size_t paths, struct diag *d)
{
	bool ok = true;
	*p = (struct packs){0};
	arena_init(&p->arena);
	struct diag found;
	diag_gather(&found, d->program);
	for (size_t i = 0; i < paths; i++)
		ok &= load_path(p, path[i], &found);
	diag_sort(&found); // common/ is read once a language
	diag_flush_into(d, &found);
	diag_release(&found);
	return ok;
}

void packs_release(struct packs *p)
{
	for (size_t i = 0; i < p->at.count; i++)
		ruleset_free(p->at.at[i].rules);
	vec_release(&p->at);
	vec_release(&p->file);
	arena_release(&p->arena);
}

// Whether a path is a file, or a folder that it is in.
static bool names_file(const char *path, const char *file)
{
	bool names = same_file(path, file);
	struct arena a;
	arena_init(&a);
	for (size_t i = is_folder(path) ? strlen(file) : 0; i-- > 1 && !names;)
		if (file[i] == '/')
			names = same_file(path, arena_copy(&a, (slice){file, i}).ptr);
	arena_release(&a);
	return names;
}

bool packs_test_file(const struct packs *p, const struct pack *pack, const char *file)
{
	bool wanted = pack->whole;
	for (size_t i = 0; i < p->file.count && !wanted; i++)
		wanted = names_file(p->file.at[i], file);
	return wanted;
}

bool packs_test_rule(const struct packs *p, const struct pack *pack, const struct rule *r)
{
	slice file = slice_of(r->at.file), folder = slice_of(pack->folder);
	bool common = slice_starts(file, folder) && slice_starts(slice_from(file, folder.len), SLICE("/common/"));
	return (pack->first || !common) && packs_test_file(p, pack, r->at.file);
}
