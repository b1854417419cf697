"""Files and folders that cannot be read as they should."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from db.errors import FileUnreadable, NotAThread
from db.importing import originals, sources

pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "a.txt").touch()
    listing = Path.iterdir

    def forbidden(self: Path) -> Any:
        if self.name == "inner":
            raise PermissionError(13, "Permission denied")
        return listing(self)

    monkeypatch.setattr(Path, "iterdir", forbidden)
    plain, refused = sources.find([tmp_path])
    assert plain == sources.Source(tmp_path / "a.txt")
    assert isinstance(refused.error, FileUnreadable)
    assert refused.error.headline == (
        "inner could not be read: Permission denied; nothing was stored."
    )


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")

    def failing(*_arguments: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", failing)
    with pytest.raises(FileUnreadable):
        originals.look(path)


def test_a_file_in_a_folder_that_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_path: Path, **_options: object) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", closed)
    assert sources.find([tmp_path / "a.txt"]) == [sources.Source(tmp_path / "a.txt")]
    with pytest.raises(FileUnreadable):
        originals.look(tmp_path / "a.txt")


@pipes
def test_a_file_that_becomes_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, pipe = tmp_path / "a.txt", tmp_path / "pipe"
    path.write_bytes(b"x")
    os.mkfifo(pipe)
    opening = os.open

    def swapped(_path: Path, flags: int) -> int:
        return opening(pipe, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(NotAThread):
        originals.look(path)


def test_a_large_file_is_read_through_only_where_it_is_a_stream(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    monkeypatch.setattr(sources, "MOST_BYTES", 10)
    monkeypatch.setattr(originals, "HELD", 4)
    begun: list[tuple[bytes, str]] = []

    def streamed(beginning: bytes, name: str) -> bool:
        begun.append((beginning, name))
        return len(begun) > 1

    with pytest.raises(NotAThread):
        originals.look(path, streamed=streamed)
    assert begun == [(b"xxxxx", "a.txt")]
    assert originals.look(path, streamed=streamed).original.size == 11


@pytest.mark.parametrize("seconds", [1e20, -1e20, float(2**62)])
def test_times_beyond_the_calendar(seconds: float) -> None:
    assert sources._moment(seconds) is None


def test_times_before_the_epoch() -> None:
    assert sources._moment(-86_400.5) == "1969-12-31T00:00:00+00:00"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "private"
    outside.mkdir()
    (outside / "letter.txt").write_text("x", encoding="utf-8")
    folder = tmp_path / "saved"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "a.txt").write_text("x", encoding="utf-8")
    (folder / "b.txt").symlink_to(folder / "in" / "a.txt")
    (folder / "letter.txt").symlink_to(outside / "letter.txt")
    (folder / "out").symlink_to(outside)
    (folder / "round").symlink_to(folder / "round")
    found = {source.path.name: source.error for source in sources.find([folder])}
    assert found.pop("a.txt") is None
    assert found.pop("b.txt") is None
    assert sorted(found) == ["letter.txt", "out", "round"]
    assert all(isinstance(error, NotAThread) for error in found.values())
    named = tmp_path / "named"
    named.symlink_to(outside)
    assert [source.error for source in sources.find([named])] == [None]
