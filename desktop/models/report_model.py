"""The outcomes of the import at hand, one row each, in the reader's language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from desktop.models import outcome_words, wording
from desktop.models.outcome_words import Asked
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.records import ImportOutcome, ImportStatus

    Index = QModelIndex | QPersistentModelIndex


class ReportModel(QAbstractListModel):
    """``ImportOutcome`` rows, in the order they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcomes: list[ImportOutcome] = []
        self._asked = Asked()
        self.counts: Counter[ImportStatus] = Counter()

    @property
    def outcomes(self) -> list[ImportOutcome]:
        """What has come so far."""
        return self._outcomes

    def add(self, outcomes: Sequence[ImportOutcome]) -> None:
        """Show more outcomes."""
        if not outcomes:
            return
        row = len(self._outcomes)
        self.beginInsertRows(QModelIndex(), row, row + len(outcomes) - 1)
        self._outcomes.extend(outcomes)
        self.counts.update(outcome.status for outcome in outcomes)
        self.endInsertRows()

    def clear(self, inputs: Iterable[str] = ()) -> None:
        """Forget all outcomes; those to come are of these files and folders."""
        self.beginResetModel()
        self._outcomes = []
        self._asked = Asked(tuple(inputs))
        self.counts = Counter()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many outcomes there are."""
        return 0 if parent.isValid() else len(self._outcomes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the sentence of an outcome, or the whole record."""
        if not 0 <= index.row() < len(self._outcomes):
            return None
        outcome = self._outcomes[index.row()]
        if role == Role.VALUE:
            return outcome
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._sentence(outcome)
        return wording.tip(self._sentence(outcome)) if role == Qt.ItemDataRole.ToolTipRole else None

    def first_bad(self) -> int | None:
        """Return the first row that did not come in."""
        rows = enumerate(self._outcomes)
        return next((row for row, each in rows if each.status in outcome_words.BAD), None)

    def text(self) -> str:
        """Return the whole report as text to copy."""
        return outcome_words.lines(self._outcomes, self._asked, self.counts)

    def _sentence(self, outcome: ImportOutcome) -> str:
        return outcome_words.sentence(outcome, self._asked.shown(outcome.path))
