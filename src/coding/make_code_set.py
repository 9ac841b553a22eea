#!/usr/bin/env python3
"""Makes src/coding/icd10cm-spine.tsv, the code set of the spine domain, from the official files.

    make_code_set.py ICD10CM_DIR > src/coding/icd10cm-spine.tsv

ICD10CM_DIR holds the releases of CMS and NCHS: order files (codes, billable flags, titles),
tabular addenda (what changed each year), the tabular list (notes) and the conversion table.
Only facts are taken: of a note, the codes that it names, never its prose.
"""

import glob
import gzip
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

# The domain: a code belongs to it when it begins with one of these.
DOMAIN = tuple("""
M40 M41 M42 M43 M45 M46 M47 M48 M49 M50 M51 M53 M54 M62.83 M62.85 M79.1 M79.2 M79.6
M80.08 M80.88 M84.48 M84.58 M96.0 M96.1 M96.2 M96.3 M96.4 M96.5 M99.0 M99.1 M99.2 M99.3 M99.4 M99.5 M99.6 M99.7
F45.41 F45.42 G54 G55 G57.0 G83.4 G89 G99.2 Q76.2 R10.A Z98.1
S12 S13 S14 S16 S22.0 S23 S24 S29.01 S32 S33 S34 S39.0 S39.9
""".split())

# Official notes that name no code but say "see injury by body region": which injury of the same
# region each entry means. Reviewed by hand; (entry of the note, entry it holds for): codes.
BY_REGION = {
    ("M50-M54", "M54.2"): "S13.4- S16.1-",    # neck: sprain, strain
    ("M50-M54", "M54.5"): "S33.5-",           # lower back: sprain (the strain has its own note)
    ("M50-M54", "M54.6"): "S23.3- S29.012-",  # thorax: sprain, strain of the back wall
}

# The rolled-forward tabular list keeps the wording of FY2021 outside M40-M54 and G89, and lacks
# the chapters F, Q and Z. What the addenda of later years changed there, in entries of the domain:
# (entry, kind): the note as it reads today.
AMENDED = {
    ("G55", "excludes1"): ["(M45.-)", "(M53.-, M54.-)", "(M50.1-, M51.1-)", "(M46.-, M48.-)",
                           "(M47.0-, M47.2-)"],                                 # 2022
    ("S22", "code-first"): [],                                                  # 2024: code also
    ("S22", "code-also"): ["(S27.-)", "(S24.0-, S24.1-)"],                      # 2024
    ("S12.8", "term"): ["Fracture of hyoid bone", "Fracture of larynx",
                        "Fracture of thyroid cartilage", "Fracture of trachea"],  # 2026
    ("R10", "excludes2"): ["(M54.-)", "(R14.-)", "(R39.85)"],                   # 2026
    ("R10.A", "term"): ["Lateral abdomen pain", "Lateral flank pain", "Latus region pain"],
    ("R10.A", "excludes2"): ["(R10.3-)", "(R10.1-)"],                           # 2026
    ("Z98", "excludes2"): ["(Z43-Z49, Z51)", "(Z08-Z09)", "(I27.84-)"],         # 2026
}

# Notes of a category that speak of some of its codes only, by their words. Reviewed by hand;
# (entry, kind, words): the entries that the note is about. Kyphoscoliosis is kyphosis with
# scoliosis; lordosis and flat back stand beside a scoliosis.
NARROWED = {
    ("M40", "excludes1", "kyphoscoliosis"): ["M40.0", "M40.1", "M40.2"],
}

# Notes whose words mean fewer codes than their parentheses name. Reviewed by hand: a
# pseudarthrosis (M96.0) is no deformity.
MEANT = {
    "postprocedural kyphosis and lordosis (M96.-)":
        "postprocedural kyphosis and lordosis (M96.2-M96.4)",
}

# ICD-9-CM codes (in use until 2015-09-30) that notes still carry: title and usual counterpart
# today. A header stands for all its codes: ICD-9-CM did not ask for the side, level or episode.
ICD9 = """
338.29 | Other chronic pain | G89.29
338.4 | Chronic pain syndrome | G89.4
720.0 | Ankylosing spondylitis | M45
720.2 | Sacroiliitis | M46.1
721.0 | Cervical spondylosis without myelopathy | M47.812
721.1 | Cervical spondylosis with myelopathy | M47.12
721.2 | Thoracic spondylosis without myelopathy | M47.814
721.3 | Lumbosacral spondylosis without myelopathy | M47.816 M47.817
721.41 | Thoracic spondylosis with myelopathy | M47.14
721.42 | Lumbar spondylosis with myelopathy | M47.16
721.90 | Spondylosis without myelopathy, site unspecified | M47.819
721.91 | Spondylosis with myelopathy, site unspecified | M47.10
722.0 | Cervical disc displacement without myelopathy | M50.2
722.10 | Lumbar disc displacement without myelopathy | M51.26 M51.27
722.11 | Thoracic disc displacement without myelopathy | M51.24 M51.25
722.4 | Cervical disc degeneration | M50.3
722.51 | Thoracic disc degeneration | M51.34 M51.35
722.52 | Lumbar or lumbosacral disc degeneration | M51.36 M51.37
722.71 | Cervical disc disorder with myelopathy | M50.0
722.72 | Thoracic disc disorder with myelopathy | M51.04 M51.05
722.73 | Lumbar disc disorder with myelopathy | M51.06
722.80 | Postlaminectomy syndrome, region unspecified | M96.1
722.81 | Postlaminectomy syndrome, cervical | M96.1
722.82 | Postlaminectomy syndrome, thoracic | M96.1
722.83 | Postlaminectomy syndrome, lumbar | M96.1
723.0 | Cervical spinal stenosis | M48.02
723.1 | Neck pain | M54.2
723.4 | Cervical or brachial radiculitis | M54.12 M54.13
724.00 | Spinal stenosis, region unspecified | M48.00
724.01 | Thoracic spinal stenosis | M48.04
724.02 | Lumbar spinal stenosis without neurogenic claudication | M48.061 M48.07
724.03 | Lumbar spinal stenosis with neurogenic claudication | M48.062
724.1 | Thoracic spine pain | M54.6
724.2 | Low back pain | M54.50
724.3 | Sciatica | M54.3
724.4 | Thoracic or lumbosacral radiculitis | M54.14 M54.15 M54.16 M54.17
724.5 | Backache | M54.9
724.6 | Disorder of the sacrum | M53.3
724.79 | Coccyx pain and other disorders of the coccyx | M53.3
728.85 | Muscle spasm | M62.83
733.13 | Pathological fracture of a vertebra | M48.5 M80.08 M80.88 M84.48 M84.58
737.30 | Idiopathic scoliosis | M41.2
738.4 | Acquired spondylolisthesis | M43.1
756.11 | Congenital spondylolysis | Q76.2
756.12 | Congenital spondylolisthesis | Q76.2
805.00 | Closed fracture of the cervical spine, level unspecified | S12.9
805.2 | Closed fracture of the thoracic spine | S22.0
805.4 | Closed fracture of the lumbar spine | S32.0
805.6 | Closed fracture of sacrum or coccyx | S32.1 S32.2
846.0 | Lumbosacral sprain | S33.5 S33.9
846.1 | Sacroiliac sprain | S33.6
846.8 | Other sprain of the sacroiliac region | S33.8
846.9 | Sprain of the sacroiliac region, unspecified | S33.9
847.0 | Neck sprain or strain | S13.4 S16.1
847.1 | Thoracic sprain or strain | S23.3 S29.012
847.2 | Lumbar sprain or strain | S33.5 S39.012
V45.4 | Arthrodesis status | Z98.1
"""

FORMAT = """\
# ICD-10-CM codes of the spine domain. Made by src/coding/make_code_set.py from the order files of
# {years}, the tabular list and addenda, and the conversion table.
# Columns are parted by one tab. The first one says what the line is:
#   set NAME OLDEST FROM TO        the first day known, the first and last day of the newest year
#   block RANGE                    a block of the tabular list that carries notes
#   code CODE LIFE TITLE           sorted; below it the lines that belong to it
# LIFE is "billable" or "header" (not billable: needs more characters) when that never changed, else
# periods: "billable ..2021-09-30, header 2021-10-01.."; an open end is the end of what is known.
# Lines that belong to the code or block above them, and hold for every code below it too:
#   excludes1 CODES                never together with these
#   excludes1-of CODE CODES        under a block whose note says "by body region": for CODE only
#   excludes2 CODES                not included here, may be coded together
#   code-first CODES               these are sequenced before; * is a condition named in words only
#   use-additional CODES           these are coded as well, behind it
#   code-also CODES                these are coded as well, in either order; * as above
#   seventh CHARACTER MEANING      unless a code further down has its own
# and those that hold for the code alone:
#   becomes CODES                  what it was split into
#   term TERM                      an inclusion term
# CODES are parted by blanks: "M54.50", "M54.5-" (it and all below), "M50-M54" (all from to).
# After the codes:
#   icd9 CODE TITLE CODES          an ICD-9-CM code and what is usual today
#   end LINES                      how many lines stand above it
# Notes are those of the newest year.
"""

NOTE_KINDS = ("excludes1", "excludes2", "code-first", "use-additional", "code-also")
JSON_KINDS = {"excludes1": "excludes1", "excludes2": "excludes2", "codeFirst": "code-first",
              "useAdditionalCode": "use-additional", "codeAlso": "code-also"}
CODE = r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?"


def dotted(code):
    return code if len(code) <= 3 else code[:3] + "." + code[3:]


def first_day(year):
    return f"{year - 1}-10-01"


def last_day_before(year):
    return f"{year - 1}-09-30"


def in_domain(code):
    return code.startswith(DOMAIN)


# ---- the order files: {year: {code: (billable, title)}}

def read_order(path):
    codes = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            codes[dotted(line[6:14].strip())] = (line[14] == "1", line[77:].strip())
    return codes


def read_orders(folder):
    orders = {}
    for path in sorted(glob.glob(os.path.join(folder, "icd10cm-order-*.txt.gz"))):
        orders[int(re.search(r"order-(\d{4})", path)[1])] = read_order(path)
    return orders


def with_headers(codes):
    """The domain's codes and the headers above them."""
    domain = {code for code in codes if in_domain(code)}
    above = {code[:n] for code in domain for n in range(3, len(code))}
    return domain | (above & set(codes))


# ---- the addenda: which year a change between two order files belongs to

def read_added(folder):
    """{year: codes that its addendum adds}"""
    added = {}
    for path in glob.glob(os.path.join(folder, "tabular-addenda-*.txt")):
        with open(path, encoding="utf-8") as lines:
            found = re.findall(rf"^\f?Add +({CODE}) [A-Z]", lines.read(), re.MULTILINE)
        added[int(re.search(r"addenda-(\d{4})", path)[1])] = set(found)
    return added


def year_of_change(code, before, after, orders, added):
    """The fiscal year in (before, after] in which `code` appeared or became a header."""
    new = code not in orders[before]
    signs = {code} if new else {c for c in orders[after] if c.startswith(code) and c != code}
    years = [year for year in range(before + 1, after + 1) if signs & added[year]]
    if len(years) != 1 or code not in orders[after]:
        sys.exit(f"{code}: no single addendum tells what changed from {before} to {after}")
    return years[0]


def states(code, orders, added):
    """[(fiscal year, billable)] from the first year on, one for each change."""
    years = sorted(orders)
    changes = []
    for before, year in zip([None] + years, years):
        now = orders[year].get(code, (None,))[0]
        then = orders[before].get(code, (None,))[0] if before else None
        if now == then:
            continue
        since = year_of_change(code, before, year, orders, added) if before else year
        changes.append((since, now))
    return changes


def life(code, orders, added):
    changes = states(code, orders, added)
    oldest = min(orders)
    word = lambda billable: "billable" if billable else "header"
    if len(changes) == 1 and changes[0][0] == oldest:
        return word(changes[0][1])
    periods = []
    for (year, billable), after in zip(changes, changes[1:] + [(None, None)]):
        begin = "" if year == oldest else first_day(year)
        end = last_day_before(after[0]) if after[0] else ""
        periods.append(f"{word(billable)} {begin}..{end}")
    return ", ".join(periods)


# ---- the conversion table: {former code: [today's codes]}

def read_conversions(folder):
    path, = glob.glob(os.path.join(folder, "conversion-table-*.xlsx"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        shared = ["".join(t.text or "" for t in item.iter(space + "t"))
                  for item in ET.fromstring(book.read("xl/sharedStrings.xml")).iter(space + "si")]
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    conversions = {}
    for row in sheet.iter(space + "row"):
        cells = {}
        for cell in row:
            value = cell.find(space + "v")
            if value is not None:
                text = shared[int(value.text)] if cell.get("t") == "s" else value.text
                cells[cell.get("r")[0]] = text.strip()
        if re.fullmatch(CODE, cells.get("A", "")) and re.fullmatch(CODE, cells.get("C", "")):
            conversions.setdefault(cells["C"], []).append(cells["A"])
    return conversions


def becomes(code, codes, conversions, changed):
    """What a code that is no longer billable was split into."""
    if codes[code][0]:
        return []
    into = {c for c in conversions.get(code, []) if c.startswith(code) and c in codes}
    if changed:  # a header since a known day: its billable children, whatever the table says
        into |= {c for c in codes if c.startswith(code) and c != code and codes[c][0]}
    return sorted(into)


# ---- the notes: {entry: {kind: [prose]}}

def read_notes(folder):
    path, = glob.glob(os.path.join(folder, "spine-tabular-*.json"))
    with open(path, encoding="utf-8") as file:
        tabular = json.load(file)
    notes, sevenths = {}, {}
    for entries in (tabular["codes"], tabular["blocks"], tabular["chapters"]):
        for entry, facts in entries.items():
            notes[entry] = {kind: facts[key] for key, kind in JSON_KINDS.items() if key in facts}
            notes[entry]["term"] = facts.get("includes", []) + facts.get("inclusionTerm", [])
            sevenths[entry] = facts.get("sevenChrDef", {})
    for entry, own in read_xml_notes(folder).items():
        notes.setdefault(entry, own)
    for (entry, kind), prose in AMENDED.items():
        notes.setdefault(entry, {})[kind] = prose
    for own in notes.values():
        for kind, prose in own.items():
            own[kind] = [MEANT.get(note, note) for note in prose]
    for (entry, kind, words), meant in NARROWED.items():
        moved = [note for note in notes[entry][kind] if words in note]
        notes[entry][kind] = [note for note in notes[entry][kind] if words not in note]
        for narrower in meant:
            own = notes.setdefault(narrower, {})
            own[kind] = own.get(kind, []) + moved
    return notes, sevenths, list(tabular["blocks"]), list(tabular["chapters"])


def read_xml_notes(folder):
    path, = glob.glob(os.path.join(folder, "icd10cm-tabular-*.xml.gz"))
    with gzip.open(path) as file:
        root = ET.parse(file).getroot()
    notes = {}
    for entry in root.iter("diag"):
        prose = {kind: [n.text for n in entry.findall(key + "/note")]
                 for key, kind in JSON_KINDS.items() if entry.find(key) is not None}
        prose["term"] = [n.text for key in ("includes", "inclusionTerm")
                         for n in entry.findall(key + "/note")]
        notes[entry.findtext("name")] = prose
    return notes


def named_codes(prose, codes):
    """The codes that the parentheses of a note name, as patterns."""
    patterns = []
    for group in re.findall(r"\(([^()]*)\)", prose):
        if not re.search(r"[A-Z]\d", group):
            continue  # "(acquired)"
        for item in group.split(","):
            patterns += pattern(item.strip(), codes)
    return patterns


def pattern(item, codes):
    item, _, condition = item.partition(" with ")
    # "M51.1.-", "S12.0--S12.6.-": a dash too many; "M50.-" is the official form for a category.
    found = re.fullmatch(rf"({CODE})\.?(-?)(?:-({CODE})\.?-?)?", item)
    if not found:
        sys.exit(f"a note names codes in a way not known: {item!r}")
    first, dash, last = found.groups()
    if condition.startswith("."):  # "E08-E13 with .44"
        return [c for c in sorted(codes) if first <= c[:3] <= last and c[3:] == condition]
    if condition.startswith("fifth character"):  # "M51.- with fifth character 4": the region,
        return [c for c in sorted(codes)         # where the fourth is a digit (not in M51.A4)
                if c.startswith(first) and len(c) == 6 and c[4].isdigit() and c[5] == condition[-1]]
    if last:  # what the condition says of a wide range ("T36-T50 with ...") is left out
        return [f"{first}-{last}"]
    return [first + ("." if len(first) == 3 else "") + "-" if dash else first]


def facts_of(kind, prose, codes):
    patterns = []
    for note in prose:
        named = named_codes(note, codes)
        if kind in ("code-first", "code-also") and not named and note.startswith("underlying"):
            named = ["*"]
        patterns += [p for p in named if p not in patterns]
    return patterns


# ---- the lines

def note_lines(entry, notes, kinds, codes):
    for kind in kinds:
        patterns = facts_of(kind, notes.get(entry, {}).get(kind, []), codes)
        if patterns:
            yield [kind, " ".join(patterns)]


def block_lines(blocks, chapters, notes, wanted, codes):
    """Blocks hand down Excludes1 only: their Excludes2 name other chapters."""
    for block in blocks:
        first, _, last = block.partition("-")
        if not any(first <= code[:3] <= (last or first) for code in wanted):
            continue
        lines = list(note_lines(block, notes, ["excludes1"], codes))
        lines += [["excludes1-of", entry, names] for (at, entry), names in BY_REGION.items()
                  if at == block]
        if lines:
            yield ["block", block]
            yield from lines
    for chapter in chapters:  # none excludes a code of the domain today
        named = facts_of("excludes1", notes[chapter].get("excludes1", []), codes)
        if any(n.startswith(c[:3]) for n in named for c in wanted):
            sys.exit(f"chapter {chapter}: its Excludes1 names codes of the domain")


def code_lines(wanted, codes, orders, added, notes, sevenths, conversions):
    for code in sorted(wanted):
        span = life(code, orders, added)
        yield ["code", code, span, codes[code][1]]
        into = becomes(code, codes, conversions, span.startswith("billable .."))
        if into:
            yield ["becomes", " ".join(into)]
        yield from note_lines(code, notes, NOTE_KINDS, codes)
        for term in dict.fromkeys(notes.get(code, {}).get("term", [])):
            yield ["term", " ".join(term.split())]
        for letter, meaning in sorted(sevenths.get(code, {}).items()):
            yield ["seventh", letter, meaning]


def icd9_lines(codes):
    for line in ICD9.strip().splitlines():
        old, title, now = line.split(" | ")
        for code in now.split():
            if code not in codes:
                sys.exit(f"ICD-9-CM {old}: {code} is not a code")
        yield ["icd9", old, title, now]


def make(folder):
    orders, added = read_orders(folder), read_added(folder)
    newest, oldest = max(orders), min(orders)
    codes = {code: facts for year in sorted(orders) for code, facts in orders[year].items()}
    wanted = with_headers(codes)
    for year, new in added.items():
        if oldest < year <= newest and (lost := {c for c in new if in_domain(c)} - wanted):
            sys.exit(f"addendum {year} adds codes that no order file has: {sorted(lost)}")
    notes, sevenths, blocks, chapters = read_notes(folder)
    years = ", ".join(f"FY{year}" for year in sorted(orders))
    lines = FORMAT.format(years=years).splitlines()
    rows = [["set", f"icd10cm-{newest}", first_day(oldest), first_day(newest),
             last_day_before(newest + 1)]]
    rows += block_lines(blocks, chapters, notes, wanted, codes)
    rows += code_lines(wanted, codes, orders, added, notes, sevenths, read_conversions(folder))
    rows += icd9_lines(codes)
    lines += ["\t".join(row) for row in rows]
    return "\n".join(lines + [f"end\t{len(lines)}"]) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make_code_set.py ICD10CM_DIR > src/coding/icd10cm-spine.tsv")
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(make(sys.argv[1]))
