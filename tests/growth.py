#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""growth.py BIN_DIR: the growth probe of `ruletest --cost` on planted rules. TAP.

Each bad pattern's work grows faster than the text on some text; each good one looks like a bad one and is linear. The examples never
show the growth: they are short, and pass. Every bad rule must fail, and no good one.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

# A pattern, and an example of it with its record in brackets.
BAD = {
    "the classic": (r"^ (\w+ \s?)+ $", "[quiet]"),
    "a repeat in a repeat": (r"{animal} \s (?: [a-z]+ )+ ,", "A [heron flew,] and sang."),
    "a repeat in a repeat, spaced": (r"{animal} (?: \s? [a-z]+ \s? )+ , \s {animal}", "A [heron flew off, otter] and all."),
    "a repeat in an optional group": (r"{animal} (?: \s (?: (?: [a-z]+ ,? )+ ; \s )? sang )", "A [heron sang]."),
    "alternatives that overlap": (r"{animal} (?: \s [a-z]+ | \s [a-y]+ )* , ", "A [heron flew off,] they say."),
    "a class that is in the other": (r"{animal} (?: [a-z] | [a-z\s] )* ;", "A [heron flew;] it did."),
    "neighbours of one kind": (r"{animal} [a-z\s]* \s [a-z\s]* ;", "A [heron flew off;] it did."),
    "three neighbours": (r"{animal} [a-z\s]* [a-z\s]* [a-z\s]* ;", "A [heron flew;] it did."),
    "any, twice": (r"{animal} .* , .* ;", "A [heron, they say;] it did."),
    "begins with any": (r"[a-z\s]* ; \s {animal}", "[It flew off; heron] and all."),
    "lazy, twice": (r"{animal} [^;:]*? \s [^;:]*? [;:]", "A [heron flew;] it did."),
    "a tag that repeats": (r"{animal} (?: (?: \s {animal} )+ )+ ,", "A [heron otter,] they say."),
    "spaces that may be missing": (r"{animal} (?: \s* [a-z] \s* )+ ;", "A [heron flew;] it did."),
}
GOOD = {
    "one repeat": (r"{animal} (?: \s [a-z]+ )* ,", "A [heron flew off,] they say."),
    "a bounded repeat": (r"{animal} (?: \s [a-z]+ ){0,8} \s sang", "A [heron flew and sang]."),
    "possessive": (r"{animal} (?: [a-z\s]++ )+ ;", "A [heron flew off;] it did."),
    "parted by commas": (r"{animal} (?: , \s [a-z]+ )+ ;", "A [heron, sang;] it did."),
    "alternatives that differ": (r"{animal} (?: \s [a-z]{4,} | \s and \b )* ,", "A [heron and others,] they say."),
    "a bounded any": (r"{animal} [^,;]{0,30} ;", "A [heron flew;] it did."),
}


def rule(name, pattern, text):
    return {"id": "entity." + name.replace(" ", "-").replace(",", ""), "layer": "entity", "match": pattern, "set": {"kind": "group"},
            "examples": [{"text": text}], "rejects": ["Nothing."]}


def main():
    ruletest = pathlib.Path(sys.argv[1]).resolve() / "ruletest"
    count = failed = 0
    for kind, patterns in (("grows", BAD), ("is linear", GOOD)):
        for name, (pattern, text) in patterns.items():
            with tempfile.TemporaryDirectory() as folder:
                for pack, content in (("common", {"classes": {"clitic": {"words": ["'s"]}}}),
                                      ("en", {"classes": {"animal": {"words": ["heron", "otter"]}}, "rules": [rule(name, pattern, text)]})):
                    path = pathlib.Path(folder) / pack
                    path.mkdir()
                    (path / "a.yaml").write_text(json.dumps(content), encoding="utf-8")
                done = subprocess.run([ruletest, "--cost", "--format", "jsonl", folder], capture_output=True, text=True, check=False)
            codes = [json.loads(line)["code"] for line in done.stdout.splitlines()]
            wrong = [code for code in codes if code in ("MISSING", "WRONG", "NOISY")]
            good = not wrong and ("GROWS" in codes) == (kind == "grows")
            count += 1
            failed += not good
            print(f"{'ok' if good else 'not ok'} {count} - {kind}: {name}: {pattern}")
            if not good:
                print("# " + (done.stderr or done.stdout).replace("\n", "\n# "))
    print(f"1..{count}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
