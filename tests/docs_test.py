#!/usr/bin/python3
"""What the documents show is true: every example of a lexicon or of rules loads, every relative link leads to a file."""
import glob
import os
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.environ.get("EVIDENT_SOURCE_DIR", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EVIDENT = os.environ.get("EVIDENT", os.path.join(ROOT, "build", "dev", "evident"))

FENCE = re.compile(r"^( *)```ya?ml *\n(.*?)^\1``` *$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?: \"[^\"]*\")?\)")
LEXICON, RULES = ("lists:", "concepts:"), ("axes:", "tables:", "rules:")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def documents():
    found = [path for pattern in ("*.md", "src/**/*.md", "docs/**/*.md", "tests/**/*.md", "corpora/**/*.md", "lexicons/*.md")
             for path in glob.glob(os.path.join(ROOT, pattern), recursive=True)]
    return sorted(os.path.relpath(path, ROOT) for path in found)


def dedent(text):
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines)


def shape(block):
    """What the first line that is no comment makes of a block."""
    first = next((line for line in block.split("\n") if line.strip() and not line.startswith("#")), "")
    return "lexicon" if first.startswith(LEXICON) else "rules" if first.startswith(RULES) else None


def examples(path):
    return [block for _, body in FENCE.findall(read(path)) if shape(block := dedent(body))]


def header_examples(path):
    """Indented blocks of the comment at the top of a header."""
    comment = re.match(r"(?://.*\n)+", read(path)).group(0)
    text = "\n".join(line[3:] for line in comment.split("\n"))
    blocks = re.findall(r"(?:^(?: {4}.*)\n)+", text, re.MULTILINE)
    return [block for body in blocks if shape(block := dedent(body))]


def run(arguments, folder):
    done = subprocess.run([EVIDENT, "code", *arguments, "-"], cwd=folder, input="", capture_output=True, encoding="utf-8",
                          timeout=60)
    return done.returncode, done.stderr


def load_lexicon(block, folder):
    """With an empty set of rules; with the shipped lists when it uses some that it does not define."""
    os.mkdir(os.path.join(folder, "lexicons"))
    with open(os.path.join(folder, "lexicons", "example.yaml"), "w", encoding="utf-8") as file:
        file.write(block)
    with open(os.path.join(folder, "rules.yaml"), "w", encoding="utf-8") as file:
        file.write("rules: []\n")
    result = run(["--lexicons", "lexicons", "--rules", "rules.yaml"], folder)
    if 'error: no list "' in result[1]:
        shutil.copy(os.path.join(ROOT, "lexicons", "lists.yaml"), os.path.join(folder, "lexicons"))
        result = run(["--lexicons", "lexicons", "--rules", "rules.yaml"], folder)
    return result


def load_rules(block, folder):
    """Over the shipped lexicons."""
    with open(os.path.join(folder, "rules.yaml"), "w", encoding="utf-8") as file:
        file.write(block if re.search(r"^rules:", block, re.MULTILINE) else block + "\nrules: []\n")
    return run(["--rules", "rules.yaml"], folder)


def load(block):
    with tempfile.TemporaryDirectory() as folder:
        return (load_lexicon if shape(block) == "lexicon" else load_rules)(block, folder)


def targets(path):
    """Relative links of a document that lead outside code blocks."""
    text = re.sub(r"^( *)```.*?^\1```", "", read(path), flags=re.MULTILINE | re.DOTALL)
    for target in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
        if not re.match(r"[a-z]+:|#", target):
            yield target.split("#")[0]


class Docs(unittest.TestCase):
    def check(self, where, block):
        with self.subTest(where, block=block):
            code, err = load(block)
            self.assertEqual(code, 0, err)
            self.assertNotIn(": error: ", err)

    def test_examples_of_the_documents_load(self):
        for path in documents():
            for block in examples(path):
                self.check(path, block)

    def test_examples_of_the_headers_load(self):
        blocks = header_examples("src/coding/axes.h")
        self.assertTrue(blocks)
        for block in blocks:
            self.check("src/coding/axes.h", block)

    def test_the_guides_have_examples(self):
        for path in ("README.md", os.path.join("src", "README.md")):
            self.assertTrue(examples(path), path + " shows no lexicon and no rules")

    def test_links_lead_to_files(self):
        for path in documents():
            for target in targets(path):
                with self.subTest(path, link=target):
                    self.assertTrue(os.path.exists(os.path.join(ROOT, os.path.dirname(path), target)))

    def test_a_wrong_example_is_told(self):
        for block in ("concepts:\n  a:\n    kind: problm\n    phrases: |\n      a\n", "axes:\n  side: 1\n",
                      "rules:\n  - id: a\n"):
            self.assertEqual(load(block)[0], 2, block)


if __name__ == "__main__":
    unittest.main()
