#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""validate.py BIN_DIR ROOT: every record that the programs write fits its JSON Schema (rules/schemas, draft 2020-12).

Records are those of the whole pipeline on input/*.txt and those in the stages' expected.out. Also: all keys of a type in every
record, no key that DuckDB or SQLite refuses unquoted, one JSON type a key across all records, ids that are unique in a document.
What ruletest keeps of an article (rules/*/fixtures, its cases) is partial by design: the keys that it has must fit.
TAP. Needs python3-jsonschema 4 or later; without it the suite says that it was skipped.
"""
import collections
import json
import os
import pathlib
import subprocess
import sys

from tap import Tap

REFUSED = set("end from to case group order table at by offset limit where select index values check".split())
STAGES = ["segment", "extract", "crosscheck", "review", "pipeline"]  # the folders of tests/cases that hold whole records
TYPES = ["sentence", "date", "figure", "entity", "attribution", "claim", "conflict"]
SHOWN = 5


def pipeline(bin_dir, root):
    """The records of input/*.txt, as (where, line)."""
    env = dict(os.environ, CLAIMPIPE_RULES=str(root / "rules"))
    files = sorted(str(f) for f in (root / "input").glob("*.txt"))
    data = b""
    for command in (["segment"] + files, ["extract"], ["crosscheck"]):
        done = subprocess.run([str(bin_dir / command[0])] + command[1:], input=data, capture_output=True, env=env)
        if done.returncode:
            sys.exit(f"Bail out! {command[0]} exited {done.returncode}: {done.stderr.decode(errors='replace')[:500]}")
        data = done.stdout
    return [("input", line) for line in data.decode("utf-8").split("\n") if line]


def record_lines(paths):
    """The lines of the files that look like records, as (where, line)."""
    for path in sorted(paths):
        for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
            if line.startswith('{"type":'):
                yield f"{path.parent.parent.name}/{path.parent.name}/{path.name}", line


def case_outputs(root):
    """The records that the stages' cases expect; a case bad_* passes wrong ones on, as it should."""
    return record_lines(path for stage in STAGES for path in (root / "tests" / "cases" / stage).glob("*.d/expected.out")
                        if not path.parent.name.startswith("bad_"))


def kept_records(root):
    """What ruletest keeps of articles: records without the fields that follow from the rest."""
    return record_lines([*(root / "tests" / "cases" / "ruletest").glob("*.d/expected.out"),
                         *(root / "rules").glob("*/fixtures/*.expected.jsonl")])


def json_type(value):
    for kind, name in ((bool, "boolean"), (int, "number"), (float, "number"), (str, "string"), (list, "array"), (dict, "object")):
        if isinstance(value, kind):
            return name
    return None


def main():
    bin_dir, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    try:
        import jsonschema
        validator_class = jsonschema.Draft202012Validator
    except (ImportError, AttributeError):
        print("1..0 # SKIP python3-jsonschema 4 or later is not installed")
        return False
    tap = Tap()
    validators = {}
    for kind in TYPES:
        path = root / "rules" / "schemas" / f"{kind}.schema.json"
        if not path.exists():
            tap.ok(False, f"{kind} has a schema", f"no {path}")
            continue
        schema = json.loads(path.read_text(encoding="utf-8"))
        try:
            validator_class.check_schema(schema)
            tap.ok(schema.get("$schema") == "https://json-schema.org/draft/2020-12/schema", f"{kind}: the schema is one of draft 2020-12")
        except jsonschema.SchemaError as error:
            tap.ok(False, f"{kind}: the schema is one of draft 2020-12", error.message)
            continue
        validators[kind] = validator_class(schema)
        keys = schema.get("properties", {}).keys()
        tap.ok(bool(keys) and not REFUSED & set(keys), f"{kind}: no key that SQL refuses unquoted", *sorted(REFUSED & set(keys)))
        tap.ok(set(schema.get("required", [])) == set(keys), f"{kind}: every key is required",
               *sorted(set(keys) ^ set(schema.get("required", []))))
        tap.ok(schema.get("additionalProperties", schema.get("unevaluatedProperties")) is False, f"{kind}: no other keys")

    wrong, seen, json_types, not_json, empty_text = collections.defaultdict(list), collections.Counter(), {}, [], []
    orders, ids, twice, mixed = {}, set(), [], []
    for where, line in pipeline(bin_dir, root) + list(case_outputs(root)):
        try:
            record = json.loads(line)
        except ValueError as error:
            not_json.append(f"{where}: {error}: {line[:200]}")
            continue
        kind = record.get("type")
        seen[kind] += 1
        if kind not in validators:
            if kind not in TYPES:
                wrong[kind].append(f"{where}: an unknown type: {line[:200]}")
            continue
        for error in validators[kind].iter_errors(record):
            wrong[kind].append(f"{where}: {'/'.join(map(str, error.path))}: {error.message[:200]}: {line[:200]}")
        if orders.setdefault(kind, list(record)) != list(record):
            wrong[kind].append(f"{where}: other keys, or another order of keys: {line[:200]}")
        if where == "input":
            if record["id"] in ids:
                twice.append(f"{record['id']}: {line[:200]}")
            ids.add(record["id"])
            if not record["text"] and kind != "conflict":
                empty_text.append(line[:200])
        for key, value in record.items():
            got = json_type(value)
            if got and json_types.setdefault(key, got) != got:
                mixed.append(f"{where}: {key} is {got} here and {json_types[key]} elsewhere: {line[:200]}")
    tap.ok(not not_json, "every line is JSON", *not_json[:SHOWN])
    for kind in TYPES:
        tap.ok(not wrong[kind], f"{kind}: {seen[kind]} records fit the schema", *wrong[kind][:SHOWN])
        tap.ok(seen[kind] > 0, f"{kind}: the articles give some")
    kept, partial = 0, {kind: validator_class({**validators[kind].schema, "required": []}) for kind in validators}
    misfits = []
    for where, line in kept_records(root):
        record = json.loads(line)
        if record["type"] == "result":  # a verdict of ruletest, in its report
            continue
        kept += 1
        misfits += [f"{where}: {error.message[:200]}: {line[:200]}" for error in partial[record["type"]].iter_errors(record)]
    tap.ok(kept > 0 and not misfits, f"the fields of {kept} records that are kept of articles fit their schemas", *misfits[:SHOWN])
    others = [note for kind in wrong if kind not in TYPES for note in wrong[kind]]
    tap.ok(not others, "no unknown types", *others)
    tap.ok(not mixed, "a name has one JSON type everywhere", *mixed)
    tap.ok(not twice, "ids are unique", *list(twice)[:SHOWN])
    tap.ok(not empty_text, "every record has its text", *empty_text[:SHOWN])
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
