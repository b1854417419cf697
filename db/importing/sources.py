"""The files that are to be imported: found in folders, and read as bytes with their times.

A folder is walked in sorted order without what is hidden, and without the folders that browsers
save beside pages.  Nothing is read here that is no ordinary file, and never more than
``MOST_BYTES`` of one.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db.errors import FileUnreadable, NotAThread
from db.importing import neighbours

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from db.errors import KnownError

MOST_BYTES = 32 * 1024 * 1024
"""A saved page of 100,000 floors has 26 MB; reading it takes about thirty times as much memory."""

_DEEPEST = 100

Identity = tuple[int, int]
"""Device and inode: the same for every name of a file."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place to read from, or what keeps us from it."""

    path: Path
    error: KnownError | None = None


def find(paths: Iterable[Path]) -> list[Source]:
    """Return the files of ``paths`` in order, those of folders sorted by name, each folder once."""
    found: list[Source] = []
    seen: set[Identity] = set()
    for path in paths:
        if _is_folder(path):
            inside = list(_walk(path, seen, 0, _top(path)))
            found += inside or [Source(path, _empty(path))]
        else:
            found.append(Source(path))
    return found


def _is_folder(path: Path) -> bool:
    """Whether this is a folder, as far as we may know."""
    try:
        return path.is_dir()
    except OSError:
        return False  # reading it will say why


def _top(folder: Path) -> Path:
    """Return where a folder that is asked for really lies; a link that is named is followed."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder


def _leads_out(path: Path, top: Path) -> bool:
    """Whether something in a folder is a link that leads out of it."""
    if not path.is_symlink():
        return False
    try:
        return not path.resolve(strict=True).is_relative_to(top)
    except FileNotFoundError:
        return False  # reading it will say why
    except (OSError, RuntimeError):
        return True  # it leads to itself: RuntimeError before Python 3.13


def _walk(folder: Path, seen: set[Identity], depth: int, top: Path) -> Iterator[Source]:
    try:
        status = folder.stat()
        here = (status.st_dev, status.st_ino)
        # a link may lead back to a folder above it
        if here in seen or depth > _DEEPEST:
            return
        seen.add(here)
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield Source(folder, _unreadable(folder, error))
        return
    pages = neighbours.stems(path.name for path in inside)
    for path in inside:
        if path.name.startswith("."):
            continue
        if _leads_out(path, top):
            yield Source(path, _link(path))
        elif _is_folder(path):
            # what a browser saved beside a page are its frames and pictures, not further pages
            if not neighbours.belongs(path.name, pages):
                yield from _walk(path, seen, depth + 1, top)
        else:
            yield Source(path)


def storable(text: str) -> str:
    """Return a text that holds names of files as it can be stored.

    Names on Unix may be any bytes; those that are no UTF-8 are lone surrogates in Python (PEP 383)
    and become their escapes, which JSON reads as what they were.
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def size_of(path: Path) -> int:
    """Return how many bytes a file has; 0 where that cannot be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0  # reading it will say why


def identities(paths: Iterable[Path]) -> frozenset[Identity]:
    """Return which files these are, whatever other names they have."""
    found: set[Identity] = set()
    for path in paths:
        with contextlib.suppress(OSError):
            status = path.stat()
            found.add((status.st_dev, status.st_ino))
    return frozenset(found)


@contextlib.contextmanager
def opened(path: Path, apart: frozenset[Identity] = frozenset()) -> Generator[BinaryIO]:
    """Open a file for reading its bytes, of whatever size.

    Args:
        path: the file.
        apart: files that must not even be opened: those of the open library.  When a process
            closes a file, the system takes away all locks it holds on it, those of SQLite too.

    Raises:
        FileUnreadable: it is gone, or may not be read; also while it is being read.
        NotAThread: it is no ordinary file, or a part of the library.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _special(path)
        if (status.st_dev, status.st_ino) in apart:
            raise _library(path)
        # without waiting, should it have become a pipe that nobody writes to
        handle = os.open(path, os.O_RDONLY | _NO_WAITING | _BINARY)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise _special(path)
            yield file
    except OSError as error:
        raise _unreadable(path, error) from error


def status_of(file: BinaryIO) -> os.stat_result:
    """Return what the system says of an open file."""
    return os.fstat(file.fileno())


def modified(status: os.stat_result) -> str | None:
    """Return when a file was last written, as far as the system says."""
    return _moment(status.st_mtime)


_BINARY: int = getattr(os, "O_BINARY", 0)
_NO_WAITING: int = getattr(os, "O_NONBLOCK", 0)


def _moment(seconds: float) -> str | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat()
    except (OverflowError, ValueError, OSError):
        return None


def too_large(name: str, size: int) -> NotAThread:
    """Return the refusal of what is too large to be one saved thread."""
    return NotAThread(
        "{name} is larger than what is read as one saved thread ({megabytes} MB of at most {most} "
        "MB); nothing was stored.",
        "Save the pages of the thread one by one.",
        f"{size} bytes",
        name=name,
        megabytes=round(size / 1_048_576),
        most=MOST_BYTES // 1_048_576,
    )


def _special(path: Path) -> NotAThread:
    return NotAThread(
        "{name} is no ordinary file; nothing was stored.",
        "Choose saved pages, or a folder of them.",
        name=path.name,
    )


def _link(path: Path) -> NotAThread:
    return NotAThread(
        "{name} is a link that leads out of the folder; it was not followed.",
        "Import what it leads to by its own name.",
        name=path.name,
    )


def _library(path: Path) -> NotAThread:
    return NotAThread(
        "{name} is a part of the open library; nothing was stored.",
        "Keep the library apart from the saved pages.",
        name=path.name,
    )


def _empty(path: Path) -> NotAThread:
    return NotAThread(
        "The folder {name} holds no files to import; nothing was stored.",
        "Choose the folder the saved pages are in; hidden files are left out.",
        name=path.name,
    )


def _unreadable(path: Path, error: OSError) -> FileUnreadable:
    if isinstance(error, FileNotFoundError):
        return FileUnreadable(
            "{name} is not there (any more); nothing was stored.",
            "Check the name, or whether the disk is connected.",
            str(error),
            name=path.name,
        )
    return FileUnreadable(
        "{name} could not be read: {reason}; nothing was stored.",
        "Check that you may read it, and the disk it lies on.",
        str(error),
        name=path.name,
        reason=error.strerror or type(error).__name__,
    )
