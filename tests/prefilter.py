#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# prefilter.py BIN: the prefilter never loses a match, whatever a pattern is made of. Each pattern, some known to be hard and
# many made at random from all that patterns may hold, is the only rule of a pack; `extract` must write the same bytes about
# some hundred sentences with the prefilter and without. The random ones are the same on every machine.
import os
import subprocess
import sys
import tempfile

HARD = [
    # a look-behind in a negative look-ahead: nothing stands before a character alone, but before it in a sentence
    r"(?! (?<= {det} \s ) {town} ) (?<name> {town} )",
    r"(?! (?<! {det} \s ) {town} ) (?<name> {town} )",
    r"(?! (?: (?= {town} ) (?<= {det} \s ) ) ) (?<name> {town} \s {verb} )",
    r"(?! ^ ) (?<name> {town} )",
    r"(?<! ^ ) (?<name> {town} )",
    r"(?<! (?<= ^ {det} ) \s ) (?<name> {town} )",
    r"(?! \b rock ) (?<name> {town} ) | (?<name> rock )",
    r"(?<= a ) \B (?<name> {town} ) | (?<name> {town} )",
    r"(?! (?! (?<= {det} \s ) ) ) (?<name> {town} )",
    r"(?<= (the|an) \s ) (rock | {town}) \s {verb} (?<name> \s \2 )? | (?<= (a) ) x",
    r"(?<= (the) \s ) (rock|old) (?<name> \s (?:rock|\2) )",
    # what may be left out demands nothing
    r"(?<name> walk {town}? ed )",
    r"(?<name> {town} ) (?: \s mighty {verb}+ )? \s {verb}",
    r"(?<name> {town} ) \s (?: {verb} | fell )",
    r"(?<name> (?: {det} \s )* rock ) \s? (?: {verb} ){0,2}",
    # what changes the meaning of letters and spaces
    r"(?i) (?<name> ROCK )",
    r"(?i: ROCK ) \s (?<name> {verb} )",
    r"(?-x)(?<name>old rock)",
    r"(?<name> rock ) (?# {verb} ( ) \s {verb}",
    r"(?<name> {town} ) (*ACCEPT) \s {verb}",
    r"(?<name> {town} ) \s \K {verb}",
    # escapes
    r"(?<x> {town} | rock ) \s {verb} \s \k<x>",
    r"(?<x> {town} | rock ) \s {verb} \s \k{x}",
    r"(?<x> {town} | rock ) \s {verb} \s \g{x} | (?<name> {town} )",
    r"(?<x> {town} | rock ) \s (?P=x) | (?<name> {town} )",
    r"(?<x> {town} | rock ) \s {verb} (?: \s (?P>x) )?",
    r"(?<x> {town} | rock ) \s {verb} \s (?&x)",
    r"(?<name> \x72ock )",
    r"(?<name> \x{72}ock )",
    r"(?<name> \Qold rock\E )",
    r"(?<name> [[:alpha:]]{4} ) \s {verb}",
    r"(?<name> [^\]#] ock )",
    r"(?<name> \p{Ll}ock )",
    # words that the text writes with marks
    r"(?<name> rock )",
    r"(?<name> roll )",
    r"(?<name> n )",
    r"(?<name> miner )",
    r"(?<name> miners ) (?= ' )",
    r"(?<name> clock )",
    r"(?<name> e\.g )",
    r"(?<name> co-op )",
    r"(?<name> op )",
    r"(?<name> café | caf )",
    r"(?<name> os )",
    r"(?<name> km ) | (?<name> covid ) | (?<name> 19 )",
    # conditions
    r"(?<x> {det} \s )? (?<name> {town} ) (?(<x>) \s {verb} )",
    r"(?(?<= {det} \s ) (?<name> {town} ) | (?<name> rock ) )",
    r"(?(?! {det} ) (?<name> {town} ) | {det} \s (?<name> rock ) )",
    r"(?| (?<name> {town} ) | (?<name> rock ) \s {verb} )",
    r"^ (?<name> {det} ) | (?<name> rock )",
    r"(?: ^ | , \s ) (?<name> {town} )",
    r"(?<name> {town} ) \s? $",
    r"\A (?<name> {town} | {det} )",
    r"(?<name> {town} ) (?! \s {verb} | $ )",
    r"(?<name> {Cap} ) (?<! {town} )",
    r"(?<name> [{Cap}{town}{-det}] )",
    r"(?<name> [^{town}\s] )",
]

ATOMS = ["{town}", "{det}", "{verb}", "{=rock}", "{word}", "{Cap}", "{number}", "[{town}{verb}]", "[^{town}]", "[a-z]", "rock",
         "old", "ro", "ck", "fell", "'", "n", "-", ",", r"\s", r"\s", r"\s", r"\s", r"\b", r"\B", "^", "$", ".", r"\.", "s"]
REPEATS = ["", "", "", "", "", "", "?", "*", "+", "{2}", "{0,1}", "??", "*+"]
GROUPS = ["(?: %s )", "(?: %s | %s )", "(?= %s )", "(?! %s )", "(?<= {det} \\s )", "(?<! {town} \\s )", "(?<! {verb} )", "(?> %s )",
          "( %s )", "(?: %s | )", "(?! (?<= {det} \\s ) %s )"]

SENTENCES = [
    "The old rock fell.", "Almaty fell, the rock stood.", "A rock'n'roll band's miners' strike.", "Old Almaty, the Aktau of rock, grew.",
    "In the Almaty of old, Aktau grew 19 km.", "Rock fell and rock grew.", "Almaty fell Almaty and rock fell rock.", "Almaty Almaty Aktau.",
    "It walked at five o'clock, e.g. in Almaty.", "The co-op in Aktau sold 5km of COVID19 café os.", "Aktau", "THE ROCK FELL",
    "Rock-old Aktau's rock fell; the Almaty-Aktau rock.", "He said: \u201cthe rock\u201d fell (Almaty).", "An old miner\u2019s clock stood near Aktau.",
]

PACK = """classes:
  town: {words: [almaty, aktau, "old aktau"], case: capital}
  det: {words: [the, a, an]}
  verb: {words: [fell, grew, stood]}
rules:
  - id: entity.one
    layer: entity
    set: {kind: law}
    match: |
      %s
"""


class Random:
    """The same on every machine, whatever its Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n

    def of(self, choices):
        return choices[self.below(len(choices))]


def make(random, depth=0):
    parts = []
    for _ in range(1 + random.below(4)):
        if depth < 3 and random.below(3) == 0:
            group = random.of(GROUPS)
            part = group % tuple(make(random, depth + 1) for _ in range(group.count("%s")))
            look = group.startswith(("(?=", "(?!", "(?<"))
        else:
            part = random.of(ATOMS)
            look = part in (r"\b", r"\B", "^", "$")
        parts.append(part + ("" if look else random.of(REPEATS)))
    return " ".join(parts)


def extract(binary, rules, sentences, *options):
    done = subprocess.run([binary, "--rules", rules, *options], input=sentences, capture_output=True)
    return done.returncode, done.stdout, done.stderr


def main():
    extract_binary = os.path.join(sys.argv[1], "extract")
    random = Random(7)
    patterns = HARD + [make(random) for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 120)]
    compiled = matched = 0
    lost = []
    with tempfile.TemporaryDirectory() as work:
        for folder in ("common", "en"):
            os.makedirs(os.path.join(work, folder))
        with open(os.path.join(work, "en", "rules.yaml"), "w", encoding="utf-8") as out:
            out.write(PACK % r"(?<name> x )")
        text = "\n\n".join(SENTENCES * 10)
        sentences = subprocess.run([os.path.join(sys.argv[1], "segment"), "--rules", work], input=text.encode(),
                                   capture_output=True, check=True).stdout
        for pattern in patterns:
            with open(os.path.join(work, "en", "rules.yaml"), "w", encoding="utf-8") as out:
                out.write(PACK % (pattern if "name>" in pattern or "<x>" in pattern else "(?<name> " + pattern + " )"))
            with_it, without = (extract(extract_binary, work, sentences, *o) for o in ([], ["--no-prefilter"]))
            compiled += without[0] in (0, 1)
            matched += b'"entity"' in without[1]
            if with_it != without:
                lost.append((pattern, with_it, without))
    for pattern, with_it, without in lost:
        print("not ok - " + pattern.replace("#", "\\#"))
        print("# exit %d, %d lines with the prefilter; exit %d, %d lines without" %
              (with_it[0], with_it[1].count(b"\n"), without[0], without[1].count(b"\n")))
        print("# " + (with_it[2] + without[2]).decode(errors="replace").strip().replace("\n", "\n# "))
    enough = compiled * 3 > len(patterns) * 2 and matched * 4 > len(patterns)
    print(("ok" if not lost else "not ok") + " - no pattern of %d loses a match" % len(patterns))
    print(("ok" if enough else "not ok") + " - most of them compile (%d), many match (%d)" % (compiled, matched))
    print("1..%d" % (2 + len(lost)))
    return 1 if lost or not enough else 0


sys.exit(main())
