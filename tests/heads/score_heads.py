#!/usr/bin/python3
"""Scores the section heads that the program finds against those that a reader marked.

    score_heads.py SHARED [--evident PATH] [--errors]

SHARED has corpora/*.jsonl.gz and corpora/dev/notes; labels.tsv beside this file says what a head
is and where they stand. --errors shows what is missed and what is wrong in the open notes, never
in the held ones.

What is scored are the heads that the text acts on: all candidates ("heads" of `evident explain
--format json`), since each ends the sentence and the paragraph before it, whether or not the
lexicon knows its name. A weak candidate (no shape but its place, text.h) acts only when its name
fits, so it counts when it opens a section. A head is right when it begins at the same word and
ends at the same word as a mark; marks of both levels count, and a label that is found is no
mistake: heads are judged by shape.
"""
import argparse
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
EVIDENT = os.path.join(HERE, "../../build/release/evident")


def read_labels():
    """{(corpus, note): (kind, {(begin, end): level})}"""
    notes = {}
    with open(os.path.join(HERE, "labels.tsv"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("#"):
                continue
            corpus, note, kind, begin, end, level = line.rstrip("\n").split("\t")
            marks = notes.setdefault((corpus, note), (kind, {}))[1]
            if begin != "-":
                marks[int(begin), int(end)] = level
    return notes


def read_texts(shared, wanted):
    texts = {}
    for corpus, note in wanted:
        if corpus == "dev":
            path = f"{shared}/corpora/dev/notes/{note}.txt"
            with open(path, encoding="utf-8", newline="") as file:
                texts[corpus, note] = file.read()
    for corpus in {corpus for corpus, _ in wanted} - {"dev"}:
        with gzip.open(f"{shared}/corpora/{corpus}.jsonl.gz", "rt", encoding="utf-8") as file:
            for record in map(json.loads, file):
                texts[corpus, record["id"]] = record["text"]
    return {key: texts[key] for key in wanted}


def found_heads(evident, texts):
    """{(corpus, note): {(begin, end)}} of the heads that the program acts on."""
    keys = list(texts)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "notes.jsonl")
        with open(path, "w", encoding="utf-8") as file:
            for number, key in enumerate(keys):
                file.write(json.dumps({"id": str(number), "text": texts[key]}) + "\n")
        done = subprocess.run([*evident, "explain", "--format", "json", path],
                              stdout=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"score_heads: exit code {done.returncode}")
    found = {}
    for line in done.stdout.decode().splitlines():
        note = json.loads(line)
        acts = [head for head in note["heads"] if head["section"] is not None or
                head["colon"] or head["capitals"] or head["title"] or not head["alone"]]
        found[keys[int(note["id"])]] = {(head["begin"], head["end"]) for head in acts}
    return found


def words_of(text, span):
    """The span from its first to its last letter or digit."""
    begin, end = span
    while begin < end and not text[begin].isalnum():
        begin += 1
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    return begin, end


def shown(text, span):
    line = text.rfind("\n", 0, span[0]) + 1
    before = text[max(line, span[0] - 40):span[0]]
    return f"{before}>>{text[span[0]:span[1]]}<<{text[span[1]:span[1] + 30]}".replace("\n", "|")


def ratio(part, whole):
    return f"{part / whole if whole else 1:.4f} ({part}/{whole})"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("shared")
    parser.add_argument("--evident", default=EVIDENT, help="the program, with options if need be")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    labels = read_labels()
    texts = read_texts(options.shared, list(labels))
    found = found_heads(options.evident.split(), texts)
    count = collections.Counter()
    for key, (kind, marks) in labels.items():
        text = texts[key]
        marks = {words_of(text, span): level for span, level in marks.items()}
        heads = {words_of(text, span) for span in found[key]}
        for span, level in marks.items():
            count[kind, level] += 1
            count[kind, level, "found"] += span in heads
        count[kind, "heads"] += len(heads)
        count[kind, "right"] += len(heads & set(marks))
        if options.errors and kind == "open":
            errors = [(span, "missed") for span in set(marks) - heads]
            errors += [(span, "wrong") for span in heads - set(marks)]
            for span, what in sorted(errors):
                print(f"{what} {' '.join(key)}: {shown(text, span)}")
    for kind in ("open", "held"):
        both = [sum(count[(kind, level, *rest)] for level in ("head", "label"))
                for rest in (("found",), ())]
        heads, names = [ratio(count[kind, level, "found"], count[kind, level])
                        for level in ("head", "label")]
        print(f"{kind}  recall {ratio(*both)}  of heads {heads}  of labels {names}  "
              f"precision {ratio(count[kind, 'right'], count[kind, 'heads'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
