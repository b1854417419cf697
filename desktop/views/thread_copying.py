"""Copying what is chosen: at once where it is little, bit by bit where it is a whole thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.views.thread_selection import Spot, rows_between, texts_of

if TYPE_CHECKING:
    from desktop.rendering.column import Column

BETWEEN = "\n\n"
AT_ONCE = 400
"""Rows that are read and copied in one go; more of them would keep the window from painting."""


class Copying(QObject):
    """Puts the chosen words on the clipboard."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._column: Column | None = None
        self._range: tuple[Spot, Spot] | None = None
        self._rows: list[int] = []
        self._texts: list[str] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(self, column: Column, start: Spot, end: Spot) -> None:
        """Copy a range; what was being copied before is dropped."""
        self.stop()
        self._column, self._range = column, (start, end)
        self._rows = rows_between(column, start, end)
        self._rows.reverse()
        if len(self._rows) <= AT_ONCE:
            self._go_on()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Copy no more."""
        self._timer.stop()
        self._column = self._range = None
        self._rows, self._texts = [], []

    def _go_on(self) -> None:
        column, chosen = self._column, self._range
        if column is None or chosen is None:
            return
        taken = self._rows[: -AT_ONCE - 1 : -1]
        del self._rows[-len(taken) :]
        self._texts += texts_of(column, taken, *chosen)
        if self._rows:
            return
        text = BETWEEN.join(self._texts)
        self.stop()
        if text:
            QGuiApplication.clipboard().setText(text)
