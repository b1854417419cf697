"""Look at the code: ``python3 packaging/check.py [NAME...]`` runs all checks, or those named.

What they need is set up as for ``run.py`` and ``test.py``.  Each prints its words if it fails; the
exit status is 1 if any did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import environment
import machine
from lists import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TOOLS = {
    "ruff": ["-m", "ruff", "check"],
    "format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "pyright": ["-m", "pyright"],
    "contracts": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    "translations": ["packaging/translations.py", "check"],
    "db": ["-m", "pytest", "tests/db", "-q", "-n2"],
}
"""Each check with what the interpreter of the environment is given."""


def command(name: str) -> list[str | Path]:
    """Return the words of a check; the archive's tests run where Qt is not installed."""
    python = environment.ensure("db" if name == "db" else "lint")
    words: list[str | Path] = [python, *TOOLS[name]]
    if name == "pyright":
        words += ["--pythonpath", python]
    return words


def run(name: str) -> bool:
    """Run one check, and return whether all is well."""
    words = command(name)
    began = time.monotonic()
    done = subprocess.run(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    said = done.stdout.strip()
    verdict = "failed" if done.returncode else "well"
    last = said.splitlines()[-1] if said else ""
    print(f"{name:13}{verdict:8}{time.monotonic() - began:5.0f} s  {last}", flush=True)
    if done.returncode:
        print(f"\n{said}\n", flush=True)
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    """Run what was asked for and return the exit status."""
    unknown = [name for name in arguments if name not in TOOLS]
    if unknown:
        print(f"There is no check {unknown[0]}; there are {', '.join(TOOLS)}.", file=sys.stderr)
        return 2
    machine.prepare(window=False)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results = [run(name) for name in arguments or TOOLS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
