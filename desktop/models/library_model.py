"""The thread list: ids in order, rows fetched by window when they are looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt, Signal

from db.errors import KnownError
from db.records import ThreadId
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.records import ThreadSummary

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

WINDOW = 64
"""Rows fetched at once: what a tall window shows, and some."""

KEPT = 2_048
"""Rows kept; a longer walk through the list fetches anew."""


class LibraryModel(QAbstractTableModel):
    """Threads of the library in one order and view."""

    failed = Signal(object)
    """A ``KnownError`` met while rows were fetched; they stay placeholders."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: array[int] = array("q")
        self._rows: dict[int, int] | None = None
        self._kept: OrderedDict[ThreadId, ThreadSummary] = OrderedDict()
        self._fetch: Callable[[Sequence[ThreadId]], Mapping[ThreadId, ThreadSummary]] | None = None
        self._broken = False

    def set_fetch(
        self, fetch: Callable[[Sequence[ThreadId]], Mapping[ThreadId, ThreadSummary]] | None
    ) -> None:
        """Say where rows come from: a short read by ids."""
        self._fetch = fetch
        self._kept.clear()
        self._broken = False

    def set_ids(self, ids: array[int]) -> None:
        """Show these threads in this order."""
        self.beginResetModel()
        self._ids = ids
        self._rows = None
        self._broken = False
        self.endResetModel()

    def forget(self, threads: Iterable[ThreadId] | None = None) -> None:
        """Fetch rows anew when they are next looked at; all of them without an argument."""
        if threads is None:
            self._kept.clear()
            self._changed(0, len(self._ids) - 1)
            return
        for thread in threads:
            self._kept.pop(thread, None)
            row = self.row_of(thread)
            if row is not None:
                self._changed(row, row)

    def thread_at(self, row: int) -> ThreadId | None:
        """Return the thread of a row."""
        return ThreadId(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, thread: ThreadId) -> int | None:
        """Return the row of a thread if the list holds it."""
        if self._rows is None:
            self._rows = {number: row for row, number in enumerate(self._ids)}
        return self._rows.get(thread)

    def summary(self, row: int) -> ThreadSummary | None:
        """Return what a row shows, fetching the rows around it if it is not at hand."""
        thread = self.thread_at(row)
        if thread is None:
            return None
        found = self._kept.get(thread)
        if found is not None:
            self._kept.move_to_end(thread)
            return found
        return self._fetched(row, thread)

    def _fetched(self, row: int, thread: ThreadId) -> ThreadSummary | None:
        if self._fetch is None or self._broken:
            return None
        first = row - row % WINDOW
        wanted = [ThreadId(number) for number in self._ids[first : first + WINDOW]]
        try:
            rows = self._fetch(wanted)
        except KnownError as error:
            self._broken = True
            self.failed.emit(error)
            return None
        self._kept.update(rows)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept.get(thread)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many threads there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return one: the delegate arranges a row."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the title, the whole record, or what is read out."""
        wanted = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
            Role.VALUE,
        )
        if not index.isValid() or role not in wanted:
            return None
        summary = self.summary(index.row())
        if role == Role.VALUE:
            return summary
        if summary is None:
            return "…"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(summary)
        title = wording.one_line(summary.title)
        return wording.tip(title) if role == Qt.ItemDataRole.ToolTipRole else title

    def _changed(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))


def spoken(summary: ThreadSummary) -> str:
    """Return a row of the list as a screen reader says it."""
    parts = [wording.one_line(summary.title)]
    if place := summary.board or summary.outlet:
        parts.append(wording.one_line(place))
    parts.append(wording.date(summary.latest_post_at or summary.imported_at))
    parts.append(wording.replies(summary.posts))
    if summary.notes:
        parts.append(translate("LibraryModel", "%n note(s)", None, summary.notes))
    if summary.missing_images:
        parts.append(translate("LibraryModel", "%n missing image(s)", None, summary.missing_images))
    return wording.listed(part for part in parts if part)
