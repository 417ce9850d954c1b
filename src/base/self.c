// SPDX-License-Identifier: MIT
// self: the note NT_GNU_BUILD_ID of the running ELF file: a hash of what it was linked from.
#define _GNU_SOURCE // dl_iterate_phdr
#include "base/self.h"

#include <elf.h>
#include <link.h>
#include <string.h>

#include "base/banned.h"

// A note: its head, the owner's name and what it says, each filled up to four bytes.
static size_t filled(size_t bytes)
{
	return (bytes + 3) & ~(size_t)3;
}

static bool find_id(const char *notes, size_t len, unsigned char *ret)
{
	ElfW(Nhdr) head;
	for (size_t at = 0; at + sizeof head <= len;) {
		memcpy(&head, notes + at, sizeof head);
		size_t name = at + sizeof head, says = name + filled(head.n_namesz);
		at = says + filled(head.n_descsz);
		if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == sizeof "GNU" && head.n_descsz == SELF_ID_BYTES && at <= len &&
			memcmp(notes + name, "GNU", sizeof "GNU") == 0) {
			memcpy(ret, notes + says, SELF_ID_BYTES);
			return true;
		}
	}
	return false;
}

struct search {
	unsigned char *ret;
	bool found;
};

// The program itself is the first one asked about; the others are its libraries.
static int look_at(struct dl_phdr_info *program, size_t size, void *search)
{
	struct search *s = search;
	(void)size;
	for (size_t i = 0; i < program->dlpi_phnum && !s->found; i++) {
		const ElfW(Phdr) *part = &program->dlpi_phdr[i];
		if (part->p_type == PT_NOTE)
			s->found = find_id((const char *)program->dlpi_addr + part->p_vaddr, part->p_memsz, s->ret);
	}
	return 1;
}

bool self_id(unsigned char *ret_id)
{
	struct search s = {ret_id, false};
	dl_iterate_phdr(look_at, &s);
	return s.found;
}
