"""A watched folder: what comes into it comes in, once it is whole; nothing else is said."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton

from db.importing import runs
from db.records import ImportStatus
from desktop import watched as module
from desktop.watched import Look, look
from desktop.windows import watching
from desktop.windows.dialogs.import_reports import ImportReports
from desktop.windows.dialogs.preferences import Preferences
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.windows.house import House


@pytest.fixture
def folder(house: House, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watching, "SETTLE", 60)
    monkeypatch.setattr(watching, "BETWEEN", 150)
    made = house.folder / "watched"
    made.mkdir()
    return made


@pytest.fixture
def watched(house: House, folder: Path) -> House:
    house.start()
    house.window.watching.set_folder(str(folder), True)
    return house


def rest(house: House) -> None:
    """Let it look several times."""
    QTest.qWait(600)
    house.wait(lambda: not house.window.long_jobs.busy)
    house.settle()


def test_what_comes_into_it_comes_in(watched: House, folder: Path) -> None:
    rest(watched)
    assert watched.message() == ""
    shutil.copyfile(SAMPLE, folder / "a.txt")
    watched.wait(lambda: watched.titles() == [TITLE])
    watched.wait(lambda: bool(watched.message()))
    assert watched.message() == "From the watched folder: 1 added."
    assert watched.window.panes.imports.isHidden()
    assert watched.window.reading.thread_id is None
    watched.press("Open the report", watched.window.panes.messages)
    assert watched.dialog(ImportReports).past.rowCount() == 1
    below = folder / "deep"
    below.mkdir()
    shutil.copyfile(watched.another("第二座钟"), below / "b.txt")
    watched.wait(lambda: len(watched.titles()) == 2)
    rest(watched)
    assert len(runs.runs(watched.operations.store)) == 2


def test_a_file_that_is_still_written_waits(
    watched: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SAMPLE.read_text("utf-8")
    step = len(text) // 5 + 1
    pieces = [text[start : start + step] for start in range(0, len(text), step)]
    looks: list[int] = []

    def grows(at: Path) -> Look:
        """Between any two looks somebody writes on, until all is there."""
        if pieces:
            with (folder / "a.txt").open("a", encoding="utf-8") as file:
                file.write(pieces.pop(0))
            looks.append(len(watched.titles()))
        return look(at)

    monkeypatch.setattr(module, "look", grows)
    watched.wait(lambda: watched.titles() == [TITLE])
    assert looks == [0] * 5
    (run,) = runs.runs(watched.operations.store)
    assert run.counts == {"added": 1}


def test_what_came_meanwhile_comes_in_at_the_start_and_once(watched: House, folder: Path) -> None:
    shutil.copyfile(SAMPLE, folder / "a.txt")
    watched.wait(lambda: watched.titles() == [TITLE])
    rest(watched)
    watched.close()
    shutil.copyfile(watched.another("第二座钟"), folder / "b.txt")
    watched.start()
    watched.wait(lambda: len(watched.titles()) == 2)
    rest(watched)
    counts = [run.counts for run in runs.runs(watched.operations.store)]
    assert counts == [{"added": 1}, {"added": 1}]


def test_the_same_bytes_again_and_refusals_are_not_spoken_of(watched: House, folder: Path) -> None:
    watched.import_files(SAMPLE)
    watched.window.panes.messages.hide()
    shutil.copyfile(SAMPLE, folder / "a.txt")
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    watched.wait(lambda: len(runs.runs(watched.operations.store)) == 2)
    rest(watched)
    assert watched.message() == ""
    (last, _first) = runs.runs(watched.operations.store)
    assert last.counts == {"unchanged": 1, "refused": 1}


def test_many_at_once_have_a_bar(watched: House, folder: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    for number in range(watching.FEW + 1):
        (folder / f"{number}.txt").write_text(text.replace(TITLE, f"第{number}座钟"), "utf-8")
    watched.wait(watched.window.panes.imports.isVisible)
    assert watched.window.panes.imports.text() == "Importing from the watched folder…"
    watched.wait(lambda: not watched.window.long_jobs.busy, 60)
    rest(watched)
    assert watched.window.panes.imports.isHidden()
    assert len(watched.titles()) == watching.FEW + 1


def test_a_folder_that_is_missing_is_said_once_and_looked_for(house: House, folder: Path) -> None:
    folder.rmdir()
    house.start()
    house.window.watching.set_folder(str(folder), True)
    house.wait(lambda: "watched folder is not there" in house.message())
    house.window.panes.messages.hide()
    QTest.qWait(500)
    assert house.message() == ""
    folder.mkdir()
    shutil.copyfile(SAMPLE, folder / "a.txt")
    house.wait(lambda: house.titles() == [TITLE])


def test_it_is_turned_on_and_off_in_the_preferences(house: House, folder: Path) -> None:
    house.start()
    house.act("preferences")
    dialog = house.dialog(Preferences)
    dialog.watch.click()
    assert not dialog.watch.isChecked(), "a folder is asked for first"
    choose = house.dialog(QFileDialog)
    choose.filesSelected.emit([str(folder)])
    choose.close()
    assert dialog.watch.isChecked()
    assert dialog.watched.text() == str(folder)
    assert house.window.watching.folder == folder
    shutil.copyfile(SAMPLE, folder / "a.txt")
    house.wait(lambda: house.titles() == [TITLE])
    rest(house)
    dialog.watch.click()
    assert house.window.watching.folder is None
    shutil.copyfile(house.another("第二座钟"), folder / "b.txt")
    QTest.qWait(500)
    assert house.titles() == [TITLE]
    close = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Close")
    close.click()
    house.act("preferences")
    dialog = house.dialog(Preferences)
    assert (dialog.watch.isChecked(), dialog.watched.text()) == (False, str(folder))
    dialog.watch.click()
    house.wait(lambda: len(house.titles()) == 2)


def test_each_library_has_a_folder_of_its_own(watched: House, folder: Path) -> None:
    assert watched.window.watching.folder == folder
    other = watched.folder / "other.beilin"
    watched.window.library_wanted.emit(other, True)
    watched.wait(
        lambda: watched.program.operations is not None and watched.operations.store.place == other
    )
    watched.settle()
    assert watched.window.watching.folder is None
    shutil.copyfile(SAMPLE, folder / "a.txt")
    QTest.qWait(500)
    assert watched.titles() == []


def test_a_failed_file_is_spoken_of(
    watched: House, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.importing import originals, sources  # noqa: PLC0415 - what is made to fail

    def gone(path: Path, *_how: object) -> None:
        raise sources._unreadable(path, FileNotFoundError())

    monkeypatch.setattr(originals, "look", gone)
    shutil.copyfile(SAMPLE, folder / "a.txt")
    watched.wait(lambda: bool(watched.message()))
    assert watched.message().startswith("From the watched folder: 1 failed. a.txt is not there")
    rest(watched)
    (run,) = runs.runs(watched.operations.store)
    assert run.counts == {ImportStatus.FAILED.value: 1}
