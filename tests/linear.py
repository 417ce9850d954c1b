#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""linear.py BIN_DIR ROOT: time grows with the input, not with its square. TAP: one line a trap and stage.

A trap is a text of one pattern, at a size and at four times that size. A stage passes when the larger takes at most 9 times the CPU time
of the smaller (16 is a square), or next to nothing; and when it ends within its time.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys

SMALL_ENOUGH = 0.25  # seconds: below that the ratio says nothing
RATIO_MAX = 9
TIME_LIMIT = 60


def records(n, make):
    """n claims as JSON lines, by way of the pipeline: the text of n documents."""
    return "".join(json.dumps({"doc": f"d{i}", "text": make(i), "date": "2020-05-01"}) + "\n" for i in range(n))


# name: (options of segment, size → text)
TRAPS = {
    "one long word": ([], lambda n: "a" * n),
    "spaces": ([], lambda n: "a" + " " * n + "b."),
    "empty lines": ([], lambda n: "\n" * n + "An end."),
    "full stops": ([], lambda n: "." * n),
    "abbreviations": ([], lambda n: "e.g. Mr. U.S. No. " * (n // 18)),
    "opening quotes": ([], lambda n: "“" * (n // 3)),
    "opening brackets": ([], lambda n: "He said (" * (n // 9)),
    "straight quotes": ([], lambda n: "\"a\" 'b' " * (n // 8)),
    "commas and numbers": ([], lambda n: "1, 2, 3, 4,000, 5.5, " * (n // 21)),
    "digits": ([], lambda n: "1" * n),
    "number words": ([], lambda n: "two hundred and thirty-one thousand " * (n // 36)),
    "months": ([], lambda n: "May 2 June 3 " * (n // 13)),
    "capitals": ([], lambda n: "Anna Boris Clara " * (n // 17)),
    "money of no country named": ([], lambda n: "40 pesos and 30 dinars in France, " * (n // 34)),
    "soft hyphens": ([], lambda n: "a\u00ad" * (n // 3)),
    "combining marks": ([], lambda n: "e" + "\u0301" * (n // 2)),
    "list items": ([], lambda n: "• a\n" * (n // 6)),
    "killed": ([], lambda n: "16 people were killed, said police, " * (n // 36)),
    "one sentence many times": ([], lambda n: "Police said 16 people were killed in Arling on 4 May 2019. " * (n // 60)),
    "many tiny documents": (["--jsonl"], lambda n: records(n // 80, lambda i: "Police said 16 people died.")),
    "many documents on one topic": (["--jsonl"], lambda n: records(n // 200, lambda i: f"Police said {i + 2} people were killed in Arling on 4 May 2019.")),
    "one document with many figures": (["--jsonl"], lambda n: records(1, lambda i: " ".join(f"Police said {k} people were killed in Arling in {1900 + k % 100}." for k in range(n // 60)))),
}
SIZE = 150_000


def timed(command, data, env):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=data, capture_output=True, env=env, timeout=TIME_LIMIT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode


def main():
    bin_dir, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    env = dict(os.environ, CLAIMPIPE_RULES=str(root / "rules"), LC_ALL="C")
    count = failed = 0
    for name, (options, make) in TRAPS.items():
        times, wrong = {}, {}
        for size in (SIZE, 4 * SIZE):
            data = make(size).encode()
            for stage in (["segment"] + options, ["extract"], ["crosscheck"]):
                try:
                    data, seconds, status = timed([str(bin_dir / stage[0])] + stage[1:], data, env)
                except subprocess.TimeoutExpired:
                    wrong[stage[0]] = f"not done after {TIME_LIMIT} s at {size} bytes"
                    break
                times.setdefault(stage[0], []).append(seconds)
                if status > 1:
                    wrong[stage[0]] = f"exit {status} at {size} bytes"
        for stage in ("segment", "extract", "crosscheck"):
            count += 1
            took = times.get(stage, [])
            if len(took) == 2 and took[1] > SMALL_ENOUGH and took[1] > RATIO_MAX * max(took[0], 0.01):
                wrong.setdefault(stage, f"{took[0]:.2f} s for {SIZE} bytes of text, {took[1]:.2f} s for {4 * SIZE}")
            good = stage not in wrong and len(took) == 2
            failed += not good
            print(f"{'ok' if good else 'not ok'} {count} - {stage}: {name}")
            if not good:
                print("# " + wrong.get(stage, "the stage before did not end"))
    print(f"1..{count}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
