#!/usr/bin/python3
"""The commands ./run and ./test, in a copy of their own with made-up tools in place of compiler,
package manager and program: what they install, build, pass on, print and return."""
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest

ROOT = os.environ.get("EVIDENT_SOURCE_DIR", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

REAL = ["bash", "dirname", "readlink", "mktemp", "mkdir", "cat", "rm", "grep", "awk", "tr", "nproc", "flock",
        "env", "chmod", "touch", "sleep"]

TOOLS = {
    "g++": "exit 0",
    "ninja": "exit 0",
    "python3": "exit 0",
    "id": 'echo "${FAKE_UID:-0}"',
    # Exits with 1 when it does not know a package, as the real one does.
    "dpkg-query": """
shift 3
status=0
for package; do
  case " ${MISSING:-} " in
    *" $package "*) [ -e "$STATE/installed-$package" ] || { status=1; continue; } ;;
  esac
  echo "$package installed"
done
exit "$status" """,
    "apt-get": """
echo "apt-get $*" >>"$STATE/log"
if [ "$1" = update ]; then exit "${UPDATE_EXIT:-0}"; fi
echo "chatter of apt-get"
[ "${INSTALL_EXIT:-0}" = 0 ] || exit "$INSTALL_EXIT"
for package; do touch "$STATE/installed-$package"; done""",
    "sudo": """
[ "$1" = -n ] || { echo "sudo would ask"; exit 9; }
shift
[ "$1" != true ] || exit "${SUDO_EXIT:-0}"
echo "sudo $1" >>"$STATE/log"
exec "$@" """,
    "cmake": """
echo "cmake $*" >>"$STATE/log"
if [ "$1" = --preset ]; then
  mkdir -p "build/$2"
  touch "build/$2/build.ninja"
  echo "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" >"build/$2/CMakeCache.txt"
  exit
fi
echo "chatter of the compiler"
[ -z "${BUILD_ERROR:-}" ] || { echo "$BUILD_ERROR" >&2; exit 1; }
cp_program "$2/evident" """,
    "cp_program": """
cat >"$1" <<'END'
#!/usr/bin/env bash
echo "in $PWD"
for argument; do
  echo "<$argument>"
  [ "$argument" != - ] || cat
done
exit "${PROGRAM_EXIT:-0}"
END
chmod +x "$1" """,
    "ctest": """
echo "ctest $*" >>"$STATE/log"
cat "$STATE/ctest-output"
exit "${CTEST_EXIT:-0}" """,
}


class Commands(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="evident commands ")
        self.addCleanup(shutil.rmtree, self.folder)
        self.root = os.path.join(self.folder, "a check out")
        self.state = os.path.join(self.folder, "state")
        self.bin = os.path.join(self.folder, "bin")
        for folder in (self.state, self.bin, f"{self.root}/.ci", f"{self.root}/corpora/notes"):
            os.makedirs(folder)
        for name in ("run", "test", ".ci/lib.sh"):
            shutil.copy(os.path.join(ROOT, name), os.path.join(self.root, name))
        for name in ("one", "two"):
            self.write(f"{self.root}/corpora/notes/{name}.txt", "")
        for name in REAL:
            os.symlink(shutil.which(name), os.path.join(self.bin, name))
        for name, body in TOOLS.items():
            self.write(os.path.join(self.bin, name), f"#!/usr/bin/env bash\n{body}\n")
            os.chmod(os.path.join(self.bin, name), stat.S_IRWXU)

    def write(self, path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def call(self, command, *arguments, cwd=None, stdin="", **environment):
        """Exit code, standard output and standard error."""
        done = subprocess.run([os.path.join(self.root, command), *arguments], cwd=cwd or self.folder,
                              input=stdin, capture_output=True, text=True, timeout=60,
                              env={"PATH": self.bin, "STATE": self.state, **environment})
        return done.returncode, done.stdout, done.stderr

    def log(self):
        """What the made-up tools were called with since the last time."""
        path = os.path.join(self.state, "log")
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
        os.remove(path)
        return lines

    # run

    def test_without_a_note_the_notes_of_the_project_are_read(self):
        self.assertEqual((0, f"in {self.root}\n<code>\n<corpora/notes/one.txt>\n<corpora/notes/two.txt>\n",
                          "evident: 2 notes analysed.\n"), self.call("run"))
        self.assertEqual("cmake --preset release", self.log()[0])

    def test_notes_are_found_from_where_the_caller_stands(self):
        notes = os.path.join(self.folder, "my notes")
        os.makedirs(notes)
        self.write(f"{notes}/first visit.txt", "")
        self.assertEqual((0, f"in {notes}\n<code>\n<first visit.txt>\n", "evident: 1 note analysed.\n"),
                         self.call("run", "first visit.txt", cwd=notes))

    def test_options_pass_through_and_are_no_notes(self):
        self.write(f"{self.folder}/n.txt", "")
        code, out, err = self.call("run", "--format", "json", "n.txt", "--date=2024-03-01")
        self.assertEqual((0, "evident: 1 note analysed.\n"), (code, err))
        self.assertTrue(out.endswith("<code>\n<--format>\n<json>\n<n.txt>\n<--date=2024-03-01>\n"), out)

    def test_a_pasted_note_reaches_the_program(self):
        code, out, err = self.call("run", "-", stdin="pasted words\n")
        self.assertEqual((0, "evident: 1 note analysed.\n"), (code, err))
        self.assertTrue(out.endswith("<->\npasted words\n"), out)

    def test_help_is_the_programs_own(self):
        code, out, err = self.call("run", "--help")
        self.assertEqual((0, ""), (code, err))
        self.assertTrue(out.endswith("<code>\n<--help>\n"), out)

    def test_exit_codes_are_the_programs(self):
        self.assertEqual((1, "evident: some notes could not be analysed.\n"),
                         self.call("run", PROGRAM_EXIT="1")[::2])
        self.assertEqual((2, "evident: nothing was analysed.\n"), self.call("run", PROGRAM_EXIT="2")[::2])

    def test_the_second_time_nothing_is_configured_or_installed(self):
        self.call("run")
        self.log()
        self.assertEqual((0, "evident: 2 notes analysed.\n"), self.call("run")[::2])
        self.assertEqual([f"cmake --build {self.root}/build/release --target evident -j {len(os.sched_getaffinity(0))}"],
                         self.log())

    def test_a_build_folder_from_elsewhere_is_made_anew(self):
        self.call("run")
        self.log()
        cache = f"{self.root}/build/release/CMakeCache.txt"
        self.write(cache, "CMAKE_HOME_DIRECTORY:INTERNAL=/somewhere/else\n")
        self.assertEqual(0, self.call("run")[0])
        self.assertEqual("cmake --preset release", self.log()[0])

    def test_a_link_to_run_works(self):
        os.symlink(f"{self.root}/run", f"{self.folder}/codes")
        done = subprocess.run([f"{self.folder}/codes"], capture_output=True, text=True, cwd="/",
                              env={"PATH": self.bin, "STATE": self.state}, stdin=subprocess.DEVNULL)
        self.assertEqual((0, "evident: 2 notes analysed.\n"), (done.returncode, done.stderr))

    def test_a_failed_build_is_shown_in_full(self):
        self.assertEqual((2, "", "chatter of the compiler\nlexicons/pain.yaml: error\n"
                          "evident: the program could not be built\n"),
                         self.call("run", BUILD_ERROR="lexicons/pain.yaml: error"))

    # packages

    def test_missing_packages_are_installed_quietly_as_root(self):
        self.assertEqual((0, "evident: 2 notes analysed.\n"),
                         self.call("run", MISSING="libre2-dev zlib1g-dev")[::2])
        self.assertEqual(["apt-get update -qq", "apt-get install -y -qq --no-install-recommends "
                          "-o DPkg::Lock::Timeout=300 libre2-dev zlib1g-dev"], self.log()[:2])

    def test_missing_tools_are_packages_too(self):
        os.remove(os.path.join(self.bin, "ninja"))
        self.call("run")
        self.assertIn(" ninja-build", self.log()[1])

    def test_without_root_sudo_is_used_when_it_asks_nothing(self):
        self.assertEqual(0, self.call("run", MISSING="libre2-dev", FAKE_UID="1000")[0])
        self.assertEqual(["sudo apt-get", "apt-get update -qq", "sudo env"], self.log()[:3])

    def test_without_root_and_sudo_the_command_is_shown(self):
        expected = ("evident: these Debian packages are missing; install them and try again:\n"
                    "  sudo apt-get install libre2-dev libmd-dev\n")
        missing = {"MISSING": "libre2-dev libmd-dev", "FAKE_UID": "1000"}
        self.assertEqual((2, "", expected), self.call("run", SUDO_EXIT="1", **missing))
        os.remove(os.path.join(self.bin, "sudo"))
        self.assertEqual((2, "", expected), self.call("run", **missing))
        self.assertEqual([], self.log())

    def test_without_apt_the_packages_are_named(self):
        os.remove(os.path.join(self.bin, "apt-get"))
        self.assertEqual((2, "", "evident: these Debian packages are missing: libre2-dev\n"),
                         self.call("run", MISSING="libre2-dev"))

    def test_without_dpkg_the_build_decides(self):
        os.remove(os.path.join(self.bin, "dpkg-query"))
        self.assertEqual(0, self.call("run", MISSING="libre2-dev")[0])

    def test_a_failed_installation_is_shown(self):
        self.assertEqual((2, "", "evident: apt-get update failed; trying with the lists at hand\n"
                          "chatter of apt-get\n"
                          "evident: these Debian packages could not be installed; install them and try "
                          "again:\n  sudo apt-get install libre2-dev\n"),
                         self.call("run", MISSING="libre2-dev", UPDATE_EXIT="100", INSTALL_EXIT="100"))

    def test_run_needs_nothing_that_only_tests_need(self):
        self.call("run", MISSING="catch2 python3-jsonschema")
        self.assertFalse([line for line in self.log() if line.startswith("apt-get")])
        self.write(f"{self.state}/ctest-output", "")
        self.call("test", MISSING="catch2 python3-jsonschema")
        self.assertTrue(self.log()[1].endswith(" catch2 python3-jsonschema"))

    # test

    PASSED = ("Internal ctest changing into directory: /x\nTest project /x\n    Start 1: unit.a\n"
              "1/3 Test #1: unit.a ....................   Passed    0.00 sec\n    Start 2: cases.b\n"
              "2/3 Test #2: cases.b ...................   Passed    0.01 sec\n    Start 3: script.c\n")

    def test_tests_that_pass_give_one_line(self):
        self.write(f"{self.state}/ctest-output", self.PASSED +
                   "3/3 Test #3: script.c ..................   Passed    0.00 sec\n\n"
                   "100% tests passed, 0 tests failed out of 3\n")
        self.assertEqual((0, "evident: 3 tests passed.\n", ""), self.call("test"))
        self.assertIn("cmake --preset dev", self.log())

    def test_skipped_tests_are_counted_apart(self):
        self.write(f"{self.state}/ctest-output", self.PASSED +
                   "3/3 Test #3: script.c ..................***Skipped   0.00 sec\n")
        self.assertEqual((0, "evident: 2 tests passed, 1 skipped.\n", ""), self.call("test"))

    def test_a_failing_test_shows_its_output(self):
        self.write(f"{self.state}/ctest-output", self.PASSED +
                   "3/3 Test #3: script.c ..................***Failed    0.00 sec\nwhat it printed\n\n"
                   "67% tests passed, 1 tests failed out of 3\n")
        self.assertEqual((1, "3/3 Test #3: script.c ..................***Failed    0.00 sec\n"
                          "what it printed\n67% tests passed, 1 tests failed out of 3\n"
                          "evident: 2 tests passed, 1 failed.\n", ""), self.call("test", CTEST_EXIT="8"))

    def test_a_ctest_that_fails_by_itself_is_a_failure(self):
        self.write(f"{self.state}/ctest-output", "No tests were found!!!\n")
        self.assertEqual((1, "No tests were found!!!\nevident: 0 tests passed, 1 failed.\n", ""),
                         self.call("test", CTEST_EXIT="8"))

    def test_options_go_to_ctest(self):
        self.write(f"{self.state}/ctest-output", self.PASSED)
        self.call("test", "-R", "yaml")
        self.assertTrue(self.log()[-1].endswith(" -R yaml"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
