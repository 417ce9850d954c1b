#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# format.sh BIN_DIR RULES: each rule file of the packs is in its canonical form, and lint finds nothing in them. TAP.
set -u
export LC_ALL=C
. "$(dirname "$0")/tap.sh"
for file in "$2"/*/*.yaml; do
	said=$("$1/ruletest" fmt --check "$file" 2>&1)
	ok $? "canonical: ${file#"$2/"}"
	[ -n "$said" ] && note "ruletest fmt $file"
done
said=$("$1/ruletest" lint "$2" 2>&1)
ok $? "lint finds nothing"
note "$said"
tap_end
