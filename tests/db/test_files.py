"""Whole files in their place: never half, never over another."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from db import files
from tests.db.shelving import failing


def test_a_finished_file_gets_its_name(tmp_path: Path) -> None:
    part, place = tmp_path / "part", tmp_path / "whole"
    part.write_bytes(b"whole")
    files.put(part, place)
    assert place.read_bytes() == b"whole"
    assert [file.name for file in tmp_path.iterdir()] == ["whole"]


@pytest.mark.parametrize("what", ["file", "empty", "folder", "link"])
def test_nothing_that_is_there_is_replaced(tmp_path: Path, what: str) -> None:
    part, place = tmp_path / "part", tmp_path / "whole"
    part.write_bytes(b"new")
    if what == "folder":
        place.mkdir()
    elif what == "link":
        place.symlink_to(tmp_path / "nowhere")
    else:
        place.write_bytes(b"" if what == "empty" else b"old")
    with pytest.raises(FileExistsError):
        files.put(part, place)
    assert part.read_bytes() == b"new"
    if what == "file":
        assert place.read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("error", [OSError(errno.EPERM, ""), NotImplementedError()])
def test_where_there_are_no_hard_links_the_name_is_claimed_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(os, "link", failing(error))
    part, place = tmp_path / "part", tmp_path / "whole"
    part.write_bytes(b"whole")
    files.put(part, place)
    assert place.read_bytes() == b"whole"
    assert [file.name for file in tmp_path.iterdir()] == ["whole"]
    part.write_bytes(b"other")
    with pytest.raises(FileExistsError):
        files.put(part, place)
    assert place.read_bytes() == b"whole"


def test_another_error_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(OSError(errno.EIO, "")))
    part = tmp_path / "part"
    part.touch()
    with pytest.raises(OSError, match=str(errno.EIO)):
        files.put(part, tmp_path / "whole")
    assert [file.name for file in tmp_path.iterdir()] == ["part"]


def test_bytes_and_name_are_synced_in_this_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    sync, link = os.fsync, os.link

    def note_sync(handle: int) -> None:
        said.append(f"sync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        sync(handle)

    def note_link(source: Path, target: Path, *, follow_symlinks: bool) -> None:
        said.append("link")
        link(source, target, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "link", note_link)
    part = tmp_path / "part"
    part.touch()
    files.put(part, tmp_path / "whole")
    assert said == ["sync part", "link", f"sync {tmp_path.name}"]


def test_a_folder_is_not_synced_where_the_system_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "sync", failing(AssertionError()))
    monkeypatch.setattr(files.os, "name", "nt")  # type: ignore[attr-defined]
    files.sync_folder(tmp_path)


def test_what_was_begun_is_taken_away_with_its_side_files(tmp_path: Path) -> None:
    part = tmp_path / "a"
    for name in (part, *files.side_files(part)):
        name.touch()
    (tmp_path / "b").touch()
    files.discard(part)
    files.discard(part)
    assert [file.name for file in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize("name", ["a.beilin", "x" * 255, "碑" * 85, "\udcff" * 200])
def test_a_name_beside_is_hidden_new_and_possible(tmp_path: Path, name: str) -> None:
    names = {files.beside(tmp_path / name).name for _ in range(50)}
    assert len(names) == 50
    for each in names:
        assert each.startswith(".")
        assert each.endswith(".part")
        assert len(os.fsencode(each + "-journal")) <= 255
    (tmp_path / names.pop()).touch()


def test_side_files_of_a_link_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far" / "a")
    log, shared = files.side_files(tmp_path / "link")
    assert log == tmp_path / "far" / "a-wal"
    assert shared == tmp_path / "far" / "a-shm"


def test_what_was_locked_on_purpose_is_not_written_by_root_either(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    assert files.may_write(file)
    file.chmod(0o444)
    assert not files.may_write(file)
    with pytest.raises(FileNotFoundError):
        files.may_write(tmp_path / "gone")


def test_a_name_is_there_even_where_its_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert files.is_there(tmp_path / "link")
    assert not files.is_there(tmp_path / "nowhere")
    assert not files.is_there(tmp_path / "nowhere" / "below")


def test_free_space_is_that_of_the_disk(tmp_path: Path) -> None:
    assert 0 <= files.free_bytes(tmp_path) < 2**63
