"""Opening a library that is there: for writing where that is possible, else for reading.

A file that is no library, is damaged or of a newer version is recognised without writing a byte
to it or beside it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from db import driver, engine, errors, files, migrations
from db.store import common, faults
from db.store.door import Store
from db.store.watching import Watch, has_log, logs

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.driver import RawConnection


def open_library(
    place: Path,
    *,
    before_migration: Callable[[Path, int], None] | None = None,
) -> Store:
    """Open an existing library, migrating it if it is older than the program.

    Args:
        place: the library file; it is never made anew here.
        before_migration: called with the file and its schema version before an older library is
            changed; it makes the verified backup.

    Raises:
        LibraryMissing: there is no such file.
        LibraryTooNew: a newer program wrote it; it is left as it is.
        LibraryDamaged: it is no library, or its pages are damaged; it is left as it is.
        KnownError: it is busy, unreadable, or there is no room to open it.
    """
    place = place.absolute()
    writable = _may_write(place)
    with faults.telling(place):
        if not writable:
            return _open_for_reading(place)
        if files.free_bytes(place.parent) < common.ROOM:
            return _open_on_full_disk(place)
        try:
            return _open_for_writing(place, before_migration)
        except (DBAPIError, driver.DriverError) as error:
            if not driver.error_name(error).startswith("SQLITE_READONLY"):
                raise
        return _open_for_reading(place)


def _may_write(place: Path) -> bool:
    """Tell whether a library can be written, the folder of its log included.

    Raises:
        LibraryMissing: it is not there.
        FileUnreadable: it is no file, or cannot be looked at.
    """
    try:
        kind = place.stat().st_mode
        if stat.S_ISREG(kind):
            return files.may_write(place) and files.may_write(place.resolve().parent)
    except (FileNotFoundError, NotADirectoryError) as error:
        left = logs(place) if isinstance(error, FileNotFoundError) else ()
        raise errors.LibraryMissing(
            "The library {path} is not there; nothing was created in its place.",
            "Put the file back there: what was last written to it is in {log} and missing"
            " anywhere else."
            if left
            else "Connect the disk it lies on, choose where it lies now, or create a new library.",
            path=place,
            log=left[0].name if left else "",
        ) from error
    except OSError as error:
        raise faults.unreadable(place, error) from error
    raise errors.FileUnreadable(
        "{path} is not a file; nothing was opened or created.",
        "Choose the file of a library.",
        path=place,
    )


def _open_for_writing(place: Path, before_migration: Callable[[Path, int], None] | None) -> Store:
    watch = Watch(place)
    found = _peek(place)
    writer = engine.writer_engine(place, guard=watch.same)
    try:
        with writer.connect() as connection:
            if found < migrations.CURRENT:
                if before_migration is not None:
                    before_migration(place, found)
                migrations.migrate(writer, common.program_version())
            _identify(engine.raw(connection), place)  # another program may have been quicker
        _keep_private(place)
    except BaseException:
        writer.dispose()
        raise
    return Store(watch, engine.reader_engine(place, guard=watch.same), writer)


def _peek(place: Path) -> int:
    """Return the schema version of a library, leaving the file and its folder as they are.

    Where there is no log, the file alone is looked at, without locks or side files; what the log
    says comes before what the file says.  Only where a journal tells of something half done, that
    is taken back first: until then the file says nothing.
    """
    if files.reserved(place)[2] in logs(place):
        connection = engine.connect_writer(place)
    else:
        connection = engine.connect_reader(place, immutable=not has_log(place))
    try:
        return _identify(connection, place)
    finally:
        connection.close()


def _identify(connection: RawConnection, place: Path) -> int:
    """Return the schema version of a library that this program can work with.

    Raises:
        LibraryDamaged: it is no library.
        LibraryTooNew: it is of a later version.
    """
    identifier = int(connection.execute("PRAGMA application_id").fetchone()[0])
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if identifier != engine.APPLICATION_ID or found < 1:
        raise faults.no_library(place, f"application id {identifier:#x}, schema {found}")
    if found > migrations.CURRENT:
        raise errors.LibraryTooNew(
            "The library {name} was written by a newer version of Beilin; it was left as it is.",
            "Update Beilin, or open another library.",
            f"schema {found}, this program knows {migrations.CURRENT}",
            name=place.name,
        )
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # it can be understood
    return found


def _keep_private(place: Path) -> None:
    """Take from others the rights to a file that a copy or an unpacking may have given them."""
    for file in (place, *files.side_files(place)):
        with contextlib.suppress(FileNotFoundError):
            status = file.stat()
            mine = not hasattr(os, "geteuid") or status.st_uid == os.geteuid()
            if mine and status.st_mode & 0o077:
                file.chmod(0o600)


def _open_on_full_disk(place: Path) -> Store:
    """Open a library for reading without the index of the log, for which there is no room.

    Raises:
        DiskFull: not even the log can be folded; everything is left as it is.
    """
    if any(files.is_there(file) for file in files.reserved(place)):
        try:
            _fold_alone(place, place)
        except driver.DriverError as error:
            name = driver.error_name(error)
            if name.startswith("SQLITE_BUSY"):
                # another program has it open, and has its index of the log
                return _read_with(place, refusal=faults.disk_full)
            if not name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
                raise
            raise errors.DiskFull(
                "The disk is too full to open the library {name}; it was left as it is.",
                "Free at least 1 MB and try again.",
                name,
                name=place.name,
            ) from error
    return _read_with(place, unlocked=True, refusal=faults.disk_full)


def _fold_alone(target: Path, place: Path) -> None:
    """Bring the log into the file with its index in memory, which keeps all others out.

    ``place`` is what the library is called.
    """
    connection = driver.connect(engine.address(target, "mode=rw"), timeout=0)
    try:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("PRAGMA synchronous=FULL")
        _identify(connection, place)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _open_for_reading(place: Path) -> Store:
    """Open a library that cannot be written, and leave nothing beside it.

    Without a log the file alone is read.  A log can be read where its index is there already; else
    both are copied, because the index cannot be made, or would be left for its owner to stumble on.
    """
    shared = files.side_files(place)[1]
    if not files.is_there(shared):
        return _read_copy(place) if has_log(place) else _read_with(place, unlocked=True)
    try:
        return _read_with(place)
    except driver.DriverError as error:
        if not driver.error_name(error).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
    return _read_copy(place)


def _read_with(
    place: Path,
    *,
    unlocked: bool = False,
    refusal: Callable[[], errors.KnownError] | None = None,
) -> Store:
    watch = Watch(place)
    _must_be_current(place, place, unlocked=unlocked)
    guard = watch.unchanged if unlocked else watch.same
    reader = engine.reader_engine(place, immutable=unlocked, guard=guard)
    return Store(watch, reader, None, refusal=refusal, unlocked=unlocked)


def _must_be_current(target: Path, place: Path, *, unlocked: bool = False) -> None:
    connection = engine.connect_reader(target, immutable=unlocked)
    try:
        found = _identify(connection, place)
    finally:
        connection.close()
    if found < migrations.CURRENT:
        raise errors.LibraryReadOnly(
            "The library {name} is of an older version and cannot be changed here.",
            "Copy it to a place you may write to and open the copy.",
            f"schema {found}, this program needs {migrations.CURRENT}",
            name=place.name,
        )


def _read_copy(place: Path) -> Store:
    """Read a copy of the library and its log, made where it can be written."""
    watch = Watch(place)
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="beilin-"))
        target = folder / place.name
        _copy_still(place, target)
        _must_be_current(target, place)
    except BaseException as error:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise _no_copy(place, error) from error
        raise
    return Store(watch, engine.reader_engine(target), None, copy=folder)


def _copy_still(place: Path, target: Path) -> None:
    """Copy a library and its log as of one moment, and bring the log into the copy.

    Raises:
        LibraryBusy: another program writes to it.
        OSError: it cannot be copied.
    """
    beside = logs(place)
    sources = (place, *beside)
    names = zip(files.reserved(place), files.reserved(target), strict=True)
    targets = (target, *(there for here, there in names if here in beside))
    before = _signature(*sources)
    for source, copied in zip(sources, targets, strict=True):
        shutil.copyfile(source, copied)
        copied.chmod(0o600)
    if logs(place) != beside or _signature(*sources) != before:
        raise errors.LibraryBusy(
            "The library {name} is being written by another program; nothing was changed.",
            "Wait until it has finished, or close it, and try again.",
            name=place.name,
        )
    _fold_alone(target, place)


def _signature(*paths: Path) -> list[tuple[int, int, int]]:
    found = (path.stat() for path in paths)
    return [(status.st_ino, status.st_size, status.st_mtime_ns) for status in found]


def _no_copy(place: Path, error: OSError) -> errors.KnownError:
    if error.errno not in faults.NO_ROOM:
        return faults.unreadable(place, error)
    return errors.DiskFull(
        "There is no room for the copy by which the library {name} is read; it was left as it is.",
        "Free some space and try again.",
        str(error),
        name=place.name,
    )
