"""What a thread view does with quotes: folding them, opening them, looking at their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.views.thread_images import ThreadImages
from desktop.views.thread_peeking import Peeking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.records import PostId, Span
    from desktop.views.preview_popup import PreviewPopup


class ThreadQuotes(ThreadImages):
    """A canvas whose posts quote others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_spans: dict[PostId, tuple[Span, ...]] = {}
        self.hovered_quote: tuple[int, int] | None = None
        self.quotes_folded = False
        self.peeking = Peeking(self)
        self._preview: PreviewPopup | None = None
        self.place_changed.connect(self.peeking.end)

    @property
    def preview(self) -> PreviewPopup:
        """The sheet above the column; made when it is shown first."""
        if self._preview is None:
            from desktop.views.preview_popup import PreviewPopup  # noqa: PLC0415 - then

            self._preview = PreviewPopup(self)
        return self._preview

    def set_quotes_folded(self, *, folded: bool) -> None:
        """Fold all long quotes, or unfold all; others are shown so from now on."""
        self.quotes_folded = folded
        if self.column is not None and self.column.quotes.folded != folded:
            self.column.fold_quotes(folded=folded)
            self.refresh()
            self.refresh_marks()

    def set_note_spans(self, spans: dict[PostId, tuple[Span, ...]]) -> None:
        """Take these words as those that notes are on."""
        self.note_spans.clear()
        self.note_spans.update(spans)
        self.viewport().update()

    def hover_quote(self, quote: tuple[int, int] | None) -> None:
        """Offer the source of the quote under the pointer."""
        if quote != self.hovered_quote:
            self.hovered_quote = quote
            self.viewport().update()

    def turn_quote(self, row: int, quote: int) -> None:
        """Fold a quote, or unfold it."""
        if self.column is not None:
            self.column.turn_quote(row, quote)
            self.refresh()
            self.refresh_marks()

    def turn_quotes(self) -> None:
        """Unfold the quotes of the chosen floor; fold them if none of them is folded."""
        column = self.column
        if column is None or self.current_floor < 0:
            return
        row = column.row_of(self.current_floor)
        heads = column.item(row).heads
        any_folded = any(head.folded for head in heads)
        for quote in [head.span.start for head in heads if head.folded or not any_folded]:
            column.turn_quote(row, quote)
        self.refresh()
        self.refresh_marks()

    def peek(self) -> None:
        """Look at what the chosen floor answers or quotes, one after the other."""
        column = self.column
        if column is None or self.current_floor < 0:
            return
        row = column.row_of(self.current_floor)
        if column.shown_row(row) is None:
            self.bring_into_sight(row)
        self.peeking.step(column, row)

    def show_words(self, post: PostId, span: Span) -> None:
        """Bring words of a post into sight, out of whatever they are folded into."""
        column = self.column
        floor = column.document.floor_of(post) if column is not None else None
        if column is None or floor is None:
            return
        column.reveal(floor)
        row = column.row_of(floor)
        column.unfold_over(row, span.start, span.end)
        self.choose_floor(floor)
        self.bring_into_sight(row, span.start)
        self.refresh_marks()
