#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# touchstone.sh BIN_DIR ROOT: the acceptance test that lives beside the checkout, where there is one; else a visible skip. TAP.
set -u
. "$(dirname "$0")/tap.sh"
script=$2/../shared/eval/touchstone.py
[ -f "$script" ] || skip_all "../shared/eval/touchstone.py is not here"
exec python3 "$script" --bin "$1" --rules "$2/rules"
