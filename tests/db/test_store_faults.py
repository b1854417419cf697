"""What may happen to an open library: each fault is one sentence, and nothing stored changes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import backup, driver, engine, integrity, migrations, store
from db.errors import (
    DiskFull,
    FileUnreadable,
    KnownError,
    LibraryBusy,
    LibraryDamaged,
    LibraryMissing,
    LibraryReadOnly,
    LibraryReplaced,
    LibraryTooNew,
)
from db.store import faults
from tests.db.shelving import beside, connect, crash, facts, failing, sqlite_error, states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Store


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        yield opened


def remember(library: Store, key: str, value: str = "") -> None:
    with library.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES (?, ?)", (key, value))


def known_keys(library: Store) -> set[str]:
    with library.read() as connection:
        rows = connection.exec_driver_sql("SELECT key, value FROM meta").all()
    return {row[0] for row in rows}


# the file under an open library


@pytest.mark.parametrize("when", ["before", "meanwhile"])
@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
def test_nothing_is_written_into_a_file_that_has_lost_its_name(
    library: Store, tmp_path: Path, how: str, when: str
) -> None:
    place = library.place
    other = tmp_path / "other"
    store.create(other).close()
    whole = other.read_bytes()

    def lose() -> None:
        if how == "replaced":
            other.replace(place)
        elif how == "moved":
            place.rename(tmp_path / "moved")
        else:
            place.unlink()

    if when == "before":
        lose()
        with pytest.raises(LibraryReplaced):
            remember(library, "x")
    else:
        with pytest.raises(LibraryReplaced, match="nothing was changed"):
            _write_and(library, lose)
    if how == "moved":
        library.close()
        assert "x" not in facts(tmp_path / "moved")
    if how == "replaced":
        library.close()
        assert place.read_bytes() == whole


def test_a_file_that_was_moved_without_its_log_is_to_be_put_back(
    library: Store, tmp_path: Path
) -> None:
    """At its new place it would be opened without what was written last."""
    remember(library, "x")
    library.place.rename(tmp_path / "moved")
    with pytest.raises(LibraryReplaced) as caught:
        remember(library, "y")
    assert f"is in {library.place.name}-wal" in caught.value.advice
    (tmp_path / "moved").rename(library.place)
    remember(library, "y")
    library.close()
    assert {"x", "y"} <= set(facts(library.place))


def _write_and(library: Store, lose: object) -> None:
    with library.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES ('x', '')")
        assert callable(lose)
        lose()


def test_a_new_file_is_not_read_beside_an_old_log(library: Store, tmp_path: Path) -> None:
    """Reading goes on in the old file; a connection that is opened anew would mix the two."""
    remember(library, "x")
    store.create(tmp_path / "other").close()
    with library.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 3
        (tmp_path / "other").replace(library.place)
        with pytest.raises(LibraryReplaced, match="replaced by another one"):
            known_keys(library)
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 3
    with pytest.raises(LibraryReplaced):
        remember(library, "y")


def test_a_library_that_another_brought_to_a_newer_version_is_not_written(library: Store) -> None:
    with closing(connect(library.place)) as other:
        other.execute(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    with pytest.raises(LibraryTooNew, match="Another program"):
        remember(library, "x")
    assert "x" not in facts(library.place)


# no room


def test_a_full_disk_changes_nothing_and_writing_goes_on_later(library: Store) -> None:
    remember(library, "before")
    with library.write() as connection:
        most = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
    for _ in range(3):
        with pytest.raises(DiskFull) as caught:
            remember(library, "large", "x" * 100_000)
        assert caught.value.headline.startswith("The disk is full; what was stored before is safe")
        assert caught.value.advice
        assert known_keys(library) == {"before", "id", "created_at"}
    with library.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    remember(library, "large", "x" * 100_000)
    assert "large" in facts(library.place)


# other programs


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)


@pytest.mark.usefixtures("impatient")
def test_a_library_that_another_writes_is_read_and_says_so(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    with (
        closing(store.open_library(place)) as library,
        closing(connect(place)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match="in use by another program"):
            remember(library, "x")
        assert known_keys(library) == {"id", "created_at"}
        with closing(store.open_library(place)) as again:
            assert known_keys(again) == {"id", "created_at"}
        other.execute("COMMIT")
        remember(library, "x")
    assert "x" in facts(place)


@pytest.mark.usefixtures("impatient")
def test_a_library_that_another_keeps_for_itself_is_left(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    with closing(connect(place)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("INSERT INTO meta VALUES ('x', '')")
        with pytest.raises(LibraryBusy):
            store.open_library(place)
    store.open_library(place).close()


def test_a_writer_waits_for_another(library: Store) -> None:
    with closing(connect(library.place)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, lambda: other.execute("COMMIT"))
        timer.start()
        began = time.monotonic()
        remember(library, "x")
        timer.join()
    assert time.monotonic() - began > 0.2
    assert "x" in facts(library.place)


WRITER = """
import sys
from pathlib import Path
from db import store
library = store.open_library(Path(sys.argv[1]))
for number in range(40):
    with library.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta VALUES (?, '')", (f"{sys.argv[2]}-{number}",))
        count = connection.exec_driver_sql("SELECT count(*) FROM meta WHERE key = 'count'")
        assert count.scalar() == 1
        connection.exec_driver_sql("UPDATE meta SET value = value + 1 WHERE key = 'count'")
library.close()
"""


def test_processes_that_write_beside_each_other_lose_nothing(library: Store) -> None:
    remember(library, "count", "0")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(library.place), f"w{number}"])
        for number in range(3)
    ]
    for number in range(40):
        remember(library, f"here-{number}")
        known_keys(library)
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    found = facts(library.place)
    assert found["count"] == "120"
    assert sum("-" in key and key[-1].isdigit() for key in found) == 160
    with library.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


KEEPS = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], timeout=0)
connection.execute("PRAGMA locking_mode = EXCLUSIVE")
try:
    connection.execute("SELECT count(*) FROM meta").fetchone()
except dbapi2.OperationalError as error:
    sys.exit(str(error))
"""


def others_are_kept_out(library: Store) -> bool:
    """Whether another program is told that somebody has the library open."""
    ran = subprocess.run(
        [sys.executable, "-c", KEEPS, str(library.place)],
        capture_output=True,
        text=True,
        check=False,
    )
    return "locked" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="locks go with handles on POSIX alone")
def test_looking_at_an_open_library_leaves_its_locks(library: Store, tmp_path: Path) -> None:
    """Closing any handle of a file drops all locks of the process on it."""
    remember(library, "x")
    known_keys(library)
    assert others_are_kept_out(library)
    integrity.check(library)
    backup.backup(library, tmp_path / "b.beilin")
    backup.before_migration(library.place, migrations.CURRENT)
    library.empty_log()
    store.open_library(library.place).close()
    assert others_are_kept_out(library)
    engine.connect_reader(library.place, immutable=True).close()
    assert others_are_kept_out(library)
    library.place.open("rb").close()  # what nobody may do
    assert not others_are_kept_out(library)


# damage


def damage(place: Path) -> None:
    """Overwrite the leaves of a table as a failing disk would."""
    with closing(store.open_library(place)) as library, library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO meta SELECT 'k' || value, hex(randomblob(200))"
            " FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n"
            " LIMIT 400) SELECT value FROM n)"
        )
    with closing(connect(place)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'meta'"
        ).fetchone()[0]
    with place.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\x05" + b"\xee" * 4095)


def test_damage_is_told_and_nothing_is_done_about_it(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    damage(place)
    before = states(tmp_path)
    with closing(store.open_library(place)) as library:
        for _ in range(2):
            with pytest.raises(LibraryDamaged) as caught:
                known_keys(library)
            assert "nothing was changed" in caught.value.headline
            assert "Copy the file" in caught.value.advice
        with pytest.raises(LibraryDamaged):
            remember(library, "x")
        with library.read() as connection:  # what is sound is read
            assert connection.exec_driver_sql("SELECT count(*) FROM thread").scalar() == 0
    assert states(tmp_path) == before


@pytest.mark.parametrize("name", ["SQLITE_CORRUPT", "SQLITE_IOERR_READ"])
def test_one_read_that_failed_is_read_afresh(library: Store, name: str) -> None:
    """A connection keeps in mind what it read; one that met damage is not used again."""

    def meet() -> driver.RawConnection:
        with library.read() as connection:
            met.append(engine.raw(connection))
            raise sqlite_error(name)

    met: list[driver.RawConnection] = []
    before = states(library.place.parent)
    with pytest.raises(KnownError):
        meet()
    with library.read() as connection:
        assert engine.raw(connection) is not met[0]
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 2
    with pytest.raises(Exception, match="closed"):
        met[0].execute("SELECT 1")
    assert before == states(library.place.parent)


@pytest.mark.parametrize("name", ["SQLITE_CORRUPT", "SQLITE_IOERR_WRITE"])
def test_one_write_that_failed_can_be_tried_again(library: Store, name: str) -> None:
    def fail() -> None:
        with library.write() as connection:
            connection.exec_driver_sql("INSERT INTO meta VALUES ('x', '')")
            raise sqlite_error(name)

    for _ in range(2):
        with pytest.raises(KnownError):
            fail()
    assert "x" not in facts(library.place)
    remember(library, "x")
    assert "x" in facts(library.place)


def test_a_text_that_is_none_is_damage_and_is_not_repeated(library: Store) -> None:
    with library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO meta VALUES ('note', CAST(? AS TEXT))", (b"private \xff words",)
        )
    with pytest.raises(LibraryDamaged) as caught, library.read() as connection:
        connection.exec_driver_sql("SELECT value FROM meta").all()
    assert "private" not in f"{caught.value} {caught.value.detail}"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    with pytest.raises(LibraryDamaged), library.read() as connection:
        engine.raw(connection).execute("SELECT value FROM meta").fetchall()


def test_a_log_that_cannot_be_folded_is_left(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from db.store import door  # noqa: PLC0415 - the module that folds

    remember(library, "x")
    monkeypatch.setattr(door, "fold", failing(sqlite_error("SQLITE_FULL")))
    library.close()
    assert "x" in facts(library.place)


# words


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", LibraryBusy),
        ("SQLITE_BUSY_RECOVERY", LibraryBusy),
        ("SQLITE_PROTOCOL", LibraryBusy),
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_IOERR_SHMSIZE", DiskFull),
        ("SQLITE_IOERR_FSYNC", FileUnreadable),
        ("SQLITE_CANTOPEN", FileUnreadable),
        ("SQLITE_CORRUPT_VTAB", LibraryDamaged),
        ("SQLITE_NOTADB", LibraryDamaged),
        ("SQLITE_READONLY_DIRECTORY", LibraryReadOnly),
    ],
)
def test_each_fault_has_one_sentence(tmp_path: Path, name: str, kind: type[KnownError]) -> None:
    found = faults.known(sqlite_error(name), tmp_path / "a.beilin")
    assert found is not None
    assert type(found) is kind
    assert found.headline.endswith(".")
    assert found.advice.endswith(".")
    assert name in found.detail
    assert "{" not in found.sentence()


def test_a_fault_of_ours_is_none_of_theirs(library: Store) -> None:
    assert faults.known(sqlite_error("SQLITE_ERROR"), library.place) is None
    with pytest.raises(Exception, match="no such table") as caught, library.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert not isinstance(caught.value, KnownError)


def test_a_place_that_may_not_be_looked_at_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path as Paths  # noqa: PLC0415 - to put another method in

    monkeypatch.setattr(Paths, "stat", failing(PermissionError(13, os.strerror(13))))
    with pytest.raises(FileUnreadable, match="Permission denied"):
        store.open_library(tmp_path / "a.beilin")


def test_a_library_is_found_missing_when_its_log_alone_is_there(tmp_path: Path) -> None:
    place = tmp_path / "a.beilin"
    store.create(place).close()
    crash(place, "INSERT INTO meta VALUES ('x', '')")
    place.rename(tmp_path / "moved")
    before = states(tmp_path)
    with pytest.raises(LibraryMissing) as caught:
        store.open_library(place)
    assert "last written to it is in a.beilin-wal" in caught.value.advice
    assert states(tmp_path) == before
    assert beside(place)[0].exists()
