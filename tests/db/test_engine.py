"""The SQLite that is brought along, and its connections."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import driver, engine
from db.errors import Cancelled
from tests.db.shelving import connect, sqlite_error

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_the_library_is_newer_than_the_corruption_that_was_fixed() -> None:
    assert driver.sqlite_version() >= (3, 51, 3)


def test_an_older_library_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "MINIMUM_SQLITE", (99, 0, 0))
    with pytest.raises(RuntimeError, match="is older than 99"):
        driver.assert_version()


def test_the_version_is_asserted_when_the_driver_is_loaded() -> None:
    program = (
        "from sqlcipher3 import dbapi2; dbapi2.sqlite_version = '3.40.1'\n"
        "try:\n    import db.driver\nexcept RuntimeError as error:\n    print(error)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "SQLite 3.40.1 is older than 3.51.3\n"


def test_the_full_text_tables_we_need_are_there(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a")) as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE x USING fts5(tokens, content='', contentless_delete=1)"
        )


def test_an_error_has_a_name() -> None:
    assert driver.error_name(sqlite_error("SQLITE_BUSY")) == "SQLITE_BUSY"
    assert driver.error_name(ValueError("x")) == ""
    assert driver.error_name(driver.OperationalError("no such table: x")) == ""


def test_an_error_that_copying_left_without_a_name_has_one(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a")) as source, closing(connect(tmp_path / "b")) as target:
        source.execute("CREATE TABLE x AS SELECT zeroblob(100000)")
        target.execute("PRAGMA max_page_count = 2")
        with pytest.raises(driver.DriverError) as caught:
            source.backup(target)
    assert driver.error_name(caught.value) == "SQLITE_FULL"


def test_a_text_that_is_none_counts_as_damage(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a")) as connection, pytest.raises(Exception) as caught:  # noqa: PT011
        connection.execute("SELECT CAST(x'ff41' AS TEXT)").fetchone()
    assert driver.error_name(caught.value) == "SQLITE_CORRUPT"
    assert driver.is_undecodable(caught.value)


def test_a_long_statement_is_stopped_by_who_is_asked(tmp_path: Path) -> None:
    asked: list[int] = []

    def ask() -> None:
        asked.append(1)
        if len(asked) == 5:
            raise Cancelled

    with closing(connect(tmp_path / "a")) as connection:
        with pytest.raises(Cancelled), driver.stoppable(connection, ask):
            connection.execute(ENDLESS).fetchone()
        assert len(asked) == 5
        # nobody is asked afterwards
        statement = ENDLESS.replace("FROM n)", "FROM n LIMIT 500000)")
        assert connection.execute(statement).fetchone() == (500_000,)
        assert len(asked) == 5


def test_another_error_of_a_long_statement_stays_what_it_is(tmp_path: Path) -> None:
    with (
        closing(connect(tmp_path / "a")) as connection,
        pytest.raises(driver.OperationalError, match="no such table"),
        driver.stoppable(connection, lambda: None),
    ):
        connection.execute("SELECT * FROM nowhere")


def test_a_connection_begins_nothing_behind_our_back(tmp_path: Path) -> None:
    """The stock driver leaves tables outside of transactions, and half a schema after a kill."""
    place = tmp_path / "a"
    place.touch()
    writer = engine.writer_engine(place)
    with pytest.raises(ZeroDivisionError):
        _make_tables_and_fail(writer)
    with writer.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
    writer.dispose()


def _make_tables_and_fail(writer: Engine) -> None:
    with writer.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE one(a)")
        connection.exec_driver_sql("CREATE TABLE two(a)")
        raise ZeroDivisionError


def test_parameters_are_not_in_errors(tmp_path: Path) -> None:
    """They may be the words of a note."""
    place = tmp_path / "a"
    place.touch()
    writer = engine.writer_engine(place)
    with pytest.raises(Exception, match="no such table") as caught, writer.begin() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", ("a private word",))
    assert "private" not in str(caught.value)
    writer.dispose()


def test_a_guard_is_asked_before_each_connection(tmp_path: Path) -> None:
    place = tmp_path / "a"
    place.touch()
    asked: list[str] = []
    writer = engine.writer_engine(place, guard=lambda: asked.append("writer"))
    reader = engine.reader_engine(place, guard=lambda: asked.append("reader"))
    with writer.connect(), reader.connect(), reader.connect():
        assert sorted(asked) == ["reader", "reader", "writer"]
    writer.dispose()
    reader.dispose()
