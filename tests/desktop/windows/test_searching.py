"""Searching the library as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.desktop.windows.house import SAMPLE

if TYPE_CHECKING:
    from db.records import SearchHit
    from tests.desktop.windows.house import House


@pytest.fixture
def reading(house: House) -> House:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.settle()
    return house


def hits(house: House) -> list[SearchHit]:
    model = house.window.panes.search_model
    found = (model.hit_at(row) for row in range(model.rowCount()))
    return [hit for hit in found if hit is not None]


def problem(house: House) -> str:
    label = house.window.panes.search._problem
    return "" if label.isHidden() else label.text()


def test_results_take_the_place_of_the_list(reading: House) -> None:
    reading.search("钟")
    assert reading.window.panes.results.isVisible()
    assert not reading.window.panes.library.isVisible()
    assert all("钟" in hit.snippet or "鐘" in hit.snippet for hit in hits(reading))
    assert str(len(hits(reading))) in reading.window.panes.results.describe()
    reading.search("")
    assert reading.window.panes.library.isVisible()


def test_both_scripts_are_found(reading: House) -> None:
    reading.search("钟楼")
    simplified = [(hit.post, hit.field) for hit in hits(reading)]
    reading.search("鐘樓")
    assert sorted(map(str, simplified)) == sorted(
        str((hit.post, hit.field)) for hit in hits(reading)
    )


def test_the_newest_query_wins(reading: House) -> None:
    field = reading.window.panes.search.field
    for query in ("钟", "钟楼", "擒纵轮"):
        field.setText(query)
        reading.window.panes.search._ask()
    reading.settle()
    assert hits(reading)
    assert all("擒纵轮" in hit.snippet for hit in hits(reading))


def test_arrows_walk_the_hits_and_enter_goes_there(reading: House) -> None:
    reading.search("钟楼")
    field = reading.window.panes.search.field
    field.setFocus()
    floors = [row for row, hit in enumerate(hits(reading)) if hit.post is not None]
    for _ in range(floors[0] + 1):
        QTest.keyClick(field, Qt.Key.Key_Down)
        reading.settle()
    shown = reading.window.panes.results.current()
    assert shown is not None
    assert shown == hits(reading)[floors[0]]
    assert reading.window.panes.column.current_post() == shown.post
    assert reading.window.reading.finding.has_hits
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    reading.settle()
    assert reading.window.searching.stands


def test_enter_before_the_answer_opens_the_first_hit(reading: House) -> None:
    reading.window.reading.close()
    field = reading.window.panes.search.field
    field.setText("擒纵轮")
    QTest.keyClick(field, Qt.Key.Key_Return)  # asks
    QTest.keyClick(field, Qt.Key.Key_Return)  # goes, as soon as there is where to
    reading.wait(lambda: reading.window.reading.thread_id is not None)


def test_esc_returns_to_where_one_was(reading: House) -> None:
    column = reading.window.panes.column
    column.go_to_post(reading.post("21"))
    place = column.place()
    reading.search("擒纵轮")
    field = reading.window.panes.search.field
    QTest.keyClick(field, Qt.Key.Key_Down)
    reading.settle()
    assert column.place() != place
    QTest.keyClick(field, Qt.Key.Key_Escape)
    reading.settle()
    assert column.place() == place
    assert field.text() == ""
    assert not reading.window.reading.finding.has_hits
    assert reading.window.panes.library.isVisible()


def test_a_wrong_query_says_where_and_keeps_what_was_found(reading: House) -> None:
    reading.search("钟楼")
    before = hits(reading)
    reading.search('钟楼 "不闭合')
    assert problem(reading).startswith("At character 4: A quotation mark is opened")
    assert hits(reading) == before
    assert "earching" not in reading.window.panes.results.describe()
    reading.search("钟楼 不闭合")
    assert problem(reading) == ""


def test_a_wrong_query_at_first(reading: House) -> None:
    reading.search("(")
    assert problem(reading).startswith("At character 2: Words are missing here")
    assert reading.window.panes.library.isVisible()


def test_nothing_found(reading: House) -> None:
    reading.search("没有这样的话吧")
    assert hits(reading) == []
    assert reading.window.panes.results._nothing.isVisible()


def test_f3_walks_the_marks(reading: House) -> None:
    reading.search("擒纵轮")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    heard: list[int] = []

    def hear(now: int, _total: int) -> None:
        heard.append(now)

    reading.window.panes.column.hit_changed.connect(hear)
    reading.act("find_next")
    reading.act("find_previous")
    assert len(heard) >= 2
    assert heard[0] != heard[1]


def test_a_note_is_found_and_shown(reading: House) -> None:
    reading.window.panes.column.go_to_post(reading.post("6"))
    reading.act("new_note")
    reading.write("独一无二的批注")
    reading.window.reading.close()
    reading.settle()
    reading.search("独一无二")
    (hit,) = hits(reading)
    assert hit.field == "note"
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    draft = reading.window.panes.notes.draft()
    assert draft is not None
    assert draft.text == "独一无二的批注"
    assert reading.window.panes.notes.isVisible()


def test_what_is_found_follows_what_is_written(reading: House) -> None:
    reading.search("新写的话")
    assert hits(reading) == []
    reading.window.noting.begin_on(reading.post("6"))
    reading.write("新写的话")
    reading.wait(lambda: len(hits(reading)) == 1)


def test_the_order_is_remembered(reading: House) -> None:
    reading.search("钟")
    reading.window.panes.results.order_changed.emit("floor")
    reading.settle()
    ordinals = [int(hit.floor) for hit in hits(reading) if hit.floor is not None]
    assert ordinals == sorted(ordinals)
    reading.close()
    reading.start()
    assert reading.window.settings.hit_order == "floor"


def test_marks_stand_for_a_whole_query_again_when_the_find_bar_closes(reading: House) -> None:
    reading.search("钟楼")
    reading.window.panes.search.hit_requested.emit()
    reading.settle()
    reading.act("find")
    reading.window.panes.finder.field.setText("擒纵轮")
    reading.window.panes.finder._ask()
    reading.settle()
    assert reading.window.reading.finding.query == "擒纵轮"
    QTest.keyClick(reading.window.panes.finder.field, Qt.Key.Key_Escape)
    reading.settle()
    assert reading.window.panes.finder.isHidden()
    assert reading.window.reading.finding.query == "钟楼"


def test_typing_before_the_library_is_open_is_answered(house: House) -> None:
    house.start(SAMPLE)
    house.wait(lambda: house.window.reading.thread_id is not None)
    house.close()
    window = house.start(opened=False)
    window.panes.search.field.setText("擒纵轮")
    window.panes.search._ask()
    house.wait(lambda: window.operations is not None)
    house.settle()
    assert hits(house)
