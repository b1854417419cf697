"""Importing files, folders and pasted text: what is stored, what is told, what stays as it is."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import errors, integrity
from db import store as stores
from db.importing import pipeline, sources
from db.importing.knowing import unchanged
from db.records import ImportStatus
from db.threads import editing, originals, reading
from tests.builders import make_capture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.records import ImportOutcome
    from db.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = stores.create(tmp_path / "library" / "kept.beilin")
    yield opened
    opened.close()


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def codes(outcome: ImportOutcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def rows(store: Store, statement: str, *values: object) -> list[Any]:
    with store.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement, values)]


def one(outcomes: Iterable[ImportOutcome]) -> ImportOutcome:
    (outcome,) = outcomes
    return outcome


def test_a_capture_is_kept_byte_for_byte(store: Store, tmp_path: Path) -> None:
    data = make_capture(1, 30).replace(b"\n", b"\r\n")
    path = write(tmp_path, "a.txt", data)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    outcome = one(pipeline.import_paths(store, [path]))
    assert (outcome.status, outcome.posts, outcome.format) == (
        ImportStatus.ADDED,
        30,
        "kantie-text",
    )
    assert outcome.capture is not None
    assert b"".join(originals.original(store, outcome.capture)) == data
    (row,) = rows(
        store,
        "SELECT sha256, bytes, file_name, captured_at, captured_at_from, encoding,"
        " encoding_reason, format, reader_version FROM capture",
    )
    assert row == (
        hashlib.sha256(data).hexdigest(),
        len(data),
        "a.txt",
        "2023-11-14T22:13:20+00:00",
        "mtime",
        "utf-8",
        "every byte is valid UTF-8",
        "kantie-text",
        "1",
    )
    assert integrity.check(store).ok


def test_large_originals_are_cut_into_chunks(store: Store) -> None:
    data = make_capture(1, 4_500)
    outcome = one(pipeline.import_bytes(store, data, "large.txt"))
    sizes = [row[0] for row in rows(store, "SELECT length(data) FROM capture_chunk")]
    assert sizes == [1_048_576, len(data) - 1_048_576]
    assert outcome.capture is not None
    assert b"".join(originals.original(store, outcome.capture)) == data


def everything(store: Store) -> str:
    tables = ("capture", "thread", "post", "post_version", "quote", "reply_link", "ghost", "event")
    return repr([rows(store, f"SELECT * FROM {table}") for table in tables])  # noqa: S608


def test_the_same_bytes_again_change_nothing(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", make_capture(1, 5))
    first = one(pipeline.import_paths(store, [path]))
    before = everything(store)
    again = one(pipeline.import_paths(store, [path]))
    assert (again.status, again.thread, again.capture) == (
        ImportStatus.UNCHANGED,
        first.thread,
        first.capture,
    )
    assert (again.posts, again.title) == (5, first.title)
    assert everything(store) == before
    prepared = pipeline.prepare_bytes(path.read_bytes(), path.name)
    assert one(pipeline.commit(store, prepared)).status is ImportStatus.UNCHANGED
    assert everything(store) == before


def test_the_same_bytes_under_another_name_are_an_event_once(store: Store, tmp_path: Path) -> None:
    data = make_capture(1, 5)
    first = one(pipeline.import_paths(store, [write(tmp_path, "a.txt", data)]))
    for _ in range(2):
        again = one(pipeline.import_paths(store, [write(tmp_path, "copy.txt", data)]))
        assert again.status is ImportStatus.UNCHANGED
    assert rows(store, "SELECT kind, thread_id, capture_id, detail FROM event ORDER BY id") == [
        ("imported", first.thread, first.capture, ""),
        ("imported-again", None, first.capture, "copy.txt"),
    ]


def test_known_bytes_are_known_in_a_library_that_is_only_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_capture(1, 5)
    one(pipeline.import_paths(store, [write(tmp_path, "a.txt", data)]))
    monkeypatch.setattr(type(store), "read_only", True)
    again = one(pipeline.import_paths(store, [write(tmp_path, "copy.txt", data)]))
    assert again.status is ImportStatus.UNCHANGED
    assert len(rows(store, "SELECT 1 FROM event")) == 1


def test_bytes_removed_meanwhile_come_anew(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_capture(1, 5)
    first = one(pipeline.import_bytes(store, data, "a.txt"))
    asked: list[str] = []

    def seen(connection: Any, sha256: str, path: str) -> Any:
        known = unchanged(connection, sha256, path)
        if not asked:
            asked.append(path)
            assert first.thread is not None
            editing.trash(store, first.thread)
            editing.empty_trash(store)
        return known

    monkeypatch.setattr(pipeline, "unchanged", seen)
    again = one(pipeline.import_bytes(store, data, "copy.txt"))
    assert again.status is ImportStatus.ADDED


def test_a_list_of_threads_is_refused_as_one(store: Store) -> None:
    row = "渡口的渡船{}\n城南旧事\n最新回复：2024年3月1日 8点05分 PT\n12 阅读\n3 评论\n"
    text = "".join(row.format(number) for number in range(20))
    outcome = one(pipeline.import_bytes(store, text.encode(), "list.txt"))
    assert outcome.status is ImportStatus.REFUSED
    assert outcome.problem is not None
    assert outcome.problem.headline == (
        "list.txt is a list of threads, not one of them; nothing was stored."
    )


def test_bytes_of_no_encoding_are_refused(store: Store) -> None:
    outcome = one(pipeline.import_bytes(store, b"\xef\xbb\xbf" + b"\xff" * 900, "odd.txt"))
    assert outcome.problem is not None
    assert outcome.problem.headline.startswith("odd.txt could not be read as text")


def test_bytes_read_by_an_older_reader_are_told(store: Store) -> None:
    data = make_capture(1, 5)
    pipeline.import_bytes(store, data, "a.txt")
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE capture SET reader_version = '0'")
    again = one(pipeline.import_bytes(store, data, "a.txt"))
    assert (again.status, codes(again)) == (ImportStatus.UNCHANGED, ["read-by-older-reader"])


def test_the_same_title_is_kept_apart_and_told(store: Store) -> None:
    text = make_capture(1, 5).decode()
    first = one(pipeline.import_bytes(store, text.encode(), "a.txt"))
    other = text.replace("河岸周刊\n", "河岸周刊\n\n这一篇的正文不是那一篇的。\n", 1)
    second = one(pipeline.import_bytes(store, other.encode(), "b.txt"))
    assert (second.status, codes(second)) == (ImportStatus.ADDED, ["possible-duplicate"])
    assert second.thread != first.thread
    assert str(first.thread) in second.findings[0].message


def test_captures_without_an_article_are_never_one_thread(store: Store) -> None:
    for name, text in (
        ("a.txt", "甲某\n1 楼\n早。\n乙某\n2 楼\n晚。"),
        ("b.txt", "甲某\n1 楼\n早。\n乙某\n2 楼\n晚？"),
    ):
        outcome = one(pipeline.import_bytes(store, text.encode(), name))
        assert outcome.status is ImportStatus.ADDED
        assert outcome.title == Path(name).stem
        assert "title-missing" in codes(outcome)


def test_a_thread_in_the_trash_stays_there_and_is_told(store: Store) -> None:
    data = make_capture(1, 5)
    first = one(pipeline.import_bytes(store, data, "a.txt"))
    assert first.thread is not None
    editing.trash(store, first.thread)
    again = one(pipeline.import_bytes(store, data, "a.txt"))
    assert (again.status, codes(again)) == (ImportStatus.UNCHANGED, ["thread-in-trash"])
    more = one(pipeline.import_bytes(store, data + "\n新来的\n6 楼\n晚到了。".encode(), "b.txt"))
    assert more.status is ImportStatus.UPDATED
    assert codes(more)[-1] == "thread-in-trash"
    assert list(reading.thread_ids(store)) == []
    editing.restore(store, first.thread)
    assert len(reading.thread_posts(store, first.thread)) == 6


def test_what_was_erased_comes_anew_under_a_new_number(store: Store) -> None:
    data = make_capture(1, 5)
    first = one(pipeline.import_bytes(store, data, "a.txt"))
    assert first.thread is not None
    editing.trash(store, first.thread)
    editing.empty_trash(store)
    again = one(pipeline.import_bytes(store, data, "a.txt"))
    assert again.status is ImportStatus.ADDED
    assert again.thread is not None
    assert again.capture is not None
    assert first.capture is not None
    assert again.thread > first.thread
    assert again.capture > first.capture
    assert integrity.check(store).ok


def test_a_folder_is_walked_in_order_without_what_is_hidden(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    for seed, name in enumerate(("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt")):
        write(folder, name, make_capture(seed, 2))
    seen: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        seen.append((done, total))

    outcomes = list(pipeline.import_paths(store, [folder], progress=progress))
    names = [str(Path(outcome.path).relative_to(folder)) for outcome in outcomes]
    assert names == ["a.txt", "b.txt", str(Path("sub/c.txt"))]
    assert seen == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_stopping_keeps_what_is_stored(store: Store, tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{seed}.txt", make_capture(seed, 2)) for seed in range(4)]
    outcomes = list(
        pipeline.import_paths(store, paths, cancelled=lambda: len(reading.thread_ids(store)) == 2)
    )
    assert [outcome.status for outcome in outcomes] == [ImportStatus.ADDED] * 2
    assert len(reading.thread_ids(store)) == 2


def test_one_bad_file_does_not_stop_the_others(store: Store, tmp_path: Path) -> None:
    good = [write(tmp_path, f"{seed}.txt", make_capture(seed, 2)) for seed in range(2)]
    bad = [
        write(tmp_path, "empty.txt", b""),
        tmp_path / "gone.txt",
        write(tmp_path, "prose.txt", "只是一段话。".encode() * 9),
    ]
    outcomes = list(pipeline.import_paths(store, [good[0], *bad, good[1]]))
    assert [outcome.status.value for outcome in outcomes] == [
        "added",
        "refused",
        "failed",
        "refused",
        "added",
    ]
    for outcome in outcomes[1:4]:
        assert outcome.problem is not None
        assert outcome.error == outcome.problem.sentence()
        assert Path(outcome.path).name in outcome.problem.headline
        assert (outcome.thread, outcome.capture) == (None, None)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_folders_in_circles_pipes_and_devices(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    write(folder, "a.txt", make_capture(1, 2))
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "broken.txt").symlink_to(folder / "nothing")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    outcomes = {
        Path(outcome.path).name: outcome for outcome in pipeline.import_paths(store, [folder])
    }
    assert {name: outcome.status.value for name, outcome in outcomes.items()} == {
        "a.txt": "added",
        "broken.txt": "failed",
        "self.txt": "refused",
        "pipe.txt": "refused",
        "zero.txt": "refused",
    }


def test_a_folder_without_files_is_told(store: Store, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    outcome = one(pipeline.import_paths(store, [empty]))
    assert outcome.status is ImportStatus.REFUSED
    assert outcome.error is not None
    assert "empty" in outcome.error


def test_the_files_of_the_library_are_not_opened(store: Store) -> None:
    outcomes = list(pipeline.import_paths(store, [store.place.parent]))
    assert {Path(outcome.path).name for outcome in outcomes} == {
        file.name for file in store.place.parent.iterdir()
    }
    for outcome in outcomes:
        assert outcome.status is ImportStatus.REFUSED
        assert outcome.problem is not None
        assert outcome.problem.headline_template.startswith("{name} is a part of the open library")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_what_may_not_be_read_is_told(store: Store, tmp_path: Path) -> None:
    path = write(tmp_path, "secret.txt", make_capture(1, 2))
    path.chmod(0)
    outcome = one(pipeline.import_paths(store, [path]))
    assert outcome.status is ImportStatus.FAILED
    assert outcome.error is not None
    assert "secret.txt" in outcome.error


def test_what_is_too_large_is_not_even_read(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(sources.MOST_BYTES + 1)
    outcome = one(pipeline.import_paths(store, [path]))
    assert outcome.status is ImportStatus.REFUSED
    assert outcome.error is not None
    assert "huge.txt" in outcome.error
    monkeypatch.setattr(sources, "MOST_BYTES", 1_000)
    outcome = one(pipeline.import_bytes(store, make_capture(1, 9), "pasted.txt"))
    assert outcome.status is ImportStatus.REFUSED


def test_pasted_text_is_dated_by_its_pasting(store: Store) -> None:
    outcome = one(pipeline.import_bytes(store, make_capture(1, 3), "Pasted text"))
    assert (outcome.path, outcome.status) == ("Pasted text", ImportStatus.ADDED)
    ((captured, imported, how),) = rows(
        store, "SELECT captured_at, imported_at, captured_at_from FROM capture"
    )
    assert how == "paste"
    assert captured <= imported


def test_a_library_that_cannot_be_written_stops_the_import(store: Store, tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{seed}.txt", make_capture(seed, 2)) for seed in range(2)]
    with store.write() as connection:
        (pages,) = connection.exec_driver_sql("PRAGMA page_count").one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    before = everything(store)
    with pytest.raises(errors.DiskFull):
        list(pipeline.import_paths(store, paths))
    assert everything(store) == before
    assert rows(store, "SELECT count(*) FROM capture_chunk") == [(0,)]


def test_findings_are_stored_with_what_they_were_made_of(store: Store) -> None:
    outcome = one(pipeline.import_bytes(store, make_capture(1, 3, claimed=7), "a.txt"))
    (finding,) = outcome.findings
    ((code, template, details, message),) = rows(
        store, "SELECT code, template, details, message FROM finding"
    )
    assert (code, message) == (finding.code, finding.message)
    assert template.format_map(json.loads(details)) == message


def test_braces_and_markup_in_a_capture_are_words(store: Store) -> None:
    text = "{a} {0} %s | 一 | 二\n{标题} <b>粗</b>\n\n版{块}\n{者}\n最新回复:{何时}\n返回列表\n"
    text += "1 阅读\n1 评论\n\n{甲}\n1 楼\n{乙} </script> \\n\n"
    outcome = one(pipeline.import_bytes(store, text.encode(), "{name}.txt"))
    assert outcome.status is ImportStatus.ADDED
    assert outcome.title == "{标题} <b>粗</b>"
    assert "{a} {0} %s | 一 | 二" in outcome.findings[0].message
    assert outcome.thread is not None
    (post,) = reading.thread_posts(store, outcome.thread)
    assert (post.author, post.text) == ("{甲}", "{乙} </script> \\n")


def test_a_prepared_capture_can_come_from_another_process(store: Store) -> None:
    prepared = pipeline.prepare_bytes(make_capture(1, 20), "a.txt")
    moved = pickle.loads(pickle.dumps(prepared))  # noqa: S301 - our own values
    assert moved.threads[0].draft == prepared.threads[0].draft
    assert one(pipeline.commit(store, moved)).status is ImportStatus.ADDED
