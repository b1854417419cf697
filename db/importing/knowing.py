"""Bytes that the library holds already: nothing is stored again, and the outcome says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from db.engine import raw
from db.importing.registry import named
from db.importing.sources import storable
from db.records import CaptureId, Finding, ImportOutcome, ImportStatus, Severity, ThreadId, finding

if TYPE_CHECKING:
    from sqlalchemy import Connection

_THREADS = (
    "SELECT t.id, coalesce(t.title_edited, c.title), t.posts, t.trashed_at IS NOT NULL"
    " FROM capture_thread AS c JOIN thread AS t ON t.id = c.thread_id"
    " WHERE c.capture_id = ? ORDER BY t.id"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A capture that is there: its outcomes, and whether it comes under a name not heard yet."""

    capture: CaptureId
    outcomes: list[ImportOutcome]
    renamed: bool


def unchanged(connection: Connection, sha256: str, path: str) -> Known | None:
    """Return what is known of bytes with this digest, or ``None``."""
    found = raw(connection).execute(
        "SELECT id, file_name, format, reader_version FROM capture"
        " WHERE sha256 = ? AND complete = 1",
        (sha256,),
    )
    row = found.fetchone()
    if row is None:
        return None
    capture, file_name, format_, version = row
    name = storable(PurePath(path).name or path)
    renamed = name != file_name and not _heard(connection, capture, name)
    outcomes = [
        ImportOutcome(
            path,
            ImportStatus.UNCHANGED,
            CaptureId(capture),
            ThreadId(thread),
            title,
            format_,
            posts,
            (*older_reader(format_, version), *in_trash(trashed=bool(trashed))),
        )
        for thread, title, posts, trashed in connection.exec_driver_sql(_THREADS, (capture,))
    ]
    return Known(CaptureId(capture), outcomes, renamed)


def _heard(connection: Connection, capture: int, name: str) -> bool:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM event WHERE capture_id = ? AND kind = 'imported-again' AND detail = ?",
        (capture, name),
    )
    return found.first() is not None


def older_reader(format_: str, version: str) -> tuple[Finding, ...]:
    """Return the finding that a newer reader would read anew what one of a version has read."""
    reader = named(format_.rpartition(":")[2])
    newer = reader.version if reader is not None else version
    if newer == version:
        return ()
    return (
        finding(
            "read-by-older-reader",
            Severity.INFO,
            "These bytes were read by an older reader ({old}); version {new} would read them anew.",
            old=version,
            new=newer,
        ),
    )


def in_trash(*, trashed: bool) -> tuple[Finding, ...]:
    """Return the finding that a thread is in the trash, where importing leaves it."""
    if not trashed:
        return ()
    return (
        finding(
            "thread-in-trash",
            Severity.WARNING,
            "The thread is in the trash and stays there; restore it to see it in the library.",
        ),
    )
