"""The reader's decisions through a new capture or reading of a thread: none is lost.

A decision names posts by their identity, so most need nothing.  A parent that is not in the thread
any more is kept as a lost post with its words; one that is found again is followed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from db.importing.words import words_of
from db.records import Finding, Severity, finding
from db.text import fold
from db.threads import decisions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from db.importing.rows import Writer
    from db.records import ThreadId
    from db.replies.verdicts import Key

_EDGES = (
    "SELECT post_id, parent_kind, coalesce(parent_post_id, ghost_id, 0) FROM reply_link"
    " WHERE thread_id = ? AND engine_ordinal IS NOT NULL"
)
_LOST = """
    SELECT DISTINCT d.parent_post_id, v.author, v.posted_at, v.posted_at_text, v.text
    FROM reply_decision AS d
    JOIN post AS p ON p.id = d.parent_post_id JOIN post_version AS v ON v.id = p.version_id
    WHERE d.thread_id = ? ORDER BY d.parent_post_id
"""
_KEEP = (
    "INSERT INTO ghost(id, thread_id, author, posted_at, posted_at_text, text)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
_SOUGHT = """
    SELECT DISTINCT g.id, g.author, g.text FROM reply_decision AS d JOIN ghost AS g
      ON g.id = d.ghost_id
    WHERE d.thread_id = ? AND g.resolved_post_id IS NULL AND g.text <> ''
    ORDER BY g.id
"""


@dataclass(frozen=True, slots=True)
class Before:
    """Who answered whom before: the edges of the engine, and what decisions led to."""

    posts: frozenset[int]
    edges: frozenset[tuple[int, Key]]
    led: Mapping[int, Key]


def before(connection: Connection, thread: ThreadId) -> Before:
    """Note who answers whom in a thread, before its links are written anew."""
    posts = connection.exec_driver_sql("SELECT id FROM post WHERE thread_id = ?", (thread,))
    standing = decisions.standing(connection, thread)
    led = decisions.plan(connection, thread, standing).settled.followed if standing else {}
    return Before(frozenset(posts.scalars()), _edges(connection, thread), led)


def _edges(connection: Connection, thread: ThreadId) -> frozenset[tuple[int, Key]]:
    rows = connection.exec_driver_sql(_EDGES, (thread,))
    return frozenset((child, (kind, parent)) for child, kind, parent in rows)


def keep_words(writer: Writer, thread: ThreadId, gone: Collection[int]) -> None:
    """Keep the words of posts that go and that a decision leads to; they are lost posts then."""
    connection = writer.connection
    for post, *face in connection.exec_driver_sql(_LOST, (thread,)).all():
        if post not in gone:
            continue
        (ghost,) = writer.numbers.take("ghost", 1)
        writer.many(_KEEP, [(ghost, thread, *face)])
        connection.exec_driver_sql(
            "UPDATE reply_decision SET parent_kind = 'ghost', parent_post_id = NULL, ghost_id = ?"
            " WHERE parent_post_id = ?",
            (ghost, post),
        )
    writer.many(
        "UPDATE ghost SET resolved_post_id = NULL WHERE resolved_post_id = ?",
        [(post,) for post in gone],
    )


def put_in_force(
    writer: Writer, thread: ThreadId, then: Before, posts: Collection[int]
) -> list[Finding]:
    """Put the decisions in force on links that were written anew, and tell the difference.

    Args:
        writer: what they were written by; it gives numbers to rows.
        thread: the thread.
        then: who answered whom before.
        posts: the posts that the thread has now; others go in the same transaction.
    """
    connection = writer.connection
    _find_again(connection, thread, frozenset(posts))
    settled = decisions.replay(connection, thread, partial(writer.numbers.take, "reply_link"))
    if settled is None:
        decisions.touch(connection, thread)
    resolved = decisions.followed(connection, thread)
    earlier = {(child, resolved.get(parent, parent)) for child, parent in then.edges}
    later = {edge for edge in _edges(connection, thread) if edge[0] in then.posts}
    added, withdrawn = len(later - earlier), len(earlier - later)
    if settled is None:
        if not added and not withdrawn:
            return []
        return [
            finding(
                "replies-changed",
                Severity.INFO,
                "Who answers whom, among the floors that were there before: {added} new, "
                "{withdrawn} withdrawn.",
                added=added,
                withdrawn=withdrawn,
            )
        ]
    touched = sum(then.led.get(number) != parent for number, parent in settled.followed.items())
    touched += len(then.led.keys() - settled.followed.keys())
    return [
        finding(
            "replies-changed",
            Severity.INFO,
            "Who answers whom, among the floors that were there before: {added} new, {withdrawn} "
            "withdrawn, {touched} of your {decisions} decisions touched.",
            added=added,
            withdrawn=withdrawn,
            touched=touched,
            decisions=len(decisions.standing(connection, thread)),
        )
    ]


def _find_again(connection: Connection, thread: ThreadId, posts: Collection[int]) -> None:
    """Tell which lost posts of decisions are there again: one floor of that author and words."""
    sought = connection.exec_driver_sql(_SOUGHT, (thread,)).all()
    if not sought:
        return
    faces: dict[tuple[str, str], list[int]] = {}
    for post, author, text in connection.exec_driver_sql(
        "SELECT p.id, v.author, v.text FROM post AS p JOIN post_version AS v"
        " ON v.id = p.version_id WHERE p.thread_id = ?",
        (thread,),
    ):
        if post in posts:
            faces.setdefault((fold(author or ""), words_of(text)), []).append(post)
    for ghost, author, text in sought:
        found = faces.get((fold(author or ""), words_of(text)), [])
        if len(found) == 1:
            connection.exec_driver_sql(
                "UPDATE ghost SET resolved_post_id = ? WHERE id = ?", (found[0], ghost)
            )
