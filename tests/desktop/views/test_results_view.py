"""Search results: walked by key, opened by click, counted honestly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from db.search import Order, SearchPage
from desktop.models.search_model import SearchModel
from desktop.theme import DARK
from desktop.views.results_view import ResultsView
from tests.desktop.rooms import MARKUP, hit, labels, marked_up, nameless, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from db.records import SearchHit


class Pane:
    def __init__(self) -> None:
        self.model = SearchModel()
        self.view = ResultsView(self.model)
        self.chosen: list[SearchHit] = []
        self.entered: list[SearchHit] = []
        self.orders: list[str] = []
        self.view.hit_chosen.connect(self.chosen.append)
        self.view.hit_entered.connect(self.entered.append)
        self.view.order_changed.connect(self.orders.append)

    def show(self, *hits: SearchHit) -> None:
        self.model.show_page(SearchPage(len(hits), True, {}, 1.0, tuple(hits), "x"))
        self.view.set_total(len(hits), len(hits), exact=True)


FIRST, SECOND, THIRD = hit(1, "甲"), hit(1, "乙"), hit(2, "丙")


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    made = Pane()
    qtbot.addWidget(made.view)
    made.view.resize(300, 500)
    made.view.show()
    made.view.activateWindow()
    made.show(FIRST, SECOND, THIRD)
    return made


def test_steps_go_from_hit_to_hit_over_the_headings(pane: Pane) -> None:
    for by in (1, 1, 1, 1, -1):
        pane.view.step(by)
    assert pane.chosen == [FIRST, SECOND, THIRD, SECOND]


def test_the_marked_hit_is_the_first_where_none_was_chosen(pane: Pane) -> None:
    assert pane.view.chosen() == FIRST
    pane.view.step(1)
    assert pane.view.chosen() == SECOND


def test_nothing_to_choose(pane: Pane) -> None:
    pane.show()
    assert pane.view.chosen() is None
    pane.view.step(1)
    assert pane.chosen == []


def test_a_click_opens_a_hit_and_a_heading_does_nothing(pane: Pane) -> None:
    for row in (0, 2):
        place = pane.view.list.visualRect(pane.model.index(row)).center()
        QTest.mouseClick(pane.view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pane.chosen == [SECOND]


def test_enter_goes_on_to_read(pane: Pane) -> None:
    pane.view.step(1)
    pane.view.list.setFocus()
    press(pane.view.list, "Return")
    assert pane.entered == [FIRST]


@pytest.mark.parametrize(
    ("total", "loaded", "exact", "words"),
    [
        (3, 3, True, "3 hit(s)"),
        (None, 50, True, "at least 50 hit(s)"),
        (3, 3, False, "3 hit(s) · the index is being rebuilt"),
    ],
)
def test_the_count_is_honest(
    pane: Pane, total: int | None, loaded: int, exact: bool, words: str
) -> None:
    pane.view.set_total(total, loaded, exact=exact)
    assert pane.view.describe() == words
    assert not pane.view.list.isHidden()


def test_nothing_found_says_what_might_help(pane: Pane) -> None:
    pane.show()
    assert pane.view.list.isHidden()
    assert any(text.startswith("Nothing found.") for text in labels(pane.view))
    pane.show(FIRST)
    assert not pane.view.list.isHidden()


def test_while_it_searches_what_was_found_stays(pane: Pane) -> None:
    pane.view.set_waiting()
    assert pane.view.describe() == "Searching…"
    assert pane.model.rowCount() == 5


def test_orders_are_those_of_the_search(pane: Pane) -> None:
    pane.view.set_order("newest")
    (sort,) = (made for made in pane.view.findChildren(QToolButton) if made.menu())
    actions = sort.menu().actions()
    assert [action.data() for action in actions] == [order.value for order in Order]
    assert [action.data() for action in actions if action.isChecked()] == ["newest"]
    actions[2].trigger()
    assert pane.orders == ["floor"]


def test_named_and_plain(pane: Pane) -> None:
    pane.view.set_tokens(DARK)
    pane.show(hit(1, MARKUP, thread_title=MARKUP))
    assert nameless(pane.view) == []
    assert marked_up(pane.view) == []
    pane.view.grab()


def test_a_hit_is_marked_again_after_the_list_was_read_anew(pane: Pane) -> None:
    pane.view.step(1)
    pane.show(THIRD, FIRST)
    assert pane.view.current() is None
    pane.view.choose_hit(hit(1, "别的字"))
    assert pane.view.current() == FIRST
    pane.view.choose_hit(hit(9))
    assert pane.view.current() == FIRST
    assert len(pane.chosen) == 1


def test_nothing_is_said_while_nothing_is_searched(pane: Pane) -> None:
    pane.show()
    pane.view.show_nothing()
    assert pane.view.describe() == ""
    assert not pane.view.list.isHidden()
