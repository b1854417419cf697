"""Reading a capture that is there anew: by a newer reader, by another one, in another encoding.

The original bytes are what they were; what was read of them is replaced.  Posts keep their
identity, notes follow their words, pictures stay in their places.  A post that only the earlier
reading had goes, unless a note hangs on it or the reader decided whom it answers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.changes import Changes, Done
from db.errors import LibraryBusy, NotFound
from db.importing import recapture
from db.importing.adding import add_thread
from db.importing.carrying import gather, put_back
from db.importing.choosing import NO_WISHES
from db.importing.preparing import prepare_bytes
from db.importing.recapture import Again
from db.importing.rows import Writer
from db.importing.updating import update_thread
from db.records import CaptureId, Finding, ImportOutcome, ImportStatus, ThreadId
from db.store import now
from db.threads.events import record
from db.threads.originals import original

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.importing.choosing import Wishes
    from db.importing.prepared import Prepared, PreparedThread
    from db.importing.recapture import Plan
    from db.store import Store

_TRIES = 5
_CAPTURE = "SELECT file_name, sha256, captured_at, captured_at_from FROM capture WHERE id = ?"
_THREADS = (
    'SELECT t."key", t.id FROM capture_thread AS c JOIN thread AS t ON t.id = c.thread_id'
    " WHERE c.capture_id = ?"
)
# posts that no other capture has, no note hangs on, and of which the reader decided nothing
_ONLY_HERE = """
    SELECT p.id FROM post AS p
    WHERE p.thread_id = ?1
      AND NOT EXISTS (SELECT 1 FROM post_version AS v
                      WHERE v.post_id = p.id AND v.capture_id <> ?2)
      AND NOT EXISTS (SELECT 1 FROM note AS n WHERE n.post_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM reply_decision AS d WHERE d.post_id = p.id)
"""


def read_again(
    store: Store, capture: CaptureId, wishes: Wishes = NO_WISHES
) -> Done[list[ImportOutcome]]:
    """Read the stored bytes of a capture anew, and put what is read in the place of what was.

    Args:
        store: the library.
        capture: which.
        wishes: the reader and the encoding to use; chosen where not named.

    Returns:
        What became of each thread of it.

    Raises:
        NotFound: there is no such capture, or no such reader.
        NotAThread: the bytes are no thread to that reader; nothing was changed.
        KnownError: the library cannot be written; nothing was changed.
    """
    with store.read() as connection:
        row = connection.exec_driver_sql(_CAPTURE, (capture,)).one_or_none()
        known: dict[str, int] = {
            each[0]: each[1] for each in connection.exec_driver_sql(_THREADS, (capture,))
        }
    if row is None:
        raise NotFound(
            "There is no capture {capture} in this library.",
            "Use “beilin show” to see the captures of a thread.",
            capture=capture,
        )
    data = b"".join(original(store, capture))
    prepared = prepare_bytes(
        data,
        row[0],
        row[1],
        captured_at=row[2],
        captured_from=row[3] if row[3] in ("mtime", "paste") else None,
        wishes=wishes,
    )
    threads = _named(prepared.threads, known)
    for _ in range(_TRIES):
        with store.read() as connection:
            plans = [_plan(connection, each, prepared, capture) for each in threads]
        with store.write() as connection:
            pairs = list(zip(threads, plans, strict=True))
            if all(recapture.holds(connection, each, plan) for each, (plan, _) in pairs):
                outcomes = _write(connection, prepared, pairs, capture)
                touched = frozenset(each.thread for each in outcomes if each.thread is not None)
                return Done(outcomes, Changes("read-again", threads=touched, library=True))
    raise LibraryBusy(
        "The library {name} was changed by another program each time this was to be stored; "
        "nothing was stored.",
        "Wait until the other program has finished, and try again.",
        name=store.place.name,
    )


def _named(threads: Sequence[PreparedThread], known: dict[str, int]) -> list[PreparedThread]:
    """Give a thread that is the only one of its capture the key it has, however it is read now."""
    if len(threads) == 1 and len(known) == 1:
        return [replace(threads[0], key=next(iter(known)))]
    return list(threads)


def _plan(
    connection: Connection, thread: PreparedThread, prepared: Prepared, capture: int
) -> tuple[Plan | None, frozenset[int]]:
    """Work out what a thread becomes, and which of its posts go."""
    first = recapture.plan(connection, thread, prepared, Again(capture))
    if first is None:
        return None, frozenset()
    only_here = set(connection.exec_driver_sql(_ONLY_HERE, (first.thread, capture)).scalars().all())
    gone = frozenset(
        each.stored.id
        for each in first.merged
        if each.stored is not None and not each.captured and each.stored.id in only_here
    )
    if not gone:
        return first, gone
    return recapture.plan(connection, thread, prepared, Again(capture, gone)), gone


def _write(
    connection: Connection,
    prepared: Prepared,
    pairs: Sequence[tuple[PreparedThread, tuple[Plan | None, frozenset[int]]]],
    capture: int,
) -> list[ImportOutcome]:
    at = now()
    connection.exec_driver_sql(
        "UPDATE capture SET encoding = ?, encoding_reason = ?, format = ?, reader_version = ?,"
        " url = ? WHERE id = ?",
        (
            prepared.encoding,
            prepared.encoding_reason,
            prepared.format,
            prepared.reader_version,
            prepared.url,
            capture,
        ),
    )
    connection.exec_driver_sql(
        "DELETE FROM finding WHERE capture_id = ? AND thread_id IS NULL", (capture,)
    )
    writer = Writer(connection)
    writer.findings(capture, None, prepared.findings)
    outcomes: list[ImportOutcome] = []
    for each, (plan, gone) in pairs:
        findings: tuple[Finding, ...]
        if plan is None:
            thread, findings = add_thread(writer, each, capture, at)
            status, posts = ImportStatus.ADDED, len(each.derived.tree)
        else:
            findings = _replace(writer, each, plan, gone, capture)
            thread, status, posts = plan.thread, ImportStatus.UPDATED, plan.posts
        outcomes.append(
            ImportOutcome(
                prepared.path,
                status,
                CaptureId(capture),
                ThreadId(thread),
                each.draft.title,
                prepared.format,
                posts,
                (*prepared.findings, *findings),
            )
        )
    record(connection, "read-again", capture=capture, detail=prepared.format)
    return outcomes


def _replace(
    writer: Writer, each: PreparedThread, plan: Plan, gone: frozenset[int], capture: int
) -> tuple[Finding, ...]:
    """Write what was read in the place of what was read before."""
    connection = writer.connection
    thread = plan.thread
    pictures = gather(connection, thread)
    before: list[Any] = list(
        connection.exec_driver_sql(
            "SELECT v.id FROM post_version AS v JOIN post AS p ON p.id = v.post_id"
            " WHERE p.thread_id = ? AND v.capture_id = ?",
            (thread, capture),
        ).scalars()
    )
    for table in ("finding", "article_block", "capture_thread"):
        connection.exec_driver_sql(
            f"DELETE FROM {table} WHERE thread_id = ? AND capture_id = ?",  # noqa: S608
            (thread, capture),
        )
    findings = update_thread(writer, each, plan, capture, gone)
    # a post that keeps showing the earlier reading of this capture shows the new one
    writer.many(
        "UPDATE post SET version_id = coalesce((SELECT max(v.id) FROM post_version AS v"
        " WHERE v.post_id = post.id AND v.capture_id = ?1 AND v.id <> ?2), version_id)"
        " WHERE version_id = ?2",
        [(capture, version) for version in before],
    )
    writer.many("DELETE FROM post WHERE id = ?", [(post,) for post in gone])
    writer.many(
        "DELETE FROM post_version WHERE id = ?1"
        " AND NOT EXISTS (SELECT 1 FROM post WHERE version_id = ?1)",
        [(version,) for version in before],
    )
    put_back(connection, thread, capture, pictures)
    return findings
