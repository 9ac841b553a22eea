#!/usr/bin/python3
"""All measures of speed and memory in one table, beside what they are to reach.

    cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF \\
          -DEVIDENT_BENCH=ON && ninja -C build/bench
    tests/bench/run.py                        on notes made here
    tests/bench/run.py NOTES...               and on folders, notes or JSON Lines of yours
    tests/bench/run.py --write                also into tests/bench/results.md and growth.svg
    tests/bench/run.py --gate                 the ratios that CI holds, in less than a minute

The notes made here have the words of corpora/notes, each behind one that it follows there, so
that no sentence of them is a sample's; the same seed gives the same notes. They speak of the
spine all the time, and so cost several times as much as notes of all fields do. Times are of one core.
Ratios are of one run and hold on any machine; MB/s and us do not. Counts of what was found are
checked: both engines, all rounds and one or two jobs must give the same.
"""
import argparse
import collections
import datetime
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import growth

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEED = 2026
HEADS = ["HISTORY OF PRESENT ILLNESS:", "PHYSICAL EXAM:", "IMAGING:", "ASSESSMENT:", "PLAN:"]


def words_of_corpora():
    words = []
    for path in sorted((ROOT / "corpora/notes").glob("*.txt")):
        text = path.read_bytes().decode("latin-1").replace("\0", "")
        words += [w for w in re.findall(r"[A-Za-z0-9/+'-]+[,.]?", text) if w.isascii()]
    return words


def made_notes(count, chance):
    words = words_of_corpora()
    behind = collections.defaultdict(list)
    for word, after in zip(words, words[1:]):
        behind[word].append(after)
    for _ in range(count):
        size, note = chance.randint(1000, 5000), ""
        for head in HEADS:
            note += head + "\n"
            word, line = chance.choice(words), 0
            for _ in range(size // len(HEADS) // 6):
                note += word + (" " if line < 70 else "\n")
                line = 0 if line >= 70 else line + len(word) + 1
                # Now and then a jump, so that notes are not the samples'.
                again = behind[word] if behind[word] and chance.random() < 0.8 else words
                word = chance.choice(again)
            note += "\n\n"
        yield note


def write_lines(path, notes):
    with open(path, "w") as file:
        for i, note in enumerate(notes):
            file.write(json.dumps({"id": str(i), "text": note}) + "\n")


def literal_lexicon(folder, count, chance):
    """`count` literal phrases. 700 stand in the notes made here, whatever the count, so that what
    grows is the lexicon and not what is found; the others begin with the same words."""
    words = sorted({w.lower().strip(",.'+-/") for w in words_of_corpora()})
    words = [w for w in words if re.fullmatch(r"[a-z0-9]+", w)]
    runs = [re.sub(r"[^a-z0-9]+", " ", w.lower()).strip() for w in words_of_corpora()]
    phrases = set()
    while len(phrases) < count:
        if len(phrases) < 700:
            at = chance.randrange(len(runs) - 5)
            phrase = " ".join(runs[at:at + chance.randint(2, 5)])
        else:
            phrase = " ".join(chance.choices(words, k=chance.randint(3, 6)))
        if re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)+", phrase):
            phrases.add(phrase)
    folder.mkdir()
    lines = sorted(phrases)
    with open(folder / "literals.yaml", "w") as file:
        file.write("concepts:\n")
        for i in range(0, len(lines), 10):
            file.write(f"  c{i}:\n    kind: problem\n    phrases: |\n")
            file.writelines(f"      {line}\n" for line in lines[i:i + 10])
    return folder


class Programs:
    def __init__(self, build):
        self.evident = str(Path(build) / "evident")
        self.stages_program = str(Path(build) / "evident_stages")

    def stages(self, *words):
        done = subprocess.run([self.stages_program, *map(str, words)], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"evident_stages {' '.join(map(str, words))}: {done.stderr}")
        return {name: float(value) for name, value in map(str.split, done.stdout.splitlines())}

    def batch(self, *words, stdin=None):
        """Seconds of the clock, peak MB, and the number of bytes written."""
        begin = time.perf_counter()
        process = subprocess.Popen([self.evident, "batch", "-q", *map(str, words)], stdin=stdin,
                                   stdout=subprocess.PIPE)
        size = 0
        while piece := process.stdout.read(1 << 20):
            size += len(piece)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit("evident batch failed")
        return time.perf_counter() - begin, usage.ru_maxrss / 1000, size

    def start(self, note, rounds=20):
        """The best time from exec to the end of one report, in ms."""
        best = 1e9
        for _ in range(rounds):
            begin = time.perf_counter()
            subprocess.run([self.evident, "code", note], stdout=subprocess.DEVNULL, check=True)
            best = min(best, time.perf_counter() - begin)
        return best * 1000

    def soak(self, line, counts=(2000, 40000)):
        """Resident MB of one process after so many notes from a pipe."""
        process = subprocess.Popen([self.evident, "batch", "-q", "--jobs", "1", "-"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        resident, done = [], 0
        for count in counts:
            while done < count:
                process.stdin.write(line * 100)
                process.stdin.flush()
                for _ in range(100):
                    process.stdout.readline()
                done += 100
            status = Path(f"/proc/{process.pid}/status").read_text()
            resident.append(int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000)
        process.stdin.close()
        process.stdout.read()
        process.wait()
        return resident


def machine():
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    busy = os.getloadavg()[0]  # other programs share caches and cores
    return f"{model[1] if model else 'unknown'}, {os.cpu_count()} cores, load {busy:.1f}"


class Table:
    def __init__(self):
        self.rows, self.problems = [], []

    def add(self, what, value, unit="", least=None, most=None):
        aim = f">= {least}" if least is not None else f"<= {most}" if most is not None else ""
        kept = (least is None or value >= least) and (most is None or value <= most)
        self.rows.append((what, f"{value:.2f} {unit}".strip(), aim, "" if kept else "not reached"))
        if not kept:
            self.problems.append(what)

    def check(self, what, holds):
        if not holds:
            sys.exit(f"wrong: {what}")

    def text(self):
        rows = [("what", "value", "aim", "")] + self.rows
        widths = [max(len(row[i]) for row in rows) for i in range(4)]
        lines = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths)) + " |" for row in rows]
        lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
        return "\n".join(lines) + "\n"


def measure_notes(table, programs, paths, rounds):
    fast = programs.stages("--rounds", rounds, "--ruler", *paths)
    plain = programs.stages("--rounds", 2, "--engine", "re2", *paths)
    counted = ["notes", "tokens", "mentions", "findings", "bytes-out"]
    table.check("both engines find the same", all(fast[c] == plain[c] for c in counted))
    table.check("something is found", fast["mentions"] > fast["notes"])
    notes, size = fast["notes"], fast["bytes"]
    stages = ["read", "decode", "match", "context", "rules", "write"]
    whole = sum(fast[name] for name in stages)
    for name in stages + ["tokenise"]:
        note = " (once more, alone)" if name == "tokenise" else ""
        aim = 5.0 if name == "context" else None
        table.add(f"{name}{note}", fast[name] / notes * 1e6, "us a note", most=aim)
    table.add("whole pipeline", size / whole / 1e6, "MB/s", least=60)
    if fast["ruler"] > 0.7 * fast["ruler-first"]:
        print("the ruler thrashes or is not warm: its warm round is hardly faster than the first")
    table.add("bare RE2::Set, whole notes, ids only", size / fast["ruler"] / 1e6, "MB/s")
    table.add("whole pipeline / bare Set", fast["ruler"] / whole, "x", least=0.30)
    table.add("match / bare Set", fast["ruler"] / fast["match"], "x", least=0.33)
    table.add("time of context / of bare Set", fast["context"] / fast["ruler"], "x")
    table.add("match / --engine re2", plain["match"] / fast["match"], "x", least=2.0)
    return whole / size


def measure_process(table, programs, paths, folder):
    note = folder / "note.txt"
    note.write_text("Low back pain radiating down the right leg. Assessment: sciatica, right side.\n")
    table.add("start: exec to report", programs.start(note), "ms", most=80)
    # Ten times over, so that the start, which is one job's, hardly counts; the best of three.
    one, memory, size = min(programs.batch("--jobs", 1, *paths * 10) for _ in range(3))
    two, _, again = min(programs.batch("--jobs", 2, *paths * 10) for _ in range(3))
    table.check("two jobs write the same", size == again)
    table.add("batch of ten times the notes, one job", one, "s")
    table.add("two jobs / one", one / two, "x", least=1.8)
    table.add("resident, one job", memory, "MB", most=64)
    line = json.dumps({"id": "x", "text": note.read_text() * 5}).encode() + b"\n"
    before, after = programs.soak(line)
    table.add("soak: resident after 40,000 notes / 2,000", after / before, "x", most=1.05)


def worst_notes(programs):
    """The three costliest kinds of awkward notes, with the seconds a byte of 1 MB of it takes."""
    size = 10**6
    start = min(growth.run(programs.evident, "blanks", 0)[1] for _ in range(3))
    costs = {kind: (growth.run(programs.evident, kind, size)[1] - start) / size
             for kind in growth.KINDS}
    return sorted(costs.items(), key=lambda item: item[1])[-3:]


def measure_growth(table, programs, folder, notes):
    points = []
    for count in (1000, 10000, 100000):
        lexicon = literal_lexicon(folder / f"lexicon-{count}", count, random.Random(SEED))
        got = programs.stages("--lexicons", lexicon, "--rounds", 3, notes)
        begin = time.perf_counter()
        usage = subprocess.run(["/usr/bin/env", "python3", "-c", MEMORY, programs.stages_program,
                                str(lexicon), str(folder / "note.txt")], capture_output=True, text=True)
        points.append((count, got["match"] / got["notes"] * 1e6, float(usage.stdout or 0),
                       time.perf_counter() - begin, got["mentions"]))
        table.check("literals are found", got["mentions"] > 0)
        table.add(f"growth: match with {count:,} literals", points[-1][1], "us a note")
        table.add(f"growth: load {count:,}, one note", points[-1][3], "s")
    table.add("growth: time at 100,000 / 1,000", points[-1][1] / points[0][1], "x", most=1.6)
    table.add("growth: memory at 100,000 - 1,000", points[-1][2] - points[0][2], "MB", most=100)
    return points


# Peak MB of the stages program over one note with a lexicon.
MEMORY = """
import os, subprocess, sys
p = subprocess.Popen([sys.argv[1], "--lexicons", sys.argv[2], "--rounds", "1", sys.argv[3]],
                     stdout=subprocess.DEVNULL)
print(os.wait4(p.pid, 0)[2].ru_maxrss / 1000)
"""


def gate(programs, folder):
    """The engine against the plain one, and against the bare Set, on few notes."""
    notes = folder / "notes.jsonl"
    write_lines(notes, made_notes(150, random.Random(SEED)))
    table = Table()
    fast = programs.stages("--rounds", 5, "--ruler", notes)
    plain = programs.stages("--rounds", 2, "--engine", "re2", notes)
    table.check("both engines find the same", fast["mentions"] == plain["mentions"])
    table.check("something is found", fast["findings"] > 100)
    table.add("match / --engine re2", plain["match"] / fast["match"], "x", least=1.8)
    table.add("match / bare Set", fast["ruler"] / fast["match"], "x", least=0.30)
    print(table.text(), end="")
    return 1 if table.problems else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", nargs="*", help="folders, notes, JSON Lines")
    parser.add_argument("--build", default=str(ROOT / "build/bench"), help="where the programs are")
    parser.add_argument("--count", type=int, default=1000, help="of notes to make")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--gate", action="store_true")
    options = parser.parse_args()
    programs = Programs(options.build)
    began_on = machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.gate:
            return gate(programs, folder)
        made = folder / "notes.jsonl"
        write_lines(made, made_notes(options.count, random.Random(SEED)))
        tables = {f"{options.count} notes made with seed {SEED}": [made]}
        if options.notes:
            tables[f"notes given: {' '.join(Path(note).name for note in options.notes)}"] = options.notes
        worst = worst_notes(programs)
        text = ""
        for what, paths in tables.items():
            table = Table()
            cost = measure_notes(table, programs, paths, options.rounds)
            measure_process(table, programs, paths, folder)
            for kind, seconds in worst:
                table.add(f"worst notes, a byte / one of the notes: {kind}", seconds / cost, "x", most=5)
            if paths == [made]:
                points = measure_growth(table, programs, folder, made)
            text += f"{datetime.date.today()}, {began_on}; {what}\n\n{table.text()}\n"
    print(text, end="")
    if options.write:
        (HERE / "results.md").write_text(
            "# Speed and memory\n\nWritten by `tests/bench/run.py --write NOTES`.\n\n"
            f"{text}![us a note by literal phrases](growth.svg)\n")
        subprocess.run([sys.executable, HERE / "plot.py", HERE / "growth.svg"], check=True,
                       input="\n".join(f"{p[0]} {p[1]}" for p in points), text=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
