"""The head of a thread: its article, captures and ghosts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from db.records import (
    Block,
    BlockType,
    Capture,
    CaptureId,
    FigureId,
    Finding,
    Ghost,
    GhostId,
    PictureId,
    PostId,
    Severity,
    Span,
    ThreadHead,
)
from db.threads.posts import read_posts

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from db.records import Post, ThreadId, ThreadSummary

_SITE = "site:"
_HEAD = """
    SELECT c.views, coalesce(t.source_url_edited, c.source_url), c.timezone, c.latest_post_text,
           c.title, c.source_url, c.article_author, c.published_at, c.published_at_text,
           (SELECT count(*) FROM note AS n
             WHERE n.thread_id = t.id AND n.post_id IS NULL AND n.trashed_at IS NULL),
           t."key"
    FROM thread AS t
    JOIN capture_thread AS c ON c.capture_id = t.capture_id AND c.thread_id = t.id
    WHERE t.id = ?
"""
_BLOCKS = """
    SELECT b.ordinal, b.type, b.start, b.text, f.credit, f.caption, f.alt, f.src, f.image,
           f.id, f.picture_id, c.width, c.height
    FROM thread AS t
    JOIN article_block AS b ON b.thread_id = t.id AND b.capture_id = t.capture_id
    LEFT JOIN figure AS f ON f.block_id = b.id
    LEFT JOIN picture AS c ON c.id = f.picture_id
    WHERE t.id = ? ORDER BY b.ordinal
"""
_OPENING = "SELECT id FROM post WHERE thread_id = ? AND opening = 1 ORDER BY ordinal LIMIT 1"
_CAPTURES = """
    SELECT s.id, s.sha256, s.bytes, s.format, s.reader_version, s.file_name, s.captured_at,
           s.imported_at, s.encoding, s.encoding_reason
    FROM capture_thread AS c JOIN capture AS s ON s.id = c.capture_id
    WHERE c.thread_id = ? ORDER BY s.id
"""
_FINDINGS = """
    SELECT f.capture_id, f.code, f.severity, f.message, f.place, f.template, f.details
    FROM capture_thread AS c JOIN finding AS f ON f.capture_id = c.capture_id
    WHERE c.thread_id = ? AND (f.thread_id IS NULL OR f.thread_id = c.thread_id)
    ORDER BY f.id
"""
_GHOSTS = """
    SELECT g.id, g.author, g.posted_at, g.text, g.resolved_post_id, q.post_id, q.start, q."end"
    FROM ghost AS g LEFT JOIN quote AS q ON q.ghost_id = g.id
    WHERE g.thread_id = ? ORDER BY g.id, q.id
"""


def read_head(connection: Connection, summary: ThreadSummary) -> ThreadHead:
    """Return everything of a thread but its posts; the thread is there."""
    thread = summary.id
    row = connection.exec_driver_sql(_HEAD, (thread,)).one()
    blocks = _blocks(connection, thread)
    site, topic = _named(row[10])
    return ThreadHead(
        summary=summary,
        views=row[0],
        source_url=row[1],
        timezone=row[2],
        latest_post_text=row[3],
        captured_title=row[4],
        captured_source_url=row[5],
        article_author=row[6],
        published_at=row[7],
        published_at_text=row[8],
        article_text="\n".join(block.text for block in blocks),
        blocks=blocks,
        captures=_captures(connection, thread),
        ghosts=_ghosts(connection, thread),
        article_notes=row[9],
        site=site,
        topic_id=topic,
        opening=_opening(connection, thread),
    )


def _opening(connection: Connection, thread: ThreadId) -> Post | None:
    found = connection.exec_driver_sql(_OPENING, (thread,)).fetchall()
    return next(iter(read_posts(connection, [row[0] for row in found])), None)


def _named(key: str) -> tuple[str | None, str | None]:
    """Return site and topic of a thread's key, where it is made of them (``importing.keys``)."""
    if not key.startswith(_SITE):
        return None, None
    site, _, topic = key.removeprefix(_SITE).partition("/")
    # a site that is known by the name of its board alone has the title in its keys, too
    return site, topic.rpartition("/")[0] if " " in site else topic


def article_text(connection: Connection, thread: ThreadId) -> str:
    """Return the article of a thread as offsets count in it."""
    rows = connection.exec_driver_sql(_BLOCKS, (thread,))
    return "\n".join(row[3] for row in rows)


def _blocks(connection: Connection, thread: ThreadId) -> tuple[Block, ...]:
    return tuple(
        Block(
            ordinal=row[0],
            type=BlockType(row[1]),
            start=row[2],
            text=row[3],
            credit=row[4],
            caption=row[5],
            alt=row[6],
            src=row[7],
            image=row[8],
            figure=FigureId(row[9]) if row[9] is not None else None,
            picture=PictureId(row[10]) if row[10] is not None else None,
            width=row[11],
            height=row[12],
        )
        for row in connection.exec_driver_sql(_BLOCKS, (thread,))
    )


def _captures(connection: Connection, thread: ThreadId) -> tuple[Capture, ...]:
    findings: dict[int, list[Finding]] = {}
    for capture, code, severity, message, place, template, details in connection.exec_driver_sql(
        _FINDINGS, (thread,)
    ):
        values: dict[str, str] = json.loads(details) if details else {}
        findings.setdefault(capture, []).append(
            Finding(code, Severity(severity), message, place, template, tuple(values.items()))
        )
    return tuple(
        Capture(
            id=CaptureId(row[0]),
            sha256=row[1],
            bytes=row[2],
            format=row[3],
            reader_version=row[4],
            file_name=row[5],
            captured_at=row[6],
            imported_at=row[7],
            encoding=row[8],
            encoding_reason=row[9],
            findings=tuple(findings.get(row[0], ())),
        )
        for row in connection.exec_driver_sql(_CAPTURES, (thread,))
    )


def _ghosts(connection: Connection, thread: ThreadId) -> tuple[Ghost, ...]:
    known: dict[int, list[tuple[PostId, Span]]] = {}
    ghosts: dict[int, tuple[str | None, str | None, str, int | None]] = {}
    for row in connection.exec_driver_sql(_GHOSTS, (thread,)):
        ghosts[row[0]] = (row[1], row[2], row[3], row[4])
        seen = known.setdefault(row[0], [])
        if row[5] is not None:
            seen.append((PostId(row[5]), Span(row[6], row[7])))
    return tuple(
        Ghost(
            GhostId(ghost),
            author,
            posted_at,
            text,
            tuple(known[ghost]),
            PostId(resolved) if resolved is not None else None,
        )
        for ghost, (author, posted_at, text, resolved) in ghosts.items()
    )
