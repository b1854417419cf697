"""The outcomes of an import, one row each, in the reader's language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt

from db.records import ImportStatus
from db.text import visible
from desktop import messages
from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from db.records import ImportOutcome

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate


class ReportModel(QAbstractListModel):
    """``ImportOutcome`` rows, in the order they came."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._outcomes: list[ImportOutcome] = []
        self.counts: Counter[ImportStatus] = Counter()

    @property
    def outcomes(self) -> list[ImportOutcome]:
        """What has come so far."""
        return self._outcomes

    def add(self, outcome: ImportOutcome) -> None:
        """Show one more outcome."""
        row = len(self._outcomes)
        self.beginInsertRows(QModelIndex(), row, row)
        self._outcomes.append(outcome)
        self.counts[outcome.status] += 1
        self.endInsertRows()

    def clear(self) -> None:
        """Forget all outcomes."""
        self.beginResetModel()
        self._outcomes = []
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
            return sentence(outcome)
        return wording.tip(sentence(outcome)) if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self) -> str:
        """Return the whole report as text to copy."""
        return "\n".join([summary(self.counts), *(sentence(one) for one in self._outcomes)])


def status_word(status: ImportStatus) -> str:
    """Return what became of an input, in a word."""
    return {
        ImportStatus.ADDED: translate("Report", "added"),
        ImportStatus.UPDATED: translate("Report", "updated"),
        ImportStatus.UNCHANGED: translate("Report", "unchanged"),
        ImportStatus.REFUSED: translate("Report", "refused"),
        ImportStatus.FAILED: translate("Report", "failed"),
    }[status]


def summary(counts: Counter[ImportStatus]) -> str:
    """Return how many inputs came to what, in one line."""
    parts = {
        ImportStatus.ADDED: translate("Report", "%n added", None, counts[ImportStatus.ADDED]),
        ImportStatus.UPDATED: translate("Report", "%n updated", None, counts[ImportStatus.UPDATED]),
        ImportStatus.UNCHANGED: translate(
            "Report", "%n unchanged", None, counts[ImportStatus.UNCHANGED]
        ),
        ImportStatus.REFUSED: translate("Report", "%n refused", None, counts[ImportStatus.REFUSED]),
        ImportStatus.FAILED: translate("Report", "%n failed", None, counts[ImportStatus.FAILED]),
    }
    said = [words for status, words in parts.items() if counts[status]]
    return " · ".join(said) if said else translate("Report", "Nothing was imported")


def bare_name(outcome: ImportOutcome) -> str:
    """Return the name of an input without its folder, as it can be shown."""
    return visible(outcome.path.replace("\\", "/").rsplit("/", 1)[-1])


def reason(outcome: ImportOutcome) -> str:
    """Return why an input did not come in; empty if it did."""
    if outcome.problem is not None:
        return visible(messages.sentence(outcome.problem))
    return visible(outcome.error or "")


def sentence(outcome: ImportOutcome) -> str:
    """Return what became of an input: name, outcome, why, and what was found on the way."""
    parts = [
        translate("Report", "{name}: {status}").format(
            name=bare_name(outcome), status=status_word(outcome.status)
        )
    ]
    if outcome.title:
        parts.append(f"“{visible(outcome.title)}”")
    if why := reason(outcome):
        parts.append(why)
    parts.extend(visible(messages.of_finding(finding)) for finding in outcome.findings)
    return " — ".join(parts)
