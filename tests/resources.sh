#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# resources.sh BIN_DIR RULES: each program when the machine or the input fails it: a full disk, a closed pipe, files that cannot be
# read, cut, huge, binary or wrongly encoded input, no rules. Nothing may crash, hang, or be lost without a message. TAP.
set -u
. "$(dirname "$0")/tap.sh"
bin=$(cd "$1" && pwd) || exit 2
CLAIMPIPE_RULES=$(cd "$2" && pwd) || exit 2
export CLAIMPIPE_RULES LC_ALL=C
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 2

# run PROGRAM ARG…: leaves $status, ./out and ./err; stdin is the caller's.
run() {
	local program=$1
	shift
	timeout 120 "$bin/$program" "$@" >out 2>err
	status=$?
}

# no_crash NAME: the last run ended by itself, with a status of ours, and said why when it was not 0.
no_crash() {
	if [ $status -gt 3 ] || { [ $status -gt 0 ] && [ ! -s err ]; }; then
		ok 1 "$1"
		note "exit $status, stderr: $(head -c 400 err)"
	else
		ok 0 "$1"
	fi
}

is_json() {
	python3 -c 'import json, sys
for n, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1): json.loads(line)' "$1"
}

cat >article.txt <<'TEXT'
Two buses collided near Arling on 4 May 2019, police said.

At least 12 people were killed in the crash in Arling on 4 May 2019, police said. The hospital put the death toll of the crash in Arling on 4 May 2019 at 19.
TEXT
cp article.txt other.txt
for step in "segment article.txt sentences.jsonl" "extract sentences.jsonl records.jsonl" "crosscheck records.jsonl conflicts.jsonl"; do
	read -r program from to <<<"$step"
	if ! "$bin/$program" "$from" >"$to" 2>err; then
		echo "Bail out! $program does not run: $(head -n 1 err)"
		exit 1
	fi
done

input_of() {
	case $1 in
	segment) echo article.txt ;;
	extract) echo sentences.jsonl ;;
	crosscheck) echo records.jsonl ;;
	review) echo conflicts.jsonl ;;
	esac
}

for program in segment extract crosscheck review; do
	good=$(input_of $program)

	timeout 120 "$bin/$program" <"$good" 2>err >/dev/full
	is $? 2 "$program: a full disk is exit 2"
	has "$(cat err)" "$program: " "$program: a full disk is said"
	"$bin/$program" --help 2>err >/dev/full
	is $? 2 "$program --help: a full disk is exit 2"

	run $program </dev/null
	is "$status $(cat out err)" "0 " "$program: nothing in, nothing out"

	run $program missing.file
	is $status 1 "$program: a missing file is exit 1"
	has "$(cat err)" "missing.file" "$program: a missing file is named"
	run $program missing.file "$good"
	is $status 1 "$program: a missing file beside a good one is exit 1"
	[ -s out ]
	ok $? "$program: the good file is processed"
	mkdir -p folder
	run $program folder
	is $status 1 "$program: a folder is no file"
	has "$(cat err)" "folder" "$program: the folder is named"
	if [ "$(id -u)" -ne 0 ]; then
		cp "$good" locked && chmod 000 locked
		run $program locked
		is $status 1 "$program: a file without permission is exit 1"
	else
		skip "$program: a file without permission" "root reads everything"
	fi

	# The reader goes away. 141 is what the shell shows for a SIGPIPE.
	for i in 1 2 3 4 5 6 7 8; do cat "$good"; echo; done >long
	for i in 1 2 3 4 5 6 7 8; do cat long long long long; done >longer
	[ $program = segment ] || sed -i '/^$/d' longer
	(timeout 120 "$bin/$program" <longer 2>err; echo $? >status) | head -n 1 >/dev/null
	case $(cat status) in 0 | 141) ok 0 "$program: a closed pipe is a quiet end" ;; *) ok 1 "$program: a closed pipe is a quiet end, not exit $(cat status)" ;; esac
	is "$(grep -v ": warning: " err)" "" "$program: a closed pipe is not spoken of"

	# Binary and wrong encodings.
	printf 'Three people died.\0 Four were hurt.\n' >nul
	iconv -f UTF-8 -t UTF-16 article.txt >utf16
	printf 'Caf\351 owners said 3 people died in Arling.\n' >latin1
	printf 'Half a character at the end: \303' >cut_character
	for bad in nul utf16 latin1 cut_character; do
		run $program <$bad
		is $status 1 "$program: $bad is exit 1"
		has "$(cat err)" "$program: " "$program: $bad is said"
		has "$(cat err)" ": error: " "$program: $bad is an error with its place"
	done
	run $program utf16
	[ $program != segment ] || has "$(cat err)" "UTF-16" "$program: UTF-16 is called by its name"
	has "$(cat err)" "utf16" "$program: the file is named"
	head -c 65536 /dev/zero >zeros
	run $program <zeros
	is $status 1 "$program: only NUL bytes are exit 1"
	head -c 200000 "$bin/$program" >binary
	run $program <binary
	no_crash "$program: a binary file"
done

# Cut and wrong lines, for those who read records.
for program in extract crosscheck review; do
	good=$(input_of $program)
	size=$(wc -c <"$good")
	run $program "$good"
	lines=$(wc -l <out)
	head -c $((size - 20)) "$good" >cut.jsonl
	run $program cut.jsonl
	is $status 1 "$program: a cut last line is exit 1"
	has "$(cat err)" "cut.jsonl:$(($(wc -l <cut.jsonl) + 1)):" "$program: the cut line's number is told"
	for wrong in '{"type":"sentence"' '[1,2]' 'null' '{"type":"sentence"}' '{"type":"claim","id":3}' '{"a":1}{"b":2}' '"text"' '{"type":"sentence","id":"x","doc":"y","sent":"z"}'; do
		{
			cat "$good"
			printf '%s\n' "$wrong"
		} >wrong.jsonl
		run $program wrong.jsonl
		no_crash "$program: no crash on $wrong"
		[ "$(wc -l <out)" -ge "$lines" ]
		ok $? "$program: the good lines before $wrong are all there"
	done
	deep=$(printf '%*s' 20000 '' | tr ' ' '[')
	printf '%s\n' "$deep" >deep.jsonl
	run $program deep.jsonl
	is $status 1 "$program: deep nesting is exit 1"
done
for wrong in '{"doc":"a","text":"One died.' '{"doc":"a"}' '{"doc":1,"text":"x"}' '[]' 'text' '{"doc":"a","text":"\ud800 x"}' '{"doc":"a","text":"a\u0000b"}'; do
	printf '%s\n{"doc":"good","text":"Three people died in Arling."}\n' "$wrong" >docs.jsonl
	run segment --jsonl docs.jsonl
	is $status 1 "segment --jsonl: exit 1 on $wrong"
	has "$(cat err)" "docs.jsonl:1:" "segment --jsonl: the line of $wrong is told"
	has "$(cat out)" '"Three people died in Arling."' "segment --jsonl: the document after $wrong is there"
done

# Long input: a line of 80 MB (past every limit), a sentence of 3 MB, a word of 1 MB, 2000 empty lines.
head -c 80000000 /dev/zero | tr '\0' 'a' >long_line
run segment long_line
no_crash "segment: a word of 80 MB"
for program in extract crosscheck review; do
	{
		printf '{"type":"sentence","text":"'
		cat long_line
		printf '"}\n'
		cat "$(input_of $program)"
	} >long_record
	run $program long_record
	is $status 1 "$program: a line above the limit is exit 1"
	has "$(cat err)" "long_record:1" "$program: the long line's number is told"
	[ -s out ]
	ok $? "$program: the lines after the long one are processed"
done
rm -f long_line long_record
python3 -c 'print("In Arling 12 people were killed and then " * 80000)' >long_sentence
run segment long_sentence
is $status 0 "segment: a sentence of 3 MB is cut, not refused"
"$bin/segment" long_sentence 2>err | "$bin/extract" >out 2>err
is $? 0 "extract: a sentence of 3 MB, cut"
is_json out
ok $? "extract: … gives JSON lines"
head -c 2000 /dev/zero | tr '\0' '\n' >empty_lines
run segment empty_lines
is "$status $(cat out err)" "0 " "segment: empty lines give nothing"

# Rules that are not there, or not right.
for program in segment extract ruletest; do
	if [ $program = ruletest ]; then run ruletest "$scratch/no-rules"; else run $program --rules "$scratch/no-rules" <"$(input_of $program)"; fi
	is $status 2 "$program: no such rules is exit 2"
	has "$(cat err)" "no-rules" "$program: no such rules: the place is named"
	CLAIMPIPE_RULES=$scratch/none-here run $program </dev/null
	no_crash "$program: CLAIMPIPE_RULES that does not exist"
done
mkdir -p bad/en bad/common
printf 'rules:\n  - id: claim.bad\n    layer: claim\n    match: |\n      ( unclosed\n    examples:\n      - text: x\n' >bad/en/bad.yaml
run extract --rules bad <sentences.jsonl
is $status 2 "extract: a bad rule file stops the run"
has "$(cat err)" "bad.yaml:" "extract: the bad rule's place is told"

# A writer that pauses: what is whole is handed on, though a job would take more.
"$bin/segment" article.txt other.txt >two.jsonl
"$bin/extract" two.jsonl >wanted
mkfifo slow
"$bin/extract" <slow >handed 2>err &
exec 8>slow
head -n -1 two.jsonl >&8
for ((i = 0; i < 600; i++)); do
	if grep -q '"type":"claim","id":"[^"]*","doc":"article"' handed; then break; fi
	sleep 0.1
done
has "$(cat handed)" '"type":"claim"' "extract: a document is written while the next one is not whole"
is "$(grep -c '"doc":"other"' handed)" 0 "extract: … of which nothing is written yet"
tail -n 1 two.jsonl >&8
exec 8>&-
wait $!
cmp -s handed wanted
ok $? "extract: … and is written whole when it has come"

# A signal ends it, while it waits for input.
mkfifo never
exec 9<>never
for program in segment extract crosscheck review; do
	timeout --signal=TERM 0.3 "$bin/$program" <never >/dev/null 2>&1
	is $? 124 "$program: ends on SIGTERM while it waits for input"
done
exec 9>&-
tap_end
