"""Suggestions of parents for stored posts: worked out when asked for, and kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.records import PostId, Suggestion
from db.replies.floors import FlatThread, Floor
from db.replies.suggestions import Known, suggest
from db.threads.heads import article_text
from db.threads.skeleton import raise_if_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from db.records import ThreadId
    from db.store import Store

_TITLE = """
    SELECT c.title FROM thread AS t
    JOIN capture_thread AS c ON c.capture_id = t.capture_id AND c.thread_id = t.id
    WHERE t.id = ?
"""
_POSTS = """
    SELECT p.id, v.floor, v.author, v.text FROM post AS p
    JOIN post_version AS v ON v.id = p.version_id
    WHERE p.thread_id = ? ORDER BY p.ordinal, p.id
"""
_QUOTES = 'SELECT post_id, start, "end" FROM quote WHERE thread_id = ? ORDER BY post_id, ordinal'
_PARENTS = """
    SELECT post_id, parent_post_id FROM reply_link
    WHERE thread_id = ? AND parent_post_id IS NOT NULL AND ordinal >= 0 ORDER BY post_id, ordinal
"""
# what was set aside is shown beside the edge in force, and what was rejected is not offered again
_DECLINED = """
    SELECT post_id, parent_post_id FROM reply_link
    WHERE thread_id = ?1 AND parent_post_id IS NOT NULL AND ordinal < 0
    UNION SELECT post_id, parent_post_id FROM reply_decision
    WHERE thread_id = ?1 AND parent_post_id IS NOT NULL AND verdict = 'rejected'
"""


def suggestions(store: Store, thread: ThreadId, post: PostId) -> tuple[Suggestion, ...]:
    """Return up to three posts that a post may answer, the likeliest first.

    What it answers already is none of them.  A post that is not in the thread has none.

    Raises:
        NotFound: there is no such thread.
    """
    return suggestions_for(store, thread, (post,)).get(post, ())


def suggestions_for(
    store: Store, thread: ThreadId, posts: Iterable[PostId] | None = None
) -> dict[PostId, tuple[Suggestion, ...]]:
    """Return what each of some posts of a thread may answer; of all of them, if none are named.

    One costs a tenth of a second in a thread of 10,000 floors, most of it reading; all of them
    cost about what inferring the replies does.

    Raises:
        NotFound: there is no such thread.
    """
    with store.read() as connection:
        raise_if_unknown(connection, thread)
        flat, ids = _flat_thread(connection, thread)
        places = {post: place for place, post in enumerate(ids)}
        known = _known(connection, thread, places)
    wanted = ids if posts is None else posts
    found = suggest(flat, known, [places[post] for post in wanted if post in places])
    return {
        ids[place]: tuple(
            Suggestion(
                ids[each.parent],
                flat.floors[each.parent].label,
                flat.floors[each.parent].author,
                each.rule,
                each.confidence,
                each.evidence,
            )
            for each in every
        )
        for place, every in found.items()
    }


def _flat_thread(connection: Connection, thread: ThreadId) -> tuple[FlatThread, list[PostId]]:
    """Return a thread as the rules see it, as far as suggesting asks; parents are known apart."""
    title = connection.exec_driver_sql(_TITLE, (thread,)).scalar_one_or_none() or ""
    rows = connection.exec_driver_sql(_POSTS, (thread,)).fetchall()
    floors = tuple(Floor(text, author, label) for _, label, author, text in rows)
    flat = FlatThread(title, article_text(connection, thread), floors)
    return flat, [PostId(row[0]) for row in rows]


def _known(connection: Connection, thread: ThreadId, places: dict[PostId, int]) -> Known:
    quoted: dict[int, list[tuple[int, int]]] = {}
    for post, start, end in connection.exec_driver_sql(_QUOTES, (thread,)):
        quoted.setdefault(places[post], []).append((start, end))
    parents: dict[int, list[int]] = {}
    for post, parent in connection.exec_driver_sql(_PARENTS, (thread,)):
        parents.setdefault(places[post], []).append(places[parent])
    declined: dict[int, set[int]] = {}
    for post, parent in connection.exec_driver_sql(_DECLINED, (thread,)):
        declined.setdefault(places[post], set()).add(places[parent])
    return Known(quoted, parents, declined)
