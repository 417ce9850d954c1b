#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# cases.sh BIN_DIR RULES [DIR…]: runs the cases under tests/cases (or DIR…) and compares what came out, byte for byte. TAP.
#
#   tests/cases/PROGRAM/WHAT_IT_SHOWS.d/   args             arguments, as a shell reads them (white space and newlines part them)
#                                          cmd              instead of args: a bash script; the programs are on its PATH, and
#                                                           $TMPDIR is an empty folder of the case's own
#                                          input            stdin; empty where missing
#                                          expected.out expected.err expected.exit    empty, empty and 0 where missing
#   …/WHAT.b/                              a known bug: must fail, and is reported when it starts to pass
#
# A case runs in its own folder with CLAIMPIPE_RULES set. An extract case runs with the prefilter on and off, a case of a
# program that has -j with -j 1 and -j 2: all must give the same bytes. ACCEPT=1 rewrites what the .d cases expect.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"
bin=$(cd "$1" && pwd) || exit 2
CLAIMPIPE_RULES=$(cd "$2" && pwd) || exit 2
shift 2
export CLAIMPIPE_RULES
export PATH="$bin:$PATH" LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT

# Runs the case in $1 with the other arguments added in front of its own; out, err and exit are left in $scratch/$2.
run_case() {
	local dir=$1 as=$2 input=/dev/null
	shift 2
	[ -f "$dir/input" ] && input=$dir/input
	rm -rf "$scratch/own"
	mkdir "$scratch/own"
	(
		cd "$dir" || exit 2
		export TMPDIR=$scratch/own
		if [ -f cmd ]; then
			timeout 120 bash ./cmd
		else
			local given=()
			[ -f args ] && eval "given=($(cat args))"
			timeout 120 "$bin/$program" "$@" "${given[@]}"
		fi
	) <"$input" >"$scratch/$as.out" 2>"$scratch/$as.err"
	echo $? >"$scratch/$as.exit"
}

# Puts what the case in $1 expects into $scratch/expected.*.
read_expected() {
	local part
	for part in out err exit; do
		if [ -f "$1/expected.$part" ]; then
			cat "$1/expected.$part" >"$scratch/expected.$part"
		elif [ $part = exit ]; then
			echo 0 >"$scratch/expected.$part"
		else
			: >"$scratch/expected.$part"
		fi
	done
}

accept() {
	local part
	for part in out err exit; do
		if [ -s "$scratch/plain.$part" ] && [ "$part $(cat "$scratch/plain.$part")" != "exit 0" ]; then
			cat "$scratch/plain.$part" >"$1/expected.$part"
		else
			rm -f "$1/expected.$part"
		fi
	done
}

# Compares $scratch/$1.* with $scratch/$2.*; says on stdout what differs.
compare() {
	local part same=0
	for part in exit err out; do
		if ! cmp -s "$scratch/$1.$part" "$scratch/$2.$part"; then
			same=1
			echo "# $2: $part differs"
			show_difference "$scratch/$1.$part" "$scratch/$2.$part"
		fi
	done
	return $same
}

has_option() {
	"$bin/$program" --help 2>&1 | grep -q -e "$1"
}

# The case's arguments hold $1 already.
says() {
	grep -q -s -e "$1" "$dir/args"
}

run_dir() {
	dir=$(cd "$1" && pwd) || return
	program=$(basename "$(dirname "$dir")")
	local name result=0 variant
	name=$program/$(basename "$dir")
	run_case "$dir" plain
	if [ -n "${ACCEPT:-}" ] && [ "${dir%.d}" != "$dir" ]; then
		accept "$dir"
	fi
	read_expected "$dir"
	: >"$scratch/why"
	compare expected plain >>"$scratch/why" || result=1
	if [ ! -f "$dir/cmd" ]; then
		local variants=()
		[ "$program" = extract ] && [ "$extract_has_prefilter" = yes ] && ! says --no-prefilter && variants+=("--no-prefilter")
		case $with_jobs in *" $program "*) says '^-j\|[[:space:]]-j' || variants+=("-j 1" "-j 2") ;; esac
		for variant in "${variants[@]}"; do
			run_case "$dir" "$variant" $variant
			compare plain "$variant" >>"$scratch/why" || result=1
		done
	fi
	case $dir in
	*.b)
		ok $result "$name # TODO known bug"
		[ $result -eq 0 ] && TAP_FAILED=$((TAP_FAILED + 1)) && note "this known bug is gone: rename the folder to .d"
		;;
	*)
		ok $result "$name"
		[ $result -ne 0 ] && cat "$scratch/why"
		;;
	esac
}

program=extract
extract_has_prefilter=no
has_option --no-prefilter && extract_has_prefilter=yes
with_jobs=" "
for program in segment extract crosscheck review ruletest; do
	has_option '^[[:space:]]*-j\b' && with_jobs="$with_jobs$program "
done

[ $# -gt 0 ] || set -- "$here"/cases/*
found=
for folder in "$@"; do
	case $folder in
	*.d | *.b | *.d/ | *.b/) list=("$folder") ;;
	*) list=("$folder"/*.d "$folder"/*.b) ;;
	esac
	for one in "${list[@]}"; do
		[ -d "$one" ] || continue
		found=yes
		run_dir "$one"
	done
done
[ -n "$found" ] || skip_all "no cases in $*"
tap_end
