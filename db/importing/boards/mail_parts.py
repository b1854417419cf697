"""A mail as bytes taken apart: its fields, and the parts of its body in their order.

The parts are split here and not by the standard library, whose parser recurses and asks every line
of the mail for every boundary around it.  At most 20 parts lie in one another.  Source: RFC 2046.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.importing.boards.mail_words import (
    LONGEST_HEAD,
    field_words,
    parameters,
    readable,
    transferred,
)
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.records import Finding

MOST_DEPTH = 20
_MOST_PARTS = 10_000
_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]*:[ \t]*(.*)\Z", re.DOTALL)
_MAILBOX_LINE = re.compile(rb">?From [^\n]*\n")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields of a mail or part by their names in lower case, each with all it stands for."""

    fields: Mapping[str, tuple[bytes, ...]]
    cut: bool = False

    def raw(self, name: str) -> bytes:
        """Return the first field of a name as it stands, folds and all."""
        return self.fields.get(name, (b"",))[0]

    def words(self, name: str) -> str:
        """Return the first field of a name as people read it."""
        return field_words(self.raw(name)).text


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a mail, with its body as it was sent."""

    head: Head
    body: bytes
    depth: int = 0

    @property
    def type(self) -> str:
        """The kind of the part, e.g. ``text/plain``."""
        field = readable(self.head.raw("content-type")).text
        kind = field.partition(";")[0].strip().lower()
        return kind if "/" in kind and len(kind) <= 120 else "text/plain"

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of its kind."""
        return parameters(" ".join(readable(self.head.raw("content-type")).text.split()))

    @property
    def attached(self) -> bool:
        """Whether the sender meant it to stand beside the words."""
        return self.head.raw("content-disposition").strip().lower().startswith(b"attachment")

    @property
    def file_name(self) -> str:
        """The name of the file it was; empty where none is told."""
        field = " ".join(readable(self.head.raw("content-disposition")).text.split())
        name = parameters(field).get("filename") or self.parameters.get("name") or ""
        return field_words(name.encode("utf-8")).text[:200]

    @property
    def data(self) -> bytes:
        """The body with its transfer encoding undone."""
        way = self.head.raw("content-transfer-encoding").strip().lower()
        return transferred(self.body, way.decode("ascii", "replace"))


def take_apart(data: bytes, depth: int = 0) -> Part:
    """Part the fields of a mail from its body; line ends become LF."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = _MAILBOX_LINE.match(data)
    if line is not None and depth == 0:
        data = data[line.end() :]
    head, at = _head(data)
    return Part(head, data[at:], depth)


def _head(data: bytes) -> tuple[Head, int]:
    """Read the fields; return them, and where the body begins.

    A line that is no field ends them, so that its words stay in the body.
    """
    found: dict[str, list[bytes]] = {}
    at = 0
    name: str | None = None
    value = b""
    cut = False

    def keep() -> None:
        if name is not None:
            found.setdefault(name, []).append(value)

    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        line = data[at:end]
        if not line.strip():
            at = end + 1
            break
        if at >= LONGEST_HEAD:
            cut = True
        elif line[:1] in b" \t" and name is not None:
            value += b"\n" + line
        else:
            match = _FIELD.match(line[:LONGEST_HEAD])
            if match is None:
                break
            keep()
            name, value = match[1].decode("ascii").lower(), match[2]
        at = end + 1
    keep()
    return Head({each: tuple(values) for each, values in found.items()}, cut), min(at, len(data))


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a part of many, and what stands around them."""

    parts: tuple[Part, ...]
    around: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def parts_of(part: Part) -> Parts:
    """Split a part of many; one that cannot be split is one part of text."""
    boundary = part.parameters.get("boundary", "").rstrip()
    whole = Part(Head({}), part.body, part.depth + 1)
    if part.depth >= MOST_DEPTH:
        return Parts((whole,), (), (too_deep(),))
    if not boundary or len(boundary) > 200:
        return Parts((whole,), (), (_unsplit(),))
    mark = re.compile(
        rb"(?:\A|(?<=\n))--" + re.escape(boundary.encode("utf-8")) + rb"(--)?[ \t]*(?:\n|\Z)"
    )
    found = list(_between(part.body, mark))
    if not found:
        return Parts((whole,), (), (_unsplit(),))
    inner = tuple(take_apart(each, part.depth + 1) for each in found[1:-1])
    around = tuple(
        words for each in (found[0], found[-1]) if (words := readable(each).text.strip())
    )
    findings = (_cut(),) if not _closed(part.body, mark) else ()
    return Parts(inner, around, findings)


def _between(body: bytes, mark: re.Pattern[bytes]) -> Iterator[bytes]:
    """Yield what stands before the first mark, between marks, and behind the closing one."""
    at = -1
    closed = False
    for count, match in enumerate(mark.finditer(body)):
        yield body[max(at, 0) : match.start()].removesuffix(b"\n")
        at = match.end()
        if match[1] is not None or count >= _MOST_PARTS:
            closed = True
            break
    if at < 0:
        return
    if closed:
        yield body[at:]
    else:
        yield body[at:]
        yield b""


def _closed(body: bytes, mark: re.Pattern[bytes]) -> bool:
    return any(match[1] is not None for match in mark.finditer(body))


def too_deep() -> Finding:
    """Tell that parts lie in one another deeper than they are read."""
    return finding(
        "mail-too-deep",
        Severity.WARNING,
        "Parts of a mail lie in one another more than {depth} deep; the innermost were kept as "
        "they were sent.",
        depth=MOST_DEPTH,
    )


def _unsplit() -> Finding:
    return finding(
        "mail-parts-broken",
        Severity.WARNING,
        "A mail of several parts does not say where they part; it was kept as it was sent.",
    )


def _cut() -> Finding:
    return finding(
        "mail-cut",
        Severity.WARNING,
        "The last part of a mail has no end: the mail was cut off. All that is there is kept.",
    )
