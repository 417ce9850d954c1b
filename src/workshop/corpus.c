// SPDX-License-Identifier: MIT
// corpus: articles from files and folders, through segment and extract.
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/input.h"
#include "private.h"

#include "base/banned.h"

// ---- files ------------------------------------------------------------------------------------------------------------

typedef void visitor(void *context, const struct article *a, struct diag *d);

static bool is_documents(const char *path)
{
	return slice_ends(slice_of(path), SLICE(".jsonl"));
}

// The records beside a fixture are no articles.
static bool is_article(slice name)
{
	bool ends = slice_ends(name, SLICE(".txt")) || slice_ends(name, SLICE(".jsonl"));
	return ends && name.ptr[0] != '.' && !slice_ends(name, SLICE(".expected.jsonl"));
}

static bool walk_documents(const char *path, visitor *visit, void *context, struct diag *d)
{
	struct input in;
	slice line;
	bool ended;
	if (!input_open(&in, path, d))
		return false;
	while (input_line(&in, &line, &ended, d))
		if (slice_trim(line).len)
			visit(context, &(struct article){line, true, in.name, in.line}, d);
	input_close(&in);
	return true;
}

static bool walk_file(const char *path, visitor *visit, void *context, struct diag *d)
{
	slice text;
	struct arena a;
	if (is_documents(path))
		return walk_documents(path, visit, context, d);
	arena_init(&a);
	bool ok = file_read(path, &a, &text, d);
	if (ok)
		visit(context, &(struct article){text, false, path, 1}, d);
	arena_release(&a);
	return ok;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool corpus_walk(const char *path, visitor *visit, void *context, struct diag *d)
{
	struct stat s;
	if (stat(path, &s) != 0)
		return diag_error(d, (struct place){.file = path}, "cannot open, expected an article or a folder of articles");
	if (!S_ISDIR(s.st_mode))
		return walk_file(path, visit, context, d);
	DIR *dir = opendir(path);
	if (!dir)
		return diag_error(d, (struct place){.file = path}, "cannot open the folder");
	struct arena a;
	VEC(const char *) files = {0};
	bool ok = true;
	arena_init(&a);
	for (struct dirent *e; (e = readdir(dir));)
		if (is_article(slice_of(e->d_name)))
			vec_push(&files, arena_format(&a, "%s/%s", path, e->d_name).ptr);
	closedir(dir);
	if (files.count)
		qsort(files.at, files.count, sizeof *files.at, compare_names);
	for (size_t i = 0; i < files.count; i++)
		ok &= walk_file(files.at[i], visit, context, d);
	vec_release(&files);
	arena_release(&a);
	return ok;
}

// ---- one article ------------------------------------------------------------------------------------------------------

void pipeline_open(struct pipeline *p, const struct ruleset *rules, struct extract_options options)
{
	*p = (struct pipeline){.rules = rules, .segmenter = segmenter_open(rules), .extractor = extractor_open(rules, options)};
	arena_init(&p->arena);
}

void pipeline_close(struct pipeline *p)
{
	segmenter_close(p->segmenter);
	extractor_close(p->extractor);
	arena_release(&p->arena);
	out_release(&p->sentences);
	vec_release(&p->sentence);
}

// "2024-03-11-ferry": the day; null where the name begins with none.
static slice day_of_name(slice name)
{
	return name.len >= 10 ? segment_day(slice_sub(name, 0, 10)) : SLICE_NULL;
}

static void part(struct pipeline *p, const struct article *article, struct diag *d)
{
	struct segment_document document = {
		.lang = p->rules->lang, .file = article->file, .line = article->line, .in_line = article->is_json};
	p->sentences.len = 0;
	if (article->is_json) {
		segmenter_json(p->segmenter, &document, article->text, &p->arena, &p->sentences, d);
		return;
	}
	document.doc = segment_doc_name(article->file);
	document.date = day_of_name(document.doc);
	segmenter_begin(p->segmenter, &document, &p->sentences, d);
	segmenter_feed(p->segmenter, article->text);
	segmenter_end(p->segmenter);
}

void pipeline_run(struct pipeline *p, const struct article *article, struct out *records, struct diag *d)
{
	struct place at = {.file = article->file, .line = article->line};
	arena_reset(&p->arena);
	part(p, article, d);
	slice rest = {p->sentences.ptr, p->sentences.len}, text;
	do {
		vec_clear(&p->sentence);
		while (p->sentence.count < DOCUMENT_SENTENCES_MAX && (text = slice_cut(&rest, '\n')).ptr && text.len) {
			struct line *l = ARENA_NEW(&p->arena, struct line);
			struct sentence sentence = {0};
			if (line_read(l, text, &p->arena, at, d) && sentence_read(&sentence, l, &p->arena, at, d))
				vec_push(&p->sentence, sentence);
		}
		const struct extraction *found = extractor_document(p->extractor, p->sentence.at, p->sentence.count, d);
		for (size_t i = 0; i < p->sentence.count; i++)
			extraction_write(&found[i], NULL, records);
	} while (p->sentence.count == DOCUMENT_SENTENCES_MAX);
}
