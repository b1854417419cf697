"""Suggestions in the window: only where one asks, never an edge, decided of as edges are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from db.records import LinkState
from db.threads.suggesting import suggestions
from desktop.settings import Settings
from tests.desktop.rooms import labels
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from db.records import Post, Suggestion
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    house.act("show_reply")
    return house


def unmarked(house: House) -> tuple[Post, tuple[Suggestion, ...]]:
    """A floor without an edge for which something is suggested."""
    column = house.window.panes.column.column
    assert column is not None
    ids = [column.document.id_of(floor) for floor in range(len(column.document))]
    for post in house.operations.posts(ids):
        if post.reply_to.state is LinkState.NONE:
            found = suggestions(house.operations.store, post.thread, post.id)
            if found:
                return post, found
    raise AssertionError("the sample has no such floor")


def go(house: House, post: Post) -> None:
    house.window.panes.column.go_to_post(post.id)
    house.settle()


def press(house: House, words: str) -> None:
    panel = house.window.panes.reply
    found = [each for each in panel.findChildren(QPushButton) if each.text() == words]
    shown = [each for each in found if each.isVisibleTo(panel)]
    QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    house.settle()


def test_nothing_is_suggested_before_one_asks(reading: House) -> None:
    post, _ = unmarked(reading)
    go(reading, post)
    assert "Suggestions" not in labels(reading.window.panes.reply)
    assert not reading.window.actions_by_name["suggestions"].isChecked()


def test_what_may_be_answered_is_shown_with_its_reason(reading: House) -> None:
    post, found = unmarked(reading)
    go(reading, post)
    press(reading, "Suggest floors it may answer")
    said = labels(reading.window.panes.reply)
    assert "Suggestions" in said
    assert any(found[0].author is not None and found[0].author in each for each in said)
    assert any("of 100 cases" in each for each in said)
    assert reading.window.actions_by_name["suggestions"].isChecked()
    column = reading.window.panes.column.column
    assert column is not None
    floor = column.document.floor_of(post.id)
    assert floor is not None
    assert column.document.state_of(floor) is LinkState.NONE
    reading.act("suggestions")
    assert "Suggestions" not in labels(reading.window.panes.reply)


def test_a_suggestion_becomes_an_edge_when_the_reader_says_so(reading: House) -> None:
    post, found = unmarked(reading)
    reading.act("suggestions")
    go(reading, post)
    press(reading, "This one")
    (now,) = reading.operations.posts([post.id])
    assert (now.reply_to.post, now.reply_to.decided_by) == (found[0].post, "reader")
    reading.act("undo")
    (now,) = reading.operations.posts([post.id])
    assert now.reply_to.state is LinkState.NONE


def test_a_suggestion_that_is_rejected_is_not_offered_again(reading: House) -> None:
    post, found = unmarked(reading)
    reading.act("suggestions")
    go(reading, post)
    press(reading, "Not this one")
    left = suggestions(reading.operations.store, post.thread, post.id)
    assert found[0].post not in [each.post for each in left]


def test_that_one_wants_suggestions_is_remembered(reading: House) -> None:
    ini = reading.folder / "window.ini"
    assert not Settings(ini).suggestions
    reading.act("suggestions")
    assert Settings(ini).suggestions
