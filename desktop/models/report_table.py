"""One import as a table: what became of each of its files, filtered by outcome and words.

A ``Report`` is made and searched in jobs; the table holds which rows are shown, and makes the
words of a row when it is looked at.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from db.text import fold
from desktop.models import outcome_words, wording
from desktop.models.outcome_words import Asked
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPersistentModelIndex

    from db.records import ImportOutcome, ImportStatus

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

FILE, STATUS, WORDS, REPLIES = range(4)


@dataclass(slots=True)
class Report:
    """What became of the files of one import.

    Attributes:
        outcomes: in their order.
        asked: the files and folders that were asked for.
        counts: how many outcomes there are, by status.
    """

    outcomes: Sequence[ImportOutcome] = ()
    asked: Asked = field(default_factory=Asked)
    counts: Counter[ImportStatus] = field(default_factory=Counter["ImportStatus"])
    _folded: list[str] | None = None

    @classmethod
    def of(cls, outcomes: Sequence[ImportOutcome], inputs: Sequence[str]) -> Report:
        """Make one."""
        return cls(outcomes, Asked(tuple(inputs)), Counter(each.status for each in outcomes))

    def rows(
        self, status: ImportStatus | None, words: str, check: Callable[[], None]
    ) -> array[int]:
        """Return the rows of a status in which all words stand; linear in the report.

        The words are looked for as the search does: in either Chinese script and any width.  They
        may stand in whatever is told of a file: path, title, reason and findings.

        Args:
            status: ``None`` for any.
            words: parted by spaces.
            check: called now and then; raises where nobody waits any more.
        """
        wanted = fold(words).split()
        numbers = (
            row
            for row, outcome in enumerate(self.outcomes)
            if status is None or outcome.status is status
        )
        if not wanted:
            return array("q", numbers)
        folded = self._texts(check)
        return array("q", (row for row in numbers if all(word in folded[row] for word in wanted)))

    def _texts(self, check: Callable[[], None]) -> list[str]:
        if self._folded is None:
            made: list[str] = []
            for number, outcome in enumerate(self.outcomes):
                if number % 500 == 0:
                    check()
                told = (
                    self.asked.shown(outcome.path),
                    outcome_words.told(outcome),
                    *outcome_words.findings(outcome),
                )
                made.append(fold("\n".join(told)))
            self._folded = made
        return self._folded


class ReportTable(QAbstractTableModel):
    """Rows of a ``Report``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = Report()
        self._rows: array[int] = array("q")

    @property
    def report(self) -> Report:
        """What is shown."""
        return self._report

    def show(self, report: Report, rows: array[int]) -> None:
        """Show these rows of a report."""
        self.beginResetModel()
        self._report = report
        self._rows = rows
        self.endResetModel()

    def outcome(self, row: int) -> ImportOutcome | None:
        """Return what a row is about."""
        if not 0 <= row < len(self._rows):
            return None
        return self._report.outcomes[self._rows[row]]

    def text(self) -> str:
        """Return the rows that are shown as text to copy."""
        shown = [self._report.outcomes[number] for number in self._rows]
        counts = Counter(outcome.status for outcome in shown)
        return outcome_words.lines(shown, self._report.asked, counts)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else REPLIES + 1

    def headerData(  # noqa: N802 - Qt's own name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the head of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            FILE: translate("ReportTable", "File"),
            STATUS: translate("ReportTable", "Outcome"),
            WORDS: translate("ReportTable", "Thread, or why not"),
            REPLIES: translate("ReportTable", "Replies"),
        }.get(section)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the words of a cell, or the whole outcome."""
        outcome = self.outcome(index.row())
        if outcome is None:
            return None
        if role == Role.VALUE:
            return outcome
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return outcome_words.sentence(outcome, self._report.asked.shown(outcome.path))
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        words = self._words(outcome, index.column())
        return words if role == Qt.ItemDataRole.DisplayRole else wording.tip(words)

    def _words(self, outcome: ImportOutcome, column: int) -> str:
        if column == FILE:
            return self._report.asked.shown(outcome.path)
        if column == STATUS:
            return outcome_words.status_word(outcome.status)
        if column == REPLIES:
            bad = outcome.status in outcome_words.BAD
            return "" if bad else wording.number(outcome.posts)
        return outcome_words.told(outcome)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == REPLIES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
