"""Small things that all parts of the store use."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

SUFFIX = ".beilin"

ROOM = 1_048_576
"""Bytes that must be free before anything is written.

On a disk that is all but full, the index of the log is a file with holes that cannot be filled any
more, and the system ends the program that writes into one (seen on ext4 with blocks of 1 KiB).
"""


def program_version() -> str:
    """Return the version of the program as installed, or ``0`` from a bare checkout."""
    try:
        return version("beilin")
    except PackageNotFoundError:
        return "0"


def now() -> str:
    """Return the present moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()
