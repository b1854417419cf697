"""Making a new library: built beside its place, then put there whole."""

from __future__ import annotations

import errno
import os
import uuid
from typing import TYPE_CHECKING

from db import engine, errors, files, migrations
from db.store import faults
from db.store.common import now, program_version
from db.store.folding import fold
from db.store.opening import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from db.store.door import Store


def create(place: Path) -> Store:
    """Make a new, empty library file, readable by its owner only, and open it.

    Raises:
        KnownError: something is there already, or the place cannot be written; nothing was made.
    """
    place = place.absolute()
    try:
        make_folder(place.parent)
        _raise_if_taken(place)
        temporary = files.beside(place)
        try:
            with faults.telling(place):
                _build(temporary)
            files.put(temporary, place)
        finally:
            files.discard(temporary)
    except FileExistsError as error:
        raise _taken(place, str(error)) from error
    except OSError as error:
        if error.errno in faults.NO_ROOM:
            raise errors.DiskFull(
                "The disk is full; no library could be made at {path}.",
                "Free some space, or choose another disk.",
                str(error),
                path=place,
            ) from error
        raise errors.FileUnreadable(
            "No library could be made at {path}: {reason}.",
            "Choose a folder you may write to.",
            str(error),
            path=place,
            reason=error.strerror or str(error),
        ) from error
    return open_library(place)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, and those above it that are not there.

    Raises:
        OSError: it cannot be made.
    """
    if folder.is_dir():
        return
    if files.is_there(folder):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def _raise_if_taken(place: Path) -> None:
    if files.is_there(place):
        raise _taken(place)
    for left in files.reserved(place):
        if files.is_there(left):
            # SQLite would read the log of the earlier library into the new one
            raise errors.FileUnreadable(
                "{path} was left there by an earlier library and may hold what was last written"
                " to it; no library was made.",
                "Put that library back beside it, or choose another name.",
                path=left,
            )


def _taken(place: Path, detail: str = "") -> errors.FileUnreadable:
    return errors.FileUnreadable(
        "{path} exists already and was left as it is.", "Choose another name.", detail, path=place
    )


def _build(temporary: Path) -> None:
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    engine.stamp(temporary)
    writer = engine.writer_engine(temporary)
    try:
        migrations.migrate(writer, program_version())
        with writer.begin() as connection:
            connection.exec_driver_sql(
                "INSERT INTO meta(key, value) VALUES ('id', ?), ('created_at', ?)",
                (str(uuid.uuid4()), now()),
            )
        if not fold(writer, 0):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(temporary))
    finally:
        writer.dispose()
