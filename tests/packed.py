"""Containers of invented pages, made as browsers, crawlers and people make them."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from db.importing.containers.parts import Document, Limits, Picture
from db.importing.containers.unpacking import HEAD_BYTES, LIMITS, container_of, unpack
from db.importing.page import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from db.records import Finding

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAGE = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>渡口的灯</p></body></html>'


class Part(NamedTuple):
    """A part of an MHTML file."""

    kind: str
    data: bytes
    place: str = ""
    encoding: str = "base64"
    name: str = ""


def mhtml(
    parts: Sequence[Part], *, url: str = "https://ferry.example/t/7", ends: str = "\r\n",
    head: Sequence[str] = (), closed: bool = True,
) -> bytes:  # fmt: skip
    """Return parts as Chrome saves them; ``head`` replaces the lines before the type."""
    boundary = "----MultipartBoundary--invented----"
    lines = list(head) or [
        "From: <Saved by Blink>",
        f"Snapshot-Content-Location: {url}",
        "Subject: =?utf-8?Q?=E6=B8=A1=E5=8F=A3?=",
        "Date: Tue, 5 Mar 2024 10:11:12 -0000",
        "MIME-Version: 1.0",
    ]
    lines += ["Content-Type: multipart/related;", '\ttype="text/html";', f'\tboundary="{boundary}"']
    out = bytearray(ends.join([*lines, "", "", ""]).encode())
    for part in parts:
        fields = [f"--{boundary}", f"Content-Type: {part.kind}"]
        if part.name:
            fields.append(f"Content-ID: <{part.name}>")
        fields.append(f"Content-Transfer-Encoding: {part.encoding}")
        if part.place:
            fields.append(f"Content-Location: {part.place}")
        out += ends.join([*fields, "", ""]).encode()
        out += _encoded(part).replace(b"\r\n", b"\n").replace(b"\n", ends.encode()) + ends.encode()
    if closed:
        out += f"--{boundary}--{ends}".encode()
    return bytes(out)


def _encoded(part: Part) -> bytes:
    if part.encoding == "base64":
        return base64.encodebytes(part.data)
    if part.encoding == "quoted-printable":
        return quopri.encodestring(part.data, quotetabs=True)
    return part.data


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return members packed as ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def record(
    body: bytes,
    url: str = "https://ferry.example/t/7",
    kind: str = "response",
    fields: str = "WARC-Date: 2024-03-05T10:11:12Z\r\n",
    length: int | None = None,
) -> bytes:
    """Return a record of a web archive."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{fields}"
        f"Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(
    data: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", fields: str = ""
) -> bytes:
    """Return what a server answers."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{fields}\r\n".encode() + data


def warc(records: Iterable[bytes], *, packed: bool = True) -> bytes:
    """Return records as a web archive, each packed by itself or not at all."""
    return b"".join(gzip.compress(each) if packed else each for each in records)


class Found(NamedTuple):
    """What came out of a container."""

    documents: list[Document]
    pictures: list[Picture]
    findings: list[Finding]

    @property
    def codes(self) -> list[str]:
        """The kinds of the findings."""
        return [each.code for each in self.findings]

    @property
    def texts(self) -> list[str]:
        """The documents as text."""
        return [each.data.decode("utf-8", "replace") for each in self.documents]


def opened(data: bytes, name: str = "saved.bin", limits: Limits = LIMITS) -> Found:
    """Return all that is in a container; it must be one."""
    container = container_of(data[:HEAD_BYTES], name)
    assert container is not None
    found = Found([], [], [])
    origin = Origin(name, None, "2025-01-01T00:00:00+00:00", "mtime")
    for part in unpack(io.BytesIO(data), origin, container, limits):
        if isinstance(part, Document):
            found.documents.append(part)
        elif isinstance(part, Picture):
            found.pictures.append(part)
        else:
            found.findings.append(part)
    return found
