"""A full disk: one clear sentence, reading goes on, nothing stored changes, writing is resumed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from db import integrity, notes, store
from db.errors import KnownError
from tests.db.threads.shelf import Shelf, sample_thread

if TYPE_CHECKING:
    from collections.abc import Generator

ALONE = ["unshare", "-rm"]


def may_mount() -> bool:
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        return False
    mount = [*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(mount, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="no disk may be mounted here")
@pytest.mark.parametrize("room", [1_048_576, 0])
def test_a_disk_that_runs_full(tmp_path: Path, room: int) -> None:
    program = Path(__file__).with_name("filling.py")
    ran = subprocess.run(
        [*ALONE, sys.executable, str(program), str(tmp_path), str(room)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    answer: Any = json.loads(ran.stdout)
    written = answer["written"]
    assert written > 10
    for words in answer["said"]:
        assert words.startswith("disk-full: The disk is full; what was stored before is safe")
    assert answer["kept"] == answer["kept after closing"] == written
    assert answer["findings"] == answer["findings with room"] == []
    assert answer["backup"].startswith("disk-full: There is no room for the copy")
    assert answer["new on a full disk"].startswith("disk-full: The disk is full")
    assert answer["beside"] == [room > 0, written]
    assert answer["with room"] == ""
    assert answer["kept with room"] == written + 1
    assert {*answer["files"]} <= {"a.beilin", "c.beilin"}
    assert ("c.beilin" in answer["files"]) is (answer["new"] == "")


@pytest.fixture
def limit() -> Generator[Any]:
    """Sets how large a file of this process may grow."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def set_limit(size: int | None) -> None:
        soft = before[0] if size is None else size
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, before[1]))

    yield set_limit
    set_limit(None)


def test_a_file_that_may_not_grow(tmp_path: Path, limit: Any) -> None:
    with closing(Shelf(tmp_path / "a.beilin").store) as library:
        thread = Shelf(library).add(sample_thread())
        notes.add(library, thread, body="before")
        log = tmp_path / "a.beilin-wal"
        for spare in (0, 1, 5_000, 20_000, 50_000):
            limit(log.stat().st_size + spare)
            try:
                with pytest.raises(KnownError) as caught:
                    notes.add(library, thread, body="满" * 100_000)
            finally:
                limit(None)
            assert caught.value.code in ("disk-full", "file-unreadable")
            assert "what was stored before" in caught.value.headline
            assert [note.body for note in notes.list_notes(library)] == ["before"]
        notes.add(library, thread, body="after")
        assert integrity.check(library).findings == ()
    with closing(store.open_library(tmp_path / "a.beilin")) as library:
        assert [note.body for note in notes.list_notes(library)] == ["before", "after"]


def test_a_new_library_that_may_not_grow_leaves_nothing(tmp_path: Path, limit: Any) -> None:
    for size in (0, 4096, 60_000):
        limit(size)
        try:
            with pytest.raises(KnownError):
                store.create(tmp_path / "a.beilin")
        finally:
            limit(None)
        assert os.listdir(tmp_path) == []  # noqa: PTH208 - names are enough
    store.create(tmp_path / "a.beilin").close()
