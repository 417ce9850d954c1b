#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""rulefile.py BIN_DIR ROOT: the JSON Schema of rule files. TAP.

Every rule file of the packs fits it; of the packs with a fault (tests/faults) it refuses those whose fault a schema can see, and no
other; and what a layer may set is what ruletest says. Needs python3-yaml and python3-jsonschema; without them the suite is skipped.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import Tap

# The faults that a schema sees, by the name of their file.
SEEN = set("budget capitals-empty unread-file class-case class-empty class-key example-key id-missing layer-missing layer-unknown match-missing priority root-key root-list rule-key rule-text "
           "rules-mapping set-unknown several key-twice yaml-alias example-day reject-expects".split())

tap = Tap()


def main():
    bin_dir, root = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    try:
        import jsonschema
        import yaml
    except ImportError as missing:
        print(f"1..0 # SKIP {missing}")
        return 0

    class Loader(yaml.SafeLoader):
        """As an editor reads YAML: a day is a text."""
    Loader.yaml_implicit_resolvers = {first: [r for r in resolvers if r[0] != "tag:yaml.org,2002:timestamp"]
                                      for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}
    schema = json.loads((root / "rules/schemas/rulefile.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    def mistakes(text):
        try:
            return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:160]}" for e in validator.iter_errors(yaml.load(text, Loader))]
        except yaml.YAMLError:
            return None

    for file in sorted((root / "rules").glob("*/*.yaml")):
        found = mistakes(file.read_text(encoding="utf-8"))
        tap.ok(found == [], f"{file.relative_to(root)} fits", *(found or ["no YAML"])[:5])
    for fault in sorted((root / "tests/faults").glob("*.fault")):
        text = fault.read_bytes().decode(errors="replace").split("=== en/a.yaml\n")[1].split("\n=== ")[0] + "\n"
        found = mistakes(text)
        if found is not None:
            tap.ok(bool(found) == (fault.stem in SEEN), f"{fault.stem}: {'refused' if fault.stem in SEEN else 'fits'}", *found[:5])
    for part in schema["$defs"]["rule"]["allOf"]:
        layer = part["if"]["properties"]["layer"]["const"]
        with tempfile.TemporaryDirectory() as pack:
            for folder in ("common", "en"):
                (pathlib.Path(pack) / folder).mkdir()
            (pathlib.Path(pack) / "en/a.yaml").write_text(f"rules: [{{id: {layer}.a, layer: {layer}, match: a, set: {{nothing: 1}}}}]\n", encoding="utf-8")
            said = subprocess.run([bin_dir / "ruletest", pack], capture_output=True, text=True, check=False).stdout
        may = re.search(r"cannot set 'nothing', expected one of: (.*) \[LOAD\]", said)
        tap.ok(may and set(may[1].split()) == set(part["then"]["properties"]["set"]["properties"]), f"layer {layer}: what it may set", said)
    return tap.end()


if __name__ == "__main__":
    sys.exit(main())
