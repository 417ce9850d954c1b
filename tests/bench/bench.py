#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py BIN_DIR ROOT MEASURE [ICU_SPLIT]: how fast each stage is, and how much memory it takes, beside peers in the same run.

    meson test -C build --benchmark --verbose                    everything
    tests/bench/bench.py BIN_DIR ROOT MEASURE --quick            2 MB only, 3 runs
    … --record LABEL                                             also appends to tests/bench/runs/LABEL.tsv
    … --sizes 2,20 --memory 200 --runs 10

The text is made by corpus.py: as news is, and, as a second measure of the smallest size, as dense as no news is (--dense there). How
news is was measured with these programs on texts that we may not pass on (English Wikinews and other genres of UD English GUM, WikiWars,
WikiGold, the web texts of UNER EWT), in records a kilobyte of text:

                     bytes a sentence   sentences with    records
                      mean    median    figures  dates    all   dates figures names attributions claims
    GUM news           120       112       28 %   30 %    26.2    3.0    3.3   14.4     2.4       3.1
    WikiWars           132       123       23 %   40 %    29.6    4.0    2.6   18.8     0.9       3.3
    WikiGold           119       107       33 %   42 %    28.7    5.1    4.2   14.1     0.6       4.7
    GUM, all genres     84        67       20 %   15 %    15.9    2.4    3.4    6.1     1.2       2.9
    UNER EWT            69        52       13 %   13 %    17.1    2.6    2.7    7.9     1.1       2.8
    corpus.py          109       108       31 %   31 %    25.3    3.3    3.2   11.3     3.5       4.0
    corpus.py --dense   63        65       41 %   31 %    34.8    5.7    7.1    9.6     4.9       7.6

A time is the CPU time (with -j: the time on the clock), the median of the runs less the median of the empty run (start-up); a rate is megabytes of plain text a second, also for
stages that read records. Counts stand beside times: a fast wrong answer shows. The machine is what it is: compare within one run.
"""
import argparse
import datetime
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


class Bench:
    def __init__(self, args, scratch):
        self.args, self.scratch, self.rows = args, scratch, []
        self.env = dict(os.environ, LC_ALL="C", CLAIMPIPE_RULES=str(args.root / "rules"))

    def once(self, command, source, target="/dev/null", stderr=None):
        """Runs a command; returns seconds, CPU seconds, peak MB. A status above 1 ends the benchmark."""
        result = self.scratch / "result"
        with open(source, "rb") as stdin, open(target, "wb") as stdout:
            subprocess.run([str(self.args.measure), str(result)] + [str(c) for c in command], stdin=stdin, stdout=stdout, stderr=stderr, env=self.env, check=True)
        seconds, cpu, kib, status = result.read_text().split()
        if int(status) > 1:
            sys.exit(f"bench.py: {command[0]} exited {status}")
        return float(seconds), float(cpu), int(kib) / 1024

    def timed(self, name, command, source, megabytes, lines=None, runs=None):
        """One row: the median of the runs less the empty run. Returns it."""
        runs = runs or self.args.runs
        clock = 0 if "-j" in command else 1  # what works alone is measured by its CPU time, which others' work changes less
        empty = statistics.median(self.once(command, "/dev/null")[clock] for _ in range(min(5, runs)))
        taken = [self.once(command, source) for _ in range(runs)]
        seconds = max(statistics.median(t[clock] for t in taken) - empty, 1e-6)
        row = dict(name=name, mb=megabytes, seconds=seconds, rate=megabytes / seconds, rss=max(t[2] for t in taken), count=lines, empty_ms=empty * 1000)
        self.rows.append(row)
        count = f"{lines:>10,}" if lines is not None else " " * 10
        print(f"{name:<34} {megabytes:6.1f} MB {seconds:9.3f} s {row['rate']:8.1f} MB/s {row['rss']:7.1f} MB peak {count} lines   (empty run {empty * 1000:.1f} ms)", flush=True)
        return row

    def lines_of(self, command, source, target=None):
        target = target or self.scratch / "counted"
        self.once(command, source, target)
        with open(target, "rb") as f:
            return sum(1 for _ in f)

    def corpus(self, megabytes, *options):
        path = self.scratch / f"corpus-{megabytes}{''.join(options)}"
        if not path.exists():
            with open(path, "wb") as f:
                subprocess.run([sys.executable, str(HERE / "corpus.py"), str(megabytes), *options], stdout=f, check=True)
        return path

    def dense(self, megabytes):
        """The second measure: extract on the hardest text."""
        plain, jsonl = self.corpus(megabytes, "--dense"), self.corpus(megabytes, "--jsonl", "--dense")
        sentences, extract = self.scratch / "sentences-dense", [self.args.bin / "extract"]
        self.lines_of([self.args.bin / "segment", "--jsonl"], jsonl, sentences)
        self.timed("extract, dense text", extract, sentences, plain.stat().st_size / 1e6, self.lines_of(extract, sentences))

    def stages(self, megabytes):
        program = lambda name, *options: [self.args.bin / name, *options]
        plain, jsonl = self.corpus(megabytes), self.corpus(megabytes, "--jsonl")
        real = plain.stat().st_size / 1e6
        sentences, records = self.scratch / f"sentences-{megabytes}", self.scratch / f"records-{megabytes}"
        conflicts = self.scratch / "conflicts"
        rows = {}
        rows["segment"] = self.timed("segment", program("segment"), plain, real, self.lines_of(program("segment"), plain))
        rows["segment --jsonl"] = self.timed("segment --jsonl", program("segment", "--jsonl"), jsonl, real, self.lines_of(program("segment", "--jsonl"), jsonl, sentences))
        rows["extract"] = self.timed("extract", program("extract"), sentences, real, self.lines_of(program("extract"), sentences, records))
        if (os.cpu_count() or 1) > 1:
            rows["extract -j 2"] = self.timed("extract -j 2", program("extract", "-j", "2"), sentences, real, None)
        rows["crosscheck"] = self.timed("crosscheck", program("crosscheck"), records, real, self.lines_of(program("crosscheck"), records, conflicts))
        kinds = {}
        with open(conflicts, encoding="utf-8") as f:
            for line in f:
                kind = line[9:line.index('"', 9)]
                kinds[kind] = kinds.get(kind, 0) + 1
        print("  records: " + ", ".join(f"{count:,} {kind}" for kind, count in kinds.items()))
        if shutil.which("rg"):
            words = self.scratch / "words"
            words.write_bytes(subprocess.run([sys.executable, str(HERE / "corpus.py"), "0", "--words"], capture_output=True, check=True).stdout)
            rg = ["rg", "-j1", "-o", "-n", "--json", "-iw", "-f", words, "-"]
            rows["rg"] = self.timed("peer: rg --json, 300 words", rg, plain, real, self.lines_of(rg, plain))
        else:
            print("peer: rg is not installed: skipped")
        if self.args.icu_split:
            rows["icu"] = self.timed("peer: ICU sentences", [self.args.icu_split], plain, real, self.lines_of([self.args.icu_split], plain))
        else:
            print("peer: ICU is not installed: skipped")
        for ours, theirs in (("segment", "icu"), ("extract", "rg"), ("extract", "icu")):
            if ours in rows and theirs in rows:
                print(f"  {ours} / {rows[theirs]['name']}: {rows[ours]['rate'] / rows[theirs]['rate']:.2f} times as fast")

    def memory(self, small, large):
        """Peak memory of each stage, the whole pipeline running, at two sizes. Across documents crosscheck keeps what claims say; within
        them (or --sorted) it keeps no more than a document (or a block), and that must stay flat."""
        peaks = {}
        for megabytes in (small, large):
            source = self.corpus(megabytes, "--jsonl")
            stages = [["segment", "--jsonl"], ["extract"], ["crosscheck", "--within"]]
            with open(source, "rb") as stdin:
                running, before = [], stdin
                for i, (name, *options) in enumerate(stages):
                    last = i == len(stages) - 1
                    command = [str(self.args.measure), str(self.scratch / f"peak-{name}"), str(self.args.bin / name), *options]
                    process = subprocess.Popen(command, stdin=before, stdout=subprocess.DEVNULL if last else subprocess.PIPE, env=self.env)
                    if before is not stdin:
                        before.close()
                    before = process.stdout
                    running.append(process)
                for process in running:
                    process.wait()
            source_peaks = {name: (self.scratch / f"peak-{name}").read_text().split() for name, *_ in stages}
            peaks[megabytes] = source_peaks
            for name, (seconds, cpu, kib, status) in source_peaks.items():
                print(f"memory: {name:<26} {megabytes:6} MB {float(seconds):9.3f} s {float(cpu):8.2f} s CPU {int(kib) / 1024:7.1f} MB peak   exit {status}", flush=True)
                self.rows.append(dict(name=f"memory {name}", mb=megabytes, seconds=float(seconds), rate=0, rss=int(kib) / 1024, count=None, empty_ms=0))
        for name in peaks[small]:
            a, b = int(peaks[small][name][2]), int(peaks[large][name][2])
            print(f"  {name}: {b / a:.2f} times the memory for {large // small} times the text")

    def cold_start(self):
        sentence, one = self.scratch / "one.txt", self.scratch / "one.jsonl"
        sentence.write_text("Police said 16 people were killed in Zhanaozen on 16 December 2011.\n")
        self.once([self.args.bin / "segment"], sentence, one)
        unfrozen = ["extract", "--frozen", one]  # these are no frozen rules: they are read
        for name, command, source in (("segment", ["segment"], sentence), ("extract", ["extract"], one), ("extract, rules read", unfrozen, one),
                                      ("crosscheck", ["crosscheck"], one)):
            warned = subprocess.DEVNULL if command is unfrozen else None
            taken = [self.once([self.args.bin / command[0], *command[1:]], source, stderr=warned) for _ in range(40)]
            clock, cpu = (sorted(t[i] for t in taken) for i in (0, 1))
            print(f"cold start: {name} on one sentence, of 40: on the clock median {clock[20] * 1000:.1f} ms, best {clock[0] * 1000:.1f} ms; "
                  f"CPU time median {cpu[20] * 1000:.1f} ms, best {cpu[0] * 1000:.1f} ms")
            self.rows.append(dict(name=f"cold start {name}", mb=0, seconds=clock[20], rate=0, rss=0, count=None, empty_ms=0))

    def record(self, label):
        path = HERE / "runs" / f"{label}.tsv"
        path.parent.mkdir(exist_ok=True)
        commit = subprocess.run(["git", "-C", str(self.args.root), "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
        new = not path.exists()
        with open(path, "a", encoding="utf-8") as f:
            if new:
                f.write("day\tcommit\twhat\tMB\tseconds\tMB/s\tpeak MB\tlines\tempty ms\n")
            for r in self.rows:
                f.write(f"{datetime.date.today()}\t{commit}\t{r['name']}\t{r['mb']:.1f}\t{r['seconds']:.4f}\t{r['rate']:.1f}\t{r['rss']:.1f}\t"
                        f"{'' if r['count'] is None else r['count']}\t{r['empty_ms']:.1f}\n")
        print(f"recorded in {path.relative_to(self.args.root)}")


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("bin", type=lambda s: pathlib.Path(s).resolve())
    p.add_argument("root", type=lambda s: pathlib.Path(s).resolve())
    p.add_argument("measure", type=lambda s: pathlib.Path(s).resolve())
    p.add_argument("icu_split", nargs="?", type=lambda s: pathlib.Path(s).resolve())
    p.add_argument("--sizes", default="2,20")
    p.add_argument("--memory", type=int, default=200, help="megabytes of the memory test; 0: none")
    p.add_argument("--runs", type=int, default=10)
    p.add_argument("--quick", action="store_true")
    p.add_argument("--record", metavar="LABEL")
    args = p.parse_args()
    sizes = [int(s) for s in args.sizes.split(",")]
    if args.quick:
        sizes, args.runs, args.memory = [2], 3, 0
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(args, pathlib.Path(scratch))
        for megabytes in sizes:
            bench.stages(megabytes)
        bench.dense(sizes[0])
        if args.memory:
            bench.memory(sizes[0], args.memory)
        bench.cold_start()
        if args.record:
            bench.record(args.record)


if __name__ == "__main__":
    main()
