"""The imports that are remembered, the newest first, and the preview of one that is not done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from db.importing import runs
from db.text import visible
from desktop.models import outcome_words, wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.importing.runs import Run
    from db.records import ImportStatus

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

PREVIEW = 0
"""Stands where imports have their number: it is not one of them."""


class Fate(Enum):
    """How an import ended."""

    PREVIEW = "preview"
    UNDER_WAY = "under way"
    CUT_OFF = "cut off"
    FINISHED = runs.FINISHED
    CANCELLED = runs.CANCELLED
    FAILED = runs.FAILED


UNFINISHED = (Fate.CUT_OFF, Fate.CANCELLED, Fate.FAILED)
"""Those that can go on."""


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import as it is listed.

    Attributes:
        id: its number, or ``PREVIEW``.
        started_at: ISO 8601 with offset.
        inputs: the files and folders that were asked for.
        files: how many files were found.
    """

    id: int
    started_at: str
    inputs: tuple[str, ...]
    files: int
    fate: Fate
    counts: dict[ImportStatus, int]


def past_import(run: Run, *, cut_off: bool) -> PastImport:
    """Return a remembered import as it is listed.

    Args:
        run: as it is kept.
        cut_off: whether nobody is doing it although it has not ended.
    """
    if run.state == runs.RUNNING:
        fate = Fate.CUT_OFF if cut_off else Fate.UNDER_WAY
    else:
        fate = Fate(run.state)
    counts = outcome_words.counted(run.counts)
    return PastImport(run.id, run.started_at, run.inputs, run.files, fate, counts)


class PastImports(QAbstractListModel):
    """``PastImport`` rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PastImport, ...] = ()

    def show(self, rows: Sequence[PastImport]) -> None:
        """Show these; rows that stay keep their place in the view."""
        new = tuple(rows)
        if [row.id for row in new] == [row.id for row in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def at(self, row: int) -> PastImport | None:
        """Return the import of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int | None:
        """Return the row of an import if it is listed."""
        return next((row for row, each in enumerate(self._rows) if each.id == number), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return what was asked for, the whole record, or what is read out."""
        past = self.at(index.row()) if index.isValid() else None
        if past is None:
            return None
        if role == Role.VALUE:
            return past
        if role == Qt.ItemDataRole.DisplayRole:
            return name_of(past)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return wording.listed((name_of(past), when(past), state(past)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.tip(visible("\n".join(past.inputs[:20])))
        return None


def _name(path: str) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    return visible(parts[-1] if parts else path)


def name_of(past: PastImport) -> str:
    """Return what was asked for, in short."""
    if not past.inputs:
        return translate("PastImports", "Nothing")
    first = _name(past.inputs[0])
    more = len(past.inputs) - 1
    if not more:
        return first
    return translate("PastImports", "{name} and %n more", None, more).format(name=first)


def when(past: PastImport) -> str:
    """Return when it began."""
    return wording.local_moment(past.started_at)


def mark(past: PastImport) -> str:
    """Return how it ended, where that is out of the ordinary."""
    return {
        Fate.PREVIEW: translate("PastImports", "Preview"),
        Fate.UNDER_WAY: translate("PastImports", "Under way"),
        Fate.CUT_OFF: translate("PastImports", "Cut off"),
        Fate.CANCELLED: translate("PastImports", "Stopped"),
        Fate.FAILED: translate("PastImports", "Ended by an error"),
        Fate.FINISHED: "",
    }[past.fate]


def state(past: PastImport) -> str:
    """Return how it ended and what came of it, in one line."""
    said = [mark(past), *outcome_words.parts(past.counts)]
    return " · ".join(part for part in said if part)
