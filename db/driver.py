"""The one place that chooses the SQLite we run on.

Distributions still ship SQLite 3.40, which has the WAL-reset corruption (fixed in 3.51.3) and
lacks contentless-delete FTS5 tables; the ``sqlcipher3`` wheel brings its own, newer library and
writes ordinary database files as long as no key is set.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from types import ModuleType

MINIMUM_SQLITE = (3, 51, 3)
_STEPS = 100_000

# Copying a database leaves out the names of its errors.
# FTS5 says of a table whose settings are damaged that its format is unknown, under no name.
_STRANGE = "invalid fts5 file format"

_NAMES = {
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "database is locked": "SQLITE_BUSY",
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "file is not a database": "SQLITE_NOTADB",
    "unable to open database file": "SQLITE_CANTOPEN",
}


class RawCursor(Protocol):
    """What we use of the driver's cursor."""

    def fetchone(self) -> Any:  # noqa: ANN401 - a row holds whatever the column holds
        """Return the next row or ``None``."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Return the rows one by one."""
        ...


class RawConnection(Protocol):
    """What we use of the driver's connection."""

    isolation_level: str | None
    text_factory: type[str] | type[bytes]

    def execute(self, statement: str, parameters: Sequence[object] = ..., /) -> RawCursor:
        """Run one statement."""
        ...

    def executemany(self, statement: str, rows: Iterable[Sequence[object]], /) -> RawCursor:
        """Run one statement for each row."""
        ...

    def backup(
        self,
        target: RawConnection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], object] | None = ...,
    ) -> None:
        """Copy this database, page by page, into ``target``."""
        ...

    def set_progress_handler(self, handler: Callable[[], int] | None, steps: int, /) -> None:
        """Call ``handler`` every so many steps of a statement; not 0 stops the statement."""
        ...

    def interrupt(self) -> None:
        """Stop the statement that runs now."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


module: ModuleType = cast("ModuleType", dbapi2)
_names: Any = dbapi2
DriverError: type[Exception] = _names.Error
OperationalError: type[Exception] = _names.OperationalError


def error_name(error: BaseException) -> str:
    """Return the name SQLite has for an error, such as ``SQLITE_BUSY``; empty if it has none.

    An error that SQLAlchemy has wrapped is looked into.  Bytes that should be text and are none
    count as ``SQLITE_CORRUPT``.
    """
    if is_undecodable(error):
        return "SQLITE_CORRUPT"
    inner = _inner(error)
    if str(inner).startswith(_STRANGE):
        return "SQLITE_CORRUPT"
    name = getattr(inner, "sqlite_errorname", None)
    if name is None and isinstance(inner, DriverError):
        name = _NAMES.get(str(inner))
    return str(name or "")


def is_undecodable(error: BaseException) -> bool:
    """Tell whether a text is damaged; the message then holds the text, and goes to no log."""
    return str(_inner(error)).startswith("Could not decode to UTF-8")


def _inner(error: BaseException) -> object:
    return getattr(error, "orig", None) or error


def connect(address: str, *, timeout: float) -> RawConnection:
    """Open the database at a ``file:`` address, waiting ``timeout`` seconds for its locks.

    Transactions are ours to begin and end; the driver begins none behind our back.
    """
    connection: RawConnection = _names.connect(
        address, uri=True, timeout=timeout, check_same_thread=False
    )
    connection.isolation_level = None
    return connection


@contextmanager
def stoppable(connection: RawConnection, ask: Callable[[], object]) -> Generator[None]:
    """Call ``ask`` every now and then while statements run; what it raises stops them."""
    raised: list[BaseException] = []

    def handler() -> int:
        try:
            ask()
        except BaseException as error:  # noqa: BLE001 - it is raised below; SQLite would drop it
            raised.append(error)
        return len(raised)

    connection.set_progress_handler(handler, _STEPS)
    try:
        yield
    except Exception:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def sqlite_version() -> tuple[int, ...]:
    """Return the version of the SQLite library in use."""
    version: str = _names.sqlite_version
    return tuple(int(part) for part in version.split("."))


def assert_version() -> None:
    """Refuse to run on a SQLite older than the corruption fix.

    Raises:
        RuntimeError: the library is too old; this is a fault of the installation.
    """
    if sqlite_version() < MINIMUM_SQLITE:
        found, needed = (
            ".".join(str(part) for part in version)
            for version in (sqlite_version(), MINIMUM_SQLITE)
        )
        raise RuntimeError(f"SQLite {found} is older than {needed}")


assert_version()
