// SPDX-License-Identifier: MIT
// Frozen: a ruleset as it lies in memory, in a file, so that a program starts without reading rules.
//
//   head | names of the files that it was made of, a line each | the region (base/region.h) in which all of it lies
//
// It is good for the build of the program that wrote it, and for folders whose files have the same names and bytes: whoever
// changes a rule or a word is served by ruleset_load at once, and never by something old.
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/eight.h"
#include "base/file.h"
#include "base/parallel.h"
#include "base/region.h"
#include "base/self.h"
#include "rule/private.h"

static const char magic[8] = "frozen 1";

struct head {
	char magic[sizeof magic];
	unsigned char program[SELF_ID_BYTES];
	uint32_t names_len;
	uint64_t print; // of the files
	uint64_t used;  // of the region; 0: there is none
};

// ---- what it was made of ----------------------------------------------------------------------------------------------

// The names within the folder.
static slice write_names(const struct ruleset *rs, struct arena *a)
{
	slice names = SLICE("");
	for (size_t i = 0; i < rs->file.count + rs->word_source.count; i++) {
		bool is_list = i >= rs->file.count;
		slice name = is_list ? rs->word_source.at[i - rs->file.count].file : rs->file.at[i].within;
		if (name.ptr)
			names = arena_join(a, arena_join(a, names, is_list ? slice_from(name, rs->folder.len + 1) : name), SLICE("\n"));
	}
	return names;
}

// What a file of a pack seldom has more than.
#define FILE_BYTES ((size_t)512 << 10)

// A number that files of other names or bytes do not have. False: one is not to be read.
static bool print_files(const char *folder, slice names, uint64_t *ret)
{
	struct arena a;
	struct diag unsaid;
	bool ok = true;
	uint64_t print = eight_hash(names, eight_of(names.ptr, names.len));
	arena_init(&a);
	arena_room(&a, FILE_BYTES); // one block for them all, since threads wait for each other where memory is mapped
	diag_gather(&unsaid, "");
	for (slice rest = names, name; ok && (name = slice_cut(&rest, '\n')).len;) {
		slice text;
		arena_reset(&a);
		ok = file_read(arena_format(&a, "%s/" SLICE_FMT, folder, SLICE_ARG(name)).ptr, &a, &text, &unsaid);
		if (ok)
			print = (print ^ eight_hash(text, eight_of(text.ptr, text.len))) * 0xFF51AFD7ED558CCDU;
	}
	diag_release(&unsaid);
	arena_release(&a);
	*ret = print;
	return ok;
}

// ---- into a file ------------------------------------------------------------------------------------------------------

bool ruleset_freeze(struct ruleset *rs, const char *file, struct diag *d)
{
	struct arena a;
	struct head h = {0};
	memcpy(h.magic, magic, sizeof magic);
	begins_index(rs);
	for (size_t i = 0; i < rs->rule.count; i++)
		if (rs->rule.at[i].pattern)
			pattern_freeze(rs, &rs->rule.at[i]);
	map_release(&rs->class_by_name); // all that is not of the region
	arena_init(&a);
	slice names = write_names(rs, &a), region = {(const char *)rs->region, atomic_load(&rs->region->used)};
	if (!self_id(h.program) || !region_keeps(rs->region) || !print_files(rs->folder.ptr, names, &h.print)) {
		diag_warning(d, (struct place){.file = file}, "rules cannot be frozen here: programs will read them at every start");
		names = region = SLICE("");
	}
	h.names_len = (uint32_t)names.len;
	h.used = region.len;
	slice head = {(const char *)&h, sizeof h};
	bool ok = file_replace(file, arena_join(&a, arena_join(&a, head, names), region), d);
	arena_release(&a);
	return ok;
}

// ---- and back ---------------------------------------------------------------------------------------------------------

// So many bytes of a region are read at once: a page of the largest kind that there mostly are.
#define PART_BYTES ((size_t)2 << 20)

struct thawing {
	int file;
	const char *folder;
	struct head head;
	slice names;
	uint64_t print;
	struct region *region;
	bool printed;
	atomic_bool ended; // the file did, too early
};

// The first part of the work is the print, the others are of the region.
static void thaw_part(void *thawing, size_t worker, size_t part)
{
	struct thawing *t = thawing;
	size_t from = (part - 1) * PART_BYTES, left = t->head.used - from;
	(void)worker;
	if (part == 0)
		t->printed = print_files(t->folder, t->names, &t->print);
	else if (!region_read(t->region, t->file, sizeof t->head + t->names.len, from, left < PART_BYTES ? left : PART_BYTES))
		atomic_store(&t->ended, true);
}

// Whether the folder has the rule files that the ruleset has: no other one, and none that is gone.
static bool has_same_files(struct ruleset *rs)
{
	size_t files = rs->file.count;
	bool same = pack_list(rs, PACK_COMMON) && pack_list(rs, rs->lang) && rs->file.count == 2 * files;
	for (size_t i = 0; same && i < files; i++)
		same = slice_equal(rs->file.at[i].within, rs->file.at[files + i].within);
	rs->file.count = files;
	return same;
}

// What is not of the region: the names of the folder's files, and the table of the classes.
static bool settle(struct ruleset *rs, const char *folder, slice lang)
{
	map_init(&rs->class_by_name);
	for (size_t i = 0; i < rs->class.count; i++)
		map_put(&rs->class_by_name, rs->class.at[i].name, (void *)(uintptr_t)(i + 1));
	return slice_equal(rs->lang, lang) && pack_move(rs, folder) && has_same_files(rs);
}

static const char *read_head(struct thawing *t, struct arena *a)
{
	unsigned char program[SELF_ID_BYTES];
	struct head *h = &t->head;
	if (pread(t->file, h, sizeof *h, 0) != (ssize_t)sizeof *h || memcmp(h->magic, magic, sizeof magic) != 0)
		return "it holds no frozen rules";
	if (!h->used)
		return "it holds no rules, since they could not be frozen";
	if (!self_id(program) || memcmp(h->program, program, sizeof program) != 0)
		return "another build of the program wrote it";
	if (h->names_len > LINE_BYTES_MAX)
		return "it holds no frozen rules";
	char *names = arena_room(a, h->names_len);
	if (pread(t->file, names, h->names_len, (off_t)sizeof *h) != (ssize_t)h->names_len)
		return "it ends early";
	t->names = (slice){names, h->names_len};
	return NULL;
}

static struct ruleset *thaw(struct thawing *t, slice lang, const char **ret_why)
{
	t->region = region_place(t->head.used);
	*ret_why = "its place in memory is taken";
	if (!t->region)
		return NULL;
	parallel_each(1 + (t->head.used + PART_BYTES - 1) / PART_BYTES, READERS, thaw_part, t);
	struct ruleset *rs = t->ended ? NULL : t->region->root;
	bool same = t->printed && t->print == t->head.print;
	*ret_why = t->ended ? "it ends early" : "it was made of other rules";
	if (rs && same && settle(rs, t->folder, lang))
		return rs;
	if (rs)
		map_release(&rs->class_by_name);
	region_close(t->region);
	return NULL;
}

struct ruleset *ruleset_thaw(const char *file, const char *folder, slice lang, const char **ret_why)
{
	struct arena a;
	struct thawing t = {.file = open(file, O_RDONLY | O_CLOEXEC), .folder = folder};
	arena_init(&a);
	*ret_why = t.file < 0 ? "it cannot be opened" : read_head(&t, &a);
	struct ruleset *rs = *ret_why ? NULL : thaw(&t, lang, ret_why);
	if (t.file >= 0)
		close(t.file);
	arena_release(&a);
	return rs;
}
