#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutate.py BIN_DIR RULES [--jobs N] [--rule ID]… [--every N] [--threshold PERCENT] [--survivors]: do the examples notice a pattern that is wrong?

Each pattern and phrase of the packs is changed in one simple way at a time: an alternative, a \\b, a look-around or an optional part is
left out. The packs with that one change go through ruletest: a mutant is killed when an example or a reject fails (exit status 1), and
survives when none does. One that does not load is none. --every N takes each Nth mutant, the same ones every time. TAP: one line a
rule file and one for all, which fails below the threshold; --survivors lists the mutants that live.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LOOKAROUND = re.compile(r"\(\?<?[=!]")
OPENING = re.compile(r"\((?:\?(?:<?[=!]|[:>|]|P?<\w+>))?")
REPEAT = re.compile(r"\s*(?:[?*+]|\{\d*,?\d*\})[?+]?")


class Parser:
    """A pattern's mutants, as (kind, start, end): the bytes that are left out."""

    def __init__(self, text):
        self.text = text
        self.found = []
        self.alternatives(0)

    def alternatives(self, at):
        """From `at` to the closing bracket or the end; gives where that stands."""
        starts, bars = [at], []
        while at < len(self.text) and self.text[at] != ")":
            if self.text[at] == "|":
                bars.append(at)
                starts.append(at + 1)
                at += 1
            else:
                at = self.atom(at)
        ends = bars + [at]
        if bars:
            for i, (start, end) in enumerate(zip(starts, ends)):
                # the bar before it goes too, or for the first the one behind it
                self.found.append(("alternative", start if i == 0 else bars[i - 1], end + 1 if i == 0 else end))
        return at

    def atom(self, at):
        text, start = self.text, at
        if text[at] == "\\":
            at += 2
            if text[start + 1] in "pP" and text[at:at + 1] == "{":
                at = text.index("}", at) + 1
            if text[start:at] in ("\\b", "\\B"):
                self.found.append(("boundary", start, at))
        elif text[at] == "[":
            at += 2 + (text[at + 1] == "^")
            while text[at] != "]":
                at += 2 if text[at] == "\\" else 1
            at += 1
        elif text[at] == "{":
            at = text.index("}", at) + 1
        elif text[at] == "(":
            opened = OPENING.match(text, at)
            at = self.alternatives(opened.end()) + 1
            if LOOKAROUND.match(text, start):
                self.found.append(("look-around", start, at))
        else:
            at += 1
        repeat = REPEAT.match(text, at) if not text[start].isspace() else None
        if repeat:
            least = re.match(r"\s*(?:[?*]|\{0?,)", text[at:])
            at = repeat.end()
            if least:
                self.found.append(("optional part", start, at))
        return at


def patterns(file):
    """Each pattern of a rule file in its canonical form: (name, start of its text, its text)."""
    text, name = file.read_text(encoding="utf-8"), None
    block = re.compile(r"^(?:  - id: (\S+)\n|(?:    match|  (\w+)): \|\n((?:(?: {4,}.*)?\n)+?)(?= {0,4}\S|\Z))", re.M)
    for m in block.finditer(text):
        if m[1]:
            name = m[1]
        else:
            yield ("phrase " + m[2] if m[2] else name), m.start(3), m[3]


def mutants(root, wanted):
    for file in sorted(root.glob("*/*.yaml")):
        for name, start, pattern in patterns(file):
            if wanted and name not in wanted:
                continue
            for kind, a, b in sorted(Parser(pattern).found, key=lambda f: (f[1], f[2])):
                yield file, name, kind, start + a, start + b


def judge(program, root, mutant):
    """True: killed; False: it lives; None: it does not load."""
    file, _, _, start, end = mutant
    text = file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "rules"
        copy.mkdir()
        for pack in root.iterdir():
            if pack != file.parent:
                (copy / pack.name).symlink_to(pack)
        (copy / file.parent.name).mkdir()
        for other in file.parent.iterdir():
            if other != file:
                (copy / file.parent.name / other.name).symlink_to(other)
        (copy / file.parent.name / file.name).write_text(text[:start] + text[end:], encoding="utf-8")
        done = subprocess.run([program, "--format", "jsonl", copy], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    return {0: False, 1: True, 3: False}.get(done.returncode)


def main():
    options = argparse.ArgumentParser(description="Do the examples notice a pattern that is wrong?")
    options.add_argument("bin_dir", type=pathlib.Path)
    options.add_argument("rules", type=pathlib.Path)
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--rule", action="append")
    options.add_argument("--every", type=int, default=1)
    options.add_argument("--threshold", type=float, default=0)
    options.add_argument("--survivors", action="store_true")
    given = options.parse_args()
    program, root = (given.bin_dir / "ruletest").resolve(), given.rules.resolve()
    every = list(mutants(root, given.rule))[::given.every]
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        verdicts = list(pool.map(lambda m: judge(program, root, m), every))
    table, living = {}, []
    for mutant, killed in zip(every, verdicts):
        for row in (str(mutant[0].relative_to(root)), mutant[2]):
            counts = table.setdefault(row, [0, 0])
            counts[0] += killed is not None
            counts[1] += killed is True
        if killed is False:
            living.append(mutant)
    count, killed = sum(v is not None for v in verdicts), sum(v is True for v in verdicts)
    for row, (number, dead) in sorted(table.items()):
        print(f"# {row}: {dead} of {number} killed" + (f", {100 * dead / number:.1f} %" if number else ""))
    for file, name, kind, start, end in living if given.survivors else []:
        text = file.read_text(encoding="utf-8")
        line = text.count("\n", 0, start) + 1
        print(f"# lives: {file.relative_to(root)}:{line}:{start - text.rfind(chr(10), 0, start)}: {name}: {kind}: {text[start:end].strip()}")
    enough = count > 0 and 100 * killed >= given.threshold * count
    rate = 100 * killed / count if count else 0
    print(f"{'ok' if enough else 'not ok'} 1 - {killed} of {count} mutants killed, {rate:.1f} %; at least {given.threshold:g} %\n1..1")
    return not enough


if __name__ == "__main__":
    sys.exit(main())
