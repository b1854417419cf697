"""The wheel holds the program whole and nothing else, and no file shadows another package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def test_the_scripts_are_no_package() -> None:
    """As a package they would shadow the library of that name, and no wheel could be built."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert not (ROOT / "packaging.py").exists()


def test_the_tests_are_no_package() -> None:
    """``tests/db`` as a package would be taken for ``db`` itself."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("PySide6") is None:
        pytest.skip("PySide6 is not installed: its tool compiles the translations")
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Lay the wheel out as an installer does: it holds nothing but Python and data."""
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python where the wheel is installed and the checkout is out of sight."""
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=installed.parent,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_has_two_packages(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"desktop", "db"}
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)


def test_the_wheel_has_all_code_and_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    code = {
        path.relative_to(ROOT).as_posix()
        for package in ("desktop", "db")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert code <= names
    resources = {
        f"desktop/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix != ".ts"
    }
    compiled = {
        f"desktop/{path.relative_to(ROOT).with_suffix('.qm').as_posix()}"
        for path in (ROOT / "resources").rglob("*.ts")
    }
    assert compiled
    assert resources | compiled <= names


def test_licence_and_notices_come_along(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name.rpartition("/")[2] for name in archive.namelist()]
    assert {"LICENSE", "NOTICES.md", "APACHE-2.0.txt"} <= set(names)


def test_the_names_are_told_to_belong_to_beilin(installed: Path) -> None:
    words = "import json, importlib.metadata as m; print(json.dumps(m.packages_distributions()))"
    packages = json.loads(run(installed, "-c", words).stdout)
    assert {name: packages[name] for name in ("db", "desktop")} == {
        "db": ["beilin"],
        "desktop": ["beilin"],
    }


def test_the_installed_program_finds_its_resources(installed: Path) -> None:
    done = run(installed, "-c", "from desktop import paths; print(paths.resources())")
    assert done.stdout.strip() == str(installed / "desktop" / "resources"), done.stderr


def test_the_installed_command_answers(installed: Path) -> None:
    done = run(installed, "-m", "desktop", "list", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"threads": []}), done.stderr
