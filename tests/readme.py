#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""readme.py BIN_DIR ROOT [FILE]: the commands of README.md (or FILE, from ROOT) run and print what it says. TAP: one line a marked block.

A block (fenced or indented) is marked by a comment on a line before it:
    <!-- run -->             it must exit 0
    <!-- run exit=1 -->      … or with that status
    <!-- run needs=jq -->    skipped, visibly, where that program is missing
    <!-- prints -->          the block behind it is the stdout of the marked block before; a line "…" stands for any lines
All run by bash (errexit, pipefail) in one scratch folder, in order: input and rules are there, the programs on PATH.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MARK = re.compile(r"^\s*<!--\s*(run|prints)\b([^>]*?)-->\s*$")


def blocks(text):
    """Yields (mark, options, line number, block) for each marked block."""
    lines = text.split("\n")
    i = 0
    while i < len(lines):
        mark = MARK.match(lines[i])
        i += 1
        if not mark:
            continue
        number = i
        while i < len(lines) and not lines[i].strip():
            i += 1
        body = []
        if i < len(lines) and lines[i].lstrip().startswith("```"):
            i += 1
            while i < len(lines) and not lines[i].lstrip().startswith("```"):
                body.append(lines[i])
                i += 1
            i += 1
        else:
            while i < len(lines) and (lines[i].startswith(("    ", "\t")) or not lines[i].strip()):
                body.append(lines[i][4:] if lines[i].startswith("    ") else lines[i].lstrip("\t"))
                i += 1
        yield mark.group(1), mark.group(2).split(), number, "\n".join(body).strip("\n")


def fits(got, wanted):
    pattern = "".join("(?:.*\n)*" if line.strip() in ("…", "...") else re.escape(line.rstrip()) + "[ \t]*\n" for line in wanted.split("\n"))
    return re.fullmatch(pattern, got if got.endswith("\n") else got + "\n") is not None


def main():
    bin_dir, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    file = sys.argv[3] if len(sys.argv) > 3 else "README.md"
    readme = root / file
    marked = list(blocks(readme.read_text(encoding="utf-8"))) if readme.exists() else []
    if not marked:
        print(f"1..0 # SKIP {file} has no block marked as run")
        return 0
    count = failed = 0
    got, skipped = "", False
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("input", "rules"):
            shutil.copytree(root / name, pathlib.Path(scratch) / name)
        (pathlib.Path(scratch) / "output").mkdir()
        env = dict(os.environ, PATH=f"{bin_dir}:{os.environ['PATH']}", CLAIMPIPE_RULES=str(root / "rules"), LC_ALL="C.UTF-8", HOME=scratch)
        for mark, options, number, block in marked:
            count += 1
            title = f"{file}:{number}: " + block.split("\n")[0][:70].replace("#", "")
            if mark == "prints":
                if skipped:
                    print(f"ok {count} - {title} # SKIP as the block before")
                    continue
                good, notes = fits(got, block), ["printed:"] + got.split("\n")[:20]
            else:
                needs = [o[6:] for o in options if o.startswith("needs=")]
                skipped = not all(shutil.which(n, path=env["PATH"]) for n in needs)
                if skipped:
                    print(f"ok {count} - {title} # SKIP {', '.join(needs)} not installed")
                    continue
                wanted = next((int(o[5:]) for o in options if o.startswith("exit=")), 0)
                done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", block], cwd=scratch, env=env, capture_output=True,
                                      stdin=subprocess.DEVNULL, timeout=300)
                got = done.stdout.decode(errors="replace")
                good = done.returncode == wanted
                notes = [f"exit {done.returncode}"] + done.stderr.decode(errors="replace").split("\n")[:10]
            failed += not good
            print(f"{'ok' if good else 'not ok'} {count} - {title}")
            if not good:
                print("\n".join("# " + note for note in notes))
    print(f"1..{count}")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
