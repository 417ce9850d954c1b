#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# layering.sh SRC: who may include whom, from the #include lines. TAP: one line a folder, one a third-party header.
#
# The table is that of src/README.md. A folder sees its own headers and those of the folders behind its name; of a folder other
# than base and record only the header of its own name. Programs (src/*.c) may include anything.
set -u
. "$(dirname "$0")/tap.sh"
src=$1
cd "$src" || exit 2

table='base:
record: base
rule: base
segment: base record rule
extract: base record rule
crosscheck: base record
review: base record
workshop: base record rule extract segment'

# The one file that may include a third-party header.
owners='pcre2.h rule/pattern.h
libfyaml.h rule/yaml.c
jansson.h base/json.c
utf8proc.h base/utf8.c'

folders=$(printf '%s\n' "$table" | cut -d: -f1 | tr '\n' ' ')

# folder_includes FOLDER ALLOWED: prints what is wrong.
folder_includes() {
	local folder=$1 allowed=" $1$2 " file line header top
	grep -rnoE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"[^"]+"' --include='*.[ch]' "$folder" | LC_ALL=C sort |
		while IFS=: read -r file line header; do
			header=${header#*\"}
			header=${header%\"}
			top=${header%%/*}
			if [ "$top" != "$header" ] && case " $folders" in *" $top "*) true ;; *) false ;; esac then
				case $allowed in
				*" $top "*) ;;
				*) echo "$file:$line: $folder may not include \"$header\" (it may include:${2:- only itself})" && continue ;;
				esac
				case $top in
				base | record | "$folder") ;;
				*) [ "$header" = "$top/$top.h" ] || echo "$file:$line: \"$header\" is private to $top; its public header is \"$top/$top.h\"" ;;
				esac
			else
				# A bare name or a path below the folder: it must be a file of this folder (or one that the build makes).
				local found=
				for place in "$(dirname "$file")/$header" "$folder/$header"; do
					case $(realpath -m --relative-to=. "$place") in
					"$folder"/*) [ -f "$place" ] && found=yes ;;
					esac
				done
				[ -n "$found" ] || case $header in
				*page*) ;; # generated from page.html, page.css and page.js
				*) echo "$file:$line: \"$header\" is no header of $folder: name its folder" ;;
				esac
			fi
		done
}

while IFS=: read -r folder allowed; do
	wrong=$(folder_includes "$folder" "$allowed")
	is "$wrong" "" "$folder includes only:${allowed:- itself}"
done <<<"$table"

while read -r header owner; do
	users=$(grep -rlE "^[[:space:]]*#[[:space:]]*include[[:space:]]+[<\"]$header[>\"]" --include='*.[ch]' . | sed 's|^\./||' | LC_ALL=C sort | tr '\n' ' ')
	is "${users% }" "$owner" "$header is included by $owner alone"
done <<<"$owners"

stray=$(find . -name 'util.[ch]' -o -name 'utils.[ch]' -o -name 'common.[ch]' -o -name 'helpers.[ch]' | tr '\n' ' ')
is "$stray" "" "no file is named util, common or helpers"
tap_end
