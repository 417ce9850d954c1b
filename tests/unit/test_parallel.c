// SPDX-License-Identifier: MIT
// test_parallel: the output and the messages are the same bytes for every number of workers.
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/parallel.h"
#include "check.h"

#include "base/banned.h"

enum { JOBS = 500 };

struct numbers {
	size_t workers, next, opened, jobs;
};

static bool fill(void *context, struct out *job, struct diag *d)
{
	struct numbers *n = context;
	if (job->len)
		abort();
	if (n->next == n->jobs) {
		diag_warning(d, (struct place){0}, "the end");
		return false;
	}
	if (n->next % 50 == 3)
		diag_error(d, (struct place){"in", n->next, 0}, "while filling");
	out_format(job, "%zu", n->next++);
	return true;
}

static void work(void *worker, slice job, struct out *output, struct diag *d)
{
	size_t *done = worker;
	int64_t number = line_as_integer(job);
	// Jobs of very different length, so that they end out of order.
	for (int64_t i = 0; i < number * 7919 % 100; i++)
		sched_yield();
	if (number % 20 == 0)
		diag_error(d, (struct place){"in", (size_t)number, 0}, "while working");
	out_format(output, "job %lld\n", (long long)number);
	++*done;
}

static void *open_worker(void *context)
{
	struct numbers *n = context;
	n->opened++;
	return calloc(1, sizeof(size_t));
}

static void close_worker(void *worker)
{
	free(worker);
}

static int run(void *context)
{
	struct numbers *n = context;
	const struct parallel p = {n->workers, fill, work, open_worker, close_worker, n};
	struct diag d;
	diag_start("p");
	diag_init(&d, "p");
	parallel_run(&p, &d);
	if (n->opened != (n->workers > WORKERS_MAX ? WORKERS_MAX : n->workers) || d.warnings != 1)
		return 99;
	return diag_exit(&d);
}

TEST(every_number_of_workers_gives_the_same_bytes)
{
	struct numbers alone = {.workers = 1, .jobs = JOBS};
	struct child wanted = child_run(run, &alone, NULL);
	assert_int_equal(wanted.status, EXIT_BAD_INPUT);
	assert_true(slice_starts(wanted.out, SLICE("job 0\njob 1\n")) && slice_ends(wanted.out, SLICE("\njob 499\n")));
	assert_true(slice_starts(wanted.err, SLICE("p: in: error: while working\np: in:3: error: while filling\n")));
	assert_true(slice_ends(wanted.err, SLICE("p: warning: the end\n")));
	static const size_t workers[] = {2, 3, 8, 1000};
	for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
		struct numbers n = {.workers = workers[i], .jobs = JOBS};
		struct child c = child_run(run, &n, NULL);
		assert_slices(c.out, wanted.out);
		assert_slices(c.err, wanted.err);
		assert_int_equal(c.status, wanted.status);
		child_release(&c);
	}
	child_release(&wanted);
}

TEST(no_input_is_no_output)
{
	for (size_t workers = 1; workers < 4; workers++) {
		struct numbers n = {.workers = workers};
		struct child c = child_run(run, &n, NULL);
		assert_int_equal(c.status, 0);
		assert_slice(c.out, "");
		assert_slice(c.err, "p: warning: the end\n");
		child_release(&c);
	}
}

TEST(a_full_disk_ends_all_workers)
{
	struct numbers n = {.workers = 4, .jobs = JOBS};
	struct child c = child_run(run, &n, "/dev/full");
	assert_int_equal(c.status, EXIT_USAGE);
	assert_true(slice_ends(c.err, SLICE("p: error: cannot write to standard output: No space left on device\n")));
	child_release(&c);
}

struct done {
	atomic_size_t times[JOBS];
	size_t workers;
	atomic_bool strange; // a worker that there should not be
};

static void count_job(void *context, size_t worker, size_t job)
{
	struct done *d = context;
	atomic_fetch_add(&d->times[job], 1);
	if (worker >= d->workers)
		atomic_store(&d->strange, true);
}

TEST(each_job_is_done_once)
{
	for (size_t workers = 1; workers < 2 * PARALLEL_EACH_MAX; workers++)
		for (size_t count = 0; count <= JOBS; count += 1 + count) {
			static struct done d;
			memset(&d, 0, sizeof d);
			d.workers = workers < PARALLEL_EACH_MAX ? workers : PARALLEL_EACH_MAX;
			parallel_each(count, workers, count_job, &d);
			for (size_t i = 0; i < JOBS; i++)
				assert_int_equal(atomic_load(&d.times[i]), i < count);
			assert_false(atomic_load(&d.strange));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_number_of_workers_gives_the_same_bytes),
		cmocka_unit_test(no_input_is_no_output),
		cmocka_unit_test(a_full_disk_ends_all_workers),
		cmocka_unit_test(each_job_is_done_once),
	};
	return cmocka_run_group_tests_name("parallel", tests, NULL, NULL);
}
