"""Merging what many imports left in the index, so that a search opens few lists and not dozens."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from db.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

    from db.store import Store

_log = logging.getLogger(__name__)

CONTENTLESS = ("search_post", "search_quoting", "search_about")
"""The full-text tables without content; that of the notes is small, and rewritten as it is."""

_PAGES = 200
"""So many pages are merged in one transaction: a few hundredths of a second."""

_LEVELS = {"usermerge": 2, "automerge": 8}


def settle(store: Store, cancelled: Callable[[], bool] | None = None) -> int:
    """Merge the segments of the index where there are two of about the same size.

    SQLite merges eight by itself, as more is written, and leaves up to two dozen; a search walks
    all of them.  Each entry is written again about as often as the library doubles.  The steps are
    transactions of their own, and short, so that other writers need not wait.

    An index that is not merged is as true: what keeps it from being done is left for the next time,
    and told to the log.

    Args:
        store: the library; nothing is done if it can only be read.
        cancelled: asked before each step whether to stop; what was merged stays.

    Returns:
        The number of steps.
    """
    if store.read_only:
        return 0
    steps = 0
    try:
        for table in CONTENTLESS:
            while cancelled is None or not cancelled():
                with store.write() as connection:
                    set_levels(connection, table)
                    merged = merge(connection, table, _PAGES)
                if not merged:
                    break
                steps += 1
    except KnownError as error:
        _log.info("the index was not merged: %s", error.code)
    return steps


def set_levels(connection: Connection, table: str) -> None:
    """Tell a table how many segments make one: fewer while it settles, more while it is written.

    SQLite merges what was written in the transaction that writes more, and by its own rule of four
    each entry is written again about once as the library grows fourfold.  ``settle`` follows, so
    eight do.  The table remembers it.
    """
    found = connection.exec_driver_sql(f"SELECT k, v FROM {table}_config")  # noqa: S608
    known = {row[0]: row[1] for row in found}
    for key, level in _LEVELS.items():
        if known.get(key) != level:
            connection.exec_driver_sql(
                f"INSERT INTO {table}({table}, rank) VALUES (?, ?)",  # noqa: S608 - our own names
                (key, level),
            )


def merge(connection: Connection, table: str, pages: int) -> bool:
    """Merge about so many pages, and tell whether there was anything to do.

    A negative number begins to merge all segments into one, a positive one goes on.
    """
    before = _changes(connection)
    connection.exec_driver_sql(
        f"INSERT INTO {table}({table}, rank) VALUES ('merge', ?)",  # noqa: S608
        (pages,),
    )
    # as the manual of FTS5 says: a change less than two is the statement itself
    return _changes(connection) - before >= 2


def _changes(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT total_changes()").scalar_one())
