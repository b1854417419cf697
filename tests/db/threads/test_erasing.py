"""What was erased is nowhere in the library and its side files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import notes, search
from db import store as stores
from db.errors import NotFound
from db.threads import editing, erasing
from db.threads.reading import View, head, thread_ids
from tests.db.threads.shelf import AFigure, AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Store

TRACE = "zanzibarplumage"
OTHER = "quietmarigold"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


def everything(store: Store) -> bytes:
    """All bytes of the library and what lies beside it."""
    folder = store.place.parent
    files = [path for path in folder.iterdir() if path.name.startswith(store.place.name)]
    return b"".join(path.read_bytes() for path in files)


def holds(store: Store, word: str) -> bool:
    return word.encode() in everything(store)


def secret_thread(word: str = TRACE, floors: int = 40) -> AThread:
    thread = AThread(
        f"about {word}",
        floors=[AFloor(f"{index} {word} {word}{index}", f"by{word}") for index in range(floors)],
        board=f"on{word}",
        ghosts=[(word, f"ghost of {word}")],
        findings=[("odd", f"odd {word}")],
        data=f"the bytes of {word}".encode() * 1000,
    )
    thread.blocks += [
        (thread.blocks[0][0], f"{word} stands here", AFigure(word, f"caption {word}"))
    ]
    return thread


def event(shelf: Shelf, **values: object) -> None:
    names = ", ".join(values)
    marks = ", ".join("?" for _ in values)
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO event(at, kind, {names}) VALUES ('2024', 'imported', {marks})",  # noqa: S608
            tuple(values.values()),
        )


def test_an_emptied_trash_leaves_no_trace(shelf: Shelf) -> None:
    kept = shelf.add(sample_thread())
    for index in range(3):
        shelf.add(secret_thread(f"filler{index}word"))
    gone = shelf.add(secret_thread())
    post = shelf.post_ids(gone)[0]
    notes.add(shelf.store, gone, post=post, body=f"note on {TRACE}", tags=[f"tag{TRACE}"])
    notes.add(shelf.store, gone, body=f"another {TRACE}", quote=TRACE)
    away = notes.add(shelf.store, kept, body=f"away with {OTHER}", tags=[OTHER]).value.id
    notes.remove(shelf.store, away)
    event(shelf, thread_id=gone, detail=f"{TRACE}.txt")
    event(shelf, note_id=away, detail=OTHER)
    event(shelf, thread_id=kept, detail="kept.txt")
    editing.edit(shelf.store, gone, title=f"edited {TRACE}")
    editing.trash(shelf.store, gone)
    assert holds(shelf.store, TRACE)
    assert holds(shelf.store, OTHER)

    done = editing.empty_trash(shelf.store)

    assert done.value == editing.Emptied(
        threads=1, notes=3, captures=1, kept_captures=0, complete=True
    )
    assert done.changes.threads == {gone}
    assert away in done.changes.notes
    assert not holds(shelf.store, TRACE)
    assert not holds(shelf.store, OTHER)
    assert list(thread_ids(shelf.store, view=View.TRASH)) == []
    assert kept in thread_ids(shelf.store)
    assert search.search(shelf.store, "爷爷").total == 2
    assert search.search(shelf.store, "filler1word").total
    assert search.verify(shelf.store).ok
    with shelf.store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        details = connection.exec_driver_sql("SELECT detail FROM event").scalars().all()
    assert [detail for detail in details if detail] == ["kept.txt"]
    with pytest.raises(NotFound):
        head(shelf.store, gone)


def test_an_empty_trash_changes_nothing(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    done = editing.empty_trash(shelf.store)
    assert not done.changes
    assert done.value == editing.Emptied(0, 0, 0, 0, complete=True)
    assert list(thread_ids(shelf.store)) == [thread]
    with shelf.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar() == 0


def test_a_file_that_holds_another_thread_is_kept(shelf: Shelf) -> None:
    one = shelf.add(AThread("一"))
    two = shelf.add(AThread("二"))
    shared = head(shelf.store, one).captures[0].id
    with shelf.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO capture_thread(capture_id, thread_id, title, found_posts)"
            " VALUES (?, ?, '二', 0)",
            (shared, two),
        )
    editing.trash(shelf.store, one)
    done = editing.empty_trash(shelf.store)
    assert (done.value.captures, done.value.kept_captures) == (0, 1)
    assert shared in [capture.id for capture in head(shelf.store, two).captures]


def test_an_erased_note_leaves_no_trace(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    notes.add(shelf.store, thread, body="stays here")
    note = notes.add(shelf.store, thread, body=f"first {TRACE}", tags=[f"x{TRACE}"]).value.id
    notes.edit(shelf.store, note, body=f"then {OTHER} {TRACE}")
    notes.edit(shelf.store, note, body=f"last {OTHER}")
    done = notes.erase(shelf.store, note)
    assert done.value.complete
    assert done.changes.notes == {note}
    assert done.value.note.id == note
    assert not holds(shelf.store, TRACE)
    assert not holds(shelf.store, OTHER)
    with pytest.raises(NotFound):
        notes.get(shelf.store, note)
    assert search.search(shelf.store, OTHER).total == 0
    assert search.search(shelf.store, "stays").total == 1
    assert search.verify(shelf.store).ok


@pytest.mark.parametrize("how", ["erased", "trash"])
def test_not_even_a_part_of_a_word_is_left_where_a_page_of_the_index_began(
    shelf: Shelf, how: str
) -> None:
    thread = shelf.add(sample_thread())
    # words that go stand among words that stay, and are more than fit on what is left of a page
    kept, gone = (
        notes.add(
            shelf.store,
            thread,
            body=" ".join(
                f"g{group:02d}{word}{n:03d}" for group in range(30) for n in range(count)
            ),
        ).value.id
        for word, count in (("kept", 250), (TRACE, 80))
    )
    with shelf.store.write() as connection:
        # what using it brings about by and by
        connection.exec_driver_sql("INSERT INTO note_index(note_index) VALUES ('optimize')")
    if how == "erased":
        assert notes.erase(shelf.store, gone).value.complete
    else:
        notes.remove(shelf.store, gone)
        assert editing.empty_trash(shelf.store).value.complete
    assert not holds(shelf.store, TRACE)
    assert notes.get(shelf.store, kept).body.startswith("g00kept000")
    assert search.search(shelf.store, "g07kept123").total == 1
    assert search.verify(shelf.store).ok


def test_another_reader_holds_the_log_back_and_the_answer_says_so(shelf: Shelf) -> None:
    thread = shelf.add(sample_thread())
    note = notes.add(shelf.store, thread, body=TRACE).value.id
    other = stores.open_library(shelf.store.place)
    try:
        with other.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM note").scalar()
            assert not notes.erase(shelf.store, note).value.complete
    finally:
        other.close()
    assert editing.empty_trash(shelf.store).value.complete
    assert not holds(shelf.store, TRACE)


def test_what_was_interrupted_is_finished_the_next_time(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = shelf.add(secret_thread())
    shelf.add(sample_thread())
    editing.trash(shelf.store, gone)

    def killed(_store: Store) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "scrub", killed)
        with pytest.raises(KeyboardInterrupt):
            editing.empty_trash(shelf.store)
    assert holds(shelf.store, TRACE)
    assert editing.empty_trash(shelf.store).value.complete
    assert not holds(shelf.store, TRACE)


def test_progress_is_told_thread_by_thread(shelf: Shelf) -> None:
    for index in range(3):
        editing.trash(shelf.store, shelf.add(AThread(str(index))))
    steps: list[tuple[int, int]] = []
    editing.empty_trash(shelf.store, lambda done, total: steps.append((done, total)))
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_thread_that_was_restored_meanwhile_is_kept(shelf: Shelf) -> None:
    first = shelf.add(AThread("一"))
    second = shelf.add(AThread("二"))
    for thread in (first, second):
        editing.trash(shelf.store, thread)

    def restore(done: int, _total: int) -> None:
        if done == 0:
            editing.restore(shelf.store, second)

    emptied = editing.empty_trash(shelf.store, restore)
    assert emptied.changes.threads == {first}
    assert list(thread_ids(shelf.store)) == [second]


def test_many_floors_leave_no_trace_either(shelf: Shelf) -> None:
    gone = shelf.add(secret_thread(floors=600))
    editing.trash(shelf.store, gone)
    assert editing.empty_trash(shelf.store).value.threads == 1
    assert not holds(shelf.store, TRACE)
