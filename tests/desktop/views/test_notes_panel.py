"""The notes of a thread: the list, and an editor that speaks to a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from db import notes
from db.records import NoteId, Span
from desktop.jobs import Jobs
from desktop.models.note_draft import NoteDraft, Subject
from desktop.models.notes_model import NotesModel
from desktop.operations import Operations
from desktop.theme import DARK
from desktop.views.notes_panel import NotesPanel
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import MARKUP, labels, marked_up, nameless, note, press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from db.records import Note


class Pane:
    def __init__(self, place: Path) -> None:
        self.shelf = Shelf(place)
        self.thread = self.shelf.add(sample_thread())
        self.jobs = Jobs(inline=True)
        self.operations = Operations(self.shelf.store, self.jobs)
        self.model = NotesModel()
        self.panel = NotesPanel(self.model)
        self.said: list[str] = []
        self.chosen: list[Note] = []
        self.panel.new_requested.connect(lambda: self.said.append("new"))
        self.panel.delete_requested.connect(lambda: self.said.append("delete"))
        self.panel.editor_left.connect(lambda: self.said.append("left"))
        self.panel.return_requested.connect(lambda: self.said.append("return"))
        self.panel.note_chosen.connect(self.chosen.append)

    def write(self, note: Note | None = None, **about: Any) -> NoteDraft:
        subject = Subject(self.thread, about.pop("post", None), **about)
        draft = NoteDraft(self.operations, subject, note)
        self.panel.set_draft(draft, focus=True)
        return draft

    def delete(self) -> QToolButton:
        return next(
            part
            for part in self.panel.findChildren(QToolButton)
            if part.accessibleName() == "Delete this note"
        )


@pytest.fixture
def pane(qtbot: QtBot, tmp_path: Path) -> Iterator[Pane]:
    made = Pane(tmp_path / "a.beilin")
    qtbot.addWidget(made.panel)
    made.panel.resize(320, 600)
    made.panel.show()
    made.panel.activateWindow()
    yield made
    made.jobs.close()
    made.shelf.store.close()


def test_without_a_note_there_is_no_editor(pane: Pane) -> None:
    assert not pane.panel.editor.isVisible()
    assert pane.panel.draft() is None


def test_what_stands_here_is_said(pane: Pane) -> None:
    pane.panel.set_thread_open(is_open=False, writable=True)
    assert not pane.panel.new.isEnabled()
    assert "The notes of a thread stand here." in labels(pane.panel)
    pane.panel.set_thread_open(is_open=True, writable=True)
    assert pane.panel.new.isEnabled()
    assert any(text.startswith("No notes yet.") for text in labels(pane.panel))
    pane.panel.set_thread_open(is_open=True, writable=False)
    assert not pane.panel.new.isEnabled()
    pane.model.set_notes([note()])
    assert pane.panel.list.isVisible()
    pane.model.set_notes([])
    assert not pane.panel.list.isVisible()


def test_typing_reaches_the_draft(pane: Pane) -> None:
    draft = pane.write()
    QTest.keyClicks(pane.panel.editor, "stone")
    assert draft.text == "stone"
    assert labels(pane.panel)[-1] == "Saving…"
    draft.flush()
    assert labels(pane.panel)[-1].startswith("Saved ")
    (stored,) = notes.list_notes(pane.shelf.store, thread=pane.thread)
    assert stored.body == "stone"


def test_letters_of_an_input_method_are_no_words_yet(pane: Pane) -> None:
    draft = pane.write()
    QCoreApplication.sendEvent(pane.panel.editor, QInputMethodEvent("shi tou", []))
    assert draft.text == ""
    committed = QInputMethodEvent("", [])
    committed.setCommitString("石头")
    QCoreApplication.sendEvent(pane.panel.editor, committed)
    assert draft.text == "石头"


def test_filling_the_editor_is_no_typing(pane: Pane) -> None:
    stored = notes.add(pane.shelf.store, pane.thread, body="旧").value
    draft = pane.write(stored)
    assert pane.panel.editor.toPlainText() == "旧"
    assert not draft.dirty
    pane.panel.show_text("别处写的")
    assert draft.text == "旧"


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+Enter", "Esc"])
def test_keys_lead_back_to_the_thread(pane: Pane, keys: str) -> None:
    pane.write()
    press(pane.panel.editor, keys)
    assert pane.said == ["left", "return"]


def test_enter_is_a_line_of_the_note(pane: Pane) -> None:
    draft = pane.write()
    press(pane.panel.editor, "Return")
    assert draft.text == "\n"
    assert pane.said == []


def test_tab_leaves_the_editor_and_saves(pane: Pane, qtbot: QtBot) -> None:
    draft = pane.write()
    qtbot.waitUntil(pane.panel.editor.hasFocus, timeout=5_000)
    press(pane.panel.editor, "Tab")
    assert draft.text == ""
    assert pane.said == ["left"]


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({}, "Note on the article"),
        ({"post": 7, "floor": "3", "author": "丙某"}, "Note on floor 3 · 丙某"),
        ({"post": 7, "floor": None}, "Note on a floor without a number"),
        ({"post": 7, "floor": "3", "author": "甲\u202e乙"}, "Note on floor 3 · 甲\ufffd乙"),
    ],
)
def test_what_the_note_is_about(pane: Pane, about: dict[str, Any], words: str) -> None:
    pane.write(**about)
    assert words in labels(pane.panel)


def test_words_that_were_chosen_are_shown_as_text(pane: Pane) -> None:
    pane.write(words=MARKUP + "\n" + "长" * 400, span=Span(0, 3))
    (words,) = [text for text in labels(pane.panel) if text.startswith("<b>")]
    assert words.endswith("…")
    assert len(words) == 161
    assert marked_up(pane.panel) == []


def test_only_a_note_that_is_there_can_be_deleted(pane: Pane) -> None:
    draft = pane.write()
    assert not pane.delete().isEnabled()
    draft.type("一")
    draft.flush()
    pane.delete().click()
    assert pane.said == ["delete"]


def test_a_note_that_could_not_be_saved_says_so(
    pane: Pane, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = pane.write()

    def fail(*_given: object, **_named: object) -> None:
        raise OSError("x")

    monkeypatch.setattr(notes, "add", fail)
    draft.type("一")
    draft.flush()
    assert labels(pane.panel)[-1] == "Not saved; the words are still here"
    assert pane.panel.editor.toPlainText() == ""  # the panel shows what it is told to show


def test_a_note_is_chosen_by_click_and_by_key(pane: Pane) -> None:
    pane.model.set_notes([note(1, "甲"), note(2, "乙")])
    place = pane.panel.list.visualRect(pane.model.index(1)).center()
    QTest.mouseClick(pane.panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    pane.panel.list.setFocus()
    press(pane.panel.list, "Up")
    press(pane.panel.list, "Return")
    assert [one.body for one in pane.chosen] == ["乙", "甲"]


def test_a_note_is_marked_in_the_list(pane: Pane) -> None:
    pane.model.set_notes([note(1), note(2)])
    pane.panel.choose(NoteId(2))
    assert pane.panel.list.currentIndex().row() == 1
    pane.panel.choose(NoteId(9))
    assert pane.panel.list.currentIndex().row() == 1
    assert pane.chosen == []
    pane.panel.set_draft(None)
    assert pane.panel.list.selectionModel().selectedIndexes() == []


def test_another_draft_is_heard_and_the_first_no_more(pane: Pane) -> None:
    first = pane.write()
    second = pane.write(post=pane.shelf.post_ids(pane.thread)[0], floor="1")
    first.type("一")
    assert labels(pane.panel)[-1] != "Saving…"
    second.type("二")
    assert labels(pane.panel)[-1] == "Saving…"
    pane.panel.set_draft(None)
    second.type("二三")
    assert not pane.panel.editor.isVisible()


def test_heights_come_back(pane: Pane, qtbot: QtBot) -> None:
    pane.write()
    pane.panel.splitter.setSizes([400, 190])
    state = pane.panel.save_panes()
    pane.panel.splitter.setSizes([200, 390])
    pane.panel.restore_panes(state)
    qtbot.waitUntil(lambda: pane.panel.splitter.sizes()[0] > 350, timeout=5_000)


def test_named_and_plain(pane: Pane) -> None:
    pane.write(words=MARKUP)
    pane.model.set_notes([note(1, MARKUP)])
    pane.panel.set_tokens(DARK)
    assert nameless(pane.panel) == []
    assert marked_up(pane.panel) == []
    pane.panel.grab()


def test_files_are_no_words_of_a_note(pane: Pane) -> None:
    pane.write()
    dropped = QMimeData()
    file = QUrl.fromLocalFile("/x/a.txt")
    dropped.setUrls([file])
    dropped.setText(file.toString())
    assert not pane.panel.editor.canInsertFromMimeData(dropped)
    copied = QMimeData()
    copied.setText("字")
    assert pane.panel.editor.canInsertFromMimeData(copied)


def test_markup_is_pasted_as_text(pane: Pane) -> None:
    draft = pane.write()
    copied = QMimeData()
    copied.setHtml(MARKUP)
    copied.setText("粗")
    pane.panel.editor.insertFromMimeData(copied)
    assert draft.text == "粗"


def test_the_keyboard_comes_to_the_words_or_to_the_list(pane: Pane, qtbot: QtBot) -> None:
    pane.model.set_notes([note(1)])
    pane.panel.focus()
    qtbot.waitUntil(pane.panel.list.hasFocus, timeout=5_000)
    pane.write()
    pane.panel.new.setFocus()
    pane.panel.focus()
    qtbot.waitUntil(pane.panel.editor.hasFocus, timeout=5_000)


def test_the_marked_note(pane: Pane) -> None:
    assert pane.panel.chosen() is None
    pane.model.set_notes([note(1), note(2)])
    pane.panel.choose(NoteId(2))
    chosen = pane.panel.chosen()
    assert chosen is not None
    assert chosen.id == 2
