"""The scripts that set up and start, run as users run them, in a checkout that stands for ours.

Its program only tells how it was called, and its one package is made here: nothing is downloaded
and nothing of the machine is changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

PROGRAM = """
import json, os, sys
print(json.dumps({"words": sys.argv[1:], "folder": os.getcwd(), "path": sys.path[:1]}))
"""
GROUND = "BASE = ()\nX11 = ()\n\n\ndef problem(environment):\n    return ''\n"
STUBS = (
    "PySide6/__init__", "PySide6/QtWidgets", "PySide6/QtNetwork",
    "sqlalchemy", "sqlcipher3", "platformdirs",
)  # fmt: skip
QUICK = 1.0
"""Seconds of processor time that a start may take which finds everything as it should be."""


class Checkout:
    """A folder that looks like this repository to its scripts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        self.environment = folder / ".venv"
        shutil.copytree(
            ROOT / "packaging", folder / "packaging", ignore=shutil.ignore_patterns("__pycache__")
        )
        for name, text in {
            "desktop/__init__.py": "",
            "desktop/__main__.py": PROGRAM,
            "desktop/ground.py": GROUND,
            "db/__init__.py": "",
            "db/commands/__init__.py": "COMMANDS = frozenset({'list'})\n",
            "requirements-test.lock": "",
            "requirements-lint.lock": "",
        }.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.offer("1")

    def offer(self, version: str) -> None:
        """Make the package in a version, and the list that asks for it."""
        self.wheels.mkdir(exist_ok=True)
        wheel = self.wheels / f"probe-{version}-py3-none-any.whl"
        info = f"probe-{version}.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            for stub in STUBS:
                archive.writestr(f"{stub}.py", "")
            archive.writestr(f"{info}/METADATA", f"Name: probe\nVersion: {version}\n")
            archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            names = [f"{stub}.py,," for stub in STUBS]
            archive.writestr(f"{info}/RECORD", "\n".join([*names, f"{info}/RECORD,,", ""]))
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        text = f"# Made by hand\nprobe=={version} \\\n    --hash=sha256:{digest}\n"
        (self.folder / "requirements.lock").write_text(text, encoding="utf-8")

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        """Start ``run.py`` from another folder."""
        elsewhere = self.folder / "elsewhere"
        elsewhere.mkdir(exist_ok=True)
        environment = {
            **{name: value for name, value in os.environ.items() if name != "BEILIN_VENV"},
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
            **variables,
        }
        return subprocess.Popen(
            [sys.executable, self.folder / "packaging" / "run.py", *words],
            cwd=elsewhere,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *words: str, **variables: str) -> tuple[int, str, str]:
        """Run it to its end, and return its status, answer and complaints."""
        running = self.start(*words, **variables)
        out, err = running.communicate(timeout=100)
        return running.returncode, out, err

    @property
    def packages(self) -> Path:
        """Return where the package is installed."""
        return next(self.environment.glob("lib/python*/site-packages"), self.environment)

    def record(self) -> Any:
        """Return what is remembered of the environment."""
        file = self.environment / "beilin-environment.json"
        return json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "a checkout")


@pytest.mark.timeout(300)
def test_first_starts_that_go_wrong(checkout: Checkout) -> None:
    (wheel,) = checkout.wheels.iterdir()
    as_listed = wheel.read_bytes()
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("extra.py", "print('other bytes than the list has the hash of')")
    status, out, err = checkout.run("list")
    assert (status, out) == (1, "")
    assert "Not everything could be downloaded" in err
    assert "start again" in err
    assert "Traceback" not in err
    assert list(checkout.packages.glob("probe*")) == []
    wheel.write_bytes(as_listed)

    if os.name != "nt":
        killed = checkout.start("list")
        deadline = time.monotonic() + 60
        while not (checkout.packages / "pip").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()
    assert checkout.record() == {}

    status, out, err = checkout.run("list")
    assert (status, json.loads(out)["words"]) == (0, ["list"]), err
    assert "not whole; it is made anew" in err


@pytest.mark.timeout(300)
def test_the_life_of_an_environment(checkout: Checkout) -> None:
    # of two first starts, one sets up and the other waits
    both = [checkout.start("a file", f"--{number}") for number in (1, 2)]
    told = [running.communicate(timeout=200) for running in both]
    assert [running.returncode for running in both] == [0, 0], told
    for number, (out, _) in enumerate(told, 1):
        assert json.loads(out) == {
            "words": ["a file", f"--{number}"],
            "folder": str(checkout.folder / "elsewhere"),
            "path": [str(checkout.folder)],
        }
    assert sum("This is done once." in err for _, err in told) == 1

    # the next one only starts
    before = os.times()
    status, out, err = checkout.run()
    after = os.times()
    assert (status, json.loads(out)["words"], err) == (0, [], "")
    spent = after.children_user + after.children_system
    assert spent - before.children_user - before.children_system < QUICK

    # what a list gains is added to what is there
    mark = checkout.packages / "mark.txt"
    mark.write_text("", encoding="utf-8")
    checkout.offer("2")
    status, out, err = checkout.run("list")
    assert (status, json.loads(out)["words"]) == (0, ["list"]), err
    assert mark.exists()
    assert checkout.record()["pins"] == ["probe==2"]
    assert (checkout.packages / "probe-2.dist-info").exists()

    # what was taken out is put back
    shutil.rmtree(checkout.packages / "PySide6")
    status, out, err = checkout.run("list")
    assert (status, json.loads(out)["words"]) == (0, ["list"]), err
    assert "not whole; it is made anew" in err
    assert (checkout.packages / "PySide6").exists()


def test_a_folder_of_somebody_else_is_left_alone(checkout: Checkout) -> None:
    mine = checkout.folder / "mine"
    mine.mkdir(exist_ok=True)
    (mine / "letter.txt").write_text("kept", encoding="utf-8")
    status, out, err = checkout.run("list", BEILIN_VENV=str(mine))
    assert (status, out) == (1, "")
    assert "was not made by this script and was left as it is" in err
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_no_place_for_an_environment(checkout: Checkout) -> None:
    (checkout.folder / "file").write_text("", encoding="utf-8")
    status, out, err = checkout.run("list", BEILIN_VENV=str(checkout.folder / "file" / "venv"))
    assert (status, out) == (1, "")
    assert "could not be made" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("script", ["run.py", "test.py"])
def test_an_older_python_is_told_so(script: str) -> None:
    """The scripts must be readable that far: no syntax that Python 3.6 does not know."""
    lines = (ROOT / "packaging" / script).read_text(encoding="utf-8").splitlines()
    head = "\n".join(lines[: lines.index("import os")])
    old = (
        "import sys\nsys.version_info = (3, 9, 2, 'final', 0)\n"
        f"exec(compile({head!r}, 'head', 'exec'))\n"
    )
    done = subprocess.run([sys.executable, "-c", old], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Beilin needs Python 3.11 or later; this is Python 3.9." in done.stderr
    assert "Traceback" not in done.stderr
