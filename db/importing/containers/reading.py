"""Reading what lies in a container with a bound on how much; and what is said when it is too much.

Bombs are small files of which very much comes out.  Whatever reads a container counts what came
out, dropped or not, with a ``Meter``, and ends with a finding where it is more than its ``Limits``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from db.importing.containers.parts import Limits

BLOCK = 65_536
FREELY = 1 << 20
"""So much may come out of anything, however few bytes it lies in."""


class Readable(Protocol):
    """What gives bytes from front to back."""

    def read(self, size: int = -1, /) -> bytes | None:
        """Return at most so many bytes; none at the end."""
        ...


class TooMuch(Exception):
    """More came out of a container than its limits allow; it is not read any further."""


class Meter:
    """Counts the parts and the bytes that come out of one container."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts = 0
        self._bytes = 0

    def part(self) -> None:
        """Count a part.

        Raises:
            TooMuch: there were too many.
        """
        self._parts += 1
        if self._parts > self._limits.parts:
            raise TooMuch

    def spend(self, size: int) -> None:
        """Count bytes that came out.

        Raises:
            TooMuch: there were too many.
        """
        self._bytes += size
        if self._bytes > self._limits.total:
            raise TooMuch


def read_at_most(stream: Readable, most: int) -> bytes | None:
    """Return all bytes of a stream; ``None`` if there are more than ``most``."""
    blocks: list[bytes] = []
    size = 0
    while block := stream.read(BLOCK):
        size += len(block)
        if size > most:
            return None
        blocks.append(block)
    return b"".join(blocks)


def read_up_to(stream: Readable, size: int) -> bytes:
    """Return the first bytes of a stream, fewer only where it ends."""
    blocks: list[bytes] = []
    while size > 0 and (block := stream.read(size)):
        blocks.append(block)
        size -= len(block)
    return b"".join(blocks)


class Continued(io.RawIOBase):
    """A stream of which the beginning was read already."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer; return how many bytes."""
        view = memoryview(buffer).cast("B")
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._rest.read(len(view)) or b""
        view[: len(data)] = data
        return len(data)


def too_much(name: str) -> Finding:
    """Say that a container holds more than is read."""
    return finding(
        "container-too-large",
        Severity.WARNING,
        "{name} holds more than what is read of one file; what came first was read, the rest was "
        "left out.",
        name=name,
    )


def part_too_large(name: str, part: str, most: int) -> Finding:
    """Say that one part of a container is larger than is read."""
    return finding(
        "part-too-large",
        Severity.WARNING,
        "{part} in {name} is larger than what is read of one page ({megabytes} MB) and was left "
        "out.",
        part,
        part=part,
        name=name,
        megabytes=most // 1_048_576,
    )


def damaged(name: str, detail: str) -> Finding:
    """Say that a container is damaged."""
    return finding(
        "container-damaged",
        Severity.WARNING,
        "{name} is damaged; what is sound of it was read.",
        detail,
        name=name,
    )


def truncated(name: str) -> Finding:
    """Say that a container ends before its end."""
    return finding(
        "container-truncated",
        Severity.WARNING,
        "{name} ends too early; what is there was read.",
        name=name,
    )


def part_damaged(name: str, part: str, detail: str = "") -> Finding:
    """Say that one part of a container is damaged or cut."""
    return finding(
        "part-damaged",
        Severity.WARNING,
        "{part} in {name} is damaged or cut; what could be read of it was read.",
        detail or part,
        part=part,
        name=name,
    )
