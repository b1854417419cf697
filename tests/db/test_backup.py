"""Copies of a library: of one moment, compared before they get their name, never half."""

from __future__ import annotations

import errno
import os
import random
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from db import backup, driver, engine, files, notes, search, store
from db.errors import (
    Cancelled,
    DiskFull,
    FileUnreadable,
    KnownError,
    LibraryDamaged,
)
from db.migrations import CURRENT
from tests.db.commands.running import answer, run
from tests.db.shelving import always, beside, connect, facts, failing, sqlite_error, states
from tests.db.threads.shelf import AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from db.driver import RawConnection
    from db.store import Store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    shelf = Shelf(tmp_path_factory.mktemp("made") / "a.beilin")
    shelf.add(sample_thread())
    thread = shelf.add(AThread("一本旧相册", data=os.urandom(3_000_000)))
    notes.add(shelf.store, thread, body="记得去问姑姑")
    shelf.store.close()
    return shelf.store.place.read_bytes()


@pytest.fixture
def library(made: bytes, tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "a.beilin").write_bytes(made)
    with closing(store.open_library(folder / "a.beilin")) as opened:
        yield opened


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "copy.beilin"


def test_a_copy_is_a_library_with_everything_in_it(library: Store, out: Path) -> None:
    before = os.umask(0)
    try:
        report = backup.backup(library, out)
    finally:
        os.umask(before)
    assert report == backup.BackupReport(out, out.stat().st_size, 2, 2, 5, 1)
    assert out.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in out.parent.iterdir()] == ["copy.beilin"]
    with closing(store.open_library(out)) as copy:
        assert search.search(copy, "石头").counts == search.search(library, "石头").counts
        assert search.search(copy, "姑姑").counts["note"] == 1
        assert not copy.read_only
    assert facts(out)["id"] == facts(library.place)["id"]


def test_a_copy_shows_one_moment_while_others_write(library: Store, out: Path) -> None:
    written: list[int] = []

    def write(_done: int, _total: int) -> None:
        with library.write() as connection:
            connection.exec_driver_sql("UPDATE meta SET value = ?", (str(len(written)),))
            connection.exec_driver_sql("INSERT INTO meta VALUES (?, '')", (f"k{len(written)}",))
        written.append(1)

    known = set(facts(library.place))
    backup.backup(library, out, write)
    assert len(written) > 3
    assert set(facts(out)) == known
    with library.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar() == len(known) + len(
            written
        )


def test_progress_grows_to_its_end(library: Store, out: Path) -> None:
    said: list[tuple[int, int]] = []
    backup.backup(library, out, lambda done, total: said.append((done, total)))
    assert said == sorted(said)
    assert len({total for _, total in said}) == 1
    assert said[-1][0] == said[-1][1]
    assert len(said) > 3


def test_a_copy_that_is_stopped_leaves_nothing(library: Store, out: Path) -> None:
    said: list[int] = []
    backup.backup(library, out, lambda done, _total: said.append(done))
    out.unlink()
    for number in range(len(said)):
        left = number

        def stop(_done: int, _total: int) -> None:
            nonlocal left
            if left == 0:
                raise Cancelled
            left -= 1

        with pytest.raises(Cancelled):
            backup.backup(library, out, stop)
        assert list(out.parent.iterdir()) == []
    backup.backup(library, out)


@pytest.mark.parametrize("what", ["file", "empty", "folder", "link", "log", "library"])
def test_nothing_that_is_there_is_replaced(library: Store, out: Path, what: str) -> None:
    target = out
    if what == "folder":
        out.mkdir()
    elif what == "link":
        out.symlink_to(out.parent / "nowhere")
    elif what == "log":
        beside(out)[0].write_bytes(b"of another library")
    elif what == "library":
        target = library.place
    else:
        out.write_bytes(b"" if what == "empty" else b"mine")
    before = states(out.parent)
    with pytest.raises(FileUnreadable, match="exists already and was left"):
        backup.backup(library, target)
    assert states(out.parent) == before


def test_a_copy_is_not_put_in_the_place_of_the_log(library: Store) -> None:
    log = beside(library.place)[0]
    library.place.chmod(0o400)
    library.close()
    with closing(store.open_library(library.place)) as again:
        assert not log.exists()
        with pytest.raises(FileUnreadable, match="side file of the library"):
            backup.backup(again, log)
        assert not log.exists()


def test_a_copy_is_not_put_where_the_library_would_delete_it(
    library: Store, tmp_path: Path
) -> None:
    (tmp_path / "way").symlink_to(library.place.parent)
    journal = f"{library.place.name}-journal"
    for folder in (library.place.parent, tmp_path / "way"):
        with pytest.raises(FileUnreadable, match="side file of the library"):
            backup.backup(library, folder / journal)
        assert not (library.place.parent / journal).exists()


def test_a_copy_is_not_put_beside_the_journal_of_another(library: Store, out: Path) -> None:
    journal = out.with_name(out.name + "-journal")
    journal.write_bytes(b"of another library")
    with pytest.raises(FileUnreadable, match="exists already and was left"):
        backup.backup(library, out)
    assert not out.exists()


def test_a_library_that_is_read_only_is_copied(library: Store, out: Path) -> None:
    library.close()
    library.place.chmod(0o400)
    with closing(store.open_library(library.place)) as again:
        assert backup.backup(again, out).threads == 2
    with closing(store.open_library(out)) as copy:
        assert not copy.read_only


# what is in the way


def test_a_folder_that_is_missing_is_told(library: Store, out: Path) -> None:
    with pytest.raises(FileUnreadable, match="could not be made: No such file"):
        backup.backup(library, out.parent / "nowhere" / "copy.beilin")


def test_a_copy_for_which_there_is_no_room_is_not_begun(
    library: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "free_bytes", always(2_000_000))
    with pytest.raises(DiskFull, match="no room for the copy"):
        backup.backup(library, out)
    assert list(out.parent.iterdir()) == []


def while_copying(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(files, "sync", failing(error))


def while_syncing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    monkeypatch.setattr(os, "fsync", failing(error))


@pytest.mark.parametrize("where", [while_copying, while_syncing])
@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (OSError(errno.ENOSPC, "full"), DiskFull),
        (OSError(errno.EDQUOT, "quota"), DiskFull),
        (OSError(errno.EIO, "broken"), FileUnreadable),
        (sqlite_error("SQLITE_FULL"), DiskFull),
        (sqlite_error("SQLITE_IOERR_WRITE"), FileUnreadable),
        (sqlite_error("SQLITE_CANTOPEN"), FileUnreadable),
        (sqlite_error("SQLITE_CORRUPT"), LibraryDamaged),
        (FileExistsError(errno.EEXIST, "quicker"), FileUnreadable),
    ],
)
def test_what_goes_wrong_is_told_and_leaves_nothing(
    library: Store,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    where: Callable[[pytest.MonkeyPatch, Exception], None],
    error: Exception,
    kind: type[KnownError],
) -> None:
    with library.read() as connection:  # whatever the store itself syncs is done
        connection.exec_driver_sql("SELECT 1")
    with monkeypatch.context() as patch:
        where(patch, error)
        with pytest.raises(kind) as caught:
            backup.backup(library, out)
    assert type(caught.value) is kind
    assert "{" not in caught.value.sentence()
    assert list(out.parent.iterdir()) == []


def test_a_damaged_library_is_not_called_copied(library: Store, out: Path) -> None:
    with library.write() as connection:
        connection.exec_driver_sql("DELETE FROM search_post_data WHERE id > 1000")
    with pytest.raises(LibraryDamaged, match="no copy was made") as caught:
        backup.backup(library, out)
    assert "search_post" in caught.value.detail
    assert list(out.parent.iterdir()) == []


def tampered(monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]) -> None:
    """Change the copy behind the back of who writes it, as a failing disk would."""
    sync = files.sync
    changed: list[Path] = []

    def then_change(file: Path) -> None:
        sync(file)
        if not changed:
            changed.append(file)
            change(file)

    monkeypatch.setattr(files, "sync", then_change)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE post_version SET text = text || ' ' WHERE id = 3",
        "UPDATE capture_chunk SET data = zeroblob(length(data)) WHERE capture_id = 2",
        "UPDATE note SET body = CAST(CAST(body AS BLOB) AS TEXT) || x'ff'",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
        "INSERT INTO meta VALUES ('one', 'more')",
        "CREATE TABLE more(a)",
        "DROP INDEX ix_note_post_id",
    ],
)
def test_a_copy_that_differs_is_removed(
    library: Store, out: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    def change(copy: Path) -> None:
        with closing(connect(copy)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(statement)

    tampered(monkeypatch, change)
    with pytest.raises(FileUnreadable, match="was not the same as the library"):
        backup.backup(library, out)
    assert list(out.parent.iterdir()) == []


def test_no_byte_of_what_is_kept_changes_unnoticed(
    library: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.backup(library, out)
    whole = out.read_bytes()
    with library.read() as connection:
        kept: list[bytes] = [
            bytes(row[0])[:100]
            for row in connection.exec_driver_sql(
                "SELECT CAST(text AS BLOB) FROM post_version UNION ALL"
                " SELECT substr(data, 5000, 100) FROM capture_chunk UNION ALL"
                " SELECT CAST(body AS BLOB) FROM note UNION ALL"
                " SELECT CAST(title AS BLOB) FROM capture_thread"
            )
            if row[0]
        ]
    # what goes on on another page is not found
    places = [(whole.find(each), len(each)) for each in kept if whole.find(each) > 0]
    assert len(places) > 6
    chance = random.Random(7)
    for number in range(25):
        start, length = chance.choice(places)
        spot = start + chance.randrange(length)
        with monkeypatch.context() as patch:

            def change(copy: Path, spot: int = spot) -> None:
                with copy.open("r+b") as file:
                    file.seek(spot)
                    file.write(bytes((whole[spot] ^ 1 << chance.randrange(8),)))

            tampered(patch, change)
            with pytest.raises(KnownError):
                backup.backup(library, out.with_name(f"{number}.beilin"))
    assert [file.name for file in out.parent.iterdir()] == ["copy.beilin"]


# before a migration


def test_no_copy_is_made_of_a_library_that_is_up_to_date_already(library: Store) -> None:
    backup.before_migration(library.place, 77)
    assert not list(library.place.parent.glob("*.schema-*"))


def test_a_name_full_of_patterns_is_no_pattern(library: Store, tmp_path: Path) -> None:
    place = tmp_path / "a[b]*?.beilin"
    backup.backup(library, place)
    (tmp_path / f"ab.schema-{CURRENT}.2020-01-01.beilin").write_bytes(b"of another")
    for _ in range(2):
        backup.before_migration(place, CURRENT)
    names = sorted(file.name for file in tmp_path.glob(f"*.schema-{CURRENT}.*"))
    assert len(names) == 2
    assert names[0].startswith(f"a[b]*?.schema-{CURRENT}.2")


def test_what_only_looks_like_an_earlier_copy_is_left(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = library.place
    fake = place.with_name(f"a.schema-{CURRENT}.2020-01-01.beilin")
    fake.write_bytes(b"not a database" * 100)
    backup.before_migration(place, CURRENT)
    assert len(list(place.parent.glob(f"a.schema-{CURRENT}.*"))) == 2
    assert fake.read_bytes() == b"not a database" * 100
    connected = engine.connect_reader

    def refuse(path: Path, *, immutable: bool = False) -> RawConnection:
        if immutable:
            raise driver.OperationalError("no")
        return connected(path, immutable=immutable)

    monkeypatch.setattr(engine, "connect_reader", refuse)
    with pytest.raises(driver.OperationalError):  # it cannot be compared, so another is begun
        backup.before_migration(place, CURRENT)


@pytest.mark.parametrize("same", [True, False])
def test_another_program_makes_its_copy_meanwhile(
    library: Store, monkeypatch: pytest.MonkeyPatch, same: bool
) -> None:
    put = files.put

    def late(temporary: Path, destination: Path) -> None:
        if destination.stem.count("-") == 3:  # the first name, without a number
            destination.write_bytes(temporary.read_bytes() if same else b"of another")
        put(temporary, destination)

    monkeypatch.setattr(files, "put", late)
    backup.before_migration(library.place, CURRENT)
    assert len(list(library.place.parent.glob(f"*.schema-{CURRENT}.*.beilin"))) == (
        1 if same else 2
    )


def test_a_copy_that_cannot_be_made_stops_the_migration(
    library: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing(OSError(errno.EIO, os.strerror(errno.EIO))))
    with pytest.raises(FileUnreadable, match="could not be made"):
        backup.before_migration(library.place, CURRENT)
    assert not list(library.place.parent.glob(f"*.schema-{CURRENT}.*"))


# the command


def test_the_command_copies_and_says_what(library: Store, out: Path) -> None:
    document = answer("backup", "--output", out, "--library", library.place)
    assert document == {
        "backup": {
            "path": str(out),
            "bytes": out.stat().st_size,
            "captures": 2,
            "threads": 2,
            "posts": 5,
            "notes": 1,
        }
    }
    again = run("backup", "--output", out, "--library", library.place, "--json")
    assert (again.status, again.code) == (1, "file-unreadable")
    told = run("backup", "--output", out.with_name("b"), "--library", library.place)
    assert told.status == 0
    assert told.out.startswith("Copied and verified (2 threads, 1 note, ")
