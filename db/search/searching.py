"""Searching the library: a page of hits and how many there are."""

from __future__ import annotations

import json
from bisect import bisect_right
from time import perf_counter
from typing import TYPE_CHECKING

from db.records import NoteId, PostId, SearchHit, ThreadId
from db.search.asking import Asking, cancellable, field_of, read_units
from db.search.page import Order, SearchPage
from db.search.query import parse, write
from db.search.ranking import Weigher
from db.search.rows import ask
from db.search.snippets import snippet
from db.search.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Connection

    from db.search.asking import Row
    from db.search.matching import Term
    from db.search.rows import Rows
    from db.search.selecting import Selection
    from db.search.texts import UnitText
    from db.store import Reading, Store

RANKED = 40
"""So many of the latest hits of each source are weighed against each other."""

_SORTED_AT_ONCE = 2000
_WALKED_THREADS = 64


def search(
    store: Store,
    query: str,
    *,
    limit: int = 50,
    offset: int = 0,
    order: Order = Order.RELEVANCE,
    thread: ThreadId | None = None,
    count: bool = True,
    on_connection: Callable[[Reading], None] | None = None,
) -> SearchPage:
    """Look for a query in everything that is not in the trash.

    Args:
        store: the library.
        query: see ``db.search.query``.
        limit: how many hits the page holds at most.
        offset: how many hits come before this page.
        order: see ``Order``.
        thread: the only thread to search.
        count: whether to count all hits; a first page is there sooner without.
        on_connection: called with the connection, which may be interrupted from another thread.

    Raises:
        QueryWrong: the query cannot be understood.
        Cancelled: the connection was interrupted.
    """
    began = perf_counter()
    tree = parse(query)
    with cancellable(store, on_connection) as reading:
        asking = Asking.of(store, reading, tree, thread)
        try:
            rows = _page(asking, order, offset, limit)
            terms = asking.scope.terms
            hits = _hits(reading.connection, terms, rows)
            counts = asking.counts() if count else {}
        finally:
            asking.close()
    return SearchPage(
        total=sum(counts.values()) if count else None,
        exact=asking.current,
        counts=counts,
        took_ms=(perf_counter() - began) * 1000,
        hits=hits,
        query=write(tree),
    )


_Weighed = tuple["Row", "UnitText", float]


def _page(asking: Asking, order: Order, offset: int, limit: int) -> list[_Weighed]:
    if limit <= 0:
        return []
    if order is Order.RELEVANCE:
        return _by_relevance(asking, offset, limit)
    rows = _by_thread(asking, order, offset + limit)[offset : offset + limit]
    return _weighed(Weigher(asking.scope.terms), rows)


def _weighed(weigher: Weigher, rows: Sequence[Row]) -> list[_Weighed]:
    return [(row, unit, weigher.weigh(unit)) for row, unit in read_units(rows)]


def _by_relevance(asking: Asking, offset: int, limit: int) -> list[_Weighed]:
    weigher = Weigher(asking.scope.terms)
    sources: list[Callable[[int, int], list[Row]]] = [_of(asking.about)]
    if asking.notes is not None:
        sources.append(_of(asking.notes))
    sources.append(asking.newest_posts)
    latest = [source(RANKED, 0) for source in sources]
    weighed = [hit for rows in latest for hit in _weighed(weigher, rows)]
    weighed.sort(key=lambda hit: hit[2], reverse=True)
    page = weighed[offset : offset + limit]
    missing = offset + limit - len(weighed)
    if missing <= 0:
        return page
    rest: list[Row] = []
    for source, rows in zip(sources, latest, strict=True):
        if len(rows) == RANKED and len(rest) < missing:
            rest += source(missing - len(rest), RANKED)
    rows = rest[max(0, offset - len(weighed)) : missing]
    return page + _weighed(weigher, rows)


def _of(selection: Selection) -> Callable[[int, int], list[Row]]:
    return lambda limit, skip: [(selection, row) for row in selection.newest(limit, skip)]


def _by_thread(asking: Asking, order: Order, most: int) -> list[Row]:
    """Return the first ``most`` hits thread by thread, the threads with the latest replies first.

    Few hits are put in order at once.  Of many, the latest threads hold enough for a page, most
    times.
    """
    rows = asking.everything(_SORTED_AT_ONCE)
    if len(rows) <= _SORTED_AT_ONCE:
        return ordered(asking, rows, order)
    found: list[Row] = []
    if asking.scope.thread is None:
        threads = ask(
            asking.scope.connection,
            "SELECT s.thread_id FROM search_thread AS s JOIN thread AS t ON t.id = s.thread_id"
            " WHERE t.trashed_at IS NULL"
            " AND (?1 IS NULL OR s.thread_id IN (SELECT value FROM json_each(?1)))"
            " ORDER BY s.at DESC, s.thread_id DESC LIMIT ?2",
            asking.scope.threads,
            _WALKED_THREADS,
        )
        for (thread,) in list(threads):
            asking.scope.check()
            one = asking.within(thread)
            try:
                found += ordered(asking, one.everything(None), order)
            finally:
                one.close()
            if len(found) >= most:
                return found
    return ordered(asking, asking.everything(None), order)


_POST_PLACES = """
    SELECT p.id, s.at, p.thread_id, ?, p.ordinal
    FROM json_each(?) AS j CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN search_thread AS s ON s.thread_id = p.thread_id
"""
_ABOUT_PLACES = """
    SELECT u.id, s.at, u.thread_id, u.kind, coalesce(u.block, u.id)
    FROM json_each(?) AS j CROSS JOIN search_unit AS u ON u.id = j.value
    CROSS JOIN search_thread AS s ON s.thread_id = u.thread_id
"""
_NOTE_PLACES = """
    SELECT n.id, coalesce(s.at, 0), n.thread_id, ?, n.id
    FROM json_each(?) AS j CROSS JOIN note AS n ON n.id = j.value
    LEFT JOIN search_thread AS s ON s.thread_id = n.thread_id
"""
# in reading order; and where the last floors come first
_SECTIONS = {
    Order.FLOOR: (Kind.TITLE, Kind.ARTICLE, Kind.CAPTION, Kind.POST, Kind.AUTHOR, Kind.NOTE),
    Order.NEWEST: (Kind.POST, Kind.NOTE, Kind.TITLE, Kind.ARTICLE, Kind.CAPTION, Kind.AUTHOR),
}


def ordered(asking: Asking, rows: Iterable[Row], order: Order) -> list[Row]:
    """Return hits thread by thread, the latest thread first, each in its order."""
    wanted: dict[Selection, list[int]] = {}
    for selection, row in rows:
        wanted.setdefault(selection, []).append(row)
    sections = {kind.value: place for place, kind in enumerate(_SECTIONS[order])}
    keyed: list[tuple[float, int, int, int, Row]] = []
    for selection, ids in wanted.items():
        places = _places(asking.scope.connection, selection, json.dumps(ids))
        for row, at, thread, kind, place in places:
            up = -place if order is Order.NEWEST and kind in {Kind.POST, Kind.NOTE} else place
            keyed.append((-at, -thread, sections[kind], up, (selection, row)))
    keyed.sort(key=lambda entry: entry[:4])
    return [entry[4] for entry in keyed]


def _places(connection: Connection, selection: Selection, ids: str) -> Rows:
    if selection.table.posts:
        return ask(connection, _POST_PLACES, Kind.POST.value, ids)
    if selection.table.live:
        return ask(connection, _NOTE_PLACES, Kind.NOTE.value, ids)
    return ask(connection, _ABOUT_PLACES, ids)


def _hits(
    connection: Connection, terms: Sequence[Term], page: Sequence[_Weighed]
) -> tuple[SearchHit, ...]:
    titles = read_titles(connection, {unit.thread for _, unit, _ in page})
    return tuple(
        make_hit(terms, unit, titles.get(unit.thread, ""), worth) for _, unit, worth in page
    )


def read_titles(connection: Connection, threads: Iterable[int]) -> dict[int, str]:
    """Return the shown titles of threads."""
    rows = ask(
        connection,
        "SELECT t.id, coalesce(t.title_edited, c.title) FROM json_each(?) AS j"
        " CROSS JOIN thread AS t ON t.id = j.value"
        " CROSS JOIN capture_thread AS c ON c.thread_id = t.id AND c.capture_id = t.capture_id",
        json.dumps(sorted(threads)),
    )
    return {row[0]: row[1] for row in rows}


def make_hit(terms: Sequence[Term], unit: UnitText, title: str, worth: float) -> SearchHit:
    """Return a unit that matches as it is shown: with a snippet, its marks, and all its matches."""
    matches = unit.find(terms)
    shown = snippet(unit.text, matches.spans)
    block = unit.block
    if unit.blocks and matches.spans:
        after = bisect_right(unit.blocks, matches.spans[0].start, key=lambda place: place[1])
        block = unit.blocks[max(0, after - 1)][0]
    return SearchHit(
        thread=ThreadId(unit.thread),
        thread_title=title,
        post=None if unit.post is None else PostId(unit.post),
        floor=unit.floor,
        author=unit.author,
        field=field_of(unit.kind, quoted=matches.quoted),
        snippet=shown.text,
        marks=shown.marks,
        score=worth,
        block=block,
        note=NoteId(unit.id) if unit.kind is Kind.NOTE else None,
        matches=matches.spans,
    )
