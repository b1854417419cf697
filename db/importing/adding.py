"""Writing a thread that the library does not know yet."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from db.engine import raw
from db.importing.keys import same_title
from db.importing.numbering import new_id
from db.records import Finding, Severity, ThreadId, finding
from db.search import index_thread
from db.threads import skeleton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.importing.prepared import PreparedThread
    from db.importing.rows import Writer
    from db.threads.skeleton import Skeleton

_MOST_NAMED = 5


def add_thread(
    writer: Writer, prepared: PreparedThread, capture: int, at: str
) -> tuple[ThreadId, tuple[Finding, ...]]:
    """Write a new thread; return its number, and what was found about it."""
    connection = writer.connection
    draft, derived = prepared.draft, prepared.derived
    findings = (*prepared.findings, *_same_title(connection, prepared))
    thread = new_id(connection, "thread")
    connection.exec_driver_sql(
        'INSERT INTO thread(id, "key", capture_id, posts, imported_at, reply_engine)'
        " VALUES (?, ?, ?, ?, ?, ?)",
        (thread, prepared.key, capture, len(derived.tree), at, derived.inference.version),
    )
    writer.pictures(prepared.pictures)
    writer.head(capture, thread, draft)
    posts = writer.numbers.take("post", len(draft.posts))
    versions = writer.numbers.take("post_version", len(draft.posts))
    writer.posts(thread, zip(posts, versions, range(len(posts)), draft.posts, strict=True))
    writer.versions(
        thread,
        capture,
        zip(versions, posts, draft.posts, strict=True),
        {versions[time.floor]: time for time in derived.inference.times},
    )
    ghosts = writer.ghosts(thread, derived.inference, {})
    writer.replies(thread, derived.inference, posts, ghosts)
    writer.findings(capture, thread, findings)
    skeleton.keep(connection, ThreadId(thread), numbered(derived.tree, posts))
    index_thread(connection, thread, derived.units, posts)
    return ThreadId(thread), findings


def numbered(tree: Skeleton, numbers: Sequence[int]) -> Skeleton:
    """Return a tree of places as one of posts."""
    return replace(tree, ids=array("q", [numbers[place] for place in tree.ids]))


def _same_title(connection: Connection, prepared: PreparedThread) -> list[Finding]:
    """Find threads of this title that were kept apart: a title alone never makes two one."""
    begin = same_title(prepared.draft.title)
    found = raw(connection).execute(
        'SELECT id FROM thread WHERE "key" >= ? AND "key" < ? ORDER BY id LIMIT ?',
        (begin, begin + "~", _MOST_NAMED),
    )
    others = [row[0] for row in found.fetchall()]
    if not others:
        return []
    return [
        finding(
            "possible-duplicate",
            Severity.WARNING,
            "Another thread has the same title (number {threads}); poster or article differ, so "
            "both are kept.",
            threads=", ".join(str(other) for other in others),
        )
    ]
