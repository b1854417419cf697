"""The bar of a long job: how far it is, how to stop it, and the report that stays."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListView, QProgressBar, QPushButton, QToolButton

from db.records import ImportOutcome, ImportStatus, ThreadId
from desktop.models.report_model import ReportModel
from desktop.theme import DARK
from desktop.views.import_bar import ImportBar
from tests.desktop.rooms import MARKUP, labels, marked_up, nameless, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ADDED = ImportOutcome("/x/a.txt", ImportStatus.ADDED, thread=ThreadId(7), title=MARKUP)
REFUSED = ImportOutcome("/x/b.txt", ImportStatus.REFUSED, error="It is empty.")


class Bar:
    def __init__(self) -> None:
        self.model = ReportModel()
        self.bar = ImportBar(self.model)

    def button(self, name: str) -> QPushButton | QToolButton:
        parts: list[QPushButton | QToolButton] = [
            *self.bar.findChildren(QPushButton),
            *self.bar.findChildren(QToolButton),
        ]
        return next(part for part in parts if part.accessibleName() == name)

    @property
    def list(self) -> QListView:
        return self.bar.findChildren(QListView)[0]

    @property
    def progress(self) -> QProgressBar:
        return self.bar.findChildren(QProgressBar)[0]


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    made = Bar()
    qtbot.addWidget(made.bar)
    made.bar.resize(700, 200)
    return made


def test_it_is_there_only_while_there_is_something_to_say(bar: Bar) -> None:
    assert bar.bar.isHidden()
    bar.bar.begin("Importing")
    assert not bar.bar.isHidden()
    bar.bar.finish()
    assert bar.bar.isHidden()


def test_progress_that_is_not_known_and_that_is(bar: Bar) -> None:
    bar.bar.begin("Importing")
    assert (bar.progress.minimum(), bar.progress.maximum()) == (0, 0)
    bar.bar.set_progress(12, 0)
    assert labels(bar.bar) == ["Importing", "12"]
    bar.bar.set_progress(12, 48)
    assert labels(bar.bar) == ["Importing", "12 of 48"]
    assert bar.progress.value() / bar.progress.maximum() == pytest.approx(0.25)


def test_rate_and_time_left(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    bar.bar.begin("Importing")
    now[0] += 10
    bar.bar.set_progress(200, 1_000)
    assert labels(bar.bar)[-1].replace(",", "") == "200 of 1000 · 20 a second · 40 second(s) left"
    bar.bar.begin("Importing")
    now[0] += 10
    bar.bar.set_progress(5, 1_000)
    assert "0.5 a second · 33 minute(s) left" in labels(bar.bar)[-1]
    bar.bar.set_progress(1_000, 1_000)
    assert labels(bar.bar)[-1].replace(",", "") == "1000 of 1000 · 100 a second"


def test_the_rate_is_that_of_lately(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    bar.bar.begin("Importing")
    now[0] += 600  # one very large file
    bar.bar.set_progress(1, 1_001)
    for done in range(101, 902, 100):
        now[0] += 10
        bar.bar.set_progress(done, 1_001)
    assert " · 10 a second · 10 second(s) left" in labels(bar.bar)[-1]


def test_nothing_done_has_no_rate(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    bar.bar.begin("Importing")
    now[0] += 30
    bar.bar.set_progress(0, 10)
    assert labels(bar.bar)[-1] == "0 of 10"


def test_a_report_that_is_kept_can_be_opened(bar: Bar) -> None:
    wanted: list[bool] = []
    bar.bar.reports_requested.connect(lambda: wanted.append(True))
    bar.model.add([ADDED])
    bar.bar.finish_report(cancelled=False, open_details=False)
    assert bar.button("Open the report").isHidden()
    bar.bar.finish_report(cancelled=False, open_details=False, kept=True)
    bar.button("Open the report").click()
    assert wanted == [True]


def test_more_bytes_than_a_progress_bar_can_count(bar: Bar) -> None:
    bar.bar.begin("Copying")
    bar.bar.set_progress(3 * 2**40, 4 * 2**40)
    assert bar.progress.value() / bar.progress.maximum() == pytest.approx(0.75)


def test_stopping(bar: Bar) -> None:
    stopped: list[bool] = []
    bar.bar.cancel_requested.connect(lambda: stopped.append(True))
    bar.bar.begin("Importing")
    bar.button("Cancel").click()
    assert stopped == [True]
    bar.bar.set_cancelling()
    assert bar.bar.text() == "Stopping; what was imported stays"
    assert not bar.button("Cancel").isEnabled()
    bar.bar.begin("Importing again")
    assert bar.button("Cancel").isEnabled()


def test_the_report_stays_until_it_is_dismissed(bar: Bar) -> None:
    bar.bar.begin("Importing")
    bar.model.add([ADDED, REFUSED])
    bar.bar.finish_report(cancelled=False, open_details=False)
    assert bar.bar.text() == "1 added · 1 refused"
    assert bar.list.isHidden()
    assert bar.progress.isHidden()
    bar.button("Details").click()
    assert not bar.list.isHidden()
    bar.button("Details").click()
    assert bar.list.isHidden()
    bar.button("Dismiss the report").click()
    assert bar.bar.isHidden()


def test_a_stopped_import_says_so(bar: Bar) -> None:
    bar.model.add([ADDED])
    bar.bar.begin("Importing")
    bar.bar.finish_report(cancelled=True, open_details=True)
    assert bar.bar.text() == "Stopped · 1 added"
    assert not bar.list.isHidden()


def test_a_report_of_nothing_has_no_details(bar: Bar) -> None:
    bar.bar.begin("Importing")
    bar.bar.finish_report(cancelled=True, open_details=True)
    assert bar.bar.text() == "Stopped · Nothing was imported"
    assert bar.list.isHidden()
    assert bar.button("Details").isHidden()


def test_the_report_can_be_copied(bar: Bar) -> None:
    bar.model.add([ADDED])
    bar.bar.finish_report(cancelled=False, open_details=False)
    bar.button("Copy the report").click()
    assert QGuiApplication.clipboard().text() == bar.model.text()


def test_a_thread_of_the_report_can_be_opened(bar: Bar) -> None:
    wanted: list[int] = []
    bar.bar.thread_requested.connect(wanted.append)
    bar.model.add([REFUSED, ADDED])
    bar.bar.finish_report(cancelled=False, open_details=True)
    bar.bar.show()
    for row in range(2):
        bar.list.setCurrentIndex(bar.model.index(row))
        press(bar.list, "Return")
    assert wanted == [7]


def test_named_and_plain(bar: Bar) -> None:
    bar.model.add([ADDED])
    bar.bar.set_tokens(DARK)
    bar.bar.begin(MARKUP)
    bar.bar.set_progress(1, 2)
    bar.bar.finish_report(cancelled=False, open_details=True)
    assert nameless(bar.bar) == []
    assert marked_up(bar.bar) == []
    bar.bar.grab()
