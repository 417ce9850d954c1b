#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# help.sh BIN_DIR SRC: every program has --help, --version and a man page, these name the same options, and an option that does
# not exist is exit 2 with one message. TAP.
set -u
. "$(dirname "$0")/tap.sh"
bin=$1 src=$2
export LC_ALL=C

# The long options that begin a line: "  -j, --jobs N  …" in --help, "*-j*, *--jobs* _N_" in a man page.
options() {
	sed -e 's/\\//g' | grep -E '^[[:space:]]*\**-' | sed 's/[[:space:]][[:space:]][[:space:]]*[^-*[:space:]].*//' | grep -oE -e '--[a-z][a-z0-9-]*' | sort -u | grep -v -x -e --help -e --version | tr '\n' ' '
}

for program in segment extract crosscheck review ruletest; do
	help=$("$bin/$program" --help 2>&1 </dev/null)
	is $? 0 "$program --help exits 0"
	has "$help" "$program" "$program --help names the program"
	version=$("$bin/$program" --version 2>&1 </dev/null)
	is $? 0 "$program --version exits 0"
	printf '%s\n' "$version" | grep -qE "^$program .*[0-9]+\.[0-9]+\.[0-9]+"
	ok $? "$program --version tells its name and version"
	wide=$(printf '%s\n' "$help" | awk 'length > 100' | head -n 3)
	is "$wide" "" "$program --help fits 100 columns"
	if [ -f "$src/$program.1.scd" ]; then
		ok 0 "$program has a man page"
		is "$(options <"$src/$program.1.scd")" "$(printf '%s\n' "$help" | options)" "$program: the man page and --help have the same options"
	else
		ok 1 "$program has a man page"
	fi
	for wrong in --no-such-option -Z; do
		said=$("$bin/$program" $wrong 2>&1 >/dev/null </dev/null)
		is $? 2 "$program $wrong exits 2"
		has "$said" "$program: " "$program $wrong says why"
	done
done
tap_end
