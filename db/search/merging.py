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

_LEVEL = "usermerge"
_FEWEST = 2


def settle(store: Store, cancelled: Callable[[], bool] | None = None) -> int:
    """Merge the segments of the index where there are two of about the same size.

    SQLite merges four by itself, as more is written, and leaves up to a dozen; a search walks all
    of them.  Each entry is written again about as often as the library doubles.  The steps are
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
                    _allow(connection, table)
                    merged = merge(connection, table, _PAGES)
                if not merged:
                    break
                steps += 1
    except KnownError as error:
        _log.info("the index was not merged: %s", error.code)
    return steps


def _allow(connection: Connection, table: str) -> None:
    """Let two segments be enough to be merged; the table remembers it."""
    known = connection.exec_driver_sql(
        f"SELECT v FROM {table}_config WHERE k = ?",  # noqa: S608 - names of our own
        (_LEVEL,),
    )
    if known.scalar() != _FEWEST:
        connection.exec_driver_sql(
            f"INSERT INTO {table}({table}, rank) VALUES (?, ?)",  # noqa: S608
            (_LEVEL, _FEWEST),
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
