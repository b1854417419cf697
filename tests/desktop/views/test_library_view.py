"""The left pane: sections, order, and a list that opens only what the reader chose."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from db.records import ThreadId
from db.threads.reading import ListOrder, View
from desktop.delegates.library_delegate import row_height
from desktop.models.library_model import LibraryModel
from desktop.theme import DARK
from desktop.views.library_view import LibraryView
from tests.desktop.rooms import MARKUP, labels, marked_up, nameless, press, summary

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Pane:
    def __init__(self) -> None:
        self.model = LibraryModel()
        self.model.set_fetch(lambda asked: {one: summary(one, MARKUP) for one in asked})
        self.view = LibraryView(self.model)
        self.chosen: list[int] = []
        self.entered: list[int] = []
        self.sections: list[str] = []
        self.orders: list[tuple[str, bool]] = []
        self.view.thread_chosen.connect(self.chosen.append)
        self.view.thread_entered.connect(self.entered.append)
        self.view.section_changed.connect(self.sections.append)

        def take(name: str, ascending: bool) -> None:
            self.orders.append((name, ascending))

        self.view.order_changed.connect(take)

    def show(self, *threads: int, keep: int | None = None) -> None:
        self.view.show_ids(array("q", threads), None if keep is None else ThreadId(keep))


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    made = Pane()
    qtbot.addWidget(made.view)
    made.view.resize(300, 400)
    made.view.show()
    made.view.activateWindow()
    return made


def test_showing_a_list_opens_nothing(pane: Pane) -> None:
    pane.show(3, 1, 2)
    assert pane.chosen == []
    assert pane.view.chosen() is None
    assert "3 thread(s)" in labels(pane.view)


def test_a_thread_that_is_open_stays_marked_and_is_not_opened_again(pane: Pane) -> None:
    pane.show(3, 1, 2, keep=1)
    assert pane.view.chosen() == 1
    pane.show(1, 2, 3, keep=1)
    assert pane.view.chosen() == 1
    pane.show(2, 3, keep=1)
    assert pane.view.chosen() is None
    assert pane.chosen == []


def test_a_click_opens(pane: Pane) -> None:
    pane.show(3, 1, 2)
    place = pane.view.table.visualRect(pane.model.index(1, 0)).center()
    QTest.mouseClick(pane.view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pane.chosen == [1]


def test_arrows_open_and_enter_goes_on_to_read(pane: Pane) -> None:
    pane.show(3, 1, 2)
    pane.view.table.setFocus()
    press(pane.view.table, "Down")
    press(pane.view.table, "Down")
    assert pane.chosen[-1] == pane.view.chosen()
    assert len(pane.chosen) == len(set(pane.chosen))
    press(pane.view.table, "Return")
    assert pane.entered == [pane.chosen[-1]]


def test_marking_from_outside_opens_nothing(pane: Pane) -> None:
    pane.show(*range(1, 100))
    pane.view.choose(ThreadId(80))
    assert (pane.view.chosen(), pane.chosen) == (80, [])
    assert (
        pane.view.table.viewport()
        .rect()
        .contains(pane.view.table.visualRect(pane.model.index(79, 0)).center())
    )
    pane.view.choose(None)
    assert pane.view.chosen() is None


def test_the_place_in_the_list_stays(pane: Pane) -> None:
    pane.show(*range(1, 200))
    pane.view.table.verticalScrollBar().setValue(500)
    pane.show(*range(1, 201))
    assert pane.view.table.verticalScrollBar().value() == 500


def test_sections_are_those_of_the_archive(pane: Pane) -> None:
    buttons = [
        part for part in pane.view.findChildren(QPushButton) if part.property("role") == "section"
    ]
    assert [part.accessibleName() for part in buttons] == [
        "All threads",
        "With notes",
        "Missing images",
        "Trash",
    ]
    for part in buttons:
        part.click()
    assert pane.sections == [view.value for view in View]
    assert pane.view.section() == "trash"
    pane.view.set_section("notes")
    assert pane.view.section() == "notes"


def test_orders_are_those_of_the_archive(pane: Pane) -> None:
    pane.view.set_order("title", ascending=True)
    (sort,) = pane.view.findChildren(QToolButton)
    actions = [action for action in sort.menu().actions() if not action.isSeparator()]
    assert [action.data() for action in actions[:-1]] == [order.value for order in ListOrder]
    assert [action.text() for action in actions if action.isChecked()] == ["Title", "Upwards"]
    actions[0].trigger()
    actions[-1].trigger()
    assert pane.orders == [("imported", True), ("imported", False)]


@pytest.mark.parametrize("section", [view.value for view in View])
def test_an_empty_list_says_so(pane: Pane, section: str) -> None:
    pane.view.set_section(section)
    pane.show()
    assert pane.view.table.isHidden()
    (said,) = [text for text in labels(pane.view) if text != "0 thread(s)"]
    pane.show(1)
    assert not pane.view.table.isHidden()
    assert said.endswith(".")


def test_a_context_menu_is_asked_for_on_rows_alone(pane: Pane) -> None:
    asked: list[QPoint] = []
    pane.view.context_requested.connect(asked.append)
    pane.show(1)
    pane.view.table.customContextMenuRequested.emit(QPoint(10, 10))
    pane.view.table.customContextMenuRequested.emit(QPoint(10, 350))
    assert len(asked) == 1


def test_rows_fit_the_font(pane: Pane) -> None:
    font = QFont(pane.view.font())
    font.setPixelSize(30)
    pane.view.setFont(font)
    assert pane.view.table.verticalHeader().defaultSectionSize() == row_height(font)


def test_no_tab_is_caught_in_the_list(pane: Pane) -> None:
    assert not pane.view.table.tabKeyNavigation()


def test_named_and_plain(pane: Pane) -> None:
    pane.show(1, 2)
    pane.view.set_tokens(DARK)
    assert nameless(pane.view) == []
    assert marked_up(pane.view) == []
    assert pane.model.index(0, 0).data() == MARKUP


def test_without_a_library_there_is_no_list(pane: Pane) -> None:
    pane.show(1, 2)
    pane.view.clear()
    assert pane.model.rowCount() == 0
    shown = [part.text() for part in pane.view.findChildren(QLabel) if not part.isHidden()]
    assert [text for text in shown if text] == []
