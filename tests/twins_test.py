"""The same note written otherwise gives the same codes, with the same words as evidence.

White space, line ends, case, dashes, quotes and encodings are changed in the notes of corpora/;
where nothing but the form of characters changed, the evidence must stand at the same characters.
Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/twins_test.py
"""
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
NOTES = sorted((ROOT / "corpora/notes").glob("*.txt"))


def read(path):
    data = path.read_bytes()
    for encoding in ("utf-8", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252")


def batch(*words, stdin=None):
    done = subprocess.run([EVIDENT, "batch", "-q", *map(str, words)], input=stdin,
                          capture_output=True, timeout=600, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def reports_on(texts):
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(texts))
    return batch("-", stdin=lines.encode())


def words_of(evidence):
    """Evidence without regard to case, white space, dashes and quotes."""
    table = {0x2010: "-", 0x2011: "-", 0x2013: "-", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
    return " ".join(evidence["text"].translate(table).lower().replace("-", " ").split())


def judged(report, place=None):
    """What a report says of codes; `place` maps a span to what must stay the same of it."""
    place = place or words_of
    return sorted((c["code"], c["status"], c["reason"] or "", c["rule"],
                   [place(e) for e in c["evidence"]]) for c in report["codes"])


def at(evidence):
    return evidence["begin"], evidence["end"]


class Twins(unittest.TestCase):
    maxDiff = 2000

    @classmethod
    def setUpClass(cls):
        cls.texts = [read(path) for path in NOTES]
        cls.plain = reports_on(cls.texts)

    def same(self, change, place=None):
        """`change` applied to every note changes no code."""
        compared = 0
        for path, plain, report in zip(NOTES, self.plain, reports_on(map(change, self.texts))):
            with self.subTest(note=path.name):
                self.assertEqual(judged(report, place), judged(plain, place))
            compared += len(plain["codes"])
        self.assertGreater(compared, 100)

    def test_line_ends(self):
        self.same(lambda t: t.replace("\r\n", "\n").replace("\n", "\r\n"))
        self.same(lambda t: t.replace("\r\n", "\n").replace("\n", "\r"))
        self.same(lambda t: t.replace("\r\n", "\n").replace("\n", "\u2028"))

    def test_blanks(self):
        self.same(lambda t: t.replace(" ", "\u00a0"), at)
        self.same(lambda t: t.replace(" ", "\u2003"), at)
        self.same(lambda t: t.replace("\n", "  \n"))

    def test_invisible_characters(self):
        self.same(lambda t: "\ufeff" + t)
        self.same(lambda t: t.replace("a", "a\u00ad").replace("i", "i\u200b"),
                  lambda e: words_of({"text": e["text"].replace("\u00ad", "").replace("\u200b", "")}))

    def test_dashes_and_quotes(self):
        self.same(lambda t: t.replace("-", "\u2011"), at)
        self.same(lambda t: t.replace("'", "\u2019"), at)

    def test_case(self):
        self.same(lambda t: t.upper() if len(t.upper()) == len(t) else t, at)
        self.same(lambda t: t.lower() if len(t.lower()) == len(t) else t, at)

    def test_wide_letters(self):
        wide = {c: c + 0xFEE0 for c in range(ord("!"), ord("~") + 1)}
        self.same(lambda t: t.translate(wide), at)

    def test_accents(self):
        self.same(lambda t: t.replace("e", "e\u0301"),
                  lambda e: words_of({"text": e["text"].replace("\u0301", "")}))

    def encoded(self, encoding, mark=b""):
        with tempfile.TemporaryDirectory() as folder:
            kept = []
            for path, text, plain in zip(NOTES, self.texts, self.plain):
                try:
                    data = mark + text.encode(encoding)
                except UnicodeEncodeError:
                    continue
                (Path(folder) / path.name).write_bytes(data)
                kept.append((path, text, plain))
            reports = batch(folder)
            by_byte = batch("--offsets", "byte", folder)
            self.assertEqual(len(reports), len(kept))
            self.assertGreater(len(kept), 30)
            shift = 1 if mark else 0
            for (path, text, plain), report, bytes_ in zip(kept, reports, by_byte):
                with self.subTest(note=path.name, encoding=encoding):
                    self.assertEqual(judged(report, lambda e: (e["begin"] - shift, e["end"] - shift)),
                                     judged(plain, at))
                    data = (Path(folder) / path.name).read_bytes()
                    for code in bytes_["codes"]:
                        for e in code["evidence"]:
                            self.assertEqual(data[e["begin"]:e["end"]].decode(encoding), e["text"])

    def test_encodings(self):
        self.encoded("utf-8")
        self.encoded("utf-8", b"\xef\xbb\xbf")
        self.encoded("utf-16-le")
        self.encoded("utf-16-be", b"\xfe\xff")
        self.encoded("utf-32-le", b"\xff\xfe\0\0")
        self.encoded("cp1252")

    def test_order_and_repetition(self):
        """A report does not depend on what came before."""
        twice = reports_on(self.texts + self.texts[::-1])
        half = len(self.texts)
        for first, second in zip(twice[:half], twice[half:][::-1]):
            first["id"] = second["id"] = ""
            self.assertEqual(first, second)


if __name__ == "__main__":
    unittest.main()
