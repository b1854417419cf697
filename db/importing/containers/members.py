"""The members of a ZIP file: their bytes, and where they lie if its directory is lost.

After APPNOTE.TXT 6.3, §4.3: each member has a head of its own before its bytes; the directory that
names them all stands at the end, so that a file which was cut has none.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from db.importing.containers.reading import BLOCK, FREELY

if TYPE_CHECKING:
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

    from db.importing.containers.parts import Limits

_HEAD = b"PK\x03\x04"
_HEAD_SIZE = 30
_UTF_8 = 0x800
_SIZES_BEHIND = 0x08
_BEHIND = 24
_LARGE = 0xFFFFFFFF


class Member(io.RawIOBase):
    """The bytes of a member; they end where it is damaged.

    The library checks before it hands out the last bytes, and keeps them where the check fails;
    here they are had.

    Attributes:
        problem: how it is damaged; empty as long as it is not known to be.
    """

    def __init__(self, file: BinaryIO, member: zipfile.ZipInfo) -> None:
        super().__init__()
        self._file = file
        self._inflate = (
            zlib.decompressobj(-zlib.MAX_WBITS)
            if member.compress_type == zipfile.ZIP_DEFLATED
            else None
        )
        self._packed = member.compress_size
        self._left = member.file_size
        self._expected = member.CRC
        self._sum = 0
        self._waiting = b""
        self._place = 0
        self.problem = ""
        self._begin(member.header_offset)

    def _begin(self, place: int) -> None:
        """Find where the bytes begin: behind a head (APPNOTE §4.3.7) with a name and more."""
        if not 0 <= place < self._file.seek(0, io.SEEK_END):
            self.problem = "it lies outside of the file"
            return
        self._file.seek(place)
        head = self._file.read(_HEAD_SIZE)
        if len(head) < _HEAD_SIZE or not head.startswith(_HEAD):
            self.problem = "its head is not there"
            return
        name, more = struct.unpack_from("<HH", head, 26)
        self._place = place + _HEAD_SIZE + name + more

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read into a buffer; return how many bytes."""
        view = memoryview(buffer).cast("B")
        data = b""
        if not self.problem and self._left:
            try:
                data = self._next(min(len(view), self._left))
            except zlib.error as error:
                self.problem = str(error)
                return 0
            self._left -= len(data)
            self._sum = zlib.crc32(data, self._sum)
            if not data:
                self.problem = "it ends too early"
            elif not self._left and self._sum != self._expected:
                self.problem = "its check sum is another"
        view[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        """Return at most so many bytes; none at the end."""
        if self._inflate is None:
            return self._raw(size)
        while not self._inflate.eof:
            if not self._waiting:
                self._waiting = self._raw(BLOCK)
            data = self._inflate.decompress(self._waiting, size)
            ended = not self._waiting
            self._waiting = self._inflate.unconsumed_tail
            if data or ended:
                return data
        return b""

    def _raw(self, size: int) -> bytes:
        self._file.seek(self._place)
        data = self._file.read(min(size, self._packed))
        self._place += len(data)
        self._packed -= len(data)
        return data


def salvaged(file: BinaryIO, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the members that can be found without a directory, from the beginning of the file."""
    found: list[zipfile.ZipInfo] = []
    at = 0
    while len(found) <= limits.parts:
        file.seek(at)
        head = file.read(_HEAD_SIZE)
        if len(head) < _HEAD_SIZE or not head.startswith(_HEAD):
            break
        flags, packing = struct.unpack_from("<HH", head, 6)
        check, packed, plain, name, more = struct.unpack_from("<LLLHH", head, 14)
        member = zipfile.ZipInfo(
            file.read(name).decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
        )
        member.flag_bits, member.compress_type, member.header_offset = flags, packing, at
        member.CRC, member.compress_size, member.file_size = check, packed, plain
        at += _HEAD_SIZE + name + more
        if flags & _SIZES_BEHIND and not packed:
            if packing != zipfile.ZIP_DEFLATED or not _measure(file, at, member, limits.ratio):
                break
        elif _LARGE in (packed, plain):
            break
        found.append(member)
        at += member.compress_size
        if flags & _SIZES_BEHIND:
            file.seek(at)
            at += max(0, file.read(_BEHIND + len(_HEAD)).find(_HEAD))
    return found


def _measure(file: BinaryIO, start: int, member: zipfile.ZipInfo, ratio: int) -> bool:
    """Find out how large a member is whose sizes stand behind it; tell whether that may be read."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    file.seek(start)
    eaten = given = check = 0
    waiting = b""
    while not inflate.eof:
        if not waiting:
            waiting = file.read(BLOCK)
            eaten += len(waiting)
        ended = not waiting
        try:
            data = inflate.decompress(waiting, BLOCK)
        except zlib.error:
            ended, data = True, b""
        waiting = inflate.unconsumed_tail
        given += len(data)
        check = zlib.crc32(data, check)
        if given > FREELY + ratio * eaten:
            return False
        if ended and not data:
            # one more than there are, so that its reader meets the end too early
            given += 1
            break
    member.compress_size = eaten - len(inflate.unused_data)
    member.file_size, member.CRC = given, check
    return True
