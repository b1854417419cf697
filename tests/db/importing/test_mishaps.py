"""What befalls files and processes in the middle of an import, and what is left of it."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import store
from db.errors import NotAThread
from db.importing import choosing, committing, dry, originals, pipeline, preparing, runs, workers
from db.importing.originals import Held, OnDisk
from db.importing.prepared import Prepared, PreparedThread
from db.importing.preparing import Task, prepare_bytes, prepared_thread
from db.importing.rereading import read_again
from db.records import ImportStatus, ThreadId
from db.threads import editing, reading
from tests.builders import make_capture, read_text
from tests.packed import PIXEL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.importing.choosing import Wishes
    from db.importing.claims import Format
    from db.importing.page import Page
    from db.records import ImportOutcome
    from db.store import Store


ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
@pytest.mark.parametrize("count", [0, 1])
def test_a_name_that_is_no_utf_8(library: Store, tmp_path: Path, count: int) -> None:
    folder = tmp_path / os.fsdecode(b"\xd0\xc2")
    folder.mkdir()
    for name, data in ((b"\xcc\xfb.txt", make_capture(1, 3)), (b"\xbb\xb5.bin", b"\0\1\2" * 9)):
        (folder / os.fsdecode(name)).write_bytes(data)
    asked = [folder]
    options = pipeline.Options(workers=count)
    outcomes = list(pipeline.import_paths(library, asked, options=options))
    assert sorted(each.status.value for each in outcomes) == ["added", "refused"]
    (run,) = runs.runs(library)
    assert run.inputs == (str(asked[0]),)
    (refused,) = runs.outcomes(library, run.id, [ImportStatus.REFUSED])
    assert refused.problem is not None
    assert refused.problem.values["name"] == "\\udcbb\\udcb5.bin"
    skip = runs.done_paths(library, run.id)
    again = pipeline.Options(workers=count, skip=skip)
    assert list(pipeline.import_paths(library, asked, options=again)) == []


def test_a_process_that_was_ended_while_it_waited_is_replaced() -> None:
    task = Task("a.txt", Held(make_capture(1, 3)), "0" * 64)
    with workers.Workers(1) as pool:
        for _ in range(3):
            reading_ = pool.start(task)
            assert reading_ is not None
            assert len(list(reading_)) == 2
            pool.interrupt()
            for worker in pool._all:
                worker._process.join()


def test_a_file_that_nobody_takes_any_more_holds_no_process() -> None:
    task = Task("a.txt", Held(make_capture(1, 3)), "0" * 64)
    with workers.Workers(1) as pool:
        first = pool.start(task)
        assert first is not None
        parts = iter(first)
        next(parts)
        assert pool.start(task) is None
        parts.close()  # type: ignore[attr-defined]
        second = pool.start(task)
        assert second is not None
        assert len(list(second)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_a_file_that_became_a_pipe_stops_no_other(
    library: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "HELD", 16)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(make_capture(ord(name[0]), 3))
    chunks = OnDisk.chunks

    def replaced(self: OnDisk) -> Iterator[bytes]:
        if self.path.name == "a.txt":
            self.path.unlink()
            os.mkfifo(self.path)
        return chunks(self)

    monkeypatch.setattr(OnDisk, "chunks", replaced)
    asked = [tmp_path / "a.txt", tmp_path / "b.txt"]
    outcomes = list(pipeline.import_paths(library, asked))
    assert [each.status.value for each in outcomes] == ["failed", "added"]
    assert isinstance(outcomes[0].problem, originals.Changed)
    assert len(reading.thread_posts(library, ThreadId(1))) == 3


def test_refused_pages_of_a_container_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", make_capture(1, 3))
        for number in range(40):
            archive.writestr(f"{number}.html", f"<html><body><p>{number}</p></body></html>")
    refused: list[NotAThread] = []

    def watched(page: Page, wishes: Wishes) -> Format:
        try:
            return choosing.format_of(page, wishes)
        except NotAThread as error:
            refused.append(error)
            raise

    monkeypatch.setattr(preparing, "format_of", watched)
    (thread,) = prepare_bytes(packed.getvalue(), "a.zip").threads
    assert len(thread.draft.posts) == 3
    assert len(refused) == 40
    # a traceback holds the frames, and so the page
    assert {each.__traceback__ for each in refused} == {None}


def test_the_trash_takes_the_names_of_its_files_along(library: Store, tmp_path: Path) -> None:
    names = ("gone.txt", "gone too.txt", "kept.txt", "bad.bin")
    for name, seed in zip(names, (1, 1, 2, None), strict=True):
        data = make_capture(seed, 3) if seed is not None else b"\0\1\2"
        (tmp_path / name).write_bytes(data)
    asked = [tmp_path / name for name in names]
    options = pipeline.Options(workers=0)
    outcomes = list(pipeline.import_paths(library, asked, options=options))
    list(pipeline.import_paths(library, asked[:1], options=options))
    assert [each.thread for each in outcomes] == [1, 1, 2, None]
    editing.trash(library, ThreadId(1))
    editing.empty_trash(library)
    (run,) = runs.runs(library)
    assert run.inputs == (str(asked[2]), str(asked[3]))
    assert run.counts == {"added": 1, "refused": 1}
    assert b"gone" not in library.place.read_bytes()


def test_bytes_of_the_library_have_nothing_beside_them(
    library: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "tests/data/formats/discuz-wap-html/wap.html").read_bytes()
    assert b"a/tea.png" in page
    (tmp_path / "tea.html").write_bytes(page.replace(b"a/tea.png", b"tea_files/tea.png"))
    (tmp_path / "tea_files").mkdir()
    (outcome,) = pipeline.import_paths(library, [tmp_path / "tea.html"])
    assert outcome.thread is not None
    assert outcome.capture is not None
    # what lies under such a name in the folder at hand is of another page
    (tmp_path / "tea_files" / "tea.png").write_bytes(PIXEL)
    monkeypatch.chdir(tmp_path)
    read_again(library, outcome.capture)
    images = [
        figure.image
        for post in reading.thread_posts(library, outcome.thread)
        for figure in post.figures
    ]
    assert images == ["missing"]


def test_a_mailbox_that_was_cut_off_is_gone_on_with(
    library: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = (
        f"From a@example.org Mon Jan  1 00:00:00 2024\nFrom: a@example.org\nSubject: boat {at}\n"
        f"Message-ID: <{at}@example.org>\nDate: Mon, 1 Jan 2024 10:0{at}:00 +0000"
        f"\n\nWords {at}.\n\n"
        for at in range(5)
    )
    (tmp_path / "boats.mbox").write_text("".join(letters), encoding="utf-8")
    monkeypatch.setattr(committing, "MOST_POSTS", 1)
    write = committing._commit
    written: list[bool] = []

    def until(*given: Any, **named: Any) -> list[ImportOutcome]:
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(True)
        return write(*given, **named)

    monkeypatch.setattr(committing, "_commit", until)
    options = pipeline.Options(workers=0)
    with pytest.raises(KeyboardInterrupt):
        list(pipeline.import_paths(library, [tmp_path / "boats.mbox"], options=options))
    monkeypatch.setattr(committing, "_commit", write)
    (run,) = runs.runs(library)
    assert run.counts == {"added": 2}
    options = pipeline.Options(workers=0, skip=runs.done_paths(library, run.id))
    outcomes = list(pipeline.import_paths(library, [tmp_path / "boats.mbox"], options=options))
    assert [each.status.value for each in outcomes] == ["unchanged"] * 2 + ["added"] * 3
    assert runs.done_paths(library, 2) == {str(tmp_path / "boats.mbox")}


def test_a_large_file_that_changes_in_the_middle_says_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "MOST_POSTS", 2)
    data, texts = b"x", [make_capture(seed, 2).decode() for seed in range(4)]
    capture = Prepared("a.mbox", "a.mbox", Held(data), "0" * 64, "utf-8", "", "t", "1", (), ())

    def parts(_task: object) -> Iterator[Prepared | PreparedThread]:
        yield capture
        for at, text in enumerate(texts):
            if at == 3:
                raise originals.changed(Path("a.mbox"))
            yield prepared_thread(read_text(text), f"k{at}")

    monkeypatch.setattr(pipeline, "read_here", parts)
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        outcomes = pipeline.import_bytes(opened, data, "a.mbox")
    assert [each.status.value for each in outcomes] == ["added", "added", "failed"]
    assert "are kept" in (outcomes[-1].error or "")


def test_a_dry_run_tells_what_comes_before_a_fault(library: Store) -> None:
    data = b"x"
    capture = Prepared("a.mbox", "a.mbox", Held(data), "0" * 64, "utf-8", "", "t", "1", (), ())

    def parts() -> Iterator[Prepared | PreparedThread]:
        yield capture
        yield prepared_thread(read_text(make_capture(1, 2).decode()), "k")
        raise originals.changed(Path("a.mbox"))

    task = Task("a.mbox", Held(data), "0" * 64)
    outcomes = dry.Plans().outcomes(library, task, parts())
    assert [each.status.value for each in outcomes] == ["added", "failed"]
