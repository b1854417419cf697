"""Pages saved as one file with their pictures: MHTML (RFC 2557), of Chrome, Edge and others.

The first part that is HTML is the page; those after it are frames, mostly adverts, and no documents
of their own.  The file is split by its boundaries line by line, so that one part is held at a time
(the parser of the standard library holds them all, several times over).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from db.importing.containers.headers import LINE, media_type, parameter, read_fields
from db.importing.containers.parts import Container, Document, Picture
from db.importing.containers.reading import (
    Meter,
    TooMuch,
    part_damaged,
    part_too_large,
    too_much,
    truncated,
)
from db.importing.containers.transfer import undone
from db.importing.kinds import IMAGES, kind_of_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from db.importing.containers.parts import Limits
    from db.importing.page import Origin
    from db.records import Finding

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_WORDS = frozenset(("text/plain", "application/json", "text/markdown"))
_UNSAID = frozenset(("", "application/octet-stream", "binary/octet-stream"))
_MULTIPART = re.compile(rb"^content-type:[ \t]{0,9}multipart/(?:related|mixed)\b", re.I | re.M)
_SAVED = re.compile(
    rb"^from:[ \t]{0,9}[\"'<]{0,2}saved by\b|^snapshot-content-location:", re.I | re.M
)
_MAIL = re.compile(rb"^(?:message-id|received|to|delivered-to):", re.I | re.M)
_BLANK = re.compile(rb"\r?\n[ \t]{0,9}\r?\n")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: its head, its bytes (``None`` if they were too many), whether they are broken."""

    fields: Mapping[str, str]
    data: bytes | None
    damaged: bool = False


def _claims(head: bytes, name: str) -> bool:
    fields = _BLANK.split(head.lstrip(), maxsplit=1)[0]
    if not _MULTIPART.search(fields):
        return False
    if _SAVED.search(fields) or name.lower().endswith((".mht", ".mhtml")):
        return True
    return b"x-mimeole" in fields.lower() and not _MAIL.search(fields)


def _parts(
    file: BinaryIO, origin: Origin, limits: Limits
) -> Iterator[Document | Picture | Finding]:
    message = _Message(file, limits)
    try:
        yield from _read(message, origin, limits)
    except TooMuch:
        yield too_much(origin.name)
        return
    if not message.ended:
        yield truncated(origin.name)


def _read(
    message: _Message, origin: Origin, limits: Limits
) -> Iterator[Document | Picture | Finding]:
    saved = message.start()
    for part in message.parts():
        fields = part.fields
        kind = media_type(fields)
        place = (fields.get("content-location") or fields.get("content-id", ""))[:200]
        if part.data is None:
            yield part_too_large(origin.name, place, limits.each)
            continue
        if part.damaged:
            yield part_damaged(origin.name, place)
        if kind in _PAGES or kind in _WORDS:
            message.page_seen = True
            where = fields.get("content-location") or saved.get("snapshot-content-location")
            charset = parameter(fields, "charset")
            yield Document(part.data, _origin(origin, saved, where), kind, charset)
        elif kind.startswith("image/") or kind_of_bytes(part.data) in IMAGES:
            yield Picture(part.data, tuple(_names(fields)), kind)


def _wanted(kind: str, *, first: bool, page_seen: bool) -> bool:
    if kind in _PAGES:
        return not page_seen
    if kind in _WORDS:
        # a page of bare text or data, saved by itself
        return first
    return kind.startswith("image/") or kind in _UNSAID


def _origin(origin: Origin, saved: Mapping[str, str], where: str | None) -> Origin:
    at = _moment(saved.get("date", ""))
    url = where if where and where.lower().startswith(("http:", "https:", "file:")) else None
    found = replace(origin, url=url or origin.url)
    return found if at is None else replace(found, captured_at=at, captured_from="mhtml")


def _moment(text: str) -> str | None:
    try:
        at = parsedate_to_datetime(text)
        # "-0000" says that the zone is unknown, and the time is that of Greenwich (RFC 5322)
        return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _names(fields: Mapping[str, str]) -> Iterator[str]:
    if fields.get("content-location"):
        yield fields["content-location"]
    if fields.get("content-id"):
        yield f"cid:{fields['content-id'].strip('<> ')}"


class _Message:
    """A message that is read line by line.

    Attributes:
        ended: whether the boundary that closes it was met.
        page_seen: whether the page was met, so that further HTML is frames.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._meter = Meter(limits)
        self._main = b""
        self._open: set[bytes] = set()
        self._at_end = False
        self.ended = False
        self.page_seen = False

    def start(self) -> Mapping[str, str]:
        """Read the head of the whole, and pass over what stands before the first part."""
        fields: Mapping[str, str] = {}
        for _ in range(10):
            fields = read_fields(self._file)
            if fields:
                break
        if self._add(parameter(fields, "boundary")):
            self._body(keep=False)
        else:
            self._guess()
        return fields

    def _add(self, boundary: str) -> bool:
        if not boundary:
            return False
        line = b"--" + boundary.encode("utf-8")
        self._main = self._main or line
        self._open.add(line)
        return True

    def _guess(self) -> None:
        """Take the first line that looks like a boundary, where the head does not tell it."""
        while line := self._file.readline(LINE):
            if line.startswith(b"--") and len(line.strip()) > 4:
                self._main = line.strip()
                self._open.add(self._main)
                return
        self._at_end = True

    def parts(self) -> Iterator[_Part]:
        """Yield the parts that may be wanted; others are passed over without being held.

        Raises:
            TooMuch: they are more than the limits allow.
        """
        first = True
        while not self.ended and not self._at_end:
            fields = read_fields(self._file)
            self._meter.part()
            kind = media_type(fields)
            if kind.startswith("multipart/"):
                self._add(parameter(fields, "boundary"))
            keep = _wanted(kind, first=first, page_seen=self.page_seen)
            first = first and kind.startswith("multipart/")
            data = self._body(keep=keep)
            if keep and (data or not self._at_end):
                yield self._part(fields, data)

    def _part(self, fields: Mapping[str, str], data: bytearray | None) -> _Part:
        if data is None:
            return _Part(fields, None)
        plain, broken = undone(data, fields.get("content-transfer-encoding", ""))
        self._meter.spend(len(plain))
        if len(plain) > self._limits.each:
            return _Part(fields, None)
        return _Part(fields, plain, broken)

    def _body(self, *, keep: bool) -> bytearray | None:
        """Read up to the next boundary; return what was read, or none if it was too much."""
        kept = bytearray()
        # a byte is written as three at most
        most = 3 * self._limits.each
        begins = True
        whole = True
        while line := self._file.readline(LINE):
            if begins and line.startswith(b"--"):
                end = line.rstrip()
                if end in self._open:
                    return _without_end(kept) if whole else None
                if end.endswith(b"--") and end[:-2] in self._open:
                    if end[:-2] == self._main:
                        self.ended = True
                        return _without_end(kept) if whole else None
                    # what follows a message inside of this one is no part
                    keep = False
                    continue
            begins = line.endswith(b"\n")
            if keep:
                kept += line
                if len(kept) > most:
                    kept.clear()
                    keep = whole = False
        self._at_end = True
        return kept if whole else None


def _without_end(data: bytearray) -> bytearray:
    """Take away the line end that belongs to the boundary."""
    if data.endswith(b"\n"):
        del data[-1:]
        if data.endswith(b"\r"):
            del data[-1:]
    return data


CONTAINER = Container(
    name="mhtml",
    title="page saved as one file (MHTML)",
    keys=("multipart/related", "From: <Saved by …>", "Snapshot-Content-Location"),
    proven=True,
    claims=_claims,
    parts=_parts,
)
