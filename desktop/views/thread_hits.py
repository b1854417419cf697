"""The hits of a search in the open thread, in the order in which they stand on the screen.

A common character may stand a hundred thousand times in a long thread: hits are kept as they came,
and what each match is, is worked out when it is asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from db.records import Span
from desktop.models.thread_head import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.records import NoteId, SearchHit
    from desktop.rendering.column import Column

NAME, NOTE = "author", "note"


class Stop(NamedTuple):
    """One match.

    Attributes:
        row: where it stands on the screen.
        start: its first character; -1 for a hit in a name, or of a row as a whole.
        end: behind its last character.
        named: whether it is the author's name that matches.
        note: the note that it stands in.
    """

    row: int
    start: int
    end: int
    named: bool = False
    note: NoteId | None = None


class _Entry(NamedTuple):
    """The matches of one hit: a row, and spans in its text; none is the row or its author.

    ``hit`` is the hit itself; of several in one block of the article, the first.
    """

    row: int
    named: bool
    spans: Sequence[Span]
    hit: SearchHit

    @property
    def stops(self) -> int:
        return max(1, len(self.spans))

    def stop(self, number: int) -> Stop:
        if not self.spans:
            return Stop(self.row, -1, -1, self.named, self.hit.note)
        span = self.spans[number]
        return Stop(self.row, span.start, span.end)


class Hits:
    """All matches, and which of them is the present one."""

    def __init__(self) -> None:
        self._hits: tuple[SearchHit, ...] = ()
        self._entries: list[_Entry] = []
        self._rows: list[int] = []
        self._before: list[int] = [0]
        self.current = -1

    def __len__(self) -> int:
        return self._before[-1]

    @property
    def stop(self) -> Stop | None:
        """The present match."""
        return self._stop(self.current) if 0 <= self.current < len(self) else None

    @property
    def hit(self) -> SearchHit | None:
        """The hit that the present match belongs to."""
        if not 0 <= self.current < len(self):
            return None
        return self._entries[bisect_right(self._before, self.current) - 1].hit

    def is_last(self, by: int) -> bool:
        """Tell whether no match comes behind the present one in a direction; true without any."""
        return not len(self) or self.current == (len(self) - 1 if by > 0 else 0)

    def clear(self) -> None:
        """Forget all matches."""
        self._hits, self._entries, self._rows, self._before = (), [], [], [0]
        self.current = -1

    def set(self, column: Column, hits: tuple[SearchHit, ...]) -> None:
        """Take these hits; the present match stays the present one if it is among them."""
        before = self.stop
        self._hits = hits
        self._entries = entries_of(column, hits)
        self._rows = [entry.row for entry in self._entries]
        self._before = list(accumulate((entry.stops for entry in self._entries), initial=0))
        self.current = self._number(before) if before is not None else -1

    def reorder(self, column: Column, to_row: dict[int, int]) -> None:
        """Put the matches in the order of the screen after that has changed.

        Args:
            column: the rows.
            to_row: the row in which that of the present match is now.
        """
        now = self.stop
        self.current = -1
        self.set(column, self._hits)
        if now is not None:
            row = to_row.get(now.row, now.row)
            self.current = self._number(now._replace(row=row))

    def holds(self, hit: SearchHit) -> bool:
        """Tell whether a hit is one of those that are marked."""
        return hit in self._hits

    def step(self, by: int, row: int) -> Stop | None:
        """Go to the next or previous match; without a present one, from a row on."""
        count = len(self)
        if not count:
            return None
        if self.current < 0:
            following = self._before[bisect_left(self._rows, row)]
            self.current = (following if by > 0 else following - 1) % count
        else:
            self.current = (self.current + by) % count
        return self.stop

    def choose(self, stop: Stop) -> bool:
        """Make a match the present one; say whether it is one."""
        number = self._number(stop)
        if number >= 0:
            self.current = number
        return number >= 0

    def in_row(self, row: int, start: int, end: int) -> Iterator[tuple[Stop, bool]]:
        """Yield the matches in a piece of a row's text, and whether each is the present one."""
        at = bisect_left(self._rows, row)
        while at < len(self._rows) and self._rows[at] == row:
            spans = self._entries[at].spans
            first = bisect_right(spans, start, key=lambda span: span.end)
            last = bisect_left(spans, end, lo=first, key=lambda span: span.start)
            for number in range(first, last):
                span = spans[number]
                present = self._before[at] + number == self.current
                yield Stop(row, span.start, span.end), present
            at += 1

    def named(self, rows: list[int]) -> dict[int, bool]:
        """Return those of some rows whose author is a hit, and whether it is the present one."""
        found: dict[int, bool] = {}
        for row in rows:
            at = bisect_left(self._rows, row)
            while at < len(self._rows) and self._rows[at] == row:
                if self._entries[at].named:
                    found[row] = self._before[at] == self.current
                at += 1
        return found

    def rows(self) -> list[int]:
        """Return the rows that have matches."""
        return list(dict.fromkeys(self._rows))

    def _stop(self, number: int) -> Stop:
        at = bisect_right(self._before, number) - 1
        return self._entries[at].stop(number - self._before[at])

    def _number(self, stop: Stop) -> int:
        at = bisect_left(self._rows, stop.row)
        while at < len(self._rows) and self._rows[at] == stop.row:
            entry = self._entries[at]
            inside = bisect_left(entry.spans, stop.start, key=lambda span: span.start)
            if inside < entry.stops and entry.stop(inside) == stop:
                return self._before[at] + inside
            at += 1
        return -1


def entries_of(
    column: Column, hits: Sequence[SearchHit], *, from_article: bool = False
) -> list[_Entry]:
    """Return where hits stand, in the order of the screen.

    Args:
        column: the rows.
        hits: posts, blocks, captions, titles, names and notes that match.
        from_article: whether matches in the article may be counted from its start, as those of a
            search of the whole library are; else from the start of their block.
    """
    floors = column.document.floors_of([hit.post for hit in hits if hit.post is not None])
    heads: dict[int, tuple[SearchHit, set[Span]]] = {}
    found: list[_Entry] = []
    notes: list[_Entry] = []
    for hit in hits:
        if hit.post is None and hit.field == NOTE:
            row = column.document.row_of_block(hit.block)
            notes.append(_Entry(row, named=False, spans=(), hit=hit))
            continue
        if hit.post is None:
            for row, span in _in_head(column, hit, from_article=from_article):
                spans = heads.setdefault(row, (hit, set()))[1]
                if span is not None:
                    spans.add(span)
            continue
        floor = floors.get(hit.post)
        # the opening post is none of the floors: it is shown above them
        opening = column.document.row_of_opening(hit.post) if floor is None else None
        if floor is None and opening is None and column.document.lacks(hit.post):
            continue
        row = column.row_of(floor) if floor is not None else opening or 0
        plain = (floor is not None or opening is not None) and hit.field not in (NAME, NOTE)
        named = floor is not None and hit.field == NAME
        found.append(_Entry(row, named, _plain(hit, plain), hit))
    for row, (hit, spans) in heads.items():
        inside = sorted(spans, key=lambda span: (span.start, span.end))
        found.append(_Entry(row, named=False, spans=inside, hit=hit))
    # a note comes behind the words it stands at
    found += notes
    found.sort(key=lambda entry: entry.row)
    return found


def _plain(hit: SearchHit, plain: bool) -> Sequence[Span]:
    return hit.matches if plain else ()


def _in_head(
    column: Column, hit: SearchHit, *, from_article: bool
) -> Iterator[tuple[int, Span | None]]:
    """Yield row and span of the matches of a hit above the floors; no span is the row itself."""
    document = column.document
    if hit.field == NAME:
        yield 1, None
    elif hit.field == "article" and hit.matches:
        yield from _in_article(column, hit, from_article=from_article)
    elif hit.field == "title":
        for match in hit.matches:
            yield 0, match
    elif hit.field == "caption" and hit.matches:
        row = document.row_of_block(hit.block)
        shift = max(0, document.rows[row].caption)
        for match in hit.matches:
            yield row, Span(match.start + shift, match.end + shift)
    else:
        yield document.row_of_block(hit.block), None


def _in_article(
    column: Column, hit: SearchHit, *, from_article: bool
) -> Iterator[tuple[int, Span | None]]:
    whole = from_article and _counts_from_article(column, hit)
    for number, row in enumerate(column.document.rows):
        block = row.block
        if block is None or not (whole or block.ordinal == hit.block):
            continue
        shift = block.start if whole else 0
        for match in hit.matches:
            inside = Span(match.start - shift, match.end - shift)
            if inside.end <= 0 or inside.start >= len(block.text):
                continue
            spans = row.in_row(inside)
            for span in spans:
                yield number, span
            if not spans and row.kind is Kind.FIGURE:
                yield number, None


def _counts_from_article(column: Column, hit: SearchHit) -> bool:
    start = hit.matches[0].start
    for row in column.document.rows:
        block = row.block
        if block is not None and block.start <= start <= block.start + len(block.text):
            return hit.block is None or block.ordinal == hit.block
    return False
