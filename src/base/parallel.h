// SPDX-License-Identifier: MIT
// parallel: an ordered pipeline for -j N, and a few jobs at once.
//
// The pipeline: one thread fills jobs, N workers do them, results go to stdout in order,
// so the output is the same bytes for every N. With N = 1 everything runs in the calling thread.
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include "base/diag.h"
#include "base/line.h"

struct parallel {
	size_t workers;
	// Fills `job` (emptied before the call) with the next unit of work; false at the end. Called in order, one at a time.
	bool (*fill)(void *context, struct out *job, struct diag *d);
	// Does one unit: reads `job`, appends its output. `worker` is what worker_open returned for this thread.
	void (*work)(void *worker, slice job, struct out *output, struct diag *d);
	void *(*worker_open)(void *context);
	void (*worker_close)(void *worker);
	void *context;
};

// Runs to the end of the input. Diagnostics of fill and work appear in d in the order of the jobs.
void parallel_run(const struct parallel *p, struct diag *d);

// Does jobs 0 to count - 1, in any order, on as many threads as the machine has processors, but no more than `workers` (and than
// PARALLEL_EACH_MAX). The caller's is worker 0; it returns when all are done.
enum { PARALLEL_EACH_MAX = 8 };
void parallel_each(size_t count, size_t workers, void (*one)(void *context, size_t worker, size_t job), void *context);

#endif
