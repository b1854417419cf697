"""The bytes of a capture on their way into the library: held in memory, or read from their file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from db.errors import FileUnreadable, NotAThread
from db.importing import sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

CHUNK = 1_048_576
HELD = 4 * CHUNK
"""Files up to this size are held in memory from the first reading of them to the writing."""


class Changed(FileUnreadable):
    """A file is not any more what was read of it before."""


class Original(Protocol):
    """The bytes as they were saved."""

    @property
    def size(self) -> int:
        """How many they are."""
        ...

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Yield them, 1 MiB at a time.

        Raises:
            Changed: they cannot be read any more, or are not those that were read before.
        """
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes in memory."""

    data: bytes

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.data)

    def chunks(self) -> Iterator[memoryview]:
        """Yield them, 1 MiB at a time."""
        view = memoryview(self.data)
        for start in range(0, len(view), CHUNK):
            yield view[start : start + CHUNK]


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Bytes that are read from their file again when they are wanted."""

    path: Path
    size: int
    sha256: str
    apart: frozenset[sources.Identity] = frozenset()

    def chunks(self) -> Iterator[bytes]:
        """Yield them, 1 MiB at a time; raises at the end if they are not what they were."""
        digest = hashlib.sha256()
        try:
            with sources.opened(self.path, self.apart) as file:
                while data := file.read(CHUNK):
                    digest.update(data)
                    yield data
        except (FileUnreadable, NotAThread) as error:  # gone, or a pipe by now
            raise changed(self.path) from error
        if digest.hexdigest() != self.sha256:
            raise changed(self.path)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a first look at a file tells: its digest, its bytes if few, when it was saved."""

    original: Original
    sha256: str
    modified: str | None


def _anything(_beginning: bytes, _name: str) -> bool:
    return True


def look(
    path: Path,
    apart: frozenset[sources.Identity] = frozenset(),
    streamed: Callable[[bytes, str], bool] = _anything,
) -> Looked:
    """Read a file once for its digest.

    Args:
        path: the file.
        apart: files that must not be opened, as for ``sources.opened``.
        streamed: tells of a large file, by its beginning and its name, whether it is read as a
            stream; any other is refused before it is read through.

    Raises:
        FileUnreadable: it is gone, or may not be read.
        NotAThread: it is no ordinary file, a part of the library, or larger than what is read.
    """
    with sources.opened(path, apart) as file:
        status = sources.status_of(file)
        saved = sources.modified(status)
        first = file.read(HELD + 1)
        if len(first) <= HELD:
            return Looked(Held(first), hashlib.sha256(first).hexdigest(), saved)
        if status.st_size > sources.MOST_BYTES and not streamed(first, path.name):
            raise sources.too_large(path.name, status.st_size)
        digest = hashlib.sha256(first)
        size = len(first)
        while data := file.read(CHUNK):
            digest.update(data)
            size += len(data)
    sha256 = digest.hexdigest()
    return Looked(OnDisk(path, size, sha256, apart), sha256, saved)


def verify(file: BinaryIO, path: Path, sha256: str) -> None:
    """Make sure that an open file holds the bytes of a digest; it stands at its beginning after.

    Raises:
        Changed: it does not.
    """
    digest = hashlib.sha256()
    file.seek(0)
    while data := file.read(CHUNK):
        digest.update(data)
    if digest.hexdigest() != sha256:
        raise changed(path)
    file.seek(0)


def changed(path: Path) -> Changed:
    """Return the refusal of a file that was written to while it was being read."""
    return Changed(
        "{name} was changed while it was being read; nothing of it was stored.",
        "Wait until the program that writes it has finished, and import it again.",
        name=path.name,
    )
