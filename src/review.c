// SPDX-License-Identifier: MIT
// review: records in, a page for a person out.
//
// Reads the records of extract and crosscheck; writes one self-contained HTML file, or with --text a report for the terminal, or
// with
// --claimreview schema.org ClaimReview of what was decided. Nothing comes out of empty input.
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/cli.h"
#include "base/utf8.h"
#include "review/review.h"

#include "base/banned.h"

struct options {
	bool text, claimreview;
	const char *title, *decisions, *color;
};

static bool wants_colour(const struct options *o)
{
	if (strcmp(o->color, "always") == 0)
		return true;
	if (strcmp(o->color, "never") == 0)
		return false;
	if (strcmp(o->color, "auto") != 0)
		die("unknown --color '%s', expected auto, always or never", o->color);
	const char *no_color = getenv("NO_COLOR");
	return isatty(STDOUT_FILENO) && !(no_color && *no_color);
}

// The terminal's columns, within what reads well; 80 where there is none.
static size_t text_width(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return 80;
	return size.ws_col < 40 ? 40 : size.ws_col > 100 ? 100 : size.ws_col;
}

int main(int argc, char **argv)
{
	struct options o = {.title = "Review", .color = "auto"};
	const struct cli_option option[] = {
		{.letter = 't', .name = "text", .help = "print the conflicts for a terminal", .flag = &o.text},
		{.name = "claimreview",
		 .help = "write schema.org ClaimReview of what was decided, an object a line",
		 .flag = &o.claimreview},
		{.letter = 'd',
		 .name = "decisions",
		 .argument = "FILE",
		 .help = "decisions made before, as the page exports them",
		 .value = &o.decisions},
		{.name = "title", .argument = "TEXT", .help = "the page's title", .value = &o.title},
		{.name = "color", .argument = "WHEN", .help = "colour of --text: auto, always or never", .value = &o.color},
	};
	const struct cli cli = {
		.program = "review",
		.usage = "review [OPTION]… [FILE]…",
		.about = "Shows conflicts and claims to a person: one HTML file that needs no network.",
		.option = option,
		.options = sizeof option / sizeof *option,
	};
	struct diag d;
	struct review r;
	struct input in;
	struct out out = {0};

	diag_start("review");
	int count = cli_read(&cli, argc, argv);
	bool colour = wants_colour(&o);
	if (utf8_valid_length(slice_of(o.title)) != strlen(o.title))
		die("the --title is no valid UTF-8");
	if (o.text && o.claimreview)
		die("--text and --claimreview exclude each other");
	diag_init(&d, "review");
	review_init(&r);
	struct cli_files files = cli_files(count, argv);
	for (size_t i = 0; i < files.count; i++) {
		if (!input_open(&in, files.name[i], &d))
			continue;
		review_read(&r, &in, &d);
		input_close(&in);
	}
	if (o.decisions) {
		if (!input_open(&in, o.decisions, &d))
			exit(EXIT_USAGE);
		review_decisions(&r, &in, &d);
		input_close(&in);
	}
	if (r.lines && !r.records)
		diag_warning(&d, (struct place){0}, "no line is a record: expected what extract or crosscheck writes");
	if (r.lines) {
		review_settle(&r);
		if (r.repeated)
			diag_warning(&d, (struct place){0}, "records that came more than once, and are shown once: %zu", r.repeated);
		size_t elsewhere = review_decisions_elsewhere(&r);
		if (elsewhere && (o.text || o.claimreview))
			diag_warning(&d, (struct place){.file = o.decisions}, "decisions on records that are not in the input: %zu",
						 elsewhere);
		if (o.text)
			text_write(&r, text_width(), colour, &out);
		else if (o.claimreview)
			claimreview_write(&r, &out);
		else
			page_write(&r, slice_of(o.title), &out);
		out_flush(&out);
	}
	out_release(&out);
	review_release(&r);
	int status = diag_exit(&d);
	diag_release(&d);
	return status;
}
