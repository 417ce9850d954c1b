// SPDX-License-Identifier: MIT
// The ruleset: reads the files of a pack in the order of their names and puts the parts together.
#include <stdlib.h>

#include "base/parallel.h"
#include "base/region.h"
#include "rule/private.h"

// The YAML files of the pack, and their nodes by reader.
struct files {
	struct ruleset *rs;
	VEC(struct rule_file) at;
	struct arena nodes[READERS];
};

static void find_files(struct files *f, slice part, struct diag *d)
{
	struct ruleset *rs = f->rs;
	size_t found = rs->file.count;
	if (!pack_list(rs, part)) {
		rs->missing = true;
		rs->unread = arena_format(&rs->arena, SLICE_FMT "/" SLICE_FMT, SLICE_ARG(rs->folder), SLICE_ARG(part)).ptr;
		diag_error(d, (struct place){.file = rs->unread}, "cannot open the folder, expected a rule pack");
	}
	for (; found < rs->file.count; found++) {
		struct rule_file *file = vec_add(&f->at);
		*file = (struct rule_file){.name = rs->file.at[found].name, .part = part};
		diag_gather(&file->reading, d->program);
		diag_gather(&file->as_whole, d->program);
	}
}

static void read_file(void *files, size_t reader, size_t file)
{
	struct files *f = files;
	rule_file_read(&f->at.at[file], f->rs->options, &f->nodes[reader], reader ? &f->rs->beside : &f->rs->arena);
}

static void load_files(struct ruleset *rs, struct diag *d)
{
	struct files f = {.rs = rs};
	find_files(&f, PACK_COMMON, d);
	find_files(&f, rs->lang, d);
	for (size_t i = 0; i < READERS; i++)
		arena_init_large(&f.nodes[i]);
	parallel_each(f.at.count, readers_of(rs), read_file, &f);
	for (size_t i = 0; i < f.at.count; i++)
		rules_load(rs, &f.at.at[i], d);
	for (size_t i = 0; i < READERS; i++)
		arena_release(&f.nodes[i]);
	vec_release(&f.at);
}

static int compare_rules(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;
	if (x->layer != y->layer)
		return x->layer < y->layer ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

// Rules in the order of their layers, each with its number.
static void number_rules(struct ruleset *rs)
{
	for (size_t i = 0, layer = 0; layer <= LAYERS; layer++) {
		while (i < rs->rule.count && rs->rule.at[i].layer < layer)
			i++;
		rs->layer_first[layer] = i;
	}
	for (size_t i = 0; i < rs->rule.count; i++)
		rs->rule.at[i].index = i;
}

static void order_rules(struct ruleset *rs, struct diag *d)
{
	struct map seen;
	map_init(&seen);
	for (size_t i = 0; i < rs->rule.count; i++) {
		struct rule *r = &rs->rule.at[i];
		r->index = i;
		r->id_hash = slice_hash(r->id);
		void **known = map_at(&seen, r->id);
		if (*known) {
			const struct rule *first = &rs->rule.at[(uintptr_t)*known - 1];
			r->wrong = !diag_error(d, r->at, "duplicate id '" SLICE_FMT "', first used at %s:%zu", SLICE_ARG(r->id),
								   first->at.file, first->at.line);
		} else {
			*known = (void *)(uintptr_t)(i + 1);
		}
	}
	map_release(&seen);
	if (rs->rule.count)
		qsort(rs->rule.at, rs->rule.count, sizeof *rs->rule.at, compare_rules);
	number_rules(rs);
}

// Takes out the rules in which something is wrong.
static void leave_out_wrong(struct ruleset *rs)
{
	size_t kept = 0;
	for (size_t i = 0; i < rs->rule.count; i++) {
		struct rule *r = &rs->rule.at[i];
		if (r->wrong || r->broken)
			arena_push(&rs->arena, &rs->left_out, *r);
		else
			rs->rule.at[kept++] = *r;
	}
	rs->rule.count = kept;
	number_rules(rs);
}

static bool is_wanted(const struct ruleset *rs, const struct rule *r)
{
	return !r->broken && (r->layer < LAYERS_OVER_VIEW ? rs->options.view : rs->options.raw);
}

// What each rule waits for.
static void read_patterns(struct ruleset *rs, struct diag *d)
{
	for (size_t i = 0; i < rs->rule.count; i++) {
		struct rule *r = &rs->rule.at[i];
		struct class_list raw = {0};
		r->wrong |= !vocabulary_check_set(r, d);
		if (is_wanted(rs, r)) {
			r->broken |= !references_read(rs, r, r->layer < LAYERS_OVER_VIEW ? &rs->tags[r->layer].referenced : &raw, d);
			r->broken |= !vocabulary_check_groups(r, d);
		}
	}
	for (size_t i = 0; i < rs->rule.count; i++)
		if (is_wanted(rs, &rs->rule.at[i]))
			trigger_derive(rs, &rs->rule.at[i]);
}

struct loading {
	struct ruleset *rs;
	struct word_lists lists;
	struct diag *d;
};

static void load_part(void *loading, size_t worker, size_t part)
{
	struct loading *l = loading;
	(void)worker;
	if (part == 0)
		words_load(&l->lists);
	else
		read_patterns(l->rs, l->d);
}

static void compile(struct ruleset *rs, struct diag *d)
{
#define X(member, name) rs->known.member = class_find(rs, SLICE(name));
	KNOWN_CLASSES(X)
#undef X
	lexicon_seal(rs);
	if (rs->options.view)
		tags_build(rs);
	for (size_t i = 0; i < rs->rule.count; i++) {
		struct rule *r = &rs->rule.at[i];
		if (!is_wanted(rs, r))
			continue;
		r->broken |= !pattern_open(rs, r, d);
		if (r->layer < LAYERS_OVER_VIEW)
			r->broken |= !trigger_check(rs, r, d);
	}
}

// A mistake does not hide others: what was read is checked to the end. Where a file could not be read at all, the classes and
// phrases that nobody knows may stand in it, and are passed over.
static void load_all(struct ruleset *rs, struct diag *d)
{
	load_files(rs, d);
	order_rules(rs, d);
	phrases_expand(rs, d);
	struct loading l = {.rs = rs, .lists = words_read(rs, d), .d = d};
	parallel_each(2, readers_of(rs), load_part, &l); // words and patterns meet only later
	words_done(&l.lists, d);
	compile(rs, d);
}

struct ruleset *ruleset_load(const char *folder, slice lang, struct ruleset_options options, struct diag *d)
{
	struct region *region = region_open();
	struct ruleset *rs = region->root = region_take(region, sizeof *rs);
	rs->region = region;
	arena_init_in(&rs->arena, region);
	arena_init_in(&rs->beside, region);
	map_init(&rs->class_by_name);
	rs->folder = arena_copy(&rs->arena, slice_of(folder));
	rs->lang = arena_copy(&rs->arena, lang);
	rs->lexicon = lexicon_new(rs);
	rs->options = options;
	classes_built_in(rs);
	struct diag found;
	diag_gather(&found, d->program);
	load_all(rs, &found);
	diag_sort(&found);
	bool whole = !found.errors && !rs->unread;
	rs->mistakes = found.errors;
	diag_flush_into(d, &found);
	diag_release(&found);
	if (!whole && (!options.partial || rs->missing)) {
		ruleset_free(rs);
		return NULL;
	}
	if (!whole)
		leave_out_wrong(rs);
	if (options.view)
		wake_index(rs);
	return rs;
}

void ruleset_free(struct ruleset *rs)
{
	if (!rs)
		return;
	for (size_t i = 0; i < rs->rule.count; i++)
		pattern_free(rs->rule.at[i].pattern);
	for (size_t i = 0; i < rs->left_out.count; i++)
		pattern_free(rs->left_out.at[i].pattern);
	map_release(&rs->class_by_name);
	arena_release(&rs->arena);
	arena_release(&rs->beside);
	region_close(rs->region);
}
