#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""summary.py TITLE TESTLOG RESULTS: what meson's testlog.json says: a line a suite, failures in full, counts added to RESULTS.

Counts are those of the suites' TAP lines: passed, failed, skipped. A known bug or gap ("not ok … # TODO") that still fails is as
expected and counts as passed; one that passes is a failure, so that its mark is taken off. A suite that crashed, printed no
plan, ran out of time or exited with a failure that no line tells counts as one failure more.
"""
import json
import re
import sys

RESULT = re.compile(r"^(not )?ok\b([^#\\]|\\.|#(?!\s*(?:TODO|SKIP)))*(?:#\s*(TODO|SKIP)\S*(.*))?$", re.IGNORECASE)
PLAN = re.compile(r"^1\.\.(\d+)(?:\s*#\s*SKIP\S*\s*(.*))?$", re.IGNORECASE)


def read_tap(text):
    """Returns passed, failed, skipped, the plan (None: none), and the lines that are worth showing."""
    passed = failed = skipped = 0
    plan, show, skips, noting = None, [], [], False
    before = []  # notes since the last result: they tell why the next one failed
    for line in text.splitlines():
        result, planned = RESULT.match(line), PLAN.match(line)
        if planned:
            plan = int(planned.group(1))
            if plan == 0:
                skipped += 1
                skips.append("all: " + (planned.group(2) or ""))
        elif result:
            bad, mark = bool(result.group(1)), (result.group(3) or "").upper()
            noting = False
            if mark == "SKIP":
                skipped += 1
                skips.append(line.split(" - ", 1)[-1])
            elif bad != (mark == "TODO"):
                failed += 1
                noting = True
                show += before + [line]
            else:
                passed += 1
            before = []
        elif line.startswith("Bail out!"):
            failed += 1
            show.append(line)
        elif line.startswith("#"):
            (show if noting else before).append(line)
    return passed, failed, skipped, plan, show, skips


def main():
    title, testlog, results = sys.argv[1:4]
    try:
        with open(testlog, encoding="utf-8") as f:
            tests = [json.loads(line) for line in f if line.strip()]
    except OSError as error:
        print(f"not ok - {title}: {error}")
        tests = []
    totals = [0, 0, 0]
    if not tests:
        print(f"not ok - {title}: no test ran")
        totals[1] = 1
    for test in tests:
        name = test["name"].split(" / ")[-1]
        output, result = test.get("stdout") or "", test["result"]
        passed, failed, skipped, plan, show, skips = read_tap(output)
        ran = passed + failed + skipped
        if plan is None and not ran:  # no TAP: the exit status alone
            passed, skipped = int(result == "OK"), int(result == "SKIP")
            ran = passed + skipped
        told = failed > 0
        if not told and (result in ("TIMEOUT", "INTERRUPT", "ERROR") or (result == "FAIL") or (plan and plan != ran) or (test.get("returncode") or 0) != 0):
            failed += 1
            show.append(f"{result}, exit {test.get('returncode')}, {ran} results of {plan} planned")
        elif result == "TIMEOUT":
            failed += 1
            show.append("out of time")
        totals = [a + b for a, b in zip(totals, (passed, failed, skipped))]
        skipped_text = f", {skipped} skipped ({'; '.join(s.strip() for s in skips[:3])}{' …' if len(skips) > 3 else ''})" if skipped else ""
        print(f"{title}: {name}: {passed} passed, {failed} failed{skipped_text}, {test.get('duration', 0):.1f} s")
        if failed:
            print("\n".join("  " + line for line in show))
            errors = (test.get("stderr") or "").strip()
            if errors:
                print("\n".join("  stderr: " + line for line in errors.splitlines()[-60:]))
            if not told and not show[:-1]:
                print("\n".join("  " + line for line in output.splitlines()[-40:]))
    with open(results, "a", encoding="utf-8") as f:
        f.write(" ".join(map(str, totals)) + "\n")
    return totals[1] > 0


if __name__ == "__main__":
    sys.exit(main())
