// SPDX-License-Identifier: MIT
// A document as it comes: bytes are gathered until a block (lines without an empty one between them) is there, checked, and given
// on.
//
//   buffer  [ start: block being gathered … checked | a sequence that is cut | end ]
//
// The buffer never holds much more than a paragraph. How the bytes were cut into pieces on their way here changes nothing in the
// records.
#include "private.h"

#include "state.h"

#include "base/banned.h"

// Messages of one kind a document before the rest is only counted: a binary file must not fill the terminal.
enum { MESSAGES_MAX = 10 };

struct segmenter *segmenter_open(const struct ruleset *rules)
{
	struct segmenter *s = vec_grow(NULL, &(size_t){0}, 1, sizeof *s);
	*s = (struct segmenter){.matcher = matcher_open()};
	cleaner_init(&s->cleaner, rules, s->matcher);
	words_init(&s->words, rules);
	splitter_init(&s->splitter, rules, &s->words, s->matcher);
	s->layout.words = &s->words;
	arena_init(&s->arena);
	return s;
}

void segmenter_close(struct segmenter *s)
{
	if (!s)
		return;
	cleaner_release(&s->cleaner);
	splitter_release(&s->splitter);
	words_release(&s->words);
	matcher_close(s->matcher);
	arena_release(&s->arena);
	vec_release(&s->layout.lines);
	vec_release(&s->layout.paragraphs);
	vec_release(&s->buffer);
	vec_release(&s->cuts);
	vec_free(s);
}

slice segmenter_clean(struct segmenter *s, slice text, struct arena *a, struct diag *d)
{
	return arena_copy(a, clean_text(&s->cleaner, text, d).text);
}

void segmenter_begin(struct segmenter *s, const struct segment_document *document, struct out *out, struct diag *d)
{
	s->document = *document;
	s->out = out;
	s->diag = d;
	s->sentences = s->paragraphs = 0;
	s->byte_base = s->char_base = s->column_base = 0;
	s->line_base = document->line;
	s->counted = s->counted_chars = 0;
	s->checked = s->scanned = 0;
	s->bad_bytes = s->long_sentences = 0;
	s->continued = s->is_known = false;
	vec_clear(&s->buffer);
}

struct place place_of(const struct segmenter *s, slice raw, size_t offset)
{
	if (s->document.in_line)
		return (struct place){s->document.file, s->document.line, 0};
	struct place at = {s->document.file, s->line_base, s->column_base + 1};
	size_t line_start = 0;
	for (size_t i = 0; i < offset; i++) {
		if (raw.ptr[i] == '\n') {
			at.line++;
			at.column = 1;
			line_start = i + 1;
		}
	}
	at.column += utf8_count(slice_sub(raw, line_start, offset));
	return at;
}

bool may_report(size_t *count)
{
	return ++*count <= MESSAGES_MAX;
}

// ---- blocks -----------------------------------------------------------------------------------------------------------

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

// Behind the white space that starts at `at`.
static size_t skip_blank(slice raw, size_t at)
{
	while (at < raw.len && (is_blank(raw.ptr[at]) || raw.ptr[at] == '\n'))
		at++;
	return at;
}

// The end of the first line at or behind *line that is followed by an empty one, or NOT_FOUND; then *line is where to go on
// looking.
static size_t block_end(slice raw, size_t *line)
{
	for (;;) {
		const char *newline = *line < raw.len ? memchr(raw.ptr + *line, '\n', raw.len - *line) : NULL;
		if (!newline)
			return NOT_FOUND;
		size_t end = (size_t)(newline - raw.ptr), next = end + 1;
		while (next < raw.len && is_blank(raw.ptr[next]))
			next++;
		if (next == raw.len)
			return NOT_FOUND;
		if (raw.ptr[next] == '\n')
			return end;
		*line = next;
	}
}

// At most PARAGRAPH_BYTES_MAX bytes from `at`, cut between code points.
static size_t piece_end(slice raw, size_t at)
{
	size_t end = at + PARAGRAPH_BYTES_MAX;
	while (((unsigned char)raw.ptr[end] & 0xc0) == 0x80)
		end--;
	return end;
}

// Writes the records of all blocks that are whole; `last`: nothing comes behind raw. Returns how many bytes are done.
static size_t work_blocks(struct segmenter *s, slice raw, bool last)
{
	size_t at = 0, line = s->scanned;
	for (;;) {
		if (!s->continued)
			at = skip_blank(raw, at);
		if (at == raw.len)
			break;
		if (line < at)
			line = at;
		size_t end = block_end(raw, &line);
		if ((end == NOT_FOUND ? raw.len : end) - at > PARAGRAPH_BYTES_MAX) {
			at = work_block(s, raw, (span){at, piece_end(raw, at)}, true, true);
			s->continued = true;
			continue;
		}
		if (end == NOT_FOUND && !last)
			break;
		if (end == NOT_FOUND)
			end = raw.len;
		// What comes behind tells a heading from a last line. Emptiness without end is looked through only so far.
		size_t next = skip_blank(raw, end);
		if (next == raw.len && !last && next - end < PARAGRAPH_BYTES_MAX)
			break;
		work_block(s, raw, (span){at, end}, false, next < raw.len && next - end < PARAGRAPH_BYTES_MAX);
		s->continued = false;
		at = end;
	}
	s->scanned = line > at ? line - at : 0;
	return at;
}

// ---- bytes ------------------------------------------------------------------------------------------------------------

static slice buffered(const struct segmenter *s)
{
	return s->buffer.at ? (slice){s->buffer.at, s->buffer.count} : SLICE("");
}

// Forgets the first n bytes of the buffer, which were worked on.
static void forget(struct segmenter *s, size_t n)
{
	if (n == 0)
		return;
	slice done = {s->buffer.at, n};
	size_t line_start = n, lines = 0;
	for (size_t i = 0; i < n; i++)
		lines += done.ptr[i] == '\n';
	while (line_start > 0 && done.ptr[line_start - 1] != '\n')
		line_start--;
	s->line_base += lines;
	if (lines)
		s->column_base = 0;
	s->column_base += utf8_count(slice_from(done, line_start));
	if (s->counted <= n) {
		s->counted_chars += utf8_count(slice_sub(done, s->counted, n));
		s->counted = n;
	}
	s->byte_base += n;
	s->counted -= n;
	s->checked -= n;
	s->buffer.count -= n;
	if (s->buffer.count)
		memmove(s->buffer.at, s->buffer.at + n, s->buffer.count);
}

// Whether the bytes may be the beginning of one code point of which the rest is still to come.
static bool is_cut_sequence(slice s)
{
	unsigned char lead = (unsigned char)s.ptr[0];
	size_t wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0xc2 || lead > 0xf4 || s.len >= wanted)
		return false;
	for (size_t i = 1; i < s.len; i++)
		if (((unsigned char)s.ptr[i] & 0xc0) != 0x80)
			return false;
	return true;
}

static void report_byte(struct segmenter *s, size_t offset)
{
	if (!may_report(&s->bad_bytes))
		return;
	unsigned char byte = (unsigned char)s->buffer.at[offset];
	struct place at = place_of(s, buffered(s), offset);
	if (byte)
		diag_error(s->diag, at, "byte 0x%02x is not valid UTF-8, cut", byte);
	else
		diag_error(s->diag, at, "NUL byte, cut");
}

// Checks what was not checked yet. A byte that is no text becomes NUL: the text stays valid, the offsets stay right, and cleaning
// cuts it.
static void check_bytes(struct segmenter *s, bool last)
{
	while (s->checked < s->buffer.count) {
		slice rest = slice_from(buffered(s), s->checked);
		size_t valid = utf8_valid_length(rest);
		for (size_t at = 0, nul; (nul = slice_find_byte(slice_sub(rest, at, valid), '\0')) != NOT_FOUND; at += nul + 1)
			report_byte(s, s->checked + at + nul);
		s->checked += valid;
		if (valid == rest.len || (!last && is_cut_sequence(slice_from(rest, valid))))
			return;
		report_byte(s, s->checked);
		s->buffer.at[s->checked++] = '\0';
	}
}

// Whether a text that begins so is in UTF-16 or UTF-32: a byte order mark, or every other byte NUL.
static bool is_wide(slice s)
{
	if (s.len >= 2 && ((s.ptr[0] == '\xff' && s.ptr[1] == '\xfe') || (s.ptr[0] == '\xfe' && s.ptr[1] == '\xff')))
		return true;
	return s.len >= 4 && ((s.ptr[0] && !s.ptr[1] && s.ptr[2] && !s.ptr[3]) || (!s.ptr[0] && s.ptr[1] && !s.ptr[2] && s.ptr[3]));
}

static bool work_buffer(struct segmenter *s, bool last)
{
	if (!s->is_known && (s->buffer.count >= 4 || last)) {
		if (is_wide(buffered(s))) {
			vec_clear(&s->buffer);
			return diag_error(s->diag, (struct place){s->document.file, 0, 0}, "this is UTF-16, expected UTF-8; not read");
		}
		s->is_known = true;
	}
	if (!s->is_known)
		return true;
	check_bytes(s, last);
	size_t done = work_blocks(s, slice_sub(buffered(s), 0, s->checked), last);
	forget(s, done);
	return true;
}

bool segmenter_feed(struct segmenter *s, slice bytes)
{
	if (!bytes.len)
		return true;
	vec_reserve(&s->buffer, s->buffer.count + bytes.len);
	memcpy(s->buffer.at + s->buffer.count, bytes.ptr, bytes.len);
	s->buffer.count += bytes.len;
	return work_buffer(s, false);
}

void segmenter_end(struct segmenter *s)
{
	work_buffer(s, true);
	struct place at = {s->document.file, s->document.in_line ? s->document.line : 0, 0};
	if (s->bad_bytes > MESSAGES_MAX)
		diag_error(s->diag, at, "%zu more bytes that are not valid UTF-8, or NUL, cut", s->bad_bytes - MESSAGES_MAX);
	if (s->long_sentences > MESSAGES_MAX)
		diag_warning(s->diag, at, "%zu more sentences were cut for their length", s->long_sentences - MESSAGES_MAX);
	vec_clear(&s->buffer);
}

void segmenter_whole(struct segmenter *s, const struct segment_document *document, slice text, struct out *out, struct diag *d)
{
	segmenter_begin(s, document, out, d);
	s->is_known = true;
	if (text.len)
		work_blocks(s, text, true);
	segmenter_end(s);
}
