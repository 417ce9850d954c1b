// SPDX-License-Identifier: MIT
// lint_list: the word lists of a pack, as files: in the order of their bytes, each entry once.
#include "lint.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/utf8.h"

#include "base/banned.h"

static void check_list(struct linter *l, const char *file, struct arena *a, struct diag *d)
{
	slice text, line, last = SLICE_NULL, last_value = SLICE_NULL;
	if (!file_read(file, a, &text, d) || utf8_valid_length(text) < text.len) // which was reported at load
		return;
	text = file_lines(text);
	struct place at = {.file = file};
	bool in_order = true;
	for (slice rest = text; (line = slice_cut(&rest, '\n')).ptr;) {
		at.line++;
		at.column = 1;
		slice values = line, key = slice_cut(&values, '\t');
		if (!line.len || line.ptr[0] == '#')
			continue;
		slice value = values.ptr ? slice_cut(&values, '\t') : SLICE("");
		int order = last.ptr ? slice_compare(last, key) : -1;
		if (order == 0 && slice_equal(value, last_value)) // with another value, it has another meaning
			lint_add(l, "L002", at, "entry '" SLICE_FMT "' stands there twice", SLICE_ARG(key));
		else if (order > 0 && in_order)
			lint_add(l, "L003", at, "entry '" SLICE_FMT "' comes after '" SLICE_FMT "', expected the order of their bytes",
					 SLICE_ARG(key), SLICE_ARG(last));
		in_order &= order <= 0;
		last = key;
		last_value = value;
	}
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void check_folder(struct linter *l, const char *folder, struct diag *d)
{
	VEC(char *) files = {0};
	DIR *dir = opendir(folder);
	for (struct dirent *e; dir && (e = readdir(dir));)
		if (slice_ends(slice_of(e->d_name), SLICE(".tsv")))
			vec_push(&files, (char *)(uintptr_t)arena_format(&l->found->arena, "%s/%s", folder, e->d_name).ptr);
	if (dir)
		closedir(dir);
	if (files.count)
		qsort(files.at, files.count, sizeof *files.at, compare_names);
	struct arena text;
	arena_init(&text);
	for (size_t i = 0; i < files.count; i++, arena_reset(&text))
		check_list(l, files.at[i], &text, d);
	arena_release(&text);
	vec_release(&files);
}

// Words of a class that stand twice in a rule file.
static void check_inline(struct linter *l, const struct ruleset *rs)
{
	for (size_t i = 0; i < rs->word_source.count; i++) {
		const struct word_source *one = &rs->word_source.at[i];
		for (size_t k = i; !one->file.ptr && k-- > 0 && rs->word_source.at[k].class == one->class;)
			if (slice_equal(rs->word_source.at[k].key, one->key) && slice_equal(rs->word_source.at[k].values, one->values)) {
				lint_add(l, "L002", one->at, "entry '" SLICE_FMT "' stands there twice", SLICE_ARG(one->key));
				break;
			}
	}
}

void lint_lists(struct linter *l)
{
	struct diag d;
	diag_gather(&d, "ruletest"); // what cannot be read was reported at load
	for (size_t i = 0; i < l->packs->at.count; i++) {
		const struct pack *p = &l->packs->at.at[i];
		check_inline(l, p->rules);
		if (p->first)
			check_folder(l, arena_format(&l->found->arena, "%s/common/words", p->folder).ptr, &d);
		check_folder(l, arena_format(&l->found->arena, "%s/" SLICE_FMT "/words", p->folder, SLICE_ARG(p->lang)).ptr, &d);
	}
	diag_release(&d);
}
