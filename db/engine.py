"""Connections: one writer with explicit BEGIN IMMEDIATE, read-only readers.

The stock driver opens transactions behind one's back and leaves DDL outside them, so a killed
migration would leave half a schema; therefore ``isolation_level = None`` and our own BEGIN.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from db import driver

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Pool

    from db.driver import RawConnection

APPLICATION_ID = 0x42454C4E  # "BELN"
BUSY_SECONDS = 5.0

# Sorting must not spill private words into a temporary folder, and nothing that a strange file
# declares (a view, a trigger, a virtual table) may run with more rights than its author had.
_BOTH = ("PRAGMA temp_store=MEMORY", "PRAGMA trusted_schema=OFF")
_WRITER = (
    *_BOTH,
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",  # NORMAL lost acknowledged imports in simulated power losses
    "PRAGMA fullfsync=ON",  # macOS alone: its plain sync stops at the cache of the disk
    "PRAGMA checkpoint_fullfsync=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-32768",
    "PRAGMA journal_size_limit=16777216",
)
_READER = (*_BOTH, "PRAGMA query_only=ON", "PRAGMA cache_size=-16384")


def address(place: Path, parameters: str) -> str:
    """Return the ``file:`` address of a database file, whatever characters its name has."""
    return f"{place.absolute().as_uri()}?{parameters}"


def raw(connection: Connection) -> RawConnection:
    """Return the driver's connection under a Core connection, for what Core has no words for."""
    inner: Any = connection.connection.driver_connection
    found: RawConnection = inner
    return found


def connect_writer(place: Path) -> RawConnection:
    """Open an existing database for writing."""
    with _setting(place, "mode=rw", _WRITER) as connection:
        mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
        if mode != "wal":
            # a place where processes cannot share memory; without the log, FULL lost a transaction
            connection.execute("PRAGMA synchronous=EXTRA")
        return connection


def connect_reader(place: Path, *, immutable: bool = False) -> RawConnection:
    """Open an existing database for reading.

    ``immutable`` is for a file in a folder where no ``-shm`` can be made, and only where no
    ``-wal`` lies beside it: SQLite would silently leave the rows of the log out.
    """
    parameters = "mode=ro&immutable=1" if immutable else "mode=ro"
    with _setting(place, parameters, _READER) as connection:
        return connection


@contextmanager
def _setting(place: Path, parameters: str, statements: tuple[str, ...]) -> Generator[RawConnection]:
    """Open a connection and set it; it is closed if that fails."""
    connection = driver.connect(address(place, parameters), timeout=BUSY_SECONDS)
    try:
        for statement in statements:
            connection.execute(statement)
        yield connection
    except BaseException:
        connection.close()
        raise


def _build(creator: Callable[[], Any], begin: str, pool: type[Pool], **options: int) -> Engine:
    from sqlalchemy import create_engine, event  # noqa: PLC0415 - see db/glance.py

    engine = create_engine(
        "sqlite://",
        module=driver.module,
        creator=creator,
        poolclass=pool,
        hide_parameters=True,  # they may be the words of a note, and errors end up in logs
        **options,
    )

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


def _no_guard() -> None:
    """Let every connection be opened."""


def writer_engine(place: Path, *, guard: Callable[[], None] = _no_guard) -> Engine:
    """Return the engine that writes: one connection, each transaction BEGIN IMMEDIATE.

    ``guard`` is called before a connection is opened and raises if ``place`` is no longer the
    file it was: a new file beside an old log would be read as a mixture of both.
    """
    from sqlalchemy.pool import StaticPool  # noqa: PLC0415 - see db/glance.py

    def creator() -> RawConnection:
        guard()
        return connect_writer(place)

    return _build(creator, "BEGIN IMMEDIATE", StaticPool)


def reader_engine(
    place: Path, *, immutable: bool = False, guard: Callable[[], None] = _no_guard
) -> Engine:
    """Return the engine that reads; a few pooled connections that cannot write.

    ``guard`` is as for ``writer_engine``, ``immutable`` as for ``connect_reader``.
    """
    from sqlalchemy.pool import QueuePool  # noqa: PLC0415 - see db/glance.py

    def creator() -> RawConnection:
        guard()
        return connect_reader(place, immutable=immutable)

    return _build(creator, "BEGIN", QueuePool, pool_size=4, max_overflow=4)


def stamp(place: Path) -> None:
    """Make an empty file a database of ours, in WAL mode."""
    connection = driver.connect(address(place, "mode=rw"), timeout=BUSY_SECONDS)
    try:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
