"""Files packed by gzip (RFC 1952): one document in one or several members, or a stream of them."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.containers.parts import Container, Document
from db.importing.containers.reading import (
    BLOCK,
    FREELY,
    Meter,
    TooMuch,
    damaged,
    part_too_large,
    read_at_most,
    too_much,
    truncated,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

    from db.importing.containers.parts import Limits, Picture
    from db.importing.containers.reading import Readable
    from db.importing.page import Origin
    from db.records import Finding

MAGIC = b"\x1f\x8b\x08"
_MEMBER = 16 + zlib.MAX_WBITS
_MOST_DAMAGES = 1_000


class Gunzip(io.RawIOBase):
    """The bytes that are packed in a stream, with a bound on how many may come of how few.

    Where the packed bytes are damaged it ends; ``resume`` goes on behind the damage.

    Attributes:
        damages: how often the packed bytes were damaged, or followed by what is no gzip.
        cut: whether they end inside of a member.
    """

    def __init__(self, file: Readable, limits: Limits, meter: Meter) -> None:
        super().__init__()
        self._file = file
        self._ratio = limits.ratio
        self._meter = meter
        self._inflate = zlib.decompressobj(_MEMBER)
        self._waiting = b""
        self._begun = False
        self._ended = False
        self._eaten = 0
        self._given = 0
        self.damages = 0
        self.cut = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer; return how many bytes.

        Raises:
            TooMuch: more comes out than the limits allow.
        """
        view = memoryview(buffer).cast("B")
        while not self._ended:
            if not self._waiting and not self._fill():
                self.cut = self.cut or self._begun
                self._ended = True
                break
            try:
                data = self._inflate.decompress(self._waiting, len(view))
            except zlib.error:
                self._stop()
                break
            self._begun = True
            self._waiting = self._inflate.unconsumed_tail
            if self._inflate.eof:
                self._next_member()
            if data:
                self._count(len(data))
                view[: len(data)] = data
                return len(data)
        return 0

    def resume(self) -> bool:
        """Go on with the next member behind a damage; tell whether there is one."""
        if self.damages > _MOST_DAMAGES:
            return False
        while True:
            at = self._waiting.find(MAGIC)
            if at >= 0:
                self._waiting = self._waiting[at:]
                self._inflate = zlib.decompressobj(_MEMBER)
                self._begun = self._ended = False
                return True
            kept = self._waiting[-2:]
            self._waiting = b""
            if not self._fill():
                return False
            self._waiting = kept + self._waiting

    def _fill(self) -> bool:
        block = self._file.read(BLOCK) or b""
        self._eaten += len(block)
        self._waiting += block
        return bool(block)

    def _stop(self) -> None:
        self.damages += 1
        self._ended = True
        self._waiting = self._waiting[1:]

    def _next_member(self) -> None:
        """Begin the member that follows; zero bytes may fill up a block."""
        self._begun = False
        self._waiting = self._inflate.unused_data.lstrip(b"\0")
        while len(self._waiting) < 2 and self._fill():
            self._waiting = self._waiting.lstrip(b"\0")
        if self._waiting.startswith(MAGIC[:2]):
            self._inflate = zlib.decompressobj(_MEMBER)
            return
        self._ended = True
        self.damages += 1 if self._waiting else 0

    def _count(self, size: int) -> None:
        self._given += size
        self._meter.spend(size)
        if self._given > FREELY + self._ratio * self._eaten:
            raise TooMuch


def peek(head: bytes) -> bytes:
    """Return the first bytes that are packed in the beginning of a gzip file; none in any other."""
    if not head.startswith(MAGIC):
        return b""
    try:
        return zlib.decompressobj(_MEMBER).decompress(head, 4_096)
    except zlib.error:
        return b""


def _claims(head: bytes, _name: str) -> bool:
    return head.startswith(MAGIC)


def _parts(
    file: BinaryIO, origin: Origin, limits: Limits
) -> Iterator[Document | Picture | Finding]:
    stream = Gunzip(file, limits, Meter(limits))
    buffered = io.BufferedReader(stream, BLOCK)
    try:
        data = read_at_most(buffered, limits.each)
    except TooMuch:
        yield too_much(origin.name)
        return
    if data is None:
        yield part_too_large(origin.name, _inside(origin.name), limits.each)
        return
    if data:
        yield Document(data, replace(origin, name=_inside(origin.name)))
    if stream.damages:
        yield damaged(origin.name, f"after {len(data)} bytes")
    elif stream.cut:
        yield truncated(origin.name)


def _inside(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") and len(name) > 3 else name


CONTAINER = Container(
    name="gzip",
    title="file packed by gzip",
    keys=("1F 8B 08",),
    proven=False,
    claims=_claims,
    parts=_parts,
)
