"""Notes: written, edited, put away, brought back, listed, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import notes, search
from db import store as stores
from db.errors import KnownError, LibraryReadOnly, NoteChanged, NotFound, UsageError
from db.records import NoteId, NoteState, PostId, Span, ThreadId
from db.threads import editing
from db.threads.reading import head, posts, summaries
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


@pytest.fixture
def thread(shelf: Shelf) -> ThreadId:
    return shelf.add(sample_thread())


def found(shelf: Shelf, words: str) -> int:
    return search.search(shelf.store, words).counts["note"]


def test_a_note_on_words_of_a_floor(shelf: Shelf, thread: ThreadId) -> None:
    post = shelf.post_ids(thread)[2]
    done = notes.add(
        shelf.store, thread, post=post, body="去问问奶奶", quote="爷爷放的", tags=[" 家 ", "家", ""]
    )
    note = done.value
    assert (note.thread, note.post, note.floor, note.revision) == (thread, post, "3", 1)
    assert note.state is NoteState.ANCHORED
    assert note.tags == ("家",)
    assert note.created_at == note.modified_at
    target = note.target
    assert target is not None
    assert (target.exact, target.prefix, target.suffix) == (
        "爷爷放的",
        "回复：甲某 这块石头是我",
        "。\n-----\n原来如此",
    )
    text = posts(shelf.store, [post])[0].text
    assert text[target.span.start : target.span.end] == "爷爷放的"
    assert done.changes.notes == {note.id}
    assert done.changes.posts == {post}
    assert done.changes.threads == {thread}
    assert notes.get(shelf.store, note.id) == note
    assert found(shelf, "奶奶") == 1
    assert summaries(shelf.store, [thread])[thread].notes == 1
    assert notes.counts(shelf.store, thread) == {post: 1}


def test_a_note_on_the_article(shelf: Shelf, thread: ThreadId) -> None:
    article = head(shelf.store, thread).article_text
    start = article.index("水退下去")
    note = notes.add(
        shelf.store, thread, body="哪一年？", quote="水退下去", span=Span(start, start + 4)
    ).value
    assert (note.post, note.floor) == (None, None)
    assert note.target is not None
    assert note.target.span == Span(start, start + 4)
    assert notes.counts(shelf.store, thread) == {None: 1}
    assert head(shelf.store, thread).article_notes == 1


def test_words_that_are_not_there_are_no_target(shelf: Shelf, thread: ThreadId) -> None:
    post = shelf.post_ids(thread)[0]
    with pytest.raises(NotFound, match="没有这句话"):
        notes.add(shelf.store, thread, post=post, body="x", quote="没有这句话")
    for span in (Span(0, 0), Span(5, 99), Span(3, 2)):
        with pytest.raises(NotFound):
            notes.add(shelf.store, thread, post=post, body="x", span=span)
    with pytest.raises(NotFound):
        notes.add(shelf.store, thread, post=post, body="x", quote="这块", span=Span(1, 3))
    assert notes.list_notes(shelf.store) == []


def test_posts_and_threads_that_are_not_there(shelf: Shelf, thread: ThreadId) -> None:
    other = shelf.add(AThread(floors=[AFloor("别处")]))
    for where, post in ((ThreadId(99), None), (thread, PostId(99)), (other, PostId(1))):
        with pytest.raises(NotFound):
            notes.add(shelf.store, where, post=post, body="x")
    for act in (notes.get, notes.remove, notes.restore, notes.erase):
        with pytest.raises(NotFound):
            act(shelf.store, NoteId(7))
    with pytest.raises(NotFound):
        notes.edit(shelf.store, NoteId(7), body="x")


@pytest.mark.parametrize("body", ["", " \n\t", "长" * 1_000_001, "\udcff"])
def test_what_is_no_note_is_not_written(shelf: Shelf, thread: ThreadId, body: str) -> None:
    with pytest.raises(UsageError) as caught:
        notes.add(shelf.store, thread, body=body)
    assert "长长" not in str(caught.value)
    assert notes.list_notes(shelf.store) == []


def test_too_many_tags_are_refused(shelf: Shelf, thread: ThreadId) -> None:
    for tags in ([str(index) for index in range(101)], ["长" * 201], ["\udcff"]):
        with pytest.raises(UsageError):
            notes.add(shelf.store, thread, body="x", tags=tags)


def test_editing_counts_revisions_and_the_same_words_change_nothing(
    shelf: Shelf, thread: ThreadId
) -> None:
    first = notes.add(shelf.store, thread, body="第一稿", tags=["甲"]).value
    done = notes.edit(shelf.store, first.id, body="第二稿")
    assert (done.value.body, done.value.revision, done.value.tags) == ("第二稿", 2, ("甲",))
    assert done.changes.notes == {first.id}
    same = notes.edit(shelf.store, first.id, body="第二稿", tags=["甲"])
    assert not same.changes
    assert same.value == done.value
    tagged = notes.edit(shelf.store, first.id, tags=["乙", "甲"])
    assert (tagged.value.tags, tagged.value.revision) == (("乙", "甲"), 3)
    assert (found(shelf, "第一稿"), found(shelf, "第二稿")) == (0, 1)
    assert notes.edit(shelf.store, first.id, body="").value.body == ""


def test_words_that_somebody_else_wrote_meanwhile_are_left(shelf: Shelf, thread: ThreadId) -> None:
    note = notes.add(shelf.store, thread, body="一").value.id
    assert notes.edit(shelf.store, note, body="二", replacing="一").value.body == "二"
    assert not notes.edit(shelf.store, note, body="二", replacing="一").changes
    with pytest.raises(NoteChanged, match="left as it is"):
        notes.edit(shelf.store, note, body="三", replacing="一")
    assert notes.get(shelf.store, note).body == "二"
    assert found(shelf, "第二稿") == 0


def test_a_note_goes_to_the_trash_and_comes_back(shelf: Shelf, thread: ThreadId) -> None:
    note = notes.add(shelf.store, thread, body="桂花").value
    gone = notes.remove(shelf.store, note.id)
    assert gone.value.trashed_at is not None
    assert gone.changes.notes == {note.id}
    assert not notes.remove(shelf.store, note.id).changes
    assert notes.list_notes(shelf.store) == []
    assert [each.id for each in notes.list_notes(shelf.store, trashed=True)] == [note.id]
    assert notes.list_notes(shelf.store, thread=thread) == []
    assert notes.counts(shelf.store, thread) == {}
    assert found(shelf, "桂花") == 0
    assert summaries(shelf.store, [thread])[thread].notes == 0
    with pytest.raises(NotFound):
        notes.edit(shelf.store, note.id, body="别的")
    assert notes.restore(shelf.store, note.id).value == note
    assert not notes.restore(shelf.store, note.id).changes
    assert found(shelf, "桂花") == 1


def test_notes_of_a_trashed_thread_are_hidden_with_it(shelf: Shelf, thread: ThreadId) -> None:
    note = notes.add(shelf.store, thread, body="桂花").value
    editing.trash(shelf.store, thread)
    assert notes.list_notes(shelf.store) == []
    assert notes.list_notes(shelf.store, trashed=True) == []
    assert found(shelf, "桂花") == 0
    assert notes.list_notes(shelf.store, thread=thread) == [note]
    editing.restore(shelf.store, thread)
    assert notes.list_notes(shelf.store) == [note]
    assert found(shelf, "桂花") == 1


def test_notes_are_listed_in_reading_order(shelf: Shelf, thread: ThreadId) -> None:
    other = shelf.add(AThread(floors=[AFloor("别处")]))
    ids = shelf.post_ids(thread)
    written = [
        notes.add(shelf.store, other, body="六"),
        notes.add(shelf.store, thread, post=ids[2], body="五"),
        notes.add(shelf.store, thread, post=ids[0], body="四", quote="爷爷"),
        notes.add(shelf.store, thread, post=ids[0], body="三", quote="这块"),
        notes.add(shelf.store, thread, body="二", quote="今年春天", tags=["乙", "甲"]),
        notes.add(shelf.store, thread, body="一", quote="石头"),
    ]
    listed = notes.list_notes(shelf.store)
    assert [note.body for note in listed] == ["一", "二", "三", "四", "五", "六"]
    assert listed == [done.value for done in reversed(written)]
    assert notes.list_notes(shelf.store, thread=other) == [written[0].value]


def test_ids_of_erased_notes_are_not_given_again(shelf: Shelf, thread: ThreadId) -> None:
    first = notes.add(shelf.store, thread, body="一").value.id
    second = notes.add(shelf.store, thread, body="二").value.id
    assert notes.erase(shelf.store, second).value.complete
    assert notes.erase(shelf.store, first).value.complete
    third = notes.add(shelf.store, thread, body="三").value.id
    assert third not in (first, second)


def test_acts_are_recorded_without_the_words(shelf: Shelf, thread: ThreadId) -> None:
    note = notes.add(shelf.store, thread, body="桂花开了", tags=["秋天"]).value.id
    notes.edit(shelf.store, note, body="桂花谢了")
    notes.remove(shelf.store, note)
    notes.restore(shelf.store, note)
    with shelf.store.read() as connection:
        events = connection.exec_driver_sql("SELECT * FROM event ORDER BY id").fetchall()
    assert [event[2] for event in events] == ["note-added", "note-removed", "note-restored"]
    assert "桂花" not in repr(events)
    assert "秋天" not in repr(events)


def test_a_library_that_is_read_only_takes_no_notes(shelf: Shelf, thread: ThreadId) -> None:
    shelf.store.place.chmod(0o400)
    reading = stores.open_library(shelf.store.place)
    with pytest.raises(LibraryReadOnly):
        notes.add(reading, thread, body="x")
    assert notes.list_notes(reading) == []
    reading.close()


def test_errors_do_not_repeat_the_words_of_a_note(shelf: Shelf, thread: ThreadId) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql("DROP TABLE note_tag")
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is
        notes.add(shelf.store, thread, body="谁也不该看见", tags=["秘密"])
    assert not isinstance(caught.value, KnownError)
    assert "谁也不该看见" not in str(caught.value)
    assert "秘密" not in str(caught.value)
