"""Looking at library files from outside, and leaving them as an accident would."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

from db.files import side_files as beside

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["beside", "crash", "facts", "states"]

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


def facts(place: Path) -> dict[str, str]:
    """The table of facts, read by a connection of its own."""
    connection: Any = dbapi2.connect(f"{place.as_uri()}?mode=ro", uri=True)
    try:
        return dict(connection.execute("SELECT key, value FROM meta").fetchall())
    finally:
        connection.close()


def crash(place: Path, *statements: str) -> None:
    """Write to a library in a process that ends without closing it, so that its log stays."""
    subprocess.run([sys.executable, "-c", _CRASH, str(place), *statements], check=True)
