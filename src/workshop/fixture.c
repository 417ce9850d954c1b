// SPDX-License-Identifier: MIT
// fixture: whole articles with the records that are expected of them: fixtures/NAME.txt, NAME.expected.jsonl.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "private.h"

#include "base/banned.h"

struct fixtures {
	struct results *results;
	struct pipeline pipeline;
	enum fixture_mode mode;
	bool quit;
	const char *file; // whose articles are gathered
	struct out records;
};

// ---- what is kept -----------------------------------------------------------------------------------------------------

// A record as it stands beside an article: without its nulls, and without what follows from the rest; of several documents each
// record names its own.
static void put_kept(struct out *o, const struct line *record, bool with_doc)
{
	static const char *const dropped[] = {"id", "lang", "doc_date", "doc_source", "char_start", "char_end"};
	line_begin(o);
	for (size_t i = 0; i < record->count; i++) {
		const struct line_field *f = &record->field[i];
		bool is_dropped = f->type == LINE_NULL || (!with_doc && slice_equal(f->key, SLICE("doc"))) ||
						  slice_ends(f->key, SLICE("_id")) || slice_ends(f->key, SLICE("_ids"));
		for (size_t k = 0; k < sizeof dropped / sizeof *dropped && !is_dropped; k++)
			is_dropped = slice_equal(f->key, slice_of(dropped[k]));
		if (is_dropped)
			continue;
		if (f->type == LINE_STRING)
			line_string(o, f->key, f->value);
		else
			line_raw(o, f->key, f->value);
	}
	line_end(o);
}

static void keep_records(struct out *o, slice records, bool with_doc, struct diag *d)
{
	struct arena a;
	struct line l;
	slice text;
	arena_init(&a);
	while ((text = slice_cut(&records, '\n')).ptr && text.len)
		if (line_read(&l, text, &a, (struct place){.file = "record"}, d))
			put_kept(o, &l, with_doc);
	arena_release(&a);
}

// ---- one fixture ------------------------------------------------------------------------------------------------------

// The file of the records beside an article.
static slice expected_file(struct results *r, const char *file)
{
	slice name = slice_of(file);
	size_t dot = name.len;
	while (dot && name.ptr[dot - 1] != '.')
		dot--;
	return arena_format(&r->arena, SLICE_FMT ".expected.jsonl", SLICE_ARG(slice_sub(name, 0, dot - 1)));
}

// A line's only letter; 0: it has none, or more; at the end of what is answered "q".
static char read_answer(void)
{
	char answer = 0;
	size_t letters = 0;
	int c;
	while ((c = getchar()) != EOF && c != '\n')
		if (c != ' ' && c != '\t' && c != '\r' && ++letters == 1)
			answer = (char)c;
	return letters > 1 ? 0 : letters == 0 && c == EOF ? 'q' : answer;
}

// "y" or "a": write it.
static bool is_wanted(struct fixtures *f, const char *file, slice detail)
{
	if (f->mode == FIXTURES_UPDATE)
		return true;
	if (f->mode == FIXTURES_TELL || f->quit)
		return false;
	printf("%s\n" SLICE_FMT, file, SLICE_ARG(detail));
	for (;;) {
		printf("Are these the right records? y: write them, n: leave it, a: write all, q: leave all > ");
		fflush(stdout);
		char letter = read_answer();
		if (letter == 'a')
			f->mode = FIXTURES_UPDATE;
		f->quit = letter == 'q';
		if (letter == 'y' || letter == 'a' || letter == 'n' || letter == 'q') {
			printf("\n");
			return letter == 'y' || letter == 'a';
		}
	}
}

static void judge(struct fixtures *f, struct diag *d)
{
	struct results *r = f->results;
	slice kept = SLICE(""), wanted = expected_file(r, f->file);
	struct out now = {0}, said = {0};
	struct changes changes;
	struct stat s;
	bool has = stat(wanted.ptr, &s) == 0, readable = !has || file_read(wanted.ptr, &r->arena, &kept, d);
	keep_records(&now, (slice){f->records.ptr, f->records.len}, slice_ends(slice_of(f->file), SLICE(".jsonl")), d);
	diff_records(&changes, kept, (slice){now.ptr ? now.ptr : "", now.len}, wanted.ptr, d);
	if (!has)
		out_bytes(&said, SLICE("there are no expected records beside it; --update writes them\n"));
	for (size_t i = 0; i < changes.at.count; i++)
		diff_write(&said, &changes.at.at[i]);
	struct result one = {.outcome = OUTCOME_OK,
						 .severity = SEVERITY_ERROR,
						 .code = SLICE("ok"),
						 .subject = arena_copy(&r->arena, segment_doc_name(f->file)),
						 .what = SLICE("fixture"),
						 .detail = SLICE(""),
						 .at = {.file = wanted.ptr, .line = 1},
						 .subject_at = {.file = arena_copy(&r->arena, slice_of(f->file)).ptr, .line = 1}};
	bool stale = said.len > 0, whole = !f->pipeline.rules->mistakes;
	slice detail = arena_copy(&r->arena, (slice){said.ptr ? said.ptr : "", said.len});
	if (stale && !whole) { // nor are its records written
		stale = false;
		one.outcome = OUTCOME_SKIP;
		one.code = SLICE("SKIP");
		one.reason = SLICE("the pack is not loaded whole");
		one.detail = arena_format(&r->arena, SLICE_FMT SLICE_FMT "\n", SLICE_ARG(detail), SLICE_ARG(one.reason));
	}
	if (stale && readable && is_wanted(f, f->file, detail)) {
		stale = !file_replace(wanted.ptr, (slice){now.ptr ? now.ptr : "", now.len}, d);
		one.what = SLICE("fixture, written anew");
	}
	if (stale) {
		one.outcome = OUTCOME_FAIL;
		one.code = SLICE("STALE");
		one.detail = detail;
	}
	vec_push(&r->at, one);
	diff_release(&changes);
	out_release(&now);
	out_release(&said);
}

// ---- all of them ------------------------------------------------------------------------------------------------------

static void finish_file(struct fixtures *f, struct diag *d)
{
	if (f->file)
		judge(f, d);
	f->file = NULL;
	f->records.len = 0;
}

static void visit(void *context, const struct article *a, struct diag *d)
{
	struct fixtures *f = context;
	if (f->file && strcmp(f->file, a->file) != 0)
		finish_file(f, d);
	f->file = arena_copy(&f->results->arena, slice_of(a->file)).ptr;
	pipeline_run(&f->pipeline, a, &f->records, d);
}

// ---- records without an article ---------------------------------------------------------------------------------------

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has_article(struct arena *a, const char *folder, slice name)
{
	struct stat s;
	return stat(arena_format(a, "%s/" SLICE_FMT ".txt", folder, SLICE_ARG(name)).ptr, &s) == 0 ||
		   stat(arena_format(a, "%s/" SLICE_FMT ".jsonl", folder, SLICE_ARG(name)).ptr, &s) == 0;
}

// An article that was renamed or deleted leaves records that nothing is compared with.
static void find_orphans(struct results *r, const char *folder)
{
	static const char ending[] = ".expected.jsonl";
	VEC(const char *) names = {0};
	DIR *dir = opendir(folder);
	for (struct dirent *e; dir && (e = readdir(dir));)
		if (e->d_name[0] != '.' && slice_ends(slice_of(e->d_name), slice_of(ending)))
			vec_push(&names, arena_copy(&r->arena, slice_of(e->d_name)).ptr);
	if (dir)
		closedir(dir);
	if (names.count)
		qsort(names.at, names.count, sizeof *names.at, compare_names);
	for (size_t i = 0; i < names.count; i++) {
		slice name = slice_sub(slice_of(names.at[i]), 0, strlen(names.at[i]) - strlen(ending));
		if (has_article(&r->arena, folder, name))
			continue;
		struct place at = {.file = arena_format(&r->arena, "%s/%s", folder, names.at[i]).ptr, .line = 1};
		vec_push(&r->at, ((struct result){.outcome = OUTCOME_FAIL,
										  .severity = SEVERITY_ERROR,
										  .code = SLICE("STALE"),
										  .subject = name,
										  .what = SLICE("fixture"),
										  .detail = SLICE("there is no article beside these records\n"),
										  .at = at,
										  .subject_at = at}));
	}
	vec_release(&names);
}

void fixtures_run(struct results *r, const struct packs *p, enum fixture_mode mode, struct diag *d)
{
	struct stat s;
	struct fixtures f = {.results = r, .mode = mode};
	for (size_t i = 0; i < p->at.count; i++) {
		const struct pack *pack = &p->at.at[i];
		slice folder = arena_format(&r->arena, "%s/" SLICE_FMT "/fixtures", pack->folder, SLICE_ARG(pack->lang));
		if (!pack->whole || stat(folder.ptr, &s) != 0)
			continue;
		pipeline_open(&f.pipeline, pack->rules, (struct extract_options){0});
		corpus_walk(folder.ptr, visit, &f, d);
		finish_file(&f, d);
		find_orphans(r, folder.ptr);
		pipeline_close(&f.pipeline);
	}
	out_release(&f.records);
}
