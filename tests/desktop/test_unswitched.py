"""PySide does not read the sources of this program to look for features that nobody uses."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = """
import linecache, sys
from desktop import unswitched
{spare}
from PySide6 import QtWidgets
from desktop.settings import Settings
print(sys.modules["desktop.settings"].__file__ in linecache.cache)
"""


@pytest.mark.parametrize(
    ("spare", "is_read"), [("unswitched.spare_the_search()", "False"), ("", "True")]
)
def test_sources_are_read_only_where_nothing_spares_it(spare: str, is_read: str) -> None:
    # where both say False, PySide no longer reads them, and the module can go
    done = subprocess.run(
        [sys.executable, "-c", READ.format(spare=spare)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == is_read


def test_no_module_switches_features() -> None:
    switching = [
        path.name
        for path in (ROOT / "desktop").rglob("*.py")
        if re.search(r"^\s*(from|import) __feature__", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert switching == []
