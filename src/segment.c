// SPDX-License-Identifier: MIT
// segment: plain text, or --jsonl documents, in; sentence records out.
//
// A text is one document, written as it is read. Of --jsonl each line is one; with -j several are worked at once, in order.
#include "base/cli.h"
#include "base/input.h"
#include "base/parallel.h"
#include "base/utf8.h"
#include "segment/segment.h"

#include "base/banned.h"

// How much one read gives, and how much of --jsonl is one unit of work: enough to hide its cost, little enough to start all
// threads soon.
#define PIECE_BYTES ((size_t)256 << 10)

struct settings {
	const char *rules, *doc, *date, *source, *lang;
	bool jsonl;
	struct ruleset *ruleset;
	struct cli_files files;
	size_t next_file;
	struct input input;
	bool is_open;
};

// ---- text -------------------------------------------------------------------------------------------------------------

static void read_text(struct settings *s, const char *path, struct segmenter *segmenter, struct out *out, struct diag *d)
{
	struct input in;
	if (!input_open(&in, path, d))
		return;
	struct segment_document document = {s->doc ? slice_of(s->doc) : segment_doc_name(path),
										slice_of(s->date),
										slice_of(s->source),
										slice_of(s->lang),
										in.name,
										1,
										false};
	if (utf8_valid_length(document.doc) < document.doc.len) {
		diag_error(d, (struct place){in.name, 0, 0}, "the file's name is not valid UTF-8: name the document with --doc");
		input_close(&in);
		return;
	}
	segmenter_begin(segmenter, &document, out, d);
	slice piece;
	while (input_piece(&in, PIECE_BYTES, &piece, d) && segmenter_feed(segmenter, piece))
		out_flush(out);
	segmenter_end(segmenter);
	out_flush(out);
	input_close(&in);
}

static void read_texts(struct settings *s, struct diag *d)
{
	struct segmenter *segmenter = segmenter_open(s->ruleset);
	struct out out = {0};
	for (size_t i = 0; i < s->files.count; i++)
		read_text(s, s->files.name[i], segmenter, &out, d);
	out_release(&out);
	segmenter_close(segmenter);
}

// ---- documents --------------------------------------------------------------------------------------------------------

// A job is the address of the file's name, then lines, each with its number and a space before it.
struct line_place {
	const char *file;
	size_t line;
};

static bool next_file(struct settings *s, struct diag *d)
{
	while (!s->is_open) {
		if (s->next_file == s->files.count)
			return false;
		s->is_open = input_open(&s->input, s->files.name[s->next_file++], d);
	}
	return true;
}

// Gathers lines of one file: those that are there without waiting, up to PIECE_BYTES.
static bool fill_job(void *context, struct out *job, struct diag *d)
{
	struct settings *s = context;
	while (next_file(s, d)) {
		slice line;
		bool ended;
		while (input_line(&s->input, &line, &ended, d)) {
			if (!job->len)
				out_bytes(job, (slice){(const char *)&s->input.name, sizeof s->input.name});
			out_format(job, "%zu ", s->input.line);
			out_bytes(job, line);
			out_byte(job, '\n');
			bool more = memchr(s->input.buffer + s->input.start, '\n', s->input.end - s->input.start) != NULL;
			if (!more || job->len >= PIECE_BYTES)
				return true;
		}
		input_close(&s->input);
		s->is_open = false;
		if (job->len)
			return true;
	}
	return false;
}

struct worker {
	struct settings *settings;
	struct segmenter *segmenter;
	struct arena arena;
};

static void *open_worker(void *context)
{
	struct worker *w = vec_grow(NULL, &(size_t){0}, 1, sizeof *w);
	struct settings *s = context;
	*w = (struct worker){.settings = s, .segmenter = segmenter_open(s->ruleset)};
	arena_init(&w->arena);
	return w;
}

static void close_worker(void *worker)
{
	struct worker *w = worker;
	segmenter_close(w->segmenter);
	arena_release(&w->arena);
	vec_free(w);
}

static void work_line(struct worker *w, slice line, struct line_place at, struct out *output, struct diag *d)
{
	const struct settings *s = w->settings;
	struct segment_document given = {
		slice_of(s->doc), slice_of(s->date), slice_of(s->source), slice_of(s->lang), at.file, at.line, true};
	arena_reset(&w->arena);
	segmenter_json(w->segmenter, &given, line, &w->arena, output, d);
}

static void work_job(void *worker, slice job, struct out *output, struct diag *d)
{
	struct line_place at = {0};
	memcpy(&at.file, job.ptr, sizeof at.file);
	slice rest = slice_from(job, sizeof at.file), line;
	for (rest.len--; (line = slice_cut(&rest, '\n')).ptr;) {
		at.line = (size_t)line_as_integer(slice_cut(&line, ' '));
		work_line(worker, line, at, output, d);
	}
}

static void read_documents(struct settings *s, size_t workers, struct diag *d)
{
	struct parallel p = {workers, fill_job, work_job, open_worker, close_worker, s};
	parallel_run(&p, d);
}

// ---- the program ------------------------------------------------------------------------------------------------------

int main(int argc, char **argv)
{
	struct settings s = {.lang = "en"};
	size_t workers = 1;
	const struct cli_option options[] = {
		{0, "jsonl", NULL, "read documents, one JSON object a line: {\"doc\",\"text\",\"date\",\"source\",\"lang\"}", &s.jsonl,
		 NULL, NULL},
		{0, "doc", "NAME", "the document's name (else the file's, without folder and ending)", NULL, &s.doc, NULL},
		{0, "date", "YYYY-MM-DD", "the document's date", NULL, &s.date, NULL},
		{0, "source", "TEXT", "who published it", NULL, &s.source, NULL},
		{0, "lang", "LANG", "its language, and the rules for it (default: en)", NULL, &s.lang, NULL},
		{0, "rules", "DIR", "the folder of the rules", NULL, &s.rules, NULL},
		{'j', "jobs", "N", "with --jsonl: work N documents at once", NULL, NULL, &workers},
	};
	const struct cli cli = {"segment",
							"segment [OPTION]… [FILE]…",
							"Parts text into sentences, one JSON record a line. Reads plain text, a document a file, or with "
							"--jsonl a document a line.",
							options,
							sizeof options / sizeof *options,
							NULL,
							NULL};
	diag_start("segment");
	struct diag d;
	diag_init(&d, "segment");
	s.files = cli_files(cli_read(&cli, argc, argv), argv);
	if (workers < 1 || workers > WORKERS_MAX)
		die("-j %zu: expected 1 to %d", workers, WORKERS_MAX);
	if (s.date && slice_of(s.date).len != segment_day(slice_of(s.date)).len)
		die("option --date: expected a day YYYY-MM-DD, found '%s'", s.date);
	s.ruleset = ruleset_load(cli_rules(s.rules), slice_of(s.lang),
							 (struct ruleset_options){.raw = true, .asks_for = segment_asks_for}, &d);
	if (!s.ruleset)
		return EXIT_USAGE;
	if (s.jsonl)
		read_documents(&s, workers, &d);
	else
		read_texts(&s, &d);
	ruleset_free(s.ruleset);
	return diag_exit(&d);
}
