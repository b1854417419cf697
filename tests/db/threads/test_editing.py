"""Trash, titles, source addresses and reading places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import search
from db.errors import NotFound, UsageError
from db.records import Place, ThreadId
from db.threads import editing
from db.threads.reading import View, head, summaries, thread_ids
from tests.db.threads.shelf import AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def kinds(shelf: Shelf) -> list[str]:
    with shelf.store.read() as connection:
        rows = connection.exec_driver_sql("SELECT kind, detail FROM event ORDER BY id").fetchall()
    assert all(detail == "" for _, detail in rows)
    return [kind for kind, _ in rows]


def test_trash_and_back(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    other = shelf.add(AThread("别的"))
    done = editing.trash(shelf.store, thread)
    assert done.value.trashed_at is not None
    assert done.changes.threads == {thread}
    assert done.changes.library
    assert list(thread_ids(shelf.store)) == [other]
    assert list(thread_ids(shelf.store, view=View.TRASH)) == [thread]
    assert search.search(shelf.store, "爷爷").total == 0
    assert not editing.trash(shelf.store, thread).changes
    back = editing.restore(shelf.store, thread)
    assert back.value.trashed_at is None
    assert back.changes.threads == {thread}
    assert not editing.restore(shelf.store, thread).changes
    assert search.search(shelf.store, "爷爷").total == 2
    assert kinds(shelf) == ["thread-trashed", "thread-restored"]


def test_an_edited_title_is_found_and_the_captured_one_comes_back(shelf: Shelf) -> None:
    thread = shelf.add(AThread("河边的石头"))
    done = editing.edit(shelf.store, thread, title="  水边的\n青石 ")
    assert done.value.title == "水边的 青石"
    assert done.changes.threads == {thread}
    assert head(shelf.store, thread).captured_title == "河边的石头"
    assert search.search(shelf.store, "青石").counts["title"] == 1
    assert not editing.edit(shelf.store, thread, title="水边的 青石").changes
    assert editing.edit(shelf.store, thread, title="").value.title == "河边的石头"
    assert search.search(shelf.store, "青石").total == 0
    assert search.search(shelf.store, "河边的石头").counts["title"] == 1
    assert kinds(shelf) == ["title-edited", "title-edited"]


def test_the_captured_title_is_no_edit(shelf: Shelf) -> None:
    thread = shelf.add(AThread("两  个空格"))
    assert not editing.edit(shelf.store, thread, title="两 个空格").changes
    assert head(shelf.store, thread).summary.title == "两  个空格"


def test_source_address(shelf: Shelf) -> None:
    thread = shelf.add(AThread(source_url="https://a.example/1"))
    editing.edit(shelf.store, thread, source_url="https://b.example/2")
    found = head(shelf.store, thread)
    assert (found.source_url, found.captured_source_url) == (
        "https://b.example/2",
        "https://a.example/1",
    )
    editing.edit(shelf.store, thread, source_url="https://a.example/1")
    with shelf.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT source_url_edited FROM thread").scalar()
    assert kept is None


def test_titles_that_are_refused_change_nothing(shelf: Shelf) -> None:
    thread = shelf.add(AThread("河边的石头"))
    for wrong in ("长" * 1001, "\udcff"):
        with pytest.raises(UsageError):
            editing.edit(shelf.store, thread, title=wrong)
    assert summaries(shelf.store, [thread])[thread].title == "河边的石头"


def test_the_place_of_the_reader_is_kept(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    assert editing.place(shelf.store, thread) is None
    post = shelf.post_ids(thread)[2]
    done = editing.set_place(shelf.store, thread, Place(post, None, 7))
    assert not done.changes
    assert editing.place(shelf.store, thread) == Place(post, None, 7)
    editing.set_place(shelf.store, thread, Place(None, 1, 0))
    assert editing.place(shelf.store, thread) == Place(None, 1, 0)


def test_a_thread_that_is_not_there(shelf: Shelf) -> None:
    nowhere = ThreadId(9)
    for write in (
        lambda: editing.trash(shelf.store, nowhere),
        lambda: editing.restore(shelf.store, nowhere),
        lambda: editing.edit(shelf.store, nowhere, title="x"),
        lambda: editing.set_place(shelf.store, nowhere, Place(None, None, 0)),
    ):
        with pytest.raises(NotFound):
            write()
    assert editing.place(shelf.store, nowhere) is None
