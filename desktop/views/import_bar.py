"""The bar of a long job: count, rate, time left, Cancel; and the report that stays after it."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop import icons
from desktop.models import wording
from desktop.models.outcome_words import summary
from desktop.models.roles import Role
from desktop.views.parts import button, label, tool

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from db.records import ImportOutcome
    from desktop.models.report_model import ReportModel
    from desktop.theme import Tokens

translate = QCoreApplication.translate

_SCALE = 10_000
"""Steps of the progress bar: bytes of a large library are more than it can count."""

_LATELY = 15.0
"""Seconds by which the rate is told: a large file shall not spoil it for an hour."""


class ImportBar(QFrame):
    """Progress while it runs, the report until it is dismissed."""

    cancel_requested = Signal()
    thread_requested = Signal(object)
    """A ``ThreadId`` of the report, to be opened."""
    reports_requested = Signal()
    """The report that is kept is to be shown."""

    def __init__(self, model: ReportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importBar")
        self._model = model
        self._pace = Pace()
        self._counted = True
        self._words = label(role="heading", wrap=True)
        self._figures = label(role="muted")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(translate("ImportBar", "Progress"))
        self._cancel = button(translate("ImportBar", "Cancel"))
        self._details = button(translate("ImportBar", "Details"), "link")
        self._reports = button(translate("ImportBar", "Open the report"), "link")
        self._copy = button(translate("ImportBar", "Copy the report"), "link")
        self._close = tool(translate("ImportBar", "Dismiss the report"))
        self._list = QListView()
        self._list.setModel(model)
        self._list.setAccessibleName(translate("ImportBar", "What became of each file"))
        # thousands of rows: one line each, of the same height, or laying them out takes a while
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.setSpacing(2)
        self._list.setMaximumHeight(170)
        self._list.activated.connect(self._on_activated)
        self._cancel.clicked.connect(self.cancel_requested)
        self._details.clicked.connect(lambda: self._list.setVisible(self._list.isHidden()))
        self._reports.clicked.connect(self.reports_requested)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(model.text()))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._words, 1)
        for part in (
            self._figures,
            self._details,
            self._reports,
            self._copy,
            self._cancel,
            self._close,
        ):
            row.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self._progress)
        layout.addWidget(self._list)
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        """Draw in these colours."""
        self._close.setIcon(icons.icon("close", tokens.muted))

    def begin(self, words: str, *, counted: bool = True, stoppable: bool = True) -> None:
        """Show that a job runs.

        Args:
            words: what it does.
            counted: whether its steps are things one counts; else their share is shown.
            stoppable: whether it can be stopped.
        """
        self._pace = Pace()
        self._counted = counted
        self._words.setText(words)
        self._figures.setText("")
        self._figures.show()
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.setEnabled(True)
        self._cancel.setVisible(stoppable)
        for part in (self._details, self._reports, self._copy, self._close, self._list):
            part.hide()
        self.show()

    def set_progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._progress.setRange(0, _SCALE if total > 0 else 0)
        if total <= 0:
            self._figures.setText(wording.number(done) if self._counted and done else "")
            return
        share = min(1.0, done / total)
        self._progress.setValue(round(share * _SCALE))
        rate = self._pace.at(done)
        parts = [
            translate("ImportBar", "{done} of {total}").format(
                done=wording.number(done), total=wording.number(total)
            )
            if self._counted
            else f"{share * 100:.0f} %"
        ]
        if rate is not None:
            if self._counted:
                parts.append(
                    translate("ImportBar", "{rate} a second").format(
                        rate=wording.number(round(rate)) if rate >= 10 else f"{rate:.1f}"
                    )
                )
            left = round((total - done) / rate)
            if left > 1:
                parts.append(_time_left(left))
        self._figures.setText(" · ".join(parts))

    def set_cancelling(self) -> None:
        """Say that it stops after the file at hand."""
        self._words.setText(translate("ImportBar", "Stopping; what was imported stays"))
        self._cancel.setEnabled(False)

    def finish_report(self, *, cancelled: bool, open_details: bool, kept: bool = False) -> None:
        """Show what became of everything, until it is dismissed.

        Args:
            cancelled: whether it was stopped.
            open_details: whether the list is open.
            kept: whether the report can be read later, too.
        """
        text = summary(self._model.counts)
        if cancelled:
            text = translate("ImportBar", "Stopped") + " · " + text
        self._finish(text)
        self._details.setVisible(self._model.rowCount() > 0)
        self._reports.setVisible(kept and self._model.rowCount() > 0)
        self._copy.setVisible(self._model.rowCount() > 0)
        self._list.setVisible(open_details and self._model.rowCount() > 0)
        row = self._model.first_bad()
        if row is not None:
            # among thousands that went well nobody would find it
            self._list.setCurrentIndex(self._model.index(row))

    def finish(self) -> None:
        """Go away: the outcome is told elsewhere."""
        self.hide()

    def text(self) -> str:
        """Return what is said."""
        return self._words.text()

    def _finish(self, text: str) -> None:
        self._words.setText(text)
        self._figures.setText("")
        self._progress.hide()
        self._cancel.hide()
        self._close.show()
        self.show()

    def _on_activated(self, index: QModelIndex) -> None:
        outcome: ImportOutcome | None = index.data(Role.VALUE)
        if outcome is not None and outcome.thread is not None:
            self.thread_requested.emit(outcome.thread)


class Pace:
    """How fast it goes, by what was done lately."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def at(self, done: int) -> float | None:
        """Take down how much is done; return how much a second, once that can be told."""
        now = time.monotonic()
        self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[1][0] >= _LATELY:
            self._marks.popleft()
        since, before = self._marks[0]
        if now - since <= 1 or done <= before:
            return None
        return (done - before) / (now - since)


def _time_left(seconds: int) -> str:
    if seconds < 90:
        return translate("ImportBar", "%n second(s) left", None, seconds)
    return translate("ImportBar", "%n minute(s) left", None, round(seconds / 60))
