#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# golden.sh BIN_DIR RULES INPUT_DIR: the articles of input/ through segment | extract | crosscheck give the bytes of
# tests/golden/NAME.jsonl; all together through crosscheck give the conflicts of tests/golden/all.jsonl. Also with the prefilter
# off, with -j 1 and -j 2, and in other locales. TAP. ACCEPT=1 rewrites the golden files: read their diff before you commit it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"
bin=$(cd "$1" && pwd) || exit 2
CLAIMPIPE_RULES=$(cd "$2" && pwd) || exit 2
export CLAIMPIPE_RULES LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$3" || exit 2

# pipeline OUT EXTRACT_OPTIONS FILE…
pipeline() {
	local to=$1 options=$2
	shift 2
	# shellcheck disable=SC2086
	(set -o pipefail; "$bin/segment" "$@" | "$bin/extract" $options | "$bin/crosscheck") >"$to" 2>"$scratch/err"
	local status=$?
	[ $status -ne 0 ] && note "exit $status: $(head -c 600 "$scratch/err")"
	[ $status -eq 0 ] && [ ! -s "$scratch/err" ]
}

# golden NAME FILE: compares FILE with the golden file of that name, or rewrites that.
golden() {
	local golden=$here/golden/$1.jsonl
	if [ -n "${ACCEPT:-}" ]; then
		cp "$2" "$golden"
	fi
	if [ ! -f "$golden" ]; then
		ok 1 "$1 has a golden file"
		note "run: ACCEPT=1 tests/golden.sh BIN_DIR RULES INPUT_DIR"
	elif cmp -s "$golden" "$2"; then
		ok 0 "$1"
	else
		ok 1 "$1"
		show_difference "$golden" "$2"
	fi
}

same() {
	cmp -s "$1" "$2"
	local status=$?
	ok $status "$3"
	[ $status -eq 0 ] || show_difference "$1" "$2"
}

for file in *.txt; do
	name=${file%.txt}
	pipeline "$scratch/out" "" "$file" || ok 1 "$name: the pipeline runs without a message"
	golden "$name" "$scratch/out"
done

pipeline "$scratch/all" "" ./*.txt || ok 1 "all: the pipeline runs without a message"
grep -a '"type":"conflict"' "$scratch/all" >"$scratch/conflicts"
golden all "$scratch/conflicts"

for options in --no-prefilter "-j 1" "-j 2" "-j 3 --no-prefilter"; do
	pipeline "$scratch/out" "$options" ./*.txt
	same "$scratch/all" "$scratch/out" "extract $options: the same bytes"
done
cat ./*.txt | "$bin/segment" >"$scratch/one" 2>/dev/null
"$bin/segment" <(cat ./*.txt) 2>/dev/null | wc -l >"$scratch/count"
is "$(wc -l <"$scratch/one")" "$(cat "$scratch/count")" "segment: stdin and a pipe's file give as many sentences"

# A decimal comma, dotted capital I and another order of letters must change nothing.
same_in_locale() {
	(set -o pipefail; env "LC_ALL=$1" "$bin/segment" ./*.txt | env "LC_ALL=$1" "$bin/extract" | env "LC_ALL=$1" "$bin/crosscheck") >"$scratch/out" 2>"$scratch/err"
	same "$scratch/all" "$scratch/out" "the same bytes in the locale $1"
}
same_in_locale C.UTF-8
mkdir "$scratch/locales"
for locale in de_DE tr_TR; do
	if localedef -i $locale -f UTF-8 "$scratch/locales/$locale.UTF-8" 2>/dev/null; then
		export LOCPATH=$scratch/locales # where the programs' C library looks for it
		same_in_locale $locale.UTF-8
		unset LOCPATH
	else
		skip "the same bytes in the locale $locale.UTF-8" "the locales package is not installed"
	fi
done

# A run is a function of its input: twice the same, whatever the clock and the folder.
cp ./*.txt "$scratch/" && cd "$scratch" && (export TZ=Asia/Almaty && pipeline "$scratch/again" "" ./*.txt)
same "$scratch/all" "$scratch/again" "the same bytes in another folder and time zone"
tap_end
