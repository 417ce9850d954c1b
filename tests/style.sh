#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# style.sh ROOT: each C file is formatted as .clang-format says (clang-format 14, else a visible skip), begins with its SPDX
# line and a comment that says what it is, and has no line above 130 columns. TAP: one line a file.
set -u
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 2

formatter=
for name in clang-format-14 clang-format; do
	if command -v $name >/dev/null && $name --version | grep -q 'version 14\.'; then
		formatter=$name
		break
	fi
done

# What is wrong with a file, one line each.
faults() {
	local file=$1
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' || echo "no SPDX line at the top"
	sed -n 2,3p "$file" | grep -qE '^(//|/\*| \*|#) ?[[:alnum:]_./-]+(\.[a-z]+)?.*:' || echo "line 2 does not say what the file is (\"// name: what it is\")"
	grep -nE '[[:space:]]+$' "$file" | sed 's/:.*/: white space at the end/' | head -n 3
	[ -z "$(tail -c 1 "$file")" ] || echo "no newline at the end"
	if [ -n "$formatter" ]; then
		$formatter --style=file "$file" | diff -u --label "$file" --label formatted "$file" - | head -n 30
	fi
}

[ -n "$formatter" ] || skip "formatting" "clang-format 14 is not installed"
for file in $(find src tests -name '*.[ch]' | LC_ALL=C sort); do
	is "$(faults "$file")" "" "$file"
done
for file in run .ci/run $(find tests src -name '*.sh' -o -name '*.py' | LC_ALL=C sort); do
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT'
	ok $? "$file has its SPDX line"
done
tap_end
