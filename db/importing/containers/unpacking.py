"""From a file to the documents in it, however deep they lie in containers."""

from __future__ import annotations

import io
from collections import Counter
from typing import TYPE_CHECKING

from db.importing.containers import gzip_, mhtml, warc, zip_
from db.importing.containers.parts import Document, Inner, Limits, Picture
from db.importing.containers.reading import (
    Continued,
    part_too_large,
    read_at_most,
    read_up_to,
    too_much,
)
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from db.importing.containers.parts import Container
    from db.importing.page import Origin

CONTAINERS: tuple[Container, ...] = (
    mhtml.CONTAINER,
    warc.CONTAINER,
    zip_.WACZ,
    zip_.ZIP,
    gzip_.CONTAINER,
)
HEAD_BYTES = 65_536
LIMITS = Limits()
_MOST_ALIKE = 20


def container_of(head: bytes, name: str) -> Container | None:
    """Return the kind of container a file is that begins so, if it is one."""
    return next((each for each in CONTAINERS if each.claims(head, name)), None)


def unpack(
    file: BinaryIO, origin: Origin, container: Container, limits: Limits = LIMITS
) -> Iterator[Document | Picture | Finding]:
    """Yield the documents, pictures and findings of a container, those of containers in it, too.

    Whatever the bytes are, nothing is raised but what befalls the file itself (``OSError``).  The
    limits hold for all levels together; of findings that are alike the first 20 are told, and how
    many more there are.
    """
    alike: Counter[str] = Counter()
    for part in _Unpacking(limits).run(file, origin, container, limits):
        if isinstance(part, Finding):
            alike[part.code] += 1
            if alike[part.code] > _MOST_ALIKE:
                continue
        yield part
    for code, count in alike.items():
        if count > _MOST_ALIKE:
            yield finding(
                "more-findings",
                Severity.INFO,
                "{count} more of the kind “{kind}” were found in {name}.",
                count=count - _MOST_ALIKE,
                kind=code,
                name=origin.name,
            )


class _Unpacking:
    """What came out of all levels so far."""

    def __init__(self, limits: Limits) -> None:
        self._bytes = limits.total
        self._parts = limits.parts

    def run(
        self, file: BinaryIO, origin: Origin, container: Container, limits: Limits
    ) -> Iterator[Document | Picture | Finding]:
        for part in container.parts(file, origin, limits):
            self._parts -= 1
            if isinstance(part, (Document, Picture)):
                self._bytes -= len(part.data)
            if self._parts < 0 or self._bytes < 0:
                yield too_much(origin.name)
                return
            if isinstance(part, Inner):
                yield from self._inner(part, origin, limits)
            elif isinstance(part, Document):
                yield from self._document(part, limits)
            else:
                yield part

    def _inner(
        self, part: Inner, origin: Origin, limits: Limits
    ) -> Iterator[Document | Picture | Finding]:
        head = read_up_to(part.file, HEAD_BYTES)
        inside = container_of(head, part.origin.name)
        whole = Continued(head, part.file)
        if inside is not None and inside.sequential and limits.depth > 1:
            stream = io.BufferedReader(whole, HEAD_BYTES)
            yield from self.run(stream, part.origin, inside, self._left(limits))
            return
        data = read_at_most(whole, min(limits.each, self._bytes))
        if data is None:
            yield part_too_large(origin.name, part.origin.name, limits.each)
        elif data:
            self._bytes -= len(data)
            yield from self._document(Document(data, part.origin), limits)

    def _document(self, part: Document, limits: Limits) -> Iterator[Document | Picture | Finding]:
        inside = container_of(part.data[:HEAD_BYTES], part.origin.name)
        if inside is None:
            yield part
        elif limits.depth <= 1:
            yield finding(
                "container-too-deep",
                Severity.WARNING,
                "{name} lies in too many containers inside each other and was not opened.",
                name=part.origin.name,
            )
        else:
            file = io.BytesIO(part.data)
            yield from self.run(file, part.origin, inside, self._left(limits))

    def _left(self, limits: Limits) -> Limits:
        return limits.inside(self._bytes, self._parts)
