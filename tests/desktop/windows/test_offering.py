"""What the search field offers: completions while one types, and what was searched for before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import search
from db.search import Completion, saved
from desktop.windows import searching
from desktop.windows.dialogs.preferences import Preferences
from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from db.store import Store
    from desktop.models.offers_model import Offer
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    house.window.activateWindow()
    house.window.panes.search.field.setFocus()
    house.wait(house.window.panes.search.field.hasFocus)
    return house


def offered(house: House) -> list[str]:
    bar = house.window.panes.search
    if not bar.offering or bar._popup is None:
        return []
    offers: list[Offer | None] = [
        bar._popup._offers.offer(row) for row in range(bar._popup._offers.rowCount())
    ]
    return [offer.label for offer in offers if offer is not None]


def remembered(house: House) -> tuple[str, ...]:
    return saved.history(house.operations.store)


def test_a_person_is_completed(reading: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def complete(_store: Store, query: str, at: int) -> tuple[Completion, ...]:
        start = query.index(":") + 1 if ":" in query else at
        return (Completion("夜班的猫", "夜班的猫 ", start, at, "author"),)

    monkeypatch.setattr(search, "complete", complete)
    field = reading.window.panes.search.field
    QTest.keyClicks(field, "author:ye")
    reading.wait(lambda: offered(reading) == ["夜班的猫"])
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "author:夜班的猫 "
    reading.wait(lambda: reading.window.searching.query == "author:夜班的猫")


def test_operators_are_completed(reading: House) -> None:
    QTest.keyClicks(reading.window.panes.search.field, "au")
    reading.wait(lambda: offered(reading) == ["author:"])


def test_what_was_meant_is_remembered(reading: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "REST", 60_000)
    reading.search("钟")
    assert remembered(reading) == ()
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    reading.search("擒纵轮")
    reading.window.panes.search.step_requested.emit(1)
    reading.settle()
    assert remembered(reading) == ("擒纵轮", "钟")
    field = reading.window.panes.search.field
    field.clear()
    reading.settle()
    QTest.keyClick(field, Qt.Key.Key_Down)
    reading.settle()
    assert offered(reading) == ["擒纵轮", "钟", "Clear these"]
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    reading.settle()
    assert reading.window.searching.query == "钟"


def test_a_search_that_stands_for_a_while_was_meant(reading: House) -> None:
    reading.window.searching._rest.setInterval(1)
    reading.search("钟楼")
    reading.wait(lambda: remembered(reading) == ("钟楼",))
    reading.search("(")
    reading.settle()
    assert remembered(reading) == ("钟楼",)


def test_it_is_cleared(reading: House) -> None:
    saved.remember(reading.operations.store, "钟楼")
    field = reading.window.panes.search.field
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    reading.settle()
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    reading.settle()
    assert remembered(reading) == ()
    assert field.text() == ""


def test_without_history_the_arrow_leads_to_the_list(reading: House) -> None:
    QTest.keyClick(reading.window.panes.search.field, Qt.Key.Key_Down)
    reading.settle()
    assert reading.window.panes.library.table.hasFocus()


def test_it_can_be_switched_off_and_cleared_in_the_preferences(reading: House) -> None:
    saved.remember(reading.operations.store, "钟楼")
    reading.act("preferences")
    dialog = reading.dialog(Preferences)
    assert dialog.history.isChecked()
    dialog.history.click()
    dialog.clear_history.click()
    dialog.accept()
    reading.settle()
    assert remembered(reading) == ()
    assert not reading.window.settings.search_history
    field = reading.window.panes.search.field
    reading.search("钟楼")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    assert remembered(reading) == ()
    field.clear()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    reading.settle()
    assert offered(reading) == []
    assert reading.window.focusWidget() is reading.window.panes.library.table
