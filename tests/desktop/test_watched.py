"""Which files of a watched folder are new, and whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop.watched import Known, look

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "watched"
    (made / "deep").mkdir(parents=True)
    (made / "a.txt").write_text("a")
    (made / "deep" / "b.html").write_text("b")
    return made


def known(folder: Path) -> Known:
    return Known(folder, folder.parent / "known.json")


def test_what_lies_in_a_folder(folder: Path) -> None:
    seen = look(folder)
    assert seen.there
    assert set(seen.files) == {"a.txt", "deep/b.html"}
    assert seen.folders == (str(folder), str(folder / "deep"))


@pytest.mark.parametrize(
    "name", [".hidden", "a.part", "b.crdownload", "c.TMP", "d~", "x.beilin", "x.beilin-wal"]
)
def test_what_is_none_of_ours_is_left_out(folder: Path, name: str) -> None:
    (folder / name).write_text("x")
    assert set(look(folder).files) == {"a.txt", "deep/b.html"}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="there are no links here")
def test_links_are_not_followed(folder: Path) -> None:
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "elsewhere.txt").symlink_to(folder.parent / "nothing")
    assert set(look(folder).files) == {"a.txt", "deep/b.html"}


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert not look(tmp_path / "none").there


def test_a_file_is_taken_when_two_looks_find_it_the_same(folder: Path) -> None:
    files = known(folder)
    assert files.whole(look(folder)) == []
    assert files.waiting
    (folder / "a.txt").write_text("a and more")  # somebody writes to it
    assert files.whole(look(folder)) == ["deep/b.html"]
    assert files.whole(look(folder)) == ["a.txt", "deep/b.html"]
    files.take(["a.txt", "deep/b.html"])
    assert files.whole(look(folder)) == []
    assert not files.waiting


def test_it_is_remembered(folder: Path) -> None:
    files = known(folder)
    files.whole(look(folder))
    files.take(files.whole(look(folder)))
    again = known(folder)
    assert again.whole(look(folder)) == []
    assert not again.waiting
    os.utime(folder / "a.txt", ns=(1, 1))  # written anew, with as many bytes
    assert again.whole(look(folder)) == []
    assert again.whole(look(folder)) == ["a.txt"]


def test_another_folder_begins_anew(folder: Path) -> None:
    files = known(folder)
    files.whole(look(folder))
    files.take(files.whole(look(folder)))
    other = Known(folder / "deep", folder.parent / "known.json")
    other.whole(look(folder / "deep"))
    assert other.whole(look(folder / "deep")) == ["b.html"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"folder": 1}', '{"folder": "FOLDER", "files": [1]}', "\u0000",
     '{"folder": "FOLDER", "files": {"a.txt": [1], "b": ["x", 2], "deep/b.html": null}}'],
)  # fmt: skip
def test_what_cannot_be_read_is_nothing_known(folder: Path, text: str) -> None:
    place = folder.parent / "known.json"
    place.write_text(text.replace("FOLDER", str(folder)))
    files = known(folder)
    files.whole(look(folder))
    assert files.whole(look(folder)) == ["a.txt", "deep/b.html"]


def test_what_cannot_be_written_is_known_for_now(folder: Path) -> None:
    (folder.parent / "known.json.new").mkdir()
    files = known(folder)
    files.whole(look(folder))
    files.take(files.whole(look(folder)))
    assert files.whole(look(folder)) == []
    assert not files.waiting
    assert not (folder.parent / "known.json").exists()
