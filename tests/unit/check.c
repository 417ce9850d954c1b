// SPDX-License-Identifier: MIT
// check: see check.h.
#include "check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"

void check_slices(slice got, slice wanted, const char *file, int line)
{
	if (slice_equal(got, wanted) && !got.ptr == !wanted.ptr)
		return;
	print_error("got    \"" SLICE_FMT "\"\nwanted \"" SLICE_FMT "\"\n", SLICE_ARG(got), SLICE_ARG(wanted));
	_fail(file, line);
}

uint64_t chance_next(struct chance *c)
{
	uint64_t h = c->state += 0x9e3779b97f4a7c15u;
	h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
	h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
	return h ^ (h >> 31);
}

size_t chance_below(struct chance *c, size_t limit)
{
	return (size_t)(chance_next(c) % limit);
}

static slice read_all(FILE *file)
{
	fseek(file, 0, SEEK_END);
	size_t len = (size_t)ftell(file);
	char *text = malloc(len + 1);
	rewind(file);
	assert_non_null(text);
	assert_int_equal(fread(text, 1, len, file), len);
	text[len] = '\0';
	fclose(file);
	return (slice){text, len};
}

struct child child_run(int (*function)(void *), void *context, const char *stdout_file)
{
	FILE *out = tmpfile(), *err = tmpfile();
	assert_true(out && err);
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		int to = stdout_file ? open(stdout_file, O_WRONLY) : fileno(out);
		dup2(to, STDOUT_FILENO);
		dup2(fileno(err), STDERR_FILENO);
		exit(function(context));
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	struct child ret = {.status = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status)};
	ret.out = read_all(out);
	ret.err = read_all(err);
	return ret;
}

void child_release(struct child *c)
{
	free((void *)(uintptr_t)c->out.ptr);
	free((void *)(uintptr_t)c->err.ptr);
}

slice gathered(const struct diag *d)
{
	return (slice){d->gathered ? d->gathered : "", d->gathered_len};
}
