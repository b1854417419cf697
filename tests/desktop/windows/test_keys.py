"""Keys, focus and names: everything works without a mouse and without seeing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from desktop.views.thread_view import ThreadView
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.desktop.windows.house import House

LETTERS = "njkptNJ/[]*"
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    ThreadView,
)


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    house.window.activateWindow()
    QTest.qWaitForWindowActive(house.window)
    return house


def fields(house: House) -> list[QLineEdit | QPlainTextEdit]:
    panes = house.window.panes
    house.act("find")
    house.window.noting.begin_on(house.post("4"))
    return [panes.search.field, panes.finder.field, panes.notes.editor]


def text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_letters_are_typed_where_one_types(reading: House) -> None:
    column = reading.window.panes.column
    column.go_to_post(reading.post("4"))
    for field in fields(reading):
        field.clear()
        field.setFocus()
        draft = reading.window.panes.notes.draft()
        for letter in LETTERS:
            QTest.keyClicks(field, letter)
        assert text(field) == LETTERS
        assert QApplication.focusWidget() is field
        assert column.current_post() == reading.post("4")
        assert reading.window.panes.notes.draft() is draft
        assert not column.is_flat()
        field.clear()


def test_moving_in_a_field_moves_nothing_else(reading: House) -> None:
    column = reading.window.panes.column
    column.go_to_post(reading.post("4"))
    for field in fields(reading):
        field.setFocus()
        QTest.keyClicks(field, "ab")
        QTest.keyClick(field, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        assert text(field) == "a"
        field.clear()
    assert column.current_post() == reading.post("4")
    assert reading.titles() == [TITLE]
    column.setFocus()
    QTest.keyClicks(column, "j")
    assert column.current_post() == reading.post("6"), "the answers were folded away"


def test_letters_act_where_one_reads(reading: House) -> None:
    column = reading.window.panes.column
    column.setFocus()
    column.go_to_post(reading.post("4"))
    QTest.keyClicks(column, "j")
    assert column.current_post() != reading.post("4")
    QTest.keyClicks(column, "k")
    assert column.current_post() == reading.post("4")
    QTest.keyClicks(column, "t")
    assert column.is_flat()
    QTest.keyClicks(column, "t")
    QTest.keyClicks(column, "/")
    assert QApplication.focusWidget() is reading.window.panes.search.field
    column.setFocus()
    QTest.keyClicks(column, "n")
    assert QApplication.focusWidget() is reading.window.panes.notes.editor


def test_a_note_begins_and_ends_by_keys_alone(reading: House) -> None:
    column = reading.window.panes.column
    column.setFocus()
    column.go_to_post(reading.post("4"))
    QTest.keyClicks(column, "n")
    editor = reading.window.panes.notes.editor
    QTest.keyClicks(editor, "by hand")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is column
    reading.wait(lambda: not reading.window.noting.unsaved())
    assert [note.body for note in reading.notes()] == ["by hand"]
    QTest.keyClick(column, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reading.settle()
    assert reading.notes() == []


def test_esc_closes_what_lies_on_top(reading: House) -> None:
    window, column = reading.window, reading.window.panes.column
    reading.search("钟楼")
    reading.act("find")
    window.panes.messages.show_news("x", lasting=True)
    column.setFocus()
    for hidden in (
        window.panes.finder.isHidden,
        lambda: not window.searching.stands,
        window.panes.messages.isHidden,
    ):
        assert not hidden()
        QTest.keyClick(column, Qt.Key.Key_Escape)
        reading.settle()
        assert hidden()


def shown(house: House) -> Iterator[QWidget]:
    for part in house.window.findChildren(QWidget):
        of_qt = isinstance(part, QHeaderView) or isinstance(part.parent(), QMenuBar)
        if isinstance(part, CONTROLS) and part.isVisible() and not of_qt:
            yield part


def test_every_control_has_a_name(reading: House) -> None:
    fields(reading)
    reading.window.panes.messages.show_news("x", do="y", lasting=True)
    reading.window.panes.imports.finish_report(cancelled=False, open_details=True, kept=True)
    nameless = [
        f"{type(part).__name__} {part.objectName()!r} in {type(part.parent()).__name__}"
        for part in shown(reading)
        if not part.accessibleName()
        and not (isinstance(part, QAbstractButton) and part.text())
        and not part.objectName().startswith("qt_")
        and not isinstance(part.parent(), QLineEdit | QTabBar)
        and not isinstance(part, QTabBar)
    ]
    assert nameless == []


def walk(house: House) -> list[QWidget]:
    """Return what Tab leads to, from the search field round to it again."""
    start = house.window.panes.search.field
    start.setFocus()
    met: list[QWidget] = [start]
    for _ in range(80):
        QTest.keyClick(met[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is start:
            return met
        assert now not in met, "Tab runs in a smaller circle"
        met.append(now)
    raise AssertionError("Tab leads nowhere")


def test_tab_leads_through_everything_from_left_to_right(reading: House) -> None:
    reading.act("find")
    reading.window.noting.begin_on(reading.post("4"))
    panes = reading.window.panes
    met = walk(reading)
    wanted = [
        panes.search.field,
        panes.library._sort,
        panes.library.table,
        panes.finder.field,
        panes.column,
        panes.notes.new,
        panes.notes.editor,
    ]
    places = [met.index(part) for part in wanted]
    assert places == sorted(places)
    assert all(part.isVisible() for part in met)


def test_actions_that_cannot_act_are_not_offered(house: House) -> None:
    house.start()
    without = (
        "undo", "redo", "copy_cited", "find", "find_next", "new_note", "delete_note", "edit_thread",
        "save_original", "trash", "restore", "back", "forward", "go_to_floor", "next_floor",
        "parent_floor", "expand_all",
    )  # fmt: skip
    for name in without:
        assert not house.possible(name), name
    for name in (
        "open_files",
        "import_folder",
        "paste",
        "try_sample",
        "reports",
        "backup",
        "check",
    ):
        assert house.possible(name), name
    house.import_files(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    for name in ("find", "new_note", "edit_thread", "save_original", "trash", "next_floor"):
        assert house.possible(name), name
    assert not house.possible("find_next")
    assert not house.possible("restore")
