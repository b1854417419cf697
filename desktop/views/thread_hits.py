"""The hits of a search in the open thread, in the order in which they stand on the screen."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.records import Span
from desktop.models.thread_head import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.records import PostId, SearchHit
    from desktop.rendering.column import Column

NAME = "author"


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """One match.

    Attributes:
        row: where it stands on the screen.
        start: first character; -1 for a hit in a name, or of a row as a whole.
        end: behind its last character.
        named: whether it is the author's name that matches.
    """

    row: int
    start: int
    end: int
    named: bool = False


class Hits:
    """All matches, and which of them is the present one."""

    def __init__(self) -> None:
        self._hits: tuple[SearchHit, ...] = ()
        self._stops: list[Stop] = []
        self._by_row: dict[int, list[int]] = {}
        self.current = -1

    def __len__(self) -> int:
        return len(self._stops)

    @property
    def stop(self) -> Stop | None:
        """The present match."""
        return self._stops[self.current] if 0 <= self.current < len(self._stops) else None

    def clear(self) -> None:
        """Forget all matches."""
        self._hits, self._stops, self._by_row, self.current = (), [], {}, -1

    def set(self, column: Column, hits: tuple[SearchHit, ...]) -> None:
        """Take these hits; the present match stays the present one if it is among them."""
        before = self.stop
        self._hits = hits
        found = {stop for hit in hits for stop in stops_of(column, hit, exact=True)}
        self._stops = sorted(found)
        self._by_row = {}
        for number, stop in enumerate(self._stops):
            self._by_row.setdefault(stop.row, []).append(number)
        self.current = self._number(before) if before is not None else -1

    def reorder(self, column: Column) -> None:
        """Put the matches in the order of the screen after that has changed."""
        number, self.current = self.current, -1
        now = self._stops[number] if 0 <= number < len(self._stops) else None
        self.set(column, self._hits)
        if now is not None and self.current < 0 and self._stops:
            self.current = min(number, len(self._stops) - 1)

    def holds(self, hit: SearchHit) -> bool:
        """Tell whether a hit is one of those that are marked."""
        return hit in self._hits

    def step(self, by: int, row: int) -> Stop | None:
        """Go to the next or previous match; without a present one, from a row on."""
        if not self._stops:
            return None
        if self.current < 0:
            following = bisect_left(self._stops, Stop(row, -1, -1))
            self.current = (following if by > 0 else following - 1) % len(self._stops)
        else:
            self.current = (self.current + by) % len(self._stops)
        return self.stop

    def choose(self, stops: list[Stop]) -> bool:
        """Make the first of these that is a match the present one."""
        for stop in stops:
            number = self._number(stop)
            if number >= 0:
                self.current = number
                return True
        return False

    def in_row(self, row: int) -> Iterator[tuple[Stop, bool]]:
        """Yield the matches of a row, and whether each is the present one."""
        for number in self._by_row.get(row, ()):
            yield self._stops[number], number == self.current

    def rows(self) -> list[int]:
        """Return the rows that have matches."""
        return sorted(self._by_row)

    def _number(self, stop: Stop) -> int:
        at = bisect_left(self._stops, stop)
        return at if at < len(self._stops) and self._stops[at] == stop else -1


def stops_of(column: Column, hit: SearchHit, *, exact: bool) -> list[Stop]:
    """Return where a hit stands.

    Args:
        column: the rows.
        hit: a post, block, caption, title, name or note that matches.
        exact: whether matches in the article are counted from the start of their block; a hit of
            a search of the whole library counts them from the start of the article.
    """
    if hit.post is not None:
        return _in_post(column, hit, hit.post)
    document = column.document
    if not hit.matches or hit.field in (NAME, "note"):
        row = document.row_of_block(hit.block)
        return [Stop(1 if hit.field == NAME else row, -1, -1)]
    if hit.field == "article":
        return _in_article(column, hit, exact=exact)
    row, shift = 0, 0
    if hit.field == "caption":
        row = document.row_of_block(hit.block)
        shift = max(0, document.rows[row].caption)
    return [Stop(row, match.start + shift, match.end + shift) for match in hit.matches]


def _in_post(column: Column, hit: SearchHit, post: PostId) -> list[Stop]:
    floor = column.document.floor_of(post)
    if floor is None:  # the opening post is shown as the article
        return [Stop(0, -1, -1)]
    row = column.row_of(floor)
    if hit.field == NAME:
        return [Stop(row, -1, -1, named=True)]
    if hit.field == "note" or not hit.matches:
        return [Stop(row, -1, -1)]
    return [Stop(row, match.start, match.end) for match in hit.matches]


def _in_article(column: Column, hit: SearchHit, *, exact: bool) -> list[Stop]:
    rows = column.document.rows
    found: list[Stop] = []
    whole = not exact and _counts_from_article(column, hit)
    for number, row in enumerate(rows):
        block = row.block
        if block is None or not (whole or block.ordinal == hit.block):
            continue
        shift = block.start if whole else 0
        for match in hit.matches:
            inside = Span(match.start - shift, match.end - shift)
            if inside.end <= 0 or inside.start >= len(block.text):
                continue
            spans = row.in_row(inside)
            found += [Stop(number, span.start, span.end) for span in spans]
            if not spans and row.kind is Kind.FIGURE:
                found.append(Stop(number, -1, -1))
    return found or [Stop(column.document.row_of_block(hit.block), -1, -1)]


def _counts_from_article(column: Column, hit: SearchHit) -> bool:
    start = hit.matches[0].start
    for row in column.document.rows:
        block = row.block
        if block is not None and block.start <= start <= block.start + len(block.text):
            return hit.block is None or block.ordinal == hit.block
    return False
