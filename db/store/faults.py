"""What SQLite and the system answer when something is in the way, in the words of the user."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from db import driver, errors

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

NO_ROOM = frozenset(
    number
    for number in (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", None))
    if number is not None
)
"""Errors of the system that say there is no room."""

_BUSY = ("SQLITE_BUSY", "SQLITE_PROTOCOL")
_FULL = ("SQLITE_FULL", "SQLITE_IOERR_SHMSIZE")
_SHAKEN = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")


def known(error: BaseException, place: Path) -> errors.KnownError | None:
    """Say an error of the driver in the user's words; ``None`` if it is a fault of ours."""
    name = driver.error_name(error)
    private = driver.is_undecodable(error)
    detail = name if private else f"{name} {getattr(error, 'orig', None) or error}".strip()
    if name.startswith(_BUSY):
        return errors.LibraryBusy(
            "The library {name} is in use by another program; nothing was changed.",
            "Wait until it has finished, or close it, and try again.",
            detail,
            name=place.name,
        )
    if name.startswith(_FULL):
        return disk_full(detail)
    if name.startswith("SQLITE_READONLY"):
        return errors.LibraryReadOnly(
            "The library {name} cannot be written; what is in it can still be read.",
            "Change its permissions, or copy it to a place you may write to.",
            detail,
            name=place.name,
        )
    if name.startswith("SQLITE_CORRUPT"):
        return errors.LibraryDamaged(
            "A part of the library {name} could not be read; nothing was changed.",
            "Copy the file to a safe place before anything else; “beilin check” says what is"
            " damaged, and a backup brings it back.",
            detail,
            name=place.name,
        )
    if name.startswith("SQLITE_NOTADB"):
        return no_library(place, detail)
    if name.startswith("SQLITE_IOERR"):
        return errors.FileUnreadable(
            "The disk could not read or write the library {name}; what was stored before was"
            " not changed.",
            "Check the disk and its free space, then try again.",
            detail,
            name=place.name,
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return errors.FileUnreadable(
            "The library {path} could not be opened; it was left as it is.",
            "Check that the file and its folder may be read and written by you.",
            detail,
            path=place,
        )
    return None


def shakes(error: BaseException) -> bool:
    """Tell whether a connection is to be closed after this error, with all it remembers.

    One read that failed often looks like damage; a new connection reads the file afresh.
    """
    return driver.error_name(error).startswith(_SHAKEN)


@contextmanager
def telling(place: Path) -> Generator[None]:
    """Raise known conditions as what they are.

    Raises:
        KnownError: the library is busy, full, damaged, unreadable.
    """
    try:
        yield
    except (DBAPIError, driver.DriverError) as error:
        found = known(error, place)
        if found is None:
            raise
        raise found from (None if driver.is_undecodable(error) else error)


def disk_full(detail: str = "") -> errors.DiskFull:
    """The condition that there is no room to write."""
    return errors.DiskFull(
        "The disk is full; what was stored before is safe, this change was not made.",
        "Free some space and try again.",
        detail,
    )


def no_library(place: Path, detail: str = "") -> errors.LibraryDamaged:
    """The condition that a file is something else."""
    return errors.LibraryDamaged(
        "{name} is not a Beilin library, or it is damaged; it was left as it is.",
        "Choose another library, or open a backup.",
        detail,
        name=place.name,
    )


def unreadable(place: Path, error: OSError) -> errors.FileUnreadable:
    """The condition that the system does not let us at a file."""
    return errors.FileUnreadable(
        "The library {path} could not be read: {reason}.",
        "Check that the file and its folder may be read by you.",
        str(error),
        path=place,
        reason=error.strerror or str(error),
    )
