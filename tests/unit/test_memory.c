// SPDX-License-Identifier: MIT
// test_memory: slices, arenas, vectors and maps, and what happens when memory ends: every n-th allocation fails in turn.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/input.h"
#include "base/json.h"
#include "base/line.h"
#include "base/map.h"
#include "base/region.h"
#include "base/vec.h"
#include "check.h"

#include "base/banned.h"

TEST(slices_compare_bytewise)
{
	assert_true(slice_compare(SLICE("a"), SLICE("b")) < 0);
	assert_true(slice_compare(SLICE("b"), SLICE("a")) > 0);
	assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
	assert_true(slice_compare(SLICE("\xc3"), SLICE("z")) > 0);
	assert_int_equal(slice_compare(SLICE(""), SLICE_NULL), 0);
	assert_true(slice_starts(SLICE("abc"), SLICE("ab")) && !slice_starts(SLICE("a"), SLICE("ab")));
	assert_true(slice_ends(SLICE("abc"), SLICE("bc")) && !slice_ends(SLICE("c"), SLICE("bc")));
	assert_true(slice_starts(SLICE_NULL, SLICE_NULL) && slice_ends(SLICE("a"), SLICE("")));
}

TEST(slices_are_searched)
{
	assert_int_equal(slice_find(SLICE("one two"), SLICE("two")), 4);
	assert_int_equal(slice_find(SLICE("one"), SLICE("two")), NOT_FOUND);
	assert_int_equal(slice_find(SLICE("one"), SLICE("")), 0);
	assert_int_equal(slice_find(SLICE_NULL, SLICE("x")), NOT_FOUND);
	assert_int_equal(slice_find_byte(SLICE("a\0b"), '\0'), 1);
	assert_int_equal(slice_find_byte(SLICE_NULL, 'a'), NOT_FOUND);
}

TEST(slices_are_trimmed_and_cut)
{
	assert_slice(slice_trim(SLICE(" \t\r\n a b\n")), "a b");
	assert_slice(slice_trim(SLICE("  ")), "");
	slice rest = SLICE("a,,b"), part;
	const char *wanted[] = {"a", "", "b"};
	size_t count = 0;
	while ((part = slice_cut(&rest, ',')).ptr)
		assert_slice(part, wanted[count++]);
	assert_int_equal(count, 3);
	assert_null(rest.ptr);
}

TEST(hashes_are_the_same_everywhere)
{
	// The ids in everybody's files depend on it.
	assert_true(slice_hash(SLICE("")) == slice_hash(SLICE_NULL));
	assert_true(slice_hash(SLICE("claim")) == 0xdea1eb9e170ad9e6u);
	assert_true(slice_hash(SLICE("a")) != slice_hash(SLICE("b")));
}

TEST(arenas_give_zeroed_aligned_memory)
{
	struct arena a;
	struct chance c = {1};
	for (int round = 0; round < 4; round++) {
		if (round == 0)
			arena_init(&a);
		else if (round == 2)
			arena_init_large(&a);
		for (int i = 0; i < 2000; i++) {
			size_t size = chance_below(&c, i % 100 ? 300 : 100000);
			char *got = arena_alloc(&a, size);
			assert_int_equal((uintptr_t)got % _Alignof(max_align_t), 0);
			for (size_t j = 0; j < size; j++)
				assert_int_equal(got[j], 0);
			memset(got, 0xff, size);
		}
		arena_reset(&a);
		if (round % 2)
			arena_release(&a);
	}
	arena_release(&a);
}

TEST(arenas_take_from_a_region_while_it_has_room)
{
	struct region *r = region_open(), *second = region_open();
	struct arena a;
	arena_init_in(&a, r);
	for (size_t size = 1; size < 3000000; size = size * 3 + 1) {
		char *got = arena_alloc(&a, size);
		assert_true(got > (char *)r && got + size <= (char *)r + atomic_load(&r->used));
		memset(got, 0xff, size);
	}
	assert_false(region_keeps(second)); // the first one has the address
	assert_null(region_take(r, SIZE_MAX / 2));
	assert_false(region_keeps(r));
	char *got = arena_alloc(&a, 3000000);
	assert_false(got > (char *)r && got < (char *)r + atomic_load(&r->used));
	memset(got, 0xff, 3000000);
	arena_release(&a);
	region_close(second);
	region_close(r);
}

TEST(arenas_reuse_their_block_after_reset)
{
	struct arena a;
	arena_init(&a);
	arena_alloc(&a, 100000);
	const struct arena_block *kept = a.block;
	assert_non_null(kept);
	for (int i = 0; i < 100; i++) {
		arena_reset(&a);
		arena_alloc(&a, 90000);
		assert_ptr_equal(a.block, kept);
	}
	arena_release(&a);
}

TEST(arenas_copy_and_format)
{
	struct arena a;
	arena_init(&a);
	assert_null(arena_copy(&a, SLICE_NULL).ptr);
	slice empty = arena_copy(&a, SLICE(""));
	assert_true(empty.ptr && empty.len == 0 && empty.ptr[0] == '\0');
	slice copy = arena_copy(&a, slice_sub(SLICE("abcdef"), 1, 3));
	assert_slice(copy, "bc");
	assert_int_equal(copy.ptr[2], '\0');
	slice text = arena_format(&a, "%s %d %0500d", "a", 16, 7);
	assert_int_equal(text.len, 505);
	assert_true(slice_starts(text, SLICE("a 16 000")));
	arena_release(&a);
}

TEST(vectors_grow_in_arenas)
{
	struct arena a;
	VEC(size_t) v = {0};
	arena_init(&a);
	for (size_t i = 0; i < 1000; i++)
		arena_push(&a, &v, i * i);
	assert_int_equal(v.count, 1000);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(v.at[i], i * i);
	arena_release(&a);
}

TEST(vectors_grow)
{
	VEC(size_t) v = {0};
	for (size_t i = 0; i < 1000; i++)
		vec_push(&v, i * i);
	*vec_add(&v) = 7;
	assert_int_equal(v.count, 1001);
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(v.at[i], i * i);
	assert_int_equal(v.at[1000], 7);
	vec_clear(&v);
	assert_true(v.count == 0 && v.capacity >= 1001);
	vec_release(&v);
	assert_null(v.at);
}

TEST(maps_keep_the_order_of_insertion)
{
	enum { COUNT = 5000 };
	static char name[COUNT][8];
	static int value[COUNT];
	struct map m;
	map_init(&m);
	assert_null(map_get(&m, SLICE("a")));
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < COUNT; i++) {
			snprintf(name[i], sizeof name[i], "%d", i * 7919 % 100003);
			map_put(&m, slice_of(name[i]), &value[i]);
		}
		assert_int_equal(m.count, COUNT);
		for (size_t i = 0; i < COUNT; i++) {
			assert_slice(m.entry[i].key, name[i]);
			assert_ptr_equal(map_get(&m, slice_of(name[i])), &value[i]);
		}
		assert_null(map_get(&m, SLICE("x")));
		map_put(&m, slice_of(name[3]), NULL);
		assert_int_equal(m.count, COUNT);
		assert_null(map_get(&m, slice_of(name[3])));
		map_clear(&m);
		assert_int_equal(m.count, 0);
		assert_null(map_get(&m, slice_of(name[4])));
	}
	map_release(&m);
}

// All memory of base comes from one call of realloc, in vec.c (jansson's too), which the linker leads here.
void *__real_realloc(void *at, size_t size);
void *__wrap_realloc(void *at, size_t size);

static size_t failing_call; // counts down; 0: none fails

void *__wrap_realloc(void *at, size_t size)
{
	if (failing_call && --failing_call == 0)
		return NULL;
	return __real_realloc(at, size);
}

static const char document[] =
	"{\"doc\":\"a\\u0041\",\"text\":\"some text of a document\",\"date\":null,\"more\":[1,2,{\"k\":2.5}]}";

static int use_everything(void *context)
{
	failing_call = *(size_t *)context;
	diag_start("memory");
	struct arena a;
	struct diag d;
	struct map m;
	struct out o = {0};
	VEC(size_t) v = {0};
	arena_init(&a);
	diag_gather(&d, "memory");
	map_init(&m);
	for (size_t i = 0; i < 40; i++) {
		map_put(&m, arena_format(&a, "%zu", i), NULL);
		vec_push(&v, i);
		arena_alloc(&a, 3000);
	}
	struct line l;
	bool fine = line_read(&l, slice_of(document), &a, (struct place){"x", 1, 0}, &d);
	for (size_t i = 0; fine && i < l.count; i++)
		line_string(&o, l.field[i].key, l.field[i].value);
	diag_error(&d, (struct place){"x", 1, 0}, "%0600d", 1);
	struct json_member member[] = {{"doc", true, {0}}, {"text", true, {0}}, {"date", false, {0}}};
	fine = json_members(slice_of(document), member, 3, &a, (struct place){"x", 1, 0}, &d) && fine;
	struct input in;
	slice line;
	bool ended;
	fine = input_open(&in, "/dev/null", &d) && fine;
	input_line(&in, &line, &ended, &d);
	input_close(&in);
	arena_release(&a);
	diag_release(&d);
	map_release(&m);
	out_release(&o);
	vec_release(&v);
	return fine ? 0 : 1;
}

TEST(every_failing_allocation_ends_the_program_with_a_message)
{
	size_t n = 1;
	for (;; n++) {
		struct child c = child_run(use_everything, &n, NULL);
		int status = c.status;
		if (status != 0) {
			assert_int_equal(status, EXIT_USAGE);
			assert_true(slice_starts(c.err, SLICE("memory: error: out of memory")));
			assert_slice(c.out, "");
		}
		child_release(&c);
		if (status == 0)
			break;
		assert_true(n < 1000);
	}
	assert_true(n > 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices_compare_bytewise),
		cmocka_unit_test(slices_are_searched),
		cmocka_unit_test(slices_are_trimmed_and_cut),
		cmocka_unit_test(hashes_are_the_same_everywhere),
		cmocka_unit_test(arenas_give_zeroed_aligned_memory),
		cmocka_unit_test(arenas_take_from_a_region_while_it_has_room),
		cmocka_unit_test(arenas_reuse_their_block_after_reset),
		cmocka_unit_test(arenas_copy_and_format),
		cmocka_unit_test(vectors_grow_in_arenas),
		cmocka_unit_test(vectors_grow),
		cmocka_unit_test(maps_keep_the_order_of_insertion),
		cmocka_unit_test(every_failing_allocation_ends_the_program_with_a_message),
	};
	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
