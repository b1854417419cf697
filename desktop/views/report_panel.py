"""The report of one import: what was asked, what became of each file, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from db.records import ImportStatus
from db.text import visible
from desktop.delegates.import_delegate import OutcomeDelegate
from desktop.models import outcome_words, wording
from desktop.models.past_imports import UNFINISHED, Fate, mark, name_of, when
from desktop.models.report_table import FILE, REPLIES, STATUS, WORDS, Report, ReportTable
from desktop.views.parts import button, label
from desktop.views.report_filter import ReportFilter

if TYPE_CHECKING:
    from array import array

    from db.records import ImportOutcome
    from desktop.models.past_imports import PastImport
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_INPUTS = 3
"""So many of the files and folders asked for are named."""


class ReportPanel(QWidget):
    """Head, filter, table, and the whole of the chosen row."""

    filter_changed = Signal()
    thread_requested = Signal(object)
    """A ``ThreadId`` to be opened."""
    retry_requested = Signal()
    continue_requested = Signal()
    import_requested = Signal()
    forget_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table_model = ReportTable(self)
        self._title = label(role="title", wrap=True, chosen=True)
        self._about = label(role="muted", wrap=True, chosen=True)
        self._note = label(role="warning", wrap=True)
        self.filter = ReportFilter()
        self.table = QTableView()
        self._delegate = OutcomeDelegate(self)
        self.detail = QPlainTextEdit()
        self._continue = button(translate("ReportPanel", "Continue"), "primary")
        self._import = button(translate("ReportPanel", "Import Now"), "primary")
        self._retry = button(translate("ReportPanel", "Try Again…"))
        self._retry.setToolTip(
            translate("ReportPanel", "Import what was refused or failed once more")
        )
        self._open = button(translate("ReportPanel", "Open Thread"))
        self._copy = button(translate("ReportPanel", "Copy the report"), "link")
        self._forget = button(translate("ReportPanel", "Forget This Report…"), "link")
        self._build()
        self._connect()
        self.clear()

    def _build(self) -> None:
        self.table.setModel(self.table_model)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(translate("ReportPanel", "What became of each file"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setCornerButtonEnabled(False)
        rows = self.table.verticalHeader()
        rows.hide()
        # heights are never measured: there may be a hundred thousand rows
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 10)
        columns = self.table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().horizontalAdvance("n")
        for column, letters in ((FILE, 22), (STATUS, 9), (REPLIES, 7)):
            self.table.setColumnWidth(column, letters * letter + 24)
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(translate("ReportPanel", "The chosen file"))
        self.detail.setPlaceholderText(
            translate("ReportPanel", "Choose a file to read what was found in it.")
        )
        self.detail.setFixedHeight(118)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for part in (self._continue, self._import, self._retry):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self._open)
        foot.addStretch(1)
        foot.addWidget(self._copy)
        foot.addWidget(self._forget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._about)
        layout.addWidget(self._note)
        layout.addWidget(self.filter)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.filter.changed.connect(self.filter_changed)
        self.table.activated.connect(self._on_activated)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self._open.clicked.connect(self._on_open)
        self._continue.clicked.connect(self.continue_requested)
        self._import.clicked.connect(self.import_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._forget.clicked.connect(self.forget_requested)
        self._copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.table_model.text())
        )

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._delegate.set_tokens(tokens)
        self.table.viewport().update()

    # what is shown

    def clear(self) -> None:
        """Show no import."""
        self._title.setText(translate("ReportPanel", "No import is remembered."))
        self._about.setText(
            translate("ReportPanel", "What becomes of files that are imported is kept here.")
        )
        self._note.hide()
        self.filter.clear()
        self.filter.set_counts({})
        for part in (self._continue, self._import, self._retry, self._forget, self._copy):
            part.hide()
        self.show_rows(Report(), Report().rows(None, "", lambda: None))
        self.filter.setEnabled(False)

    def show_head(self, past: PastImport, *, can_import: bool) -> None:
        """Show what was asked for, and offer what can be done about it.

        Args:
            past: the import.
            can_import: whether anything can be imported now.
        """
        self._title.setText(name_of(past))
        self._about.setText(_about(past))
        note = _note(past)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.filter.setEnabled(True)
        self.filter.set_counts(past.counts)
        preview = past.fate is Fate.PREVIEW
        bad = sum(past.counts.get(status, 0) for status in outcome_words.BAD)
        under_way = past.fate is Fate.UNDER_WAY
        self._continue.setVisible(past.fate in UNFINISHED)
        self._import.setVisible(preview)
        self._retry.setVisible(bad > 0 and not preview and not under_way)
        for part in (self._continue, self._import, self._retry):
            part.setEnabled(can_import)
        self._forget.setVisible(not under_way)
        self._forget.setEnabled(can_import or preview)
        self._forget.setText(
            translate("ReportPanel", "Discard This Preview")
            if preview
            else translate("ReportPanel", "Forget This Report…")
        )
        self._forget.setAccessibleName(self._forget.text())
        self._copy.show()

    def show_rows(self, report: Report, rows: array[int]) -> None:
        """Show these rows of a report; the first is chosen unless the filter is being typed."""
        self.table_model.show(report, rows)
        self._show_outcome(None)
        if rows:
            self.table.setCurrentIndex(self.table_model.index(0, FILE))
            self.table.scrollToTop()

    def outcome(self) -> ImportOutcome | None:
        """Return what the chosen row is about."""
        return self.table_model.outcome(self.table.currentIndex().row())

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        self._show_outcome(self.table_model.outcome(current.row()))

    def _show_outcome(self, outcome: ImportOutcome | None) -> None:
        self._open.setEnabled(outcome is not None and outcome.thread is not None)
        self.detail.setPlainText("" if outcome is None else described(outcome))

    def _on_activated(self, index: QModelIndex) -> None:
        outcome = self.table_model.outcome(index.row())
        if outcome is not None and outcome.thread is not None:
            self.thread_requested.emit(outcome.thread)

    def _on_open(self) -> None:
        outcome = self.outcome()
        if outcome is not None and outcome.thread is not None:
            self.thread_requested.emit(outcome.thread)


def described(outcome: ImportOutcome) -> str:
    """Return all that is known of an outcome, as lines to read and to copy."""
    said = [visible(outcome.path)]
    line = outcome_words.status_word(outcome.status)
    if outcome.format:
        line += " · " + translate("ReportPanel", "read by {reader}").format(
            reader=visible(outcome.format)
        )
    if outcome.status not in outcome_words.BAD:
        line += " · " + wording.replies(outcome.posts)
    said.append(line)
    if outcome.title:
        said.append(f"“{visible(outcome.title)}”")
    if why := outcome_words.reason(outcome, outcome_words.this_file()):
        said.append(why)
    if outcome.status is ImportStatus.REFUSED and outcome.problem and outcome.problem.detail:
        said.append(
            translate("ReportPanel", "What the readers say: {detail}").format(
                detail=visible(outcome.problem.detail)
            )
        )
    said.extend(f"• {words}" for words in outcome_words.findings(outcome))
    return "\n".join(said)


def _about(past: PastImport) -> str:
    files = translate("ReportPanel", "%n file(s) found", None, past.files)
    parts = [when(past), files, mark(past)]
    named = [visible(path) for path in past.inputs[:_INPUTS]]
    if len(past.inputs) > _INPUTS:
        named.append(translate("ReportPanel", "and %n more", None, len(past.inputs) - _INPUTS))
    return "\n".join([" · ".join(part for part in parts if part), *named])


def _note(past: PastImport) -> str:
    if past.fate is Fate.PREVIEW:
        return translate(
            "ReportPanel", "This is what would happen. Nothing was written to the library."
        )
    if past.fate is Fate.CUT_OFF:
        return translate(
            "ReportPanel",
            "This import was cut off. What came in is safe; “Continue” imports the rest.",
        )
    return ""
