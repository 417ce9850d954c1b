#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# reslice.sh BIN_DIR RULES INPUT_DIR: the offsets of all records lead back to the original (reslice.py): the articles as files and as
# documents of one stream, and a text of everything that is cut, folded or composed on the way. TAP.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/tap.sh"
bin=$(cd "$1" && pwd) || exit 2
CLAIMPIPE_RULES=$(cd "$2" && pwd) || exit 2
export CLAIMPIPE_RULES LC_ALL=C
input=$(cd "$3" && pwd) || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2

# leads_back NAME RECORDS ORIGINAL…
leads_back() {
	local name=$1 said status
	shift
	said=$(python3 "$here/reslice.py" "$@" 2>&1)
	status=$?
	ok $status "$name: $(printf '%s\n' "$said" | tail -n 1 | sed 's/^\(not \)\{0,1\}ok - //')"
	[ $status -eq 0 ] || note "$said"
}

# Soft hyphens, decomposed letters, no-break and thin spaces, tabs, CRLF, a byte order mark, debris, a line break in a sentence,
# code points of two, three and four bytes before figures.
printf '\357\273\277Pa\302\255ris (Reu\302\255ters)\r\n\r\nIn Ka\314\201zan  \t 1\302\240200 people\342\200\211 were killed on 4\302\240May 2019,\r\npolice said. \360\237\230\200 Two Kazakhstaninfo-icon towns, Zhanaozeninfo-icon and Aktauinfo-icon, mourned 16\302\240dead.\r\n\r\n\342\200\242 Cafe\314\201s reported \342\202\2543.5\302\240billion in losses; \342\200\234none,\342\200\235 said Zoe\314\210 Brown, \342\200\234were insured\342\200\235.\n\357\254\201nally \342\204\253 \303\205 it ended.\n' >odd.txt
"$bin/segment" odd.txt 2>err | "$bin/extract" >odd.records 2>>err
[ -s odd.records ] && [ ! -s err ]
ok $? "a text of odd bytes goes through without a message"
leads_back "a text of odd bytes" odd.records odd.txt

"$bin/segment" "$input"/*.txt | "$bin/extract" | "$bin/crosscheck" >records
leads_back "the articles as files" records "$input"/*.txt

python3 - odd.txt "$input"/*.txt >docs.jsonl <<'PYTHON'
import json, pathlib, sys
for path in map(pathlib.Path, sys.argv[1:]):
    print(json.dumps({"doc": path.stem, "text": path.read_bytes().decode(), "date": "2024-05-01"}))
PYTHON
"$bin/segment" --jsonl docs.jsonl | "$bin/extract" -j 2 | "$bin/crosscheck" >records
leads_back "the same as documents of one stream" records docs.jsonl
tap_end
