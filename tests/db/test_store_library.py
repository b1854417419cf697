"""Which library is opened: the one that is meant, and never an empty one in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from db import library, place, store
from db.errors import FileUnreadable, LibraryMissing
from tests.db.shelving import always, facts, failing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(place, "config_file", always(tmp_path / "config" / "library.json"))
    monkeypatch.setattr(place, "default_place", always(tmp_path / "data" / "library.beilin"))
    return tmp_path


def opened(explicit: Path | None = None, *, create: bool = False) -> str:
    """Open what is meant and return the id of the library."""
    made = library.open_or_create(explicit, create=create)
    made.close()
    return facts(made.place)["id"]


def test_the_first_start_of_all_makes_a_library(home: Path) -> None:
    first = opened()
    assert place.configured() == home / "data" / "library.beilin"
    assert opened() == first


def test_a_library_that_was_there_before_is_used(home: Path) -> None:
    store.create(home / "data" / "library.beilin").close()
    before = facts(home / "data" / "library.beilin")["id"]
    assert opened() == before
    assert place.is_configured()


@pytest.mark.parametrize("create", [False, True])
def test_a_configured_library_that_is_missing_is_never_made(home: Path, create: bool) -> None:
    place.configure(home / "elsewhere" / "mine.beilin")
    store.create(home / "data" / "library.beilin").close()
    with pytest.raises(LibraryMissing, match="elsewhere"):
        opened(create=create)
    assert not (home / "elsewhere").exists()


def test_a_named_library_is_made_only_if_that_was_asked(home: Path) -> None:
    named = home / "named.beilin"
    with pytest.raises(LibraryMissing):
        opened(named)
    assert not named.exists()
    first = opened(named, create=True)
    assert opened(named, create=True) == opened(named) == first
    assert not place.is_configured()


def test_a_link_that_leads_nowhere_is_a_missing_library(home: Path) -> None:
    (home / "link").symlink_to(home / "nowhere")
    with pytest.raises(LibraryMissing):
        opened(home / "link", create=True)
    (home / "data").mkdir()
    (home / "data" / "library.beilin").symlink_to(home / "nowhere")
    with pytest.raises(LibraryMissing):
        opened()
    assert not (home / "nowhere").exists()


def test_two_first_starts_at_once_open_one_library(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = store.create

    def another_is_quicker(path: Path) -> Any:
        create(path).close()
        return create(path)

    monkeypatch.setattr(store, "create", another_is_quicker)
    assert opened() == facts(home / "data" / "library.beilin")["id"]


def test_a_first_library_that_cannot_be_made_is_told(home: Path) -> None:
    (home / "data").write_bytes(b"in the way")
    with pytest.raises(FileUnreadable, match="No library could be made"):
        opened()
    assert not place.is_configured()


def test_a_place_that_cannot_be_remembered_keeps_nobody_out(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "configure", failing(FileUnreadable("No.")))
    assert opened() == opened() == facts(home / "data" / "library.beilin")["id"]


def test_choosing_a_library_remembers_it(home: Path) -> None:
    with pytest.raises(LibraryMissing):
        library.choose(home / "mine.beilin")
    assert not place.is_configured()
    library.choose(home / "mine.beilin", create=True).close()
    assert place.configured() == home / "mine.beilin"
    library.choose(home / "mine.beilin").close()
    with pytest.raises(FileUnreadable):
        library.choose(home / "mine.beilin", create=True)
    with pytest.raises(LibraryMissing):
        library.choose(home / "other.beilin")
    assert place.configured() == home / "mine.beilin"


def test_a_choice_that_cannot_be_remembered_is_none(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would be another one the next time; the quiet run sees that it was closed."""
    monkeypatch.setattr(place, "configure", failing(FileUnreadable("No.")))
    with pytest.raises(FileUnreadable):
        library.choose(home / "mine.beilin", create=True)
