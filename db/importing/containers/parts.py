"""What comes out of a container: documents, pictures, and findings about what does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from io import RawIOBase
    from typing import BinaryIO

    from db.importing.page import Origin
    from db.records import Finding


@dataclass(frozen=True, slots=True)
class Document:
    """A page inside a container, or the file itself.

    Attributes:
        data: its bytes, transfer encodings undone.
        origin: name, address and time as far as the container says.
        media_type: what the container says it is, e.g. ``text/html``; empty where it says nothing.
        charset: the character set the container says; empty where it says none.
    """

    data: bytes
    origin: Origin
    media_type: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that lies in a container.

    Attributes:
        names: what pages call it: addresses, ``cid:`` names, relative paths.
    """

    data: bytes
    names: tuple[str, ...]
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Inner:
    """A file in a container, not read yet; it may be a container itself.

    It must be read before the next part is asked for.

    Attributes:
        file: gives its bytes from front to back; raises nothing for damaged ones but ends there.
        size: how many bytes it says it has.
    """

    file: RawIOBase
    size: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Limits:
    """How much comes out of a container at most; what is beyond is a finding, never a crash.

    Attributes:
        total: bytes of all parts together.
        each: bytes of one part.
        parts: number of parts.
        ratio: bytes that come out for one byte that lies in the file (bombs have 1,000 and more).
        depth: containers inside containers.
    """

    total: int = 1 << 30
    each: int = 32 << 20
    parts: int = 20_000
    ratio: int = 200
    depth: int = 3

    def inside(self, total: int, parts: int) -> Limits:
        """Return what holds for a container in this one, when so much may still come out."""
        return replace(
            self,
            depth=self.depth - 1,
            total=max(0, min(self.total, total)),
            parts=max(0, min(self.parts, parts)),
        )


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of container.

    Attributes:
        name: stable word, e.g. ``mhtml``.
        title: the kind in words, for people.
        keys: what it is recognised by, for people.
        proven: whether it was proven on real captures.
        claims: whether a file is one, by its first 65,536 bytes and its name.
        parts: its parts, one at a time; raises nothing on any bytes.
        sequential: whether it is read from front to back, so that it can be a stream.
    """

    name: str
    title: str
    keys: tuple[str, ...]
    proven: bool
    claims: Callable[[bytes, str], bool]
    parts: Callable[[BinaryIO, Origin, Limits], Iterator[Document | Picture | Inner | Finding]]
    sequential: bool = True
