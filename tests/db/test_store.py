"""Libraries are made whole or not at all, and opened without a mark."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import engine, migrations, store
from db.errors import (
    DiskFull,
    FileUnreadable,
    LibraryDamaged,
    LibraryMissing,
    LibraryTooNew,
)
from db.store import creating
from tests.db.shelving import (
    always,
    beside,
    connect,
    crash,
    facts,
    failing,
    sqlite_error,
    states,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection


def remember(connection: Connection, key: str, value: str = "") -> None:
    connection.exec_driver_sql("INSERT INTO meta(key, value) VALUES (?, ?)", (key, value))


# making


def test_a_new_library_is_private_and_whole(tmp_path: Path) -> None:
    place = tmp_path / "new" / "folder" / "a.beilin"
    before = os.umask(0)
    try:
        with closing(store.create(place)) as made, made.write() as connection:
            remember(connection, "x")
            for file in (place, *beside(place)):
                assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    finally:
        os.umask(before)
    for folder in (place.parent, place.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [file.name for file in place.parent.iterdir()] == ["a.beilin"]
    found = facts(place)
    assert {"id", "created_at", "x"} <= found.keys()
    assert found["created_at"].endswith("+00:00")


def test_two_libraries_have_different_ids(tmp_path: Path) -> None:
    for name in ("a", "b"):
        store.create(tmp_path / name).close()
    assert facts(tmp_path / "a")["id"] != facts(tmp_path / "b")["id"]


def test_rights_to_a_folder_that_was_there_are_left_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    store.create(tmp_path / "a.beilin").close()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.parametrize("what", ["file", "empty", "folder", "link"])
def test_nothing_that_is_there_is_replaced_by_a_new_library(tmp_path: Path, what: str) -> None:
    place = tmp_path / "a.beilin"
    if what == "folder":
        place.mkdir()
    elif what == "link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.write_bytes(b"" if what == "empty" else b"mine")
    before = states(tmp_path)
    with pytest.raises(FileUnreadable, match="exists already"):
        store.create(place)
    assert states(tmp_path) == before


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
def test_a_log_that_was_left_behind_is_not_read_into_a_new_library(
    tmp_path: Path, suffix: str
) -> None:
    place = tmp_path / "a.beilin"
    left = tmp_path / f"a.beilin{suffix}"
    left.write_bytes(b"what was last written")
    with pytest.raises(FileUnreadable) as caught:
        store.create(place)
    assert str(left) in caught.value.headline
    assert [file.name for file in tmp_path.iterdir()] == [left.name]


def test_a_library_that_could_not_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "migrate", failing(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        store.create(tmp_path / "a.beilin")
    assert list(tmp_path.iterdir()) == []


def test_a_library_whose_place_is_taken_meanwhile_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.beilin"
    build = migrations.migrate

    def another_is_quicker(*arguments: Any) -> int:
        place.write_bytes(b"quicker")
        return build(*arguments)

    monkeypatch.setattr(migrations, "migrate", another_is_quicker)
    with pytest.raises(FileUnreadable, match="exists already"):
        store.create(place)
    assert [file.name for file in tmp_path.iterdir()] == ["a.beilin"]
    assert place.read_bytes() == b"quicker"


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [(28, DiskFull, "The disk is full; no library could be made"), (5, FileUnreadable, "made at")],
)
def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception], words: str
) -> None:
    monkeypatch.setattr(os, "open", failing(OSError(number, os.strerror(number))))
    with pytest.raises(kind, match=words):
        store.create(tmp_path / "a.beilin")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "kind"),
    [(failing(sqlite_error("SQLITE_FULL")), DiskFull), (always(False), FileUnreadable)],
)
def test_a_new_library_whose_log_stays_apart_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: object, kind: type[Exception]
) -> None:
    """Its file alone would be empty, and the log goes with the name it had."""
    monkeypatch.setattr(creating, "fold", answer)
    with pytest.raises(kind):
        store.create(tmp_path / "a.beilin")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileUnreadable):
        store.create(tmp_path / "file" / "a.beilin")


# opening


def test_what_was_written_is_there_again(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    with closing(store.create(place)) as made, made.write() as connection:
        remember(connection, "x", "碑林")
    with closing(store.open_library(place)) as opened, opened.read() as connection:
        assert not opened.read_only
        row = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'x'")
        assert row.scalar_one() == "碑林"
    assert [file.name for file in tmp_path.iterdir()] == ["a.beilin"]


@pytest.mark.parametrize("name", ["碑 林.beilin", "a?b#c%41'\".beilin", "x" * 240 + ".beilin"])
def test_a_library_may_have_any_name(tmp_path: Path, name: str) -> None:
    store.create(tmp_path / name).close()
    with closing(store.open_library(tmp_path / name)) as opened:
        assert opened.place == tmp_path / name
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_library_is_found_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.create(tmp_path / "a.beilin").close()
    monkeypatch.chdir(tmp_path)
    with closing(store.open_library(Path("a.beilin"))) as opened:
        monkeypatch.chdir("/")
        with opened.write() as connection:
            remember(connection, "x")
        assert opened.place == tmp_path / "a.beilin"


def test_a_library_is_opened_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    store.create(tmp_path / "far" / "a.beilin").close()
    link = tmp_path / "link.beilin"
    link.symlink_to(tmp_path / "far" / "a.beilin")
    with closing(store.open_library(link)) as opened, opened.write() as connection:
        remember(connection, "x")
    assert "x" in facts(tmp_path / "far" / "a.beilin")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["far", "link.beilin"]


@pytest.mark.parametrize("place", ["gone.beilin", "gone/a.beilin", "file/a.beilin", "dangling"])
def test_a_library_that_is_missing_is_not_made(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    before = states(tmp_path)
    with pytest.raises(LibraryMissing, match="nothing was created"):
        store.open_library(tmp_path / place)
    assert states(tmp_path) == before


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="is not a file"):
        store.open_library(tmp_path)


def test_a_name_that_the_system_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="could not be read"):
        store.open_library(tmp_path / ("x" * 300))


def newer(place: Path) -> None:
    with closing(connect(place)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def test_a_newer_library_is_refused_without_a_mark(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    newer(place)
    before = states(tmp_path)
    with pytest.raises(LibraryTooNew, match="newer version of Beilin"):
        store.open_library(place)
    assert states(tmp_path) == before


def test_a_library_that_is_newer_in_its_log_alone_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    crash(place, "PRAGMA user_version = 9999")
    before = states(tmp_path)
    with pytest.raises(LibraryTooNew):
        store.open_library(place)
    after = states(tmp_path)
    # SQLite's own index of the log, without which none is read
    assert after.pop("a.beilin-shm")[0] == before.pop("a.beilin-shm")[0]
    assert after == before


def other_database(place: Path) -> None:
    with closing(connect(place)) as connection:
        connection.execute("CREATE TABLE x(a)")


def of_no_version(place: Path) -> None:
    place.touch()
    engine.stamp(place)


@pytest.mark.parametrize("what", ["empty", "one", "text", "long", "other", "bare", "cut", "torn"])
def test_what_is_no_library_is_refused_without_a_mark(tmp_path: Path, what: str) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    whole = place.read_bytes()
    place.unlink()
    if what == "other":
        other_database(place)
    elif what == "bare":
        of_no_version(place)
    else:
        place.write_bytes(
            {
                "empty": b"",
                "one": b"x",
                "text": b"hello" * 50,
                "long": b"hello" * 5000,
                "cut": whole[:3000],
                "torn": whole[:-4096],
            }[what]
        )
    before = states(tmp_path)
    with pytest.raises(LibraryDamaged):
        store.open_library(place)
    assert states(tmp_path) == before


def test_rights_that_a_copy_gave_to_others_are_taken_back(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    place.chmod(0o644)
    store.open_library(place).close()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_rights_to_a_library_of_somebody_else_are_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    place.chmod(0o660)
    monkeypatch.setattr(os, "geteuid", lambda: place.stat().st_uid + 1)
    store.open_library(place).close()
    assert stat.S_IMODE(place.stat().st_mode) == 0o660
