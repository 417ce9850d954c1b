// SPDX-License-Identifier: MIT
// lint_silence: `# lint: L006 the reason` silences a code on its own line and, where it stands alone, on the line behind it; in
// the first lines of a word list, in the whole list.
#include "lint.h"

#include "base/file.h"

#include "base/banned.h"

struct silence {
	struct place at;
	slice code;
	bool alone, whole_file, has_reason, used;
};

struct silences {
	VEC(struct silence) at;
};

static void read_comments(struct linter *l, struct silences *s, const char *file, slice text)
{
	static const char mark[] = "# lint: ";
	slice line;
	struct place at = {.file = file};
	bool is_list = slice_ends(slice_of(file), SLICE(".tsv")), in_head = is_list;
	for (slice rest = text; (line = slice_cut(&rest, '\n')).ptr;) {
		at.line++;
		in_head &= line.len > 0 && line.ptr[0] == '#';
		size_t found = slice_find(line, slice_of(mark));
		if (found == NOT_FOUND || (is_list && found != 0))
			continue;
		at.column = found + 1;
		slice rest_of_line = slice_from(line, found + sizeof mark - 1), code = slice_cut(&rest_of_line, ' ');
		struct silence one = {.at = at,
							  .code = arena_copy(&l->found->arena, slice_trim(code)),
							  .alone = slice_trim(slice_sub(line, 0, found)).len == 0,
							  .whole_file = in_head,
							  .has_reason = rest_of_line.ptr && slice_trim(rest_of_line).len > 0};
		vec_push(&s->at, one);
	}
}

// All files that the findings and the rules stand in, once each.
static void read_files(struct linter *l, struct silences *s)
{
	struct map seen;
	struct arena a;
	struct diag d;
	map_init(&seen);
	arena_init(&a);
	diag_gather(&d, "ruletest");
	for (size_t i = 0; i < l->found->at.count + l->checks->rule.count; i++) {
		const char *file =
			i < l->found->at.count ? l->found->at.at[i].at.file : l->checks->rule.at[i - l->found->at.count].rule->at.file;
		void **known = map_at(&seen, slice_of(file));
		slice text;
		if (*known || !file_read(file, &a, &text, &d))
			continue;
		*known = (void *)1;
		read_comments(l, s, file, text);
		arena_reset(&a);
	}
	map_release(&seen);
	arena_release(&a);
	diag_release(&d);
}

// Whether lines [from, to) hold nothing but comments that silence: several may stand above one line.
static bool reaches(const struct silences *s, const struct silence *one, size_t line)
{
	size_t next = one->at.line + 1;
	for (size_t i = 0; i < s->at.count && next < line; i++)
		if (s->at.at[i].alone && s->at.at[i].at.line == next &&
			slice_equal(slice_of(s->at.at[i].at.file), slice_of(one->at.file)))
			next++;
	return next == line;
}

static bool silenced(struct silences *s, const struct finding *f)
{
	for (size_t i = 0; i < s->at.count; i++) {
		struct silence *one = &s->at.at[i];
		if (!one->has_reason || !slice_equal(one->code, slice_of(f->code)) ||
			!slice_equal(slice_of(one->at.file), slice_of(f->at.file)))
			continue;
		if (one->whole_file || one->at.line == f->at.line ||
			(one->alone && one->at.line < f->at.line && reaches(s, one, f->at.line))) {
			one->used = true;
			return true;
		}
	}
	return false;
}

void lint_silence(struct linter *l)
{
	struct silences s = {0};
	read_files(l, &s);
	size_t kept = 0;
	for (size_t i = 0; i < l->found->at.count; i++)
		if (!silenced(&s, &l->found->at.at[i]))
			l->found->at.at[kept++] = l->found->at.at[i];
	l->found->at.count = kept;
	for (size_t i = 0; i < s.at.count; i++) {
		const struct silence *one = &s.at.at[i];
		if (!one->has_reason)
			lint_add(l, "L015", one->at, "'# lint: " SLICE_FMT "' gives no reason, expected one behind the code",
					 SLICE_ARG(one->code));
		else if (!one->used)
			lint_add(l, "L016", one->at, "'# lint: " SLICE_FMT "' silences nothing here", SLICE_ARG(one->code));
	}
	vec_release(&s.at);
}
