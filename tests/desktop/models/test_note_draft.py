"""A note while it is written: never two writes at once, never a second of typing lost."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from db import notes
from db.errors import DiskFull, KnownError
from db.records import NoteId, Span
from db.threads import editing
from desktop.jobs import Jobs
from desktop.models.note_draft import PAUSE, NoteDraft, Subject
from desktop.operations import Operations
from tests.db.threads.shelf import Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from db.records import Note

PATIENCE = 10_000


class Desk:
    """A library with one thread, and what can be done with it."""

    def __init__(self, place: Path, *, inline: bool) -> None:
        self.shelf = Shelf(place)
        self.thread = self.shelf.add(sample_thread())
        self.post = self.shelf.post_ids(self.thread)[0]
        self.jobs = Jobs(inline=inline)
        self.operations = Operations(self.shelf.store, self.jobs)

    def draft(self, note: Note | None = None) -> NoteDraft:
        return NoteDraft(self.operations, Subject(self.thread, self.post, "1", "甲某"), note)

    def stored(self) -> list[str]:
        return [one.body for one in notes.list_notes(self.shelf.store, thread=self.thread)]

    def close(self) -> None:
        self.jobs.close()
        self.shelf.store.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Jobs on real threads."""
    assert qtbot is not None
    made = Desk(tmp_path / "a.beilin", inline=False)
    yield made
    made.close()


@pytest.fixture
def quick(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Jobs that are done where they are started."""
    assert qtbot is not None
    made = Desk(tmp_path / "a.beilin", inline=True)
    yield made
    made.close()


def test_nothing_typed_is_nothing_saved(quick: Desk) -> None:
    draft = quick.draft()
    settled: list[bool] = []
    draft.settled.connect(lambda: settled.append(True))
    for words in ("", "  \n"):
        draft.type(words)
        assert not draft.dirty
        draft.flush()
    assert settled == [True, True]
    assert quick.stored() == []
    assert draft.note is None


def test_typing_is_saved_after_a_pause(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.draft()
    saved: list[Note] = []
    draft.saved.connect(saved.append)
    began = time.monotonic()
    draft.type("去问问")
    assert draft.dirty
    qtbot.waitUntil(lambda: len(saved) == 1, timeout=PATIENCE)
    assert time.monotonic() - began >= PAUSE / 1000 * 0.9
    assert desk.stored() == ["去问问"]
    assert (saved[0].post, saved[0].floor) == (desk.post, "1")
    assert not draft.dirty


def test_whoever_never_pauses_is_saved_too(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.draft()
    text = ""
    longest = slowest = 0.0
    unsaved_since: float | None = None
    end = time.monotonic() + 2.6
    while (began := time.monotonic()) < end:
        text += "字"
        draft.type(text)
        qtbot.wait(15)
        on_disk = draft.note.body if draft.note is not None else ""
        now = time.monotonic()
        slowest = max(slowest, now - began)
        if on_disk != text and unsaved_since is None:
            unsaved_since = now
        if draft.busy or on_disk == text:
            longest = max(longest, now - (unsaved_since or now))
            unsaved_since = None
    assert draft.note is not None
    assert draft.note.revision >= 3
    assert longest < 1.0 + slowest  # a machine that stood still is not our doing
    draft.flush()
    qtbot.waitUntil(lambda: not draft.dirty and not draft.busy, timeout=PATIENCE)
    assert desk.stored() == [text]


def test_never_two_writes_at_once(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    desk.jobs.write(lambda _ticket: gate.wait(10)).start()
    draft = desk.draft()
    settled: list[str] = []
    draft.settled.connect(lambda: settled.append(draft.text))
    for words in ("一", "一二", "一二三"):
        draft.type(words)
        draft.flush()
    assert draft.busy
    assert desk.jobs.busy == 2
    gate.set()
    qtbot.waitUntil(lambda: bool(settled), timeout=PATIENCE)
    assert settled == ["一二三"]
    assert desk.stored() == ["一二三"]
    assert draft.note is not None
    assert draft.note.revision == 2


def test_a_note_on_words(quick: Desk) -> None:
    subject = Subject(quick.thread, quick.post, "1", words="爷爷放的", span=Span(6, 10))
    draft = NoteDraft(quick.operations, subject)
    draft.type("真的？")
    draft.flush()
    assert draft.note is not None
    assert draft.note.target is not None
    assert draft.note.target.exact == "爷爷放的"
    assert draft.note.target.span == Span(6, 10)


def test_a_new_note_is_one_step_to_undo(quick: Desk) -> None:
    draft = quick.draft()
    for words in ("一", "一二", "一二三"):
        draft.type(words)
        draft.flush()
    stack = quick.operations.undo_stack
    assert stack.count() == 1
    stack.undo()
    assert quick.stored() == []
    stack.redo()
    assert quick.stored() == ["一二三"]


def test_what_is_typed_in_one_sitting_is_one_step_and_the_next_another(quick: Desk) -> None:
    first = notes.add(quick.shelf.store, quick.thread, post=quick.post, body="旧").value
    draft = quick.draft(first)
    for words in ("旧一", "旧一二"):
        draft.type(words)
        draft.flush()
    assert draft.note is not None
    later = quick.draft(draft.note)
    later.type("旧一二三")
    later.flush()
    stack = quick.operations.undo_stack
    assert stack.count() == 2
    stack.undo()
    assert quick.stored() == ["旧一二"]
    stack.undo()
    assert quick.stored() == ["旧"]
    stack.redo()
    stack.redo()
    assert quick.stored() == ["旧一二三"]


def test_words_that_could_not_be_saved_are_kept_and_saved_later(
    quick: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = quick.draft()
    failures: list[Exception] = []
    draft.failed.connect(failures.append)

    def full(*_given: object, **_named: object) -> None:
        raise DiskFull("full")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(notes, "add", full)
        draft.type("重要的话")
        draft.flush()
        assert [type(error) for error in failures] == [DiskFull]
        assert (draft.broken, draft.dirty, draft.busy) == (True, True, False)
        assert draft.text == "重要的话"
    draft.flush()
    assert (draft.broken, draft.dirty) == (False, False)
    assert quick.stored() == ["重要的话"]


def test_too_long_a_note_is_refused_in_words(quick: Desk) -> None:
    draft = quick.draft()
    failures: list[Exception] = []
    draft.failed.connect(failures.append)
    draft.type("长" * 10_000_000)
    draft.flush()
    assert isinstance(failures[0], KnownError)
    assert quick.stored() == []


def test_deleting_all_words_does_not_write_an_empty_note(quick: Desk) -> None:
    draft = quick.draft()
    draft.type("一")
    draft.flush()
    draft.type("")
    assert not draft.dirty
    draft.flush()
    assert quick.stored() == ["一"]


def test_an_undo_comes_into_the_editor(quick: Desk) -> None:
    draft = quick.draft(notes.add(quick.shelf.store, quick.thread, body="旧").value)
    draft.type("新")
    draft.flush()
    assert draft.note is not None
    undone = replace(draft.note, body="旧")
    assert draft.adopt(undone)
    assert draft.text == "旧"
    assert not draft.dirty
    draft.type("又新")
    draft.flush()
    assert quick.operations.undo_stack.count() == 2


def test_what_is_being_typed_is_not_overwritten(quick: Desk) -> None:
    draft = quick.draft(notes.add(quick.shelf.store, quick.thread, body="旧").value)
    assert draft.note is not None
    other = replace(draft.note, id=NoteId(99), body="别的")
    assert not draft.adopt(other)
    assert not draft.adopt(draft.note)
    draft.type("正在写")
    assert not draft.adopt(replace(draft.note, body="另一处写的"))
    assert draft.text == "正在写"


@pytest.mark.parametrize("other", ["edits", "removes", "erases"])
def test_what_another_program_does_to_a_note_costs_no_words(quick: Desk, other: str) -> None:
    """Neither side is overwritten: what is typed becomes a note of its own."""
    store = quick.shelf.store
    note = notes.add(store, quick.thread, post=quick.post, body="旧", quote="爷爷").value
    draft = quick.draft(note)
    parted: list[Exception] = []
    draft.parted.connect(parted.append)
    draft.type("旧，我在写")
    if other == "edits":
        notes.edit(store, note.id, body="旧，别处写的")
    elif other == "removes":
        notes.remove(store, note.id)
    else:
        notes.erase(store, note.id)
    draft.flush()
    theirs = ["旧，别处写的"] if other == "edits" else []
    assert sorted(quick.stored()) == sorted([*theirs, "旧，我在写"])
    assert [isinstance(error, KnownError) for error in parted] == [True]
    assert draft.note is not None
    assert (draft.note.id != note.id, draft.note.post) == (True, quick.post)
    assert (draft.dirty, draft.broken) == (False, False)
    draft.type("旧，我还在写")
    draft.flush()
    assert "旧，我还在写" in quick.stored()
    assert len(quick.stored()) == len(theirs) + 1


def test_words_of_a_note_whose_thread_was_erased_stay_in_the_editor(quick: Desk) -> None:
    note = notes.add(quick.shelf.store, quick.thread, post=quick.post, body="旧").value
    draft = quick.draft(note)
    draft.type("重要的话")
    editing.trash(quick.shelf.store, quick.thread)
    editing.empty_trash(quick.shelf.store)
    draft.flush()
    assert (draft.broken, draft.dirty, draft.busy) == (True, True, False)
    assert draft.text == "重要的话"


def test_closing_the_program_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    assert qtbot is not None
    desk = Desk(tmp_path / "a.beilin", inline=False)
    draft = desk.draft()
    draft.type("最后一句")
    draft.flush()
    desk.jobs.close()
    assert desk.stored() == ["最后一句"]
    desk.close()


def test_a_note_whose_words_were_all_deleted_is_told_apart(quick: Desk) -> None:
    draft = quick.draft()
    draft.type("")
    assert not draft.emptied
    draft.type("一")
    draft.flush()
    draft.type(" \n")
    assert draft.emptied
    draft.discard()
    assert not draft.emptied


def test_a_note_in_the_trash_is_not_written_again(desk: Desk, qtbot: QtBot) -> None:
    draft = desk.draft()
    draft.type("一")
    draft.discard()
    assert not draft.dirty
    qtbot.wait(PAUSE + 100)
    draft.flush()
    assert desk.stored() == []
