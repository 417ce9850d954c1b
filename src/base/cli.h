// SPDX-License-Identifier: MIT
// cli: options, --help and --version, the same way in every program.
#ifndef BASE_CLI_H
#define BASE_CLI_H

#include "base/diag.h"
#include "base/slice.h"

struct cli_option {
	char letter;          // 0: none
	const char *name;     // without "--"
	const char *argument; // shown in --help; null: a flag
	const char *help;
	bool *flag;         // set to true (a flag)
	const char **value; // set to the argument; the last one wins
	size_t *number;     // or: the argument read as a whole number
};

struct cli {
	const char *program, *usage, *about; // usage: "extract [OPTION]… [FILE]…"
	const struct cli_option *option;
	size_t options;
	const char *bad, *flagged; // --help of exit status 1, where it means more than bad input, and of 3, where there is one
};

// Reads the options, prints --help and --version and exits 0 for these; anything unknown or malformed is exit 2 with one
// message. Options and files may be mixed; "--" ends options. Returns the number of files; they are moved to argv[1…].
int cli_read(const struct cli *c, int argc, char **argv);
// A path from where the running program lies; null: the machine does not tell.
const char *cli_beside(slice path);
// Where the rules are: the option's value, else $CLAIMPIPE_RULES, else beside the running program (build/src/../../rules in a
// checkout, ../share/claimpipe/rules when installed). Dies, naming the places tried, where there is none.
const char *cli_rules(const char *option_value);
// The files named, or "-" alone when none is; walk it with for (i = 0; i < cli_files(…); …).
struct cli_files {
	char **name;
	size_t count;
};
struct cli_files cli_files(int count, char **argv);

#endif
