#!/usr/bin/python3
"""What an author of lexicons and rules is told of a mistake: tests/errors/{lexicon,rules}-NAME.yaml must give
NAME.out, word for word. A lexicon-NAME.more.yaml is read beside the first. The knowledge around a faulty file is a
handful of lines here, so that no change of the shipped one changes what these tests expect.

`author_mistakes_test.py --update` writes the .out files; read their diff."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ.get("EVIDENT_SOURCE_DIR", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVIDENT = os.environ.get("EVIDENT", os.path.join(ROOT, "build", "dev", "evident"))
ERRORS = os.path.join(ROOT, "tests", "errors")

LEXICON = """\
lists:
  ache: pain|ache
concepts:
  low-back-pain:
    kind: symptom
    phrases: |
      low back <ache>
  leg-pain:
    kind: symptom
    phrases: |
      leg <ache>
  sciatica:
    kind: problem
    groups: [nerve-pain]
    phrases: |
      sciatica
  lumbosacral:
    kind: modifier
    says: {level: L5-S1}
    phrases: |
      L5-S1
  hpi:
    kind: section
    phrases: |
      hpi
"""

RULES = """\
axes:
  side: {right: 1, left: 2, none: 0}
rules:
  - id: sciatica
    code: M54.3{side}
    when: sciatica
    because: Sciatica is documented.
    cite: ICD-10-CM M54.3-
"""


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def messages(files, lexicon=LEXICON, rules=RULES):
    """Exit code, stdout and stderr of `evident code` with the faulty files of tests/errors."""
    with tempfile.TemporaryDirectory() as folder:
        lexicons = os.path.join(folder, "lexicons")
        os.mkdir(lexicons)
        write(lexicons, "base.yaml", lexicon)
        write(folder, "rules.yaml", rules)
        for path in files:
            name = os.path.basename(path)
            if name.startswith("lexicon-"):
                shutil.copy(path, lexicons)
            else:
                shutil.copy(path, os.path.join(folder, "rules.yaml"))
        run = subprocess.run([EVIDENT, "code", "--lexicons", "lexicons", "--rules", "rules.yaml", "-"], cwd=folder,
                             input="", capture_output=True, encoding="utf-8", timeout=60)
    return run.returncode, run.stdout, run.stderr


def stems():
    """Each stem with its files."""
    found = {}
    for path in sorted(glob.glob(os.path.join(ERRORS, "lexicon-*.yaml")) + glob.glob(os.path.join(ERRORS, "rules-*.yaml"))):
        found.setdefault(os.path.basename(path).split(".")[0], []).append(path)
    return found


class AuthorMistakes(unittest.TestCase):
    maxDiff = None

    def test_every_message(self):
        self.assertTrue(stems())
        for stem, files in stems().items():
            with self.subTest(stem):
                expected = read(os.path.join(ERRORS, stem + ".out"))
                code, _, err = messages(files)
                self.assertEqual(err, expected)
                self.assertEqual(code, 2 if ": error: " in expected else 0)

    def test_every_expectation_has_its_file(self):
        outs = [os.path.basename(path)[:-4] for path in glob.glob(os.path.join(ERRORS, "*.out"))]
        self.assertEqual(sorted(stem for stem in outs if stem.startswith(("lexicon-", "rules-"))), sorted(stems()))

    def test_the_knowledge_around_is_right(self):
        code, _, err = messages([])
        self.assertEqual((code, err), (0, ""))

    def test_nothing_is_coded_after_a_mistake(self):
        code, out, _ = messages([os.path.join(ERRORS, "rules-codes.yaml")])
        self.assertEqual((code, out), (2, ""))

    def test_mistakes_of_several_files_come_in_one_run(self):
        _, _, one = messages([os.path.join(ERRORS, "lexicon-blocks.yaml")])
        _, _, other = messages([os.path.join(ERRORS, "lexicon-lists.yaml")])
        code, _, both = messages([os.path.join(ERRORS, "lexicon-lists.yaml"), os.path.join(ERRORS, "lexicon-blocks.yaml")])
        self.assertEqual((code, both), (2, one + other))

    def test_lexicons_without_a_concept(self):
        code, _, err = messages([], lexicon="lists:\n  ache: pain\n")
        self.assertEqual((code, err), (2, "error: the lexicons hold no concept\n"))

    def test_the_shipped_knowledge_has_no_mistake_beside_a_faulty_file(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(os.path.join(ROOT, "lexicons"), os.path.join(folder, "lexicons"))
            shutil.copy(os.path.join(ERRORS, "lexicon-blocks.yaml"), os.path.join(folder, "lexicons"))
            run = subprocess.run([EVIDENT, "code", "--lexicons", "lexicons", "--rules", os.path.join(ROOT, "rules.yaml"), "-"],
                                 cwd=folder, input="", capture_output=True, encoding="utf-8", timeout=60)
        self.assertEqual((run.returncode, run.stderr), (2, read(os.path.join(ERRORS, "lexicon-blocks.out"))))


def update():
    for stem, files in stems().items():
        write(ERRORS, stem + ".out", messages(files)[2])


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        unittest.main()
