"""What those hear who do not see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from db.records import LinkState
from desktop.views import thread_access
from tests.desktop.rooms import DECEIVER
from tests.desktop.thread.invented import (
    AFloor,
    column_of,
    post_id,
    shown_view,
    talk,
    thread,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop.views.thread_view import ThreadView

FLOORS = [
    AFloor("根", "甲某"),
    AFloor(DECEIVER, "乙某", answers=0, state=LinkState.DASHED),
    AFloor("末", "丙某"),
]
NAME = QAccessible.Text.Name


@pytest.fixture
def view(qtbot: QtBot) -> ThreadView:
    made = shown_view(thread(FLOORS)[0], height=900)
    qtbot.addWidget(made)
    return made


def list_of(view: ThreadView) -> thread_access.ThreadAccess:
    found = QAccessible.queryAccessibleInterface(view)
    assert isinstance(found, thread_access.ThreadAccess)
    return found


def names(view: ThreadView) -> list[str]:
    listed = list_of(view)
    return [
        listed.child(number).text(NAME).replace("\u2068", "").replace("\u2069", "")
        for number in range(listed.childCount())
    ]


def test_a_gap_is_read_out_before_its_floor(qtbot: QtBot) -> None:
    view = shown_view(thread([AFloor("一"), AFloor("九", label="9")])[0], height=900)
    qtbot.addWidget(view)
    assert names(view)[-1].startswith("Floors 2 to 8 were not saved, floor 9, 甲某")


def test_every_row_in_sight_is_read_out(view: ThreadView) -> None:
    assert list_of(view).role() == QAccessible.Role.List
    assert list_of(view).text(NAME) == "Article and replies"
    heard = names(view)
    assert heard[0] == "河边的石头"
    assert heard[3] == "This image was not saved. Image: 本报记者\n河边的石头，摄于春天。"
    assert heard[-3:] == [
        "floor 1, 甲某, level 1, 1 answer(s): 根",
        "floor 2, 乙某, level 2, likely → floor 1 甲某: 甲\ufffd乙\ufffd丙\ufffd",
        "floor 3, 丙某, level 1: 末",
    ]
    roles = [list_of(view).child(number).role() for number in range(len(heard))]
    assert roles[0] == QAccessible.Role.Heading
    assert roles[3] == QAccessible.Role.Graphic
    assert set(roles[-3:]) == {QAccessible.Role.ListItem}


def test_rows_lie_where_they_are_seen(view: ThreadView) -> None:
    listed = list_of(view)
    for number, shown in enumerate(column_of(view).shown):
        child = listed.child(number)
        box = child.rect()
        assert box.topLeft() == view.viewport().mapToGlobal(QPoint(shown.item.x, shown.y))
        assert (box.width(), box.height()) == (shown.item.width, shown.item.height)
        assert listed.indexOfChild(child) == number
        assert listed.childAt(box.center().x(), box.center().y()) is child
        assert child.childCount() == 0
    assert listed.child(99) is None
    assert listed.childAt(0, -5_000) is None


def test_the_chosen_floor_has_the_focus(view: ThreadView) -> None:
    view.activateWindow()
    view.setFocus()
    QApplication.processEvents()
    assert list_of(view).focusChild() is None
    view.go_to_post(post_id(1))
    chosen = list_of(view).focusChild()
    assert isinstance(chosen, thread_access.RowAccess)
    assert "乙某" in chosen.text(NAME)
    thread_access.tell_focus(view)


def test_rows_scrolled_away_are_kept_within_bounds(qtbot: QtBot) -> None:
    view = shown_view(thread(talk(2_500, longest=100))[0], height=900)
    qtbot.addWidget(view)
    listed = list_of(view)
    for _ in range(120):
        names(view)
        view.scroll_by(800)
    assert listed.kept_rows <= thread_access.KEPT + 40


def test_another_thread_makes_the_rows_of_the_last_one_void(view: ThreadView) -> None:
    child = list_of(view).child(4)
    assert isinstance(child, thread_access.RowAccess)
    assert child.isValid()
    view.show_thread(thread(FLOORS)[0])
    assert not child.isValid()
    assert child.text(NAME) == ""
    assert names(view)[-1] == "floor 3, 丙某, level 1: 末"
    view.clear()
    assert names(view) == []


def test_a_view_that_goes_is_forgotten(qtbot: QtBot) -> None:
    view = shown_view(thread(FLOORS)[0])
    names(view)
    number = id(view)
    assert number in thread_access.kept
    view.deleteLater()
    qtbot.waitUntil(lambda: number not in thread_access.kept, timeout=2_000)
