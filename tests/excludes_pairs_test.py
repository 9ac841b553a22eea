#!/usr/bin/python3
"""No report proposes two codes that exclude each other (Excludes1) in one part of the spine.

Every code that a case of tests/cases gives on its own has words that state it: the shortest such
note. For each pair of these codes with an Excludes1 note between them, both orders of the two
statements are one note, whose report must not propose both, unless they speak of different parts
of the spine (then they are unrelated) or a query asks about one of them.
Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/excludes_pairs_test.py
"""
import json
import os
import re
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LONGEST = 70  # characters of a statement
PARTS = {"occipito-atlanto-axial": "neck", "cervical": "neck", "cervicothoracic": "neck",
         "thoracic": "mid", "thoracolumbar": "low", "lumbar": "low", "lumbosacral": "low",
         "sacral": "low"}


def reports_on(texts):
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    done = subprocess.run([EVIDENT, "batch", "-q", "-"], input=lines.encode(), capture_output=True,
                          timeout=600, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def proposed(report):
    return {c["code"]: c for c in report["codes"]
            if c["status"] == "proposed" and c["support"] == "stated"}


def notes_of_cases():
    """Short notes of one line, without attributes, that give some code."""
    for path in sorted((ROOT / "tests/cases").glob("*.txt")):
        for case in re.split(r"^====.*\n", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            note, _, wanted = case.partition("\n----\n")
            if "\n" in note or note.startswith(":") or len(note) > LONGEST or ":" in note:
                continue
            if len(re.findall(r"^code ", wanted, re.M)) == 1:
                yield note.strip()


def statements():
    """Code -> the shortest note that gives it and nothing else."""
    notes = sorted(set(notes_of_cases()), key=lambda note: (len(note), note))
    stated = {}
    for note, report in zip(notes, reports_on(notes)):
        codes = proposed(report)
        if len(codes) == 1:
            stated.setdefault(next(iter(codes)), note)
    return stated


def names(pattern, code):
    """Does "M50.-", "M54.2" or "M50-M54" name the code?"""
    whole = pattern.rstrip("-").rstrip(".")
    first, _, last = whole.partition("-")
    return first <= code and code[:len(last)] <= last if last else code.startswith(whole)


def excluded_by(code):
    done = subprocess.run([EVIDENT, "codes", code, "--format", "json"], capture_output=True,
                          timeout=60, check=True)
    return json.loads(done.stdout)["excludes1"]


def pairs(codes):
    with ThreadPoolExecutor(2) as pool:
        patterns = dict(zip(codes, pool.map(excluded_by, codes)))
    for i, a in enumerate(codes):
        for b in codes[i + 1:]:
            if any(names(p, b) for p in patterns[a]) or any(names(p, a) for p in patterns[b]):
                yield a, b


def parts_of(report):
    return {PARTS[f["region"]] for f in report["findings"] if f["region"] in PARTS} | {
        part for f in report["findings"] for part in map(part_of_level, f["level"])}


def part_of_level(level):
    """Of a segment between two parts as rules.yaml has it: C7-T1 the neck, T12-L1 the low back."""
    if level.startswith("C"):
        return "neck"
    return "mid" if level.rpartition("-")[2].startswith("T") else "low"


class ExcludesPairs(unittest.TestCase):
    def test_no_report_has_both(self):
        stated = statements()
        self.assertGreater(len(stated), 60, "the cases state too few codes to walk the pairs")
        walked = list(pairs(sorted(stated)))
        self.assertGreater(len(walked), 150, "too few pairs exclude each other")
        alone = dict(zip(stated, map(parts_of, reports_on(list(stated.values())))))
        related = [(a, b) for a, b in walked
                   if not alone[a] or not alone[b] or alone[a] & alone[b]]
        orders = [(a, b) for a, b in related] + [(b, a) for a, b in related]
        notes = [f"{stated[a].rstrip('.')}. {stated[b].rstrip('.')}." for a, b in orders]
        both = []
        for (a, b), note, report in zip(orders, notes, reports_on(notes)):
            codes = proposed(report)
            asked = {query["code"] for query in report["queries"] if query["about"] == "unrelated"}
            if a in codes and b in codes and not asked & {a, b}:
                both.append(f"{a} and {b}: {note}")
        self.assertEqual(both, [], f"{len(both)} of {len(orders)} notes have both codes of a pair")


if __name__ == "__main__":
    unittest.main()
