"""The search field: typing asks after a pause, and half-typed Chinese asks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from desktop.theme import DARK
from desktop.views.search_bar import PAUSE, SearchBar
from tests.desktop.rooms import labels, marked_up, nameless, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Bar:
    """A search bar and what it said."""

    def __init__(self) -> None:
        self.bar = SearchBar()
        self.asked: list[str] = []
        self.steps: list[int] = []
        self.said: list[str] = []
        self.bar.query_changed.connect(self.asked.append)
        self.bar.step_requested.connect(self.steps.append)
        self.bar.hit_requested.connect(lambda: self.said.append("hit"))
        self.bar.left.connect(lambda: self.said.append("left"))

    def compose(self, letters: str, committed: str = "") -> None:
        """Type as an input method does: letters not yet chosen, then words."""
        event = QInputMethodEvent(letters, [])
        if committed:
            event.setCommitString(committed)
        QCoreApplication.sendEvent(self.bar.field, event)


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    made = Bar()
    qtbot.addWidget(made.bar)
    made.bar.show()
    return made


def test_typing_asks_once_after_a_pause(bar: Bar, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.bar.field, "stone")
    assert bar.asked == []
    qtbot.waitUntil(lambda: bar.asked == ["stone"], timeout=5_000)
    qtbot.wait(PAUSE + 50)
    assert bar.asked == ["stone"]


def test_letters_of_an_input_method_ask_nothing(bar: Bar, qtbot: QtBot) -> None:
    for letters in ("s", "sh", "shi", "shi t", "shi tou"):
        bar.compose(letters)
    qtbot.wait(PAUSE + 100)
    assert bar.asked == []
    assert bar.bar.query() == ""
    bar.compose("", "石头")
    assert bar.bar.query() == "石头"
    qtbot.waitUntil(lambda: bar.asked == ["石头"], timeout=5_000)
    bar.compose("he")
    qtbot.wait(PAUSE + 100)
    assert bar.asked == ["石头"]


def test_spaces_around_a_query_do_not_matter(bar: Bar, qtbot: QtBot) -> None:
    bar.bar.set_query("石头")
    bar.bar.field.setText(" 石头 ")
    qtbot.wait(PAUSE + 50)
    assert bar.asked == ["石头"]


def test_enter_asks_at_once_and_then_opens(bar: Bar) -> None:
    QTest.keyClicks(bar.bar.field, "stone")
    press(bar.bar.field, "Return")
    assert (bar.asked, bar.said) == (["stone"], [])
    press(bar.bar.field, "Return")
    assert bar.said == ["hit"]


def test_arrows_walk_the_hits(bar: Bar) -> None:
    bar.bar.set_query("石头")
    press(bar.bar.field, "Down")
    press(bar.bar.field, "Down")
    press(bar.bar.field, "Up")
    assert bar.steps == [1, 1, -1]


def test_escape_leaves(bar: Bar, qtbot: QtBot) -> None:
    bar.bar.set_query("石头")
    bar.bar.set_problem("wrong")
    press(bar.bar.field, "Esc")
    assert bar.asked == ["石头", ""]
    assert bar.said == ["left"]
    assert bar.bar.query() == ""
    assert labels(bar.bar) == []
    qtbot.wait(PAUSE + 50)
    assert bar.asked == ["石头", ""]


def test_leaving_an_empty_field_asks_nothing(bar: Bar) -> None:
    press(bar.bar.field, "Esc")
    assert (bar.asked, bar.said) == ([], ["left"])


def test_emptying_the_field_is_an_answer_at_once(bar: Bar) -> None:
    bar.bar.set_query("石头")
    bar.bar.field.clear()
    assert bar.asked == ["石头", ""]


def test_a_query_that_is_typed_and_left_before_the_pause(bar: Bar, qtbot: QtBot) -> None:
    QTest.keyClicks(bar.bar.field, "stone")
    press(bar.bar.field, "Esc")
    qtbot.wait(PAUSE + 50)
    assert bar.asked == []


def test_what_is_wrong_is_said_as_text(bar: Bar) -> None:
    bar.bar.set_problem("“<b>” is not closed.")
    assert labels(bar.bar) == ["“<b>” is not closed."]
    assert marked_up(bar.bar) == []
    bar.bar.set_problem("")
    assert labels(bar.bar) == []


def test_it_is_named_and_reachable(bar: Bar) -> None:
    assert nameless(bar.bar) == []
    assert bar.bar.focusProxy() is bar.bar.field
    assert bar.bar.field.focusPolicy() & Qt.FocusPolicy.TabFocus
    bar.bar.set_tokens(DARK)
