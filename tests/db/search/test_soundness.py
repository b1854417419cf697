"""Whatever page of the index is damaged: said, and built anew, with the archive as it was."""

from __future__ import annotations

import random
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from db import integrity, notes, search, store
from db.errors import Cancelled, DiskFull, IndexDamaged, LibraryDamaged
from db.search import soundness, upkeep
from db.store import Store
from tests.db.shelving import connect, failing, sqlite_error
from tests.db.threads.shelf import AFloor, AThread, Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = 4096
QUERIES = ("相册", "照片", "姑姑", "e", "author:a")
INDEX = ("search_", "note_index", "sqlite_")
TABLES = sorted(
    {f"{table}_{part}" for table in soundness.FULL_TEXT for part in ("data", "idx", "docsize")}
    | {f"{table}_config" for table in soundness.FULL_TEXT}
    | {"note_index_content", "search_unit", "search_thread"}
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    shelf = Shelf(tmp_path_factory.mktemp("made") / "a.beilin")
    first = shelf.add(sample_thread())
    shelf.add(
        AThread(
            "一本旧相册", floors=[AFloor(f"第{number}张照片里没有人。") for number in range(300)]
        )
    )
    notes.add(shelf.store, first, post=shelf.post_ids(first)[0], body="去问姑姑")
    shelf.store.close()
    return shelf.store.place.read_bytes()


@pytest.fixture
def place(made: bytes, tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "a.beilin"
    place.write_bytes(made)
    yield place
    for left in tmp_path.iterdir():
        left.unlink()


def archive(place: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of what is not the index."""
    with closing(connect(place)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [row[0] for row in tables.fetchall() if not row[0].startswith(INDEX)]
        return {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall()  # noqa: S608
            for name in names
            if name != "meta"
        }


def answers(opened: Store) -> list[dict[str, int]]:
    return [search.search(opened, query).counts for query in QUERIES]


def damage(place: Path, table: str, chance: random.Random | None = None) -> None:
    """Overwrite the first page of a table, or some bytes of it."""
    with closing(connect(place)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()[0]
    data = bytearray(place.read_bytes())
    start = (root - 1) * PAGE
    if chance is None:
        data[start : start + PAGE] = b"\xee" * PAGE
    else:
        for _ in range(60):
            data[start + chance.randrange(PAGE)] = chance.randrange(256)
    place.write_bytes(data)


@pytest.mark.parametrize("table", TABLES)
def test_a_page_of_the_index_that_is_lost(place: Path, table: str) -> None:
    before = archive(place)
    with closing(store.open_library(place)) as opened:
        expected = answers(opened)
    damage(place, table)
    with closing(store.open_library(place)) as opened:
        with suppress(IndexDamaged):
            assert answers(opened) == expected
        report = integrity.check(opened)
        assert "index-damaged" in {found.code for found in report.findings}
        assert soundness.has_bad_pages(opened)
        search.reindex(opened)
        assert integrity.check(opened).findings == ()
        assert answers(opened) == expected
        assert not search.is_stale(opened)
    assert archive(place) == before


@pytest.mark.parametrize("seed", range(12))
def test_bytes_of_the_index_that_are_others(place: Path, seed: int) -> None:
    before = archive(place)
    with closing(store.open_library(place)) as opened:
        expected = answers(opened)
    chance = random.Random(seed)
    for table in chance.sample(TABLES, 2):
        damage(place, table, chance)
    told = True
    with closing(store.open_library(place)) as opened:
        with suppress(IndexDamaged):
            answers(opened)
            told = False
        assert not (told and integrity.check(opened).ok)
        search.reindex(opened)
        assert integrity.check(opened).findings == ()
        assert answers(opened) == expected
    assert archive(place) == before


def test_opening_and_searching_tell_of_an_index_that_cannot_be_opened(place: Path) -> None:
    damage(place, "search_post_config")
    with closing(store.open_library(place)) as opened:
        with pytest.raises(IndexDamaged, match="no text is lost") as caught:
            search.is_stale(opened)
        assert "beilin reindex" in caught.value.advice
        with pytest.raises(IndexDamaged):
            search.search(opened, "照片")


def test_opening_tells_of_an_index_that_lacks_threads(place: Path) -> None:
    with closing(connect(place)) as connection:
        connection.execute("DELETE FROM search_thread WHERE thread_id = 2")
    with closing(store.open_library(place)) as opened:
        assert search.is_stale(opened)


def sound(_store: Store) -> bool:
    return False


def test_damage_of_the_archive_is_not_called_one_of_the_index(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(place, "post_version")
    with closing(store.open_library(place)) as opened:
        with pytest.raises(LibraryDamaged):
            search.search(opened, "照片")
        monkeypatch.setattr(soundness, "refresh", failing(sqlite_error("SQLITE_CORRUPT")))
        monkeypatch.setattr(soundness, "has_bad_pages", sound)
        with pytest.raises(LibraryDamaged):
            search.is_stale(opened)


def test_a_full_disk_while_tidying_leaves_an_index_that_answers(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(store.open_library(place)) as opened:
        expected = answers(opened)
    damage(place, "search_post_data")
    with closing(store.open_library(place)) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(Store, "write_anew", failing(DiskFull("full")))
            with pytest.raises(DiskFull):
                search.reindex(opened)
        assert answers(opened) == expected
        assert {found.code for found in integrity.check(opened).findings} == {"file-damaged"}
        search.reindex(opened)
        assert integrity.check(opened).findings == ()


def test_rebuilding_that_is_stopped_after_damage_says_so(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(place, "search_post_data")
    with closing(store.open_library(place)) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(upkeep, "_empty", failing(Cancelled()))
            with pytest.raises(Cancelled):
                search.reindex(opened)
        assert search.is_stale(opened)
        assert not integrity.check(opened).ok
        search.reindex(opened)
        assert integrity.check(opened).ok
