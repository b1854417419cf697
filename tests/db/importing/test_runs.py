"""Imports of many files: by several processes, told beforehand, remembered, gone on with."""

from __future__ import annotations

import gzip
import pickle
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import integrity, store
from db.errors import DiskFull, KnownError, NotAThread, QueryWrong
from db.importing import committing, knowing, originals, pipeline, runs, workers
from db.importing.choosing import Wishes
from db.importing.committing import commit_following
from db.importing.originals import Held, OnDisk
from db.importing.preparing import Task, prepared_thread
from db.records import CaptureId, ImportOutcome, ImportStatus
from db.threads import originals as stored_originals
from db.threads import reading
from tests.builders import make_capture, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "saved"
    made.mkdir()
    for seed in range(8):
        (made / f"{seed}.txt").write_bytes(make_capture(seed, 5))
    (made / "8.bin").write_bytes(bytes(range(256)) * 4)
    (made / "9.txt").write_bytes(make_capture(0, 5))
    return made


def told(outcomes: list[ImportOutcome]) -> list[tuple[str, str, int]]:
    return [(each.status.value, each.path.rpartition("/")[2], each.posts) for each in outcomes]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_any_number_of_workers_gives_the_same(library: Store, folder: Path, count: int) -> None:
    options = pipeline.Options(workers=count)
    outcomes = list(pipeline.import_paths(library, [folder], options=options))
    expected = [("added", f"{seed}.txt", 5) for seed in range(8)]
    assert told(outcomes) == [*expected, ("refused", "8.bin", 0), ("unchanged", "9.txt", 5)]
    assert [each.thread for each in outcomes[:8]] == list(range(1, 9))
    assert integrity.check(library).ok
    (run,) = runs.runs(library)
    assert (run.state, run.files, run.inputs) == ("finished", 10, (str(folder),))
    assert run.counts == {"added": 8, "refused": 1, "unchanged": 1}
    kept = sorted(runs.outcomes(library, run.id), key=lambda each: each.path)
    assert [replace(each, problem=None) for each in kept] == [
        replace(each, problem=None) for each in outcomes
    ]
    (refused,) = runs.outcomes(library, run.id, [ImportStatus.REFUSED])
    assert isinstance(refused.problem, NotAThread)
    assert refused.problem.values == {"name": "8.bin"}
    assert runs.failed_paths(library, run.id) == [folder / "8.bin"]


def test_a_dry_run_tells_the_same_and_writes_nothing(library: Store, folder: Path) -> None:
    dry = pipeline.Options(dry=True)
    before = list(pipeline.import_paths(library, [folder], options=dry))
    assert not reading.thread_ids(library)
    assert runs.runs(library) == []
    outcomes = list(pipeline.import_paths(library, [folder]))
    assert told(before) == told(outcomes)
    again = list(pipeline.import_paths(library, [folder], options=dry))
    assert {each.status.value for each in again} == {"unchanged", "refused"}


def test_what_is_cut_off_goes_on(library: Store, folder: Path) -> None:
    line = pipeline.import_paths(library, [folder])
    for _ in range(4):
        next(line)
    line.close()
    (run,) = runs.runs(library)
    assert run.state == "cancelled"
    done = runs.done_paths(library, run.id)
    assert len(done) == 4
    options = pipeline.Options(skip=done)
    rest = list(pipeline.import_paths(library, [folder], options=options))
    assert len(rest) == 6
    assert len(reading.thread_ids(library)) == 8
    runs.forget(library, run.id)
    assert run.id not in [each.id for each in runs.runs(library)]
    assert len(reading.thread_ids(library)) == 8


def test_stopping_does_not_wait_for_the_file_at_hand(library: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(make_capture(1, 4_000))
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2  # not before the file, but while it is being read

    options = pipeline.Options(workers=1)
    line = pipeline.import_paths(library, [path], cancelled=cancelled, options=options)
    assert list(line) == []
    assert not reading.thread_ids(library)
    assert runs.runs(library) == []


def test_what_was_cut_off_can_be_let_be(library: Store, folder: Path) -> None:
    with library.write() as connection:
        recorder = runs.Recorder(library, [folder], 10)
        outcome = ImportOutcome(str(folder / "0.txt"), ImportStatus.REFUSED)
        recorder.within(connection, [outcome])
    (run,) = runs.runs(library)
    assert (run.state, run.ended_at) == ("running", None)
    runs.settle(library, run.id)
    (settled,) = runs.runs(library)
    assert settled.state == "cancelled"
    assert settled.ended_at
    runs.settle(library, run.id)
    assert runs.runs(library) == [settled]


def test_a_report_of_nothing_is_not_kept(library: Store, tmp_path: Path) -> None:
    assert list(pipeline.import_paths(library, [])) == []
    assert runs.runs(library) == []
    (tmp_path / "empty").mkdir()
    (outcome,) = pipeline.import_paths(library, [tmp_path / "empty"])
    assert outcome.status is ImportStatus.REFUSED
    assert [run.counts for run in runs.runs(library)] == [{"refused": 1}]


def many(count: int) -> tuple[bytes, list[str]]:
    texts = [make_capture(seed, 6).decode() for seed in range(count)]
    return "\f".join(texts).encode(), texts


def test_a_capture_of_many_threads_goes_on_where_it_was_cut_off(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(committing, "MOST_POSTS", 12)
    data, texts = many(7)
    whole = pipeline.prepare_bytes(texts[0].encode(), "many.txt")
    capture = replace(whole, original=Held(data), sha256="0" * 64, threads=())
    threads = [prepared_thread(read_text(text), f"k{at}") for at, text in enumerate(texts)]
    line = commit_following(library, capture, iter(threads))
    assert [len(next(line)) for _ in range(2)] == [2, 2]
    line.close()
    assert len(reading.thread_ids(library)) == 4
    with library.read() as connection:
        assert knowing.unchanged(connection, "0" * 64, "many.txt") is None
    outcomes = [each for part in commit_following(library, capture, iter(threads)) for each in part]
    assert [each.status.value for each in outcomes] == ["unchanged"] * 4 + ["added"] * 3
    assert len({each.capture for each in outcomes}) == 1
    with library.read() as connection:
        assert knowing.unchanged(connection, "0" * 64, "many.txt") is not None
    assert b"".join(stored_originals.original(library, CaptureId(1))) == data


def test_a_file_that_changes_meanwhile_is_not_stored(library: Store, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(make_capture(1, 20_000))
    looked = originals.look(path)
    assert isinstance(looked.original, OnDisk)
    assert b"".join(looked.original.chunks()) == path.read_bytes()
    prepared = pipeline.prepare_bytes(path.read_bytes(), str(path), looked.sha256)
    path.write_bytes(make_capture(2, 20_000))
    with pytest.raises(originals.Changed):
        pipeline.commit(library, replace(prepared, original=looked.original))
    with pytest.raises(originals.Changed):
        list(workers.read_here(Task(str(path), looked.original, looked.sha256)))
    path.unlink()
    with pytest.raises(originals.Changed):
        list(looked.original.chunks())
    assert not reading.thread_ids(library)


def test_a_worker_that_dies_fails_its_own_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(make_capture(1, 5))
    looked = originals.look(path)
    with workers.Workers(1) as pool:
        reading_ = pool.start(Task(str(path), looked.original, looked.sha256))
        assert reading_ is not None
        assert pool.start(Task(str(path), looked.original, looked.sha256)) is None
        parts = iter(reading_)
        assert next(parts)
        reading_._worker._process.kill()  # pyright: ignore[reportPrivateUsage]
        with pytest.raises(KnownError, match="ended the process"):
            list(parts)
        again = pool.start(Task(str(path), looked.original, looked.sha256))
        assert again is not None
        assert len(list(again)) == 2


def test_a_worker_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "LONGEST", 0.0)
    path = tmp_path / "a.txt"
    path.write_bytes(make_capture(1, 2_000))
    looked = originals.look(path)
    with workers.Workers(1) as pool:
        reading_ = pool.start(Task(str(path), looked.original, looked.sha256))
        assert reading_ is not None
        with pytest.raises(KnownError, match="took longer"):
            list(reading_)


@pytest.mark.parametrize(
    "error",
    [
        NotAThread("{name} is none.", "Leave it.", "detail", name="a"),
        QueryWrong("At {word}.", 3, "Else.", word="x"),
        DiskFull("Full."),
    ],
)
def test_errors_go_from_process_to_process(error: KnownError) -> None:
    sent = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert type(sent) is type(error)
    assert vars(sent) == vars(error)


def test_the_owner_names_reader_and_encoding(library: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(make_capture(1, 5))
    options = pipeline.Options(Wishes(format="kantie-text"))
    (outcome,) = pipeline.import_paths(library, [path], options=options)
    assert (outcome.status, outcome.format) == (ImportStatus.ADDED, "kantie-text")
    other = tmp_path / "b.txt"
    other.write_bytes(make_capture(2, 5))
    options = pipeline.Options(Wishes(format="no-such"))
    (outcome,) = pipeline.import_paths(library, [other], options=options)
    assert outcome.status is ImportStatus.FAILED


def test_a_file_of_records_in_a_container_is_read_too(library: Store, tmp_path: Path) -> None:
    letters = "".join(
        f"From a@example.org Sat May  4 08:0{number}:00 2024\nFrom: A <a@example.org>\n"
        f"Message-ID: <{number}@example.org>\nSubject: Letter {number}\n"
        f"Date: Sat, 04 May 2024 08:0{number}:00 +0000\n\nWords of letter {number}.\n\n"
        for number in range(3)
    )
    packed = tmp_path / "letters.mbox.gz"
    packed.write_bytes(gzip.compress(letters.encode()))
    outcomes = list(pipeline.import_paths(library, [packed]))
    assert [each.status.value for each in outcomes] == ["added"] * 3
    assert {each.format for each in outcomes} == {"gzip:mbox"}


def test_files_are_remembered_from_the_root(
    library: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    outcomes = list(pipeline.import_paths(library, [Path("saved")]))
    assert outcomes[0].path == "saved/0.txt"
    (run,) = runs.runs(library)
    assert run.inputs == (str(folder),)
    monkeypatch.chdir("/")
    options = pipeline.Options(skip=runs.done_paths(library, run.id))
    assert list(pipeline.import_paths(library, [folder], options=options)) == []


def test_what_waited_for_a_transaction_that_was_taken_back_is_told_with_the_next(
    library: Store,
) -> None:
    recorder = runs.Recorder(library, [Path("/saved")], 2)
    refused = ImportOutcome("/saved/a.txt", ImportStatus.REFUSED)
    stored = ImportOutcome("/saved/b.txt", ImportStatus.ADDED)
    recorder.hold([refused])

    def taken_back() -> None:
        with library.write() as connection:
            recorder.within(connection, [stored])
            raise DiskFull("Full.")

    with pytest.raises(DiskFull):
        taken_back()
    recorder.end(runs.FAILED)
    (run,) = runs.runs(library)
    assert (run.state, run.counts) == ("failed", {"refused": 1})
    recorder.hold([refused])
    recorder.end(runs.FINISHED)
    assert runs.runs(library)[0].counts == {"refused": 2}
