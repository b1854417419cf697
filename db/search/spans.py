"""Where the posts of a few threads lie in the index, so that it is entered there alone.

A thread's posts have ids side by side, and a full-text table leaps to an id; to pass all rows of a
common word and ask of each which thread it is of takes twenty times as long.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from db.search.rows import ask

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_SPANS = 250
"""Entering a table takes some 30 microseconds; nearer spans are made one."""

SPARSE = 0.02
_LONGEST = 20_000

_RANGES = """
    SELECT first_post, last_post FROM search_thread
    WHERE last_post > 0 AND thread_id IN (SELECT value FROM json_each(?)) ORDER BY 1
"""
_POSTS = "SELECT coalesce(max(last_post), 0) - coalesce(min(first_post), 0) + 1 FROM search_thread"


class Spans(NamedTuple):
    """Ranges of ids, as JSON; posts of other threads may lie in them.

    ``share``: how much of the library they hold; of a small part it costs less to put all hits in
    order than to look for the first among all.
    """

    listed: str
    share: float
    ends: tuple[int, int]
    number: int

    def enters(self, match: str, *, counting: bool) -> bool:
        """Tell whether to ask for an expression in each of them: an expression costs its length.

        The latest of many hits are met before all are put in order, unless all are counted.
        """
        return (counting or self.share <= SPARSE) and self.number * len(match) <= _LONGEST


def find_spans(connection: Connection, threads: str) -> Spans:
    """Return where the posts of some threads lie, given as JSON."""
    joined: list[list[int]] = []
    for first, last in ask(connection, _RANGES, threads):
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    excess = len(joined) - MOST_SPANS
    if excess > 0:
        gaps = sorted(range(1, len(joined)), key=lambda at: joined[at][0] - joined[at - 1][1])
        for at in sorted(gaps[:excess], reverse=True):
            joined[at - 1][1] = joined[at][1]
            del joined[at]
    row = ask(connection, _POSTS).fetchone()
    covered = sum(last - first + 1 for first, last in joined)
    share = covered / max(1, row[0] if row else 0)
    ends = (joined[0][0], joined[-1][1]) if joined else (0, 0)
    return Spans(json.dumps(joined), share, ends, len(joined))
