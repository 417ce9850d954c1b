#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# faults.sh BIN_DIR [FILE…]: packs with one fault each, and what ruletest says of them, word for word. TAP.
#
#   tests/faults/NAME.fault      # what is wrong
#                                === en/a.yaml           a file of the pack; any number of these
#                                …
#                                === says 2              the exit status, and all that is printed; options may stand behind it
#                                …
#
# ACCEPT=1 rewrites what they say.
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"
bin=$(cd "$1" && pwd) || exit 2
shift
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
[ $# -gt 0 ] || set -- "$here"/faults/*.fault

for fault in "$@"; do
	rm -rf "${scratch:?}"/*
	mkdir -p "$scratch/pack/common" "$scratch/pack/en/words"
	awk -v dir="$scratch/pack/" -v says="$scratch/says" -v head="$scratch/head" '
		/^=== says / { status = $3; out = says; printf "" > out; print status > (says ".exit"); sub(/^=== says [0-9]+ */, ""); print > (says ".args"); next }
		/^=== / { out = dir $2; printf "" > out; next }
		{ print > (out ? out : head) }
		{ if (out != says) kept = 1 }' "$fault"
	read -ra options <"$scratch/says.args"
	(cd "$scratch" && timeout 60 "$bin/ruletest" "${options[@]}" pack) >"$scratch/said" 2>&1
	status=$?
	if [ -n "${ACCEPT:-}" ]; then
		{ sed '/^=== says /,$d' "$fault"; echo "=== says $status${options[*]:+ ${options[*]}}"; cat "$scratch/said"; } >"$scratch/new" && cat "$scratch/new" >"$fault"
		continue
	fi
	result=0
	cmp -s "$scratch/said" "$scratch/says" && [ "$status" = "$(cat "$scratch/says.exit")" ] || result=1
	ok $result "$(basename "$fault" .fault): $(head -1 "$fault" | sed 's/^# *//')"
	if [ $result -ne 0 ]; then
		note "exit $status, expected $(cat "$scratch/says.exit")"
		show_difference "$scratch/says" "$scratch/said"
	fi
done
tap_end
