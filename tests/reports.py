#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""reports.py BIN_DIR RULES: what ruletest writes for other programs is valid and says the same in every format.

A pack with one failure of each kind, whose texts try to break out of each format, is reported as TAP 14 (read by a strict reader
of its grammar), JUnit XML (read by an XML parser, and by xmllint against junit.xsd where there is one), SARIF 2.1.0 (the required structure of its schema, by python3-jsonschema where
there is one) and JSON lines; each is the same for -j 1 and -j 2. TAP.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from tap import Tap

HOSTILE = "A [heron] \\\\]\\\\]></failure> & <b> \\\"q\\\" # TODO \\\\ \\x01 \\u0085 \\uFFFE %s …"
PACK = f"""
classes:
  animal: {{words: [heron, otter]}}
rules:
  - id: entity.missing
    layer: entity
    match: "{{animal}} \\\\s fish"
    set: {{kind: group}}
    examples:
      - text: "{HOSTILE}"
    rejects:
      - A stone fell.
    gaps:
      - text: An [otter] # swims.
  - id: entity.wrong
    layer: entity
    match: "{{animal}} \\\\s walks"
    set: {{kind: group}}
    examples:
      - text: An [otter walks].
        expect: {{kind: person}}
    rejects:
      - "An otter walks & <sings>."
  - id: entity.untested
    layer: entity
    match: "the \\\\s {{animal}}"
    set: {{kind: group}}
    examples:
      - text: It was [the heron].
"""
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
SARIF = {
    "type": "object", "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"}, "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["tool", "results"], "additionalProperties": False,
            "properties": {
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                    "type": "object", "required": ["name"], "additionalProperties": False,
                    "properties": {"name": {"type": "string"}, "version": {"type": "string"}, "rules": {
                        "type": "array", "uniqueItems": True, "items": {
                            "type": "object", "required": ["id"], "additionalProperties": False,
                            "properties": {"id": {"type": "string"}, "shortDescription": TEXT, "fullDescription": TEXT, "help": TEXT}}}}}}},
                "results": {"type": "array", "items": {
                    "type": "object", "required": ["message"], "additionalProperties": False,
                    "properties": {
                        "ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
                        "level": {"enum": ["none", "note", "warning", "error"]}, "message": TEXT,
                        "locations": {"type": "array", "items": {
                            "type": "object", "required": ["physicalLocation"], "additionalProperties": False,
                            "properties": {
                                "physicalLocation": {
                                    "type": "object", "required": ["artifactLocation"], "additionalProperties": False,
                                    "properties": {
                                        "artifactLocation": {
                                            "type": "object", "required": ["uri"], "additionalProperties": False,
                                            "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"},
                                                           "uriBaseId": {"type": "string"}}},
                                        "region": {
                                            "type": "object", "required": ["startLine"], "additionalProperties": False,
                                            "properties": {"startLine": {"type": "integer", "minimum": 1},
                                                           "startColumn": {"type": "integer", "minimum": 1}}}}},
                                "logicalLocations": {"type": "array", "items": {
                                    "type": "object", "properties": {"fullyQualifiedName": {"type": "string"}}}}}}}}}}}}}}}

tap = Tap()


def run(ruletest, folder, *args):
    done = subprocess.run([ruletest, *args, "pa ck"], cwd=folder, capture_output=True, env=dict(os.environ, LC_ALL="C"))
    return done.returncode, done.stdout.decode("utf-8")


def tap_mistakes(text):
    """What of a text is not TAP 14: (mistakes, number of points, number of points that fail and are not TODO)."""
    lines = text.split("\n")
    mistakes, points, failures, plan, i = [], 0, 0, None, 1
    if lines[0] != "TAP version 14":
        mistakes.append("no version line")
    while i < len(lines) - 1:
        line = lines[i]
        point = re.fullmatch(r"(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)( # (?i:TODO|SKIP)\b.*)?", line)
        if re.fullmatch(r"1\.\.\d+", line) and plan is None:
            plan = int(line[3:])
        elif point:
            points += 1
            failures += bool(point[1] and not point[4])
            if int(point[2]) != points:
                mistakes.append(f"number {point[2]}, expected {points}")
        elif line == "  ---":
            end = lines.index("  ...", i) if "  ..." in lines[i:] else 0
            for inner in lines[i + 1:end]:
                good = re.fullmatch(r"    - (\".*\")|  \w+: (\".*\"|\d+)|  why:", inner)
                try:
                    good and [json.loads(g) for g in good.groups() if g]
                except ValueError:
                    good = None
                if not good:
                    mistakes.append(f"in YAML: {inner}")
            i = end or len(lines)
        else:
            mistakes.append(f"neither point nor YAML: {line}")
        i += 1
    if plan != points:
        mistakes.append(f"plan {plan}, {points} points")
    return mistakes, points, failures


def main():
    ruletest = str(pathlib.Path(sys.argv[1]).resolve() / "ruletest")
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("common", "classes:\n  clitic: {words: [\"'s\"]}\n"), ("en", PACK)):
            (pathlib.Path(folder) / "pa ck" / name).mkdir(parents=True)
            (pathlib.Path(folder) / "pa ck" / name / "a.yaml").write_text(text, encoding="utf-8")
        texts = {}
        for name in ("people", "tap", "junit", "sarif", "jsonl"):
            status, texts[name] = run(ruletest, folder, "--format", name, "-j", "1")
            tap.ok(status == 1, f"{name}: failures are exit 1", f"exit {status}")
            tap.ok(run(ruletest, folder, "--format", name, "-j", "2")[1] == texts[name], f"{name}: the same bytes with -j 2")
        lines = [json.loads(line) for line in texts["jsonl"].split("\n")[:-1]]
        wrong = sorted(line["code"] for line in lines if line["outcome"] == "fail")
        tap.ok(wrong == ["MISSING", "NOISY", "UNTESTED", "WRONG"], "jsonl: one failure of each kind", wrong)
        tap.ok(all(set(line) == set(lines[0]) for line in lines), "jsonl: every key in every line")
        hostile = [line["text"] for line in lines if line["code"] == "MISSING"]
        tap.ok(hostile and "\x01" in hostile[0] and "]]></failure>" in hostile[0], "jsonl: a hostile text comes through", hostile)

        mistakes, points, failures = tap_mistakes(texts["tap"])
        tap.ok(not mistakes, "tap: valid TAP 14", "\n".join(mistakes))
        tap.ok((points, failures) == (len(lines), 4), "tap: as many points and failures", (points, failures))

        try:
            tree = xml.etree.ElementTree.fromstring(texts["junit"].encode("utf-8"))
            suites = tree.findall("testsuite")
            cases = tree.findall("testsuite/testcase")
            tap.ok(True, "junit: well-formed XML")
        except xml.etree.ElementTree.ParseError as e:
            suites, cases = [], []
            tap.ok(False, "junit: well-formed XML", e)
        tap.ok(len(cases) == len(lines) and len(tree.findall("testsuite/testcase/failure")) == 4
           and len(tree.findall("testsuite/testcase/skipped")) == 1, "junit: as many cases, failures and gaps")
        if shutil.which("xmllint"):
            done = subprocess.run(["xmllint", "--noout", "--schema", pathlib.Path(__file__).parent / "junit.xsd", "-"],
                                  input=texts["junit"].encode("utf-8"), capture_output=True)
            tap.ok(done.returncode == 0, "junit: fits its schema", done.stderr.decode(errors="replace"))
        else:
            tap.skip("junit: fits its schema", "xmllint is not installed")
        tap.ok(all(int(s.get(key)) == len(s.findall(path)) for s in suites for key, path in
               (("tests", "testcase"), ("failures", "testcase/failure"), ("skipped", "testcase/skipped"))),
           "junit: the suites' counts are true")
        tap.ok(all(c.get("name") and c.get("classname") for c in cases)
           and all(re.match(r"pa ck/en/a\.yaml:[1-9][0-9]*\n", f.text) for f in tree.findall("testsuite/testcase/failure")),
           "junit: each case has its name, each failure its place")

        sarif = json.loads(texts["sarif"])
        try:
            import jsonschema
            errors = [e.message for e in jsonschema.Draft202012Validator(SARIF).iter_errors(sarif)]
            tap.ok(not errors, "sarif: has the structure that its schema requires", "\n".join(errors))
        except ImportError:
            tap.skip("sarif: structure", "python3-jsonschema is not installed")
        sarif_run = sarif["runs"][0]
        ids = [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]]
        tap.ok(sorted(r["ruleId"] for r in sarif_run["results"]) == wrong, "sarif: the same failures")
        tap.ok(all(ids[r["ruleIndex"]] == r["ruleId"] for r in sarif_run["results"]), "sarif: each index names its rule")
        places = {(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
                   r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in sarif_run["results"]}
        tap.ok(places == {("pa%20ck/en/a.yaml", line["line"]) for line in lines if line["outcome"] == "fail"},
           "sarif: at the lines of the rule file, as a URI", places)

        # what cannot be loaded: told on stderr, and in the report
        (pathlib.Path(folder) / "pa ck/en/b.yaml").write_text("rules:\n  - id: figure.a\n    layer: figures\n    match: a\n", encoding="utf-8")
        for name in ("tap", "junit", "sarif", "jsonl"):
            status, text = run(ruletest, folder, "--format", name)
            tap.ok(status == 2 and "unknown layer 'figures'" in text, f"{name}: a file that cannot be loaded is told, exit 2", text)
        status, text = run(ruletest, folder)
        tap.ok(status == 2 and "en/b.yaml:3:12: error: unknown layer 'figures'" in text and " 2 ok" in text and text.endswith("; 1 mistake\n"),
           "people: such a file is told at its place, and the others are tested", text)
        (pathlib.Path(folder) / "pa ck/en/b.yaml").unlink()

        tap.ok("\x1b[" not in texts["people"], "people: no colour where there is no terminal")
        coloured = run(ruletest, folder, "--color", "always")[1]
        tap.ok("\x1b[31m" in coloured and re.sub(r"\x1b\[\d*m", "", coloured) == texts["people"], "people: colour is all that --color adds")
        tap.ok(run(ruletest, folder, "--format", "xml")[0] == 2, "an unknown format is exit 2")
        tap.ok(run(ruletest, folder, "--color", "pink")[0] == 2, "an unknown colour is exit 2")
    return tap.end()


sys.exit(main())
