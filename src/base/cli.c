// SPDX-License-Identifier: MIT
// cli: options in the manner of GNU: -x, -xVALUE, -x VALUE, --name, --name=VALUE, --name VALUE, -- ends them.
#include "base/cli.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/line.h"
#include "base/utf8.h"
#include "private.h"

#include "base/banned.h"

// Of --help; terminals have 80.
#define HELP_WIDTH 80

// Writes text in words, from `column` on, later lines indented to `indent`.
static void put_wrapped(struct out *o, slice text, size_t column, size_t indent)
{
	slice word, rest = text;
	bool first = true;
	while ((word = slice_cut(&rest, ' ')).ptr) {
		size_t width = utf8_count(word);
		if (!first && column + 1 + width > HELP_WIDTH) {
			out_format(o, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			out_byte(o, ' ');
			column++;
		}
		out_bytes(o, word);
		column += width;
		first = false;
	}
	out_byte(o, '\n');
}

static void put_option(struct out *o, const struct cli_option *option, size_t indent)
{
	size_t start = o->len;
	if (option->letter)
		out_format(o, "  -%c, ", option->letter);
	else
		out_bytes(o, SLICE("      "));
	out_format(o, "--%s", option->name);
	if (option->argument)
		out_format(o, " %s", option->argument);
	size_t width = utf8_count((slice){o->ptr + start, o->len - start});
	if (indent)
		out_format(o, "%*s", (int)(width < indent ? indent - width : 0), "");
}

static size_t help_indent(const struct cli *c, const struct cli_option *own, size_t owns)
{
	struct out o = {0};
	size_t widest = 0;
	for (size_t i = 0; i < c->options + owns; i++) {
		o.len = 0;
		put_option(&o, i < c->options ? &c->option[i] : &own[i - c->options], 0);
		size_t width = utf8_count((slice){o.ptr, o.len});
		widest = width > widest ? width : widest;
	}
	out_release(&o);
	return widest + 2;
}

static void put_help(struct out *o, const struct cli *c)
{
	static const struct cli_option own[] = {
		{.name = "help", .help = "Print this and exit."},
		{.name = "version", .help = "Print the version and exit."},
	};
	const size_t owns = sizeof own / sizeof own[0];
	out_format(o, "Usage: %s\n\n", c->usage);
	slice line, rest = slice_of(c->about);
	while ((line = slice_cut(&rest, '\n')).ptr)
		put_wrapped(o, line, 0, 0);
	out_bytes(o, SLICE("\nOptions:\n"));
	size_t indent = help_indent(c, own, owns);
	for (size_t i = 0; i < c->options + owns; i++) {
		const struct cli_option *option = i < c->options ? &c->option[i] : &own[i - c->options];
		put_option(o, option, indent);
		put_wrapped(o, slice_of(option->help), indent, indent);
	}
	out_bytes(o, SLICE("\nExit status:\n"
					   "  0  done\n"));
	out_format(o, "  1  %s\n", c->bad ? c->bad : "some input was bad: a message for each, the rest was processed");
	out_bytes(o, SLICE("  2  wrong usage, or the system failed (a full disk, an unreadable rule file)\n"));
	if (c->flagged)
		out_format(o, "  3  %s\n", c->flagged);
}

_Noreturn static void print_and_end(struct out *o)
{
	struct diag d;
	out_flush(o);
	out_release(o);
	diag_init(&d, "");
	program_end(diag_exit(&d));
}

_Noreturn static void print_help(const struct cli *c)
{
	struct out o = {0};
	put_help(&o, c);
	print_and_end(&o);
}

_Noreturn static void print_version(const struct cli *c)
{
	struct out o = {0};
	out_format(&o, "%s (claimpipe) %s\n", c->program, CLAIMPIPE_VERSION);
	print_and_end(&o);
}

static size_t read_number(const struct cli_option *option, const char *text)
{
	size_t number = 0;
	const char *p = text;
	for (; *p >= '0' && *p <= '9'; p++) {
		size_t digit = (size_t)(*p - '0');
		if (number > (SIZE_MAX - digit) / 10)
			die("option --%s: number too large: '%s'", option->name, text);
		number = number * 10 + digit;
	}
	if (*p || p == text)
		die("option --%s: expected a whole number, found '%s'", option->name, text);
	return number;
}

static void set_value(const struct cli_option *option, const char *text)
{
	if (option->number)
		*option->number = read_number(option, text);
	if (option->value)
		*option->value = text;
}

// Reads "name" or "name=value" of a long option; true when it used the next argument.
static bool read_long(const struct cli *c, const char *text, const char *next)
{
	slice value = slice_of(text), name = slice_cut(&value, '=');
	if (slice_equal(name, SLICE("help")) && !value.ptr)
		print_help(c);
	if (slice_equal(name, SLICE("version")) && !value.ptr)
		print_version(c);
	for (size_t i = 0; i < c->options; i++) {
		const struct cli_option *option = &c->option[i];
		if (!slice_equal(name, slice_of(option->name)))
			continue;
		if (!option->argument) {
			if (value.ptr)
				die("option --%s takes no value", option->name);
			*option->flag = true;
			return false;
		}
		if (!value.ptr && !next)
			die("option --%s needs a value: %s", option->name, option->argument);
		set_value(option, value.ptr ? value.ptr : next);
		return !value.ptr;
	}
	die("unknown option '--" SLICE_FMT "'; see %s --help", SLICE_ARG(name), c->program);
}

// Reads the letters behind one "-"; true when it used the next argument.
static bool read_letters(const struct cli *c, const char *text, const char *next)
{
	for (; *text; text++) {
		const struct cli_option *option = NULL;
		for (size_t i = 0; i < c->options; i++)
			if (c->option[i].letter == *text)
				option = &c->option[i];
		if (!option && *text == 'h')
			print_help(c);
		if (!option)
			die("unknown option '-%c'; see %s --help", *text, c->program);
		if (!option->argument) {
			*option->flag = true;
			continue;
		}
		if (!text[1] && !next)
			die("option -%c needs a value: %s", *text, option->argument);
		set_value(option, text[1] ? text + 1 : next);
		return !text[1];
	}
	return false;
}

int cli_read(const struct cli *c, int argc, char **argv)
{
	int files = 0;
	bool options_ended = false;
	for (int i = 1; i < argc; i++) {
		const char *text = argv[i], *next = i + 1 < argc ? argv[i + 1] : NULL;
		if (options_ended || text[0] != '-' || !text[1])
			argv[++files] = argv[i];
		else if (strcmp(text, "--") == 0)
			options_ended = true;
		else if (text[1] == '-')
			i += read_long(c, text + 2, next);
		else
			i += read_letters(c, text + 1, next);
	}
	return files;
}

struct cli_files cli_files(int count, char **argv)
{
	static char dash[] = "-", *dash_alone[] = {dash};
	if (count <= 0)
		return (struct cli_files){dash_alone, 1};
	return (struct cli_files){argv + 1, (size_t)count};
}

static bool is_folder(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

const char *cli_beside(slice path)
{
	static struct arena kept; // to the end of the program, as what main is given
	char program[4096];
	ssize_t len = readlink("/proc/self/exe", program, sizeof program);
	if (len <= 0 || len == sizeof program)
		return NULL;
	slice folder = {program, (size_t)len};
	while (folder.len && folder.ptr[folder.len - 1] != '/')
		folder.len--;
	return arena_join(&kept, folder, path).ptr;
}

const char *cli_rules(const char *option_value)
{
	const char *variable = getenv("CLAIMPIPE_RULES");
	if (option_value || (variable && *variable)) {
		const char *given = option_value ? option_value : variable;
		if (!is_folder(given))
			die("no folder of rules at '%s' (%s)", given, option_value ? "option --rules" : "variable CLAIMPIPE_RULES");
		return given;
	}
	static const char *const beside[] = {"../../rules", "../share/claimpipe/rules"};
	const char *found[2];
	for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
		found[i] = cli_beside(slice_of(beside[i]));
		if (!found[i])
			die("cannot tell where the program is; give --rules or set CLAIMPIPE_RULES");
		if (is_folder(found[i]))
			return found[i];
	}
	die("no rules at '%s' nor at '%s'; give --rules or set CLAIMPIPE_RULES", found[0], found[1]);
}
