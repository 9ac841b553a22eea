"""`evident audit` as its users meet it: verdicts, JSON Lines, dates, settings, exit codes, its schema.

Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/audit_test.py
"""
import gzip
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from schemas import objects_of

try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LIMIT = 60  # seconds; nothing here takes more than a few
SECRET = "Zebulon Quixworth"  # a patient's name: no message may hold it
SCHEMA = json.loads((ROOT / "src/report/audit-1.schema.json").read_text())

SCIATICA = "HPI: pain for 3 weeks. Denies neck pain.\nAssessment: Lumbago with sciatica, right side.\n"
STRAIN = "Assessment: Acute lumbar strain with low back pain.\n"


def run(*words, stdin=b""):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    data = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run([EVIDENT, "audit", *map(str, words)], input=data, capture_output=True, env=env, timeout=LIMIT)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def audit(text, *codes, words=(), **more):
    """The audit of one record."""
    line = json.dumps({"id": "n", "text": text, "codes": list(codes), **more})
    code, out, err = run("--format", "json", "-", *words, stdin=line + "\n")
    assert (code, err) == (0, ""), (code, err)
    [result] = out.splitlines()
    return json.loads(result)


def judged(text, code, **more):
    [one] = audit(text, code, **more)["assigned"]
    return one


def quotes(words):
    return [one["text"] for one in words]


class Verdicts(unittest.TestCase):
    def test_supported(self):
        got = audit(SCIATICA, "M54.41")
        [one] = got["assigned"]
        self.assertEqual(one["verdict"], "supported")
        self.assertEqual(quotes(one["evidence"]), ["Lumbago with sciatica", "right side"])
        self.assertEqual((one["against"], one["conflict"], got["missed"], got["clean"]), ([], None, [], True))

    def test_less_specific(self):
        got = audit(SCIATICA, "M54.40")
        [one] = got["assigned"]
        self.assertEqual((one["verdict"], one["instead"]), ("less-specific", ["M54.41"]))
        self.assertIn("right side", quotes(one["against"]))
        self.assertEqual([(m["code"], m["instead_of"]) for m in got["missed"]], [("M54.41", ["M54.40"])])
        self.assertFalse(got["clean"])

    def test_contradicted_by_another_side(self):
        one = judged(SCIATICA, "M54.42")
        self.assertEqual((one["verdict"], one["instead"]), ("contradicted", ["M54.41"]))
        self.assertIn("right side", quotes(one["against"]))

    def test_contradicted_by_a_denial(self):
        one = judged(SCIATICA, "M54.2")
        self.assertEqual(one["verdict"], "contradicted")
        self.assertEqual(quotes(one["evidence"]), ["neck pain"])
        self.assertEqual([(w["text"], w["concept"]) for w in one["against"]], [("Denies", "negated")])

    def test_no_evidence(self):
        one = judged(SCIATICA, "S39.012A")
        self.assertEqual((one["verdict"], one["evidence"], one["instead"]), ("no-evidence", [], []))

    def test_words_that_do_not_count_are_shown(self):
        one = judged("Possible sciatica.", "M54.30")
        self.assertEqual(one["verdict"], "no-evidence")
        self.assertEqual((quotes(one["evidence"]), quotes(one["against"])), (["sciatica"], ["Possible"]))

    def test_deleted(self):
        got = audit("Low back pain.", "M54.5")
        [one] = got["assigned"]
        self.assertEqual((one["verdict"], one["date"]), ("deleted", "2021-10-01"))
        self.assertEqual(one["replaced_by"], ["M54.50", "M54.51", "M54.59"])
        self.assertEqual((one["instead"], quotes(one["evidence"])), (["M54.50"], ["Low back pain"]))

    def test_not_billable(self):
        one = judged(SCIATICA, "M54.4")
        self.assertEqual((one["verdict"], one["instead"]), ("not-billable", ["M54.41"]))
        self.assertEqual(one["replaced_by"], ["M54.40", "M54.41", "M54.42"])
        self.assertEqual(quotes(one["evidence"]), ["Lumbago with sciatica", "right side"])

    def test_excluded(self):
        pain, strain = audit(STRAIN, "M54.50", "S39.012A")["assigned"]
        self.assertIn(pain["verdict"], ("excluded", "less-specific"))
        self.assertEqual(strain["verdict"], "supported")
        self.assertEqual(pain["conflict"], {"code": "S39.012A", "note": "Excludes1", "at": "M54.5", "names": "S39.012"})
        self.assertEqual(pain["instead"], ["S39.012A"])

    def test_excluded_by_name(self):
        one = judged("L4-5 discitis. Mechanical low back pain.", "M54.59")
        self.assertEqual((one["verdict"], one["conflict"]["code"]), ("excluded", "M46.46"))

    def test_not_icd10cm(self):
        self.assertEqual(judged(SCIATICA, "M54.77")["verdict"], "not-icd10cm")
        old = judged("Low back pain.", "724.2")
        self.assertEqual((old["verdict"], old["instead"]), ("not-icd10cm", ["M54.50"]))

    def test_what_has_not_the_form_of_a_code_is_judged(self):
        got = audit("Low back pain.", "XYZ", "M54.5-", "M54.50 Low back pain", "M54.50")
        self.assertEqual([(one["code"], one["verdict"]) for one in got["assigned"]],
                         [("XYZ", "not-icd10cm"), ("M54.5-", "not-icd10cm"), ("M54.50 Low back pain", "not-icd10cm"),
                          ("M54.50", "supported")])

    def test_missing_placeholders_are_named(self):
        one = judged("Neck strain.", "S16.1A")
        self.assertEqual((one["verdict"], one["replaced_by"], one["instead"]), ("not-icd10cm", ["S16.1XXA"], ["S16.1XXA"]))

    def test_two_codes_where_one_says_both(self):
        for one in audit("Low back pain with right sided sciatica.", "M54.50", "M54.31")["assigned"]:
            self.assertEqual((one["verdict"], one["instead"]), ("excluded", ["M54.41"]))

    def test_an_unspecified_code_of_another_branch(self):
        for text, code, more in (("Lumbar spinal stenosis.", "M48.00", "M48.061"),
                                 ("Cervical disc herniation C5-6.", "M50.20", "M50.222"),
                                 ("Cervical degenerative disc disease C5-6.", "M50.90", "M50.322"),
                                 ("Lumbar disc herniation.", "M51.9", "M51.26"),
                                 ("Wedge compression fracture of L2 after MVA.", "S32.009A", "S32.020A")):
            one = judged(text, code)
            self.assertEqual((one["verdict"], one["instead"]), ("less-specific", [more]), code)

    def test_another_region_is_contradicted(self):
        self.assertEqual(judged("Lumbar spinal stenosis.", "M48.07")["verdict"], "contradicted")

    def test_more_than_the_note_says_has_no_evidence(self):
        for code in ("M54.41", "G89.4"):
            self.assertEqual(judged("Low back pain.", code)["verdict"], "no-evidence", code)
        for code in ("M54.31", "M54.41"):
            self.assertEqual(judged("Low back pain, no sciatica.", code)["verdict"], "contradicted", code)

    def test_silence_is_no_contradiction(self):
        for text, code, given in (("Sciatica.", "M54.31", "M54.30"), ("Lumbar strain.", "S39.012D", "S39.012A"),
                                  ("Lumbar spinal stenosis.", "M48.062", "M48.061")):
            one = judged(text, code)
            self.assertEqual((one["verdict"], one["instead"]), ("no-evidence", [given]), code)

    def test_codes_below_a_header_are_billable(self):
        self.assertEqual(judged("Cough.", "M48.0")["replaced_by"],
                         ["M48.00", "M48.01", "M48.02", "M48.03", "M48.04", "M48.05", "M48.061", "M48.062", "M48.07", "M48.08"])

    def test_other_parts_of_the_body_are_not_judged(self):
        for code in ("E11.9", "R10.9", "M62.81"):
            got = audit(SCIATICA, "M54.41", code)
            self.assertEqual(got["assigned"][1]["verdict"], "out-of-scope", code)
            self.assertTrue(got["clean"])

    def test_a_code_is_assigned_once(self):
        got = audit("Low back pain.", "M54.50", "m5450")
        self.assertEqual(([one["code"] for one in got["assigned"]], got["clean"]), (["M54.50"], False))
        self.assertEqual([n["id"] for n in got["notices"]], ["date-unknown", "assigned-twice"])

    def test_missed(self):
        got = audit("Assessment: Cervical radiculopathy. Lumbar strain.", "M54.12")
        self.assertEqual([m["code"] for m in got["missed"]], ["S39.012A"])
        self.assertEqual(quotes(got["missed"][0]["evidence"]), ["Lumbar strain"])

    def test_what_is_only_suggested_is_not_missed(self):
        self.assertEqual(audit("Pain shoots below the left knee.")["missed"], [])


class Encounters(unittest.TestCase):
    def test_the_date_decides(self):
        self.assertEqual(judged("Low back pain.", "M54.5", service_date="2021-09-30")["verdict"], "supported")
        early = judged("Low back pain.", "M54.50", service_date="2021-09-30")
        self.assertEqual((early["verdict"], early["date"], early["instead"]), ("not-yet-valid", "2021-10-01", ["M54.5"]))

    def test_the_record_counts_before_the_option(self):
        words = ("--date", "2021-09-30")
        self.assertEqual(judged("Low back pain.", "M54.5", words=words)["verdict"], "supported")
        late = judged("Low back pain.", "M54.5", words=words, service_date="2024-01-01")
        self.assertEqual(late["verdict"], "deleted")

    def test_the_setting_decides(self):
        note = "Assessment: Probable lumbar strain."
        self.assertEqual(judged(note, "S39.012A")["verdict"], "no-evidence")
        self.assertEqual(judged(note, "S39.012A", setting="inpatient")["verdict"], "supported")
        self.assertEqual(judged(note, "S39.012A", words=("--setting", "inpatient"))["verdict"], "supported")

    def test_without_a_date_the_audit_says_so(self):
        self.assertEqual([n["id"] for n in audit(SCIATICA, "M54.41")["notices"]], ["date-unknown"])


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.note = self.folder / "visit.txt"
        self.note.write_text(SCIATICA)


class Inputs(Folder):
    def test_a_file_and_codes(self):
        code, out, err = run(self.note, "--codes", "M54.41,M54.5")
        self.assertEqual((code, err), (0, ""))
        for words in ("Codes assigned", "M54.41", "supported by the note", "right side", "deleted on 2021-10-01",
                      "1 of 2 assigned supported, 0 missed"):
            self.assertIn(words, out)

    def test_codes_as_people_write_them(self):
        for codes in ("m5441", "M5441", "m54.41", " M54.41 ", "M54.41,m5441", "M54.41; M54.41"):
            code, out, _ = run(self.note, "--codes", codes, "--format", "json")
            self.assertEqual(code, 0)
            self.assertEqual([a["code"] for a in json.loads(out)["assigned"]], ["M54.41"], codes)

    def test_several_notes(self):
        other = self.folder / "other.txt"
        other.write_text("Left sciatica.")
        code, out, _ = run(self.note, other, "--codes", "M54.32", "--format", "json")
        self.assertEqual(code, 0)
        self.assertEqual([(a["id"], a["assigned"][0]["verdict"]) for a in map(json.loads, out.splitlines())],
                         [(str(self.note), "excluded"), (str(other), "supported")])

    def test_standard_input_is_a_note_when_codes_are_given(self):
        code, out, _ = run("-", "--codes", "M54.41", "--format", "json", stdin=SCIATICA)
        self.assertEqual((code, json.loads(out)["assigned"][0]["verdict"]), (0, "supported"))

    def test_json_lines(self):
        lines = [{"id": 1, "text": SCIATICA, "codes": ["M54.41"]}, {"text": "Neck pain.", "codes": ["M54.2"]},
                 {"id": "none", "text": "Fine.", "codes": []}]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        plain = self.folder / "claims.jsonl"
        plain.write_text(text)
        packed = self.folder / "claims.jsonl.gz"
        packed.write_bytes(gzip.compress(text.encode()))
        for words, stdin in ([plain], ""), ([packed], ""), (["-"], text):
            code, out, err = run(*words, "--format", "json", "--strict", stdin=stdin)
            self.assertEqual((code, err), (0, ""))
            self.assertEqual([a["id"] for a in map(json.loads, out.splitlines())], ["1", "line-2", "none"])

    def test_records_without_codes_take_those_of_the_option(self):
        plain = self.folder / "claims.jsonl"
        plain.write_text(json.dumps({"text": SCIATICA}) + "\n" + json.dumps({"text": SCIATICA, "codes": ["M54.2"]}) + "\n")
        _, out, _ = run(plain, "--codes", "M54.41", "--format", "json")
        self.assertEqual([a["assigned"][0]["code"] for a in map(json.loads, out.splitlines())], ["M54.41", "M54.2"])

    def test_bad_lines_are_named_and_the_others_go_on(self):
        bad = [('{"text": "%s"}' % SECRET, 'no "codes"'),
               ('{"text": "a", "codes": "M54.50"}', '"codes" is not a list of strings'),
               ('{"text": "a", "codes": ["M54.50", 5]}', '"codes" is not a list of strings'),
               ('{"text": "a", "codes": [["M54.50"]]}', '"codes" is not a list of strings'),
               ('{"text": "a", "codes": {"a": "M54.50"}}', '"codes" is not a list of strings'),
               ('{"text": "a", "codes": ["M54.50", " "]}', 'item 2 of "codes" is empty'),
               ('{"codes": ["M54.50"]}', 'no "text"'),
               ('{"text": "a", "codes": ["M54.50"], "service_date": "May"}', '"service_date" is not a day'),
               ("{", "not JSON")]
        good = json.dumps({"id": "good", "text": SCIATICA, "codes": ["M54.41"]})
        code, out, err = run("-", "--format", "json", stdin="".join(line + "\n" for line, _ in bad) + good + "\n")
        self.assertEqual(code, 1)
        self.assertEqual([json.loads(line)["id"] for line in out.splitlines()], ["good"])
        messages = err.splitlines()
        self.assertEqual(len(messages), len(bad))
        for number, ((_, wanted), message) in enumerate(zip(bad, messages), 1):
            self.assertIn(f"standard input:{number}: ", message)
            self.assertIn(wanted, message)
        self.assertNotIn(SECRET, err)

    def test_the_last_of_equal_keys_counts(self):
        _, out, _ = run("-", "--format", "json", stdin='{"text": "a", "codes": 5, "codes": ["M54.2"]}\n')
        self.assertEqual([a["code"] for a in json.loads(out)["assigned"]], ["M54.2"])

    def test_a_note_that_is_not_there(self):
        code, _, err = run(self.folder / "none.txt", self.note, "--codes", "M54.41")
        self.assertEqual(code, 1)
        self.assertIn("none.txt", err)

    def test_any_bytes(self):
        for note in (b"", b"\0", b"\xff\xfe", bytes(range(256)), b"low back pain \x1b[31m " * 500):
            for form in ("text", "json"):
                code, out, _ = run("-", "--codes", "M54.50", "--format", form, stdin=note)
                self.assertEqual(code, 0)
                self.assertNotIn("\x1b[31m", out)


class Exits(Folder):
    def test_strict(self):
        for codes, wanted in (("M54.41", 0), ("M54.41,E11.9", 0), ("M54.41,M54.2", 1), ("M54.2", 1), ("M54.40", 1)):
            self.assertEqual(run(self.note, "--codes", codes, "--strict")[0], wanted, codes)
            self.assertEqual(run(self.note, "--codes", codes)[0], 0, codes)

    def test_usage(self):
        for words, wanted in (
                ([self.note], "--codes is needed"),
                ([self.note, "--codes", "M54.5@"], '"M54.5@" has not the form of a code'),
                ([self.note, "--codes", "M54.50,low back pain"], '"low" has not the form of a code'),
                ([self.note, "--codes", ","], "--codes needs a code"),
                ([self.note, "--codes"], "--codes"),
                ([self.note, "--cods", "M54.50"], 'did you mean "--codes"?'),
                ([self.note, "--codes", "M54.50", "--format", "xml"], '"xml" is not one of'),
                ([self.note, "--codes", "M54.50", "--date", "May"], '"May" is not a day'),
                ([], "NOTE")):
            code, out, err = run(*words)
            self.assertEqual((code, out), (2, ""), words)
            self.assertIn(wanted, err)
            self.assertIn("evident audit --help tells more.", err)

    def test_help_has_examples(self):
        code, out, _ = run("--help")
        self.assertEqual(code, 0)
        self.assertIn("evident audit visit.txt --codes M54.50,S39.012A", out)


@unittest.skipIf(jsonschema is None, "the Debian package python3-jsonschema is not installed")
class Schema(unittest.TestCase):
    NOTES = [SCIATICA, STRAIN, "", "Low back pain, M54.5.", "Possible sciatica. 🙂 Neck pain\u00a0.", "L4-5 discitis."]
    CODES = ["M54.50", "M54.5", "M54.4", "M54.41", "M54.42", "M54.2", "S39.012A", "M54.77", "724.2", "E11.9", "M51.36"]

    def audits(self, unit="codepoint"):
        lines = "".join(json.dumps({"text": note, "codes": self.CODES}) + "\n" for note in self.NOTES)
        code, out, err = run("-", "--format", "json", "--offsets", unit, stdin=lines)
        self.assertEqual((code, err), (0, ""))
        return out.splitlines()

    def test_audits_follow_the_schema(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        validator = jsonschema.Draft7Validator(SCHEMA)
        for line in self.audits():
            self.assertIsNone(jsonschema.exceptions.best_match(validator.iter_errors(json.loads(line))))

    def test_keys_stand_in_order(self):
        parts = SCHEMA["definitions"]
        for line in self.audits():
            whole = json.loads(line)
            self.assertEqual(list(whole), list(SCHEMA["properties"]))
            for one in whole["assigned"]:
                self.assertEqual(list(one), list(parts["judgement"]["properties"]))
                for words in one["evidence"] + one["against"]:
                    self.assertEqual(list(words), list(parts["evidence"]["properties"]))
            for one in whole["missed"]:
                self.assertEqual(list(one), list(parts["missed"]["properties"]))

    def test_every_object_of_the_schema_is_closed(self):
        for node in objects_of(SCHEMA):
            self.assertIs(node.get("additionalProperties"), False)
            self.assertEqual(node["required"], list(node["properties"]))

    def test_quotes_are_the_note(self):
        cut = {"codepoint": lambda note, a, b: note[a:b], "byte": lambda note, a, b: note.encode()[a:b].decode(),
               "utf16": lambda note, a, b: note.encode("utf-16-le")[2 * a:2 * b].decode("utf-16-le")}
        for unit, slices in cut.items():
            seen = 0
            for note, line in zip(self.NOTES, self.audits(unit)):
                whole = json.loads(line)
                for one in whole["assigned"] + whole["missed"]:
                    for words in one["evidence"] + one.get("against", []):
                        self.assertEqual(slices(note, words["begin"], words["end"]), words["text"])
                        seen += 1
            self.assertGreater(seen, 10)

    def test_every_verdict_but_the_rare_ones_was_there(self):
        verdicts = {one["verdict"] for line in self.audits() for one in json.loads(line)["assigned"]}
        self.assertLessEqual({"supported", "contradicted", "no-evidence", "deleted", "not-billable", "not-icd10cm",
                              "out-of-scope"}, verdicts)


if __name__ == "__main__":
    unittest.main()
