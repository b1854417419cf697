"""Make the lists of what is installed: every package with its version and its hashes.

``python packaging/lock.py`` asks the registry again, through ``uv``; ``--upgrade`` takes the newest
versions that pyproject.toml allows, otherwise those listed stay.  Each list begins with the one it
builds on and names what it adds.  No list names a registry: any mirror that has the same bytes
will do, and no other.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from typing import Any

from lists import LISTS, ROOT, entries, pin_of

OLDEST = "3.11"


def requirements(project: dict[str, Any], groups: tuple[str, ...]) -> list[str]:
    """Return what pyproject.toml asks for, sorted."""
    wanted: list[str] = list(project["project"]["dependencies"])
    for group in groups:
        wanted += project["dependency-groups"][group]
    return sorted(wanted)


def digest(wanted: list[str]) -> str:
    """Return what tells whether a list was made for these requirements."""
    return hashlib.sha256(json.dumps(wanted).encode()).hexdigest()[:16]


def make(name: str, upgrade: bool) -> None:
    """Write one list; those before it in ``LISTS`` are there already.

    Raises:
        SystemExit: ``uv`` finds no answer, or a list names a registry.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = requirements(project, LISTS[name])
    order = list(LISTS)
    before = order[: order.index(name)]
    listed = {pin_of(entry) for each in before for entry in entries((ROOT / each).read_text())}
    target = ROOT / name
    command = [
        *_uv(), "pip", "compile", "-", "--quiet", "--universal", "--python-version", OLDEST,
        "--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links",
        "--no-annotate", "--only-binary", ":all:",
    ]  # fmt: skip
    if not upgrade and target.exists():
        command += ["--constraint", str(target)]
    for each in before:
        command += ["--constraint", str(ROOT / each)]
    done = subprocess.run(
        command, input="\n".join(wanted), cwd=ROOT, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{name}: uv found no answer.\n{done.stderr}")
    added = [entry for entry in entries(done.stdout) if pin_of(entry) not in listed]
    text = "\n".join(
        [
            f"# Made by packaging/lock.py for {digest(wanted)}; do not edit.",
            *(f"-r {each}" for each in before[-1:]),
            *added,
            "",
        ]
    )
    if "://" in text:
        raise SystemExit(f"{name}: the list names a registry; it was not written.")
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"{name}: {len(added)} packages")


def _uv() -> list[str]:
    if find_spec("uv") is not None:
        return [sys.executable, "-m", "uv"]
    found = shutil.which("uv")
    if found is None:
        raise SystemExit("uv is not installed; packaging/check.py installs it: run this with its")
    return [found]


def main(arguments: list[str]) -> int:
    """Make all lists, in the order in which they build on each other."""
    if arguments not in ([], ["--upgrade"]):
        print(__doc__, file=sys.stderr)
        return 2
    for name in LISTS:
        make(name, upgrade=bool(arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
