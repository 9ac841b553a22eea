"""batch --jobs: the same bytes for any number of jobs, also when inputs fail and readers leave.

Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/threads_test.py
"""
import json
import os
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LIMIT = 300  # seconds


def batch(*words, stdin=b""):
    return subprocess.run([EVIDENT, "batch", *map(str, words)], input=stdin, capture_output=True,
                          timeout=LIMIT)


class Jobs(unittest.TestCase):
    def test_any_number_gives_the_same(self):
        alone = batch("--jobs", 1, ROOT / "corpora/notes")
        self.assertEqual(alone.returncode, 0)
        self.assertGreater(len(alone.stdout.splitlines()), 40)
        for options in (["--jobs", 2], ["--jobs", 7], []):
            done = batch(*options, ROOT / "corpora/notes")
            self.assertEqual((done.returncode, done.stdout, done.stderr),
                             (0, alone.stdout, alone.stderr), options)

    def test_order_with_notes_of_very_different_size(self):
        texts = ["Low back pain. " * (4000 if i % 10 == 0 else 1) for i in range(120)]
        lines = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(texts))
        done = batch("--jobs", 4, "-", stdin=lines.encode())
        self.assertEqual([json.loads(line)["id"] for line in done.stdout.splitlines()],
                         [str(i) for i in range(120)])

    def test_a_failing_input_is_named_and_the_others_stay(self):
        with tempfile.TemporaryDirectory() as folder:
            good = Path(folder, "good.txt")
            good.write_text("Low back pain.\n")
            words = [good, Path(folder, "missing.txt"), good] * 20
            done = batch("--jobs", 3, *words)
            self.assertEqual(done.returncode, 1)
            self.assertEqual(len(done.stdout.splitlines()), 40)
            self.assertEqual(done.stderr.decode().count("missing.txt: "), 20)
            self.assertTrue(done.stderr.decode().endswith("evident: 60 notes, 20 failed.\n"))

    def test_reports_come_out_while_the_input_waits(self):
        process = subprocess.Popen([EVIDENT, "batch", "--jobs", "4", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with process:
            for i in range(3):
                process.stdin.write(b'{"id": "%d", "text": "Low back pain."}\n' % i)
                process.stdin.flush()
                self.assertEqual(json.loads(process.stdout.readline())["id"], str(i))
            process.stdin.close()
            self.assertEqual(process.wait(LIMIT), 0)

    def test_a_reader_that_leaves_ends_it(self):
        process = subprocess.Popen([EVIDENT, "batch", "--jobs", "4", "-"], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

        def feed():
            line = json.dumps({"text": "Low back pain. " * 200}) + "\n"
            try:
                for _ in range(20000):
                    process.stdin.write(line.encode())
            except BrokenPipeError:
                pass

        feeder = threading.Thread(target=feed)
        feeder.start()
        process.stdout.readline()
        process.stdout.close()
        self.assertNotEqual(process.wait(LIMIT), 2)
        feeder.join()
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass

    def test_bad_numbers(self):
        for number in ("0", "-1", "x", "257"):
            done = batch("--jobs", number, "-")
            self.assertEqual(done.returncode, 2)
            self.assertIn("is not a whole number from 1 to 256", done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
