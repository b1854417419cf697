"""Walking the floors with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractSlider

from desktop.views.thread_access import tell_focus

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop.views.thread_view import ThreadView

_Action = QAbstractSlider.SliderAction
_SCROLLS = {
    Qt.Key.Key_Up: _Action.SliderSingleStepSub,
    Qt.Key.Key_Down: _Action.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: _Action.SliderPageStepSub,
    Qt.Key.Key_PageDown: _Action.SliderPageStepAdd,
    Qt.Key.Key_Home: _Action.SliderToMinimum,
    Qt.Key.Key_End: _Action.SliderToMaximum,
}


class Walk(QObject):
    """Moves the chosen floor of one thread view."""

    def __init__(self, view: ThreadView) -> None:
        super().__init__(view)
        self._view = view

    def go_to_floor(self, floor: int) -> None:
        """Choose a floor and bring it into sight."""
        column = self._view.column
        if column is None:
            return
        column.reveal(floor)
        if floor != self._view.current_floor:
            # words left behind are out of sight, and a note or a citation would go to them
            self._view.clear_selection()
        self._view.choose_floor(floor)
        self._view.bring_into_sight(column.row_of(floor))
        tell_focus(self._view)

    def step(self, by: int) -> None:
        """Choose the next or previous floor that is not folded away."""
        column = self._view.column
        if column is None or not len(column.document):
            return
        floor = self._view.current_floor
        if floor < 0 or column.shown_row(column.row_of(floor)) is None:
            row: int | None = self._first_in_sight()
        else:
            at = column.row_of(floor)
            row = column.after(at) if by > 0 else column.before(at)
        if row is not None and row >= column.heads:
            self.go_to_floor(column.floor_of(row))

    def _first_in_sight(self) -> int:
        """Return the first floor whose head is in sight, else the one that is read."""
        column = self._view.column
        if column is None:
            return 0
        floors = [shown for shown in column.shown if shown.item.floor >= 0]
        for shown in floors:
            if shown.y >= 0:
                return shown.row
        return floors[0].row if floors else column.heads

    def parent(self) -> None:
        """Choose the floor that the chosen one answers."""
        column = self._view.column
        floor = self._view.current_floor
        if column is not None and floor >= 0:
            above = column.document.skeleton.parents[floor]
            if above >= 0:
                self._view.leaving.emit()
                self.go_to_floor(above)

    def sibling(self, by: int) -> None:
        """Choose the next or previous answer to the same floor."""
        column = self._view.column
        floor = self._view.current_floor
        if column is None:
            return
        if floor < 0:
            self.step(by)
            return
        skeleton = column.document.skeleton
        parent = skeleton.parents[floor]
        first = parent + 1
        end = parent + skeleton.sizes[parent] if parent >= 0 else len(skeleton)
        if by > 0:
            following = floor + skeleton.sizes[floor]
            if following < end:
                self.go_to_floor(following)
            return
        one = floor - 1
        while one >= first and skeleton.parents[one] != parent:
            one = skeleton.parents[one]
        if one >= first:
            self.go_to_floor(one)

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key does; say whether it does anything."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        bar = self._view.verticalScrollBar()
        if key == Qt.Key.Key_Space:
            back = plain == Qt.KeyboardModifier.ShiftModifier
            if back or plain == Qt.KeyboardModifier.NoModifier:
                bar.triggerAction(_SCROLLS[Qt.Key.Key_PageUp if back else Qt.Key.Key_PageDown])
                return True
            return False
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _SCROLLS:
            bar.triggerAction(_SCROLLS[key])
            return True
        if key == Qt.Key.Key_Left:
            return self._left()
        if key == Qt.Key.Key_Right:
            return self._right()
        return False

    def _left(self) -> bool:
        column = self._view.column
        floor = self._view.current_floor
        if column is None or floor < 0:
            return False
        answers = column.document.skeleton.sizes[floor] > 1
        if answers and not column.flat and not column.folds.is_folded(floor):
            self._view.toggle(floor)
        else:
            self.parent()
        return True

    def _right(self) -> bool:
        column = self._view.column
        floor = self._view.current_floor
        if column is None or floor < 0:
            return False
        if not column.flat and column.folds.is_folded(floor):
            self._view.toggle(floor)
        return True
