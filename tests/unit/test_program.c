// SPDX-License-Identifier: MIT
// test_program: what a program does at its edges: messages, input files, options, output that fails.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cli.h"
#include "base/file.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/line.h"
#include "check.h"

#include "base/banned.h"

TEST(messages_have_their_place)
{
	struct diag d;
	diag_gather(&d, "p");
	assert_false(diag_error(&d, (struct place){"f", 2, 3}, "bad '%s'", "x"));
	diag_error(&d, (struct place){"f", 2, 0}, "a");
	diag_error(&d, (struct place){"f", 0, 0}, "b");
	diag_warning(&d, (struct place){NULL, 2, 3}, "c");
	assert_slice(gathered(&d), "p: f:2:3: error: bad 'x'\np: f:2: error: a\np: f: error: b\np: warning: c\n");
	assert_int_equal(d.errors, 3);
	assert_int_equal(d.warnings, 1);
	struct diag into;
	diag_gather(&into, "p");
	diag_flush_into(&into, &d);
	assert_int_equal(into.errors, 3);
	assert_int_equal(d.errors + d.warnings + d.gathered_len, 0);
	assert_true(slice_starts(gathered(&into), SLICE("p: f:2:3: error")));
	diag_release(&d);
	diag_release(&into);
}

TEST(messages_are_one_visible_line)
{
	struct diag d;
	diag_gather(&d, "p");
	diag_error(&d, (struct place){"a\nb", 1, 0}, "%s", "\x1b[31m\n\xff\xc3\xa9\x7f");
	assert_slice(gathered(&d), "p: a\\x0ab:1: error: \\x1b[31m\\x0a\\xff\xc3\xa9\\x7f\n");
	d.gathered_len = 0;
	char wide[3001] = "";
	memset(wide, 'w', sizeof wide - 1);
	diag_error(&d, (struct place){0}, "%s", wide);
	assert_int_equal(d.gathered_len, strlen("p: error: \n") + 3000);
	diag_release(&d);
}

// A file with this text; the name is good until the next call.
static const char *file_with(slice text)
{
	static char name[64];
	snprintf(name, sizeof name, "/tmp/claimpipe-unit-%ld", (long)getpid());
	FILE *file = fopen(name, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
	assert_int_equal(fclose(file), 0);
	return name;
}

TEST(lines_are_read_where_they_stand)
{
	struct chance c = {10};
	struct out o = {0};
	for (int round = 0; round < 60; round++) {
		o.len = 0;
		for (size_t i = chance_below(&c, 2000); i > 0; i--) {
			for (size_t j = chance_below(&c, chance_below(&c, 50) ? 100 : 100000); j > 0; j--)
				out_byte(&o, (char)('a' + j % 26));
			if (i > 1 || chance_below(&c, 2))
				out_byte(&o, '\n');
		}
		struct diag d;
		struct input in;
		slice line, rest = {o.ptr ? o.ptr : "", o.len};
		bool ended;
		size_t lines = 0;
		diag_gather(&d, "p");
		assert_true(input_open(&in, file_with(rest), &d));
		while (input_line(&in, &line, &ended, &d)) {
			assert_int_equal(in.offset, o.len - rest.len);
			assert_int_equal(in.line, ++lines);
			size_t newline = slice_find_byte(rest, '\n');
			assert_int_equal(ended, newline != NOT_FOUND);
			assert_slices(line, slice_sub(rest, 0, ended ? newline : rest.len));
			rest = slice_from(rest, line.len + ended);
		}
		assert_int_equal(rest.len, 0);
		assert_int_equal(in.line, lines);
		assert_false(input_line(&in, &line, &ended, &d));
		input_close(&in);
		assert_int_equal(d.errors, 0);
		diag_release(&d);
	}
	unlink(file_with(SLICE("")));
	out_release(&o);
}

TEST(a_line_that_is_too_long_is_skipped)
{
	size_t lens[] = {3, LINE_BYTES_MAX, LINE_BYTES_MAX + 1, 2, 2 * LINE_BYTES_MAX + 5, 4};
	const char *name = file_with(SLICE(""));
	FILE *file = fopen(name, "wb");
	static char piece[1 << 16];
	memset(piece, 'x', sizeof piece);
	for (size_t i = 0; i < 6; i++) {
		for (size_t left = lens[i]; left;) {
			size_t now = left < sizeof piece ? left : sizeof piece;
			assert_int_equal(fwrite(piece, 1, now, file), now);
			left -= now;
		}
		fputc('\n', file);
	}
	assert_int_equal(fclose(file), 0);
	struct diag d;
	struct input in;
	slice line;
	bool ended;
	diag_gather(&d, "p");
	assert_true(input_open(&in, name, &d));
	const size_t wanted_line[] = {1, 2, 4, 6};
	for (size_t i = 0; i < 4; i++) {
		assert_true(input_line(&in, &line, &ended, &d));
		assert_int_equal(in.line, wanted_line[i]);
		assert_int_equal(line.len, lens[wanted_line[i] - 1]);
		assert_true(ended);
	}
	assert_false(input_line(&in, &line, &ended, &d));
	assert_int_equal(d.errors, 2);
	assert_true(slice_find(gathered(&d), SLICE(":3: error: line of more than 67108864 bytes, skipped\n")) != NOT_FOUND);
	assert_true(slice_find(gathered(&d), SLICE(":5: error: ")) != NOT_FOUND);
	assert_true(in.capacity <= 2 * LINE_BYTES_MAX);
	input_close(&in);
	slice text;
	struct arena a;
	arena_init(&a);
	assert_false(file_read(name, &a, &text, &d));
	assert_int_equal(d.errors, 3);
	arena_release(&a);
	diag_release(&d);
	unlink(name);
}

TEST(pieces_and_whole_files_are_read)
{
	struct arena a;
	arena_init(&a);
	struct diag d;
	struct input in;
	slice piece, text;
	diag_gather(&d, "p");
	const char *name = file_with(SLICE("0123456789"));
	assert_true(input_open(&in, name, &d));
	assert_true(input_piece(&in, 4, &piece, &d));
	assert_slice(piece, "0123");
	assert_true(input_piece(&in, 40, &piece, &d));
	assert_slice(piece, "456789");
	assert_int_equal(in.offset, 4);
	assert_false(input_piece(&in, 4, &piece, &d));
	input_close(&in);
	assert_true(file_read(name, &a, &text, &d));
	assert_slice(text, "0123456789");
	assert_int_equal(text.ptr[text.len], '\0');
	name = file_with(SLICE(""));
	assert_true(file_read(name, &a, &text, &d));
	assert_true(text.len == 0 && text.ptr && text.ptr[0] == '\0');
	unlink(name);
	assert_int_equal(d.errors, 0);
	assert_false(file_read(name, &a, &text, &d));
	assert_false(input_open(&in, "/", &d));
	assert_false(file_read("/", &a, &text, &d));
	assert_true(slice_find(gathered(&d), SLICE("p: /: error: cannot open: Is a directory\np: /: error: ")) != NOT_FOUND);
	assert_int_equal(d.errors, 3);
	assert_true(file_read("/proc/self/status", &a, &text, &d) && text.len > 100); // no size is told
	arena_release(&a);
	diag_release(&d);
}

static int read_folder_as_stdin(void *context __attribute__((unused)))
{
	struct diag d;
	struct input in;
	slice line;
	bool ended;
	diag_start("p");
	diag_init(&d, "p");
	dup2(open("/", O_RDONLY), STDIN_FILENO);
	input_open(&in, "-", &d);
	while (input_line(&in, &line, &ended, &d))
		;
	input_close(&in);
	return diag_exit(&d);
}

TEST(a_failing_read_is_reported)
{
	struct child c = child_run(read_folder_as_stdin, NULL, NULL);
	assert_int_equal(c.status, EXIT_BAD_INPUT);
	assert_slice(c.err, "p: <stdin>:1: error: cannot read: Is a directory\n");
	child_release(&c);
}

static int write_much(void *context)
{
	struct diag d;
	struct out o = {0};
	diag_start("p");
	diag_init(&d, "p");
	if (context)
		dup2(*(int *)context, STDOUT_FILENO);
	printf("with stdio, ");
	for (size_t i = 0; i < 100000; i++)
		out_format(&o, "%zu\n", i);
	out_flush(&o);
	out_release(&o);
	return diag_exit(&d);
}

static int print_little(void *context __attribute__((unused)))
{
	struct diag d;
	diag_start("p");
	diag_init(&d, "p");
	printf("little");
	return diag_exit(&d);
}

TEST(output_is_whole_or_the_program_says_so)
{
	struct child c = child_run(write_much, NULL, NULL);
	assert_int_equal(c.status, 0);
	assert_true(slice_starts(c.out, SLICE("with stdio, 0\n1\n")) && slice_ends(c.out, SLICE("\n99999\n")));
	child_release(&c);
	int (*writers[])(void *) = {write_much, print_little};
	for (size_t i = 0; i < 2; i++) {
		c = child_run(writers[i], NULL, "/dev/full");
		assert_int_equal(c.status, EXIT_USAGE);
		assert_slice(c.err, "p: error: cannot write to standard output: No space left on device\n");
		child_release(&c);
	}
}

TEST(a_closed_pipe_is_a_quiet_end)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	close(ends[0]);
	struct child c = child_run(write_much, &ends[1], NULL);
	assert_int_equal(c.status, 0);
	assert_slice(c.err, "");
	child_release(&c);
	close(ends[1]);
}

struct run {
	int argc;
	char **argv;
};

static int read_options(void *context)
{
	struct run *r = context;
	bool flag = false, other = false;
	const char *value = "none";
	size_t number = 7;
	const struct cli_option options[] = {
		{'f', "flag", NULL, "Be flagged.", .flag = &flag},
		{'o', "other", NULL, "Be otherwise, with a text of help that is so long that it must go on in another line of it.",
		 .flag = &other},
		{'v', "value", "TEXT", "Take a text.", .value = &value},
		{0, "number", "N", "Take a number.", .number = &number},
	};
	const struct cli c = {.program = "p",
						  .usage = "p [OPTION]\u2026 [FILE]\u2026",
						  .about = "Tests options.",
						  .option = options,
						  .options = 4,
						  .flagged = "something was flagged"};
	diag_start("p");
	int count = cli_read(&c, r->argc, r->argv);
	struct cli_files files = cli_files(count, r->argv);
	printf("%d %d %s %zu:", flag, other, value, number);
	for (size_t i = 0; i < files.count; i++)
		printf(" %s", files.name[i]);
	struct diag d;
	diag_init(&d, "p");
	return diag_exit(&d);
}

// Runs with the words of `command`; checks what came.
static void check_options(const char *command, int status, const char *out, const char *err)
{
	char words[200], *argv[20];
	int argc = 0;
	snprintf(words, sizeof words, "%s", command);
	for (char *p = words; p; argc++) {
		char *space = strchr(p, ' ');
		if (space)
			*space++ = '\0';
		argv[argc] = p;
		p = space;
	}
	argv[argc] = NULL;
	struct run r = {argc, argv};
	struct child c = child_run(read_options, &r, NULL);
	assert_slice(c.err, err);
	assert_slice(c.out, out);
	assert_int_equal(c.status, status);
	child_release(&c);
}

TEST(options_are_read)
{
	check_options("p", 0, "0 0 none 7: -", "");
	check_options("p a -f b --value=x c", 0, "1 0 x 7: a b c", "");
	check_options("p -fovx --number 12 -", 0, "1 1 x 12: -", "");
	check_options("p -v x -v y --number=0 -- -f --", 0, "0 0 y 0: -f --", "");
	check_options("p --value -f", 0, "0 0 -f 7: -", "");
	check_options("p --value= a", 0, "0 0  7: a", "");
	check_options("p --version", 0, "p (claimpipe) " CLAIMPIPE_VERSION "\n", "");
	const char *help = "Usage: p [OPTION]\u2026 [FILE]\u2026\n\nTests options.\n\nOptions:\n"
					   "  -f, --flag        Be flagged.\n"
					   "  -o, --other       Be otherwise, with a text of help that is so long that it\n"
					   "                    must go on in another line of it.\n"
					   "  -v, --value TEXT  Take a text.\n"
					   "      --number N    Take a number.\n"
					   "      --help        Print this and exit.\n"
					   "      --version     Print the version and exit.\n\n"
					   "Exit status:\n"
					   "  0  done\n"
					   "  1  some input was bad: a message for each, the rest was processed\n"
					   "  2  wrong usage, or the system failed (a full disk, an unreadable rule file)\n"
					   "  3  something was flagged\n";
	check_options("p --help", 0, help, "");
	check_options("p -h", 0, help, "");
}

TEST(wrong_options_are_one_message)
{
	check_options("p --nothing=1", 2, "", "p: error: unknown option '--nothing'; see p --help\n");
	check_options("p -Z", 2, "", "p: error: unknown option '-Z'; see p --help\n");
	check_options("p --flag=1", 2, "", "p: error: option --flag takes no value\n");
	check_options("p --value", 2, "", "p: error: option --value needs a value: TEXT\n");
	check_options("p -v", 2, "", "p: error: option -v needs a value: TEXT\n");
	check_options("p --number 1x", 2, "", "p: error: option --number: expected a whole number, found '1x'\n");
	check_options("p --number -1", 2, "", "p: error: option --number: expected a whole number, found '-1'\n");
	check_options("p --number=", 2, "", "p: error: option --number: expected a whole number, found ''\n");
	check_options("p --number 99999999999999999999", 2, "",
				  "p: error: option --number: number too large: '99999999999999999999'\n");
}

static int find_rules(void *context)
{
	diag_start("p");
	if (context)
		setenv("CLAIMPIPE_RULES", context, 1);
	else
		unsetenv("CLAIMPIPE_RULES");
	printf("%s", cli_rules(NULL));
	struct diag d;
	diag_init(&d, "p");
	return diag_exit(&d);
}

TEST(rules_are_found_or_the_places_tried_are_named)
{
	static char root[] = "/", nowhere[] = "/no/such/folder";
	assert_string_equal(cli_rules("/"), "/");
	struct child c = child_run(find_rules, root, NULL);
	assert_slice(c.out, "/");
	child_release(&c);
	c = child_run(find_rules, nowhere, NULL);
	assert_int_equal(c.status, EXIT_USAGE);
	assert_slice(c.err, "p: error: no folder of rules at '/no/such/folder' (variable CLAIMPIPE_RULES)\n");
	child_release(&c);
	// Beside this test's program there may be some or not, depending on where it was built.
	c = child_run(find_rules, NULL, NULL);
	assert_true(c.status == 0 ? slice_find(c.out, SLICE("rules")) != NOT_FOUND
							  : slice_find(c.err, SLICE("../../rules")) != NOT_FOUND && c.status == EXIT_USAGE);
	child_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_have_their_place),
		cmocka_unit_test(messages_are_one_visible_line),
		cmocka_unit_test(lines_are_read_where_they_stand),
		cmocka_unit_test(a_line_that_is_too_long_is_skipped),
		cmocka_unit_test(pieces_and_whole_files_are_read),
		cmocka_unit_test(a_failing_read_is_reported),
		cmocka_unit_test(output_is_whole_or_the_program_says_so),
		cmocka_unit_test(a_closed_pipe_is_a_quiet_end),
		cmocka_unit_test(options_are_read),
		cmocka_unit_test(wrong_options_are_one_message),
		cmocka_unit_test(rules_are_found_or_the_places_tried_are_named),
	};
	return cmocka_run_group_tests_name("program", tests, NULL, NULL);
}
