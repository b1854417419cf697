"""Saved pages packed together: ZIP, and WACZ (a ZIP with web archives in it).

Nothing is written to disk, so that names in it lead nowhere: they are only names.  A member is
unpacked when its turn comes, and only so far as it may be wanted.
"""

from __future__ import annotations

import errno
import io
import stat
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from db.importing.containers.members import Member, salvaged
from db.importing.containers.parts import Container, Inner, Picture
from db.importing.containers.reading import (
    FREELY,
    Meter,
    TooMuch,
    damaged,
    part_damaged,
    part_too_large,
    read_at_most,
    too_much,
)
from db.importing.kinds import kind_of_bytes
from db.importing.neighbours import PICTURES, UNWANTED, above, page_folders, picture_names
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import BinaryIO

    from db.importing.containers.parts import Document, Limits
    from db.importing.page import Origin
    from db.records import Finding

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError,
    NotImplementedError, RuntimeError, IndexError, KeyError,
)  # fmt: skip
"""What the library raises for damaged directories."""
_READ = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_END_64_SIZE = 56
_MOST_DIRECTORY = 16 << 20
_UTF_8 = 0x800
_ENCRYPTED = 0x41
_FOR_READERS_OF_WACZ = ("pages/", "indexes/", "logs/", "datapackage")


def _claims_zip(head: bytes, _name: str) -> bool:
    return kind_of_bytes(head) in ("ZIP", "WACZ")


def _claims_wacz(head: bytes, name: str) -> bool:
    kind = kind_of_bytes(head)
    return kind == "WACZ" or (kind == "ZIP" and name.lower().endswith(".wacz"))


def _parts(
    file: BinaryIO, origin: Origin, limits: Limits
) -> Iterator[Document | Picture | Inner | Finding]:
    if _directory_size(file) > _MOST_DIRECTORY:
        yield too_much(origin.name)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (*_BROKEN, OSError) as error:
        # the library says of a disk that fails that the file is no ZIP
        for each in (error, error.__context__):
            # a damaged directory may name places before the beginning of the file
            if isinstance(each, OSError) and each.errno != errno.EINVAL:
                raise each from None
        yield damaged(origin.name, str(error) or type(error).__name__)
        members = salvaged(file, limits)
    try:
        yield from _Archive(file, members, origin, limits).parts()
    except TooMuch:
        yield too_much(origin.name)


def _directory_size(file: BinaryIO) -> int:
    """Return the size that the directory says it has: it is read whole, so it must not be huge."""
    size = file.seek(0, io.SEEK_END)
    start = max(0, size - _END_SIZE - 0xFFFF)
    file.seek(start)
    tail = file.read(size - start)
    at = tail.rfind(_END)
    found = 0
    if 0 <= at <= len(tail) - _END_SIZE:
        found = _number("<L", tail, at + 12)
        if at >= _LOCATOR_SIZE and tail.startswith(_LOCATOR, at - _LOCATOR_SIZE):
            place = _number("<Q", tail, at - _LOCATOR_SIZE + 8)
            file.seek(min(place, size))
            found = max(
                found, _number("<Q", file.read(_END_64_SIZE).ljust(_END_64_SIZE, b"\0"), 40)
            )
    file.seek(0)
    return found if found != 0xFFFFFFFF else 0


def _number(form: str, data: bytes, at: int) -> int:
    found: int = struct.unpack_from(form, data, at)[0]
    return found


class _Archive:
    """A ZIP file that is being read."""

    def __init__(
        self, file: BinaryIO, members: list[zipfile.ZipInfo], origin: Origin, limits: Limits
    ) -> None:
        self._file = file
        self._members = members
        self._origin = origin
        self._limits = limits
        self._meter = Meter(limits)

    def parts(self) -> Iterator[Picture | Inner | Finding]:
        """Yield the members that may be wanted.

        Raises:
            TooMuch: they are more than the limits allow.
        """
        names = [_name(member) for member in self._members]
        wacz = "datapackage.json" in names
        folders = page_folders(names)
        places = {name[: name.rfind("/") + 1] for name in names if _is_page(name)}
        for member, name in zip(self._members, names, strict=True):
            if name.endswith("/") or not member.file_size or _is_furniture(name):
                continue
            if wacz and name.startswith(_FOR_READERS_OF_WACZ):
                continue
            self._meter.part()
            if PurePosixPath(name).suffix.lower() in UNWANTED:
                continue
            picture = PurePosixPath(name).suffix.lower() in PICTURES
            if not picture and any(folder in folders for folder in above(name)):
                continue
            yield from self._member(member, name, places if picture else None)

    def _member(
        self, member: zipfile.ZipInfo, name: str, places: Collection[str] | None
    ) -> Iterator[Picture | Inner | Finding]:
        refusal = self._refusal(member, name)
        if refusal is not None:
            yield refusal
            return
        stream = Member(self._file, member)
        if places is None:
            self._meter.spend(member.file_size)
            yield Inner(stream, member.file_size, replace(self._origin, name=_last(name)))
        else:
            data = read_at_most(stream, self._limits.each)
            if data is None:
                yield part_too_large(self._origin.name, name, self._limits.each)
            elif data:
                self._meter.spend(len(data))
                yield Picture(data, picture_names(name, places))
        if stream.problem:
            yield part_damaged(self._origin.name, name, stream.problem)

    def _refusal(self, member: zipfile.ZipInfo, name: str) -> Finding | None:
        if stat.S_ISLNK(member.external_attr >> 16):
            return finding(
                "part-is-a-link",
                Severity.WARNING,
                "{part} in {name} is a link to another file; links are not followed.",
                name,
                part=name,
                name=self._origin.name,
            )
        if member.flag_bits & _ENCRYPTED:
            return finding(
                "part-encrypted",
                Severity.WARNING,
                "{part} in {name} is protected by a password and was left out.",
                name,
                part=name,
                name=self._origin.name,
            )
        if member.compress_type not in _READ:
            return finding(
                "part-packed",
                Severity.WARNING,
                "{part} in {name} is packed in a way that is not read ({packing}) and was left "
                "out.",
                name,
                part=name,
                name=self._origin.name,
                packing=member.compress_type,
            )
        if member.file_size > FREELY + self._limits.ratio * member.compress_size:
            return part_too_large(self._origin.name, name, self._limits.each)
        return None


def _name(member: zipfile.ZipInfo) -> str:
    """Return the name of a member; those of Chinese systems are in their own encodings."""
    name = member.orig_filename.partition("\0")[0]
    if not member.flag_bits & _UTF_8 and not name.isascii():
        name = _renamed(name)
    return name if "/" in name else name.replace("\\", "/")


def _renamed(name: str) -> str:
    try:
        data = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030", "cp950"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _last(name: str) -> str:
    """Return the last of the names in a path; a page's name is often its title."""
    return PurePosixPath(name.replace("\\", "/")).name or name


def _is_page(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() not in PICTURES | UNWANTED


def _is_furniture(name: str) -> bool:
    """Whether a member is what systems leave in archives, not what was saved."""
    path = PurePosixPath(name)
    return name.startswith("__MACOSX/") or path.name in (".DS_Store", "Thumbs.db", "desktop.ini")


ZIP = Container(
    name="zip",
    title="pages packed together (ZIP)",
    keys=("PK 03 04",),
    proven=False,
    claims=_claims_zip,
    parts=_parts,
    sequential=False,
)
WACZ = Container(
    name="wacz",
    title="web archive in a ZIP (WACZ)",
    keys=("datapackage.json", "archive/*.warc.gz"),
    proven=False,
    claims=_claims_wacz,
    parts=_parts,
    sequential=False,
)
