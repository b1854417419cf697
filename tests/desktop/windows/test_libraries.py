"""Which library is open, and what is said where it cannot be opened or written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from db import notes, place, store
from desktop.instance import hand_over
from desktop.windows.dialogs.preferences import Preferences
from desktop.windows.dialogs.report import Report
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House
    from tests.quiet import ExpectLog

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def filled(house: House) -> House:
    """A library with the sample and a note, closed again."""
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.window.noting.begin_on(None)
    house.write("记")
    house.close()
    return house


def locked(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)


def unlocked(path: Path) -> None:
    path.parent.chmod(0o700)
    path.chmod(0o600)


def test_a_library_that_can_only_be_read(filled: House) -> None:
    path = place.default_place()
    locked(path)
    try:
        window = filled.start()
        filled.wait(lambda: window.reading.thread_id is not None)
        filled.settle()
        assert window.panes.banner.isVisible()
        assert "only be read" in window.panes.banner_text.text()
        assert filled.titles() == [TITLE]
        assert window.panes.notes_model.rowCount() == 1
        for name in ("new_note", "trash", "edit_thread", "paste", "open_files", "empty_trash"):
            assert not filled.possible(name), name
        for name in ("find", "copy", "backup", "check", "search"):
            assert filled.possible(name), name
        filled.import_files(SAMPLE)
        assert "nothing was imported" in filled.message()
        filled.search("钟楼")
        assert window.panes.search_model.hits > 0
        filled.close()
    finally:
        unlocked(path)


def test_a_missing_library_is_not_made_anew(filled: House, expect_log: ExpectLog) -> None:
    expect_log("library-missing", logger="desktop.errors")
    path = place.default_place()
    away = path.with_name("away")
    path.rename(away)
    window = filled.start(opened=False)
    filled.wait(lambda: window.panes.empty.problem_shown)
    assert "is not there; nothing was created" in window.panes.empty.text()
    assert not path.exists()
    assert not filled.possible("paste")
    assert filled.possible("open_library")
    away.rename(path)
    filled.press("Try again")
    filled.wait(lambda: window.operations is not None)
    filled.settle()
    assert filled.titles() == [TITLE]
    filled.close()


def test_a_damaged_library(house: House, expect_log: ExpectLog) -> None:
    expect_log("library-damaged", logger="desktop.errors")
    path = house.folder / "broken.beilin"
    path.write_bytes(b"no library at all" * 100)
    before = path.read_bytes()
    window = house.start(library=path, opened=False)
    house.wait(lambda: window.panes.empty.problem_shown)
    assert "broken.beilin" in window.panes.empty.text()
    assert path.read_bytes() == before


def test_a_library_of_a_newer_version(house: House, expect_log: ExpectLog) -> None:
    expect_log("library-too-new", logger="desktop.errors")
    from db import driver  # noqa: PLC0415 - for this alone

    path = house.folder / "newer.beilin"
    store.create(path).close()
    raw = driver.connect(path.as_uri(), timeout=1)
    raw.execute("PRAGMA user_version=9999")
    raw.close()
    window = house.start(library=path, opened=False)
    house.wait(lambda: window.panes.empty.problem_shown)
    assert "newer version" in window.panes.empty.text()


def test_a_place_that_cannot_be_read(house: House, expect_log: ExpectLog) -> None:
    expect_log("file-unreadable", logger="desktop.errors")
    file = place.config_file()
    file.parent.mkdir(parents=True)
    file.write_text("{ no json", encoding="utf-8")
    window = house.start(opened=False)
    house.wait(lambda: window.panes.empty.problem_shown)
    assert "which tells where the library lies, could not be read" in window.panes.empty.text()
    assert not place.default_place().exists()
    file.unlink()
    house.press("Try again")
    house.wait(lambda: window.operations is not None)
    house.settle()


def test_a_library_named_for_once(house: House) -> None:
    path = house.folder / "other.beilin"
    store.create(path).close()
    window = house.start(SAMPLE, library=path)
    house.wait(lambda: window.reading.thread_id is not None)
    assert house.operations.store.place == path
    assert not place.is_configured()


def choose_library(house: House, action: str, path: Path) -> None:
    house.act(action)
    dialog = house.dialog(QFileDialog)
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    house.settle()


def test_another_library_is_made_and_the_first_is_opened_again(filled: House) -> None:
    window = filled.start()
    first = filled.operations.store.place
    second = filled.folder / "second.beilin"
    choose_library(filled, "new_library", second)
    filled.wait(lambda: filled.operations.store.place == second)
    filled.settle()
    assert place.configured() == second
    assert filled.titles() == []
    assert window.reading.thread_id is None
    assert window.panes.empty.text().startswith("Drop saved threads here")
    choose_library(filled, "open_library", first)
    filled.wait(lambda: filled.operations.store.place == first)
    filled.settle()
    assert filled.titles() == [TITLE]
    filled.close()


def test_a_library_that_cannot_be_opened_leaves_the_open_one(
    filled: House, expect_log: ExpectLog
) -> None:
    expect_log("library-damaged", logger="desktop.errors")
    window = filled.start()
    broken = filled.folder / "broken.beilin"
    broken.write_bytes(b"x" * 4096)
    choose_library(filled, "open_library", broken)
    filled.wait(lambda: bool(filled.message()))
    assert "broken.beilin" in filled.message()
    assert place.configured() == place.default_place()
    assert filled.titles() == [TITLE]
    assert window.operations is not None
    filled.close()


def test_the_preferences_show_where_the_library_lies(filled: House) -> None:
    filled.start()
    filled.act("preferences")
    dialog = filled.dialog(Preferences)
    assert dialog.place.text() == str(place.default_place())
    filled.press("Open another…", dialog)
    assert filled.dialog(QFileDialog)


def test_a_backup_is_verified_and_says_what_it_holds(filled: House, expect_log: ExpectLog) -> None:
    expect_log("file-unreadable", logger="desktop.errors")
    filled.start()
    copy = filled.folder / "copy.beilin"
    choose_library(filled, "backup", copy)
    filled.wait(lambda: not filled.window.long_jobs.busy)
    filled.settle()
    assert f"Backed up to {copy}" in filled.message()
    assert "is the same: 1 " in filled.message()
    opened = store.open_library(copy)
    try:
        assert [note.body for note in notes.list_notes(opened)] == ["记"]
    finally:
        opened.close()
    choose_library(filled, "backup", copy)
    filled.wait(lambda: "exists" in filled.message())


def test_a_check_says_that_the_library_is_sound(filled: House) -> None:
    filled.start()
    filled.act("check")
    filled.wait(lambda: not filled.window.long_jobs.busy)
    filled.settle()
    dialog = filled.dialog(Report)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "The library is sound." in words
    assert "30 of 30 posts" in dialog.text.toPlainText()


def test_a_check_tells_what_is_wrong(filled: House) -> None:
    from db import driver  # noqa: PLC0415 - for this alone

    raw = driver.connect(place.default_place().as_uri(), timeout=1)
    raw.execute("UPDATE post_version SET text = text || '改' WHERE id = 5")
    raw.close()
    filled.start()
    filled.act("check")
    filled.wait(lambda: not filled.window.long_jobs.busy)
    filled.settle()
    words = " ".join(label.text() for label in filled.dialog(Report).findChildren(QLabel))
    assert "needs care" in words


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_hands_its_files_over(filled: House) -> None:
    window = filled.start()
    other = filled.folder / "other.txt"
    other.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(TITLE, "另一座钟"), encoding="utf-8"
    )
    second = subprocess.Popen(
        [sys.executable, "-m", "desktop", str(other)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    filled.wait(lambda: second.poll() is not None, 30)
    assert second.returncode == 0
    filled.wait(lambda: len(filled.titles()) == 2)
    filled.settle()
    assert window.windowTitle().startswith("另一座钟")


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_without_files_asks_for_the_window(filled: House) -> None:
    window = filled.start()
    window.showMinimized()
    assert hand_over(place.default_place(), [])
    filled.wait(lambda: not window.isMinimized())


def test_nobody_is_knocked_at_where_no_window_is(filled: House) -> None:
    from desktop.door import may_be_open  # noqa: PLC0415 - for this alone

    assert not may_be_open(place.default_place())
    filled.start()
    assert may_be_open(place.default_place())
    filled.close()
    assert not may_be_open(place.default_place())
