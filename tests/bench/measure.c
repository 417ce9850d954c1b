// SPDX-License-Identifier: MIT
// measure: runs a program and writes what it took to a file, as one line: seconds, CPU seconds, peak memory in KiB, exit status.
//
//   measure RESULT_FILE PROGRAM [ARGUMENT]…
//
// A process of its own, since Linux counts the parent's memory into a child's peak: started from Python every program has 10 MB.
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_of(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: measure RESULT_FILE PROGRAM [ARGUMENT]…\n", stderr);
		return 2;
	}
	double start = now();
	pid_t child = fork();
	if (child == 0) {
		execvp(argv[2], argv + 2);
		perror(argv[2]);
		_exit(127);
	}
	int status = 0;
	if (child < 0 || waitpid(child, &status, 0) < 0) {
		perror("measure");
		return 2;
	}
	double taken = now() - start;
	struct rusage used;
	getrusage(RUSAGE_CHILDREN, &used);
	FILE *f = fopen(argv[1], "w");
	if (!f) {
		perror(argv[1]);
		return 2;
	}
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	fprintf(f, "%.6f %.6f %ld %d\n", taken, seconds_of(used.ru_utime) + seconds_of(used.ru_stime), used.ru_maxrss, code);
	return fclose(f) == 0 ? 0 : 2;
}
