"""The lists of what is installed: which there are, and what an entry looks like.

Each begins with the one it builds on and adds to it: what runs the program, what runs its tests
besides, what looks at its code besides.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LISTS = {
    "requirements.lock": (),
    "requirements-test.lock": ("test",),
    "requirements-lint.lock": ("test", "lint"),
}
"""Each list with the groups of pyproject.toml that it holds beside the dependencies."""

CHAINS = {
    "run": ("requirements.lock",),
    "test": ("requirements.lock", "requirements-test.lock"),
    "lint": ("requirements.lock", "requirements-test.lock", "requirements-lint.lock"),
    "db": ("requirements.lock", "requirements-test.lock"),
}
"""The lists that each purpose needs.  ``db`` leaves Qt out, to prove that the archive can."""

QT = ("pyside6-essentials", "shiboken6", "pytest-qt")


def text_of(purpose: str) -> str:
    """Return all that a purpose installs, as one list."""
    found = [
        entry
        for name in CHAINS[purpose]
        for entry in entries((ROOT / name).read_text(encoding="utf-8"))
        if purpose != "db" or name_of(entry) not in QT
    ]
    return "\n".join([*found, ""])


def entries(text: str) -> list[str]:
    """Return the packages of a list, each with its hashes."""
    found: list[str] = []
    for line in text.splitlines():
        if re.match("[A-Za-z0-9]", line):
            found.append(line)
        elif found and line.startswith(" "):
            found[-1] += f"\n{line}"
    return found


def pin_of(entry: str) -> str:
    """Return name, version and marker of an entry."""
    return entry.partition("\n")[0].removesuffix("\\").strip()


def name_of(entry: str) -> str:
    """Return the name of the package of an entry."""
    return entry.partition("==")[0]
