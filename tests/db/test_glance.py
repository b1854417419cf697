"""A library at a glance: the same as through the store, and nothing at all where it is unusual."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import driver, glance, notes, store
from db.records import Place, PostId
from db.threads import editing, reading, skeleton
from tests.db.threads.shelf import Shelf, sample_thread

if TYPE_CHECKING:
    from pathlib import Path

    from db.records import ThreadId


@pytest.fixture
def library(tmp_path: Path) -> tuple[Path, ThreadId]:
    """A library with a thread, a note and a reading place; closed."""
    place = tmp_path / "a.beilin"
    shelf = Shelf(store.create(place))
    thread = shelf.add(sample_thread())
    skeleton.load(shelf.store, thread)
    first = PostId(skeleton.load(shelf.store, thread).ids[1])
    notes.add(shelf.store, thread, body="记", post=first)
    editing.set_place(shelf.store, thread, Place(first, None, 2))
    shelf.store.close()
    return place, thread


def test_it_is_what_the_store_says(library: tuple[Path, ThreadId]) -> None:
    place, thread = library
    opened = store.open_library(place)
    try:
        ids = reading.thread_ids(opened)
        rows = reading.summaries(opened, ids)
        head = reading.head(opened, thread)
        tree = skeleton.load(opened, thread)
        wanted = [PostId(post) for post in tree.ids]
        posts = reading.posts(opened, wanted)
        counts = notes.counts(opened, thread)
        links = reading.link_counts(opened, thread)
        kept = editing.place(opened, thread)
    finally:
        opened.close()
    looked = glance.glance(place)
    assert looked is not None
    try:
        assert looked.thread_ids("imported", ascending=False) == ids
        assert looked.summaries(ids) == rows
        assert looked.posts(wanted) == posts
        first = looked.open_thread(thread)
        assert first is not None
        assert (first.head, first.note_counts, first.counts, first.place) == (
            head,
            counts,
            links,
            kept,
        )
        assert skeleton.pack(first.skeleton) == skeleton.pack(tree)
    finally:
        looked.close()


def test_it_leaves_nothing_beside_the_file(library: tuple[Path, ThreadId]) -> None:
    place, thread = library
    before = place.read_bytes()
    looked = glance.glance(place)
    assert looked is not None
    looked.open_thread(thread)
    assert [file.name for file in place.parent.iterdir()] == [place.name]
    looked.close()
    assert place.read_bytes() == before


def test_it_knows_whether_it_is_out_of_date(library: tuple[Path, ThreadId]) -> None:
    place, thread = library
    looked = glance.glance(place)
    assert looked is not None
    assert looked.is_current()
    opened = store.open_library(place)
    assert looked.is_current()
    editing.edit(opened, thread, title="另一个题目")
    opened.close()
    assert not looked.is_current()
    looked.close()
    place.unlink()
    assert not looked.is_current()


def test_there_is_none_of_what_is_unusual(library: tuple[Path, ThreadId]) -> None:
    place, _ = library
    assert glance.glance(place.with_name("none.beilin")) is None
    assert glance.glance(place.parent) is None

    opened = store.open_library(place)
    with opened.write() as connection:
        connection.exec_driver_sql("UPDATE thread SET posts = posts")
        assert glance.glance(place) is None, "another program has it open"
    opened.close()

    place.chmod(0o400)
    assert glance.glance(place) is None
    place.chmod(0o600)

    raw = driver.connect(place.as_uri(), timeout=1)
    raw.execute("PRAGMA user_version=9999")
    raw.close()
    assert glance.glance(place) is None


def test_a_file_that_is_no_library(tmp_path: Path) -> None:
    other = tmp_path / "other.beilin"
    for content in (b"", b"no library at all" * 999, b"SQLite format 3\x00" + bytes(4096)):
        other.write_bytes(content)
        assert glance.glance(other) is None
        assert other.read_bytes() == content


def test_threads_that_take_more_than_a_glance(library: tuple[Path, ThreadId]) -> None:
    place, thread = library
    opened = store.open_library(place)
    editing.trash(opened, thread)
    opened.close()
    looked = glance.glance(place)
    assert looked is not None
    assert looked.open_thread(thread) is None
    assert looked.open_thread(type(thread)(4711)) is None
    looked.close()

    opened = store.open_library(place)
    editing.restore(opened, thread)
    with opened.write() as connection:
        connection.exec_driver_sql("DELETE FROM skeleton")
    opened.close()
    looked = glance.glance(place)
    assert looked is not None
    assert looked.open_thread(thread) is None
    looked.close()


def test_a_damaged_page_is_a_fault_that_is_named(library: tuple[Path, ThreadId]) -> None:
    place, thread = library
    size = place.stat().st_size
    looked = glance.glance(place)
    assert looked is not None
    with place.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(glance.FAULTS):
        looked.open_thread(thread)
    looked.close()
