#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""complaints.py BIN_DIR RULES: sentences that other tools read wrongly, and their right reading, by the table beside this file. TAP: one line a sentence.

All sentences go through one segment | extract, each as a document of the same date.
"""
import json
import pathlib
import sys

import reading

DATE = "2016-08-30"


def rows():
    """(sentence, [(is a gap, must be there, type, {field: text})]) of each sentence of the table."""
    sentence, wanted = None, []
    for line in (pathlib.Path(__file__).parent / "complaints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            words = line.split()
            gap = words[0] == "?"
            sign, kind, *fields = words[gap:]
            pairs, key = {}, None
            for word in fields:
                name, equals, value = word.partition("=")
                key = name if equals else key
                pairs[key] = value if equals else f"{pairs[key]} {word}"  # a value of several words: what=injured person
            wanted.append((gap, sign == "+", kind, pairs))
        elif line and not line.startswith("#"):
            if sentence:
                yield sentence, wanted
            sentence, wanted = line, []
    yield sentence, wanted


def text(value):
    return value if isinstance(value, str) else json.dumps(value)


def fits(record, kind, fields):
    return record["type"] == kind and all(text(record[key]) == value for key, value in fields.items())


def main():
    bin_dir, rules = sys.argv[1:3]
    table = list(rows())
    found = reading.records(bin_dir, rules, [(sentence, DATE) for sentence, _ in table])
    failed = 0
    for i, (sentence, wanted) in enumerate(table):
        wrong = []
        for gap, must, kind, fields in wanted:
            good = must == any(fits(record, kind, fields) for record in found[i])
            if good == gap:
                asked = " ".join([kind, *(f"{key}={value}" for key, value in fields.items())])
                wrong.append(f"# {'this gap is closed, take its mark away' if gap else 'wanted' if must else 'not wanted'}: {asked}")
        failed += bool(wrong)
        print("\n".join([f"{'not ok' if wrong else 'ok'} {i + 1} - {sentence}", *wrong]))
    print(f"1..{len(table)}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
