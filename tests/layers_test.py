#!/usr/bin/python3
"""A room of src/ includes only rooms before it: reads the #include lines and fails on a step back."""
import os
import re
import sys
import tempfile
import unittest

ROOT = os.environ.get("EVIDENT_SOURCE_DIR", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# In order; rooms of one row do not include each other. "analyzer" is the files of src/ itself.
ROWS = [["base"], ["text"], ["lexicon"], ["context"], ["coding"], ["report", "analyzer"], ["batch"],
        ["review"], ["server"], ["cli"]]
ROW = {room: index for index, row in enumerate(ROWS) for room in row}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]*)"')


def room_of(path):
    """The room of a path relative to src/."""
    folder = os.path.dirname(path)
    return folder if folder else "analyzer"


def sources(src):
    for folder, _, files in os.walk(src):
        for name in sorted(files):
            if name.endswith((".h", ".cc")):
                yield os.path.relpath(os.path.join(folder, name), src)


def mistakes(src):
    """Every include that breaks the order, as 'src/FILE:LINE: what is wrong'."""
    found = []
    for path in sorted(sources(src)):
        room = room_of(path)
        if room not in ROW:
            found.append(f"src/{path}: {room} is not a room; the rooms are in tests/layers_test.py")
            continue
        with open(os.path.join(src, path), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                include = INCLUDE.match(line)
                if not include:
                    continue
                target = include.group(1)
                where = f"src/{path}:{number}"
                other = room_of(target)
                if not os.path.isfile(os.path.join(src, target)):
                    found.append(f'{where}: "{target}" is not a path from src/')
                elif other != room and ROW.get(other, len(ROWS)) >= ROW[room]:
                    found.append(f"{where}: {room} includes {other}, which does not come before it")
    return found


TYPE = re.compile(r"^(?:struct|class|enum class) ([A-Z]\w*)[^;]*\{")


def named_twice(src):
    """Types that two headers define: in one namespace the linker keeps one constructor for both."""
    seen, found = {}, []
    for path in sorted(sources(src)):
        if not path.endswith(".h"):
            continue
        with open(os.path.join(src, path), encoding="utf-8") as file:
            for line in file:
                name = TYPE.match(line)
                if name and seen.setdefault(name.group(1), path) != path:
                    found.append(f"{name.group(1)} is defined in src/{seen[name.group(1)]} and src/{path}")
    return found


class Layers(unittest.TestCase):
    def test_each_type_has_one_header(self):
        self.assertEqual(named_twice(os.path.join(ROOT, "src")), [])

    def test_a_type_of_two_headers_is_found(self):
        with tempfile.TemporaryDirectory() as src:
            for name in ("a.h", "b.h"):
                with open(os.path.join(src, name), "w", encoding="utf-8") as file:
                    file.write("struct Mark {\n};\n")
            self.assertEqual(named_twice(src), ["Mark is defined in src/a.h and src/b.h"])

    def made_up(self, files):
        with tempfile.TemporaryDirectory() as src:
            for path, text in files.items():
                os.makedirs(os.path.dirname(os.path.join(src, path)), exist_ok=True)
                with open(os.path.join(src, path), "w", encoding="utf-8") as file:
                    file.write(text)
            return mistakes(src)

    def test_no_room_steps_back(self):
        self.assertGreater(len(list(sources(os.path.join(ROOT, "src")))), 20)
        self.assertEqual([], mistakes(os.path.join(ROOT, "src")))

    def test_steps_forward_are_fine(self):
        self.assertEqual([], self.made_up({
            "base/span.h": "#include <vector>\n",
            "text/text.h": '#include "base/span.h"\n',
            "text/decode.cc": '#include "text/text.h"\n',
            "analyzer.h": '#include "text/text.h"\n#include "embedded.h"\n',
            "embedded.h": "",
            "report/json.cc": '#include "text/text.h"\n',
            "cli/main.cc": '#include "analyzer.h"\n#include "report/json.cc"\n',
        }))

    def test_a_step_back_is_found(self):
        self.assertEqual(["src/text/text.h:2: text includes coding, which does not come before it"],
                         self.made_up({"coding/code.h": "",
                                       "text/text.h": '// "x"\n # include  "coding/code.h"\n'}))

    def test_report_and_analyzer_do_not_know_each_other(self):
        self.assertEqual(
            ["src/analyzer.cc:1: analyzer includes report, which does not come before it",
             "src/report/json.h:1: report includes analyzer, which does not come before it"],
            self.made_up({"analyzer.cc": '#include "report/json.h"\n', "analyzer.h": "",
                          "report/json.h": '#include "analyzer.h"\n'}))

    def test_rooms_and_paths_are_known(self):
        self.assertEqual(
            ["src/attic/old.h: attic is not a room; the rooms are in tests/layers_test.py",
             'src/base/a.cc:1: "span.h" is not a path from src/',
             "src/cli/b.cc:1: cli includes attic, which does not come before it"],
            self.made_up({"attic/old.h": "", "base/span.h": "", "base/a.cc": '#include "span.h"\n',
                          "cli/b.cc": '#include "attic/old.h"\n'}))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
