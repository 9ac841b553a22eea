#!/usr/bin/env python3
"""The committed code set is what make_code_set.py makes from the official files.

Those files are not part of the repository: EVIDENT_ICD10CM names their folder, ../shared/icd10cm
beside the repository is the default. Without them the test is skipped (exit code 77).
"""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SCRIPT = os.path.join(ROOT, "src", "coding", "make_code_set.py")
COMMITTED = os.path.join(ROOT, "src", "coding", "icd10cm-spine.tsv")


def first_difference(made, kept):
    made, kept = made.split(b"\n"), kept.split(b"\n")
    for number, (new, old) in enumerate(zip(made, kept), start=1):
        if new != old:
            return f"line {number}\n  made:      {new!r}\n  committed: {old!r}"
    return f"{len(made)} lines made, {len(kept)} committed"


def main():
    named = os.environ.get("EVIDENT_ICD10CM")
    folder = named or os.path.join(ROOT, os.pardir, "shared", "icd10cm")
    if not os.path.isdir(folder):
        if named:
            sys.exit(f"EVIDENT_ICD10CM is not a folder: {named}")
        print("skipped: no official ICD-10-CM files; set EVIDENT_ICD10CM to their folder")
        return 77
    run = subprocess.run([sys.executable, SCRIPT, folder], capture_output=True)
    if run.returncode != 0:
        sys.exit(f"make_code_set.py failed:\n{run.stderr.decode(errors='replace')}")
    with open(COMMITTED, "rb") as file:
        kept = file.read()
    if run.stdout != kept:
        sys.exit("src/coding/icd10cm-spine.tsv is not what make_code_set.py makes; they differ in "
                 + first_difference(run.stdout, kept))
    print(f"the same, byte for byte: {len(kept)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
