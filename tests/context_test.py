"""`evident context`: what texts say about words that another program found, line for line.

Drives the program named by EVIDENT (default build/dev/evident). Run: python3 tests/context_test.py
"""
import gzip
import json
import math
import os
import resource
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")
LIMIT = 60  # seconds; nothing here takes more than a few
SECRET = "Zebulon Quixworth"  # a patient's name: no message may hold it
ANSWERS = ["negated", "certainty", "time", "experiencer", "hypothetical", "cues"]


def run(data, *words):
    data = data if isinstance(data, bytes) else data.encode()
    return subprocess.run([EVIDENT, "context", *map(str, words)], input=data, capture_output=True, timeout=LIMIT)


def asked(text, words, **more):
    """A line that asks about `words`, which stand in `text` once."""
    begin = text.index(words)
    return {**more, "text": text, "begin": begin, "end": begin + len(words)}


def answers(*requests):
    done = run("".join(json.dumps(r) + "\n" for r in requests))
    assert (done.returncode, done.stderr) == (0, b""), done
    return [json.loads(line) for line in done.stdout.splitlines()]


def answer(text, words):
    return answers(asked(text, words))[0]


class Meaning(unittest.TestCase):
    def test_the_answer_stands_behind_the_keys_of_the_request(self):
        request = {"id": 7, "text": "Denies chest pain.", "begin": 7, "end": 17, "label": "SYMPTOM"}
        [got] = answers(request)
        self.assertEqual(list(got), list(request) + ANSWERS)
        self.assertEqual(got, {**request, "negated": True, "certainty": "affirmed", "time": "current",
                               "experiencer": "patient", "hypothetical": False,
                               "cues": [{"says": "negated", "begin": 0, "end": 6, "text": "Denies"}]})

    def test_each_meaning(self):
        for text, words, key, value, cue in [
                ("No fever or cough.", "cough", "negated", True, "No"),
                ("Pneumonia was ruled out.", "Pneumonia", "negated", True, "was ruled out"),
                ("Possible pneumonia.", "pneumonia", "certainty", "possible", "Possible"),
                ("History of asthma.", "asthma", "time", "past", "History of"),
                ("Her mother has diabetes.", "diabetes", "experiencer", "family", "mother has"),
                ("His neighbor has shingles.", "shingles", "experiencer", "other", "neighbor has"),
                ("Return if fever develops.", "fever", "hypothetical", True, "Return if")]:
            with self.subTest(text=text):
                got = answer(text, words)
                self.assertEqual(got[key], value)
                self.assertEqual([c["text"] for c in got["cues"]], [cue])

    def test_nothing_is_said(self):
        got = answer("Pneumonia of the left lower lobe.", "Pneumonia")
        self.assertEqual([got[key] for key in ANSWERS], [False, "affirmed", "current", "patient", False, []])

    def test_sections_and_forms(self):
        self.assertEqual(answer("FAMILY HISTORY: Stroke.", "Stroke")["experiencer"], "family")
        self.assertEqual(answer("PMH:\nGout\n", "Gout")["time"], "past")
        self.assertTrue(answer("Night sweats: no", "Night sweats")["negated"])
        self.assertTrue(answer("Denies:\n- vertigo\n- tinnitus\n", "tinnitus")["negated"])

    def test_words_of_the_entity_are_no_cues_for_it(self):
        for text, words in [("Has a gluten free diet.", "gluten free diet"),
                            ("Negative self image.", "Negative self image"),
                            ("History of falls scale.", "History of falls scale"),
                            ("No man's land fever.", "No man's land fever")]:
            with self.subTest(text=text):
                got = answer(text, words)
                self.assertEqual((got["negated"], got["time"], got["cues"]), (False, "current", []))

    def test_they_are_cues_for_its_neighbours(self):
        text = "No fever or cough."
        spans = [{"begin": 0, "end": 8}, {"begin": 12, "end": 17}]
        whole, cough = answers({"text": text, "spans": spans})[0]["spans"]
        self.assertFalse(whole["negated"])
        self.assertTrue(cough["negated"])

    def test_a_cue_that_an_entity_cuts_short_still_speaks(self):
        # "no increase in" is no denial, but here the increase is what is asked about.
        self.assertTrue(answer("There is no increase in weight.", "increase in weight")["negated"])
        self.assertFalse(answer("There is no increase in weight.", "weight")["negated"])

    def test_long_before_and_behind(self):
        text = "Denies vertigo. " + "The exam is normal. " * 2000 + "Has tinnitus."
        far, near = answers({"text": text, "spans": [asked(text, "tinnitus"), asked(text, "vertigo")]})[0]["spans"]
        self.assertEqual((far["negated"], near["negated"]), (False, True))


# Sentences of all fields, one entity each in [brackets]: what is said of it.
SENTENCES = {
    "negated": """
He has not had any [fever].
She has never had [seizures].
He does not appear to have [pneumonia].
I do not see any [fracture].
I do not think this is [cellulitis].
He is not having [chest pain].
She is not a [diabetic].
Lungs are clear without [rales] or wheezing.
There was no [bleeding] and no hematoma.
No masses or [tenderness] noted.
Supple, without [adenopathy] or bruits.
No [jugular venous distention].
He denies any chest pain, shortness of breath, or [palpitations].
The patient denies history of [hypertension].
[Murmur] is not heard.
[Organomegaly] was not appreciated on exam.
[Masses] are not palpable.
CT was negative for [appendicitis].
[Appendicitis] was excluded by CT.
[DVT] was ruled out.
There is no sign of [infection].
No evidence for [metastasis].
Free of [disease].
The patient is [seizure] free.
[Edema]: none.
[Edema] none.
Legs: no ulcers, varices, or [edema].
Heart regular, no murmurs, [rubs], or gallops.
Neither [cough] nor fever.
Neither cough nor [fever].
She has had no recurrence of [syncope].
She denied having [headache].
No complaints of [dizziness].
Not associated with [nausea].
Her pain is not associated with nausea or [vomiting].
There were no focal areas of [consolidation].
[Pneumothorax] is not identified.
No definite [nodule] is seen.
No acute [intracranial hemorrhage].
There is absence of [bowel sounds].
He has no known [coronary disease].
No [blood] in the stool.
He reports no [hematuria], dysuria, or frequency.
Patient without [complaints] of pain.
[Hepatitis] serologies were negative.
I see no reason to suspect [meningitis].
He has had no more [seizures].
His mother denies that he has [fever].
No further [vomiting].
There has been no further [bleeding].
No [chest pain] since discharge.
[Ascites] is absent.
Absent [reflexes].
[Cancer] is unlikely.
It is unlikely that she has [cancer].
This does not represent [malignancy].
Not consistent with [stroke].
Findings are not suggestive of [malignancy].
X-rays failed to show [fracture].
Tests for [HIV] were negative.
Stool negative for occult [blood].
He never developed [fever].
No focal weakness, numbness, tingling, or [incontinence].
No weakness, numbness, or loss of [bladder control].
There is no weakness or numbness, and no [incontinence].
Negative for fevers, chills, night sweats, and [weight loss].
Negative for fevers, chills, night sweats, weight loss, [fatigue].
Skin: no rash, [lesions], ulcers.
Skin: negative for [rash].
HEENT: [Headache] - negative.
ROS: negative for [chest pain], palpitations, PND, orthopnea.
Denies: [fever], chills.
Constitutional: denies fever, denies [chills].
Today there is no wheeze or [breathlessness].
No [pain] on palpation.
No pain, [swelling], redness, or warmth of the calf.
She is not having any [nausea].
He is not experiencing [dizziness].
She does not complain of [dyspnea] on exertion.
I find no [hernia].
There isn't any [swelling].
He hasn't had [fevers].
He doesn't have [diarrhea].
There are no obvious [deformities].
There was no obvious fracture or [dislocation].
Without evidence of [obstruction].
Without any [edema].
[Edema] is not present.
[Edema] not present.
[Edema]: absent.
[Thrills] and heaves are absent.
[Fever], chills and sweats denied.
[Lymphadenopathy]: not palpable.
Echocardiogram showed no [effusion].
Ultrasound failed to reveal [gallstones].
CT did not demonstrate [bleed].
The MRI was negative for acute [infarct].
Cultures have been negative for [MRSA].
He ruled out for [myocardial infarction].
[Myocardial infarction] has been ruled out.
The possibility of [sepsis] was excluded.
There is no longer any [drainage].
She no longer has [headaches].
Patient is afebrile, no [cough].
Nontender, no [masses].
No hx of [stroke].
No family history of [cancer].
She has no past medical history of [diabetes].
No significant past history of [asthma].
He has no other [complaints].
Lungs: no [wheezes], no rales.
No S3, S4 or [murmur].
Extraocular movements intact without [nystagmus].
Good strength without [atrophy] or fasciculation.
Normal study with no [stenosis].
Denied [vision changes].
Denying [chest pain].
No pain with motion and no [crepitus].
The wound shows no signs of [infection] and is healing.
There is no [erythema] around the wound.
Vital signs stable, without [fever].
Not a candidate for surgery, no [infection].
No [infection] that would explain this.
Nothing suspicious for [cancer].
None of the nodes had [tumor].
No focus of [tumor] is identified.
Margins are negative for [carcinoma].
Margins free of [tumor].
No residual [tumor].
No microscopic evidence of [malignancy].
Smear negative for dysplasia or [malignancy].
No radiographic evidence of [pneumonia] or effusion.
Lungs clear without focal [infiltrate], effusion, or edema.
Lungs clear without focal infiltrate, [effusion], or edema.
No pleural effusion or [pneumothorax].
There is no pleural effusion and no [pneumothorax].
No intracranial hemorrhage, mass effect or [midline shift].
The heart is without [murmurs], rubs or gallops.
She has no [murmurs], rubs, or gallops.
No peripheral [edema], clubbing or cyanosis.
Abdomen soft, nontender, no [hepatosplenomegaly].
No [guarding] or rebound.
Without [guarding].
Neurologic: no [focal deficits].
Psych: denies [depression].
Denies depression, [anxiety], or suicidal ideation.
Denies change in vision, [hearing loss], or vertigo.
The patient specifically denies [chest pain].
She has been denying [chest pain].
Patient denies ever having [seizures].
He states he has no [allergies].
He states that he does not have [diabetes].
[Fever] was denied.
Not complaining of [pain].
Does not appear to be in [pain].
Appears in no [distress].
In no acute [distress].
No apparent [distress].
Stenosis without [regurgitation].
There is trace stenosis but no [regurgitation].
No thrombus or [vegetation] was seen.
No [vegetations] were seen.
[Thrombus] was never seen.
Lifelong non-[smoker].
No use of [tobacco].
Tobacco: [smoking] denied.
There has not been any [bleeding].
She did not report any [falls].
She was negative for [hepatitis].
PPD was negative, no [tuberculosis].
Hepatitis C antibody negative, [HIV] negative.
Workup for [pheochromocytoma] was negative.
Workup was negative for [pheochromocytoma].
Not likely [gout].
Doubt [pneumonia].
I doubt [appendicitis].
Low probability for [pulmonary embolism].
[Pulmonary embolism] is very unlikely.
[Pulmonary embolism] seems unlikely.
[Pulmonary embolism] was not found.
There is nothing to suggest [ischemia].
The EKG showed no acute [ischemic changes].
Her abdomen is free of [masses].
No [rash] or other skin lesion, though she itches.
There is no [abscess] or drainable collection, although phlegmon is seen.
""",
    "affirmed": """
He has not been taking his medicine for [hypertension].
She could not sleep because of [cough].
He did not improve, and the [cough] got worse.
He was not able to walk because of [weakness].
[Chest pain] not relieved by nitroglycerin.
The [rash] did not respond to steroids.
The wound was closed without difficulty; [hernia] repaired.
MRI brain without contrast showed a [mass].
Not only [nausea] but also vomiting.
No change in the [effusion].
No significant change in size of the [nodule].
There has been no improvement in his [dyspnea].
Gram negative [bacteremia].
No fever but positive for [cough].
She denies fever but has [chills].
He denies chest pain; however, he has [dyspnea].
Negative except for [edema].
Unremarkable except for mild [edema].
Review of systems is negative apart from [fatigue].
Without treatment the [infection] spread.
He has [chest pain] but no dyspnea.
[Cough] without fever.
[Nausea], no vomiting.
Positive for [cough], negative for fever.
The patient has no fever. [Cough] is present.
No fever, [cough] present for 3 days.
No known allergies. [Asthma].
He is unable to bear weight due to [pain].
The patient was not treated for [pneumonia] at the other clinic.
He cannot exclude [fracture].
[Fracture] cannot be excluded.
Rule out [pneumonia].
Return for [fever].
No acute fracture. There is mild [scoliosis].
No acute fracture, mild [scoliosis] is seen.
No fracture, there is moderate [stenosis] at L4-5 or L5-S1.
No fever, he reports [cough] or cold symptoms daily.
The lungs are clear of effusion, and a [nodule] is seen in the left lobe.
He was without fever but continued to have [cough].
Patient without fever, complains of [headache].
She denies suicidal thoughts and reports [anxiety].
She denies fever and is being treated for [anxiety].
He denies fever and continues to smoke with [cough].
Denies fever. Complains of [cough].
Denies fever or chills; [cough] is productive.
Denies fever and chills. States [cough] is better.
No evidence of pneumonia with the exception of a small [effusion].
No evidence of recurrence other than the [nodule].
There is no fracture but there is [dislocation].
There is no fracture though [osteopenia] is noted.
No change from the prior study, with [cardiomegaly] again seen.
Not sure whether he has [asthma].
It is not clear if the [mass] is new.
He does not know when the [pain] started.
He does not recall how long the [rash] has been there.
He has not been seen for his [diabetes].
She does not want surgery for her [hernia].
He does not take anything for [headache].
He did not tolerate metformin for [diabetes].
He has never been treated for his [depression].
He cannot walk without [pain].
[Pain] is not controlled.
[Pain] is not new.
[Tumor] not amenable to resection.
[Hernia] could not be reduced.
The [aneurysm] was not repaired.
[Diabetes], not on insulin.
[Pneumonia], no effusion.
[Pneumonia] without effusion.
[Hypertension], denies chest pain.
[Anemia] of no known cause.
The [nodule] is no larger.
The [pain] does not radiate.
There is [tenderness], no rebound.
[Tenderness] but no rebound.
[Swelling] with no redness.
He developed [rash] after no warning.
She had [syncope] without warning.
Since there is no infection, the [ulcer] will heal.
No surgical intervention for [cholelithiasis].
No treatment is needed for the [cyst].
Stable [angina], no chest pain at rest.
No fever. However, [cough].
There is no evidence of disease except a [nodule].
Lungs clear; heart with [murmur], no gallop.
He denies any trauma, though [swelling] is present.
No trauma. [Fracture] found.
Non-healing [ulcer].
Nonproductive [cough].
The patient is noncompliant; [hypertension] is uncontrolled.
No doubt he has [depression].
[Seizures] not controlled on phenytoin.
Absence [seizures].
The [asthma] never went away.
[Asthma], not exacerbated.
The [pain] is not as bad as before.
[Pain] not as severe.
She has [pain], not radiating.
She is not pregnant and has [vomiting].
No relief of [pain] with ibuprofen.
He takes no medicine for [hypertension].
He had no success treating his [acne].
No improvement in [headache], no fever.
Patient not seen today; [rash] per report.
[Infection] despite no exposure.
He has no insurance and untreated [diabetes].
There was no time to treat the [arrhythmia].
It was decided not to operate on the [hernia].
We elected not to treat the [infection].
No longer able to work because of [arthritis].
Can no longer walk due to [stenosis].
Unable to exclude [malignancy].
[Malignancy] not excluded.
[Cough] which is not productive.
[Cough], nonproductive, without fever.
""",
    "past": """
History of [asthma].
He has had prior [stroke].
Status post [stroke] in 1999.
He had [pneumonia] two years ago.
PMH: [asthma], COPD.
She has a past history of [asthma], COPD, and gout.
Past medical history is remarkable for [gout].
Past surgical history includes [appendectomy].
Previous [appendectomy].
He was previously diagnosed with [asthma].
Old [infarct].
A remote history of [smoking].
Past medical history: [Hypertension], COPD.
PAST MEDICAL HISTORY: Significant for [hypertension] and asthma.
PMH significant for asthma and [hypertension].
Her past medical history is notable for gout, asthma, and [hypertension].
History of [CVA] in 2001.
She has a history of asthma, [COPD], and gout.
Patient with a history of CAD, status post [CABG].
Patient with a history of CAD, diabetes, and [hypertension] presented to the clinic.
h/o [DVT].
s/p [hysterectomy].
Prior history of [pancreatitis].
He had a previous [myocardial infarction].
[Pneumonia] in the past.
He has had [kidney stones] in the past.
Former [smoker].
Medical history: [gout].
Surgical history: [hernia repair].
[Measles] as a child.
[Stroke] five years ago.
In 1998 he had a [stroke].
Several years ago she had [shingles].
He underwent resection for [colon cancer] in 2004.
Remote [tobacco] use.
[Appendectomy] in 1990.
[Tonsillectomy] as a child.
A 40-year-old with past history of [migraine] and asthma.
Significant for a history of [seizures].
History significant for [seizures].
Past history: positive for [gout].
Prior [CVA] with residual weakness.
Previous history of [ulcer].
He was treated for [syphilis] in the past.
She had been treated previously for [cancer].
Known to have had [hepatitis] in 1985.
Had [rheumatic fever] in childhood.
Chronic medical problems include a history of [atrial fibrillation].
""",
    "current": """
He presents with a 3 day history of [cough].
He has [cough] for 3 days.
Status post fall with [hip pain].
History of asthma, now with [wheezing].
With a history of COPD who presents with [dyspnea].
Past history of CAD. Today he has [angina].
60-year-old woman with [diabetes].
History of present illness: He has [cough].
He gives a history of [chest pain] for two hours.
History of COPD. He has [dyspnea] today.
He has a history of COPD and comes in with [dyspnea].
A man with a history of COPD who comes in with [dyspnea].
A man with a history of COPD admitted with [dyspnea].
A man with past medical history of COPD presenting with [dyspnea].
Previously healthy man with [fever].
Compared to the prior study, the [nodule] is larger.
No change from prior; [effusion] persists.
Two days status post appendectomy, now with [fever].
Post-op day 2 with [fever].
He has old records showing [hypertension] treated today.
[Cough] for the past two weeks.
For the past month she has had [headaches].
In the past week he developed [fever].
Over the past few days, [nausea] and vomiting.
The past medical history was reviewed; [hypertension] is uncontrolled.
She presents with [cough] and a history of asthma.
[Cough] with a history of asthma.
[Chest pain] since last week.
He was last seen in 2003 for gout; now [cellulitis].
Last year's visit was reviewed. [Asthma] stable.
Historically controlled [asthma].
""",
}


class Sentences(unittest.TestCase):
    def check(self, kind, right):
        lines = SENTENCES[kind].strip().splitlines()
        self.assertGreater(len(lines), 20)
        got = answers(*({"text": line.replace("[", "").replace("]", ""), "begin": line.index("["),
                         "end": line.index("]") - 1} for line in lines))
        wrong = [line for line, context in zip(lines, got) if not right(context)]
        self.assertEqual(wrong, [])

    def test_negated(self):
        self.check("negated", lambda context: context["negated"])

    def test_not_negated(self):
        self.check("affirmed", lambda context: not context["negated"])

    def test_past(self):
        self.check("past", lambda context: context["time"] == "past")

    def test_current(self):
        self.check("current", lambda context: context["time"] == "current" and not context["negated"])


class Offsets(unittest.TestCase):
    def quotes(self, text, words):
        got = answer(text, words)
        self.assertTrue(got["cues"])
        for cue in got["cues"]:
            self.assertEqual(text[cue["begin"]:cue["end"]], cue["text"])
        return [cue["text"] for cue in got["cues"]]

    def test_code_points(self):
        self.assertEqual(self.quotes("Café 🙂 ﬁrst: dénies naïve œdème.", "œdème"), ["dénies"])
        self.assertEqual(self.quotes("\ufeffNo fièvre", "fièvre"), ["No"])
        self.assertEqual(self.quotes("A\r\nB\r\nNo fever\r\n", "fever"), ["No"])
        self.assertEqual(self.quotes("患者 denies 発熱。", "発熱"), ["denies"])

    def test_an_entity_of_characters_that_say_nothing(self):
        text = "No \u200b\u00ad fever."
        self.assertEqual(len(answers({"text": text, "begin": 3, "end": 5})), 1)
        self.assertEqual(len(answers({"text": " \n ", "begin": 0, "end": 3})), 1)
        self.assertEqual(len(answers({"text": "a\u0000b", "begin": 1, "end": 2})), 1)

    def test_an_entity_over_several_sentences_takes_the_first(self):
        self.assertTrue(answer("No fever. Then cough.", "fever. Then cough")["negated"])

    def test_every_place_of_a_text(self):
        text = "Nö, deniés — “ﬀ” ½ cough…\n\n☐ fever ☑ rash\r\nHx: né 🙂."
        places = [{"begin": i, "end": j} for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
        spans = answers({"text": text, "spans": places})[0]["spans"]
        self.assertEqual(len(spans), len(places))
        for span in spans:
            for cue in span["cues"]:
                self.assertEqual(text[cue["begin"]:cue["end"]], cue["text"])
        alone = answers(*({"text": text, **place} for place in places[::37]))
        self.assertEqual([{k: a[k] for k in ANSWERS} for a in alone],
                         [{k: s[k] for k in ANSWERS} for s in spans[::37]])


class Spans(unittest.TestCase):
    def test_in_their_order_each_with_its_own(self):
        text = "No fever, but cough; mother has asthma."
        spans = [asked(text, word, n=i + 1) for i, word in enumerate(("asthma", "fever", "cough"))]
        request = {"id": "x", "spans": spans, "text": text, "meta": {"spans": [{"begin": 1}], "begin": 5}}
        [got] = answers(request)
        self.assertEqual(list(got), ["id", "spans", "text", "meta"])
        self.assertEqual(got["meta"], request["meta"])
        self.assertEqual([s["n"] for s in got["spans"]], [1, 2, 3])
        self.assertEqual([s["negated"] for s in got["spans"]], [False, True, False])
        self.assertEqual([s["experiencer"] for s in got["spans"]], ["family", "patient", "patient"])

    def test_none_and_twins(self):
        self.assertEqual(answers({"text": "x", "spans": []}), [{"text": "x", "spans": []}])
        spans = answers({"text": "No fever", "spans": [{"begin": 3, "end": 8}] * 3})[0]["spans"]
        self.assertEqual([s["negated"] for s in spans], [True] * 3)


class Kept(unittest.TestCase):
    def test_other_keys_are_kept_as_they_are(self):
        line = ('{"big": 123456789012345678901234567890, "f": 1.50e+2, "n": null, '
                '"a": [true, {"text": 1}], "é": "\\u00e9\\"\\\\/", ')
        done = run(line + '"text": "No fever", "begin": 3, "end": 8}\n')
        out = done.stdout.decode()
        self.assertIn('"big":123456789012345678901234567890,"f":1.50e+2,"n":null,'
                      '"a":[true,{"text":1}],"é":"é\\"\\\\/"', out)
        self.assertEqual(json.loads(out)["negated"], True)

    def test_answers_of_an_earlier_run_are_replaced(self):
        request = asked("No fever", "fever", id="1")
        once = answers(request)
        self.assertEqual(answers(*once), once)
        self.assertEqual(answers({"cues": [[{"x": 1}]], "negated": {"a": []}, **request})[0],
                         {"id": "1", **once[0]})

    def test_words_of_the_same_name_elsewhere_are_kept(self):
        [got] = answers({"meta": {"negated": 1, "cues": []}, **asked("No fever", "fever")})
        self.assertEqual(got["meta"], {"negated": 1, "cues": []})


class BadLines(unittest.TestCase):
    GOOD = json.dumps(asked("No fever", "fever")).encode()

    def complaints(self, lines):
        """What is said about each of the lines, which stand between good ones."""
        lines = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        done = run(b"".join(line + b"\n" + self.GOOD + b"\n" for line in lines))
        self.assertEqual(done.returncode, 1)
        self.assertEqual(len(done.stdout.splitlines()), len(lines), "the others go on")
        messages = done.stderr.decode().splitlines()
        self.assertEqual(len(messages), len(lines))
        for i, message in enumerate(messages):
            self.assertTrue(message.startswith(f"evident: standard input:{2 * i + 1}: "), message)
            self.assertNotIn(SECRET.split()[0], message)
        return [message.split(": ", 2)[2] for message in messages]

    def test_fields(self):
        text = SECRET  # 17 characters
        expected = [
                ([1], "not a JSON object"), ("x", "not a JSON object"), (7, "not a JSON object"),
                ({"begin": 0, "end": 1}, 'no "text"'),
                ({"text": 5, "begin": 0, "end": 1}, '"text" is not a string'),
                ({"text": None, "begin": 0, "end": 1}, '"text" is not a string'),
                ({"text": text}, 'no "begin"'), ({"text": text, "begin": 0}, 'no "end"'),
                ({"text": text, "begin": "0", "end": 1}, '"begin" is not a whole number'),
                ({"text": text, "begin": 0, "end": 1.5}, '"end" is not a whole number'),
                ({"text": text, "begin": -1, "end": 1}, '"begin" is not a whole number'),
                ({"text": text, "begin": 0, "end": 2 ** 32}, '"end" is not a whole number'),
                ({"text": text, "begin": [0], "end": 1}, '"begin" is not a whole number'),
                ({"text": text, "begin": 3, "end": 3}, '"begin" is not before "end"'),
                ({"text": text, "begin": 4, "end": 3}, '"begin" is not before "end"'),
                ({"text": text, "begin": 3, "end": 18}, '"end" is outside the text of 17 characters'),
                ({"text": "é🙂", "begin": 0, "end": 3}, '"end" is outside the text of 2 characters'),
                ({"text": "", "begin": 0, "end": 1}, '"end" is outside the text of 0 characters'),
                ({"text": text, "spans": {"begin": 0, "end": 1}}, '"spans" is not a list of objects'),
                ({"text": text, "spans": [[0, 1]]}, '"spans" is not a list of objects'),
                ({"text": text, "spans": [3]}, '"spans" is not a list of objects'),
                ({"text": text, "spans": [{"begin": 0, "end": 1}, {"begin": 2}]}, 'no "end" of spans[1]'),
                ({"text": text, "spans": [{"begin": 9, "end": 99}]},
                 '"end" of spans[0] is outside the text of 17 characters'),
                ({"text": text, "spans": [], "begin": 1}, '"spans" beside "begin" or "end"')]
        for (line, message), said in zip(expected, self.complaints([line for line, _ in expected])):
            with self.subTest(line=line):
                self.assertEqual(said, message)

    def test_what_is_no_json(self):
        name = SECRET.encode()
        text = b'{"text": "' + name
        lines = [name, text, text + b'", "begin": 0, "end": 3} x', b"{" * 100000, b"[" * 1000000,
                 text + b' \\ud83d", "begin": 0, "end": 3}', text + b' \\x41", "begin": 0, "end": 3}',
                 text + b'\xff", "begin": 0, "end": 3}', text + b'\tx", "begin": 0, "end": 3}\x00',
                 b"{'text': '" + name + b"'}", b'{"text": "x", "begin": NaN, "end": 1}']
        for line, said in zip(lines, self.complaints(lines)):
            with self.subTest(line=line[:40]):
                self.assertTrue(said.startswith("not JSON: "), said)

    def test_a_file_that_is_missing(self):
        with tempfile.TemporaryDirectory() as folder:
            good = Path(folder) / "good.jsonl"
            good.write_bytes(self.GOOD)
            done = run("", Path(folder) / "none.jsonl", good)
            self.assertEqual((done.returncode, len(done.stdout.splitlines())), (1, 1))
            self.assertIn(b"none.jsonl: ", done.stderr)


class Streams(unittest.TestCase):
    LINE = json.dumps(asked("No fever", "fever")) + "\n"

    def test_nothing_in_nothing_out(self):
        for data in ("", "\n", " \t\n\n", "\ufeff\n"):
            done = run(data)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))

    def test_a_byte_order_mark_and_no_last_line_end(self):
        done = run("\ufeff" + self.LINE + self.LINE.replace("\n", "\r\n") + self.LINE.rstrip())
        self.assertEqual((done.returncode, len(done.stdout.splitlines())), (0, 3))

    def test_files_in_order_and_gzip(self):
        with tempfile.TemporaryDirectory() as folder:
            plain, packed = Path(folder) / "a.txt", Path(folder) / "b.jsonl.gz"
            plain.write_text(json.dumps(asked("No fever", "fever", id=1)) + "\n")
            packed.write_bytes(gzip.compress((json.dumps(asked("Fever.", "Fever", id=2)) + "\n").encode()))
            done = run(json.dumps(asked("No rash", "rash", id=3)), plain, packed, "-")
            self.assertEqual(done.returncode, 0)
            got = [json.loads(line) for line in done.stdout.splitlines()]
            self.assertEqual([(a["id"], a["negated"]) for a in got], [(1, True), (2, False), (3, True)])

    def test_an_answer_comes_before_the_next_line_is_asked(self):
        with subprocess.Popen([EVIDENT, "context"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
            for i in range(3):
                program.stdin.write((json.dumps(asked("No fever", "fever", id=i)) + "\n").encode())
                program.stdin.flush()
                self.assertEqual(json.loads(program.stdout.readline())["id"], i)
            program.stdin.close()
            self.assertEqual(program.wait(LIMIT), 0)

    def test_a_reader_that_goes_away(self):
        with subprocess.Popen([EVIDENT, "context"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as program:
            program.stdout.close()
            try:
                program.stdin.write(self.LINE.encode() * 50000)
                program.stdin.close()
            except BrokenPipeError:
                pass
            self.assertEqual(program.wait(LIMIT), 0)
            self.assertEqual(program.stderr.read(), b"")

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([EVIDENT, "context"], input=self.LINE.encode(), stdout=full,
                                  stderr=subprocess.PIPE, timeout=LIMIT)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot write the output", done.stderr)

    def test_the_same_again(self):
        data = "".join(json.dumps(asked(f"{i} No fever or cough", "cough")) + "\n" for i in range(200))
        self.assertEqual(run(data).stdout, run(data).stdout)


class Growth(unittest.TestCase):
    """Ten times the text takes about ten times as long, whatever it is made of."""

    PIECES = ("no back pain ", "denies, ", "denied no ", "history of (no ", "no a, ", "mother, ",
              "or resolved, and ", "é no rash. ")

    def seconds(self, command, lines):
        """Of the processor: other programs on the machine count little."""
        def spent():
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            return usage.ru_utime + usage.ru_stime
        data = "".join(json.dumps(line) + "\n" for line in lines).encode()
        begin = spent()
        done = subprocess.run([EVIDENT, *command], input=data, capture_output=True, timeout=LIMIT)
        self.assertEqual(done.returncode, 0, done.stderr)
        return spent() - begin

    def check(self, command, line):
        """Noise only adds: each size counts as its quickest, and a slow spell gets another round."""
        sizes = {size: [line(piece * (size // len(piece))) for piece in self.PIECES]
                 for size in (100, 100_000, 1_000_000)}
        best = dict.fromkeys(sizes, math.inf)
        for _ in range(6):
            for size, lines in sizes.items():
                best[size] = min(best[size], self.seconds(command, lines))
            start, small, large = best.values()
            growth = (large - start) / max(small - start, 0.02)
            if growth < 20:
                return
        self.fail(f"{command}: {growth:.0f} times as long, {best}")

    def test_sentences_of_cues(self):
        self.check(["context"], lambda text: {"text": text, "begin": 0, "end": 2})

    def test_sentences_of_cues_in_notes(self):
        self.check(["batch", "-q", "-"], lambda text: {"text": text})

    def test_many_entities(self):
        self.check(["context"], lambda text: {
            "text": text, "spans": [{"begin": i, "end": i + 2} for i in range(0, len(text) - 2, 200)]})


if __name__ == "__main__":
    unittest.main()
