"""What the reader decided of who answers whom: standing decisions, and putting them in force.

The engine's rows keep what the engine said; beside it stands what is in force.  Everything is
worked out before it is written, so that the transaction only writes a few rows and the packed tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from db.records import (
    BY_READER,
    STATE_CODES,
    LinkState,
    ThreadId,
    Verdict,
)
from db.replies.verdicts import (
    ARTICLE,
    GHOST,
    POST,
    Edge,
    Found,
    Key,
    Settled,
    Standing,
    settle,
)
from db.threads import skeleton
from db.threads.posts import decision_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from db.records import Decision, GhostId, Parent, PostId
    from db.store import Store

    Numbers = Callable[[int], Iterable[int]]

RULE = "reader"
"""The rule of an edge that the reader alone set."""

_DECISIONS = (
    "SELECT id, post_id, verdict, parent_kind, parent_post_id, ghost_id, decided_at, reason"
    " FROM reply_decision WHERE thread_id = ? ORDER BY id"
)
_FIRST = (
    "SELECT post_id, parent_post_id FROM reply_link"
    " WHERE thread_id = ? AND engine_ordinal = 0 AND parent_post_id IS NOT NULL"
)
_ROWS = (
    "SELECT id, parent_kind, parent_post_id, ghost_id, ordinal, state, decided_by, engine_ordinal,"
    " engine_state FROM reply_link WHERE post_id = ? ORDER BY engine_ordinal, id"
)
_MOVED = (
    "SELECT DISTINCT post_id FROM reply_link"
    " WHERE thread_id = ? AND (decided_by = 'reader' OR ordinal IS NOT engine_ordinal)"
)
_DECIDED_THREADS = """
    SELECT thread_id FROM reply_decision
    UNION
    SELECT thread_id FROM reply_link
    WHERE decided_by = 'reader' OR ordinal IS NOT engine_ordinal
    ORDER BY thread_id
"""
_RESOLVED = (
    "SELECT id, resolved_post_id FROM ghost WHERE thread_id = ? AND resolved_post_id IS NOT NULL"
)
_UPDATE = "UPDATE reply_link SET ordinal = ?, state = ?, decided_by = ? WHERE id = ?"
_INSERT = (
    "INSERT INTO reply_link(id, thread_id, post_id, ordinal, parent_kind, parent_post_id, ghost_id,"
    " state, rule, confidence, decided_by, engine_version)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'reader', 1.0, 'reader', '')"
)


@dataclass(frozen=True, slots=True)
class Row:
    """An edge of a post as it is stored."""

    id: int
    parent: Key
    ordinal: int
    state: str
    decided_by: str
    engine_ordinal: int | None
    engine_state: str | None


@dataclass(frozen=True, slots=True)
class Planned:
    """What is to be written so that decisions are in force.

    Attributes:
        revision: the ``reply_revision`` of the thread that this was worked out of.
        settled: what is in force then.
        updates: parameters of the statement that puts an edge in force or sets it aside.
        inserts: those of edges that the reader alone sets, but for their numbers.
        deletes: rows of edges that the reader alone had set.
        primary: the first edge then of each post that is touched; ``None`` if it has none.
        changed: posts of which a row changes, or the mark that the reader decided.
        tree: the packed tree then; ``None`` if none is kept that could be changed.
    """

    revision: int
    settled: Settled
    updates: tuple[tuple[object, ...], ...]
    inserts: tuple[tuple[object, ...], ...]
    deletes: tuple[tuple[int], ...]
    primary: Mapping[int, Edge | None]
    changed: frozenset[int]
    tree: bytes | None


def standing(connection: Connection, thread: ThreadId) -> tuple[Decision, ...]:
    """Return the decisions on the posts of a thread, in the order they were made."""
    return tuple(decision_of(row) for row in connection.exec_driver_sql(_DECISIONS, (thread,)))


def key_of(parent: Parent) -> Key:
    """Return a parent as the replay names it."""
    if parent.post is not None:
        return POST, parent.post
    return (GHOST, parent.ghost) if parent.ghost is not None else (ARTICLE, 0)


def columns(parent: Parent | None) -> tuple[str | None, PostId | None, GhostId | None]:
    """Return a parent as its three columns."""
    return (None, None, None) if parent is None else (key_of(parent)[0], parent.post, parent.ghost)


def followed(connection: Connection, thread: ThreadId) -> dict[Key, Key]:
    """Return which post each lost post turned out to be."""
    return {
        (GHOST, ghost): (POST, post)
        for ghost, post in connection.exec_driver_sql(_RESOLVED, (thread,))
    }


def parents(connection: Connection, thread: ThreadId) -> dict[int, int]:
    """Return the post that each post of a thread answers, as it is in force."""
    rows = connection.exec_driver_sql(
        "SELECT post_id, parent_post_id FROM reply_link"
        " WHERE thread_id = ? AND ordinal = 0 AND parent_post_id IS NOT NULL",
        (thread,),
    )
    return {child: parent for child, parent in rows.fetchall()}  # noqa: C416 - rows are no pairs


def decided_threads(connection: Connection) -> Sequence[ThreadId]:
    """Return the threads in which the reader decided something, or edges stand as if he had."""
    rows = connection.exec_driver_sql(_DECIDED_THREADS).scalars()
    return [ThreadId(thread) for thread in rows]


def plan(connection: Connection, thread: ThreadId, decisions: Iterable[Decision]) -> Planned:
    """Work out what is to be written so that these decisions are in force in a thread.

    Args:
        connection: a transaction, of reading or of writing.
        thread: the thread.
        decisions: all that are to stand.
    """
    decisions = tuple(decisions)
    rows: dict[int, list[Row]] = {}

    def rows_of(post: int) -> list[Row]:
        if post not in rows:
            rows[post] = _rows(connection, post)
        return rows[post]

    def edges_of(post: int) -> list[Found]:
        return [
            Found(row.id, row.parent, LinkState(row.engine_state))
            for row in rows_of(post)
            if row.engine_ordinal is not None and row.engine_state is not None
        ]

    first: dict[int, int] = {}
    if decisions:
        rows_first = connection.exec_driver_sql(_FIRST, (thread,)).fetchall()
        first.update((child, parent) for child, parent in rows_first)
    settled = settle(first, edges_of, _standing(connection, thread, decisions))
    touched: set[int] = set(connection.exec_driver_sql(_MOVED, (thread,)).scalars())
    touched.update(settled.edges)
    touched.update(_was_decided(connection, thread))
    by_reader = {each.post for each in decisions if each.verdict is not Verdict.REJECTED}
    updates: list[tuple[object, ...]] = []
    inserts: list[tuple[object, ...]] = []
    deletes: list[tuple[int]] = []
    primary: dict[int, Edge | None] = {}
    changed: set[int] = set()
    for post in sorted(touched):
        edges = settled.edges.get(post)
        if edges is None:
            edges = [
                Edge(edge.id, edge.parent, place, edge.state)
                for place, edge in enumerate(edges_of(post))
            ]
        before = len(updates) + len(inserts) + len(deletes)
        _compare(thread, post, rows_of(post), edges, (updates, inserts, deletes))
        if len(updates) + len(inserts) + len(deletes) > before:
            changed.add(post)
        primary[post] = next((edge for edge in edges if edge.ordinal == 0), None)
    tree = skeleton.stored(connection, thread)
    packed = skeleton.pack(_rehung(tree, primary, by_reader)) if tree is not None else None
    return Planned(
        revision(connection, thread),
        settled,
        tuple(updates),
        tuple(inserts),
        tuple(deletes),
        primary,
        frozenset(changed),
        packed,
    )


def _was_decided(connection: Connection, thread: ThreadId) -> Sequence[int]:
    return (
        connection.exec_driver_sql(
            "SELECT DISTINCT post_id FROM reply_decision WHERE thread_id = ?", (thread,)
        )
        .scalars()
        .all()
    )


def _rows(connection: Connection, post: int) -> list[Row]:
    return [
        Row(
            number,
            _key(kind, parent, ghost),
            ordinal,
            state,
            decided_by,
            engine_ordinal,
            engine_state,
        )
        for (
            number,
            kind,
            parent,
            ghost,
            ordinal,
            state,
            decided_by,
            engine_ordinal,
            engine_state,
        ) in connection.exec_driver_sql(_ROWS, (post,))
    ]


def _key(kind: str, parent: int | None, ghost: int | None) -> Key:
    if parent is not None:
        return POST, parent
    return (kind, 0) if ghost is None else (GHOST, ghost)


def _standing(
    connection: Connection, thread: ThreadId, decisions: Sequence[Decision]
) -> list[Standing]:
    resolved = followed(connection, thread) if decisions else {}
    found: list[Standing] = []
    for each in decisions:
        origin = key_of(each.parent) if each.parent is not None else None
        # who was found cannot answer himself: then he stays lost to this post
        parent = resolved.get(origin, origin) if origin is not None else None
        if parent == (POST, each.post):
            parent = origin
        found.append(Standing(each.id, each.post, each.verdict, parent, origin))
    return found


def _compare(
    thread: int,
    post: int,
    rows: Sequence[Row],
    edges: Sequence[Edge],
    changes: tuple[list[tuple[object, ...]], list[tuple[object, ...]], list[tuple[int]]],
) -> None:
    """Note what has to be written so that the rows of a post are these edges."""
    updates, inserts, deletes = changes
    by_id = {edge.found: edge for edge in edges if edge.found is not None}
    own = next((edge for edge in edges if edge.found is None), None)
    for row in rows:
        if row.engine_ordinal is None:
            if own is not None and (row.parent, row.ordinal, row.state) == (
                own.parent,
                own.ordinal,
                own.state.value,
            ):
                own = None
            else:
                deletes.append((row.id,))
            continue
        edge = by_id[row.id]
        stated = row.engine_state == LinkState.STATED
        by = "reader" if edge.by_reader else "page" if stated else "rule"
        if (row.ordinal, row.state, row.decided_by) != (edge.ordinal, edge.state.value, by):
            updates.append((edge.ordinal, edge.state.value, by, row.id))
    if own is not None:
        kind, number = own.parent
        parent = number if kind == POST else None
        ghost = number if kind == GHOST else None
        inserts.append((thread, post, own.ordinal, kind, parent, ghost, own.state.value))


def _rehung(
    tree: skeleton.Skeleton, primary: Mapping[int, Edge | None], by_reader: Container[int]
) -> skeleton.Skeleton:
    """Return a tree with other parents and states of the floors that are touched."""
    parents: dict[int, int | None] = {}
    states: dict[int, int] = {}
    for post, edge in primary.items():
        to_post = edge is not None and edge.parent[0] == POST
        parents[post] = edge.parent[1] if edge is not None and to_post else None
        code = STATE_CODES[edge.state if edge is not None else LinkState.NONE]
        states[post] = code | BY_READER if post in by_reader else code
    return skeleton.rehung(tree, parents, states)


def revision(connection: Connection, thread: ThreadId) -> int:
    """Return how often the links of a thread were written."""
    row = connection.exec_driver_sql("SELECT reply_revision FROM thread WHERE id = ?", (thread,))
    return int(row.scalar_one())


def put_in_force(
    connection: Connection, thread: ThreadId, planned: Planned, numbers: Numbers | None = None
) -> None:
    """Write what was worked out, inside the caller's transaction; the decisions stand already.

    Args:
        connection: the transaction.
        thread: the thread.
        planned: what is to be written.
        numbers: gives so many numbers for rows of links; those behind the last if not given.
    """
    for row in planned.deletes:
        connection.exec_driver_sql("DELETE FROM reply_link WHERE id = ?", row)
    for update in planned.updates:
        connection.exec_driver_sql(_UPDATE, update)
    if planned.inserts:
        given = (numbers or partial(_behind_the_last, connection))(len(planned.inserts))
        for number, insert in zip(given, planned.inserts, strict=True):
            connection.exec_driver_sql(_INSERT, (number, *insert))
    if planned.tree is None:
        skeleton.store_skeleton(connection, thread)
    else:
        skeleton.keep_packed(connection, thread, planned.tree)
    touch(connection, thread)


def _behind_the_last(connection: Connection, count: int) -> range:
    last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM reply_link").scalar_one()
    return range(last + 1, last + 1 + count)


def touch(connection: Connection, thread: ThreadId) -> None:
    """Let whoever worked something out of the links of a thread know that they are others now."""
    connection.exec_driver_sql(
        "UPDATE thread SET reply_revision = reply_revision + 1 WHERE id = ?", (thread,)
    )


def replay(
    connection: Connection, thread: ThreadId, numbers: Numbers | None = None
) -> Settled | None:
    """Put the standing decisions in force on links that were written anew; ``None`` if none stand.

    Inside the caller's transaction; the tree that is kept must be that of the engine's links.
    """
    decisions = standing(connection, thread)
    if not decisions:
        return None
    planned = plan(connection, thread, decisions)
    put_in_force(connection, thread, planned, numbers)
    return planned.settled


def rebuild(store: Store) -> None:
    """Put the decisions of all threads in force anew, each in a short transaction."""
    with store.read() as connection:
        threads = decided_threads(connection)
    for thread in threads:
        with store.write() as connection:
            if connection.exec_driver_sql("SELECT 1 FROM thread WHERE id = ?", (thread,)).first():
                found = standing(connection, thread)
                put_in_force(connection, thread, plan(connection, thread, found))
