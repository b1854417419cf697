"""Saved searches in the library pane: live, undoable, in the reader's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.search import saved
from desktop.models.roles import Role
from desktop.windows import saving
from desktop.windows.dialogs.name_search import NameSearch
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from desktop.views.saved_view import SavedView
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setattr(saving, "TALLY_PAUSE", 1)
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def view(house: House) -> SavedView:
    made = house.window.panes.library.saved
    assert made is not None
    return made


def names(house: House) -> list[str]:
    made = house.window.panes.library.saved
    if made is None:
        return []
    return [str(made.model().index(row, 0).data()) for row in range(made.model().rowCount())]


def count(house: House, row: int) -> int | None:
    found: int | None = view(house).model().index(row, 0).data(Role.COUNT)
    return found


def keep(house: House, query: str, name: str = "") -> None:
    """Save a search as the reader does."""
    house.search(query)
    house.act("save_search")
    dialog = house.dialog(NameSearch)
    if name:
        dialog.field.setText(name)
    dialog.accept()
    house.settle()


def test_a_search_is_saved_under_its_words_or_another_name(reading: House) -> None:
    assert names(reading) == []
    keep(reading, "钟楼")
    keep(reading, "擒纵轮 学徒", "轮子")
    assert names(reading) == ["钟楼", "轮子"]
    reading.window.searching.leave()
    assert view(reading).isVisible()
    reading.close()
    reading.start()
    reading.settle()
    assert names(reading) == ["钟楼", "轮子"]


def test_a_saved_search_is_asked_by_a_click_and_by_enter(reading: House) -> None:
    keep(reading, "擒纵轮", "轮子")
    reading.window.searching.leave()
    reading.settle()
    listed = view(reading)
    place = listed.visualRect(listed.model().index(0, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reading.settle()
    assert reading.window.searching.query == "擒纵轮"
    reading.window.searching.leave()
    reading.settle()
    listed.setFocus()
    listed.choose_row(0)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    reading.settle()
    assert reading.window.searching.query == "擒纵轮"


def test_its_count_follows_the_library(reading: House) -> None:
    keep(reading, "新写的话")
    reading.window.searching.leave()
    reading.wait(lambda: count(reading, 0) == 0)
    reading.window.noting.begin_on(reading.post("6"))
    reading.write("新写的话")
    reading.wait(lambda: count(reading, 0) == 1)
    reading.act("undo")
    reading.wait(lambda: count(reading, 0) == 0)


def test_one_after_the_other_is_counted(reading: House) -> None:
    for query in ("钟楼", "擒纵轮", "没有这样的话吧"):
        keep(reading, query)
    reading.window.searching.leave()
    reading.wait(lambda: all(count(reading, row) is not None for row in range(3)))
    assert count(reading, 2) == 0
    assert (count(reading, 0) or 0) > 0


def test_it_is_renamed_removed_and_that_is_undone(reading: House) -> None:
    keep(reading, "钟楼")
    keep(reading, "擒纵轮")
    reading.window.searching.leave()
    listed = view(reading)
    listed.setFocus()
    listed.choose_row(0)
    QTest.keyClick(listed, Qt.Key.Key_F2)
    dialog = reading.dialog(NameSearch)
    assert dialog.field.text() == "钟楼"
    dialog.field.setText("  ")
    dialog.accept()
    assert dialog.isVisible()
    dialog.field.setText("大钟的楼")
    dialog.accept()
    reading.settle()
    assert names(reading) == ["大钟的楼", "擒纵轮"]
    listed.setFocus()
    listed.choose_row(0)
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    reading.settle()
    assert names(reading) == ["擒纵轮"]
    assert "大钟的楼" in reading.message()
    reading.press("Undo", reading.window.panes.messages)
    assert names(reading) == ["大钟的楼", "擒纵轮"]
    reading.act("undo")
    assert names(reading) == ["钟楼", "擒纵轮"]
    reading.act("redo")
    reading.act("undo")
    reading.act("undo")
    assert names(reading) == ["钟楼"]


def test_undo_of_the_message_takes_back_the_removal_and_nothing_else(reading: House) -> None:
    keep(reading, "钟楼")
    keep(reading, "擒纵轮")
    reading.window.saving._remove(reading.window.saving._rows[0])
    reading.settle()
    reading.window.noting.begin_on(reading.post("6"))
    reading.window.panes.notes.editor.insertPlainText("一")
    reading.wait(lambda: not reading.window.noting.unsaved())
    reading.press("Undo", reading.window.panes.messages)
    assert names(reading) == ["钟楼", "擒纵轮"]
    assert len(reading.notes()) == 1


def test_rows_are_moved_by_keys_and_by_dragging(reading: House) -> None:
    for query in ("钟楼", "擒纵轮", "学徒"):
        keep(reading, query)
    reading.window.searching.leave()
    listed = view(reading)
    listed.setFocus()
    listed.choose_row(2)
    QTest.keyClick(listed, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    reading.settle()
    assert names(reading) == ["钟楼", "学徒", "擒纵轮"]
    assert listed.currentIndex().row() == 1
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    reading.settle()
    assert names(reading) == ["钟楼", "擒纵轮", "学徒"]
    model = listed.model()
    dragged = model.mimeData([model.index(0, 0)])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, 3, 0, listed.rootIndex())
    reading.settle()
    assert names(reading) == ["擒纵轮", "学徒", "钟楼"]
    reading.act("undo")
    assert names(reading) == ["钟楼", "擒纵轮", "学徒"]


def test_the_menu_offers_what_can_be_done(reading: House) -> None:
    keep(reading, "钟楼")
    menu = view(reading).menu(0)
    words = {action.text().replace("&", ""): action for action in menu.actions() if action.text()}
    assert list(words) == ["Search", "Rename…", "Move Up", "Move Down", "Remove"]
    assert not words["Move Up"].isEnabled()
    assert not words["Move Down"].isEnabled()
    words["Remove"].trigger()
    reading.settle()
    assert names(reading) == []
    assert not view(reading).isVisible()


def test_the_mark_beside_the_count_tells_and_turns(reading: House) -> None:
    results = reading.window.panes.results
    assert not reading.possible("save_search")
    reading.search("钟楼")
    assert results._save.accessibleName() == "Save this search"
    results._save.click()
    reading.dialog(NameSearch).accept()
    reading.settle()
    assert results._save.accessibleName() == "Remove from the saved searches"
    results._save.click()
    reading.settle()
    assert names(reading) == []
    assert results._save.accessibleName() == "Save this search"


def test_a_search_that_another_program_saved_badly_does_no_harm(reading: House) -> None:
    store = reading.operations.store
    kept = saved.save(store, "好", "钟楼").value
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE saved_search SET query = '(' WHERE id = ?", (kept.id,))
    saved.save(store, "也好", "擒纵轮")
    reading.window.saving._list()
    reading.wait(lambda: count(reading, 1) is not None)
    assert count(reading, 0) is None
    assert reading.known == []
