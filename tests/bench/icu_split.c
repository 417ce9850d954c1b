// SPDX-License-Identifier: MIT
// icu_split: a peer for segment: ICU's sentence iterator over UTF-8, one sentence a line; nothing else is done with it.
//
//   icu_split [FILE]        reads all of it; line breaks inside a sentence become spaces
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

static char *read_all(FILE *f, size_t *ret_len)
{
	size_t len = 0, capacity = 1 << 20;
	char *text = malloc(capacity);
	while (text) {
		len += fread(text + len, 1, capacity - len, f);
		if (len < capacity)
			break;
		capacity *= 2;
		char *more = realloc(text, capacity);
		if (!more)
			free(text);
		text = more;
	}
	*ret_len = len;
	return text;
}

int main(int argc, char **argv)
{
	FILE *f = argc > 1 ? fopen(argv[1], "rb") : stdin;
	size_t len = 0;
	char *text = f ? read_all(f, &len) : NULL;
	if (!text) {
		perror(argc > 1 ? argv[1] : "icu_split");
		return 2;
	}
	UErrorCode error = U_ZERO_ERROR;
	UText *u = utext_openUTF8(NULL, text, (int64_t)len, &error);
	UBreakIterator *sentences = ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &error);
	ubrk_setUText(sentences, u, &error);
	if (U_FAILURE(error)) {
		fprintf(stderr, "icu_split: %s\n", u_errorName(error));
		return 2;
	}
	int32_t start = ubrk_first(sentences);
	for (int32_t end = ubrk_next(sentences); end != UBRK_DONE; start = end, end = ubrk_next(sentences)) {
		int32_t last = end;
		while (last > start && (text[last - 1] == ' ' || text[last - 1] == '\n' || text[last - 1] == '\f'))
			last--;
		for (int32_t i = start; i < last; i++)
			if (text[i] == '\n')
				text[i] = ' ';
		if (last > start) {
			fwrite(text + start, 1, (size_t)(last - start), stdout);
			fputc('\n', stdout);
		}
	}
	ubrk_close(sentences);
	utext_close(u);
	free(text);
	if (argc > 1)
		fclose(f);
	return fflush(stdout) == 0 ? 0 : 2;
}
