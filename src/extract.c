// SPDX-License-Identifier: MIT
// extract: sentence records in, the same with dates, figures, entities, attributions and claims behind each sentence.
//
// A unit of work is the lines of some documents (or of a piece of a long one); with -j several are worked at once, in order.
#include "base/cli.h"
#include "base/input.h"
#include "base/parallel.h"
#include "extract/extract.h"

struct settings {
	const char *rules, *lang, *only;
	const char *frozen, *freeze; // files of a ruleset as it lies in memory
	struct extract_options options;
	struct ruleset *ruleset;
	struct cli_files files;
	size_t next_file;
	struct input input;
	bool open;
	struct out held; // lines that the next job begins with
	struct out doc;  // the document that is read, and how many lines of it were
	size_t lines;
	bool wanted[RECORD_CONFLICT + 1];
};

// A thread's extractor and memory.
struct worker {
	struct settings *settings;
	struct extractor *extractor;
	struct arena arena;
	VEC(struct sentence) sentence;
	VEC(size_t) document_end; // in `sentence`
	VEC(slice) line;
	VEC(size_t) sentence_of_line; // index + 1 of the line's sentence, 0: passed on as it is
};

// ---- reading: the lines of some documents ------------------------------------------------------------------------------
//
// A job is, for each line, where it came from and itself, and an empty line behind each document.

// So many lines make a job: each layer's machine code is fetched once for all of them.
enum { JOB_LINES = 512, JOB_BYTES = 512 << 10 };

// The document of a line, read just far enough: the text of its "doc" member; empty where it has none.
static slice document_of(slice line)
{
	slice key = SLICE("\"doc\":\"");
	size_t at = slice_find(line, key);
	if (at == NOT_FOUND)
		return SLICE("");
	slice rest = slice_from(line, at + key.len);
	size_t end = slice_find_byte(rest, '"');
	return end == NOT_FOUND ? rest : slice_sub(rest, 0, end);
}

static bool next_line(struct settings *s, slice *ret, struct diag *d)
{
	bool ended;
	for (;;) {
		if (!s->open) {
			if (s->next_file == s->files.count)
				return false;
			s->open = input_open(&s->input, s->files.name[s->next_file++], d);
			continue;
		}
		if (input_line(&s->input, ret, &ended, d))
			return true;
		input_close(&s->input);
		s->open = false;
	}
}

static void keep_line(struct out *job, slice line, const struct input *in)
{
	out_bytes(job, slice_of(in->name)); // where it came from, for messages
	out_byte(job, ':');
	out_json_integer(job, (int64_t)in->line);
	out_byte(job, '\n');
	out_bytes(job, line);
	out_byte(job, '\n');
}

static bool ends_document(const struct settings *s, slice line, size_t bytes)
{
	return s->lines == DOCUMENT_SENTENCES_MAX || bytes >= DOCUMENT_BYTES_MAX ||
		   !slice_equal(document_of(line), (slice){s->doc.ptr, s->doc.len});
}

// Gathers whole documents until they are enough for a job, the input ends, or it has no more to give at once.
static bool fill(void *context, struct out *job, struct diag *d)
{
	struct settings *s = context;
	size_t whole = 0, lines = 0; // of whole documents
	slice line;
	bool more = true;
	out_bytes(job, (slice){s->held.ptr, s->held.len});
	s->held.len = 0;
	while (lines < JOB_LINES && whole < JOB_BYTES && !(whole && s->open && input_waits(&s->input)) &&
		   (more = next_line(s, &line, d))) {
		if (s->lines && ends_document(s, line, job->len - whole)) {
			out_byte(job, '\n');
			whole = job->len;
			lines += s->lines;
			s->lines = 0;
		}
		if (!s->lines++) {
			s->doc.len = 0;
			out_bytes(&s->doc, document_of(line));
		}
		keep_line(job, line, &s->input);
	}
	if (more) {
		out_bytes(&s->held, slice_from((slice){job->ptr, job->len}, whole));
		job->len = whole;
	}
	return job->len > 0;
}

// ---- working ----------------------------------------------------------------------------------------------------------

static void *worker_open(void *context)
{
	struct worker *w = vec_grow(NULL, &(size_t){0}, 1, sizeof *w);
	memset(w, 0, sizeof *w);
	w->settings = context;
	w->extractor = extractor_open(w->settings->ruleset, w->settings->options);
	arena_init_large(&w->arena);
	return w;
}

static void worker_close(void *worker)
{
	struct worker *w = worker;
	extractor_close(w->extractor);
	arena_release(&w->arena);
	vec_release(&w->sentence);
	vec_release(&w->document_end);
	vec_release(&w->line);
	vec_release(&w->sentence_of_line);
	vec_free(w);
}

static struct place read_place(slice name_and_line, struct arena *a)
{
	size_t colon = name_and_line.len;
	while (colon > 0 && name_and_line.ptr[colon - 1] != ':')
		colon--;
	slice name = slice_sub(name_and_line, 0, colon ? colon - 1 : 0);
	return (struct place){.file = slice_equal(name, SLICE("-")) ? "<stdin>" : arena_copy(a, name).ptr,
						  .line = (size_t)line_as_integer(slice_from(name_and_line, colon))};
}

static void read_lines(struct worker *w, slice job, struct diag *d)
{
	slice where;
	while ((where = slice_cut(&job, '\n')).ptr) {
		if (!where.len) {
			vec_push(&w->document_end, w->sentence.count);
			continue;
		}
		slice text = slice_cut(&job, '\n');
		struct line parsed;
		struct sentence sentence = {0};
		size_t index = 0;
		if (!text.len)
			continue;
		bool is_sentence = sentence_take(&sentence, text, &w->arena); // what is not ours as we write it is read in full
		if (!is_sentence) {
			struct place at = read_place(where, &w->arena);
			if (!line_read(&parsed, text, &w->arena, at, d))
				continue;
			is_sentence = record_type_of(&parsed) == RECORD_SENTENCE;
			if (is_sentence && !sentence_read(&sentence, &parsed, &w->arena, at, d))
				continue;
		}
		if (is_sentence) {
			vec_push(&w->sentence, sentence);
			index = w->sentence.count;
		}
		vec_push(&w->line, text);
		vec_push(&w->sentence_of_line, index);
	}
}

// A line for each reading: {"type":"explanation","doc","sent","text","rule","groups","lost_to"}; the other stages pass it on.
static void write_explanations(const struct extraction *x, const struct sentence *s, struct out *o)
{
	for (size_t i = 0; i < x->explanation.count; i++) {
		const struct explanation *e = &x->explanation.at[i];
		line_begin(o);
		line_string(o, SLICE("type"), SLICE("explanation"));
		line_string(o, SLICE("doc"), s->head.doc);
		line_integer(o, SLICE("sent"), s->head.sent);
		line_string(o, SLICE("text"), slice_at(s->head.text, e->text));
		line_string(o, SLICE("rule"), e->rule->id);
		line_string(o, SLICE("groups"), e->groups);
		line_string(o, SLICE("lost_to"), e->lost_to ? e->lost_to->id : SLICE_NULL);
		line_end(o);
	}
}

static void work(void *worker, slice job, struct out *o, struct diag *d)
{
	struct worker *w = worker;
	arena_reset(&w->arena);
	vec_clear(&w->sentence);
	vec_clear(&w->document_end);
	vec_clear(&w->line);
	vec_clear(&w->sentence_of_line);
	read_lines(w, job, d);
	vec_push(&w->document_end, w->sentence.count);
	const struct extraction *found =
		extractor_documents(w->extractor, w->sentence.at, w->document_end.at, w->document_end.count, d);
	for (size_t i = 0; i < w->line.count; i++) {
		size_t s = w->sentence_of_line.at[i];
		if (!s || w->settings->wanted[RECORD_SENTENCE]) {
			out_bytes(o, w->line.at[i]);
			out_byte(o, '\n');
		}
		if (s)
			extraction_write(&found[s - 1], w->settings->wanted, o);
		if (s && w->settings->options.explain)
			write_explanations(&found[s - 1], &w->sentence.at[s - 1], o);
	}
}

// ---- the program ------------------------------------------------------------------------------------------------------

static void read_only(struct settings *s)
{
	slice rest = slice_of(s->only), name;
	for (int t = 0; t <= RECORD_CONFLICT; t++)
		s->wanted[t] = !s->only;
	while (s->only && (name = slice_cut(&rest, ',')).ptr) {
		int t = RECORD_SENTENCE;
		while (t <= RECORD_CLAIM && !slice_equal(name, record_type_name((enum record_type)t)))
			t++;
		if (t > RECORD_CLAIM)
			die("unknown type '" SLICE_FMT "' for --only, expected sentence, date, figure, entity, attribution or claim",
				SLICE_ARG(name));
		s->wanted[t] = true;
	}
}

// ---- rules ------------------------------------------------------------------------------------------------------------

static struct ruleset *load_rules(const struct settings *s, struct diag *d)
{
	struct ruleset_options options = {.view = true, .lazy = true, .alone = s->freeze != NULL};
	return ruleset_load(s->rules, slice_of(s->lang), options, d);
}

// The frozen rules of the option, else those that lie by the program. Null: there are none that fit.
static struct ruleset *thaw_rules(const struct settings *s, struct diag *d)
{
	char name[64];
	const char *const beside[] = {"%s.frozen", "../lib/claimpipe/%s.frozen"}, *why;
	if (s->frozen) {
		struct ruleset *rs = ruleset_thaw(s->frozen, s->rules, slice_of(s->lang), &why);
		if (!rs)
			diag_warning(d, (struct place){.file = s->frozen}, "not taken, since %s; the rules are read anew", why);
		return rs;
	}
	for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		snprintf(name, sizeof name, beside[i], s->lang);
		const char *file = cli_beside(slice_of(name));
		struct ruleset *rs = file ? ruleset_thaw(file, s->rules, slice_of(s->lang), &why) : NULL;
		if (rs)
			return rs;
	}
	return NULL;
}

static int freeze_rules(const struct settings *s, struct diag *d)
{
	struct ruleset *rs = load_rules(s, d);
	bool ok = rs && ruleset_freeze(rs, s->freeze, d);
	ruleset_free(rs);
	return ok ? EXIT_DONE : EXIT_USAGE;
}

int main(int argc, char **argv)
{
	struct settings s = {.lang = "en"};
	size_t workers = 1;
	const struct cli_option options[] = {
		{0, "rules", "DIR", "the folder of the rule packs", NULL, &s.rules, NULL},
		{0, "lang", "LANG", "the pack to use (default en)", NULL, &s.lang, NULL},
		{0, "only", "TYPE,…", "write only records of these types (and lines of others' making)", NULL, &s.only, NULL},
		{0, "explain", NULL, "add a line for each reading: the rule, its groups, and what it lost to", &s.options.explain, NULL,
		 NULL},
		{0, "no-prefilter", NULL, "run every rule on every sentence: slow, the same result", &s.options.no_prefilter, NULL, NULL},
		{0, "freeze", "FILE", "write the rules into FILE as they lie in memory, and end", NULL, &s.freeze, NULL},
		{0, "frozen", "FILE", "start with them, where the folder still holds the same", NULL, &s.frozen, NULL},
		{'j', "jobs", "N", "work on N parts of the input at once; the output is the same", NULL, NULL, &workers},
	};
	const struct cli cli = {"extract",
							"extract [OPTION]… [FILE]…",
							"Finds dates, figures, names, attributions and claims in sentences (JSON lines of segment).",
							options,
							sizeof options / sizeof *options,
							NULL,
							NULL};
	diag_start("extract");
	int files = cli_read(&cli, argc, argv);
	struct diag d;
	diag_init(&d, "extract");
	read_only(&s);
	if (workers < 1 || workers > WORKERS_MAX)
		die("-j wants a number from 1 to %d", WORKERS_MAX);
	s.files = cli_files(files, argv);
	s.rules = cli_rules(s.rules);
	if (s.freeze)
		return freeze_rules(&s, &d);
	s.ruleset = thaw_rules(&s, &d);
	if (!s.ruleset && !(s.ruleset = load_rules(&s, &d)))
		return EXIT_USAGE;
	struct parallel p = {
		.workers = workers, .fill = fill, .work = work, .worker_open = worker_open, .worker_close = worker_close, .context = &s};
	parallel_run(&p, &d);
	ruleset_free(s.ruleset);
	out_release(&s.held);
	out_release(&s.doc);
	return diag_exit(&d);
}
