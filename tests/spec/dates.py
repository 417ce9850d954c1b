#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""dates.py BIN_DIR RULES: all dates of the sentences in the table beside this file. TAP: one line a sentence.

"= 2014-10-16" is the document date of the sentences that follow. A sentence stands at the margin, and indented below it each of
its dates, one a line and no other ones:

  span : TYPE value mod [edtf] first day..last day

What a date has not is left out; "!" behind the type marks one that is ambiguous or invalid. "?" before a sentence marks a known
gap, below which stands what should be read: it must fail, and is told when it passes. With ACCEPT=1 the table is written anew as
the programs read it: look at each line that changes. All sentences go through one segment | extract.
"""
import json
import os
import pathlib
import subprocess
import sys

TABLE = pathlib.Path(__file__).parent / "dates.txt"


def rows():
    """(line of the table, sentence or None, its dates, is a known gap, document date)."""
    table, date = [], None
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            table[-1][2].append(line.strip())
            continue
        if line.startswith("= "):
            date = line[2:]
        is_text = line and line[0] not in "#="
        table.append((line, line.removeprefix("? ") if is_text else None, [], line.startswith("? "), date))
    return table


def shown(date):
    parts = [date["text"], ":", date["timex_type"] + ("" if date["status"] == "ok" else "!"), date["timex_value"], date["timex_mod"] or ""]
    parts += [f"[{date['edtf']}]"] if date["edtf"] else []
    parts += [f"{date['date_from']}..{date['date_to']}"] if date["date_from"] else []
    return " ".join(part for part in parts if part)


def read(bin_dir, rules, sentences):
    stream = "".join(json.dumps({"doc": str(i), "text": text, "date": date}) + "\n" for i, (text, date) in enumerate(sentences))
    for command in ([f"{bin_dir}/segment", "--jsonl", "--rules", rules], [f"{bin_dir}/extract", "--rules", rules, "--only", "date"]):
        done = subprocess.run(command, input=stream, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            sys.exit(f"Bail out! {command[0]} exited {done.returncode}: {done.stderr[:500]}")
        stream = done.stdout
    found = [[] for _ in sentences]
    for record in map(json.loads, stream.splitlines()):
        if record["type"] == "date":
            found[int(record["doc"])].append(record)
    return [[shown(d) for d in sorted(dates, key=lambda d: (d["char_start"], -d["char_end"]))] for dates in found]


def main():
    bin_dir, rules = sys.argv[1:3]
    table = rows()
    found = iter(read(bin_dir, rules, [(sentence, date) for _, sentence, _, _, date in table if sentence]))
    lines, tests, failed = [], 0, 0
    for line, sentence, wanted, gap, _ in table:
        got = next(found) if sentence else []
        lines += [line, *(f"  {date}" for date in (wanted if gap else got))]
        if sentence:
            tests += 1
            good = (got == wanted) != gap
            failed += not good
            print(f"{'ok' if good else 'not ok'} {tests} - {sentence}")
            if not good:
                print("# this gap is closed: take the mark away" if gap else f"# wanted {wanted}\n# got    {got}")
    print(f"1..{tests}")
    if os.environ.get("ACCEPT"):
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
