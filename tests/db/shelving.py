"""Looking at library files from outside, and leaving them as an accident would."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar

from db import driver, engine
from db.files import side_files as beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.driver import RawConnection

__all__ = ["always", "beside", "connect", "crash", "facts", "failing", "sqlite_error", "states"]

T = TypeVar("T")

_CRASH = """
import os, sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1])
connection.isolation_level = None
for statement in sys.argv[2:]:
    connection.execute(statement)
os._exit(0)  # without closing: the log stays
"""


def states(folder: Path) -> dict[str, tuple[int, str]]:
    """Every file of a folder: its rights and its bytes."""
    return {
        file.name: (
            file.lstat().st_mode,
            hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "",
        )
        for file in folder.iterdir()
    }


def connect(place: Path, parameters: str = "mode=rwc") -> RawConnection:
    """A connection that is set in no way; it makes the file if need be."""
    return driver.connect(engine.address(place, parameters), timeout=5)


def facts(place: Path) -> dict[str, str]:
    """The table of facts, read by a connection of its own."""
    with closing(connect(place, "mode=ro")) as connection:
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())


def sqlite_error(name: str) -> Exception:
    """An error as SQLite answers it."""
    error: Any = driver.OperationalError(f"injected {name}")
    error.sqlite_errorname = name
    raised: Exception = error
    return raised


def failing(error: Exception) -> Callable[..., Any]:
    """A function that fails."""

    def fail(*_: object, **__: object) -> Any:
        raise error

    return fail


def always(value: T) -> Callable[..., T]:
    """A function that answers the same to everything."""

    def answer(*_: object, **__: object) -> T:
        return value

    return answer


def crash(place: Path, *statements: str) -> None:
    """Write to a library in a process that ends without closing it, so that its log stays."""
    subprocess.run([sys.executable, "-c", _CRASH, str(place), *statements], check=True)
