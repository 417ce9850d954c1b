// SPDX-License-Identifier: MIT
// parallel: a ring of slots. The caller's thread fills them in order, workers take them in order and finish in any; whoever
// finishes the oldest prints it and those behind it that are done. Memory is the ring, so it does not grow with the input.
//
//   ring  [ done | working | working | filled | filled | free | free ]
//           ^printed         ^taken             ^filled
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/vec.h"

#include "base/banned.h"

struct slot {
	struct out job, output;
	struct diag diag;
	bool is_done;
};

struct ring {
	const struct parallel *p;
	struct diag *diag;
	struct slot *slot;
	size_t slots;
	// How many jobs were filled, taken by a worker, and printed, since the start.
	size_t filled, taken, printed;
	bool ended, prints;
	pthread_mutex_t lock;
	pthread_cond_t was_filled, was_printed;
};

struct worker {
	struct ring *ring;
	void *state;
	pthread_t thread;
};

static void *open_worker(const struct parallel *p)
{
	return p->worker_open ? p->worker_open(p->context) : p->context;
}

static void close_worker(const struct parallel *p, void *state)
{
	if (p->worker_close)
		p->worker_close(state);
}

static void run_alone(const struct parallel *p, struct diag *d)
{
	struct out job = {0}, output = {0};
	void *state = open_worker(p);
	while (p->fill(p->context, &job, d)) {
		p->work(state, (slice){job.ptr, job.len}, &output, d);
		out_flush(&output);
		job.len = 0;
	}
	close_worker(p, state);
	out_release(&job);
	out_release(&output);
}

static struct slot *slot_of(struct ring *r, size_t number)
{
	return &r->slot[number % r->slots];
}

// Prints what is done at the old end of the ring. Called, and returns, with the lock held; one thread prints at a time.
static void print_done(struct ring *r)
{
	if (r->prints)
		return;
	r->prints = true;
	while (r->printed < r->taken && slot_of(r, r->printed)->is_done) {
		struct slot *s = slot_of(r, r->printed);
		pthread_mutex_unlock(&r->lock);
		diag_flush_into(r->diag, &s->diag);
		out_flush(&s->output);
		pthread_mutex_lock(&r->lock);
		s->is_done = false;
		r->printed++;
		pthread_cond_signal(&r->was_printed);
	}
	r->prints = false;
}

static void *run_worker(void *arg)
{
	struct worker *w = arg;
	struct ring *r = w->ring;
	pthread_mutex_lock(&r->lock);
	for (;;) {
		while (r->taken == r->filled && !r->ended)
			pthread_cond_wait(&r->was_filled, &r->lock);
		if (r->taken == r->filled)
			break;
		struct slot *s = slot_of(r, r->taken++);
		pthread_mutex_unlock(&r->lock);
		r->p->work(w->state, (slice){s->job.ptr, s->job.len}, &s->output, &s->diag);
		pthread_mutex_lock(&r->lock);
		s->is_done = true;
		print_done(r);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

static void fill_ring(struct ring *r)
{
	bool more = true;
	while (more) {
		pthread_mutex_lock(&r->lock);
		while (r->filled - r->printed == r->slots)
			pthread_cond_wait(&r->was_printed, &r->lock);
		struct slot *s = slot_of(r, r->filled);
		pthread_mutex_unlock(&r->lock);
		s->job.len = 0;
		more = r->p->fill(r->p->context, &s->job, &s->diag);
		pthread_mutex_lock(&r->lock);
		if (more)
			r->filled++;
		else
			r->ended = true;
		pthread_cond_broadcast(&r->was_filled);
		pthread_mutex_unlock(&r->lock);
	}
}

static void *zeroed(size_t count, size_t size)
{
	size_t got = 0;
	return memset(vec_grow(NULL, &got, count, size), 0, count * size);
}

static void run_ring(const struct parallel *p, size_t workers, struct diag *d)
{
	struct ring r = {.p = p, .diag = d, .slots = 2 * workers};
	r.slot = zeroed(r.slots, sizeof *r.slot);
	for (size_t i = 0; i < r.slots; i++)
		diag_gather(&r.slot[i].diag, d->program);
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.was_filled, NULL);
	pthread_cond_init(&r.was_printed, NULL);
	struct worker *worker = zeroed(workers, sizeof *worker);
	for (size_t i = 0; i < workers; i++) {
		worker[i] = (struct worker){.ring = &r, .state = open_worker(p)};
		int error = pthread_create(&worker[i].thread, NULL, run_worker, &worker[i]);
		if (error)
			die("cannot start worker %zu of %zu: %s", i + 1, workers, strerror(error));
	}
	fill_ring(&r);
	for (size_t i = 0; i < workers; i++) {
		pthread_join(worker[i].thread, NULL);
		close_worker(p, worker[i].state);
	}
	// What fill reported at the end of the input stands in the slot that it did not fill.
	diag_flush_into(d, &slot_of(&r, r.filled)->diag);
	for (size_t i = 0; i < r.slots; i++) {
		diag_release(&r.slot[i].diag);
		out_release(&r.slot[i].job);
		out_release(&r.slot[i].output);
	}
	pthread_cond_destroy(&r.was_printed);
	pthread_cond_destroy(&r.was_filled);
	pthread_mutex_destroy(&r.lock);
	vec_free(worker);
	vec_free(r.slot);
}

void parallel_run(const struct parallel *p, struct diag *d)
{
	size_t workers = p->workers > WORKERS_MAX ? WORKERS_MAX : p->workers;
	if (workers <= 1)
		run_alone(p, d);
	else
		run_ring(p, workers, d);
}

// ---- a few jobs at once -----------------------------------------------------------------------------------------------

struct each {
	size_t count;
	void (*one)(void *context, size_t worker, size_t job);
	void *context;
	atomic_size_t next;
};

struct helper {
	struct each *each;
	size_t number;
	pthread_t thread;
};

static void do_jobs(struct each *e, size_t worker)
{
	for (size_t job; (job = atomic_fetch_add(&e->next, 1)) < e->count;)
		e->one(e->context, worker, job);
}

static void *run_helper(void *helper)
{
	struct helper *h = helper;
	do_jobs(h->each, h->number);
	return NULL;
}

void parallel_each(size_t count, size_t workers, void (*one)(void *context, size_t worker, size_t job), void *context)
{
	struct each e = {.count = count, .one = one, .context = context};
	struct helper helper[PARALLEL_EACH_MAX];
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = processors > 0 ? (size_t)processors : 1, helpers = 1; // from 1: the caller is worker 0
	most = most < workers ? most : workers;
	most = most < PARALLEL_EACH_MAX ? most : PARALLEL_EACH_MAX;
	most = most < count ? most : count;
	for (; helpers < most; helpers++) {
		helper[helpers] = (struct helper){.each = &e, .number = helpers};
		if (pthread_create(&helper[helpers].thread, NULL, run_helper, &helper[helpers]) != 0)
			break; // the others do it all
	}
	do_jobs(&e, 0);
	for (size_t i = 1; i < helpers; i++)
		pthread_join(helper[i].thread, NULL);
}
