"""Copies of a library, each compared with it row by row before it gets its name.

A copy is made of one moment, while others go on reading and writing.  It is written beside its
name, so that a kill or a full disk leaves no half copy that could be taken for a whole one.
"""

from __future__ import annotations

import errno
import os
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from db import driver, engine, files
from db.errors import DiskFull, FileUnreadable, LibraryDamaged
from db.store import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    from db.driver import RawConnection
    from db.store import Store

    Progress = Callable[[int, int], None]

_PAGES = 512
_ROWS = 256
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
# What goes wrong in making the copy; anything else comes from the library.
_MAKING = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR")


@dataclass(frozen=True, slots=True)
class BackupReport:
    """A copy that was made and found to be the same as the library.

    Attributes:
        path: where it lies.
        bytes: its size.
        captures: how many saved files are in it.
        threads: how many threads, those in the trash included.
        posts: how many posts.
        notes: how many notes.
    """

    path: Path
    bytes: int
    captures: int
    threads: int
    posts: int
    notes: int


def backup(store: Store, path: Path, progress: Progress | None = None) -> BackupReport:
    """Copy a library to a new file and verify the copy.

    Args:
        store: the library; it may be read and written meanwhile.
        path: the file to make; one that is there already is left alone.
        progress: called with pages done and pages in all, first copying, then comparing; what it
            raises stops the copying, and nothing is left behind.

    Raises:
        FileUnreadable: the file exists, or cannot be written.
        DiskFull: there is no room for it.
        LibraryDamaged: the library is damaged, so that a copy would be, too.
    """
    if files.is_reserved(path, store.place):
        raise FileUnreadable(
            "{path} is the name of a side file of the library; nothing was written.",
            "Choose another name.",
            path=path,
        )
    with store.read() as connection:
        return _copy(engine.raw(connection), path, progress)


def before_migration(place: Path, version: int) -> None:
    """Copy a library of an older schema to a file beside it, and keep that.

    The name tells the version of the schema and the day.  A copy of the very same state, left by
    an attempt that was stopped, is not made twice.

    Raises:
        KnownError: no verified copy could be made; the library must be left as it is.
    """
    source = engine.connect_reader(place)
    try:
        source.execute("BEGIN")
        if source.execute("PRAGMA user_version").fetchone()[0] != version:
            return  # another process has just brought it up to date, with a copy of its own
        stem = place.name.removesuffix(SUFFIX)
        earlier = sorted(place.parent.glob(f"{_literal(stem)}.schema-{version}.*{SUFFIX}"))
        if any(_same(source, made) for made in earlier):
            return
        day = datetime.now(UTC).date().isoformat()
        name = f"{stem}.schema-{version}.{day}"
        number = 1
        while not _copied(source, place.with_name(name + SUFFIX)):
            number += 1
            name = f"{stem}.schema-{version}.{day}-{number}"
    finally:
        source.close()


def _copied(source: RawConnection, path: Path) -> bool:
    """Make a copy under a name, and tell whether it is there; not if the name is taken."""
    if files.is_there(path):
        return False
    try:
        _copy(source, path, None)
    except FileUnreadable:
        # of two programs that open the library at once, the other may have put its copy there
        if not files.is_there(path):
            raise
        return _same(source, path)
    return True


def _literal(name: str) -> str:
    """Return a name for a pattern of file names, where it stands for itself."""
    return "".join(f"[{character}]" if character in "*?[" else character for character in name)


def _same(source: RawConnection, made: Path) -> bool:
    """Tell whether a copy that was made before holds what the library holds now."""
    try:
        with closing(engine.connect_reader(made, immutable=True)) as copy:
            return _difference(source, copy, lambda _done, _rows: None) is None
    except driver.DriverError:
        return False


def _copy(source: RawConnection, path: Path, progress: Progress | None) -> BackupReport:
    """Copy what an open read transaction sees, verify the copy, and give it its name."""
    for taken in (path, *files.reserved(path)):
        if files.is_there(taken):  # the log of another file would be read into the copy
            raise _exists(taken)
    pages = int(source.execute("PRAGMA page_count").fetchone()[0])  # and the moment is fixed
    size = pages * int(source.execute("PRAGMA page_size").fetchone()[0])
    temporary = files.beside(path)
    try:
        with _telling(path):
            if files.free_bytes(path.parent) < size:
                raise _no_room(path)
            os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _write(source, temporary, pages, progress)
            report = _verified(source, temporary, path, pages, progress)
            files.put(temporary, path)
    finally:
        files.discard(temporary)
    return report


def _write(source: RawConnection, temporary: Path, pages: int, progress: Progress | None) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, 2 * pages)

    target = driver.connect(engine.address(temporary, "mode=rw"), timeout=0)
    try:
        # nobody else sees the file before it is whole and synced
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target, pages=_PAGES, progress=step)
    finally:
        target.close()


def _verified(
    source: RawConnection, temporary: Path, path: Path, pages: int, progress: Progress | None
) -> BackupReport:
    """Hold a copy against the library.

    Raises:
        LibraryDamaged: its structure is damaged, so that of the library is.
        FileUnreadable: it does not hold what the library holds.
    """

    def tick(done: int = 0, rows: int = 1) -> None:
        if progress is not None:
            progress(pages + pages * done // rows, 2 * pages)

    files.sync(temporary)
    copy = engine.connect_reader(temporary, immutable=True)
    try:
        with driver.stoppable(copy, tick):
            damage = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if damage != "ok":
            raise LibraryDamaged(
                "The library is damaged, and so would its copy be; no copy was made.",
                "Run “beilin check”, and copy the file by hand before anything else.",
                str(damage),
            )
        different = _difference(source, copy, tick)
        if different is not None:
            raise FileUnreadable(
                "The copy {path} was not the same as the library, so it was removed.",
                "Check the disk, and try again on another one.",
                f"table {different}",
                path=path,
            )
        captures, threads, posts, notes = (
            _count(copy, table) for table in ("capture", "thread", "post", "note")
        )
    finally:
        copy.close()
    return BackupReport(path, temporary.stat().st_size, captures, threads, posts, notes)


def _difference(
    one: RawConnection, other: RawConnection, tick: Callable[[int, int], None]
) -> str | None:
    """Return the first table in which two libraries differ by a row or a byte."""
    listing = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    if one.execute(listing).fetchall() != other.execute(listing).fetchall():
        return "sqlite_master"
    tables = [
        str(row[0])
        for row in one.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
        )
    ]
    rows = 1 + sum(_count(one, table) for table in tables)
    done = 0
    with _as_bytes(one), _as_bytes(other):
        for table in tables:
            statement = f'SELECT * FROM "{table}"'  # noqa: S608 - its name stands in the file
            for mine, theirs in zip_longest(one.execute(statement), other.execute(statement)):
                if mine != theirs:
                    return table
                if done % _ROWS == 0:
                    tick(done, rows)
                done += 1
    tick(rows, rows)
    return None


def _count(connection: RawConnection, table: str) -> int:
    statement = f'SELECT count(*) FROM "{table}"'  # noqa: S608 - its name stands in the file
    return int(connection.execute(statement).fetchone()[0])


@contextmanager
def _as_bytes(connection: RawConnection) -> Generator[None]:
    """Read texts as the bytes they are: damaged ones may be no text any more."""
    before = connection.text_factory
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = before


@contextmanager
def _telling(path: Path) -> Generator[None]:
    """Say what went wrong in writing a copy."""
    try:
        yield
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise _no_room(path, str(error)) from error
        raise _unmade(path, error.strerror or str(error), str(error)) from error
    except driver.DriverError as error:
        name = driver.error_name(error)
        if name == "SQLITE_FULL":
            raise _no_room(path, str(error)) from error
        if name.startswith(_MAKING):
            raise _unmade(path, str(error), name) from error
        raise


def _exists(path: Path) -> FileUnreadable:
    return FileUnreadable(
        "{path} exists already and was left as it is.", "Choose another name.", path=path
    )


def _no_room(path: Path, detail: str = "") -> DiskFull:
    return DiskFull(
        "There is no room for the copy {path}; the library is as it was.",
        "Free some space, or choose another disk.",
        detail,
        path=path,
    )


def _unmade(path: Path, reason: str, detail: str) -> FileUnreadable:
    return FileUnreadable(
        "The copy {path} could not be made: {reason}; the library is as it was.",
        "Choose a folder you may write to, on a disk that is sound.",
        detail,
        path=path,
        reason=reason,
    )
