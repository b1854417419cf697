"""The door to a library: open it, read from it, write to it.

One SQLite file is a library.  All writing goes through ``Store.write``: one writer, one short
BEGIN IMMEDIATE transaction, acknowledged only after its fsync.  Reading goes through
``Store.read`` on connections that cannot write.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from db import driver, engine, errors, migrations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

SUFFIX = ".beilin"


def program_version() -> str:
    """Return the version of the program as installed, or ``0`` from a bare checkout."""
    try:
        return version("beilin")
    except PackageNotFoundError:
        return "0"


def now() -> str:
    """Return the present moment in UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def translate(error: BaseException, place: Path) -> errors.KnownError | None:
    """Say a driver's error in the user's words; ``None`` if it is a bug of ours."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(original, "sqlite_errorname", "") or "")
    detail = f"{name} {original}".strip()
    table: tuple[tuple[str, type[errors.KnownError], str, str], ...] = (
        (
            "SQLITE_BUSY",
            errors.LibraryBusy,
            "The library {name} is in use by another program; nothing was changed.",
            "Wait until it has finished, or close it, and try again.",
        ),
        (
            "SQLITE_FULL",
            errors.DiskFull,
            "The disk is full; what was stored before is safe, this change was not made.",
            "Free some space and try again.",
        ),
        (
            "SQLITE_READONLY",
            errors.LibraryReadOnly,
            "The library {name} cannot be written; it is open for reading.",
            "Change its permissions, or copy it to a place you may write to.",
        ),
        (
            "SQLITE_CORRUPT",
            errors.LibraryDamaged,
            "Part of the library {name} could not be read; nothing was changed.",
            "Run “beilin check”, and keep a copy of the file before anything else.",
        ),
        (
            "SQLITE_NOTADB",
            errors.LibraryDamaged,
            "{name} is not a Beilin library, or it is damaged; it was left as it is.",
            "Choose another library, or restore a backup.",
        ),
        (
            "SQLITE_IOERR",
            errors.FileUnreadable,
            "The disk did not read or write {name}; nothing acknowledged was changed.",
            "Check the disk and its free space, then try again.",
        ),
        (
            "SQLITE_CANTOPEN",
            errors.FileUnreadable,
            "The library {path} could not be opened; it was left as it is.",
            "Check that the folder is there and that you may read it.",
        ),
    )
    for prefix, kind, headline, advice in table:
        if name.startswith(prefix):
            return kind(headline, advice, detail, name=place.name, path=place)
    return None


class Reading:
    """A read transaction on one connection; ``interrupt`` may be called from another thread."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.interrupted = False
        self._raw: Any = connection.connection.driver_connection

    def interrupt(self) -> None:
        """Stop the query that runs on this connection now, and those that would follow it."""
        self.interrupted = True
        self._raw.interrupt()


class Store:
    """An open library."""

    def __init__(
        self, place: Path, writer: Engine | None, reader: Engine, copy: Path | None = None
    ) -> None:
        self.place = place
        self._writer = writer
        self._reader = reader
        self._copy = copy
        self._lock = threading.Lock()
        status = place.stat()
        self._file = (status.st_dev, status.st_ino)

    @property
    def read_only(self) -> bool:
        """Whether this library can only be read."""
        return self._writer is None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Read a consistent state of the library.

        Raises:
            KnownError: the file is damaged, gone or unreadable.
        """
        with self._known(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read on a connection whose query can be interrupted from another thread."""
        with self._known(), self._reader.begin() as connection:
            yield Reading(connection)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Write in one short transaction; it is on the disk when the block ends without error.

        Raises:
            LibraryReadOnly: the library was opened for reading.
            LibraryReplaced: the file is no longer the one that was opened.
            KnownError: busy, full disk, damage.
        """
        if self._writer is None:
            raise errors.LibraryReadOnly(
                "The library {name} is open for reading only; nothing was changed.",
                "Change its permissions, or copy it to a place you may write to.",
                name=self.place.name,
            )
        with self._lock, self._known(), self._writer.begin() as connection:
            self._same_file()
            yield connection
            self._same_file()

    def empty_log(self) -> bool:
        """Fold the log into the file and empty it, so that nothing removed is left in it.

        Returns:
            Whether that was possible: another process that reads holds the log back, and then it
            is emptied when the last one closes the library.

        Raises:
            KnownError: the disk is full or cannot be written.
        """
        if self._writer is None:
            return False
        with self._lock, self._known(), self._writer.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA busy_timeout=1000")
            try:
                busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute(f"PRAGMA busy_timeout={int(engine.BUSY_SECONDS * 1000)}")
        return not busy

    def close(self) -> None:
        """Fold the log into the file and let go of all connections."""
        self._reader.dispose()
        if self._writer is not None:
            try:
                with self._writer.connect() as connection:
                    raw: Any = connection.connection.driver_connection
                    raw.execute("PRAGMA busy_timeout=0")
                    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except driver.DriverError:
                pass  # another process reads or writes: it will fold the log in its turn
            finally:
                self._writer.dispose()
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)

    def _same_file(self) -> None:
        try:
            status = self.place.stat()
        except OSError as error:
            raise errors.LibraryReplaced(
                "The library {path} was moved or deleted while it was open;"
                " this change was not made.",
                "Put the file back, or open the library from its new place.",
                str(error),
                path=self.place,
            ) from error
        if (status.st_dev, status.st_ino) != self._file:
            raise errors.LibraryReplaced(
                "The file {path} was replaced by another one while it was open;"
                " this change was not made.",
                "Close the library and open it again.",
                path=self.place,
            )

    @contextmanager
    def _known(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, driver.DriverError) as error:
            known = translate(error, self.place)
            if known is None:
                raise
            raise known from error


def create(place: Path) -> Store:
    """Make a new, empty library file and open it.

    Raises:
        KnownError: something is there already, or the place cannot be written.
    """
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        engine.create_file(place)
    except FileExistsError as error:
        raise errors.FileUnreadable(
            "{path} exists already and was left as it is.",
            "Choose another name.",
            str(error),
            path=place,
        ) from error
    except OSError as error:
        raise errors.FileUnreadable(
            "No library could be made at {path}: {reason}.",
            "Choose a folder you may write to.",
            str(error),
            path=place,
            reason=error.strerror,
        ) from error
    opened = open_library(place)
    if not opened.read_only:
        with opened.write() as connection:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO meta(key, value) VALUES ('id', ?), ('created_at', ?)",
                (str(uuid.uuid4()), now()),
            )
    return opened


def open_library(
    place: Path,
    *,
    before_migration: Callable[[Path, int], None] | None = None,
) -> Store:
    """Open an existing library, migrating it if it is older than the program.

    Args:
        place: the library file; it is never made anew here.
        before_migration: called with the file and its schema version before an older library
            with content is changed; it makes the verified backup.

    Raises:
        LibraryMissing: there is no such file.
        LibraryTooNew: a newer program wrote it; it is left as it is.
        LibraryDamaged: it is no library, or its pages are damaged.
    """
    if not place.is_file():
        raise errors.LibraryMissing(
            "The library {path} is not there; nothing was created in its place.",
            "Connect the disk it lies on, choose where it lies now, or create a new library.",
            path=place,
        )
    writable = os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)
    if not writable:
        return _open_read_only(place)
    _check_header(place)
    writer = engine.writer_engine(place)
    try:
        _bring_up_to_date(place, writer, before_migration)
    except (DBAPIError, driver.DriverError) as error:
        writer.dispose()
        known = translate(error, place)
        if isinstance(known, errors.LibraryReadOnly):
            return _open_read_only(place)
        if known is None:
            raise
        raise known from error
    except BaseException:
        writer.dispose()
        raise
    for name in (place, *_side_files(place)):
        if name.exists():
            name.chmod(0o600)
    return Store(place, writer, engine.reader_engine(place))


def _side_files(place: Path) -> tuple[Path, Path]:
    return place.with_name(place.name + "-wal"), place.with_name(place.name + "-shm")


def _check_header(place: Path) -> None:
    """Tell a file that is no database from one that is, before SQLite touches it."""
    try:
        with place.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise errors.FileUnreadable(
            "The library {path} could not be read: {reason}.",
            "Check that you may read it.",
            str(error),
            path=place,
            reason=error.strerror,
        ) from error
    identifier = int.from_bytes(head[68:72], "big")
    if not head.startswith(b"SQLite format 3\x00") or identifier != engine.APPLICATION_ID:
        raise errors.LibraryDamaged(
            "{name} is not a Beilin library, or it is damaged; it was left as it is.",
            "Choose another library, or restore a backup.",
            f"application id {identifier:#x}",
            name=place.name,
        )


def _check_version(found: int, place: Path) -> None:
    if found > migrations.CURRENT:
        raise errors.LibraryTooNew(
            "The library {name} was written by a newer version of Beilin; it was left as it is.",
            "Update Beilin, or open another library.",
            f"schema {found}, this program knows {migrations.CURRENT}",
            name=place.name,
        )


def _bring_up_to_date(
    place: Path, writer: Engine, before_migration: Callable[[Path, int], None] | None
) -> None:
    with writer.connect() as connection:
        raw: Any = connection.connection.driver_connection
        found = int(raw.execute("PRAGMA user_version").fetchone()[0])
    _check_version(found, place)
    if found < migrations.CURRENT:
        if found > 0 and before_migration is not None:
            before_migration(place, found)
        migrations.migrate(writer, program_version())


def _open_read_only(place: Path) -> Store:
    _check_header(place)
    copy: Path | None = None
    log, shared = _side_files(place)
    target = place
    immutable = False
    if not os.access(place.parent, os.W_OK) and not shared.exists():
        if log.exists() and log.stat().st_size:
            copy = Path(tempfile.mkdtemp(prefix="beilin-"))
            target = copy / place.name
            shutil.copy2(place, target)
            shutil.copy2(log, copy / log.name)
            target.chmod(0o600)
        else:
            immutable = True
    reader = engine.reader_engine(target, immutable=immutable)
    try:
        with reader.connect() as connection:
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    except (DBAPIError, driver.DriverError) as error:
        reader.dispose()
        known = translate(error, place)
        if known is None:
            raise
        raise known from error
    _check_version(found, place)
    if found < migrations.CURRENT:
        reader.dispose()
        raise errors.LibraryReadOnly(
            "The library {name} is of an older version and cannot be changed here.",
            "Copy it to a place you may write to and open the copy.",
            name=place.name,
        )
    return Store(place, None, reader, copy)
