"""Libraries: made whole or not at all, opened without a mark, written in short transactions."""

from __future__ import annotations

import os
import stat
import threading
import time
from contextlib import closing
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import driver, engine, migrations, store
from db.errors import (
    Cancelled,
    DiskFull,
    FileUnreadable,
    LibraryDamaged,
    LibraryMissing,
    LibraryTooNew,
)
from db.store import common, creating
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
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from db.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


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


# how it is set


def test_the_writer_promises_what_was_measured(library: Store) -> None:
    with library.write() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store",
                "trusted_schema", "application_id", "user_version",
            )
        }  # fmt: skip
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "application_id": 0x42454C4E,
        "user_version": migrations.CURRENT,
    }


def test_a_library_without_a_log_is_given_one(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    with closing(connect(place)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with closing(store.open_library(place)) as opened, opened.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_where_there_can_be_no_log_every_sync_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_shared_memory(place: Path, parameters: str) -> str:
        return f"{place.as_uri()}?{parameters}&vfs=unix-dotfile"

    place = tmp_path / "a.beilin"
    with closing(connect(place)) as connection:
        connection.execute("CREATE TABLE x(a)")
    monkeypatch.setattr(engine, "address", without_shared_memory)
    with closing(engine.connect_writer(place)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)


def test_a_connection_that_cannot_be_set_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0)
    place = tmp_path / "a.beilin"
    with closing(connect(place)) as other:
        other.execute("CREATE TABLE x(a)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(driver.OperationalError, match="locked"):
            engine.connect_writer(place)
    place.write_bytes(b"hello" * 100)
    monkeypatch.setattr(engine, "_READER", ("PRAGMA user_version",))
    with pytest.raises(driver.DriverError):
        engine.connect_reader(place)


def test_a_reader_cannot_write(library: Store) -> None:
    with library.read() as connection, pytest.raises(Exception, match="readonly database"):
        remember(connection, "x")
    assert "x" not in facts(library.place)


def test_foreign_keys_are_kept(library: Store) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), library.write() as connection:
        connection.exec_driver_sql("INSERT INTO skeleton VALUES (77, 1, x'00')")


# writing and reading


def write_and_fail(library: Store, *statements: str) -> None:
    with library.write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        raise ZeroDivisionError


def test_what_goes_wrong_changes_nothing(library: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(library, "INSERT INTO meta VALUES ('x', '')")
    assert "x" not in facts(library.place)
    with library.write() as connection:
        remember(connection, "y")
    assert "y" in facts(library.place)


def test_tables_are_made_and_lost_with_the_transaction(library: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(library, "CREATE TABLE half(a)", "CREATE TABLE other_half(a)")
    with library.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert "meta" in tables
    assert not {"half", "other_half"} & set(tables)


def test_reading_goes_on_while_something_is_written(library: Store) -> None:
    with library.write() as writing:
        remember(writing, "x")
        with library.read() as reading:
            count = reading.exec_driver_sql("SELECT count(*) FROM meta WHERE key = 'x'")
            assert count.scalar() == 0
    assert "x" in facts(library.place)


def test_a_reader_sees_one_state_to_its_end(library: Store) -> None:
    statement = "SELECT count(*) FROM meta WHERE key LIKE 'x%'"
    with library.read() as reading:
        assert reading.exec_driver_sql(statement).scalar() == 0
        with library.write() as writing:
            remember(writing, "x")
        assert reading.exec_driver_sql(statement).scalar() == 0
    with library.read() as reading:
        assert reading.exec_driver_sql(statement).scalar() == 1


def test_writers_of_one_process_take_turns(library: Store) -> None:
    def write(name: str) -> None:
        for number in range(20):
            with library.write() as connection:
                remember(connection, f"{name}-{number}")

    threads = [threading.Thread(target=write, args=(f"w{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(key.startswith("w") for key in facts(library.place)) == 80


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_query_is_interrupted_from_another_thread(library: Store) -> None:
    with pytest.raises(Exception, match="interrupted"), library.reading() as reading:  # noqa: PT012
        timer = threading.Timer(0.1, reading.interrupt)
        timer.start()
        try:
            reading.connection.exec_driver_sql(ENDLESS).scalar()
        finally:
            timer.join()
    assert reading.interrupted


def test_an_interruption_that_comes_late_meets_nobody_else(library: Store) -> None:
    with library.reading() as reading:
        pass
    stop = threading.Event()

    def interrupt_again_and_again() -> None:
        while not stop.is_set():
            reading.interrupt()

    thread = threading.Thread(target=interrupt_again_and_again)
    thread.start()
    try:
        with library.read() as connection:
            statement = ENDLESS.replace("FROM n)", "FROM n LIMIT 300000)")
            assert connection.exec_driver_sql(statement).scalar() == 300000
    finally:
        stop.set()
        thread.join()


# closing


def test_a_library_that_was_closed_stays_closed(library: Store) -> None:
    library.close()
    library.close()
    with pytest.raises(Cancelled), library.read():
        pass
    with pytest.raises(RuntimeError, match="closed"), library.write():
        pass
    with pytest.raises(RuntimeError, match="closed"):
        library.empty_log()
    assert [file.name for file in library.place.parent.iterdir()] == ["a.beilin"]


def test_closing_waits_for_what_is_being_written(library: Store) -> None:
    begun = threading.Event()

    def write() -> None:
        with library.write() as connection:
            begun.set()
            time.sleep(0.2)
            remember(connection, "x")

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    library.close()
    thread.join()
    assert "x" in facts(library.place)


def test_the_log_is_emptied_unless_another_reads(library: Store) -> None:
    with library.write() as connection:
        remember(connection, "x")
    with closing(store.open_library(library.place)) as other, other.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM meta").scalar()
        with library.write() as writing:
            remember(writing, "y")
        assert not library.empty_log()
    assert library.empty_log()
    assert beside(library.place)[0].stat().st_size == 0
    with library.write() as connection:
        remember(connection, "z")
    assert "z" in facts(library.place)


def test_the_last_one_to_close_folds_the_log(library: Store) -> None:
    other = store.open_library(library.place)
    with library.write() as connection:
        remember(connection, "x")
    library.close()
    assert beside(library.place)[0].exists()
    other.close()
    assert [file.name for file in library.place.parent.iterdir()] == ["a.beilin"]
    assert "x" in facts(library.place)


def test_the_version_of_a_bare_checkout_is_nought(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "version", failing(PackageNotFoundError()))
    assert store.program_version() == "0"
