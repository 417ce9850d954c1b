// SPDX-License-Identifier: MIT
// diag: messages and endings. A message is one line whatever it quotes: control characters and invalid UTF-8 are shown as \xNN.
#include "base/diag.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <unistd.h>

#include "private.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "base/vec.h"

#include "base/banned.h"

// The only state of the program that is not passed around: die() must work where nothing is at hand.
static const char *program_name = "claimpipe";
static atomic_flag program_ends = ATOMIC_FLAG_INIT;

void diag_init(struct diag *d, const char *program)
{
	*d = (struct diag){.program = program};
}

void diag_gather(struct diag *d, const char *program)
{
	*d = (struct diag){.program = program, .gathers = true};
}

void diag_release(struct diag *d)
{
	vec_free(d->gathered);
	d->gathered = NULL;
	d->gathered_len = d->gathered_capacity = 0;
}

static void append(struct diag *d, slice s)
{
	if (d->gathered_capacity - d->gathered_len < s.len)
		d->gathered = vec_grow(d->gathered, &d->gathered_capacity, d->gathered_len + s.len, 1);
	if (s.len)
		memcpy(d->gathered + d->gathered_len, s.ptr, s.len);
	d->gathered_len += s.len;
}

__attribute__((format(printf, 2, 3))) static void append_format(struct diag *d, const char *format, ...)
{
	char text[64];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	append(d, (slice){text, len < 0 ? 0 : (size_t)len < sizeof text ? (size_t)len : sizeof text - 1});
}

static void append_visible(struct diag *d, slice s)
{
	while (s.len) {
		size_t plain = utf8_valid_length(s), i = 0;
		while (i < plain && (unsigned char)s.ptr[i] >= 0x20 && s.ptr[i] != 0x7f)
			i++;
		append(d, slice_sub(s, 0, i));
		if (i < s.len) {
			append_format(d, "\\x%02x", (unsigned char)s.ptr[i]);
			i++;
		}
		s = slice_from(s, i);
	}
}

// Prints what is gathered with one call, so that messages of several programs on one terminal do not mix. Keeps nothing: a
// program that ends early leaks nothing.
static void print(struct diag *d)
{
	if (d->gathered_len)
		fwrite(d->gathered, 1, d->gathered_len, stderr);
	diag_release(d);
}

static void report(struct diag *d, struct place at, const char *kind, const char *format, va_list args)
{
	char some[512], *text = some;
	va_list again;
	va_copy(again, args);
	int len = vsnprintf(some, sizeof some, format, args);
	if (len < 0)
		len = 0;
	size_t capacity = 0;
	if ((size_t)len >= sizeof some) {
		text = vec_grow(NULL, &capacity, (size_t)len + 1, 1);
		vsnprintf(text, (size_t)len + 1, format, again);
	}
	va_end(again);
	append(d, slice_of(d->program));
	append(d, SLICE(": "));
	if (at.file) {
		append_visible(d, slice_of(at.file));
		if (at.line)
			append_format(d, ":%zu", at.line);
		if (at.line && at.column)
			append_format(d, ":%zu", at.column);
		append(d, SLICE(": "));
	}
	append(d, slice_of(kind));
	append(d, SLICE(": "));
	append_visible(d, (slice){text, (size_t)len});
	append(d, SLICE("\n"));
	if (capacity)
		vec_free(text);
	if (!d->gathers)
		print(d);
}

bool diag_error(struct diag *d, struct place at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	report(d, at, "error", format, args);
	va_end(args);
	d->errors++;
	return false;
}

void diag_warning(struct diag *d, struct place at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	report(d, at, "warning", format, args);
	va_end(args);
	d->warnings++;
}

int place_compare(struct place a, struct place b)
{
	int by_file = slice_compare(slice_of(a.file), slice_of(b.file));
	if (by_file)
		return by_file;
	if (a.line != b.line)
		return a.line < b.line ? -1 : 1;
	return a.column != b.column ? (a.column < b.column ? -1 : 1) : 0;
}

void diag_flush_into(struct diag *into, struct diag *from)
{
	append(into, (slice){from->gathered, from->gathered_len});
	if (!into->gathers)
		print(into);
	into->errors += from->errors;
	into->warnings += from->warnings;
	from->gathered_len = from->errors = from->warnings = 0;
}

// Of two messages: text by its bytes, numbers by their values.
static int compare_messages(const void *a, const void *b)
{
	slice x = *(const slice *)a, y = *(const slice *)b;
	size_t i = 0, k = 0;
	while (i < x.len && k < y.len) {
		if (ascii_is_digit(x.ptr[i]) && ascii_is_digit(y.ptr[k])) {
			unsigned long long m = 0, n = 0;
			for (; i < x.len && ascii_is_digit(x.ptr[i]); i++)
				m = m * 10 + (unsigned)(x.ptr[i] - '0');
			for (; k < y.len && ascii_is_digit(y.ptr[k]); k++)
				n = n * 10 + (unsigned)(y.ptr[k] - '0');
			if (m != n)
				return m < n ? -1 : 1;
		} else if (x.ptr[i] != y.ptr[k]) {
			return (unsigned char)x.ptr[i] < (unsigned char)y.ptr[k] ? -1 : 1;
		} else {
			i++;
			k++;
		}
	}
	return i < x.len ? 1 : k < y.len ? -1 : 0;
}

void diag_sort(struct diag *d)
{
	slice rest = {d->gathered, d->gathered_len}, line;
	size_t count = 0, len = 0;
	for (size_t i = 0; i < d->gathered_len; i++)
		count += d->gathered[i] == '\n';
	if (count < 2)
		return;
	slice *lines = vec_grow(NULL, &(size_t){0}, count, sizeof *lines);
	char *sorted = vec_grow(NULL, &(size_t){0}, d->gathered_len, 1);
	for (size_t i = 0; i < count && (line = slice_cut(&rest, '\n')).ptr; i++)
		lines[i] = line;
	qsort(lines, count, sizeof *lines, compare_messages);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && slice_equal(lines[i], lines[i - 1]))
			continue;
		memcpy(sorted + len, lines[i].ptr, lines[i].len);
		len += lines[i].len;
		sorted[len++] = '\n';
	}
	memcpy(d->gathered, sorted, len);
	d->gathered_len = len;
	vec_free(sorted);
	vec_free(lines);
}

void diag_start(const char *program)
{
	program_name = program;
	// A write to a closed pipe then fails with EPIPE, which out_flush and diag_exit take for the end.
	signal(SIGPIPE, SIG_IGN);
}

_Noreturn void program_end(int status)
{
	// Two threads must not be in exit() at once; the second waits for the first to end both.
	if (atomic_flag_test_and_set(&program_ends))
		for (;;)
			pause();
	exit(status);
}

_Noreturn void die(const char *format, ...)
{
	// No allocation here: memory may be what is missing.
	char text[1024];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	fprintf(stderr, "%s: error: %s\n", program_name, text);
	program_end(EXIT_USAGE);
}

_Noreturn void die_at(struct place at, const char *format, ...)
{
	struct diag d;
	va_list args;
	diag_init(&d, program_name);
	va_start(args, format);
	report(&d, at, "error", format, args);
	va_end(args);
	program_end(EXIT_USAGE);
}

_Noreturn void output_failed(int error)
{
	if (error == EPIPE)
		program_end(EXIT_DONE);
	die("cannot write to standard output: %s", strerror(error));
}

int diag_exit(struct diag *d)
{
	bool failed_before = ferror(stdout) != 0;
	errno = 0;
	if (fclose(stdout) != 0 || failed_before)
		output_failed(errno ? errno : EIO);
	int status = d->errors ? EXIT_BAD_INPUT : EXIT_DONE;
	diag_release(d);
	return status;
}
