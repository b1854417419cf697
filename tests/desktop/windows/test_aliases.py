"""The dialog of aliases: what is written there is searched by, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from db import search
from desktop.windows.dialogs.aliases import EditAliases
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def opened(house: House) -> EditAliases:
    house.act("aliases")
    house.wait(lambda: bool(house.window.findChildren(EditAliases)))
    return house.dialog(EditAliases)


def kept(house: House) -> search.Aliases:
    return search.read_aliases(house.operations.store)


def hits(house: House) -> int:
    return house.window.panes.search_model.rowCount()


def at(dialog: EditAliases, line: int) -> None:
    """Put the cursor into a line, counted from 1."""
    dialog.field.setTextCursor(QTextCursor(dialog.field.document().findBlockByNumber(line - 1)))


def test_what_is_saved_is_searched_by_and_can_be_taken_back(reading: House) -> None:
    reading.search("大钟")
    before = hits(reading)
    dialog = opened(reading)
    assert not dialog.switch.isChecked()
    assert dialog.field.toPlainText() == ""
    dialog.field.setPlainText("大钟 = 齿轮")
    dialog.switch.setChecked(True)
    reading.press("Save", dialog)
    assert kept(reading) == search.Aliases(enabled=True, groups=(("大钟", "齿轮"),))
    reading.wait(lambda: hits(reading) > before)
    reading.act("undo")
    assert kept(reading) == search.Aliases()
    reading.wait(lambda: hits(reading) == before)
    reading.act("redo")
    assert kept(reading).enabled


def test_the_thread_is_marked_anew(reading: House) -> None:
    reading.act("find")
    reading.window.panes.finder.field.setText("大钟")
    reading.wait(lambda: reading.window.reading.finding.has_hits)
    reading.settle()
    before = reading.window.panes.finder._count.text()
    dialog = opened(reading)
    dialog.field.setPlainText("大钟=齿轮")
    dialog.switch.setChecked(True)
    dialog.accept()
    reading.settle()
    reading.wait(lambda: reading.window.panes.finder._count.text() != before)


def test_what_is_left_is_as_it_was(reading: House) -> None:
    dialog = opened(reading)
    dialog.field.setPlainText("大钟=齿轮")
    reading.press("Cancel", dialog)
    assert kept(reading) == search.Aliases()
    assert not reading.possible("undo")


def test_a_wrong_line_is_named_and_nothing_is_saved(reading: House) -> None:
    dialog = opened(reading)
    dialog.field.setPlainText("大钟=齿轮\n芯片\n甲=乙")
    at(dialog, 2)
    # nobody is told of a line that is being written
    assert dialog.problem == ""
    at(dialog, 3)
    assert dialog.problem.startswith("Line 2: a word is missing.")
    assert dialog.field.accessibleDescription() == dialog.problem
    assert len(dialog.field.extraSelections()) == 1
    at(dialog, 2)
    reading.press("Save", dialog)
    assert dialog.isVisible()
    assert dialog.problem.startswith("Line 2")
    assert kept(reading) == search.Aliases()
    dialog.field.insertPlainText("=晶片")
    assert dialog.problem == ""
    assert dialog.field.extraSelections() == []
    reading.press("Save", dialog)
    assert len(kept(reading).groups) == 3


def test_well_known_pairs_are_added_in_one_step(reading: House) -> None:
    dialog = opened(reading)
    dialog.field.setPlainText("芯片 = IC\n  軟件＝程序")
    reading.press("Add Well-&Known Pairs", dialog)
    lines = dialog.field.toPlainText().split("\n")
    assert lines[:2] == ["芯片 = IC", "  軟件＝程序"]
    assert "英伟达 = 辉达" in lines
    assert not {"芯片 = 晶片", "软件 = 软体"} & set(lines)
    assert dialog.problem == ""
    assert not dialog.switch.isChecked()
    written = dialog.field.toPlainText()
    reading.press("Add Well-&Known Pairs", dialog)
    assert dialog.field.toPlainText() == written
    dialog.field.undo()
    assert dialog.field.toPlainText() == "芯片 = IC\n  軟件＝程序"
    dialog.field.redo()
    assert dialog.field.toPlainText() == written


def test_keys_alone_are_enough(reading: House) -> None:
    dialog = opened(reading)
    dialog.activateWindow()
    reading.wait(lambda: QApplication.focusWidget() is dialog.field)
    QTest.keyClicks(dialog.field, "a=b")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClicks(dialog.field, "c=d")
    assert dialog.field.toPlainText() == "a=b\nc=d"
    QTest.keyClick(dialog.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.field.toPlainText() != "a=b\nc=d"
    QTest.keyClick(dialog.field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert dialog.field.toPlainText() == "a=b\nc=d"
    QTest.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not dialog.field
    QTest.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    reading.settle()
    assert kept(reading).groups == (("a", "b"), ("c", "d"))


def test_everything_has_a_name(reading: House) -> None:
    dialog = opened(reading)
    for kind in (QAbstractButton, QPlainTextEdit):
        for each in dialog.findChildren(kind):
            if each.isVisible():
                assert each.accessibleName(), each
    dialog.reject()
