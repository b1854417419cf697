"""An open library: how it is set, written in short transactions, read, closed."""

from __future__ import annotations

import threading
import time
from contextlib import closing
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

import pytest

from db import driver, engine, migrations, store
from db.errors import Cancelled
from db.store import common
from tests.db.shelving import beside, connect, facts, failing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from db.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


def remember(connection: Connection, key: str, value: str = "") -> None:
    connection.exec_driver_sql("INSERT INTO meta(key, value) VALUES (?, ?)", (key, value))


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
