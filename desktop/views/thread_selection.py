"""What is chosen in the thread view: words of one row or of many."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTextBoundaryFinder

from db.records import Span
from desktop.models.offsets import points, units

if TYPE_CHECKING:
    from db.records import PostId
    from desktop.rendering.column import Column


class Spot(NamedTuple):
    """A place between two characters: a row and an offset in code points.

    ``annex`` numbers the words beside the text of the row in which it lies; -1 is the text.
    """

    row: int
    position: int
    annex: int = -1


class Selected(NamedTuple):
    """Chosen words that lie in one post or in the article.

    Attributes:
        post: the post; ``None`` is the article.
        span: where they lie in the text of the post, or of the article.
        words: the words as they were saved.
    """

    post: PostId | None
    span: Span
    words: str


class Grain(IntEnum):
    """By what a selection grows."""

    CHARACTER = 0
    WORD = 1
    PARAGRAPH = 2


class Selection:
    """The chosen range, from where it was begun to where it is now."""

    def __init__(self) -> None:
        self._origin: tuple[Spot, Spot] | None = None
        self._now: tuple[Spot, Spot] | None = None
        self.grain = Grain.CHARACTER

    @property
    def range(self) -> tuple[Spot, Spot] | None:
        """First and last place; ``None`` if nothing is chosen."""
        if self._origin is None or self._now is None:
            return None
        start = min(self._origin[0], self._now[0])
        end = max(self._origin[1], self._now[1])
        return (start, end) if start < end else None

    def clear(self) -> None:
        """Choose nothing."""
        self._origin = self._now = None

    def begin(self, column: Column, spot: Spot, grain: Grain) -> None:
        """Begin at a place."""
        self.grain = grain
        self._origin = self._now = self._grown(column, spot)

    def extend(self, column: Column, spot: Spot) -> bool:
        """Go on to a place; say whether anything changed."""
        if self._origin is None:
            self.begin(column, spot, Grain.CHARACTER)
            return False
        before = self._now
        self._now = self._grown(column, spot)
        return self._now != before

    def choose(self, start: Spot, end: Spot) -> None:
        """Choose a range."""
        self.grain = Grain.CHARACTER
        self._origin, self._now = (start, start), (end, end)

    def in_row(self, row: int, length: int) -> Span | None:
        """Return what is chosen of a row with a text of this length."""
        chosen = self.range
        if chosen is None or chosen[0].annex >= 0:
            return None
        start, end = chosen
        if not start.row <= row <= end.row:
            return None
        first = start.position if row == start.row else 0
        last = end.position if row == end.row else length
        return Span(first, last) if first < last else None

    @property
    def origin(self) -> Spot | None:
        """Where it was begun."""
        return self._origin[0] if self._origin is not None else None

    def in_annex(self, row: int, annex: int) -> Span | None:
        """Return what is chosen of words beside the text of a row."""
        chosen = self.range
        if chosen is None or (chosen[0].row, chosen[0].annex) != (row, annex) or annex < 0:
            return None
        return Span(chosen[0].position, chosen[1].position)

    def _grown(self, column: Column, spot: Spot) -> tuple[Spot, Spot]:
        if self.grain is Grain.CHARACTER:
            return spot, spot
        text = text_at(column, spot)
        around = word_at if self.grain is Grain.WORD else paragraph_at
        span = around(text, spot.position)
        return spot._replace(position=span.start), spot._replace(position=span.end)


def text_at(column: Column, spot: Spot) -> str:
    """Return the text in which a place lies."""
    item = column.item(spot.row)
    if spot.annex < 0:
        return item.text
    return item.annexes[spot.annex].flow.text if spot.annex < len(item.annexes) else ""


_OUR_OWN = {0x2068: None, 0x2069: None, 0xA0: " "}
"""What only keeps names apart and times together in lines of our own, and is not copied."""
_AROUND = 400
"""Characters on either side in which the borders of a word are looked for."""


def word_at(text: str, position: int) -> Span:
    """Return the word at a place."""
    first = max(0, position - _AROUND)
    near = text[first : position + _AROUND]
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, near)
    at = units(near, position - first)
    finder.setPosition(at)
    start = at if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(at)
    end = finder.toNextBoundary()
    if end < 0:
        end = units(near, len(near))
    return Span(first + points(near, max(0, start)), first + points(near, end))


def paragraph_at(text: str, position: int) -> Span:
    """Return the paragraph at a place."""
    end = text.find("\n", position)
    return Span(text.rfind("\n", 0, position) + 1, end if end >= 0 else len(text))


def selected(column: Column, chosen: tuple[Spot, Spot] | None) -> Selected | None:
    """Return the chosen words if they lie in one post or in the article."""
    if chosen is None or chosen[0].annex >= 0:
        return None
    start, end = chosen
    document = column.document
    floor = column.floor_of(start.row)
    opening = document.rows[start.row].post if floor < 0 else None
    if opening is not None:
        if start.row != end.row:
            return None
        span = Span(start.position, end.position)
        return Selected(opening.id, span, opening.text[span.start : span.end])
    if floor >= 0:
        post = document.post(floor) or document.window([floor])[0]
        if start.row != end.row or post is None:
            return None
        span = Span(start.position, end.position)
        return Selected(post.id, span, post.text[span.start : span.end])
    first, last = _in_article(column, start), _in_article(column, end)
    if first is None or last is None or first >= last:
        return None
    return Selected(None, Span(first, last), document.head.article_text[first:last])


def _in_article(column: Column, spot: Spot) -> int | None:
    if spot.row >= column.heads:
        return None
    row = column.document.rows[spot.row]
    offset = row.in_block(spot.position)
    if row.block is None or offset is None:
        return None
    return row.block.start + offset


def rows_between(column: Column, start: Spot, end: Spot) -> list[int]:
    """Return the rows of a range, without what is folded away."""
    rows: list[int] = []
    at: int | None = start.row
    while at is not None and at <= end.row:
        rows.append(at)
        at = column.after(at)
    return rows


def texts_of(column: Column, rows: list[int], start: Spot, end: Spot) -> list[str]:
    """Return the chosen words of rows, each row once; floors are fetched in one call."""
    if start.annex >= 0:
        return [text_at(column, start)[start.position : end.position]]
    floors = [floor for floor in map(column.floor_of, rows) if floor >= 0]
    posts = dict(zip(floors, column.document.window(floors), strict=True)) if floors else {}
    texts: list[str] = []
    for row in rows:
        floor = column.floor_of(row)
        if floor >= 0:
            post = posts[floor]
            text = post.text if post is not None else ""
        else:
            text = column.document.rows[row].text
        first = start.position if row == start.row else 0
        last = end.position if row == end.row else len(text)
        piece = text[first:last]
        if floor < 0 and (head := column.document.rows[row]).block is None and head.post is None:
            piece = piece.translate(_OUR_OWN)
        if piece:
            texts.append(piece)
    return texts
