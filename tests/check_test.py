#!/usr/bin/python3
"""evident check as a program: messages, exit codes, updates, scores. Cases have knowledge of their own here, a
handful of phrases and rules, so that no change of the shipped lexicons changes what these tests expect."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ.get("EVIDENT_SOURCE_DIR", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVIDENT = os.environ.get("EVIDENT", "")
SHARED = os.path.join(os.path.dirname(ROOT), "shared")

LEXICON = """\
concepts:
  low-back-pain:
    kind: symptom
    phrases: |
      low back pain
      LBP
  sciatica:
    kind: problem
    phrases: |
      sciatica
  right:
    kind: modifier
    says: {side: right}
    phrases: |
      right
  left:
    kind: modifier
    says: {side: left}
    phrases: |
      left
  denies:
    kind: cue
    means: negated
    phrases: |
      denies
  probable:
    kind: cue
    means: possible
    phrases: |
      probable
"""

RULES = """\
axes:
  side: {right: 1, left: 2, none: 0}
rules:
  - id: low-back-pain
    code: M54.50
    when: low-back-pain
    because: Low back pain and nothing more.
    cite: ICD-10-CM M54.50
  - id: sciatica
    code: M54.3{side}
    when: sciatica and not low-back-pain
    because: Sciatica alone.
    cite: ICD-10-CM M54.3
  - id: lumbago-with-sciatica
    code: M54.4{side of sciatica}
    when: low-back-pain and sciatica
    absorbs: [low-back-pain]
    because: Both are one combination code.
    cite: ICD-10-CM M54.4
"""

DENIAL = """\
==== a denial
Denies low back pain.
----
finding low-back-pain "low back pain" negated by "Denies"
no codes
withheld M54.50 negated by "Denies"
"""

BOTH = """\
==== both are one code
LBP and right sciatica.
----
finding low-back-pain "LBP"
finding sciatica "sciatica" side=right by "right"
code M54.41 from "LBP", "sciatica", "right" rule lumbago-with-sciatica
withheld M54.50 absorbed
"""


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def figures(text):
    """The figures of a printed score, by name."""
    return {m[1]: float(m[2]) for m in re.finditer(r"^(\w+) +([\d.]+)$", text, re.M)}


class Check(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="evident check ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.knowledge = [f"--lexicons={self.folder}/knowledge", f"--rules={self.folder}/rules.yaml"]
        self.write("knowledge/all.yaml", LEXICON)
        self.write("rules.yaml", RULES)

    def write(self, name, text):
        write(os.path.join(self.folder, name), text)

    def read(self, name):
        return read(os.path.join(self.folder, name))

    def run_check(self, *words, folder=None, ci=False, shipped=False):
        environment = {k: v for k, v in os.environ.items() if k != "CI"}
        if ci:
            environment["CI"] = "true"
        command = [EVIDENT, "check", *words] + ([] if shipped else self.knowledge)
        return subprocess.run(command, cwd=folder or self.folder, env=environment, text=True, encoding="utf-8",
                              capture_output=True, timeout=120)

    def check(self, words, code, out=None, err=None, **options):
        done = self.run_check(*words, **options)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        if out is not None:
            self.assertEqual(done.stdout, out)
        if err is not None:
            self.assertEqual(done.stderr, err)
        return done

    # --- mistakes in files

    def test_mistakes_in_case_files_are_told_in_full(self):
        names = sorted(n[:-4] for n in os.listdir(f"{ROOT}/tests/errors")
                       if n.startswith("case-") and n.endswith(".txt"))
        self.assertGreaterEqual(len(names), 4)
        for name in names:
            with self.subTest(name):
                self.check([f"tests/errors/{name}.txt"], 2, "", read(f"{ROOT}/tests/errors/{name}.out"), folder=ROOT)

    def test_mistakes_of_all_files_come_in_one_run(self):
        self.write("cases/a.txt", DENIAL.replace("no codes", "no cods"))
        self.write("cases/b.txt", BOTH.replace("finding sciatica", "finding sciatca"))
        self.write("corpora/gold.jsonl", '{"id": "n", "codes": [{"code": "M54.50", "evidence": ["LPB"]}]}\n')
        self.write("corpora/notes/n.txt", "LBP")
        done = self.check(["cases", "corpora"], 2, "")
        self.assertEqual(re.findall(r"^(\S+): error: (.*)$", done.stderr, re.M),
                         [("cases/a.txt:5:4", 'unknown line after no "cods"'),
                          ("cases/b.txt:5:9", 'unknown concept "sciatca"'),
                          ("corpora/gold.jsonl:1", "evidence 1 of M54.50 does not stand in the note")])
        self.assertNotIn("LPB", done.stderr)

    def test_mistakes_in_the_knowledge_come_first(self):
        self.write("cases/a.txt", DENIAL)
        self.write("rules.yaml", RULES.replace("when: low-back-pain\n", "when: low-back-pane\n"))
        done = self.check(["cases"], 2, "")
        self.assertIn("rules.yaml:", done.stderr)
        self.assertIn("low-back-pane", done.stderr)

    def test_what_is_not_there(self):
        self.check(["nowhere"], 2, "", "error: nowhere: no such file or folder\n")
        os.mkdir(f"{self.folder}/empty")
        self.check(["empty"], 2, "",
                   "error: empty: no case files (*.txt) and no gold.jsonl in this folder\n")
        self.check([], 2, "", "error: nothing to check: there is no tests/cases and no corpora here\n",
                   shipped=True)
        self.check([], 0, "The knowledge files have no mistakes.\n", "")
        self.write("cases/a.txt", DENIAL)
        self.check(["cases", "--expect", "x"], 2, "", "error: --expect goes with one corpus\n")

    # --- cases

    def test_cases_that_hold(self):
        self.write("tests/cases/a.txt", DENIAL + "\n" + BOTH)
        self.write("tests/cases/more/b.txt", BOTH)
        self.check(["tests/cases/a.txt"], 0, "cases: 2 passed, 0 failed, 0 todo\n", "")
        self.check(["tests"], 0, "cases: 3 passed, 0 failed, 0 todo\n", "")
        self.check([], 0, "cases: 3 passed, 0 failed, 0 todo\n", "")

    def test_a_case_that_fails_shows_the_difference(self):
        self.write("a.txt", DENIAL + "\n" + BOTH.replace("side=right", "side=left").replace("M54.41", "M54.42"))
        self.check(["a.txt"], 1, """\
a.txt:8: both are one code
  - finding sciatica "sciatica" side=left by "right"
  + finding sciatica "sciatica" side=right by "right"
      LBP and right sciatica.
                    ^~~~~~~~
  - code M54.42 from "LBP", "sciatica", "right" rule lumbago-with-sciatica
      LBP and right sciatica.
      ^~~     ^~~~~ ^~~~~~~~
  + code M54.41 from "LBP", "right", "sciatica" rule lumbago-with-sciatica
      LBP and right sciatica.
      ^~~     ^~~~~ ^~~~~~~~
cases: 1 passed, 1 failed, 0 todo
""", "")

    def test_each_wrong_expectation_fails(self):
        for old, new in [('"LBP"\n', '"LBP" side=right by "right"\n'), ("finding low-back-pain", "finding sciatica"),
                         ('finding low-back-pain "LBP"\n', ""), ("side=right", "side=left"),
                         ('by "right"', 'by "LBP"'), (", \"right\" rule", " rule"),
                         ("rule lumbago-with-sciatica", "rule sciatica"), ("M54.41", "M54.40"),
                         ("absorbed", "negated"), ("M54.50 absorbed", "M54.31 absorbed"),
                         ("absorbed", "absorbed by M54.42"), ("absorbed\n", "absorbed\nquery M54.41 level\n"),
                         ("absorbed\n", 'absorbed\nclaim "LBP" deleted\n'),
                         ("absorbed\n", "absorbed\nwarning M54.41 no-such-warning\n"),
                         ("code M54.41 from", "code M54.41 inferred from")]:
            with self.subTest(new):
                self.assertIn(old, BOTH)
                self.write("a.txt", BOTH.replace(old, new, 1))
                self.check(["a.txt"], 1)

    def test_date_and_setting_reach_the_analyzer(self):
        deleted = '==== a\n:date 2021-09-30\nLBP.\n----\nfinding low-back-pain "LBP"\ncode M54.5 from "LBP"\n'
        probable = ('==== b\n:setting inpatient\nProbable sciatica.\n----\n'
                    'finding sciatica "sciatica" possible by "Probable"\ncode M54.30 from "sciatica"\n')
        self.write("a.txt", deleted + "\n" + probable)
        self.check(["a.txt"], 0)
        self.write("a.txt", deleted.replace("2021-09-30", "2021-10-01") + probable.replace("inpatient", "outpatient"))
        done = self.check(["a.txt"], 1)
        self.assertTrue(done.stdout.endswith("cases: 0 passed, 2 failed, 0 todo\n"), done.stdout)
        common = ":date 2021-09-30\n:setting inpatient\n\n"
        self.write("a.txt", common + deleted.replace(":date 2021-09-30\n", "") +
                   probable.replace(":setting inpatient\n", ""))
        self.check(["a.txt"], 0)

    def test_todo_must_fail(self):
        todo = BOTH.replace("code\nLBP", "code\n:todo sides\nLBP")
        self.assertNotEqual(todo, BOTH)
        self.write("a.txt", todo.replace("side=right", "side=left"))
        self.check(["a.txt"], 0, "cases: 0 passed, 0 failed, 1 todo\n", "")
        self.write("a.txt", todo)
        self.check(["a.txt"], 1,
                   "a.txt:1: both are one code\n  passes: remove :todo\ncases: 0 passed, 1 failed, 1 todo\n", "")

    # --- updates

    def test_update_corrects_expectations_and_tells_the_codes(self):
        wrong = BOTH.replace("side=right", "side=left").replace("M54.41", "M54.42").replace("absorbed", "negated")
        self.write("a.txt", "# kept\n\n" + DENIAL + "\n" + wrong + "# kept too\n")
        self.check(["--update", "a.txt"], 0, """\
a.txt:10: updated: both are one code
  removed M54.42
  added M54.41
cases: 1 passed, 1 updated, 0 failed, 0 todo
""", "")
        after = self.read("a.txt")
        self.assertTrue(after.startswith("# kept\n\n" + DENIAL + "\n==== both are one code\nLBP and right"), after)
        self.assertTrue(after.endswith("# kept too\n"), after)
        self.check(["a.txt"], 0, "cases: 2 passed, 0 failed, 0 todo\n", "")
        self.check(["--update", "a.txt"], 0)
        self.assertEqual(self.read("a.txt"), after)

    def test_update_is_refused_in_ci(self):
        self.write("a.txt", BOTH.replace("side=right", "side=left"))
        before = self.read("a.txt")
        self.check(["--update", "a.txt"], 2, "",
                   "evident: --update is refused where CI is set: people change expectations\n", ci=True)
        self.assertEqual(self.read("a.txt"), before)

    def test_update_leaves_todo_and_broken_files_alone(self):
        for text, code in [(BOTH.replace("code\nLBP", "code\n:todo x\nLBP").replace("M54.41", "M54.42"), 0),
                           (BOTH.replace("M54.41", "M54.4x"), 2)]:
            self.write("a.txt", text)
            self.check(["--update", "a.txt"], code)
            self.assertEqual(self.read("a.txt"), text)

    # --- corpora

    def corpus(self):
        for name, note, gold in [
                ("both", "LBP and right sciatica.\n", {"codes": [{"code": "M54.41", "evidence": ["LBP", "right"]}],
                                                       "rejected": [{"code": "M54.50", "why": "absorbed",
                                                                     "evidence": "LBP"}]}),
                ("left", "Left sciatica, denies LBP.\n", {"codes": [{"code": "M54.31", "evidence": ["sciatica"]}],
                                                          "rejected": [{"code": "M54.32", "why": "made up"}]}),
                ("none", "Feels well\u2026 no caf\u00e9.\n", {"codes": [{"code": "M48.061", "evidence": ["well"]}]}),
                ("open", "\u00e9 LBP.\n", {"codes": [], "acceptable": ["M54.50"], "gaps": ["side"]})]:
            self.write(f"corpora/notes/{name}.txt", note)
            with open(f"{self.folder}/corpora/gold.jsonl", "a", encoding="utf-8") as file:
                file.write(json.dumps({"id": name, **gold}) + "\n")

    def test_a_corpus_is_scored_compared_and_updated(self):
        self.corpus()
        done = self.check(["corpora"], 0, None, "")
        score = done.stdout[len("corpora:\n"):]
        self.assertEqual({k: v for k, v in figures(score).items() if k in ("notes", "tp", "fp", "fn", "code_f1")},
                         {"notes": 4, "tp": 1, "fp": 1, "fn": 2, "code_f1": 0.4})
        self.assertTrue(score.endswith("left: missing M54.31 wrong M54.32\nnone: missing M48.061 wrong -\n"), score)
        self.check(["--update", "corpora"], 0)
        self.assertEqual(self.read("corpora/score.txt"), score)
        self.check([], 0, "corpora: 4 notes, scored as in corpora/score.txt\n", "")
        self.write("corpora/score.txt", score.replace("M48.061 wrong -", "M48.061 wrong M54.50"))
        self.check(["corpora"], 1, "corpora: 4 notes, not scored as in corpora/score.txt\n"
                                   "- none: missing M48.061 wrong M54.50\n+ none: missing M48.061 wrong -\n", "")
        self.write("other.txt", score)
        self.check(["corpora", "--expect", "other.txt"], 0, "corpora: 4 notes, scored as in other.txt\n", "")
        self.check(["corpora", "--expect", "nowhere.txt"], 1, "")
        self.check(["--update", "corpora"], 2, ci=True)

    def same_as_script(self, corpus, knowledge):
        """The figures of evident check are those of score.py for the reports of evident batch."""
        script = os.path.join(SHARED, "tools", "score.py")
        if not os.path.exists(script):
            self.skipTest("no score.py beside this repository")
        reports = os.path.join(self.folder, "reports.jsonl")
        with open(reports, "w", encoding="utf-8") as file:
            subprocess.run([EVIDENT, "batch", f"{corpus}/notes", *knowledge], stdout=file, check=True, timeout=300)
        arguments = ["--gold", f"{corpus}/gold.jsonl", "--notes", f"{corpus}/notes", reports]
        theirs = json.loads(subprocess.check_output([sys.executable, script, "--json", *arguments]))
        del theirs["reports_missing"]  # evident check analyses every note itself
        empty = os.path.join(self.folder, "empty.txt")
        write(empty, "")
        done = subprocess.run([EVIDENT, "check", corpus, "--expect", empty, *knowledge], text=True,
                              capture_output=True, timeout=300)
        self.assertEqual(done.returncode, 1, done.stderr)
        text = re.sub(r"^\+ ", "", done.stdout, flags=re.M)
        self.assertEqual(figures(text), {k: float(f"{v:.3f}") for k, v in theirs.items()})
        listed = subprocess.check_output([sys.executable, script, "--errors", *arguments], text=True)
        misses = [re.sub(r"[][']", "", line).replace("  wrong", " wrong")
                  for line in listed.splitlines() if ": missing " in line]
        self.assertEqual([line for line in text.splitlines() if ": missing " in line], misses)
        categories = [line for line in listed.splitlines() if line.startswith("by category")][0]
        ours = [line for line in text.splitlines() if line.startswith("by category")][0]
        self.assertEqual(ours.split(": ")[1].split(), categories.split(": ")[1].split())
        return theirs

    def test_the_score_is_that_of_the_script(self):
        self.corpus()
        theirs = self.same_as_script(f"{self.folder}/corpora", self.knowledge)
        self.assertEqual((theirs["tp"], theirs["traps"], theirs["traps_hit"]), (1, 2, 1))

    def test_the_score_of_real_notes_is_that_of_the_script(self):
        theirs = self.same_as_script(f"{SHARED}/corpora/dev", [])
        self.assertGreater(theirs["tp"], 0)

    # --- the cases of this repository can fail

    def test_no_case_of_the_repository_holds_with_a_wrong_code(self):
        cases = self.mutated_cases()
        if not cases:
            self.skipTest("no cases with codes")
        self.write("cases/a.txt", "".join(cases))
        done = self.run_check("cases", shipped=True)
        self.assertEqual(done.returncode, 1, done.stderr)
        summary = re.search(r"^cases: (\d+) passed, (\d+) failed, (\d+) todo$", done.stdout, re.M)
        self.assertEqual((int(summary[1]), int(summary[2])), (0, len(cases)), done.stdout)

    @staticmethod
    def mutated_cases():
        """Each case with a code line, with another code in its place; those without any codes, with one."""
        out = []
        folder = f"{ROOT}/tests/cases"
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if not name.endswith(".txt"):
                continue
            head, *blocks = re.split(r"^(?=====(?!=))", read(f"{folder}/{name}"), flags=re.M)
            common = "".join(line + "\n" for line in head.splitlines() if line.startswith(":"))
            for block in blocks:
                longest = max(re.findall(r"^-{3,}[ \t]*$", block, re.M), key=len)
                note, lines = block.split("\n" + longest + "\n", 1) if "\n" + longest in block else ("", block)
                wrong = re.sub(r"^code \S+( inferred)?", "code M99.00", lines, count=1, flags=re.M)
                wrong = re.sub(r"^no codes *$", "code M99.00", wrong, flags=re.M)
                if wrong == lines or ":todo" in note or "M99.00" in lines:
                    continue
                wrong = re.sub(r"^finding .*\n|^no findings *\n", "", wrong, flags=re.M)
                header, note = note.split("\n", 1)
                own = "" if ":codes-only" in common + note else ":codes-only\n"
                out.append(f"==== {len(out)} {header[5:]}\n{own}{common}{note}\n{longest}\n{wrong}\n")
        return out


if __name__ == "__main__":
    if not os.path.exists(EVIDENT):
        print("EVIDENT does not name the program", file=sys.stderr)
        sys.exit(77)
    unittest.main()
