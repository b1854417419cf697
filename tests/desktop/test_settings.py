"""What the window remembers, in a file that people and accidents may have changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from desktop.settings import DEFAULT_TEXT_SIZE, TEXT_SIZES, Settings, ThemeChoice


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


def test_a_new_window(file: Path) -> None:
    settings = Settings(file)
    assert settings.language == ""
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.text_size == DEFAULT_TEXT_SIZE
    assert (settings.inspector_shown, settings.library_shown, settings.flat) == (True, True, False)
    assert settings.inspector_tab == 0
    assert (settings.list_order, settings.list_ascending, settings.hit_order) == ("", False, "")
    assert settings.last_folder == ""
    for state in (settings.geometry, settings.splitter, settings.notes_splitter):
        assert state.isEmpty()
    assert settings.last_thread(Path("a.beilin")) is None


def test_everything_comes_back(file: Path) -> None:
    settings = Settings(file)
    values: dict[str, object] = {
        "language": "zh_CN",
        "theme": ThemeChoice.DARK,
        "text_size": 20,
        "geometry": QByteArray(b"\x00\x01geometry"),
        "splitter": QByteArray(b"\x02splitter"),
        "notes_splitter": QByteArray(b"\x03"),
        "inspector_shown": False,
        "library_shown": False,
        "inspector_tab": 2,
        "list_order": "title",
        "list_ascending": True,
        "hit_order": "newest",
        "flat": True,
        "last_folder": "/home/somebody/帖子",
    }
    for name, value in values.items():
        setattr(settings, name, value)
    settings.sync()
    again = Settings(file)
    assert {name: getattr(again, name) for name in values} == values


def test_the_open_thread_belongs_to_its_library(file: Path) -> None:
    settings = Settings(file)
    settings.set_last_thread(Path("/a.beilin"), 7)
    settings.sync()
    again = Settings(file)
    assert again.last_thread(Path("/a.beilin")) == 7
    assert again.last_thread(Path("/b.beilin")) is None
    again.set_last_thread(Path("/a.beilin"), None)
    assert again.last_thread(Path("/a.beilin")) is None


@pytest.mark.parametrize(
    ("written", "size"),
    [("1", TEXT_SIZES[0]), ("9999", TEXT_SIZES[-1]), ("large", DEFAULT_TEXT_SIZE), ("18", 18)],
)
def test_a_text_size_stays_readable(file: Path, written: str, size: int) -> None:
    file.write_text(f"[General]\ntext_size={written}\n", encoding="utf-8")
    assert Settings(file).text_size == size


def test_nonsense_is_as_good_as_nothing(file: Path) -> None:
    file.write_text(
        "[General]\ntheme=purple\n"
        "[window]\ngeometry=wide\ninspector=perhaps\ninspector_tab=first\n"
        "[reading]\nlibrary=/a.beilin\nthread=seven\n",
        encoding="utf-8",
    )
    settings = Settings(file)
    assert settings.theme is ThemeChoice.SYSTEM
    assert settings.geometry.isEmpty()
    assert settings.inspector_tab == 0
    assert settings.last_thread(Path("/a.beilin")) is None


def test_a_file_that_cannot_be_read_is_no_reason_to_stop(tmp_path: Path) -> None:
    settings = Settings(tmp_path)  # a folder
    settings.text_size = 18
    settings.sync()
    assert settings.theme is ThemeChoice.SYSTEM
