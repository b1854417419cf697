"""From a file to the documents in it, however deep they lie in containers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from db.importing.containers.parts import Document, Limits
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from db.importing.containers.parts import Container, Picture
    from db.importing.page import Origin
    from db.records import Finding

CONTAINERS: tuple[Container, ...] = ()
HEAD_BYTES = 65_536
LIMITS = Limits()


def container_of(head: bytes, name: str) -> Container | None:
    """Return the kind of container a file is that begins so, if it is one."""
    return next((each for each in CONTAINERS if each.claims(head, name)), None)


def unpack(
    file: BinaryIO, origin: Origin, container: Container, limits: Limits = LIMITS
) -> Iterator[Document | Picture | Finding]:
    """Yield the documents, pictures and findings of a container, those of containers in it, too."""
    for part in container.parts(file, origin, limits):
        if not isinstance(part, Document):
            yield part
            continue
        inner = container_of(part.data[:HEAD_BYTES], part.origin.name)
        if inner is None:
            yield part
        elif limits.depth <= 1:
            yield finding(
                "container-too-deep",
                Severity.WARNING,
                "{name} lies in too many containers inside each other and was not opened.",
                name=part.origin.name,
            )
        else:
            yield from unpack(io.BytesIO(part.data), part.origin, inner, limits.inside())
