# SPDX-License-Identifier: MIT
"""reading: texts through segment | extract, and tables of all that is read of them, for the tests beside it.

In such a table a text stands at the margin, and indented below it what is read, one record a line and no other ones. "?" before a
text marks a known gap, below which stands what should be read: it must fail, and is told when it passes. "= 2014-10-16" is the
document date of the texts that follow ("= none": they have none). With ACCEPT=1 the table is written anew as the programs read it:
look at each line that changes.
"""
import json
import os
import subprocess
import sys


def records(bin_dir, rules, documents, *options):
    """The records of each document, a (text, date), all of them through one segment | extract."""
    stream = "".join(json.dumps({"doc": str(i), "text": text, "date": date}) + "\n" for i, (text, date) in enumerate(documents))
    for command in ([f"{bin_dir}/segment", "--jsonl", "--rules", rules], [f"{bin_dir}/extract", "--rules", rules, *options]):
        done = subprocess.run(command, input=stream, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            sys.exit(f"Bail out! {command[0]} exited {done.returncode}: {done.stderr[:500]}")
        stream = done.stdout
    found = [[] for _ in documents]
    for record in map(json.loads, stream.splitlines()):
        found[int(record["doc"])].append(record)
    return found


def rows(table, date):
    """(line of the table, text or None, what is read of it, is a known gap, document date)."""
    found = []
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            found[-1][2].append(line.strip())
            continue
        if line.startswith("= "):
            date = line[2:] if line != "= none" else None
        is_text = line and line[0] not in "#="
        found.append((line, line.removeprefix("? ") if is_text else None, [], line.startswith("? "), date))
    return found


def check(table, kind, shown, date=None):
    """Reads the table's texts with the programs of the command line, BIN_DIR RULES; TAP, a line a text. `shown` gives a record of
    the kind as the table has it. True: something failed."""
    bin_dir, rules = sys.argv[1:3]
    wanted_rows = rows(table, date)
    found = iter(records(bin_dir, rules, [(text, date) for _, text, _, _, date in wanted_rows if text], "--only", kind))
    lines, tests, failed = [], 0, 0
    for line, text, wanted, gap, _ in wanted_rows:
        read = [record for record in (next(found) if text else []) if record["type"] == kind]
        got = [shown(record) for record in sorted(read, key=lambda record: (record["char_start"], -record["char_end"]))]
        lines += [line, *(f"  {one}" for one in (wanted if gap else got))]
        if text:
            tests += 1
            good = (got == wanted) != gap
            failed += not good
            print(f"{'ok' if good else 'not ok'} {tests} - {text}")
            if not good:
                print("# this gap is closed: take the mark away" if gap else f"# wanted {wanted}\n# got    {got}")
    print(f"1..{tests}")
    if os.environ.get("ACCEPT"):
        table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return failed > 0
