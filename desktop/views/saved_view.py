"""Saved searches below the sections of the library; made when the first one is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from desktop.delegates.saved_delegate import SavedDelegate, row_height
from desktop.models.saved_model import SavedModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QWidget

    from db.search.saved import SavedId, SavedSearch
    from desktop.theme import Tokens

translate = QCoreApplication.translate

MOST_ROWS = 6
_ALT = Qt.KeyboardModifier.AltModifier
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class SavedView(QListView):
    """A list that is as high as its rows, up to six."""

    chosen = Signal(object)
    """A ``SavedSearch`` to be asked."""
    rename_requested = Signal(object)
    remove_requested = Signal(object)
    move_requested = Signal(int, int)
    """A row, and before which row it is to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = model = SavedModel()
        self._delegate = SavedDelegate(self)
        self.writable = True
        self.setObjectName("savedSearches")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(translate("SavedView", "Saved searches"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.customContextMenuRequested.connect(self._on_context)
        self.clicked.connect(self._on_index)
        model.moved.connect(self.move_requested)
        self.fit()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._delegate.set_tokens(tokens)
        self.viewport().update()

    def show_rows(self, rows: Sequence[SavedSearch]) -> None:
        """Show these saved searches."""
        self._saved.set_rows(rows)
        self.fit()

    def show_count(self, search: SavedId, count: int) -> None:
        """Show how many hits one has."""
        self._saved.set_count(search, count)

    def fit(self) -> None:
        """Be as high as the rows, and not there where there is none."""
        count = self._saved.rowCount()
        self.setFixedHeight(min(count, MOST_ROWS) * row_height(self.font()))
        self.setVisible(count > 0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own name
        """Keep rows that fit the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def event(self, event: QEvent) -> bool:
        """Have the keys of this list before an action of the window takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in {Qt.Key.Key_F2, Qt.Key.Key_Delete} or _moves(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Ask, rename, remove or move the row one is at."""
        row = self.currentIndex().row()
        one = self._saved.at(row)
        if one is not None and event.key() in _ENTERS:
            self.chosen.emit(one)
        elif one is None or not self.writable:
            super().keyPressEvent(event)
        elif _moves(event):
            self._move(row, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(one)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(one)
        else:
            super().keyPressEvent(event)

    def menu(self, row: int) -> QMenu:
        """Return what can be done with a row."""
        made = QMenu(self)
        one = self._saved.at(row)
        made.addAction(translate("SavedView", "&Search"), lambda: self.chosen.emit(one))
        made.addSeparator()
        for words, keys, possible, do in (
            (
                translate("SavedView", "&Rename…"), "F2", True,
                lambda: self.rename_requested.emit(one),
            ),
            (
                translate("SavedView", "Move &Up"), "Alt+Up", row > 0,
                lambda: self._move(row, -1),
            ),
            (
                translate("SavedView", "Move &Down"), "Alt+Down",
                row + 1 < self._saved.rowCount(), lambda: self._move(row, 1),
            ),
            (
                translate("SavedView", "Re&move"), "Del", True,
                lambda: self.remove_requested.emit(one),
            ),
        ):  # fmt: skip
            action = made.addAction(words, do)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setEnabled(possible and self.writable)
        return made

    def _move(self, row: int, by: int) -> None:
        target = row + by
        if 0 <= target < self._saved.rowCount():
            self.move_requested.emit(row, target if by < 0 else target + 1)

    def choose_row(self, row: int) -> None:
        """Put the cursor of the list on a row, after the rows were read anew."""
        self.setCurrentIndex(self._saved.index(row))

    def _on_context(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            menu = self.menu(index.row())
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.viewport().mapToGlobal(point))

    def _on_index(self, index: QModelIndex) -> None:
        one = self._saved.at(index.row())
        if one is not None:
            self.chosen.emit(one)


def _moves(event: QKeyEvent) -> bool:
    arrows = {int(Qt.Key.Key_Up), int(Qt.Key.Key_Down)}
    return event.key() in arrows and bool(event.modifiers() & _ALT)
