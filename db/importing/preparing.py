"""From bytes to a capture ready to be written: unpack, decode, detect, read, join, check.

Pure work.  A file that is no thread is refused with the reason: no text, a kind that is not read
yet, or a page in which no reader finds its marks.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.errors import KnownError, NotAThread
from db.importing import sources
from db.importing.checks import check
from db.importing.containers.parts import Document
from db.importing.containers.unpacking import HEAD_BYTES, container_of, unpack
from db.importing.documents import page_of
from db.importing.joining import join
from db.importing.keys import thread_key
from db.importing.page import Medium, Origin
from db.importing.prepared import Prepared, PreparedThread, derive, in_order, shown, titled
from db.importing.registry import FORMATS, choose, choose_records
from db.importing.streams import groups, take
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.claims import Format, RecordFormat, Score
    from db.importing.drafts import ThreadDraft
    from db.importing.page import Page


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner says of a file, before anything else is asked.

    Attributes:
        format: the name of the reader that is to read it; empty to choose.
        encoding: what it is encoded in; empty to find out.
    """

    format: str = ""
    encoding: str = ""


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class _Read:
    """One document that was read."""

    drafts: tuple[ThreadDraft, ...]
    format: Format | RecordFormat
    encoding: str
    encoding_reason: str
    findings: tuple[Finding, ...]


def prepare_bytes(
    data: bytes,
    name: str,
    sha256: str | None = None,
    *,
    captured_at: str | None = None,
    captured_from: str | None = None,
    wishes: Wishes = NO_WISHES,
) -> Prepared:
    """Read a capture as far as that goes without a library.

    Args:
        data: the bytes as they were saved.
        name: the file's name, with or without its folder.
        sha256: their digest, where it is known already.
        captured_at: when they were saved, ISO 8601 with offset, as far as is known.
        captured_from: who says so.
        wishes: what the owner says of the file.

    Raises:
        NotAThread: the bytes are no thread that any reader knows; the error says why.
    """
    file_name = PurePath(name).name or name
    if len(data) > sources.MOST_BYTES:
        raise sources.too_large(file_name, len(data))
    origin = Origin(file_name, None, captured_at, captured_from)
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    container, read, findings = _read_all(data, origin, wishes)
    first = read[0]
    keyed = join(
        (thread_key(draft, f"{sha256}{number or ''}"), draft)
        for number, draft in enumerate(
            titled(draft, file_name) for each in read for draft in each.drafts
        )
    )
    return Prepared(
        path=name,
        file_name=file_name,
        data=data,
        sha256=sha256,
        encoding=first.encoding,
        encoding_reason=first.encoding_reason,
        format=f"{container}:{first.format.name}" if container else first.format.name,
        reader_version=first.format.version,
        findings=findings,
        threads=tuple(_thread(draft, key) for key, draft in keyed),
        captured_at=captured_at,
        captured_at_from=captured_from if captured_at is not None else None,
    )


def _read_all(
    data: bytes, origin: Origin, wishes: Wishes
) -> tuple[str, list[_Read], tuple[Finding, ...]]:
    """Read the documents of a file; those that are no threads are findings beside others.

    Raises:
        NotAThread: none of them is a thread; the reason is that of the first.
    """
    head = data[:HEAD_BYTES]
    records = choose_records(head, origin.name)
    if records is not None:
        read = _read_records(data, origin, records)
        return "", [read], read.findings
    container = container_of(head, origin.name)
    if container is None:
        read = _read_document(Document(data, origin), wishes)
        return "", [read], read.findings
    found: list[_Read] = []
    findings: list[Finding] = []
    refusals: list[NotAThread] = []
    for part in unpack(io.BytesIO(data), origin, container):
        if isinstance(part, Finding):
            findings.append(part)
        elif isinstance(part, Document):
            try:
                read = _read_document(part, wishes)
            except NotAThread as error:
                refusals.append(error)
            else:
                found.append(read)
                findings += read.findings
    if not found:
        raise refusals[0] if refusals else _nothing_inside(origin.name, container.title)
    findings += _refused(refusals)
    return container.name, found, tuple(findings)


def _read_records(data: bytes, origin: Origin, format_: RecordFormat) -> _Read:
    file = io.BytesIO(data)
    drafts = tuple(format_.read(take(file, group), origin) for group in groups(format_.index(file)))
    if not drafts:
        raise _nothing_inside(origin.name, format_.title)
    return _Read(drafts, format_, "utf-8", "each record by itself", ())


def _refused(refusals: list[NotAThread]) -> Iterator[Finding]:
    for error in refusals:
        yield finding(
            "part-refused",
            Severity.INFO,
            "A document in the file is no thread: {reason}",
            reason=error.sentence(),
        )


def _nothing_inside(name: str, kind: str) -> NotAThread:
    return NotAThread(
        "{name} ({kind}) holds no document that could be read; nothing was stored.",
        "Open it with the program that wrote it, and save the page again.",
        name=name,
        kind=kind,
    )


def _read_document(document: Document, wishes: Wishes) -> _Read:
    page, decoded = page_of(document, wishes.encoding)
    format_ = _wished(wishes.format) if wishes.format else _format(page)
    drafts = tuple(format_.read(page))
    return _Read(drafts, format_, decoded.encoding, decoded.reason, decoded.findings)


def _thread(draft: ThreadDraft, key: str) -> PreparedThread:
    findings = (*draft.findings, *check(draft))
    ordered = in_order(draft)
    derived = derive(ordered, ordered.title, [shown(post) for post in ordered.posts])
    return PreparedThread(ordered, key, findings, derived)


def _wished(name: str) -> Format:
    found = next((each for each in FORMATS if each.name == name), None)
    if found is None:
        raise KnownError(
            "There is no reader of the name {format}.",
            "“beilin formats” lists the readers there are.",
            format=name,
        )
    return found


def _format(page: Page) -> Format:
    best, scored = choose(page)
    if best is not None:
        return best
    judgements = "; ".join(_judgement(format_, score) for format_, score in scored)
    if any(score.a_list for _, score in scored):
        raise NotAThread(
            "{name} is a list of threads, not one of them; nothing was stored.",
            "Open a thread of the list and save its page.",
            judgements,
            name=page.name,
        )
    if page.medium is Medium.TEXT:
        raise NotAThread(
            "{name} is no saved thread: neither floors nor the head of a page were found in it; "
            "nothing was stored.",
            "Copy the page whole, from its title to the last reply.",
            judgements,
            name=page.name,
        )
    raise NotAThread(
        "{name} is no saved thread that a reader knows ({kind}); nothing was stored.",
        "Keep the file; copy the page and paste it as text to read it now.",
        judgements,
        name=page.name,
        kind=page.medium.upper(),
    )


def _judgement(format_: Format, score: Score) -> str:
    return f"{format_.name} {score.value:.2f} ({', '.join(score.reasons) or 'no mark of it'})"
