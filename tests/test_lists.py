"""The lists of what is installed agree with pyproject.toml, and name no registry."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "packaging"))

import lists  # noqa: E402 - scripts beside each other, found by path
import lock  # noqa: E402

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def chosen(purpose: str, python: str, system: str) -> dict[str, str]:
    """Return the versions that a list gives on one Python and one system."""
    environment: dict[str, str] = {
        **default_environment(),  # type: ignore[dict-item, unused-ignore]
        **SYSTEMS[system],
        "python_version": python,
        "python_full_version": f"{python}.4",
    }
    found: dict[str, str] = {}
    for entry in lists.entries(lists.text_of(purpose)):
        pinned = Requirement(lists.pin_of(entry))
        if pinned.marker is None or pinned.marker.evaluate(environment):
            name = canonicalize_name(pinned.name)
            assert name not in found, f"{name} is listed twice"
            found[name] = next(iter(pinned.specifier)).version
    return found


@pytest.mark.parametrize("name", lists.LISTS)
def test_a_list_was_made_for_these_requirements(name: str) -> None:
    wanted = lock.requirements(PROJECT, lists.LISTS[name])
    assert f"for {lock.digest(wanted)};" in text(name).partition("\n")[0], (
        "python packaging/lock.py makes the lists again"
    )


@pytest.mark.parametrize("name", lists.LISTS)
def test_a_list_names_no_registry(name: str) -> None:
    assert re.findall(r"://|index-url|find-links|\.(?:org|com|io|net)\b", text(name)) == []


@pytest.mark.parametrize("name", lists.LISTS)
def test_every_package_has_version_and_hashes(name: str) -> None:
    entries = lists.entries(text(name))
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+==[0-9][^ ]*( ; .+)? \\\n", entry), entry
        assert re.fullmatch(r"(    --hash=sha256:[0-9a-f]{64}( \\)?\n?)+", entry.partition("\n")[2])


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("purpose", ["run", "test", "lint"])
def test_the_list_gives_what_is_asked_for(purpose: str, system: str, python: str) -> None:
    groups = lists.LISTS[lists.CHAINS[purpose][-1]]
    versions = chosen(purpose, python, system)
    for line in lock.requirements(PROJECT, groups):
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"python_version": python}):
            assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)]), line


def test_no_qt_that_loses_references() -> None:
    for system in SYSTEMS:
        version = chosen("run", "3.11", system)["pyside6-essentials"]
        assert version != "6.12.0"
        assert tuple(map(int, version.split("."))) >= (6, 8)


def test_the_archive_is_tested_without_qt() -> None:
    without, whole = (chosen(purpose, "3.11", "linux") for purpose in ("db", "test"))
    assert set(whole) - set(without) == set(lists.QT)
