"""Facets: a line each, as many values as fit, the others in a menu."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from db.search import Facets, FacetValue
from desktop.views.facets_view import NOTED, FacetLine, FacetsView
from tests.desktop.rooms import MARKUP, marked_up, nameless, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PEOPLE = tuple(
    FacetValue(f"甲乙丙{number}", 30 - number, f"author:{number}") for number in range(12)
)


def some(people: tuple[FacetValue, ...] = PEOPLE, with_note: int = 2) -> Facets:
    return Facets(people, (FacetValue(MARKUP, 4, "board:x"),), (), with_note, True)


@pytest.fixture
def view(qtbot: QtBot) -> FacetsView:
    made = FacetsView()
    qtbot.addWidget(made)
    made.resize(300, 140)
    made.show()
    return made


def words(line: FacetLine) -> list[str]:
    return [chip.text() for chip in line.chips if chip.isVisible()]


def test_a_line_shows_what_fits_and_the_menu_all(view: FacetsView) -> None:
    view.show_facets(some(), ())
    few = words(view.people)
    assert few[0].split() == ["甲乙丙0", "30"]
    assert 1 < len(few) < 6
    assert view.people.more.isVisible()
    view.resize(900, 140)
    assert len(words(view.people)) == 6
    view.people.more.menu().aboutToShow.emit()
    offered = [action.text() for action in view.people.more.menu().actions()]
    assert len(offered) == 12
    assert offered[11] == "甲乙丙11\t19"


def test_numbers_of_the_latest_hits_alone_are_the_least(view: FacetsView) -> None:
    view.show_facets(replace(some(), exact=False), ())
    assert words(view.people)[0].split() == ["甲乙丙0", "30+"]
    assert "at least 30 hit" in view.people.chips[0].accessibleName()
    assert words(view.notes)[0].split()[-1] == "2"
    view.people.more.menu().aboutToShow.emit()
    assert view.people.more.menu().actions()[11].text() == "甲乙丙11\t19+"


def test_lines_without_values_are_not_there(view: FacetsView) -> None:
    view.show_facets(some(with_note=0), ())
    assert [line.isVisible() for line in view.lines] == [True, True, False, False]
    view.clear()
    assert not any(line.isVisible() for line in view.lines)


def test_a_value_that_stands_comes_first_and_is_pressed(view: FacetsView) -> None:
    heard: list[str] = []
    view.toggled.connect(heard.append)
    view.show_facets(some(), {"author:9", NOTED})
    assert words(view.people)[0].split() == ["甲乙丙9", "21"]
    assert [chip.isChecked() for chip in view.people.chips[:2]] == [True, False]
    assert view.notes.chips[0].isChecked()
    view.people.chips[0].click()
    view.people.chips[1].click()
    view.notes.chips[0].click()
    view.people.more.menu().aboutToShow.emit()
    actions = view.people.more.menu().actions()
    assert [action.isChecked() for action in actions].index(True) == 9
    actions[5].trigger()
    assert heard == ["author:9", "author:0", NOTED, "author:5"]


def test_named_plain_and_reached_by_keys(view: FacetsView) -> None:
    view.show_facets(some(), ())
    assert nameless(view) == []
    assert marked_up(view) == []
    assert view.boards.chips[0].accessibleName() == f"{MARKUP}, 4 hit(s)"
    assert "<b>" not in view.boards.chips[0].toolTip()
    assert view.accessibleName()
    view.grab()


def test_the_arrows_lead_along_a_line(view: FacetsView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.toggled.connect(heard.append)
    view.show_facets(some(), ())
    view.activateWindow()
    first, second = view.people.chips[:2]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    press(first, "Right")
    assert second.hasFocus()
    assert heard == []
    press(second, "Space")
    assert heard == ["author:1"]
    press(second, "Left")
    assert first.hasFocus()
