"""What the hits of a query have in common: by whom, on which boards, of which years."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.search.asking import Asking, cancellable
from db.search.conditions import HEADS
from db.search.operators import Dates, Has, Named
from db.search.query import All, Author, parse, write
from db.search.rows import ask
from db.search.tokens import Kind
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from db.search.query import Query
    from db.search.selecting import Selection
    from db.store import Reading, Store

FACETED = 10_000
"""So many of the latest hits of each source (posts, quoting posts, notes, others) are looked at."""

LARGEST = 12


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that hits share.

    Attributes:
        value: a name, a board or a year.
        hits: how many hits are left where the search is narrowed by it.
        term: the piece of a query that narrows; see ``db.search.refining``.
    """

    value: str
    hits: int
    term: str


@dataclass(frozen=True, slots=True)
class Facets:
    """The largest values of the hits of a query, most hits first.

    Attributes:
        people: who wrote them.
        boards: the boards and outlets of their threads.
        years: when they were written.
        with_note: how many of them have a note; always of all hits.
        exact: whether all hits were looked at; else the latest of them.
    """

    people: tuple[FacetValue, ...]
    boards: tuple[FacetValue, ...]
    years: tuple[FacetValue, ...]
    with_note: int
    exact: bool


def facets(
    store: Store,
    query: str,
    *,
    on_connection: Callable[[Reading], None] | None = None,
) -> Facets:
    """Count by whom, where and when the hits of a query were written.

    Args:
        store: the library.
        query: see ``db.search.query``.
        on_connection: called with the connection, which may be interrupted from another thread.

    Raises:
        QueryWrong: the query cannot be understood.
        Cancelled: the connection was interrupted.
    """
    tree = parse(query)
    with cancellable(store, on_connection) as reading:
        counts = _Counts(reading.connection)
        asking = Asking.of(store, reading, tree)
        try:
            exact = asking.current
            for selection in asking.selections():
                asking.scope.check()
                rows = selection.newest(FACETED + 1)
                exact = exact and len(rows) <= FACETED
                counts.add(selection, rows[:FACETED])
        finally:
            asking.close()
        noted = _number_of(store, reading, _both(tree, Has("note")))
        asking.scope.check()
        return Facets(*counts.largest(), with_note=noted, exact=exact)


def _both(tree: Query, other: Query) -> Query:
    parts = [tree.children if isinstance(tree, All) else (tree,) for tree in (tree, other)]
    return All((*parts[0], *parts[1]))


def _number_of(store: Store, reading: Reading, tree: Query) -> int:
    asking = Asking.of(store, reading, tree)
    try:
        return sum(asking.counts().values())
    finally:
        asking.close()


_POSTS = """
    SELECT v.author, NULL, p.thread_id, substr(v.posted_at, 1, 4)
    FROM json_each(?) AS j
    CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN post_version AS v ON v.id = p.version_id
"""
_NOTES = """
    SELECT NULL, NULL, n.thread_id, substr(n.created_at, 1, 4)
    FROM json_each(?) AS j CROSS JOIN note AS n ON n.id = j.value
"""
# names of authors were written by nobody
_ABOUT = f"""
    SELECT iif(u.kind = {Kind.AUTHOR.value}, NULL, c.article_author),
           iif(u.kind = {Kind.AUTHOR.value}, NULL, c.poster), u.thread_id, NULL
    FROM json_each(?) AS j
    CROSS JOIN search_unit AS u ON u.id = j.value
    CROSS JOIN thread AS t ON t.id = u.thread_id
    CROSS JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id
"""  # noqa: S608 - our own numbers


class _Counts:
    """How many hits there are of whom, and of which thread and year."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names: Counter[tuple[str | None, ...]] = Counter()
        self._threads: Counter[tuple[int, str | None]] = Counter()

    def add(self, selection: Selection, rows: list[int]) -> None:
        statement = _POSTS if selection.table.posts else _NOTES if selection.table.live else _ABOUT
        for one, other, thread, year in ask(self._connection, statement, json.dumps(rows)):
            self._names[one, other] += 1
            self._threads[thread, year] += 1

    def largest(
        self,
    ) -> tuple[tuple[FacetValue, ...], tuple[FacetValue, ...], tuple[FacetValue, ...]]:
        boards: Counter[tuple[str | None, ...]] = Counter()
        years: Counter[str] = Counter()
        known = json.dumps(sorted({thread for thread, _ in self._threads}))
        heads = {row[0]: row[1:] for row in ask(self._connection, HEADS, known)}
        for (thread, year), hits in self._threads.items():
            board, outlet, moment = heads[thread]
            boards[board, outlet] += hits
            years[year or str(moment)[:4]] += hits
        return (
            _largest(self._names, Author),
            _largest(boards, lambda name: Named("board", name)),
            tuple(
                FacetValue(year, hits, write(Dates(year, year)))
                for year, hits in sorted(years.items(), key=lambda item: (-item[1], item[0]))
                if year.isdigit() and len(year) == 4 and year != "0000"
            )[:LARGEST],
        )


def _largest(
    counted: Counter[tuple[str | None, ...]], operator: Callable[[str], Query]
) -> tuple[FacetValue, ...]:
    """Return the names of most hits; a name is found by any part, and in either script."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    folded: list[tuple[set[str], int]] = []
    for names, hits in counted.items():
        for name in _given(names):
            spellings[fold(name)][name] += hits
        folded.append(({fold(name) for name in _given(names)}, hits))
    first = sorted(spellings, key=lambda name: (-spellings[name].total(), name))[:LARGEST]
    values = [
        FacetValue(
            spelling := spellings[name].most_common(1)[0][0],
            sum(hits for names, hits in folded if any(name in other for other in names)),
            write(operator(spelling)),
        )
        for name in first
    ]
    return tuple(sorted(values, key=lambda value: (-value.hits, value.value)))


def _given(names: Iterable[str | None]) -> Iterator[str]:
    yield from (name for name in dict.fromkeys(names) if name)
