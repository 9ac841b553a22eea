"""`evident code --format html`: pages that are well-formed whatever the note, and the files of --output.

Reads the pages with html.parser. Run: python3 tests/html_test.py with the program in EVIDENT
(default build/dev/evident).
"""
import gzip
import json
import os
import random
import re
import resource
import signal
import subprocess
import tempfile
import unittest
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LIMIT = 60  # seconds
NOTE = "HPI: Low back pain.\nAssessment: sciatica, right. Denies neck pain.\n"
ATTACK = "\"><img src=x onerror=alert(1)>"
HOSTILE = (
    "\ufeffHPI: <script>alert(1)</script> </pre></main></html> & &amp; &#60; "
    "\"'`]]><!-- --!> <![CDATA[\r\n"
    "Low back pain \x1b[31mright\x1b[0m \u202esciatica\u202c \u2069\u2066 \x00 \x9b \ufffe \U0001fffe \x7f \u2028\r\n"
    "\r\n\tform\x0cfeed, vt\x0b, nel\u0085, soft\u00adhyphen, zero\u200bwidth, lone\rCR\n"
    "\u05db\u05d0\u05d1 \u05d2\u05d1: sciatica on the left, 724.2, M54.5. \u8170\u75db \U0001f642 "
    "low back\r\npain and sciatica. Denies neck pain; mother had a herniated disc; possible stenosis.\n"
    "\u202e\u2067 low back pain")

VOID = {"meta", "br"}
BLOCKS = {"html", "head", "body", "header", "nav", "main", "section", "footer", "pre", "div", "details"}
FORBIDDEN = {"script", "img", "link", "iframe", "object", "embed", "form", "base", "svg", "audio", "video"}


def decoded(note):
    """Notes of the corpora: UTF-8 but for one in UTF-16 and one in Windows-1252."""
    if note.startswith(b"\xff\xfe"):
        return note.decode("utf-16-le")
    try:
        return note.decode()
    except UnicodeDecodeError:
        return note.decode("cp1252")


def as_shown(text):
    """What the text content of the note's block is: html_text.h."""
    out = []
    for c in text.replace("\r\n", "\n").replace("\r", "\n"):
        n = ord(c)
        if n < 0x20 and c not in "\n\t":
            c = chr(0x2400 + n)
        elif n == 0x7F:
            c = "\u2421"
        elif 0x80 <= n < 0xA0 or n & 0xFFFE == 0xFFFE or 0xFDD0 <= n <= 0xFDEF:
            c = "\ufffd"
        out.append(c)
    return "".join(out)


class Page(HTMLParser):
    """A page, with every element closed in its turn."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.links, self.labels = [], [], [], [], []
        self.marks = {}  # id -> text
        self.note, self.title, self.metas = "", "", []
        self.feed(text)
        self.close()
        if self.open:
            raise AssertionError(f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            raise AssertionError(f"<{tag}> has an attribute twice")
        attrs = dict(attrs)
        if tag == "p" and "p" in [name for name, _ in self.open]:
            raise AssertionError("<p> in <p>")
        if tag in BLOCKS and "p" in [name for name, _ in self.open]:
            raise AssertionError(f"<{tag}> in <p>")
        if tag == "a" and "a" in [name for name, _ in self.open]:
            raise AssertionError("<a> in <a>")
        self.tags.append((tag, attrs))
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if "href" in attrs:
            self.links.append(attrs["href"])
        if "data-l" in attrs:
            self.labels.append(attrs["data-l"])
        if tag == "meta":
            self.metas.append(attrs)
        if tag not in VOID:
            self.open.append((tag, attrs))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            raise AssertionError(f"</{tag}> closes {self.open[-1:]}")
        self.open.pop()

    def handle_data(self, data):
        if any(tag == "pre" for tag, _ in self.open):
            self.note += data
        if self.open and self.open[-1][0] == "title":
            self.title += data
        for tag, attrs in self.open:
            if tag == "mark" and "id" in attrs:
                self.marks[attrs["id"]] = self.marks.get(attrs["id"], "") + data

    def handle_comment(self, data):
        raise AssertionError("a comment")

    def handle_pi(self, data):
        raise AssertionError("a processing instruction")

    def unknown_decl(self, data):
        raise AssertionError("a declaration")


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode() if done.stdout is not None else ""
        self.err = done.stderr.decode() if done.stderr is not None else ""


def evident(*words, stdin="", cwd=None, **more):
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    return Result(subprocess.run([EVIDENT, *map(os.fspath, words)], input=data, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, cwd=cwd, timeout=LIMIT, **more))


def html(*words, **more):
    return evident("code", "--format", "html", *words, **more)


class Folder(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.addCleanup(self._folder.cleanup)
        self.pages = self.folder / "pages"

    def write(self, name, content=NOTE):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def names(self, folder=None):
        return sorted(os.listdir(folder or self.pages))

    def check(self, text):
        """A page that keeps every promise that does not depend on its note."""
        page = Page(text)
        self.assertTrue(text.startswith("<!DOCTYPE html>\n<html lang=\"en\">\n"))
        self.assertTrue(text.endswith("</html>\n"))
        self.assertEqual(len(set(page.ids)), len(page.ids))
        for link in page.links:
            self.assertEqual(link[0], "#")
            self.assertIn(link[1:], page.ids)
        tags = {tag for tag, _ in page.tags}
        self.assertEqual(tags & FORBIDDEN, set())
        self.assertLessEqual({"title", "h1", "h2", "header", "main", "nav", "footer", "pre"}, tags)
        for _, attrs in page.tags:
            self.assertEqual([name for name in attrs if name.startswith("on") or name in ("src", "style")], [])
        self.assertIn("default-src 'none'; style-src 'unsafe-inline'",
                      [m["content"] for m in page.metas if "http-equiv" in m][0])
        self.assertNotRegex(text, r"(?i)url\(|@import")
        for tag, attrs in page.tags:
            if tag == "mark" and "id" in attrs:
                self.assertTrue(page.marks[attrs["id"]].strip(), attrs)
                if attrs["class"] != "seen":
                    self.assertIn("#" + attrs["id"], page.links)
        # No character in the source that could reorder or end it.
        self.assertNotRegex(text, "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f"
                                  "\u202a-\u202e\u2066-\u2069\u2028\u2029\ufffe]")
        return page


class Pages(Folder):
    def test_every_note_of_the_corpora(self):
        notes = sorted((ROOT / "corpora").rglob("*.txt"))
        notes = [path for path in notes if path.name != "score.txt"][:100]
        self.assertGreater(len(notes), 20)
        result = html("--output", self.pages, *notes)
        self.assertEqual((result.code, result.err), (0, ""))
        for note in notes:
            with self.subTest(note.name):
                page = self.check((self.pages / f"{note.stem}.html").read_text())
                self.assertEqual(page.note, as_shown(decoded(note.read_bytes())))
                self.assertIn(f"{note} - evident", page.title)

    def test_it_says_what_the_json_report_says(self):
        notes = sorted((ROOT / "corpora").rglob("notes/*.txt"))[:100]
        self.assertEqual(html("--output", self.pages, *notes).code, 0)
        for line in evident("code", "--format", "json", *notes).out.splitlines():
            report = json.loads(line)
            with self.subTest(report["id"]):
                text = (self.pages / f"{Path(report['id']).stem}.html").read_text()
                page = self.check(text)
                for code in report["codes"]:
                    self.assertIn("code-" + code["code"].replace(".", "-"), page.ids)
                    for evidence in code["evidence"]:
                        # Where marks overlap, one goes on in a second element without id.
                        words = as_shown(evidence["text"])
                        self.assertTrue(any(words.startswith(mark) for mark in page.marks.values()), words)
                for name, ids in (("queries", "question"), ("claims", "typed"), ("red_flags", "flag"),
                                  ("contradictions", "contradiction")):
                    self.assertEqual(sum(bool(re.fullmatch(ids + r"-\d+", i)) for i in page.ids),
                                     len(report[name]))
                self.assertIn(report["rules"], text)
                self.assertIn(report["code_set"], text)

    def test_evidence_and_codes_link_to_each_other(self):
        text = html(stdin=NOTE).out
        page = self.check(text)
        self.assertIn("code-M54-41", page.ids)
        words = {page.marks[i[1:]] for i in re.findall(r'href="(#e\d+)"', text)}
        self.assertLessEqual({"Low back pain", "sciatica", "right", "neck pain", "Denies"}, words)
        self.assertIn("#code-M54-41", page.links)
        self.assertTrue(any(label.endswith("negated") for label in page.labels), page.labels)

    def test_hostile_notes(self):
        for note in (HOSTILE, "<script>", "</pre><script>low back pain</script>", "\x00", "\n\nlow back pain",
                     "low back pain" + "\u202e" * 50, ATTACK + " sciatica " + ATTACK):
            with self.subTest(note):
                page = self.check(html(stdin=note).out)
                self.assertEqual(page.note, as_shown(note))

    def test_bytes_that_are_no_text(self):
        # Enough that is UTF-8 for the rest to be taken for damage, whatever encodings are guessed.
        note = HOSTILE.encode() + b" \xff low back pain \xc3"
        page = self.check(html(stdin=note).out)
        self.assertEqual(page.note, as_shown(note.decode(errors="replace")))
        for note in (bytes(range(256)), b"\xff\xfe\x00", b"\x80" * 100):
            self.check(html(stdin=note).out)

    def test_random_notes(self):
        dice = random.Random(7)
        pieces = ["low back pain", " ", "\n", "\r\n", "<", ">", "&", '"', "'", "\u202e", "\u2066", "\x1b", "\x00",
                  "right ", "sciatica", "denies ", "L4-5 ", "herniated disc", "</pre>", "\u00bd", "\ufb01", "M54.5",
                  "no ", ", ", ". ", "\u2028", "\x0c", "\r", "mother had ", "Assessment:\n"]
        notes = ["".join(dice.choices(pieces, k=40)) for _ in range(300)]
        lines = self.write("notes.jsonl", "".join(json.dumps({"text": note}) + "\n" for note in notes))
        self.assertEqual(html("--output", self.pages, lines).code, 0)
        for number, note in enumerate(notes, 1):
            with self.subTest(note):
                page = self.check((self.pages / f"line-{number}.html").read_text())
                self.assertEqual(page.note, as_shown(note))

    def test_names_cannot_break_the_page(self):
        line = json.dumps({"id": ATTACK + "\u202e\x00</title>", "text": NOTE})
        page = self.check(html(self.write("a.jsonl", line)).out)
        self.assertEqual(page.title, ATTACK + "<U+202E>\u2400</title> - evident")
        path = self.write("\"><img src=x onerror=alert(1)>.txt")
        self.check(html(path).out)
        bad = os.fsencode(self.folder) + b"/\xff<b>.txt"
        with open(bad, "wb") as file:
            file.write(NOTE.encode())
        self.check(html(bad).out)

    def test_nothing_to_code(self):
        for note, words in (("", "the note is empty"), ("Sore throat.", "no word about the back or neck"),
                            ("Denies back pain.", "1 withheld (negated 1)")):
            text = html(stdin=note).out
            self.assertEqual(self.check(text).note, note)
            self.assertIn("No spine code supported", text)
            self.assertIn(words, text)

    def test_all_unfolds_the_withheld(self):
        self.assertIn("<details>", html(stdin=NOTE).out)
        self.assertIn("<details open>", html("--all", stdin=NOTE).out)

    def test_same_note_same_bytes(self):
        self.assertEqual(html(stdin=HOSTILE).out, html(stdin=HOSTILE).out)

    def test_a_large_note(self):
        note = (HOSTILE + "\n" + NOTE) * 1500
        page = self.check(html(stdin=note).out)
        self.assertEqual(page.note, as_shown(note))


class Usage(Folder):
    MANY = ("evident: --format html writes one page to the standard output; give --output DIR for several "
            "notes\n")

    def test_several_notes_need_a_folder(self):
        a, b = self.write("a.txt"), self.write("b.txt")
        result = html(a, b)
        self.assertEqual((result.code, result.out, result.err),
                         (2, "", self.MANY + "evident code --help tells more.\n"))

    def test_several_notes_that_are_found_only_on_the_way(self):
        self.write("in/a.txt")
        self.write("in/b.txt")
        lines = self.write("many.jsonl", (json.dumps({"text": NOTE}) + "\n") * 3)
        for source in (self.folder / "in", lines):
            result = html(source)
            self.assertEqual((result.code, result.out, result.err), (2, "", self.MANY))

    def test_one_note_of_a_stream(self):
        self.write("in/a.txt")
        self.check(html(self.folder / "in").out)
        self.check(html(self.write("one.jsonl", json.dumps({"text": NOTE}))).out)

    def test_output_is_for_pages(self):
        for words in ([], ["--format", "json"]):
            result = evident("code", *words, "--output", self.pages, stdin=NOTE)
            self.assertEqual((result.code, result.out), (2, ""))
            self.assertEqual(result.err, "evident: --output DIR needs --format html\n"
                                         "evident code --help tells more.\n")
            self.assertFalse(self.pages.exists())

    def test_a_missing_note(self):
        result = html(self.folder / "gone.txt")
        self.assertEqual((result.code, result.out), (1, ""))

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([EVIDENT, "code", "--format", "html", "-"], input=NOTE.encode(), stdout=full,
                                  stderr=subprocess.PIPE, timeout=LIMIT)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stderr, b"evident: cannot write the output: No space left on device\n")


class OutputFolder(Folder):
    def test_a_page_a_note(self):
        a = self.write("in/visit.txt")
        b = self.write("in/other.text.gz", gzip.compress(NOTE.encode()))
        out = self.pages / "deep"
        result = html("--output", out, a, b)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(result.out, f"{out}/visit.html\n{out}/other.html\n")
        self.assertEqual(self.names(out), ["other.html", "visit.html"])
        self.assertEqual((out / "visit.html").read_text(), html(a).out)

    def test_one_note(self):
        self.assertEqual(html("--output", self.pages, self.write("visit.txt")).code, 0)
        self.assertEqual(self.names(), ["visit.html"])
        self.assertEqual(html("--output", self.pages, stdin=NOTE).out, f"{self.pages}/standard-input.html\n")

    def test_clashes(self):
        paths = [self.write(f"{i}/visit.txt", f"Note {i}. Low back pain.\n") for i in "abc"]
        paths.append(self.write("d/visit-2.txt", "Note d."))
        self.assertEqual(html("--output", self.pages, *paths).code, 0)
        self.assertEqual(self.names(), ["visit-2-2.html", "visit-2.html", "visit-3.html", "visit.html"])
        for name, words in (("visit", "Note a."), ("visit-2", "Note b."), ("visit-3", "Note c."),
                            ("visit-2-2", "Note d.")):
            self.assertIn(words, (self.pages / f"{name}.html").read_text())

    def test_a_second_run_replaces_the_pages(self):
        path = self.write("visit.txt")
        for words in ("Low back pain.", "Neck pain."):
            path.write_text(words)
            self.assertEqual(html("--output", self.pages, path).code, 0)
            self.assertEqual(self.names(), ["visit.html"])
            self.assertIn(words[:4], (self.pages / "visit.html").read_text())

    def test_an_input_is_never_overwritten(self):
        note = self.write("visit.html.txt")
        clash = self.write("visit.html.html", "Neck pain.\n")
        linked = self.folder / "clash.html"
        linked.symlink_to(clash)
        other = self.write("clash", "Low back pain.\n")
        result = html("--output", self.folder, note, clash, linked, other)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(clash.read_text(), "Neck pain.\n")
        self.assertTrue(linked.is_symlink())
        self.assertIn("visit.html-2.html", self.names(self.folder))
        self.assertIn("clash-2.html", self.names(self.folder))

    def test_ids_of_json_lines(self):
        ids = [ATTACK, "../../escape", "/etc/passwd", "2024/17", "note.17", "note.18", "", ".", "..", ".hidden",
               "a\u202eb\x1b\nc", "x" * 5000, "\u8170" * 300, "con:1"]
        lines = "".join(json.dumps({"id": i, "text": NOTE}) + "\n" for i in ids)
        result = html("--output", self.pages, self.write("in/many.jsonl", lines))
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual(len(self.names()), len(ids))
        self.assertEqual(self.names(self.folder), ["in", "pages"])
        self.assertLessEqual({"___img src=x onerror=alert(1)_.html", "_._.._escape.html", "_etc_passwd.html",
                              "2024_17.html", "note.17.html", "note.18.html", "line-7.html", "_hidden.html",
                              "a_b__c.html", "con_1.html"}, set(self.names()))
        for name in self.names():
            self.assertFalse(name.startswith("."), name)
            self.check((self.pages / name).read_text())

    def test_a_failed_note_does_not_stop_the_others(self):
        a, b = self.write("a.txt"), self.write("b.txt")
        result = html("--output", self.pages, a, self.folder / "gone.txt", b)
        self.assertEqual(result.code, 1)
        self.assertEqual(self.names(), ["a.html", "b.html"])

    def test_folders_that_cannot_be_used(self):
        file = self.write("file")
        for folder in (file, file / "below", Path("/proc/nothing")):
            result = html("--output", folder, self.write("visit.txt"))
            self.assertEqual((result.code, result.out), (2, ""), folder)
            self.assertTrue(result.err.startswith(f"evident: {folder}: "), result.err)

    @unittest.skipIf(os.geteuid() == 0, "root writes everywhere")
    def test_a_folder_without_permission(self):
        self.pages.mkdir(mode=0o500)
        result = html("--output", self.pages, self.write("visit.txt"))
        self.assertEqual((result.code, result.out, result.err),
                         (2, "", f"evident: {self.pages}: Permission denied\n"))

    def test_a_folder_in_the_place_of_a_page(self):
        (self.pages / "visit.html").mkdir(parents=True)
        result = html("--output", self.pages, self.write("visit.txt"))
        self.assertEqual((result.code, result.out), (1, ""))
        self.assertEqual(result.err, f"evident: cannot write {self.pages}/visit.html: Is a directory\n")
        self.assertEqual(self.names(), ["visit.html"])

    def test_no_half_page_when_the_disk_is_full(self):
        a, b = self.write("a.txt"), self.write("b.txt", NOTE * 3000)
        self.assertEqual(html("--output", self.pages, b).code, 0)
        before = (self.pages / "b.html").read_text()

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        result = html("--output", self.pages, a, b, a, preexec_fn=small_files)
        self.assertEqual(result.code, 1)
        self.assertEqual(result.err, f"evident: cannot write {self.pages}/b.html: File too large\n")
        self.assertEqual(result.out, f"{self.pages}/a.html\n")
        self.assertEqual(self.names(), ["a.html", "b.html"])
        self.assertEqual((self.pages / "b.html").read_text(), before)
        self.check((self.pages / "a.html").read_text())

    def test_pages_are_as_readable_as_other_files(self):
        self.assertEqual(html("--output", self.pages, self.write("visit.txt"),
                              preexec_fn=lambda: os.umask(0o027)).code, 0)
        self.assertEqual((self.pages / "visit.html").stat().st_mode & 0o777, 0o640)


if __name__ == "__main__":
    unittest.main()
