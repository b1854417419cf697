"""Notes in the window: saved as they are typed, undone, kept when they cannot be saved."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import notes
from db.changes import Changes
from desktop.views.thread_selection import Grain, Spot
from desktop.windows.dialogs.report import Report
from tests.desktop.windows.house import SAMPLE, TITLE

if TYPE_CHECKING:
    from tests.desktop.windows.house import House
    from tests.quiet import ExpectLog


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def begin(house: House, floor: str) -> None:
    house.window.panes.column.go_to_post(house.post(floor))
    house.act("new_note")
    assert house.window.panes.notes.draft() is not None


def choose_words(house: House, floor: str) -> str:
    """Choose the first words of a floor with the mouse's own means, and return them."""
    view = house.window.panes.column
    wanted = house.post(floor)
    for row in range(1_000):
        view.begin_selection(Spot(row, 0), Grain.CHARACTER)
        view.extend_selection(Spot(row, 4))
        chosen = view.selection()
        if chosen is not None and chosen.post == wanted:
            return chosen.words
    raise AssertionError(f"no row of floor {floor} can be chosen")


def test_a_note_is_saved_without_being_asked(reading: House) -> None:
    begin(reading, "6")
    reading.write("为什么是二楼？")
    (note,) = reading.notes()
    assert (note.body, note.floor) == ("为什么是二楼？", "6")
    assert reading.window.panes.notes_model.rowCount() == 1
    row = reading.window.panes.library_model.summary(0)
    assert row is not None
    assert row.notes == 1


def test_typing_goes_on_in_the_same_note(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    reading.write("二")
    (note,) = reading.notes()
    assert note.body == "一二"


def test_undo_and_redo(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    reading.act("undo")
    assert reading.notes() == []
    assert reading.window.panes.notes.draft() is None
    assert not reading.possible("undo")
    reading.act("redo")
    assert [note.body for note in reading.notes()] == ["一"]
    assert reading.window.panes.notes_model.rowCount() == 1


def test_an_edit_in_a_later_sitting_is_a_step_of_its_own(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    begin(reading, "7")
    first = reading.window.panes.notes_model.note_at(0)
    assert first is not None
    reading.window.panes.notes.note_chosen.emit(first)
    reading.window.panes.notes.editor.moveCursor(
        reading.window.panes.notes.editor.textCursor().MoveOperation.End
    )
    reading.write("二")
    reading.write("三")
    assert [note.body for note in reading.notes()] == ["一二三"]
    reading.act("undo")
    assert [note.body for note in reading.notes()] == ["一"]
    assert reading.window.panes.notes.editor.toPlainText() == "一"
    reading.act("redo")
    assert reading.window.panes.notes.editor.toPlainText() == "一二三"


def test_undo_takes_back_first_what_is_not_saved_yet(reading: House) -> None:
    note = notes.add(
        reading.operations.store, reading.thread(), post=reading.post("6"), body="一"
    ).value
    begin(reading, "7")
    reading.write("另一条")
    reading.window.noting.edit(note, focus=True)
    editor = reading.window.panes.notes.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.insertPlainText("二")
    reading.act("undo")
    assert {one.body for one in reading.notes()} == {"一", "另一条"}
    reading.act("redo")
    assert {one.body for one in reading.notes()} == {"一二", "另一条"}


def test_words_typed_in_a_note_that_another_program_removed_are_kept(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    (note,) = reading.notes()
    store = reading.operations.store
    notes.erase(store, note.id)
    editor = reading.window.panes.notes.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.insertPlainText("二")
    notes.add(store, note.thread, body="别处写的")
    reading.operations.changed.emit(Changes("add-note", threads=frozenset({note.thread})))
    reading.settle()
    reading.wait(lambda: len(reading.notes()) == 2)
    assert {one.body for one in reading.notes()} == {"一二", "别处写的"}
    assert "kept as a note of its own" in reading.message()
    assert editor.toPlainText() == "一二"


def test_a_note_on_chosen_words(reading: House) -> None:
    chosen = choose_words(reading, "6")
    reading.act("new_note")
    assert reading.window.panes.notes.draft() is not None
    reading.write("这几个字")
    (note,) = reading.notes()
    assert (note.post, note.floor) == (reading.post("6"), "6")
    assert note.target is not None
    assert note.target.exact == chosen
    assert note.target.span.end - note.target.span.start == len(chosen)


def test_words_of_several_floors_are_noted_on_the_floor_at_hand(reading: House) -> None:
    reading.window.panes.column.go_to_post(reading.post("6"))
    reading.act("select_all")
    assert reading.window.panes.column.selection() is None
    reading.act("new_note")
    reading.write("都看过了")
    (note,) = reading.notes()
    assert (note.floor, note.target) == ("6", None)


def test_a_note_on_the_article(reading: House) -> None:
    reading.window.noting.begin_on(None)
    reading.write("题目好")
    (note,) = reading.notes()
    assert note.post is None


def test_the_mark_of_a_floor_opens_its_note(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    begin(reading, "7")
    reading.write("二")
    reading.window.panes.column.note_requested.emit(reading.post("6"))
    draft = reading.window.panes.notes.draft()
    assert draft is not None
    assert draft.text == "一"


def test_a_click_goes_to_the_place(reading: House) -> None:
    begin(reading, "21")
    reading.write("远处")
    reading.window.panes.column.go_to_article()
    note = reading.window.panes.notes_model.note_at(0)
    assert note is not None
    reading.window.panes.notes.note_chosen.emit(note)
    assert reading.window.panes.column.current_post() == reading.post("21")


def test_a_note_is_deleted_and_taken_back(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    reading.act("delete_note")
    assert reading.notes() == []
    assert reading.message().startswith("The note is deleted.")
    reading.press("Undo")
    assert [note.body for note in reading.notes()] == ["一"]


def test_a_note_whose_words_were_all_deleted_goes_to_the_trash(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    reading.window.panes.notes.editor.clear()
    reading.window.panes.notes.return_requested.emit()
    reading.settle()
    assert reading.notes() == []
    reading.act("undo")
    assert [note.body for note in reading.notes()] == ["一"]


def test_a_note_that_was_only_begun_leaves_nothing(reading: House) -> None:
    begin(reading, "6")
    QTest.keyClick(reading.window.panes.notes.editor, Qt.Key.Key_Escape)
    reading.settle()
    assert reading.window.panes.notes.draft() is None
    assert reading.notes() == []
    assert not reading.possible("undo")


def test_notes_follow_the_thread(reading: House) -> None:
    begin(reading, "6")
    reading.write("一")
    other = reading.folder / "other.txt"
    other.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(TITLE, "另一座钟"), encoding="utf-8"
    )
    reading.import_files(other)
    reading.wait(lambda: len(reading.titles()) == 2)
    assert reading.window.panes.notes_model.rowCount() == 0
    assert reading.window.panes.notes.draft() is None
    reading.act("back")
    assert reading.window.panes.notes_model.rowCount() == 1


def replaced(house: House) -> None:
    """Put another file in the place of the library: nothing is written to it any more."""
    place = house.operations.store.place
    other = place.with_name("other")
    other.write_bytes(b"not a library")
    place.rename(place.with_name("away"))
    other.rename(place)


def restored(house: House) -> None:
    place = house.operations.store.place
    place.unlink()
    place.with_name("away").rename(place)


def test_words_that_cannot_be_saved_are_kept_and_saved_later(
    reading: House, expect_log: ExpectLog
) -> None:
    expect_log("library-replaced", logger="desktop.errors")
    begin(reading, "6")
    replaced(reading)
    reading.window.panes.notes.editor.insertPlainText("别丢")
    reading.wait(lambda: "replaced by another one" in reading.message())
    draft = reading.window.panes.notes.draft()
    assert draft is not None
    assert draft.broken
    restored(reading)
    reading.window.noting.flush()
    reading.wait(lambda: not reading.window.noting.unsaved())
    reading.settle()
    assert [note.body for note in reading.notes()] == ["别丢"]


def test_words_that_cannot_be_saved_are_shown_before_closing(
    reading: House, expect_log: ExpectLog
) -> None:
    expect_log("library-replaced", logger="desktop.errors")
    begin(reading, "6")
    replaced(reading)
    reading.window.panes.notes.editor.insertPlainText("别丢")
    reading.window.close()
    reading.wait(lambda: bool(reading.window.findChildren(Report)))
    dialog = reading.dialog(Report)
    assert dialog.text.toPlainText() == "别丢"
    reading.press("Go back", dialog)
    assert reading.window.isVisible()
    assert reading.window.panes.notes.editor.toPlainText() == "别丢"
    restored(reading)
    reading.close()
    reading.start()
    assert [note.body for note in reading.notes()] == ["别丢"]


def test_a_left_note_that_is_not_saved_can_be_found_again(
    reading: House, expect_log: ExpectLog
) -> None:
    begin(reading, "6")
    replaced(reading)
    reading.window.panes.notes.editor.insertPlainText("别丢")
    reading.window.panes.column.go_to_post(reading.post("7"))
    reading.window.noting.begin()
    reading.wait(lambda: "are kept" in reading.message())
    reading.press("Show the note")
    draft = reading.window.panes.notes.draft()
    assert draft is not None
    assert draft.text == "别丢"
    restored(reading)
    reading.window.noting.flush()
    reading.wait(lambda: not reading.window.noting.unsaved())
    assert [note.body for note in reading.notes()] == ["别丢"]


def test_a_note_typed_just_before_closing_is_there(reading: House) -> None:
    begin(reading, "6")
    reading.window.panes.notes.editor.insertPlainText("最后一刻")
    assert reading.window.noting.unsaved()
    reading.close()
    reading.start()
    assert [note.body for note in reading.notes()] == ["最后一刻"]


def test_nothing_of_a_note_goes_to_the_log(reading: House) -> None:
    from desktop import paths  # noqa: PLC0415 - asked for its folder of the moment

    begin(reading, "6")
    reading.write("只给自己看")
    reading.close()
    log = paths.log_file()
    written = log.read_text(encoding="utf-8") if log.is_file() else ""
    assert "只给自己看" not in written
    assert os.path.basename(SAMPLE) not in written  # noqa: PTH119 - the bare name
