#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh ROOT: what a newcomer does: a copy of the checkout, ./run on files, and the files that it says it wrote. TAP.
set -u
. "$(dirname "$0")/tap.sh"
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$1" || exit 2
cp -R meson.build meson_options.txt run src rules input "$scratch/"
mkdir "$scratch/tests" "$scratch/output" "$scratch/elsewhere" && : >"$scratch/tests/meson.build"
cd "$scratch/elsewhere" || exit 2
unset CLAIMPIPE_RULES MAKEFLAGS

first=$(ls ../input/*.txt | head -n 1)
cp "$first" 'my article.txt'
said=$(../run 'my article.txt' 2>err </dev/null)
is $? 0 "./run FILE exits 0"
has "$said" "output/my article.html" "… says where the page is"
[ -s "../output/my article.jsonl" ] && [ -s "../output/my article.html" ]
ok $? "… and wrote records and page"
is "$(cat err)" "" "… without a message on stderr"
head -n 1 "../output/my article.jsonl" | grep -q '"type":"sentence"'
ok $? "the records begin with a sentence"
grep -qi '<!doctype html>' "../output/my article.html"
ok $? "the page is HTML"

said=$(../run 2>err </dev/null)
is $? 0 "./run alone works on input/"
for file in ../input/*.txt; do
	name=$(basename "$file" .txt)
	[ -s "../output/$name.jsonl" ] && [ -s "../output/$name.html" ]
	ok $? "… wrote $name"
done
[ -s ../output/all.jsonl ]
ok $? "… and all, checked against each other"

said=$(../run missing.txt 2>&1 </dev/null)
is $? 2 "./run on a missing file exits 2"
has "$said" "missing.txt" "… and names it"
said=$(../run --help 2>err </dev/null)
is $? 0 "./run --help exits 0"
tap_end
