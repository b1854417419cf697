"""Captures read anew: identity stays, what was misread goes, notes and pictures stay."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from db import integrity, notes, search, store
from db.errors import KnownError, NotFound
from db.importing import pipeline, preparing, recapture, rereading
from db.importing.choosing import Wishes
from db.importing.drafts import BlockDraft, FigureDraft, PostDraft, ThreadDraft
from db.pictures import look_at
from db.records import BlockType, CaptureId, ImportStatus, ThreadId
from db.threads import originals, pictures, reading
from db.threads.pictures import FigureKey
from tests.builders import make_capture
from tests.db.importing.test_picturing import RED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from db.store import Store

THREAD, CAPTURE = ThreadId(1), CaptureId(1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


def posts(library: Store) -> list[tuple[int, str | None, str]]:
    return [(post.id, post.floor, post.text) for post in reading.thread_posts(library, THREAD)]


def pretend(monkeypatch: pytest.MonkeyPatch, *drafts: ThreadDraft) -> None:
    """A newer reader that reads the same bytes otherwise."""
    prepare: Any = preparing.prepare_bytes

    def otherwise(*words: Any, **said: Any) -> Any:
        prepared = prepare(*words, **said)
        threads = tuple(
            preparing.prepared_thread(draft, f"k{at}") for at, draft in enumerate(drafts)
        )
        return replace(prepared, threads=threads, reader_version="99")

    monkeypatch.setattr(rereading, "prepare_bytes", otherwise)


def test_the_same_reader_changes_nothing_that_is_seen(library: Store) -> None:
    data = make_capture(3, 30)
    pipeline.import_bytes(library, data, "a.txt")
    note = notes.add(library, THREAD, post=reading.thread_posts(library, THREAD)[4].id, body="n")
    before = posts(library), reading.link_counts(library, THREAD)
    (outcome,) = rereading.read_again(library, CAPTURE).value
    assert outcome.status is ImportStatus.UPDATED
    assert (posts(library), reading.link_counts(library, THREAD)) == before
    assert [each.id for each in notes.list_notes(library)] == [note.value.id]
    assert b"".join(originals.original(library, CAPTURE)) == data
    assert integrity.check(library).ok
    assert search.verify(library, sample=10_000).ok
    with library.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM post_version").scalar_one()
    assert count == 30


def read_as(*floors: tuple[str, str], figures: Sequence[FigureDraft] = ()) -> ThreadDraft:
    return ThreadDraft(
        "另一个题目",
        blocks=(BlockDraft(BlockType.FIGURE, "图", caption="图", src="a.png"),),
        posts=tuple(
            PostDraft(text, author, str(at), figures=tuple(figures) if at == 1 else ())
            for at, (author, text) in enumerate(floors, 1)
        ),
    )


def test_what_was_misread_goes_unless_a_note_hangs_on_it(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.import_bytes(library, make_capture(3, 6), "a.txt")
    first = reading.thread_posts(library, THREAD)
    note = notes.add(library, THREAD, post=first[5].id, body="留着").value
    kept = [(post.author or "", post.text) for post in first[:3]]
    pretend(monkeypatch, read_as(*kept, ("新人", "以前没有读到的一层")))
    (outcome,) = rereading.read_again(library, CAPTURE).value
    assert outcome.thread == THREAD
    after = reading.thread_posts(library, THREAD)
    assert [post.id for post in after[:3]] == [post.id for post in first[:3]]
    assert {post.text for post in after} == {
        *(text for _, text in kept),
        "以前没有读到的一层",
        first[5].text,
    }
    assert [each.id for each in notes.list_notes(library)] == [note.id]
    head = reading.head(library, THREAD)
    assert head.summary.title == "另一个题目"
    assert head.captures[0].reader_version == "99"
    assert integrity.check(library).ok
    assert search.verify(library, sample=10_000).ok


def test_pictures_stay_in_their_places(library: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.import_bytes(library, make_capture(3, 3), "a.txt")
    floors = [(post.author or "", post.text) for post in reading.thread_posts(library, THREAD)]
    pretend(monkeypatch, read_as(*floors, figures=[FigureDraft(0, src="b.png")]))
    rereading.read_again(library, CAPTURE)
    block = reading.head(library, THREAD).blocks[0]
    post = reading.thread_posts(library, THREAD)[0]
    for key in (
        FigureKey(article=True, id=block.figure or 0),
        FigureKey(article=False, id=post.figures[0].id),
    ):
        pictures.attach(library, key, RED, look_at(RED, "a"), "mine")
    rereading.read_again(library, CAPTURE)
    assert reading.head(library, THREAD).blocks[0].image == "attached"
    assert reading.thread_posts(library, THREAD)[0].figures[0].image == "attached"


def test_a_capture_that_is_older_than_the_shown_one_stays_behind_it(library: Store) -> None:
    pipeline.import_bytes(library, make_capture(3, 20), "a.txt")
    pipeline.import_bytes(library, make_capture(3, 30), "b.txt")
    before = posts(library)
    for capture in (1, 2, 1):
        rereading.read_again(library, CaptureId(capture))
        assert posts(library) == before
        assert integrity.check(library).ok


def test_what_cannot_be_read_so_changes_nothing(library: Store) -> None:
    pipeline.import_bytes(library, make_capture(3, 6), "a.txt")
    before = posts(library)
    with pytest.raises(NotFound):
        rereading.read_again(library, CaptureId(9))
    with pytest.raises(NotFound):
        rereading.read_again(library, CAPTURE, Wishes(format="none-such"))
    with pytest.raises(KnownError):
        rereading.read_again(library, CAPTURE, Wishes(encoding="none-such"))
    assert posts(library) == before


def test_several_threads_come_out_of_one_that_was_read_as_one(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.import_bytes(library, make_capture(3, 6), "a.txt")
    floors = [(post.author or "", post.text) for post in reading.thread_posts(library, THREAD)]
    pretend(monkeypatch, read_as(*floors[:3]), read_as(*floors[3:]))
    outcomes = rereading.read_again(library, CAPTURE).value
    assert [each.status for each in outcomes] == [ImportStatus.ADDED] * 2
    assert integrity.check(library).ok


def test_a_plan_does_not_hold_once_a_capture_was_read_anew(library: Store) -> None:
    data = make_capture(3, 6)
    pipeline.import_bytes(library, data, "a.txt")
    prepared = preparing.prepare_bytes(make_capture(3, 8), "b.txt")
    (thread,) = prepared.threads
    with library.read() as connection:
        planned = recapture.plan(connection, thread, prepared)
        assert recapture.holds(connection, thread, planned)
    rereading.read_again(library, CAPTURE)
    with library.read() as connection:
        assert not recapture.holds(connection, thread, planned)
