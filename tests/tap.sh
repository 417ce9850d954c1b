# SPDX-License-Identifier: MIT
# tap.sh: how our shell suites speak TAP; source it, call ok, is and skip, and tap_end at the end.
# A failed line is followed by "# …" lines that say why. Exit status 1 when a line failed that is no TODO.
TAP_COUNT=0 TAP_FAILED=0

# ok STATUS NAME: one line; STATUS 0 passed.
ok() {
	TAP_COUNT=$((TAP_COUNT + 1))
	if [ "$1" -eq 0 ]; then
		printf 'ok %d - %s\n' "$TAP_COUNT" "$2"
	else
		printf 'not ok %d - %s\n' "$TAP_COUNT" "$2"
		case $2 in *'# TODO'*) ;; *) TAP_FAILED=$((TAP_FAILED + 1)) ;; esac
	fi
}

# is GOT WANTED NAME: passes when both are the same text.
is() {
	if [ "$1" = "$2" ]; then
		ok 0 "$3"
	else
		ok 1 "$3"
		note "got:    $1"
		note "wanted: $2"
	fi
}

# has TEXT PART NAME: passes when the text holds the part.
has() {
	case $1 in
	*"$2"*) ok 0 "$3" ;;
	*)
		ok 1 "$3"
		note "no '$2' in: $(printf %s "$1" | head -c 400)"
		;;
	esac
}

skip() {
	TAP_COUNT=$((TAP_COUNT + 1))
	printf 'ok %d - %s # SKIP %s\n' "$TAP_COUNT" "$1" "$2"
}

# skip_all WHY: the whole suite cannot run here.
skip_all() {
	printf '1..0 # SKIP %s\n' "$1"
	exit 0
}

note() {
	printf '%s\n' "$1" | head -n 40 | sed 's/^/# /'
}

# show_difference WANTED_FILE GOT_FILE: the first lines of a diff as notes.
show_difference() {
	diff -u --text --label wanted --label got "$1" "$2" | cut -c 1-400 | head -n 30 | sed 's/^/# /'
}

tap_end() {
	printf '1..%d\n' "$TAP_COUNT"
	[ "$TAP_FAILED" -eq 0 ]
	exit
}
