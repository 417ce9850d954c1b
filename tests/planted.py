#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""planted.py BIN_DIR ROOT: the conflicts planted in input/ are flagged, and nothing else is.

tests/golden/planted.tsv has one planted conflict a line: doc (two documents: "a + b"), measure ("a|b": either), value a, value b, and "gap"
where it is known not to be found yet. A value is a side's value_text, or for dates the beginning of it. TAP: one line a planted conflict,
one a document without any, and one line that nothing else is flagged. Updates are not flagged by themselves.
"""
import json
import os
import pathlib
import subprocess
import sys


def conflicts_of(bin_dir, root):
    env = dict(os.environ, CLAIMPIPE_RULES=str(root / "rules"))
    data = b""
    for command in (["segment"] + sorted(str(f) for f in (root / "input").glob("*.txt")), ["extract"], ["crosscheck"]):
        done = subprocess.run([str(bin_dir / command[0])] + command[1:], input=data, capture_output=True, env=env)
        if done.returncode:
            sys.exit(f"Bail out! {command[0]} exited {done.returncode}: {done.stderr.decode(errors='replace')[:500]}")
        data = done.stdout
    records = (json.loads(line) for line in data.decode("utf-8").split("\n") if line.startswith('{"type":"conflict"'))
    return [r for r in records if r["conflict_kind"] != "update"]


def docs_of(side):
    return {pathlib.PurePath(claim["doc"]).name.removesuffix(".txt") for claim in side["claims"]}


def is_side(side, doc, value):
    text = (side["value_text"] or "").replace(",", "")
    same = side["lo"] is not None and "-" not in value and side["lo"] == float(value)
    return doc in docs_of(side) and (same or text == value or (value.count("-") >= 1 and text.startswith(value)))


def shows(conflict, row):
    docs = [d.strip() for d in row["doc"].split("+")]
    if (conflict["measure"] or "event_date") not in row["measure"].split("|"):
        return False
    sides = conflict["sides"]
    pairs = [(a, b) for a in sides for b in sides if a is not b]
    return any(is_side(a, docs[0], row["a"]) and is_side(b, docs[-1], row["b"]) for a, b in pairs)


def told(conflict):
    sides = " against ".join(f"{s['value_text']} ({', '.join(sorted(docs_of(s)))})" for s in conflict["sides"])
    return f"{conflict['conflict_kind']}: {conflict['measure']}: {sides}: {conflict['topic']}"


def main():
    bin_dir, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    rows = []
    for line in (root / "tests" / "golden" / "planted.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t") + [""]
            rows.append(dict(zip(("doc", "measure", "a", "b", "gap"), cells)))
    found = conflicts_of(bin_dir, root)
    left, count, failed = list(found), 0, 0
    for row in rows:
        hits = [c for c in found if shows(c, row)]
        left = [c for c in left if c not in hits]
        count += 1
        gap = row["gap"] == "gap"
        failed += bool(hits) == gap
        print(f"{'ok' if hits else 'not ok'} {count} - {row['doc']}: {row['measure']}: {row['a']} against {row['b']}" + (" # TODO gap" if gap else ""))
        if gap and hits:
            print("# this gap is closed: take the word gap off its line in planted.tsv")
        elif not hits and not gap:
            for c in found:
                if any(d.strip() in docs_of(s) for d in row["doc"].split("+") for s in c["sides"]):
                    print(f"# flagged there: {told(c)}")
    count += 1
    failed += bool(left)
    print(f"{'not ok' if left else 'ok'} {count} - nothing else is flagged")
    for c in left:
        print(f"# {told(c)}")
        print(f"#   {c['explain']}")
    print(f"1..{count}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
