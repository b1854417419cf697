"""Who wrote what is found, on which boards, in which years, and how much of it has notes."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.search.asking import Asking, cancellable
from db.search.query import Author, parse, write
from db.search.rows import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.search.selecting import Selection
    from db.store import Reading, Store

MOST_VALUES = 12
MOST_COUNTED = 20_000
"""Of more hits, the newest are counted."""

_BATCH = 2_000

# hits by author, year, board, and whether a note is on them; the moment of what has none is its
# thread's
_COUNT_POSTS = """
    SELECT v.author, substr(coalesce(v.posted_at, c.latest_post_at, c.published_at), 1, 4),
      coalesce(c.board, c.outlet),
      EXISTS (SELECT 1 FROM note AS n WHERE n.post_id = p.id AND n.trashed_at IS NULL) AS noted,
      count(*)
    FROM json_each(?) AS j CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN post_version AS v ON v.id = p.version_id
    CROSS JOIN thread AS t ON t.id = p.thread_id
    CROSS JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id
    GROUP BY 1, 2, 3, 4
"""
_COUNT_OTHERS = """
    SELECT NULL, substr(coalesce(c.latest_post_at, c.published_at), 1, 4),
      coalesce(c.board, c.outlet), 0, count(*)
    FROM json_each(?) AS j CROSS JOIN {table} AS u ON u.id = j.value
    CROSS JOIN thread AS t ON t.id = u.thread_id
    CROSS JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id
    GROUP BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One way to narrow a query: ``hits`` of it have this value, and ``term`` keeps those."""

    value: str
    hits: int
    term: str


@dataclass(frozen=True, slots=True)
class Facets:
    """What the hits of a query have in common, the largest of each first.

    Attributes:
        people: who wrote them.
        boards: where their threads stood.
        years: when they were written.
        with_note: how many of them have a note.
        exact: whether all hits were counted, and not only the newest.
    """

    people: tuple[FacetValue, ...]
    boards: tuple[FacetValue, ...]
    years: tuple[FacetValue, ...]
    with_note: int
    exact: bool


def facets(
    store: Store, query: str, *, on_connection: Callable[[Reading], None] | None = None
) -> Facets:
    """Count what the hits of a query have in common.

    Args:
        store: the library.
        query: see ``db.search.query``.
        on_connection: called with the connection, which may be interrupted from another thread.

    Raises:
        QueryWrong: the query cannot be understood.
        Cancelled: the connection was interrupted.
    """
    tree = parse(query)
    people: Counter[str] = Counter()
    years: Counter[str] = Counter()
    boards: Counter[str] = Counter()
    with_note = 0
    with cancellable(store, on_connection) as reading:
        asking = Asking.of(store, reading, tree)
        try:
            rows = asking.everything(MOST_COUNTED)
            wanted: dict[Selection, list[int]] = {}
            for selection, row in rows[:MOST_COUNTED]:
                wanted.setdefault(selection, []).append(row)
            for selection, ids in wanted.items():
                table = selection.table
                statement = _COUNT_POSTS if table.posts else _COUNT_OTHERS.format(table=table.join)
                for start in range(0, len(ids), _BATCH):
                    asking.scope.check()
                    batch = json.dumps(ids[start : start + _BATCH])
                    for author, year, board, noted, hits in ask(
                        reading.connection, statement, batch
                    ):
                        people[author or ""] += hits
                        years[year or ""] += hits
                        boards[board or ""] += hits
                        with_note += hits if noted else 0
        finally:
            asking.close()
    return Facets(
        people=_largest(people, lambda name: write(Author(name))),
        boards=_largest(boards, lambda name: "board:" + write(Author(name))[len("author:") :]),
        years=_largest(years, lambda year: f"date:{year}"),
        with_note=with_note,
        exact=len(rows) <= MOST_COUNTED,
    )


def _largest(counted: Counter[str], term: Callable[[str], str]) -> tuple[FacetValue, ...]:
    del counted[""]
    common = counted.most_common(MOST_VALUES)
    return tuple(FacetValue(value, hits, term(value)) for value, hits in common)
