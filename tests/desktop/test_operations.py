"""What can be done with a library: each write tells what it changed, and can be taken back."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from db import notes, store
from db.changes import DECIDE_REPLY
from db.errors import ClosesCircle, KnownError, LibraryReadOnly, NoteChanged, NotFound, QueryWrong
from db.importing import pipeline
from db.records import ImportOutcome, ImportStatus, Parent, Place, PostId, ThreadId
from db.threads import editing, reading
from desktop import imports as module
from desktop.inputs import IMPORT, IMPORTING, Order, Pasted
from desktop.jobs import Jobs
from desktop.operations import Operations
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import capture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from db.changes import Changes
    from db.glance import Opened
    from db.records import Post, SearchHit
    from db.search import SearchPage

THREAD = """河边的石头

地方新闻
Hebian
最新回复：2024年5月1日 8点05分 PT
120  阅读
2  评论

石头在河边放了很久，没有人记得是谁放的。

甲
甲某
1 楼
这块石头是我爷爷放的。
乙
乙某
2 楼
不信。
"""


class Desk:
    def __init__(self, place: Path, *, inline: bool = True) -> None:
        self.shelf = Shelf(place)
        self.thread = self.shelf.add(sample_thread())
        self.post = self.shelf.post_ids(self.thread)[0]
        self.jobs = Jobs(inline=inline)
        self.does = Operations(self.shelf.store, self.jobs)
        self.changes: list[Changes] = []
        self.failures: list[Exception] = []
        self.does.changed.connect(self.changes.append)
        self.does.undone.connect(self.failures.append)
        self.jobs.failed.connect(self.failures.append)

    def notes(self) -> list[str]:
        return [one.body for one in notes.list_notes(self.shelf.store, thread=self.thread)]

    def listed(self, view: reading.View = reading.View.ALL) -> list[int]:
        return list(
            reading.thread_ids(
                self.shelf.store, view=view, order=reading.ListOrder.IMPORTED, ascending=True
            )
        )

    def title(self) -> str:
        return reading.head(self.shelf.store, self.thread).summary.title

    def undo(self) -> None:
        self.does.undo_stack.undo()

    def redo(self) -> None:
        self.does.undo_stack.redo()

    def close(self) -> None:
        self.jobs.close()
        self.shelf.store.close()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    assert qtbot is not None
    made = Desk(tmp_path / "a.beilin")
    yield made
    made.close()


# reading


def test_a_thread_is_opened_with_all_it_is_shown_from(desk: Desk) -> None:
    notes.add(desk.shelf.store, desk.thread, post=desk.post, body="一")
    editing.set_place(desk.shelf.store, desk.thread, Place(desk.post, None, 3))
    opened: list[Opened] = []
    desk.does.open_thread(desk.thread).on_success(opened.append).start()
    (shown,) = opened
    assert shown.head.summary.id == desk.thread
    assert len(shown.skeleton.depths) == 5
    assert shown.counts.floors == 5
    assert shown.note_counts == {desk.post: 1}
    assert shown.place == Place(desk.post, None, 3)


def test_lists_searches_and_finds(desk: Desk) -> None:
    ids: list[list[int]] = []
    desk.does.list_threads("all", "imported", ascending=True).on_success(
        lambda found: ids.append(list(found))
    ).start()
    assert ids == [[desk.thread]]
    pages: list[SearchPage] = []
    desk.does.searches.page("石頭", "relevance", 0, 50).on_success(pages.append).start()
    counts: list[int] = []
    desk.does.searches.count("石頭").on_success(counts.append).start()
    assert counts == [len(pages[0].hits)]
    assert counts[0] > 3
    desk.does.searches.page("石頭", "relevance", 2, 50).on_success(pages.append).start()
    assert pages[1].hits == pages[0].hits[2:]
    assert [page.total for page in pages] == [None, None]  # the first page waits for no count
    hits: list[tuple[SearchHit, ...]] = []
    desk.does.find(desk.thread, "石头").on_success(hits.append).start()
    assert {hit.thread for hit in hits[0]} == {desk.thread}
    assert desk.does.post_by_floor(desk.thread, "1") == desk.post
    assert desk.does.posts([desk.post])[0].floor == "1"
    assert desk.does.summaries([desk.thread])[desk.thread].posts == 5


def test_what_cannot_be_read_is_said_to_who_asked(desk: Desk) -> None:
    heard: list[Exception] = []
    desk.does.searches.page("(", "relevance", 0, 50).on_failure(heard.append).start()
    desk.does.head(ThreadId(99)).on_failure(heard.append).start()
    assert [type(error) for error in heard] == [QueryWrong, NotFound]
    assert desk.failures == []


def test_a_newer_search_makes_the_older_stale(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a.beilin", inline=False)
    heard: list[str] = []
    for query in ("石", "石头", "河边"):
        desk.does.searches.page(query, "relevance", 0, 50).on_success(
            lambda page: heard.append(page.query)
        ).start()
    qtbot.waitUntil(lambda: desk.jobs.busy == 0, timeout=10_000)
    assert heard == ["河边"]
    desk.close()


# writing, and taking back


def test_a_note_is_written_taken_back_and_written_again(desk: Desk) -> None:
    desk.does.add_note(desk.thread, "去问", post=desk.post, quote="爷爷").start()
    assert desk.notes() == ["去问"]
    assert desk.changes[-1].threads == {desk.thread}
    assert desk.changes[-1].posts == {desk.post}
    assert desk.does.undo_stack.undoText() == "new note"
    desk.undo()
    assert desk.notes() == []
    assert desk.changes[-1].threads == {desk.thread}
    desk.redo()
    assert desk.notes() == ["去问"]
    assert len(desk.changes) == 3


def test_a_note_is_edited_and_deleted(desk: Desk) -> None:
    note = notes.add(desk.shelf.store, desk.thread, body="一").value
    desk.does.edit_note(note, "一二", 7).start()
    desk.does.edit_note(replace(note, body="一"), "一二三", 7).start()
    desk.does.remove_note(note.id).start()
    assert desk.notes() == []
    assert desk.does.undo_stack.count() == 2
    desk.undo()
    assert desk.notes() == ["一二三"]
    desk.undo()
    assert desk.notes() == ["一"]
    desk.redo()
    desk.redo()
    assert desk.notes() == []


def test_a_thread_is_trashed_and_restored(desk: Desk) -> None:
    desk.does.trash(desk.thread).start()
    assert (desk.listed(), desk.listed(reading.View.TRASH)) == ([], [desk.thread])
    desk.undo()
    assert desk.listed() == [desk.thread]
    desk.redo()
    desk.does.restore(desk.thread).start()
    assert desk.listed() == [desk.thread]
    desk.undo()
    assert desk.listed() == []
    assert all(change.threads == {desk.thread} for change in desk.changes)


def test_a_title_is_edited_and_what_was_captured_stays(desk: Desk) -> None:
    before = reading.head(desk.shelf.store, desk.thread)
    desk.does.edit_thread(before, "我起的名", "https://example.org/x").start()
    after = reading.head(desk.shelf.store, desk.thread)
    assert (after.summary.title, after.source_url) == ("我起的名", "https://example.org/x")
    assert after.captured_title == before.captured_title == "河边的石头"
    desk.undo()
    again = reading.head(desk.shelf.store, desk.thread)
    assert (again.summary.title, again.source_url) == (before.summary.title, before.source_url)
    desk.redo()
    assert desk.title() == "我起的名"


def test_a_write_that_changes_nothing_is_no_step(desk: Desk) -> None:
    note = notes.add(desk.shelf.store, desk.thread, body="一").value
    desk.does.edit_note(note, "一", 1).start()
    assert (desk.does.undo_stack.count(), desk.changes) == (0, [])


def test_what_can_no_longer_be_taken_back_ends_the_steps(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk(tmp_path / "a.beilin", inline=False)
    for words in ("一", "二"):
        desk.does.add_note(desk.thread, words).start()
    qtbot.waitUntil(lambda: desk.does.undo_stack.count() == 2, timeout=10_000)
    first = next(
        one for one in notes.list_notes(desk.shelf.store, thread=desk.thread) if one.body == "一"
    )
    notes.erase(desk.shelf.store, first.id)
    desk.undo()
    qtbot.waitUntil(lambda: desk.jobs.busy == 0, timeout=10_000)
    assert desk.failures == []
    desk.undo()
    qtbot.waitUntil(lambda: bool(desk.failures), timeout=10_000)
    assert isinstance(desk.failures[0], KnownError)
    assert desk.does.undo_stack.count() == 0
    desk.close()


def test_undoing_does_not_overwrite_what_another_program_wrote(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = Desk(tmp_path / "a.beilin", inline=False)
    note = notes.add(desk.shelf.store, desk.thread, body="一").value
    desk.does.edit_note(note, "一二", 1).start()
    qtbot.waitUntil(desk.does.undo_stack.canUndo, timeout=10_000)
    notes.edit(desk.shelf.store, note.id, body="别处写的")
    desk.undo()
    qtbot.waitUntil(lambda: desk.jobs.busy == 0, timeout=10_000)
    assert desk.notes() == ["别处写的"]
    assert [type(error) for error in desk.failures] == [NoteChanged]
    desk.close()


def test_emptying_the_trash_ends_the_steps(desk: Desk) -> None:
    desk.does.trash(desk.thread).start()
    desk.does.empty_trash().start()
    assert desk.listed(reading.View.TRASH) == []
    assert desk.does.undo_stack.count() == 0
    assert desk.changes[-1]


def test_the_place_is_remembered_and_changes_no_list(desk: Desk) -> None:
    desk.does.set_place(desk.thread, Place(desk.post, None, 2)).start()
    assert editing.place(desk.shelf.store, desk.thread) == Place(desk.post, None, 2)
    assert (desk.changes, desk.does.undo_stack.count()) == ([], 0)


def test_nothing_is_written_to_a_library_that_is_read_only(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    place = tmp_path / "a.beilin"
    place.chmod(0o400)
    tmp_path.chmod(0o500)
    opened = store.open_library(place)
    try:
        if not opened.read_only:
            pytest.skip("this user may write everywhere")
        does = Operations(opened, Jobs(inline=True))
        heard: list[Exception] = []
        does.trash(desk.thread).on_failure(heard.append).start()
        assert does.read_only
        assert isinstance(heard[0], LibraryReadOnly)
    finally:
        opened.close()
        tmp_path.chmod(0o700)


# files


def importing(desk: Desk, *inputs: Path | Pasted) -> list[ImportOutcome]:
    heard: list[ImportOutcome] = []
    desk.does.imports.run(Order(inputs), heard.extend).start()
    return heard


def test_files_folders_and_pasted_text_are_imported(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "a.txt").write_text(THREAD, encoding="utf-8")
    (folder / "b.txt").write_text("nothing of the kind", encoding="utf-8")
    heard = importing(desk, Pasted("pasted.txt", THREAD.encode()), folder)
    assert [one.status for one in heard] == [
        ImportStatus.ADDED,
        ImportStatus.UNCHANGED,
        ImportStatus.REFUSED,
    ]
    assert heard[2].problem is not None
    (change,) = desk.changes
    assert (change.operation, change.library) == (IMPORT, True)
    assert [*change.threads] == [heard[0].thread]


def test_what_is_imported_is_told_on_the_way(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TELLING", -1.0)
    monkeypatch.setattr(module, "BATCH", -1.0)
    for number in range(3):
        text = THREAD.replace("河边的石头", f"石头 {number}").replace("很久", f"{number} 年")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    importing(desk, *sorted(tmp_path.glob("*.txt")))
    assert [change.operation for change in desk.changes] == [IMPORTING] * 3 + [IMPORT]
    assert len(desk.changes[-1].threads) == 3


def test_outcomes_are_told_in_batches(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [ImportOutcome(f"{number}.txt", ImportStatus.REFUSED) for number in range(5_000)]
    now = [0.0]

    def fast(*_given: Any, **_named: Any) -> Iterator[ImportOutcome]:
        for outcome in made:
            now[0] += 0.001
            yield outcome

    monkeypatch.setattr(pipeline, "import_paths", fast)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    heard: list[list[ImportOutcome]] = []
    order = Order((tmp_path,))
    desk.does.imports.run(order, lambda batch: heard.append(list(batch))).start()
    assert [each for batch in heard for each in batch] == made
    assert len(heard) <= 5.0 / module.BATCH + 2


def test_the_form_of_a_pasted_page_that_is_known(desk: Desk) -> None:
    otherwise = Pasted("pasted.txt", THREAD.encode())
    (outcome,) = importing(desk, Pasted("pasted.html", b"<p>nothing", otherwise))
    assert (outcome.path, outcome.status) == ("pasted.txt", ImportStatus.ADDED)
    (outcome,) = importing(desk, Pasted("pasted.txt", THREAD.encode(), Pasted("b", b"\0")))
    assert (outcome.path, outcome.status) == ("pasted.txt", ImportStatus.UNCHANGED)
    (outcome,) = importing(desk, Pasted("a.html", b"<p>", Pasted("a.txt", b"nothing")))
    assert (outcome.path, outcome.status) == ("a.txt", ImportStatus.REFUSED)


def test_a_reader_and_an_encoding_can_be_named(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    text = THREAD.replace("河边的石头", "另一块石头").replace("很久", "十年")
    file.write_bytes(text.encode("gb18030"))
    heard: list[ImportOutcome] = []
    order = Order((file,), "kantie-text", "gb18030")
    desk.does.imports.run(order, heard.extend).start()
    assert [one.status for one in heard] == [ImportStatus.ADDED]
    assert heard[0].thread is not None
    (kept,) = reading.head(desk.does.store, heard[0].thread).captures
    assert (kept.encoding, kept.encoding_reason) == ("gb18030", "the owner says so")
    assert "kantie-text" in [reader.name for reader in module.readers()]
    assert [module.is_encoding(name) for name in ("GBK", "no-such", "")] == [True, False, False]


def test_a_dry_import_tells_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(THREAD.replace("河边的石头", "另一块石头"), encoding="utf-8")
    heard: list[ImportOutcome] = []
    desk.does.imports.run(Order((file,), dry=True), heard.extend).start()
    assert [one.status for one in heard] == [ImportStatus.ADDED]
    assert desk.changes == []
    assert len(desk.listed()) == 1


def test_an_import_that_changes_nothing_tells_nothing(desk: Desk) -> None:
    importing(desk, Pasted("a.txt", b"\x00\x01\x02"))
    assert desk.changes == []


def test_a_cancelled_import_keeps_what_it_has(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "a.beilin", inline=False)
    first = threading.Event()
    go_on = threading.Event()
    whole: Callable[..., Iterator[ImportOutcome]] = pipeline.import_paths

    def one_by_one(*given: Any, **named: Any) -> Iterator[ImportOutcome]:
        for outcome in whole(*given, **named):
            yield outcome
            first.set()
            go_on.wait(10)

    monkeypatch.setattr(pipeline, "import_paths", one_by_one)
    for number in range(4):
        text = THREAD.replace("河边的石头", f"石头 {number}").replace("很久", f"{number} 年")
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    settled: list[bool] = []
    order = Order(tuple(sorted(tmp_path.glob("*.txt"))))
    job = desk.does.imports.run(order, lambda _outcomes: None)
    job.on_success(lambda _all: settled.append(False)).on_settled(lambda: settled.append(True))
    ticket = job.start()
    assert first.wait(10)
    ticket.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(settled), timeout=10_000)
    assert settled == [True]
    added = len(desk.listed()) - 1
    assert 1 <= added < 4
    assert len(desk.changes[-1].threads) == added
    desk.close()


def test_originals_are_saved_and_libraries_copied(desk: Desk, tmp_path: Path) -> None:
    (outcome,) = importing(desk, Pasted("a.txt", THREAD.encode()))
    assert outcome.capture is not None
    written: list[int] = []
    desk.does.save_original(outcome.capture, tmp_path / "out.txt").on_success(
        written.append
    ).start()
    assert (tmp_path / "out.txt").read_bytes() == THREAD.encode()
    assert written == [len(THREAD.encode())]
    desk.does.backup(tmp_path / "copy.beilin").start()
    copy = store.open_library(tmp_path / "copy.beilin")
    assert len(reading.summaries(copy, [desk.thread])) == 1
    copy.close()
    desk.does.save_original(capture(99).id, tmp_path / "none.txt").start()
    assert [type(error) for error in desk.failures] == [NotFound]
    assert not (tmp_path / "none.txt").exists()


def test_a_library_is_checked_and_its_index_kept_up(desk: Desk) -> None:
    reports: list[bool] = []
    desk.does.check().on_success(lambda report: reports.append(report.ok)).start()
    assert len(reports) == 1
    desk.does.refresh_index().start()
    assert desk.failures == []


# who answers whom


def test_each_decision_is_a_step_with_its_name(desk: Desk) -> None:
    does, child = desk.does.decisions, PostId(4)

    def shown() -> Post:
        return desk.does.posts([child])[0]

    before = shown()
    steps = (
        (does.confirm(child), "confirm reply"),
        (does.reject(child), "reject reply"),
        (does.choose(child, Parent(post=PostId(1))), "choose whom it answers"),
        (does.not_a_reply(child), "mark as no reply"),
        (does.ask_again(child), "ask the rules again"),
    )
    states = [before]
    for job, words in steps:
        job.start()
        assert desk.does.undo_stack.undoText() == words
        states.append(shown())
    assert desk.changes[-1].operation == DECIDE_REPLY
    assert desk.changes[-1].posts == {child}
    for state in reversed(states[:-1]):
        desk.undo()
        assert shown() == state
    for state in states[1:]:
        desk.redo()
        assert shown() == state
    assert desk.failures == []


def test_a_decision_that_changes_nothing_is_no_step(desk: Desk) -> None:
    desk.does.decisions.confirm(PostId(4)).start()
    desk.does.decisions.confirm(PostId(4)).start()
    assert desk.does.undo_stack.count() == 1
    assert len(desk.changes) == 1


def test_a_circle_is_a_failure_and_no_step(desk: Desk) -> None:
    told: list[Exception] = []
    circle = desk.does.decisions.choose(PostId(1), Parent(post=PostId(4)))
    circle.on_failure(told.append).start()
    assert [type(error) for error in told] == [ClosesCircle]
    assert desk.does.undo_stack.count() == 0
    assert desk.changes == []
