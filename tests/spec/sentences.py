#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""sentences.py BIN_DIR RULES: where sentences end, by the table beside this file. TAP: one line a text.

A line of the table is a text with " | " where a sentence ends, or "text => sentences" where the text is not just the sentences with
spaces between them. "?" before it marks a known gap: it must fail, and is told when it passes.
"""
import json
import pathlib
import subprocess
import sys


def main():
    bin_dir, rules = sys.argv[1:3]
    count = failed = 0
    for line in (pathlib.Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        gap, line = line.startswith("? "), line.removeprefix("? ")
        given, arrow, wanted = line.partition(" => ")
        wanted = (wanted if arrow else given).split(" | ")
        text = (given if arrow else " ".join(wanted)).replace("\\n", "\n")
        done = subprocess.run([f"{bin_dir}/segment", "--rules", rules], input=text, capture_output=True, text=True, encoding="utf-8", check=False)
        got = [json.loads(record)["text"] for record in done.stdout.splitlines()]
        count += 1
        good = got == wanted
        failed += good if gap else not good
        print(f"{'ok' if good else 'not ok'} {count} - {text[:70]!r}{' # TODO known gap' if gap else ''}")
        if gap and good:
            print("# this gap is closed: take the mark away")
        if not good and not gap:
            print(f"# wanted {wanted}\n# got    {got}")
    print(f"1..{count}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
