"""Connections: one writer with explicit BEGIN IMMEDIATE, read-only readers.

The stock driver opens transactions behind one's back and leaves DDL outside them, so a killed
migration would leave half a schema; therefore ``isolation_level = None`` and our own BEGIN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from db import driver

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

APPLICATION_ID = 0x42454C4E  # "BELN"
BUSY_SECONDS = 5.0


def _address(place: Path, parameters: str) -> str:
    return f"file:{quote(str(place.absolute()))}?{parameters}"


def _prepare_writer(connection: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA cache_size=-32768")


def _prepare_reader(connection: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA cache_size=-16384")


def _build(connect: Any, begin: str, prepare: Any, *, single: bool) -> Engine:
    pool: Any = StaticPool if single else QueuePool
    options: dict[str, Any] = {} if single else {"pool_size": 4, "max_overflow": 4}
    engine = create_engine(
        "sqlite://", module=driver.module, creator=connect, poolclass=pool, **options
    )

    def on_connect(connection: Any, _record: object) -> None:
        prepare(connection)

    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def writer_engine(place: Path) -> Engine:
    """Return the engine that writes: one connection, each transaction BEGIN IMMEDIATE."""

    def connect() -> Any:
        return driver.module.connect(
            _address(place, "mode=rw"), uri=True, timeout=BUSY_SECONDS, check_same_thread=False
        )

    return _build(connect, "BEGIN IMMEDIATE", _prepare_writer, single=True)


def reader_engine(place: Path, *, immutable: bool = False) -> Engine:
    """Return the engine that reads; a few pooled connections that cannot write.

    ``immutable`` is for a file in a folder where no ``-shm`` can be made, and only where no
    ``-wal`` lies beside it: SQLite would silently leave the rows of the log out.
    """
    parameters = "mode=ro&immutable=1" if immutable else "mode=ro"

    def connect() -> Any:
        return driver.module.connect(
            _address(place, parameters), uri=True, timeout=BUSY_SECONDS, check_same_thread=False
        )

    return _build(connect, "BEGIN", _prepare_reader, single=False)


def create_file(place: Path) -> None:
    """Make an empty database file in WAL mode, readable by its owner only.

    Raises:
        FileExistsError: something is there already; it is left alone.
        OSError: the file cannot be made.
    """
    place.touch(mode=0o600, exist_ok=False)
    connection = driver.module.connect(str(place))
    try:
        connection.isolation_level = None
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
