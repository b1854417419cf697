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


def carry_over(connection: Connection, thread: int, capture: int) -> None:
    """Put pictures of earlier captures into the same places of a new one, where these are empty.

    Places are the same where their address is; without one, where caption, credit and alternative
    words are, and the k-th of them is the k-th.  What the earlier capture itself held is carried
    over, too: a later saving has often lost the image.
    """
    for table, statement in (("figure", _ARTICLE), ("post_figure", _POSTS)):
        rows = connection.exec_driver_sql(statement, (thread,)).all()
        attached: dict[tuple[Any, ...], Any] = {}
        for row, key in _keyed(row for row in rows if row[1] != capture):
            if row[8] is not None and (row[9] == BY_READER or key not in attached):
                attached[key] = row
        empty = [row for row in rows if row[1] == capture]
        found = [
            (attached[key][8], attached[key][9], attached[key][10], row[0])
            for row, key in _keyed(empty)
            if row[7] == "missing" and key in attached
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
