"""Some floors of the thread instead of all of them, and the way back to the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.rendering.column import Column
from desktop.views.thread_places import go_to_place, place_in_part

if TYPE_CHECKING:
    from desktop.models.thread_rows import ThreadDocument
    from desktop.views.thread_view import ThreadView


class Parts:
    """Keeps the rows of the whole thread while a view shows a part of it."""

    def __init__(self, view: ThreadView) -> None:
        self._view = view
        self.whole: Column | None = None

    def show(self, document: ThreadDocument) -> None:
        """Show some floors of the thread; the whole of it is kept as it is."""
        view = self._view
        whole = self.whole or view.column
        if whole is None:
            return
        place = place_in_part(whole, document, view.current_post())
        column = Column(document, view.typography, view.tokens)
        column.quotes = whole.quotes
        view.change_column(column)
        self.whole = whole
        if place is not None:
            go_to_place(column, place)
            view.refresh()
        view.part_changed.emit()

    def leave(self) -> None:
        """Show all floors again, where and as they were left."""
        whole, self.whole = self.whole, None
        if whole is not None:
            self._view.change_column(whole)
            self._view.part_changed.emit()

    def drop(self) -> None:
        """Forget the whole thread: another is shown, or none."""
        if self.whole is not None:
            self.whole = None
            self._view.part_changed.emit()
