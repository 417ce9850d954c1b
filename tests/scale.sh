#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# scale.sh BIN_DIR RULES INPUT_DIR: the stages under GNU parallel, an array job's shards and sort give what one run gives. TAP.
set -u
. "$(dirname "$0")/tap.sh"
bin=$(cd "$1" && pwd) || exit 2
CLAIMPIPE_RULES=$(cd "$2" && pwd) || exit 2
export CLAIMPIPE_RULES LC_ALL=C PATH="$bin:$PATH"
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
input=$(cd "$3" && pwd) || exit 2
cd "$scratch" || exit 2

same() {
	cmp -s "$1" "$2"
	local status=$?
	ok $status "$3"
	[ $status -eq 0 ] || show_difference "$1" "$2"
}

# Forty documents: the articles five times under other names.
python3 - "$input" >docs.jsonl <<'PYTHON'
import json, pathlib, sys
for copy in range(5):
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.txt")):
        print(json.dumps({"doc": f"{path.stem}-{copy}", "text": path.read_text(encoding="utf-8"), "date": "2020-05-0%d" % (copy + 1), "lang": "en"}))
PYTHON
segment --jsonl docs.jsonl >sentences && extract sentences >records && crosscheck records >all
ok $? "$(wc -l <docs.jsonl) documents in one stream"
[ -s records ]
ok $? "… give records"

# A document's records do not depend on what else is in the stream.
while IFS= read -r line; do printf '%s\n' "$line" | segment --jsonl | extract; done <docs.jsonl >one_by_one
same records one_by_one "documents one by one give the same bytes"

if command -v parallel >/dev/null; then
	parallel --will-cite --pipe -k -j 2 -N 3 "segment --jsonl | extract" <docs.jsonl >piped 2>err
	same records piped "GNU parallel --pipe gives the same bytes"
	parallel --will-cite --pipepart -a docs.jsonl -k -j 2 --block 20k "segment --jsonl | extract" >parted 2>err
	same records parted "GNU parallel --pipepart gives the same bytes"
	printf '{"doc":\n' | cat docs.jsonl - | parallel --will-cite --pipe -k -j 2 -N 7 "bash -c 'set -o pipefail; segment --jsonl | extract'" >piped 2>err
	is $? 1 "GNU parallel's exit status tells how many jobs met bad input"
	same records piped "… and the other documents are all there"
else
	skip "GNU parallel" "parallel is not installed"
fi

# A Slurm or Grid Engine array: task N of M takes every M-th document, writes a file of its own and renames it when it is whole.
for SLURM_ARRAY_TASK_ID in 2 0 1; do
	awk -v n="$SLURM_ARRAY_TASK_ID" 'NR % 3 == n' docs.jsonl | segment --jsonl | extract >shard.$SLURM_ARRAY_TASK_ID.part && mv shard.$SLURM_ARRAY_TASK_ID.part shard.$SLURM_ARRAY_TASK_ID
done
sort records >sorted_records
sort shard.0 shard.1 shard.2 >sorted_shards
same sorted_records sorted_shards "array shards give the same records"

# Across documents in bounded memory: a shuffle by topic, then crosscheck --sorted.
if crosscheck --help | grep -q -e --sorted; then
	grep -a '^{"type":"conflict"' all | sort >whole
	extract --only claim sentences >claims 2>err
	is "$(grep -a -c -v '^{"type":"claim"' claims)" "0" "extract --only claim writes claims alone"
	python3 -c 'import json, sys
for line in sorted(sys.stdin, key=lambda l: (json.loads(l)["topic"] or "")): sys.stdout.write(line)' <claims >claims.sorted
	crosscheck --sorted claims.sorted 2>err | grep -a '^{"type":"conflict"' | sort >by_topic
	is "$(cat err)" "" "crosscheck --sorted takes claims in the order of topic"
	[ -s by_topic ]
	ok $? "crosscheck --sorted finds $(wc -l <by_topic) conflicts (in one run without sorting: $(wc -l <whole))"
else
	skip "crosscheck --sorted" "this crosscheck has no --sorted"
fi
tap_end
