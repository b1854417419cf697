"""The bytes that were saved, saved back out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from db.errors import FileUnreadable, LibraryDamaged, NotFound
from db.records import CaptureId
from db.threads.originals import original, save_original
from db.threads.reading import head
from tests.db.threads.shelf import AThread, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = os.urandom(1_048_576) * 2 + b"\r\n\xff\x00 the end"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    made = Shelf(tmp_path / "a.beilin")
    yield made
    made.store.close()


@pytest.fixture
def capture(shelf: Shelf) -> CaptureId:
    thread = shelf.add(AThread(data=DATA))
    return head(shelf.store, thread).captures[0].id


def test_bytes_come_back_unaltered(shelf: Shelf, capture: CaptureId, tmp_path: Path) -> None:
    chunks = list(original(shelf.store, capture))
    assert b"".join(chunks) == DATA
    assert max(map(len, chunks)) <= 1_048_576
    path = tmp_path / "out.txt"
    assert save_original(shelf.store, capture, path) == len(DATA)
    assert path.read_bytes() == DATA


def test_a_file_that_is_there_is_left_alone(
    shelf: Shelf, capture: CaptureId, tmp_path: Path
) -> None:
    path = tmp_path / "out.txt"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileUnreadable):
        save_original(shelf.store, capture, path)
    assert path.read_text(encoding="utf-8") == "mine"
    dangling = tmp_path / "link.txt"
    dangling.symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(FileUnreadable):
        save_original(shelf.store, capture, dangling)
    assert not (tmp_path / "elsewhere.txt").exists()


@pytest.mark.parametrize("suffix", ["-wal", "-journal"])
def test_the_library_would_take_it_for_its_own(
    shelf: Shelf, capture: CaptureId, tmp_path: Path, suffix: str
) -> None:
    """A file with the name of its journal is deleted when the library is opened."""
    path = tmp_path / f"a.beilin{suffix}"
    with pytest.raises(FileUnreadable, match="side file of the library"):
        save_original(shelf.store, capture, path)
    assert suffix == "-wal" or not path.exists()


def test_a_folder_that_is_not_there(shelf: Shelf, capture: CaptureId, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        save_original(shelf.store, capture, tmp_path / "no" / "out.txt")


def test_damaged_bytes_are_not_written(shelf: Shelf, capture: CaptureId, tmp_path: Path) -> None:
    with shelf.store.write() as connection:
        connection.exec_driver_sql("UPDATE capture_chunk SET data = x'00' WHERE ordinal = 1")
    before = set(tmp_path.iterdir())
    with pytest.raises(LibraryDamaged):
        save_original(shelf.store, capture, tmp_path / "out.txt")
    assert set(tmp_path.iterdir()) == before


def test_a_capture_that_is_not_there(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(original(shelf.store, CaptureId(5)))
    with pytest.raises(NotFound):
        save_original(shelf.store, CaptureId(5), tmp_path / "out.txt")
