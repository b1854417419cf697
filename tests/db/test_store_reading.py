"""Libraries that cannot be written are read, and nothing is left beside them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import driver, engine, files, migrations, store
from db.errors import (
    DiskFull,
    FileUnreadable,
    LibraryBusy,
    LibraryDamaged,
    LibraryReadOnly,
    LibraryReplaced,
)
from db.store import opening
from tests.db.shelving import always, beside, crash, failing, sqlite_error, states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Store

WRITE = "INSERT INTO meta VALUES ('later', 'x')"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "kept"
    folder.mkdir()
    made = folder / "a.beilin"
    store.create(made).close()
    yield made
    folder.chmod(0o700)


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies are made to be read."""
    folder = tmp_path / "copies"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def read(library: Store) -> set[str]:
    with library.read() as connection:
        return set(connection.exec_driver_sql("SELECT key FROM meta").scalars())


def write(library: Store) -> None:
    with library.write() as connection:
        connection.exec_driver_sql(WRITE)


def lock(place: Path, what: str) -> None:
    if what == "file":
        place.chmod(0o400)
    else:
        place.parent.chmod(0o500)


@pytest.mark.parametrize("what", ["file", "folder"])
@pytest.mark.parametrize("log", ["none", "empty", "full"])
def test_what_cannot_be_written_is_read(place: Path, copies: Path, what: str, log: str) -> None:
    if log == "full":
        crash(place, WRITE)
        beside(place)[1].unlink()
    elif log == "empty":
        beside(place)[0].touch()
    lock(place, what)
    before = states(place.parent)
    with closing(store.open_library(place)) as library:
        assert library.read_only
        assert library.place == place
        assert read(library) >= {"id"}
        assert ("later" in read(library)) is (log == "full")
        with pytest.raises(LibraryReadOnly, match="open for reading only"):
            write(library)
        assert not library.empty_log()
        assert len(list(copies.iterdir())) == (log == "full")
        assert states(place.parent) == before
    assert states(place.parent) == before
    assert list(copies.iterdir()) == []


def interrupted(place: Path) -> None:
    """Leave a library where there can be no log in the middle of a transaction."""
    crash(
        place,
        "PRAGMA journal_mode = DELETE",
        "PRAGMA cache_size = 1",
        "BEGIN IMMEDIATE",
        "UPDATE meta SET value = 'half'",
        "CREATE TABLE much(a)",
        "INSERT INTO much WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " LIMIT 500) SELECT zeroblob(3000) FROM n",
    )
    assert files.reserved(place)[2].stat().st_size > 4096


@pytest.mark.parametrize("what", ["file", "folder", "nothing"])
def test_what_was_begun_without_a_log_is_taken_back(place: Path, copies: Path, what: str) -> None:
    interrupted(place)
    if what != "nothing":
        lock(place, what)
    before = states(place.parent)
    with closing(store.open_library(place)) as library:
        assert library.read_only is (what != "nothing")
        with library.read() as connection:
            values = connection.exec_driver_sql("SELECT value FROM meta").scalars().all()
            assert "half" not in values
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    if what == "nothing":
        assert [file.name for file in place.parent.iterdir()] == ["a.beilin"]
    else:
        assert states(place.parent) == before
    assert list(copies.iterdir()) == []


def test_the_copy_that_is_read_is_private(place: Path, copies: Path) -> None:
    crash(place, WRITE)
    beside(place)[1].unlink()
    place.chmod(0o444)
    before = os.umask(0)
    try:
        with closing(store.open_library(place)):
            (folder,) = copies.iterdir()
            assert folder.stat().st_mode & 0o777 == 0o700
            assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}
    finally:
        os.umask(before)


def test_a_library_that_others_write_is_read_as_they_write(place: Path) -> None:
    with closing(store.open_library(place)) as writing:
        write(writing)
        place.chmod(0o400)
        with closing(store.open_library(place)) as library:
            assert library.read_only
            assert "later" in read(library)
            with writing.write() as connection:
                connection.exec_driver_sql("INSERT INTO meta VALUES ('after', '')")
            assert "after" in read(library)


def test_a_change_of_what_is_read_without_locks_is_noticed(place: Path) -> None:
    place.chmod(0o400)
    with closing(store.open_library(place)) as library:
        assert read(library)
        place.chmod(0o600)
        with closing(store.open_library(place)) as writing:
            write(writing)
            for _ in range(2):
                with pytest.raises(LibraryReplaced, match="changed by another program"):
                    read(library)
        with pytest.raises(LibraryReplaced):
            read(library)


def test_a_change_in_the_middle_of_a_read_is_noticed(place: Path) -> None:
    place.chmod(0o400)
    with (
        closing(store.open_library(place)) as library,
        pytest.raises(LibraryReplaced),
        library.read(),
    ):
        os.utime(place, ns=(time.time_ns(), time.time_ns() + 1))


def test_an_older_library_cannot_be_read_where_it_cannot_be_changed(
    place: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "CURRENT", migrations.CURRENT + 1)
    place.chmod(0o400)
    before = states(place.parent)
    with pytest.raises(LibraryReadOnly, match="older version"):
        store.open_library(place)
    place.chmod(0o600)
    crash(place, WRITE)
    place.chmod(0o400)
    beside(place)[1].unlink()
    with pytest.raises(LibraryReadOnly, match="older version"):
        store.open_library(place)
    assert list(copies.iterdir()) == []
    assert before.items() <= states(place.parent).items()


@pytest.mark.parametrize("log", [False, True])
def test_damage_is_told_where_nothing_can_be_written(place: Path, copies: Path, log: bool) -> None:
    place.write_bytes(b"hello" * 2000)
    if log:
        beside(place)[0].write_bytes(b"hello" * 2000)
    place.chmod(0o400)
    before = states(place.parent)
    with pytest.raises(LibraryDamaged):
        store.open_library(place)
    assert states(place.parent) == before
    assert list(copies.iterdir()) == []


def test_a_copy_of_what_is_being_written_is_given_up(
    place: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(place, WRITE)
    beside(place)[1].unlink()
    place.chmod(0o400)
    copy = shutil.copyfile

    def while_others_write(source: Path, target: Path) -> None:
        copy(source, target)
        os.utime(place, ns=(0, 0))

    monkeypatch.setattr(shutil, "copyfile", while_others_write)
    with pytest.raises(LibraryBusy, match="being written"):
        store.open_library(place)
    assert list(copies.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [(28, DiskFull, "no room for the copy"), (5, FileUnreadable, "could not be read")],
)
def test_a_copy_that_cannot_be_made_is_told(
    place: Path,
    copies: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    kind: type[Exception],
    words: str,
) -> None:
    crash(place, WRITE)
    beside(place)[1].unlink()
    place.chmod(0o400)

    fail = failing(OSError(number, os.strerror(number)))
    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(kind, match=words):
        store.open_library(place)
    monkeypatch.setattr(tempfile, "mkdtemp", fail)
    with pytest.raises(kind, match=words):
        store.open_library(place)
    assert list(copies.iterdir()) == []


def test_notes_on_a_log_that_cannot_be_used_are_passed_by(
    place: Path, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index of the log that nobody holds is of no use to who cannot write it."""
    crash(place, WRITE)
    place.chmod(0o400)
    connect = engine.connect_reader

    def refused(path: Path, *, immutable: bool = False) -> driver.RawConnection:
        if path == place and not immutable:
            raise sqlite_error("SQLITE_READONLY_CANTINIT")
        return connect(path, immutable=immutable)

    monkeypatch.setattr(engine, "connect_reader", refused)
    with closing(store.open_library(place)) as library:
        assert "later" in read(library)
        assert len(list(copies.iterdir())) == 1


def test_an_error_of_the_disk_is_not_passed_by(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(place, WRITE)
    place.chmod(0o400)
    monkeypatch.setattr(engine, "connect_reader", failing(sqlite_error("SQLITE_IOERR_READ")))
    with pytest.raises(FileUnreadable, match="The disk could not read"):
        store.open_library(place)


def test_a_library_that_turns_out_read_only_is_read(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rights looked well, and the system thinks otherwise."""
    place.chmod(0o400)
    monkeypatch.setattr(files, "may_write", always(True))
    monkeypatch.setattr(engine, "connect_writer", failing(sqlite_error("SQLITE_READONLY")))
    with closing(store.open_library(place)) as library:
        assert library.read_only
        assert read(library)


AS_NOBODY = """
import os, sys
from contextlib import closing
from pathlib import Path
from db import store
store.create(Path(sys.argv[2])).close()  # whatever is loaded later is loaded now
os.setgid(65534)
os.setuid(65534)
with closing(store.open_library(Path(sys.argv[1]))) as library, library.read() as connection:
    assert library.read_only
    assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == 2
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root is two")
def test_somebody_else_reads_what_is_not_his(place: Path, tmp_path: Path) -> None:
    """The file may be read by all and written by its owner: neither is disturbed by the other."""
    folder = tmp_path
    while folder.parent != folder:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
        folder = folder.parent
    place.parent.chmod(0o755)
    place.chmod(0o644)
    words = [sys.executable, "-c", AS_NOBODY, str(place), str(tmp_path / "warm.beilin")]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert [file.name for file in place.parent.iterdir()] == ["a.beilin"]


# a disk that is all but full


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "free_bytes", always(1_048_575))


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("log", ["none", "left", "held"])
def test_on_a_full_disk_a_library_is_read(place: Path, log: str) -> None:
    """Without the index of the log: the system ends who writes to one it has no room for."""
    if log != "none":
        crash(place, WRITE)
    if log == "left":
        beside(place)[1].unlink()
    with closing(store.open_library(place)) as library:
        assert library.read_only
        assert ("later" in read(library)) is (log != "none")
        with pytest.raises(DiskFull, match="this change was not made"):
            write(library)
        assert not beside(place)[0].exists()
        assert beside(place)[1].exists() is (log == "held")


def test_on_a_full_disk_a_library_that_others_have_open_is_read(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(store.open_library(place)) as other:
        write(other)
        monkeypatch.setattr(files, "free_bytes", always(0))
        with closing(store.open_library(place)) as library:
            assert "later" in read(library)
            with pytest.raises(DiskFull):
                write(library)
            with pytest.raises(DiskFull, match="The disk is full"):
                write(other)
        monkeypatch.undo()
        with other.write() as connection:
            connection.exec_driver_sql("DELETE FROM meta WHERE key = 'later'")


@pytest.mark.usefixtures("full")
def test_a_log_for_which_there_is_no_room_is_left(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(place, WRITE)
    before = states(place.parent)
    monkeypatch.setattr(opening, "_fold_alone", failing(sqlite_error("SQLITE_FULL")))
    with pytest.raises(DiskFull, match="too full to open"):
        store.open_library(place)
    assert states(place.parent) == before


@pytest.mark.usefixtures("full")
def test_what_is_no_library_is_told_on_a_full_disk(place: Path) -> None:
    place.write_bytes(b"hello" * 2000)
    beside(place)[0].write_bytes(b"")
    before = states(place.parent)
    with pytest.raises(LibraryDamaged):
        store.open_library(place)
    assert states(place.parent) == before


def test_a_disk_that_does_not_tell_its_size_is_taken_for_large(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(place.parent)
    monkeypatch.setattr(shutil, "disk_usage", always(type(usage)(0, 0, 0)))
    assert files.free_bytes(place.parent) == sys.maxsize
    with closing(store.open_library(place)) as library:
        write(library)
