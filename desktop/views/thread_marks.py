"""What is marked in the texts of a thread: hits, the present one, and over them what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat

from desktop.rendering.quote_painter import Held
from desktop.rendering.text_flow import Mark

if TYPE_CHECKING:
    from db.records import PostId, Span
    from desktop.models.thread_rows import ThreadDocument
    from desktop.theme import Tokens
    from desktop.views.thread_hits import Hits
    from desktop.views.thread_selection import Selection


class Marks:
    """Formats for the hits and the selection of one view."""

    def __init__(
        self,
        tokens: Tokens,
        hits: Hits,
        selection: Selection,
        notes: dict[PostId, tuple[Span, ...]],
    ) -> None:
        """Mark what these hold; ``notes`` are the noted words of each post."""
        self.notes = notes
        self._hits = hits
        self._selection = selection
        self._hit = _format(tokens.hit, tokens.ink)
        self._present = _format(tokens.hit_current, tokens.ink)
        self._chosen = _format(tokens.selection, tokens.ink)

    def within(self, row: int, start: int, end: int) -> list[Mark]:
        """Return what is marked in a piece of a row's text."""
        marks = [
            Mark(stop.start, stop.end, self._present if present else self._hit)
            for stop, present in self._hits.in_row(row, start, end)
        ]
        span = self._selection.in_row(row, end)
        if span is not None and span.start < end and span.end > start:
            marks.append(Mark(span.start, span.end, self._chosen))
        return marks

    def held(self, row: int, post: PostId, span: Span) -> Held:
        """Return what a quote holds that is folded to a line."""
        stops = [present for _, present in self._hits.in_row(row, span.start, span.end)]
        notes = self.notes.get(post, ())
        chosen = self._selection.in_row(row, span.end)
        return Held(
            len(stops),
            any(stops),
            sum(span.start <= note.start < span.end for note in notes),
            chosen is not None and chosen.start <= span.start and span.end <= chosen.end,
        )

    def within_annex(self, row: int, annex: int, start: int, end: int) -> list[Mark]:
        """Return what is marked in words beside the text of a row."""
        span = self._selection.in_annex(row, annex)
        if span is None or span.start >= end or span.end <= start:
            return []
        return [Mark(span.start, span.end, self._chosen)]


def _format(ground: str, ink: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(QColor(ground))
    made.setForeground(QColor(ink))
    return made


def by_mark(document: ThreadDocument, counts: dict[PostId | None, int]) -> dict[PostId | None, int]:
    """Return how many notes each mark stands for: those on the opening post are the article's."""
    document = document.whole or document
    floors = document.floors_of([post for post in counts if post is not None])
    marks: dict[PostId | None, int] = {post: counts[post] for post in floors}
    marks[None] = sum(count for post, count in counts.items() if post not in floors)
    return marks
