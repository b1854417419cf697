"""Reading the library: lists of threads, the head of a thread, its posts.

Lists are ids first and rows by the window that is shown, so that 100,000 threads or floors cost
what is on the screen.
"""

from __future__ import annotations

import json
from array import array
from enum import StrEnum
from typing import TYPE_CHECKING

from db.errors import LibraryDamaged
from db.records import (
    BY_READER,
    STATE_CODES,
    LinkCounts,
    LinkState,
    Place,
    PostId,
    ThreadId,
    ThreadSummary,
)
from db.threads import heads, skeleton
from db.threads.posts import CHUNK, read_posts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from db.records import Post, ThreadHead
    from db.store import Store


class View(StrEnum):
    """Which threads a list holds."""

    ALL = "all"
    NOTES = "notes"
    MISSING_IMAGES = "missing_images"
    TRASH = "trash"


class ListOrder(StrEnum):
    """By what a list of threads is put in order; what has no value always stands last."""

    IMPORTED = "imported"
    LATEST = "latest"
    TITLE = "title"
    PLACE = "place"
    POSTS = "posts"
    NOTES = "notes"


_NOTES = "(SELECT count(*) FROM note AS n WHERE n.thread_id = t.id AND n.trashed_at IS NULL)"
_HEAD = " LEFT JOIN capture_thread AS c ON c.capture_id = t.capture_id AND c.thread_id = t.id"
_VIEWS = {
    View.ALL: "t.trashed_at IS NULL",
    View.NOTES: "t.trashed_at IS NULL"
    " AND t.id IN (SELECT thread_id FROM note WHERE trashed_at IS NULL)",
    View.MISSING_IMAGES: "t.trashed_at IS NULL AND t.id IN (SELECT f.thread_id FROM figure AS f"
    " JOIN article_block AS b ON b.id = f.block_id JOIN thread AS s ON s.id = f.thread_id"
    " WHERE f.image = 'missing' AND b.capture_id = s.capture_id)",
    View.TRASH: "t.trashed_at IS NOT NULL",
}
# Ids are given in the order of import, and clocks may jump.  A printed time may end at the hour,
# which is no time to SQLite, but its day is.
_ORDERS = {
    ListOrder.IMPORTED: ("", "t.id"),
    ListOrder.LATEST: (
        _HEAD,
        "coalesce(julianday(c.latest_post_at), julianday(substr(c.latest_post_at, 1, 10)))",
    ),
    ListOrder.TITLE: (_HEAD, "coalesce(t.title_edited, c.title) COLLATE NOCASE"),
    ListOrder.PLACE: (_HEAD, "coalesce(c.outlet, c.board, c.source) COLLATE NOCASE"),
    ListOrder.POSTS: ("", "t.posts"),
    ListOrder.NOTES: ("", f"nullif({_NOTES}, 0)"),
}
_SUMMARIES = f"""
    SELECT t.id, coalesce(t.title_edited, c.title), c.board, c.outlet, c.source, c.poster,
           t.posts, c.claimed_posts, c.latest_post_at, t.imported_at, {_NOTES},
           (SELECT count(*) FROM figure AS f JOIN article_block AS b ON b.id = f.block_id
             WHERE f.thread_id = t.id AND f.image = 'missing' AND b.capture_id = t.capture_id),
           t.trashed_at
    FROM json_each(?) AS j
    CROSS JOIN thread AS t ON t.id = j.value
    CROSS JOIN capture_thread AS c ON c.capture_id = t.capture_id AND c.thread_id = t.id
"""  # noqa: S608 - names of our own


def thread_ids(
    store: Store,
    *,
    view: View = View.ALL,
    order: ListOrder = ListOrder.IMPORTED,
    ascending: bool = False,
) -> array[int]:
    """Return the ids of the threads of a view, in order; the last imported first if not told."""
    join, key = _ORDERS[order]
    way = "ASC" if ascending else "DESC"
    plain = order is ListOrder.IMPORTED  # as the rows lie; turning them round here is quicker
    terms = "t.id" if plain else f"{key} {way} NULLS LAST, t.id {way}"
    # one value takes half of the time that 100,000 rows take through the driver and Core
    statement = (
        f"SELECT json_group_array(t.id ORDER BY {terms})"  # noqa: S608 - names of our own
        f" FROM thread AS t{join} WHERE {_VIEWS[view]}"
    )
    with store.read() as connection:
        found: list[int] = json.loads(connection.exec_driver_sql(statement).scalar_one())
    if plain and not ascending:
        found.reverse()
    return array("q", found)


def summaries(store: Store, ids: Sequence[int]) -> dict[ThreadId, ThreadSummary]:
    """Return the rows of a list by id; ids that are not there are left out."""
    with store.read() as connection:
        return read_summaries(connection, ids)


def read_summaries(connection: Connection, ids: Sequence[int]) -> dict[ThreadId, ThreadSummary]:
    """Return the rows of a list by id, inside a transaction of the caller."""
    rows = connection.exec_driver_sql(_SUMMARIES, (json.dumps(list(ids)),)).fetchall()
    return {
        ThreadId(row[0]): ThreadSummary(
            id=ThreadId(row[0]),
            title=row[1],
            board=row[2],
            outlet=row[3],
            source=row[4],
            poster=row[5],
            posts=row[6],
            claimed_posts=row[7],
            latest_post_at=row[8],
            imported_at=row[9],
            notes=row[10],
            missing_images=row[11],
            trashed_at=row[12],
        )
        for row in rows
    }


def summary(connection: Connection, thread: ThreadId) -> ThreadSummary:
    """Return the row of one thread, inside a transaction of the caller.

    Raises:
        NotFound: there is no such thread.
        LibraryDamaged: it has lost what its capture says of it.
    """
    found = read_summaries(connection, (thread,)).get(thread)
    if found is None:
        skeleton.raise_if_unknown(connection, thread)
        raise LibraryDamaged(
            "What was saved of the head of thread {thread} is missing; its posts are safe.",
            "Run “beilin check”, and import the file of the thread again.",
            thread=thread,
        )
    return found


def require(store: Store, thread: ThreadId) -> None:
    """Make sure that there is such a thread, in the trash or not.

    Raises:
        NotFound: there is none.
    """
    with store.read() as connection:
        skeleton.raise_if_unknown(connection, thread)


def head(store: Store, thread: ThreadId) -> ThreadHead:
    """Return everything of a thread but its posts.

    Raises:
        NotFound: there is no such thread.
    """
    with store.read() as connection:
        return heads.read_head(connection, summary(connection, thread))


def posts(store: Store, ids: Sequence[PostId]) -> list[Post]:
    """Return posts in the order of ``ids``, with quotes, links and numbers of notes.

    Ids that are not there are left out; depth is 0, since the skeleton knows it.
    """
    with store.read() as connection:
        return read_posts(connection, ids)


def thread_posts(store: Store, thread: ThreadId) -> list[Post]:
    """Return all posts of a thread in floor order, the opening post first, with their depths.

    Raises:
        NotFound: there is no such thread.
    """
    tree = skeleton.load(store, thread)
    depths = dict(zip(tree.ids, tree.depths, strict=True))
    with store.read() as connection:
        ids = (
            connection.exec_driver_sql(
                "SELECT id FROM post WHERE thread_id = ? ORDER BY opening DESC, ordinal", (thread,)
            )
            .scalars()
            .all()
        )
        return [
            post
            for start in range(0, len(ids), CHUNK)
            for post in read_posts(connection, ids[start : start + CHUNK], depths)
        ]


def posts_by_floor(store: Store, thread: ThreadId, label: str) -> list[PostId]:
    """Return the posts whose printed label is ``label``, in floor order: labels may repeat."""
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT p.id FROM post AS p JOIN post_version AS v ON v.id = p.version_id"
            " WHERE p.thread_id = ? AND v.floor = ? ORDER BY p.ordinal",
            (thread, label),
        )
        return [PostId(post) for post in rows.scalars()]


def post_by_floor(store: Store, thread: ThreadId, label: str) -> PostId | None:
    """Return the first post whose printed label is ``label``."""
    return next(iter(posts_by_floor(store, thread, label)), None)


def also_answering(store: Store, post: PostId) -> list[PostId]:
    """Return the posts that answer a post beside the one they stand under, in floor order."""
    with store.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT p.id FROM reply_link AS l JOIN post AS p ON p.id = l.post_id"
            " WHERE l.parent_post_id = ? AND l.ordinal > 0 ORDER BY p.ordinal",
            (post,),
        )
        return [PostId(one) for one in rows.scalars()]


def count_notes(connection: Connection, thread: ThreadId) -> dict[PostId | None, int]:
    """Return how many notes stand on each post of a thread, and under ``None`` on its article."""
    rows = connection.exec_driver_sql(
        "SELECT post_id, count(*) FROM note WHERE thread_id = ? AND trashed_at IS NULL"
        " GROUP BY post_id",
        (thread,),
    ).fetchall()
    return {PostId(post) if post is not None else None: count for post, count in rows}


def read_place(connection: Connection, thread: ThreadId) -> Place | None:
    """Return where the reader was in a thread, if anywhere."""
    row = connection.exec_driver_sql(
        "SELECT post_id, block, position FROM reading_place WHERE thread_id = ?", (thread,)
    ).one_or_none()
    if row is None:
        return None
    return Place(PostId(row[0]) if row[0] is not None else None, row[1], row[2])


def link_counts(store: Store, thread: ThreadId) -> LinkCounts:
    """Count the floors by how they are linked; the sentence at the head of the thread.

    Raises:
        NotFound: there is no such thread.
    """
    return count_links(skeleton.load(store, thread))


def count_links(tree: skeleton.Skeleton) -> LinkCounts:
    """Count the floors of a tree by how they are linked."""
    states = tree.states
    count = {state: states.count(code) for state, code in STATE_CODES.items()}
    return LinkCounts(
        floors=len(states),
        stated=count[LinkState.STATED],
        solid=count[LinkState.SOLID],
        dashed=count[LinkState.DASHED],
        ghost=count[LinkState.GHOST],
        none=count[LinkState.NONE],
        reader=sum(states.count(code | BY_READER) for code in STATE_CODES.values()),
    )
