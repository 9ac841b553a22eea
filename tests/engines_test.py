"""--engine re2 and the fast engine give the same bytes, whatever the command.

Over the notes of corpora/ and tests/cases/, and over notes made of their words. Drives the program
named by EVIDENT (default build/dev/evident). Run: python3 tests/engines_test.py
"""
import json
import os
import random
import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
SIGNS = [" ", " ", " ", " ", "  ", "\n", "\n\n", "-", "-\n", "/", ", ", ". ", "; ", ": ", " + ", " (-) ",
         "\t", "_", " no ", " ... ", "\u00a0", "\u2013"]


def run(*words, stdin=None):
    done = subprocess.run([EVIDENT, *map(str, words)], input=stdin, capture_output=True, timeout=600)
    return done.returncode, done.stdout, done.stderr


def case_notes():
    """The notes of the case files: what stands between a title and its divider."""
    for path in sorted((ROOT / "tests/cases").glob("*.txt")):
        for case in re.split(r"(?m)^====.*\n", path.read_text())[1:]:
            yield re.split(r"(?m)^----+\n", case)[0]


def made_notes(count):
    """Words of the notes of corpora/ in runs of some, with anything between them."""
    chance = random.Random(20)
    words = []
    for path in sorted((ROOT / "corpora/notes").glob("*.txt")):
        words += re.findall(r"[A-Za-z0-9/+'-]+", path.read_bytes().decode("latin-1"))
    for _ in range(count):
        note = ""
        while len(note) < 3000:
            at = chance.randrange(len(words) - 8)
            for word in words[at:at + chance.randint(1, 8)]:
                note += word + (" " if chance.random() < 0.8 else chance.choice(SIGNS))
            note += chance.choice(SIGNS)
        yield note


def lines_of(notes):
    return "".join(json.dumps({"id": str(i), "text": note}) + "\n"
                   for i, note in enumerate(notes)).encode()


class Engines(unittest.TestCase):
    def same(self, *words, stdin=None, at_least=1000):
        fast = run(*words, stdin=stdin)
        self.assertEqual(fast[0], 0, fast[2])
        self.assertGreater(len(fast[1]), at_least)
        plain = run(words[0], "--engine", "re2", *words[1:], stdin=stdin)
        if fast == plain:
            return
        for one, other in zip(fast[1].splitlines(), plain[1].splitlines()):
            self.assertEqual(one, other)
        self.assertEqual(fast, plain)

    def test_notes_of_corpora(self):
        self.same("batch", "-q", ROOT / "corpora/notes")

    def test_notes_of_cases(self):
        notes = list(case_notes())
        self.assertGreater(len(notes), 500)
        self.same("batch", "-q", "-", stdin=lines_of(notes))

    def test_made_notes(self):
        self.same("batch", "-q", "--jobs", 2, "-", stdin=lines_of(made_notes(300)), at_least=100000)

    def test_explained(self):
        for path in sorted((ROOT / "corpora/notes").glob("*.txt"))[::9]:
            self.same("explain", path)
            self.same("code", "--all", path)

    def test_context(self):
        lines = ""
        for note in list(case_notes())[::5]:
            for word in list(re.finditer(r"\w+", note))[::3]:
                lines += json.dumps({"id": "x", "text": note, "begin": word.start(),
                                     "end": word.end()}) + "\n"
        self.same("context", "-", stdin=lines.encode())

    def test_the_name_of_an_engine(self):
        code, _, errors = run("code", "--engine", "hyperscan", "-", stdin=b"")
        self.assertEqual(code, 2)
        self.assertIn("hyperscan", errors.decode())


if __name__ == "__main__":
    unittest.main()
