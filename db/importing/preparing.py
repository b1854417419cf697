"""From a file to a capture ready to be written: unpack, decode, detect, read, join, check.

Pure work, which another process may do.  A capture comes first, its threads after it one by one, so
that a file of many threads is never held whole.  A file that is no thread is refused with the
reason: no text, a kind that is not read, or a page in which no reader finds its marks.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from db.errors import NotAThread
from db.importing import sources
from db.importing.checks import check
from db.importing.choosing import NO_WISHES, format_of, wished
from db.importing.claims import RecordFormat
from db.importing.containers.parts import Document
from db.importing.containers.unpacking import HEAD_BYTES, container_of, unpack
from db.importing.decoding import Decoded
from db.importing.documents import page_of
from db.importing.holding import Drafts
from db.importing.joining import join
from db.importing.keys import thread_key
from db.importing.originals import Held
from db.importing.page import Origin
from db.importing.picturing import Album
from db.importing.prepared import Prepared, PreparedThread, dated, derive, in_order, shown, titled
from db.importing.registry import choose_records, named
from db.importing.streams import groups, take
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from db.importing.choosing import Wishes
    from db.importing.claims import Format
    from db.importing.containers.parts import Container
    from db.importing.drafts import ThreadDraft
    from db.importing.originals import Original
    from db.importing.picturing import PreparedPicture


_MOST_REFUSED = 20
_EACH_RECORD = Decoded("", "utf-8", "each record by itself")

FROM_DISK = "mtime"
"""``captured_from`` where the system says when the file was last written."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file that is to be read.

    Attributes:
        path: where it is, as it is told to the user.
        original: its bytes, as they will be stored.
        sha256: their digest.
        captured_at: when they were saved, ISO 8601 with offset, as far as is known.
        captured_from: who says so.
        wishes: what the owner says of the file.
        beside: whether it lies where its path says, perhaps with its pictures beside it.
    """

    path: str
    original: Original
    sha256: str
    captured_at: str | None = None
    captured_from: str | None = None
    wishes: Wishes = NO_WISHES
    beside: bool = False

    @property
    def name(self) -> str:
        """The name of the file, as it can be stored."""
        return sources.storable(PurePath(self.path).name or self.path)


@dataclass(frozen=True, slots=True)
class _Read:
    """One document that was read."""

    drafts: tuple[ThreadDraft, ...]
    format: Format | RecordFormat
    encoding: str
    encoding_reason: str
    findings: tuple[Finding, ...]
    origin: Origin


def prepare_bytes(
    data: bytes,
    name: str,
    sha256: str | None = None,
    *,
    captured_at: str | None = None,
    captured_from: str | None = None,
    wishes: Wishes = NO_WISHES,
) -> Prepared:
    """Read bytes that are in memory; all threads are in the capture that is returned.

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
    sha256 = sha256 or hashlib.sha256(data).hexdigest()
    task = Task(name, Held(data), sha256, captured_at, captured_from, wishes)
    first: Prepared | None = None
    threads: list[PreparedThread] = []
    for each in prepare(io.BytesIO(data), task):
        if isinstance(each, Prepared):
            first = each
        else:
            threads.append(each)
    if first is None:
        raise _nothing_inside(task.name, "?")
    return replace(first, threads=tuple(threads))


def prepare(file: BinaryIO, task: Task) -> Iterator[Prepared | PreparedThread]:
    """Yield a capture without its threads, then its threads.

    Args:
        file: the open file, at its beginning.
        task: what it is.

    Raises:
        NotAThread: it is no thread that any reader knows; the error says why.
    """
    origin = Origin(task.name, None, task.captured_at, task.captured_from)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    wish = wished(task.wishes.format) if task.wishes.format else None
    records = wish if isinstance(wish, RecordFormat) else None
    if records is None and wish is None:
        records = choose_records(head, origin.name)
    if records is not None:
        yield from _from_records(file, task, origin, records)
        return
    container = container_of(head, origin.name)
    album = Album()
    gathered = _Gathered(task, album)
    if container is not None:
        first = _from_container(file, origin, container, gathered)
        prefix = f"{container.name}:"
    else:
        first = gathered.add(_read_document(_whole(file, task, origin), task.wishes, album))
        prefix = ""
        if task.beside:
            album.look_beside(Path(task.path))
    shown = album.wanted()
    gathered.findings += album.findings()
    yield Prepared(
        path=task.path,
        file_name=task.name,
        original=task.original,
        sha256=task.sha256,
        encoding=first.encoding,
        encoding_reason=first.encoding_reason,
        format=prefix + first.format.name,
        reader_version=first.format.version,
        findings=tuple(gathered.findings),
        threads=(),
        captured_at=first.origin.captured_at,
        captured_at_from=first.origin.captured_from if first.origin.captured_at else None,
        url=first.origin.url,
    )
    for key, pages in gathered.drafts.by_key():
        for _, draft in join((key, page) for page in pages):
            yield prepared_thread(draft, key, shown.get(key, ()))


class _Gathered:
    """What was read of a file so far: its threads, and what is to be said of the file."""

    def __init__(self, task: Task, album: Album) -> None:
        self.task = task
        self.album = album
        self.drafts = Drafts()
        self.findings: list[Finding] = []

    def add(self, read: _Read) -> _Read:
        """Take what was read of one document; return what is known of the document itself."""
        for draft in read.drafts:
            number = len(self.drafts)
            named = titled(draft, self.task.name)
            key = thread_key(named, f"{self.task.sha256}{number or ''}")
            self.album.want(key, named, read.origin.url)
            self.drafts.add(key, named)
        self.findings += read.findings
        return replace(read, drafts=())


def is_streamed(beginning: bytes, name: str, wishes: Wishes = NO_WISHES) -> bool:
    """Tell whether a file that begins so is read as a stream, of whatever size it is."""
    head = beginning[:HEAD_BYTES]
    return (
        isinstance(named(wishes.format), RecordFormat)
        or choose_records(head, name) is not None
        or container_of(head, name) is not None
    )


def _from_records(
    file: BinaryIO, task: Task, origin: Origin, format_: RecordFormat
) -> Iterator[Prepared | PreparedThread]:
    """Yield the threads of a file of records, of which one at a time is held."""
    threads = groups(format_.index(file))
    if not threads:
        raise _nothing_inside(task.name, format_.title)
    yield Prepared(
        path=task.path,
        file_name=task.name,
        original=task.original,
        sha256=task.sha256,
        encoding=_EACH_RECORD.encoding,
        encoding_reason=_EACH_RECORD.reason,
        format=format_.name,
        reader_version=format_.version,
        findings=(),
        threads=(),
        captured_at=task.captured_at,
        captured_at_from=task.captured_from if task.captured_at else None,
    )
    seen: dict[str, int] = {}
    for number, records in enumerate(threads):
        draft = titled(format_.read(take(file, records), origin), task.name)
        key = thread_key(draft, f"{task.sha256}{number or ''}")
        # two threads of one file are two, even where their readers give them one key
        again = seen[key] = seen.get(key, 0) + 1
        yield prepared_thread(draft, key if again == 1 else f"{key}#{again}")


def _whole(file: BinaryIO, task: Task, origin: Origin) -> Document:
    if task.original.size > sources.MOST_BYTES:
        raise sources.too_large(task.name, task.original.size)
    return Document(file.read(sources.MOST_BYTES + 1), origin)


def _from_container(
    file: BinaryIO, origin: Origin, container: Container, gathered: _Gathered
) -> _Read:
    """Read the documents of a container; those that are no threads are findings beside others.

    Returns:
        What is known of the first document that is a thread.

    Raises:
        NotAThread: none of them is a thread; the reason is that of the first.
    """
    first: _Read | None = None
    refusals: list[NotAThread] = []
    for part in unpack(file, origin, container):
        if isinstance(part, Finding):
            gathered.findings.append(part)
        elif isinstance(part, Document):
            try:
                read = _read_part(part, gathered.task.wishes, gathered.album)
            except NotAThread as error:
                # without the frames it came through, which hold the page
                refusals.append(error.with_traceback(None))
            else:
                known = gathered.add(read)
                first = first or known
        else:
            gathered.album.add(part)
    if first is None:
        raise refusals[0] if refusals else _nothing_inside(origin.name, container.title)
    gathered.findings += _refused(refusals)
    return first


def _refused(refusals: list[NotAThread]) -> Iterator[Finding]:
    for error in refusals[:_MOST_REFUSED]:
        yield finding(
            "part-refused",
            Severity.INFO,
            "A document in the file is no thread: {reason}",
            reason=error.sentence(),
        )
    if len(refusals) > _MOST_REFUSED:
        yield finding(
            "parts-refused",
            Severity.INFO,
            "Further documents in the file are no threads: {count} in all.",
            count=len(refusals) - _MOST_REFUSED,
        )


def _read_part(document: Document, wishes: Wishes, album: Album) -> _Read:
    """Read a document of a container, which may be a file of records itself."""
    records = None
    if not wishes.format:
        records = choose_records(document.data[:HEAD_BYTES], document.origin.name)
    if records is None:
        return _read_document(document, wishes, album)
    file = io.BytesIO(document.data)
    drafts = tuple(
        records.read(take(file, group), document.origin) for group in groups(records.index(file))
    )
    if not drafts:
        raise _nothing_inside(document.origin.name, records.title)
    return _Read(drafts, records, _EACH_RECORD.encoding, _EACH_RECORD.reason, (), document.origin)


def _nothing_inside(name: str, kind: str) -> NotAThread:
    return NotAThread(
        "{name} ({kind}) holds no document that could be read; nothing was stored.",
        "Open it with the program that wrote it, and save the page again.",
        name=name,
        kind=kind,
    )


def _read_document(document: Document, wishes: Wishes, album: Album) -> _Read:
    page, decoded = page_of(document, wishes.encoding)
    format_ = format_of(page, wishes)
    drafts = tuple(format_.read(page))
    findings = (*decoded.findings, *album.look_inside(page))
    return _Read(drafts, format_, decoded.encoding, decoded.reason, findings, page.origin)


def prepared_thread(
    draft: ThreadDraft, key: str, pictures: tuple[PreparedPicture, ...] = ()
) -> PreparedThread:
    """Check a thread and make of it what is derived: replies, tokens, the tree."""
    findings = (*draft.findings, *check(draft))
    ordered = in_order(dated(draft))
    derived = derive(ordered, ordered.title, [shown(post) for post in ordered.posts])
    return PreparedThread(ordered, key, findings, derived, pictures)
