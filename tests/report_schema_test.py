"""Real reports against src/report/report-1.schema.json, their key order and their quotes.

Notes: everything under corpora/, and odd ones made here. Run: python3 tests/report_schema_test.py
with the program in EVIDENT (default build/dev/evident).
"""
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from schemas import objects_of

try:
    import jsonschema
except ImportError:
    print("skipped: the Debian package python3-jsonschema is not installed")
    sys.exit(77)

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
SCHEMA = json.loads((ROOT / "src/report/report-1.schema.json").read_text())
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
UNITS = ("codepoint", "byte", "utf16")
CORPORA_AT_MOST = 400  # notes of the corpora that are looked at

VISIT = """CC: LBP x3 wks.
HPI: 45 y/o with low back pain radiating down the right leg, worse with sitting. Denies saddle
numbness. No neck pain. Father had sciatica. MRI 2019: L4-5 and L5-S1 disc degeneration.
Possible spinal stenosis. Old code M54.5, also 724.2.
Return if leg weakness develops.
Assessment:
1. Lumbago with sciatica, left side.
2. Lumbar radiculopathy ruled out.
"""


def odd_notes():
    dressed = VISIT.replace("pain", "pa\u00adin").replace(" back", "\u00a0back").replace("-", "–")
    yield "plain", VISIT.encode()
    yield "crlf", VISIT.replace("\n", "\r\n").encode()
    yield "cr", VISIT.replace("\n", "\r").encode()
    yield "bom", b"\xef\xbb\xbf" + VISIT.encode()
    yield "bom inside", VISIT.replace("low", "\ufefflow").encode()
    yield "emoji", VISIT.replace(" ", " 🙂 ", 9).replace("right", "🦴right👩‍⚕️").encode()
    yield "dressed", dressed.encode()
    yield "capitals", VISIT.upper().encode()
    yield "full width", VISIT.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)}).encode()
    yield "ligatures", "Stiﬀ back, low back pain ½ year, oﬃce visit, ﬁne.".encode()
    yield "combining", "Lo\u0301w back pa\u0301in. Low back pain\u0301\u0302.".encode()
    yield "latin-1", VISIT.replace("Father", "Père à").encode("latin-1")
    yield "cut", VISIT.encode()[:60] + "é".encode()[:1]
    yield "bad everywhere", VISIT.encode().replace(b" ", b" \xff\xe2\x82 ")
    yield "overlong", b"low back \xc0\xaf pain \xed\xa0\x80 LBP \xf4\x90\x80\x80 low back pain"
    yield "nul", VISIT.replace(" ", "\0 ", 20).encode()
    yield "controls", bytes(range(32)) + VISIT.encode() + bytes(range(127, 256))
    yield "empty", b""
    yield "blank", b" \r\n\t\n \xc2\xa0"
    yield "one line", VISIT.replace("\n", " ").encode() * 30
    yield "quotes", 'He says: "low back pain"\\ \\u0041 </script>'.encode()
    random.seed(17)
    pieces = [b"low back pain", b"sciatica", b"denies ", b"left ", b"\r\n", b"\n\n", b"\xff", b"\xf0\x9f",
              "🙂".encode(), "\u00a0".encode(), "ﬃ".encode(), b"A:", b". ", b"- ", b"\xef\xbb\xbf",
              "\u200b".encode(), b"M54.5", b"L4-5 "]
    for i in range(40):
        yield f"random {i}", b"".join(random.choices(pieces, k=60))


def corpus_notes():
    """Files of corpora/, and the records of its JSON Lines."""
    for path in sorted((ROOT / "corpora").rglob("*")):
        if path.suffix in (".txt", ".text"):
            yield str(path), path.read_bytes()
        elif path.name.endswith((".jsonl", ".jsonl.gz")):
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    record = json.loads(line)
                    if isinstance(record.get("text"), str):
                        yield f"{path} {record.get('id')}", record["text"].encode()


class Ordered(list):
    """The (key, value) pairs of an object, in the order of the file."""


def plain(value):
    if isinstance(value, Ordered):
        return {key: plain(item) for key, item in value}
    return [plain(item) for item in value] if isinstance(value, list) else value


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.notes = list(odd_notes())
        corpus = list(corpus_notes())
        cls.notes += corpus[::max(1, len(corpus) // CORPORA_AT_MOST)]
        with tempfile.TemporaryDirectory() as folder:
            for i, (_, note) in enumerate(cls.notes):
                Path(folder, f"{i:05}.txt").write_bytes(note)
            cls.output = {}
            for unit in UNITS:
                done = subprocess.run([EVIDENT, "batch", "--encoding", "utf-8", "--offsets", unit, folder],
                                      capture_output=True, timeout=300)
                if done.returncode != 0:
                    raise AssertionError(done.stderr.decode())
                cls.output[unit] = done.stdout.decode().split("\n")[:-1]

    def reports(self, unit):
        self.assertEqual(len(self.output[unit]), len(self.notes))
        for (name, note), line in zip(self.notes, self.output[unit]):
            yield name, note, line

    def test_the_schema_is_one(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)

    def test_every_object_of_the_schema_is_closed(self):
        for node in objects_of(SCHEMA):
            self.assertIs(node.get("additionalProperties"), False)
            self.assertEqual(node["required"], list(node["properties"]))

    def test_reports_follow_the_schema(self):
        for name, _, line in self.reports("codepoint"):
            error = jsonschema.exceptions.best_match(VALIDATOR.iter_errors(json.loads(line)))
            self.assertIsNone(error, f"{name}: {error}")

    def test_keys_stand_in_order(self):
        for name, _, line in self.reports("codepoint"):
            self.check_order(name, json.loads(line, object_pairs_hook=Ordered), SCHEMA)

    def check_order(self, name, value, schema):
        schema = self.resolve(value, schema)
        if isinstance(value, Ordered):
            self.assertEqual([key for key, _ in value], list(schema["properties"]), name)
            for key, item in value:
                self.check_order(name, item, schema["properties"][key])
        elif isinstance(value, list):
            for item in value:
                self.check_order(name, item, schema["items"])

    def resolve(self, value, schema):
        """The part of the schema that describes the value: references and choices taken."""
        while "$ref" in schema or "oneOf" in schema:
            if "$ref" in schema:
                schema = SCHEMA["definitions"][schema["$ref"].rsplit("/", 1)[1]]
            else:
                schema = next(choice for choice in schema["oneOf"] if self.fits(value, choice))
        return schema

    def fits(self, value, schema):
        whole = {**schema, "definitions": SCHEMA["definitions"]}
        return jsonschema.Draft7Validator(whole).is_valid(plain(value))

    def test_quotes_are_the_note(self):
        quotes = 0
        for unit in UNITS:
            for name, note, line in self.reports(unit):
                slices = self.slicer(unit, note)
                for item in self.quoted(json.loads(line)):
                    text = item.get("text", item.get("cue"))
                    self.assertEqual(slices(item["begin"], item["end"]), text, (name, unit))
                    quotes += 1
        self.assertGreater(quotes, 1000)

    def slicer(self, unit, note):
        """From offsets to text, as the README tells a reader to do it."""
        decoded = note.decode("utf-8", "replace")
        if unit == "byte":
            return lambda begin, end: note[begin:end].decode("utf-8", "replace")
        if unit == "codepoint":
            return lambda begin, end: decoded[begin:end]
        units = decoded.encode("utf-16-le")
        return lambda begin, end: units[2 * begin:2 * end].decode("utf-16-le")

    def quoted(self, value):
        """Everything in a report that has offsets."""
        if isinstance(value, dict):
            if "begin" in value:
                yield value
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from self.quoted(item)

    def test_units_differ_in_nothing_but_offsets(self):
        def without_offsets(value):
            if isinstance(value, dict):
                return {k: without_offsets(v) for k, v in value.items()
                        if k not in ("begin", "end", "offsets")}
            return [without_offsets(v) for v in value] if isinstance(value, list) else value

        for lines in zip(*(self.output[unit] for unit in UNITS)):
            first, *others = (without_offsets(json.loads(line)) for line in lines)
            for other in others:
                self.assertEqual(first, other)

    def test_the_odd_notes_reach_every_part_of_a_report(self):
        seen = set()
        for _, _, line in self.reports("codepoint"):
            report = json.loads(line)
            seen.update(part for part in ("codes", "claims", "queries", "findings") if report[part])
            seen.update(code["status"] for code in report["codes"])
        self.assertLessEqual({"codes", "claims", "queries", "findings", "proposed", "withheld"}, seen)


if __name__ == "__main__":
    unittest.main()
