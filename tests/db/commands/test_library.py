"""The library that commands use when none is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import library, place, store
from db.errors import FileUnreadable, LibraryMissing
from tests.db.commands.running import answer, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "config_file", lambda: tmp_path / "config" / "library.json")
    monkeypatch.setattr(place, "default_place", lambda: tmp_path / "data" / "library.beilin")


def test_the_first_start_makes_the_default_library_and_remembers_it(tmp_path: Path) -> None:
    assert answer("list") == {"threads": []}
    assert (tmp_path / "data" / "library.beilin").is_file()
    assert place.is_configured()
    assert answer("library")["library"] == {
        "path": str(tmp_path / "data" / "library.beilin"),
        "configured": True,
        "exists": True,
    }


def test_a_configured_library_that_is_missing_is_never_made_anew(tmp_path: Path) -> None:
    default = tmp_path / "data" / "library.beilin"
    run("list")
    for file in default.parent.iterdir():
        file.unlink()
    for words in ("list", "import nothing.txt", "note add 1 --body x"):
        ran = run(*words.split(), "--json")
        assert (ran.status, ran.code) == (1, "library-missing")
        assert str(default) in ran.err
    assert list(default.parent.iterdir()) == []


def test_a_default_library_of_before_is_used_again(tmp_path: Path) -> None:
    run("list")
    place.config_file().unlink()
    default = tmp_path / "data" / "library.beilin"
    before = default.stat().st_ino
    library.open_or_create().close()
    assert default.stat().st_ino == before
    assert place.is_configured()


def test_a_configuration_that_cannot_be_read_makes_nothing(tmp_path: Path) -> None:
    place.config_file().parent.mkdir()
    place.config_file().write_text("{", encoding="utf-8")
    ran = run("list", "--json")
    assert (ran.status, ran.code) == (1, "file-unreadable")
    assert not (tmp_path / "data").exists()


def test_a_first_start_goes_well_where_the_place_cannot_be_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_path: Path) -> None:
        raise FileUnreadable("no")

    monkeypatch.setattr(place, "configure", refuse)
    assert answer("list") == {"threads": []}
    assert not place.is_configured()
    assert answer("list") == {"threads": []}


def test_showing_the_place_makes_nothing(tmp_path: Path) -> None:
    ran = run("library")
    assert ran.status == 0
    assert ran.out == f"{tmp_path / 'data' / 'library.beilin'}\n"
    assert ran.err == "There is no library at this place.\n"
    assert list(tmp_path.iterdir()) == []


def test_choosing_a_library(tmp_path: Path) -> None:
    other = tmp_path / "other.beilin"
    missing = run("library", "--set", other, "--json")
    assert (missing.status, missing.code) == (1, "library-missing")
    assert not place.is_configured()
    made = answer("library", "--set", other, "--create")["library"]
    assert made == {"path": str(other), "configured": True, "exists": True}
    again = run("library", "--set", other, "--create", "--json")
    assert (again.status, again.code) == (1, "file-unreadable")
    assert answer("library", "--set", other)["library"]["path"] == str(other)
    library.open_or_create().close()
    assert not (tmp_path / "data").exists()


def test_choosing_what_is_no_library_leaves_the_choice(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.beilin"
    wrong.write_bytes(b"hello" * 100)
    run("list")
    ran = run("library", "--set", wrong, "--json")
    assert (ran.status, ran.code) == (1, "library-damaged")
    assert place.configured() == tmp_path / "data" / "library.beilin"


def test_naming_a_library_for_once_configures_nothing(tmp_path: Path) -> None:
    other = tmp_path / "other.beilin"
    store.create(other).close()
    assert answer("list", "--library", other) == {"threads": []}
    assert not place.is_configured()
    shown = answer("library", "--library", other)["library"]
    assert shown == {"path": str(other), "configured": False, "exists": True}
    ran = run("library", "--library", other, "--set", other, "--json")
    assert (ran.status, ran.code) == (2, "usage")


def test_a_named_library_is_only_made_where_that_was_asked_for(tmp_path: Path) -> None:
    other = tmp_path / "new" / "other.beilin"
    with pytest.raises(LibraryMissing):
        library.open_or_create(other)
    assert not other.parent.exists()
    library.open_or_create(other, create=True).close()
    assert other.is_file()
    library.open_or_create(other, create=True).close()
