#!/usr/bin/python3
"""Time and memory of the program on notes of one kind as they grow.

    tests/bench/growth.py [--evident PROGRAM] [--sizes 1,10,100] [--check]

Sizes are megabytes (10^6 bytes). Each note is made here and read from a pipe; a figure without the
codes that are expected is an error. --check
fails when a size takes more than 2.5 times as long a byte as the size before it; the start of the
program is measured on an empty note and left out.
"""
import argparse
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCE = "Patient has low back pain radiating down the right leg. Denies neck pain or fever. "
VISIT = ("HISTORY OF PRESENT ILLNESS:\nThe patient returns for follow-up of several problems and "
         "is doing well today.\nBlood pressure 120/80, pulse 72, no complaints of chest pain.\n\n"
         "ASSESSMENT:\n1. Hypertension, stable.\n2. Sciatica, left side.\n\n")

# name -> (piece, how it begins, codes that must be proposed)
KINDS = {
    "visits": (VISIT, "", {"M54.32"}),
    "one line": (SENTENCE, "", {"M54.50"}),
    "short lines": ("LBP\n", "", {"M54.50"}),
    "one finding": ("sciatica, right side. ", "", {"M54.31"}),
    "one word": ("a", "Low back pain. ", {"M54.50"}),
    "blanks": (" ", "Low back pain.", {"M54.50"}),
    "NUL bytes": ("\0", "Low back pain. ", {"M54.50"}),
    "heads": ("PLAN: ", "Low back pain.\n", {"M54.50"}),
    "list marks": ("1. ", "Low back pain.\n", {"M54.50"}),
    "check boxes": ("[x] ", "Low back pain.\n", {"M54.50"}),
    "commas": ("no pain, ", "Low back pain. ", {"M54.50"}),
    "brackets": ("(", "Low back pain. ", {"M54.50"}),
    "digits": ("7", "Low back pain. ", {"M54.50"}),
    "not UTF-8": ("\x85\x92 x ", "Low back pain. ", {"M54.50"}),
    "levels": ("L4-L5 ", "Low back pain. ", {"M54.50"}),
    "discs": ("HNP. ", "L4-5, L4-5.\n\n", {"M51.26"}),
    "cues": ("no ", "Low back pain. ", {"M54.50"}),
}


def write_note(kind, size, pipe):
    """Piece by piece: what this program holds would count to the peak of the one it starts."""
    piece, begin, _ = KINDS[kind]
    encoding = "latin-1" if kind == "not UTF-8" else "utf-8"
    piece, begin = piece.encode(encoding), begin.encode(encoding)
    many = piece * max(1, 65536 // len(piece))
    with pipe:
        pipe.write(begin)
        for _ in range((size - len(begin)) // len(many)):
            pipe.write(many)


def run(evident, kind, size):
    """The codes proposed, seconds of the processor, peak memory in MB of one run."""
    process = subprocess.Popen([evident, "code", "--format", "json", "-"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    writer = threading.Thread(target=write_note, args=(kind, size, process.stdin))
    writer.start()
    head = process.stdout.read(1 << 16)  # codes come before findings
    while process.stdout.read(1 << 16):
        pass
    writer.join()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    proposed = set(re.findall(rb'"code":"([^"]+)","title":"[^"]*","status":"proposed"', head))
    return ({code.decode() for code in proposed}, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1000)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evident", default=os.environ.get("EVIDENT") or
                        str(ROOT / "build/release/evident"))
    parser.add_argument("--sizes", default="1,10,100", help="megabytes, ascending")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    sizes = [float(size) for size in options.sizes.split(",")]
    start = min(run(options.evident, "blanks", 0)[1] for _ in range(3))
    print(f"start {start:.2f} s, left out below; seconds of the processor, MB resident")
    print(f"{'kind':12}" + "".join(f"{size:>12g} MB" for size in sizes) + "   a byte, last to first")
    problems = []
    for kind in options.kinds.split(","):
        cells, costs = "", []
        for size in sizes:
            proposed, seconds, memory = run(options.evident, kind, int(size * 1e6))
            if not KINDS[kind][2] <= proposed:
                problems.append(f"{kind}, {size:g} MB: proposed {sorted(proposed)}")
            # Less than a part of the start is lost in how much that varies.
            costs.append(max(seconds - start, start / 2) / size)
            cells += f"{seconds - start:8.2f} {memory:6.0f}"
        for i in range(1, len(costs)):
            if costs[i] > 2.5 * costs[i - 1] and costs[i] * sizes[i] > 0.2:
                problems.append(f"{kind}: {sizes[i]:g} MB cost {costs[i] / costs[i - 1]:.1f} times "
                                f"as much a byte as {sizes[i - 1]:g} MB")
        print(f"{kind:12}{cells}   {costs[-1] / costs[0]:.2f}", flush=True)
    for problem in problems:
        print("growth: " + problem, file=sys.stderr)
    return 1 if problems and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
