#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# style.sh ROOT: what each source file must look like: formatted as .clang-format says (clang-format 14, else a visible skip), an SPDX
# line and a comment that says what the file is at its top, no white space at a line's end, a newline at the file's end.
# TAP: one line a rule; the files that break it are listed below it with their lines.
set -u
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 2
export LC_ALL=C

readarray -t code < <(find src tests -name '*.[ch]' | sort)
readarray -t scripts < <(find run .ci/run src tests -name run -o -name '*.sh' -o -name '*.py' | sort)

formatter=
for name in clang-format-14 clang-format; do
	if command -v $name >/dev/null && $name --version | grep -q 'version 14\.'; then
		formatter=$name
		break
	fi
done

ok $((${#code[@]} < 100 || ${#scripts[@]} < 10)) "finds the sources: ${#code[@]} C files, ${#scripts[@]} scripts"
if [ -n "$formatter" ]; then
	is "$($formatter --style=file --dry-run "${code[@]}" 2>&1 | head -n 30)" "" "C files are formatted"
else
	skip "C files are formatted" "clang-format 14 is not installed"
fi
is "$(awk 'FNR <= 3 && /SPDX-License-Identifier: MIT/ { good[FILENAME] }
	END { for (i = 1; i < ARGC; i++) if (!(ARGV[i] in good)) print ARGV[i] }' "${code[@]}" "${scripts[@]}")" "" "the SPDX line is at the top"
is "$(awk 'FNR > 1 && FNR <= 3 && /^(\/\/|\/\*| \*|#) ?[[:alnum:]_.\/-]+(\.[a-z]+)?.*:/ { good[FILENAME] }
	END { for (i = 1; i < ARGC; i++) if (!(ARGV[i] in good)) print ARGV[i] }' "${code[@]}")" "" 'line 2 or 3 says what the file is ("// name: what it is")'
is "$(grep -nE '[[:space:]]+$' "${code[@]}" "${scripts[@]}" | head -n 30)" "" "no line ends in white space"
is "$(for file in "${code[@]}" "${scripts[@]}"; do [ -z "$(tail -c 1 "$file")" ] || echo "$file"; done)" "" "each file ends with a newline"
tap_end
