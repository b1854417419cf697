"""The notes of a thread: rows that stay where they are while one of them is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from db import notes
from db.records import NoteId
from desktop.models.notes_model import NotesModel, place_of
from desktop.models.roles import Role
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import changed_rows, note, watched

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model() -> NotesModel:
    return watched(NotesModel())


def test_no_notes(model: NotesModel) -> None:
    model.set_notes(())
    assert model.rowCount() == 0
    assert model.note_at(0) is None
    assert model.row_of(NoteId(1)) is None
    assert model.data(QModelIndex()) is None


def test_every_role(model: NotesModel) -> None:
    kept = note(5, "甲\n<b>乙</b>")
    model.set_notes([kept])
    index = model.index(0)
    assert index.data(Role.VALUE) == kept
    assert index.data() == "甲\n<b>乙</b>"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Floor 3: 甲\n<b>乙</b>"
    assert index.data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.rowCount(index) == 0


def test_a_note_that_is_written_keeps_its_row(model: NotesModel) -> None:
    model.set_notes([note(1), note(2)])
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    changed = changed_rows(model)
    model.set_notes([note(1, "更长的话"), note(2)])
    assert (resets, changed) == ([], [(0, 1)])
    assert model.index(0).data() == "更长的话"
    model.set_notes([note(2)])
    assert resets == [True]
    assert model.row_of(NoteId(2)) == 0
    assert model.row_of(NoteId(1)) is None
    model.set_notes([])
    model.set_notes([])
    assert model.rowCount() == 0


def test_what_a_note_stands_on() -> None:
    assert place_of(note(post=None, floor=None)) == "Article"
    assert place_of(note(floor="2-1")) == "Floor 2-1"
    assert place_of(note(floor=None)) == "A floor without a number"


def test_notes_of_a_real_thread_in_reading_order(tmp_path: Path, model: NotesModel) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    thread = shelf.add(sample_thread())
    third = shelf.post_ids(thread)[2]
    notes.add(shelf.store, thread, post=third, body="三楼的话")
    notes.add(shelf.store, thread, body="正文的话")
    model.set_notes(list(notes.list_notes(shelf.store, thread=thread)))
    assert [model.index(row).data() for row in range(2)] == ["正文的话", "三楼的话"]
    shelf.store.close()


def test_the_floor_of_a_row(model: NotesModel) -> None:
    model.set_notes([note(1, post=None), note(2)])
    assert model.post_at(0) is None
    assert model.post_at(1) == 7
