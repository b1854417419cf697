"""The thin bar beside the scroll bar: where in the thread hits, notes and the reader are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from desktop.theme import Tokens

WIDTH = 10


class Overview(QWidget):
    """Marks along the height of the thread."""

    chosen = Signal(float)
    """A place in the thread, from 0 to 1."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens: Tokens | None = None
        self.hits: list[float] = []
        self.notes: list[float] = []
        self._current = -1.0
        self.seen = (0.0, 0.0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        self.update()

    def set_marks(self, hits: list[float], notes: list[float], current: float) -> None:
        """Show where hits and notes are; ``current`` is the present hit, or below 0."""
        self.hits, self.notes, self._current = hits, notes, current
        self.update()

    def set_seen(self, start: float, end: float) -> None:
        """Show which part is in sight."""
        if (start, end) != self.seen:
            self.seen = (start, end)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint the marks."""
        tokens = self._tokens
        if tokens is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.paper))
        height = self.height()
        start, end = self.seen
        if end - start < 1:
            box = QRectF(self.width() - 2, start * height, 2, max(4.0, (end - start) * height))
            painter.fillRect(box, QColor(tokens.rail))
        for places, colour, left, width in (
            (self.hits, tokens.hit_current, 3, 5),
            (self.notes, tokens.note, 0, 3),
        ):
            ink = QColor(colour)
            for at in sorted({round(place * (height - 2)) for place in places}):
                painter.fillRect(left, at, width, 2, ink)
        if self._current >= 0:
            at = round(self._current * (height - 2))
            painter.fillRect(2, at - 1, 7, 4, QColor(tokens.accent))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Go to the place that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self.height() > 0:
            self.chosen.emit(min(1.0, max(0.0, event.position().y() / self.height())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the end of a click, which is none of the view's."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's own name
        """Follow the pointer while it is pressed."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.height() > 0:
            self.chosen.emit(min(1.0, max(0.0, event.position().y() / self.height())))
