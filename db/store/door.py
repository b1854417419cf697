"""An open library: one writer with short transactions, and readers that cannot write."""

from __future__ import annotations

import logging
import shutil
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from db import driver, engine, errors, files, migrations
from db.store import common, faults
from db.store.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from db.driver import RawConnection
    from db.store.watching import Watch

_log = logging.getLogger(__name__)


class Reading:
    """A read transaction on one connection; ``interrupt`` may be called from another thread."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.interrupted = False
        self._raw: RawConnection | None = engine.raw(connection)
        self._lock = threading.Lock()

    def interrupt(self) -> None:
        """Stop the query that runs on this connection now, and those that would follow it."""
        self.interrupted = True
        with self._lock:
            if self._raw is not None:
                self._raw.interrupt()

    def release(self) -> None:
        """Let go of the connection, which may be lent to somebody else now."""
        with self._lock:
            self._raw = None


class Store:
    """An open library; see ``db.store.open_library``."""

    def __init__(
        self,
        watch: Watch,
        reader: Engine,
        writer: Engine | None,
        *,
        refusal: Callable[[], errors.KnownError] | None = None,
        unlocked: bool = False,
        copy: Path | None = None,
    ) -> None:
        """Hold what was opened.

        Args:
            watch: the file.
            reader: the engine that reads.
            writer: the engine that writes, if the library can be written.
            refusal: makes the error that says why it cannot be written.
            unlocked: whether the file is read without locks, so that any change of it is noticed.
            copy: a folder with a copy that is read in its place, to be removed in the end.
        """
        self.place = watch.place
        self._watch = watch
        self._reader = reader
        self._writer = writer
        self._refusal = refusal
        self._unlocked = unlocked
        self._copy = copy
        self._lock = threading.Lock()
        self._closed = False

    @property
    def read_only(self) -> bool:
        """Whether this library can only be read."""
        return self._writer is None

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Read a consistent state of the library.

        Raises:
            KnownError: the file is damaged, gone or unreadable.
            Cancelled: the library was closed, so that nobody waits for what is read.
        """
        if self._closed:
            raise errors.Cancelled
        if self._unlocked:
            self._watch.unchanged()
        with faults.telling(self.place), _connected(self._reader) as connection:
            transaction = connection.begin()
            try:
                yield connection
            finally:
                transaction.rollback()  # there is nothing to commit, and damage may speak up there
        if self._unlocked:
            self._watch.unchanged()

    @contextmanager
    def reading(self) -> Generator[Reading]:
        """Read on a connection whose query can be interrupted from another thread."""
        with self.read() as connection:
            reading = Reading(connection)
            try:
                yield reading
            finally:
                reading.release()

    @contextmanager
    def write(self) -> Generator[Connection]:
        """Write in one short transaction; it is on the disk when the block ends without error.

        Raises:
            LibraryReadOnly: the library was opened for reading.
            LibraryReplaced: the file is no longer the one that was opened.
            LibraryTooNew: another program has given the library a newer schema.
            DiskFull: there is no room.
            KnownError: busy, damaged, unreadable.
            RuntimeError: the library was closed.
        """
        with self._lock:
            writer = self._write_engine()
            if writer is None:
                raise self._why_not()
            self._watch.same()
            if files.free_bytes(self.place.parent) < common.ROOM:
                raise faults.disk_full()
            with (
                faults.telling(self.place),
                _connected(writer) as connection,
                connection.begin(),
            ):
                self._same_schema(connection)
                yield connection
                self._watch.same()

    def empty_log(self) -> bool:
        """Fold the log into the file and empty it, so that nothing removed is left in it.

        Returns:
            Whether that was possible: another process that reads holds the log back, and then it
            is emptied when the last one closes the library.

        Raises:
            KnownError: the disk is full or cannot be written.
        """
        with self._lock, faults.telling(self.place):
            writer = self._write_engine()
            return writer is not None and fold(writer, 1000)

    def write_anew(self) -> None:
        """Write the whole file again, without pages that nothing refers to; it takes its size.

        Raises:
            KnownError: the disk is full, or the file is read or written by another program, or
                damaged; then it is as it was.
        """
        with self._lock, faults.telling(self.place):
            writer = self._write_engine()
            if writer is None:
                raise self._why_not()
            self._watch.same()
            with _connected(writer) as connection:
                engine.raw(connection).execute("VACUUM")

    def close(self) -> None:
        """Fold the log into the file and let go of all connections; a second time does nothing.

        A write under way in another thread is waited for.
        """
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._reader.dispose()
            if self._writer is not None:
                self._close_writer(self._writer)
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)

    def _close_writer(self, writer: Engine) -> None:
        try:
            self._watch.same()
            fold(writer, 0)
        except errors.LibraryReplaced as error:
            _log.info("the log was not folded: %s", type(error).__name__)
        except (DBAPIError, driver.DriverError) as error:
            # what was acknowledged is in the log, and is read from there the next time
            _log.info("the log was not folded: %s", driver.error_name(error))
        finally:
            writer.dispose()

    def _write_engine(self) -> Engine | None:
        if self._closed:
            raise RuntimeError("the library was closed")
        return self._writer

    def _why_not(self) -> errors.KnownError:
        if self._refusal is not None:
            return self._refusal()
        return errors.LibraryReadOnly(
            "The library {name} is open for reading only; nothing was changed.",
            "Change its permissions, or copy it to a place you may write to.",
            name=self.place.name,
        )

    def _same_schema(self, connection: Connection) -> None:
        found = migrations.schema_version(connection)
        if found != migrations.CURRENT:
            raise errors.LibraryTooNew(
                "Another program has brought the library {name} to a newer version;"
                " nothing was changed.",
                "Close Beilin and start the newer version.",
                f"schema {found}, this program knows {migrations.CURRENT}",
                name=self.place.name,
            )


@contextmanager
def _connected(source: Engine) -> Generator[Connection]:
    """Lend a connection; one that met damage is closed with all it remembers."""
    with source.connect() as connection:
        try:
            yield connection
        except (DBAPIError, driver.DriverError) as error:
            if faults.shakes(error) and not connection.invalidated:
                connection.invalidate(error)
            raise
