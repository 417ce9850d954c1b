#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# reslice.sh BIN_DIR ROOT: the offsets of all records made of input/*.txt lead back to the originals (reslice.py). TAP.
set -u -o pipefail
bin=$(cd "$1" && pwd) || exit 2
root=$(cd "$2" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
CLAIMPIPE_RULES=$root/rules
export CLAIMPIPE_RULES
"$bin/segment" "$root"/input/*.txt | "$bin/extract" >"$scratch/records.jsonl" || exit 2
python3 "$root/tests/reslice.py" "$scratch/records.jsonl" "$root"/input/*.txt
