#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""thousand.py BIN_DIR: ruletest on a made pack of a thousand rules, each with an example and a reject of its own words. TAP.

The goal is two seconds; a machine's clock is no test, so what is asserted is that ten times the rules take not much more than ten
times the work of the processor, and that output is the same bytes with -j 1, 2 and 4. The time is printed.
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

ONSETS, VOWELS, ENDS = "b d f g k l m n p r s t v z br dr gl st".split(), "a e i o u".split(), "l m n r s".split()


def word(n):
    text = ""
    for _ in range(3):
        n, onset = divmod(n, len(ONSETS))
        n, vowel = divmod(n, len(VOWELS))
        text += ONSETS[onset] + VOWELS[vowel]
    return text + ENDS[n % len(ENDS)]


def pack(folder, rules):
    """A pack of so many rules: half of them names, half figures."""
    classes, made = {}, []
    for i in range(rules):
        thing, verb = word(7 * i + 11), word(7 * i + 90011)
        classes[f"thing.t{i}"] = {"words": [thing]}
        if i % 2:
            classes[f"verb.v{i}"] = {"words": [verb]}
            made.append({"id": f"entity.r{i}", "layer": "entity", "match": f"{{verb.v{i}}} \\s (?: the \\s )? {{thing.t{i}}}", "set": {"kind": "group"},
                         "examples": [{"text": f"They [{verb} the {thing}] at noon.", "expect": {"kind": "group"}}, {"text": f"They [{verb} {thing}] at noon."}],
                         "rejects": [f"They saw the {thing} at noon."]})
        else:
            made.append({"id": f"figure.r{i}", "layer": "figure", "match": f"(?<number>{{number}}) \\s (?<what>{{thing.t{i}}})", "set": {"kind": "count"},
                         "examples": [{"text": f"They had [{i + 2} {thing}] at noon.", "expect": {"value": i + 2}}], "rejects": [f"They had no {thing} at noon."]})
    for name, content in (("common", {"classes": {"clitic": {"words": ["'s"]}}}), ("en", {"classes": classes, "rules": made})):
        (folder / name).mkdir(parents=True)
        (folder / name / "a.yaml").write_text(json.dumps(content, indent=1), encoding="utf-8")


def work(ruletest, folder, *options):
    """The output, and the seconds of the processor that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([ruletest, *options, folder], capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    ruletest = str(pathlib.Path(sys.argv[1]).resolve() / "ruletest")
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for rules in (100, 1000):
            pack(folder / str(rules), rules)
        small = min(work(ruletest, folder / "100")[1] for _ in range(5))
        runs = [work(ruletest, folder / "1000") for _ in range(3)]
        done, large = runs[0][0], min(seconds for _, seconds in runs)
        results = [(done.returncode == 0, "a thousand rules and their examples pass", done.stdout[-500:] + done.stderr[:500]),
                   (done.stdout == "1000 rules, 2500 checks: 2500 ok\n", "all are counted", done.stdout[-200:]),
                   (large < 25 * max(small, 0.01), "ten times the rules are not much more than ten times the work", f"{small:.3f} s and {large:.3f} s")]
        for jobs in ("2", "4"):
            other = work(ruletest, folder / "1000", "-j", jobs, "--format", "jsonl")[0]
            results.append((other.stdout == work(ruletest, folder / "1000", "--format", "jsonl")[0].stdout, f"-j {jobs}: the same bytes", other.stderr[:500]))
        for n, (good, name, note) in enumerate(results, 1):
            failed += not good
            print(f"{'ok' if good else 'not ok'} {n} - {name}")
            if not good:
                print("# " + note.replace("\n", "\n# "))
        print(f"# 100 rules {small:.3f} s, 1000 rules {large:.3f} s of the processor\n1..{len(results)}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
