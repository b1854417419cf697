"""Web archives (WARC 1.0 and 1.1, ISO 28500): the answers in them are documents and pictures.

Records are read one at a time from front to back, packed each by itself, all in one, or not at all.
Where a file is damaged, reading goes on with the next record that begins.  (The usual library
writes its complaints to the error stream, keeps lines of any length in memory, and gives up at the
first damage.)
"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db.importing.containers.gzip_ import Gunzip, peek
from db.importing.containers.headers import LINE, media_type, parameter, read_fields
from db.importing.containers.http_body import UnknownPacking, unchunked, unpacked
from db.importing.containers.parts import Container, Document, Picture
from db.importing.containers.reading import (
    BLOCK,
    Continued,
    Meter,
    TooMuch,
    damaged,
    part_damaged,
    part_too_large,
    read_up_to,
    too_much,
    truncated,
)
from db.importing.kinds import IMAGES, kind_of_bytes
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from db.importing.containers.parts import Limits
    from db.importing.page import Origin
    from db.records import Finding

_WORDS = frozenset((
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/json",
    "text/json", "application/activity+json", "application/ld+json", "text/xml",
    "application/xml", "application/rss+xml", "application/atom+xml", "message/rfc822",
))  # fmt: skip
_MAGIC = b"WARC/"
_NAMED = 300


def _claims(head: bytes, _name: str) -> bool:
    return head.startswith(_MAGIC) or peek(head).startswith(_MAGIC)


def _parts(
    file: BinaryIO, origin: Origin, limits: Limits
) -> Iterator[Document | Picture | Finding]:
    archive = _Archive(file, origin, limits)
    try:
        yield from archive.parts()
    except TooMuch:
        yield too_much(origin.name)
        return
    if archive.damages:
        yield damaged(origin.name, f"{archive.damages} places")
    if archive.cut:
        yield truncated(origin.name)


class _Archive:
    """A web archive that is being read.

    Attributes:
        cut: whether it ends inside of a record.
    """

    def __init__(self, file: BinaryIO, origin: Origin, limits: Limits) -> None:
        self._origin = origin
        self._limits = limits
        self._meter = Meter(limits)
        self._packed: Gunzip | None = None
        head = read_up_to(file, len(_MAGIC))
        self._file: BinaryIO = io.BufferedReader(Continued(head, file), BLOCK)
        if head != _MAGIC:
            self._packed = Gunzip(self._file, limits, self._meter)
            self._file = io.BufferedReader(self._packed, BLOCK)
        self._left = 0
        self._astray = False
        self._short = False
        self._lost = 0
        self.cut = False

    @property
    def damages(self) -> int:
        """In how many places no record begins where one should, or nothing can be unpacked."""
        return self._lost + (self._packed.damages if self._packed is not None else 0)

    def parts(self) -> Iterator[Document | Picture | Finding]:
        """Yield what is in the archive.

        Raises:
            TooMuch: it is more than the limits allow.
        """
        while (fields := self._next()) is not None:
            self._meter.part()
            yield from self._record(fields)
            while self._left and self._file_read(BLOCK):
                pass
            self._left = 0

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line of the record."""
        most = self._left if size < 0 else min(size, self._left)
        line = self._file.readline(most) if most else b""
        self._left -= len(line)
        return line

    def _file_read(self, size: int) -> bytes:
        """Return bytes of the record; none at its end."""
        data = self._file.read(min(size, self._left)) if self._left else b""
        self._short = self._short or (not data and self._left > 0)
        self._left -= len(data)
        return data

    def _next(self) -> Mapping[str, str] | None:
        """Go on to the next record; return its head, or none at the end."""
        while True:
            line = self._file.readline(LINE)
            if line.startswith(_MAGIC):
                fields = read_fields(self._file)
                length = fields.get("content-length", "")
                if length.isascii() and length.isdigit() and len(length) < 16:
                    self._astray = False
                    self._left = int(length)
                    return fields
                line = b"?"
            if not line:
                if self._packed is None or not self._packed.damages or not self._packed.resume():
                    self.cut = self._short or (self._packed is not None and self._packed.cut)
                    return None
                self._short = False
            elif line.strip() and not self._astray:
                self._astray = True
                self._lost += 1

    def _record(self, fields: Mapping[str, str]) -> Iterator[Document | Picture | Finding]:
        """Yield what a record holds; nothing if it is no page or picture that was answered."""
        kind = fields.get("warc-type", "").lower()
        url = fields.get("warc-target-uri", "").strip("<>")
        if kind == "response" and url.lower().startswith(("http:", "https:")):
            status = self.readline(LINE).split()
            if len(status) < 2 or not status[0].startswith(b"HTTP/") or status[1] != b"200":
                return
            answer: Mapping[str, str] = read_fields(self)
        elif kind == "resource" and not url.lower().startswith("urn:"):
            answer = fields
        else:
            return
        medium = media_type(answer)
        if medium and medium not in _WORDS and not medium.startswith("image/"):
            return
        part = url[:_NAMED]
        if self._left > self._limits.each:
            yield part_too_large(self._origin.name, part, self._limits.each)
            return
        data = self._whole()
        cut = self._short or "warc-truncated" in fields
        try:
            body, sound = self._body(data, answer if kind == "response" else {})
        except UnknownPacking as error:
            yield finding(
                "part-packed",
                Severity.WARNING,
                "{part} in {name} is packed in a way that is not read ({packing}) and was left "
                "out.",
                part,
                part=part,
                name=self._origin.name,
                packing=str(error),
            )
            return
        if body is None:
            yield part_too_large(self._origin.name, part, self._limits.each)
            return
        if cut or not sound:
            yield part_damaged(self._origin.name, part)
        yield from _part(body, medium, self._about(fields, url), answer)

    def _whole(self) -> bytes:
        blocks: list[bytes] = []
        while block := self._file_read(BLOCK):
            blocks.append(block)
        return b"".join(blocks)

    def _body(self, data: bytes, answer: Mapping[str, str]) -> tuple[bytes | None, bool]:
        whole = unpacks = True
        if "chunked" in answer.get("transfer-encoding", "").lower():
            data, whole = unchunked(data)
        packing = answer.get("content-encoding", "")
        body, unpacks = unpacked(data, packing, self._limits.each, self._limits.ratio)
        if packing:
            self._meter.spend(self._limits.each if body is None else len(body))
        return body, whole and unpacks

    def _about(self, fields: Mapping[str, str], url: str) -> Origin:
        found = replace(self._origin, name=url[:_NAMED], url=url)
        try:
            at = datetime.fromisoformat(fields.get("warc-date", ""))
        except ValueError:
            return found
        at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        moment = at.isoformat(timespec="seconds")
        return replace(found, captured_at=moment, captured_from="warc")


def _part(
    data: bytes, medium: str, about: Origin, answer: Mapping[str, str]
) -> Iterator[Document | Picture]:
    if not data:
        return
    if medium.startswith("image/") or (not medium and kind_of_bytes(data) in IMAGES):
        yield Picture(data, (about.url or about.name,), medium)
    elif medium or data.lstrip()[:1] == b"<":
        yield Document(data, about, medium, parameter(answer, "charset"))


CONTAINER = Container(
    name="warc",
    title="web archive (WARC)",
    keys=("WARC/1.0", "WARC/1.1"),
    proven=True,
    claims=_claims,
    parts=_parts,
)
