"""Pictures that the owner attached follow their places into a new capture of the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.threads.pictures import BY_READER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

_ARTICLE = """
    SELECT f.id, b.capture_id, b.ordinal, f.src, f.caption, f.credit, f.alt, f.image,
           f.picture_id, f.attached_by, f.attached_from, 0
    FROM figure AS f JOIN article_block AS b ON b.id = f.block_id
    WHERE f.thread_id = ? ORDER BY b.capture_id, b.ordinal
"""
_POSTS = """
    SELECT f.id, v.capture_id, f.ordinal, f.src, f.caption, f.credit, f.alt, f.image,
           f.picture_id, f.attached_by, f.attached_from, v.post_id
    FROM post_figure AS f JOIN post_version AS v ON v.id = f.version_id
    WHERE f.thread_id = ? ORDER BY v.capture_id, f.ordinal
"""
_PUT = {
    "figure": "UPDATE figure SET image = 'attached', picture_id = ?, attached_by = ?,"
    " attached_from = ? WHERE id = ?",
    "post_figure": "UPDATE post_figure SET image = 'attached', picture_id = ?, attached_by = ?,"
    " attached_from = ? WHERE id = ?",
}


_TABLES = (("figure", _ARTICLE), ("post_figure", _POSTS))

Pictures = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]
"""What stands in the places of a thread: by table, and by what tells a place."""


def carry_over(connection: Connection, thread: int, capture: int) -> None:
    """Put pictures of earlier captures into the same places of a new one, where these are empty.

    Places are the same where their address is; without one, where caption, credit and alternative
    words are, and the k-th of them is the k-th.  What the earlier capture itself held is carried
    over, too: a later saving has often lost the image.
    """
    put_back(connection, thread, capture, gather(connection, thread, but=capture))


def gather(connection: Connection, thread: int, but: int | None = None) -> Pictures:
    """Return what stands in the places of a thread, but for those of one capture.

    What the owner put there goes before what a capture held.
    """
    found: Pictures = {}
    for table, statement in _TABLES:
        attached = found[table] = {}
        rows = connection.exec_driver_sql(statement, (thread,)).all()
        for row, key in _keyed(row for row in rows if row[1] != but):
            if row[8] is not None and (row[9] == BY_READER or key not in attached):
                attached[key] = tuple(row[8:11])
    return found


def put_back(connection: Connection, thread: int, capture: int, pictures: Pictures) -> None:
    """Put pictures into the same places of a capture, where these are empty."""
    for table, statement in _TABLES:
        rows = connection.exec_driver_sql(statement, (thread,)).all()
        found = [
            (*pictures[table][key], row[0])
            for row, key in _keyed(row for row in rows if row[1] == capture)
            if row[7] == "missing" and key in pictures[table]
        ]
        if found:
            connection.exec_driver_sql(_PUT[table], found)


def _keyed(rows: Iterable[Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield rows with what tells their places apart, counted for each capture by itself."""
    counts: dict[tuple[Any, ...], int] = {}
    for row in rows:
        about = (None, row[4], row[5], row[6])
        face = (row[11], row[3]) if row[3] else (row[11], *about)
        count = counts[row[1], face] = counts.get((row[1], face), 0) + 1
        yield row, (*face, count)
