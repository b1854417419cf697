"""Numbers for new rows, given inside the writer's transaction.

Threads and captures are named in recorded acts, in scripts and in open windows: their numbers are
never given a second time, even after the trash was emptied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.engine import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LAST = {"thread": "last_thread", "capture": "last_capture"}
_TABLES = (
    "article_block",
    "figure",
    "post",
    "post_version",
    "finding",
    "post_figure",
    "ghost",
    "quote",
    "citation",
    "reply_link",
    "reply_evidence",
)
_FREE = [f"(SELECT coalesce(max(id), 0) + 1 FROM {table})" for table in _TABLES]  # noqa: S608 - names of our own
_NEXT = f"SELECT {', '.join(_FREE)}"


class Numbers:
    """The numbers that are free, for one transaction: it is the only writer."""

    def __init__(self, connection: Connection) -> None:
        row = raw(connection).execute(_NEXT).fetchone()
        self._next: dict[str, int] = dict(zip(_TABLES, row, strict=True))

    def take(self, table: str, count: int) -> range:
        """Return so many numbers in a row that no row of a table has."""
        first = self._next[table]
        self._next[table] = first + count
        return range(first, first + count)


def new_id(connection: Connection, table: str) -> int:
    """Return a number that no thread or capture ever had, and remember it."""
    found = raw(connection).execute(
        "INSERT INTO meta(key, value)"  # noqa: S608 - names of our own
        f" VALUES (?, CAST((SELECT coalesce(max(id), 0) + 1 FROM {table}) AS TEXT))"
        " ON CONFLICT(key) DO UPDATE SET value = CAST(max(CAST(value AS INTEGER) + 1,"
        " CAST(excluded.value AS INTEGER)) AS TEXT) RETURNING CAST(value AS INTEGER)",
        (_LAST[table],),
    )
    return int(found.fetchall()[0][0])
