"""The original bytes of a capture, read back as they were saved and verified by their digest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from db import files
from db.errors import FileUnreadable, LibraryDamaged, NotFound
from db.records import CaptureId
from db.threads.skeleton import raise_if_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from db.records import ThreadId
    from db.store import Store


def original(store: Store, capture: CaptureId) -> Iterator[bytes]:
    """Yield the saved bytes of a capture, a chunk of at most 1 MiB at a time, not verified.

    Raises:
        NotFound: there is no such capture.
    """
    _digest(store, capture)
    ordinal = 0
    while True:
        with store.read() as connection:
            data = connection.exec_driver_sql(
                "SELECT data FROM capture_chunk WHERE capture_id = ? AND ordinal = ?",
                (capture, ordinal),
            ).scalar_one_or_none()
        if data is None:
            return
        yield bytes(data)
        ordinal += 1


def save_original(store: Store, capture: CaptureId, path: Path) -> int:
    """Write the saved bytes of a capture to a new file and return how many they are.

    The file gets its name only when its bytes are whole, on the disk, and have the digest they
    were saved with; a file that is there already is left alone.

    Raises:
        NotFound: there is no such capture.
        LibraryDamaged: the bytes are not those that were saved.
        FileUnreadable: the file exists, is to be put in the place of a side file of the library,
            or cannot be written.
    """
    expected = _digest(store, capture)
    damaged = LibraryDamaged(
        "The saved bytes of capture {capture} are damaged; no file was written.",
        "Run “beilin check”, and look for a backup of the library.",
        capture=capture,
    )
    return write_verified(store, path, original(store, capture), expected, damaged)


def write_verified(
    store: Store, path: Path, data: Iterable[bytes], sha256: str, damaged: LibraryDamaged
) -> int:
    """Write bytes of the library to a new file and return how many they are.

    Args:
        store: the library, beside which no side file of its own may be written.
        path: the file.
        data: the bytes, in pieces.
        sha256: the digest they must have.
        damaged: raised where they have another.

    Raises:
        FileUnreadable: as ``save_original``.
    """
    if files.is_reserved(path, store.place):
        raise FileUnreadable(
            "{path} is the name of a side file of the library; nothing was written.",
            "Choose another name.",
            path=path,
        )
    if files.is_there(path):
        raise _exists(path)
    temporary = files.beside(path)
    digest = hashlib.sha256()
    size = 0
    try:
        with temporary.open("xb") as file:
            for piece in data:
                digest.update(piece)
                size += file.write(piece)
        if digest.hexdigest() != sha256:
            damaged.detail = f"SHA-256 {digest.hexdigest()}, expected {sha256}"
            raise damaged
        files.put(temporary, path)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise FileUnreadable(
            "{path} could not be written: {reason}.",
            "Choose a folder you may write to, with enough room.",
            str(error),
            path=path,
            reason=error.strerror,
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return size


def shown_capture(store: Store, thread: ThreadId) -> CaptureId:
    """Return which of the captures of a thread is shown.

    Raises:
        NotFound: there is no such thread.
    """
    with store.read() as connection:
        raise_if_unknown(connection, thread)
        found = connection.exec_driver_sql("SELECT capture_id FROM thread WHERE id = ?", (thread,))
        return CaptureId(found.scalar_one())


def _exists(path: Path) -> FileUnreadable:
    return FileUnreadable(
        "{path} exists already and was left as it is.", "Choose another name.", path=path
    )


def _digest(store: Store, capture: CaptureId) -> str:
    with store.read() as connection:
        found = connection.exec_driver_sql(
            "SELECT sha256 FROM capture WHERE id = ?", (capture,)
        ).scalar_one_or_none()
    if found is None:
        raise NotFound(
            "There is no capture {capture} in this library.",
            "Use “beilin show” to see the captures of a thread.",
            capture=capture,
        )
    return str(found)
