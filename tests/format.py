#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""format.py BIN_DIR RULES: lint finds nothing in the rule files; they are in their canonical form, and come back to it from other indents, line ends and orders
of keys, with their comments. TAP.
"""
import pathlib
import subprocess
import sys
import tempfile

from tap import Tap

bin_dir, rules = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
tap = Tap()

# Of entries, and of their keys: as they are canonical, 2 and 4.
INDENTS = [(0, 2), (0, 4), (1, 3), (2, 4), (3, 6), (4, 6), (4, 8)]


def indented(text, entry, key):
    out, section = [], ""
    for line in text.split("\n"):
        words = line.lstrip(" ")
        indent = len(line) - len(words)
        if words and indent == 0 and not words.startswith("#"):
            section = words
        first = entry if section == "rules:" or entry else 2  # only a list may stand in the column of its key
        inner = key if section == "rules:" or entry else 4
        if not words or indent == 0:
            out.append(line)
        elif words.startswith("- ") and indent == 2 and section == "rules:":
            out.append(" " * first + "-".ljust(inner - first) + words[2:])
        else:
            out.append(" " * (first + indent - 2 if indent < 4 else inner + indent - 4) + words)
    return "\n".join(out)


def formatted(text):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "a.yaml"
        file.write_bytes(text.encode())
        done = subprocess.run([bin_dir / "ruletest", "fmt", file], capture_output=True, text=True, check=False)
        return file.read_bytes().decode(), done.stderr


check = subprocess.run([bin_dir / "ruletest", "fmt", "--check", rules], capture_output=True, text=True, check=False)
tap.ok(check.returncode == 0, "the rule files are in their canonical form", check.stdout, check.stderr)
lint = subprocess.run([bin_dir / "ruletest", "lint", rules], capture_output=True, text=True, check=False)
tap.ok(lint.returncode == 0, "lint finds nothing", lint.stdout, lint.stderr)
for file in sorted(rules.glob("*/*.yaml")):
    text = file.read_bytes().decode()
    for entry, key in INDENTS:
        found, said = formatted(indented(text, entry, key))
        tap.ok(found == text, f"{file.parent.name}/{file.name} with entries at {entry}, keys at {key}", said, *(
            f"{number}: {line}" for number, line in enumerate(found.split("\n"), 1) if line not in text))
    found, said = formatted("\ufeff" + text.replace("\n", "  \r\n"))
    tap.ok(found == text, f"{file.parent.name}/{file.name} with a byte order mark, CRLF and white space at the ends of lines", said)
sys.exit(tap.end())
