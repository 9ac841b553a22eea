"""The program as its users meet it: exit codes, messages, pipes, terminals, broken input.

Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/cli_test.py
"""
import fcntl
import gzip
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LIMIT = 60  # seconds; nothing here takes more than a few
SECRET = "Zebulon Quixworth"  # a patient's name: no message may hold it
NOTE = f"{SECRET} has low back pain.\n"
LINE = json.dumps({"id": "n1", "text": NOTE}) + "\n"


def environment(**changes):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    env["TERM"] = "xterm-256color"
    env.update(changes)
    return {k: v for k, v in env.items() if v is not None}


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode() if done.stdout is not None else ""
        self.err = done.stderr.decode() if done.stderr is not None else ""

    def reports(self):
        return [json.loads(line) for line in self.out.splitlines()]


def evident(*words, stdin="", env=None, cwd=None):
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    return Result(subprocess.run([EVIDENT, *map(str, words)], input=data, capture_output=True,
                                 env=env or environment(), cwd=cwd, timeout=LIMIT))


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, *words, width=80, env=None):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(EVIDENT, [EVIDENT, *map(str, words)], env or environment())
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        self.seen = b""

    def wait_for(self, words):
        end = time.monotonic() + LIMIT
        while words.encode() not in self.seen:
            if not self.read(end - time.monotonic()):
                raise AssertionError(f"{words!r} did not come; the terminal shows {self.seen!r}")

    def read(self, seconds):
        ready, _, _ = select.select([self.fd], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            piece = os.read(self.fd, 65536)
        except OSError:  # the other side is closed
            return False
        self.seen += piece
        return bool(piece)

    def type(self, text):
        data = text.encode()
        while data:
            data = data[os.write(self.fd, data[:1000]):]
            while self.read(0):
                pass

    def until_character_mode(self):
        end = time.monotonic() + LIMIT
        while termios.tcgetattr(self.fd)[3] & termios.ICANON:
            if time.monotonic() > end:
                raise AssertionError("the terminal stays in line mode")
            time.sleep(0.005)

    def finish(self):
        end = time.monotonic() + LIMIT
        while self.read(end - time.monotonic()):
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.fd)
        self.code = os.waitstatus_to_exitcode(status)
        return self.seen.decode()


class Folder(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = Path(self._folder.name)
        self.addCleanup(self._folder.cleanup)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


class Usage(Folder):
    def mistake(self, words, message):
        result = evident(*words)
        self.assertEqual(result.err, message)
        self.assertEqual(result.out, "")
        self.assertEqual(result.code, 2)

    def test_help_of_every_command(self):
        program = evident("--help")
        self.assertEqual(program.code, 0)
        self.assertEqual(program.err, "")
        for command in ("code", "batch", "codes", "explain", "check"):
            with self.subTest(command):
                self.assertRegex(program.out, rf"(?m)^  {command}  +\S")
                result = evident(command, "--help")
                self.assertEqual((result.code, result.err), (0, ""))
                self.assertIn(f"Usage: evident {command} [OPTIONS]", result.out)
                self.assertRegex(result.out, rf"Examples:\n  .*evident {command}")
                self.assertEqual(evident(command, "-h").out, result.out)

    def test_help_fits_the_terminal(self):
        for words in ([], ["code"], ["batch"], ["codes"], ["explain"]):
            text = evident(*words, "--help", env=environment(COLUMNS="80")).out
            self.assertLessEqual(max(map(len, text.splitlines())), 80, words)

    def test_version(self):
        result = evident("--version")
        self.assertRegex(result.out, r"^evident \d+\.\d+\.\d+ \(rules sha256:[0-9a-f]{64}, "
                                     r"code set icd10cm-\d{4}\)\n$")
        self.assertEqual((result.code, result.err), (0, ""))

    def test_nothing_to_do_shows_help(self):
        result = evident()
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertIn("Usage: evident COMMAND", result.err)

    def test_misspelt_command(self):
        self.mistake(["cdoe"], 'evident: unknown command "cdoe"\n'
                               'evident: did you mean "code"?\n'
                               "evident --help tells more.\n")
        self.mistake(["xyzzy"], 'evident: unknown command "xyzzy"\nevident --help tells more.\n')

    def test_misspelt_option(self):
        self.mistake(["code", "--formt", "json"],
                     'evident: unknown option "--formt"\n'
                     'evident: did you mean "--format"?\n'
                     "evident code --help tells more.\n")
        self.mistake(["batch", "--offset=byte", "."],
                     'evident: unknown option "--offset"\n'
                     'evident: did you mean "--offsets"?\n'
                     "evident batch --help tells more.\n")
        self.mistake(["--verison"], 'evident: unknown option "--verison"\n'
                                    'evident: did you mean "--version"?\n'
                                    "evident --help tells more.\n")
        self.mistake(["code", "-z"], 'evident: unknown option "-z"\n'
                                     "evident code --help tells more.\n")

    def test_values_that_are_not_allowed(self):
        self.mistake(["code", "--format", "jsn"],
                     'evident: --format: "jsn" is not one of text, json, html\n'
                     'evident: did you mean "json"?\n'
                     "evident code --help tells more.\n")
        self.mistake(["batch", "--setting", "home", "."],
                     'evident: --setting: "home" is not one of outpatient, inpatient\n'
                     "evident batch --help tells more.\n")
        for day in ("2024-02-30", "03/01/2024", "yesterday"):
            self.mistake(["code", "--date", day],
                         f'evident: --date: "{day}" is not a day; write it as 2024-03-01\n'
                         "evident code --help tells more.\n")
        self.mistake(["code", "--width", "wide"],
                     'evident: --width: "wide" is not a whole number from 40 to 1000\n'
                     "evident code --help tells more.\n")

    def test_missing_values(self):
        self.assertIn("PATH is required", evident("batch").err)
        self.assertEqual(evident("batch").code, 2)
        self.assertIn("--date", evident("code", "--date").err)
        self.assertEqual(evident("code", "--date").code, 2)
        self.assertIn('"b.txt" is one argument too many', evident("explain", "a.txt", "b.txt").err)

    def test_mistakes_cannot_command_the_terminal(self):
        self.assertNotIn("\x1b", evident("\x1b[31mred").err)
        self.assertNotIn("\x1b", evident("code", "/no/\x1b[31mred").err)

    def test_knowledge_that_cannot_be_read(self):
        for option, value, message in (
                ("--rules", "none.yaml", "error: none.yaml: no such file"),
                ("--code-set", "none.tsv", "error: none.tsv: no such file"),
                ("--lexicons", "none", "error: none: No such file or directory"),
                ("--lexicons", ".", "error: .: no *.yaml file in this folder")):
            result = evident("code", option, value, stdin=NOTE, cwd=self.folder)
            self.assertEqual((result.code, result.out), (2, ""))
            self.assertIn(message, result.err)

    def test_mistakes_in_knowledge_are_shown_where_they_stand(self):
        rules = self.write("my.yaml", "axes:\n  side: {right: 1}\nruls: []\n")
        result = evident("batch", "--rules", rules, "-", stdin=LINE)
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertIn(f"{rules}:3:1: error: ", result.err)
        self.assertIn("\nruls: []\n^~~~\nallowed: ", result.err)

    def test_shipped_knowledge_given_by_hand_is_the_same(self):
        words = ["code", "--format", "json", "--lexicons", "lexicons", "--rules", "rules.yaml",
                 "--code-set", "src/coding/icd10cm-spine.tsv", "-"]
        own = evident(*words, stdin=NOTE, cwd=ROOT)
        self.assertEqual(own.err, "")
        self.assertEqual(own.out, evident("code", "--format", "json", stdin=NOTE).out)


class Code(Folder):
    def test_a_note(self):
        path = self.write("visit.txt", NOTE)
        result = evident("code", path)
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertTrue(result.out.startswith(f"{path}\noutpatient, no date of service, code set "))
        self.assertRegex(result.out, r"\n  1  M54\.50  +Low back pain, unspecified\n"
                                     r" +\"low back pain\" \(line 1\)\n")
        self.assertIn("«low back pain»[1]", result.out)
        self.assertTrue(result.out.endswith(
            "\nevident codes back and neck conditions only; everything else in the note is not\n"
            "looked at.\n"))

    def test_the_command_may_be_left_out(self):
        path = self.write("visit.txt", NOTE)
        self.assertEqual(evident(path).out, evident("code", path).out)
        self.assertEqual(evident(path, "--format", "json").reports()[0]["id"], str(path))

    def test_a_file_named_as_a_command(self):
        self.write("batch", NOTE)
        result = evident("code", "batch", cwd=self.folder)
        self.assertEqual(result.code, 0)
        self.assertIn("M54.50", result.out)

    def test_several_notes_and_one_that_is_missing(self):
        a, b = self.write("a.txt", NOTE), self.write("b.txt", "Neck pain.\n")
        gone = self.folder / "gone.txt"
        result = evident("code", a, gone, b)
        self.assertEqual(result.code, 1)
        self.assertEqual(result.err, f"evident: {gone}: no such file or folder\n")
        self.assertIn("M54.50", result.out)
        self.assertIn("M54.2", result.out)
        self.assertEqual(result.out.count("evident codes back and neck"), 1)

    def test_standard_input(self):
        for words in (["code"], ["code", "-"]):
            result = evident(*words, stdin=NOTE)
            self.assertEqual(result.code, 0)
            self.assertTrue(result.out.startswith("(standard input)\n"))
            self.assertIn("M54.50", result.out)

    def test_json_is_a_report_a_line(self):
        a, b = self.write("a.txt", NOTE), self.write("b.txt", "")
        result = evident("code", "--format", "json", "--date", "2024-03-01", "--setting",
                         "inpatient", a, b)
        reports = result.reports()
        self.assertEqual([r["id"] for r in reports], [str(a), str(b)])
        self.assertEqual(reports[0]["service_date"], "2024-03-01")
        self.assertEqual(reports[0]["setting"], "inpatient")
        self.assertEqual(reports[0]["codes"][0]["evidence"][0]["text"], "low back pain")
        self.assertEqual(reports[1]["codes"], [])

    def test_the_date_picks_the_codes(self):
        old = evident("code", "--format", "json", "--date", "2021-03-01", stdin=NOTE).reports()[0]
        self.assertNotIn("M54.50", [c["code"] for c in old["codes"] if c["status"] == "proposed"])

    def test_what_is_taken_for_now_is_among_the_answers(self):
        query = evident("code", "--format", "json", stdin="Lumbar strain.\n").reports()[0]["queries"][0]
        self.assertEqual(query["changes"], ["S39.012D", "S39.012S"])
        self.assertEqual(query["options"], ["active treatment", "healing or follow-up", "late effect", "other",
                                            "unable to determine"])

    def test_notes_with_nothing(self):
        none = evident("code", stdin="Sore throat.").out
        self.assertIn("No spine code supported: no word about the back or neck was found in this "
                      "note.", " ".join(none.split()))
        self.assertIn("evident codes back and neck conditions only", none)
        denied = evident("code", stdin="Denies back pain.").out
        self.assertIn("No spine code supported; 1 withheld (negated 1)", denied)
        self.assertIn("negated by 'Denies'", evident("code", "--all", stdin="Denies back pain.").out)
        self.assertIn("the note is empty", evident("code", stdin="").out)

    def test_escape_sequences_of_a_note_are_shown_not_obeyed(self):
        note = "\x1b]0;title\x07 low back pain \x1b[2J\u009b31m"
        for words in (["code", "--all"], ["explain", "-"]):
            out = evident(*words, stdin=note).out
            self.assertNotIn("\x1b", out)
            self.assertNotIn("\x07", out)
            self.assertNotIn("\u009b", out)

    def test_any_bytes(self):
        for note in (b"\xff\xfe\x00", b"\xef\xbb\xbflow back pain\r\n", bytes(range(256)) * 20,
                     b"low back pain \xc3", b"\x00" * 1000, "腰痛 low back pain 🙂".encode()):
            result = evident("code", stdin=note)
            self.assertEqual((result.code, result.err), (0, ""))
            self.assertEqual(evident("code", "--all", "--width", "40", stdin=note).code, 0)

    def test_color(self):
        self.assertNotIn("\x1b", evident("code", stdin=NOTE).out)
        self.assertIn("\x1b[", evident("code", "--color", "always", stdin=NOTE).out)
        self.assertIn("\x1b[", evident("code", "--color", "always", stdin=NOTE,
                                       env=environment(NO_COLOR="1")).out)

    def test_color_on_a_terminal(self):
        path = self.write("visit.txt", NOTE)
        for changes, words, colored in (({}, [], True), ({"NO_COLOR": ""}, [], True),
                                        ({"NO_COLOR": "1"}, [], False), ({"TERM": "dumb"}, [], False),
                                        ({}, ["--color", "never"], False)):
            terminal = Terminal("code", path, *words, env=environment(**changes))
            self.assertEqual("\x1b[" in terminal.finish(), colored, (changes, words))

    def test_width(self):
        words = "word " * 300 + "low back pain " + "word " * 300
        path = self.write("visit.txt", words)
        for width in (40, 60, 100, 160):
            out = evident("code", "--all", "--width", width, path).out
            long = [line for line in out.splitlines()[1:] if len(line) > width]
            self.assertEqual(long, [])
            self.assertGreater(max(map(len, out.splitlines()[5:])), width - 12)
        self.assertEqual(evident("code", path, env=environment(COLUMNS="60")).out,
                         evident("code", "--width", 60, path).out)

    def test_same_note_same_bytes(self):
        words = ["code", "--format", "json"]
        self.assertEqual(evident(*words, stdin=NOTE).out, evident(*words, stdin=NOTE).out)


class Paste(Folder):
    PROMPT = "evident: Paste the note, then press Ctrl-D on an empty line."

    def paste(self, text, *words):
        terminal = Terminal(*(words or ("code", "--format", "json")), width=200)
        terminal.wait_for(self.PROMPT)
        terminal.until_character_mode()
        terminal.type(text)
        terminal.type("\x04")
        shown = terminal.finish()
        self.assertEqual(terminal.code, 0, shown)
        return shown

    def report(self, text):
        shown = self.paste(text)
        return json.loads(shown[shown.rindex('{"schema"'):])

    def test_paste_and_ctrl_d(self):
        shown = self.paste("Low back pain.\n", "code")
        self.assertIn("M54.50", shown)
        self.assertIn("(standard input)", shown)

    def test_ctrl_d_right_after_the_last_word(self):
        self.assertEqual(self.report("Low back pain")["codes"][0]["code"], "M54.50")

    def test_a_line_longer_than_a_terminal_line(self):
        report = self.report("word " * 2000 + "low back pain.\n")
        self.assertEqual(report["codes"][0]["evidence"][0]["begin"], 10000)

    def test_backspace(self):
        report = self.report("Low back paix\x7fn é\x7f.\nab\n\x7f\x7f\x7f")
        evidence = report["codes"][0]["evidence"][0]
        self.assertEqual(evidence["text"], "Low back pain")

    def test_ctrl_c_leaves_the_terminal_as_it_was(self):
        terminal = Terminal("code")
        before = termios.tcgetattr(terminal.fd)
        terminal.wait_for(self.PROMPT)
        terminal.until_character_mode()
        terminal.type("low back\x03")
        os.waitpid(terminal.pid, 0)
        after = termios.tcgetattr(terminal.fd)
        os.close(terminal.fd)
        self.assertEqual(before, after)

    def test_explain_too(self):
        terminal = Terminal("explain", "-")
        terminal.wait_for(self.PROMPT)
        terminal.until_character_mode()
        terminal.type("Low back pain.\n\x04")
        self.assertIn("Findings", terminal.finish())


class Batch(Folder):
    def batch(self, *paths, **more):
        return evident("batch", *paths, **more)

    def ids(self, result):
        return [report["id"] for report in result.reports()]

    def test_a_folder(self):
        for name in ("b.txt", "a.text", "C.TXT", "sub/d.txt", ".hidden.txt", ".git/e.txt",
                     "notes.jsonl", "readme.md", "g.txt.bak"):
            self.write(name, NOTE)
        self.write("f.txt.gz", gzip.compress(NOTE.encode()))
        os.mkfifo(self.folder / "pipe.txt")
        result = self.batch(self.folder)
        names = ["C.TXT", "a.text", "b.txt", "f.txt.gz", "sub/d.txt"]
        self.assertEqual(self.ids(result), [f"{self.folder}/{name}" for name in names])
        self.assertEqual(result.err, "evident: 5 notes, 0 failed.\n")
        self.assertEqual(result.code, 0)

    def test_ids_are_the_paths_as_given(self):
        self.write("n/a.txt", NOTE)
        for given, id in (("n", "n/a.txt"), ("n/", "n/a.txt"), ("./n", "./n/a.txt"),
                          ("n/a.txt", "n/a.txt")):
            self.assertEqual(self.ids(self.batch(given, cwd=self.folder)), [id])

    def test_a_folder_named_with_brackets(self):
        self.write("[2024,a]/a.txt", NOTE)
        self.assertEqual(self.ids(self.batch("[2024,a]", cwd=self.folder)), ["./[2024,a]/a.txt"])

    def test_links_in_a_circle(self):
        self.write("a/note.txt", NOTE)
        (self.folder / "a/up").symlink_to(self.folder)
        (self.folder / "a/self").symlink_to(".")
        (self.folder / "broken.txt").symlink_to("nowhere")
        (self.folder / "z.txt").symlink_to("a/note.txt")
        result = self.batch(self.folder)
        self.assertEqual(self.ids(result), [f"{self.folder}/a/note.txt", f"{self.folder}/z.txt"])
        self.assertEqual(result.code, 1)
        self.assertEqual(result.err,
                         f"evident: {self.folder}/broken.txt: a symbolic link to nothing\n"
                         "evident: 3 notes, 1 failed.\n")

    def test_json_lines(self):
        lines = [{"id": "n-1", "text": NOTE}, {"id": 17, "text": "x"}, {"id": -1.5e3, "text": ""},
                 {"text": "no id"}, {"id": None, "text": "null id"}, {"id": "", "text": "empty id"},
                 {"id": "deep", "more": {"id": "no", "text": [1, {"text": 2}]}, "text": "y"}]
        text = "\ufeff" + "\r\n".join(json.dumps(line) for line in lines) + "\n\n  \n"
        expected = ["n-1", "17", "-1500.0", "line-4", "line-5", "line-6", "deep"]
        for name in ("n.jsonl", "n.NDJSON"):
            result = self.batch(self.write(name, text))
            self.assertEqual(self.ids(result), expected)
            self.assertEqual(result.err, "evident: 7 notes, 0 failed.\n")
        packed = self.batch(self.write("n.jsonl.gz", gzip.compress(text.encode())))
        self.assertEqual(packed.out, self.batch("-", stdin=text).out)
        self.assertEqual(self.ids(packed), expected)

    def test_a_record_may_bring_date_and_setting(self):
        records = [{"text": NOTE}, {"text": NOTE, "service_date": "2022-05-05", "setting": "inpatient"},
                   {"text": NOTE, "service_date": None, "setting": None}]
        result = self.batch("--date", "2024-03-01", "-",
                            stdin="".join(json.dumps(r) + "\n" for r in records))
        self.assertEqual([(r["service_date"], r["setting"]) for r in result.reports()],
                         [("2024-03-01", "outpatient"), ("2022-05-05", "inpatient"),
                          ("2024-03-01", "outpatient")])

    def test_bad_lines_are_named_and_the_others_go_on(self):
        bad = [
            (f'{{"text": "{SECRET}', "not JSON: Missing a closing quotation mark in string. "
                                     "(byte 28 of the line)"),
            (f'{SECRET}', "not JSON: Invalid value. (byte 1 of the line)"),
            (f'["{SECRET}"]', "not a JSON object"),
            ('"text"', "not a JSON object"),
            (f'{{"id": "{SECRET}"}}', 'no "text"'),
            ('{"text": null}', 'no "text"'),
            ('{"text": 12}', '"text" is not a string'),
            (f'{{"text": ["{SECRET}"]}}', '"text" is not a string'),
            ('{"id": {}, "text": ""}', '"id" is neither a string nor a number'),
            ('{"text": "", "service_date": "1.2.2024"}',
             '"service_date" is not a day written as "2024-03-01"'),
            ('{"text": "", "setting": "er"}', '"setting" is neither "outpatient" nor "inpatient"'),
            (f'{{"text": "{SECRET}"}} more', "not JSON: The document root must not be followed by "
                                             "other values. (byte 31 of the line)"),
            ('{"text": "\x00"}', "not JSON: a NUL byte (JSON Lines are UTF-8)"),
            ('{"text": "\\ud80"}', "not JSON: Incorrect hex digit after \\u escape in string. "
                                   "(byte 11 of the line)"),
            ("[" * 200000, "not JSON: Invalid value. (byte 200001 of the line)"),
        ]
        path = self.write("n.jsonl", "".join(line + "\n" + LINE for line, _ in bad))
        result = self.batch(path)
        expected = [f"evident: {path}:{2 * i + 1}: {what}" for i, (_, what) in enumerate(bad)]
        expected.append(f"evident: {2 * len(bad)} notes, {len(bad)} failed.")
        self.assertEqual(result.err.splitlines(), expected)
        self.assertEqual(self.ids(result), ["n1"] * len(bad))
        self.assertEqual(result.code, 1)
        self.assertNotIn(SECRET, result.err)

    def test_text_is_taken_as_it_is(self):
        note = "low back pain \\ \" / \b \f \n \r \t é 🙂 \u0000 end"
        report = self.batch("-", stdin=json.dumps({"text": note}) + "\n").reports()[0]
        self.assertEqual(report["codes"][0]["evidence"][0]["text"], "low back pain")
        raw = b'{"text": "\xff low back pain"}\n'
        report = self.batch("-", stdin=raw).reports()[0]
        self.assertEqual(report["codes"][0]["evidence"][0]["begin"], 2)

    def test_half_a_surrogate_pair_becomes_a_replacement_character(self):
        lines = (r'{"text": "\ud83d low back pain \uDE00 \ud83d\ude00 \\ud800 \ud800\u0041"}' "\n"
                 r'{"id": "\udc00x", "text": "low back pain"}' "\n")
        result = self.batch("-", stdin=lines)
        self.assertEqual((result.code, result.err), (0, "evident: 2 notes, 0 failed.\n"))
        first, second = result.reports()
        self.assertEqual(first["codes"][0]["evidence"][0]["begin"], 2)
        self.assertEqual(second["id"], "\ufffdx")

    def test_gzip_files_that_are_broken(self):
        # Lines that do not compress, so that a cut in the middle leaves whole ones before it.
        lines = "".join(json.dumps({"id": f"n{i}", "text": NOTE, "x": os.urandom(400).hex()}) + "\n"
                        for i in range(2000))
        packed = gzip.compress(lines.encode())
        cut = self.batch(self.write("cut.jsonl.gz", packed[:len(packed) // 2]))
        self.assertEqual(cut.code, 1)
        done = len(cut.out.splitlines())
        self.assertGreater(done, 500)
        self.assertEqual(self.ids(cut), [f"n{i}" for i in range(done)])
        self.assertEqual(cut.err, f"evident: {self.folder}/cut.jsonl.gz:{done + 1}: "
                                  f"the gzip file is cut off\nevident: {done + 1} notes, 1 failed.\n")
        note = gzip.compress(NOTE.encode())
        wrong = note[:-8] + bytes([note[-8] ^ 1]) + note[-7:]
        for name, content, what in (("cut.txt.gz", note[:-9], "the gzip file is cut off"),
                                    ("plain.txt.gz", NOTE, "not a gzip file"),
                                    ("empty.txt.gz", b"", "not a gzip file"),
                                    ("wrong.txt.gz", wrong, "the gzip file is damaged"),
                                    ("noise.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 99,
                                     "the gzip file is damaged")):
            path = self.write(name, content)
            result = self.batch(path)
            self.assertEqual((result.code, result.out), (1, ""), name)
            self.assertTrue(result.err.startswith(f"evident: {path}: {what}"), result.err)
            self.assertNotIn(SECRET, result.err)

    def test_members_of_a_gzip_file_follow_each_other(self):
        path = self.write("two.jsonl.gz", gzip.compress(LINE.encode()) * 2)
        self.assertEqual(self.ids(self.batch(path)), ["n1", "n1"])

    def test_inputs_that_cannot_be_read(self):
        good = self.write("good.txt", NOTE)
        result = self.batch(self.folder / "none", good, str(good) + "/x")
        self.assertEqual(result.code, 1)
        self.assertEqual(self.ids(result), [str(good)])
        self.assertEqual(result.err, f"evident: {self.folder}/none: no such file or folder\n"
                                     f"evident: {good}/x: no such file or folder\n"
                                     "evident: 3 notes, 2 failed.\n")

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_no_permission(self):
        self.write("a.txt", NOTE).chmod(0)
        self.assertIn("a.txt: no permission to read it", self.batch(self.folder).err)

    def test_an_empty_folder_is_mentioned(self):
        result = self.batch(self.folder)
        self.assertEqual((result.code, result.out), (0, ""))
        self.assertEqual(result.err, f"evident: {self.folder}: no *.txt or *.text file in it\n"
                                     "evident: 0 notes, 0 failed.\n")

    def test_quiet(self):
        self.assertEqual(self.batch("--quiet", "-", stdin=LINE).err, "")
        self.assertEqual(self.batch("-q", "-", stdin="x\n").err.count("\n"), 1)

    def test_a_path_cannot_break_a_line(self):
        path = self.write("a\nb\x1b[31m.txt", NOTE)
        result = self.batch(path)
        self.assertEqual(len(result.out.splitlines()), 1)
        self.assertEqual(self.ids(result), [str(path)])
        bad = os.fsencode(self.folder) + b"/\xff.txt"
        with open(bad, "wb") as file:
            file.write(NOTE.encode())
        done = subprocess.run([EVIDENT, "batch", bad], capture_output=True, timeout=LIMIT)
        self.assertEqual(json.loads(done.stdout)["id"], f"{self.folder}/\ufffd.txt")

    def test_reports_come_out_as_records_come_in(self):
        process = subprocess.Popen([EVIDENT, "batch", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3):
            process.stdin.write(LINE.encode())
            process.stdin.flush()
            ready, _, _ = select.select([process.stdout], [], [], LIMIT)
            self.assertTrue(ready, "no report while the input stays open")
            self.assertEqual(json.loads(process.stdout.readline())["id"], "n1")
        process.stdin.close()
        self.assertEqual(process.wait(LIMIT), 0)
        process.stdout.close()
        process.stderr.close()

    def test_memory_does_not_grow_with_the_stream(self):
        # The address sanitizer keeps freed memory for a while; without that it shows what is held.
        environment = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"}

        def peak(count):
            program = ("import resource, subprocess, sys\n"
                       "done = subprocess.run(sys.argv[2:], stdin=sys.stdin, stdout=subprocess.DEVNULL,"
                       " stderr=subprocess.DEVNULL)\n"
                       "assert done.returncode == 0\n"
                       "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
            path = self.write("many.jsonl", LINE * count)
            with open(path, "rb") as stdin:
                done = subprocess.run([sys.executable, "-c", program, "", EVIDENT, "batch", "-"],
                                      stdin=stdin, capture_output=True, timeout=LIMIT,
                                      env=environment)
            return int(done.stdout)  # kB
        self.assertLess(peak(20000) - peak(100), 8000)


class Encodings(Folder):
    """Notes that are not UTF-8."""
    TEXT = "Café visit – José’s low back pain. Temp 38°.\n"

    def report(self, data, *options):
        result = evident("code", "--format", "json", *options, self.write("note.txt", data))
        self.assertEqual((result.code, result.err), (0, ""))
        return result.reports()[0]

    def read_in(self, report):
        said = [n["message"] for n in report["notices"] if n["id"] == "encoding"]
        return re.search(r"look like (\S+),", said[0]).group(1) if said else None

    def test_found_and_said(self):
        for codec, name in [("utf-16", "UTF-16LE"), ("utf-16-le", "UTF-16LE"),
                            ("utf-16-be", "UTF-16BE"), ("utf-32", "UTF-32LE"),
                            ("cp1252", "windows-1252"), ("mac_roman", "macintosh"),
                            ("utf-8", None), ("utf-8-sig", None)]:
            with self.subTest(codec):
                report = self.report(self.TEXT.encode(codec))
                self.assertEqual(self.read_in(report), name)
                evidence = report["codes"][0]["evidence"][0]
                mark = codec in ("utf-16", "utf-32", "utf-8-sig")
                self.assertEqual(evidence["begin"], self.TEXT.index("low back") + mark)

    def test_bytes_received_are_counted(self):
        data = self.TEXT.encode("utf-16-le")
        evidence = self.report(data, "--offsets", "byte")["codes"][0]["evidence"][0]
        self.assertEqual(data[evidence["begin"]:evidence["end"]].decode("utf-16-le"),
                         "low back pain")

    def test_asked_for(self):
        report = self.report("José".encode("cp1252") + b" low back pain", "--encoding", "latin1")
        self.assertIsNone(self.read_in(report))
        report = self.report("Josй low back pain".encode("koi8-r"), "--encoding", "koi8-r")
        self.assertEqual(report["codes"][0]["evidence"][0]["begin"], 5)
        result = evident("code", "--encoding", "utf8", "-", stdin=b"\xe9 low back pain")
        self.assertIn("1 sequence of bytes without a meaning in UTF-8", result.out)

    def test_a_name_that_is_none(self):
        result = evident("code", "--encoding", "utf-9", "-")
        self.assertEqual(result.code, 2)
        self.assertIn('"utf-9" is no encoding; for example utf-8, utf-16, windows-1252', result.err)

    def test_records_are_utf8_unless_they_are_not(self):
        lines = (json.dumps({"text": self.TEXT}, ensure_ascii=False) + "\n").encode()
        lines += lines.decode().encode("cp1252")
        for options in ([], ["--encoding", "windows-1252"]):
            reports = evident("batch", "-q", *options, "-", stdin=lines).reports()
            self.assertEqual([r["codes"][0]["evidence"][0]["begin"] for r in reports],
                             [self.TEXT.index("low back")] * 2)


class Output(Folder):
    def setUp(self):
        super().setUp()
        self.lines = self.write("many.jsonl", LINE * 3000)

    def test_a_full_disk(self):
        for words in (["batch", self.lines], ["code", "--format", "json", self.lines],
                      ["codes", "M54.50"], ["--help"], ["--version"], ["explain", self.lines]):
            with self.subTest(words), open("/dev/full", "wb") as full:
                done = Result(subprocess.run([EVIDENT, *map(str, words)], stdout=full,
                                             stderr=subprocess.PIPE, timeout=LIMIT))
                self.assertEqual(done.code, 1)
                self.assertTrue(done.err.startswith(
                    "evident: cannot write the output: No space left on device\n"), done.err)

    def test_a_reader_that_goes_away(self):
        process = subprocess.Popen([EVIDENT, "batch", "-q", self.lines], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()
        self.assertEqual(process.wait(LIMIT), 0)

    def test_standard_output_that_is_closed(self):
        done = subprocess.run(["/bin/sh", "-c", '"$0" batch "$1" >&-', EVIDENT, self.lines],
                              capture_output=True, timeout=LIMIT)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot write the output", done.stderr)
        self.assertEqual(self.lines.read_text(), LINE * 3000)

    def test_standard_input_that_is_closed(self):
        done = subprocess.run(["/bin/sh", "-c", '"$0" batch - <&-', EVIDENT], capture_output=True,
                              timeout=LIMIT)
        self.assertIn(b"0 notes", done.stderr)


class Codes(unittest.TestCase):
    def test_a_code(self):
        result = evident("codes", "M54.41")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertTrue(result.out.startswith("M54.41    Lumbago with sciatica, right side\n"))
        self.assertIn("billable in every year known\n", result.out)
        self.assertRegex(result.out, r"\n  part of +M54\.4 +Lumbago with sciatica\n")
        for spelling in ("m54.41", "M5441", "m5441"):
            self.assertEqual(evident("codes", spelling).out, result.out)

    def test_life(self):
        deleted = evident("codes", "M54.5").out
        self.assertRegex(deleted, r"replaced by +M54\.50 .*\n +M54\.51 .*\n +M54\.59 ")
        for day, words in (("2021-09-30", "billable"), ("2021-10-01", "not billable")):
            self.assertRegex(evident("codes", "M54.5", "--date", day).out, rf"on {day} +{words}")
        self.assertRegex(evident("codes", "M54.50", "--date", "2021-09-30").out,
                         r"on 2021-09-30 +not yet valid")
        self.assertIn("not known", evident("codes", "M54.50", "--date", "2001-01-01").out)

    def test_children_excludes_and_seventh_character(self):
        self.assertRegex(evident("codes", "M54.4").out, r"divided into +M54\.40 .*\n +M54\.41 ")
        self.assertRegex(evident("codes", "M54.50").out, r"Excludes1 .*\bS39\.012\b")
        self.assertRegex(evident("codes", "S39.012A").out, r"7th character +A  \S.*\n +D  \S")

    def test_old_code(self):
        result = evident("codes", "724.2")
        self.assertEqual(result.code, 0)
        self.assertIn("an ICD-9-CM code", result.out)
        self.assertIn("M54.50", result.out)

    def test_unknown_code(self):
        result = evident("codes", "M54.42A")
        self.assertEqual(result.code, 1)
        self.assertRegex(result.err, r"^evident: M54\.42A is not among the back and neck codes of "
                                     r"icd10cm-\d{4}\.\n$")
        self.assertTrue(result.out.startswith("M54.42 "), result.out)

    def test_words(self):
        result = evident("codes", "lumbago", "RIGHT")
        self.assertEqual(result.out, "M54.41    Lumbago with sciatica, right side\n")
        self.assertEqual(evident("codes", "xyzzy").code, 1)


class Explain(Folder):
    def test_every_step(self):
        path = self.write("n.txt", "HPI: Denies neck pain.\nLow back pain for 3 weeks.\n")
        result = evident("explain", path)
        self.assertEqual((result.code, result.err), (0, ""))
        for title in ("Sections", "Sentences", "Findings", "Candidate codes"):
            self.assertIn(f"\n{title}\n", "\n" + result.out)
        self.assertRegex(result.out, r"low-back-pain \"Low back pain\"")
        self.assertRegex(result.out, r"negated by \"Denies\" 5-11\n")
        self.assertRegex(result.out, r"M54\.50  Low back pain, unspecified\n")

    def test_one_place(self):
        path = self.write("n.txt", "🙂 Neck pain.\nLow back pain.\n")
        for unit, at in (("codepoint", 2), ("utf16", 3), ("byte", 5)):
            out = evident("explain", path, "--at", at, "--offsets", unit).out
            self.assertIn("neck-pain", out)
            self.assertNotIn("low-back-pain", out)
        result = evident("explain", path, "--at", 5000)
        self.assertEqual(result.code, 2)
        self.assertEqual(result.err, "evident: --at 5000 is behind the end of the note.\n")

    def test_json(self):
        note = "🙂\nHPI:\nDenies neck pain.\n1. Ice.\n2. Rest.\n\nLow back pain: yes\n"
        path = self.write("n.jsonl", "".join(json.dumps({"id": name, "text": text}) + "\n"
                                             for name, text in (("a", note), ("b", ""))))
        for unit, size in (("codepoint", len), ("byte", lambda text: len(text.encode())),
                           ("utf16", lambda text: len(text.encode("utf-16-le")) // 2)):
            result = evident("explain", "--format", "json", path, "--offsets", unit)
            self.assertEqual((result.code, result.err), (0, ""))
            first, second = result.reports()
            self.assertEqual((first["id"], first["offsets"]), ("a", unit))
            heads = [(head["text"], head["section"]) for head in first["heads"]]
            self.assertEqual(heads, [("HPI", "hpi"), ("Low back pain", None)])
            self.assertEqual({key: first["heads"][0][key] for key in
                              ("line_start", "alone", "colon", "capitals", "title")},
                             {"line_start": True, "alone": True, "colon": True, "capitals": True,
                              "title": True})
            begin = first["heads"][0]["begin"]
            self.assertEqual((begin, first["heads"][0]["end"]),
                             (size(note[:note.index("HPI")]), begin + 3))
            self.assertEqual([section["id"] for section in first["sections"]], ["preamble", "hpi"])
            self.assertIsNone(first["sections"][0]["head"])
            self.assertEqual(first["sections"][1]["head"]["begin"], begin)
            self.assertEqual(first["sections"][1]["end"], size(note))
            self.assertEqual([item["mark"] for item in first["items"]], ["1.", "2."])
            self.assertEqual([sentence["item"] for sentence in first["sentences"]],
                             [None, None, None, 0, 1, None])
            finding = first["findings"][0]
            self.assertEqual((finding["concept"], finding["section"], finding["negated"]),
                             ("neck-pain", "hpi", True))
            self.assertEqual((second["id"], second["heads"], second["sentences"]), ("b", [], []))

    def test_several_notes(self):
        path = self.write("n.jsonl", '{"id": "a", "text": "x"}\n{"id": "b"}\n'
                                     '{"id": "c", "text": "Low back pain."}\n')
        result = evident("explain", path)
        self.assertEqual(result.code, 1)
        self.assertRegex(result.err, r"^evident: .*n\.jsonl:2: no \"text\"\n$")
        self.assertRegex(result.out, r"(?s)^a\n\nSections\n.*\n\nc\n\nSections\n.*low-back-pain")

    def test_a_place_is_for_people(self):
        path = self.write("n.txt", "Low back pain.\n")
        result = evident("explain", path, "--at", 3, "--format", "json")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertEqual(result.err, "evident: --at goes with --format text only.\n")

    def test_a_file_that_is_missing(self):
        result = evident("explain", "/nowhere/n.txt")
        self.assertEqual((result.code, result.err),
                         (1, "evident: /nowhere/n.txt: no such file or folder\n"))


if __name__ == "__main__":
    unittest.main()
