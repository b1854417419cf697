"""The one place that chooses the SQLite we run on.

Distributions still ship SQLite 3.40, which has the WAL-reset corruption (fixed in 3.51.3) and
lacks contentless-delete FTS5 tables; the ``sqlcipher3`` wheel brings its own, newer library and
writes ordinary database files as long as no key is set.
"""

from __future__ import annotations

from typing import Any

from sqlcipher3 import dbapi2

MINIMUM_SQLITE = (3, 51, 3)

module: Any = dbapi2
DriverError: type[Exception] = dbapi2.Error
OperationalError: type[Exception] = dbapi2.OperationalError


def sqlite_version() -> tuple[int, ...]:
    """Return the version of the SQLite library in use."""
    return tuple(int(part) for part in dbapi2.sqlite_version.split("."))


def assert_version() -> None:
    """Refuse to run on a SQLite older than the corruption fix.

    Raises:
        RuntimeError: the library is too old; this is a fault of the installation.
    """
    if sqlite_version() < MINIMUM_SQLITE:
        needed = ".".join(str(part) for part in MINIMUM_SQLITE)
        raise RuntimeError(f"SQLite {dbapi2.sqlite_version} is older than {needed}")


assert_version()
