#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""sentences.py BIN_DIR RULES: where sentences end, by the table beside this file. TAP: one line a text.

A line of the table is a text with " | " where a sentence ends, or "text => sentences" where the text is not just the sentences with
spaces between them; \\n, \\r, \\xa0 and \\ufeff stand for these characters. "?" before it marks a known gap: it must fail, and is told when it
passes. All texts go through one segment, each as a document.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys

ESCAPES = {"n": "\n", "r": "\r", "xa0": "\xa0", "ufeff": "\ufeff"}


def rows():
    """(text, sentences, is a known gap) of each line of the table."""
    for line in (pathlib.Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            gap, line = line.startswith("? "), line.removeprefix("? ")
            given, arrow, wanted = line.partition(" => ")
            wanted = (wanted if arrow else given).split(" | ")
            text = given if arrow else " ".join(wanted)
            yield re.sub(r"\\(n|r|xa0|ufeff)", lambda escape: ESCAPES[escape[1]], text), wanted, gap


def main():
    bin_dir, rules = sys.argv[1:3]
    table = list(rows())
    documents = "".join(json.dumps({"doc": str(i), "text": text}) + "\n" for i, (text, _, _) in enumerate(table))
    done = subprocess.run([f"{bin_dir}/segment", "--jsonl", "--rules", rules], input=documents, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"Bail out! segment exited {done.returncode}: {done.stderr[:500]}")
    got = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        record = json.loads(line)
        got[record["doc"]].append(record["text"])
    failed = 0
    for i, (text, wanted, gap) in enumerate(table):
        good = got[str(i)] == wanted
        failed += good if gap else not good
        print(f"{'ok' if good else 'not ok'} {i + 1} - {text[:70]!r}{' # TODO known gap' if gap else ''}")
        if gap and good:
            print("# this gap is closed: take the mark away")
        if not good and not gap:
            print(f"# wanted {wanted}\n# got    {got[str(i)]}")
    print(f"1..{len(table)}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
