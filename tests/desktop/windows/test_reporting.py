"""Reports of imports: kept, read, filtered; what was refused tried again, the rest gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from db.importing import runs
from db.records import ImportOutcome, ImportStatus
from desktop.inputs import Order
from desktop.models.past_imports import Fate
from desktop.windows.dialogs.import_files import ImportFiles
from desktop.windows.dialogs.import_reports import ImportReports
from tests.desktop.rooms import labels, marked_up, nameless
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.windows.house import House


@pytest.fixture
def empty(house: House) -> House:
    house.start()
    return house


@pytest.fixture
def saved(house: House) -> Path:
    """A folder with a thread, a picture below it, and a text that is none."""
    folder = house.folder / "saved"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "b.txt").write_text("nothing of the kind", encoding="utf-8")
    (folder / "deep" / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return folder


def reports(house: House) -> ImportReports:
    house.act("reports")
    return shown(house)


def shown(house: House) -> ImportReports:
    house.settle()
    dialog = house.dialog(ImportReports)
    house.settle()
    return dialog


def files(dialog: ImportReports) -> list[str]:
    model = dialog.panel.table_model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def button(dialog: QDialog, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == words)


def cut_off(house: House, folder: Path, done: int) -> None:
    """Leave behind what a crash leaves of an import."""
    store = house.operations.store
    recorder = runs.Recorder(store, [folder], 3)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())[:done]
    with store.write() as connection:
        outcomes = [ImportOutcome(str(path), ImportStatus.REFUSED) for path in paths]
        recorder.within(connection, outcomes)


def test_without_imports_there_is_nothing_to_read(empty: House) -> None:
    dialog = reports(empty)
    assert dialog.past.rowCount() == 0
    assert "No import is remembered." in labels(dialog.panel)
    assert not button(dialog, "Try Again…").isVisible()
    assert nameless(dialog) == []
    assert marked_up(dialog) == []


def test_a_report_is_kept_over_a_restart(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    empty.close()
    empty.start()
    dialog = reports(empty)
    past = dialog.current()
    assert past is not None
    assert (past.inputs, past.files, past.fate) == ((str(saved),), 3, Fate.FINISHED)
    assert past.counts == {ImportStatus.ADDED: 1, ImportStatus.REFUSED: 2}
    assert files(dialog) == ["a.txt", "b.txt", "deep/c.png"]
    assert nameless(dialog) == []
    assert marked_up(dialog) == []
    dialog.grab()


def test_it_is_filtered_by_outcome_and_words(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    dialog = reports(empty)
    chosen = dialog.panel.filter
    assert [one.text() for one in chosen.buttons.values() if one.isVisible()] == [
        "All 3",
        "1 added",
        "2 refused",
    ]
    chosen.buttons[ImportStatus.REFUSED].click()
    empty.settle()
    assert files(dialog) == ["b.txt", "deep/c.png"]
    assert "neither floors nor the head" in dialog.panel.detail.toPlainText()
    chosen.field.setText("DEEP")
    QTest.keyClick(chosen.field, Qt.Key.Key_Return)
    empty.settle()
    assert files(dialog) == ["deep/c.png"]
    assert dialog.isVisible()
    button(dialog, "Copy the report").click()
    copied = QApplication.clipboard().text().split("\n")
    assert copied[0] == "1 refused"
    assert copied[1].startswith("deep/c.png: refused — This file is")
    chosen.field.setText("碼頭")  # the other script
    chosen.buttons[None].click()
    empty.settle()
    assert files(dialog) == ["a.txt"]


def test_typed_words_are_looked_for_after_a_pause(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    dialog = reports(empty)
    QTest.keyClicks(dialog.panel.filter.field, "dee")
    empty.wait(lambda: files(dialog) == ["deep/c.png"])


def test_a_thread_is_opened_from_it(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    empty.window.reading.close()
    dialog = reports(empty)
    QTest.keyClick(dialog.panel.table, Qt.Key.Key_Return)
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    assert dialog.isVisible()
    empty.window.reading.close()
    button(dialog, "Open Thread").click()
    empty.wait(lambda: empty.window.reading.thread_id is not None)


def test_what_was_refused_is_tried_again(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    dialog = reports(empty)
    (saved / "b.txt").write_text(SAMPLE.read_text("utf-8").replace(TITLE, "第二座钟"), "utf-8")
    button(dialog, "Try Again…").click()
    ask = empty.dialog(ImportFiles)
    assert ask.order() == Order((saved / "b.txt", saved / "deep" / "c.png"))
    button(ask, "Import").click()
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    past = shown(empty).current()
    assert past is not None
    assert past.counts == {ImportStatus.ADDED: 1, ImportStatus.REFUSED: 1}
    assert dialog.past.rowCount() == 2
    assert set(empty.titles()) == {TITLE, "第二座钟"}


def test_an_import_that_was_cut_off_is_offered_and_goes_on(empty: House, saved: Path) -> None:
    cut_off(empty, saved, 1)
    empty.kill()
    empty.start()
    empty.wait(lambda: "cut off" in empty.message())
    assert "1 of 3 files were done" in empty.message()
    empty.press("Continue", empty.window.panes.messages)
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    assert len(empty.window.panes.report_model.outcomes) == 2
    states = [run.state for run in runs.runs(empty.operations.store)]
    assert states == ["finished", "cancelled"]
    empty.close()
    empty.start()
    QTest.qWait(800)
    empty.settle()
    assert empty.message() == ""


def test_one_cut_off_twice_goes_on_behind_both(empty: House, saved: Path) -> None:
    cut_off(empty, saved, 1)
    cut_off(empty, saved, 2)
    dialog = reports(empty)
    past = dialog.current()
    assert past is not None
    assert past.fate is Fate.CUT_OFF
    button(dialog, "Continue").click()
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    assert len(empty.window.panes.report_model.outcomes) == 1
    states = [run.state for run in runs.runs(empty.operations.store)]
    assert states == ["finished", "cancelled", "cancelled"]


def test_a_preview_writes_nothing_and_is_then_carried_out(empty: House, saved: Path) -> None:
    empty.window.importing.ask_how([saved])
    ask = empty.dialog(ImportFiles)
    ask.dry.setChecked(True)
    button(ask, "Preview").click()
    empty.wait(lambda: not empty.window.long_jobs.busy)
    dialog = shown(empty)
    past = dialog.current()
    assert past is not None
    assert past.fate is Fate.PREVIEW
    assert any("Nothing was written" in words for words in labels(dialog.panel))
    assert files(dialog) == ["a.txt", "b.txt", "deep/c.png"]
    assert empty.titles() == []
    assert runs.runs(empty.operations.store) == []
    button(dialog, "Import Now").click()
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    assert empty.titles() == [TITLE]
    assert [row.fate for row in map(dialog.past.at, range(dialog.past.rowCount())) if row] == [
        Fate.FINISHED
    ]


def test_a_preview_is_discarded(empty: House, saved: Path) -> None:
    empty.import_files(SAMPLE)
    empty.window.importing.carry_out(Order((saved,), dry=True))
    empty.wait(lambda: not empty.window.long_jobs.busy)
    dialog = shown(empty)
    assert dialog.past.rowCount() == 2
    button(dialog, "Discard This Preview").click()
    empty.settle()
    assert dialog.past.rowCount() == 1
    assert files(dialog) == [SAMPLE.name]


def test_a_report_is_forgotten_and_its_threads_stay(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    dialog = reports(empty)
    button(dialog, "Forget This Report…").click()
    question = next(one for one in dialog.findChildren(QDialog) if one.isVisible())
    button(question, "Forget").click()
    empty.settle()
    assert dialog.past.rowCount() == 0
    assert files(dialog) == []
    assert empty.titles() == [TITLE]


def test_reports_leave_with_their_library(empty: House, saved: Path) -> None:
    empty.import_files(saved)
    dialog = reports(empty)
    dialog.close()
    again = reports(empty)
    assert again is not dialog
    empty.close()


def test_an_import_that_runs_is_not_cut_off(empty: House) -> None:
    folder = empty.folder / "many"
    folder.mkdir()
    text = SAMPLE.read_text("utf-8")
    for number in range(30):
        (folder / f"{number}.txt").write_text(text.replace(TITLE, f"第{number}座钟"), "utf-8")
    empty.window.importing.run([folder])
    empty.wait(lambda: empty.window.panes.report_model.rowCount() > 2)
    empty.window.actions_by_name["reports"].trigger()
    dialog = empty.dialog(ImportReports)
    empty.wait(lambda: dialog.current() is not None or not empty.window.long_jobs.busy)
    past = dialog.current()
    assert past is not None
    assert past.fate in (Fate.UNDER_WAY, Fate.FINISHED)
    empty.wait(lambda: not empty.window.long_jobs.busy, 60)
    empty.settle()
    past = dialog.current()
    assert past is not None
    assert past.fate is Fate.FINISHED
    assert sum(past.counts.values()) == 30
