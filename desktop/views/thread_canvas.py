"""The surface of the thread view: a column of rows under a scroll bar, painted strip by strip."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.models.thread_head import Kind
from desktop.rendering.boxes import note_box
from desktop.rendering.painter import Painter
from desktop.rendering.typography import Typography
from desktop.theme import LIGHT
from desktop.views.thread_overview import WIDTH, Overview

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from desktop.rendering.column import Column
    from desktop.rendering.painter import Scene
    from desktop.theme import Tokens

translate = QCoreApplication.translate

USUAL_SIZE = 16
_FARTHEST = 2**31 - 1
"""The highest value a scroll bar can have."""
_IDLE_PAUSE = 12
_IDLE_SLICE = 0.005
"""Seconds of laying out ahead of time between two events."""
_OVERVIEW_PAUSE = 60


class ThreadCanvas(QAbstractScrollArea):
    """Shows the rows of one thread; what is marked and chosen is told by ``scene``."""

    place_changed = Signal()
    """The reader moved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column: Column | None = None
        self.typography = Typography(USUAL_SIZE, "")
        self.tokens = LIGHT
        self._painter = Painter(self.tokens)
        self._value = 0
        self._guarded = False
        self.overview = Overview(self)
        self._idle = _single_shot(self, _IDLE_PAUSE)
        self._idle.timeout.connect(self._on_idle)
        self._marks = _single_shot(self, _OVERVIEW_PAUSE)
        self._marks.timeout.connect(self._show_marks)
        self.overview.chosen.connect(self._on_overview)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, 0, WIDTH, 0)
        # of our own making: to name the class of one that Qt makes, PySide loads every widget
        viewport = QWidget()
        self.setViewport(viewport)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        viewport.setMouseTracking(True)
        viewport.setCursor(Qt.CursorShape.IBeamCursor)

    # what a thread view says of its rows

    def scene(self) -> Scene:
        """Return what is painted beside the rows themselves."""
        raise NotImplementedError

    def marked_rows(self) -> tuple[list[int], list[int], int]:
        """Return the rows with hits, those with notes, and that of the present hit or -1."""
        raise NotImplementedError

    # how it looks

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self.tokens = tokens
        self._painter = Painter(tokens)
        self.overview.set_tokens(tokens)
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, QColor(tokens.paper))
        self.setPalette(palette)
        self.lay_out(tokens=tokens)

    def set_text_size(self, pixels: int) -> None:
        """Set the size of the text of replies; everything else follows."""
        if pixels != self.typography.size:
            self.typography = Typography(pixels, self.typography.locale)
            self.lay_out(typography=self.typography)

    def set_locale(self, locale: str) -> None:
        """Use fonts with the Han shapes of a locale."""
        if locale != self.typography.locale:
            self.typography = Typography(self.typography.size, locale)
            self.lay_out(typography=self.typography)

    def lay_out(
        self,
        *,
        typography: Typography | None = None,
        tokens: Tokens | None = None,
        flat: bool | None = None,
    ) -> None:
        """Lay out anew; what is read stays where it is."""
        self.verticalScrollBar().setSingleStep(self.typography.styles[Kind.FLOOR].line)
        if self.column is not None:
            size = self.viewport().size()
            self.column.lay_out(
                size.width(), size.height(), typography=typography, tokens=tokens, flat=flat
            )
        self.refresh()

    def set_column(self, column: Column | None) -> None:
        """Show other rows, from their start, or none."""
        self._idle.stop()
        self.column = column
        self.overview.set_marks([], [], -1)
        self.lay_out()
        self.refresh_marks()

    def refresh(self) -> None:
        """Paint everything, and let scroll bar and overview follow the column."""
        self.settled()
        self.viewport().update()

    def refresh_marks(self) -> None:
        """Draw the marks of the overview anew, soon."""
        self._marks.start()

    def update_note_mark(self, floor: int) -> None:
        """Paint the place of the note mark of a floor, if it is in sight."""
        column = self.column
        if column is None or floor < 0:
            return
        shown = column.shown_row(column.row_of(floor))
        if shown is not None:
            box = note_box(column, shown)
            self.viewport().update(box.adjusted(-1, -1, box.width(), 1))

    # scrolling

    def bring_into_sight(self, row: int, position: int = -1) -> None:
        """Scroll, if need be, so that a row, or the line with a position, is in sight."""
        column = self.column
        if column is None:
            return
        if not self._is_in_sight(column, row, position):
            if position >= 0:
                column.place_text(row, position, column.height // 3)
            else:
                column.place_row(row, 0 if row == 0 else column.height // 6)
        self.refresh()
        self.place_changed.emit()

    def _is_in_sight(self, column: Column, row: int, position: int) -> bool:
        shown = column.shown_row(row)
        if shown is None:
            return False
        height = column.height
        if position < 0:
            tall = shown.item.height > height
            bottom = shown.y + shown.item.height
            return shown.y >= 0 and (bottom <= height or (tall and shown.y <= height // 3))
        top = column.line_in_sight(shown, position)
        line = self.typography.styles[shown.item.kind].line
        return top is not None and top >= 0 and top + line <= height

    def scroll_by(self, distance: int) -> None:
        """Scroll by pixels."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + distance)

    def settled(self) -> None:
        """Let scroll bar and overview follow the column."""
        bar = self.verticalScrollBar()
        column = self.column
        self._guarded = True
        if column is None:
            bar.setRange(0, 0)
            self.overview.set_seen(0, 0)
        else:
            line = self.typography.styles[Kind.FLOOR].line
            bar.setPageStep(max(line, column.height - 2 * line))
            bar.setRange(0, min(column.maximum, _FARTHEST))
            bar.setValue(min(column.value, _FARTHEST))
            total = max(1, column.total)
            self.overview.set_seen(column.value / total, (column.value + column.height) / total)
            self._idle.start()
        self._value = bar.value()
        self._guarded = False

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's own name
        """Follow the scroll bar; only the strip that comes into sight is painted."""
        column = self.column
        if self._guarded or column is None:
            return
        value = self.verticalScrollBar().value()
        distance = value - self._value
        if abs(distance) >= 3 * column.height or value >= column.maximum:
            # the end is where the last row ends, however high those before it turn out
            column.scroll_to(value)
            self.viewport().update()
        else:
            before = {shown.row: shown.y for shown in column.shown}
            column.scroll_by(distance)
            moved = [shown.y - before[shown.row] for shown in column.shown if shown.row in before]
            if moved and abs(moved[0]) < column.height and len(set(moved)) == 1:
                self.viewport().scroll(0, moved[0])
            else:
                self.viewport().update()
        self.settled()
        self.place_changed.emit()

    def _on_overview(self, share: float) -> None:
        column = self.column
        if column is not None:
            self.verticalScrollBar().setValue(round(share * column.total - column.height / 2))

    def _show_marks(self) -> None:
        column = self.column
        if column is None:
            return
        hits, notes, current = self.marked_rows()
        if not hits and not notes:
            self.overview.set_marks([], [], -1)
            return
        tops = column.tops()
        total = max(1, tops[-1])
        self.overview.set_marks(
            [tops[row] / total for row in hits],
            [tops[row] / total for row in notes],
            tops[current] / total if current >= 0 else -1,
        )

    def _on_idle(self) -> None:
        column = self.column
        if column is None:
            return
        end = time.perf_counter() + _IDLE_SLICE
        before = (column.total, column.value)
        done = column.prepare(lambda: time.perf_counter() < end)
        if (column.total, column.value) != before:
            self.settled()
        if done:
            self._idle.stop()
        else:
            self._idle.start()

    # events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Paint what was uncovered."""
        painter = QPainter(self.viewport())
        area: QRect = event.rect()
        if self.column is None:
            painter.fillRect(area, QColor(self.tokens.paper))
        else:
            self._painter.paint(painter, area, self.column, self.scene())
        painter.end()

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Lay out for the new size; the text at the top stays where it is."""
        viewport = self.viewport().geometry()
        self.overview.setGeometry(viewport.right() + 1, viewport.top(), WIDTH, viewport.height())
        self.lay_out()


def _single_shot(parent: QWidget, pause: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    return timer
