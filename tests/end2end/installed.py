"""The program as a wheel, installed into an environment of its own, with homes of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy

if TYPE_CHECKING:
    from tests.end2end.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300


class Environment:
    """A virtual environment with a wheel of the checkout in it, and not the checkout."""

    def __init__(self, folder: Path) -> None:
        place = folder / "environment"
        wheels = folder / "wheels"
        run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)],
            cwd=ROOT,
        )
        (wheel,) = wheels.glob("*.whl")
        venv.create(place, with_pip=False, symlinks=True)
        self.python = place / "bin" / "python"
        self.command = place / "bin" / "beilin"
        where = "import sysconfig; print(sysconfig.get_path('purelib'))"
        packages = Path(run([str(self.python), "-c", where]))
        # what the program needs is lent by the environment of the tests
        libraries = Path(next(iter(sqlalchemy.__path__))).parent
        (packages / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
        pip = (sys.executable, "-m", "pip", "--python", str(self.python))
        run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)])


class Installed:
    """The command ``beilin`` of an environment, and a home that it keeps things in."""

    def __init__(self, environment: Environment, home: Path) -> None:
        self._there = environment
        self._home = home
        self._log = home / "program.log"
        self._started: list[subprocess.Popen[bytes]] = []
        home.mkdir()

    def start(
        self, screen: Screen, *arguments: str, before: tuple[str, ...] = ()
    ) -> subprocess.Popen[bytes]:
        """Start the window on a display, perhaps under a program that watches it."""
        with self._log.open("ab") as log:
            program = subprocess.Popen(
                [*before, str(self._there.command), *arguments],
                env=self._environment() | {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"},
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._started.append(program)
        return program

    def close(self) -> None:
        """End what still runs, so that a test that fails leaves nothing to others."""
        for program in self._started:
            if program.poll() is None:
                program.kill()
                program.wait()

    def ask(self, *words: str) -> Any:
        """Return the document a command answers."""
        return json.loads(
            run(
                [str(self._there.command), *words, "--json"],
                env=self._environment(),
                cwd=self._home,
            )
        )

    def said(self) -> str:
        """Return what the program wrote to its terminal."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def packages(self) -> str:
        """Return the folder that ``db`` and ``desktop`` are loaded from."""
        return run(
            [str(self._there.python), "-c", "import db, desktop; print(db.__path__[0])"],
            env=self._environment(),
            cwd=self._home,
        )

    def _environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "COV_", "QT_", "XDG_", "WAYLAND"))
        }
        return kept | {
            "HOME": str(self._home),
            "LC_ALL": "C.UTF-8",
            **{
                f"XDG_{name}_HOME": str(self._home / name.lower())
                for name in ("CONFIG", "DATA", "STATE", "CACHE")
            },
        }


def run(command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    """Run a command to its end and return what it printed."""
    done = subprocess.run(
        command, env=env, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"{command[:4]} ended with {done.returncode}:\n{done.stderr}"
    return done.stdout.strip()
