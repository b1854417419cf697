"""Saved searches with how many hits they have now, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QMimeData, QModelIndex, Qt, Signal

from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.search.saved import SavedId, SavedSearch

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

_DRAGGED = "application/x-beilin-saved-search"


class SavedModel(QAbstractListModel):
    """Rows of ``SavedSearch``; ``Role.COUNT`` is the number of hits, ``None`` if not known."""

    moved = Signal(int, int)
    """A row was dragged: where it was, and before which row it is to be."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[SavedSearch] = ()
        self._counts: dict[SavedId, int] = {}

    @property
    def rows(self) -> Sequence[SavedSearch]:
        """All saved searches in order."""
        return self._rows

    def set_rows(self, rows: Sequence[SavedSearch]) -> None:
        """Show these; counts of those that stay, stay."""
        self.beginResetModel()
        asked = {row.id: row.query for row in rows}
        before = {row.id: row.query for row in self._rows}
        self._counts = {
            number: count
            for number, count in self._counts.items()
            if asked.get(number) == before.get(number)
        }
        self._rows = rows
        self.endResetModel()

    def set_count(self, search: SavedId, count: int) -> None:
        """Show how many hits one has."""
        for row, one in enumerate(self._rows):
            if one.id == search and self._counts.get(search) != count:
                self._counts[search] = count
                self.dataChanged.emit(self.index(row), self.index(row))

    def at(self, row: int) -> SavedSearch | None:
        """Return the search of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the name, the whole record, the count, or what is read out."""
        one = self.at(index.row()) if index.isValid() else None
        if one is None:
            return None
        count = self._counts.get(one.id)
        if role == Role.VALUE:
            return one
        if role == Role.COUNT:
            return count
        name = wording.one_line(one.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tip(wording.one_line(one.query))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if count is None:
                return name
            return wording.listed((name, translate("SavedModel", "%n hit(s)", None, count)))
        return None

    # dragging a row to another place

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen and dragged, and dropped between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return usual | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's own name
        """Return that rows are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's own name
        """Return what is taken."""
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's own name
        """Return which row is dragged."""
        data = QMimeData()
        data.setData(_DRAGGED, str(indexes[0].row()).encode())
        return data

    def dropMimeData(  # noqa: N802 - Qt's own name
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Say where a row was dropped; it is moved when that is on the disk."""
        if not data.hasFormat(_DRAGGED):
            return False
        source = int(bytes(data.data(_DRAGGED).data()))
        target = parent.row() if parent.isValid() else row
        self.moved.emit(source, len(self._rows) if target < 0 else target)
        return False  # the view would take the row out of where it was
