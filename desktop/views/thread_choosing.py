"""What a thread view does with words that are chosen: offering and copying them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.views.thread_copying import Copying
from desktop.views.thread_quotes import ThreadQuotes
from desktop.views.thread_selection import (
    Grain,
    Selected,
    Selection,
    Spot,
    rows_between,
    selected,
    texts_of,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_OFFERED_ROWS = 60
"""Up to so many chosen rows are offered to the middle mouse button at once."""


class ThreadChoosing(ThreadQuotes):
    """A canvas in which words can be chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        self._copying = Copying(self)

    def selection(self) -> Selected | None:
        """Return the chosen words if they lie in one post or in the article."""
        return selected(self.column, self._selection.range) if self.column is not None else None

    def selected_text(self) -> str:
        """Return the chosen words of all rows, with a blank line between rows."""
        chosen = self._selection.range
        if self.column is None or chosen is None:
            return ""
        rows = rows_between(self.column, *chosen)
        return "\n\n".join(texts_of(self.column, rows, *chosen))

    def select_all(self) -> None:
        """Choose everything that is not folded away."""
        column = self.column
        if column is None:
            return
        last = column.before(column.rows)
        if last is not None:
            text = column.item(last).text
            self._selection.choose(Spot(0, 0), Spot(last, len(text)))
            self.viewport().update()

    def copy(self) -> None:
        """Copy the chosen words as plain text; many floors take a moment."""
        chosen = self._selection.range
        if self.column is not None and chosen is not None:
            self._copying.start(self.column, *chosen)

    def clear_selection(self) -> None:
        """Choose no words."""
        if self._selection.range is not None:
            self.viewport().update()
        self._selection.clear()

    def selection_origin(self) -> Spot | None:
        """Return where choosing words was begun."""
        return self._selection.origin

    def begin_selection(self, spot: Spot, grain: Grain) -> None:
        """Begin to choose words."""
        if self.column is not None:
            self._selection.begin(self.column, spot, grain)
            self.viewport().update()

    def extend_selection(self, spot: Spot) -> None:
        """Go on choosing words."""
        if self.column is not None and self._selection.extend(self.column, spot):
            self.viewport().update()

    def offer_selection(self) -> None:
        """Offer the chosen words to the middle mouse button, where there is such a thing."""
        clipboard = QGuiApplication.clipboard()
        chosen = self._selection.range
        if self.column is None or chosen is None or not clipboard.supportsSelection():
            return
        if chosen[1].row - chosen[0].row <= _OFFERED_ROWS:
            clipboard.setText(self.selected_text(), clipboard.Mode.Selection)
