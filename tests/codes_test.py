"""evident codes and evident codes import, with release files made up here in the official layouts.

Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/codes_test.py
"""
import gzip
import json
import os
import random
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LIMIT = 60  # seconds; nothing here takes more than a few

# Codes that no spine knowledge is about, with titles of nobody.
OLD = [("K10", 0, "Disorders of the glimmer"),
       ("K101", 1, "Glimmer, dull"),
       ("K102", 1, "Glimmer, bright"),
       ("K109", 1, "Glimmer, unspecified"),
       ("K11", 0, "Glimmer injuries"),
       ("K111XXA", 1, "Broken glimmer, initial encounter"),
       ("K111XXD", 1, "Broken glimmer, subsequent encounter"),
       ("K112", 1, "Déjà glimmer")]
NEW = [("K10", 0, "Disorders of the glimmer"),
       ("K101", 0, "Glimmer, dull"),
       ("K1011", 1, "Glimmer, dull, right side"),
       ("K1012", 1, "Glimmer, dull, left side"),
       ("K102", 1, "Glimmer, bright, revised"),
       ("K109", 1, "Glimmer, unspecified"),
       ("K11", 0, "Glimmer injuries"),
       ("K1110XA", 1, "Broken glimmer, cleanly, initial encounter"),
       ("K1110XD", 1, "Broken glimmer, cleanly, subsequent encounter"),
       ("K1111XA", 1, "Broken glimmer, in splinters, initial encounter"),
       ("K112", 1, "Déjà glimmer"),
       ("QA0", 0, "Shimmer"),
       ("QA00", 1, "Shimmer proper")]

ADDENDUM = """\
         ICD-10-CM TABULAR LIST of DISEASES and INJURIES
                         2022 Addenda
No Change     Glimmer (K10-K11)

No Change     K10 Disorders of the glimmer

Add               K10.11 Glimmer, dull, right side
Add                      a glimmer that is dull (K10.9)
Add               K10.12 Glimmer, dull, left side
Delete            K11.1XX Broken glimmer
"""

TABULAR = """\
<?xml version="1.0" encoding="utf-8"?>
<!-- made up -->
<ICD10CM.tabular>
  <version>2024</version>
  <chapter>
    <name>1</name>
    <desc>Glimmer &amp; shimmer (K10-K99)</desc>
    <useAdditionalCode><note>code for the lamp (L20.-)</note></useAdditionalCode>
    <section id="K10-K14">
      <desc>Glimmer (K10-K14)</desc>
      <excludes2><note>shimmer (QA0.-)</note></excludes2>
      <diag>
        <name>K10</name>
        <desc>Disorders of the glimmer</desc>
        <includes><note>gleam &#8211; any</note></includes>
        <excludes1><note>broken glimmer (K11.1-)</note><note>a note without a code</note></excludes1>
        <codeFirst><note>underlying dusk (L30)</note></codeFirst>
        <codeAlso><note>any twinkle (L40)</note></codeAlso>
        <diag>
          <name>K10.2</name>
          <desc>Glimmer, bright</desc>
          <inclusionTerm><note>Radiant
            glimmers</note></inclusionTerm>
        </diag>
      </diag>
      <diag>
        <name>K11</name>
        <desc>Glimmer injuries</desc>
        <sevenChrNote><note>One of these</note></sevenChrNote>
        <sevenChrDef>
          <extension char="A">first time</extension>
          <extension char="D">later</extension>
        </sevenChrDef>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
"""


def order(codes):
    """An order file: number, code, flag, short title, long title in their columns."""
    return "".join(f"{number:05d} {code:<7} {flag} {title[:60]:<60} {title}\r\n"
                   for number, (code, flag, title) in enumerate(codes, 1))


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    def words(self):
        """The output without its line breaks."""
        return " ".join(self.out.split())


def evident(*words, stdin="", cwd=None, columns="200"):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
    env["COLUMNS"] = columns
    return Result(subprocess.run([EVIDENT, *map(str, words)], input=stdin.encode(), cwd=cwd, env=env,
                                 capture_output=True, timeout=LIMIT))


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.folder = Path(folder.name)
        self.addCleanup(folder.cleanup)
        self.file = self.folder / "all.codes"

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def load(self, *paths, year=None):
        words = ["--year", year] if year else []
        result = evident("codes", "import", "--output", self.file, *words, *paths)
        self.assertEqual((result.code, result.err), (0, ""))
        return result.out

    def two_years(self, *more):
        return self.load(self.write("icd10cm-order-2021.txt", order(OLD)),
                         self.write("icd10cm-order-2024.txt.gz", gzip.compress(order(NEW).encode())),
                         *more)

    def codes(self, *words):
        return evident("codes", "--code-set", self.file, *words)

    def found(self, *words):
        """The codes a search gives, in its order."""
        result = self.codes("--format", "json", *words)
        return [json.loads(line)["code"] for line in result.out.splitlines()]

    def object(self, *words):
        result = self.codes("--format", "json", *words)
        self.assertEqual(result.code, 0, result.err)
        return json.loads(result.out)


class Import(Folder):
    def test_what_it_tells(self):
        out = self.two_years()
        self.assertEqual(out, f"{self.file}: 15 codes and headers of 2021, 2024, 9 billable on 2024-09-30; "
                              "no notes; 1 KiB\n"
                              "  FY2022: 0 new billable codes, 0 no longer billable\n"
                              "  FY2023: 0 new billable codes, 0 no longer billable\n"
                              "  FY2024: 6 new billable codes, 3 no longer billable\n")

    def test_life_from_differences(self):
        self.two_years()
        split = self.object("K10.1")
        self.assertEqual(split["life"], [{"from": None, "to": "2023-09-30", "billable": True},
                                         {"from": "2023-10-01", "to": None, "billable": False}])
        self.assertEqual(split["replaced_by"], ["K10.11", "K10.12"])
        self.assertEqual(self.object("K10.11")["replaces"], ["K10.1"])
        self.assertEqual(self.object("K10.11")["life"][0]["from"], "2023-10-01")
        self.assertEqual(self.object("K10.9")["life"], [{"from": None, "to": None, "billable": True}])
        self.assertEqual(self.object("K10.2")["title"], "Glimmer, bright, revised")
        gone = self.object("K11.1XXA")  # its fillers became digits
        self.assertEqual(gone["life"], [{"from": None, "to": "2023-09-30", "billable": True}])
        self.assertEqual(gone["replaced_by"], ["K11.10XA", "K11.11XA"])
        self.assertEqual(self.object("K11.1XXD")["replaced_by"], ["K11.10XD"])
        self.assertEqual(gone["parent"], "K11")
        self.assertEqual(self.object("QA0.0")["state"], "billable")

    def test_an_addendum_tells_the_year(self):
        self.two_years(self.write("tabular-addenda-2022.txt", ADDENDUM))
        self.assertEqual(self.object("K10.11")["life"][0]["from"], "2021-10-01")
        self.assertEqual(self.object("K10.1")["life"][0]["to"], "2021-09-30")
        self.assertEqual(self.object("K11.1XXA")["life"][0]["to"], "2021-09-30")
        self.assertEqual(self.object("K11.10XA")["life"][0]["from"], "2023-10-01")  # it says nothing
        self.assertEqual(self.object("K10.9")["life"][0]["to"], None)

    def test_an_addendum_of_another_time_tells_nothing(self):
        self.two_years(self.write("a.txt", ADDENDUM.replace("2022 Addenda", "2020 Addenda")))
        self.assertEqual(self.object("K10.11")["life"][0]["from"], "2023-10-01")

    def test_a_year_for_a_name_without_one(self):
        path = self.write("release.txt", order(NEW))
        self.load(path, year=2025)
        self.assertEqual(self.object("K10.9", "--date", "2025-01-01")["state"], "billable")
        self.mistake([path], f"{path}: error: its name does not tell the fiscal year\n"
                             "name it like icd10cm-order-2025.txt, or say --year 2025\n")
        path = self.write("order-2024-as-of-2025.txt", order(NEW))
        self.mistake([path], f"{path}: error: its name does not tell the fiscal year\n")

    def test_order_of_the_files_does_not_count(self):
        a, b = self.write("o-2021.txt", order(OLD)), self.write("o-2024.txt", order(NEW))
        self.load(a, b)
        first = self.file.read_bytes()
        self.load(b, a)
        self.assertEqual(self.file.read_bytes(), first)

    def mistake(self, paths, message):
        """Exit 2 with this message, and an output that stays as it was."""
        self.file.write_text("as it was")
        before = sorted(os.listdir(self.folder))
        result = evident("codes", "import", "--output", self.file, *paths)
        self.assertIn(message, result.err)
        self.assertEqual((result.code, result.out), (2, ""), message)
        self.assertEqual(self.file.read_text(), "as it was")
        self.assertEqual(sorted(os.listdir(self.folder)), before)

    def bad(self, name, content, message):
        path = self.write(name, content)
        self.mistake([path], f"{path}{message}")

    def test_bad_order_files(self):
        good = order(OLD)
        lines = good.splitlines(keepends=True)
        self.bad("o-2021.txt", good[:-40], ":8:1: error: ")
        self.bad("o-2021.txt", good.rstrip(), ":8:1: error: the file is cut off: its last line has no line end")
        self.bad("o-2021.txt", lines[0] + lines[1][:60] + "\r\n", ":2:1: error: this line of an order file is cut off")
        self.bad("o-2021.txt", good.replace("K102   ", "1K02   "), ":3:7: error: this is not a code")
        self.bad("o-2021.txt", good.replace("K102    1", "K102    2"), ":3:1: error: this is no line of an order file")
        self.bad("o-2021.txt", good.replace("00004", "00003"), ":4:1: error: the number is not above that of the line before")
        self.bad("o-2021.txt", good.replace("K102   ", "K101   "), ":3:7: error: K10.1 stands twice, first in line 2")
        self.bad("o-2021.txt", lines[0][:77] + "\r\n", ":1:1: error: ")
        self.bad("o-2021.txt", good.encode("latin-1"), ":8:18: error: a byte that is not UTF-8")
        self.bad("o-2021.txt", "", ": error: the file is empty")
        self.bad("o-2021.txt", "hello\n", ":1:1: error: neither an order file, nor a tabular list in XML")
        self.bad("o-2021.txt", gzip.compress(b"x"), ": error: neither an order file, nor a tabular list in XML, "
                 "nor an addendum of it\ncompressed: its name must end in .gz\n")
        self.bad("o-2021.xlsx", b"PK\x03\x04", ":1:1: error: neither an order file, nor a tabular list in XML, "
                 "nor an addendum of it\nPK")
        self.bad("o-2021.txt.gz", good, ": error: not a gzip file")
        self.bad("o-2021.txt.gz", gzip.compress(good.encode())[:-20], ": error: the gzip file is cut off")
        self.mistake([self.folder / "none-2021.txt"], "none-2021.txt: error: no such file")
        self.mistake([self.folder], "error: is a folder, not a file")

    def test_mistakes_are_told_up_to_a_limit(self):
        bad = order([("1234567", 1, "No code")] * 1000)
        path = self.write("o-2021.txt", bad)
        result = evident("codes", "import", "--output", self.file, path)
        self.assertEqual(result.code, 2)
        self.assertEqual(result.err.count("error:"), 20)

    def test_a_file_cut_off_between_two_lines(self):
        whole = OLD + [(f"L{n:04d}", 1, f"Twinkle {n}") for n in range(10, 300)]
        whole[len(OLD):len(OLD)] = [("L00", 0, "Twinkle")]
        cut = self.write("o-2022.txt", order(whole[:60]))
        a = self.write("o-2021.txt", order(whole))
        self.mistake([a, cut], f"{cut}:60:1: error: the file is cut off: it ends at L00.60, after which that "
                               "of FY2021 has 239 codes more")

    def test_lines_that_are_missing(self):
        lines = order(OLD).splitlines(keepends=True)
        self.bad("o-2021.txt", "".join(lines[:3] + lines[5:]), ":4:1: error: lines are missing: the one before has the number 3")
        self.bad("o-2021.txt", "".join(lines[1:]), ":1:1: error: lines are missing: the one before has the number 0")

    def test_a_file_of_all_chapters_that_ends_early(self):
        self.bad("o-2021.txt", order([("A00", 0, "Twinkle")] + OLD), ":9:7: error: the file is cut off: it ends at ")

    def test_a_year_twice(self):
        a, b = self.write("a-2021.txt", order(OLD)), self.write("b-2021.txt", order(OLD))
        self.mistake([a, b], f"{b}: error: a second order file of FY2021 beside {a}")

    def test_an_order_file_is_needed(self):
        self.mistake([self.write("t.xml", TABULAR)], "error: no order file among these files")

    def test_bad_tabular_lists(self):
        self.bad("t.xml", TABULAR[:TABULAR.index("later")], ":32:31: error: the file is cut off: <extension> is not closed")
        self.bad("t.xml", TABULAR[:TABULAR.index("</ICD10CM")],
                 ":37:1: error: the file is cut off: <ICD10CM.tabular> is not closed")
        self.bad("t.xml", TABULAR.replace("</includes>", "</include>"), ":15:49: error: <includes> is to be closed here")
        self.bad("t.xml", TABULAR.replace("&amp;", "&foo;"), ":7:19: error: this entity is not known")
        self.bad("t.xml", TABULAR.replace("ICD10CM.tabular", "ICD10CM.index"), ":3:1: error: the root element is not")
        self.bad("t.xml", TABULAR.replace("<version>2024", "<version>new"), ":4:15: error: the version is not a year")
        self.bad("t.xml", TABULAR.replace(">K10.2<", ">K10,2<"), ":24:9: error: the name of this <diag> is not a code")
        self.bad("t.xml", "<a", ":1:1: error: the file is cut off in this tag")
        self.bad("t.xml", "<!DOCTYPE x>", ":1:1: error: this kind of markup is not read")

    def test_output_that_cannot_be_written(self):
        path = self.write("o-2021.txt", order(OLD))
        result = evident("codes", "import", "--output", self.folder / "no/all.codes", path)
        self.assertEqual(result.code, 2)
        self.assertIn("cannot write", result.err)
        result = evident("codes", "import", "--output", path, path)
        self.assertEqual(result.code, 2)
        self.assertIn("--output would write over it", result.err)
        self.assertEqual(path.read_bytes(), order(OLD).encode())

    def test_output_through_a_link(self):
        path, link = self.write("o-2021.txt", order(OLD)), self.folder / "link.codes"
        self.file.write_text("as it was")
        link.symlink_to(self.file)
        self.assertEqual(evident("codes", "import", "--output", link, path).code, 0)
        self.assertTrue(link.is_symlink())
        self.assertNotEqual(self.file.read_bytes(), b"as it was")

    def test_output_that_is_no_regular_file(self):
        path, pipe = self.write("o-2021.txt", order(OLD)), self.folder / "pipe"
        os.mkfifo(pipe)
        result = evident("codes", "import", "--output", pipe, path)
        self.assertEqual(result.code, 2)
        self.assertIn("it is no regular file", result.err)
        self.assertTrue(pipe.is_fifo())

    def test_usage(self):
        self.assertIn("Usage: evident codes import [OPTIONS] FILE...", evident("codes", "import", "--help").out)
        result = evident("codes", "import", "--outptu", "x")
        self.assertEqual(result.code, 2)
        self.assertIn('unknown option "--outptu"\nevident: did you mean "--output"?\n'
                      "evident codes import --help tells more.", result.err)
        self.assertEqual(evident("codes").code, 2)
        self.assertEqual(evident("codes", "import").code, 2)


class Notes(Folder):
    def setUp(self):
        super().setUp()
        self.two_years(self.write("tabular.xml", TABULAR))

    def test_notes_of_an_entry_and_those_above(self):
        one = self.object("K10.2")
        self.assertEqual(one["includes"], ["Radiant glimmers"])
        self.assertEqual(one["excludes1"], ["K11.1-"])
        self.assertEqual(one["excludes2"], ["QA0.-"])
        self.assertEqual(one["code_first"], ["L30"])
        self.assertEqual(one["use_additional"], ["L20.-"])
        self.assertEqual([(n["at"], n["kind"], n["text"]) for n in one["notes"]],
                         [("K10", "excludes1", "broken glimmer (K11.1-)"), ("K10", "excludes1", "a note without a code"),
                          ("K10", "code_first", "underlying dusk (L30)"), ("K10", "code_also", "any twinkle (L40)"),
                          ("K10-K14", "excludes2", "shimmer (QA0.-)"),
                          ("K10-K99", "use_additional", "code for the lamp (L20.-)")])
        self.assertEqual(self.object("K10")["includes"], ["gleam – any"])
        self.assertEqual(self.object("QA0")["notes"], [])

    def test_as_text(self):
        out = self.codes("K10.2").out
        for line in (r"  includes        Radiant glimmers\n", r"  Excludes1       broken glimmer \(K11\.1-\) \[K10\]\n",
                     r"  code also       any twinkle", r"  use additional  code for the lamp \(L20\.-\) \[K10-K99\]\n"):
            self.assertRegex(out, line)

    def test_seventh_characters(self):
        self.assertEqual(self.object("K11.10XA")["seventh"], {"A": "first time", "D": "later"})
        self.assertEqual(self.object("K10.2")["seventh"], {})
        self.assertRegex(self.codes("K11").out, r"7th character   A  first time\n +D  later\n")

    def test_what_excludes_what(self):
        self.assertEqual(self.object("K11.10XA")["excluded_by"],
                         [{"at": "K10", "kind": "excludes1", "names": "K11.1-"}])
        self.assertEqual(self.object("QA0.0")["excluded_by"],
                         [{"at": "K10-K14", "kind": "excludes2", "names": "QA0.-"}])
        self.assertEqual(self.object("K11.2")["excluded_by"], [])
        self.assertEqual(self.codes("K11.10XA", "--show", "excludes").out.splitlines()[1:],
                         ["  Excludes2       shimmer (QA0.-) [K10-K14]", "  excluded by     K10 (Excludes1)"])
        own = evident("codes", "S39.012A", "--show", "excludes").out  # the shipped set, both ways
        self.assertRegex(own, r"excluded by +.*\bM54\.5\b.*\(Excludes1\)")

    def test_the_newest_tabular_list_counts(self):
        older = TABULAR.replace("<version>2024", "<version>2021").replace("Radiant", "Brilliant")
        self.two_years(self.write("b.xml", TABULAR), self.write("a.xml", older))
        self.assertEqual(self.object("K10.2")["includes"], ["Radiant glimmers"])


class LookUp(Folder):
    def setUp(self):
        super().setUp()
        self.two_years(self.write("tabular.xml", TABULAR))

    def test_life_on_a_day(self):
        for code, day, state in (("K10.1", "2023-09-30", "billable"), ("K10.1", "2023-10-01", "header"),
                                 ("K11.1XXA", "2023-10-01", "deleted"), ("K10.11", "2023-09-30", "not-yet-valid"),
                                 ("K10.9", "2020-09-30", "not-known"), ("K10.9", "2024-10-01", "not-known"),
                                 ("K11.1XXA", "2025-01-01", "deleted"), ("K10.9", "2001-01-01", "not-known"), ("K10.9", "2100-01-01", "not-known")):
            with self.subTest(code=code, day=day):
                self.assertEqual(self.object(code, "--date", day)["state"], state)
        out = self.codes("K10.1", "--date", "2024-05-01").out
        self.assertRegex(out, r"on 2024-05-01   not billable, needs more characters\n"
                              r"  life            billable to 2023-09-30\n"
                              r" +not billable, needs more characters from 2023-10-01\n")
        self.assertRegex(out, r"divided into    K10\.11   Glimmer, dull, right side\n +K10\.12 ")
        self.assertRegex(out, r"replaced by     K10\.11 ")

    def test_the_spine_without_a_file(self):
        out = evident("codes", "M54.5", "--date", "2024-05-01").out
        self.assertRegex(out, r"on 2024-05-01 +not billable.*\n +life +billable to 2021-09-30\n.* from 2021-10-01\n")
        one = json.loads(evident("codes", "--format", "json", "M51.36").out)
        self.assertEqual(one["life"][0]["to"], "2024-09-30")
        self.assertEqual(one["replaced_by"], ["M51.360", "M51.361", "M51.362", "M51.369"])
        self.assertEqual(json.loads(evident("codes", "--format", "json", "M54.50").out)["life"][0]["from"], "2021-10-01")
        self.assertEqual(json.loads(evident("codes", "--format", "json", "M54.50").out)["replaces"], ["M54.5"])

    def test_parts(self):
        def part(code, name, *more):
            lines = self.codes(code, "--show", name, *more).out.splitlines()
            return [line.split("  ")[0] for line in (l[18:] for l in lines[1:])]
        self.assertEqual([c.split()[0] for c in part("K10", "children")], ["K10.1", "K10.2", "K10.9"])
        self.assertEqual([c.split()[0] for c in part("K10.1", "siblings")], ["K10.2", "K10.9"])
        self.assertEqual([c.split()[0] for c in part("K11", "children", "--date", "2021-01-01")],
                         ["K11.1XXA", "K11.1XXD", "K11.2"])
        self.assertEqual(part("K10.11", "history"), ["billable from 2023-10-01", "K10.1"])
        self.assertEqual(evident("codes", "M54.5", "--show", "all").code, 2)

    def test_unknown_codes(self):
        result = self.codes("K10.3")
        self.assertEqual(result.code, 1)
        self.assertEqual(result.err, "evident: K10.3 is not among the codes of icd10cm-2026-all.\n")
        self.assertIn("K10.1", result.out)
        one = json.loads(self.codes("K10.3", "--format", "json").out)
        self.assertEqual((one["state"], one["near"][:2]), ("unknown", ["K10.1", "K10.2"]))

    def test_icd9(self):
        one = json.loads(evident("codes", "724.2", "--format", "json").out)
        self.assertEqual((one["state"], one["usual_today"]), ("icd-9-cm", ["M54.50"]))


class Search(Folder):
    def setUp(self):
        super().setUp()
        self.two_years(self.write("tabular.xml", TABULAR))

    def test_all_words_in_any_order(self):
        self.assertEqual(self.found("right glimmer"), ["K10.11"])
        self.assertEqual(self.found("glimmer", "RIGHT"), ["K10.11"])
        self.assertEqual(self.codes("right", "zebra").code, 1)
        self.assertEqual(evident("codes", "sciatica right").out.split()[0], "M54.31")

    def test_beginnings_and_plurals(self):
        self.assertEqual(self.found("glim ri"), ["K10.11"])
        self.assertEqual(self.found("limmer"), [])
        self.assertEqual(self.found("glimmers injury"), ["K11"])
        self.assertEqual(self.found("disorder glimmers"), ["K10"])

    def test_accents_do_not_count(self):
        self.assertEqual(self.found("deja"), ["K11.2"])
        self.assertEqual(self.found("DÉJÀ"), ["K11.2"])

    def test_inclusion_terms(self):
        self.assertEqual(self.found("radiant"), ["K10.2"])
        self.assertEqual(self.found("bright radiant"), ["K10.2"])
        self.assertEqual(self.codes("radiant").out, "K10.2     Glimmer, bright, revised\n          Radiant glimmers\n")

    def test_words_of_notes_that_stand_in_no_title(self):
        for words, code in (("neck pain", "M54.2"), ("LBP", "M54.50"), ("HNP lumbar", "M51.26"), ("sciatca", "M54.30"),
                            ("coccydynia", "M53.3")):
            result = evident("codes", words)
            self.assertEqual((result.code, result.out.split()[0]), (0, code))
            self.assertIn("a note that says them gets:", result.err)
        self.assertEqual(evident("codes", "sciatca").out.count("\n"), 3)  # the sides as well
        self.assertEqual(evident("codes", "no neck pain").code, 1)

    def test_a_dash_behind_a_code(self):
        self.assertEqual(evident("codes", "M54.5-").out, evident("codes", "M54.5").out)
        self.assertEqual(evident("codes", "M51.-").out, evident("codes", "M51").out)

    def test_icd9_without_its_dot(self):
        self.assertEqual(evident("codes", "7242").out, evident("codes", "724.2").out)
        self.assertEqual(evident("codes", "72210").out, evident("codes", "722.10").out)

    def test_what_is_coded_as_well(self):
        self.assertIn("code also S27.-, S24.0-, S24.1-", evident("codes", "S22.080A").words())
        one = json.loads(evident("codes", "--format", "json", "S22.080A").out)
        self.assertEqual(one["code_also"], ["S27.-", "S24.0-", "S24.1-"])

    def test_headers_are_marked(self):
        out = evident("codes", "sciatica").out
        self.assertIn("M54.3     Sciatica (not billable)\n", out)
        self.assertIn("M54.31    Sciatica, right side\n", out)

    def test_best_first(self):
        # Whole words before beginnings, titles before terms, short titles before long ones.
        self.assertEqual(self.found("shimmer"), ["QA0", "QA0.0"])
        self.assertEqual(self.found("glimmer")[:4], ["K10.1", "K10.9", "K11", "K11.2"])
        self.assertEqual(self.found("gl in"), ["K11.11XA", "K11", "K11.10XA"])

    def test_codes_by_their_beginning(self):
        self.assertEqual(sorted(self.found("K11")), ["K11"])  # a code itself
        self.assertEqual(self.found("K10.", "right"), ["K10.11"])
        self.assertEqual(sorted(self.found("k11.1")), ["K11.10XA", "K11.10XD", "K11.11XA"])
        self.assertEqual(sorted(self.found("k111")), ["K11.10XA", "K11.10XD", "K11.11XA"])
        self.assertEqual(self.found("qa"), [])

    def test_only_what_is_valid_on_the_day(self):
        self.assertEqual(self.found("broken"), ["K11.10XA", "K11.10XD", "K11.11XA"])
        self.assertEqual(self.found("broken", "--date", "2021-05-01"), ["K11.1XXA", "K11.1XXD"])

    def test_limit(self):
        result = self.codes("broken", "--limit", "1")
        self.assertEqual(len(result.out.splitlines()), 1)
        self.assertEqual(result.err, "evident: only the first 1 of 3 codes are shown; more words narrow them down, "
                                     "--limit shows more.\n")
        self.assertEqual(self.codes("broken", "--limit", "0").code, 2)


class BesideTheSpine(Folder):
    """What the shipped set knows wins within its years; the file answers for all else."""

    def test_a_file_within_the_years_of_the_shipped_set(self):
        self.load(self.write("o-2024.txt", order([("M54", 0, "Nonsense"), ("M545", 1, "Nonsense"),
                                                  ("M999", 1, "Beside"), ("M99", 0, "Beside them")])))
        own = evident("codes", "M54.5").out
        self.assertEqual(self.codes("M54.5").out, own)
        self.assertEqual(self.found("nonsense"), [])
        self.assertEqual(self.object("M99.9")["title"], "Beside")
        self.assertIn("M99.9", [c["code"] for c in self.object("M99")["children"]])

    def test_a_newer_year(self):
        self.load(self.write("o-2027.txt", order([("M54", 0, "Dorsalgia"), ("M545", 0, "Low back pain"),
                                                  ("M5450", 0, "Low back pain, unspecified"),
                                                  ("M54501", 1, "Low back pain, new"),
                                                  ("M5451", 1, "Vertebrogenic low back pain")])))
        one = self.object("M54.50")
        self.assertEqual(one["life"], [{"from": "2021-10-01", "to": "2026-09-30", "billable": True},
                                       {"from": "2026-10-01", "to": None, "billable": False}])
        self.assertEqual(self.object("M54.51")["life"][0], {"from": "2021-10-01", "to": None, "billable": True})
        self.assertEqual(self.object("M54.59", "--date", "2026-10-01")["state"], "deleted")
        self.assertEqual(self.object("M54.59", "--date", "2026-09-30")["state"], "billable")
        self.assertEqual(self.object("M54.501", "--date", "2027-01-01")["state"], "billable")
        report = json.loads(evident("code", "--format", "json", "--code-set", self.file, "--date", "2027-01-01",
                                    stdin="Low back pain.").out)
        self.assertEqual(report["code_set"], "icd10cm-2027-all")
        self.assertNotIn(("M54.50", "proposed"), [(c["code"], c["status"]) for c in report["codes"]])

    def test_days_that_the_file_does_not_know(self):
        self.load(self.write("o-2024.txt", order(NEW)))
        self.assertEqual(self.object("K10.9", "--date", "2022-01-01")["state"], "not-known")
        self.assertEqual(self.object("K10.9")["life"], [{"from": None, "to": None, "billable": True}])
        self.assertEqual((self.object("K10.9")["state"], self.object("K10.9")["date"]), ("billable", "2024-09-30"))
        self.assertRegex(self.codes("K10.9", "--date", "2025-01-01").out,
                         r"on 2025-01-01   not known: the last day in icd10cm-2026-all is 2024-09-30\n"
                         r"  life            billable in every year known\n")
        self.assertEqual(self.found("unspecified", "glimmer"), ["K10.9"])
        report = json.loads(evident("code", "--format", "json", "--code-set", self.file, "--date", "2022-01-01",
                                    stdin="K10.9").out)
        self.assertEqual(report["claims"], [])  # it is not said to be new in 2024

    def test_a_year_long_before(self):
        self.load(self.write("o-2017.txt", order([("M54", 0, "Dorsalgia"), ("M545", 0, "Low back pain")])))
        self.assertEqual(self.codes("M54.5").out, evident("codes", "M54.5").out)
        self.assertEqual(self.object("M54.5", "--date", "2017-01-01")["state"], "not-known")

    def test_an_older_year(self):
        self.load(self.write("o-2020.txt", order([("M54", 0, "Dorsalgia"), ("M545", 1, "Low back pain")])))
        self.assertEqual(self.object("M54.5", "--date", "2019-12-01")["state"], "billable")
        self.assertEqual(self.object("M54.5")["life"][0], {"from": None, "to": "2021-09-30", "billable": True})
        self.assertEqual(self.object("M54.2", "--date", "2019-12-01")["state"], "not-yet-valid")

    def test_notes_are_coded_as_before(self):
        self.two_years()
        note = "Low back pain. Assessment: K10.9, K11.1XXA, C12.3 and M54.5."
        own = json.loads(evident("code", "--format", "json", "--date", "2024-01-01", stdin=note).out)
        full = json.loads(evident("code", "--format", "json", "--date", "2024-01-01", "--code-set", self.file,
                                  stdin=note).out)
        self.assertEqual(full["codes"], own["codes"])
        self.assertEqual([c["code"] for c in own["claims"]], ["M54.5"])
        # Of codes outside the spine only what is wrong with them on that day can be told.
        self.assertEqual([(c["code"], c["verdict"], c["replaced_by"]) for c in full["claims"]][:1],
                         [("K11.1XXA", "deleted", ["K11.10XA", "K11.11XA"])])
        self.assertEqual(full["claims"][1:], own["claims"])

    def test_rules_may_give_every_code(self):
        self.two_years()
        rules = self.write("rules.yaml", "rules:\n  - id: shimmer\n    code: QA0.0\n    when: low-back-pain\n"
                                         "    because: For a test.\n    cite: None\n")
        words = ["code", "--format", "json", "--rules", rules, "--date", "2024-01-01"]
        self.assertEqual(evident(*words, stdin="Low back pain.").code, 2)
        report = json.loads(evident(*words, "--code-set", self.file, stdin="Low back pain.").out)
        self.assertEqual([(c["code"], c["title"]) for c in report["codes"]], [("QA0.0", "Shimmer proper")])

    def test_every_command_takes_it(self):
        self.two_years()
        line = json.dumps({"id": "n", "text": "Low back pain."}) + "\n"
        report = json.loads(evident("batch", "-q", "--code-set", self.file, "-", stdin=line).out)
        self.assertEqual(report["code_set"], "icd10cm-2026-all")
        self.assertEqual(evident("explain", "--code-set", self.file, "-", stdin="Low back pain.").code, 0)
        rules = self.write("rules.yaml", "rules:\n  - id: shimmer\n    code: QA0.0\n    when: low-back-pain\n"
                                         "    because: For a test.\n    cite: None\n")
        case = self.write("case.txt", "==== a code of the file\nLow back pain.\n----\n"
                                      "finding low-back-pain \"Low back pain\"\n"
                                      "code QA0.0 from \"Low back pain\" rule shimmer\n")
        words = ["check", "--rules", rules, case]
        self.assertEqual(evident(*words, "--code-set", self.file).code, 0)
        self.assertEqual(evident(*words).code, 2)


class DamagedFiles(Folder):
    def test_messages(self):
        self.two_years()
        good = self.file.read_bytes()
        for content, message in ((good[:-1], "this code file is cut off"), (good[:20], "this code file is cut off"),
                                 (good + b"\0", "this code file is damaged"),
                                 (good.replace(b"\r\n", b"\n"), "it was changed on its way, as text"),
                                 (good[:8] + b"\2" + good[9:], "format 2, this program reads format 1"),
                                 (good[:12] + b"\1\2\3\4" + good[16:], "made on another kind of machine")):
            self.file.write_bytes(content)
            result = self.codes("K10")
            self.assertEqual((result.code, result.out), (2, ""))
            self.assertIn(f"{self.file}: error: ", result.err)
            self.assertIn(message, result.err)

    def test_no_damage_ends_in_a_crash(self):
        self.two_years(self.write("tabular.xml", TABULAR))
        good = self.file.read_bytes()
        chance = random.Random(7)
        for _ in range(200):
            bad = bytearray(good)
            for _ in range(chance.randint(1, 4)):
                bad[chance.randrange(8, len(bad))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
            self.file.write_bytes(bad)
            for words in (["K11"], ["glimmer"]):
                self.assertIn(self.codes(*words).code, (0, 1, 2))
        for end in range(0, len(good), 37):
            self.file.write_bytes(good[:end])
            self.assertEqual(self.codes("K11").code, 2, end)


if __name__ == "__main__":
    unittest.main()
