"""Opening the library that the user means, for window and commands alike.

A library that was configured and is missing is never made anew: an empty archive in the place of
a full one looks like loss.  Only the first start of all makes one by itself.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from db import backup, files, place, store
from db.errors import FileUnreadable

if TYPE_CHECKING:
    from pathlib import Path

    from db.store import Store


def open_library(path: Path) -> Store:
    """Open an existing library; one of an older version is backed up before it is changed.

    Raises:
        LibraryMissing: there is no such file; nothing was created.
        KnownError: it cannot be opened.
    """
    return store.open_library(path, before_migration=backup.before_migration)


def open_or_create(explicit: Path | None = None, *, create: bool = False) -> Store:
    """Open the library that is meant.

    Args:
        explicit: a place that was named for this once; else the configured one.
        create: whether a library may be made at an explicit place where there is none.

    Raises:
        LibraryMissing: the library is not where it should be; nothing was created.
        KnownError: it cannot be opened or made.
    """
    if explicit is not None:
        if create and not files.is_there(explicit):
            return store.create(explicit)
        return open_library(explicit)
    if place.is_configured():
        return open_library(place.configured())
    default = place.default_place()
    opened = open_library(default) if files.is_there(default) else _create_first(default)
    # Where the place cannot be remembered this user still has a library, in the place where the
    # next start looks first.
    with contextlib.suppress(FileUnreadable):
        place.configure(default)
    return opened


def _create_first(default: Path) -> Store:
    """Make the first library, unless another program that started just now was quicker."""
    try:
        return store.create(default)
    except FileUnreadable:
        if not files.is_there(default):
            raise
    return open_library(default)


def choose(path: Path, *, create: bool = False) -> Store:
    """Open a library, or make one, and remember that this is the one from now on.

    Raises:
        LibraryMissing: there is none, and none is to be made; the place is as it was.
        KnownError: it cannot be opened, made or remembered; the place is as it was.
    """
    opened = store.create(path) if create else open_library(path)
    try:
        place.configure(path)
    except BaseException:
        opened.close()
        raise
    return opened
