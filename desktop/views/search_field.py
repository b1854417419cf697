"""A line to type a query into, in which the place of a mistake is underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QLineEdit

from desktop.models.offsets import units
from desktop.theme import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QPaintEvent

    from desktop.theme import Tokens

_LONGEST = 2_000
"""Characters of a query in which a place is looked for; it would be out of sight anyway."""
_STEP = 3.0
_END = 9.0
"""Pixels underlined where something is missing behind the last character."""


class SearchField(QLineEdit):
    """Knows whether an input method is composing, and where the query is wrong."""

    composing_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.composing = False
        self._tokens = LIGHT
        self._wrong = -1

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._tokens = tokens
        self.update()

    def set_wrong(self, position: int | None) -> None:
        """Underline the word at a place, in code points; ``None`` underlines nothing."""
        self._wrong = -1 if position is None else position
        self.update()

    def wrong(self) -> tuple[int, int] | None:
        """Return what is underlined, in units of the field; the end may lie behind the last."""
        text = self.text()
        if not 0 <= self._wrong <= len(text) or len(text) > _LONGEST:
            return None
        end = self._wrong
        while end < len(text) and not text[end].isspace():
            end += 1
        start = units(text, self._wrong)
        return start, max(start + 1, units(text, end))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802 - Qt's own name
        """Note whether letters stand in the field that are not chosen yet."""
        super().inputMethodEvent(event)
        composing = bool(event.preeditString())
        if composing != self.composing:
            self.composing = composing
            self.composing_changed.emit(composing)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint the field, and a wave below what is wrong."""
        super().paintEvent(event)
        wrong = self.wrong()
        if wrong is None or self.composing:
            return
        line = self.underline(*wrong)
        if line.width() <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._tokens.warning), 1.4))
        wave = QPolygonF()
        x, up = line.left(), False
        while x <= line.right():
            wave.append(QPointF(x, line.top() if up else line.bottom()))
            x, up = x + _STEP, not up
        painter.drawPolyline(wave)

    def underline(self, start: int, end: int) -> QRectF:
        """Return where the wave below a piece of the text lies, as far as it is in sight."""
        text, metrics = self.text(), self.fontMetrics()
        cursor = self.cursorRect()
        origin = cursor.center().x() - metrics.horizontalAdvance(_head(text, self.cursorPosition()))
        left = origin + metrics.horizontalAdvance(_head(text, start))
        right = max(origin + metrics.horizontalAdvance(_head(text, end)), left + _END)
        inner = self.rect().adjusted(26, 0, -26, 0)
        shown = max(left, inner.left())
        return QRectF(shown, cursor.bottom() - 1, min(right, inner.right()) - shown, 2.5)


def _head(text: str, end: int) -> str:
    """Return the beginning of a text up to a place in units of the field."""
    if text.isascii():
        return text[:end]
    return text.encode("utf-16-le", "surrogatepass")[: 2 * end].decode("utf-16-le", "surrogatepass")
