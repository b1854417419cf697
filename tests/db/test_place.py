"""Where the library lies."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from db import place
from db.errors import FileUnreadable


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        place, "config_file", lambda: tmp_path / "config" / "beilin" / "library.json"
    )
    monkeypatch.setattr(place, "default_place", lambda: tmp_path / "data" / "library.beilin")


def test_settings_and_libraries_lie_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.undo()
    if sys.platform.startswith("linux"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
        assert place.config_file() == tmp_path / "c" / "beilin" / "library.json"
        assert place.default_place() == tmp_path / "d" / "beilin" / "library.beilin"
    assert place.config_file().is_absolute()
    assert place.default_place().is_absolute()
    assert not place.default_place().exists()


def test_nothing_is_configured_at_first(tmp_path: Path) -> None:
    assert not place.is_configured()
    assert place.configured() == tmp_path / "data" / "library.beilin"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.beilin", "碑 林/'quoted\" \\ 档案.beilin", "\udcff.beilin"])
def test_a_place_is_remembered(tmp_path: Path, name: str) -> None:
    place.configure(tmp_path / name)
    assert place.is_configured()
    assert place.configured() == tmp_path / name
    place.configure(tmp_path / "other.beilin")
    assert place.configured() == tmp_path / "other.beilin"
    assert [file.name for file in place.config_file().parent.iterdir()] == ["library.json"]


def test_a_place_is_remembered_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place.configure(Path("a.beilin"))
    assert place.configured() == tmp_path / "a.beilin"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"library": 3}', '{"library": "here.beilin"}', "[" * 100_000],
)
def test_what_cannot_be_understood_is_no_place(text: str) -> None:
    file = place.config_file()
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    for read in (place.configured, place.is_configured):
        with pytest.raises(FileUnreadable) as caught:
            read()
        assert str(file) in caught.value.headline
    assert file.read_text(encoding="utf-8") == text


def test_bytes_that_are_no_text_are_no_place() -> None:
    file = place.config_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(FileUnreadable):
        place.configured()


def test_a_place_that_cannot_be_remembered_says_so(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(FileUnreadable) as caught:
        place.configure(tmp_path / "a.beilin")
    assert "library.json" in caught.value.headline


def test_the_file_is_plain_json(tmp_path: Path) -> None:
    place.configure(tmp_path / "a.beilin")
    text = place.config_file().read_text(encoding="ascii")
    assert json.loads(text) == {"library": str(tmp_path / "a.beilin")}
