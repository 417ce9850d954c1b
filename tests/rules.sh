#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# rules.sh BIN_DIR RULES: every rule's own examples, by ruletest, and what they must prove: each alternative is exercised; no rule is
# dearer than its budget, or grows faster than the text; verdicts are the same in other quotes, spaces and capitals; at least 85 % of
# mutants are noticed; lint finds nothing. TAP; any failure or finding is the exit status.
export LC_ALL=C
exec "$1/ruletest" --tap --robust --coverage-threshold 100 --cost --mutants-threshold 85 "$2"
