"""Numbers for new rows, given inside the writer's transaction.

Threads and captures are named in recorded acts, in scripts and in open windows: their numbers are
never given a second time, even after the trash was emptied.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LAST = {"thread": "last_thread", "capture": "last_capture"}


def next_id(connection: Connection, table: str) -> int:
    """Return the first number that no row of a table has, and no later one."""
    found = connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")  # noqa: S608 - names of our own
    return int(found.scalar_one())


def new_id(connection: Connection, table: str) -> int:
    """Return a number that no thread or capture ever had, and remember it."""
    found = connection.exec_driver_sql(
        "INSERT INTO meta(key, value)"  # noqa: S608 - names of our own
        f" VALUES (?, CAST((SELECT coalesce(max(id), 0) + 1 FROM {table}) AS TEXT))"
        " ON CONFLICT(key) DO UPDATE SET value = CAST(max(CAST(value AS INTEGER) + 1,"
        " CAST(excluded.value AS INTEGER)) AS TEXT) RETURNING CAST(value AS INTEGER)",
        (_LAST[table],),
    )
    return int(found.scalar_one())
