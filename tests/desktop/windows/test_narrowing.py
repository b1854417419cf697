"""Facets: counted behind the answer, narrowing by a click, and out again by a second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from db import search
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from db.store import Store
    from desktop.views.facets_view import FacetsView
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def lines(house: House) -> FacetsView:
    made = house.window.panes.results.facets
    assert made is not None
    return made


def shown(house: House) -> list[str]:
    return [chip.text() for chip in lines(house).people.chips if chip.isVisible()]


def test_people_are_counted_and_narrow(reading: House) -> None:
    reading.search("钟")
    chip = next(chip for chip in lines(reading).people.chips if chip.isVisible())
    assert not chip.isChecked()
    person, hits = chip.text().rsplit(None, 1)
    chip.click()
    reading.settle()
    assert reading.window.panes.search.query() == f"钟 author:{person}"
    answer = reading.window.searching.answer
    assert answer is not None
    assert answer.total == int(hits)
    first = next(chip for chip in lines(reading).people.chips if chip.isVisible())
    assert first.isChecked()
    first.click()
    reading.settle()
    assert reading.window.panes.search.query() == "钟"


def test_alternatives_are_put_together_first(reading: House) -> None:
    reading.search("钟楼 OR 擒纵轮")
    next(chip for chip in lines(reading).people.chips if chip.isVisible()).click()
    reading.settle()
    assert reading.window.panes.search.query().startswith("(钟楼 OR 擒纵轮) author:")


def test_they_are_hidden_and_that_is_remembered(
    reading: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading.search("钟")
    assert lines(reading).isVisible()
    reading.window.panes.results._narrow.click()
    assert not lines(reading).isVisible()
    reading.close()
    reading.start()
    reading.wait(lambda: reading.window.operations is not None)
    asked: list[str] = []

    def count(_store: Store, query: str, **_: object) -> None:
        asked.append(query)

    monkeypatch.setattr(search, "facets", count)
    reading.search("钟")
    assert asked == []
    assert not reading.window.panes.results._narrow.isChecked()


def test_a_newer_query_needs_no_counts_of_the_older(reading: House) -> None:
    reading.search("钟")
    reading.search("没有这样的话吧")
    assert shown(reading) == []
    reading.search("")
    assert shown(reading) == []
    assert reading.known == []
