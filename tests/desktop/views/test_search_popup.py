"""What the search field offers: never in the way of Enter or of an input method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.search import Completion
from desktop.theme import DARK
from desktop.views.search_bar import OFFER_PAUSE, SearchBar
from tests.desktop.rooms import MARKUP, labels, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.views.search_popup import SearchPopup


class Room:
    """A window with a search bar in it, and what the bar said."""

    def __init__(self) -> None:
        self.window = QWidget()
        self.bar = SearchBar()
        QVBoxLayout(self.window).addWidget(self.bar)
        self.window.resize(400, 500)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.wanted: list[tuple[str, int]] = []
        self.bar.query_changed.connect(self.asked.append)
        self.bar.hit_requested.connect(lambda: self.said.append("hit"))
        self.bar.left.connect(lambda: self.said.append("left"))
        self.bar.step_requested.connect(self._on_step)
        self.bar.history_wanted.connect(lambda: self.said.append("history"))
        self.bar.history_cleared.connect(lambda: self.said.append("clear"))
        self.bar.completions_wanted.connect(self._on_wanted)

    def _on_step(self, by: int) -> None:
        self.said.append(f"step {by}")

    def _on_wanted(self, query: str, at: int) -> None:
        self.wanted.append((query, at))

    @property
    def popup(self) -> SearchPopup:
        assert self.bar._popup is not None
        return self.bar._popup

    def complete(self, *texts: str) -> None:
        """Answer what was asked for: each text in place of the last word."""
        query, at = self.bar._place()
        start = query.rfind(" ") + 1
        found = tuple(Completion(text, text, start, at, "author") for text in texts)
        self.bar.show_completions(query, at, found)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    made = Room()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    made.bar.field.setFocus()
    qtbot.waitUntil(made.bar.field.hasFocus)
    return made


def test_completions_are_asked_for_after_a_short_pause(room: Room, qtbot: QtBot) -> None:
    QTest.keyClicks(room.bar.field, "au")
    assert room.wanted == []
    qtbot.waitUntil(lambda: room.wanted == [("au", 2)])
    room.bar.set_query("钟😀楼")
    qtbot.wait(OFFER_PAUSE + 40)
    assert room.wanted == [("au", 2)], "what was not typed is not completed"
    room.bar.field.setCursorPosition(3)
    QTest.keyClicks(room.bar.field, "x")
    qtbot.waitUntil(lambda: room.wanted[-1] == ("钟😀x楼", 3))


def test_enter_without_a_choice_is_that_of_the_field(room: Room) -> None:
    room.bar.set_query("钟")
    room.complete("夜班的猫")
    assert room.bar.offering
    press(room.bar.field, "Return")
    assert room.said == ["hit"]
    assert not room.bar.offering
    assert room.bar.query() == "钟"


def test_a_choice_takes_the_place_of_what_was_typed(room: Room, qtbot: QtBot) -> None:
    room.bar.field.setText("钟 😀ye 楼")
    room.bar.field.setCursorPosition(6)
    query, at = room.bar._place()
    assert (query, at) == ("钟 😀ye 楼", 5)
    room.bar.show_completions(query, at, (Completion("夜", "author:夜", 3, 5, "author"),))
    press(room.bar.field, "Down")
    press(room.bar.field, "Return")
    assert room.bar.query() == "钟 😀author:夜 楼"
    assert room.bar.field.cursorPosition() == 12
    assert room.said == []
    qtbot.waitUntil(lambda: room.asked == ["钟 😀author:夜 楼"])


def test_the_arrows_walk_it_and_come_back_to_the_field(room: Room) -> None:
    room.bar.set_query("a")
    room.complete("一", "二")
    chosen: list[str | None] = []
    for key in ("Down", "Down", "Down", "Up", "Up", "Up"):
        press(room.bar.field, key)
        offer = room.popup.chosen()
        chosen.append(offer.label if offer is not None else None)
    assert chosen == ["一", "二", None, "二", "一", None]
    assert room.said == []


def test_esc_closes_it_alone(room: Room) -> None:
    room.bar.set_query("a")
    room.complete("一")
    press(room.bar.field, "Esc")
    assert not room.bar.offering
    assert (room.said, room.bar.query()) == ([], "a")
    press(room.bar.field, "Down")
    press(room.bar.field, "Esc")
    assert room.said == ["step 1", "left"]


def test_a_stale_answer_is_not_shown(room: Room) -> None:
    room.bar.set_query("ab")
    found = (Completion("一", "一", 0, 1, "author"),)
    room.bar.show_completions("a", 1, found)
    assert not room.bar.offering
    room.bar.field.clearFocus()
    room.bar.show_completions("ab", 2, found)
    assert not room.bar.offering


def test_nothing_is_offered_while_letters_are_being_chosen(room: Room, qtbot: QtBot) -> None:
    room.bar.set_query("钟")
    room.complete("一")
    QCoreApplication.sendEvent(room.bar.field, QInputMethodEvent("lou", []))
    assert room.bar.field.composing
    assert not room.bar.offering
    room.complete("一")
    assert not room.bar.offering
    qtbot.wait(OFFER_PAUSE + 40)
    assert room.wanted == []
    done = QInputMethodEvent("", [])
    done.setCommitString("楼")
    QCoreApplication.sendEvent(room.bar.field, done)
    assert not room.bar.field.composing
    qtbot.waitUntil(lambda: room.wanted == [("钟楼", 2)])


def test_it_goes_when_the_field_is_left(room: Room) -> None:
    room.bar.set_query("a")
    room.complete("一")
    room.bar.field.clearFocus()
    assert not room.bar.offering


def test_a_click_takes_a_row(room: Room) -> None:
    room.bar.set_query("a")
    room.complete("一", "二")
    place = room.popup.visualRect(room.popup.model().index(1, 0)).center()
    QTest.mouseClick(room.popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert room.bar.query() == "二"
    assert room.bar.field.hasFocus()


def test_what_was_searched_for_stands_below_an_empty_field(room: Room) -> None:
    press(room.bar.field, "Down")
    assert room.said == ["history"]
    assert not room.bar.show_history(())
    assert room.bar.show_history(["钟楼", MARKUP])
    press(room.bar.field, "Down")
    press(room.bar.field, "Down")
    press(room.bar.field, "Return")
    assert room.asked == [MARKUP]
    press(room.bar.field, "Alt+Down")
    room.bar.show_history(["钟楼"])
    press(room.bar.field, "Up")
    press(room.bar.field, "Return")
    assert room.said == ["history", "history", "clear"]
    room.bar.set_remembers(on=False)
    room.bar.field.clear()
    press(room.bar.field, "Down")
    assert room.said[-1] == "step 1"


def test_it_lies_in_the_window_and_takes_no_focus(room: Room) -> None:
    room.bar.set_tokens(DARK)
    room.bar.set_query("a")
    room.complete(*(f"{number} {MARKUP}" for number in range(40)))
    assert room.window.rect().contains(room.popup.geometry())
    assert room.popup.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert room.popup.accessibleName()
    assert QApplication.focusWidget() is room.bar.field
    press(room.bar.field, "Down")
    room.window.grab()
    said = room.popup.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == f"0 {MARKUP}, person"


def test_the_place_of_a_mistake_is_underlined(room: Room) -> None:
    room.bar.set_query('  钟 😀 "楼 上')
    assert room.bar.field.wrong() is None
    room.bar.set_problem("“<b>”", 4)
    assert room.bar.field.wrong() == (7, 9), "in units of the field, with the spaces before"
    line = room.bar.field.underline(7, 9)
    before = room.bar.field.underline(2, 3)
    assert line.left() > before.right()
    assert line.width() > 5
    room.window.grab()
    room.bar.set_problem("missing", 40)
    assert room.bar.field.wrong() is None, "a place that is not there"
    room.bar.set_problem("missing", 8)
    assert room.bar.field.wrong() is not None
    QTest.keyClicks(room.bar.field, "x")
    assert room.bar.field.wrong() is None
    assert labels(room.bar) == ["missing"]


def test_what_is_missing_at_the_end_is_underlined_behind_it(room: Room) -> None:
    room.bar.set_query("钟 OR")
    room.bar.set_problem("missing", 4)
    wrong = room.bar.field.wrong()
    assert wrong is not None
    assert wrong == (4, 5)
    assert room.bar.field.underline(*wrong).width() > 5
