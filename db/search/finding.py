"""Finding in one thread: every place where a query holds, in reading order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from db.records import Span
from db.search.asking import Asking, cancellable, read_units
from db.search.page import Order
from db.search.query import parse
from db.search.searching import make_hit, ordered, read_titles
from db.search.snippets import snippet
from db.search.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from db.records import SearchHit, ThreadId
    from db.search.texts import UnitText
    from db.store import Reading, Store


def find_in_thread(
    store: Store,
    thread: ThreadId,
    query: str,
    *,
    on_connection: Callable[[Reading], None] | None = None,
) -> tuple[SearchHit, ...]:
    """Return all that matches in one thread, also in one that is in the trash.

    Hits come in reading order: the title, the article block by block with the captions, the
    floors, then names and notes.  ``matches`` are offsets in the unit's text; of an article, each
    block that holds a match is a hit of its own, with offsets in the block.

    Raises:
        QueryWrong: the query cannot be understood.
        Cancelled: the connection was interrupted.
    """
    tree = parse(query)
    with cancellable(store, on_connection) as reading:
        asking = Asking.of(store, reading, tree, thread)
        try:
            rows = ordered(asking, asking.everything(None), Order.FLOOR)
            title = read_titles(reading.connection, (thread,)).get(thread, "")
            terms = asking.scope.terms
            hits: list[SearchHit] = []
            for _, unit in read_units(rows):
                asking.scope.check()
                hit = make_hit(terms, unit, title, 0.0)
                hits.extend(_blocks(unit, hit) if unit.kind is Kind.ARTICLE else (hit,))
        finally:
            asking.close()
    return tuple(sorted(hits, key=_in_article))


def _in_article(hit: SearchHit) -> tuple[int, int, int]:
    """Put captions among the blocks; everything else stays where it is."""
    sections = {"title": 0, "article": 1, "caption": 1}
    section = sections.get(hit.field, 2)
    if section != 1:
        return section, 0, 0
    return section, hit.block or 0, 1 if hit.field == "caption" else 0


def _blocks(unit: UnitText, hit: SearchHit) -> Iterator[SearchHit]:
    """Cut the hit of an article into those of its blocks.

    An article that matches by its author alone is one hit, at its first block.
    """
    if not hit.matches:
        yield replace(hit, block=unit.blocks[0][0])
    ends = [start - 1 for _, start in unit.blocks[1:]] + [len(unit.text)]
    for (ordinal, start), end in zip(unit.blocks, ends, strict=True):
        first = bisect_right(hit.matches, start, key=lambda match: match.end)
        last = bisect_left(hit.matches, end, lo=first, key=lambda match: match.start)
        inside = tuple(
            Span(max(match.start, start) - start, min(match.end, end) - start)
            for match in hit.matches[first:last]
        )
        if inside:
            shown = snippet(unit.text[start:end], inside)
            yield replace(hit, block=ordinal, matches=inside, snippet=shown.text, marks=shown.marks)
