"""How the window looks, and that it looks so again after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import theme
from desktop.settings import DEFAULT_TEXT_SIZE, ThemeChoice
from desktop.windows.dialogs.preferences import Preferences
from desktop.windows.panes import CAPTURE_TAB, NOTES_TAB
from tests.desktop.languages import translations
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House


CHINESE = "新建笔记"
"""What the button for a new note says."""


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def ground(house: House) -> QColor:
    """The colour at the edge of the reading column."""
    return house.window.panes.column.grab().toImage().pixelColor(4, 4)


def test_the_window_is_never_too_narrow_for_its_panes(reading: House) -> None:
    panes = reading.window.panes
    for shown in (True, False, True):
        if panes.inspector.isVisible() is not shown:
            reading.act("show_inspector")
        reading.settle()
        reading.window.resize(300, 300)
        reading.settle()
        assert panes.splitter.width() == panes.splitter.minimumSizeHint().width()


def test_light_and_dark(reading: House) -> None:
    for choice, tokens in (("dark", theme.DARK), ("light", theme.LIGHT)):
        reading.act(f"theme_{choice}")
        assert ground(reading) == QColor(tokens.paper)
        window_colour = QApplication.palette().color(QPalette.ColorRole.Window)
        assert window_colour == QColor(tokens.panel)
        assert reading.window.actions_by_name[f"theme_{choice}"].isChecked()
    reading.act("theme_dark")
    reading.close()
    reading.start()
    assert reading.window.settings.theme is ThemeChoice.DARK
    assert ground(reading) == QColor(theme.DARK.paper)


def test_the_size_of_the_text(reading: House) -> None:
    reading.act("larger")
    reading.act("larger")
    assert reading.window.settings.text_size == 18
    reading.act("smaller")
    assert reading.window.settings.text_size == 17
    reading.act("normal_size")
    assert reading.window.settings.text_size == DEFAULT_TEXT_SIZE
    for _ in range(20):
        reading.act("smaller")
    assert reading.window.settings.text_size == 12


def test_panes_and_their_state_are_remembered(reading: House) -> None:
    window = reading.window
    reading.act("show_capture")
    reading.act("show_library")
    assert not window.panes.left.isVisible()
    reading.settle()  # only then is the window allowed to be as narrow as two panes are
    window.resize(760, 700)
    window.panes.splitter.setSizes([0, 460, 300])
    sizes = window.panes.splitter.sizes()
    assert sizes[2] == 300
    reading.close()

    window = reading.start()
    assert (window.width(), window.height()) == (760, 700)
    assert not window.panes.left.isVisible()
    assert window.panes.inspector.currentIndex() == CAPTURE_TAB
    assert window.panes.splitter.sizes()[2] == sizes[2]
    reading.act("show_library")
    assert window.panes.left.isVisible()
    assert window.panes.left.width() >= 220
    reading.act("show_inspector")
    reading.close()
    window = reading.start()
    assert not window.panes.inspector.isVisible()
    reading.act("show_notes")
    assert window.panes.inspector.isVisible()
    assert window.panes.inspector.currentIndex() == NOTES_TAB
    assert window.actions_by_name["show_inspector"].isChecked()


def test_full_screen_and_back(reading: House) -> None:
    size = reading.window.size()
    reading.act("full_screen")
    assert reading.window.isFullScreen()
    reading.act("full_screen")
    assert not reading.window.isFullScreen()
    QTest.qWait(10)
    assert reading.window.size() == size


def test_another_language_at_once_and_in_the_same_place(reading: House) -> None:
    translations.release()
    reading.window.panes.column.go_to_post(reading.post("21"))
    place = reading.window.panes.column.place()
    reading.window.noting.begin_on(reading.post("21"))
    reading.window.panes.notes.editor.insertPlainText("换语言前写的")
    reading.act("preferences")
    dialog = reading.dialog(Preferences)
    dialog.language_chosen.emit("zh_CN")
    reading.wait(lambda: reading.window.panes.notes.new.text() == CHINESE)
    reading.settle()
    assert reading.window.isVisible()
    assert reading.window.panes.column.place() == place
    assert reading.titles() == [TITLE]
    assert [note.body for note in reading.notes()] == ["换语言前写的"]
    assert reading.window.panes.notes_model.rowCount() == 1
    reading.close()
    reading.start()
    assert reading.window.panes.notes.new.text() == CHINESE
    reading.window.language_chosen.emit("en")
    reading.wait(lambda: reading.window.panes.notes.new.text() == "New note")
    reading.settle()


def test_another_language_waits_for_what_is_under_way(house: House) -> None:
    house.start()
    text = SAMPLE.read_text(encoding="utf-8")
    files = [house.folder / f"{number}.txt" for number in range(12)]
    for number, file in enumerate(files):
        file.write_text(text.replace(TITLE, f"第{number}座钟的故事"), encoding="utf-8")
    house.window.import_files(files)
    house.wait(lambda: house.window.panes.report_model.rowCount() >= 1, 60)
    before = house.window
    assert before.long_jobs.busy
    house.window.language_chosen.emit("zh_CN")
    house.window.language_chosen.emit("zh_CN")
    assert "The language changes when" in house.message()
    assert house.window is before
    house.wait(lambda: house.window is not before, 60)
    house.settle()
    assert len(house.titles()) == 12
    assert house.window.panes.notes.new.text() == CHINESE
    house.window.language_chosen.emit("en")
    house.wait(lambda: house.window.panes.notes.new.text() == "New note")
    house.settle()


def test_a_language_is_not_chosen_by_walking_over_it(reading: House) -> None:
    reading.act("preferences")
    dialog = reading.dialog(Preferences)
    spoken: list[str] = []
    dialog.language_chosen.disconnect()
    dialog.language_chosen.connect(spoken.append)
    dialog.language.setFocus()
    before = dialog.language.currentIndex()
    QTest.keyClick(dialog.language, Qt.Key.Key_Down)
    assert dialog.language.currentIndex() == before + 1
    assert spoken == []
    QTest.keyClick(dialog.language, Qt.Key.Key_Return)
    assert spoken == [dialog.language.currentData()]
    assert len(spoken) == 1


def test_a_language_is_chosen_out_of_the_open_list(reading: House) -> None:
    reading.act("preferences")
    dialog = reading.dialog(Preferences)
    spoken: list[str] = []
    dialog.language_chosen.disconnect()
    dialog.language_chosen.connect(spoken.append)
    row = dialog.language.findData("zh_CN")
    dialog.language.setCurrentIndex(row)
    dialog.language.activated.emit(row)  # as the wheel does
    assert spoken == []
    # as the list does when a row of it is taken; a real one would grab the keyboard
    dialog.language._open = True
    dialog.language.activated.emit(row)
    assert spoken == ["zh_CN"]
    dialog.language.hidePopup()
    QTest.qWait(0)
    assert not dialog.language._open


def test_a_language_that_was_walked_to_is_spoken_after_closing(reading: House) -> None:
    reading.act("preferences")
    dialog = reading.dialog(Preferences)
    spoken: list[str] = []
    dialog.language_chosen.disconnect()
    dialog.language_chosen.connect(spoken.append)
    dialog.language.setCurrentIndex(dialog.language.findData("zh_CN"))
    reading.press("Close", dialog)
    assert spoken == ["zh_CN"]


def test_the_preferences_act_at_once(reading: House) -> None:
    reading.act("preferences")
    dialog = reading.dialog(Preferences)
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert ground(reading) == QColor(theme.DARK.paper)
    dialog.text_size.setCurrentIndex(dialog.text_size.findData(20))
    dialog.text_size.activated.emit(dialog.text_size.currentIndex())
    assert reading.window.settings.text_size == 20
