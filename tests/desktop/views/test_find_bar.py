"""Finding in a thread: the field, the count, the walk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desktop.theme import DARK
from desktop.views.find_bar import FindBar
from tests.desktop.rooms import labels, marked_up, nameless, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Bar:
    def __init__(self) -> None:
        self.bar = FindBar()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.bar.query_changed.connect(self.asked.append)
        self.bar.next_requested.connect(lambda: self.said.append("next"))
        self.bar.previous_requested.connect(lambda: self.said.append("previous"))
        self.bar.closed.connect(lambda: self.said.append("closed"))

    def tools(self) -> dict[str, QToolButton]:
        return {part.accessibleName(): part for part in self.bar.findChildren(QToolButton)}


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    made = Bar()
    qtbot.addWidget(made.bar)
    made.bar.show()
    return made


def test_typing_asks_after_a_pause_and_enter_at_once(bar: Bar, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.bar.field, "stone")
    assert bar.asked == []
    qtbot.waitUntil(lambda: bar.asked == ["stone"], timeout=5_000)
    QTest.keyClicks(bar.bar.field, "s")
    press(bar.bar.field, "Return")
    assert bar.asked == ["stone", "stones"]
    assert bar.said == []


def test_letters_of_an_input_method_ask_nothing(bar: Bar, qtbot: QtBot) -> None:
    QCoreApplication.sendEvent(bar.bar.field, QInputMethodEvent("shi tou", []))
    qtbot.wait(300)
    assert bar.asked == []


def test_enter_walks_the_matches(bar: Bar) -> None:
    bar.bar.open_with("石头")
    press(bar.bar.field, "Return")
    press(bar.bar.field, "Shift+Return")
    press(bar.bar.field, "Enter")
    assert bar.said == ["next", "previous", "next"]
    assert bar.asked == ["石头"]


def test_escape_closes(bar: Bar) -> None:
    press(bar.bar.field, "Esc")
    assert bar.said == ["closed"]


def test_the_buttons_do_what_they_are_called(bar: Bar) -> None:
    bar.bar.set_count(1, 2)
    tools = bar.tools()
    tools["Next match"].click()
    tools["Previous match"].click()
    tools["Close"].click()
    assert bar.said == ["next", "previous", "closed"]


def test_opening_keeps_the_words_that_stood_there(bar: Bar) -> None:
    bar.bar.open_with("石头")
    bar.bar.open_with("")
    assert bar.bar.field.text() == "石头"
    assert bar.bar.field.selectedText() == "石头"
    assert bar.asked == ["石头", "石头"]


@pytest.mark.parametrize(
    ("typed", "current", "total", "words"),
    [
        ("", 0, 0, []),
        ("x", 0, 0, ["no match"]),
        ("x", 0, 3, ["3 match(es)"]),
        ("x", 2, 1_500, ["2 of 1500"]),
    ],
)
def test_the_count(bar: Bar, typed: str, current: int, total: int, words: list[str]) -> None:
    bar.bar.field.setText(typed)
    bar.bar.set_count(current, total)
    assert [text.replace(",", "") for text in labels(bar.bar)] == words
    assert bar.tools()["Next match"].isEnabled() == (total > 0)
    assert bar.tools()["Previous match"].isEnabled() == (total > 0)


def test_what_is_wrong_is_said_as_text(bar: Bar) -> None:
    bar.bar.set_problem("“<b>” is not closed.")
    assert labels(bar.bar) == ["“<b>” is not closed."]
    assert marked_up(bar.bar) == []


def test_it_is_named(bar: Bar) -> None:
    bar.bar.set_tokens(DARK)
    assert nameless(bar.bar) == []
