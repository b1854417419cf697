"""How numbers, dates and names are written."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale

from desktop.models import wording
from tests.desktop.rooms import DECEIVER, MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def pacific(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone cannot be set here")
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("german")
def test_numbers_follow_the_locale() -> None:
    assert wording.number(1_234_567) == "1.234.567"
    assert wording.size(0).startswith("0")
    assert "," in wording.size(1_500_000)


def test_one_line_deceives_nobody() -> None:
    assert wording.one_line(" 甲\r\n\t乙  丙 ") == "甲 乙 丙"
    assert wording.one_line(DECEIVER) == "甲\ufffd乙\ufffd丙\ufffd"
    assert wording.one_line(MARKUP) == MARKUP
    assert wording.one_line("") == ""


@pytest.mark.parametrize(
    ("iso", "day", "moment"),
    [
        (None, "", ""),
        ("", "", ""),
        ("2024-05-01", "2024-05-01", "2024-05-01"),
        ("2024-05-01T08", "2024-05-01", "2024-05-01 08"),
        ("2024-05-01T08:05", "2024-05-01", "2024-05-01 08:05"),
        ("2024-05-01T08:05-07:00", "2024-05-01", "2024-05-01 08:05 UTC-07:00"),
        ("2024-05-01T08:05:09+08:00", "2024-05-01", "2024-05-01 08:05:09 UTC+08:00"),
        ("2024-05-01T08:05+00:00", "2024-05-01", "2024-05-01 08:05 UTC"),
        ("2024-05-01T08:05Z", "2024-05-01", "2024-05-01 08:05 UTC"),
    ],
)
def test_times_are_told_as_precisely_as_they_were_printed(
    iso: str | None, day: str, moment: str
) -> None:
    assert wording.date(iso) == day
    assert wording.moment(iso) == moment


@pytest.mark.usefixtures("pacific")
def test_our_own_moments_are_told_in_the_readers_zone() -> None:
    assert wording.local_moment("2024-06-01T02:30:00+00:00") == "2024-05-31 19:30"
    assert wording.local_moment(None) == ""
    assert wording.local_moment("long ago") == "long ago"


@pytest.mark.usefixtures("qapp")
def test_several_things_in_one_line() -> None:
    assert wording.listed(["甲", "乙"]) == "甲, 乙"
    assert wording.listed([]) == ""


def test_words_without_the_mark_of_their_letter() -> None:
    assert wording.without_mnemonic("&Open…") == "Open…"
    assert wording.without_mnemonic("打开(&O)…") == "打开…"
    assert wording.without_mnemonic("Find Ne&xt") == "Find Next"


@pytest.mark.usefixtures("qapp")
def test_names_of_floors_and_people() -> None:
    assert wording.floor("12") == "floor 12"
    assert wording.floor("2-1") == "floor 2-1"
    assert wording.floor("\u202e21") == "floor \ufffd21"
    assert wording.floor(None) == wording.floor("") == "a floor without a number"
    assert wording.author("丙某") == "丙某"
    assert wording.author("丙\u200b某") == "丙\ufffd某"
    assert wording.author(None) == wording.author("") == "unknown author"
    assert wording.replies(3) == "3 reply(s)"
