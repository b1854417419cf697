from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, update

from db.errors import Cancelled
from db.models import Note, Post, PostVersion, Thread
from db.records import Span
from db.search import (
    index_note,
    index_title,
    is_stale,
    merging,
    reindex,
    remove_note,
    remove_thread,
    scrub,
    search,
    settle,
    verify,
)
from db.store import Store, common
from tests.db.search.shelf import APost, AThread, Shelf
from tests.db.search.test_truth import assert_true, invented_query, invented_text, invented_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "a.beilin")
    chance = random.Random(7)
    shelf.add(*(invented_thread(chance) for _ in range(5)))
    shelf.note(shelf.threads[0], invented_text(chance))
    yield shelf
    shelf.store.close()


def dump(shelf: Shelf) -> bytes:
    """Every byte of the library and its side files, after the log was folded in."""
    with shelf.store.write() as connection:
        raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    place = shelf.store.place
    return b"".join(path.read_bytes() for path in place.parent.glob(place.name + "*"))


def test_a_fresh_index_is_true(shelf: Shelf) -> None:
    report = verify(shelf.store, sample=1000)
    assert report.posts == report.indexed == 60
    assert report.ok
    assert not is_stale(shelf.store)


def test_reindexing_changes_no_answer(shelf: Shelf) -> None:
    seen: list[tuple[int, int]] = []
    assert reindex(shelf.store, lambda done, of: seen.append((done, of))) == 5
    assert seen == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]
    assert verify(shelf.store, sample=1000).ok
    chance = random.Random(8)
    for _ in range(100):
        assert_true(shelf, invented_query(chance, shelf))


def test_a_stopped_rebuilding_says_so(shelf: Shelf) -> None:
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        reindex(shelf.store, cancelled=lambda: next(answers))
    assert is_stale(shelf.store)
    report = verify(shelf.store)
    assert not report.ok
    assert report.indexed == 24
    assert not search(shelf.store, "石碑").exact
    reindex(shelf.store)
    assert verify(shelf.store, sample=1000).ok


def test_what_changed_behind_the_index_is_told(shelf: Shelf) -> None:
    post = shelf.threads[2].post_ids[3]
    with shelf.store.write() as connection:
        connection.execute(
            update(PostVersion).where(PostVersion.post_id == post).values(text="换了一句话")
        )
    assert verify(shelf.store, sample=1000).stale == 1
    with shelf.store.write() as connection:
        remove_thread(connection, shelf.threads[1].id)
        connection.execute(update(Note).values(body="换了"))
    report = verify(shelf.store, sample=1000)
    assert report.indexed == report.posts - 12
    assert report.stale == 2


def test_a_damaged_index_is_told_and_rebuilt(shelf: Shelf) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE search_post_data SET block = x'00' || substr(block, 2, 20) WHERE id > 10"
        )
        connection.exec_driver_sql("UPDATE note_index_data SET block = x'00ff' WHERE id > 10")
    assert verify(shelf.store).damaged
    reindex(shelf.store)
    assert verify(shelf.store, sample=1000).ok


def test_what_another_connection_wrote_is_no_damage(shelf: Shelf) -> None:
    for _ in range(10):
        assert not verify(shelf.store).damaged
        with shelf.store.write() as connection:
            for table in ("search_post", "search_quoting", "search_about"):
                connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608
            shelf.index(connection, shelf.threads[0])


def test_a_title_given_by_the_owner(shelf: Shelf) -> None:
    thread = shelf.threads[0]
    with shelf.store.write() as connection:
        connection.execute(
            update(Thread).where(Thread.id == thread.id).values(title_edited="饕餮 Zyxwvu")
        )
        index_title(connection, thread.id, "饕餮 Zyxwvu")
    thread.title = "饕餮 Zyxwvu"
    for query in ("饕餮", "yxw", '"餮 zy"'):
        assert search(shelf.store, query).counts["title"] == 1
        assert_true(shelf, query)
    assert verify(shelf.store).ok


def test_an_erased_note_leaves_no_trace(shelf: Shelf) -> None:
    body = "饕餮魑魅 zyxwvutsrq 夜宴"
    number = shelf.note(shelf.threads[0], body)
    kept = shelf.note(shelf.threads[0], "饕 zyxwvut 留下")
    assert b"zyxwvutsrq" in dump(shelf)
    assert search(shelf.store, "zyxwvutsrq").counts["note"] == 1
    with shelf.store.write() as connection:
        remove_note(connection, number)
        connection.execute(delete(Note).where(Note.id == number))
    del shelf.notes[number]
    left = dump(shelf)
    for trace in ("zyxwvutsrq", "tsrq", "魑", "魅", "餮", "夜宴"):
        assert trace.encode() not in left, trace
    assert search(shelf.store, "zyxwvut").counts["note"] == 1
    with shelf.store.write() as connection:
        index_note(connection, kept, "改过")
        connection.execute(update(Note).where(Note.id == kept).values(body="改过"))
    shelf.notes[kept] = (shelf.threads[0].id, "改过")
    assert b"zyxwvut" not in dump(shelf)
    assert_true(shelf, "改过")
    assert verify(shelf.store).ok


def test_a_removed_thread_leaves_no_trace_after_scrubbing(shelf: Shelf) -> None:
    thread = AThread(
        "饕餮",
        posts=[APost("魑魅 zyxwvutsrq", "魍魉"), APost("魑“魅”", "魍魉", (Span(1, 4),))],
    )
    shelf.add(thread)
    with shelf.store.write() as connection:
        remove_thread(connection, thread.id)
        connection.execute(update(Post).where(Post.thread_id == thread.id).values(site_id=None))
        for table in (PostVersion,):
            connection.execute(delete(table).where(table.post_id.in_(thread.post_ids)))
        for statement in (
            "DELETE FROM quote WHERE thread_id = ?",
            "DELETE FROM post WHERE thread_id = ?",
            "DELETE FROM capture_thread WHERE thread_id = ?",
            "DELETE FROM thread WHERE id = ?",
        ):
            connection.exec_driver_sql(statement, (thread.id,))
    shelf.threads.remove(thread)
    steps: list[int] = []
    scrub(shelf.store, steps.append)
    assert steps
    left = dump(shelf)
    for trace in ("zyxwvutsrq", "zyxw", "魑", "魅", "饕", "魍"):
        assert trace.encode() not in left, trace
    assert verify(shelf.store, sample=1000).ok
    chance = random.Random(9)
    for _ in range(60):
        assert_true(shelf, invented_query(chance, shelf))


# -- merging


def segments(shelf: Shelf) -> list[int]:
    with shelf.store.read() as connection:
        return [
            connection.exec_driver_sql(
                f"SELECT count(DISTINCT segid) FROM {table}_idx"  # noqa: S608
            ).scalar_one()
            for table in ("search_post", "search_quoting", "search_about")
        ]


def many_imports(shelf: Shelf, chance: random.Random) -> None:
    for _ in range(14):
        shelf.add(invented_thread(chance, posts=8))


def test_settling_merges_what_imports_left(shelf: Shelf) -> None:
    chance = random.Random(3)
    many_imports(shelf, chance)
    before = segments(shelf)
    steps = settle(shelf.store)
    after = segments(shelf)
    assert steps >= 3
    assert all(few < many for few, many in zip(after, before, strict=True))
    assert settle(shelf.store) == 0
    assert segments(shelf) == after
    assert verify(shelf.store, sample=1000).ok
    many_imports(shelf, chance)
    settle(shelf.store)
    assert max(segments(shelf)) <= 3
    for _ in range(60):
        assert_true(shelf, invented_query(chance, shelf))
    thread = shelf.threads[2]
    shelf.rewrite(thread, 0, "改过的话")
    settle(shelf.store)
    assert_true(shelf, "改过的话")
    scrub(shelf.store)
    assert segments(shelf) == [1, 1, 1]
    assert verify(shelf.store, sample=1000).ok


def test_settling_goes_on_where_it_was_stopped(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_PAGES", 1)
    many_imports(shelf, random.Random(4))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(len(asked) >= 1)
        return asked[-1]

    assert settle(shelf.store, cancelled) == 1
    # stopped in the middle of a merge, it answers and can be written to
    assert_true(shelf, "石")
    shelf.rewrite(shelf.threads[0], 0, "改过的话")
    assert_true(shelf, "改过的话")
    assert settle(shelf.store) > 0
    assert settle(shelf.store) == 0
    assert_true(shelf, "石")
    assert verify(shelf.store, sample=1000).ok


def test_settling_leaves_what_it_cannot_write(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    many_imports(shelf, random.Random(5))
    before = segments(shelf)
    monkeypatch.setattr(common, "ROOM", 1 << 62)
    with caplog.at_level("INFO"):
        assert settle(shelf.store) == 0
    assert "the index was not merged: disk-full" in caplog.text
    assert segments(shelf) == before
    monkeypatch.undo()
    monkeypatch.setattr(Store, "read_only", True)
    assert settle(shelf.store) == 0
    assert segments(shelf) == before


def test_rebuilding_leaves_a_merged_index(shelf: Shelf) -> None:
    many_imports(shelf, random.Random(6))
    reindex(shelf.store)
    assert max(segments(shelf)) <= 3
    assert settle(shelf.store) == 0
