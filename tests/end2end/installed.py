"""The program as a wheel, installed into an environment of its own, with a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.end2end.screen import Screen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300


class Installed:
    """The command ``beilin`` of a wheel, and the folders it keeps things in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._place = folder / "environment"
        self._home = folder / "home"
        self._log = folder / "program.log"
        wheels = folder / "wheels"
        _run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)],
            cwd=ROOT,
        )
        (wheel,) = wheels.glob("*.whl")
        venv.create(self._place, with_pip=False, symlinks=True)
        packages = Path(
            _run(
                [
                    str(self._python()),
                    "-c",
                    "import sysconfig; print(sysconfig.get_path('purelib'))",
                ]
            )
        )
        # what the program needs is taken from the environment of the tests, but not the checkout
        libraries = Path(
            _run([sys.executable, "-c", "import sqlalchemy; print(sqlalchemy.__path__[0])"])
        ).parent
        (packages / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
        pip = (sys.executable, "-m", "pip", "--python", str(self._python()))
        _run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)])
        self._home.mkdir()

    def start(self, screen: Screen, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the window on a display."""
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [str(self._command()), *arguments],
                env=self._environment() | {"DISPLAY": screen.name, "QT_QPA_PLATFORM": "xcb"},
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def ask(self, *words: str) -> Any:
        """Return the document a command answers."""
        return json.loads(
            _run([str(self._command()), *words, "--json"], env=self._environment(), cwd=self._home)
        )

    def said(self) -> str:
        """Return what the program wrote to its terminal."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def packages(self) -> str:
        """Return the folder that ``db`` and ``desktop`` are loaded from."""
        return _run(
            [str(self._python()), "-c", "import db, desktop; print(db.__path__[0])"],
            env=self._environment(),
            cwd=self._home,
        )

    def _python(self) -> Path:
        return self._place / "bin" / "python"

    def _command(self) -> Path:
        return self._place / "bin" / "beilin"

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


def _run(command: list[str], env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
    done = subprocess.run(
        command, env=env, cwd=cwd, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"{command[:4]} ended with {done.returncode}:\n{done.stderr}"
    return done.stdout.strip()
