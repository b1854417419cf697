"""The virtual environment of a checkout: made on the first start, found on the next.

What belongs in it is told by the lists with versions and hashes (see ``lock.py``).  A file in the
environment remembers which lists were installed whole, so that a start that finds them so need do
nothing, and one that was interrupted is made up for by the next.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

from lists import ROOT, entries, name_of, pin_of, text_of
from machine import say, stop

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

RECORD = "beilin-environment.json"
"""In the environment: that it is ours, and what was installed whole."""

IMPORTS = {
    "run": "import PySide6.QtWidgets, PySide6.QtNetwork, sqlalchemy, sqlcipher3, platformdirs",
    "test": "import PySide6.QtWidgets, PySide6.QtNetwork, sqlalchemy, sqlcipher3, pytest",
    "lint": "import PySide6.QtWidgets, sqlalchemy, sqlcipher3, pytest, mypy",
    "db": "import sqlalchemy, sqlcipher3, pytest",
}
"""Tried once after installing: what does not even load is told now, not by a traceback later."""


def place(purpose: str) -> Path:
    """Return where the environment lies; the one without Qt lies beside the others'."""
    folder = Path(os.environ.get("BEILIN_VENV") or ROOT / ".venv").absolute()
    return folder.with_name(f"{folder.name}-db") if purpose == "db" else folder


def python_of(folder: Path) -> Path:
    """Return the interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure(purpose: str) -> Path:
    """Return the interpreter of an environment that holds what the purpose needs.

    Args:
        purpose: ``run``, ``test``, ``lint`` or ``db``.

    Raises:
        SystemExit: it could not be made; the reason was said, and the next start tries again.
    """
    folder = place(purpose)
    if not _is_ready(folder, purpose):
        try:
            with _alone(folder) as lock:
                # another start may have made it while this one waited
                if not _is_ready(folder, purpose):
                    _make(folder, purpose, lock)
        except OSError as error:
            stop(
                f"The environment in {folder} could not be made: {error}.\n"
                "Make room, or set BEILIN_VENV to a folder that may be written; then start again."
            )
    return python_of(folder)


def compile_translations(python: Path) -> None:
    """Compile the sentences of other languages where they changed.

    Raises:
        SystemExit: the tool failed; what it said was passed on.
    """
    folder = ROOT / "resources" / "translations"
    if all(_is_newer(each.with_suffix(".qm"), each) for each in folder.glob("*.ts")):
        return
    script = ROOT / "packaging" / "translations.py"
    done = subprocess.run(
        [python, script, "release"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    if done.returncode:
        stop(f"The translations could not be compiled:\n{done.stdout}{done.stderr}")


def start(python: Path, words: Sequence[str | Path]) -> NoReturn:
    """Become the program; on Windows, which has no such thing, wait for it and end as it did."""
    command = [str(python), *map(str, words)]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    raise SystemExit(subprocess.run(command, check=False).returncode)


def _is_newer(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def _record(folder: Path) -> dict[str, Any] | None:
    """Return what is remembered of an environment of ours; ``None`` if it is not ours."""
    try:
        found: Any = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {} if (folder / RECORD).exists() else None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _is_ready(folder: Path, purpose: str) -> bool:
    record = _record(folder)
    if not record or not _is_whole(folder, record):
        return False
    return _pins(text_of(purpose)) <= set(record["pins"])


def _pins(text: str) -> set[str]:
    return {pin_of(entry) for entry in entries(text)}


def _is_whole(folder: Path, record: dict[str, Any]) -> bool:
    """Whether interpreter and packages are still those that were installed."""
    base = os.path.realpath(python_of(folder))
    return (
        bool(record.get("pins"))
        and Path(base).is_file()
        and record.get("base") == base
        and set(record.get("packages", ["?"])) <= set(_packages(folder))
    )


def _packages(folder: Path) -> list[str]:
    """Return what stands in the folder of installed packages."""
    library = next(folder.glob("[Ll]ib/python3.*"), folder / "Lib")
    try:
        return sorted(os.listdir(library / "site-packages"))  # noqa: PTH208 - names are enough
    except OSError:
        return []


def _make(folder: Path, purpose: str, lock: int) -> None:
    """Make the environment, or add to it what its lists have gained."""
    began = time.monotonic()
    record = _record(folder)
    installed: set[str] = set(record.get("pins", [])) if record else set()
    if record is None and folder.exists() and any(folder.iterdir()):
        stop(
            f"The folder {folder} was not made by this script and was left as it is.\n"
            "Move it away, or set BEILIN_VENV to a folder that may be made."
        )
    if not record or not _is_whole(folder, record):
        installed.clear()
        if record is not None:
            say(f"The environment in {folder} is not whole; it is made anew.")
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder, {})
        made = "The virtual environment was not made"
        _call([sys.executable, "-m", "venv", folder], made, lock)
    say("Setting up Beilin: downloading what it needs. This is done once.")
    _write(folder, {})
    wanted = _pins(_install(folder, purpose, lock))
    replaced = {name_of(pin) for pin in wanted}
    kept = {pin for pin in installed if name_of(pin) not in replaced}
    _write(
        folder,
        {
            "base": os.path.realpath(python_of(folder)),
            "pins": sorted(wanted | kept),
            "packages": _packages(folder),
        },
    )
    say(f"Done in {time.monotonic() - began:.0f} seconds.")


def _install(folder: Path, purpose: str, lock: int) -> str:
    """Install what a purpose needs and return the list that tells it."""
    python = python_of(folder)
    text = text_of(purpose)
    file = folder / "requirements.txt"
    file.write_text(text, encoding="utf-8")
    _call(
        [
            python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
            "--no-input", "--only-binary", ":all:", "--require-hashes", "-r", file,
        ],
        "Not everything could be downloaded and installed",
        lock,
    )  # fmt: skip
    _call([python, "-c", IMPORTS[purpose]], "What was installed does not load", lock)
    return text


def _call(command: list[str | Path], complaint: str, lock: int) -> None:
    """Run a command that holds the lock too: should this process be killed, the next one waits."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    }
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=environment,
        pass_fds=() if os.name == "nt" else (lock,),
        check=False,
    )
    if done.returncode:
        last = "\n".join(line[:300] for line in done.stdout.strip().splitlines()[-5:])
        stop(
            f"{complaint}. What was said last:\n\n{last}\n\n"
            "Check the network and the free space, then start again."
        )


def _write(folder: Path, record: dict[str, Any]) -> None:
    fresh = folder / f"{RECORD}.{os.getpid()}"
    fresh.write_text(json.dumps(record, indent=1), encoding="utf-8")
    fresh.replace(folder / RECORD)


@contextmanager
def _alone(folder: Path) -> Generator[int]:
    """Hold the lock beside the environment: of two first starts, one waits for the other."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(folder.name + ".lock").open("a+") as file:
        waited = False
        while not _locked(file.fileno()):
            if not waited:
                say("Another start is setting up the environment; waiting for it.")
            waited = True
            time.sleep(0.2)
        yield file.fileno()


def _locked(handle: int) -> bool:
    """Take the lock of an open file unless another process has it; it ends with the process."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of Windows alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except PermissionError:
        return False  # what Windows says
    return True
