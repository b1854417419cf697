"""The list of threads, and the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House

OTHER = "另一座钟的故事"


@pytest.fixture
def shelf(house: House) -> House:
    """Two threads; the first is open."""
    house.start()
    other = house.another(OTHER)
    house.import_files(other)
    house.import_files(SAMPLE)
    house.wait(lambda: len(house.titles()) == 2)
    house.settle()
    return house


def show_section(house: House, name: str) -> None:
    house.window.panes.library._sections[name].click()
    house.settle()


def test_the_last_imported_stands_first(shelf: House) -> None:
    assert shelf.titles() == [TITLE, OTHER]
    shelf.window.panes.library.order_changed.emit("title", True)
    shelf.settle()
    assert shelf.titles() == sorted([TITLE, OTHER])
    assert shelf.window.settings.list_order == "title"


def test_a_thread_is_chosen(shelf: House) -> None:
    view = shelf.window.panes.library
    view.table.selectRow(1)
    view.table.setCurrentIndex(view.table.model().index(1, 0))
    shelf.settle()
    assert shelf.window.windowTitle().startswith(OTHER)
    assert view.chosen() == shelf.thread()
    assert shelf.possible("back")


def test_del_moves_a_thread_to_the_trash_and_undo_brings_it_back(shelf: House) -> None:
    table = shelf.window.panes.library.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    shelf.settle()
    assert shelf.titles() == [OTHER]
    assert shelf.window.reading.thread_id is None
    assert shelf.message() == f"“{TITLE}” is in the trash."
    shelf.press("Undo")
    assert shelf.titles() == [TITLE, OTHER]
    assert not shelf.possible("undo")
    shelf.act("redo")
    assert shelf.titles() == [OTHER]


def test_undo_takes_the_news_away_with_what_it_told(shelf: House) -> None:
    shelf.act("trash")
    assert shelf.message()
    shelf.act("undo")
    assert shelf.titles() == [TITLE, OTHER]
    assert shelf.message() == ""


def test_the_button_takes_back_this_thread_whatever_was_done_since(shelf: House) -> None:
    shelf.act("trash")
    view = shelf.window.panes.library
    view.table.setCurrentIndex(view.table.model().index(0, 0))
    shelf.settle()
    shelf.window.noting.begin_on(None)
    shelf.write("别的事")
    shelf.press("Undo")
    assert shelf.titles() == [TITLE, OTHER]
    assert [note.body for note in shelf.notes()] == ["别的事"]


def test_a_thread_is_restored_out_of_the_trash(shelf: House) -> None:
    shelf.act("trash")
    show_section(shelf, "trash")
    assert shelf.titles() == [TITLE]
    view = shelf.window.panes.library
    view.table.setCurrentIndex(view.table.model().index(0, 0))
    shelf.settle()
    assert shelf.window.reading.head is not None
    assert not shelf.possible("new_note")
    assert not shelf.possible("trash")
    shelf.act("restore")
    assert shelf.titles() == []
    assert view._nothing.text() == "The trash is empty."
    show_section(shelf, "all")
    assert shelf.titles() == [TITLE, OTHER]
    assert shelf.possible("new_note")


def test_the_trash_is_emptied_after_a_question(shelf: House) -> None:
    shelf.act("trash")
    shelf.act("empty_trash")
    dialog = shelf.dialog(QDialog)
    shelf.press("Cancel", dialog)
    show_section(shelf, "trash")
    assert shelf.titles() == [TITLE]
    shelf.act("empty_trash")
    shelf.press("Erase for Good", shelf.dialog(QDialog))
    shelf.wait(lambda: not shelf.window.long_jobs.busy)
    shelf.settle()
    assert shelf.titles() == []
    assert shelf.message().startswith("Erased: 1 ")
    assert not shelf.possible("undo")
    assert "钟楼建于1931年" not in str(shelf.operations.store.place.read_bytes())


def test_the_sections(shelf: House) -> None:
    show_section(shelf, "notes")
    assert shelf.titles() == []
    shelf.window.noting.begin_on(None)
    shelf.write("记")
    assert shelf.titles() == [TITLE]
    show_section(shelf, "missing_images")
    assert sorted(shelf.titles()) == sorted([TITLE, OTHER])


def test_title_and_source_are_edited_and_the_captured_ones_stay(shelf: House) -> None:
    from desktop.windows.dialogs.edit_thread import EditThread  # noqa: PLC0415

    shelf.act("edit_thread")
    shelf.wait(lambda: bool(shelf.window.findChildren(EditThread)))
    dialog = shelf.dialog(EditThread)
    dialog.title.setText("我改的题目")
    dialog.address.setText("https://example.org/t/1")
    dialog.accept()
    shelf.settle()
    assert shelf.titles() == ["我改的题目", OTHER]
    assert shelf.window.windowTitle().startswith("我改的题目")
    head = shelf.window.reading.head
    assert head is not None
    assert (head.captured_title, head.source_url) == (TITLE, "https://example.org/t/1")
    shelf.act("undo")
    assert shelf.titles() == [TITLE, OTHER]
    head = shelf.window.reading.head
    assert head is not None
    assert head.source_url == head.captured_source_url
