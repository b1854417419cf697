"""Put whole files in their place: written beside it, synced, then linked in, never over another.

The library, its backups and originals saved back out all go this way, so that a kill at any
moment leaves either nothing or the whole file, and a file that was there already is never lost.
Only where the filesystem has no hard links, a kill may leave an empty file.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_NAME_BYTES = 200

# Filesystems without hard links answer with one of these (FAT, some network shares).
_NO_LINKS = frozenset(
    {errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
)


def beside(destination: Path) -> Path:
    """Return a hidden, unused name in the folder of ``destination`` for writing it.

    Of a long name only the beginning is in it: names have 255 bytes at most, and a database needs
    some for those of its side files.
    """
    import secrets  # noqa: PLC0415 - slow to load, and every start loads this module

    start = os.fsdecode(os.fsencode(destination.name)[:_NAME_BYTES])
    return destination.with_name(f".{start}.{secrets.token_hex(6)}.part")


def side_files(database: Path) -> tuple[Path, Path]:
    """Return the names of the log and of its index that SQLite keeps beside a database file."""
    real = database.resolve()
    return real.with_name(real.name + "-wal"), real.with_name(real.name + "-shm")


def reserved(database: Path) -> tuple[Path, ...]:
    """Return all names that SQLite takes for its own beside a database file.

    Those of its side files, and that of a journal: whatever has that name is played back into the
    database or deleted when the database is opened.
    """
    real = database.resolve()
    return (*side_files(database), real.with_name(real.name + "-journal"))


def is_reserved(path: Path, database: Path) -> bool:
    """Tell whether SQLite would take a file of this name for its own beside ``database``."""
    return path.parent.resolve() / path.name in reserved(database)


def sync(file: Path) -> None:
    """Wait until the bytes of ``file`` are on the disk."""
    # Windows syncs only what may be written
    handle = os.open(file, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        if sys.platform == "darwin":  # pragma: no cover - where tests do not run
            import fcntl  # noqa: PLC0415 - not there on Windows

            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # a plain sync stops at the cache of the disk
        else:
            os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on the disk, where the system can do that."""
    if os.name != "posix":
        return
    sync(folder)


def put(temporary: Path, destination: Path) -> None:
    """Give the finished file ``temporary`` its name; an existing file is never overwritten.

    Raises:
        FileExistsError: something has that name; it is left alone, and so is ``temporary``.
        OSError: the folder cannot be written.
    """
    sync(temporary)
    try:
        os.link(temporary, destination, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in _NO_LINKS:
            raise
        # No hard links here: claim the name first, then move the file over our own empty one.
        destination.touch(mode=0o600, exist_ok=False)
        temporary.replace(destination)
    else:
        temporary.unlink()
    sync_folder(destination.parent)


def discard(temporary: Path) -> None:
    """Remove an unfinished file and what a database has beside it, if they are there."""
    for name in (temporary, *reserved(temporary)):
        name.unlink(missing_ok=True)


def free_bytes(folder: Path) -> int:
    """Return how many bytes are free for us on the disk of ``folder``.

    A disk that does not tell its size does not tell what is free either: then, very many.
    """
    usage = shutil.disk_usage(folder)
    return usage.free if usage.total else sys.maxsize


def is_there(path: Path) -> bool:
    """Tell whether anything has this name, as far as we may look; a link that leads nowhere, too.

    ``Path.exists`` raises where a folder above may not be entered.
    """
    return os.path.lexists(path)


def may_write(path: Path) -> bool:
    """Say whether a file or folder may be written.

    The system lets its administrator write everything; a file or folder whose write bits are all
    off was locked on purpose, and that wish holds for the administrator too.

    Raises:
        OSError: ``path`` cannot be looked at.
    """
    return bool(path.stat().st_mode & 0o222) and os.access(path, os.W_OK)
