"""Notes of every awkward kind cost in proportion to their size. Run: python3 tests/growth_test.py"""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVIDENT = os.environ.get("EVIDENT") or str(ROOT / "build/dev/evident")

sys.exit(subprocess.run([sys.executable, str(ROOT / "tests/bench/growth.py"), "--check",
                         "--evident", EVIDENT, "--sizes", "0.5,2"]).returncode)
